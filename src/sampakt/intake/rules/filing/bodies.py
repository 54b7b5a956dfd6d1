"""The joint bodies of a draft: what the format can hold of them; the rest is pointed out."""

from dataclasses import dataclass, field
from typing import Any

from sampakt.governance.terms import Balance, BodySort, DecisionRule
from sampakt.intake.rules.draft import BodyValue, Draft
from sampakt.intake.rules.filing.agreement import MAIN
from sampakt.intake.rules.filing.parties import Parties
from sampakt.intake.rules.filing.remarks import Noted, tidy, unsure
from sampakt.intake.rules.text import plain
from sampakt.intake.terms import Remark
from sampakt.papers.rules import free_key


@dataclass
class Bodies:
    """The bodies as a file tells them, and their keys by their names."""

    told: list[dict[str, Any]] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    noted: list[Noted] = field(default_factory=list)

    def key(self, name: str) -> str:
        """The key of the body with that name, or "" when there is none."""
        return self.keys.get(plain(name), "")


def bodies_of(draft: Draft, original: str, parties: Parties) -> Bodies:
    """Each body with its meetings, balance, chair and way of deciding, as far as the text says them."""
    bodies = Bodies()
    for found in draft.bodies:
        value, item = found.value, len(bodies.told)
        name = tidy(value.name, 120)
        if not name or bodies.key(name):
            continue
        key = free_key(name, set(bodies.keys.values()), otherwise="body")
        bodies.keys[plain(name)] = key
        sort = value.sort if value.sort in BodySort.values else BodySort.OTHER.value
        body: dict[str, Any] = {"key": key, "sort": sort, "name": name, "agreement": MAIN}
        if value.decision_rule in DecisionRule.values:
            body["decides"] = value.decision_rule
        if value.parity:
            body["balance"] = Balance.EQUAL.value
        chair = parties.code(value.chair) if value.chair else ""
        if chair:
            body["chair"] = {"parties": [chair]}
        elif value.chair:
            bodies.noted.append(Noted("bodies", item, Remark.CHAIR, {"words": tidy(value.chair, 100)}))
        bodies.noted += _meetings(body, value, item) + unsure("bodies", item, "name", found, original)
        bodies.told.append(body)
    return bodies


def _meetings(body: dict[str, Any], value: BodyValue, item: int) -> list[Noted]:
    """How often the body meets, where that is a whole number of times a year."""
    times = value.cadence_per_year
    if times is None:
        return []
    if times >= 1 and times == int(times) and times <= 1000:
        body["meetings"] = {"least": int(times)}
        return []
    return [Noted("bodies", item, Remark.RHYTHM, {"times": f"{times:g}"})]
