"""Which promises somebody is to be told of, and who that is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from sampakt.commitments.access import may_see_commitment
from sampakt.commitments.models import Commitment, CommitmentParty, Escalation
from sampakt.commitments.rules.stale import ASKED_AHEAD, STALE, Standing, levels_to_tell
from sampakt.commitments.terms import EscalationLevel, Side, Status
from sampakt.commitments.wording import explained, with_own_first
from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import NOBODY, Viewer
from sampakt.organisations.models import Appointment, Membership, OrganisationRole, Person, Space, User
from sampakt.organisations.queries import viewer_for
from sampakt.organisations.terms import OfficeFunction


@dataclass(frozen=True)
class Telling:
    """One level is to be told of one promise; ``since`` is the day it is told about.

    ``waits_for_others``: what is missing is asked of other parties than the reader's, which is ``told_to``.
    """

    commitment: Commitment
    level: EscalationLevel
    since: date
    waits_for_others: bool = False
    told_to: int | None = None

    @property
    def asked_of(self) -> frozenset[int]:
        """The organisations that all of what is missing is asked of; empty when it is asked of everybody."""
        asked = {each.get("asked_of") for each in self.commitment.assessment.finding.get("missing", ())}
        return frozenset() if None in asked else frozenset(asked)

    @property
    def why(self) -> str:
        """How it stands and why, in the reader's language; of all that is missing first what is asked of them."""
        return explained(with_own_first(self.commitment.assessment.finding, self.told_to))

    @property
    def path(self) -> str:
        """The promise's own page."""
        return self.commitment.get_absolute_url()


@dataclass(frozen=True)
class Reader:
    """Somebody with an address; ``language`` is empty when they have not chosen one."""

    email: str
    name: str
    language: str
    user: User | None
    organisation: int | None


def tellings(today: date) -> list[Telling]:
    """What is to be told today and has not been told yet. Two queries."""
    told = set(Escalation.objects.values_list("commitment_id", "level", "stale_since"))
    wanted = Q(assessment__status__in=(*STALE, Status.DUE_SOON)) | Q(
        kind="statement", assessment__due_on__lte=today + ASKED_AHEAD
    )
    rows = Commitment.objects.filter(wanted).select_related("assessment", "agreement__space", "space__partnership")
    found = []
    for row in rows.order_by("space", "position", "pk"):
        standing = Standing(
            status=row.assessment.status,
            asks_for_statement=row.kind == "statement",
            due_on=row.assessment.due_on,
            since_on=row.assessment.since_on,
            noted_on=row.created_at.date(),
        )
        found += [
            Telling(row, level, since)
            for level, since in levels_to_tell(standing, today)
            if (row.pk, level.value, since) not in told
        ]
    return found


class Directory:
    """Who answers for promises today. Six queries, and one for each account among them."""

    def __init__(self, commitments: Collection[Commitment], today: date) -> None:
        offices = {each.responsible_id for each in commitments if each.responsible_id}
        units = {each.unit_id for each in commitments if each.unit_id}
        spaces = {each.space_id for each in commitments}
        self._holders: dict[int, list[Reader]] = defaultdict(list)
        self._contacts: dict[int, list[Reader]] = defaultdict(list)
        self._roles: dict[tuple[int, str], list[Reader]] = defaultdict(list)
        self._owing: dict[int, set[int]] = defaultdict(set)
        self._viewers: dict[int, Viewer] = {}
        self._read_offices(offices, units, today)
        self._read_roles(spaces)
        ends = CommitmentParty.objects.filter(commitment__in=[each.pk for each in commitments], side=Side.OWES)
        for commitment, organisation in ends.values_list("commitment_id", "organisation_id"):
            self._owing[commitment].add(organisation)

    def readers(self, telling: Telling) -> list[Reader]:
        """Those who are told: the first of the ways to find somebody that finds anybody who may see the promise."""
        for readers in self._ways(telling):
            seeing = {each.email: each for each in readers if self._may_see(each, telling.commitment)}
            if seeing:
                return list(seeing.values())
        return []

    def waits_for_others(self, telling: Telling, reader: Reader) -> bool:
        """Whether the reader can only remind those of whom the missing thing is asked."""
        is_responsible = reader in self._holders[telling.commitment.responsible_id or 0]
        return bool(telling.asked_of) and not is_responsible and reader.organisation not in telling.asked_of

    def _ways(self, telling: Telling) -> Iterator[list[Reader]]:
        commitment, level = telling.commitment, telling.level
        if level == EscalationLevel.PERSON:
            yield self._holders[commitment.responsible_id or 0]
        if level in {EscalationLevel.PERSON, EscalationLevel.UNIT}:
            yield self._contacts[commitment.unit_id or 0]
            yield self._with_role(telling, Role.CONTACT)
        if level == EscalationLevel.LEAD:
            yield self._with_role(telling, Role.LEAD)
        if level != EscalationLevel.UNIT:
            yield self._with_role(telling, Role.COORDINATOR)

    def _with_role(self, telling: Telling, role: Role) -> list[Reader]:
        """Those with the role; only theirs who are to act, where it is known who that is and somebody is there.

        To act is for those of whom the missing thing is asked, else for those who promise by the text.
        """
        readers = self._roles[telling.commitment.space_id, role]
        acting = telling.asked_of or self._owing[telling.commitment.pk]
        return [each for each in readers if each.organisation in acting] or readers

    def _read_offices(self, offices: Collection[int], units: Collection[int], today: date) -> None:
        of_contacts = Q(office__function=OfficeFunction.CONTACT, office__unit__in=units)
        held = Appointment.objects.held_on(today).filter(Q(office__in=offices) | of_contacts, person__isnull=False)
        for each in held.select_related("office", "person__user").order_by("starts_on", "pk"):
            assert each.person is not None
            reader = _reader_of(each.person)
            if reader is None:
                continue
            if each.office_id in offices:
                self._holders[each.office_id].append(reader)
            unit = each.office.unit_id
            if each.office.function == OfficeFunction.CONTACT and unit is not None and unit in units:
                self._contacts[unit].append(reader)

    def _read_roles(self, spaces: Collection[int]) -> None:
        roles = (Role.CONTACT, Role.COORDINATOR, Role.LEAD)
        active = {"role__in": roles, "user__is_active": True}
        shared: dict[int, set[int]] = defaultdict(set)
        for space, organisation in Space.organisations.through.objects.filter(space_id__in=spaces).values_list(
            "space_id", "organisation_id"
        ):
            shared[space].add(organisation)
        members = Membership.objects.filter(space__in=spaces, **active).select_related("user__person")
        for member in members.order_by("pk"):
            self._roles[member.space_id, member.role].append(_reader(member.user, member.organisation_id))
        everywhere = OrganisationRole.objects.filter(organisation__spaces__in=spaces, **active)
        for held in everywhere.select_related("user__person").distinct().order_by("pk"):
            for space, sharing in shared.items():
                if held.organisation_id in sharing:
                    self._roles[space, held.role].append(_reader(held.user, held.organisation_id))

    def _may_see(self, reader: Reader, commitment: Commitment) -> bool:
        """Whether they can open the promise's page: by a role of their own, or because everyone can.

        An office alone opens nothing. Where its holder has no role, the next way finds somebody who has.
        """
        return may_see_commitment(NOBODY if reader.user is None else self._viewer(reader.user), commitment)

    def _viewer(self, user: User) -> Viewer:
        if user.pk not in self._viewers:
            self._viewers[user.pk] = viewer_for(user, language=user.language)
        return self._viewers[user.pk]


def _reader_of(person: Person) -> Reader | None:
    user = getattr(person, "user", None)
    if user is not None:
        return _reader(user, person.organisation_id) if user.is_active else None
    return Reader(person.email, person.name, "", None, person.organisation_id) if person.email else None


def _reader(user: User, organisation: int) -> Reader:
    return Reader(user.email, str(user), user.language, user, organisation)


def by_reader(found: Iterable[Telling], directory: Directory) -> dict[str, tuple[Reader, list[Telling]]]:
    """What each address is told of."""
    letters: dict[str, tuple[Reader, list[Telling]]] = {}
    for telling in found:
        for reader in directory.readers(telling):
            waits = directory.waits_for_others(telling, reader)
            told = replace(telling, waits_for_others=waits, told_to=reader.organisation)
            letters.setdefault(reader.email, (reader, []))[1].append(told)
    return letters
