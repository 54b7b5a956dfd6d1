"""Who takes part in a partnership, in the API: members, invitations, and named people who share something."""

from collections.abc import Collection
from http import HTTPStatus
from typing import Annotated, Any

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from ninja import Field, ModelSchema, Router, Schema, Status

from sampakt.agreements import queries
from sampakt.agreements.access import may_edit_partnership
from sampakt.agreements.api import named
from sampakt.agreements.models import Partnership
from sampakt.kernel.errors import NotAllowed
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import SeenVersion, Sent
from sampakt.kernel.terms import Role
from sampakt.organisations import actions
from sampakt.organisations.access import may_change_circle, may_read_invitations
from sampakt.organisations.api.schemas import InvitationIn, InvitationOut, MemberOut
from sampakt.organisations.models import (
    Circle,
    Invitation,
    InvitationQuerySet,
    Membership,
    Organisation,
    OrganisationRole,
    User,
)

router = Router(tags=["partnerships"])


class MemberIn(Sent):
    """Somebody with an account, to be given a role in a partnership."""

    email: str = Field(max_length=254, examples=["klara@example.org"])
    organisation: str
    role: Role


class PartnershipInvitationIn(InvitationIn):
    """Somebody to invite to a partnership, on behalf of one of its organisations."""

    organisation: str


class CircleMemberOut(Schema):
    """One of some named people: the number of their account, and the name by which the others know them."""

    account: int = Field(alias="pk")
    name: str

    @staticmethod
    def resolve_name(member: User) -> str:
        """Their name, or what of their address is shown."""
        return str(member)


class CircleOut(ModelSchema):
    """Named people who share something that the others in a partnership do not see."""

    members: list[CircleMemberOut]

    class Meta:
        model = Circle
        fields = ("id", "name", "version")


class CircleIn(Sent):
    """People inside a partnership to name, by the numbers or the addresses of their accounts."""

    name: str = Field(max_length=100, examples=["The negotiators"])
    members: list[Annotated[int, Field(ge=1, le=2**31 - 1)] | Annotated[str, Field(max_length=254)]] = Field(
        min_length=1, max_length=100, examples=[[12, "klara@example.org"]]
    )


class CircleChangeIn(CircleIn):
    """What named people are called and who they are from now on, and the version that was read."""

    version: SeenVersion


@router.get("/partnerships/{slug:code}/members", response=list[MemberOut], summary="List members")
def list_members(request: ApiRequest, code: str) -> list[Membership]:
    """Those with a role in a partnership, for those who take part in it."""
    members = Membership.objects.visible_to(request.auth).filter(space=named.partnership(request, code).pk)
    return list(members.select_related("user__person", "organisation").order_by("pk"))


@router.post("/partnerships/{slug:code}/members", response={HTTPStatus.CREATED: MemberOut}, summary="Add a member")
def add_member(request: ApiRequest, code: str, body: MemberIn) -> Status[Membership]:
    """Give a role to somebody with an account at one of the organisations; others are invited."""
    partnership = named.partnership(request, code)
    if not may_edit_partnership(request.auth, partnership):
        raise NotAllowed
    user = get_object_or_404(queries.people_to_ask(partnership), email__iexact=body.email)
    organisation = get_object_or_404(Organisation, code=body.organisation)
    member = actions.join_space(
        partnership.space, user=user, organisation=organisation, role=body.role, by=request.auth
    )
    return Status(HTTPStatus.CREATED, member)


@router.delete(
    "/partnerships/{slug:code}/members/{int:number}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a member"
)
def remove_member(request: ApiRequest, code: str, number: int) -> Status[None]:
    """Take a role in a partnership away; everybody may lay down their own."""
    members = Membership.objects.visible_to(request.auth).filter(space=named.partnership(request, code).pk)
    actions.leave_space(named.one_of(members.select_related("space", "user", "organisation"), number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get(
    "/partnerships/{slug:code}/organisation-roles",
    response=list[MemberOut],
    summary="List members through their organisation",
)
def list_organisation_roles(request: ApiRequest, code: str) -> list[OrganisationRole]:
    """Those whose role for a whole organisation holds in a partnership too, for those who take part in it."""
    return list(queries.roles_throughout(named.partnership(request, code), request.auth).order_by("pk"))


@router.get("/partnerships/{slug:code}/invitations", response=list[InvitationOut], summary="List invitations to it")
def list_partnership_invitations(request: ApiRequest, code: str) -> list[Invitation]:
    """The open invitations to take part in a partnership, for those who coordinate it."""
    return list(_open(request, named.partnership(request, code)))


@router.post(
    "/partnerships/{slug:code}/invitations",
    response={HTTPStatus.CREATED: InvitationOut},
    summary="Invite somebody to it",
)
def invite_to_partnership(request: ApiRequest, code: str, body: PartnershipInvitationIn) -> Status[Invitation]:
    """Send somebody a letter with a secret link that gives them a role in a partnership."""
    space, facts = named.partnership(request, code).space, body.model_dump()
    organisation = get_object_or_404(Organisation, code=facts.pop("organisation"))
    return Status(HTTPStatus.CREATED, actions.invite(organisation, space=space, by=request.auth, **facts))


@router.get(
    "/partnerships/{slug:code}/invitations/{int:number}", response=InvitationOut, summary="Get an invitation to it"
)
def get_partnership_invitation(request: ApiRequest, code: str, number: int) -> Invitation:
    """One open invitation to take part in a partnership."""
    invitation: Invitation = named.one_of(_open(request, named.partnership(request, code)), number)
    return invitation


@router.delete(
    "/partnerships/{slug:code}/invitations/{int:number}",
    response={HTTPStatus.NO_CONTENT: None},
    summary="Withdraw an invitation to it",
)
def withdraw_partnership_invitation(request: ApiRequest, code: str, number: int) -> Status[None]:
    """Make the link of an invitation worthless."""
    invitation = named.one_of(_open(request, named.partnership(request, code)), number)
    actions.withdraw_invitation(invitation, by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/partnerships/{slug:code}/circles", response=list[CircleOut], summary="List named people")
def list_circles(request: ApiRequest, code: str) -> list[Circle]:
    """The named people among whom one may share something in a partnership: those that one is one of."""
    return list(_circles(request, code).order_by("name"))


@router.post("/partnerships/{slug:code}/circles", response={HTTPStatus.CREATED: CircleOut}, summary="Name people")
def make_circle(request: ApiRequest, code: str, body: CircleIn) -> Status[Circle]:
    """Name those inside a partnership who may share something that the others do not see."""
    partnership = named.partnership(request, code)
    if not request.auth.may_contribute_in(partnership.pk):
        raise NotAllowed
    members = _people(partnership, body)
    circle = actions.make_circle(partnership.space, name=body.name, members=members, by=request.auth)
    return Status(HTTPStatus.CREATED, circle)


@router.get("/partnerships/{slug:code}/circles/{int:number}", response=CircleOut, summary="Get named people")
def get_circle(request: ApiRequest, code: str, number: int) -> Circle:
    """Named people that one is one of."""
    circle: Circle = named.one_of(_circles(request, code), number)
    return circle


@router.put("/partnerships/{slug:code}/circles/{int:number}", response=CircleOut, summary="Change named people")
def change_circle(request: ApiRequest, code: str, number: int, body: CircleChangeIn) -> Circle:
    """Say anew who some named people are, or what they are called."""
    circle: Circle = named.one_of(_circles(request, code), number)
    if not may_change_circle(request.auth, circle):
        raise NotAllowed
    # Whoever has left the partnership since may stay among those they were named with.
    members = _people(named.partnership(request, code), body, circle.members.values("pk"))
    actions.change_circle(circle, name=body.name, members=members, by=request.auth, version=body.version)
    return Circle.objects.prefetch_related("members__person").get(pk=circle.pk)


@router.delete(
    "/partnerships/{slug:code}/circles/{int:number}", response={HTTPStatus.NO_CONTENT: None}, summary="Dissolve"
)
def dissolve_circle(request: ApiRequest, code: str, number: int) -> Status[None]:
    """Dissolve a circle that shares nothing any more."""
    actions.dissolve_circle(named.one_of(_circles(request, code), number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


def _people(partnership: Partnership, body: CircleIn, named_before: Collection[Any] = ()) -> list[User]:
    """The people of the partnership, or named before, whom the numbers or addresses name; 404 on any other."""
    inside = queries.people_inside(partnership).values("pk")
    people = User.objects.filter(Q(pk__in=inside) | Q(pk__in=named_before)).select_related("person")
    found = (
        get_object_or_404(people, **({"pk": one} if isinstance(one, int) else {"email__iexact": one}))
        for one in body.members
    )
    return list(dict.fromkeys(found))


def _open(request: ApiRequest, partnership: Partnership) -> InvitationQuerySet:
    """The open invitations to a partnership, to those who may read them."""
    if not may_read_invitations(request.auth, None, partnership.pk):
        raise NotAllowed
    return Invitation.objects.open().filter(space=partnership.pk).select_related("organisation", "space__partnership")


def _circles(request: ApiRequest, code: str) -> QuerySet[Circle]:
    circles = queries.circles_of(named.partnership(request, code), request.auth)
    return circles.prefetch_related(Prefetch("members", User.objects.select_related("person").order_by("pk")))
