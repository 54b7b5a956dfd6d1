"""Loading organisations that no register has, units, offices, and when these were held."""

from collections.abc import Mapping, Sequence
from typing import Any

from sampakt.kernel.files import Loading, nearest, upper_first
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations import actions
from sampakt.organisations.models import Organisation
from sampakt.organisations.rules import compact_number
from sampakt.organisations.transfer.dumping import FACTS, note
from sampakt.organisations.transfer.sections import (
    PATH,
    HeldFile,
    OfficeFile,
    OrganisationFile,
    PredecessorFile,
    UnitFile,
)


def organisation(loading: Loading, code: str | None) -> Organisation | None:
    """The organisation with that code; it is there, since reading the file asked for it."""
    return loading.records.get(f"{PATH}/{code}") if code else None


def prepare_organisations(loading: Loading) -> None:
    """Find every organisation that the file names, and add those that no register has."""
    told: Sequence[OrganisationFile] = loading.file.organisations
    codes = {one.code for one in told} | {one.code for item in told for one in item.succeeds} | loading.mentioned
    known = {one.code: one for one in Organisation.objects.filter(code__in=codes)}
    for item in told:
        record = known.get(item.code)
        facts: dict[str, Any] = {name: value for name in FACTS if (value := getattr(item, name))}
        if record is None:
            missing = [name for name in ("kind", "country", "name") if not facts.get(name)]
            if not facts:
                # Nothing but a code: one from a register was meant, and mistyped.
                meant = nearest(item.code, Organisation.objects.values_list("code", flat=True))
                about = {"kind": PATH, "name": item.code, "nearest": meant}
                loading.tell(item.spot("code"), "unknown_meant" if meant else "unknown", **about)
                continue
            for name in missing:
                loading.tell(item.spot(), "missing", key=name)
            if not missing:
                with loading.at(item):
                    known[item.code] = actions.add_organisation(by=loading.by, code=item.code, **facts)
        elif record.register and any(getattr(record, name) != facts[name] for name in _TOLD & facts.keys()):
            loading.tell(item.spot(), "in_register", name=item.code)
        elif any(getattr(record, name) != value for name, value in _stored(facts).items()):
            with loading.at(item):
                actions.change_organisation(record, by=loading.by, **facts)
    loading.records |= {f"{PATH}/{code}": one for code, one in known.items()}
    note(loading.records, [one.pk for one in known.values()], SYSTEM)


_TOLD = frozenset(FACTS) - {"website", "organisation_number"}
"""What a register tells that a file may not tell otherwise; numbers are compared as registers write them."""


def _stored(facts: Mapping[str, Any]) -> dict[str, Any]:
    number = facts.get("organisation_number")
    return {**facts, "organisation_number": compact_number(number)} if number else dict(facts)


def load_organisations(loading: Loading) -> None:
    """Units, offices and when these were held. They belong to their organisation: no file ever removes them."""
    for item in loading.file.organisations:
        record: Organisation | None = loading.records.get(f"{PATH}/{item.code}")
        if record is None:
            continue
        now: OrganisationFile = loading.records.get(f"told:{record.code}") or OrganisationFile(code=record.code)
        within = f"{PATH}/{record.code}"
        for unit in _parents_first(item.units):
            _load_unit(loading, record, within, unit, now.units)
        for office in item.offices:
            _load_office(loading, record, within, office, now.offices)
        for pair in loading.pairs(f"{within}/succeeds", item.succeeds, now.succeeds):
            if pair.new and not pair.now:
                _load_predecessor(loading, record, pair.new)


def _load_unit(
    loading: Loading, organisation: Organisation, within: str, unit: UnitFile, now: Sequence[UnitFile]
) -> None:
    (pair, *_gone) = loading.pairs(f"{within}/units", [unit], now)
    if pair.is_same:
        return
    above = loading.find("units", f"{within}/units/{unit.parent}", unit, "parent") if unit.parent else None
    facts: Any = {"name": unit.name, "kind": unit.kind, "parent": above} | _days(unit)
    with loading.at(unit):
        if pair.now:
            actions.change_unit(loading.records[pair.path], by=loading.by, **facts)
        else:
            loading.records[pair.path] = actions.add_unit(organisation, by=loading.by, key=unit.key, **facts)


def _load_office(
    loading: Loading, organisation: Organisation, within: str, office: OfficeFile, now: Sequence[OfficeFile]
) -> None:
    (pair, *_gone) = loading.pairs(f"{within}/offices", [office], now)
    if pair.is_same:
        return
    unit = loading.find("units", f"{within}/units/{office.unit}", office, "unit") if office.unit else None
    facts: Any = {"name": office.name, "function": office.function, "unit": unit} | _days(office)
    with loading.at(office):
        if pair.now:
            actions.change_office(loading.records[pair.path], by=loading.by, **facts)
        else:
            loading.records[pair.path] = actions.add_office(organisation, by=loading.by, key=office.key, **facts)
    record = loading.records.get(pair.path)
    if record is None:
        return
    for held in loading.pairs(f"{pair.path}/held", office.held, pair.now.held if pair.now else [], is_keyed=False):
        if held.new is None or held.is_same:
            continue
        with loading.at(held.new):
            if held.now:
                actions.change_appointment(loading.records[held.path], by=loading.by, **_days(held.new))
            else:
                actions.appoint(record, by=loading.by, **_days(held.new))


def _load_predecessor(loading: Loading, successor: Organisation, item: PredecessorFile) -> None:
    with loading.at(item):
        predecessor = loading.records.get(f"{PATH}/{item.code}")
        if predecessor is None:
            if not item.name:
                loading.tell(item.spot(), "missing", key="name")
                return
            predecessor = actions.add_organisation(
                by=loading.by, code=item.code, name=item.name, kind=successor.kind, country=successor.country
            )
        actions.record_succession(successor, predecessor=predecessor, from_on=item.from_on, by=loading.by)


def _days(item: UnitFile | OfficeFile | HeldFile) -> Any:
    return {"starts_on": item.starts_on, "ends_on": item.ends_on, "is_sample": item.sample}


def _parents_first(units: Sequence[UnitFile]) -> list[UnitFile]:
    return upper_first(units, lambda unit: unit.key, lambda unit: unit.parent)
