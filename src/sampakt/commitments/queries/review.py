"""Evidence on its way to be approved: what waits for somebody, and why a piece was sent back or withdrawn."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, Subquery

from sampakt.commitments.models import Evidence, EvidenceQuerySet
from sampakt.commitments.terms import EvidenceState, Verb
from sampakt.kernel.viewer import Viewer
from sampakt.trail.models import TrailLine

_ANSWERS = (Verb.RETURN_EVIDENCE, Verb.WITHDRAW_EVIDENCE)


def waiting_for(viewer: Viewer, edited: Collection[int]) -> EvidenceQuerySet:
    """What others sent for approval in the spaces that the viewer edits, and what the viewer was sent back.

    ``returned`` is what the trail tells of the sending back. One query, the oldest first.
    """
    returned = TrailLine.objects.filter(
        subject_kind=Evidence._meta.label_lower, subject_id=OuterRef("pk"), verb=Verb.RETURN_EVIDENCE
    ).order_by("-pk")
    to_approve = Q(state=EvidenceState.IN_REVIEW, space__in=edited) & ~Q(recorded_by=viewer.user_id)
    sent_back = Q(Exists(returned), state=EvidenceState.DRAFT, recorded_by=viewer.user_id)
    seen = Evidence.objects.within(viewer, viewer.spaces).filter(to_approve | sent_back)
    return (
        seen.annotate(returned=Subquery(returned.values("changes")[:1]))
        .select_related("space__partnership", "recorded_by__person")
        .order_by("dated_on", "pk")
    )


def why_not(evidence: Evidence, viewer: Viewer) -> str:
    """Why a draft was sent back, or why it was withdrawn; empty for what was neither. One query at most."""
    if evidence.state not in {EvidenceState.DRAFT, EvidenceState.EXPIRED}:
        return ""
    line = TrailLine.objects.visible_to(viewer).about(evidence).filter(verb__in=_ANSWERS).first()
    return said_why(line.changes) if line else ""


def said_why(changes: dict[str, list[str]] | None) -> str:
    """The reason in what the trail tells of a sending back."""
    return (changes or {}).get("why", ["", ""])[1]
