"""Who takes part in a partnership."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from sampakt.agreements.models import Partnership
from sampakt.kernel.joining import joined
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Circle, Invitation, Membership, OrganisationRole, Shared, User


@dataclass(frozen=True)
class PeoplePage:
    """The people of a partnership: with a role in it, with one for a whole organisation, invited, and named circles."""

    members: Sequence[Membership]
    through_organisations: Sequence[OrganisationRole]
    invitations: Sequence[Invitation]
    circles: Sequence[Circle]


def people_page(partnership: Partnership, viewer: Viewer) -> PeoplePage:
    """Who takes part; the open invitations only for those who may send them. Four queries at most."""
    space = partnership.space
    members = Membership.objects.filter(space=space).select_related("user__person", "organisation")
    invitations = Invitation.objects.open().filter(space=space).select_related("organisation", "invited_by__person")
    return PeoplePage(
        members=list(members.order_by("organisation__name", "role", "pk")),
        through_organisations=list(roles_throughout(partnership, viewer).order_by("organisation__name", "role", "pk")),
        invitations=list(invitations) if viewer.may_edit_in(space.pk) else [],
        circles=joined(circles_of(partnership, viewer).order_by("name"), "members__person", many="members"),
    )


def roles_throughout(partnership: Partnership, viewer: Viewer) -> QuerySet[OrganisationRole]:
    """The roles for whole organisations that hold in a partnership; nobody outside it knows of any."""
    if not (viewer.is_operator or viewer.is_in(partnership.pk)):
        return OrganisationRole.objects.none()
    held = OrganisationRole.objects.filter(organisation__spaces=partnership.pk)
    return held.select_related("user__person", "organisation")


def circles_of(partnership: Partnership, viewer: Viewer) -> QuerySet[Circle]:
    """The named people of a partnership that the viewer is one of."""
    circles = Circle.objects.visible_to(viewer).filter(space=partnership.pk, is_of_seats=False)
    return circles if viewer.is_operator else circles.filter(pk__in=viewer.circles)


def shared_among(circle: Circle, viewer: Viewer) -> list[tuple[str, Shared]]:
    """What some named people share: what it is, and the record. One query for each kind of record that is shared."""
    kinds: list[Any] = [model for model in apps.get_models() if issubclass(model, Shared)]
    return [
        (str(kind._meta.verbose_name), record)
        for kind in kinds
        for record in kind.objects.visible_to(viewer).filter(circle=circle).order_by("pk")
    ]


def people_to_ask(partnership: Partnership) -> QuerySet[User]:
    """Those with an account who act anywhere for one of the organisations that share the partnership."""
    sharing = partnership.space.organisations.values("pk")
    roles = OrganisationRole.objects.filter(user=OuterRef("pk"), organisation__in=sharing)
    memberships = Membership.objects.filter(user=OuterRef("pk"), organisation__in=sharing)
    found = User.objects.filter(Q(is_active=True) & (Exists(roles) | Exists(memberships)))
    return found.select_related("person").order_by("person__name", "email")


def people_inside(partnership: Partnership) -> QuerySet[User]:
    """Those with a role in the partnership, or in one of its organisations as a whole."""
    roles = OrganisationRole.objects.filter(user=OuterRef("pk"), organisation__spaces=partnership.space)
    memberships = Membership.objects.filter(user=OuterRef("pk"), space=partnership.space)
    found = User.objects.filter(Exists(roles) | Exists(memberships))
    return found.select_related("person").order_by("person__name", "email")
