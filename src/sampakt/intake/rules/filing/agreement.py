"""The agreement of a draft: its kind, title, terms and parties, and what else the text claims of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sampakt.agreements.terms import AgreementKind, ClaimField, DocumentRole
from sampakt.intake.rules.draft import Draft, Found
from sampakt.intake.rules.filing.parties import Parties
from sampakt.intake.rules.filing.remarks import Noted, day_of, tidy, unsure, words_at
from sampakt.intake.rules.filing.said import labelled, sum_said
from sampakt.intake.terms import Remark
from sampakt.kernel.period import A_DAY, LAST_DAY, add_months

MAIN, SOURCE = "main", "source"
"""The keys of the agreement and of the document that it was read from."""
_KINDS = {
    "framework_education": AgreementKind.FRAMEWORK,
    "university_municipality": AgreementKind.COOPERATION,
    "multi_party_network": AgreementKind.COOPERATION,
    "research": AgreementKind.COOPERATION,
}
_CLAIMED = {"decided": ClaimField.DECIDED_ON, "signed": ClaimField.SIGNED_ON}
_BOUNDS = {"start": ("starts_on", ClaimField.STARTS_ON), "end": ("ends_on", ClaimField.ENDS_ON)}
_TERMS = (("notice", "months", "notice_months"), ("revise_every", "months", "revise_every_months"))


def agreement_of(draft: Draft, original: str, name: str, parties: Parties) -> tuple[dict[str, Any], list[Noted]]:
    """The agreement as its section of a file, a draft that nobody has signed, and what in it to look at."""
    noted = list(parties.noted)
    agreement: dict[str, Any] = {"key": MAIN, "kind": _kind(draft), "title": title_of(draft, name)}
    for what, found in (("title", draft.title), ("kind", draft.agreement_type)):
        if found is not None:
            noted += unsure("agreements", 0, what, found, original)
    days, about_days = _days(draft, original)
    agreement |= {what: day.isoformat() for what, day in days.items()}
    for kind, parameter, term in _TERMS:
        months = [dict(one.value.parameters).get(parameter) for one in draft.commitments if one.value.kind == kind]
        if months and isinstance(months[0], int) and 0 < months[0] <= 1200:
            agreement[term] = months[0]
    agreement["parties"] = parties.as_data()
    agreement["documents"] = [{"document": SOURCE, "role": role_of(draft)}]
    agreement["claims"] = [claim.as_data(original) for claim in claims_of(draft, parties, days)]
    return agreement, noted + about_days


def title_of(draft: Draft, name: str) -> str:
    """The heading of the document, or the name of its file."""
    return (tidy(draft.title.value, 200) if draft.title else "") or tidy(name, 200) or SOURCE


def _kind(draft: Draft) -> str:
    if draft.kind is not None and draft.kind.value == "strategy":
        return AgreementKind.STRATEGY.value
    if draft.agreement_type is None:
        return AgreementKind.OTHER.value
    code = draft.agreement_type.value
    return AgreementKind(_KINDS.get(code, code if code in AgreementKind.values else AgreementKind.OTHER)).value


def role_of(draft: Draft) -> str:
    """What part the document plays in its agreement."""
    kind = draft.kind.value if draft.kind else ""
    return {"agreement": DocumentRole.AGREEMENT, "decision": DocumentRole.MINUTES}.get(kind, DocumentRole.OTHER).value


def _days(draft: Draft, original: str) -> tuple[dict[str, date], list[Noted]]:
    """The first and the last day, as the surest reading gives them: of the period, unless a day itself is surer.

    What somebody corrected is surer than all that was read, so a corrected day is never lost to the period around it.
    """
    period = max(draft.period, key=lambda found: found.confidence, default=None)
    days: dict[str, date] = {}
    noted: list[Noted] = []
    for role, (what, _claim) in _BOUNDS.items():
        told = day_of(getattr(period.value, role)) if period else None
        dates = [found for found in draft.dates if found.value.role == role and day_of(found.value.day)]
        single = max(dates, key=lambda one: one.confidence, default=None)
        other = day_of(single.value.day) if single else None
        is_surer = bool(single and period and single.confidence > period.confidence)
        day = other if told is None or is_surer else told
        found: Found[Any] | None = single if day == other and day != told else period
        if day and found:
            days[what] = day
            noted += unsure("agreements", 0, what, found, original)
        if day and told and other and told != other and single and period and single.confidence >= period.confidence:
            facts = {"day": day.isoformat(), "other": (told if day == other else other).isoformat()}
            noted.append(Noted("agreements", 0, Remark.DAYS_DIFFER, facts))
    first, months = days.get("starts_on"), period.value.months if period else None
    if first and "ends_on" not in days and months and 0 < months <= 1200:
        last = add_months(first, months) - A_DAY
        if last <= LAST_DAY:
            days["ends_on"] = last
            noted.append(Noted("agreements", 0, Remark.LENGTH, {"months": months}))
    last_day = days.get("ends_on")
    if first and last_day and last_day < first:
        days.pop("ends_on")
        facts = {"first": first.isoformat(), "last": last_day.isoformat()}
        noted.append(Noted("agreements", 0, Remark.DAYS_CROSSED, facts))
    return days, noted


@dataclass(frozen=True)
class Claimed:
    """A fact as the text tells it: the fact, its value, the party it is about, and where it was found."""

    field: ClaimField
    value: str
    organisation: str
    found: Found[Any]

    def source(self, original: str) -> str:
        """The document's own words."""
        return words_at(original, self.found.span) or self.value

    def as_data(self, original: str) -> dict[str, Any]:
        """The claim as its section of a file."""
        about = {"organisation": self.organisation} if self.organisation else {}
        source = self.source(original)
        return {"field": self.field.value, **about, "value": self.value, "source": source, "document": SOURCE}


def claims_of(draft: Draft, parties: Parties, days: Mapping[str, date]) -> Iterator[Claimed]:
    """What the text says of facts that ``days`` do not settle, each value once."""
    told: set[tuple[ClaimField, str, str]] = set()
    for field, value, found, organisation in _told(draft, parties, days):
        written = tidy(value, 300)
        if written and (field, written, organisation) not in told:
            told.add((field, written, organisation))
            yield Claimed(field, written, organisation, found)


def _told(
    draft: Draft, parties: Parties, days: Mapping[str, date]
) -> Iterator[tuple[ClaimField, str, Found[Any], str]]:
    language = "sv" if draft.language is None else draft.language.value
    for date_found in draft.dates:
        role, day = date_found.value.role, date_found.value.day
        field = _CLAIMED.get(role)
        if field is None and role in _BOUNDS and str(days.get(_BOUNDS[role][0], "")) != day:
            field = _BOUNDS[role][1]
        if field is not None and day_of(day):
            yield field, day, date_found, ""
        elif field is not None:
            yield ClaimField.OTHER, labelled(field.value, day, language), date_found, ""
    # Several numbers or sums of the same party are not one fact told in two ways.
    numbers = {number.value for number in draft.registration_numbers}
    for number in draft.registration_numbers:
        if len(numbers) == 1:
            yield ClaimField.REGISTRATION_NUMBER, number.value, number, ""
        else:
            yield ClaimField.OTHER, labelled(ClaimField.REGISTRATION_NUMBER.value, number.value, language), number, ""
    payers = [parties.code(amount.value.payer) for amount in draft.amounts]
    for amount, payer in zip(draft.amounts, payers, strict=True):
        money = sum_said(amount.value, language)
        if payers.count(payer) == 1:
            yield ClaimField.AMOUNT, money, amount, payer
        elif money:
            yield ClaimField.OTHER, labelled(ClaimField.AMOUNT.value, money, language), amount, payer
    for step in draft.chain:
        if step.value in parties.loose:
            words = " ".join(filter(None, (step.value.instance, step.value.paragraph, step.value.day)))
            yield ClaimField.OTHER, words, step, ""
