"""Those who sign in, their roles for whole organisations, invitations, and keys for programmes."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.kernel.models import manager_of
from sampakt.kernel.terms import Language, Role
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import keys_seen_by, roles_seen_by
from sampakt.organisations.models.registers import Organisation
from sampakt.organisations.models.staff import Person


class UserManager(BaseUserManager["User"]):
    """Makes users; an account is its e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user who signs in with the address; without a password nobody can, until one is set."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An operator: runs the installation and sees the admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


Held = tuple[str, int | None, int, str]
"""Something that a user is: what it is, the space, the organisation (or circle), the role (or name)."""


class User(AbstractBaseUser, PermissionsMixin):
    """An account. Its person, where known, says for whom they work."""

    email = models.EmailField(_("e-mail"), unique=True)
    person = models.OneToOneField(Person, models.SET_NULL, null=True, blank=True, related_name="user")
    language = models.CharField(_("language"), max_length=2, choices=Language, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("operator"), default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    held: list[Held] | None = None
    """All that the user is, where it was fetched along."""

    class Meta:
        verbose_name = _("user")

    def __str__(self) -> str:
        return self.person.name if self.person else self.email


class RoleQuerySet(models.QuerySet["OrganisationRole"]):
    """Roles for whole organisations."""

    def visible_to(self, viewer: Viewer) -> "RoleQuerySet":
        """Those in the viewer's own organisations."""
        return self.filter(roles_seen_by(viewer))


class OrganisationRole(models.Model):
    """A user's role for a whole organisation: it holds in every space that the organisation shares."""

    user = models.ForeignKey(User, models.CASCADE, related_name="organisation_roles")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=20, choices=Role)

    objects: ClassVar[RoleQuerySet] = manager_of(RoleQuerySet)

    class Meta:
        verbose_name = _("role for an organisation")
        constraints = (
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="organisation_role_is_held_once"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.organisation}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations."""

    def visible_to(self, viewer: Viewer) -> "InvitationQuerySet":
        """Those to the viewer's own organisations."""
        return self.filter(roles_seen_by(viewer))

    def open(self) -> "InvitationQuerySet":
        """Those that nobody has accepted yet, newest first."""
        return self.filter(accepted_at=None).order_by("-id")

    def over(self, today: date) -> "InvitationQuerySet":
        """Those that nobody accepted in time."""
        return self.open().filter(ends_on__lt=today)


class Invitation(models.Model):
    """A letter that lets somebody make an account with one role. Only a digest of its secret is kept."""

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    space = models.ForeignKey("organisations.Space", models.CASCADE, null=True, blank=True, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    ends_on = models.DateField(_("last day"))
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[InvitationQuerySet] = manager_of(InvitationQuerySet)

    class Meta:
        verbose_name = _("invitation")

    def __str__(self) -> str:
        return f"{self.email}: {self.get_role_display()}"


class TokenQuerySet(models.QuerySet["Token"]):
    """Keys for programmes."""

    def visible_to(self, viewer: Viewer) -> "TokenQuerySet":
        """The viewer's own."""
        return self.filter(keys_seen_by(viewer))


class Token(models.Model):
    """A key with which a programme uses the API as its user. Only a digest of it is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    may_write = models.BooleanField(_("may write"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[TokenQuerySet] = manager_of(TokenQuerySet)

    class Meta:
        verbose_name = _("API key")
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name
