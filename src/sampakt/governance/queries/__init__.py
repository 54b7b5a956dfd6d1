"""Questions about bodies: who sits on a day, whether they are rightly composed, and what stands empty."""

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
from sampakt.governance.queries.parties import OwnSeat, seats_of
from sampakt.governance.queries.seats import agreed_of, compositions_on, seat_facts

__all__ = [
    "BodyLine",
    "BodyPage",
    "FaultLine",
    "Holder",
    "OwnSeat",
    "PartyLine",
    "SeatLine",
    "StretchLine",
    "TurnLine",
    "VacancyLine",
    "agreed_of",
    "bodies_of",
    "bodies_with_names",
    "body_page",
    "compositions_on",
    "lines_of",
    "seat_facts",
    "seats_of",
    "seen_with",
    "vacancies_of",
]
