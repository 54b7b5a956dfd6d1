"""Tables of the room."""

from sampakt.commitments.models.assessments import Escalation, StoredAssessment
from sampakt.commitments.models.commitments import Commitment, CommitmentParty, CommitmentQuerySet
from sampakt.commitments.models.deeds import Deed, DeedQuerySet, Evidence, EvidenceQuerySet, EvidenceUse
from sampakt.commitments.models.words import Confirmation, Statement, Waiver

__all__ = [
    "Commitment",
    "CommitmentParty",
    "CommitmentQuerySet",
    "Confirmation",
    "Deed",
    "DeedQuerySet",
    "Escalation",
    "Evidence",
    "EvidenceQuerySet",
    "EvidenceUse",
    "Statement",
    "StoredAssessment",
    "Waiver",
]
