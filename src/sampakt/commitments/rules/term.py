"""Term, renewal and exit: the dates agreed on, and what was decided before they ran out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from sampakt.agreements.terms import DocumentRole, ForceRule
from sampakt.commitments.rules.facts import AgreementFacts, DeedFacts, PartyFacts
from sampakt.commitments.rules.finding import A_DAY, AsOf, Finding, Missing, Ref, Words, part, term
from sampakt.commitments.rules.once import judge_once, judge_standing
from sampakt.commitments.rules.overlays import Promise
from sampakt.commitments.rules.parameters import Terms
from sampakt.commitments.rules.recurring import Demand, Piece, judge_recurring
from sampakt.commitments.terms import DeedSort, Part, Status
from sampakt.kernel.period import add_months, stretches
from sampakt.kernel.words import OwnWord, bare_words


class PeriodAgreed(Terms):
    """The agreement lasts from ``start`` to ``end``, or for so many months; what is left out is not compared."""

    start: date | None = None
    end: date | None = None
    months: int | None = None


class InForce(Terms):
    """The agreement is in force by its own rule."""


class DecideBefore(Terms):
    """What follows is decided before the last day, or so many months before; one of the outcomes is chosen."""

    months_before: int = 0
    outcomes: tuple[OwnWord, ...] = ()
    inclusive: bool = False


class ContinuationPapers(Terms):
    """When continuation is decided, these papers are there."""

    papers: tuple[DocumentRole, ...]


class Notice(Terms):
    """Nobody leaves without this many months' notice."""

    months: int


class ReviseEvery(Terms):
    """The agreement is gone through anew every so many months."""

    months: Annotated[int, Field(ge=1)]


class NoGap(Terms):
    """This agreement was signed before the one it continues ran out."""


def period(terms: PeriodAgreed, promise: Promise, agreement: AgreementFacts | None, as_of: AsOf) -> Finding:
    """Kept when the dates recorded are the dates promised; due soon when the end draws near and nothing follows."""
    if agreement is None:
        return judge_standing(has=(), lacks=())
    lacks = []
    if agreement.starts_on is None:
        lacks.append(Missing(part(Part.FIRST_DAY)))
    if agreement.ends_on is None and (terms.end or terms.months):
        lacks.append(Missing(part(Part.LAST_DAY)))
    if lacks:
        return Finding(
            Status.NOT_STATED,
            (Words("missing", {"names": tuple(missing.name for missing in lacks)}),),
            missing=tuple(lacks),
        )
    start, end = agreement.starts_on, agreement.ends_on
    assert start is not None
    days = (end - start).days + 1 if end else None
    wrong = []
    if terms.start not in {None, start}:
        wrong.append(Words("other_date", {"wanted": terms.start, "found": start}))
    if terms.end not in {None, end}:
        wrong.append(Words("other_date", {"wanted": terms.end, "found": end}))
    if terms.months is not None and end is not None and add_months(start, terms.months) != end + A_DAY:
        wrong.append(Words("other_date", {"wanted": add_months(start, terms.months) - A_DAY, "found": end}))
    said = (
        [Words("lasts", {"start": start, "end": end, "days": days})] if end else [Words("open_ended", {"start": start})]
    )
    warned_on = end - promise.warn_days * A_DAY if end else None
    found = judge_standing(
        has=(Ref("agreement", agreement.id, start),),
        lacks=(),
        contradicts=wrong,
        words=said,
        since=start,
        due_on=end,
        stands_until=as_of.next_of((warned_on, as_of.passing(end) if end else None)),
    )
    is_near = end is not None and warned_on is not None and warned_on <= as_of.day and not as_of.has_passed(end)
    if found.status == Status.KEPT and is_near and not agreement.continued_by:
        return found.with_(status=Status.DUE_SOON, words=(*said, Words("nothing_follows")))
    return found


def in_force(terms: InForce, agreement: AgreementFacts | None, as_of: AsOf) -> Finding:
    """Kept while the agreement's own rule for coming into force is met; late where that was after the first day."""
    parties = agreement.bound(as_of.day) if agreement else ()
    if agreement is None or not parties:
        return judge_standing(has=(), lacks=())
    founders = agreement.founders(as_of.day)
    starts_on, lacks = agreement.starts_on, [_signature(party) for party in parties if party.signed_on is None]
    match ForceRule(agreement.force_rule):
        case ForceRule.ALL_SIGNED:
            code, needed, met = "signed", len(founders), _days(party.signed_on for party in founders)
        case ForceRule.SOME_SIGNED:
            code, needed = "signed", agreement.force_count or len(founders)
            met = _days(party.signed_on for party in parties)
        case ForceRule.DECIDED:
            code, needed, met = "parties_counted", len(founders), _days(party.decided_on for party in founders)
            lacks = [_decision(party) for party in founders if party.decided_on is None]
        case ForceRule.ON_DATE:
            code, needed, met = "", 0, []
    if len(met) < needed:
        return _waiting(Words(code, {"done": len(met), "wanted": needed}), lacks, starts_on, as_of)
    if starts_on is not None and starts_on > as_of.day:
        return Finding(Status.NOT_YET_DUE, (Words("begins", {"day": starts_on}),), stands_until=starts_on)
    over = agreement.ended_on or agreement.ends_on
    since = max(filter(None, (starts_on, met[needed - 1] if needed else None)), default=None)
    late = (since - starts_on).days if since and starts_on else 0
    said = [Words("in_force_since", {"day": since}) if since else Words("in_force")]
    if over is not None and as_of.has_passed(over):
        said = [Words("was_in_force", {"start": since, "end": over})]
    if late:
        said.append(Words("late_by", {"days": late}))
    return Finding(
        Status.KEPT_LATE if late else Status.KEPT,
        tuple(said),
        due_on=starts_on if late else None,
        evidence=(Ref("agreement", agreement.id, since),),
        since=since,
        missing=tuple(lacks),
        stands_until=as_of.next_of((as_of.passing(over),)) if over else None,
        late_days=late,
    )


def _days(days: Iterable[date | None]) -> list[date]:
    """Those that are known, the first one first."""
    return sorted(day for day in days if day is not None)


def _waiting(counted: Words, lacks: Sequence[Missing], starts_on: date | None, as_of: AsOf) -> Finding:
    """Overdue once the first day has come: it is still possible to sign, or to decide."""
    is_late = starts_on is not None and as_of.has_passed(starts_on)
    return Finding(
        Status.OVERDUE if is_late else Status.ON_TRACK if counted.facts["done"] else Status.NO_EVIDENCE,
        (counted, Words("missing", {"names": tuple(each.name for each in lacks)})),
        due_on=starts_on,
        missing=tuple(lacks),
        since=starts_on if is_late else None,
        stands_until=as_of.next_of((as_of.passing(starts_on),)) if starts_on else None,
    )


def decide_before(
    terms: DecideBefore, promise: Promise, agreement: AgreementFacts | None, deeds: Sequence[DeedFacts], as_of: AsOf
) -> Finding:
    """Kept when a decision on what follows was taken in time; a deadline that has passed cannot be repaired.

    "Before the end" means the day before the last one, unless the text says "at the latest".
    """
    if agreement is None or agreement.ends_on is None:
        return Finding(
            Status.NOT_STATED,
            (Words("missing", {"names": (part(Part.LAST_DAY),)}),),
            missing=(Missing(part(Part.LAST_DAY)),),
        )
    last = add_months(agreement.ends_on, -terms.months_before)
    due_on = last if terms.inclusive or terms.months_before else last - A_DAY
    decisions = continuation_decisions(deeds, terms.outcomes)
    pieces = [Piece(deed.on, Ref("deed", deed.id, deed.on)) for deed in decisions]
    pieces += [Piece(day, Ref("agreement", pk, day)) for pk, day in agreement.continued_by if day is not None]
    found = judge_once(pieces, as_of, due_on=due_on, warn_days=promise.warn_days, missed=Status.BROKEN)
    if found.status == Status.KEPT_LATE:
        return found.with_(status=Status.BROKEN, missing=(Missing(part(Part.CONTINUATION)),))
    return found


def continuation_decisions(deeds: Sequence[DeedFacts], outcomes: Sequence[str]) -> list[DeedFacts]:
    """The recorded decisions on what follows a term, with one of the outcomes."""
    chosen = bare_words(outcomes)
    return [
        deed
        for deed in deeds
        if deed.sort == DeedSort.CONTINUATION and (not chosen or not deed.tags.isdisjoint(chosen))
    ]


def continuation_papers(
    terms: ContinuationPapers,
    promise: Promise,
    agreement: AgreementFacts | None,
    deeds: Sequence[DeedFacts],
    as_of: AsOf,
) -> Finding:
    """Kept when every paper is there on the day that continuation is decided; those that lack are named."""
    if agreement is None:
        return judge_standing(has=(), lacks=())
    decisions = [deed.on for deed in continuation_decisions(deeds, ())]
    decided_on = min(decisions, default=None)
    has: list[Ref] = []
    lacks: list[Missing] = []
    for role in terms.papers:
        papers = [
            document
            for document in agreement.documents
            if document.role == role
            and (decided_on is None or document.first_on is None or document.first_on <= decided_on)
        ]
        has += [Ref("document", document.id, document.first_on) for document in papers[:1]]
        if not papers:
            lacks.append(Missing(term(role, "document_role")))
    said = [Words("papers_counted", {"done": len(terms.papers) - len(lacks), "wanted": len(terms.papers)})]
    due_on = decided_on or agreement.ends_on
    warned_on = due_on - promise.warn_days * A_DAY if due_on else None
    if not lacks:
        status: str = Status.KEPT
    elif decided_on is not None or (due_on is not None and as_of.has_passed(due_on)):
        status = Status.OVERDUE if decided_on is not None or has else Status.NO_EVIDENCE
    elif warned_on is not None and warned_on <= as_of.day:
        status = Status.DUE_SOON
    else:
        status = Status.ON_TRACK if has else Status.NOT_YET_DUE
    if lacks:
        said.append(Words("missing", {"names": tuple(missing.name for missing in lacks)}))
    return Finding(
        status,
        tuple(said),
        due_on=due_on,
        stands_until=as_of.next_of((warned_on, as_of.passing(due_on) if due_on else None)),
        evidence=tuple(has),
        missing=tuple(lacks),
        since=decided_on if lacks else None,
    )


def notice(terms: Notice, agreement: AgreementFacts | None, deeds: Sequence[DeedFacts], as_of: AsOf) -> Finding:
    """Kept while nobody has left in shorter time; broken when the agreement ended sooner after the notice.

    Where the agreement's own notice period is not recorded, the promise's holds, and that it lacks is told.
    """
    if agreement is None:
        return Finding(
            Status.NOT_STATED,
            (Words("missing", {"names": (part(Part.NOTICE_PERIOD),)}),),
            missing=(Missing(part(Part.NOTICE_PERIOD)),),
        )
    recorded = terms.months if agreement.notice_months is None else agreement.notice_months
    said = [Words("notice_is", {"months": recorded})]
    if agreement.notice_months is None:
        said.append(Words("notice_unrecorded"))
    notices = sorted((deed for deed in deeds if deed.sort == DeedSort.NOTICE), key=lambda deed: deed.on)
    given = next(iter(notices), None)
    wrong = []
    if recorded != terms.months:
        wrong.append(Words("other_notice", {"wanted": terms.months, "found": recorded}))
    ended_on = agreement.ended_on
    if ended_on is not None and ended_on <= as_of.day:
        if given is None:
            wrong.append(Words("ended_without_notice", {"day": ended_on}))
        elif add_months(given.on, terms.months) > ended_on + A_DAY:
            wrong.append(Words("notice_too_short", {"given": given.on, "day": ended_on}))
    wrong += _left_too_soon(terms, agreement, notices, as_of)
    has = [Ref("agreement", agreement.id)] + ([Ref("deed", given.id, given.on)] if given else [])
    days = (ended_on, *(party.left_on for party in agreement.parties))
    return judge_standing(has=has, lacks=(), contradicts=wrong, words=said, stands_until=as_of.next_of(days))


def _left_too_soon(
    terms: Notice, agreement: AgreementFacts, notices: Sequence[DeedFacts], as_of: AsOf
) -> Iterator[Words]:
    """The parties that left sooner after their notice than promised; nothing of one whose notice is not recorded."""
    for party in agreement.parties:
        own = next((deed for deed in notices if deed.organisation_id == party.organisation_id), None)
        left_on = party.left_on
        if own is None or left_on is None or left_on > as_of.day:
            continue
        if add_months(own.on, terms.months) > left_on + A_DAY:
            yield Words("notice_too_short", {"given": own.on, "day": left_on})


def revise_every(
    terms: ReviseEvery, promise: Promise, agreement: AgreementFacts | None, deeds: Sequence[DeedFacts], as_of: AsOf
) -> Finding:
    """Kept when each stretch of so many months holds a revision or an amendment."""
    start = promise.starts_on
    if agreement is None or start is None:
        return Finding(
            Status.NOT_STATED,
            (Words("missing", {"names": (part(Part.FIRST_DAY),)}),),
            missing=(Missing(part(Part.FIRST_DAY)),),
        )
    pieces = [Piece(deed.on, Ref("deed", deed.id, deed.on)) for deed in deeds if deed.sort == DeedSort.REVISION]
    pieces += [Piece(day, Ref("amendment", pk, day)) for pk, day in agreement.amendments]
    until = add_months(as_of.day, terms.months)
    last = min(until, promise.ends_on) if promise.ends_on else until
    demands = [
        Demand(each, each.end, 1)
        for each in stretches(start, last, terms.months)
        if promise.ends_on is None or each.end <= promise.ends_on
    ]
    pieces += _made_late(demands, pieces, as_of)
    return judge_recurring(demands, pieces, as_of, warn_days=promise.warn_days, repairable=True)


def _made_late(demands: Sequence[Demand], pieces: Sequence[Piece], as_of: AsOf) -> list[Piece]:
    """The first revision after a stretch that had none counts for that stretch too, late."""
    late = []
    for demand in demands:
        if not as_of.has_passed(demand.due_on) or any(piece.on in demand.period for piece in pieces):
            continue
        after = min((piece for piece in pieces if piece.on > demand.due_on), key=lambda piece: piece.on, default=None)
        if after is not None:
            late.append(Piece(after.on, after.ref, about=demand.period.end))
    return late


def no_gap(terms: NoGap, promise: Promise, agreement: AgreementFacts | None, as_of: AsOf) -> Finding:
    """Kept when the last signature came no later than the day after the earlier agreement's last; the days are told."""
    links = [link for link in agreement.links if link.relation == "continues"] if agreement else []
    earlier = next((link for link in links if link.other_ends_on is not None), None)
    if agreement is None or earlier is None or earlier.other_ends_on is None:
        return judge_standing(has=(), lacks=(Missing(part(Part.EARLIER_AGREEMENT)),))
    parties = agreement.founders(as_of.day)
    signed = [party.signed_on for party in parties if party.signed_on is not None]
    if len(signed) < len(parties):
        lacks = [_signature(party) for party in parties if party.signed_on is None]
        return _unsigned(lacks, earlier.other_ends_on, promise, as_of)
    gap = (max(signed) - earlier.other_ends_on).days
    ref = Ref("agreement", agreement.id, max(signed))
    if gap > 0:
        return judge_standing(
            has=(ref,),
            lacks=(),
            contradicts=(Words("gap", {"days": gap, "end": earlier.other_ends_on, "day": max(signed)}),),
        )
    return judge_standing(has=(ref,), lacks=(), words=(Words("no_gap", {"day": max(signed)}),))


def _unsigned(lacks: Sequence[Missing], end: date, promise: Promise, as_of: AsOf) -> Finding:
    """Before the earlier agreement's last day there is still time to sign; after it the gap is there."""
    found = judge_standing(has=(), lacks=lacks, due_on=end)
    warned_on = end - promise.warn_days * A_DAY
    if as_of.has_passed(end):
        return found.with_(status=Status.BROKEN, since=end + A_DAY)
    return found.with_(
        status=Status.DUE_SOON if as_of.day >= warned_on else Status.NOT_YET_DUE,
        stands_until=as_of.next_of((warned_on, as_of.passing(end))),
    )


def _decision(party: PartyFacts) -> Missing:
    """The decision of a party that has not said yes."""
    return Missing(part(Part.DECISION, party=party.name), asked_of=party.organisation_id)


def _signature(party: PartyFacts) -> Missing:
    """The signature of a party that has not signed."""
    return Missing(part(Part.SIGNATURE, party=party.name), asked_of=party.organisation_id)
