"""The parties of a draft as organisations of a file, and the steps of their decision chains."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sampakt.agreements.terms import StepKind
from sampakt.intake.rules.draft import Draft, StepValue
from sampakt.intake.rules.filing.remarks import Noted, day_of, tidy, unsure
from sampakt.intake.rules.text import plain
from sampakt.organisations.rules import code_from
from sampakt.organisations.terms import OrganisationKind
from sampakt.papers.rules import free_key

_SORTS = {"authority": OrganisationKind.AGENCY}
_STEPS = tuple(
    (kind, re.compile(words))
    for kind, words in (
        (StepKind.EXECUTIVE_COMMITTEE, r"utskott"),
        (StepKind.BOARD, r"kommunstyrels|regionstyrels|formannskap|fylkesutval|direktion"),
        (StepKind.COUNCIL, r"fullmaktig|bystyre|kommunestyre|fylkesting|herredsstyre"),
        (StepKind.COMMITTEE, r"namnd|hovedutval"),
        (StepKind.RECTOR, r"rektor"),
        (StepKind.UNIVERSITY_BOARD, r"(?:hogsk\w+|universitets|fakultets)styre|konsistori|dekanmote"),
        (StepKind.BOARD, r"styrelse|styre\b"),
    )
)


def step_kind(instance: str) -> StepKind:
    """What sort of instance words such as "kommunstyrelsens arbetsutskott" or "bystyret" name."""
    words = plain(instance)
    return next((kind for kind, pattern in _STEPS if pattern.search(words)), StepKind.OTHER)


@dataclass
class Parties:
    """The codes of the parties by their names, the organisations to declare, and what each decided."""

    codes: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    declared: list[dict[str, Any]] = field(default_factory=list)
    steps: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    loose: list[StepValue] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)

    def code(self, name: str) -> str:
        """The code of the party with that name, or "" when it is none of them."""
        return self.codes.get(plain(name), "")

    @property
    def all_codes(self) -> list[str]:
        """The codes in the order of the text, each once."""
        return list(dict.fromkeys(self.codes.values()))

    def as_data(self) -> list[dict[str, Any]]:
        """The parties as the agreement's section tells them."""
        return [
            {"organisation": code, **({"decisions": steps} if (steps := self.steps.get(code)) else {})}
            for code in self.all_codes
        ]


def parties_of(draft: Draft, original: str, known: Collection[str], today: date) -> Parties:
    """The parties that were found, by their codes in the registers where these have them; the others declared."""
    parties = Parties()
    country = "SE" if draft.language is None or draft.language.value == "sv" else "NO"
    for found in draft.parties:
        name = tidy(found.value.name, 200)
        if not name or parties.code(name):
            continue
        code = found.value.code
        if not code:
            code = free_key(code_from(name), {*known, *parties.all_codes}, otherwise="organisation")
            sort = _SORTS.get(found.value.sort, found.value.sort)
            kind = sort if sort in OrganisationKind.values else OrganisationKind.OTHER
            parties.declared.append({"code": code, "kind": str(kind), "country": country, "name": name})
        if code not in parties.all_codes:
            parties.names.append(name)
            parties.noted += unsure("agreements", 0, f"parties/{code}", found, original)
        parties.codes[plain(name)] = code
    for step in draft.chain:
        code = parties.code(step.value.party)
        if code:
            parties.steps.setdefault(code, []).append(_step(step.value, today))
            parties.noted += unsure("agreements", 0, f"parties/{code}/decisions", step, original)
        else:
            parties.loose.append(step.value)
    return parties


def _step(value: StepValue, today: date) -> dict[str, Any]:
    """A step as planned, unless its day has been; what the instance said to the matter is for people to tell."""
    step: dict[str, Any] = {"kind": step_kind(value.instance).value, "instance": tidy(value.instance, 120)}
    day = day_of(value.day)
    if day is not None:
        step["decided_on" if day <= today else "planned_on"] = day.isoformat()
    if value.paragraph and len(value.paragraph) <= 40:
        step["paragraph"] = tidy(value.paragraph)
    return step
