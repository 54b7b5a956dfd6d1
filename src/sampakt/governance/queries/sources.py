"""Facts of bodies for the rules of promises: bodies, their seats and who held these when, meetings and decisions."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q

from sampakt.agreements.models import Agreement
from sampakt.commitments.queries.registry import Source
from sampakt.commitments.queries.sources.rows import grouped, rows_of
from sampakt.commitments.rules import Promise
from sampakt.commitments.rules.finding import Name, term
from sampakt.governance.models import Attendance, Body, Decision, Item, ItemPaper, Meeting, Seat, Vote
from sampakt.governance.queries.seats import seat_facts
from sampakt.governance.rules import SeatFacts
from sampakt.governance.rules.facts import (
    BodyFacts,
    DecisionFacts,
    ItemFacts,
    MaterialFacts,
    MeetingFacts,
    NamedSeat,
    SubAgreement,
)
from sampakt.governance.terms import HELD, THERE, Conclusion, ItemSort, Stance
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text

BODY = (
    "key",
    "sort",
    "name",
    "agreement_id",
    "theme_id",
    "formed_on",
    "dissolved_on",
    "audience",
    "organisation_id",
    "circle_id",
    "reports_to_id",
)
CALLED = (
    "position",
    "name",
    "whose",
    "organisation__code",
    "organisation__name",
    "office__key",
    "office__name",
    "office__organisation__code",
)


SEEN_BY_PARTIES = (Audience.PUBLIC, Audience.PARTNERS)
ASKED_ITEMS = (ItemSort.FOLLOW_UP, ItemSort.PRIORITIES, ItemSort.PLAN, ItemSort.REPORT, ItemSort.ACTIONS)


def load_bodies(promises: Sequence[Promise], until: date) -> dict[int, tuple[BodyFacts, ...]]:
    """The bodies of the promises' spaces, with their seats and the days on which these are held. Five questions.

    Days that lie ahead are read too: they tell when time alone changes the answer.
    """
    spaces = {promise.space_id for promise in promises}
    bodies = list(rows_of(Body.objects.order_by("pk"), "space_id", spaces, "pk", *BODY))
    seats = seat_facts(Body.objects.filter(space__in=spaces).order_by().values("pk"))
    called = {
        pk: dict(zip(CALLED, row, strict=True))
        for _space, pk, *row in rows_of(Seat.objects.order_by("pk"), "body__space_id", spaces, "pk", *CALLED)
    }
    found: dict[int, list[BodyFacts]] = defaultdict(list)
    for space, pk, key, sort, name, *rest in bodies:
        named = tuple(_named(seat, called[seat.id]) for seat in seats.get(pk, ()))
        facts: tuple[Any, ...] = (pk, key, sort, name.as_data(), *rest, named)
        found[space].append(BodyFacts(*facts))
    return {space: tuple(of) for space, of in found.items()}


def _named(seat: SeatFacts, row: Mapping[str, Any]) -> NamedSeat:
    return NamedSeat(
        seat,
        name=_name(row),
        party=row["organisation__code"] or "",
        party_name=row["organisation__name"] or row["whose"].as_data(),
        office=row["office__key"] or "",
        office_of=row["office__organisation__code"] or "",
    )


def _name(row: Mapping[str, Any]) -> Name:
    """What a seat is called: its own name, its office's, or its position and whose it is."""
    own: Text = row["name"] or row["office__name"] or Text()
    if own:
        return own.as_data()
    whose = {"party": row["organisation__name"]} if row["organisation__name"] else {"of_text": row["whose"].as_data()}
    return term(row["position"], "position", **whose)


def load_plain_bodies(promises: Sequence[Promise], until: date) -> dict[int, tuple[BodyFacts, ...]]:
    """The bodies of the promises' spaces without their seats, for promises that ask for none. One question."""
    found: dict[int, list[BodyFacts]] = defaultdict(list)
    spaces = {promise.space_id for promise in promises}
    for space, pk, key, sort, name, *rest in rows_of(Body.objects.order_by("pk"), "space_id", spaces, "pk", *BODY):
        facts: tuple[Any, ...] = (pk, key, sort, name.as_data(), *rest)
        found[space].append(BodyFacts(*facts))
    return {space: tuple(of) for space, of in found.items()}


def load_meetings(promises: Sequence[Promise], until: date) -> dict[int, tuple[MeetingFacts, ...]]:
    """The meetings held until then that attendance or minutes show, in the promises' spaces. One question."""
    found: dict[int, list[MeetingFacts]] = defaultdict(list)
    held = Meeting.objects.filter(_is_shown(""), day__lte=until).order_by("day", "pk")
    for space, *facts in rows_of(held, "body__space_id", _spaces(promises), "pk", "body_id", "day"):
        found[space].append(MeetingFacts(*facts))
    return {space: tuple(of) for space, of in found.items()}


def load_items(promises: Sequence[Promise], until: date) -> dict[int, tuple[ItemFacts, ...]]:
    """What those meetings took up that promises may ask for, unless it was put off or is restricted. One question."""
    found: dict[int, list[ItemFacts]] = defaultdict(list)
    asked = Q(sort__in=ASKED_ITEMS) | Q(agreement__isnull=False) | Q(from_body__isnull=False)
    items = (
        Item.objects.filter(asked, _is_shown("meeting__"), meeting__day__lte=until, is_restricted=False)
        .exclude(conclusion__in=(Conclusion.POSTPONED, Conclusion.WITHDRAWN))
        .order_by("meeting__day", "pk")
    )
    columns = ("pk", "meeting__body_id", "meeting__day", "sort", "agreement_id", "from_body_id")
    for space, *facts in rows_of(items, "meeting__body__space_id", _spaces(promises), *columns):
        found[space].append(ItemFacts(*facts))
    return {space: tuple(of) for space, of in found.items()}


def load_decisions(promises: Sequence[Promise], until: date) -> dict[int, tuple[DecisionFacts, ...]]:
    """What the bodies of the promises' spaces decided until then, unless it is restricted. Four questions.

    What was decided between meetings counts once it is approved; so does that something approved was superseded.
    """
    spaces = _spaces(promises)
    counts = Q(meeting__isnull=False) | Q(approved_on__isnull=False)
    decisions = Decision.objects.filter(counts, decided_on__lte=until, is_restricted=False)
    rows = list(
        rows_of(
            decisions.order_by("decided_on", "pk"),
            "body__space_id",
            spaces,
            *("pk", "body_id", "decided_on", "outcome", "effect", "item_id"),
        )
    )
    against = Vote.objects.filter(stance=Stance.AGAINST, decision__decided_on__lte=until)
    dissents = Counter(
        decision for _space, decision in rows_of(against, "decision__body__space_id", spaces, "decision_id")
    )
    superseded: dict[int, date] = {}
    later = decisions.superseding()
    for _space, earlier, day in rows_of(later, "body__space_id", spaces, "supersedes_id", "decided_on"):
        superseded[earlier] = min(day, superseded.get(earlier, day))
    papers = _material({item for *_facts, effect, item in rows if effect and item})
    found: dict[int, list[DecisionFacts]] = defaultdict(list)
    for space, pk, body, on, outcome, effect, item in rows:
        found[space].append(
            DecisionFacts(
                pk,
                body,
                on,
                outcome,
                effect,
                dissents=dissents[pk],
                superseded_on=superseded.get(pk),
                material=tuple(papers.get(item, ())),
            )
        )
    return {space: tuple(of) for space, of in found.items()}


def load_deciders(promises: Sequence[Promise], until: date) -> dict[int, dict[int, str]]:
    """Of which body's decision each record of work in the promises' spaces came, by the body's key. One question."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    made = Decision.objects.filter(deed__isnull=False).order_by("pk")
    for space, deed, body in rows_of(made, "body__space_id", _spaces(promises), "deed_id", "body__key"):
        found[space][deed] = body
    return found


def load_subs(promises: Sequence[Promise], until: date) -> dict[int, tuple[SubAgreement, ...]]:
    """The agreements under the promises' own that all parties see. One question."""
    below = Agreement.objects.filter(audience__in=SEEN_BY_PARTIES).order_by("pk")
    columns = ("pk", "title", "starts_on", "ends_on", "ended_on")
    return {
        parent: tuple(
            SubAgreement(pk, title.as_data(), starts_on, min((day for day in ends if day is not None), default=None))
            for pk, title, starts_on, *ends in rows
        )
        for parent, rows in grouped(
            below, "parent_id", {promise.agreement_id for promise in promises}, *columns
        ).items()
    }


def _spaces(promises: Sequence[Promise]) -> set[int]:
    return {promise.space_id for promise in promises}


def _is_shown(path: str) -> Q:
    """A meeting that was held, with somebody's attendance or its minutes to show it."""
    somebody = Attendance.objects.filter(meeting=OuterRef(f"{path}pk"), presence__in=THERE)
    written = Q(**{f"{path}minutes__isnull": False}) | Q(**{f"{path}adjusted_on__isnull": False})
    return Q(**{f"{path}state__in": HELD}) & (written | Q(Exists(somebody)))


def _material(items: set[int]) -> dict[int, list[MaterialFacts]]:
    """The documents of items that a body prepared and all parties may see, by the first date that each bears."""
    found: dict[int, list[MaterialFacts]] = defaultdict(list)
    papers = ItemPaper.objects.filter(prepared_by__isnull=False, document__audience__in=SEEN_BY_PARTIES).annotate(
        first=Min("document__versions__dated_on")
    )
    columns = ("document_id", "prepared_by_id", "document__dated_on", "first")
    for item, document, body, *days in rows_of(papers, "item_id", items, *columns):
        on = min((day for day in days if day is not None), default=None)
        found[item].append(MaterialFacts(document, body, on))
    return found


BODIES: Source[Sequence[BodyFacts]] = Source(
    "bodies",
    load_bodies,
    lambda promise: promise.space_id,
    frozenset(
        {
            "governance.body",
            "governance.seat",
            "governance.holding",
            "organisations.appointment",
            "organisations.office",
        }
    ),
    (),
)
PLAIN_BODIES: Source[Sequence[BodyFacts]] = Source(
    "plain_bodies", load_plain_bodies, lambda promise: promise.space_id, frozenset({"governance.body"}), ()
)
MET = frozenset({"governance.meeting", "governance.attendance"})
MEETINGS: Source[Sequence[MeetingFacts]] = Source("meetings", load_meetings, lambda promise: promise.space_id, MET, ())
ITEMS: Source[Sequence[ItemFacts]] = Source(
    "items", load_items, lambda promise: promise.space_id, MET | {"governance.item"}, ()
)
DECISIONS: Source[Sequence[DecisionFacts]] = Source(
    "decisions",
    load_decisions,
    lambda promise: promise.space_id,
    frozenset({"governance.decision", "governance.item", "papers.document", "papers.version"}),
    (),
)
DECIDERS: Source[Mapping[int, str] | None] = Source(
    "deciders", load_deciders, lambda promise: promise.space_id, frozenset({"governance.decision"}), None
)
SUBS: Source[Sequence[SubAgreement]] = Source(
    "subs",
    load_subs,
    lambda promise: promise.agreement_id,
    frozenset({"agreements.agreement"}),
    (),
)
