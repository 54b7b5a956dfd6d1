"""Promises of meetings and decisions through the whole stack: assessed as the body works, shown to who may see."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.governance.conftest import Cast

from sampakt.agreements.actions import draft_agreement
from sampakt.agreements.models import Agreement
from sampakt.agreements.terms import AgreementKind
from sampakt.commitments.actions import change_commitment, record_deed, register_commitment
from sampakt.commitments.models import Commitment, Deed, StoredAssessment
from sampakt.commitments.queries.assess import assess
from sampakt.commitments.queries.evidence import evidence_lines
from sampakt.commitments.queries.stored import answers_today
from sampakt.commitments.rules import AsOf
from sampakt.commitments.terms import Basis, Check, DeedSort, Status, Strength
from sampakt.governance.actions import Brings, VoteLine, change_body, decide, form_body
from sampakt.governance.actions.agenda import add_item, add_material, change_item
from sampakt.governance.actions.attendance import AttendanceLine, take_attendance
from sampakt.governance.actions.meetings import change_meeting, hold_meeting, plan_meeting
from sampakt.governance.actions.minutes import write_minutes
from sampakt.governance.models import Body, Decision, Meeting, Seat
from sampakt.governance.queries.counting import promises_counting
from sampakt.governance.terms import BodySort, Conclusion, DecisionOutcome, Effect, ItemSort, Presence, Stance
from sampakt.kernel import clock
from sampakt.kernel.errors import Refused
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import NOBODY, SYSTEM
from sampakt.organisations.models import Space
from sampakt.papers.actions import add_document
from sampakt.papers.models import Document

Promise = Callable[..., Commitment]
DAY = date(2025, 3, 10)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def promise(agreement: Agreement) -> Promise:
    """A promise of that kind with those terms, from 2025 on."""

    def register(kind: str, **parameters: Any) -> Commitment:
        return register_commitment(
            agreement,
            by=SYSTEM,
            title=Text(sv=kind, en=kind),
            strength=Strength.BINDING,
            check_by=Check.RECORDS,
            kind=kind,
            parameters=parameters,
            starts_on=date(2025, 1, 1),
        )

    return register


@pytest.fixture
def meeting(body: Body, office_seat: Seat, seat: Seat) -> Meeting:
    """A meeting on 3 February 2025 that was held; who was there is not known yet."""
    return hold_meeting(plan_meeting(body, day=date(2025, 2, 3), by=SYSTEM), by=SYSTEM)


def attended(meeting: Meeting, *seats: Seat, presence: str = Presence.PRESENT) -> None:
    take_attendance(meeting, lines=[AttendanceLine(one, presence) for one in seats], by=SYSTEM)


def paper(body: Body, day: date) -> Document:
    return add_document(body.space, title=Text(sv="Underlag"), dated_on=day, audience=Audience.PARTNERS, by=SYSTEM)


def status(one: Commitment) -> str:
    """How the promise stands as stored."""
    return StoredAssessment.objects.get(commitment=one).status


def test_a_meeting_counts_once_it_was_held_and_shown(
    promise: Promise, body: Body, meeting: Meeting, seat: Seat
) -> None:
    yearly = promise("meetings", body=body.key)
    assert status(yearly) == Status.NOT_YET_DUE
    attended(meeting, seat, presence=Presence.ABSENT)
    assert status(yearly) == Status.NOT_YET_DUE
    attended(meeting, seat)
    assert status(yearly) == Status.KEPT
    attended(meeting)
    assert status(yearly) == Status.NOT_YET_DUE
    change_meeting(meeting, minutes=paper(body, date(2025, 2, 4)), by=SYSTEM)
    assert status(yearly) == Status.KEPT


def test_what_a_meeting_takes_up_counts_unless_it_is_put_off_or_restricted(
    promise: Promise, body: Body, meeting: Meeting, seat: Seat
) -> None:
    follow_up = promise("agenda_item", body=body.key)
    attended(meeting, seat)
    item = add_item(meeting, sort=ItemSort.FOLLOW_UP, title=Text(sv="Uppföljning"), by=SYSTEM)
    assert status(follow_up) == Status.KEPT
    write_minutes(item, words=Text(sv="Senare."), conclusion=Conclusion.POSTPONED, by=SYSTEM)
    assert status(follow_up) == Status.NOT_YET_DUE
    write_minutes(item, words=Text(sv="Året gicks igenom."), conclusion=Conclusion.NOTED, by=SYSTEM)
    assert status(follow_up) == Status.KEPT
    change_item(item, is_restricted=True, by=SYSTEM)
    assert status(follow_up) == Status.NOT_YET_DUE


def test_a_body_reports_by_an_item_from_it(
    promise: Promise, body: Body, meeting: Meeting, seat: Seat, agreement: Agreement
) -> None:
    partnership = agreement.space.partnership
    group = form_body(
        partnership, name=Text(sv="Grupp"), sort=BodySort.WORKING_GROUP, reports_to=body, formed_on=DAY, by=SYSTEM
    )
    change_body(group, formed_on=date(2024, 1, 1), by=SYSTEM)
    reports = promise("reports_to", body=body.key)
    assert status(reports) == Status.NOT_YET_DUE
    attended(meeting, seat)
    add_item(meeting, sort=ItemSort.REPORT, title=Text(sv="Rapport"), from_body=group, by=SYSTEM)
    assert status(reports) == Status.KEPT


def test_a_sub_agreement_is_met_about(
    promise: Promise, body: Body, meeting: Meeting, seat: Seat, agreement: Agreement
) -> None:
    about = promise("meetings", about="sub_agreement")
    assert status(about) == Status.NO_EVIDENCE
    sub = draft_agreement(
        agreement.space.partnership,
        key="sub",
        kind=AgreementKind.SUB,
        title=Text(sv="Projekt"),
        parent=agreement,
        starts_on=date(2024, 1, 1),
        audience=Audience.PARTNERS,
        by=SYSTEM,
    )
    assert status(about) == Status.NOT_YET_DUE
    attended(meeting, seat)
    add_item(meeting, title=Text(sv="Läget"), agreement=sub, by=SYSTEM)
    assert status(about) == Status.KEPT


def test_decisions_are_by_agreement_and_on_material(
    promise: Promise, body: Body, meeting: Meeting, office_seat: Seat, seat: Seat
) -> None:
    agreed = promise("agreement_required", body=body.key)
    group = form_body(body.space.partnership, name=Text(sv="Beredning"), sort=BodySort.WORKING_GROUP, by=SYSTEM)
    based = promise("based_on_material", body=body.key, from_body=group.key)
    adopted = promise("plan_adopted", per=Basis.CALENDAR_YEAR)
    assert [status(one) for one in (agreed, based, adopted)] == [
        Status.NO_EVIDENCE,
        Status.NO_EVIDENCE,
        Status.NOT_YET_DUE,
    ]
    attended(meeting, office_seat, seat)
    item = add_item(meeting, sort=ItemSort.PLAN, title=Text(sv="Plan"), by=SYSTEM)
    plan = decide(body, item=item, title=Text(sv="Plan"), effect=Effect.ADOPTS_PLAN, by=SYSTEM)
    assert Deed.objects.get() == plan.deed
    assert [status(one) for one in (agreed, based, adopted)] == [Status.KEPT, Status.NO_EVIDENCE, Status.KEPT]
    add_material(item, document=paper(body, date(2025, 2, 4)), prepared_by=group, by=SYSTEM)
    assert status(based) == Status.NO_EVIDENCE
    add_material(item, document=paper(body, date(2025, 2, 3)), prepared_by=group, by=SYSTEM)
    assert status(based) == Status.KEPT
    against = decide(
        body,
        meeting=meeting,
        title=Text(sv="Strid"),
        votes=[VoteLine(Stance.AGAINST, seat=seat), VoteLine(Stance.FOR, seat=office_seat)],
        by=SYSTEM,
    )
    assert status(agreed) == Status.BROKEN
    decide(body, meeting=meeting, title=Text(sv="Försoning"), supersedes=against, by=SYSTEM)
    assert status(agreed) == Status.KEPT
    dissent = [VoteLine(Stance.AGAINST, seat=seat)]
    decide(body, meeting=meeting, title=Text(sv="Nej"), votes=dissent, outcome=DecisionOutcome.NOT_TAKEN, by=SYSTEM)
    assert status(agreed) == Status.KEPT
    Decision.objects.filter(pk=against.pk).update(approved_on=clock.today())
    decide(body, meeting=meeting, title=Text(sv="Ännu ett"), by=SYSTEM)
    assert status(agreed) == Status.BROKEN, "what is approved stands until what supersedes it is approved"
    Decision.objects.filter(supersedes=against).update(approved_on=clock.today())
    decide(body, meeting=meeting, title=Text(sv="Och ett till"), by=SYSTEM)
    assert status(agreed) == Status.KEPT


def test_what_a_promise_rests_on_is_shown_to_those_who_may_see_it(
    promise: Promise, body: Body, meeting: Meeting, seat: Seat, cast: Cast
) -> None:
    Space.objects.update(audience=Audience.PUBLIC)
    change_body(body, audience=Audience.PUBLIC, by=SYSTEM)
    attended(meeting, seat)
    add_item(meeting, sort=ItemSort.FOLLOW_UP, title=Text(sv="Uppföljning"), by=SYSTEM)
    yearly, follow_up = promise("meetings", body=body.key), promise("agenda_item", body=body.key)
    answers = list(answers_today([yearly.pk, follow_up.pk]).values())
    inside = evidence_lines(answers, cast("reader"))
    assert [(line.kind, str(line.name), line.href) for line in inside[yearly.pk]] == [
        ("meeting", "The steering group", meeting.get_absolute_url())
    ]
    assert [line.kind for line in inside[follow_up.pk]] == ["agenda_item"]
    outside = evidence_lines(answers, NOBODY)
    assert [line.kind for line in outside[yearly.pk]] == ["meeting"]
    assert outside[follow_up.pk] == []


def test_many_promises_and_meetings_are_assessed_in_as_many_questions(
    promise: Promise, body: Body, office_seat: Seat, seat: Seat, django_assert_max_num_queries: Any
) -> None:
    kinds: list[tuple[str, dict[str, Any]]] = [
        ("meetings", {"body": body.key}),
        ("agenda_item", {"body": body.key}),
        ("reports_to", {"body": body.key}),
        ("agreement_required", {"body": body.key}),
        ("based_on_material", {"body": body.key, "from_body": body.key}),
    ]
    for number in range(3):
        for month in range(1, 3):
            new = plan_meeting(body, day=date(2025, month, 10 + number), by=SYSTEM)
            attended(hold_meeting(new, by=SYSTEM), office_seat, seat)
            decide(body, meeting=new, title=Text(sv="Något"), by=SYSTEM)
        for kind, parameters in kinds:
            promise(kind, **parameters)
    with django_assert_max_num_queries(14):
        found = assess(Commitment.objects.all(), AsOf(DAY))
    assert len(found) == 15


def test_a_promise_of_meetings_says_whose_or_about_what(agreement: Agreement, body: Body, promise: Promise) -> None:
    for parameters in ({}, {"min": 2}, {"body_sorts": []}):
        with pytest.raises(Refused) as refused:
            promise("meetings", **parameters)
        assert [(one.code, one.field) for one in refused.value.objections] == [("one_needed", "parameters.body")]
    assert not Commitment.objects.exists()
    for parameters in ({"body": body.key}, {"body_sorts": [body.sort]}, {"about": "sub_agreement"}):
        assert promise("meetings", **parameters).pk


def test_a_promise_of_meetings_from_before_says_nothing_of_whose_and_can_still_be_changed(
    agreement: Agreement, body: Body, promise: Promise
) -> None:
    old = promise("meetings", body=body.key)
    Commitment.objects.filter(pk=old.pk).update(parameters={})
    old.refresh_from_db()
    change_commitment(old, title=Text(sv="Vi möts"), kind="meetings", parameters={}, by=SYSTEM)
    assert str(old.title) == "Vi möts"
    with pytest.raises(Refused):
        change_commitment(old, parameters={"min": 2}, by=SYSTEM)
    assert status(old)


def test_a_plan_promised_of_a_body_is_not_another_body_s_to_adopt(
    promise: Promise, body: Body, meeting: Meeting, office_seat: Seat, seat: Seat
) -> None:
    group = form_body(body.space.partnership, name=Text(sv="Beredning"), sort=BodySort.WORKING_GROUP, by=SYSTEM)
    of_group = promise("plan_adopted", body=group.key)
    of_body = promise("plan_adopted", body=body.key, type="årsplan")
    attended(meeting, office_seat, seat)
    about: Any = {"meeting": meeting, "title": Text(sv="Plan"), "effect": Effect.ADOPTS_PLAN, "by": SYSTEM}
    with pytest.raises(Refused) as refused:
        decide(body, **about)
    assert [(one.code, one.field) for one in refused.value.objections] == [("type_missing", "type")]
    decide(body, brings=Brings(type="Årsplan"), **about)
    assert [status(one) for one in (of_group, of_body)] == [Status.NOT_YET_DUE, Status.KEPT]
    assert [one.commitment for one in promises_counting(SYSTEM, body)] == [of_body]
    record_deed(body.space, sort=DeedSort.PLAN, title=Text(sv="Plan"), done_on=DAY, by=SYSTEM)
    assert status(of_group) == Status.KEPT, "what no body here decided was recorded by hand"
