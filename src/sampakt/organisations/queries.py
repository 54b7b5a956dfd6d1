"""Questions about organisations: who looks on, who sits where, what stands empty."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from sampakt.kernel.alphabet import by_alphabet
from sampakt.kernel.models import having_words
from sampakt.kernel.viewer import Standing, Viewer
from sampakt.organisations.models import (
    Appointment,
    Circle,
    Membership,
    Office,
    Organisation,
    OrganisationQuerySet,
    OrganisationRole,
    Person,
    Space,
    Succession,
    Unit,
    User,
)
from sampakt.organisations.rules import vacant_since


def viewer_for(user: User, *, language: str, may_write: bool = True) -> Viewer:
    """The viewer that a user is, with every role they hold. Four queries, however many the roles."""
    organisations: dict[int, set[str]] = defaultdict(set)
    for organisation, role in OrganisationRole.objects.filter(user=user).values_list("organisation_id", "role"):
        organisations[organisation].add(role)
    roles: dict[int, set[str]] = defaultdict(set)
    sides: dict[int, set[int]] = defaultdict(set)
    if organisations:
        shared = Space.organisations.through.objects.filter(organisation_id__in=list(organisations))
        for space, organisation in shared.values_list("space_id", "organisation_id"):
            roles[space] |= organisations[organisation]
            sides[space].add(organisation)
    memberships = Membership.objects.filter(user=user).values_list("space_id", "organisation_id", "role")
    for space, organisation, role in memberships:
        roles[space].add(role)
        sides[space].add(organisation)
    circles = frozenset(Circle.objects.filter(members=user).values_list("pk", flat=True))
    return Viewer(
        user_id=user.pk,
        name=str(user),
        organisations={organisation: frozenset(held) for organisation, held in organisations.items()},
        spaces={space: Standing(frozenset(roles[space]), frozenset(sides[space])) for space in roles},
        circles=circles,
        is_operator=user.is_superuser,
        may_write=may_write,
        language=language,
    )


def organisations_found(
    viewer: Viewer, *, words: str = "", kind: str = "", country: str = ""
) -> OrganisationQuerySet:
    """Organisations by name, number, code or former name; of one kind and country if asked; in alphabetical order."""
    found = Organisation.objects.visible_to(viewer).filter(having_words(words))
    if kind:
        found = found.filter(kind=kind)
    if country:
        found = found.filter(country=country)
    return found.order_by(by_alphabet("name", viewer.language), "pk")


@dataclass(frozen=True)
class OfficeLine:
    """An office on a day: who holds it (as far as the viewer may know), or since when it is vacant."""

    office: Office
    holders: Sequence[str]
    is_held: bool
    vacant_since: date | None
    is_sample: bool


@dataclass(frozen=True)
class OrganisationPage:
    """All that the page of an organisation shows."""

    organisation: Organisation
    units: Sequence[tuple[int, Unit]]
    offices: Sequence[OfficeLine]
    predecessors: Sequence[Succession]
    successors: Sequence[Succession]
    shows_people: bool

    @property
    def vacant(self) -> int:
        """How many offices stand empty."""
        return sum(not line.is_held for line in self.offices)


def organisation_page(organisation: Organisation, viewer: Viewer, on: date) -> OrganisationPage:
    """One organisation with its units, offices and successions, as it stands on a day. Five queries."""
    units = list(organisation.units.order_by("pk"))
    seen_people = set(Person.objects.visible_to(viewer).filter(organisation=organisation).values_list("pk", flat=True))
    return OrganisationPage(
        organisation=organisation,
        units=in_tree_order(units),
        offices=office_lines(organisation, seen_people, on),
        predecessors=list(organisation.precessions.select_related("predecessor").order_by("from_on")),
        successors=list(organisation.successions.select_related("successor").order_by("from_on")),
        shows_people=bool(seen_people),
    )


def office_lines(organisation: Organisation, seen_people: set[int], on: date) -> list[OfficeLine]:
    """The offices of an organisation on a day, each with its holders or its vacancy."""
    appointments = Appointment.objects.select_related("person")
    offices = (
        organisation.offices.select_related("unit")
        .prefetch_related(Prefetch("appointments", queryset=appointments))
        .order_by("unit_id", "pk")
    )
    return [_line(office, seen_people, on) for office in offices if office.ends_on is None or office.ends_on >= on]


def _line(office: Office, seen_people: set[int], on: date) -> OfficeLine:
    appointments = list(office.appointments.all())
    holding = [
        appointment
        for appointment in appointments
        if appointment.starts_on <= on and (appointment.ends_on is None or on <= appointment.ends_on)
    ]
    since = office.starts_on or (appointments[0].starts_on if appointments else None)
    return OfficeLine(
        office=office,
        holders=[held.person.name for held in holding if held.person is not None and held.person_id in seen_people],
        is_held=bool(holding),
        vacant_since=vacant_since([held.facts() for held in appointments], since, on) if since and since <= on else None,
        is_sample=any(held.is_sample for held in holding) or office.is_sample,
    )


def in_tree_order(units: Sequence[Unit]) -> list[tuple[int, Unit]]:
    """Units with their depth, each after the one it is part of."""
    below: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in units:
        below[unit.parent_id].append(unit)
    ordered: list[tuple[int, Unit]] = []

    def walk(parent: int | None, depth: int) -> None:
        for unit in below[parent]:
            ordered.append((depth, unit))
            walk(unit.pk, depth + 1)

    walk(None, 0)
    return ordered
