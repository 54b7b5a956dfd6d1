"""Minutes of thirty items as PDF and Word, and a calendar feed of five hundred meetings; nothing of it is kept."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction
from generate import TODAY

from sampakt.governance.models import Body, Decision, Item, Meeting, Task
from sampakt.governance.printing import meeting_data, paper_as_pdf, paper_as_word
from sampakt.governance.queries.calendar import entries_of
from sampakt.governance.queries.meetings import meeting_page
from sampakt.governance.terms import MeetingState, PaperSort
from sampakt.governance.views.ics import calendar_of
from sampakt.kernel import clock
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Circle, Space

ITEMS, MEETINGS = 30, 500
SAID = Text(sv="\n\n".join(["Gruppen gick igenom läget och enades om hur arbetet ska drivas vidare. " * 4] * 3))


def printed(median: Callable[[Callable[[], Any], int], float], rounds: int) -> list[tuple[str, str, str]]:
    """What each took, from asking the database to the finished file, beside its bar."""
    with transaction.atomic():
        meeting, body = _made()
        page = meeting_page(SYSTEM, meeting)
        data = meeting_data(page, sort=PaperSort.MINUTES, language="sv")

        def asked() -> dict[str, Any]:
            return meeting_data(meeting_page(SYSTEM, meeting), sort=PaperSort.MINUTES, language="sv")

        size = len(paper_as_pdf(PaperSort.MINUTES, data, at=clock.now())) // 1024
        measured = (
            (
                f"minutes of {ITEMS} items as PDF, {size} KB",
                lambda: paper_as_pdf(PaperSort.MINUTES, asked(), at=clock.now()),
            ),
            (f"minutes of {ITEMS} items as Word", lambda: paper_as_word(PaperSort.MINUTES, asked(), at=clock.now())),
            (f"a feed of {MEETINGS} meetings", lambda: calendar_of(entries_of(SYSTEM, TODAY, body), name="Möten")),
        )
        rows = [(name, f"{median(work, rounds) * 1000:.0f} ms", "≤ 1000 ms") for name, work in measured]
        transaction.set_rollback(True)
    return rows


def _made() -> tuple[Meeting, Body]:
    """A body with meetings on as many days; the first has items, each with a decision and an action."""
    space = Space.objects.select_related("partnership").order_by("pk")[0]
    name = Text(sv="Den uppmätta gruppen")
    seated = Circle.objects.create(space=space, name=name.sv, is_of_seats=True)
    body = Body.objects.create(space=space, key="measured", sort="steering_group", name=name, seated=seated)
    meetings = Meeting.objects.bulk_create(
        Meeting(body=body, day=TODAY + timedelta(days=number), begins_at=time(13), ends_at=time(15), place="Stadshuset")
        for number in range(MEETINGS)
    )
    first = meetings[0]
    first.state = MeetingState.HELD
    first.save()
    items = Item.objects.bulk_create(
        Item(meeting=first, place=number, title=Text(sv=f"Ärende {number}"), background=SAID, minutes=SAID)
        for number in range(1, ITEMS + 1)
    )
    decisions = Decision.objects.bulk_create(
        Decision(
            body=body,
            meeting=first,
            item=item,
            year=TODAY.year,
            number=item.place,
            decided_on=TODAY,
            title=Text(sv=f"Beslut {item.place}"),
            words=SAID,
        )
        for item in items
    )
    due = date(TODAY.year + 1, 1, 31)
    Task.objects.bulk_create(
        Task(body=body, decision=decision, title=Text(sv="Att göra"), given_on=TODAY, due_on=due)
        for decision in decisions
    )
    return first, body
