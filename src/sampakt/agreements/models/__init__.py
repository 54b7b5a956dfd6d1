"""Tables of the room."""

from sampakt.agreements.models.agreements import Agreement, AgreementLink, AgreementQuerySet, DocumentLink, Note
from sampakt.agreements.models.content import Amendment, Claim, ContentItem, GoalLink, ImpactAssessment
from sampakt.agreements.models.parties import DecisionStep, FeeTerm, Party
from sampakt.agreements.models.partnerships import Partnership, PartnershipQuerySet, Theme
from sampakt.agreements.models.watching import Watch

__all__ = [
    "Agreement",
    "AgreementLink",
    "AgreementQuerySet",
    "Amendment",
    "Claim",
    "ContentItem",
    "DecisionStep",
    "DocumentLink",
    "FeeTerm",
    "GoalLink",
    "ImpactAssessment",
    "Note",
    "Partnership",
    "PartnershipQuerySet",
    "Party",
    "Theme",
    "Watch",
]
