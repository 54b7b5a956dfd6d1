"""Tables of the room."""

from sampakt.governance.models.bodies import Body, BodyQuerySet, ChairTurn, PartySeats
from sampakt.governance.models.decisions import Decision, DecisionQuerySet, Feed, Proposal, Task, TaskQuerySet, Vote
from sampakt.governance.models.meetings import (
    Attendance,
    Correction,
    Item,
    ItemPaper,
    Meeting,
    MeetingQuerySet,
    Recusal,
)
from sampakt.governance.models.papers import PaperTemplate
from sampakt.governance.models.seats import Holding, Seat, SeatQuerySet
from sampakt.governance.models.signed import SignedMinutes

__all__ = [
    "Attendance",
    "Body",
    "BodyQuerySet",
    "ChairTurn",
    "Correction",
    "Decision",
    "DecisionQuerySet",
    "Feed",
    "Holding",
    "Item",
    "ItemPaper",
    "Meeting",
    "MeetingQuerySet",
    "PaperTemplate",
    "PartySeats",
    "Proposal",
    "Recusal",
    "Seat",
    "SeatQuerySet",
    "SignedMinutes",
    "Task",
    "TaskQuerySet",
    "Vote",
]
