"""Minutes: written item by item, adjusted by those named to do so, then locked; corrections stand beside them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain

from django.db import transaction

from sampakt.governance.access import is_person, may_see_decision, may_see_item, may_see_meeting, sees_all
from sampakt.governance.actions.deciding import PUT_OFF
from sampakt.governance.actions.decisions import approve_decisions
from sampakt.governance.actions.holding_fast import (
    hold_fast,
    hold_item_fast,
    objections_to_becoming,
    objections_to_state,
    objections_to_whole,
    record_of_item,
    take_hold,
    wrong_state,
)
from sampakt.governance.actions.intents import objections_to_adjusting_effect
from sampakt.governance.actions.tasks import report_followed_up
from sampakt.governance.models import Attendance, Correction, Decision, Item, Meeting, SignedMinutes
from sampakt.governance.queries.attending import taking_of
from sampakt.governance.queries.meetings import meeting_page
from sampakt.governance.queries.signed import FORM, composed
from sampakt.governance.rules.decisions import Stand, objections_to_deciding, paragraph
from sampakt.governance.rules.signing import digest_of
from sampakt.governance.terms import THERE, DecisionOutcome, GovernanceObjection, MeetingState, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations.models import User
from sampakt.trail.actions import record


@transaction.atomic
def write_minutes(
    item: Item, *, words: Text, by: Viewer, conclusion: str | None = None, version: int | None = None
) -> Item:
    """Write what the minutes say of an item, and what came of it when it needed no decision (None: as it was).

    What was decided was neither put off nor withdrawn. To take note of a report and decide on it goes together.
    """
    meeting = hold_item_fast(item, by=by)
    refuse_if(objections_to_state(meeting, (MeetingState.HELD,)))
    if conclusion in PUT_OFF and conclusion != item.conclusion:
        refuse_if(_objections_to_putting_off(item, by))
    values: dict[str, object] = {"minutes": words}
    if conclusion is not None:
        values["conclusion"] = conclusion
    if changes := save_changed(item, values, version=version):
        record_of_item(Verb.WRITE_MINUTES, item, by=by, changes=changes)
    return item


@transaction.atomic
def send_minutes(meeting: Meeting, *, by: Viewer) -> Meeting:
    """Send the minutes to those who adjust them; until they are taken back nothing in the meeting is changed.

    What the sender may not read is for those who sign to ask about: a refusal here would tell of it.
    """
    hold_fast(meeting, by=by)
    refuse_if(objections_to_becoming(meeting, MeetingState.IN_ADJUSTMENT))
    refuse_if(_objections_to_sending(meeting, by))
    values = {"state": MeetingState.IN_ADJUSTMENT, "sent_on": clock.today()}
    changes = save_changed(meeting, values, version=None)
    record(Verb.SEND_MINUTES, meeting, by=by, changes=changes, within=meeting.body)
    return meeting


@transaction.atomic
def reopen_minutes(meeting: Meeting, *, by: Viewer) -> Meeting:
    """Take the minutes back to change them. Whoever had adjusted them does so again."""
    hold_fast(meeting, by=by)
    refuse_if(objections_to_state(meeting, (MeetingState.IN_ADJUSTMENT,)))
    changes = save_changed(meeting, {"state": MeetingState.HELD, "sent_on": None}, version=None)
    Attendance.objects.filter(meeting=meeting).update(adjusted_at=None, adjusted_by=None)
    record(Verb.REOPEN_MINUTES, meeting, by=by, changes=changes, within=meeting.body)
    return meeting


@transaction.atomic
def adjust_minutes(meeting: Meeting, *, by: Viewer) -> Meeting:
    """Sign the minutes as one of those named to adjust them. With the last signature they are locked.

    The decisions of the meeting are approved with its minutes, and what waited for that comes about.
    """
    take_hold(meeting)
    if not (by.may_write and by.is_known and may_see_meeting(by, meeting)):
        raise NotAllowed
    refuse_if(objections_to_state(meeting, (MeetingState.IN_ADJUSTMENT,)))
    named = list(Attendance.objects.filter(meeting=meeting, is_adjuster=True))
    own = _own_among(named, by)
    refuse_if(_objections_to_signing(own, meeting, by))
    assert own is not None
    refuse_if(
        [
            *_objections_to_words(meeting, by),
            *_objections_to_results(meeting, by),
            *_objections_to_alone(meeting, by, _users_of(named)),
        ]
    )
    own.adjusted_at, own.adjusted_by_id = clock.now(), by.user_id
    own.save(update_fields=["adjusted_at", "adjusted_by"])
    changes: dict[str, tuple[object, object]] = {}
    if all(row.adjusted_at is not None for row in named):
        report_followed_up(meeting, by=by)
        changes = _lock(meeting, on=clock.today(), by=by)
    record(Verb.ADJUST_MINUTES, meeting, by=by, changes=changes, within=meeting.body)
    return meeting


@transaction.atomic
def note_adjustment(
    meeting: Meeting, *, on: date, by: Viewer, is_from_file: bool = False, seats: Mapping[int, Text] | None = None
) -> Meeting:
    """Record that minutes kept on paper were adjusted on a day; the paper, or its scan, is their document.

    What a partnership file tells (``is_from_file``) was signed where the file was written; ``seats`` are the names by
    which the minutes called seats that have other names now.
    """
    hold_fast(meeting, by=by)
    # Minutes that were sent wait for those who were named: they are taken back before anything else is said of them.
    refuse_if(objections_to_state(meeting, (MeetingState.HELD,)))
    objections = list(objections_to_whole(meeting, by, is_from_file=is_from_file))
    refuse_if(objections)
    if not is_from_file:
        objections += [*_objections_to_paper(meeting), *_objections_to_alone(meeting, by, {by.user_id})]
    if on < meeting.day:
        objections.append(Objection.of(GovernanceObjection.ADJUSTED_EARLIER, field="on"))
    if on > clock.today():
        objections.append(Objection.of(GovernanceObjection.DONE_IN_FUTURE, field="on"))
    refuse_if([*objections, *_objections_to_results(meeting, by)])
    if not is_from_file:
        report_followed_up(meeting, by=by)
    changes = _lock(meeting, on=on, by=by, seats=seats, loaded_on=clock.today() if is_from_file else None)
    record(Verb.ADJUST_MINUTES, meeting, by=by, changes=changes, within=meeting.body)
    return meeting


@transaction.atomic
def correct_minutes(
    meeting: Meeting, *, words: Text, by: Viewer, item: Item | None = None, made_on: date | None = None
) -> Correction:
    """Put a correction beside adjusted minutes, about one item or all. They themselves stay as they were signed."""
    hold_fast(meeting, by=by)
    if item is not None and not may_see_item(by, item):
        raise NotAllowed
    refuse_if(objections_to_correcting(meeting, item))
    correction = Correction(
        meeting=meeting, item=item, words=words, made_on=made_on or clock.today(), made_by_id=by.user_id
    )
    save_new(correction)
    if item is not None:
        record_of_item(Verb.CORRECT_MINUTES, item, by=by, changes={"correction": (None, words)})
    else:
        changes: dict[str, tuple[object, object]] = {"correction": (None, words)}
        record(Verb.CORRECT_MINUTES, meeting, by=by, changes=changes, within=meeting.body)
    return correction


def _objections_to_putting_off(item: Item, by: Viewer) -> Iterator[Objection]:
    for decision in Decision.objects.filter(item=item, outcome=DecisionOutcome.TAKEN):
        if may_see_decision(by, decision):
            number = paragraph(decision.number, decision.year)
            yield Objection.of(GovernanceObjection.DECIDED_ALREADY, field="conclusion", decision=number)


def _lock(
    meeting: Meeting,
    *,
    on: date,
    by: Viewer,
    seats: Mapping[int, Text] | None = None,
    loaded_on: date | None = None,
) -> dict[str, tuple[object, object]]:
    """Lock the minutes, and keep what they say; the trail tells its digest."""
    changes = save_changed(meeting, {"state": MeetingState.ADJUSTED, "adjusted_on": on}, version=None)
    approve_decisions(meeting, on=on, by=by)
    said = composed(meeting_page(SYSTEM, meeting), seats or {})
    digest = digest_of(said)
    SignedMinutes.objects.create(meeting=meeting, form=FORM, said=said, digest=digest, loaded_on=loaded_on)
    return {**changes, "signed": (None, digest)}


def _objections_to_sending(meeting: Meeting, by: Viewer) -> Iterator[Objection]:
    rows = list(Attendance.objects.filter(meeting=meeting).select_related("seat__office"))
    for row in rows:
        if row.is_adjuster and row.person_id is None:
            yield Objection.of(GovernanceObjection.NOBODY_TO_SIGN, seat=row.seat)
    if not rows:
        yield Objection.of(GovernanceObjection.NO_ATTENDANCE)
    elif not any(row.is_adjuster and row.presence in THERE for row in rows):
        yield Objection.of(GovernanceObjection.NO_ADJUSTER)
    if rows:
        yield from _objections_to_results(meeting, by)
        yield from _objections_to_alone(meeting, by, _users_of(row for row in rows if row.is_adjuster))
    yield from _objections_to_words(meeting, by)


def _objections_to_words(meeting: Meeting, by: Viewer) -> Iterator[Objection]:
    """Of everything on the agenda that they see something is written, decided or noted."""
    decided = set(Decision.objects.visible_to(by).filter(meeting=meeting).values_list("item_id", flat=True))
    for item in Item.objects.visible_to(by).filter(meeting=meeting):
        if not (item.minutes or item.conclusion or item.pk in decided):
            yield Objection.of(GovernanceObjection.NOTHING_WRITTEN, field=f"item-{item.pk}", item=item.title)


def _objections_to_paper(meeting: Meeting) -> Iterator[Objection]:
    """Minutes adjusted elsewhere are a document of that day or later; what is written here is signed by those named."""
    paper = meeting.minutes
    if paper is None:
        if not meeting.is_sample:
            yield Objection.of(GovernanceObjection.MINUTES_MISSING, field="minutes")
    elif paper.dated_on is not None and paper.dated_on < meeting.day:
        yield Objection.of(GovernanceObjection.MINUTES_EARLIER, field="minutes", document=paper.title)
    if meeting.is_sample or not Item.objects.filter(meeting=meeting).exclude(minutes=Text()).exists():
        return
    for row in Attendance.objects.filter(meeting=meeting, is_adjuster=True).select_related("seat__office"):
        yield Objection.of(GovernanceObjection.ADJUSTED_HERE, seat=row.seat)


def _objections_to_results(meeting: Meeting, by: Viewer) -> Iterator[Objection]:
    """Who was there may have been corrected since something was decided: what they see of it must still hold."""
    decisions = list(Decision.objects.visible_to(by).filter(meeting=meeting).select_related("item"))
    parties = {one.pk: one.name for one in meeting.body.space.organisations.all()} if decisions else {}
    for decision in decisions:
        item = decision.item
        recused = set(item.recusals.values_list("seat_id", flat=True)) if item is not None else set()
        votes = decision.votes.select_related("seat", "organisation")
        stands = [
            Stand(str(one.seat or one.organisation), one.stance, one.seat_id, one.organisation_id) for one in votes
        ]
        taking = taking_of(meeting, item)
        found = objections_to_deciding(decision.outcome, decision.rule, stands, taking, recused=recused, names=parties)
        number, field = paragraph(decision.number, decision.year), f"decision-{decision.pk}"
        if decision.intends is not None:
            found = chain(found, objections_to_adjusting_effect(decision, by))
        for why in found:
            told = Objection.of(GovernanceObjection.OF_DECISION, field=field, decision=number, why=why)
            yield replace(told, code=why.code)


def _objections_to_alone(meeting: Meeting, by: Viewer, readers: Collection[int | None]) -> Iterator[Objection]:
    """What changes a promise, or an approved decision, is read by another than whoever recorded it; operators may."""
    if by.is_operator:
        return
    waiting = Decision.objects.visible_to(by).filter(meeting=meeting, recorded_by__isnull=False)
    for decision in waiting.select_related("supersedes"):
        if decision.is_for_two and set(readers) <= {decision.recorded_by_id}:
            number = paragraph(decision.number, decision.year)
            yield Objection.of(GovernanceObjection.ADJUSTED_BY_ANOTHER, f"decision-{decision.pk}", decision=number)


def _users_of(named: Iterable[Attendance]) -> set[int | None]:
    """Who signs in as those named."""
    persons = {row.person_id for row in named if row.person_id is not None}
    return set(User.objects.filter(person__in=persons, is_active=True).values_list("pk", flat=True))


def objections_to_adjusting(meeting: Meeting, by: Viewer) -> Iterator[Objection]:
    """What stands against that somebody signs the minutes now."""
    wrong = list(objections_to_state(meeting, (MeetingState.IN_ADJUSTMENT,)))
    named = () if wrong else Attendance.objects.filter(meeting=meeting, is_adjuster=True)
    yield from wrong or _objections_to_signing(_own_among(named, by), meeting, by)


def _own_among(named: Iterable[Attendance], by: Viewer) -> Attendance | None:
    return next((row for row in named if is_person(by, row.person_id)), None)


def _objections_to_signing(own: Attendance | None, meeting: Meeting, by: Viewer) -> Iterator[Objection]:
    if own is None or own.presence not in THERE:
        yield Objection.of(GovernanceObjection.NOT_ADJUSTER)
    elif own.adjusted_at is not None:
        yield Objection.of(GovernanceObjection.ALREADY_ADJUSTED)
    elif not sees_all(by, meeting.body):
        yield Objection.of(GovernanceObjection.SIGNS_NO_LONGER)


def objections_to_correcting(meeting: Meeting, item: Item | None = None) -> Iterator[Objection]:
    """Only what is locked is corrected beside."""
    if meeting.state == MeetingState.CANCELLED:
        yield wrong_state(meeting)
    elif meeting.state != MeetingState.ADJUSTED:
        yield Objection.of(GovernanceObjection.NOT_ADJUSTED)
    if item is not None and item.meeting_id != meeting.pk:
        yield Objection.of(GovernanceObjection.ITEM_ELSEWHERE, field="item")
