"""The shelf: the documents that somebody dropped, what they seem to be, and how far each has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count

from sampakt.intake.access import shelves_of
from sampakt.intake.models import Reading, Value
from sampakt.intake.queries.faults import told
from sampakt.intake.rules.keeping import from_kept
from sampakt.intake.terms import IntakeFault, ReadingState, ValueField, ValueState
from sampakt.intake.wording import title
from sampakt.kernel.alphabet import by_alphabet
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation

ON_A_PAGE = 30
PARTIES_SHOWN = 3
SHOWN_FIRST = (ReadingState.READ, ReadingState.WAITING, ReadingState.READING, ReadingState.FAILED)
UNFINISHED = frozenset((ReadingState.WAITING, ReadingState.READING))


@dataclass(frozen=True)
class ShelfLine:
    """A document on the shelf: what it is called, what it seems to be, between whom, and what is left to say of it."""

    reading: Reading
    title: str
    kind: str
    parties: Sequence[str]
    more_parties: int
    left: int
    found: int

    @property
    def fault(self) -> str:
        """Why it was not read."""
        return fault_of(self.reading)


def shelves(viewer: Viewer) -> list[Organisation]:
    """The organisations on whose shelves the viewer may put documents, in alphabetical order."""
    organisations = Organisation.objects.all() if viewer.is_operator else None
    if organisations is None:
        organisations = Organisation.objects.filter(pk__in=shelves_of(viewer))
    return list(organisations.order_by(by_alphabet("name", viewer.language)))


def shelf_page(viewer: Viewer, state: str = "", number: str | int = 1) -> tuple[Page[Reading], list[ShelfLine]]:
    """A page of the documents that the viewer sees, in one state if asked, the latest first."""
    readings = Reading.objects.visible_to(viewer).defer("text").select_related("organisation", "space__partnership")
    if state in ReadingState.values:
        readings = readings.filter(state=state)
    page = Paginator(readings.order_by("-pk"), ON_A_PAGE).get_page(number)
    return page, _lines(list(page))


def counts_by_state(viewer: Viewer) -> Mapping[str, int]:
    """How many documents the viewer sees in each state."""
    rows = Reading.objects.visible_to(viewer).order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def fault_of(reading: Reading) -> str:
    """Why a document was not read, in words."""
    if reading.fault not in IntakeFault.values:
        return ""
    return told(reading.fault, reading.fault_facts)


def _lines(readings: Sequence[Reading]) -> list[ShelfLine]:
    ids = [one.pk for one in readings]
    counted = Value.objects.filter(reading__in=ids).order_by().values_list("reading", "state").annotate(Count("pk"))
    counts: dict[int, dict[str, int]] = {}
    for reading, state, count in counted:
        counts.setdefault(reading, {})[state] = count
    told_first = (ValueField.KIND, ValueField.TITLE, ValueField.PARTY)
    said: dict[tuple[int, str], list[str]] = {}
    for value in Value.objects.filter(reading__in=ids, field__in=told_first).exclude(state=ValueState.REJECTED):
        words = title(value.field, from_kept(ValueField(value.field), value.held))
        said.setdefault((value.reading_id, value.field), []).append(words)
    return [_line(one, counts.get(one.pk, {}), said) for one in readings]


def _line(reading: Reading, counts: Mapping[str, int], said: Mapping[tuple[int, str], Sequence[str]]) -> ShelfLine:
    def of(field: ValueField) -> Sequence[str]:
        return said.get((reading.pk, field), ())

    parties = list(dict.fromkeys(of(ValueField.PARTY)))
    return ShelfLine(
        reading=reading,
        title=next(iter(of(ValueField.TITLE)), reading.name),
        kind=next(iter(of(ValueField.KIND)), ""),
        parties=parties[:PARTIES_SHOWN],
        more_parties=len(parties[PARTIES_SHOWN:]),
        left=counts.get(ValueState.OPEN, 0),
        found=sum(counts.values()),
    )
