"""Promises of bodies through the whole stack: registered, assessed, assessed again, and shown to those who may see."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.governance.conftest import Browser, Cast

from sampakt.agreements.models import Agreement, Partnership
from sampakt.commitments.actions import register_commitment
from sampakt.commitments.forms import CommitmentForm
from sampakt.commitments.forms.parameters import collected
from sampakt.commitments.models import Commitment, StoredAssessment
from sampakt.commitments.queries.assess import assess
from sampakt.commitments.queries.evidence import evidence_lines
from sampakt.commitments.queries.pages import commitment_page
from sampakt.commitments.queries.parameters import Names, Sort, asked_by, offered_to
from sampakt.commitments.queries.registry import all_kinds
from sampakt.commitments.queries.stored import answers_today
from sampakt.commitments.rules import AsOf
from sampakt.commitments.templatetags.commitments import told_parameters
from sampakt.commitments.terms import Check, Family, Status, Strength
from sampakt.governance.actions import add_seat, change_body, fill_seat, form_body
from sampakt.governance.kinds import KINDS
from sampakt.governance.models import Body, Seat
from sampakt.governance.terms import BodySort, Position
from sampakt.kernel import clock
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import NOBODY, SYSTEM
from sampakt.organisations.actions import appoint
from sampakt.organisations.models import Office, Organisation, Person, Space

Promise = Callable[..., Commitment]
DAY = date(2025, 3, 10)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def promise(agreement: Agreement) -> Promise:
    """A promise of that kind with those terms."""

    def register(kind: str, **parameters: Any) -> Commitment:
        return register_commitment(
            agreement,
            by=SYSTEM,
            title=Text(sv=kind, en=kind),
            strength=Strength.BINDING,
            check_by=Check.RECORDS,
            kind=kind,
            parameters=parameters,
        )

    return register


def status(one: Commitment) -> str:
    """How the promise stands as stored."""
    return StoredAssessment.objects.get(commitment=one).status


def test_all_are_known_and_stand_in_the_family_of_what_they_are_about() -> None:
    assert {kind.family for kind in KINDS} == {Family.GOVERNANCE, Family.MEETING, Family.PLAN, Family.REPORT}
    assert {kind.code for kind in KINDS} <= all_kinds().keys()


def test_a_change_of_the_body_is_assessed_at_once(
    promise: Promise, body: Body, office_seat: Seat, office: Office, seat: Seat
) -> None:
    huddinge = office.organisation
    there = promise("body_exists", body=body.key, body_sorts=[body.sort])
    director = promise("seat", body=body.key, offices={huddinge.code: [office.key]})
    chair = promise("chair", body=body.key, organisation=huddinge.code)
    equal = promise("parity", body=body.key)
    assert [status(one) for one in (there, director, chair, equal)] == [
        Status.KEPT,
        Status.NO_EVIDENCE,
        Status.NO_EVIDENCE,
        Status.NO_EVIDENCE,
    ]
    appoint(office, starts_on=date(2022, 1, 1), by=SYSTEM)
    assert [status(one) for one in (director, chair, equal)] == [Status.KEPT, Status.KEPT, Status.BROKEN]
    fill_seat(seat, person=None, starts_on=date(2025, 1, 1), by=SYSTEM)
    assert status(equal) == Status.KEPT
    change_body(body, dissolved_on=date(2025, 2, 28), by=SYSTEM)
    assert status(there) == Status.OVERDUE


def test_time_alone_ends_a_seat(promise: Promise, body: Body, seat: Seat, sodertorn: Organisation) -> None:
    fill_seat(seat, person=None, starts_on=date(2024, 1, 1), ends_on=date(2025, 6, 30), by=SYSTEM)
    one = promise("seat", body=body.key, organisations=[sodertorn.code])
    assert status(one) == Status.KEPT
    assert StoredAssessment.objects.get(commitment=one).stands_until == date(2025, 7, 1)


def test_evidence_names_the_seat_and_nobody_in_it(
    promise: Promise, body: Body, seat: Seat, rector: Person, cast: Cast
) -> None:
    Space.objects.update(audience=Audience.PUBLIC)
    change_body(body, audience=Audience.PUBLIC, by=SYSTEM)
    fill_seat(seat, person=rector, starts_on=date(2024, 1, 1), by=SYSTEM)
    one = promise("seat", body=body.key, organisations=[rector.organisation.code])
    answers = answers_today([one.pk]).values()
    (line,) = evidence_lines(answers, cast("reader"))[one.pk]
    assert (line.kind, str(line.name), line.href) == ("holding", "Dekan", seat.get_absolute_url())
    assert evidence_lines(answers, NOBODY)[one.pk] == []
    there = promise("body_exists", body=body.key, body_sorts=[body.sort])
    (line,) = evidence_lines(answers_today([there.pk]).values(), NOBODY)[there.pk]
    assert (line.kind, line.href) == ("body", body.get_absolute_url())


def test_a_body_of_ones_own_is_no_evidence_for_what_all_see(
    promise: Promise, body: Body, huddinge: Organisation
) -> None:
    one = promise("body_exists", body=body.key, body_sorts=[body.sort])
    assert status(one) == Status.KEPT
    change_body(body, audience=Audience.OWN, organisation=huddinge, by=SYSTEM)
    assert status(one) == Status.NO_EVIDENCE


def test_a_promise_that_has_ended_stands_as_on_its_last_day(
    promise: Promise, body: Body, agreement: Agreement, sodertorn: Organisation, seat: Seat
) -> None:
    fill_seat(seat, person=None, starts_on=date(2022, 1, 1), ends_on=date(2023, 12, 31), by=SYSTEM)
    one = promise("seat", body=body.key, organisations=[sodertorn.code])
    Commitment.objects.filter(pk=one.pk).update(ends_on=date(2023, 12, 31))
    (found,) = assess(Commitment.objects.filter(pk=one.pk), AsOf(DAY))
    assert (found.finding.status, found.finding.stands_until) == (Status.KEPT, None)


def test_many_promises_and_bodies_are_assessed_in_as_many_questions(
    promise: Promise, body: Body, seat: Seat, huddinge: Organisation, django_assert_num_queries: Any
) -> None:
    promise("parity", body=body.key)

    def ask() -> None:
        assert assess(Commitment.objects.all(), AsOf(DAY))

    with CaptureQueriesContext(connection) as few:
        ask()
    for number in range(5):
        group = form_body(body.space.partnership, name=Text(sv=f"Grupp {number}"), sort=BodySort.COMMITTEE, by=SYSTEM)
        sits = add_seat(group, position=Position.CHAIR, organisation=huddinge, by=SYSTEM)
        fill_seat(sits, person=None, starts_on=DAY - timedelta(days=number), by=SYSTEM)
        promise("chair", body=group.key, organisation=huddinge.code)
    with django_assert_num_queries(len(few)):
        ask()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_asks_for_its_body_by_name(
    kind: Any, partnership: Partnership, body: Body, office: Office, cast: Cast
) -> None:
    form = CommitmentForm(partnership=partnership, viewer=cast("coordinator"), kind=kind)
    asked = next(one for one in asked_by(kind) if one.name == "body")
    assert asked.sort == Sort.OFFERED
    assert (body.key, "The steering group") in list(form.fields["parameters.body"].choices)  # type: ignore[attr-defined]


def test_several_offices_of_one_organisation_are_chosen_and_told(
    partnership: Partnership, body: Body, office: Office, huddinge: Organisation, cast: Cast
) -> None:
    kind = all_kinds()["seat"]
    form = CommitmentForm(partnership=partnership, viewer=cast("coordinator"), kind=kind)
    assert list(form.fields[f"parameters.offices.{huddinge.code}"].choices) == [  # type: ignore[attr-defined]
        (office.key, "Municipal director")
    ]
    values = {"parameters.body": body.key, f"parameters.offices.{huddinge.code}": [office.key]}
    parameters = {"body": body.key, "offices": {huddinge.code: [office.key]}}
    assert collected(kind, values) == parameters
    names = Names(
        {huddinge.code: huddinge.name},
        {huddinge.code: {office.key: "Municipal director"}},
        offered=offered_to(cast("coordinator"), partnership.pk, kind),
    )
    assert dict(told_parameters(kind, parameters, names)) == {
        "Body": "The steering group",
        "Named offices": "Huddinge kommun: Municipal director",
    }


def test_the_page_of_a_promise_tells_the_bodys_name(promise: Promise, body: Body, cast: Cast) -> None:
    one = promise("body_exists", body=body.key, body_sorts=[body.sort])
    page = commitment_page(one, cast("reader"), today=DAY)
    assert page.kind is not None
    assert dict(told_parameters(page.kind, one.parameters, page.names))["Body"] == "The steering group"


def test_every_kind_can_be_written_down_from_its_form(body: Body, huddinge: Organisation, browser: Browser) -> None:
    coordinator = browser("coordinator")
    needed = {
        "parameters.body": body.key,
        "parameters.from_body": body.key,
        "parameters.body_sorts": [BodySort.STEERING_GROUP],
        "parameters.organisation": huddinge.code,
        "parameters.organisations": [huddinge.code, "sodertorns-hogskola"],
        "parameters.months": "12",
    }
    for kind in KINDS:
        address = f"/partnerships/huddinge-sodertorn/commitments/new/?kind={kind.code}"
        form = coordinator.get(address).context["form"]
        shown = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [])}
        asked = {name for name, field in form.fields.items() if field.required} | {"parameters.body"}
        filled = {name: value for name, value in needed.items() if name in form.fields and name in asked}
        answer = coordinator.post(address, shown | filled | {"title_en": kind.code})
        assert answer.status_code == 302, (kind.code, answer.context["form"].errors)
    assert {one.kind for one in Commitment.objects.all()} == {kind.code for kind in KINDS}
