"""Promises that are kept once, or that hold or do not hold on a day."""

from collections.abc import Sequence
from datetime import date

from sampakt.commitments.rules.finding import A_DAY, AsOf, Finding, Missing, Name, Ref, Words
from sampakt.commitments.rules.recurring import Piece
from sampakt.commitments.terms import Status


def judge_once(
    pieces: Sequence[Piece],
    as_of: AsOf,
    *,
    due_on: date | None,
    warn_days: int,
    missed: str = Status.OVERDUE,
    times: int = 1,
    cells: tuple[tuple[str, Name], ...] = (),
    starts_on: date | None = None,
) -> Finding:
    """The finding for something done once (or ``times``, or for each of ``cells``), by ``due_on`` if there is one.

    Without a deadline, what lacks is a gap in the records. With one, it is due soon, then ``missed``: overdue, or
    broken when it cannot be repaired.
    """
    known = sorted((piece for piece in pieces if piece.on <= as_of.day), key=lambda piece: (piece.on, piece.ref.id))
    done, met_on = 0, date.min
    missing: list[Missing] = []
    for cell, name in cells or (("", ""),):
        own = [piece for piece in known if not cells or piece.cell in {cell, ""}][:times]
        done += len(own)
        if len(own) < times:
            missing.append(Missing(name) if name else Missing("", None))
        else:
            met_on = max(met_on, own[-1].on)
    wanted = times * (len(cells) or 1)
    refs = tuple(piece.ref for piece in known)
    named = tuple(each for each in missing if each.name)
    last = met_on if not missing else known[-1].on if known else None
    words = _words(done, wanted, last, named, due_on)
    if not missing:
        late = max((met_on - due_on).days, 0) if due_on else 0
        if late:
            words = (*words, Words("late_by", {"days": late}))
        return Finding(
            Status.KEPT_LATE if late else Status.KEPT, words, due_on=due_on, evidence=refs, since=met_on, late_days=late
        )
    if due_on is None:
        return Finding(Status.NO_EVIDENCE, words, evidence=refs, missing=named, since=starts_on)
    if as_of.has_passed(due_on):
        return Finding(
            missed,
            words,
            due_on=due_on,
            evidence=refs,
            missing=named,
            since=due_on,
        )
    warned_on = due_on - warn_days * A_DAY
    status = Status.DUE_SOON if as_of.day >= warned_on else (Status.ON_TRACK if known else Status.NOT_YET_DUE)
    return Finding(
        status,
        words,
        due_on=due_on,
        stands_until=as_of.next_of((warned_on, as_of.passing(due_on))),
        evidence=refs,
        missing=named,
    )


def _words(
    done: int, wanted: int, last: date | None, missing: Sequence[Missing], due_on: date | None
) -> tuple[Words, ...]:
    words: list[Words] = []
    if last is None:
        words.append(Words("nothing_recorded"))
    elif wanted > 1:
        words.append(Words("counted_of", {"done": done, "wanted": wanted}))
    else:
        words.append(Words("done_on", {"day": last}))
    if missing and last is not None:
        words.append(Words("missing", {"names": tuple(each.name for each in missing)}))
    if due_on is not None and last is None:
        words.append(Words("due", {"day": due_on}))
    return tuple(words)


def judge_standing(
    *,
    has: Sequence[Ref],
    lacks: Sequence[Missing],
    contradicts: Sequence[Words] = (),
    words: Sequence[Words] = (),
    since: date | None = None,
    stands_until: date | None = None,
    due_on: date | None = None,
) -> Finding:
    """The finding for what either holds or does not: a signature, a clause, a link, a list.

    What is contradicted is broken; what merely lacks is a gap in the records.
    """
    said = list(words)
    if lacks:
        said.append(Words("missing", {"names": tuple(each.name for each in lacks)}))
    if contradicts:
        status: str = Status.BROKEN
        said = [*contradicts, *said]
    elif lacks or not has:
        status = Status.NO_EVIDENCE
        if not said:
            said = [Words("nothing_recorded")]
    else:
        status = Status.KEPT
    return Finding(
        status,
        tuple(said),
        due_on=due_on,
        evidence=tuple(has),
        missing=tuple(lacks),
        since=since,
        stands_until=stands_until,
    )
