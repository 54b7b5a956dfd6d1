"""Public codes: short, random, and readable aloud. They stand in addresses instead of row numbers."""

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # neither 0/O nor 1/I
LENGTH = 6


def new_code() -> str:
    """A fresh code, such as ``K7WQ4M``: 32 letters to the power of 6, about a thousand million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
