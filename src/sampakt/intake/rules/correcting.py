"""What somebody writes in place of a value that was read, or adds to a draft: held against what its field can hold."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

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
from sampakt.intake.rules.filing.remarks import day_of, tidy
from sampakt.intake.rules.keeping import Kept, as_kept, frozen
from sampakt.intake.terms import (
    AgreementType,
    AmountPer,
    AmountSort,
    DateRole,
    DocumentKind,
    DocumentLanguage,
    IntakeObjection,
    ValueField,
)
from sampakt.kernel.errors import Objection
from sampakt.kernel.money import MINOR_UNITS
from sampakt.organisations.terms import OrganisationKind

VALUE = "value"
"""What the only part of a value that is one text is called."""
MOST_MONTHS = 1200
_MOST_MINOR = 10**15
_CHOICES: Mapping[ValueField, Collection[str]] = {
    ValueField.KIND: DocumentKind.values,
    ValueField.AGREEMENT_TYPE: AgreementType.values,
    ValueField.LANGUAGE: DocumentLanguage.values,
}
_LENGTHS = {ValueField.TITLE: 200, ValueField.NUMBER: 100, ValueField.THEME: 120}
_PARTY_SORTS = ("", "authority", *OrganisationKind.values)
_PARTLY = re.compile(r"\d{4}(?:-(\d{2}))?")
_WITHOUT_YEAR = re.compile(r"--(\d{2}-\d{2})")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass
class _Form:
    """What somebody wrote, by the names of its parts, and what stands against it."""

    told: Mapping[str, Any]
    known: Collection[str] = ()
    objections: list[Objection] = field(default_factory=list)

    def object(self, term: IntakeObjection, name: str, /, **facts: object) -> None:
        """Note what stands against a part."""
        self.objections.append(Objection.of(term, field=name, **facts))

    def words(self, name: str, length: int, *, needed: bool = False) -> str:
        """A part that is one line of text."""
        written = str(self.told.get(name) or "")
        found = tidy(written, max(len(written), 1))
        if needed and not found:
            self.object(IntakeObjection.MISSING, name)
        if len(found) > length:
            self.object(IntakeObjection.TOO_LONG, name, limit=length)
        return found

    def choice(self, name: str, known: Collection[str], otherwise: str | None = None) -> str:
        """A part that is one of some codes; ``otherwise`` when nothing is told."""
        told = str(self.told.get(name) or "")
        if not told and otherwise is not None:
            return otherwise
        if told not in known:
            self.object(IntakeObjection.NOT_CHOSEN, name, known=", ".join(filter(None, known)))
        return told

    def day(self, name: str, *, needed: bool = False) -> str:
        """A part that is a day, a month, a year or a day of every year."""
        told = self.words(name, 10, needed=needed)
        if told and not _is_day(told):
            self.object(IntakeObjection.NO_DAY, name, value=told)
        return told


def correction(of: ValueField, to: Kept, known: Collection[str]) -> tuple[Kept, list[Objection]]:
    """What is written as it is kept, and what stands against it; ``known`` are the codes of organisations.

    A value that is one text may also be told as a mapping with ``value``.
    """
    told = to if isinstance(to, Mapping) else {VALUE: to}
    form = _Form(told, known)
    read = _SHAPES.get(of)
    value: object = read(form) if read else _text(of, form)
    return ("" if form.objections else as_kept(value)), form.objections


def _text(of: ValueField, form: _Form) -> str:
    if of in _CHOICES:
        return form.choice(VALUE, _CHOICES[of])
    return form.words(VALUE, _LENGTHS[of], needed=True)


def _party(form: _Form) -> PartyValue:
    code = form.words("code", 80)
    if code and code not in form.known:
        form.object(IntakeObjection.NO_SUCH_ORGANISATION, "code", code=code)
    return PartyValue(form.words("name", 200, needed=True), form.choice("sort", _PARTY_SORTS, ""), code)


def _date(form: _Form) -> DateValue:
    return DateValue(form.day("day", needed=True), form.choice("role", DateRole.values))


def _period(form: _Form) -> PeriodValue:
    start, end, months = form.day("start"), form.day("end"), None
    if (written := form.told.get("months")) not in (None, ""):
        months = _whole(written)
        if months is None or not 0 < months <= MOST_MONTHS:
            form.object(IntakeObjection.NO_MONTHS, "months")
    elif not (start or end):
        form.object(IntakeObjection.NO_PERIOD, "start")
    if (first := day_of(start)) and (last := day_of(end)) and last < first:
        form.object(IntakeObjection.ENDS_BEFORE_START, "end")
    return PeriodValue(start, end, months)


def _amount(form: _Form) -> AmountValue:
    minor, share = _minor(form), form.words("share", 120)
    if minor is None and not share and not form.objections:
        form.object(IntakeObjection.NO_AMOUNT, "amount")
    currency = form.words("currency", 3).upper()
    if (minor is not None or currency) and not _CURRENCY.fullmatch(currency):
        form.object(IntakeObjection.NO_CURRENCY, "currency")
    per = form.choice("per", ("", *AmountPer.values), AmountPer.TOTAL if minor is not None else "")
    sort = form.choice("sort", AmountSort.values, AmountSort.CONTRIBUTION if minor is not None else AmountSort.SHARE)
    return AmountValue(minor, currency, per, form.words("payer", 200), sort, share)


def _minor(form: _Form) -> int | None:
    """The sum in minor units, told so (``minor``) or as people write it (``amount``); None when there is none."""
    written = form.told.get("amount")
    if written in (None, ""):
        minor = form.told.get("minor")
        if minor in (None, ""):
            return None
        found = _whole(minor)
    else:
        plain = re.sub(r"[\s\u00a0\u202f]", "", str(written)).replace(",", ".")
        try:
            exact = Decimal(plain) * MINOR_UNITS
            found = int(exact) if exact == exact.to_integral_value() else None
        except (InvalidOperation, ValueError, OverflowError):
            found = None
    if found is None or not 0 <= found <= _MOST_MINOR:
        form.object(IntakeObjection.NO_AMOUNT, "amount")
        return None
    return found


def _body(form: _Form) -> BodyValue:
    cadence = None
    if (written := form.told.get("cadence_per_year")) not in (None, ""):
        try:
            cadence = float(str(written).replace(",", "."))
        except ValueError:
            cadence = 0.0
        if not 0 < cadence <= 1000:
            form.object(IntakeObjection.NO_CADENCE, "cadence_per_year")
    return BodyValue(
        form.words("name", 120, needed=True),
        form.choice("sort", ("", *BodySort.values), ""),
        cadence,
        _yes_or_no(form, "parity"),
        form.words("chair", 200),
        form.choice("decision_rule", ("", *DecisionRule.values), ""),
    )


def _yes_or_no(form: _Form, name: str) -> bool | None:
    told = form.told.get(name)
    if told in (None, ""):
        return None
    found = {"true": True, "false": False}.get(str(told).casefold())
    if found is None:
        form.object(IntakeObjection.NOT_YES_OR_NO, name)
    return found


def _step(form: _Form) -> StepValue:
    instance, party = form.words("instance", 120, needed=True), form.words("party", 200)
    return StepValue(instance, party, form.words("paragraph", 40), form.day("day"))


def _promise(form: _Form) -> PromiseValue:
    told = form.told.get("parameters") or {}
    parameters = tuple((str(name), frozen(held)) for name, held in told.items()) if isinstance(told, Mapping) else ()
    return PromiseValue(
        form.words("kind", 60, needed=True),
        form.choice("strength", Strength.values, Strength.BINDING),
        form.words("promisor", 200),
        form.words("words", 600, needed=True),
        parameters,
    )


_SHAPES: Mapping[ValueField, Callable[[_Form], object]] = {
    ValueField.PARTY: _party,
    ValueField.DATE: _date,
    ValueField.PERIOD: _period,
    ValueField.AMOUNT: _amount,
    ValueField.BODY: _body,
    ValueField.STEP: _step,
    ValueField.COMMITMENT: _promise,
}


def _whole(written: object) -> int | None:
    try:
        return int(str(written).strip())
    except ValueError:
        return None


def _is_day(written: str) -> bool:
    if partly := _PARTLY.fullmatch(written):
        return day_of(f"{written[:4]}-{partly[1] or '01'}-01") is not None
    if without := _WITHOUT_YEAR.fullmatch(written):
        return _is_in_leap_year(without[1])
    return day_of(written) is not None


def _is_in_leap_year(month_and_day: str) -> bool:
    try:
        date.fromisoformat(f"2024-{month_and_day}")
    except ValueError:
        return False
    return True
