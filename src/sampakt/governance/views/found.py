"""The records that the room's addresses name, as far as the viewer may see or change them, and the way to them."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from sampakt.agreements.models import Partnership
from sampakt.agreements.views.found import partnership_seen, to_partnership
from sampakt.governance.access import may_edit, may_form
from sampakt.governance.models import Body, Holding, Seat
from sampakt.governance.queries import bodies_with_names
from sampakt.kernel.errors import NotAllowed
from sampakt.ui.answers import Crumbs, PageRequest


def body_seen(request: PageRequest, code: str) -> Body:
    """The body with what its page names; 404 when it is not the viewer's to see."""
    return get_object_or_404(bodies_with_names(request.viewer), code=code)


def body_kept(request: PageRequest, code: str) -> Body:
    """The body, if the viewer may change it."""
    return _kept(request, body_seen(request, code))


def partnership_formed_in(request: PageRequest, code: str) -> Partnership:
    """The partnership, if the viewer may set up bodies in it."""
    partnership = partnership_seen(request, code)
    if not may_form(request.viewer, partnership.pk):
        raise NotAllowed
    return partnership


def seat_kept(request: PageRequest, number: int) -> Seat:
    """A seat of a body that the viewer may change."""
    seats = Seat.objects.visible_to(request.viewer)
    related = ("body__space__partnership", "organisation", "office__organisation", "theme", "deputy_for")
    seat: Seat = get_object_or_404(seats.select_related(*related), pk=number)
    _kept(request, seat.body)
    return seat


def holding_kept(request: PageRequest, number: int) -> Holding:
    """Somebody's time in a seat of a body that the viewer may change."""
    holdings = Holding.objects.visible_to(request.viewer)
    related = ("seat__body__space__partnership", "seat__organisation", "seat__office", "person")
    holding: Holding = get_object_or_404(holdings.select_related(*related), pk=number)
    _kept(request, holding.seat.body)
    return holding


def to_bodies(partnership: Partnership) -> Crumbs:
    """The way to a page beneath a partnership's bodies."""
    return [*to_partnership(partnership), (f"{partnership.get_absolute_url()}bodies/", _("Governance"))]


def to_body(body: Body) -> Crumbs:
    """The way to a page beneath one body."""
    return [*to_bodies(body.space.partnership), (body.get_absolute_url(), str(body))]


def _kept(request: PageRequest, body: Body) -> Body:
    if not may_edit(request.viewer, body):
        raise NotAllowed
    return body
