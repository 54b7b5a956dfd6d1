"""My page: name and language, how I sign in, and keys for programmes."""

from functools import partial

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sampakt.organisations import actions
from sampakt.organisations.forms import AccountForm, TokenForm
from sampakt.organisations.models import Token, User
from sampakt.ui.answers import PageRequest, done, form_page
from sampakt.ui.forms import sent, submitted


@login_required
def account(request: PageRequest) -> HttpResponse:
    """What one may change of oneself."""
    user = _user(request)
    form = AccountForm(sent(request), initial={"name": str(user), "language": user.language or get_language()})
    if submitted(form, partial(actions.change_account, user, by=request.viewer)):
        with override(user.language):  # the next page is in the language just chosen
            return done(request, "/account/", _("Saved."))
    tokens = Token.objects.visible_to(request.viewer)
    status = 422 if form.is_bound else 200
    return render(request, "organisations/account.html", {"form": form, "tokens": tokens}, status=status)


@login_required
@never_cache
@reauthentication_required
def make_key(request: PageRequest) -> HttpResponse:
    """Make a key for a programme; the answer to the form is the only page that ever shows it."""
    form = TokenForm(sent(request))
    if key := submitted(form, partial(actions.make_token, _user(request), by=request.viewer)):
        return render(request, "organisations/key.html", {"key": key})
    crumbs = [("/account/", _("My account"))]
    lead = _("With a key a programme reads, and if you allow it writes, as you.")
    return form_page(request, form, title=_("New API key"), crumbs=crumbs, submit=_("Make the key"), lead=lead)


@login_required
@require_POST
def revoke_key(request: PageRequest, pk: int) -> HttpResponse:
    """Make a key worthless."""
    actions.revoke_token(get_object_or_404(Token.objects.visible_to(request.viewer), pk=pk), by=request.viewer)
    return done(request, "/account/", _("The key opens nothing any more."))


def _user(request: PageRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
