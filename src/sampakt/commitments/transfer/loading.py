"""Loading deeds, promises and evidence through the room's actions."""

from collections.abc import Callable, Sequence
from typing import Any

from sampakt.commitments import actions
from sampakt.commitments.models import Commitment, Evidence
from sampakt.commitments.rules.parameters import Terms, offices_in
from sampakt.commitments.terms import EvidenceState
from sampakt.commitments.transfer.dumping import dump_commitments, dump_deeds, dump_evidence
from sampakt.commitments.transfer.sections import (
    CommitmentFile,
    ConfirmationFile,
    DeedFile,
    EvidenceFile,
    StatementFile,
    WaiverFile,
)
from sampakt.kernel.files import Dumping, Loading, Pair, Section, upper_first
from sampakt.organisations.models import Organisation
from sampakt.organisations.transfer import organisation


def _now(loading: Loading) -> Dumping:
    return Dumping(loading.partnership, viewer=loading.by, records=loading.records)


def _organisations(loading: Loading, codes: Sequence[str]) -> list[Organisation]:
    return [one for code in codes if (one := organisation(loading, code))]


def _found(loading: Loading, kind: str, key: str | None, item: Section, field: str) -> Any:
    return loading.find(kind, f"{kind}/{key}", item, field) if key else None


def load_deeds(loading: Loading) -> None:
    """Record what was done, earlier records before those that rest on them."""
    now = {item.key: item for item in dump_deeds(_now(loading))}
    told: Sequence[DeedFile] = loading.file.deeds
    for item in upper_first(told, lambda one: one.key, lambda one: one.based_on):
        if item != now.get(item.key):
            _load_deed(loading, item, item.key in now)
    for pair in loading.pairs("deeds", told, list(now.values())):
        if pair.new is None:
            _remove_last(loading, pair, lambda deed: actions.remove_deed(deed, by=loading.by))


def _load_deed(loading: Loading, item: DeedFile, is_known: bool) -> None:
    path = f"deeds/{item.key}"
    facts: Any = {
        "sort": item.sort.value,
        "type": item.type or "",
        "title": item.title,
        "done_on": item.done_on,
        "covers_from": item.covers.starts_on if item.covers else None,
        "covers_until": item.covers.ends_on if item.covers else None,
        "organisation": organisation(loading, item.organisation),
        "unit": _unit(loading, item),
        "theme": _found(loading, "themes", item.theme, item, "theme"),
        "recipient": item.recipient,
        "document": _found(loading, "documents", item.document, item, "document"),
        "based_on": _found(loading, "deeds", item.based_on, item, "based_on"),
        "participants": _organisations(loading, item.participants),
        "tags": item.tags,
        "note": item.note,
        "audience": item.audience.value,
        "is_sample": item.sample,
    }
    with loading.at(item):
        if is_known:
            actions.change_deed(loading.records[path], by=loading.by, **facts)
        else:
            loading.records[path] = actions.record_deed(loading.partnership.space, by=loading.by, key=item.key, **facts)


def _unit(loading: Loading, item: DeedFile) -> Any:
    if not item.unit:
        return None
    code, _, key = item.unit.rpartition("/")
    code = code or item.organisation or ""
    if not code:
        loading.tell(item.spot("unit"), "missing", key="organisation")
        return None
    return loading.find("units", f"organisations/{code}/units/{key}", item, "unit")


def load_commitments(loading: Loading) -> None:
    """Write down and change promises, then what people said of them, then which replaced which."""
    now = dump_commitments(_now(loading))
    pairs = loading.pairs("commitments", loading.file.commitments, now)
    for pair in pairs:
        if pair.new is None:
            _remove_last(loading, pair, lambda one: actions.remove_commitment(one, by=loading.by))
        elif not pair.is_same or loading.records[pair.path].position != pair.number:
            _load_commitment(loading, pair, pair.new)
    for pair in pairs:
        if pair.new is not None and not pair.is_same and pair.path in loading.records:
            _load_words(loading, loading.records[pair.path], pair, pair.new)
            _supersede(loading, loading.records[pair.path], pair, pair.new)


_WORDS = ("statements", "waivers", "confirmations", "superseded")


def _load_commitment(loading: Loading, pair: Pair[CommitmentFile], item: CommitmentFile) -> None:
    def own(one: CommitmentFile) -> dict[str, Any]:
        return {name: value for name, value in one.__dict__.items() if name not in _WORDS}

    is_moved = pair.now is not None and loading.records[pair.path].position != pair.number
    if pair.now is not None and own(item) == own(pair.now) and not is_moved:
        return
    agreement = _found(loading, "agreements", item.agreement, item, "agreement")
    facts = _facts(loading, item) | {"position": pair.number}
    if agreement is None:
        loading.dropped.add(item.reference)
        return
    with loading.at(item):
        if pair.now is not None:
            actions.change_commitment(loading.records[pair.path], by=loading.by, agreement=agreement, **facts)
        else:
            loading.records[pair.path] = actions.register_commitment(
                agreement, by=loading.by, reference=item.reference, **facts
            )


def _facts(loading: Loading, item: CommitmentFile) -> Any:
    unit = office = None
    if item.unit:
        place = f"organisations/{item.unit.organisation}/units/{item.unit.unit}"
        unit = loading.find("units", place, item.unit, "unit")
    if item.responsible:
        place = f"organisations/{item.responsible.organisation}/offices/{item.responsible.office}"
        office = loading.find("offices", place, item.responsible, "office")
    for code, key in offices_in(getattr(item.parameters, "offices", {})):
        loading.find("offices", f"organisations/{code}/offices/{key}", item, "parameters", "offices")
    is_typed = isinstance(item.parameters, Terms)
    return {
        "title": item.title,
        "clause": item.clause,
        "strength": item.strength.value,
        "check_by": item.check_by.value,
        "kind": item.kind,
        "parameters": item.parameters.model_dump(mode="json", exclude_defaults=True) if is_typed else item.parameters,
        "owes": _organisations(loading, item.owes),
        "owed": _organisations(loading, item.owed),
        "theme": _found(loading, "themes", item.theme, item, "theme"),
        "unit": unit,
        "responsible": office,
        "starts_on": item.holds.starts_on if item.holds else None,
        "ends_on": item.holds.ends_on if item.holds else None,
        "warn_days": item.warn_days,
        "note": item.note,
        "audience": item.audience.value,
        "organisation": organisation(loading, item.organisation),
    }


def _supersede(loading: Loading, record: Commitment, pair: Pair[CommitmentFile], item: CommitmentFile) -> None:
    before = pair.now.superseded if pair.now else None
    if item.superseded == before:
        return
    if item.superseded is None:
        loading.tell(item.spot(), "is_history")
        return
    later = _found(loading, "commitments", item.superseded.by, item.superseded, "by")
    with loading.at(item.superseded):
        actions.supersede_commitment(record, superseded_on=item.superseded.on, superseded_by=later, by=loading.by)


def _load_words(loading: Loading, record: Commitment, pair: Pair[CommitmentFile], item: CommitmentFile) -> None:
    """Add and correct what people said. Words have no keys, and people say more of them: no file ever removes one."""
    now = pair.now

    def statement(told: StatementFile, standing: Any) -> None:
        facts: Any = {
            "stated_on": told.stated_on,
            "verdict": told.verdict.value,
            "words": told.words,
            "organisation": organisation(loading, told.organisation),
            "office": told.office,
            "is_sample": told.sample,
        }
        if standing is None:
            actions.state(record, by=loading.by, **facts)
        else:
            actions.change_statement(standing, by=loading.by, **facts)

    def waiver(told: WaiverFile, standing: Any) -> None:
        facts: Any = {
            "body": told.body,
            "decided_on": told.decided_on,
            "reference": told.reference,
            "starts_on": told.starts_on,
            "ends_on": told.ends_on,
            "reason": told.reason,
            "document": _found(loading, "documents", told.document, told, "document"),
            "is_sample": told.sample,
        }
        if standing is None:
            actions.waive(record, by=loading.by, **facts)
        else:
            actions.change_waiver(standing, by=loading.by, **facts)

    def confirmation(told: ConfirmationFile, standing: Any) -> None:
        who = organisation(loading, told.organisation)
        facts: Any = {
            "given_on": told.given_on,
            "agrees": told.agrees,
            "words": told.words,
            "is_sample": told.sample,
        }
        if standing is not None:
            actions.change_confirmation(standing, by=loading.by, **facts)
        elif who is not None:
            actions.confirm(record, organisation=who, by=loading.by, **facts)

    _say(loading, f"{pair.path}/statements", item.statements, now.statements if now else [], statement)
    _say(loading, f"{pair.path}/waivers", item.waivers, now.waivers if now else [], waiver)
    _say(loading, f"{pair.path}/confirmations", item.confirmations, now.confirmations if now else [], confirmation)


def _say(loading: Loading, path: str, new: Sequence[Any], now: Sequence[Any], save: Callable[[Any, Any], None]) -> None:
    for pair in loading.pairs(path, new, now, is_keyed=False):
        if pair.new is not None and not pair.is_same:
            with loading.at(pair.new):
                save(pair.new, loading.records.get(pair.path) if pair.now is not None else None)


def load_evidence(loading: Loading) -> None:
    """Add and change evidence. What shows something is never removed by a file."""
    for pair in loading.pairs("evidence", loading.file.evidence, dump_evidence(_now(loading))):
        if pair.new is not None and not pair.is_same:
            _load_piece(loading, pair, pair.new)


def _load_piece(loading: Loading, pair: Pair[EvidenceFile], item: EvidenceFile) -> None:
    facts: Any = {
        "title": item.title,
        "kind": item.kind.value,
        "dated_on": item.dated_on,
        "document": _found(loading, "documents", item.document, item, "document"),
        "deed": _found(loading, "deeds", item.deed, item, "deed"),
        "url": item.url,
        "words": item.words,
        "valid_until": item.valid_until,
        "audience": item.audience.value,
        "organisation": organisation(loading, item.organisation),
        "is_sample": item.sample,
    }
    supported = [
        one for reference in item.supports if (one := _found(loading, "commitments", reference, item, "supports"))
    ]
    with loading.at(item):
        if pair.now is None:
            loading.records[pair.path] = actions.add_evidence(
                loading.partnership.space,
                by=loading.by,
                key=item.key,
                commitments=supported,
                state=item.state.value,
                approved_on=item.approved_on,
                **facts,
            )
        else:
            record: Evidence = loading.records[pair.path]
            actions.change_evidence(record, by=loading.by, **facts)
            _support(loading, record, supported, pair.now, item)
            _advance(loading, record, item)


def _support(
    loading: Loading, record: Evidence, supported: Sequence[Commitment], now: EvidenceFile, item: EvidenceFile
) -> None:
    for commitment in supported:
        if commitment.reference not in now.supports:
            actions.attach_evidence(record, commitment=commitment, by=loading.by)
    for reference in now.supports:
        if reference not in item.supports and (one := loading.records.get(f"commitments/{reference}")):
            actions.detach_evidence(record, commitment=one, by=loading.by)


def _advance(loading: Loading, record: Evidence, item: EvidenceFile) -> None:
    """Bring a piece of evidence as far as the file says; it is never brought back."""
    order = [EvidenceState.DRAFT, EvidenceState.IN_REVIEW, EvidenceState.APPROVED]
    if record.state == item.state and (item.approved_on is None or record.approved_on == item.approved_on):
        return
    if {item.state, record.state} - {*order} or order.index(item.state) <= order.index(EvidenceState(record.state)):
        loading.tell(item.spot("state"), "is_history")
        return
    if record.state == EvidenceState.DRAFT:
        actions.submit_evidence(record, by=loading.by)
    if item.state == EvidenceState.APPROVED:
        actions.approve_evidence(record, approved_on=item.approved_on or item.dated_on, by=loading.by)


def _remove_last(loading: Loading, pair: Pair[Any], remove: Callable[[Any], None]) -> None:
    def act() -> None:
        with loading.at(None, pair.path):
            remove(loading.records[pair.path])

    loading.last(act)
