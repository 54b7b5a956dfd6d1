"""The register that all components are written into."""

from django import template

register = template.Library()
