"""Circles of named people: known to themselves alone, changed and dissolved by them."""

import pytest

from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations import actions
from sampakt.organisations.models import Circle, Space
from sampakt.organisations.terms import OrganisationObjection as Why
from sampakt.papers.actions import add_document
from sampakt.papers.models import Document
from sampakt.trail.models import TrailLine

from .conftest import Cast


def codes_of(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [objection.code for objection in refused.value.objections]


@pytest.fixture
def circle(cast: Cast, space: Space) -> Circle:
    """The lead and the partner."""
    return actions.make_circle(space, name="Negotiators", members=[cast.user("partner")], by=cast.viewer("lead"))


def test_making_a_circle(cast: Cast, space: Space) -> None:
    members = [cast.user("lead"), cast.user("partner"), cast.user("administrator")]
    circle = actions.make_circle(space, name="The three", members=members, by=cast.viewer("lead"))
    assert circle.pk in cast.viewer("administrator").circles
    assert TrailLine.objects.get().verb == "make_circle"


def test_a_circle_is_known_to_nobody_else(cast: Cast, space: Space) -> None:
    by = cast.viewer("lead")
    circle = actions.make_circle(space, name="Negotiators", members=[cast.user("partner")], by=by)
    assert {user.pk for user in circle.members.all()} == {cast.user("lead").pk, cast.user("partner").pk}
    told = {who: TrailLine.objects.visible_to(cast.viewer(who)).exists() for who in ("lead", "partner", "reader")}
    assert told == {"lead": True, "partner": True, "reader": False}
    actions.make_circle(space, name="Negotiators", members=[cast.user("reader")], by=SYSTEM)
    with pytest.raises(Refused) as refused:
        actions.make_circle(space, name="Negotiators", members=[cast.user("reader")], by=cast.viewer("lead"))
    assert codes_of(refused) == [Why.CIRCLE_NAMED_ALIKE]


def test_a_circle_holds_people_of_the_partnership(cast: Cast, space: Space) -> None:
    with pytest.raises(Refused) as refused:
        actions.make_circle(space, name="The three", members=[cast.user("stranger")], by=cast.viewer("lead"))
    assert codes_of(refused) == [Why.CIRCLE_OUTSIDER]
    with pytest.raises(Refused) as refused:
        actions.make_circle(space, name="The three", members=[], by=cast.viewer("lead"))
    assert codes_of(refused) == [Why.CIRCLE_NEEDS_PEOPLE]
    with pytest.raises(NotAllowed):
        actions.make_circle(space, name="The three", members=[cast.user("lead")], by=cast.viewer("reader"))
    assert not space.circles.exists()


def test_its_people_say_anew_who_they_are(cast: Cast, circle: Circle) -> None:
    members = [cast.user("lead"), cast.user("contact")]
    for who in ("coordinator", "reader", "stranger"):
        with pytest.raises(NotAllowed):
            actions.change_circle(circle, name="All", members=members, by=cast.viewer(who))
    actions.change_circle(circle, name="The two", members=members, by=cast.viewer("partner"))
    assert circle.pk in cast.viewer("contact").circles
    assert circle.pk not in cast.viewer("partner").circles
    line = TrailLine.objects.visible_to(cast.viewer("contact")).first()
    assert line is not None
    assert (line.verb, line.changes["name"]) == ("change_circle", ["Negotiators", "The two"])
    assert line.changes["members"] == [["Lead", "Partner"], ["Contact", "Lead"]]
    assert not TrailLine.objects.visible_to(cast.viewer("partner")).exists()


def test_a_change_is_held_to_what_a_circle_is(cast: Cast, circle: Circle) -> None:
    by = cast.viewer("lead")
    with pytest.raises(Refused) as refused:
        actions.change_circle(circle, name="Negotiators", members=[], by=by)
    assert codes_of(refused) == [Why.CIRCLE_NEEDS_PEOPLE]
    with pytest.raises(Refused) as refused:
        actions.change_circle(circle, name="Negotiators", members=[cast.user("stranger")], by=by)
    assert codes_of(refused) == [Why.CIRCLE_OUTSIDER]
    other = actions.make_circle(circle.space, name="Others", members=[cast.user("lead")], by=by)
    with pytest.raises(Refused) as refused:
        actions.change_circle(other, name="Negotiators", members=[cast.user("lead")], by=cast.viewer("lead"))
    assert codes_of(refused) == [Why.CIRCLE_NAMED_ALIKE]
    lines = TrailLine.objects.count()
    actions.change_circle(circle, name="Negotiators", members=[cast.user("lead"), cast.user("partner")], by=by)
    assert TrailLine.objects.count() == lines


def test_a_circle_is_dissolved_once_it_shares_nothing(cast: Cast, circle: Circle) -> None:
    by = cast.viewer("lead")
    kept = add_document(circle.space, title=Text(en="A draft"), audience=Audience.NAMED, circle=circle, by=by)
    with pytest.raises(Refused) as refused:
        actions.dissolve_circle(circle, by=by)
    assert codes_of(refused) == [Why.CIRCLE_SHARES]
    Document.objects.filter(pk=kept.pk).delete()
    with pytest.raises(NotAllowed):
        actions.dissolve_circle(circle, by=cast.viewer("coordinator"))
    actions.dissolve_circle(circle, by=by)
    assert not Circle.objects.exists()
    assert TrailLine.objects.visible_to(SYSTEM).first().verb == "dissolve_circle"  # type: ignore[union-attr]  # it was just written
