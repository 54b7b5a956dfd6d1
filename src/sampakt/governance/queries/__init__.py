"""Questions about bodies: who sits on a day, whether they are rightly composed, and what stands empty."""

from sampakt.governance.queries.agenda import ProposedItem, proposed_items
from sampakt.governance.queries.attending import holders_on, seats_on, taking_of
from sampakt.governance.queries.bodies import (
    BodyLine,
    BodyPage,
    FaultLine,
    Holder,
    PartyLine,
    SeatLine,
    StretchLine,
    TurnLine,
    VacancyLine,
    bodies_of,
    bodies_with_names,
    body_page,
    lines_of,
    seen_with,
    vacancies_of,
)
from sampakt.governance.queries.cadence import days_proposed
from sampakt.governance.queries.meetings import (
    BodyMeetings,
    DecisionLine,
    ItemLine,
    MeetingLine,
    MeetingPage,
    PresenceLine,
    Quorum,
    meeting_page,
    meetings_of,
)
from sampakt.governance.queries.parties import OwnSeat, seats_of
from sampakt.governance.queries.seats import agreed_of, compositions_on, seat_facts

__all__ = [
    "BodyLine",
    "BodyMeetings",
    "BodyPage",
    "DecisionLine",
    "FaultLine",
    "Holder",
    "ItemLine",
    "MeetingLine",
    "MeetingPage",
    "OwnSeat",
    "PartyLine",
    "PresenceLine",
    "ProposedItem",
    "Quorum",
    "SeatLine",
    "StretchLine",
    "TurnLine",
    "VacancyLine",
    "agreed_of",
    "bodies_of",
    "bodies_with_names",
    "body_page",
    "compositions_on",
    "days_proposed",
    "holders_on",
    "lines_of",
    "meeting_page",
    "meetings_of",
    "proposed_items",
    "seat_facts",
    "seats_of",
    "seats_on",
    "seen_with",
    "taking_of",
    "vacancies_of",
]
