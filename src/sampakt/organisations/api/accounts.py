"""Who acts for an organisation, in the API: roles, and invitations to take one."""

from http import HTTPStatus

from django.shortcuts import get_object_or_404
from ninja import Router, Status

from sampakt.kernel.errors import NotAllowed
from sampakt.kernel.problems import ApiRequest
from sampakt.organisations import actions
from sampakt.organisations.access import may_read_invitations
from sampakt.organisations.api import named
from sampakt.organisations.api.schemas import InvitationIn, InvitationOut, MemberOut
from sampakt.organisations.models import Invitation, InvitationQuerySet, OrganisationRole, RoleQuerySet

router = Router(tags=["organisations"])


@router.get("/organisations/{slug:code}/roles", response=list[MemberOut], summary="List roles")
def list_roles(request: ApiRequest, code: str) -> list[OrganisationRole]:
    """Who has a role for a whole organisation, for its administrators."""
    return list(_roles(request, code).order_by("pk"))


@router.delete(
    "/organisations/{slug:code}/roles/{int:number}", response={HTTPStatus.NO_CONTENT: None}, summary="Take a role away"
)
def take_role(request: ApiRequest, code: str, number: int) -> Status[None]:
    """Take a role for a whole organisation away; its last administrator stays."""
    actions.take_role(get_object_or_404(_roles(request, code), pk=number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/organisations/{slug:code}/invitations", response=list[InvitationOut], summary="List invitations")
def list_invitations(request: ApiRequest, code: str) -> list[Invitation]:
    """The open invitations to act for an organisation, for its administrators."""
    return list(_open(request, code))


@router.post(
    "/organisations/{slug:code}/invitations",
    response={HTTPStatus.CREATED: InvitationOut},
    summary="Invite somebody",
)
def invite(request: ApiRequest, code: str, body: InvitationIn) -> Status[Invitation]:
    """Send somebody a letter with a secret link that gives them a role for the organisation."""
    organisation = named.organisation(request, code)
    return Status(HTTPStatus.CREATED, actions.invite(organisation, by=request.auth, **body.model_dump()))


@router.get("/organisations/{slug:code}/invitations/{int:number}", response=InvitationOut, summary="Get an invitation")
def get_invitation(request: ApiRequest, code: str, number: int) -> Invitation:
    """One open invitation."""
    invitation: Invitation = get_object_or_404(_open(request, code), pk=number)
    return invitation


@router.delete(
    "/organisations/{slug:code}/invitations/{int:number}",
    response={HTTPStatus.NO_CONTENT: None},
    summary="Withdraw an invitation",
)
def withdraw_invitation(request: ApiRequest, code: str, number: int) -> Status[None]:
    """Make an invitation's link worthless."""
    actions.withdraw_invitation(get_object_or_404(_open(request, code), pk=number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


def _roles(request: ApiRequest, code: str) -> RoleQuerySet:
    """The roles for a whole organisation, to those who may read who was invited to them."""
    organisation = named.organisation(request, code)
    if not may_read_invitations(request.auth, organisation):
        raise NotAllowed
    return OrganisationRole.objects.filter(organisation=organisation).select_related("user__person", "organisation")


def _open(request: ApiRequest, code: str) -> InvitationQuerySet:
    """The open invitations of an organisation, to those who may read them."""
    organisation = named.organisation(request, code)
    if not may_read_invitations(request.auth, organisation):
        raise NotAllowed
    return (
        Invitation.objects.open().filter(organisation=organisation).select_related("organisation", "space__partnership")
    )
