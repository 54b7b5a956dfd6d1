"""Bodies are formed, changed, dissolved and removed."""

from datetime import date
from typing import Any

import pytest

from sampakt.agreements.actions import add_theme, start_partnership
from sampakt.agreements.models import Agreement, Partnership
from sampakt.governance.actions import (
    add_seat,
    change_body,
    dissolve_body,
    fill_seat,
    form_body,
    remove_body,
    remove_seat,
)
from sampakt.governance.models import Body, Seat
from sampakt.governance.terms import Balance, BodySort
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Circle, Organisation
from sampakt.trail.models import TrailLine

pytestmark = pytest.mark.django_db
COUNCIL = {"name": Text(sv="Rådet"), "sort": BodySort.COUNCIL}


def lines() -> int:
    return TrailLine.objects.count()


def faults(refused: pytest.ExceptionInfo[Refused]) -> set[tuple[str, str]]:
    return {(objection.code, objection.field) for objection in refused.value.objections}


def test_forms_a_body_with_its_parties_and_turns(
    cast: Any, agreement: Agreement, partnership: Partnership, huddinge: Organisation, sodertorn: Organisation
) -> None:
    before = lines()
    body = form_body(
        partnership,
        by=cast("coordinator"),
        agreement=agreement,
        balance=Balance.RATIO,
        party_seats={huddinge: 3, sodertorn: 2},
        turns=[sodertorn, huddinge],
        turn_months=12,
        turns_from=date(2022, 1, 1),
        **COUNCIL,
    )
    assert (body.key, body.audience) == ("radet", Audience.PARTNERS)
    assert [(row.organisation, row.seats) for row in body.party_seats.all()] == [(huddinge, 3), (sodertorn, 2)]
    assert [row.organisation for row in body.turns.all()] == [sodertorn, huddinge]
    line = TrailLine.objects.first()
    assert (lines(), line.verb, line.subject_kind) == (before + 1, "form_body", "governance.body")
    assert form_body(partnership, by=cast("partner"), **COUNCIL).key == "radet-2"


@pytest.mark.parametrize("who", ["contact", "reader", "administrator", "stranger", "passer-by"])
def test_others_neither_form_nor_change(who: str, cast: Any, partnership: Partnership, body: Body) -> None:
    viewer, before = cast(who), lines()
    for refused in (
        lambda: form_body(partnership, by=viewer, **COUNCIL),
        lambda: change_body(body, task=Text(sv="Annat"), by=viewer),
        lambda: dissolve_body(body, on=date(2024, 1, 1), by=viewer),
        lambda: remove_body(body, by=viewer),
    ):
        with pytest.raises(NotAllowed):
            refused()
    body.refresh_from_db()
    assert (Body.objects.count(), body.version, lines()) == (1, 1, before)


def test_tells_every_fault_at_once(
    cast: Any, agreement: Agreement, body: Body, huddinge: Organisation, narvik: Organisation
) -> None:
    elsewhere = start_partnership(huddinge, by=SYSTEM, code="elsewhere", name=Text(sv="Annat"))
    theme = add_theme(elsewhere, by=SYSTEM, name=Text(sv="Skola"))
    before = lines()
    with pytest.raises(Refused) as refused:
        form_body(
            agreement.space.partnership,
            by=cast("coordinator"),
            key=body.key,
            formed_on=date(2024, 1, 1),
            dissolved_on=date(2023, 1, 1),
            meetings_least=4,
            meetings_most=2,
            balance=Balance.RATIO,
            turns=[huddinge, narvik],
            deputy_chair_of=narvik,
            theme=theme,
            audience=Audience.NAMED,
            circle=None,
            **COUNCIL,
        )
    assert faults(refused) == {
        ("key_taken", "key"),
        ("ends_before", "dissolved_on"),
        ("least_above_most", "meetings_most"),
        ("ratio_needs_numbers", "party_seats"),
        ("turns_need_parties", "turns"),
        ("no_partner", "turns"),
        ("no_partner", "deputy_chair_of"),
        ("other_partnership", "theme"),
        ("named_needs_circle", "circle"),
    }
    assert all(str(objection) for objection in refused.value.objections)
    assert (Body.objects.count(), lines()) == (1, before)


@pytest.mark.parametrize(
    "said",
    [
        {"turn_months": 12},
        {"turn_months": 12, "turns_from": date(2022, 1, 1), "turns": 1},
        {"turns": 2},
        {"turns": 2, "turn_months": 0, "turns_from": date(2022, 1, 1)},
        {"turns": 2, "turn_months": 12},
        {"turns": -1, "turn_months": 12, "turns_from": date(2022, 1, 1)},
    ],
)
def test_turns_need_all_that_makes_them(
    said: dict[str, Any], body: Body, huddinge: Organisation, sodertorn: Organisation
) -> None:
    said = {**said, "turns": [huddinge, sodertorn][: abs(said.get("turns", 0))] * (2 if said.get("turns") == -1 else 1)}
    with pytest.raises(Refused) as refused:
        change_body(body, by=SYSTEM, **said)
    assert faults(refused) == {("turns_need_parties", "turns")}


def test_one_party_chairs_without_turns(body: Body, sodertorn: Organisation) -> None:
    change_body(body, by=SYSTEM, turns=[sodertorn])
    assert [row.organisation for row in body.turns.all()] == [sodertorn]


def test_changes_what_is_said_and_tells_what_changed(
    cast: Any, body: Body, huddinge: Organisation, sodertorn: Organisation
) -> None:
    change_body(body, by=cast("lead"), balance=Balance.RATIO, party_seats={huddinge: 2, sodertorn: 1}, version=1)
    before = lines()
    change_body(body, by=cast("partner"), party_seats={huddinge: 2, sodertorn: 2}, turns=[huddinge], version=2)
    line = TrailLine.objects.first()
    assert line.changes == {
        "party_seats": [
            ["Huddinge kommun: 2", "Södertörns högskola: 1"],
            ["Huddinge kommun: 2", "Södertörns högskola: 2"],
        ],
        "turns": [[], ["Huddinge kommun"]],
    }
    assert lines() == before + 1
    change_body(body, by=cast("partner"), party_seats={huddinge: 2, sodertorn: 2}, turns=[huddinge])
    assert lines() == before + 1
    with pytest.raises(Conflict):
        change_body(body, by=cast("lead"), task=Text(sv="Leda"), version=1)
    with pytest.raises(Conflict):
        change_body(body, by=cast("lead"), turns=[sodertorn], version=2)


def test_reports_neither_to_itself_nor_in_a_ring(partnership: Partnership, body: Body) -> None:
    below = form_body(partnership, by=SYSTEM, reports_to=body, **COUNCIL)
    for above in (below, body):
        with pytest.raises(Refused) as refused:
            change_body(body, by=SYSTEM, reports_to=above)
        assert faults(refused) == {("reports_to_itself", "reports_to")}
    with pytest.raises(Refused) as refused:
        remove_body(body, by=SYSTEM)
    assert faults(refused) == {("told_by_others", "")}


def test_nobody_names_a_body_or_agreement_that_they_do_not_see(
    cast: Any, partnership: Partnership, body: Body, agreement: Agreement, huddinge: Organisation
) -> None:
    own: dict[str, Any] = {"audience": Audience.OWN, "organisation": huddinge}
    change_body(body, by=SYSTEM, **own)
    with pytest.raises(NotAllowed):
        form_body(partnership, by=cast("partner"), reports_to=body, **COUNCIL)
    below = form_body(partnership, by=cast("lead"), reports_to=body, **COUNCIL)
    # Who keeps what somebody else named does not name it anew.
    change_body(below, by=cast("partner"), reports_to=body, task=Text(sv="Leda"))
    with pytest.raises(NotAllowed):
        change_body(below, by=cast("partner"), **own)


def test_only_those_whose_body_it_is_keep_it_to_themselves(
    cast: Any, partnership: Partnership, sodertorn: Organisation
) -> None:
    circle = Circle.objects.create(space=partnership.space, name="Negotiators")
    with pytest.raises(NotAllowed):
        form_body(partnership, by=cast("lead"), audience=Audience.OWN, organisation=sodertorn, **COUNCIL)
    with pytest.raises(NotAllowed):
        form_body(partnership, by=cast("lead"), audience=Audience.NAMED, circle=circle, **COUNCIL)
    with pytest.raises(Refused) as refused:
        form_body(partnership, by=SYSTEM, audience=Audience.OWN, **COUNCIL)
    assert faults(refused) == {("own_needs_organisation", "organisation")}


def test_a_party_that_has_left_stays_named(body: Body, huddinge: Organisation, sodertorn: Organisation) -> None:
    known: dict[str, Any] = {"party_seats": {huddinge: 1, sodertorn: 1}, "turns": [sodertorn]}
    change_body(body, by=SYSTEM, deputy_chair_of=sodertorn, **known)
    body.space.organisations.remove(sodertorn)
    change_body(body, by=SYSTEM, deputy_chair_of=sodertorn, task=Text(sv="Leda"), **known)
    assert str(body.task) == "Leda"


def test_dissolving_ends_nothing_else(cast: Any, body: Body, seat: Seat) -> None:
    holding = fill_seat(seat, person=None, starts_on=date(2022, 1, 1), by=SYSTEM)
    before = lines()
    dissolve_body(body, on=date(2023, 6, 30), by=cast("lead"))
    assert (body.dissolved_on, lines()) == (date(2023, 6, 30), before + 1)
    holding.refresh_from_db()
    assert (holding.version, holding.ends_on) == (1, None)
    # What stays as it is may reach beyond the body's days.
    change_body(body, by=SYSTEM, task=Text(sv="Leda"), formed_on=body.formed_on, dissolved_on=body.dissolved_on)


def test_no_body_is_made_shorter_than_what_it_held(body: Body, seat: Seat) -> None:
    fill_seat(seat, person=None, starts_on=date(2022, 2, 1), ends_on=date(2022, 2, 28), by=SYSTEM)
    fill_seat(seat, person=None, starts_on=date(2024, 1, 1), by=SYSTEM)
    with pytest.raises(Refused, match=r"Dekan something begins on 1 January 2024"):
        dissolve_body(body, on=date(2023, 12, 31), by=SYSTEM)
    with pytest.raises(Refused) as refused:
        change_body(body, by=SYSTEM, formed_on=date(2022, 3, 1), dissolved_on=date(2023, 1, 1))
    assert faults(refused) == {("ended_earlier", "formed_on"), ("begins_later", "dissolved_on")}
    with pytest.raises(Refused) as refused:
        dissolve_body(body, on=date(2021, 12, 31), by=SYSTEM)
    assert faults(refused) == {("ends_before", "dissolved_on")}
    dissolve_body(body, on=date(2024, 1, 1), by=SYSTEM)


def test_removes_a_body_set_up_by_mistake(cast: Any, body: Body, sodertorn: Organisation) -> None:
    seat = add_seat(body, organisation=sodertorn, by=SYSTEM)
    with pytest.raises(Refused) as refused:
        remove_body(body, by=cast("lead"))
    assert faults(refused) == {("has_seats", "")}
    remove_seat(seat, by=SYSTEM)
    before = lines()
    remove_body(body, by=cast("lead"))
    assert (Body.objects.exists(), lines()) == (False, before + 1)
