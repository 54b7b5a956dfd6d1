"""Which organisations are known, among those that a document or a reader names."""

from collections.abc import Mapping

from sampakt.intake.rules.keeping import Kept
from sampakt.intake.terms import ValueField
from sampakt.organisations.models import Organisation


def codes_known(field: ValueField, told: Kept) -> frozenset[str]:
    """The code that a party is told with, if an organisation here has it. One query for a party, else none."""
    code = told.get("code") if field == ValueField.PARTY and isinstance(told, Mapping) else ""
    if not code or not isinstance(code, str):
        return frozenset()
    return frozenset(Organisation.objects.filter(code=code).values_list("code", flat=True))
