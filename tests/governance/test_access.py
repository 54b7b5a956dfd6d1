"""Who sees and does what with bodies: one table, and the double entry (SQL and Python say the same)."""

from datetime import date
from typing import Any

import pytest

from sampakt.governance.access import may_edit, may_form, may_see, may_see_holding
from sampakt.governance.actions import add_seat, fill_seat, form_body
from sampakt.governance.models import Body, ChairTurn, Holding, PartySeats, Seat
from sampakt.governance.terms import Balance, BodySort
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Circle, Organisation, Person

EVERYBODY = (
    "lead",
    "coordinator",
    "contact",
    "reader",
    "partner",
    "administrator",
    "stranger",
    "passer-by",
    "operator",
)
MAY = {
    "lead": {"form", "edit"},
    "coordinator": {"form", "edit"},
    "contact": set(),
    "reader": set(),
    "partner": {"form", "edit"},
    "administrator": set(),
    "stranger": set(),
    "passer-by": set(),
    "operator": {"form", "edit"},
}


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_do_what(who: str, cast: Any, body: Body) -> None:
    viewer = cast(who)
    may = {"form": may_form(viewer, body.space_id), "edit": may_edit(viewer, body)}
    assert {name for name, answer in may.items() if answer} == MAY[who]


@pytest.fixture
def every_reach(
    cast: Any, body: Body, huddinge: Organisation, sodertorn: Organisation, rector: Person
) -> list[Holding]:
    """Somebody in a seat of a body with each audience."""
    circle = Circle.objects.create(space=body.space, name="Negotiators")
    circle.members.set([cast("coordinator").user_id, cast("reader").user_id])
    reaches: list[dict[str, Any]] = [
        {"audience": Audience.PUBLIC},
        {"audience": Audience.PARTNERS},
        {"audience": Audience.OWN, "organisation": huddinge},
        {"audience": Audience.OWN, "organisation": sodertorn},
        {"audience": Audience.NAMED, "circle": circle},
    ]
    holdings = []
    for reach in reaches:
        formed = form_body(
            body.space.partnership,
            by=SYSTEM,
            name=Text(sv="Gruppen"),
            sort=BodySort.COUNCIL,
            balance=Balance.RATIO,
            party_seats={huddinge: 1, sodertorn: 1},
            turns=[huddinge],
            **reach,
        )
        seat = add_seat(formed, organisation=sodertorn, by=SYSTEM)
        holdings.append(fill_seat(seat, person=rector, starts_on=date(2022, 1, 1), by=SYSTEM))
    return holdings


@pytest.mark.parametrize("space", [Audience.PUBLIC, Audience.PARTNERS])
def test_sql_and_python_agree(space: Audience, cast: Any, body: Body, every_reach: list[Holding]) -> None:
    body.space.audience = space
    body.space.save()
    bodies = list(Body.objects.select_related("space"))
    holdings = list(Holding.objects.select_related("seat__body__space"))
    for who in EVERYBODY:
        viewer = cast(who)
        seen = {one.pk for one in bodies if may_see(viewer, one)}
        assert set(Body.objects.visible_to(viewer).values_list("pk", flat=True)) == seen, who
        own = {one.pk for one in bodies if one.pk in seen and viewer.is_in(one.space_id)}
        assert set(Body.objects.within(viewer, viewer.spaces).values_list("pk", flat=True)) == own, who
        for part in (Seat, PartySeats, ChairTurn):
            rows = part.objects.visible_to(viewer)
            belonging = set(part.objects.filter(body__in=seen).values_list("pk", flat=True))
            assert set(rows.values_list("pk", flat=True)) == belonging, (who, part)
        held = {one.pk for one in holdings if may_see_holding(viewer, one)}
        assert set(Holding.objects.visible_to(viewer).values_list("pk", flat=True)) == held, who


@pytest.mark.parametrize("who", ["stranger", "passer-by"])
def test_outside_the_partnership_a_public_body_is_seen_without_its_people(
    who: str, cast: Any, body: Body, every_reach: list[Holding]
) -> None:
    body.space.audience = Audience.PUBLIC
    body.space.save()
    viewer = cast(who)
    assert [one.audience for one in Body.objects.visible_to(viewer)] == [Audience.PUBLIC]
    assert Seat.objects.visible_to(viewer).count() == 1
    assert not Holding.objects.visible_to(viewer).exists()
