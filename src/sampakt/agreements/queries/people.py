"""Who takes part in a partnership."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from sampakt.agreements.models import Partnership
from sampakt.kernel.joining import joined
from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Circle, Invitation, Membership, OrganisationRole, Shared, User


@dataclass(frozen=True)
class Taking:
    """Somebody who takes part: who they are, for whom they act, and as what; ``pk`` is that of the role."""

    pk: int
    user_id: int
    name: str
    email: str
    organisation: str
    role: str

    @property
    def role_label(self) -> str:
        """What the role is called."""
        return str(Role(self.role).label)


@dataclass(frozen=True)
class PeoplePage:
    """The people of a partnership: with a role in it, with one for a whole organisation, invited, and named circles."""

    members: Sequence[Taking]
    through_organisations: Sequence[Taking]
    invitations: Sequence[Invitation]
    circles: Sequence[Circle]


def people_page(partnership: Partnership, viewer: Viewer) -> PeoplePage:
    """Who takes part; the open invitations only for those who may send them. Three queries at most."""
    space = partnership.space
    members, through = _taking_part(partnership, viewer)
    invitations = Invitation.objects.open().filter(space=space).select_related("organisation", "invited_by__person")
    return PeoplePage(
        members=members,
        through_organisations=through,
        invitations=list(invitations) if viewer.may_edit_in(space.pk) else [],
        circles=joined(circles_of(partnership, viewer).order_by("name"), "members__person", many="members"),
    )


def _taking_part(partnership: Partnership, viewer: Viewer) -> tuple[list[Taking], list[Taking]]:
    """Those with a role in the partnership, and those with one for a whole organisation. One query for both."""
    held = (Membership.objects.filter(space=partnership.pk), roles_throughout(partnership, viewer))
    named = ("pk", "user_id", "user__email", "user__person__name", "organisation__short_name", "organisation__name")
    here, throughout = (
        rows.select_related(None).order_by().values_list(*named, "role", Value(number))
        for number, rows in enumerate(held)
    )
    found: tuple[list[Taking], list[Taking]] = ([], [])
    rows: list[Any] = list(here.union(throughout, all=True))
    for pk, user, email, name, brief, whole, role, number in sorted(rows, key=lambda row: (row[5], row[6], row[0])):
        found[number].append(Taking(pk, user, name or email, email, brief or whole, role))
    return found


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
