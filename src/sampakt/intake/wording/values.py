"""One found value as people read it: the value itself in a line, and what else was read of it in another."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sampakt.commitments.queries.registry import all_kinds
from sampakt.commitments.terms import Strength
from sampakt.governance.terms import BodySort, DecisionRule
from sampakt.intake.rules.draft import (
    AmountValue,
    BodyValue,
    DateValue,
    PartyValue,
    PeriodValue,
    PromiseValue,
    StepValue,
)
from sampakt.intake.terms import (
    AgreementType,
    AmountPer,
    AmountSort,
    DateRole,
    DocumentKind,
    DocumentLanguage,
    ValueField,
)
from sampakt.kernel.money import Money
from sampakt.organisations.terms import OrganisationKind
from sampakt.ui.writing import written_day, written_money

PARTY_SORTS: Mapping[str, Any] = {
    **{kind.value: kind.label for kind in OrganisationKind},
    "authority": OrganisationKind.AGENCY.label,
    "institute": gettext_lazy("Institute"),
}
UNRULED: Mapping[str, Any] = {
    "apply_external": gettext_lazy("Applying for money elsewhere"),
    "ceiling": gettext_lazy("Ceiling of costs"),
    "fee": gettext_lazy("Fee"),
    "inkind": gettext_lazy("Own effort"),
    "no_extra_cost": gettext_lazy("No extra cost"),
    "positions": gettext_lazy("Positions"),
    "share": gettext_lazy("Shared costs"),
    "starts_from_need": gettext_lazy("Starts from needs"),
}
"""Promises that are recognised although no kind has a rule for them yet."""
ALTERNATING = "alternating"
_PLAIN: Mapping[str, type[TextChoices]] = {
    ValueField.KIND: DocumentKind,
    ValueField.LANGUAGE: DocumentLanguage,
    ValueField.AGREEMENT_TYPE: AgreementType,
}

_NAMED = frozenset((*_PLAIN, ValueField.TITLE))
"""Fields of which there is one in a document: the field's own name says what the value is."""


def title(field: str, value: Any) -> str:
    """The value itself, in a line."""
    match value:
        case PartyValue() | BodyValue():
            return value.name
        case StepValue():
            return value.instance
        case PromiseValue():
            return value.words
        case DateValue() | PeriodValue() | AmountValue():
            return _figures(value)
        case _:
            return _word(_PLAIN[ValueField(field)], value) if field in _PLAIN else str(value)


def _figures(value: DateValue | PeriodValue | AmountValue) -> str:
    if isinstance(value, DateValue):
        return told_day(value.day)
    return _period(value) if isinstance(value, PeriodValue) else _amount(value)


def about(field: str, value: Any) -> str:
    """What else was read of the value, in a line; nothing when the value says it all."""
    if field in _NAMED:
        return str(ValueField(field).label)
    return " · ".join(part for part in map(str, _about(value)) if part)


def _word(words: type[TextChoices], code: str) -> str:
    return str(words(code).label) if code in words.values else code


def _about(value: Any) -> Iterator[Any]:
    match value:
        case PartyValue():
            yield PARTY_SORTS.get(value.sort, "")
            yield "" if value.code else _("not in the registers")
        case DateValue():
            yield _word(DateRole, value.role)
        case PeriodValue():
            if value.months and (value.start or value.end):
                yield _months(value.months)
        case AmountValue():
            yield _word(AmountSort, value.sort)
            yield _("paid by %(name)s") % {"name": value.payer} if value.payer else ""
        case BodyValue():
            yield from _about_body(value)
        case StepValue():
            yield value.party
            yield value.paragraph
            yield told_day(value.day) if value.day else ""
        case PromiseValue():
            yield kind_label(value.kind)
            yield Strength(value.strength).label if value.strength in Strength.values else ""
            yield _("all parties") if value.promisor == "parties" else value.promisor


def kind_label(code: str) -> str:
    """What a kind of promise is called, those without a rule among them."""
    kind = all_kinds().get(code)
    return str(kind.label if kind else UNRULED.get(code, code.replace("_", " ")))


def _about_body(body: BodyValue) -> Iterator[Any]:
    if body.sort and body.sort != BodySort.OTHER and body.sort in BodySort.values:
        yield BodySort(body.sort).label
    if body.cadence_per_year:
        times = body.cadence_per_year
        said = number_format(int(times) if times == int(times) else times)
        yield ngettext("meets %(times)s time a year", "meets %(times)s times a year", 1 if times == 1 else 2) % {
            "times": said
        }
    if body.parity:
        yield _("as many seats for each party")
    if body.chair:
        yield (
            _("the parties take turns as chair")
            if body.chair == ALTERNATING
            else _("chair: %(chair)s") % {"chair": body.chair}
        )
    if body.decision_rule in DecisionRule.values:
        yield _("decides: %(rule)s") % {"rule": DecisionRule(body.decision_rule).label}


def told_day(written: str) -> str:
    """A day as exactly as the text tells it: a day, a month, a year, or a day in no year."""
    try:
        match len(written):
            case 10:
                return written_day(date.fromisoformat(written))
            case 7 if not written.startswith("--"):
                return written_day(date.fromisoformat(f"{written}-01"), "month")
            case 7:
                return written_day(date.fromisoformat(f"2000{written[1:]}"), "yearless")
    except ValueError:
        pass
    return written


def _period(period: PeriodValue) -> str:
    if not (period.start or period.end):
        return _months(period.months) if period.months else "–"
    return f"{told_day(period.start)} – {told_day(period.end)}".strip()


def _months(months: int) -> str:
    if months % 12 == 0:
        return ngettext("%(count)d year", "%(count)d years", months // 12) % {"count": months // 12}
    return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}


def _amount(amount: AmountValue) -> str:
    if amount.minor is None:
        if amount.share == "equal":
            return _("Equal shares")
        return amount.share
    money = (
        written_money(Money(amount.minor, amount.currency))
        if amount.currency
        else number_format(amount.minor / 100, decimal_pos=0, force_grouping=True)
    )
    return " ".join(filter(None, (money, _word(AmountPer, amount.per) if amount.per != AmountPer.TOTAL else "")))
