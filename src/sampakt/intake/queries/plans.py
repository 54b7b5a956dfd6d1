"""What a document would become: the draft of those of its values that somebody stands for, as a partnership file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from sampakt.agreements.terms import ClaimField
from sampakt.commitments.queries.registry import objections_to_parameters
from sampakt.intake.models import Reading, Value
from sampakt.intake.queries.drafts import gazetteer
from sampakt.intake.queries.faults import told
from sampakt.intake.rules.draft import Draft, Found, PartyValue, Span
from sampakt.intake.rules.filing import Filed, filed
from sampakt.intake.rules.filing.agreement import SOURCE, Claimed, claims_of
from sampakt.intake.rules.filing.bodies import bodies_of
from sampakt.intake.rules.filing.parties import parties_of
from sampakt.intake.rules.filing.promises import Place, promises_of
from sampakt.intake.rules.filing.remarks import CERTAIN, day_of, tidy
from sampakt.intake.rules.keeping import NOWHERE, Kept, Numbered, Row, draft_of_rows
from sampakt.intake.terms import TAKEN, IntakeObjection, Remark, ValueField, ValueState
from sampakt.intake.wording import ALTERNATING, kind_label
from sampakt.kernel import clock
from sampakt.kernel.errors import Objection
from sampakt.kernel.files import Fault
from sampakt.kernel.terms import Audience
from sampakt.organisations.models import Organisation
from sampakt.transfer.queries import FileRead, file_read
from sampakt.transfer.queries import words_of as words_of_fault
from sampakt.transfer.rules.writing import as_json
from sampakt.transfer.terms import FileFault

_SHOWN = frozenset(
    {
        Remark.LENGTH,
        Remark.DAYS_CROSSED,
        Remark.DAYS_DIFFER,
        Remark.RHYTHM,
        Remark.CHAIR,
        Remark.AS_STATEMENT,
    }
)


@dataclass(frozen=True)
class Obstacle:
    """Something that stands in the way of making what a document says, and the numbers of the values it comes from."""

    words: str
    values: tuple[int, ...] = ()
    code: str = ""


@dataclass(frozen=True)
class Noticed:
    """Something to know before confirming, and the numbers of the values it is about."""

    words: str
    values: tuple[int, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What would be made of a document: the content of a partnership file, what stands in its way, what is left out.

    ``data`` holds what is new; for a document about an agreement that is here, only what that agreement lacks.
    ``organisations`` are the names of those that it mentions, by their codes.
    """

    data: Mapping[str, Any]
    obstacles: Sequence[Obstacle]
    noticed: Sequence[Noticed]
    organisations: Mapping[str, str]
    left_open: int
    rejected: int

    @property
    def may_be_confirmed(self) -> bool:
        """Whether nothing stands in its way."""
        return not self.obstacles


@dataclass(frozen=True)
class Drafted:
    """The draft of the values that somebody stands for, and the file that it gives; None when it names no party."""

    draft: Draft
    filed: Filed | None
    claims: tuple[Claimed, ...]

    @property
    def data(self) -> dict[str, Any]:
        """The content of the file."""
        return self.filed.data if self.filed else {}


def row_of(value: Value) -> Row:
    """A value as the rules see it: as it is now, and as it was read."""
    start, end = value.span_start, value.span_end
    span = NOWHERE if start is None or end is None else Span(start, end)
    is_corrected = value.corrected is not None
    confidence = CERTAIN if is_corrected else value.confidence
    read_as = value.value if is_corrected else ""
    return Row(ValueField(value.field), value.held, span, confidence, value.why, read_as, value.pk)


def rows_of_values(values: Iterable[Value]) -> list[Row]:
    """Several values as the rules see them."""
    return [row_of(value) for value in values]


def drafted(reading: Reading) -> Drafted:
    """The draft of a document's accepted and corrected values. Two queries."""
    draft = _registered(draft_of_rows(rows_of_values(reading.values.filter(state__in=TAKEN)), reading.not_stated))
    known = gazetteer().organisations.keys()
    made = filed(draft, reading.text, reading.name, known=known, today=clock.today(), fits=_fits)
    if made is None:
        return Drafted(draft, None, ())
    for agreement in made.data["agreements"]:
        del agreement["claims"]  # made once the document is there that they rest on
    return Drafted(draft, made, tuple(_claims(draft, made)))


def _registered(draft: Draft) -> Draft:
    """The draft, its parties without a code known by their names where an organisation here is called so."""
    names = {found.value.name.casefold(): "" for found in draft.parties if not found.value.code}
    if not names:
        return draft
    for code, name in Organisation.objects.annotate(low=Lower("name")).filter(low__in=names).values_list("code", "low"):
        names[name] = code

    def known(found: Found[PartyValue]) -> Found[PartyValue]:
        code = found.value.code or names[found.value.name.casefold()]
        return replace(found, value=replace(found.value, code=code))

    return replace(draft, parties=tuple(known(found) for found in draft.parties))


def _claims(draft: Draft, made: Filed) -> Iterator[Claimed]:
    """Every fact of the agreement that the document tells, also those that the agreement takes over."""
    if draft.title is not None:
        yield Claimed(ClaimField.TITLE, tidy(draft.title.value, 300), "", draft.title)
    for found in draft.parties:
        if code := made.parties.code(found.value.name):
            yield Claimed(ClaimField.PARTIES, tidy(found.value.name, 300), code, found)
    for step in draft.chain:
        if (code := made.parties.code(step.value.party)) and day_of(step.value.day):
            yield Claimed(ClaimField.DECIDED_ON, step.value.day, code, step)
    yield from claims_of(draft, made.parties, {})


def _fits(kind: str, parameters: Mapping[str, Any]) -> bool:
    return not objections_to_parameters(kind, parameters)


def as_file(data: Mapping[str, Any]) -> FileRead:
    """The content as a file that was read, with everything that is wrong in it by itself. One query."""
    return file_read(as_json(data).encode())


def with_document(data: Mapping[str, Any], reading: Reading, audience: str) -> dict[str, Any]:
    """The content of a file, its document seen by all parties or by the organisation alone whose shelf it lay on."""
    document: dict[str, Any] = {"key": SOURCE, "title": tidy(reading.name, 200) or SOURCE, "audience": audience}
    if audience == Audience.OWN:
        document["organisation"] = reading.organisation.code
    return {**data, "documents": [document]}


def plan_of(reading: Reading, made: Drafted, data: Mapping[str, Any], faults: Iterable[Fault | Objection]) -> Plan:
    """The plan that a draft gives, with what stood against it when it was tried. Three queries."""
    obstacles = list(_obstacles(made, data, faults))
    ours = reading.organisation
    if made.filed is not None and ours.code not in made.filed.parties.all_codes:
        words = str(Objection.of(IntakeObjection.NOT_OURS, organisation=ours.name))
        code = IntakeObjection.NOT_OURS.value
        obstacles = [
            replace(one, words=words, code=code) if one.code == FileFault.NOT_ALLOWED else one for one in obstacles
        ]
    if made.filed is None:
        obstacles.insert(0, Obstacle(str(IntakeObjection.NO_PARTY.label), (), IntakeObjection.NO_PARTY.value))
    states = list(reading.values.exclude(state__in=TAKEN).values_list("state", flat=True))
    codes = set(_codes(data))
    declared = {one["code"]: one["name"] for one in data.get("organisations", ())}
    names = dict(Organisation.objects.filter(code__in=codes).values_list("code", "name"))
    return Plan(
        data=data,
        obstacles=obstacles,
        noticed=list(_noticed(made)),
        organisations={**declared, **names},
        left_open=states.count(ValueState.OPEN),
        rejected=states.count(ValueState.REJECTED),
    )


def _obstacles(made: Drafted, data: Mapping[str, Any], faults: Iterable[Fault | Objection]) -> Iterator[Obstacle]:
    for fault in faults:
        if isinstance(fault, Objection):
            yield Obstacle(str(fault), (), fault.code)
        else:
            yield Obstacle(words_of_fault(fault), _numbers_at(fault.path, made, data), fault.code)


def _noticed(made: Drafted) -> Iterator[Noticed]:
    for note in made.filed.noted if made.filed else ():
        if note.code in _SHOWN:
            numbers = _numbers_in(_found_at(note.section, note.item, "", made.draft))
            facts = dict(note.facts)
            if "kind" in facts:
                facts["kind"] = kind_label(str(facts["kind"]))
            if facts.get("words") == ALTERNATING:
                facts["words"] = _("the parties take turns as chair")
            yield Noticed(told(note.code, facts), numbers)


def _numbers_at(path: str, made: Drafted, data: Mapping[str, Any]) -> tuple[int, ...]:
    """The values that a place in a file comes from: ``commitments/3/owes`` is of its third promise."""
    section, _, rest = path.partition("/")
    name, _, key = rest.partition("/")
    items = data.get(section)
    if not isinstance(items, list):
        return _numbers_in(_found_at(section, 0, name, made.draft))
    item = int(name) - 1 if name.isdecimal() else _place_of(name, items)
    if section == "commitments" and 0 <= item < len(items):
        # In an agreement that is here only some are new: which they are is known by their titles.
        drafts = zip(made.data[section], made.draft.commitments, strict=False)
        return _numbers_in(found for told_of, found in drafts if told_of["title"] == items[item]["title"])
    return _numbers_in(_found_at(section, item, key, made.draft)) if item >= 0 else ()


def _place_of(name: str, items: Sequence[Mapping[str, Any]]) -> int:
    """The place of the item that goes under a name of its own; -1 when there is none."""
    named = ("reference", "key", "code")
    return next((place for place, item in enumerate(items) if name in [item.get(one) for one in named]), -1)


def _found_at(section: str, item: int, key: str, draft: Draft) -> Iterable[Found[Any]]:
    """The values that an item of a section, or one of its keys, was made of."""
    if section == "agreements":
        return _found_in_agreement(key.partition("/")[0], draft)
    if section == "organisations":
        return [found for found in draft.parties if not found.value.code][item : item + 1]
    if section in ("commitments", "bodies", "themes"):
        return tuple(getattr(draft, section))[item : item + 1]
    return draft.parties if section == "partnership" and not key else ()


def _found_in_agreement(key: str, draft: Draft) -> Iterable[Found[Any]]:
    bounds = [found for found in draft.dates if found.value.role in ("start", "end")]
    made_of: Mapping[str, Sequence[Found[Any]]] = {
        "parties": [*draft.parties, *draft.chain],
        "title": [draft.title] if draft.title else [],
        "kind": list(filter(None, [draft.agreement_type, draft.kind])),
        "starts_on": [*draft.period, *bounds],
        "ends_on": [*draft.period, *bounds],
    }
    return made_of.get(key, ())


def _numbers_in(found: Iterable[Found[Any]]) -> tuple[int, ...]:
    return tuple(one.number for one in found if isinstance(one, Numbered))


def _codes(data: Mapping[str, Any]) -> Iterator[str]:
    """The codes of the organisations that a file mentions where people look at it."""
    for agreement in data.get("agreements", ()):
        yield from (party["organisation"] for party in agreement.get("parties", ()))
    for promise in data.get("commitments", ()):
        yield from promise.get("owes", ())
    for body in data.get("bodies", ()):
        yield from body.get("chair", {}).get("parties", ())


def objections_to_promise(reading: Reading, field: ValueField, held: Kept) -> list[Objection]:
    """What stands against the kind and the parameters of a promise, read beside the parties and bodies of the draft."""
    if field != ValueField.COMMITMENT:
        return []
    around = reading.values.exclude(state=ValueState.REJECTED).exclude(field=ValueField.COMMITMENT)
    draft = draft_of_rows([*rows_of_values(around), Row(field, held, NOWHERE, CERTAIN, "")])
    found: list[list[Objection]] = []

    def fits(kind: str, parameters: Mapping[str, Any]) -> bool:
        found.append(objections_to_parameters(kind, parameters))
        return not found[-1]

    parties = parties_of(draft, reading.text, gazetteer().organisations.keys(), clock.today())
    promises_of(Place(draft, parties, bodies_of(draft, reading.text, parties)), reading.text, fits)
    return found[0] if found else [Objection.of(IntakeObjection.NAME_UNKNOWN, field="parameters")]
