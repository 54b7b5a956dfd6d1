"""A promise about things done, with what is known of them, and how they are counted."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from sampakt.commitments.rules.facts import AgreementFacts, DeedFacts, PlaceFacts
from sampakt.commitments.rules.finding import AsOf, Finding, Missing, Name, Words, part
from sampakt.commitments.rules.once import judge_once
from sampakt.commitments.rules.overlays import Promise, Release
from sampakt.commitments.rules.parameters import MonthDay, Per, month_and_day
from sampakt.commitments.rules.recurring import Piece, demands_of, judge_recurring, judge_rolling
from sampakt.commitments.terms import Basis, Part, Status
from sampakt.kernel.period import Period, add_months
from sampakt.organisations.terms import UnitKind

AHEAD_MONTHS = 13
Cells = tuple[tuple[str, Name], ...]


class Doing:
    """A promise about deeds, with what is known of them; ``deciders`` are the bodies that some came of, by key."""

    __slots__ = ("agreement", "attached", "deciders", "deeds", "places", "promise", "releases")

    def __init__(
        self,
        promise: Promise,
        deeds: Sequence[DeedFacts],
        attached: Sequence[Piece],
        *,
        agreement: AgreementFacts | None = None,
        places: PlaceFacts | None = None,
        releases: Sequence[Release] = (),
        deciders: Mapping[int, str] | None = None,
    ) -> None:
        self.promise = promise
        self.deciders = deciders or {}
        self.deeds = [
            deed for deed in deeds if counts_for(promise, deed.audience, deed.organisation_id, deed.circle_id)
        ]
        self.attached = attached
        self.agreement = agreement
        self.places = places or PlaceFacts()
        self.releases = releases

    def units(self, kind: UnitKind | None, organisation: str | None, day: date) -> Cells:
        """The units of that kind, as cells; none when no kind is asked for."""
        if kind is None:
            return ()
        chosen = self.places.organisations.get(organisation or "", (None, ""))[0]
        return tuple(
            (str(unit.id), unit.name)
            for unit in self.places.units
            if unit.kind == kind and unit.exists_on(day) and chosen in {None, unit.organisation_id}
        )

    def themes(self, day: date) -> Cells:
        """The themes active on the day, as cells."""
        return tuple(
            (str(pk), name)
            for pk, name, starts, ends in self.places.themes
            if (starts is None or starts <= day) and (ends is None or day <= ends)
        )

    def judge(
        self,
        pieces: Sequence[Piece],
        as_of: AsOf,
        *,
        per: Per | Literal["once"],
        times: int,
        due: MonthDay | None = None,
        is_due_within: bool = False,
        cells: Cells = (),
        repairable: bool = False,
        counts_attached: bool = True,
    ) -> Finding:
        """Judge what was done once in the term, in any twelve months, or in every period.

        A period not stated is a question; what a whole term lacked is a gap in the records.
        """
        promise = self.promise
        all_pieces = [*pieces, *self.attached] if counts_attached else list(pieces)
        if per is None:
            last = max((piece.on for piece in all_pieces), default=None)
            words = (Words("period_not_stated"), *((Words("last_done", {"day": last}),) if last else ()))
            return Finding(Status.NOT_STATED, words, evidence=tuple(piece.ref for piece in all_pieces))
        if per == "once":
            return judge_once(
                all_pieces,
                as_of,
                due_on=promise.ends_on,
                warn_days=promise.warn_days,
                missed=Status.NO_EVIDENCE,
                times=times,
                cells=cells,
                starts_on=promise.starts_on,
            )
        if promise.starts_on is None:
            lack = Missing(part(Part.FIRST_DAY))
            return Finding(Status.NOT_STATED, (Words("missing", {"names": (lack.name,)}),), missing=(lack,))
        if per == Basis.ROLLING:
            return judge_rolling(
                all_pieces, as_of, times=times, starts_on=promise.starts_on, warn_days=promise.warn_days
            )
        demands = demands_of(
            per,
            promise.starts_on,
            promise.ends_on,
            add_months(as_of.day, AHEAD_MONTHS),
            times=times,
            due=month_and_day(due) if due else None,
            is_within=is_due_within,
            cells=cells,
        )
        released = [
            Period(release.starts_on, release.ends_on or date.max)
            for release in self.releases
            if release.decided_on <= as_of.day
        ]
        return judge_recurring(
            demands, all_pieces, as_of, warn_days=promise.warn_days, repairable=repairable, released=released
        )


def counts_for(promise: Promise, audience: str, organisation_id: int | None, circle_id: int | None) -> bool:
    """Whether a record may serve as evidence: nobody who sees the promise learns of a record they may not see.

    What all parties may see counts everywhere. A party's private record counts for that party's private promises only.
    """
    if audience in {"public", "partners"}:
        return True
    if audience == "own":
        return promise.audience == "own" and promise.organisation_id == organisation_id
    return promise.audience == "named" and promise.circle_id == circle_id
