"""What the page of a meeting shows, and that it asks as often for one row as for many."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sampakt.agreements.actions import add_theme
from sampakt.agreements.models import Agreement
from sampakt.commitments.actions import register_commitment
from sampakt.commitments.terms import Check, Strength
from sampakt.governance.actions import (
    AttendanceLine,
    add_item,
    add_material,
    adjust_minutes,
    change_body,
    correct_minutes,
    decide,
    form_body,
    give_task,
    hold_meeting,
    plan_meeting,
    propose,
    recuse,
    send_minutes,
    take_attendance,
    write_minutes,
)
from sampakt.governance.actions.deciding import VoteLine
from sampakt.governance.models import Body, Meeting, Seat
from sampakt.governance.queries import MeetingPage, meeting_page, meetings_of, proposed_items
from sampakt.governance.rules.agenda import promised_sort
from sampakt.governance.terms import BodySort, Effect, ItemSort, Presence, Stance, Why
from sampakt.kernel import clock
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations.models import Organisation
from sampakt.papers.actions import add_document

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2025-06-02")]


def fetched(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("body__space__partnership").get(pk=meeting.pk)


def drawn(page: MeetingPage) -> list[str]:
    """All that a page writes of a meeting."""
    words = [f"{line.seat} {line.seat.organisation} {line.name}" for line in page.attendance]
    for line in page.items:
        words += [str(line.item), line.item.get_absolute_url(), str(line.agreement), str(line.from_body)]
        words += [str(one.seat) for one in line.recusals]
        words += [f"{paper.document} {paper.prepared_by}" for paper in line.papers]
        given = [task for decision in line.decisions for task in decision.tasks]
        words += [f"{task.organisation} {task.get_absolute_url()}" for task in (*line.tasks, *given)]
        words += [decision.decision.get_absolute_url() for decision in line.decisions]
        words += [str(vote) for decision in line.decisions for vote in decision.votes]
    return words


def asked(viewer: Viewer, meeting: Meeting) -> int:
    """How many questions the page asks, and drawing what it holds."""
    meeting = fetched(meeting)
    with CaptureQueriesContext(connection) as queries:
        assert drawn(meeting_page(viewer, meeting))
    return len(queries)


def _fill(meeting: Meeting, board: dict[str, Seat], party: Organisation, name: str) -> None:
    body = meeting.body
    item = add_item(meeting, title=Text(en=name), agreement=body.agreement, from_body=body, by=SYSTEM)
    document = add_document(body.space, title=Text(en=name), by=SYSTEM)
    add_material(item, document=document, prepared_by=body, by=SYSTEM)
    recuse(item, seat=board["secretary"], by=SYSTEM)
    votes = [VoteLine(Stance.FOR, board["chair"]), VoteLine(Stance.FOR, organisation=party)]
    decision = decide(body, item=item, title=Text(en=name), votes=votes, by=SYSTEM)
    give_task(body, decision=decision, item=item, title=Text(en=name), organisation=party, by=SYSTEM)
    give_task(body, item=item, title=Text(en=name), organisation=party, by=SYSTEM)


@pytest.mark.parametrize(("who", "most"), [("contact", 11), ("partner's contact", 12), ("coordinator", 11)])
def test_the_page_asks_as_often_for_many_as_for_one(
    who: str, most: int, cast: Any, held: Meeting, board: dict[str, Seat]
) -> None:
    viewer, huddinge = cast(who), Organisation.objects.get(code="huddinge-kommun")
    _fill(held, board, huddinge, "One")
    one = asked(viewer, held)
    for number in range(4):
        _fill(held, board, huddinge, f"Item {number}")
        add_item(held, title=Text(en="Secret"), is_restricted=True, by=SYSTEM)
    assert asked(viewer, held) == one
    assert one <= most


def test_a_planned_meeting_shows_who_is_to_come(cast: Any, meeting: Meeting, board: dict[str, Seat]) -> None:
    viewer = cast("reader")
    add_item(meeting, title=Text(en="Budget"), by=SYSTEM)
    page = meeting_page(viewer, fetched(meeting))
    assert [(line.seat, line.name, line.presence) for line in page.attendance] == [
        (board["chair"], "Contact", ""),
        (board["member"], "Partner's contact", ""),
        (board["deputy"], "", ""),
        (board["secretary"], "Reader", ""),
    ]
    assert (page.quorum, page.items[0].quorum, page.is_attended, page.may_run) == (None, None, False, True)
    assert asked(viewer, meeting) <= 10


def test_quorum_is_told_of_each_item(
    cast: Any, body: Body, held: Meeting, board: dict[str, Seat], sodertorn: Organisation
) -> None:
    change_body(body, needs_every_party=True, quorum=1, by=SYSTEM)
    first = add_item(held, title=Text(en="Budget"), by=SYSTEM)
    add_item(held, title=Text(en="Rent"), by=SYSTEM)
    recuse(first, seat=board["member"], by=SYSTEM)
    page = meeting_page(cast("contact"), fetched(held))
    assert page.quorum is not None
    assert (page.quorum.there, page.quorum.needed, page.quorum.is_quorate) == (2, 1, True)
    told = [line.quorum for line in page.items]
    assert [(one.there, [*one.absent], one.is_quorate) for one in told if one is not None] == [
        (1, [sodertorn], False),
        (2, [], True),
    ]


def test_who_is_there_is_shown_as_it_was_on_the_day(
    cast: Any, held: Meeting, board: dict[str, Seat], sodertorn: Organisation
) -> None:
    lines = [
        AttendanceLine(board["member"], Presence.ABSENT),
        AttendanceLine(board["deputy"], Presence.PRESENT, stands_in_for=board["member"]),
    ]
    take_attendance(held, lines=lines, by=SYSTEM)
    Seat.objects.filter(pk=board["deputy"].pk).update(ends_on=date(2025, 1, 31))
    page = meeting_page(cast("contact"), fetched(held))
    assert [(line.seat, line.stands_in_for) for line in page.attendance] == [
        (board["member"], None),
        (board["deputy"], board["member"]),
    ]


def test_only_who_is_named_and_has_not_signed_may_adjust(cast: Any, held: Meeting, board: dict[str, Seat]) -> None:
    item = add_item(held, title=Text(en="Budget"), by=SYSTEM)
    write_minutes(item, words=Text(en="Said"), by=SYSTEM)
    member = cast("partner's contact")
    assert not meeting_page(member, fetched(held)).may_adjust
    send_minutes(held, by=SYSTEM)
    assert [line.seat for line in meeting_page(member, fetched(held)).adjusters] == [board["member"]]
    assert meeting_page(member, fetched(held)).may_adjust
    assert not meeting_page(cast("contact"), fetched(held)).may_adjust
    adjust_minutes(held, by=member)
    page = meeting_page(member, fetched(held))
    assert not page.may_adjust
    assert page.adjusters[0].adjusted_at is not None
    correct_minutes(held, item=item, words=Text(en="More"), by=SYSTEM)
    correct_minutes(held, words=Text(en="All"), by=SYSTEM)
    page = meeting_page(member, fetched(held))
    assert [str(one.words) for one in page.corrections] == ["All"]
    assert [str(one.words) for one in page.items[0].corrections] == ["More"]


def test_what_an_item_is_about_is_shown_to_those_who_may_see_it(
    cast: Any, held: Meeting, huddinge: Organisation, board: dict[str, Seat]
) -> None:
    space = held.body.space
    own = form_body(
        space.partnership,
        by=SYSTEM,
        name=Text(sv="Egna"),
        sort=BodySort.COUNCIL,
        audience=Audience.OWN,
        organisation=huddinge,
    )
    document = add_document(space, title=Text(en="Own"), audience=Audience.OWN, organisation=huddinge, by=SYSTEM)
    item = add_item(held, title=Text(en="Report"), from_body=own, by=SYSTEM)
    add_material(item, document=document, prepared_by=own, by=SYSTEM)
    seen = {who: meeting_page(cast(who), fetched(held)).items[0] for who in ("contact", "partner's contact")}
    assert (seen["contact"].from_body, len(seen["contact"].papers)) == (own, 1)
    assert (seen["partner's contact"].from_body, len(seen["partner's contact"].papers)) == (None, 0)


def test_meetings_come_have_been_or_wait_to_be_recorded(cast: Any, body: Body, held: Meeting) -> None:
    today = date(2025, 6, 2)
    far, near, forgotten = (
        plan_meeting(body, day=day, by=SYSTEM) for day in (date(2025, 12, 1), date(2025, 6, 2), date(2025, 5, 30))
    )
    add_item(held, title=Text(en="Budget"), by=SYSTEM)
    add_item(held, title=Text(en="Secret"), is_restricted=True, by=SYSTEM)
    viewer = cast("coordinator")
    with CaptureQueriesContext(connection) as queries:
        found = meetings_of(viewer, body, today)
    assert len(queries) == 3
    assert [line.meeting for line in found.coming] == [near, far]
    assert [line.meeting for line in found.unrecorded] == [forgotten]
    assert [(line.meeting, line.items, line.decisions) for line in found.past] == [(held, 1, 0)]
    assert meetings_of(cast("contact"), body, today).past[0].items == 2


def test_proposals_for_an_agenda_take_few_questions(cast: Any, meeting: Meeting) -> None:
    for number in range(3):
        propose(meeting.body, title=Text(en=f"Idea {number}"), by=SYSTEM)
        form_body(
            meeting.body.space.partnership,
            by=SYSTEM,
            name=Text(sv=f"Grupp {number}"),
            sort=BodySort.WORKING_GROUP,
            reports_to=meeting.body,
        )
    meeting, viewer = fetched(meeting), cast("reader")
    with CaptureQueriesContext(connection) as queries:
        found = proposed_items(viewer, meeting)
        assert [str(one.title) + str(one.about) for one in found]
    assert len(found) == 9
    assert len([query for query in queries if "governance_" in query["sql"] or "commitments_" in query["sql"]]) <= 5


def test_a_promise_is_proposed_to_all_or_not_at_all(
    cast: Any, meeting: Meeting, agreement: Agreement, huddinge: Organisation
) -> None:
    """Its title would stand on an agenda that others read; and a body of a theme takes up its own."""
    theme = add_theme(agreement.space.partnership, by=SYSTEM, name=Text(sv="Skola"))
    reaches: list[dict[str, Any]] = [
        {"theme": theme},
        {"audience": Audience.OWN, "organisation": huddinge},
        {},
    ]
    promised = [
        register_commitment(
            agreement,
            by=SYSTEM,
            title=Text(sv="Säga hur det går"),
            strength=Strength.BINDING,
            check_by=Check.STATED,
            kind="statement",
            **reach,
        )
        for reach in reaches
    ]
    viewer = cast("contact")

    def about() -> list[object]:
        return [one.about for one in proposed_items(viewer, fetched(meeting)) if one.why in {Why.DUE, Why.NEEDS}]

    assert about() == [promised[0], promised[2]]
    change_body(meeting.body, theme=theme, by=SYSTEM)
    assert about() == [promised[0]]


def test_a_promise_is_taken_up_as_what_keeps_it_and_by_the_body_it_names(
    cast: Any, meeting: Meeting, agreement: Agreement
) -> None:
    for key in (meeting.body.key, "another"):
        if key == "another":
            form_body(agreement.space.partnership, key=key, sort=BodySort.COUNCIL, name=Text(sv="Rådet"), by=SYSTEM)
        register_commitment(
            agreement,
            by=SYSTEM,
            title=Text(sv=f"Följa upp i {key}"),
            kind="agenda_item",
            parameters={"body": key, "sorts": ["follow_up"], "per": "calendar_year"},
        )
    proposed = proposed_items(cast("coordinator"), fetched(meeting))
    follow_up = [one for one in proposed if one.sort == "follow_up"]
    assert [str(one.title.sv) for one in follow_up] == [f"Följa upp i {meeting.body.key}"]


def test_a_promise_that_names_no_body_is_proposed_to_the_one_that_keeps_it(
    cast: Any, meeting: Meeting, agreement: Agreement
) -> None:
    """Until some body has decided so, to each: nothing tells whose it is."""
    promised = register_commitment(
        agreement,
        by=SYSTEM,
        title=Text(sv="Varje år beslutas om prioriterade områden"),
        kind="plan_adopted",
        parameters={"sorts": ["priorities"]},
    )
    council = form_body(agreement.space.partnership, sort=BodySort.COUNCIL, name=Text(sv="Rådet"), by=SYSTEM)
    last = date(clock.today().year, 12, 31)
    own, other = (plan_meeting(of, day=last, by=SYSTEM) for of in (meeting.body, council))

    def is_proposed(to: Meeting) -> bool:
        return promised in [one.about for one in proposed_items(cast("lead"), fetched(to))]

    assert (is_proposed(own), is_proposed(other)) == (True, True)
    last_year = plan_meeting(meeting.body, day=date(2024, 5, 13), is_sample=True, by=SYSTEM)
    hold_meeting(last_year, by=SYSTEM)
    decide(meeting.body, meeting=last_year, title=Text(sv="Områden"), effect=Effect.SETS_PRIORITIES, by=SYSTEM)
    assert (is_proposed(own), is_proposed(other)) == (True, False)


def test_a_promise_whose_sorts_are_not_said_is_taken_up_as_those_of_its_rule() -> None:
    assert promised_sort("agenda_item", {"body": "group"}) == ItemSort.FOLLOW_UP
    assert promised_sort("plan_adopted", {}) == ItemSort.PLAN
    assert promised_sort("plan_adopted", {"sorts": ["priorities"]}) == ItemSort.PRIORITIES
    assert promised_sort("statement", {}) == ItemSort.DISCUSSION
