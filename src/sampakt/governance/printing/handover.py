"""What the handover to a successor says, as plain data in one language."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from sampakt.commitments.queries.ledger import Row
from sampakt.governance.models import Decision, Meeting
from sampakt.governance.printing.meetings import clock_words
from sampakt.governance.printing.named import cited, facts_of, seat_of, task_of, whose
from sampakt.governance.queries.bodies import SeatLine
from sampakt.governance.queries.handover import HandoverPack, PastMeeting
from sampakt.papers.models import Document
from sampakt.papers.printing import passage, phrase
from sampakt.ui.looks import word_of
from sampakt.ui.writing import written_day


def handover_data(pack: HandoverPack, *, language: str) -> dict[str, Any]:
    """All that is handed over with a seat."""
    with translation.override(language):
        body, page = pack.body, pack.page
        name, seat = phrase(body.name, language), seat_of(pack.seat, language)
        holders = [one.name for line in page.seats if line.seat.pk == pack.seat.pk for one in line.holders if one.name]
        return {
            "language": language,
            "title": _("Handover: %(seat)s") % {"seat": seat.words},
            "subtitle": ", ".join(filter(None, (name.words, written_day(pack.day)))),
            "author": name.words,
            "description": _("What is handed over with a seat in %(body)s") % {"body": name.words},
            "kicker": phrase(body.space.partnership.name, language),
            "footer": f"{name.words} · {seat.words} · {written_day(pack.day)}",
            "body": name,
            "remarks": list(_remarks(pack)),
            "facts": facts_of(
                (
                    (_("Party"), whose(pack.seat)),
                    (_("Holder"), ", ".join(holders)),
                    (_("How it decides"), body.get_decision_rule_display() if body.decision_rule else ""),
                    (_("Reports to"), str(page.reports_to.name) if page.reports_to else ""),
                    (_("Set up by"), str(page.agreement.title) if page.agreement else ""),
                    (_("Address"), settings.ADDRESS + body.get_absolute_url()),
                )
            ),
            "task": passage(body.task, language),
            "limits": passage(body.limits, language),
            "appointed_by": passage(body.appointed_by, language),
            "seats": [_seat(line, language) for line in page.seats],
            "own_tasks": [task_of(task, language) for task in pack.own],
            "other_tasks": [task_of(task, language) for task in pack.others],
            "decisions": [_decision(one, language) for one in pack.decisions],
            "coming": [_coming(one) for one in pack.coming],
            "past": [_past(one, language) for one in pack.past],
            "own_promises": _promises(pack.own_promises, language),
            "promises": _promises(pack.promises, language),
            "labels": _labels(),
        }


def _remarks(pack: HandoverPack) -> Iterator[str]:
    """What whoever holds the paper must know first."""
    if pack.is_restricted:
        yield _("This copy holds what is only for those who sit in the body. Do not pass it on.")
    if pack.body.is_sample:
        yield _("The body is invented sample data.")


def _labels() -> dict[str, str]:
    return {
        "about_body": _("Promises about the body"),
        "actions": _("Actions to do"),
        "appointed_by": _("Who appoints"),
        "coming": _("Next meetings"),
        "composition": _("Who sits"),
        "date": _("Date"),
        "decision": _("Decision"),
        "decisions": _("Decisions in force"),
        "due": _("Due"),
        "for_others": _("For others"),
        "for_seat": _("For this seat"),
        "holder": _("Holder"),
        "limits": _("Limits of what it may decide"),
        "mandate": _("Mandate"),
        "none": _("None."),
        "of_office": _("Promises that the office answers for"),
        "past": _("Documents of the last meetings"),
        "party": _("Party"),
        "place": _("Venue"),
        "promise": _("Promise"),
        "restricted": _("Only for those who sit in the body"),
        "seat": _("Seat"),
        "status": _("How it stands"),
        "task": _("Task"),
        "time": _("Time"),
        "vacant": _("Vacant"),
        "what": _("What"),
        "who": _("Who"),
    }


def _seat(line: SeatLine, language: str) -> dict[str, Any]:
    names = ", ".join(one.name for one in line.holders if one.name)
    return {
        "seat": seat_of(line.seat, language),
        "party": whose(line.seat),
        "holder": names or _vacant(line),
        "is_vacant": line.is_vacant,
    }


def _decision(decision: Decision, language: str) -> dict[str, Any]:
    return {
        "number": cited(decision),
        "date": " · ".join(filter(None, (written_day(decision.decided_on), _unapproved(decision)))),
        "title": phrase(decision.title, language),
        "words": passage(decision.words, language),
        "address": settings.ADDRESS + decision.get_absolute_url(),
        "is_restricted": decision.is_restricted,
    }


def _vacant(line: SeatLine) -> str:
    if line.is_vacant:
        return _("Vacant")
    return _("Nobody yet") if line.is_to_fill else _("Held, holder not named")


def _unapproved(decision: Decision) -> str:
    return "" if decision.approved_on else _("not approved yet")


def _coming(meeting: Meeting) -> dict[str, str]:
    return {
        "date": written_day(meeting.day, "weekday"),
        "time": clock_words(meeting),
        "place": meeting.place,
        "address": settings.ADDRESS + meeting.get_absolute_url(),
    }


def _past(past: PastMeeting, language: str) -> dict[str, Any]:
    documents = [*([past.minutes] if past.minutes else []), *past.material]
    return {
        "date": written_day(past.meeting.day),
        "address": settings.ADDRESS + past.meeting.get_absolute_url(),
        "documents": [_document(one, language, is_restricted=one in past.closed) for one in documents],
    }


def _document(document: Document, language: str, *, is_restricted: bool) -> dict[str, Any]:
    return {
        "title": phrase(document.title, language),
        "address": settings.ADDRESS + document.get_absolute_url(),
        "is_restricted": is_restricted,
    }


def _promises(rows: Iterable[Row], language: str) -> list[dict[str, Any]]:
    return [
        {
            "reference": row.commitment.reference,
            "title": phrase(row.commitment.title, language),
            "status": word_of(row.status),
            "due": written_day(row.due_on) if row.due_on else "",
            "why": row.explanation,
        }
        for row in rows
    ]
