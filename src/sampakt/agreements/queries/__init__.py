"""Questions about partnerships and agreements, answered in a fixed number of database queries."""

from sampakt.agreements.queries.agreements import AgreementPage, agreement_page
from sampakt.agreements.queries.life import Loaded, amendments_to_come, life_of, load, reckoned_for, with_amendments
from sampakt.agreements.queries.lines import (
    AgreementLine,
    PartnershipLine,
    agreement_lines,
    agreements_found,
    as_family,
    partnership_lines,
    partnerships_found,
    partnerships_of,
)
from sampakt.agreements.queries.notes import NoteRow, NotesPage, note_rows, notes_page
from sampakt.agreements.queries.partnerships import PartnershipPage, partnership_called, partnership_page
from sampakt.agreements.queries.people import (
    PeoplePage,
    circles_of,
    people_inside,
    people_page,
    people_to_ask,
    roles_throughout,
    shared_among,
)
from sampakt.agreements.queries.radar import RadarLine, renewal_radar
from sampakt.agreements.queries.sharing import sharers, sharing

__all__ = [
    "AgreementLine",
    "AgreementPage",
    "Loaded",
    "NoteRow",
    "NotesPage",
    "PartnershipLine",
    "PartnershipPage",
    "PeoplePage",
    "RadarLine",
    "agreement_lines",
    "agreement_page",
    "agreements_found",
    "amendments_to_come",
    "as_family",
    "circles_of",
    "life_of",
    "load",
    "note_rows",
    "notes_page",
    "partnership_called",
    "partnership_lines",
    "partnership_page",
    "partnerships_found",
    "partnerships_of",
    "people_inside",
    "people_page",
    "people_to_ask",
    "reckoned_for",
    "renewal_radar",
    "roles_throughout",
    "shared_among",
    "sharers",
    "sharing",
    "with_amendments",
]
