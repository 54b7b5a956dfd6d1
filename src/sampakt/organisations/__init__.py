"""Organisations, their units, offices and people; who signs in, with which role; and the spaces that organisations share."""
