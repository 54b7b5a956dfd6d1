"""Who may see and change what, written twice: as SQL for lists, as Python for one record. A test holds them equal."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db.models import Model, Q

from sampakt.kernel.errors import NotAllowed, Objection
from sampakt.kernel.terms import Audience, Role
from sampakt.kernel.viewer import EDITING, Viewer
from sampakt.organisations.terms import OrganisationObjection
from sampakt.trail.access import own_spaces

if TYPE_CHECKING:
    from sampakt.organisations.models import Circle, Organisation, Shared, Space

NONE = Q(pk__in=())
REACH = ("audience", "organisation", "circle")
"""The fields of a shared record that say who sees it."""
WIDE = (Audience.PUBLIC, Audience.PARTNERS)
"""Audiences that reach everybody in a partnership, or beyond it."""


def registers_seen_by(viewer: Viewer) -> Q:
    """Organisations are public facts: everybody sees every one."""
    return Q()


def may_see_organisation(viewer: Viewer, organisation: "Organisation") -> bool:
    """Always: the registers are public."""
    return True


def may_edit_organisation(viewer: Viewer, organisation: "Organisation") -> bool:
    """Its own administrators; and, for one that no register has, whoever looks after it."""
    return viewer.administers(organisation.pk) or (not organisation.register and _looks_after(viewer, organisation))


def may_add_organisation(viewer: Viewer) -> bool:
    """Whoever writes agreements anywhere may add the party that no register has."""
    return viewer.may_write and (
        viewer.is_operator
        or any(viewer.may_edit_in(space) for space in viewer.spaces)
        or any(not roles.isdisjoint(EDITING | {Role.ADMINISTRATOR}) for roles in viewer.organisations.values())
    )


def may_edit_staff(viewer: Viewer, organisation: "Organisation") -> bool:
    """Units, offices and people: its administrators, whoever coordinates on its behalf, and whoever looks after it."""
    own_roles = viewer.organisations.get(organisation.pk, frozenset())
    return (
        viewer.administers(organisation.pk)
        or (viewer.may_write and not own_roles.isdisjoint(EDITING))
        or any(viewer.acts_for(organisation.pk, space) and viewer.may_edit_in(space) for space in viewer.spaces)
        or _looks_after(viewer, organisation)
    )


def _looks_after(viewer: Viewer, organisation: "Organisation") -> bool:
    """While an organisation has no administrator, those who coordinate a partnership with it keep its records."""
    coordinated = [space for space in viewer.spaces if viewer.may_edit_in(space)]
    if not coordinated or not organisation.spaces.filter(pk__in=coordinated).exists():
        return False
    return not organisation.roles.filter(role=Role.ADMINISTRATOR).exists()


def may_invite(viewer: Viewer, organisation: "Organisation", space_id: int | None = None) -> bool:
    """Its administrators; into a partnership, those who coordinate it."""
    return viewer.administers(organisation.pk) or (space_id is not None and viewer.may_edit_in(space_id))


def may_read_invitations(viewer: Viewer, organisation: "Organisation | None", space_id: int | None = None) -> bool:
    """Those who may send them, with a key that only reads, too."""
    known = replace(viewer, may_write=True)
    return (organisation is not None and known.administers(organisation.pk)) or (
        space_id is not None and known.may_edit_in(space_id)
    )


def may_use_account(viewer: Viewer, user_id: int) -> bool:
    """An account, its language and its keys are its owner's own; a programme with a key cannot make further keys."""
    return viewer.may_write and viewer.user_id == user_id


def acts_for(viewer: Viewer) -> frozenset[int]:
    """The organisations that the viewer acts for anywhere."""
    return frozenset(viewer.organisations).union(*(standing.organisations for standing in viewer.spaces.values()))


def staff_seen_by(viewer: Viewer, path: str = "") -> Q:
    """Units, offices and people: of one's own organisations and of those one shares a space with.

    ``path`` leads from the row to what belongs to the organisation (``"office__"``).
    """
    from sampakt.organisations.models import Organisation

    if viewer.is_operator:
        return Q()
    seen = NONE
    if own := acts_for(viewer):
        seen |= Q(**{f"{path}organisation_id__in": own})
    if viewer.spaces:
        sharing = Organisation.objects.filter(spaces__in=list(viewer.spaces)).values("pk")
        seen |= Q(**{f"{path}organisation_id__in": sharing})
    return seen


def may_see_staff(viewer: Viewer, organisation: "Organisation") -> bool:
    """The same in Python."""
    if viewer.is_operator or organisation.pk in acts_for(viewer):
        return True
    return bool(viewer.spaces) and organisation.spaces.filter(pk__in=list(viewer.spaces)).exists()


def keys_seen_by(viewer: Viewer) -> Q:
    """Keys: one's own."""
    return Q(user_id=viewer.user_id) if viewer.is_known else NONE


def roles_seen_by(viewer: Viewer) -> Q:
    """Roles and invitations of organisations: their administrators see them, and everybody their own organisation's."""
    return Q() if viewer.is_operator else Q(organisation_id__in=list(viewer.organisations))


def space_seen_by(viewer: Viewer, path: str = "") -> Q:
    """The spaces that are public or that the viewer takes part in; ``path`` leads from the row to its space."""
    if viewer.is_operator:
        return Q()
    return Q(**{f"{path}audience": Audience.PUBLIC}) | Q(**{f"{path}pk__among": viewer.spaces})


def may_see_space(viewer: Viewer, space: "Space") -> bool:
    """The same in Python."""
    return viewer.is_operator or space.audience == Audience.PUBLIC or viewer.is_in(space.pk)


def inside_seen_by(viewer: Viewer) -> Q:
    """Who takes part in a space, and its circles, are known to those inside."""
    return Q() if viewer.is_operator else Q(space_id__among=viewer.spaces)


def may_edit_shared_space(viewer: Viewer, space: "Space") -> bool:
    """Leads and coordinators say who takes part."""
    return viewer.may_edit_in(space.pk)


def may_change_circle(viewer: Viewer, circle: "Circle") -> bool:
    """Its own people, as far as they contribute to the partnership: nobody else knows that it exists.

    Who sits in a body is said by its seats.
    """
    if circle.is_of_seats:
        return False
    return viewer.is_operator or (circle.pk in viewer.circles and viewer.may_contribute_in(circle.space_id))


def shared_seen_by(viewer: Viewer, path: str = "") -> Q:
    """Records in spaces, by their audience; ``path`` leads from the row to the shared record (``"agreement__"``)."""
    if viewer.is_operator:
        return Q()
    seen = Q(**{f"{path}audience": Audience.PUBLIC, f"{path}space__audience": Audience.PUBLIC})
    return seen | shared_within(viewer, viewer.spaces, path) if viewer.spaces else seen


def shared_within(viewer: Viewer, spaces: Collection[int], path: str = "") -> Q:
    """The same for records in some of the viewer's own spaces: a shorter question, for pages that show no others.

    A viewer may take part in hundreds of spaces, so they are listed once, and again only where they are others.
    """
    return Q(**{f"{path}space_id__among": spaces}) & shared_reached(viewer, path)


def shared_reached(viewer: Viewer, path: str = "") -> Q:
    """The half of it that speaks of audiences, for records known to be in the viewer's spaces."""

    def q(**conditions: object) -> Q:
        return Q(**{f"{path}{name}": value for name, value in conditions.items()})

    if viewer.is_operator:
        return Q()
    seen = q(audience__in=(Audience.PUBLIC, Audience.PARTNERS))
    for organisation, where in own_spaces(viewer).items():
        own = q(audience=Audience.OWN, organisation_id=organisation)
        seen |= own if len(where) == len(viewer.spaces) else own & q(space_id__among=where)
    if viewer.circles:
        seen |= q(audience=Audience.NAMED, circle_id__in=viewer.circles)
    return seen


def may_see_shared(viewer: Viewer, record: "Shared") -> bool:
    """The same in Python."""
    if viewer.is_operator:
        return True
    if record.audience == Audience.PUBLIC and record.space.audience == Audience.PUBLIC:
        return True
    if not viewer.is_in(record.space_id):
        return False
    if record.audience == Audience.OWN:
        return viewer.acts_for(record.organisation_id, record.space_id)
    if record.audience == Audience.NAMED:
        return record.circle_id in viewer.circles
    return True


def may_edit_shared(viewer: Viewer, record: "Shared") -> bool:
    """Leads and coordinators of the space, as far as they see the record."""
    return may_see_shared(viewer, record) and viewer.may_edit_in(record.space_id)


def may_contribute_to(viewer: Viewer, record: "Shared") -> bool:
    """Contact persons, too, as far as they see the record."""
    return may_see_shared(viewer, record) and viewer.may_contribute_in(record.space_id)


def may_share(
    viewer: Viewer, space_id: int, *, audience: str, organisation_id: int | None, circle_id: int | None
) -> bool:
    """Whether the viewer may let a record reach that far, or that narrowly.

    Everyone may be told only by leads and coordinators; one organisation or some named people only by one of them.
    """
    if viewer.is_operator:
        return True
    if audience == Audience.PUBLIC:
        return viewer.may_edit_in(space_id)
    if audience == Audience.OWN and organisation_id is not None:
        return viewer.acts_for(organisation_id, space_id)
    if audience == Audience.NAMED and circle_id is not None:
        return circle_id in viewer.circles
    return viewer.is_in(space_id)


def narrower(one: "Shared", other: "Shared") -> "Shared":
    """The one that fewer people see, so that the trail tells nobody of a record they may not know of."""
    order = list(Audience.values)
    return other if order.index(other.audience) > order.index(one.audience) else one


def objections_to_audience(
    space_id: int, *, audience: str, organisation: "Organisation | None", circle: "Circle | None"
) -> list[Objection]:
    """What an audience lacks: one's own organisation must be named, and so must the named people, of the same space."""
    objections = []
    if audience == Audience.OWN and organisation is None:
        objections.append(Objection.of(OrganisationObjection.OWN_NEEDS_ORGANISATION, field="organisation"))
    if audience == Audience.NAMED and (circle is None or circle.space_id != space_id):
        objections.append(Objection.of(OrganisationObjection.NAMED_NEEDS_CIRCLE, field="circle"))
    return objections


def objections_to_reach(record: "Shared", by: Viewer, **values: Any) -> list[Objection]:
    """What stands against the audience that the record would have. Raises NotAllowed when it is not theirs to give.

    A record that keeps its audience is not asked again: whoever may change it need not be of its narrow audience.
    """
    if record.pk is not None and values.keys().isdisjoint(REACH):
        return []
    audience = values.get("audience", record.audience)
    organisation = values.get("organisation", record.organisation)
    circle = values.get("circle", record.circle)
    if not may_share(
        by,
        record.space_id,
        audience=audience,
        organisation_id=organisation.pk if organisation else None,
        circle_id=circle.pk if circle else None,
    ):
        raise NotAllowed
    return objections_to_audience(record.space_id, audience=audience, organisation=organisation, circle=circle)


def objections_to_place(space_id: int, **related: Model | None) -> Iterator[Objection]:
    """An objection for each related record that stands in another partnership."""
    for name, record in related.items():
        if record is not None and getattr(record, "space_id", space_id) != space_id:
            yield Objection.of(OrganisationObjection.OTHER_PARTNERSHIP, field=name)
