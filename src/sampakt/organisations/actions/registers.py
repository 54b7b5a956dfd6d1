"""Organisations and who succeeded whom."""

from collections.abc import Iterator
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from sampakt.kernel.alphabet import fold
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_add_organisation, may_edit_organisation
from sampakt.organisations.models import Organisation, OrganisationQuerySet, Succession
from sampakt.organisations.rules import code_from, compact_number, is_number_of
from sampakt.organisations.terms import Country, OrganisationObjection, Verb
from sampakt.trail.actions import record


class OrganisationFacts(TypedDict, total=False):
    """What can be said of an organisation."""

    kind: str
    country: str
    name: str
    names: Text
    short_name: str
    former_names: str
    organisation_number: str
    official_code: str
    county_code: str
    website: str
    source: str
    source_as_of: date | None
    is_active: bool


@transaction.atomic
def add_organisation(*, by: Viewer, code: str = "", **facts: Unpack[OrganisationFacts]) -> Organisation:
    """Add an organisation that no register has; without a code, one is made from its name."""
    if not may_add_organisation(by):
        raise NotAllowed
    organisation = Organisation(code=code or free_code(facts.get("name", "")), **_compact(facts))
    refuse_if(_objections(organisation))
    save_new(organisation)
    record(Verb.ADD_ORGANISATION, organisation, by=by, organisation_id=organisation.pk)
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation, *, by: Viewer, version: int | None = None, **facts: Unpack[OrganisationFacts]
) -> Organisation:
    """Correct what is said of an organisation."""
    if not may_edit_organisation(by, organisation):
        raise NotAllowed
    values = _compact(facts)
    refuse_if(_objections(organisation, **values))
    if changes := save_changed(organisation, values, version=version):
        record(Verb.CHANGE_ORGANISATION, organisation, by=by, changes=changes, organisation_id=organisation.pk)
    return organisation


@transaction.atomic
def record_succession(
    successor: Organisation, *, predecessor: Organisation, from_on: date, note: str = "", by: Viewer
) -> Succession:
    """Record that ``successor`` took over from ``predecessor``, which is active no longer."""
    if not may_edit_organisation(by, successor):
        raise NotAllowed
    objections = []
    if predecessor == successor:
        objections.append(Objection.of(OrganisationObjection.SUCCEEDS_ITSELF, field="predecessor"))
    if Succession.objects.filter(predecessor=predecessor, successor=successor).exists():
        objections.append(Objection.of(OrganisationObjection.SUCCESSION_KNOWN, field="predecessor"))
    refuse_if(objections)
    succession = Succession.objects.create(predecessor=predecessor, successor=successor, from_on=from_on, note=note)
    save_changed(predecessor, {"is_active": False}, version=None)
    record(Verb.RECORD_SUCCESSION, succession, by=by, organisation_id=successor.pk)
    return succession


def free_code(name: str) -> str:
    """A code made from the name; the second of its kind ends in 2, and so on."""
    plain = code_from(name) or "organisation"
    taken = set(Organisation.objects.filter(code__startswith=plain).values_list("code", flat=True))
    return next(code for code in _numbered(plain) if code not in taken)


def _numbered(plain: str) -> Iterator[str]:
    yield plain
    number = 2
    while True:
        yield f"{plain}-{number}"
        number += 1


def _compact(facts: OrganisationFacts) -> OrganisationFacts:
    if "organisation_number" in facts:
        return {**facts, "organisation_number": compact_number(facts["organisation_number"])}
    return facts


def _objections(organisation: Organisation, **values: Unpack[OrganisationFacts]) -> Iterator[Objection]:
    """What stands against the organisation having ``values``: a wrong number, or a number, name or code taken."""
    number = values.get("organisation_number", organisation.organisation_number)
    country = values.get("country", organisation.country)
    others = Organisation.objects.exclude(pk=organisation.pk)
    if number and not is_number_of(country, number):
        words = {"number": number, "country": Country(country).label}
        yield Objection.of(OrganisationObjection.NUMBER_WRONG, field="organisation_number", **words)
    elif number and (other := others.filter(country=country, organisation_number=number).first()):
        yield Objection.of(OrganisationObjection.NUMBER_TAKEN, field="organisation_number", organisation=other)
    name, kind = values.get("name", organisation.name), values.get("kind", organisation.kind)
    is_new = organisation.pk is None or fold(name) != fold(organisation.name)
    if name and is_new and (other := _namesake(others.filter(kind=kind, country=country), name, number)):
        yield Objection.of(OrganisationObjection.NAME_TAKEN, field="name", organisation=other, code=other.code)
    if others.filter(code=organisation.code).exists():
        yield Objection.of(OrganisationObjection.CODE_TAKEN, field="code", code=organisation.code)


def _namesake(alike: OrganisationQuerySet, name: str, number: str) -> Organisation | None:
    """One that is called the same. Two municipalities may be: their numbers then tell them apart."""
    named = (other for other in alike.filter(sought__contains=fold(name)) if fold(other.name) == fold(name))
    return next((other for other in named if not (number and other.organisation_number)), None)
