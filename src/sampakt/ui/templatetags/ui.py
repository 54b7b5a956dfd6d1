"""Components: our own tags that render the design system's markup. All stand on the page ``/ui/``."""

from django import template

register = template.Library()
