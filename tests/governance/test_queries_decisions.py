"""The register of decisions, a decision on its page, actions and proposals: right, in a fixed number of questions."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sampakt.agreements.models import Agreement, Theme
from sampakt.governance.actions import (
    VoteLine,
    approve_decision,
    carry_out,
    decide,
    decline,
    fill_seat,
    give_task,
    propose,
    report_back,
)
from sampakt.governance.actions.agenda import add_item
from sampakt.governance.actions.attendance import AttendanceLine, take_attendance
from sampakt.governance.actions.meetings import hold_meeting, plan_meeting
from sampakt.governance.actions.minutes import note_adjustment, send_minutes, write_minutes
from sampakt.governance.finds import FINDS
from sampakt.governance.models import Body, Decision, Meeting, Seat, Task
from sampakt.governance.queries import (
    Wanted,
    decision_page,
    decisions_with_names,
    open_tasks,
    proposals_of,
    register,
    task_page,
    tasks_of,
    unreported,
)
from sampakt.governance.queries.errands import ToDo, errands_of
from sampakt.governance.queries.touching import touching
from sampakt.governance.terms import DecisionOutcome, Position, Presence, Stance
from sampakt.kernel import clock
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import NOBODY, SYSTEM
from sampakt.organisations.actions import appoint
from sampakt.organisations.models import Office, Organisation, Person, Space, User
from sampakt.papers.actions import add_document
from sampakt.post.models import Letter

from .conftest import all_for

pytestmark = pytest.mark.django_db
DAY = date(2024, 11, 20)
TODAY = date(2025, 3, 10)
PLAN = Text(sv="Verksamhetsplan för älven", en="Activity plan")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def meeting(body: Body) -> Meeting:
    """Held, and an example, so that nobody asks who was there."""
    return hold_meeting(plan_meeting(body, day=DAY, is_sample=True, by=SYSTEM), by=SYSTEM)


@pytest.fixture
def member(cast: Any, seat: Seat) -> Any:
    """Coordinates for Södertörn and sits in the body."""
    viewer = cast("partner")
    fill_seat(seat, person=_person(viewer), starts_on=date(2022, 1, 1), by=SYSTEM)
    return viewer


def _person(viewer: Any) -> Person:
    person = User.objects.get(pk=viewer.user_id).person
    assert person is not None
    return person


def _titles(viewer: Any, **wanted: Any) -> list[str]:
    return [row.decision.title.sv for row in register(viewer, Wanted(**wanted), TODAY).rows]


def _open_to_all(body: Body) -> None:
    Space.objects.filter(pk=body.space_id).update(audience=Audience.PUBLIC)
    Body.objects.filter(pk=body.pk).update(audience=Audience.PUBLIC)


def test_the_register_is_narrowed(cast: Any, body: Body, meeting: Meeting, agreement: Agreement) -> None:
    theme = Theme.objects.create(space=body.space, key="skola", name=Text(sv="Skola"))
    first = decide(body, meeting=meeting, title=PLAN, agreement=agreement, theme=theme, by=SYSTEM)
    decide(body, meeting=meeting, title=Text(sv="Föll"), outcome=DecisionOutcome.NOT_TAKEN, by=SYSTEM)
    later = decide(
        body, votes=all_for(body), title=Text(sv="Ny plan"), supersedes=first, decided_on=date(2025, 2, 1), by=SYSTEM
    )
    approve_decision(later, by=SYSTEM)
    reader = cast("reader")
    assert _titles(reader) == ["Ny plan", "Föll", PLAN.sv]
    assert _titles(reader, space=body.space_id, body=body.code, year=2024) == ["Föll", PLAN.sv]
    assert _titles(reader, outcome=DecisionOutcome.NOT_TAKEN) == ["Föll"]
    assert _titles(reader, agreement=agreement.code) == [PLAN.sv]
    assert _titles(reader, theme="skola") == [PLAN.sv]
    assert _titles(reader, commitment="abc") == []
    assert _titles(reader, in_force_on=TODAY) == ["Ny plan"]
    assert _titles(reader, in_force_on=date(2025, 1, 31)) == [PLAN.sv]
    assert _titles(reader, words="ÄLVEN plan") == [PLAN.sv]
    for number in ("§ 1/2024", "1/2024", "1 2024"):
        assert _titles(reader, words=number) == [PLAN.sv]
    assert _titles(reader, words="§1") == ["Ny plan", PLAN.sv]
    assert _titles(reader, words="§ 9/2024") == []
    found = register(reader, Wanted(space=body.space_id), TODAY)
    assert (found.count, found.bodies, found.years) == (3, [body], [2025, 2024])
    assert [row.is_in_force for row in found.rows] == [True, False, False]
    assert found.rows[2].agreement == agreement


def test_the_register_is_read_a_page_at_a_time(cast: Any, body: Body) -> None:
    Decision.objects.bulk_create(
        Decision(body=body, code=f"d{number}", year=2025, number=number, decided_on=TODAY, title=PLAN)
        for number in range(1, 53)
    )
    found = register(cast("reader"), Wanted(), TODAY, "2")
    assert (found.count, len(found.rows), found.page.number) == (52, 2, 2)
    assert register(cast("reader"), Wanted(), TODAY, "nonsense").page.number == 1


def test_outsiders_read_approved_decisions_of_public_bodies_without_who_stood_how(
    cast: Any, body: Body, meeting: Meeting, seat: Seat, huddinge: Organisation
) -> None:
    votes = [VoteLine(Stance.FOR, organisation=huddinge)]
    decision = decide(body, meeting=meeting, title=PLAN, votes=votes, by=SYSTEM)
    give_task(body, decision=decision, title=PLAN, organisation=huddinge, by=SYSTEM)
    _open_to_all(body)
    assert _titles(NOBODY) == []
    note_adjustment(meeting, on=date(2024, 12, 1), by=SYSTEM)
    assert _titles(NOBODY) == [PLAN.sv]
    page = decision_page(NOBODY, decisions_with_names(NOBODY).get(), TODAY)
    assert (page.votes, page.tasks, page.item, page.is_in_force) == ((), (), None, True)
    assert (page.may_edit, page.may_run, page.may_approve) == (False, False, False)
    inside = decision_page(cast("reader"), decisions_with_names(cast("reader")).get(), TODAY)
    assert (len(inside.votes), len(inside.tasks), inside.may_run) == (1, 1, False)


def test_a_decision_shows_what_the_viewer_may_see_of_what_it_names(
    cast: Any, member: Any, body: Body, meeting: Meeting, sodertorn: Organisation
) -> None:
    item = add_item(meeting, title=Text(sv="Hemlig punkt"), is_restricted=True, by=member)
    paper = add_document(body.space, title=Text(sv="Eget"), by=member, audience=Audience.OWN, organisation=sodertorn)
    first = decide(body, item=item, title=Text(sv="Hemligt"), by=member)
    decide(body, meeting=meeting, title=PLAN, supersedes=first, document=paper, by=member)
    lead = cast("lead")
    assert _titles(lead) == [PLAN.sv]
    page = decision_page(lead, decisions_with_names(lead).get(), TODAY)
    assert (page.supersedes, page.document, page.may_edit) == (None, None, True)
    own = decision_page(member, decisions_with_names(member).get(number=2), TODAY)
    assert (own.supersedes, own.document) == (first, paper)
    hidden = decision_page(member, decisions_with_names(member).get(number=1), TODAY)
    assert (hidden.item, hidden.is_in_force, hidden.superseded_by) == (item, False, own.decision)


def test_what_is_hidden_is_not_told_by_what_is_about_it(
    cast: Any, body: Body, agreement: Agreement, sodertorn: Organisation
) -> None:
    decide(body, votes=all_for(body), title=PLAN, agreement=agreement, by=SYSTEM)
    Agreement.objects.filter(pk=agreement.pk).update(audience=Audience.OWN, organisation=sodertorn)
    assert _titles(cast("reader"), agreement=agreement.code) == []
    assert register(cast("reader"), Wanted(), TODAY).rows[0].agreement is None
    assert register(cast("partner"), Wanted(), TODAY).rows[0].agreement == agreement


def test_what_a_body_asked_for_stands_by_how_far_it_has_come(
    cast: Any, body: Body, office: Office, rector: Person, huddinge: Organisation
) -> None:
    given = {"given_on": DAY, "by": SYSTEM}
    late = give_task(body, title=Text(sv="Sen"), office=office, due_on=date(2025, 3, 9), **given)
    soon = give_task(body, title=Text(sv="Snart"), person=rector, due_on=date(2025, 3, 20), **given)
    undated = give_task(body, title=Text(sv="Utan dag"), organisation=huddinge, **given)
    done = carry_out(give_task(body, title=Text(sv="Klar"), organisation=huddinge, **given), by=SYSTEM, on=DAY)
    at = hold_meeting(plan_meeting(body, day=date(2025, 3, 1), by=SYSTEM), by=SYSTEM)
    reported = carry_out(
        give_task(body, title=Text(sv="Rapporterad"), organisation=huddinge, **given), by=SYSTEM, on=DAY
    )
    report_back(reported, at=at, by=SYSTEM)
    found = tasks_of(cast("contact"), body, TODAY)
    assert [line.task for line in found.open] == [late, soon, undated]
    assert [line.task for line in found.unreported] == [done]
    assert [line.task for line in found.past] == [reported]
    assert [(line.is_late, line.is_due_soon, line.owner) for line in found.open] == [
        (True, False, "Municipal director"),
        (False, True, "Rita Rektor"),
        (False, False, huddinge.name),
    ]
    assert [line.may_carry_out for line in found.open] == [False, False, True]
    assert (found.late, found.may_run) == (1, False)
    assert tasks_of(cast("stranger"), body, TODAY).open == []
    assert list(unreported(cast("contact"), [body.space_id])) == [done]
    page = task_page(cast("lead"), done, TODAY)
    assert (page.meetings, page.may_run, page.line.is_unreported) == ([at], True, True)
    assert task_page(cast("lead"), late, TODAY).meetings == []


def test_ones_own_actions_are_those_of_ones_name_office_or_party(
    cast: Any, body: Body, office: Office, huddinge: Organisation, sodertorn: Organisation
) -> None:
    reader, contact = cast("reader"), cast("contact")
    appoint(office, person=_person(reader), starts_on=date(2022, 1, 1), by=SYSTEM)
    given = {"title": PLAN, "given_on": DAY, "by": SYSTEM}
    named = give_task(body, person=_person(reader), due_on=date(2025, 3, 1), **given)
    of_office = give_task(body, office=office, organisation=huddinge, due_on=date(2025, 3, 2), **given)
    of_party = give_task(body, organisation=huddinge, due_on=date(2025, 3, 3), **given)
    give_task(body, organisation=sodertorn, due_on=date(2025, 3, 3), **given)
    give_task(body, organisation=huddinge, due_on=date(2025, 9, 1), **given)
    give_task(body, organisation=huddinge, **given)
    assert list(open_tasks(reader, [body.space_id], TODAY)) == [named, of_office]
    assert list(open_tasks(contact, [body.space_id], TODAY)) == [of_party]
    assert not open_tasks(cast("stranger"), [body.space_id], TODAY)
    Task.objects.update(is_restricted=True)
    assert not open_tasks(contact, [body.space_id], TODAY)


def test_proposals_wait_and_are_answered(cast: Any, body: Body) -> None:
    reader = cast("reader")
    waiting = propose(body, title=PLAN, by=reader)
    answered = decline(propose(body, title=Text(sv="Nej"), by=reader), answer=PLAN, by=SYSTEM)
    coming = plan_meeting(body, day=date(2025, 4, 1), by=SYSTEM)
    found = proposals_of(reader, body, TODAY)
    assert (found.waiting, found.answered, found.coming) == ([waiting], [answered], [coming])
    assert (found.may_propose, found.may_run) == (True, False)
    outside = proposals_of(cast("stranger"), body, TODAY)
    assert (outside.waiting, outside.answered, outside.may_propose) == ([], [], False)


def test_as_many_questions_for_many_as_for_one(
    cast: Any, body: Body, meeting: Meeting, member: Any, agreement: Agreement
) -> None:
    def add(number: int) -> Decision:
        item = add_item(meeting, title=PLAN, is_restricted=number % 2 == 1, by=member)
        sodertorn = _person(member).organisation
        votes = [VoteLine(Stance.FOR, organisation=sodertorn)]
        decision = decide(body, item=item, title=PLAN, agreement=agreement, votes=votes, by=member)
        for days in range(number):
            due_on = TODAY + timedelta(days=days)
            give_task(body, decision=decision, title=PLAN, organisation=sodertorn, due_on=due_on, by=member)
        propose(body, title=PLAN, by=member)
        return decision

    def asked() -> dict[str, int]:
        seen = decisions_with_names(member).order_by("-pk")[0]
        ways: dict[str, Any] = {
            "page": lambda: decision_page(member, seen, TODAY),
            "register": lambda: register(member, Wanted(words="plan"), TODAY).rows,
            "tasks": lambda: tasks_of(member, body, TODAY),
            "open": lambda: list(open_tasks(member, [body.space_id], TODAY)),
            "unreported": lambda: list(unreported(member, [body.space_id])),
            "proposals": lambda: proposals_of(member, body, TODAY),
        }
        counts = {}
        for name, ask in ways.items():
            with CaptureQueriesContext(connection) as questions:
                ask()
            counts[name] = len(questions)
        return counts

    add(1)
    few = asked()
    for number in (3, 5, 7):
        add(number)
    assert asked() == few
    assert few == {"page": 4, "register": 4, "tasks": 2, "open": 1, "unreported": 1, "proposals": 2}


def test_what_somebody_is_to_see_to_in_their_bodies(
    cast: Any, member: Any, body: Body, seat: Seat, sodertorn: Organisation
) -> None:
    spaces = [body.space_id]
    give_task(body, title=Text(sv="Sen"), person=_person(member), given_on=DAY, due_on=date(2025, 3, 1), by=SYSTEM)
    signed = plan_meeting(body, day=date(2025, 2, 1), by=SYSTEM)
    hold_meeting(signed, by=SYSTEM)
    take_attendance(signed, lines=[AttendanceLine(seat, Presence.PRESENT, is_adjuster=True)], by=SYSTEM)
    propose(body, title=PLAN, by=cast("reader"))
    plan_meeting(body, day=date(2025, 3, 20), by=SYSTEM)
    plan_meeting(body, day=date(2025, 9, 20), by=SYSTEM)
    assert [line.todo for line in errands_of(member, spaces, TODAY)] == [ToDo.TASK]
    send_minutes(signed, by=SYSTEM)
    assert [line.todo for line in errands_of(member, spaces, TODAY)] == [ToDo.TASK, ToDo.ADJUST]
    Seat.objects.filter(pk=seat.pk).update(position=Position.CHAIR)
    with CaptureQueriesContext(connection) as questions:
        found = errands_of(member, spaces, TODAY)
    assert len(questions) == 1
    assert [(line.todo, line.title.sv, line.day, line.space) for line in found] == [
        (ToDo.TASK, "Sen", date(2025, 3, 1), body.space_id),
        (ToDo.ADJUST, "Styrgruppen", TODAY, body.space_id),
        (ToDo.ANSWER, PLAN.sv, TODAY, body.space_id),
        (ToDo.CALL, "Styrgruppen", date(2025, 3, 20), body.space_id),
    ]
    assert found[1].href == signed.get_absolute_url()
    assert found[2].href == f"/bodies/{body.code}/proposals/"
    assert errands_of(cast("lead"), spaces, TODAY) == []
    assert errands_of(NOBODY, spaces, TODAY) == []


def test_whoever_proposed_something_hears_that_it_was_declined(cast: Any, body: Body) -> None:
    reader, spaces = cast("reader"), [body.space_id]
    proposal = propose(body, title=PLAN, by=reader)
    assert errands_of(reader, spaces, TODAY) == []
    decline(proposal, answer=Text(sv="Inte i år"), by=SYSTEM)
    (line,) = errands_of(reader, spaces, TODAY)
    assert (line.todo, line.title, line.href) == (ToDo.HEAR, PLAN, f"/bodies/{body.code}/proposals/")
    assert errands_of(cast("partner"), spaces, TODAY) == []
    (letter,) = Letter.objects.all()
    assert "Inte i år" in letter.body
    assert errands_of(reader, spaces, timezone.localdate() + timedelta(days=15)) == []


def test_search_finds_decisions_and_items_restricted_ones_only_for_who_sits_there(
    cast: Any, member: Any, body: Body, meeting: Meeting
) -> None:
    open_item = add_item(meeting, title=Text(sv="Ramverk för praktik"), by=SYSTEM)
    hidden = add_item(meeting, title=Text(sv="Ramverk för löner"), is_restricted=True, by=member)
    write_minutes(hidden, words=Text(sv="Anteckning om älvar"), by=member)
    told = decide(body, item=open_item, title=Text(sv="Ramverket antas"), by=SYSTEM)
    secret = decide(body, item=hidden, title=Text(sv="Ramverket döljs"), by=member)
    found = {find.kind: find for find in FINDS}
    decisions, items = found["decision"], found["item"]
    assert list(decisions.found(member, "ramverket")) == [secret, told]
    assert list(decisions.found(cast("lead"), "ramverket")) == [told]
    assert list(decisions.found(cast("lead"), "§ 1/2024")) == [told]
    assert list(decisions.found(cast("lead"), "2/2024")) == []
    assert list(items.found(member, "älvar anteckning")) == [hidden]
    assert list(items.found(cast("lead"), "ramverk")) == [open_item]
    for stranger in (cast("stranger"), NOBODY):
        assert not decisions.found(stranger, "ramverket")
        assert not items.found(stranger, "ramverk")
    assert decisions.title(told) == "§ 1/2024 Ramverket antas"
    assert items.subtitle(open_item).startswith("The steering group, ")
    assert decisions.subtitle(told).startswith("The steering group, ")
    assert items.href(open_item).startswith(meeting.get_absolute_url())
    assert decisions.href(told) == told.get_absolute_url()


def test_words_beyond_the_head_are_found_too(cast: Any, body: Body, meeting: Meeting) -> None:
    words = Text(sv=" ".join(["samverkan"] * 100) + " slutord")
    decision = decide(body, meeting=meeting, title=PLAN, words=words, by=SYSTEM)
    assert decision.is_longer
    assert "slutord" not in decision.head
    assert _titles(cast("reader"), words="slutord plan") == [PLAN.sv]
    decision.words = Text(sv="Kort")
    decision.save(update_fields=["words"])
    decision.refresh_from_db()
    assert (decision.is_longer, decision.head) == (False, decision.sought)


def test_what_touches_a_record_is_asked_of_any_in_the_same_words(
    cast: Any, body: Body, meeting: Meeting, agreement: Agreement
) -> None:
    decided = decide(body, meeting=meeting, title=PLAN, agreement=agreement, by=SYSTEM)
    restricted = decide(body, meeting=meeting, title=PLAN, agreement=agreement, is_restricted=True, by=SYSTEM)
    other = Agreement.objects.create(space=agreement.space, code="OTHER222", kind="framework", title=PLAN)
    reader = cast("reader")
    for _again in range(2):
        assert [one.pk for one in touching(reader, agreement).decisions] == [decided.pk]
        assert not touching(reader, other)
        assert not touching(NOBODY, agreement)
    assert {one.pk for one in touching(SYSTEM, agreement).decisions} == {decided.pk, restricted.pk}


def test_the_shorter_ways_to_seek_decisions_find_the_same(cast: Any, body: Body, meeting: Meeting) -> None:
    decide(body, meeting=meeting, title=PLAN, by=SYSTEM)
    decide(body, meeting=meeting, title=PLAN, is_restricted=True, by=SYSTEM)
    decide(body, meeting=meeting, title=PLAN, words=Text(sv="samverkan " * 100 + "slutord"), by=SYSTEM)
    find = next(find for find in FINDS if find.kind == "decision")
    assert find.in_parts is not None
    assert find.first is not None
    for words, counts in (("verksamhetsplan", (3, 2, 0)), ("slutord plan", (1, 1, 0)), ("§ 2", (1, 0, 0))):
        for viewer, count in zip((SYSTEM, cast("reader"), NOBODY), counts, strict=True):
            found = [one.pk for one in find.found(viewer, words)]
            assert {one.pk for part in find.in_parts(viewer, words) for one in part} == set(found)
            assert [one.pk for one in find.first(viewer, words)] == found
            assert len(found) == count, (words, viewer)
