"""Spaces: what several organisations share. A record in a space says how far in it reaches."""

from collections.abc import Collection
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sampakt.kernel.models import Record, manager_of
from sampakt.kernel.terms import Audience, Role
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import inside_seen_by, shared_seen_by, shared_within, space_seen_by
from sampakt.organisations.models.registers import Organisation
from sampakt.organisations.models.users import User


class SpaceQuerySet(models.QuerySet["Space"]):
    """Spaces."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The public ones and those that the viewer takes part in."""
        return self.filter(space_seen_by(viewer))


class Space(models.Model):
    """A partnership as those inside see it: the organisations that share it and the people with a role there."""

    audience = models.CharField(
        _("seen by"),
        max_length=10,
        choices=[(Audience.PUBLIC, Audience.PUBLIC.label), (Audience.PARTNERS, Audience.PARTNERS.label)],
        default=Audience.PARTNERS,
    )
    organisations = models.ManyToManyField(Organisation, related_name="spaces", blank=True)

    objects: ClassVar[SpaceQuerySet] = manager_of(SpaceQuerySet)

    def __str__(self) -> str:
        return f"space {self.pk}"

    @property
    def home(self) -> "models.Model | None":
        """The partnership whose space it is: a record of a room above, known here by its name and its page alone."""
        return getattr(self, "partnership", None)


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Roles in spaces."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those in spaces that the viewer takes part in."""
        return self.filter(inside_seen_by(viewer))


class Membership(models.Model):
    """A user's role in one space, on behalf of one organisation."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=Role)

    objects: ClassVar[MembershipQuerySet] = manager_of(MembershipQuerySet)

    class Meta:
        verbose_name = _("role in a partnership")
        constraints = (
            models.UniqueConstraint(fields=["space", "user", "organisation", "role"], name="membership_is_held_once"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class CircleQuerySet(models.QuerySet["Circle"]):
    """Circles."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those in spaces that the viewer takes part in."""
        return self.filter(inside_seen_by(viewer))


class Circle(Record):
    """Named people who share something within a space that the others do not see.

    It reaches as far as what it shares: nobody else learns that it exists, not by the trail and not by a name taken.
    One of seats bears the name of a body and lists nobody: its people are those who sit there on the day (what rooms
    above bring as ``standing``).
    """

    space = models.ForeignKey(Space, models.CASCADE, related_name="circles")
    name = models.CharField(_("name"), max_length=100)
    members = models.ManyToManyField(User, related_name="circles")
    is_of_seats = models.BooleanField(default=False, editable=False)

    objects: ClassVar[CircleQuerySet] = manager_of(CircleQuerySet)

    audience = Audience.NAMED
    organisation_id = None

    @property
    def circle_id(self) -> int:
        """The circle itself."""
        return self.pk

    def __str__(self) -> str:
        return gettext("those who sit in %(body)s") % {"body": self.name} if self.is_of_seats else self.name


AnyShared = TypeVar("AnyShared", bound="Shared")


class SharedQuerySet(models.QuerySet[AnyShared]):
    """Records that stand in a space."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those that the viewer may see."""
        return self.filter(shared_seen_by(viewer))

    def visible_by_halves(self, viewer: Viewer) -> Self:
        """The same for questions over all spaces at once: first which they are, so that each half has an index."""
        if viewer.is_operator or not viewer.spaces:
            return self.visible_to(viewer)
        every = type(self)(self.model)
        public = every.filter(audience=Audience.PUBLIC, space__audience=Audience.PUBLIC).values("pk")
        own = every.within(viewer, viewer.spaces).values("pk")
        return self.filter(models.Q(pk__in=public) | models.Q(pk__in=own))

    def within(self, viewer: Viewer, spaces: Collection[int]) -> Self:
        """Those that the viewer may see in some of the spaces they take part in."""
        return self.filter(shared_within(viewer, spaces))

    def in_space(self, space_id: int) -> Self:
        """Those of one space."""
        return self.filter(space_id=space_id)


class Shared(models.Model):
    """A record in a space: whose it is, and who sees it."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    audience = models.CharField(_("seen by"), max_length=10, choices=Audience, default=Audience.PARTNERS)
    circle = models.ForeignKey(
        Circle, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("named people")
    )

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=~models.Q(audience=Audience.OWN) | models.Q(organisation__isnull=False),
                name="%(class)s_of_its_own_names_its_organisation",
                violation_error_message=_("Say which organisation it is for."),
            ),
            models.CheckConstraint(
                condition=~models.Q(audience=Audience.NAMED) | models.Q(circle__isnull=False),
                name="%(class)s_for_named_people_names_them",
                violation_error_message=_("Say which named people it is for."),
            ),
        )
