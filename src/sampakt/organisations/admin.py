"""For operators: looking, shutting somebody out, revoking a key. Everything else is done on the pages, by actions."""

from django.contrib import admin
from django.http import HttpRequest

from sampakt.kernel.admin import ReadOnlyAdmin
from sampakt.organisations.models import Invitation, Membership, Organisation, OrganisationRole, Register, Token, User


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    """Organisations."""

    list_display = ("name", "kind", "country", "written_number", "official_code", "is_active")
    list_filter = ("kind", "country", "is_active", "register")
    search_fields = ("sought",)


@admin.register(Register)
class RegisterAdmin(ReadOnlyAdmin):
    """Registers that came with Sampakt."""

    list_display = ("title", "as_of", "licence")


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    """Accounts: an operator shuts somebody out, or makes them an operator."""

    list_display = ("email", "person", "is_active", "is_staff", "is_superuser", "last_login")
    list_filter = ("is_active", "is_staff")
    list_select_related = ("person",)
    search_fields = ("email", "person__name")
    fields = ("email", "person", "language", "is_active", "is_staff", "is_superuser", "last_login", "joined_at")
    readonly_fields = ("email", "person", "language", "last_login", "joined_at")

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Operators do."""
        return bool(request.user.is_authenticated and request.user.is_superuser)


@admin.register(OrganisationRole, Membership)
class RoleAdmin(ReadOnlyAdmin):
    """Who has which role where."""

    list_display = ("user", "organisation", "role")
    list_filter = ("role",)
    list_select_related = ("user__person", "organisation")
    search_fields = ("user__email", "organisation__sought")


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Invitations."""

    list_display = ("email", "organisation", "role", "ends_on", "accepted_at")
    exclude = ("digest",)


@admin.register(Token)
class TokenAdmin(ReadOnlyAdmin):
    """Keys: an operator revokes one whose owner cannot."""

    list_display = ("name", "user", "may_write", "ends_on", "used_at")
    exclude = ("digest",)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Operators do."""
        return bool(request.user.is_authenticated and request.user.is_superuser)
