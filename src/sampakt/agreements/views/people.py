"""Pages that say who takes part in a partnership, and as what."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sampakt.agreements import queries
from sampakt.agreements.forms.partnerships import InvitationForm, MemberForm
from sampakt.agreements.models import Partnership
from sampakt.agreements.views.found import partnership_inside, partnership_kept, to_partnership
from sampakt.kernel import clock
from sampakt.organisations import actions
from sampakt.organisations.models import Invitation, Membership, Organisation
from sampakt.organisations.queries import invited_before
from sampakt.ui.answers import Crumbs, PageRequest, confirm_page, done, form_page
from sampakt.ui.forms import sent, submitted


@login_required
def people(request: PageRequest, code: str) -> HttpResponse:
    """Who takes part in a partnership, and who has been invited."""
    partnership = partnership_inside(request, code)
    context = {
        "partnership": partnership,
        "page": queries.people_page(partnership, request.viewer),
        "today": clock.today(),
        "may_edit": request.viewer.may_edit_in(partnership.pk),
        "may_contribute": request.viewer.may_contribute_in(partnership.pk),
    }
    return render(request, "agreements/partnership_people.html", context)


@login_required
def add(request: PageRequest, code: str) -> HttpResponse:
    """Give somebody who has an account a role in the partnership."""
    partnership = partnership_kept(request, code)
    form = MemberForm(sent(request), space=partnership.space, people=queries.people_to_ask(partnership))
    if member := submitted(form, partial(actions.join_space, partnership.space, by=request.viewer)):
        return done(request, _here(partnership), _("%(name)s takes part from now on.") % {"name": member.user})
    lead = _("Those who act for one of the parties and have an account. Somebody who has none is invited by letter.")
    return form_page(request, form, title=_("Add a person"), crumbs=_crumbs(partnership), submit=_("Add"), lead=lead)


@login_required
def invite(request: PageRequest, code: str) -> HttpResponse:
    """Invite somebody by letter to take part in the partnership; with ``?again=`` one whose invitation ran out."""
    partnership = partnership_kept(request, code)
    space = partnership.space
    before = invited_before(Invitation.objects.filter(space=space), request.GET.get("again", ""))
    form = InvitationForm(sent(request), space=space, initial={"language": partnership.language, **before})

    def send(*, organisation: Organisation, **values: str) -> Invitation:
        return actions.invite(organisation, space=space, by=request.viewer, **values)

    if invitation := submitted(form, send):
        words = _("A letter goes to %(email)s. Its link is valid for 14 days.") % {"email": invitation.email}
        return done(request, _here(partnership), words)
    lead = _("The letter has a link. Whoever follows it makes an account and takes part.")
    return form_page(
        request, form, title=_("Invite somebody"), crumbs=_crumbs(partnership), submit=_("Send the letter"), lead=lead
    )


@login_required
def withdraw(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Make the link of an invitation worthless."""
    partnership = partnership_kept(request, code)
    invitation = get_object_or_404(
        Invitation.objects.open().select_related("organisation"), space=partnership.pk, pk=number
    )
    return confirm_page(
        request,
        partial(actions.withdraw_invitation, invitation, by=request.viewer),
        title=_("Withdraw the invitation to %(name)s?") % {"name": invitation.name},
        lead=_("The link in the letter stops working."),
        crumbs=_crumbs(partnership),
        submit=_("Withdraw"),
        href=_here(partnership),
        words=_("The invitation was withdrawn."),
    )


@login_required
def leave(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Take away somebody's role in the partnership, or lay down one's own."""
    partnership = partnership_inside(request, code)
    members = Membership.objects.filter(space=partnership.pk).select_related("user__person", "space", "organisation")
    membership = get_object_or_404(members, pk=number)
    is_own = membership.user_id == request.viewer.user_id
    facts = {"name": membership.user, "role": membership.get_role_display()}
    return confirm_page(
        request,
        partial(actions.leave_space, membership, by=request.viewer),
        title=_("Lay down your role?") if is_own else _("Take the role from %(name)s?") % facts,
        lead=_("%(name)s is no longer %(role)s here. What they wrote stays.") % facts,
        crumbs=_crumbs(partnership),
        submit=_("Lay it down") if is_own else _("Take it away"),
        href="/partnerships/" if is_own else _here(partnership),
        words=_("The role was taken away."),
    )


def _here(partnership: Partnership) -> str:
    return f"{partnership.get_absolute_url()}people/"


def _crumbs(partnership: Partnership) -> Crumbs:
    return [*to_partnership(partnership), (_here(partnership), _("People"))]
