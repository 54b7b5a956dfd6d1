"""What the call with its agenda, and the minutes, say: a meeting's page as plain data, in one language."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sampakt.governance.models import Correction, Item, Meeting, Task
from sampakt.governance.printing.named import cited, facts_of, holder_of, seat_of, task_of, voter_of, whose
from sampakt.governance.queries.meeting_lines import DecisionLine, ItemLine, MeetingPage, PresenceLine
from sampakt.governance.terms import HELD, THERE, ItemSort, MeetingState, PaperSort, Presence, Stance
from sampakt.governance.wording import how_decided
from sampakt.kernel.text import Text
from sampakt.papers.printing import passage, phrase
from sampakt.ui.writing import as_day, written_day


def meeting_data(page: MeetingPage, *, sort: PaperSort, language: str) -> dict[str, Any]:
    """All that may be said of a meeting on paper. The agenda leaves out what the minutes say, and who was there."""
    with translation.override(language):
        meeting, body = page.meeting, page.body
        is_minutes = sort == PaperSort.MINUTES
        name = phrase(body.name, language)
        titles = {PaperSort.AGENDA: _("Call and agenda"), PaperSort.MINUTES: pgettext("of a meeting", "Minutes")}
        day = written_day(meeting.day)
        return {
            "language": language,
            "title": f"{titles[sort]}: {name.words}",
            "subtitle": written_day(meeting.day, "weekday"),
            "author": name.words,
            "description": f"{titles[sort]}, {name.words}, {day}",
            "kicker": phrase(body.space.partnership.name, language),
            "footer": f"{name.words} · {titles[sort].lower()} {day}",
            "body": name,
            "parties": _parties(page.attendance),
            "facts": facts_of(_facts(page, is_minutes=is_minutes)),
            "remarks": list(_remarks(page, is_minutes=is_minutes)),
            "attendance": [_presence(line, language) for line in page.attendance] if is_minutes else [],
            "called": [] if is_minutes else [_presence(line, language) for line in page.attendance],
            "items": [_item(line, language, is_minutes=is_minutes) for line in page.items],
            "decisions": [_decision(line, language) for line in page.decisions] if is_minutes else [],
            "tasks": _tasks(page, language) if is_minutes else [],
            "reported": [task_of(task, language) for task in page.reported] if is_minutes else [],
            "adjusters": [_adjuster(line, language) for line in page.adjusters] if is_minutes else [],
            "corrections": _corrections(page, language) if is_minutes else [],
            "digest": page.digest if is_minutes else "",
            "labels": _labels() | {"signed": _signed(page.loaded_on)},
        }


def _signed(loaded_on: date | None) -> str:
    """What the digest is of: what was signed here, or what a file told of minutes signed elsewhere."""
    if loaded_on is None:
        return _("Digest of all that was signed, whoever may read it (SHA-256)")
    told = _("Loaded from a file on %(day)s; signed elsewhere.") % {"day": written_day(loaded_on)}
    digest = _("Digest of what was loaded (SHA-256)")
    return f"{told} {digest}"


def _labels() -> dict[str, str]:
    """The headings and small words of the paper, so that one template serves every language."""
    return {
        "agenda": _("Agenda"),
        "actions": _("Actions to do"),
        "actions_given": _("Actions given at the meeting"),
        "adjusted": _("Adjusted"),
        "adjustment": _("Adjustment"),
        "attendance": _("Attendance"),
        "background": _("Background"),
        "called": _("Called"),
        "conclusion": _("Conclusion"),
        "conflict": _("Conflict of interest"),
        "correction": _("Correction"),
        "corrections": _("Corrections"),
        "date": _("Date"),
        "decision": _("Decision"),
        "decisions": _("Decisions"),
        "due": _("Due"),
        "holder": _("Holder"),
        "material": _("Material"),
        "party": _("Party"),
        "presence": _("Presence"),
        "reported": _("Reported back to the meeting"),
        "reservation": _("Reservation"),
        "restricted": _("Only for those who sit in the body"),
        "seat": _("Seat"),
        "what": _("What"),
        "who": _("Who"),
    }


def _parties(lines: Iterable[PresenceLine]) -> str:
    return ", ".join(dict.fromkeys(line.seat.organisation.name for line in lines if line.seat.organisation))


def _facts(page: MeetingPage, *, is_minutes: bool) -> Iterator[tuple[str, str]]:
    meeting = page.meeting
    yield _("Parties"), _parties(page.attendance)
    yield _("Time"), clock_words(meeting)
    yield _("Venue"), meeting.place
    yield _("Digital meeting"), meeting.link
    if not is_minutes:
        yield _("Called"), written_day(meeting.called_on) if meeting.called_on else ""
    elif page.quorum is not None:
        about = {"there": page.quorum.there, "needed": page.quorum.needed}
        enough = _("Enough to decide: %(there)s took part, %(needed)s needed.")
        too_few = _("Too few to decide: %(there)s took part, %(needed)s needed.")
        yield _("Quorum"), (enough if page.quorum.is_quorate else too_few) % about
        if page.quorum.absent:
            yield _("Parties that were missed"), ", ".join(party.brief for party in page.quorum.absent)
    if is_minutes and meeting.minutes is not None:
        is_signed_here = any(line.adjusted_at for line in page.adjusters)
        yield _("Minutes as a document") if is_signed_here else _("Signed minutes"), str(meeting.minutes)
    yield _("Address"), settings.ADDRESS + meeting.get_absolute_url()


def clock_words(meeting: Meeting) -> str:
    """From when to when: 13.00–15.30; empty when nothing is said."""
    return "–".join(f"{clock:%H.%M}" for clock in (meeting.begins_at, meeting.ends_at) if clock)


def _remarks(page: MeetingPage, *, is_minutes: bool) -> Iterator[str]:
    """What whoever holds the paper must know first."""
    meeting = page.meeting
    if meeting.state == MeetingState.CANCELLED:
        cancelled = _("The meeting was cancelled.")
        yield f"{cancelled} {meeting.cancelled_because}".strip()
    if is_minutes and meeting.state in HELD and meeting.adjusted_on is None:
        yield _("Draft: the minutes have not been adjusted yet.")
    if any(line.item.is_restricted for line in page.items):
        yield _("This copy holds items that are only for those who sit in the body. Do not pass it on.")
    if page.is_partial:
        yield _(
            "What only those who sit in the body may read, if there is anything, is left out of this copy. "
            "The items are numbered without it."
        )
    if meeting.is_sample:
        yield _("The meeting is invented sample data.")


def _presence(line: PresenceLine, language: str) -> dict[str, Any]:
    return {
        "seat": seat_of(line.seat, language),
        "party": whose(line.seat),
        "holder": line.name or "–",
        "presence": _presence_words(line, language),
        "was_there": line.presence in THERE,
    }


def _presence_words(line: PresenceLine, language: str) -> str:
    """Present; or for whom a deputy was: present, for the seat of the dean."""
    words = str(Presence(line.presence).label) if line.presence else ""
    if line.stands_in_for is None:
        return words
    return _("%(presence)s, in place of %(seat)s") % {
        "presence": words,
        "seat": f"{seat_of(line.stands_in_for, language).words}, {whose(line.stands_in_for)}",
    }


def _item(line: ItemLine, language: str, *, is_minutes: bool) -> dict[str, Any]:
    item = line.item
    return {
        "number": line.number,
        "title": phrase(item.title, language),
        "sort": _sort_beside(item, language),
        "is_restricted": item.is_restricted,
        "about": list(_about(line, language)),
        "background": passage(item.background, language),
        "material": [
            {
                "title": phrase(paper.document.title, language),
                "prepared_by": phrase(paper.prepared_by.name, language) if paper.prepared_by else phrase("", language),
                "dated": written_day(paper.document.dated_on) if paper.document.dated_on else "",
                "address": settings.ADDRESS + paper.document.get_absolute_url(),
            }
            for paper in line.papers
        ],
        "recusals": [
            {
                "who": holder_of(recusal.seat, language),
                "reason": phrase(recusal.reason, language),
            }
            for recusal in line.recusals
        ],
        "minutes": passage(item.minutes if is_minutes else Text(), language),
        "conclusion": item.get_conclusion_display() if is_minutes and item.conclusion else "",
        "decisions": [_decision(one, language) for one in line.decisions] if is_minutes else [],
        "tasks": [task_of(task, language) for task in line.tasks] if is_minutes else [],
        "corrections": [{"date": _made(one), "words": passage(one.words, language)} for one in line.corrections],
    }


def _about(line: ItemLine, language: str) -> Iterator[dict[str, Any]]:
    """What the item concerns, where the reader may know it."""
    named = (
        (_("Agreement"), line.agreement.title if line.agreement else None),
        (_("Commitment"), line.commitment.title if line.commitment else None),
        (_("Theme"), line.item.theme.name if line.item.theme else None),
        (_("From"), line.from_body.name if line.from_body else None),
        (_("Follows up"), line.follows_up.title if line.follows_up else None),
    )
    for label, words in named:
        if words:
            yield {"label": label, "value": phrase(words, language)}


def _sort_beside(item: Item, language: str) -> str:
    """What sort an item is, where that says something and its title does not say just that already."""
    sort: str = item.get_sort_display()
    is_said = item.sort == ItemSort.OTHER or phrase(item.title, language).words.casefold() == sort.casefold()
    return "" if is_said else sort


def _decision(line: DecisionLine, language: str) -> dict[str, Any]:
    decision = line.decision
    stances: dict[str, list[str]] = defaultdict(list)
    for vote in line.votes:
        stances[vote.stance].append(voter_of(vote, language))
    return {
        "number": cited(decision),
        "title": phrase(decision.title, language),
        "words": passage(decision.words, language),
        "outcome": decision.get_outcome_display(),
        "rule": how_decided(decision.rule, decision.outcome),
        "brings": decision.get_effect_display() if decision.effect else "",
        "supersedes": cited(decision.supersedes) if decision.supersedes else "",
        "is_restricted": decision.is_restricted,
        "positions": [
            {"stance": Stance(stance).label, "who": "; ".join(stances[stance])}
            for stance in Stance.values
            if stances[stance]
        ],
        "reservations": [
            {"who": voter_of(vote, language), "words": passage(vote.reservation, language)}
            for vote in line.votes
            if vote.reservation
        ],
        "tasks": [task_of(task, language) for task in line.tasks],
    }


def _tasks(page: MeetingPage, language: str) -> list[dict[str, str]]:
    """All that was given at the meeting, in one place for those who are to do it."""
    given: list[Task] = []
    for item in page.items:
        for line in item.decisions:
            given += line.tasks
        given += item.tasks
    for line in page.decisions:
        given += line.tasks
    return [task_of(task, language) for task in given]


def _adjuster(line: PresenceLine, language: str) -> dict[str, Any]:
    return {
        "holder": line.name or "–",
        "seat": seat_of(line.seat, language),
        "party": whose(line.seat),
        "date": written_day(as_day(line.adjusted_at)) if line.adjusted_at else "",
    }


def _corrections(page: MeetingPage, language: str) -> Sequence[dict[str, Any]]:
    return [{"date": _made(one), "words": passage(one.words, language)} for one in page.corrections]


def _made(correction: Correction) -> str:
    """On which day a correction was made, and by whom."""
    person = correction.made_by.person if correction.made_by is not None else None
    return ", ".join(filter(None, (written_day(correction.made_on), person.name if person is not None else "")))
