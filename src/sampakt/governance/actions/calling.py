"""Letters to those who sit in a body, about a meeting of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sampakt.governance.models import Body, Meeting
from sampakt.governance.queries.attending import holders_on, seats_on
from sampakt.kernel import clock
from sampakt.organisations.models import Person
from sampakt.post.actions import write_letter

News = Literal["called", "changed", "cancelled"]


@dataclass(frozen=True)
class Reached:
    """Somebody who can be written to, where, and in which language."""

    person: Person
    email: str
    language: str


def members_reached(body: Body, day: date) -> Iterator[Reached]:
    """Each who sits in the body that day and has an address; nobody whose account is closed."""
    people = Person.objects.filter(pk__in=holders_on(seats_on(body, day), day).values()).select_related("user")
    for person in people.order_by("pk"):
        account = getattr(person, "user", None)
        if account.is_active if account is not None else bool(person.email):
            email = account.email if account is not None else person.email
            language = (account.language if account is not None else "") or body.space.partnership.language
            yield Reached(person, email, language)


def write_to_members(meeting: Meeting, news: News, *, moved_from: date | None = None) -> int:
    """Write to each who sits in the body that day and has an address; answers how many letters.

    Of a meeting that is moved the letter names the day for which it was called, ``moved_from``.

    Items that only those who sit there see are not named: a letter travels in the open and lies in other hands.
    """
    body = meeting.body
    day = max(meeting.day, clock.today())
    items = list(meeting.items.all())
    told = 0
    for reached in members_reached(body, day):
        letter = write_letter(
            to=reached.email,
            template="governance/letters/meeting.txt",
            language=reached.language,
            occasion=f"meeting {meeting.pk} {news} {meeting.version} {reached.person.pk}",
            name=reached.person.name,
            news=news,
            moved_from=moved_from,
            meeting=meeting,
            body=body,
            items=[item for item in items if not item.is_restricted],
        )
        told += letter is not None
    return told
