"""Which rules and words an answer was found with: after an update, those of older ones are found anew."""

from sampakt import __version__

EDITION = 7
"""Raise it with every change, between two versions, of what a rule answers to the same facts or of how that is told."""

ENGINE = f"{__version__}/{EDITION}"
