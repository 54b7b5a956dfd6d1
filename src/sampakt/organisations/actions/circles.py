"""Circles of named people within a space: naming them, changing who they are, and dissolving a circle."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import ProtectedError

from sampakt.kernel.errors import Conflict, NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import check
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_change_circle
from sampakt.organisations.models import Circle, OrganisationRole, Space, User
from sampakt.organisations.terms import OrganisationObjection, Verb
from sampakt.trail.actions import record


@transaction.atomic
def make_circle(space: Space, *, name: str, members: Collection[User], by: Viewer) -> Circle:
    """Name the people who may share something within a space that the others do not see; whoever does so is of them."""
    if not by.may_contribute_in(space.pk):
        raise NotAllowed
    circle = Circle(space=space, name=name)
    inside = _inside(space)
    refuse_if(_objections(circle, members, inside, by))
    check(circle)
    circle.save()
    circle.members.set({*(user.pk for user in members), *(inside & {by.user_id})})
    record(Verb.MAKE_CIRCLE, circle, by=by)
    return circle


@transaction.atomic
def change_circle(
    circle: Circle, *, name: str, members: Collection[User], by: Viewer, version: int | None = None
) -> Circle:
    """Say anew who a circle is, or what it is called; who comes in sees all that it has shared, who goes sees nothing.

    Only its own people may, also to leave it themselves.
    """
    if not may_change_circle(by, circle):
        raise NotAllowed
    current = Circle.objects.select_for_update().get(pk=circle.pk)
    if version is not None and current.version != version:
        raise Conflict(current)
    before = {user.pk: str(user) for user in current.members.all()}
    after = {user.pk: str(user) for user in members}
    changes: dict[str, tuple[object, object]] = {}
    if circle.name != name:
        changes["name"] = (circle.name, name)
    if before.keys() != after.keys():
        changes["members"] = (sorted(before.values()), sorted(after.values()))
    circle.name = name
    # Whoever has lost their role in the partnership may stand there still: what they see is asked of their role.
    refuse_if(_objections(circle, members, _inside(circle.space) | before.keys(), by))
    if changes:
        circle.version = current.version + 1
        check(circle)
        circle.save()
        circle.members.set(after)
        record(Verb.CHANGE_CIRCLE, circle, by=by, changes=changes)
    return circle


@transaction.atomic
def dissolve_circle(circle: Circle, *, by: Viewer) -> None:
    """Dissolve a circle that shares nothing any more; its history is known to the operator alone from then on."""
    if not may_change_circle(by, circle):
        raise NotAllowed
    try:
        Circle.objects.filter(pk=circle.pk).delete()
    except ProtectedError:
        refuse_if([Objection.of(OrganisationObjection.CIRCLE_SHARES)])
    record(Verb.DISSOLVE_CIRCLE, circle, by=by)


def _inside(space: Space) -> set[int]:
    """Those with a role in the space, or in one of its organisations as a whole."""
    throughout = OrganisationRole.objects.filter(organisation__spaces=space)
    return {
        *space.memberships.values_list("user_id", flat=True),
        *throughout.values_list("user_id", flat=True),
    }


def _objections(circle: Circle, members: Collection[User], inside: Collection[int], by: Viewer) -> list[Objection]:
    objections = [
        Objection.of(OrganisationObjection.CIRCLE_OUTSIDER, field="members", name=user)
        for user in members
        if user.pk not in inside
    ]
    if not members:
        objections.append(Objection.of(OrganisationObjection.CIRCLE_NEEDS_PEOPLE, field="members"))
    # Only among one's own: a name that others have taken would tell of them.
    alike = circle.space.circles.filter(name=circle.name, members=by.user_id).exclude(pk=circle.pk)
    if by.user_id is not None and alike.exists():
        objections.append(Objection.of(OrganisationObjection.CIRCLE_NAMED_ALIKE, field="name"))
    return objections
