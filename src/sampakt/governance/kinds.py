"""The kinds of commitment whose evidence is bodies, their seats, and who held these."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sampakt.commitments.queries.evidence import finder
from sampakt.commitments.queries.registry import Case, Kind
from sampakt.commitments.queries.sources import AGREEMENTS, PLACES
from sampakt.commitments.rules import AsOf, Finding
from sampakt.commitments.rules.deeds import counts_for
from sampakt.commitments.terms import Family
from sampakt.governance import wording
from sampakt.governance.access import body_seen_by, holding_seen_by, of_body_seen_by
from sampakt.governance.models import Body, Holding, Seat
from sampakt.governance.queries.sources import BODIES
from sampakt.governance.rules import chairing, parity, promises
from sampakt.governance.rules.facts import Governed
from sampakt.kernel.viewer import Viewer

SENTENCES = wording.SENTENCES
LISTS = wording.LISTS
FINDERS = {
    "body": finder(Body.objects.all(), body_seen_by, "name"),
    "seat": finder(Seat.objects.select_related("body", "office"), of_body_seen_by, "name"),
    "holding": finder(Holding.objects.select_related("seat__body", "seat__office"), holding_seen_by, "seat"),
}
PARAMETERS = {
    "body": _("Body"),
    "body_sorts": _("Sorts of body"),
    "groups": _("Groups"),
    "numbers": _("Members of each organisation, in their order"),
}
WORDS = {"theme": _("one in every theme"), "sub_agreement": _("one under every sub-agreement")}


def _bodies(viewer: Viewer, space_id: int) -> list[tuple[str, str]]:
    return [(body.key, str(body.name)) for body in Body.objects.visible_to(viewer).in_space(space_id).order_by("pk")]


OFFERS = {"body": _bodies}
GOVERNED = (BODIES, AGREEMENTS, PLACES)


def _of_bodies(rule: Any) -> Any:
    def judge(terms: Any, case: Case, as_of: AsOf) -> Finding:
        """A promise that has ended is judged as it stood on its last day."""
        promise = case.promise
        has_ended = promise.ends_on is not None and promise.ends_on < as_of.day
        bodies = (
            body for body in case.of(BODIES) if counts_for(promise, body.audience, body.organisation_id, body.circle_id)
        )
        governed = Governed(promise, tuple(bodies), case.of(AGREEMENTS), case.of(PLACES))
        day = AsOf(promise.ends_on) if has_ended and promise.ends_on else as_of
        found: Finding = rule(terms, governed, day)
        return found.with_(stands_until=None) if has_ended else found

    return judge


def _kind(code: str, label: Any, purpose: Any, terms: Any, rule: Any) -> Kind:
    return Kind(code, Family.GOVERNANCE, label, purpose, terms, _of_bodies(rule), GOVERNED)


KINDS = (
    _kind(
        "body_exists",
        _("Bodies that are there"),
        _("A body, or one of each sort, is there: in all, in every theme, or under every sub-agreement."),
        promises.BodyExists,
        promises.body_exists,
    ),
    _kind(
        "seat",
        _("Who sits in a body"),
        _("Certain offices, groups or organisations have seats in a body, and the seats are held."),
        promises.SeatHeld,
        promises.seat_held,
    ),
    _kind(
        "seats_per_theme",
        _("Members for every theme"),
        _("An organisation has members in a body for every theme."),
        promises.SeatsPerTheme,
        promises.seats_per_theme,
    ),
    _kind(
        "parity",
        _("Balance between the parties"),
        _("The parties have as many members each, or so many each, on every day."),
        parity.Parity,
        parity.parity,
    ),
    _kind(
        "chair",
        _("Which party chairs"),
        _("A member from a certain party chairs a body."),
        chairing.Chaired,
        chairing.chair,
    ),
    _kind(
        "deputy_chair",
        _("Which party has the deputy chair"),
        _("A member from a certain party is deputy chair of a body."),
        chairing.Chaired,
        chairing.deputy_chair,
    ),
    _kind(
        "chair_alternates",
        _("Alternating chair"),
        _("The parties chair a body in turn."),
        chairing.ChairAlternates,
        chairing.chair_alternates,
    ),
)
