"""What somebody is to see to in the bodies they sit in stands on the start page, on its day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sampakt.agreements.models import Agreement
from sampakt.desk.queries import needs_page, start_page
from sampakt.desk.terms import Errand, Sort
from sampakt.governance.access import may_fill
from sampakt.governance.actions import add_seat, fill_seat, form_body, give_task, propose
from sampakt.governance.actions.meetings import plan_meeting
from sampakt.governance.models import Body
from sampakt.governance.queries import bodies_of, body_page, seats_of
from sampakt.governance.terms import BodySort, Position
from sampakt.kernel.errors import Refused
from sampakt.kernel.terms import Role
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation, OrganisationRole, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(agreement: Agreement, cast: Any, sodertorn: Organisation, today: date) -> Body:
    """Chaired by Södertörn's coordinator."""
    body = form_body(agreement.space.partnership, name=Text(en="The board"), sort=BodySort.STEERING_GROUP, by=SYSTEM)
    chair = add_seat(body, position=Position.CHAIR, organisation=sodertorn, by=SYSTEM)
    fill_seat(chair, person=cast.user("partner").person, starts_on=today - timedelta(days=400), by=SYSTEM)
    return body


def test_the_chair_answers_proposals_calls_meetings_and_does_what_was_asked(
    body: Body, cast: Any, sodertorn: Organisation, today: date
) -> None:
    propose(body, title=Text(en="A new theme"), by=SYSTEM)
    plan_meeting(body, day=today + timedelta(days=10), by=SYSTEM)
    given = today - timedelta(days=500)
    give_task(body, title=Text(en="A report"), organisation=sodertorn, given_on=given, due_on=today, by=SYSTEM)
    long_ago = {"given_on": given, "due_on": today - timedelta(days=400), "by": SYSTEM}
    give_task(body, title=Text(en="An old one"), organisation=sodertorn, **long_ago)
    page = start_page(cast.viewer("partner"), today)
    assert [
        (str(need.title), need.sort, need.errand, need.action) for need in page.own if need.sort == Sort.PROPOSAL
    ] == [("A new theme", Sort.PROPOSAL, Errand.SCHEDULE, f"/bodies/{body.code}/proposals/")]
    assert {need.sort for need in page.own} == {Sort.PROPOSAL, Sort.TASK, Sort.MEETING}
    assert [str(need.title) for need in page.past] == ["An old one"]
    (task,) = [need for need in page.own if need.sort == Sort.TASK]
    assert (task.due_on, task.why) == (today, "The board asked for it.")
    others = start_page(cast.viewer("coordinator"), today).needs
    assert not {need.sort for need in others} & {Sort.PROPOSAL, Sort.TASK, Sort.MEETING}


def test_bodies_add_one_question_however_much_there_is_to_see_to(
    body: Body, cast: Any, sodertorn: Organisation, today: date
) -> None:
    viewer = cast.viewer("partner")

    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            start_page(viewer, today)
        return len(questions)

    propose(body, title=Text(en="One"), by=SYSTEM)
    few = asked()
    for number in range(30):
        propose(body, title=Text(en=f"Proposal {number}"), by=SYSTEM)
        give_task(body, title=Text(en="A report"), organisation=sodertorn, due_on=today, by=SYSTEM)
    assert asked() == few <= 13


def test_an_empty_seat_is_asked_of_its_party_and_of_others_where_nobody_acts_for_it(
    body: Body, cast: Any, huddinge: Organisation, today: date
) -> None:
    seat = add_seat(body, position=Position.MEMBER, organisation=huddinge, by=SYSTEM)

    def asked(name: str) -> list[tuple[Errand, str]]:
        return [(need.errand, need.action) for need in start_page(cast.viewer(name), today).needs]

    assert asked("partner") == [(Errand.FILL, seat.get_filling_url())]
    assert asked("coordinator") == [(Errand.FILL, seat.get_filling_url())]
    assert asked("partner") == [(Errand.LOOK, seat.get_absolute_url())]
    refused = cast.client("partner").get(seat.get_filling_url())
    assert refused.status_code == 422
    assert huddinge.brief in refused.content.decode()
    assert "<option" not in refused.content.decode()
    page = cast.client("partner").get(body.get_absolute_url()).content.decode()
    assert seat.get_filling_url() not in page
    assert seat.get_filling_url() in cast.client("coordinator").get(body.get_absolute_url()).content.decode()
    with pytest.raises(Refused) as refusal:
        fill_seat(seat, person=None, starts_on=today, by=cast.viewer("partner"))
    assert [objection.code for objection in refusal.value.objections] == ["filled_by_party"]
    assert start_page(cast.viewer("partner"), today).to_know[0].why == f"{seat}: it waits for {huddinge.brief}."
    fill_seat(seat, person=None, starts_on=today, by=cast.viewer("operator"))


def test_a_promise_and_the_empty_seat_that_it_tells_of_have_one_row(
    body: Body, register: Any, cast: Any, huddinge: Organisation, today: date
) -> None:
    seat = add_seat(body, position=Position.MEMBER, organisation=huddinge, by=SYSTEM)
    left = today - timedelta(days=30)
    fill_seat(seat, person=None, starts_on=today - timedelta(days=90), ends_on=left, by=SYSTEM)
    parameters = {"body": body.key, "organisations": [huddinge.code]}
    register("Somebody sits", kind="seat", parameters=parameters)

    def row(name: str) -> tuple[Sort, Errand, str]:
        (need,) = start_page(cast.viewer(name), today).needs
        (same,) = needs_page(cast.viewer(name), today, "1").page.object_list
        assert (same.sort, same.errand, same.action) == (need.sort, need.errand, need.action)
        return need.sort, need.errand, need.action

    assert row("coordinator") == (Sort.COMMITMENT, Errand.FILL, seat.get_filling_url())
    assert row("partner") == (Sort.COMMITMENT, Errand.LOOK, seat.get_absolute_url())
    fill_seat(seat, person=None, starts_on=today, by=SYSTEM)
    of_huddinge = {"body": body.key, "organisation": huddinge.code}
    register("Huddinge has the deputy chair", kind="deputy_chair", parameters=of_huddinge)
    assert row("coordinator")[2] == body.get_absolute_url()


def test_the_seats_of_a_draft_are_not_vacant_before_its_first_day(
    agreement: Agreement, cast: Any, huddinge: Organisation, today: date
) -> None:
    Agreement.objects.filter(pk=agreement.pk).update(starts_on=today + timedelta(days=9))
    agreement.refresh_from_db()
    name, sort = Text(en="The board to be"), BodySort.STEERING_GROUP
    body = form_body(agreement.space.partnership, name=name, sort=sort, agreement=agreement, by=SYSTEM)
    seat = add_seat(body, position=Position.CHAIR, organisation=huddinge, by=SYSTEM)
    viewer = cast.viewer("coordinator")
    assert start_page(viewer, today).needs == []
    page = body_page(viewer, body, today)
    assert (page.faults, page.vacant, page.seats[0].is_vacant, page.seats[0].is_to_fill) == ((), 0, False, True)
    (line,) = bodies_of(viewer, agreement.space.partnership, today)
    assert (line.faults, line.vacant, line.has_begun) == ([], 0, False)
    assert seats_of(viewer, huddinge, today).count == 0
    words = cast.client("coordinator").get(body.get_absolute_url()).content.decode()
    assert "Not begun" in words
    assert "Vacant" not in words
    assert seat.get_filling_url() in words
    begun = today + timedelta(days=9)
    assert [need.sort for need in start_page(viewer, begun).needs] == [Sort.VACANCY]
    assert body_page(viewer, body, begun).vacant == 1


def test_whoever_coordinates_in_all_partnerships_of_a_party_fills_its_seats(
    body: Body, cast: Any, huddinge: Organisation, today: date
) -> None:
    seat = add_seat(body, position=Position.MEMBER, organisation=huddinge, by=SYSTEM)
    everywhere = cast.user("newcomer")
    OrganisationRole.objects.create(user=everywhere, organisation=huddinge, role=Role.COORDINATOR)
    partner = cast.viewer("partner")
    assert not may_fill(partner, seat, body.space_id)
    User.objects.filter(pk=everywhere.pk).update(is_active=False)
    assert may_fill(partner, seat, body.space_id)
