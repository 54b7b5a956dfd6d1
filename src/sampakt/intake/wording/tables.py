"""What each column of a list of agreements is for, as the template and the pages explain it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from sampakt.agreements.terms import AgreementKind
from sampakt.intake.terms import ListColumn

EXPLAINED: Mapping[ListColumn, Any] = {
    ListColumn.TITLE: _("What the agreement is called. Needed in every row."),
    ListColumn.PARTY: _("Who the agreement is with; several are divided by a semicolon. Needed in every row."),
    ListColumn.NUMBER: _("Your own registration number. By it the agreement is known again in the next list."),
    ListColumn.KIND: _("One of the kinds listed below. Any other word becomes “Other agreement”, and is kept."),
    ListColumn.STARTS_ON: _("The first day on which it holds, such as 2026-01-01."),
    ListColumn.ENDS_ON: _("The last day. Empty when it holds until further notice."),
    ListColumn.PERIOD: _("First and last day in one cell, instead of the two columns before."),
    ListColumn.NOTICE: _("Number of months, such as 6."),
    ListColumn.SIGNED_ON: _("The day on which the parties had signed. Empty when nobody knows: nothing is invented."),
    ListColumn.DECIDED_ON: _("The day on which your organisation decided."),
    ListColumn.INSTANCE: _("The instance that decided, such as the council."),
    ListColumn.PARAGRAPH: _("The paragraph of the minutes, such as § 45."),
    ListColumn.PARTNERSHIP: _("Agreements with the same name here stand together. Otherwise the parties decide."),
    ListColumn.PURPOSE: _("What the agreement is for."),
    ListColumn.CONTACT: _("Who looks after it, best as an office or a unit. Only your organisation sees it."),
    ListColumn.NOTE: _("Anything else. Only your organisation sees it."),
}

EXAMPLE: Mapping[ListColumn, Any] = {
    ListColumn.TITLE: _("Example: Cooperation on teacher education"),
    ListColumn.PARTY: _("The University of Example; The Region of Example"),
    ListColumn.NUMBER: "KS 2025/0123",
    ListColumn.KIND: _("Cooperation agreement"),
    ListColumn.STARTS_ON: "2026-01-01",
    ListColumn.ENDS_ON: "2028-12-31",
    ListColumn.PERIOD: "",
    ListColumn.NOTICE: "6",
    ListColumn.SIGNED_ON: "2025-12-15",
    ListColumn.DECIDED_ON: "2025-12-01",
    ListColumn.INSTANCE: _("The municipal executive board"),
    ListColumn.PARAGRAPH: "§ 45",
    ListColumn.PARTNERSHIP: "",
    ListColumn.PURPOSE: _("More teachers with a degree"),
    ListColumn.CONTACT: _("Head of schools"),
    ListColumn.NOTE: "",
}
"""The template's example row, which is known by its first word and left out."""

_COLUMN_OF = {
    "parties": ListColumn.PARTY,
    "kind_words": ListColumn.KIND,
    "notice_months": ListColumn.NOTICE,
}


def told_as(name: str) -> str:
    """What a value of a row is called, as the columns are."""
    return str(_COLUMN_OF[name].label if name in _COLUMN_OF else ListColumn(name).label)


def in_words(value: Any) -> str:
    """A value as a row kept it, for people."""
    if value is None:
        return "–"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(AgreementKind(value).label) if value in AgreementKind.values else str(value)
