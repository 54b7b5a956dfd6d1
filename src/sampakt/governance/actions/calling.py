"""Letters to those who sit in a body, about a meeting of it."""

from datetime import date
from typing import Literal

from sampakt.governance.models import Meeting
from sampakt.governance.queries.attending import holders_on, seats_on
from sampakt.kernel import clock
from sampakt.organisations.models import Person
from sampakt.post.actions import write_letter

News = Literal["called", "changed", "cancelled"]


def write_to_members(meeting: Meeting, news: News, *, moved_from: date | None = None) -> int:
    """Write to each who sits in the body that day and has an address; answers how many letters.

    Of a meeting that is moved the letter names the day for which it was called, ``moved_from``.

    Items that only those who sit there see are not named: a letter travels in the open and lies in other hands.
    """
    body = meeting.body
    day = max(meeting.day, clock.today())
    people = Person.objects.filter(pk__in=holders_on(seats_on(body, day), day).values()).select_related("user")
    items = list(meeting.items.all())
    told = 0
    for person in people.order_by("pk"):
        account = getattr(person, "user", None)
        is_reached = account.is_active if account is not None else bool(person.email)
        if not is_reached:
            continue
        letter = write_letter(
            to=account.email if account is not None else person.email,
            template="governance/letters/meeting.txt",
            language=(account.language if account is not None else "") or body.space.partnership.language,
            occasion=f"meeting {meeting.pk} {news} {meeting.version} {person.pk}",
            name=person.name,
            news=news,
            moved_from=moved_from,
            meeting=meeting,
            body=body,
            items=[item for item in items if not item.is_restricted],
        )
        told += letter is not None
    return told
