"""The records that a finding rests on, with their names and addresses, as far as the viewer may see them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Model, Q

from sampakt.agreements.models import (
    Agreement,
    AgreementLink,
    Amendment,
    Claim,
    DecisionStep,
    GoalLink,
    ImpactAssessment,
    Party,
)
from sampakt.commitments.models import Deed, Evidence, Statement, Waiver
from sampakt.commitments.queries.stored import Answer
from sampakt.kernel.discovery import brought_together
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations.access import shared_seen_by
from sampakt.organisations.models import Appointment
from sampakt.papers.models import Document


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One record that counts: what sort, its name, its day, and its page where it has one."""

    kind: str
    key: str
    name: Text | str
    on: date | None
    href: str
    is_sample: bool

    def as_data(self) -> dict[str, Any]:
        """As the command line and exports show it."""
        return {
            "kind": self.kind,
            "key": self.key,
            "name": str(self.name),
            "on": self.on.isoformat() if self.on else None,
        }


Finder = Callable[[set[int], Viewer], Iterable[tuple[int, str, Text | str, str, bool]]]
"""Finds records of one sort by their numbers: number, key, name, address, whether it is sample data."""


def finder(queryset: Any, seen: Callable[[Viewer], Q], name: str = "title") -> Finder:
    """Finds those of the queryset that the viewer may see; ``name`` is the field by which each is called."""

    def find(ids: set[int], viewer: Viewer) -> Iterable[tuple[int, str, Text | str, str, bool]]:
        for record in queryset.filter(seen(viewer), pk__in=ids):
            href = record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
            key = getattr(record, "key", "") or str(record.pk)
            called = getattr(record, name, None) or str(record)
            if isinstance(called, Model):
                called = getattr(called, "name", None) or str(called)
            yield record.pk, key, called, href, getattr(record, "is_sample", False)

    return find


def _through(path: str) -> Callable[[Viewer], Q]:
    return lambda viewer: shared_seen_by(viewer, path)


# Where each sort of reference is found; a record that stands on another is seen by whoever sees that one.
FINDERS: Mapping[str, Finder] = {
    "agreement": finder(Agreement.objects.all(), _through("")),
    "amendment": finder(Amendment.objects.all(), _through("agreement__"), "summary"),
    "appointment": finder(Appointment.objects.select_related("office"), lambda viewer: Q(), "office"),
    "claim": finder(Claim.objects.all(), _through("agreement__"), "source"),
    "deed": finder(Deed.objects.all(), _through("")),
    "document": finder(Document.objects.all(), _through("")),
    "evidence": finder(Evidence.objects.all(), _through("")),
    "goal": finder(GoalLink.objects.all(), _through("agreement__"), "name"),
    "impact_assessment": finder(ImpactAssessment.objects.all(), _through("agreement__"), "conclusion"),
    "link": finder(AgreementLink.objects.select_related("other"), _through("agreement__"), "other_title"),
    "party": finder(Party.objects.select_related("organisation"), _through("agreement__"), "organisation"),
    "statement": finder(Statement.objects.select_related("organisation"), _through("commitment__"), "gist"),
    "step": finder(DecisionStep.objects.all(), _through("party__agreement__"), "instance"),
    "waiver": finder(Waiver.objects.all(), _through("commitment__"), "reason"),
}


@cache
def all_finders() -> Mapping[str, Finder]:
    """How every sort of record is found that any room's findings rest on."""
    return brought_together("kinds", "FINDERS")


def evidence_lines(answers: Iterable[Answer], viewer: Viewer = SYSTEM) -> dict[int, list[EvidenceLine]]:
    """For each answer, the records it rests on, each once though it counts for several things. One question a sort."""
    wanted: dict[str, set[int]] = defaultdict(set)
    answers = list(answers)
    for answer in answers:
        for ref in answer.finding.get("evidence", ()):
            wanted[ref["kind"]].add(ref["id"])
    known = {
        (kind, pk): (key, name, href, is_sample)
        for kind, ids in wanted.items()
        for pk, key, name, href, is_sample in all_finders()[kind](ids, viewer)
    }
    lines: dict[int, list[EvidenceLine]] = {answer.commitment_id: [] for answer in answers}
    for answer in answers:
        refs = {(ref["kind"], ref["id"]): ref for ref in answer.finding.get("evidence", ())}
        for place, ref in refs.items():
            if found := known.get(place):
                key, name, href, is_sample = found
                on = date.fromisoformat(ref["on"]) if ref["on"] else None
                lines[answer.commitment_id].append(EvidenceLine(ref["kind"], key, name, on, href, is_sample))
    return lines
