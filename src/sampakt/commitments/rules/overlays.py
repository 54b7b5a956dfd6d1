"""What holds for every promise whatever its kind: when it begins, what released or superseded it, who must judge it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sampakt.commitments.rules.finding import A_DAY, AsOf, Finding, Missing, Name, Ref, Words, part
from sampakt.commitments.rules.parameters import MonthDay, Terms, month_and_day
from sampakt.commitments.rules.recurring import Demand, demands_of
from sampakt.commitments.terms import NEEDS_SOMEBODY, Basis, Check, Part, Status, Verdict
from sampakt.kernel.period import add_months


class StatementDue(Terms):
    """A statement is asked for in every period; ``due`` is its month and day, the end of January by default."""

    per: Basis = Basis.CALENDAR_YEAR
    due: MonthDay = "01-31"


JUDGEMENT_HOLDS_MONTHS = 12
"""A person's judgement of what the records show stands for a year."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment as the rules see it. ``starts_on`` and ``ends_on`` are its own, or its agreement's.

    ``is_of_draft``: its agreement is one that the parties sign, and none of them has. ``is_formality``: it is about how
    the agreement comes about, and so is judged before the first day too. ``changes_on``: when the agreement's terms or
    parties are next others, as far as is known.
    """

    id: int
    space_id: int
    agreement_id: int
    check_by: str
    starts_on: date | None
    ends_on: date | None
    warn_days: int
    audience: str
    organisation_id: int | None
    circle_id: int | None
    superseded_on: date | None
    theme_id: int | None
    is_of_draft: bool = False
    is_formality: bool = False
    changes_on: date | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """A decision that something else holds, from one day to another."""

    id: int
    decided_on: date
    starts_on: date
    ends_on: date | None
    body: str
    reference: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person stated, and when."""

    id: int
    on: date
    verdict: str


@dataclass(frozen=True, slots=True)
class Word:
    """That a party to which something is promised confirmed that it is kept, or disputed it, and when."""

    id: int
    party: Name
    on: date
    agrees: bool


def frame(
    promise: Promise,
    releases: Sequence[Release],
    evidence_expires: date | None,
    as_of: AsOf,
    judge: Callable[[], Finding],
) -> Finding:
    """The finding of ``judge``, unless the promise has not begun, was superseded, or was released by a decision."""
    if promise.superseded_on is not None and promise.superseded_on <= as_of.day:
        return Finding(
            Status.SUPERSEDED, (Words("superseded", {"day": promise.superseded_on}),), since=promise.superseded_on
        )
    begins_on = promise.starts_on if promise.starts_on is not None and promise.starts_on > as_of.day else None
    if begins_on is not None and not promise.is_formality:
        return _begins(begins_on).with_(stands_until=as_of.next_of((begins_on, promise.changes_on)))
    for release in releases:
        if (
            release.decided_on <= as_of.day
            and release.starts_on <= as_of.day
            and (release.ends_on is None or as_of.day <= release.ends_on)
        ):
            return Finding(
                Status.WAIVED,
                (Words("waived", {"body": release.body, "day": release.decided_on, "reference": release.reference}),),
                evidence=(Ref("waiver", release.id, release.decided_on),),
                since=release.starts_on,
                stands_until=as_of.next_of(
                    (release.ends_on + A_DAY if release.ends_on else None, promise.superseded_on, promise.changes_on)
                ),
            )
    found = judge()
    if begins_on is not None:
        found = before_the_start(found, promise, begins_on, as_of)
    elif promise.is_of_draft:
        found = of_draft(found)
    ahead = [found.stands_until, promise.superseded_on, promise.changes_on, evidence_expires]
    ahead += [max(release.starts_on, release.decided_on) for release in releases]
    first = as_of.next_of(ahead)
    return found if first == found.stands_until else found.with_(stands_until=first)


def before_the_start(found: Finding, promise: Promise, begins_on: date, as_of: AsOf) -> Finding:
    """The finding for a formality before the first day: what lacks is named, and late only where a day was promised."""
    until = as_of.next_of((found.stands_until, begins_on))
    if promise.is_of_draft and found.status in NEEDS_SOMEBODY:
        return _begins(begins_on).with_(evidence=found.evidence, stands_until=until)
    if found.status != Status.NO_EVIDENCE:
        return found.with_(stands_until=until)
    warned_on = found.due_on - promise.warn_days * A_DAY if found.due_on else None
    if warned_on is not None and warned_on <= as_of.day:
        status: str = Status.DUE_SOON
    else:
        status = Status.ON_TRACK if any(ref.on for ref in found.evidence) else Status.NOT_YET_DUE
    return found.with_(
        status=status,
        words=(Words("begins", {"day": begins_on}), *found.words),
        stands_until=as_of.next_of((until, warned_on)),
    )


def _begins(day: date) -> Finding:
    """The finding for what waits for its first day."""
    return Finding(Status.NOT_YET_DUE, (Words("begins", {"day": day}),), stands_until=day)


def of_draft(found: Finding) -> Finding:
    """The finding for a promise that nobody has given yet: what is there is told, and nothing is lacking or due."""
    if found.status not in NEEDS_SOMEBODY:
        return found.with_(due_on=None)
    return Finding(
        Status.NOT_YET_DUE,
        (Words("nobody_signed"),),
        evidence=found.evidence,
        stands_until=found.stands_until,
        disputed_by=found.disputed_by,
    )


def with_judgement(promise: Promise, found: Finding, judgements: Sequence[Judgement], as_of: AsOf) -> Finding:
    """What the records show, together with a person's judgement of it, for promises that ask for both.

    A person's word alone keeps nothing that records are to show; it is told beside what they lack.
    Of what comes back, a judgement holds for a year, and for good when the promise ends within it; of what is done
    once, it holds for good.
    """
    latest = _latest(judgements, as_of)
    if promise.check_by != Check.JUDGED or found.status not in {Status.KEPT, Status.KEPT_LATE, Status.ON_TRACK}:
        return _with_word(found, latest, as_of)
    if latest is None:
        return _awaiting(found, Words("awaits_judgement"), as_of)
    lapses = add_months(latest.on, JUDGEMENT_HOLDS_MONTHS) if found.stretches else None
    if lapses is not None and promise.ends_on is not None and promise.ends_on < lapses:
        lapses = None
    if lapses is not None and as_of.has_passed(lapses):
        return _awaiting(found, Words("judgement_old", {"day": latest.on}), as_of)
    said = Words(f"judged_{latest.verdict}", {"day": latest.on})
    match latest.verdict:
        case Verdict.FULFILLED:
            judged = found.with_(words=(*found.words, said))
        case Verdict.NOT_FULFILLED:
            # What somebody found broken is so from their word on: the next day to come is not the one that was missed.
            judged = found.with_(status=Status.BROKEN, words=(*found.words, said), due_on=None, since=latest.on)
        case _:
            judged = _awaiting(found, said, as_of)
    return judged.with_(
        evidence=(*found.evidence, Ref("statement", latest.id, latest.on)),
        stands_until=as_of.next_of((judged.stands_until, as_of.passing(lapses) if lapses else None)),
    )


def _awaiting(found: Finding, said: Words, as_of: AsOf) -> Finding:
    """The finding for what is done and waits for a judgement: on track, with no day that lies behind."""
    ahead = None if found.due_on is None or as_of.has_passed(found.due_on) else found.due_on
    return found.with_(
        status=Status.ON_TRACK,
        words=(*found.words, said),
        due_on=ahead,
        stands_until=as_of.next_of((found.stands_until, as_of.passing(ahead) if ahead else None)),
    )


def with_words(found: Finding, words: Sequence[Word], as_of: AsOf) -> Finding:
    """The finding, and who disputes it: those whose last word by the day is that it is not kept.

    A dispute changes no status: the records say what they say, and that somebody disagrees is told beside them.
    """
    last: dict[str, Word] = {}
    for word in sorted(words, key=lambda each: (each.on, each.id)):
        if word.on <= as_of.day:
            last[str(word.party)] = word
    disputing = tuple(word.party for word in last.values() if not word.agrees)
    if not disputing:
        return found
    return found.with_(words=(*found.words, Words("disputed_by", {"names": disputing})), disputed_by=disputing)


def _with_word(found: Finding, latest: Judgement | None, as_of: AsOf) -> Finding:
    """The finding with the last word beside it, while that is not older than a year."""
    if latest is None or as_of.has_passed(lapses := add_months(latest.on, JUDGEMENT_HOLDS_MONTHS)):
        return found
    is_unshown = latest.verdict == Verdict.FULFILLED and found.status in NEEDS_SOMEBODY
    said = Words("stated_not_shown" if is_unshown else f"judged_{latest.verdict}", {"day": latest.on})
    return found.with_(
        words=(*found.words, said), stands_until=as_of.next_of((found.stands_until, as_of.passing(lapses)))
    )


def judge_statements(terms: StatementDue, promise: Promise, judgements: Sequence[Judgement], as_of: AsOf) -> Finding:
    """The finding for an aim that only people can speak for: their last word, while it is not older than a period.

    Without a word it is not checkable; ``due_on`` says when the next one is asked for.
    """
    starts_on = promise.starts_on
    if starts_on is None:
        lack = Missing(part(Part.FIRST_DAY))
        return Finding(Status.NOT_STATED, (Words("missing", {"names": (lack.name,)}),), missing=(lack,))
    due = month_and_day(terms.due)
    demands = demands_of(terms.per, starts_on, promise.ends_on, add_months(as_of.day, 12), due=due)
    latest = _latest(judgements, as_of)
    waiting = [demand for demand in demands if latest is None or _is_left_by(latest, demand)]
    passed = [demand for demand in waiting if as_of.has_passed(demand.due_on)]
    ahead = next((demand.due_on for demand in waiting if not as_of.has_passed(demand.due_on)), None)
    due_on = passed[-1].due_on if passed else ahead
    boundaries = [
        as_of.passing(ahead) if ahead else None,
        ahead - promise.warn_days * A_DAY if ahead else None,
    ]
    asked = (Words("statement_was_due" if passed else "statement_asked", {"day": due_on}),) if due_on else ()
    if latest is None or passed:
        said = Words("nobody_stated") if latest is None else Words("statement_old", {"day": latest.on})
        return Finding(
            Status.NOT_CHECKABLE,
            (said, *asked),
            due_on=due_on,
            stands_until=as_of.next_of(boundaries),
        )
    status = {
        Verdict.FULFILLED: Status.KEPT,
        Verdict.PARTLY: Status.ON_TRACK,
        Verdict.NOT_FULFILLED: Status.BROKEN,
    }.get(Verdict(latest.verdict), Status.NOT_CHECKABLE)
    return Finding(
        status,
        (Words(f"judged_{latest.verdict}", {"day": latest.on}), *asked),
        due_on=due_on,
        evidence=(Ref("statement", latest.id, latest.on),),
        stands_until=as_of.next_of(boundaries),
    )


def _is_left_by(word: Judgement, demand: Demand) -> bool:
    """Whether a demand is still unanswered after the last word, which answers its own period and all before it."""
    opens = demand.after + A_DAY if demand.after else demand.period.start
    return word.on < opens


def _latest(judgements: Sequence[Judgement], as_of: AsOf) -> Judgement | None:
    known = [each for each in judgements if each.on <= as_of.day]
    return max(known, key=lambda each: (each.on, each.id)) if known else None
