"""Tags of the room's pages: whether a body is rightly composed, what mends it, and who sits by party."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sampakt.governance.access import may_fill
from sampakt.governance.models import Body, Seat
from sampakt.governance.queries import BodyLine, BodyPage, FaultLine, Holder, PartyLine, SeatLine
from sampakt.governance.terms import Fault, Position
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import NOBODY, Viewer
from sampakt.ui.templatetags.ui.blocks import tag
from sampakt.ui.writing import written_day

register = template.Library()


@dataclass(frozen=True)
class Step:
    """What mends a fault: the words on its button, and where it leads."""

    label: "str | Promise"
    href: str


@register.simple_tag
def composition_tag(page: BodyPage) -> SafeString:
    """Whether a body is as agreed on the day, as shape, word and colour; nothing while it has no seats to ask about."""
    if not page.seats:
        return SafeString("")
    if not page.body.has_begun_on(page.day):
        return _ahead_tag()
    return _composition_tag(page.faults, is_agreed=bool(page.body.balance or page.turns))


def _ahead_tag() -> SafeString:
    return tag(_("Not begun"), "neutral", icon="clock")


def _composition_tag(faults: Sequence[FaultLine], *, is_agreed: bool) -> SafeString:
    if faults:
        return tag(_("Not as agreed"), "warning", icon="exclamation-triangle")
    return tag(_("Rightly composed") if is_agreed else _("Every seat held"), "success", icon="checkmark")


@register.simple_tag
def line_tag(line: BodyLine) -> SafeString:
    """The same of a body in a list."""
    if not line.seats:
        return tag(_("No seats yet"), "neutral", icon="dotted-circle")
    if not line.has_begun:
        return _ahead_tag()
    return _composition_tag(line.faults, is_agreed=bool(line.body.balance or line.body.turns.all()))


@register.simple_tag
def composition_words(page: BodyPage, today: date) -> str:
    """The same as a sentence: how many seats each party holds and which one chairs, or what is not as agreed."""
    body, day = page.body, page.day
    if body.formed_on and day < body.formed_on:
        return _("It was formed on %(day)s.") % {"day": written_day(body.formed_on)}
    if body.begins_on and day < body.begins_on:
        return _("It begins with its agreement, on %(day)s.") % {"day": written_day(body.begins_on)}
    if body.dissolved_on and day > body.dissolved_on:
        return _("Its last day was %(day)s.") % {"day": written_day(body.dissolved_on)}
    chair = next((line for line in page.seats if line.seat.position == Position.CHAIR and not line.is_to_fill), None)
    about = {
        "day": written_day(day),
        "numbers": _numbers(page.composition),
        "faults": ", ".join(_faults_in_short(page)),
        "party": whose(chair.seat) if chair else "",
    }
    is_today = day == today
    if not page.seats:
        return (_("It has no seats yet.") if is_today else _("It had no seats on %(day)s.")) % about
    if page.faults:
        return (_("Today %(faults)s.") if is_today else _("On %(day)s: %(faults)s.")) % about
    held = _("Seats held today: %(numbers)s.") if is_today else _("Seats held on %(day)s: %(numbers)s.")
    chairs = _("%(party)s chairs.") if is_today else _("%(party)s chaired.")
    sentences = [held if page.composition else "", chairs if chair else ""]
    return " ".join(sentence % about for sentence in sentences if sentence)


def _numbers(parties: Iterable[PartyLine]) -> str:
    return " + ".join(str(party.held) for party in parties)


def _faults_in_short(page: BodyPage) -> Iterator[str]:
    count = Counter(line.fault for line in page.faults)
    if vacant := count[Fault.VACANT]:
        yield ngettext("%(count)d seat stands empty", "%(count)d seats stand empty", vacant) % {"count": vacant}
    for fault, words in (
        (Fault.UNBALANCED, _("the parties hold %(numbers)s")),
        (Fault.NO_CHAIR, _("nobody chairs")),
        (Fault.OTHER_CHAIR, _("another party than agreed chairs")),
        (Fault.NO_DEPUTY_CHAIR, _("nobody is deputy chair")),
        (Fault.OTHER_DEPUTY_CHAIR, _("another party than agreed holds the deputy chair")),
    ):
        if count[fault]:
            yield words % {"numbers": _numbers(page.composition)}


@register.simple_tag
def numbers_of(parties: Iterable[PartyLine]) -> str:
    """How many seats each party holds, by name: Huddinge 4, Södertörn 3."""
    return ", ".join(f"{party.organisation.brief} {party.held}" for party in parties)


@register.filter
def whose(seat: Seat) -> str:
    """The party that a seat belongs to, or in words somebody who is no party."""
    return seat.organisation.brief if seat.organisation else str(seat.whose)


@register.filter
def seat_name(seat: Seat) -> "Text | str":
    """What a seat is called: by its own name, by its office, else by its position."""
    return seat.name or (seat.office.name if seat.office else seat.get_position_display())


@register.filter
def says_position(seat: Seat) -> bool:
    """Whether a seat's position has to be said beside its name."""
    return bool(seat.name or seat.office)


@register.simple_tag
def by_party(page: BodyPage) -> list[SeatLine]:
    """The seats that the body has on the day, those of one party together, its chair first; no party's come last."""
    places = {party.organisation.pk: place for place, party in enumerate(page.composition)}
    return sorted(page.seats, key=lambda line: places.get(line.seat.organisation_id or 0, len(places)))


@register.simple_tag
def are_for_something(page: BodyPage) -> bool:
    """Whether any seat of the day is for a theme or a group."""
    return any(line.seat.theme_id or line.seat.group for line in page.seats)


@register.simple_tag
def left(page: BodyPage) -> list[tuple[Seat, Holder]]:
    """Who has left a seat of the body by the day, the latest first."""
    past = [(line.seat, held) for line in (*page.seats, *page.former) for held in (*line.past, *_last(line, page.day))]
    return sorted(past, key=lambda one: one[1].ends_on or page.day, reverse=True)


def _last(line: SeatLine, day: date) -> Sequence[Holder]:
    """Those who had a seat that is there no more when it ended."""
    return line.holders if line.seat.ends_on and line.seat.ends_on < day else ()


@register.simple_tag
def chairs(page: BodyPage, position: str) -> list[SeatLine]:
    """The seats of a position on the day: the chair's, or the deputy chair's."""
    return [line for line in page.seats if line.seat.position == position]


@register.simple_tag
def days_since(since: date, day: date) -> str:
    """How many days something has lasted, the first and the day itself counted, as stretches of days are."""
    count = (day - since).days + 1
    return ngettext("%(count)d day", "%(count)d days, first and last counted", count) % {"count": count}


@register.simple_tag
def cadence(body: Body) -> str:
    """How often the body meets: 2 to 4 per calendar year; empty when nothing is said."""
    least, most = body.meetings_least, body.meetings_most
    if least is None and most is None:
        return ""
    about = {"least": least, "most": most, "basis": body.get_meetings_basis_display()}
    if most is None:
        return _("at least %(least)s per %(basis)s") % about
    if not least:
        return _("at most %(most)s per %(basis)s") % about
    return (_("%(least)s per %(basis)s") if least == most else _("%(least)s to %(most)s per %(basis)s")) % about


@register.simple_tag(takes_context=True)
def mending(context: Context, fault: FaultLine, body: Body) -> Step | None:
    """The next right thing to do about a fault, for somebody who may change the body; None when it is another's."""
    seat, party = fault.seat, fault.organisation
    if seat is not None and fault.fault in {Fault.VACANT, Fault.NO_CHAIR, Fault.NO_DEPUTY_CHAIR}:
        return _filling(context, seat, body)
    if seat is not None:
        return Step(gettext_lazy("Change the seat"), reverse("governance:change_seat", args=[seat.pk]))
    missing = {Fault.NO_CHAIR: Position.CHAIR, Fault.NO_DEPUTY_CHAIR: Position.DEPUTY_CHAIR}.get(fault.fault)
    asked = f"?position={missing or Position.MEMBER}&organisation={party.pk if party else ''}"
    return Step(gettext_lazy("Add a seat"), reverse("governance:add_seat", args=[body.code]) + asked)


@register.simple_tag(takes_context=True)
def filled_by(context: Context, seat: Seat, body: Body) -> Step | None:
    """Where an empty seat is filled, for somebody who may change the body; None when it is another's to do."""
    return _filling(context, seat, body)


def _filling(context: Context, seat: Seat, body: Body) -> Step | None:
    viewer: Viewer = context.get("viewer") or NOBODY
    if not may_fill(viewer, seat, body.space_id, represented=context["page"].represented):
        return None
    return Step(gettext_lazy("Appoint") if seat.office else gettext_lazy("Fill the seat"), seat.get_filling_url())
