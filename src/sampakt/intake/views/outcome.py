"""The page on which one sees what a document becomes, and confirms it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from sampakt.agreements.models import Agreement
from sampakt.intake import actions
from sampakt.intake.actions.confirming import AUDIENCES
from sampakt.intake.forms import ConfirmForm
from sampakt.intake.models import Reading
from sampakt.intake.queries.confirming import tally_of, titles_of
from sampakt.intake.queries.differences import candidates, differences
from sampakt.intake.queries.outcome import outcome_of
from sampakt.intake.terms import ReadingState
from sampakt.intake.views.found import reading_written
from sampakt.kernel.errors import Refused
from sampakt.kernel.terms import Audience
from sampakt.ui.answers import PageRequest, done
from sampakt.ui.forms import put_back


@login_required
def confirm(request: PageRequest, code: str) -> HttpResponse:
    """What a document becomes: a new partnership, or what an agreement that is here lacks; then confirm it."""
    reading = reading_written(request, code)
    if reading.state != ReadingState.READ:
        return HttpResponseRedirect(reading.get_absolute_url())
    told = request.POST if request.method == "POST" else request.GET
    found = candidates(reading, request.viewer)
    into = next((one.agreement for one in found if one.agreement.code == told.get("into")), None)
    audience = told.get("audience", "")
    audience = audience if audience in AUDIENCES else Audience.PARTNERS
    beside = differences(reading, into, request.viewer) if into else []
    is_sent = request.method == "POST" and request.POST.get("step") != "look"
    form = ConfirmForm(request.POST if is_sent else None, found=found, reading=reading, differences=beside)
    if made := _tried(request, reading, form):
        is_new = form.cleaned_data["into"] == ""
        href = made.space.partnership.get_absolute_url() if is_new else made.get_absolute_url()
        words = (
            _("The partnership is here, with all that you confirmed.") if is_new else _("It stands in the agreement.")
        )
        return done(request, href, words)
    wanted = told.get("code", "") if into is None and "code" not in form.errors else ""
    plan = actions.what_it_would_make(reading, by=request.viewer, code=wanted, audience=audience, into=into)
    outcome = outcome_of(plan, reading.language or request.viewer.language)
    form.initial = {"into": into.code if into else "", "audience": audience, "code": wanted or outcome.code}
    numbers = [number for one in plan.obstacles for number in one.values]
    numbers += [number for one in plan.noticed for number in one.values]
    context = {
        "reading": reading,
        "form": form,
        "found": found,
        "into": into,
        "plan": plan,
        "outcome": outcome,
        "differences": beside,
        "tally": tally_of(reading),
        "titles": titles_of(reading, numbers),
    }
    return render(request, "intake/outcome.html", context, status=422 if form.errors else 200)


def _tried(request: PageRequest, reading: Reading, form: ConfirmForm) -> Agreement | None:
    """The agreement that the document became, or None when it is not confirmed now; the form then says why."""
    if not form.is_valid():
        return None
    told = form.cleaned_data
    into = form.by_code.get(told["into"])
    try:
        return actions.confirm(
            reading,
            by=request.viewer,
            code="" if into else told["code"],
            audience=told["audience"],
            into=into,
            choose=form.chosen,
        )
    except Refused as refused:
        put_back(form, refused)
    return None
