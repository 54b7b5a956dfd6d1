"""Whom to tell of what in bodies: actions that come near or are late, and minutes that wait for a signature."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sampakt.governance.access import may_see_meeting, may_see_task
from sampakt.governance.models import Attendance, Body, Meeting, Task
from sampakt.governance.rules.tasks import SOON, is_late
from sampakt.governance.terms import MeetingState, TaskState
from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Appointment, Membership, Person, User
from sampakt.organisations.queries import viewer_for

LATE_AT_MOST = timedelta(days=60)
"""What has been late for longer than this when it first is heard of is history, and nobody is written to."""

LAIN = timedelta(days=14)
"""After so long whoever has not adjusted the minutes is told again."""

News = Literal["soon", "late", "adjust", "lain"]


@dataclass(frozen=True)
class Reader:
    """Somebody with an address, by the number of the person; ``language`` is empty when they have not chosen one."""

    person: int
    email: str
    name: str
    language: str
    user: User | None


@dataclass(frozen=True)
class Telling:
    """One thing that people are told of once; ``occasion`` tells it from all others.

    What is restricted is not named (``is_named``): a letter travels in the open and lies in other hands.
    """

    news: News
    body: Body
    record: Task | Meeting
    day: date
    occasion: str
    readers: Sequence[Reader]
    is_named: bool = True


def tellings(today: date) -> Iterator[Telling]:
    """What is to be told today, whether or not it has been told. Eight questions, and those for accounts found."""
    seeing = _Seeing()
    yield from _of_tasks(today, seeing)
    yield from _of_minutes(today, seeing)


class _Seeing:
    """What each account may see; asked once for each."""

    def __init__(self) -> None:
        self._viewers: dict[int, Viewer] = {}

    def of(self, user: User) -> Viewer:
        """The viewer of an account."""
        if user.pk not in self._viewers:
            self._viewers[user.pk] = viewer_for(user, language=user.language)
        return self._viewers[user.pk]

    def may_see(self, reader: Reader, record: Task | Meeting) -> bool:
        """Whether the link in the letter opens; who has no account is told of what is open to the parties."""
        if reader.user is None:
            return isinstance(record, Meeting) or not record.is_restricted
        viewer = self.of(reader.user)
        return may_see_task(viewer, record) if isinstance(record, Task) else may_see_meeting(viewer, record)


def _of_tasks(today: date, seeing: _Seeing) -> Iterator[Telling]:
    due = Task.objects.filter(state=TaskState.OPEN, due_on__range=(today - LATE_AT_MOST, today + SOON))
    tasks = list(due.select_related("body__space__partnership", "person__user").order_by("due_on", "pk"))
    if not tasks:
        return
    holders = _holders({task.office_id for task in tasks if task.office_id}, today)
    contacts = _contacts({task.body.space_id for task in tasks})
    for task in tasks:
        assert task.due_on is not None
        news: News = "late" if is_late(task.state, task.due_on, today) else "soon"
        if task.person is not None:
            readers = _readers([task.person])
        elif task.office_id is not None:
            readers = _readers(holders[task.office_id])
        else:
            readers = contacts[task.body.space_id, task.organisation_id or 0]
        yield Telling(
            news=news,
            body=task.body,
            record=task,
            day=task.due_on,
            occasion=f"action {task.pk} {news} {task.due_on}",
            readers=[reader for reader in readers if seeing.may_see(reader, task)],
            is_named=not task.is_restricted,
        )


def _of_minutes(today: date, seeing: _Seeing) -> Iterator[Telling]:
    waiting = Attendance.objects.filter(
        meeting__state=MeetingState.IN_ADJUSTMENT,
        meeting__sent_on__lte=today,
        is_adjuster=True,
        adjusted_at=None,
        person__isnull=False,
    )
    for row in waiting.select_related("meeting__body__space__partnership", "person__user").order_by("pk"):
        meeting, person = row.meeting, row.person
        assert meeting.sent_on is not None
        assert person is not None
        news: News = "lain" if meeting.sent_on <= today - LAIN else "adjust"
        # Only an account can sign.
        readers = [one for one in _readers([person]) if one.user is not None and seeing.may_see(one, meeting)]
        yield Telling(
            news=news,
            body=meeting.body,
            record=meeting,
            day=meeting.day,
            occasion=f"minutes {meeting.pk} {news} {meeting.sent_on}",
            readers=readers,
        )


def _holders(offices: Collection[int], today: date) -> dict[int, list[Person]]:
    found: dict[int, list[Person]] = defaultdict(list)
    held = Appointment.objects.held_on(today).filter(office__in=offices, person__isnull=False)
    for each in held.select_related("person__user").order_by("starts_on", "pk"):
        assert each.person is not None
        found[each.office_id].append(each.person)
    return found


def _contacts(spaces: Collection[int]) -> dict[tuple[int, int], list[Reader]]:
    """Those who act for each organisation in each space: its contact persons, else its coordinators."""
    by_role: dict[tuple[int, int, str], list[Person]] = defaultdict(list)
    roles = (Role.CONTACT, Role.COORDINATOR)
    members = Membership.objects.filter(space__in=spaces, role__in=roles, user__is_active=True)
    for member in members.select_related("user__person__user").order_by("pk"):
        if member.user.person is not None:
            by_role[member.space_id, member.organisation_id, member.role].append(member.user.person)
    found: dict[tuple[int, int], list[Reader]] = defaultdict(list)
    for role in roles:
        for (space, organisation, held), people in by_role.items():
            if held == role and not found[space, organisation]:
                found[space, organisation] = _readers(people)
    return found


def _readers(people: Iterable[Person]) -> list[Reader]:
    """Those among the people who can be written to."""
    found = []
    for person in people:
        user: User | None = getattr(person, "user", None)
        if user is not None and user.is_active:
            found.append(Reader(person.pk, user.email, person.name, user.language, user))
        elif user is None and person.email:
            found.append(Reader(person.pk, person.email, person.name, "", None))
    return found
