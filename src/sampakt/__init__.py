"""Sampakt runs partnerships: what was agreed, who promised what, whether it is kept, and what shows it."""

__version__ = "0.1.0"
