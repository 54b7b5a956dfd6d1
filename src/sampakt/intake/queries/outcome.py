"""What a document becomes, as people read it before they confirm: the agreement, its parties, bodies and promises."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sampakt.agreements.terms import AgreementKind, StepKind
from sampakt.commitments.terms import Check, Strength
from sampakt.governance.terms import Balance, BodySort, DecisionRule
from sampakt.intake.queries.plans import Plan
from sampakt.intake.wording import kind_label, told_day
from sampakt.kernel.text import Text


@dataclass(frozen=True)
class Item:
    """Something that is made: what it is called, and what is said of it."""

    title: str
    about: str = ""


@dataclass(frozen=True)
class Outcome:
    """All that is made, in the order in which people look at it; ``code`` is the new partnership's."""

    code: str
    partnership: str
    agreement: str
    kind: str
    starts_on: date | None
    ends_on: date | None
    notice: str
    parties: Sequence[Item]
    bodies: Sequence[Item]
    themes: Sequence[str]
    promises: Sequence[Item]

    @property
    def is_empty(self) -> bool:
        """Whether nothing new is made."""
        return not (self.agreement or self.bodies or self.themes or self.promises)


def outcome_of(plan: Plan, language: str) -> Outcome:
    """What a plan makes, in words."""
    data, names = plan.data, plan.organisations

    def said(told: Any) -> str:
        return str(Text.of(told, language)) if told else ""

    agreement: Mapping[str, Any] = next(iter(data.get("agreements", ())), {})
    months = agreement.get("notice_months")
    return Outcome(
        code=data.get("partnership", {}).get("code", ""),
        partnership=said(data.get("partnership", {}).get("name")),
        agreement=said(agreement.get("title")),
        kind=str(AgreementKind(agreement["kind"]).label) if agreement else "",
        starts_on=_day(agreement.get("starts_on")),
        ends_on=_day(agreement.get("ends_on")),
        notice=ngettext("%(count)d month", "%(count)d months", months) % {"count": months} if months else "",
        parties=[_party(party, names) for party in agreement.get("parties", ())],
        bodies=[Item(said(body["name"]), _joined(_about_body(body, names))) for body in data.get("bodies", ())],
        themes=[said(theme["name"]) for theme in data.get("themes", ())],
        promises=[Item(said(one["title"]), _joined(_about_promise(one, names))) for one in data.get("commitments", ())],
    )


def _joined(parts: Iterator[Any]) -> str:
    return " · ".join(str(part) for part in parts if part)


def _day(told: Any) -> date | None:
    return date.fromisoformat(str(told)) if told else None


def _party(party: Mapping[str, Any], names: Mapping[str, str]) -> Item:
    steps = [_joined(_about_step(step)) for step in party.get("decisions", ())]
    return Item(names.get(party["organisation"], party["organisation"]), "; ".join(steps))


def _about_step(step: Mapping[str, Any]) -> Iterator[Any]:
    yield step.get("instance") or StepKind(step["kind"]).label
    yield step.get("paragraph")
    yield told_day(str(step.get("decided_on") or step.get("planned_on") or ""))


def _about_body(body: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Any]:
    if body.get("sort") not in (None, BodySort.OTHER):
        yield BodySort(body["sort"]).label
    if times := body.get("meetings", {}).get("least"):
        yield ngettext("meets %(times)s time a year", "meets %(times)s times a year", times) % {"times": times}
    yield Balance(body["balance"]).label if "balance" in body else ""
    for code in body.get("chair", {}).get("parties", ()):
        yield _("chair: %(chair)s") % {"chair": names.get(code, code)}
    yield _("decides: %(rule)s") % {"rule": DecisionRule(body["decides"]).label} if "decides" in body else ""


def _about_promise(promise: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Any]:
    yield kind_label(promise["kind"])
    yield Strength(promise["strength"]).label
    yield ", ".join(names.get(code, code) for code in promise.get("owes", ())) or _("all parties")
    yield Check(promise["check"]).label if promise.get("check") == Check.STATED else ""
