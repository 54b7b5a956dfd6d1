"""The kinds of commitment whose evidence is bodies: their seats, who held these, their meetings and decisions."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from sampakt.commitments.queries.evidence import finder
from sampakt.commitments.queries.registry import Case, Kind, Source
from sampakt.commitments.queries.sources import AGREEMENTS, PLACES
from sampakt.commitments.rules import AsOf, Finding, Promise
from sampakt.commitments.rules.doing import counts_for
from sampakt.commitments.terms import Family
from sampakt.governance import wording
from sampakt.governance.access import (
    body_seen_by,
    decision_seen_by,
    holding_seen_by,
    item_seen_by,
    meeting_seen_by,
    of_body_seen_by,
)
from sampakt.governance.models import Body, Decision, Holding, Item, Meeting, Seat
from sampakt.governance.queries.sources import BODIES, DECIDERS, DECISIONS, ITEMS, MEETINGS, PLAIN_BODIES, SUBS
from sampakt.governance.rules import chairing, decision_promises, meeting_promises, parity, promises
from sampakt.governance.rules.facts import BodyFacts, Governed, Met
from sampakt.kernel.viewer import Viewer

SENTENCES = wording.SENTENCES
LISTS = wording.LISTS
FINDERS = {
    "agenda_item": finder(Item.objects.select_related("meeting"), item_seen_by),
    "body": finder(Body.objects.all(), body_seen_by, "name"),
    "decision": finder(Decision.objects.all(), decision_seen_by),
    "meeting": finder(Meeting.objects.select_related("body"), meeting_seen_by, "body"),
    "seat": finder(Seat.objects.select_related("body", "office"), of_body_seen_by, "name"),
    "holding": finder(Holding.objects.select_related("seat__body", "seat__office"), holding_seen_by, "seat"),
}
PARAMETERS = {
    "about": _("About"),
    "body": _("Body"),
    "body_sorts": _("Sorts of body"),
    "from_body": _("Prepared by the body"),
    "groups": _("Groups"),
    "in_months": _("In the months, by number"),
    "max": _("At most"),
    "numbers": _("Members of each organisation, in their order"),
    "tolerance_months": _("So many months outside the period are allowed"),
}
WORDS = {"theme": _("one in every theme"), "sub_agreement": _("one under every sub-agreement")}


def _bodies(viewer: Viewer, space_id: int) -> list[tuple[str, str]]:
    return [(body.key, str(body.name)) for body in Body.objects.visible_to(viewer).in_space(space_id).order_by("pk")]


OFFERS = {"body": _bodies, "from_body": _bodies}
ADDED_SOURCES = {"plan_adopted": (DECIDERS,)}
"""What kinds of other rooms are told besides: which body adopted a plan."""
GOVERNED = (BODIES, AGREEMENTS, PLACES)


def _of_bodies(rule: Any) -> Any:
    def judge(terms: Any, case: Case, as_of: AsOf) -> Finding:
        """A promise that has ended is judged as it stood on its last day."""
        promise = case.promise
        has_ended = promise.ends_on is not None and promise.ends_on < as_of.day
        governed = Governed(promise, _counted(promise, case.of(BODIES)), case.of(AGREEMENTS), case.of(PLACES))
        day = AsOf(promise.ends_on) if has_ended and promise.ends_on else as_of
        found: Finding = rule(terms, governed, day)
        return found.with_(stands_until=None) if has_ended else found

    return judge


def _of_meetings(rule: Any, sources: tuple[Source[Any], ...]) -> Any:
    def judge(terms: Any, case: Case, as_of: AsOf) -> Finding:
        met = Met(
            case.promise,
            _counted(case.promise, case.of(PLAIN_BODIES)),
            **{source.name: case.of(source) for source in sources},
            attached=case.attached,
            releases=case.releases,
        )
        found: Finding = rule(terms, met, as_of)
        return found

    return judge


def _counted(promise: Promise, bodies: Sequence[BodyFacts]) -> tuple[BodyFacts, ...]:
    """The bodies that may serve as evidence of the promise."""
    return tuple(body for body in bodies if counts_for(promise, body.audience, body.organisation_id, body.circle_id))


def _kind(code: str, label: Any, purpose: Any, terms: Any, rule: Any) -> Kind:
    return Kind(code, Family.GOVERNANCE, label, purpose, terms, _of_bodies(rule), GOVERNED)


def _kind_of_meetings(
    code: str, label: Any, purpose: Any, terms: Any, rule: Any, *, family: Family, sources: tuple[Source[Any], ...]
) -> Kind:
    return Kind(code, family, label, purpose, terms, _of_meetings(rule, sources), (PLAIN_BODIES, *sources))


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
    _kind_of_meetings(
        "meetings",
        _("Meetings"),
        _("A body meets so many times in every period; or meetings take up every sub-agreement."),
        meeting_promises.Meetings,
        meeting_promises.meetings,
        family=Family.MEETING,
        sources=(MEETINGS, ITEMS, SUBS),
    ),
    _kind_of_meetings(
        "agenda_item",
        _("What meetings take up"),
        _("In every period a body's meetings take up the follow-up, the plan or something else that is promised."),
        meeting_promises.AgendaItem,
        meeting_promises.agenda_item,
        family=Family.MEETING,
        sources=(ITEMS,),
    ),
    _kind_of_meetings(
        "reports_to",
        _("Bodies that report to a body"),
        _("Every body that reports to another does so at its meetings in every period."),
        meeting_promises.ReportsTo,
        meeting_promises.reports_to,
        family=Family.REPORT,
        sources=(ITEMS,),
    ),
    _kind_of_meetings(
        "agreement_required",
        _("Decisions by agreement"),
        _("A body decides only what all its members agree to."),
        decision_promises.AgreementRequired,
        decision_promises.agreement_required,
        family=Family.GOVERNANCE,
        sources=(DECISIONS,),
    ),
    _kind_of_meetings(
        "based_on_material",
        _("Decisions on prepared material"),
        _("When a body adopts plans or priority areas, it has material before it that another body has prepared."),
        decision_promises.BasedOnMaterial,
        decision_promises.based_on_material,
        family=Family.PLAN,
        sources=(DECISIONS,),
    ),
)
