"""Organisations, their units, offices and people; who signs in, as what; and the spaces that organisations share."""
