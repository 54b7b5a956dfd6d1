"""Pages on which seats are added, changed, filled and ended, and it is corrected who held them."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _

from sampakt.governance import actions
from sampakt.governance.access import may_edit, may_fill, sits_in
from sampakt.governance.actions.taking import confirm_seat, objections_to_confirming
from sampakt.governance.forms import EndSeatForm, FillForm, HoldingForm, SeatForm
from sampakt.governance.models import Body, Holding, Seat
from sampakt.governance.terms import Position
from sampakt.governance.views.found import body_kept, holding_kept, holding_seen, seat_kept, seat_seen, to_body
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed
from sampakt.organisations.access import may_edit_staff
from sampakt.ui.answers import PageRequest, confirm_page, done, form_page, not_now
from sampakt.ui.forms import sent, submitted

FORM = "governance/seat_form.html"


@login_required
def add_seat(request: PageRequest, code: str) -> HttpResponse:
    """Add a seat, and go on to who holds it; or to the next seat of the same party.

    ``?position=`` and ``?organisation=`` choose beforehand.
    """
    body = body_kept(request, code)
    form = SeatForm(sent(request), body=body, viewer=request.viewer, initial=_asked(request))
    if seat := submitted(form, partial(actions.add_seat, body, by=request.viewer)):
        return done(request, _next(request, body, seat), _("The seat “%(name)s” was added.") % {"name": seat})
    title = _("Add a seat: %(name)s") % {"name": body}
    return form_page(request, form, title=title, crumbs=to_body(body), submit=_("Add"), template=FORM)


@login_required
def change_seat(request: PageRequest, number: int) -> HttpResponse:
    """Change whose a seat is, or what it is for."""
    seat = seat_kept(request, number)
    form = SeatForm(sent(request), instance=seat, body=seat.body, viewer=request.viewer)
    if submitted(form, partial(actions.change_seat, seat, by=request.viewer)):
        return done(request, seat.get_absolute_url(), _("Saved."))
    return form_page(request, form, title=str(seat), crumbs=to_body(seat.body), template=FORM)


@login_required
def fill_seat(request: PageRequest, number: int) -> HttpResponse:
    """Say who takes a seat, and from when."""
    seat = seat_kept(request, number)
    title, crumbs = _("Who takes the seat “%(name)s”?") % {"name": seat}, to_body(seat.body)
    if refused := not_now(request, actions.objections_to_filling(seat, request.viewer), title=title, crumbs=crumbs):
        return refused
    form = FillForm(sent(request), seat=seat, viewer=request.viewer)
    if submitted(form, partial(actions.fill_seat, seat, by=request.viewer)):
        return done(request, seat.get_absolute_url(), _("Recorded."))
    return form_page(request, form, title=title, crumbs=crumbs, submit=_("Record"), lead=_whom_to_choose(request, seat))


@login_required
def end_seat(request: PageRequest, number: int) -> HttpResponse:
    """Give a seat its last day."""
    seat = seat_kept(request, number)
    form = EndSeatForm(sent(request), initial={"on": clock.today()})
    if submitted(form, partial(actions.end_seat, seat, by=request.viewer)):
        return done(request, seat.body.get_absolute_url(), _("Recorded."))
    title = _("Last day of the seat “%(name)s”") % {"name": seat}
    return form_page(request, form, title=title, crumbs=to_body(seat.body), submit=_("Record"))


@login_required
def remove_seat(request: PageRequest, number: int) -> HttpResponse:
    """Remove a seat that the body never had."""
    seat = seat_kept(request, number)
    return confirm_page(
        request,
        partial(actions.remove_seat, seat, by=request.viewer),
        title=_("Remove the seat “%(name)s”?") % {"name": seat},
        lead=_("As if the body never had it. A seat that somebody has held is given a last day instead."),
        crumbs=to_body(seat.body),
        submit=_("Remove"),
        href=seat.body.get_absolute_url(),
        words=_("The seat was removed."),
    )


@login_required
def change_holding(request: PageRequest, number: int) -> HttpResponse:
    """Correct who held a seat, or when; or say their last day."""
    holding = holding_kept(request, number)
    form = HoldingForm(sent(request), instance=holding, seat=holding.seat, viewer=request.viewer)
    if submitted(form, partial(actions.change_holding, holding, by=request.viewer)):
        return done(request, holding.seat.get_absolute_url(), _("Saved."))
    title = _("Who held the seat “%(name)s”?") % {"name": holding.seat}
    return form_page(request, form, title=title, crumbs=to_body(holding.seat.body))


@login_required
def remove_holding(request: PageRequest, number: int) -> HttpResponse:
    """Take back that somebody held a seat."""
    holding = holding_kept(request, number)
    about = {"name": holding.person or _("whoever is not named"), "seat": holding.seat}
    return confirm_page(
        request,
        partial(actions.remove_holding, holding, by=request.viewer),
        title=_("Take back that %(name)s held the seat “%(seat)s”?") % about,
        lead=_("As if it had never been. Where somebody has left the seat, give them a last day instead."),
        crumbs=to_body(holding.seat.body),
        submit=_("Take it back"),
        href=holding.seat.get_absolute_url(),
        words=_("It was taken back."),
    )


@login_required
def confirm_holding(request: PageRequest, number: int) -> HttpResponse:
    """Confirm that somebody rightly sits in a seat which they gave themselves."""
    holding = holding_seen(request, number)
    return _confirm(request, holding, holding.seat, str(holding.person or _("whoever is not named")))


@login_required
def confirm_seat_of_office(request: PageRequest, number: int) -> HttpResponse:
    """The same of a seat that somebody tied to an office which they hold."""
    seat = seat_seen(request, number)
    return _confirm(request, seat, seat, str(seat.office or seat))


def _confirm(request: PageRequest, taken: Holding | Seat, seat: Seat, name: str) -> HttpResponse:
    viewer, body = request.viewer, seat.body
    if not (viewer.may_write and (sits_in(viewer, body.pk) or may_edit(viewer, body))):
        raise NotAllowed
    title = _("Does %(name)s rightly sit in the seat “%(seat)s”?") % {"name": name, "seat": seat}
    if refused := not_now(request, objections_to_confirming(taken, viewer), title=title, crumbs=to_body(body)):
        return refused
    return confirm_page(
        request,
        partial(confirm_seat, taken, by=viewer),
        title=title,
        lead=_(
            "They gave themselves the seat. Once you confirm it, they read what is kept to those who sit in the body. "
            "If it is wrong, ask those who coordinate to take it back."
        ),
        crumbs=to_body(body),
        submit=_("Confirm it"),
        href=seat.get_absolute_url(),
        words=_("The seat is confirmed."),
        variant="primary",
    )


def _asked(request: PageRequest) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    if request.GET.get("position") in Position.values:
        asked["position"] = request.GET["position"]
    if request.GET.get("organisation", "").isdecimal():
        asked["organisation"] = int(request.GET["organisation"])
    return asked


def _next(request: PageRequest, body: Body, seat: Seat) -> str:
    if request.POST.get("step") == "another":
        return f"{body.get_absolute_url()}seats/new/?position={seat.position}&organisation={seat.organisation_id or ''}"
    is_filled_elsewhere = seat.office_id or not may_fill(request.viewer, seat, body.space_id)
    return seat.get_absolute_url() if is_filled_elsewhere else seat.get_filling_url()


def _whom_to_choose(request: PageRequest, seat: Seat) -> "str | Promise":
    """Where somebody who is not in the list is registered, for those who may."""
    party = seat.organisation
    if party is None or not may_edit_staff(request.viewer, party):
        return ""
    words = _("Is somebody missing? Register them among %(name)s's people.") % {"name": party.brief}
    return format_html('{} <a class="ds-link" href="{}people/new/">{}</a>', words, party.get_absolute_url(), _("Add"))
