"""Telling organisations as a file does. Five queries, however many."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sampakt.kernel.files import Dumping
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Appointment, Office, Organisation, Succession, Unit
from sampakt.organisations.terms import Country, OfficeFunction, OrganisationKind, UnitKind
from sampakt.organisations.transfer.sections import (
    PATH,
    HeldFile,
    OfficeFile,
    OrganisationFile,
    PredecessorFile,
    UnitFile,
)

FACTS = ("kind", "country", "name", "names", "short_name", "organisation_number", "website", "source")


def dump_organisations(dumping: Dumping) -> list[OrganisationFile]:
    """The organisations that upper parts mention, as far as there is anything to tell of them."""
    codes = {path.split("/")[1] for path in dumping.mentioned}
    found = list(Organisation.objects.filter(code__in=codes).order_by("pk"))
    dumping.records |= {f"{PATH}/{one.code}": one for one in found}
    note(dumping.records, [one.pk for one in found], dumping.viewer)
    told = []
    for one in found:
        item: OrganisationFile = dumping.records[f"told:{one.code}"]
        item.units, item.offices = _ours(dumping, item)
        if item.units or item.offices or item.succeeds or not one.register or item.website:
            told.append(item)
    return told


def _ours(dumping: Dumping, item: OrganisationFile) -> tuple[list[UnitFile], list[OfficeFile]]:
    """Units and offices, without what only other partnerships' files brought and this one does not mention."""

    def is_ours(path: str) -> bool:
        return path in dumping.held or path in dumping.mentioned or path not in dumping.elsewhere

    within = f"{PATH}/{item.code}"
    offices = [office for office in item.offices if is_ours(f"{within}/offices/{office.key}")]
    for office in offices:
        office.held = [held for held in office.held if is_ours(f"{within}/offices/{office.key}/held/{held.identity}")]
    above = {unit.key: unit.parent for unit in item.units}
    needed = {office.unit for office in offices} | {key for key in above if is_ours(f"{within}/units/{key}")}
    for key in list(needed):
        while key and (key := above.get(key)):
            needed.add(key)
    return [unit for unit in item.units if unit.key in needed], offices


def note(records: dict[str, Any], organisations: Collection[int], viewer: Viewer) -> None:
    """Note units, offices and appointments by their full names, and what is told of each organisation. Five queries."""
    held = defaultdict(list)
    for appointment in Appointment.objects.visible_to(viewer).filter(office__organisation__in=organisations):
        held[appointment.office_id].append(appointment)
    added = Succession.objects.filter(successor__in=organisations, predecessor__register="")
    rows = _Rows(
        units=_grouped(Unit.objects.visible_to(viewer).filter(organisation__in=organisations).order_by("pk")),
        offices=_grouped(Office.objects.visible_to(viewer).filter(organisation__in=organisations).order_by("pk")),
        held=held,
        predecessors=_grouped(added.select_related("predecessor"), lambda row: row.successor_id),
    )
    for one in Organisation.objects.filter(pk__in=organisations):
        records[f"told:{one.code}"] = _told(one, rows, records)


@dataclass(frozen=True)
class _Rows:
    """The rows of some organisations, by organisation; appointments by office."""

    units: Mapping[int, Sequence[Unit]]
    offices: Mapping[int, Sequence[Office]]
    held: Mapping[int, Sequence[Appointment]]
    predecessors: Mapping[int, Sequence[Succession]]


def _grouped(rows: Iterable[Any], key: Callable[[Any], int] = lambda row: row.organisation_id) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)


def _told(one: Organisation, rows: _Rows, records: dict[str, Any]) -> OrganisationFile:
    dumping = Dumping(None, records=records)
    within = f"{PATH}/{one.code}"
    units = rows.units.get(one.pk, ())
    keys: dict[int | None, str] = {unit.pk: unit.key for unit in units}
    told = OrganisationFile(code=one.code, website=one.website)
    if not one.register:
        for name in FACTS:
            setattr(told, name, getattr(one, name))
        told.kind, told.country = OrganisationKind(one.kind), Country(one.country)
    told.units = dumping.kept(
        f"{within}/units",
        [
            (
                UnitFile(
                    key=unit.key,
                    name=unit.name,
                    kind=UnitKind(unit.kind),
                    parent=keys.get(unit.parent_id),
                    starts_on=unit.starts_on,
                    ends_on=unit.ends_on,
                    sample=unit.is_sample,
                ),
                unit,
            )
            for unit in units
        ],
    )
    told.offices = dumping.kept(
        f"{within}/offices",
        [
            (
                OfficeFile(
                    key=office.key,
                    name=office.name,
                    unit=keys.get(office.unit_id),
                    function=OfficeFunction(office.function),
                    starts_on=office.starts_on,
                    ends_on=office.ends_on,
                    sample=office.is_sample,
                    held=dumping.kept(
                        f"{within}/offices/{office.key}/held",
                        [
                            (HeldFile(starts_on=row.starts_on, ends_on=row.ends_on, sample=row.is_sample), row)
                            for row in rows.held.get(office.pk, ())
                        ],
                    ),
                ),
                office,
            )
            for office in rows.offices.get(one.pk, ())
        ],
    )
    told.succeeds = [
        PredecessorFile(code=row.predecessor.code, name=row.predecessor.name, from_on=row.from_on)
        for row in rows.predecessors.get(one.pk, ())
    ]
    return told
