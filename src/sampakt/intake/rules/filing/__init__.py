"""A draft as the content of a partnership file: only what the text says, and what in it to look at."""

from sampakt.intake.rules.filing.partnership import Filed, filed
from sampakt.intake.rules.filing.remarks import Noted

__all__ = ["Filed", "Noted", "filed"]
