"""The records that a finding rests on, with their names and addresses, as far as the viewer may see them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
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


def _found(queryset: Any, seen: Callable[[Viewer], Q], name: str = "title") -> Callable[[set[int], Viewer], Any]:
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
_FINDERS: Mapping[str, Callable[[set[int], Viewer], Any]] = {
    "agreement": _found(Agreement.objects.all(), _through("")),
    "amendment": _found(Amendment.objects.all(), _through("agreement__"), "summary"),
    "appointment": _found(Appointment.objects.select_related("office"), lambda viewer: Q(), "office"),
    "claim": _found(Claim.objects.all(), _through("agreement__"), "source"),
    "deed": _found(Deed.objects.all(), _through("")),
    "document": _found(Document.objects.all(), _through("")),
    "evidence": _found(Evidence.objects.all(), _through("")),
    "goal": _found(GoalLink.objects.all(), _through("agreement__"), "name"),
    "impact_assessment": _found(ImpactAssessment.objects.all(), _through("agreement__"), "conclusion"),
    "link": _found(AgreementLink.objects.select_related("other"), _through("agreement__"), "other_title"),
    "party": _found(Party.objects.select_related("organisation"), _through("agreement__"), "organisation"),
    "statement": _found(Statement.objects.all(), _through("commitment__"), "words"),
    "step": _found(DecisionStep.objects.all(), _through("party__agreement__"), "instance"),
    "waiver": _found(Waiver.objects.all(), _through("commitment__"), "reason"),
}


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
        for pk, key, name, href, is_sample in _FINDERS[kind](ids, viewer)
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
