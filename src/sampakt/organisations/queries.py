"""Questions about organisations: who looks on, who sits where, what stands empty."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, F, Prefetch, Q, QuerySet, Value, When

from sampakt.kernel import clock
from sampakt.kernel.alphabet import by_alphabet
from sampakt.kernel.asking import ANY, asked_as, of
from sampakt.kernel.discovery import brought
from sampakt.kernel.viewer import Standing, Viewer
from sampakt.organisations.access import may_see_staff
from sampakt.organisations.models import (
    Appointment,
    Circle,
    Invitation,
    InvitationQuerySet,
    Office,
    OfficeQuerySet,
    Organisation,
    OrganisationQuerySet,
    OrganisationRole,
    Person,
    Succession,
    Unit,
    User,
)
from sampakt.organisations.models.users import Held
from sampakt.organisations.rules import digest_of, is_held_on, vacant_since


def viewer_for(user: User, *, language: str, may_write: bool = True) -> Viewer:
    """The viewer that a user is, with every role they hold. One query, however many the roles; none in a session."""
    organisations: dict[int, set[str]] = defaultdict(set)
    roles: dict[int, set[str]] = defaultdict(set)
    sides: dict[int, set[int]] = defaultdict(set)
    circles: set[int] = set()
    name = user.email
    for what, space, number, words in _with_all_held(user.pk)[1] if user.held is None else user.held:
        if what == "person":
            name = words
        elif what == "circle":
            circles.add(number)
        elif what == "seat" and space is not None:
            roles[space].add(words)
            circles.add(number)
        else:
            if what == "organisation":
                organisations[number].add(words)
            if space is not None:
                roles[space].add(words)
                sides[space].add(number)
    return Viewer(
        user_id=user.pk,
        name=name,
        organisations={organisation: frozenset(known) for organisation, known in organisations.items()},
        spaces={space: Standing(frozenset(roles[space]), frozenset(sides[space])) for space in roles},
        circles=frozenset(circles),
        is_operator=user.is_superuser,
        may_write=may_write,
        language=language,
    )


def user_with_all_held(user_id: int) -> User | None:
    """A user with all that ``viewer_for`` asks for, fetched along. One query for both."""
    user, held = _with_all_held(user_id)
    if user is not None:
        user.held = held
    return user


def circles_called(name: str, space_id: int, viewer: Viewer) -> QuerySet[Circle]:
    """The circle of that name among the viewer's own; those of others do not exist for them."""
    circles = Circle.objects.filter(space=space_id, name=name).order_by("is_of_seats", "pk")
    return (circles if viewer.is_operator else circles.filter(pk__in=viewer.circles))[:1]


def _with_all_held(user_id: int) -> tuple[User | None, list[Held]]:
    """The user's own columns stand in the row about their person, before what the rows say that they are."""
    day = clock.today()
    rows = list(asked_as((_with_all_held, day), lambda: _all_held(ANY, day), of(user_id)))
    own = [field.attname for field in User._meta.concrete_fields]
    user = next((row[: len(own)] for row in rows if row[len(own)] == "person"), None)
    if user is None:
        return None, []
    held: list[Held] = [tuple(row[len(own) :]) for row in rows if row[-2] is not None]
    return User.from_db(User.objects.db, own, user), held


def _all_held(user_id: int, day: date) -> QuerySet[Any, Any]:
    """All that a user is, in one question: person, roles, circles, and what rooms above add (their ``standing.py``)."""
    fields = User._meta.concrete_fields
    own = [field.attname for field in fields]
    # Empty in the other rows, of which there may be hundreds: a database's days and times take long to read.
    empty = {f"no_{field.attname}": Value(None, field) for field in fields}
    user = User.objects.filter(pk=user_id)

    def told(rows: QuerySet[Any], what: str, space: Any, number: str, words: Any) -> QuerySet[Any, Any]:
        said = {"what": Value(what, CharField()), "at": space, "number": F(number), "words": words}
        columns = {} if what == "person" else empty
        found: QuerySet[Any, Any] = rows.annotate(**columns, **said).order_by().values_list(*(columns or own), *said)
        return found

    nowhere, nothing = Value(None, BigIntegerField()), Value("", CharField())
    roles = told(
        user,
        "organisation",
        F("organisation_roles__organisation__spaces"),
        "organisation_roles__organisation_id",
        F("organisation_roles__role"),
    )
    memberships = told(
        user, "membership", F("memberships__space_id"), "memberships__organisation_id", F("memberships__role")
    )
    circles = told(user, "circle", nowhere, "circles", nothing)
    seats = [
        told(rows, "seat", F("space"), "circle", F("role"))
        for room in brought("standing")
        for rows in room.standings(user_id, day)
    ]
    person = told(user, "person", nowhere, "person__organisation_id", F("person__name"))
    return person.union(roles, memberships, circles, *seats, all=True)


def organisations_found(viewer: Viewer, *, words: str = "", kind: str = "", country: str = "") -> OrganisationQuerySet:
    """Organisations by name, number, code or former name; of one kind and country if asked; in alphabetical order.

    One that is called just that comes first: KTH, before others with the letters in their names.
    """
    found = Organisation.objects.visible_to(viewer).having(words)
    if kind:
        found = found.filter(kind=kind)
    if country:
        found = found.filter(country=country)
    called_so = Q(short_name__iexact=words.strip()) | Q(name__iexact=words.strip())
    first = Case(When(called_so, then=0), default=1)
    return found.order_by(*([first] if words.strip() else []), by_alphabet("name", viewer.language), "pk")


@dataclass(frozen=True)
class OfficeLine:
    """An office on a day: who holds it, or since when it is vacant, and how many days ago that was."""

    office: Office
    holding: Sequence[Appointment]
    vacant_since: date | None
    days: int

    @property
    def is_held(self) -> bool:
        """Whether anybody holds it, named or not."""
        return bool(self.holding)

    @property
    def holders(self) -> list[str]:
        """The names of those who hold it, where they are known."""
        return [held.person.name for held in self.holding if held.person]

    @property
    def is_sample(self) -> bool:
        """Whether any of it was made up to show Sampakt."""
        return self.office.is_sample or any(held.is_sample for held in self.holding)


@dataclass(frozen=True)
class OrganisationPage:
    """All that the page of an organisation shows; units, offices and people are empty for those who may not see."""

    organisation: Organisation
    predecessors: Sequence[Succession]
    successors: Sequence[Succession]
    sees_staff: bool
    units: Sequence[Mapping[str, Any]]
    offices: Sequence[OfficeLine]
    people: Sequence[Person]

    @property
    def vacant(self) -> int:
        """How many offices stand empty."""
        return sum(not line.is_held for line in self.offices)


def organisation_page(organisation: Organisation, viewer: Viewer, on: date) -> OrganisationPage:
    """One organisation with its successions, units, offices and people, as on a day. Six queries at most."""
    sees_staff = may_see_staff(viewer, organisation)
    told = successions_of(organisation)
    return OrganisationPage(
        organisation=organisation,
        predecessors=[each for each in told if each.successor_id == organisation.pk],
        successors=[each for each in told if each.predecessor_id == organisation.pk],
        sees_staff=sees_staff,
        units=unit_tree(organisation.units.order_by("pk")) if sees_staff else (),
        offices=office_lines(organisation.offices.all(), on) if sees_staff else (),
        people=list(organisation.people.order_by(by_alphabet("name", viewer.language))) if sees_staff else (),
    )


def successions_of(organisation: Organisation) -> list[Succession]:
    """Whom an organisation took over from, and who took over from it, oldest first. One query."""
    told = Succession.objects.filter(Q(predecessor=organisation) | Q(successor=organisation))
    return list(told.select_related("predecessor", "successor").order_by("from_on", "pk"))


def office_lines(offices: OfficeQuerySet, on: date) -> list[OfficeLine]:
    """Offices that exist on a day, each with its holders or its vacancy. Two queries, however many the offices."""
    appointments = Prefetch("appointments", queryset=Appointment.objects.select_related("person"))
    existing = offices.exclude(ends_on__lt=on).exclude(starts_on__gt=on)
    found = existing.select_related("unit", "organisation").prefetch_related(appointments)
    return [_line(office, on) for office in found.order_by("organisation_id", "unit_id", "pk")]


def vacant_offices(organisations: Collection[int], on: date) -> list[OfficeLine]:
    """The offices of these organisations that stand empty on a day, the longest vacancy first."""
    lines = office_lines(Office.objects.filter(organisation_id__in=organisations), on)
    return sorted((line for line in lines if not line.is_held), key=lambda line: line.vacant_since or on)


def _line(office: Office, on: date) -> OfficeLine:
    appointments = list(office.appointments.all())
    since = office.starts_on or (appointments[0].starts_on if appointments else None)
    empty_from = vacant_since([held.facts() for held in appointments], since, on) if since and since <= on else None
    return OfficeLine(
        office=office,
        holding=[held for held in appointments if is_held_on([held.facts()], on)],
        vacant_since=empty_from,
        days=(on - empty_from).days if empty_from else 0,
    )


def unit_tree(units: Iterable[Unit]) -> list[dict[str, Any]]:
    """Units as nested nodes for the tag ``tree``, each under the one it is part of."""
    nodes: dict[int, dict[str, Any]] = {
        unit.pk: {"unit": unit, "label": str(unit.name), "note": unit.get_kind_display(), "children": []}
        for unit in units
    }
    roots: list[dict[str, Any]] = []
    for node in nodes.values():
        above = nodes.get(node["unit"].parent_id)
        (above["children"] if above else roots).append(node)
    return roots


@dataclass(frozen=True)
class AccessPage:
    """Who signs in for an organisation, and who has been invited to."""

    roles: Sequence[OrganisationRole]
    invitations: Sequence[Invitation]


def access_page(organisation: Organisation) -> AccessPage:
    """The roles and open invitations of one organisation. Two queries."""
    return AccessPage(
        roles=list(organisation.roles.select_related("user__person").order_by("role", "pk")),
        invitations=list(organisation.invitations.open().select_related("space", "invited_by__person")),
    )


def invited_before(invitations: InvitationQuerySet, number: str) -> dict[str, Any]:
    """What one of the invitations said, for another to the same person; nothing when there is none of that number."""
    found = invitations.open().filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    told = ("name", "email", "organisation", "role", "language")
    return {name: getattr(found, name) for name in told} if found else {}


def invitation_with(secret: str) -> Invitation | None:
    """The invitation that a secret link leads to."""
    return Invitation.objects.select_related("organisation", "space").filter(digest=digest_of(secret)).first()
