"""Roles for whole organisations and in the spaces they share."""

from django.db import transaction

from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_edit_shared_space, may_invite
from sampakt.organisations.models import Membership, Organisation, OrganisationRole, Space, User
from sampakt.organisations.terms import OrganisationObjection, Verb
from sampakt.trail.actions import record


@transaction.atomic
def give_role(organisation: Organisation, *, user: User, role: str, by: Viewer) -> OrganisationRole:
    """Give somebody a role for a whole organisation; it holds in every space that the organisation shares."""
    if not may_invite(by, organisation):
        raise NotAllowed
    refuse_if(objections_to_role(organisation, None, user.email, role))
    given = OrganisationRole.objects.create(organisation=organisation, user=user, role=role)
    record(Verb.GIVE_ROLE, given, by=by)
    return given


@transaction.atomic
def take_role(given: OrganisationRole, *, by: Viewer) -> None:
    """Take a role for an organisation away; its last administrator stays."""
    if not may_invite(by, given.organisation):
        raise NotAllowed
    # Locked, so that two administrators cannot take the role from each other at the same time.
    held = OrganisationRole.objects.select_for_update().filter(organisation=given.organisation, role=Role.ADMINISTRATOR)
    if given.role == Role.ADMINISTRATOR and len(held) == 1:
        refuse_if([Objection.of(OrganisationObjection.LAST_ADMINISTRATOR)])
    record(Verb.TAKE_ROLE, given, by=by)
    given.delete()


@transaction.atomic
def join_space(space: Space, *, user: User, organisation: Organisation, role: str, by: Viewer) -> Membership:
    """Give somebody a role in one space, on behalf of an organisation that shares it."""
    if not may_edit_shared_space(by, space):
        raise NotAllowed
    refuse_if(objections_to_role(organisation, space, user.email, role))
    membership = Membership.objects.create(space=space, user=user, organisation=organisation, role=role)
    record(Verb.JOIN_SPACE, membership, by=by)
    return membership


@transaction.atomic
def leave_space(membership: Membership, *, by: Viewer) -> None:
    """Take a role in a space away; everybody may lay down their own."""
    if membership.user_id != by.user_id and not may_edit_shared_space(by, membership.space):
        raise NotAllowed
    record(Verb.LEAVE_SPACE, membership, by=by)
    membership.delete()


def objections_to_role(organisation: Organisation, space: Space | None, email: str, role: str) -> list[Objection]:
    """What stands against the owner of ``email`` holding ``role`` for the organisation, or for it in one space."""
    objections = []
    if space is None:
        held = OrganisationRole.objects.filter(organisation=organisation, user__email=email, role=role).exists()
        if role == Role.LEAD:
            objections.append(Objection.of(OrganisationObjection.ROLE_NEEDS_PARTNERSHIP, field="role"))
    else:
        held = space.memberships.filter(organisation=organisation, user__email=email, role=role).exists()
        if role == Role.ADMINISTRATOR:
            objections.append(Objection.of(OrganisationObjection.ROLE_NEEDS_ORGANISATION, field="role"))
        if not space.organisations.filter(pk=organisation.pk).exists():
            objections.append(
                Objection.of(OrganisationObjection.NOT_IN_SPACE, field="organisation", organisation=organisation)
            )
    if held:
        objections.append(Objection.of(OrganisationObjection.ALREADY_MEMBER, field="email", email=email))
    return objections
