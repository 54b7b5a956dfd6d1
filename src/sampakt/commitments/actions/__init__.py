"""Verbs of the room: the only code that saves."""
