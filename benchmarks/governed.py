"""Bodies of the generated nation: their seats over time, meetings, decisions and actions, the same at every run."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from generate import TODAY, Size

from sampakt.agreements.models import Agreement, Party
from sampakt.commitments.models import Commitment
from sampakt.governance.models import Attendance, Body, Decision, Holding, Item, Meeting, Seat, Task
from sampakt.kernel.text import Text
from sampakt.organisations.models import Circle, Organisation, Person, Space

BODIES, SEATS, HOLDERS, MEETINGS, DECISIONS = 3_000, 8, 17, 34, 3
"""In all; in a body; in a seat one after another; of a body; at a meeting."""

PROMISES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("meetings", {"body": "body", "min": 2, "per": "calendar_year"}),
    ("agenda_item", {"body": "body", "sorts": ["follow_up"], "per": "calendar_year"}),
    ("parity", {"body": "body"}),
    ("seat", {"body": "body"}),
    ("agreement_required", {"body": "body"}),
)


def govern(size: Size, seed: int = 2) -> None:
    """Give a generated nation its bodies. Takes some minutes."""
    chance = random.Random(seed)
    spaces = list(Space.objects.order_by("pk")[: min(BODIES, size.agreements)])
    parties: dict[int, list[int]] = {}
    for space, organisation in Party.objects.order_by("pk").values_list("agreement__space_id", "organisation_id"):
        parties.setdefault(space, []).append(organisation)
    seated = [Circle(space=space, name=f"Styrgrupp {number}", is_of_seats=True) for number, space in enumerate(spaces)]
    _add(seated)
    bodies = [
        Body(
            space=space,
            key="body",
            sort="steering_group",
            name=Text(sv=f"Styrgrupp {number}", en=f"Steering group {number}"),
            balance="equal",
            decision_rule="agreement",
            meetings_least=4,
            formed_on=date(2010, 1, 1),
            audience="public" if number % 2 else "partners",
            seated=seated[number],
        )
        for number, space in enumerate(spaces)
    ]
    _add(bodies)
    organisations = list(Organisation.objects.order_by("pk")[: size.organisations])
    people = [Person(organisation=chance.choice(organisations), name=f"Person {number}") for number in range(10_000)]
    _add(people)
    seats = [
        Seat(
            body=body,
            key=f"s{number}",
            position="chair" if number == 0 else "member",
            organisation_id=parties[body.space_id][number % len(parties[body.space_id])],
        )
        for body in bodies
        for number in range(SEATS)
    ]
    _add(seats)
    _add(_holdings(seats, people, chance))
    _meet(bodies, seats, chance)


def promise(size: Size) -> int:
    """Promises about the bodies, one of each sort in every partnership; answers how many."""
    agreements = dict(Agreement.objects.order_by("-pk").values_list("space_id", "pk"))  # the first comes last
    rows = [
        Commitment(
            space_id=body.space_id,
            agreement_id=agreements[body.space_id],
            reference=f"G-{number}",
            position=1000 + number,
            title=Text(sv=f"Åtagande om styrgruppen {number}"),
            kind=kind,
            check_by="A",
            parameters=parameters,
            starts_on=date(2018, 1, 1),
        )
        for body in Body.objects.order_by("pk")[:1000]
        for number, (kind, parameters) in enumerate(PROMISES)
    ]
    _add(rows)
    return len(rows)


def _holdings(seats: list[Seat], people: list[Person], chance: random.Random) -> Iterator[Holding]:
    for seat in seats:
        day = date(2010, 1, 1)
        for number in range(HOLDERS):
            last = day + timedelta(days=chance.randrange(100, 600))
            goes_on = number == HOLDERS - 1 and seat.pk % 9
            yield Holding(seat=seat, person=chance.choice(people), starts_on=day, ends_on=None if goes_on else last)
            day = last + timedelta(days=1 if chance.random() < 0.9 else 40)


def _meet(bodies: list[Body], seats: list[Seat], chance: random.Random) -> None:
    """Four meetings a year, the last two ahead, each with two items, who was there, decisions and an action to do."""
    of_body: dict[int, list[Seat]] = {}
    for seat in seats:
        of_body.setdefault(seat.body_id, []).append(seat)
    meetings = []
    for body in bodies:
        for number in range(MEETINGS):
            day = TODAY + timedelta(days=91 * (number - MEETINGS + 2) + chance.randrange(60))
            state = "adjusted" if day < TODAY else "planned"
            meetings.append(
                Meeting(body=body, day=day, state=state, adjusted_on=day if day < TODAY else None, place="Rådhuset")
            )
    _add(meetings)
    items = [
        Item(meeting=meeting, place=place, sort=sort, title=Text(sv=title), minutes=Text(sv="Läget gicks igenom."))
        for meeting in meetings
        for place, (sort, title) in enumerate((("follow_up", "Uppföljning"), ("decision", "Beslut")), start=1)
    ]
    _add(items)
    held = [(at, meeting) for at, meeting in enumerate(meetings) if meeting.state == "adjusted"]
    _add(Attendance(meeting=one, seat=seat) for _at, one in held for seat in of_body[one.body_id][:2])
    numbers: dict[tuple[int, int], int] = {}
    decisions = []
    for at, meeting in held:
        for _ in range(DECISIONS):
            key = (meeting.body_id, meeting.day.year)
            numbers[key] = numbers.get(key, 0) + 1
            decisions.append(
                Decision(
                    code=f"D{len(decisions):07}",  # random ones meet now and then among so many
                    body_id=meeting.body_id,
                    meeting=meeting,
                    item=items[at * 2 + 1],
                    year=meeting.day.year,
                    number=numbers[key],
                    decided_on=meeting.day,
                    title=Text(sv=f"Beslut {numbers[key]}"),
                    words=Text(sv="Gruppen godkänner förslaget."),
                    rule="agreement",
                    approved_on=meeting.day,
                )
            )
    _add(decisions)
    _add(
        Task(
            body_id=meeting.body_id,
            item=items[at * 2 + 1],
            title=Text(sv="Återkomma med underlag"),
            organisation_id=of_body[meeting.body_id][0].organisation_id,
            given_on=meeting.day,
            due_on=meeting.day + timedelta(days=60),
            state="open" if meeting.day > TODAY - timedelta(days=200) else "done",
            done_on=None if meeting.day > TODAY - timedelta(days=200) else meeting.day + timedelta(days=50),
        )
        for at, meeting in held
    )


def _add(rows: Any) -> None:
    """Write rows of one table, some thousands at a time."""
    batch: list[Any] = []
    for row in rows:
        if hasattr(row, "set_sought"):
            row.set_sought()
        batch.append(row)
        if len(batch) == 5000:
            type(row)._base_manager.bulk_create(batch, batch_size=1000)
            batch = []
    if batch:
        type(batch[0])._base_manager.bulk_create(batch, batch_size=1000)
