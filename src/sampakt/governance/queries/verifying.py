"""Whether locked minutes say what was signed: what is kept against its digest, and that against the trail."""

from collections.abc import Iterator
from dataclasses import dataclass

from sampakt.governance.models import Meeting, SignedMinutes
from sampakt.governance.rules.signing import digest_of
from sampakt.governance.terms import Verb
from sampakt.trail.models import TrailLine


@dataclass(frozen=True)
class Verified:
    """How many minutes were signed, and the meetings whose minutes are not as they were."""

    signed: int
    altered: list[str]


def verified_minutes() -> Verified:
    """All minutes that the trail says were signed, or that are kept as such. Three queries."""
    told = dict(_digests_told())
    kept = {}
    altered = set()
    for one in SignedMinutes.objects.iterator():
        kept[one.meeting_id] = one.digest
        if digest_of(one.said) != one.digest:
            altered.add(one.meeting_id)
    # Meetings that were removed with their body are told of in the trail, and kept nowhere.
    meetings = Meeting.objects.filter(pk__in=told.keys() | kept.keys()).select_related("body")
    names = {meeting.pk: str(meeting) for meeting in meetings.order_by("day", "pk")}
    altered |= {pk for pk in names if told.get(pk) != kept.get(pk)}
    return Verified(signed=len(names), altered=[name for pk, name in names.items() if pk in altered])


def _digests_told() -> Iterator[tuple[int, str]]:
    """The digest of each meeting's minutes, as the trail tells it."""
    lines = TrailLine.objects.filter(subject_kind=Meeting._meta.label_lower, verb=Verb.ADJUST_MINUTES).order_by("pk")
    for meeting, changes in lines.values_list("subject_id", "changes"):
        if "signed" in changes:
            yield meeting, changes["signed"][1]
