"""Components: our own tags that render the design system's markup. All stand on the page ``/ui/``."""

from sampakt.ui.templatetags.ui import blocks, chrome, forms, lists, statuses, words
from sampakt.ui.templatetags.ui.library import register

__all__ = ["blocks", "chrome", "forms", "lists", "register", "statuses", "words"]
