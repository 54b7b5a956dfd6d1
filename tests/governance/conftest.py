"""The cast: Huddinge and Södertörn share a partnership, Narvik stands outside; and a steering group of the two."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from sampakt.agreements.actions import add_party, draft_agreement, sign, start_partnership
from sampakt.agreements.models import Agreement, Partnership
from sampakt.agreements.terms import AgreementKind
from sampakt.commitments.actions import register_commitment
from sampakt.commitments.models import Commitment
from sampakt.commitments.terms import Check, Strength
from sampakt.governance.actions import (
    AttendanceLine,
    VoteLine,
    add_seat,
    fill_seat,
    form_body,
    hold_meeting,
    plan_meeting,
    take_attendance,
)
from sampakt.governance.models import Body, Meeting, Seat
from sampakt.governance.queries.asked import members_asked
from sampakt.governance.terms import Balance, BodySort, Position, Presence, Stance
from sampakt.kernel import clock
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import NOBODY, SYSTEM, Viewer
from sampakt.organisations.actions import add_office
from sampakt.organisations.models import Office, Organisation, Person, Space, User
from sampakt.organisations.queries import viewer_for

Cast = Callable[[str], Viewer]
Browser = Callable[[str], Client]


def all_for(body: Body, day: date | None = None) -> list[VoteLine]:
    """The position of everybody who is asked between meetings: for it."""
    asked = members_asked(body, day or clock.today())
    seats = Seat.objects.in_bulk([one.seat for one in asked if one.seat is not None])
    parties = Organisation.objects.in_bulk([one.organisation for one in asked if one.seat is None])
    return [
        VoteLine(Stance.FOR, seats.get(one.seat or 0), None if one.seat else parties[one.organisation]) for one in asked
    ]


@pytest.fixture
def partnership(huddinge: Organisation) -> Partnership:
    return start_partnership(huddinge, by=SYSTEM, code="huddinge-sodertorn", name=Text(sv="Strategiskt partnerskap"))


@pytest.fixture
def agreement(partnership: Partnership, huddinge: Organisation, sodertorn: Organisation) -> Agreement:
    """From 2022 on, between the two."""
    agreement = draft_agreement(
        partnership,
        by=SYSTEM,
        key="s0",
        kind=AgreementKind.STRATEGIC_PARTNERSHIP,
        title=Text(sv="Partnerskapsavtal"),
        starts_on=date(2022, 1, 1),
    )
    for organisation in (huddinge, sodertorn):
        party = add_party(agreement, organisation=organisation, by=SYSTEM)
    sign(party, signed_on=date(2021, 12, 1), by=SYSTEM)
    return agreement


@pytest.fixture
def body(agreement: Agreement) -> Body:
    """A steering group since 2022 with as many for each party, and no seats yet."""
    return form_body(
        agreement.space.partnership,
        by=SYSTEM,
        name=Text(sv="Styrgruppen", en="The steering group"),
        sort=BodySort.STEERING_GROUP,
        balance=Balance.EQUAL,
        formed_on=date(2022, 1, 1),
    )


@pytest.fixture
def office(huddinge: Organisation) -> Office:
    """Huddinge's municipal director."""
    return add_office(huddinge, name=Text(sv="Kommundirektör", en="Municipal director"), by=SYSTEM)


@pytest.fixture
def office_seat(body: Body, huddinge: Organisation, office: Office) -> Seat:
    """The chair, which follows the municipal director."""
    return add_seat(body, position=Position.CHAIR, organisation=huddinge, office=office, by=SYSTEM)


@pytest.fixture
def seat(body: Body, sodertorn: Organisation) -> Seat:
    """A member's seat of Södertörn, which people hold."""
    return add_seat(body, position=Position.MEMBER, organisation=sodertorn, name=Text(sv="Dekan"), by=SYSTEM)


@pytest.fixture
def rector(sodertorn: Organisation) -> Person:
    """Somebody at Södertörn."""
    return Person.objects.create(organisation=sodertorn, name="Rita Rektor")


@pytest.fixture
def cast(agreement: Agreement, accounts: Callable[[Space], Callable[[str], User]]) -> Cast:
    """The viewer by a name."""
    account = accounts(agreement.space)

    def viewer(name: str) -> Viewer:
        if name in {"passer-by", "operator"}:
            return NOBODY if name == "passer-by" else SYSTEM
        return viewer_for(account(name), language="en")

    return viewer


@pytest.fixture
def browser(cast: Cast) -> Browser:
    """The browser of somebody by that name, signed in; in English."""

    def client(name: str) -> Client:
        browser = Client(headers={"Accept-Language": "en"})
        if name != "passer-by":
            browser.force_login(User.objects.get(pk=cast(name).user_id))
        return browser

    return client


@pytest.fixture
def chair(body: Body, huddinge: Organisation, cast: Cast) -> Seat:
    """The chair, which the coordinator of Huddinge holds by name."""
    seat = add_seat(body, position=Position.CHAIR, organisation=huddinge, by=SYSTEM)
    person = User.objects.get(pk=cast("coordinator").user_id).person
    fill_seat(seat, person=person, starts_on=date(2022, 1, 1), by=SYSTEM)
    return seat


@pytest.fixture
def member(seat: Seat, rector: Person) -> Seat:
    """Södertörn's seat, held by Rita."""
    fill_seat(seat, person=rector, starts_on=date(2024, 3, 1), by=SYSTEM)
    return seat


@pytest.fixture
def board(cast: Cast, body: Body, huddinge: Organisation, sodertorn: Organisation) -> dict[str, Seat]:
    """The group's seats by name: some of the cast sit there since 2022; its coordinators and lead do not."""
    seats: dict[str, tuple[Position, Organisation, str]] = {
        "chair": (Position.CHAIR, huddinge, "contact"),
        "member": (Position.MEMBER, sodertorn, "partner's contact"),
        "deputy": (Position.DEPUTY, sodertorn, ""),
        "secretary": (Position.SECRETARY, huddinge, "reader"),
    }
    made = {}
    for name, (position, organisation, who) in seats.items():
        seat = add_seat(body, position=position, organisation=organisation, name=Text(en=f"The {name}"), by=SYSTEM)
        person = User.objects.get(pk=cast(who).user_id).person if who else None
        fill_seat(seat, person=person, starts_on=date(2022, 1, 1), by=SYSTEM)
        made[name] = seat
    return made


@pytest.fixture
def meeting(body: Body, board: dict[str, Seat]) -> Meeting:
    """Planned, on a day that has passed."""
    return plan_meeting(body, day=date(2025, 5, 12), by=SYSTEM)


@pytest.fixture
def held(meeting: Meeting, board: dict[str, Seat]) -> Meeting:
    """Held, with its chair and its member there; the member adjusts the minutes."""
    hold_meeting(meeting, by=SYSTEM)
    lines = [
        AttendanceLine(board["chair"], Presence.PRESENT),
        AttendanceLine(board["member"], Presence.REMOTE, is_adjuster=True),
        AttendanceLine(board["secretary"], Presence.PRESENT),
    ]
    take_attendance(meeting, lines=lines, by=SYSTEM)
    return meeting


@pytest.fixture
def promise(agreement: Agreement, huddinge: Organisation) -> Commitment:
    """Huddinge's, stated by people, until the end of 2026."""
    return register_commitment(
        agreement,
        by=SYSTEM,
        owes=[huddinge],
        title=Text(sv="Två rapporter om året"),
        strength=Strength.BINDING,
        check_by=Check.STATED,
        kind="statement",
        ends_on=date(2026, 12, 31),
    )
