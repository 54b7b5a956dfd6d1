"""The ledger: rows of promises with how they stand, filtered, counted and paged in a fixed number of queries."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, overload

from django.db.models import Case, Count, F, IntegerField, Q, When

from sampakt.commitments.models import Commitment, CommitmentQuerySet, Confirmation
from sampakt.commitments.queries.ends import owed, owes
from sampakt.commitments.queries.registry import all_kinds
from sampakt.commitments.queries.standing import Rows as Counted
from sampakt.commitments.queries.standing import standing, standing_of
from sampakt.commitments.queries.stored import Answer, answer_of, answers_on
from sampakt.commitments.terms import TONES, Side, Status, Tone
from sampakt.commitments.wording import explained, missing_names, missing_said
from sampakt.kernel.asking import Key, asked_as
from sampakt.kernel.joining import hanging, joined, joined_as
from sampakt.kernel.models import having_words
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import acts_for
from sampakt.organisations.models import Organisation

URGENCY = (Tone.BAD, Tone.SOON, Tone.NONE, Tone.TRACK, Tone.KEPT, Tone.QUIET)
"""The order of a ledger that is sorted by how promises stand: what needs somebody comes first."""

SHOWN = ("space__partnership", "assessment", "ends__organisation")
"""What a line of a ledger on a page names."""

NOBODY_ALONE: Mapping[int, Organisation] = {}

IN_FULL = (*SHOWN, "agreement", "theme", "unit", "responsible__organisation")
"""What a line of a file or an answer to a programme names."""


@dataclass(frozen=True)
class Wanted:
    """Which promises to show, and in which order; what is empty does not narrow. ``side`` is that of the viewer.

    ``space`` is a partnership's number; ``evidence`` is ``with`` or ``without``; ``disputed`` asks for those of which
    somebody to whom they were promised says that they are not kept; ``sort`` is ``due`` or ``status``, with a minus for
    the other way round, and otherwise the order of the list.
    """

    space: int | None = None
    agreement: str = ""
    party: str = ""
    side: str = ""
    theme: int | None = None
    unit: int | None = None
    status: str = ""
    tone: str = ""
    family: str = ""
    evidence: str = ""
    disputed: bool = False
    due_before: date | None = None
    words: str = ""
    sort: str = ""


@dataclass(frozen=True)
class Row:
    """One promise as the ledger shows it. A promise that was never assessed has no evidence: unknown is not kept."""

    commitment: Commitment
    answer: Answer | None
    only_party: Organisation | None = None

    @property
    def status(self) -> str:
        """How it stands."""
        return self.answer.status if self.answer else Status.NO_EVIDENCE

    @property
    def due_on(self) -> date | None:
        """The day by which it is to be kept, where there is one."""
        return self.answer.due_on if self.answer else None

    @property
    def has_evidence(self) -> bool:
        """Whether any valid record shows something."""
        return self.answer is not None and self.answer.has_evidence

    @property
    def explanation(self) -> str:
        """Why, in a sentence or two in the page's language."""
        return explained(self.answer.finding) if self.answer else ""

    @property
    def missing(self) -> list[tuple[str, date | None]]:
        """What lacks, by name, and since when."""
        return missing_names(self.answer.finding) if self.answer else []

    @property
    def lacking(self) -> list[tuple[Text | str, date | None]]:
        """The same, each name in the language that it is in."""
        return missing_said(self.answer.finding) if self.answer else []

    @property
    def is_disputed(self) -> bool:
        """Whether somebody to whom it is promised says that it is not kept."""
        return self.answer is not None and bool(self.answer.finding.get("disputed_by"))

    @property
    def owes(self) -> list[Organisation]:
        """Those who promise, when the text names them."""
        return self._at(Side.OWES)

    @property
    def promising(self) -> list[Organisation]:
        """Those who promise, by name: also the only party of a one-sided document. Empty when all parties do."""
        return self.owes or ([self.only_party] if self.only_party else [])

    @property
    def owed(self) -> list[Organisation]:
        """Those to whom it is promised, when the text names them."""
        return self._at(Side.OWED)

    def _at(self, side: Side) -> list[Organisation]:
        return [end.organisation for end in hanging(self.commitment, "ends") if end.side == side]


class Rows(Sequence[Row]):
    """The rows of a ledger, read only as far as a page asks for them: one query a slice."""

    def __init__(
        self,
        key: Key,
        found: Callable[[], CommitmentQuerySet],
        count: int,
        answers: Mapping[int, Answer] | None,
        order: Sequence[int],
        *,
        in_full: bool,
        alone: Mapping[int, Organisation],
    ) -> None:
        self._key, self._found = key, found
        self._alone = alone
        self._along = IN_FULL if in_full else SHOWN
        self._count = count
        self._answers = answers
        self._order = order

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        if self._answers is None:
            key = (*self._key, place.start, place.stop)
            found = joined_as(key, lambda: self._found()[place], *self._along, many="ends")
            return [Row(one, answer_of(one), self._alone.get(one.agreement_id)) for one in found]
        keys = self._order[place]
        fetched = joined(Commitment.objects.filter(pk__in=keys), *self._along, many="ends")
        by_key = {one.pk: one for one in fetched}
        return [Row(by_key[key], self._answers.get(key), self._alone.get(by_key[key].agreement_id)) for key in keys]


@dataclass(frozen=True)
class Ledger:
    """A ledger: its rows, and how many there are of each sort under the other filters."""

    rows: Rows
    wanted: Wanted
    as_of: date
    is_past: bool
    statuses: Mapping[str, int]
    sides: Mapping[str, int]
    with_evidence: int

    @property
    def total(self) -> int:
        """How many promises there are, whatever their status."""
        return sum(self.statuses.values())

    @property
    def tones(self) -> Counter[str]:
        """How many of each tone, for the bar and the chips."""
        tones: Counter[str] = Counter()
        for status, count in self.statuses.items():
            tones[TONES[status]] += count
        return tones

    @property
    def without_evidence(self) -> int:
        """How many have nothing valid to show."""
        return self.total - self.with_evidence

    @property
    def evidence_percent(self) -> int | None:
        """The share of promises with valid evidence, in whole per cent; None when there are none."""
        return self.with_evidence * 100 // self.total if self.total else None


def ledger(
    viewer: Viewer,
    wanted: Wanted,
    *,
    today: date,
    as_of: date | None = None,
    in_full: bool = False,
    alone: Mapping[int, Organisation] = NOBODY_ALONE,
) -> Ledger:
    """The ledger that the viewer may see: as stored for today, computed for any other day.

    The rows come with what a page names, or ``in_full`` with what a file names. ``alone`` are the only parties of
    one-sided documents, as ``choices`` knows them, to be named as those who promise.

    Two queries for today, however many the rows, counting that of one page.
    """
    day = as_of or today
    if day == today:
        return _stored(viewer, wanted, today, in_full=in_full, alone=alone)
    return _computed(viewer, wanted, day, today, in_full=in_full, alone=alone)


def _stored(viewer: Viewer, wanted: Wanted, today: date, *, in_full: bool, alone: Mapping[int, Organisation]) -> Ledger:
    of_side = _of_side(viewer)
    sorted_out = replace(wanted, side="", status="", tone="", evidence="", sort="")
    counted = asked_as(("ledger", viewer.key, sorted_out), lambda: _counted(viewer, sorted_out, of_side))
    sides = list(of_side)
    place = 3 + sides.index(wanted.side) if wanted.side in sides else 2
    groups = [(row[0], row[1], row[place]) for row in counted if row[place]]
    chosen = [group for group in groups if _is_wanted(wanted, group[0], group[1])]
    return Ledger(
        rows=Rows(
            ("ledger rows", viewer.key, wanted),
            lambda: _shown(viewer, wanted),
            sum(group[2] for group in chosen),
            None,
            (),
            in_full=in_full,
            alone=alone,
        ),
        wanted=wanted,
        as_of=today,
        is_past=False,
        statuses=_sum((status, many) for status, _has, many in groups),
        sides={side: sum(row[place] for row in counted) for place, side in enumerate(sides, 3)},
        with_evidence=sum(many for _status, has, many in groups if has),
    )


def _shown(viewer: Viewer, wanted: Wanted) -> CommitmentQuerySet:
    """The promises of the ledger in its order, under all filters."""
    condition = Q()
    if wanted.status or wanted.tone:
        statuses = {status for status in Status.values if _is_wanted(replace(wanted, evidence=""), status, True)}
        condition = Q(assessment__status__in=statuses, **_kept_in(viewer, wanted))
        if Status.NO_EVIDENCE in statuses:
            condition |= Q(assessment=None)
    if wanted.evidence:
        has_evidence = Q(assessment__has_evidence=True)
        condition &= has_evidence if wanted.evidence == "with" else ~has_evidence
    return _ordered(_narrowed(viewer, wanted).filter(condition), wanted.sort)


def _counted(viewer: Viewer, wanted: Wanted, of_side: Mapping[str, Count]) -> Counted:
    """How many promises stand how, with evidence or without, on both sides and on each: all under the other filters.

    The stored answers tell it of all that the viewer takes part in; under a narrower filter the promises are asked.
    """
    sorts = ("status", "has_evidence")
    if wanted == Wanted() and not viewer.is_operator:
        return standing(viewer, Q(space_id__among=viewer.spaces), sorts, is_own=True, counts=of_side)
    return standing_of(_narrowed(viewer, wanted), sorts, counts=of_side)


def _computed(
    viewer: Viewer, wanted: Wanted, day: date, today: date, *, in_full: bool, alone: Mapping[int, Organisation]
) -> Ledger:
    narrowed = _narrowed(viewer, replace(wanted, due_before=None, disputed=False))
    answers = answers_on(narrowed, day, today)
    if wanted.disputed:
        answers = {key: one for key, one in answers.items() if one.finding.get("disputed_by")}
    if wanted.due_before is not None:
        answers = {
            key: one for key, one in answers.items() if one.due_on is not None and one.due_on <= wanted.due_before
        }
    shown = {key for key, one in answers.items() if _is_wanted(wanted, one.status, one.has_evidence)}
    order = [key for key in _ordered(narrowed, "").values_list("pk", flat=True) if key in shown]
    if wanted.sort in {"due", "-due"}:
        order = _by_due(order, answers, is_falling=wanted.sort == "-due")
    elif wanted.sort in {"status", "-status"}:
        order.sort(key=lambda key: URGENCY.index(answers[key].tone), reverse=wanted.sort == "-status")
    return Ledger(
        rows=Rows((), lambda: narrowed, len(order), answers, order, in_full=in_full, alone=alone),
        wanted=wanted,
        as_of=day,
        is_past=day < today,
        statuses=Counter(one.status for one in answers.values()),
        sides=_sides(viewer, wanted),
        with_evidence=sum(one.has_evidence for one in answers.values()),
    )


def scope_of(viewer: Viewer, wanted: Wanted) -> CommitmentQuerySet:
    """The promises of one partnership, or of all that the viewer takes part in."""
    if wanted.space is None and not viewer.is_operator:
        return Commitment.objects.within(viewer, viewer.spaces)
    seen = Commitment.objects.visible_to(viewer)
    return seen if wanted.space is None else seen.in_space(wanted.space)


def _kept_in(viewer: Viewer, wanted: Wanted) -> dict[str, Any]:
    """The same scope said of the stored assessments, so that those of one status are found without reading the rest."""
    if wanted.space is not None:
        return {"assessment__space_id": wanted.space}
    return {} if viewer.is_operator else {"assessment__space_id__in": list(viewer.spaces)}


def _narrowed(viewer: Viewer, wanted: Wanted) -> CommitmentQuerySet:
    """The rows under every filter but those on how they stand, which are counted."""
    rows = scope_of(viewer, wanted).filter(having_words(wanted.words))
    if wanted.agreement:
        rows = rows.filter(agreement__code=wanted.agreement)
    if wanted.theme:
        rows = rows.filter(theme=wanted.theme)
    if wanted.unit:
        rows = rows.filter(unit=wanted.unit)
    if wanted.family:
        rows = rows.filter(kind__in=[kind.code for kind in all_kinds().values() if kind.family == wanted.family])
    if wanted.party:
        organisations = Organisation.objects.filter(code=wanted.party).values_list("pk", flat=True)
        rows = rows.filter(owes(organisations) | owed(organisations))
    if wanted.side in Side.values:
        own = acts_for(viewer)
        rows = rows.filter(owes(own) if wanted.side == Side.OWES else owed(own))
    if wanted.due_before is not None:
        rows = rows.filter(assessment__due_on__lte=wanted.due_before)
    if wanted.disputed:
        # Few are, and they have an index: the findings of those alone are opened.
        ever = Confirmation.objects.filter(agrees=False).values("commitment")
        rows = rows.filter(pk__in=ever, assessment__finding__has_key="disputed_by")
    return rows


def _sides(viewer: Viewer, wanted: Wanted) -> dict[str, int]:
    """How many promises the viewer's own organisations make, and how many are made to them."""
    of_side = _of_side(viewer)
    return _narrowed(viewer, replace(wanted, side="")).aggregate(**of_side) if of_side else {}


def _of_side(viewer: Viewer) -> dict[str, Count]:
    """What counts the promises that the viewer's own organisations make, and those made to them; nothing for nobody."""
    own = acts_for(viewer)
    return {"owes": Count("pk", filter=owes(own)), "owed": Count("pk", filter=owed(own))} if own else {}


def _is_wanted(wanted: Wanted, status: str, has_evidence: bool) -> bool:
    return (
        (not wanted.status or status == wanted.status)
        and (not wanted.tone or TONES[status] == wanted.tone)
        and (not wanted.evidence or has_evidence == (wanted.evidence == "with"))
    )


def _ordered(rows: CommitmentQuerySet, sort: str) -> CommitmentQuerySet:
    in_file = ("space_id", "position", "reference")
    if sort == "due":
        return rows.order_by(F("assessment__due_on").asc(nulls_last=True), *in_file)
    if sort == "-due":
        return rows.order_by(F("assessment__due_on").desc(nulls_last=True), *in_file)
    if sort in {"status", "-status"}:
        urgency = Case(
            *(When(assessment__status=status, then=URGENCY.index(tone)) for status, tone in TONES.items()),
            default=URGENCY.index(Tone.NONE),
            output_field=IntegerField(),
        )
        return rows.order_by(
            urgency.desc() if sort == "-status" else urgency, F("assessment__due_on").asc(nulls_last=True), *in_file
        )
    return rows.order_by(*in_file)


def _by_due(order: Sequence[int], answers: Mapping[int, Answer], *, is_falling: bool) -> list[int]:
    dated = [(due, key) for key in order if (due := answers[key].due_on) is not None]
    dated.sort(key=lambda pair: pair[0], reverse=is_falling)
    return [key for _due, key in dated] + [key for key in order if answers[key].due_on is None]


def _sum(pairs: Any) -> Counter[str]:
    counts: Counter[str] = Counter()
    for name, many in pairs:
        counts[name] += many
    return counts
