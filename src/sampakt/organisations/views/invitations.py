"""Pages that say who signs in for an organisation: roles, invitations, and the page that a letter's link leads to."""

from functools import partial
from typing import Any

from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed
from sampakt.organisations import actions, queries
from sampakt.organisations.access import may_invite
from sampakt.organisations.forms import AcceptForm, InvitationForm
from sampakt.organisations.models import Invitation, Organisation, OrganisationRole, User
from sampakt.ui.answers import Crumbs, PageRequest, done, form_page
from sampakt.ui.forms import sent, submitted


@login_required
def invitations(request: PageRequest, code: str) -> HttpResponse:
    """Who has a role for the organisation, and who has been invited."""
    organisation = _administered(request, code)
    context = {
        "organisation": organisation,
        "page": queries.access_page(organisation),
        "today": clock.today(),
        "crumbs": _crumbs(organisation),
    }
    return render(request, "organisations/invitations.html", context)


@login_required
def invite(request: PageRequest, code: str) -> HttpResponse:
    """Invite somebody by letter; with ``?again=`` one whose invitation ran out."""
    organisation = _administered(request, code)
    before = queries.invited_before(organisation.invitations.all(), request.GET.get("again", ""))
    form = InvitationForm(sent(request), initial={"language": request.viewer.language, **before})
    if invitation := submitted(form, partial(actions.invite, organisation, by=request.viewer)):
        words = _("A letter goes to %(email)s. Its link is valid for 14 days.") % {"email": invitation.email}
        return done(request, _here(organisation), words)
    crumbs = [*_crumbs(organisation), (_here(organisation), _("Who signs in"))]
    return form_page(request, form, title=_("Invite somebody"), crumbs=crumbs, submit=_("Send the invitation"))


@login_required
@require_POST
def withdraw(request: PageRequest, code: str, pk: int) -> HttpResponse:
    """Make an invitation's link worthless."""
    organisation = _administered(request, code)
    actions.withdraw_invitation(get_object_or_404(organisation.invitations, pk=pk), by=request.viewer)
    return done(request, _here(organisation), _("The invitation was withdrawn."))


@login_required
@require_POST
def take_role(request: PageRequest, code: str, pk: int) -> HttpResponse:
    """Take a role away."""
    organisation = _administered(request, code)
    given = get_object_or_404(
        OrganisationRole.objects.select_related("user", "organisation"), pk=pk, organisation=organisation
    )
    actions.take_role(given, by=request.viewer)
    return done(request, _here(organisation), _("The role was taken away."))


@never_cache
@sensitive_post_parameters("password")
def accept(request: PageRequest, secret: str) -> HttpResponse:
    """Where a letter's link leads: make an account, or take the role with the one that one has."""
    invitation = queries.invitation_with(secret)
    if invitation is None:
        return render(request, "organisations/invitation_gone.html", status=404)
    has_account = User.objects.filter(email=invitation.email).exists()
    if has_account and not invitation.accepted_at:
        return _accept_with_account(request, invitation)
    form = AcceptForm(sent(request), initial={"name": invitation.name})
    if user := submitted(form, partial(actions.accept_invitation, invitation, by=request.viewer)):
        login(request, user)
        return done(request, _goal(invitation), _("Welcome to Sampakt."))
    return _page(request, invitation, form)


def _accept_with_account(request: PageRequest, invitation: Invitation) -> HttpResponse:
    if not request.viewer.is_known:
        return redirect_to_login(request.get_full_path())
    if request.method == "POST":
        actions.accept_invitation(invitation, by=request.viewer)
        return done(request, _goal(invitation), _("You have a new role."))
    return _page(request, invitation, None)


def _page(request: PageRequest, invitation: Invitation, form: AcceptForm | None) -> HttpResponse:
    context = {
        "invitation": invitation,
        "form": form,
        "objections": actions.objections_to_accepting(invitation, request.viewer),
    }
    status = 422 if form and form.is_bound else 200
    return render(request, "organisations/invitation.html", context, status=status)


def _goal(invitation: Invitation) -> str:
    """The page of what one was invited to: the partnership, or else the organisation."""
    home: Any = invitation.space.home if invitation.space else None
    return str((home or invitation.organisation).get_absolute_url())


def _administered(request: PageRequest, code: str) -> Organisation:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.viewer), code=code)
    if not may_invite(request.viewer, organisation):
        raise NotAllowed
    return organisation


def _here(organisation: Organisation) -> str:
    return f"{organisation.get_absolute_url()}invitations/"


def _crumbs(organisation: Organisation) -> Crumbs:
    return [("/organisations/", _("Organisations")), (organisation.get_absolute_url(), organisation.brief)]
