"""What the start page answers, to whom, in how many questions."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from sampakt.agreements.actions import answer_topic, sign
from sampakt.agreements.models import Agreement
from sampakt.agreements.terms import ForceRule
from sampakt.commitments.actions.deeds import record_deed
from sampakt.commitments.actions.evidence import add_evidence, return_evidence, submit_evidence
from sampakt.commitments.actions.words import confirm, state
from sampakt.commitments.models import Commitment, StoredAssessment
from sampakt.commitments.terms import Status
from sampakt.desk.queries import needs_page, start_page
from sampakt.desk.queries.all_needs import ON_A_PAGE
from sampakt.desk.queries.needs import SHOWN
from sampakt.desk.terms import Errand, Sort
from sampakt.kernel.terms import Role
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import add_office, add_unit, appoint
from sampakt.organisations.models import Organisation, OrganisationRole, User

pytestmark = pytest.mark.django_db

Register = Callable[..., Commitment]


def _titles(needs: Any) -> list[str]:
    return [str(need.title) for need in needs]


def test_in_order_of_date_and_what_has_no_day_last(register: Register, cast: Any, today: date) -> None:
    register("Undated")
    register("Later", due=20)
    register("Late", due=-3)
    register("Far ahead", due=200)
    page = start_page(cast.viewer("coordinator"), today)
    assert _titles(page.others) == ["Late", "Later", "Undated"]
    assert not page.has_more
    assert [need.errand for need in page.others] == [Errand.RECORD] * 3


def test_what_was_left_long_ago_comes_after_what_is_due(register: Register, cast: Any, today: date) -> None:
    register("Left", due=-500)
    register("Due", due=5)
    page = start_page(cast.viewer("coordinator"), today)
    assert _titles(page.others) == ["Due"]
    assert _titles(page.past) == ["Left"]
    assert _titles(page.needs) == ["Due", "Left"]


def test_ones_own_office_and_its_unit_come_first(
    register: Register, cast: Any, huddinge: Organisation, today: date
) -> None:
    unit = add_unit(huddinge, by=SYSTEM, name=Text(en="Schools"), kind="administration")
    held = add_office(huddinge, by=SYSTEM, name=Text(en="Head"), unit=unit)
    other = add_office(huddinge, by=SYSTEM, name=Text(en="Another"))
    appoint(held, by=SYSTEM, person=cast.user("coordinator").person, starts_on=today - timedelta(days=9))
    register("Another's", due=1, responsible=other)
    register("My unit's", due=9, unit=unit)
    register("My office's", due=5, responsible=held)
    page = start_page(cast.viewer("coordinator"), today)
    assert _titles(page.own) == ["My office's", "My unit's"]
    assert _titles(page.others) == ["Another's"]
    assert start_page(cast.viewer("lead"), today).own == []


def test_an_office_that_one_has_left_is_not_ones_own(
    register: Register, cast: Any, huddinge: Organisation, today: date
) -> None:
    left = add_office(huddinge, by=SYSTEM, name=Text(en="Head"))
    yesterday = today - timedelta(days=1)
    appoint(left, by=SYSTEM, person=cast.user("coordinator").person, starts_on=yesterday, ends_on=yesterday)
    register("Left behind", due=1, responsible=left)
    assert start_page(cast.viewer("coordinator"), today).own == []


def test_a_contact_person_answers_for_what_their_organisation_owes(
    register: Register, cast: Any, huddinge: Organisation, sodertorn: Organisation, today: date
) -> None:
    register("Theirs", due=1, owes=[sodertorn])
    register("Ours", due=2, owes=[huddinge])
    page = start_page(cast.viewer("contact"), today)
    assert _titles(page.own) == ["Ours"]
    assert _titles(page.others) == ["Theirs"]


def test_readers_are_shown_why_and_asked_for_nothing(register: Register, cast: Any, today: date) -> None:
    commitment = register(due=1)
    page = start_page(cast.viewer("reader"), today)
    (need,) = page.to_know
    assert (need.errand, need.action) == (Errand.LOOK, commitment.get_absolute_url())
    assert not page.to_do


def test_what_one_can_do_something_about_comes_before_what_one_can_only_read(
    register: Register, cast: Any, huddinge: Organisation, today: date
) -> None:
    for number in range(SHOWN + 1):
        register(
            f"Office {number}",
            kind="role_filled",
            parameters={"functions": ["coordinator"], "organisation": huddinge.code},
        )
    register("A model", due=20)
    page = start_page(cast.viewer("contact"), today)
    assert _titles(page.to_do) == ["A model"]
    assert (len(page.to_know), page.has_more) == (SHOWN - 1, True)
    everything = needs_page(cast.viewer("contact"), today, "1")
    assert (everything.count, len(everything.to_do), len(everything.to_know)) == (SHOWN + 2, 1, SHOWN + 1)


def test_who_looks_after_an_organisation_appoints_though_they_only_read(
    register: Register, cast: Any, huddinge: Organisation, today: date
) -> None:
    register(
        "A coordinator", kind="role_filled", parameters={"functions": ["coordinator"], "organisation": huddinge.code}
    )
    OrganisationRole.objects.create(user=cast.user("reader"), organisation=huddinge, role=Role.ADMINISTRATOR)
    (need,) = start_page(cast.viewer("reader"), today).to_do
    assert need.errand == Errand.APPOINT


def test_everything_is_counted_and_shown_a_page_at_a_time(
    register: Register, agreement: Agreement, cast: Any, today: date
) -> None:
    answer_topic(agreement, topic="term", state="not_stated", by=SYSTEM)
    for number in range(ON_A_PAGE + 3):
        register(f"Promise {number}", due=number - 30)
    viewer = cast.viewer("coordinator")
    first, second = (needs_page(viewer, today, page) for page in ("1", "2"))
    assert first.count == second.count == ON_A_PAGE + 4
    assert (len(first.to_do), len(second.to_do)) == (ON_A_PAGE, 4)
    titles = _titles([*first.to_do, *second.to_do])
    assert len(set(titles)) == first.count
    assert titles == [f"Promise {number}" for number in range(ON_A_PAGE + 3)] + [str(agreement.title)]
    assert needs_page(cast.viewer("newcomer"), today, "").count == 0


def test_a_statement_is_asked_for_a_month_ahead(register: Register, cast: Any, today: date) -> None:
    ahead = today + timedelta(days=20)
    commitment = register("An aim", kind="statement", check_by="H", parameters={"due": f"{ahead:%m-%d}"})
    (need,) = start_page(cast.viewer("contact"), today).needs
    assert (need.errand, need.action) == (Errand.STATE, f"/commitments/{commitment.code}/state/")
    state(commitment, by=cast.viewer("contact"), verdict="fulfilled", words=Text(en="Seen in the plan."))
    later = register(
        "Another aim", kind="statement", check_by="H", parameters={"due": f"{today - timedelta(days=200):%m-%d}"}
    )
    state(later, by=cast.viewer("contact"), verdict="fulfilled", words=Text(en="Seen in the plan."))
    assert "Another aim" not in _titles(start_page(cast.viewer("contact"), today).needs)


def test_what_somebody_must_judge(register: Register, cast: Any, today: date) -> None:
    commitment = register("To be judged", check_by="S")
    record_deed(
        commitment.space,
        by=SYSTEM,
        sort="deliverable",
        type="model",
        title=Text(en="The model"),
        done_on=today - timedelta(days=9),
    )
    commitment.assessment.refresh_from_db()
    assert commitment.assessment.status == Status.ON_TRACK
    (need,) = start_page(cast.viewer("contact"), today).needs
    assert need.errand == Errand.STATE


def test_evidence_waits_for_somebody_else_to_approve_it(
    register: Register, agreement: Agreement, cast: Any, today: date
) -> None:
    recorded = {"kind": "note", "words": "It was done.", "dated_on": today, "state": "in_review"}
    evidence = add_evidence(agreement.space, by=cast.viewer("coordinator"), title=Text(en="Minutes"), **recorded)

    def waiting(name: str) -> list[str]:
        return [need.action for need in start_page(cast.viewer(name), today).needs if need.sort == Sort.EVIDENCE]

    assert waiting("coordinator") == []
    assert waiting("contact") == []
    assert waiting("partner") == [evidence.get_absolute_url()]
    return_evidence(evidence, why="The page is missing.", by=cast.viewer("partner"))
    assert waiting("partner") == []
    (back,) = start_page(cast.viewer("coordinator"), today).own
    assert (back.sort, back.errand, back.why) == (Sort.RETURNED, Errand.MEND, "The page is missing.")
    submit_evidence(evidence, by=cast.viewer("coordinator"))
    assert start_page(cast.viewer("coordinator"), today).needs == []


def test_questions_that_the_text_leaves_open(agreement: Agreement, cast: Any, today: date) -> None:
    for topic in ("term", "notice"):
        answer_topic(agreement, topic=topic, state="not_stated", by=SYSTEM)
    answer_topic(agreement, topic="costs", state="stated", by=SYSTEM)
    (need,) = start_page(cast.viewer("coordinator"), today).needs
    assert (need.sort, need.errand) == (Sort.SILENCE, Errand.ASK)
    assert "2 topics" in str(need.why)
    assert start_page(cast.viewer("contact"), today).needs == []


def test_no_questions_are_asked_of_a_draft_or_of_what_has_ended(agreement: Agreement, cast: Any, today: date) -> None:
    answer_topic(agreement, topic="term", state="not_stated", by=SYSTEM)

    agreement.parties.update(signed_on=None)

    def asks() -> bool:
        return bool(start_page(cast.viewer("coordinator"), today).needs)

    for days, expected in (
        ({"starts_on": today + timedelta(days=1), "force_rule": ForceRule.ON_DATE}, False),
        ({"starts_on": today}, True),
        ({"force_rule": ForceRule.ALL_SIGNED}, False),
        ({"force_rule": ForceRule.DECIDED}, True),
        ({"starts_on": today - timedelta(days=9), "ended_on": today - timedelta(days=1)}, False),
        ({"ended_on": today}, True),
    ):
        Agreement.objects.filter(pk=agreement.pk).update(**days)
        assert asks() == expected, days
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=today - timedelta(days=1), ended_on=None)
    assert Sort.SILENCE not in {need.sort for need in start_page(cast.viewer("coordinator"), today).needs}
    Agreement.objects.filter(pk=agreement.pk).update(
        starts_on=today + timedelta(days=9), ends_on=None, force_rule=ForceRule.ALL_SIGNED
    )
    sign(agreement.parties.all()[0], by=SYSTEM, signed_on=today, even_if_undecided=True)
    assert asks(), "what is signed is a draft no more"


def test_what_one_is_responsible_for_is_ones_own_broken_or_not(
    register: Register, cast: Any, huddinge: Organisation, sodertorn: Organisation, today: date
) -> None:
    office = add_office(huddinge, by=SYSTEM, name=Text(en="Head"))
    appoint(office, by=SYSTEM, person=cast.user("coordinator").person, starts_on=today - timedelta(days=9))
    broken = register("Broken", due=-9, responsible=office)
    of_sodertorn = {"functions": ["coordinator"], "organisation": sodertorn.code}
    register("Another's office", kind="role_filled", parameters=of_sodertorn, responsible=office)
    StoredAssessment.objects.filter(pk=broken.pk).update(status=Status.BROKEN)
    for page in (start_page(cast.viewer("coordinator"), today), needs_page(cast.viewer("coordinator"), today, "1")):
        assert _titles(page.to_do) == ["Broken", "Another's office"]
        assert [need.errand for need in page.to_do] == [Errand.LOOK, Errand.LOOK]
        assert not page.to_know
    assert _titles(start_page(cast.viewer("coordinator"), today).own) == ["Broken", "Another's office"]
    assert "Broken" in _titles(start_page(cast.viewer("lead"), today).to_know)


def test_a_disputed_promise_stands_once_on_the_page(
    register: Register, cast: Any, huddinge: Organisation, sodertorn: Organisation, today: date
) -> None:
    commitment = register("Promised", due=-3, owes=[huddinge], owed=[sodertorn])
    confirm(
        commitment,
        organisation=sodertorn,
        by=cast.viewer("partner"),
        agrees=False,
        words=Text(en="No."),
        given_on=today,
    )
    for viewer, sort in ((cast.viewer("coordinator"), Sort.DISPUTE), (cast.viewer("partner"), Sort.COMMITMENT)):
        (need,) = start_page(viewer, today).needs
        assert (need.sort, need.status) == (sort, Status.OVERDUE)
        assert needs_page(viewer, today, "1").count == 1


def test_where_each_party_is_to_have_an_office_one_appoints_at_ones_own(
    register: Register, cast: Any, huddinge: Organisation, sodertorn: Organisation, today: date
) -> None:
    office = add_office(huddinge, by=SYSTEM, name=Text(en="Officer"), function="officer")
    appoint(office, by=SYSTEM, starts_on=today - timedelta(days=9))
    register(
        "An officer each", kind="role_filled", parameters={"functions": ["officer"], "per": "party"}, responsible=office
    )
    (here,) = start_page(cast.viewer("coordinator"), today).needs
    assert here.errand == Errand.LOOK, "Södertörn has none, and Huddinge appoints nobody there"
    (there,) = start_page(cast.viewer("partner"), today).needs
    assert (there.errand, there.action) == (Errand.APPOINT, f"{sodertorn.get_absolute_url()}#offices")


def test_a_dispute_waits_for_an_answer(
    register: Register, cast: Any, huddinge: Organisation, sodertorn: Organisation, today: date
) -> None:
    commitment = register("Promised", due=200, owes=[huddinge], owed=[sodertorn])
    given = today - timedelta(days=3)
    confirm(
        commitment,
        organisation=sodertorn,
        by=cast.viewer("partner"),
        agrees=False,
        words=Text(en="No."),
        given_on=given,
    )

    def disputed(name: str) -> list[Sort]:
        return [need.sort for need in start_page(cast.viewer(name), today).needs]

    assert disputed("coordinator") == [Sort.DISPUTE]
    assert disputed("partner") == []
    state(commitment, by=cast.viewer("contact"), verdict="partly", words=Text(en="Half of it."))
    assert disputed("coordinator") == []


def test_who_may_not_fill_a_vacancy_reads_of_it(
    register: Register, cast: Any, huddinge: Organisation, today: date
) -> None:
    of_huddinge = {"functions": ["coordinator"], "organisation": huddinge.code}
    register("A coordinator", kind="role_filled", parameters=of_huddinge)

    def errands(name: str) -> list[Errand]:
        return [need.errand for need in start_page(cast.viewer(name), today).needs]

    assert errands("coordinator") == [Errand.APPOINT]
    assert errands("contact") == [Errand.LOOK]
    assert errands("partner") == [Errand.LOOK], "Södertörn appoints nobody at Huddinge"


def test_every_button_leads_to_an_address_that_is_there(
    register: Register, agreement: Agreement, cast: Any, today: date
) -> None:
    for kind, parameters in (
        ("deliver_by", {}),
        ("decision", {"party": "huddinge-kommun", "instance": "council"}),
        ("signed_by", {}),
        ("role_filled", {"functions": ["coordinator"]}),
        ("attachment_present", {"documents": ["annex"]}),
        ("must_contain", {"topics": ["term"]}),
        ("decide_before", {}),
    ):
        register(kind, kind=kind, parameters=parameters)
    answer_topic(agreement, topic="term", state="not_stated", by=SYSTEM)
    needs = start_page(cast.viewer("coordinator"), today).needs
    assert len({need.errand for need in needs}) >= 5
    for need in needs:
        assert resolve(need.action.split("#")[0].split("?")[0])
        assert cast.client("coordinator").get(need.action.split("#")[0]).status_code == 200


def test_other_things_find_room_beside_many_promises(
    register: Register, agreement: Agreement, cast: Any, today: date
) -> None:
    for number in range(15):
        register(f"Promise {number}", due=number)
    answer_topic(agreement, topic="term", state="not_stated", by=SYSTEM)
    needs = start_page(cast.viewer("coordinator"), today).needs
    assert len(needs) == SHOWN
    assert needs[-1].sort == Sort.SILENCE


def _questions(user: User, today: date) -> int:
    from sampakt.organisations.queries import viewer_for

    viewer = viewer_for(user, language="en")
    with CaptureQueriesContext(connection) as asked:
        start_page(viewer, today)
    return len(asked)


def test_thirteen_questions_at_most_and_as_many_for_many_promises(
    register: Register, agreement: Agreement, cast: Any, huddinge: Organisation, today: date
) -> None:
    register(due=1)
    answer_topic(agreement, topic="term", state="not_stated", by=SYSTEM)
    user = cast.user("coordinator")
    few = _questions(user, today)
    for number in range(60):
        register(f"Promise {number}", due=number - 20)
    assert _questions(user, today) == few <= 13
