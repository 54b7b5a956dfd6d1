"""Public codes: short, random, and readable aloud. They stand in addresses instead of row numbers."""

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # neither 0/O nor 1/I
LENGTH = 8


def new_code() -> str:
    """A fresh code, such as ``K7WQ4M2P``: one of a million million, so that a hundred thousand rows do not meet."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
