"""Pages on which minutes are written, item by item as one types, sent, adjusted, locked, and corrected beside."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sampakt.governance.actions import minutes as actions
from sampakt.governance.actions.holding_fast import objections_to_state
from sampakt.governance.forms.agenda import MinutesForm
from sampakt.governance.forms.meetings import CorrectionForm
from sampakt.governance.models import Item, Meeting
from sampakt.governance.queries.meetings import meeting_page
from sampakt.governance.terms import MeetingState
from sampakt.governance.views.found import DONE_ALREADY, item_run, meeting_run, meeting_seen, to_meeting
from sampakt.kernel import clock
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.ui.answers import PageRequest, confirm_page, done, form_page, not_now
from sampakt.ui.forms import sent, submitted
from sampakt.ui.once import only_once, was_done

PART = "governance/parts/minutes_of_item.html"


@login_required
def minutes(request: PageRequest, code: str) -> HttpResponse:
    """Every item of a meeting with a box to write in, what was decided, and what is to be done."""
    written = meeting_run(request, code)
    if written.state != MeetingState.HELD:
        return redirect(written.get_absolute_url())
    return _page(request, written)


@login_required
@require_POST
def write(request: PageRequest, number: int) -> HttpResponse:
    """Save what is written of one item: the part of the page by script, the page without.

    When somebody else wrote in between, both texts are shown (409) and the writer chooses: ``step`` is then "mine",
    "theirs" or "both", and ``seen`` the version that they chose upon.
    """
    item = item_run(request, number)
    form = MinutesForm(request.POST, item=item, language=_language(item))
    step, seen = request.POST.get("step", ""), request.POST.get("seen", "")
    if not form.is_valid():
        return _answer(request, item, form, status=422)
    if step == "theirs":
        return _answer(request, item, MinutesForm(item=item, language=form.language), is_whole=True)
    theirs = getattr(item.minutes, form.language)
    if step == "both":
        form.cleaned_data["words"] = "\n\n".join(filter(None, (theirs, form.cleaned_data["words"])))
    version = int(seen) if step in {"mine", "both"} and seen.isdecimal() else form.cleaned_data["version"]
    try:
        _save(request, item, form, version)
    except Conflict as conflict:
        return _answer(request, item, form, status=409, theirs=conflict.current)
    except Refused as refused:
        return _answer(request, item, form, status=422, objections=refused.objections)
    now = MinutesForm(item=item, language=form.language)
    return _answer(request, item, now, is_whole=bool(step), saved_at=clock.now())


def _save(request: PageRequest, item: Item, form: MinutesForm, version: int) -> None:
    """Save what is written. A page that is left sends its last words at once, before it heard how it went before."""
    write_down = partial(
        actions.write_minutes, words=form.text(), conclusion=form.cleaned_data["conclusion"], by=request.viewer
    )
    try:
        write_down(item, version=version)
    except Conflict as conflict:
        current = conflict.current
        if not (isinstance(current, Item) and form.is_of_this_page(current)):
            raise
        write_down(item, version=current.version)


def _answer(request: PageRequest, item: Item, form: MinutesForm, *, status: int = 200, **about: Any) -> HttpResponse:
    """The part of the page that says how the saving went; without a script the way back to the page, or the page."""
    is_whole = about.pop("is_whole", False)
    if request.headers.get("HX-Request") != "true":
        if status == 200:
            return HttpResponseRedirect(f"{item.meeting.get_absolute_url()}minutes/#item-{item.pk}")
        return _page(request, item.meeting, status=status, faulty={item.pk: {"form": form, **about}})
    template = PART if is_whole else "governance/parts/minutes_saved.html"
    answer = render(request, template, {"item": item, "form": form, "by_script": True, **about}, status=status)
    if is_whole:
        answer.headers["HX-Retarget"] = f"#minutes-{item.pk}"
        answer.headers["HX-Reswap"] = "outerHTML"
    return answer


def _page(
    request: PageRequest, meeting: Meeting, *, status: int = 200, faulty: dict[int, dict[str, Any]] | None = None
) -> HttpResponse:
    page = meeting_page(request.viewer, meeting)
    language = meeting.body.space.partnership.language
    lines = [
        (line, (faulty or {}).get(line.item.pk) or {"form": MinutesForm(item=line.item, language=language)})
        for line in page.items
    ]
    context = {"meeting": meeting, "body": meeting.body, "page": page, "lines": lines, "today": clock.today()}
    return render(request, "governance/minutes.html", context, status=status)


@login_required
def send(request: PageRequest, code: str) -> HttpResponse:
    """Send the minutes to those who adjust them."""
    sent_out = meeting_run(request, code)
    title, crumbs = _("Send the minutes for adjustment?"), to_meeting(sent_out)
    if refused := not_now(request, objections_to_state(sent_out, (MeetingState.HELD,)), title=title, crumbs=crumbs):
        return refused
    return confirm_page(
        request,
        partial(actions.send_minutes, sent_out, by=request.viewer),
        title=title,
        lead=_("Those who were named to adjust them sign here. Until then nothing of the meeting can be changed."),
        crumbs=crumbs,
        submit=_("Send them"),
        href=sent_out.get_absolute_url(),
        words=_("The minutes wait to be adjusted."),
        variant="primary",
    )


@login_required
def reopen(request: PageRequest, code: str) -> HttpResponse:
    """Take the minutes back to change them."""
    reopened = meeting_run(request, code)
    title, crumbs = _("Take the minutes back?"), to_meeting(reopened)
    objections = objections_to_state(reopened, (MeetingState.IN_ADJUSTMENT,))
    if refused := not_now(request, objections, title=title, crumbs=crumbs):
        return refused
    return confirm_page(
        request,
        partial(actions.reopen_minutes, reopened, by=request.viewer),
        title=title,
        lead=_("They can be changed again. Whoever has adjusted them already does so once more."),
        crumbs=crumbs,
        submit=_("Take them back"),
        href=f"{reopened.get_absolute_url()}minutes/",
        words=_("The minutes can be changed again."),
        variant="primary",
    )


@login_required
def adjust(request: PageRequest, code: str) -> HttpResponse:
    """Sign the minutes as one of those who were named to adjust them; with the last name they are locked."""
    adjusted = meeting_seen(request, code)
    if not (request.viewer.may_write and (request.viewer.is_operator or request.viewer.is_in(adjusted.body.space_id))):
        raise NotAllowed
    title, crumbs = _("Adjust the minutes?"), to_meeting(adjusted)
    objections = actions.objections_to_adjusting(adjusted, request.viewer)
    if refused := not_now(request, objections, title=title, crumbs=crumbs):
        return refused
    return confirm_page(
        request,
        partial(actions.adjust_minutes, adjusted, by=request.viewer),
        title=title,
        lead=_("You confirm that they say what was said and decided. When all who were named have, they are locked."),
        crumbs=crumbs,
        submit=_("Adjust"),
        href=adjusted.get_absolute_url(),
        words=_("You have adjusted the minutes."),
        variant="primary",
    )


@login_required
def correct(request: PageRequest, code: str) -> HttpResponse:
    """Put a correction beside adjusted minutes."""
    corrected = meeting_run(request, code)
    title, crumbs = _("Correct the minutes"), to_meeting(corrected)
    if refused := not_now(request, actions.objections_to_correcting(corrected), title=title, crumbs=crumbs):
        return refused
    items = Item.objects.visible_to(request.viewer).filter(meeting=corrected)
    href = f"{corrected.get_absolute_url()}#corrections"
    if was_done(request):
        return done(request, href, DONE_ALREADY)
    form = CorrectionForm(sent(request), items=items)
    if submitted(form, only_once(request, partial(actions.correct_minutes, corrected, by=request.viewer))):
        return done(request, href, _("It stands beside the minutes."))
    lead = _("The adjusted minutes stay as they were signed. The correction stands beside them with today's date.")
    return form_page(request, form, title=title, crumbs=crumbs, submit=_("Add"), lead=lead, once=True)


def _language(item: Item) -> str:
    language: str = item.meeting.body.space.partnership.language
    return language
