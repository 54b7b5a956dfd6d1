"""What the start page says comes within ninety days, and what is asked of agreements that end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from sampakt.agreements.actions import change_agreement, end_agreement, plan_step, record_step, sign
from sampakt.agreements.models import Agreement
from sampakt.agreements.terms import RenewalKind
from sampakt.commitments.actions.deeds import record_deed
from sampakt.commitments.models import Commitment
from sampakt.desk.queries import needs_page, start_page
from sampakt.desk.terms import Coming, Sort
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation

pytestmark = pytest.mark.django_db

Register = Callable[..., Commitment]


def test_what_comes_within_ninety_days(
    register: Register, agreement: Agreement, cast: Any, huddinge: Organisation, today: date
) -> None:
    party = agreement.parties.get(organisation=huddinge)
    plan_step(party, by=SYSTEM, kind="council", instance=Text(en="The council"), planned_on=today + timedelta(days=50))
    register("One", due=40)
    register("Two, alike", due=60)
    register("Two, too", due=60)
    register("Too far", due=91)
    dates = start_page(cast.viewer("coordinator"), today).dates
    assert [(date.kind, str(date.title)) for date in dates] == [
        (Coming.DEADLINE, "One"),
        (Coming.STEP, "The council"),
        (Coming.DEADLINE, "2 commitments fall due"),
    ]


def test_it_is_said_that_not_all_days_fit(register: Register, cast: Any, today: date) -> None:
    for number in range(10):
        register(f"Promise {number}", due=20 + number)
    page = start_page(cast.viewer("coordinator"), today)
    assert (len(page.dates), page.has_more_dates) == (8, True)
    assert "More days lie within 90 days:" in cast.client("coordinator").get("/").content.decode()


def test_a_planned_decision_whose_day_has_passed_is_asked_of_who_coordinates_the_party(
    agreement: Agreement, cast: Any, huddinge: Organisation, sodertorn: Organisation, today: date
) -> None:
    planned = {"by": SYSTEM, "kind": "council", "instance": Text(en="The council")}
    for organisation in (huddinge, sodertorn):
        party = agreement.parties.get(organisation=organisation)
        plan_step(party, planned_on=today + timedelta(days=9), **planned)
        plan_step(party, planned_on=today - timedelta(days=9), position=0, **planned)

    def asked(name: str) -> list[str]:
        viewer = cast.viewer(name)
        (page, everything) = start_page(viewer, today), needs_page(viewer, today, "1")
        rows = [need.action for need in page.needs if need.sort == Sort.STEP]
        assert rows == [need.action for need in everything.to_do if need.sort == Sort.STEP]
        return rows

    step = agreement.parties.get(organisation=huddinge).steps.get(position=0)
    assert asked("coordinator") == [f"{agreement.get_absolute_url()}steps/{step.pk}/record/"]
    assert asked("contact") == []
    record_step(step, decided_on=today, outcome="approves", by=SYSTEM)
    assert asked("coordinator") == []


def test_the_end_of_an_agreement_comes(agreement: Agreement, cast: Any, today: date) -> None:
    for party in agreement.parties.filter(signed_on=None):
        sign(party, by=SYSTEM, signed_on=today - timedelta(days=700), even_if_undecided=True)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=today + timedelta(days=30))
    page = start_page(cast.viewer("coordinator"), today)
    assert RenewalKind.LAST_DAY in {each.kind for each in page.dates}


def test_a_recorded_decision_answers_what_follows_until_the_last_day(
    agreement: Agreement, cast: Any, today: date
) -> None:
    for party in agreement.parties.filter(signed_on=None):
        sign(party, by=SYSTEM, signed_on=today - timedelta(days=700), even_if_undecided=True)
    change_agreement(agreement, by=SYSTEM, decide_months_before=30)

    def asked() -> list[str]:
        needs = start_page(cast.viewer("coordinator"), today).needs
        assert {need.action for need in needs} <= {f"{agreement.get_absolute_url()}#follows"}
        return [str(need.why) for need in needs]

    assert asked() == ["What follows should have been decided by now."]
    record_deed(agreement.space, by=SYSTEM, sort="continuation", title=Text(en="The council decided"), done_on=today)
    assert asked() == []
    change_agreement(agreement, by=SYSTEM, ends_on=today - timedelta(days=1))
    assert asked() == ["It has run out, and what was decided is not recorded yet."]
    end_agreement(agreement, by=SYSTEM, ended_on=today - timedelta(days=1))
    assert asked() == []
