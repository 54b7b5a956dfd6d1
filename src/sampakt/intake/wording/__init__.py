"""What was read in a document, said in words: the value, what else was read of it, how sure it is, and why."""

from sampakt.intake.wording.reasons import reason
from sampakt.intake.wording.values import ALTERNATING, about, kind_label, title, told_day

__all__ = ["ALTERNATING", "about", "kind_label", "reason", "title", "told_day"]
