"""Seats are added, changed, ended and removed; people sit in them, or an office does."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from sampakt.agreements.actions import add_theme, start_partnership
from sampakt.governance.actions import (
    add_seat,
    change_holding,
    change_seat,
    dissolve_body,
    end_seat,
    fill_seat,
    form_body,
    remove_holding,
    remove_seat,
)
from sampakt.governance.actions.agenda import add_item, recuse
from sampakt.governance.actions.meetings import plan_meeting
from sampakt.governance.models import Body, Holding, Item, Seat
from sampakt.governance.terms import BodySort, Position
from sampakt.kernel import clock
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import appoint
from sampakt.organisations.models import Office, Organisation, Person
from sampakt.trail.models import TrailLine

pytestmark = pytest.mark.django_db


def lines() -> int:
    return TrailLine.objects.count()


def faults(refused: pytest.ExceptionInfo[Refused]) -> set[tuple[str, str]]:
    return {(objection.code, objection.field) for objection in refused.value.objections}


def test_adds_seats_of_parties_offices_and_outsiders(
    cast: Any, body: Body, office: Office, sodertorn: Organisation
) -> None:
    before, by = lines(), cast("coordinator")
    of_office = add_seat(body, position=Position.CHAIR, office=office, by=by)
    of_party = add_seat(body, organisation=sodertorn, group="elected members", by=by)
    of_nobody = add_seat(body, whose=Text(sv="Näringslivet"), by=by)
    assert of_office.organisation == office.organisation
    assert [one.key for one in (of_office, of_party, of_nobody)] == [
        "huddinge-kommun-municipal-director",
        "sodertorns-hogskola-member",
        "naringslivet-member",
    ]
    line = TrailLine.objects.first()
    assert (lines(), line.verb, line.subject_kind) == (before + 3, "add_seat", "governance.seat")
    assert (line.space_id, line.audience) == (body.space_id, body.audience)


@pytest.mark.parametrize("who", ["contact", "reader", "administrator", "stranger", "passer-by"])
def test_others_change_no_seat(who: str, cast: Any, body: Body, seat: Seat, rector: Person) -> None:
    holding = fill_seat(seat, person=rector, starts_on=date(2022, 1, 1), by=SYSTEM)
    viewer, before = cast(who), lines()
    attempts: list[Callable[[], Any]] = [
        lambda: add_seat(body, organisation=seat.organisation, by=viewer),
        lambda: change_seat(seat, name=Text(sv="Annat"), by=viewer),
        lambda: end_seat(seat, on=date(2024, 1, 1), by=viewer),
        lambda: remove_seat(seat, by=viewer),
        lambda: fill_seat(seat, person=None, starts_on=date(2024, 1, 1), by=viewer),
        lambda: change_holding(holding, ends_on=date(2024, 1, 1), by=viewer),
        lambda: remove_holding(holding, by=viewer),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    holding.refresh_from_db()
    assert (Seat.objects.count(), holding.version, lines()) == (1, 1, before)


def test_tells_every_fault_of_a_seat_at_once(
    cast: Any, body: Body, seat: Seat, office: Office, narvik: Organisation
) -> None:
    elsewhere = start_partnership(office.organisation, by=SYSTEM, code="elsewhere", name=Text(sv="Annat"))
    theme = add_theme(elsewhere, by=SYSTEM, name=Text(sv="Skola"))
    before = lines()
    with pytest.raises(Refused) as refused:
        add_seat(
            body,
            by=cast("lead"),
            key=seat.key,
            organisation=narvik,
            whose=Text(sv="Näringslivet"),
            office=office,
            theme=theme,
            deputy_for=seat,
            starts_on=date(2021, 1, 1),
        )
    assert faults(refused) == {
        ("key_taken", "key"),
        ("whose_seat", "organisation"),
        ("no_partner", "organisation"),
        ("not_of_party", "office"),
        ("other_partnership", "theme"),
        ("deputy_of_its_party", "deputy_for"),
        ("before_body", "starts_on"),
    }
    assert all(str(objection) for objection in refused.value.objections)
    assert (Seat.objects.count(), lines()) == (1, before)
    with pytest.raises(Refused) as refused:
        add_seat(body, by=SYSTEM)
    assert faults(refused) == {("whose_seat", "organisation")}
    with pytest.raises(Refused) as refused:
        add_seat(body, organisation=seat.organisation, starts_on=date(2024, 1, 1), ends_on=date(2023, 1, 1), by=SYSTEM)
    assert faults(refused) == {("ends_before", "ends_on")}


def test_a_deputy_stands_in_for_a_seat_of_its_party_and_body(
    body: Body, seat: Seat, huddinge: Organisation, sodertorn: Organisation
) -> None:
    deputy: dict[str, Any] = {"position": Position.DEPUTY, "organisation": sodertorn}
    stands_in = add_seat(body, deputy_for=seat, by=SYSTEM, **deputy)
    other = form_body(body.space.partnership, name=Text(sv="Rådet"), sort=BodySort.COUNCIL, by=SYSTEM)
    for wrong in (
        {**deputy, "organisation": huddinge, "deputy_for": seat},
        {**deputy, "deputy_for": stands_in},
        {**deputy, "position": Position.MEMBER, "deputy_for": seat},
        {**deputy, "deputy_for": add_seat(other, organisation=sodertorn, by=SYSTEM)},
    ):
        with pytest.raises(Refused) as refused:
            add_seat(body, by=SYSTEM, **wrong)
        assert faults(refused) == {("deputy_of_its_party", "deputy_for")}
    for moved in ({"organisation": huddinge}, {"position": Position.DEPUTY}):
        with pytest.raises(Refused) as refused:
            change_seat(seat, by=SYSTEM, **moved)
        assert faults(refused) == {("has_deputies", "position")}
    with pytest.raises(Refused) as refused:
        remove_seat(seat, by=SYSTEM)
    assert faults(refused) == {("has_deputies", "")}
    change_seat(seat, position=Position.CHAIR, by=SYSTEM)


def test_changes_a_seat_and_tells_of_it(cast: Any, seat: Seat) -> None:
    before = lines()
    change_seat(seat, group="employer  members", by=cast("partner"), version=1)
    seat.refresh_from_db()
    assert (seat.group, seat.version, lines()) == ("employer members", 2, before + 1)
    with pytest.raises(Conflict):
        change_seat(seat, group="others", by=cast("partner"), version=1)


def test_a_party_that_has_left_keeps_its_seat(seat: Seat, sodertorn: Organisation) -> None:
    seat.body.space.organisations.remove(sodertorn)
    change_seat(seat, organisation=sodertorn, name=Text(sv="Prodekan"), by=SYSTEM)
    assert str(seat) == "Prodekan"


def test_ends_a_seat_whose_holder_leaves_with_it(cast: Any, seat: Seat, rector: Person) -> None:
    holding = fill_seat(seat, person=rector, starts_on=date(2022, 1, 1), by=SYSTEM)
    before = lines()
    end_seat(seat, on=date(2023, 6, 30), by=cast("lead"))
    holding.refresh_from_db()
    assert (seat.ends_on, holding.ends_on, lines()) == (date(2023, 6, 30), None, before + 1)
    # Who it was can still be corrected, and the days be said as they were.
    change_holding(holding, person=None, starts_on=holding.starts_on, ends_on=None, by=SYSTEM)


def test_no_seat_is_made_shorter_than_its_holders(body: Body, seat: Seat) -> None:
    fill_seat(seat, person=None, starts_on=date(2022, 2, 1), ends_on=date(2022, 2, 28), by=SYSTEM)
    fill_seat(seat, person=None, starts_on=date(2024, 1, 1), by=SYSTEM)
    with pytest.raises(Refused) as refused:
        end_seat(seat, on=date(2023, 12, 31), by=SYSTEM)
    assert faults(refused) == {("begins_later", "ends_on")}
    with pytest.raises(Refused) as refused:
        change_seat(seat, starts_on=date(2022, 3, 1), by=SYSTEM)
    assert faults(refused) == {("ended_earlier", "starts_on")}
    dissolve_body(body, on=date(2024, 6, 30), by=SYSTEM)
    with pytest.raises(Refused, match="from 1 January 2022 to 30 June 2024") as refused:
        end_seat(seat, on=date(2024, 12, 31), by=SYSTEM)
    assert faults(refused) == {("outside_body", "ends_on")}


def test_a_seat_that_people_have_held_is_ended_not_removed(
    cast: Any, body: Body, seat: Seat, rector: Person, sodertorn: Organisation
) -> None:
    holding = fill_seat(seat, person=rector, starts_on=date(2022, 1, 1), by=SYSTEM)
    with pytest.raises(Refused) as refused:
        remove_seat(seat, by=cast("lead"))
    assert faults(refused) == {("still_held", "")}
    office = Office.objects.create(organisation=sodertorn, key="dean", name=Text(sv="Dekan"))
    with pytest.raises(Refused) as refused:
        change_seat(seat, office=office, by=SYSTEM)
    assert faults(refused) == {("held_by_people", "office")}
    remove_holding(holding, by=SYSTEM)
    before = lines()
    change_seat(seat, office=office, by=SYSTEM)
    remove_seat(seat, by=cast("lead"))
    assert (Seat.objects.exists(), lines()) == (False, before + 2)


def test_fills_a_seat_and_corrects_who_sat(cast: Any, seat: Seat, rector: Person) -> None:
    before = lines()
    holding = fill_seat(seat, person=rector, starts_on=date(2022, 1, 1), by=cast("coordinator"))
    line = TrailLine.objects.first()
    assert (line.verb, line.subject_kind, line.changes) == (
        "fill_seat",
        "governance.holding",
        {"person": [None, "Rita Rektor"]},
    )
    change_holding(holding, ends_on=date(2022, 3, 9), by=cast("coordinator"), version=1)
    fill_seat(seat, person=None, starts_on=date(2022, 3, 10), ends_on=date(2022, 3, 19), by=cast("partner"))
    assert lines() == before + 3
    with pytest.raises(Conflict):
        change_holding(holding, ends_on=date(2022, 3, 8), by=cast("lead"), version=1)
    remove_holding(holding, by=cast("lead"))
    assert (Holding.objects.count(), lines()) == (1, before + 4)


def test_days_outside_a_seat_are_told_by_the_end_that_there_is(body: Body, seat: Seat) -> None:
    with pytest.raises(Refused, match=r"^The seat exists from 1 January 2022\. Choose a day from then on\.$"):
        fill_seat(seat, person=None, starts_on=date(2021, 1, 1), by=SYSTEM)
    Body.objects.filter(pk=body.pk).update(formed_on=None, dissolved_on=date(2025, 12, 31))
    seat = Seat.objects.get(pk=seat.pk)
    with pytest.raises(Refused, match=r"^The seat exists to 31 December 2025\. Choose a last day by then\.$"):
        fill_seat(seat, person=None, starts_on=date(2021, 1, 1), ends_on=date(2026, 1, 1), by=SYSTEM)


def test_tells_what_stands_against_holding_a_seat(
    body: Body, seat: Seat, office_seat: Seat, rector: Person, huddinge: Organisation
) -> None:
    dissolve_body(body, on=date(2025, 12, 31), by=SYSTEM)
    fill_seat(seat, person=rector, starts_on=date(2022, 1, 1), ends_on=date(2022, 12, 31), by=SYSTEM)
    stranger = Person.objects.create(organisation=huddinge, name="Anna Annan")
    before = lines()
    attempts: list[tuple[dict[str, Any], set[tuple[str, str]]]] = [
        ({"seat": office_seat, "person": None}, {("follows_office", "")}),
        ({"person": stranger, "starts_on": date(2023, 1, 1)}, {("holder_unknown", "person")}),
        ({"person": rector, "starts_on": date(2022, 12, 31)}, {("already_held", "starts_on")}),
        ({"starts_on": date(2023, 2, 1), "ends_on": date(2023, 1, 1)}, {("ends_before", "ends_on")}),
        ({"starts_on": date(2021, 1, 1), "ends_on": date(2021, 2, 1)}, {("outside_seat", "starts_on")}),
        ({"starts_on": date(2023, 1, 1), "ends_on": date(2026, 1, 1)}, {("outside_seat", "ends_on")}),
    ]
    for said, wanted in attempts:
        values = {"seat": seat, "person": None, "starts_on": date(2024, 1, 1), **said}
        with pytest.raises(Refused) as refused:
            fill_seat(values.pop("seat"), by=SYSTEM, **values)
        assert faults(refused) == wanted
        assert all(str(objection) for objection in refused.value.objections)
    assert (Holding.objects.count(), lines()) == (1, before)


def test_an_outsiders_seat_is_held_by_anybody_one_may_see(
    cast: Any, body: Body, huddinge: Organisation, narvik: Organisation
) -> None:
    seat = add_seat(body, whose=Text(sv="Näringslivet"), by=SYSTEM)
    unseen = Person.objects.create(organisation=narvik, name="Ola Ukjent")
    with pytest.raises(NotAllowed):
        fill_seat(seat, person=unseen, starts_on=date(2022, 1, 1), by=cast("lead"))
    seen = Person.objects.create(organisation=huddinge, name="Anna Annan")
    holding = fill_seat(seat, person=seen, starts_on=date(2022, 1, 1), by=cast("lead"))
    Holding.objects.filter(pk=holding.pk).update(person=unseen)
    holding.refresh_from_db()
    change_holding(holding, person=unseen, ends_on=date(2022, 6, 30), by=cast("lead"))
    with pytest.raises(NotAllowed):
        change_holding(
            fill_seat(seat, person=None, starts_on=date(2023, 1, 1), by=SYSTEM), person=unseen, by=cast("lead")
        )


def test_nobody_is_two_members_of_a_body_at_once(body: Body, seat: Seat, office_seat: Seat, rector: Person) -> None:
    huddinge, office = office_seat.organisation, office_seat.office
    assert huddinge is not None
    assert office is not None
    member = add_seat(body, organisation=seat.organisation, name=Text(en="Vice dean"), by=SYSTEM)
    deputy = add_seat(body, position=Position.DEPUTY, organisation=seat.organisation, by=SYSTEM)
    first = fill_seat(seat, person=rector, starts_on=date(2022, 1, 1), ends_on=date(2023, 12, 31), by=SYSTEM)
    fill_seat(deputy, person=rector, starts_on=date(2022, 1, 1), by=SYSTEM)
    with pytest.raises(Refused) as refused:
        fill_seat(member, person=rector, starts_on=date(2023, 12, 31), by=SYSTEM)
    assert faults(refused) == {("sits_already", "person")}
    assert "Dekan" in str(refused.value)
    second = fill_seat(member, person=rector, starts_on=date(2024, 1, 1), by=SYSTEM)
    with pytest.raises(Refused) as refused:
        change_holding(first, ends_on=None, by=SYSTEM)
    assert faults(refused) == {("sits_already", "person")}
    change_holding(second, ends_on=date(2024, 6, 30), by=SYSTEM)
    director = Person.objects.create(organisation=huddinge, name="Dora Direktör")
    appoint(office, person=director, starts_on=date(2022, 1, 1), by=SYSTEM)
    other = add_seat(body, organisation=huddinge, name=Text(en="Member"), by=SYSTEM)
    with pytest.raises(Refused) as refused:
        fill_seat(other, person=director, starts_on=date(2025, 1, 1), by=SYSTEM)
    assert faults(refused) == {("sits_already", "person")}


def test_a_seat_added_by_mistake_goes_with_a_conflict_in_a_meeting_to_come(
    cast: Any, body: Body, board: dict[str, Seat], office_seat: Seat
) -> None:
    """Of that item whoever removes the seat may know nothing: a refusal would tell of it."""
    ahead = plan_meeting(body, day=clock.today() + timedelta(days=9), by=SYSTEM)
    item = add_item(ahead, title=Text(en="Salaries"), is_restricted=True, by=SYSTEM)
    recuse(item, seat=office_seat, by=SYSTEM)
    remove_seat(office_seat, by=cast("coordinator"))
    assert not Seat.objects.filter(pk=office_seat.pk).exists()
    assert Item.objects.filter(pk=item.pk).exists()
