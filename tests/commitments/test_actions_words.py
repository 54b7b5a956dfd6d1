"""People state, waive and confirm; and the promises follow."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from sampakt.commitments.actions import (
    change_confirmation,
    change_statement,
    change_waiver,
    confirm,
    end_waiver,
    state,
    waive,
)
from sampakt.commitments.models import Commitment, Confirmation, Statement, StoredAssessment, Waiver
from sampakt.commitments.queries.ledger import Wanted, ledger
from sampakt.commitments.terms import CommitmentObjection, Verdict
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.text import Text
from sampakt.organisations.models import Organisation
from sampakt.trail.models import TrailLine

pytestmark = pytest.mark.django_db
DECISION = {
    "body": "Ledningsgruppen",
    "decided_on": date(2025, 2, 1),
    "reference": "§ 7",
    "reason": Text(sv="Rapporten utgår i år."),
}


def lines() -> int:
    return TrailLine.objects.count()


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {objection.code for objection in refused.value.objections}


def status(commitment: Commitment) -> str:
    return StoredAssessment.objects.get(pk=commitment.pk).status


@pytest.fixture
def aim(promise: Callable[..., Commitment]) -> Commitment:
    """An aim that people speak for."""
    return promise(kind="statement", parameters={}, check_by="H", strength="A")


def test_what_is_stated_without_words_is_a_sentence(aim: Commitment, huddinge: Organisation) -> None:
    stated = Statement(commitment=aim, stated_on=date(2026, 3, 1), verdict=Verdict.FULFILLED)
    assert str(stated.gist) == "Stated: It is kept"
    stated.organisation = huddinge
    assert str(stated.gist) == "Stated by Huddinge: It is kept"
    stated.words = Text(sv="Det gjordes i mars.")
    assert stated.gist == Text(sv="Det gjordes i mars.")


def test_states_how_it_stands(cast: Any, aim: Commitment, today: date, huddinge: Organisation) -> None:
    contact, before = cast("contact"), lines()
    assert status(aim) == "not_checkable"
    stated = state(aim, by=contact, verdict="fulfilled", words=Text(en="It works."), office="Head of schools")
    assert (stated.stated_on, stated.organisation, stated.stated_by_id) == (today, huddinge, contact.user_id)
    assert status(aim) == "kept"
    assert lines() == before + 1


@pytest.mark.parametrize("who", ["reader", "stranger", "passer-by"])
def test_others_state_nothing(who: str, cast: Any, aim: Commitment) -> None:
    viewer, before = cast(who), lines()
    with pytest.raises(NotAllowed):
        state(aim, by=viewer, verdict="fulfilled")
    assert not Statement.objects.exists()
    assert lines() == before


def test_a_statement_is_of_today_at_the_latest_and_of_ones_own(
    cast: Any, aim: Commitment, today: date, sodertorn: Organisation
) -> None:
    contact, before = cast("contact"), lines()
    with pytest.raises(Refused) as refused:
        state(aim, by=contact, verdict="fulfilled", stated_on=today + timedelta(days=1), organisation=sodertorn)
    assert codes(refused) == {CommitmentObjection.STATED_IN_FUTURE, CommitmentObjection.SPEAKS_FOR_ANOTHER}
    assert not Statement.objects.exists()
    assert lines() == before


def test_an_unknown_verdict_is_refused(cast: Any, aim: Commitment) -> None:
    with pytest.raises(Refused):
        state(aim, by=cast("contact"), verdict="perhaps")


def test_corrects_a_statement(cast: Any, aim: Commitment) -> None:
    stated = state(aim, by=cast("contact"), verdict="fulfilled")
    change_statement(stated, by=cast("contact"), verdict="not_fulfilled", version=1)
    assert status(aim) == "broken"
    with pytest.raises(NotAllowed):
        change_statement(stated, by=cast("partner's contact"), verdict="fulfilled")
    with pytest.raises(Conflict):
        change_statement(Statement.objects.get(), by=cast("lead"), verdict="partly", version=1)


def test_something_else_is_agreed_and_ends(cast: Any, promise: Callable[..., Commitment], today: date) -> None:
    commitment = promise()
    earlier, before = status(commitment), lines()
    waiver = waive(commitment, by=cast("coordinator"), **DECISION)
    assert waiver.starts_on == date(2025, 2, 1)
    assert status(commitment) == "waived"
    end_waiver(waiver, ends_on=date(2025, 3, 1), by=cast("partner"), version=1)
    assert status(commitment) == earlier
    assert lines() == before + 2


def test_only_a_decision_releases(cast: Any, promise: Callable[..., Commitment], today: date) -> None:
    commitment, viewer = promise(), cast("coordinator")
    before = lines()
    with pytest.raises(Refused) as refused:
        waive(commitment, by=viewer, **DECISION | {"reference": ""})
    assert codes(refused) == {CommitmentObjection.WAIVER_NEEDS_DECISION}
    with pytest.raises(Refused) as refused:
        waive(
            commitment,
            by=viewer,
            **DECISION | {"decided_on": today + timedelta(days=1), "starts_on": today, "ends_on": date(2025, 1, 1)},
        )
    assert codes(refused) == {CommitmentObjection.DECIDED_IN_FUTURE, CommitmentObjection.ENDS_BEFORE_START}
    assert not Waiver.objects.exists()
    assert lines() == before


@pytest.mark.parametrize("who", ["contact", "reader", "stranger", "passer-by"])
def test_others_release_nobody(who: str, cast: Any, promise: Callable[..., Commitment]) -> None:
    commitment, viewer = promise(), cast(who)
    waiver = waive(commitment, by=cast("lead"), **DECISION)
    before = lines()
    for act in (
        lambda: waive(commitment, by=viewer, **DECISION),
        lambda: change_waiver(waiver, by=viewer, reference="§ 8"),
        lambda: end_waiver(waiver, ends_on=date(2025, 3, 1), by=viewer),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert Waiver.objects.get().reference == "§ 7"
    assert lines() == before


def test_corrects_a_waiver(cast: Any, promise: Callable[..., Commitment]) -> None:
    waiver = waive(promise(), by=cast("lead"), **DECISION)
    with pytest.raises(Refused):
        change_waiver(waiver, by=cast("lead"), body="")
    change_waiver(waiver, by=cast("lead"), reference="§ 8")
    assert Waiver.objects.get().reference == "§ 8"


def test_the_other_party_confirms_or_disputes(
    cast: Any, promise: Callable[..., Commitment], huddinge: Organisation, sodertorn: Organisation, today: date
) -> None:
    commitment, before = promise(owes=[huddinge]), lines()
    given = confirm(commitment, organisation=sodertorn, by=cast("partner's contact"), agrees=False, words=Text(en="No"))
    assert (given.given_on, given.agrees, given.organisation) == (today, False, sodertorn)
    assert lines() == before + 1
    change_confirmation(given, by=cast("partner"), agrees=True)
    assert Confirmation.objects.get().agrees


def test_a_dispute_is_told_beside_the_status_until_it_is_taken_back(
    cast: Any, promise: Callable[..., Commitment], deed: Callable[..., Any], sodertorn: Organisation, today: date
) -> None:
    commitment = promise(parameters={"type": "interim report", "per": "once"})
    deed()
    given = confirm(
        commitment, organisation=sodertorn, by=cast("partner"), agrees=False, words=Text(en="It never came.")
    )
    shown = ledger(cast("reader"), Wanted(), today=today).rows[0]
    assert (shown.status, shown.is_disputed) == ("kept", True)
    assert shown.explanation.endswith(f"Disputed by {sodertorn.name}.")
    before = ledger(cast("reader"), Wanted(), today=today, as_of=today - timedelta(days=1)).rows[0]
    assert not before.is_disputed
    change_confirmation(given, by=cast("partner"), agrees=True)
    assert not ledger(cast("reader"), Wanted(), today=today).rows[0].is_disputed


def test_the_ledger_is_narrowed_to_what_is_disputed(
    cast: Any, promise: Callable[..., Commitment], sodertorn: Organisation, today: date
) -> None:
    disputed, _other, settled = promise(reference="A"), promise(reference="B"), promise(reference="C")
    no = {"organisation": sodertorn, "by": cast("partner"), "agrees": False, "words": Text(en="No.")}
    confirm(disputed, **no)
    change_confirmation(confirm(settled, **no), by=cast("partner"), agrees=True)
    wanted = Wanted(disputed=True)
    for as_of, found in ((None, ["A"]), (today - timedelta(days=1), []), (today + timedelta(days=1), ["A"])):
        shown = ledger(cast("reader"), wanted, today=today, as_of=as_of)
        assert [row.commitment.reference for row in shown.rows[:]] == found
        assert shown.total == len(found)
    assert len(ledger(cast("reader"), Wanted(), today=today).rows) == 3


def test_a_dispute_says_why(cast: Any, promise: Callable[..., Commitment], sodertorn: Organisation) -> None:
    commitment, partner = promise(), cast("partner's contact")
    with pytest.raises(Refused) as refused:
        confirm(commitment, organisation=sodertorn, by=partner, agrees=False)
    assert [(each.code, each.field) for each in refused.value.objections] == [("reason_missing", "words")]
    given = confirm(commitment, organisation=sodertorn, by=partner, agrees=True)
    with pytest.raises(Refused):
        change_confirmation(given, by=partner, agrees=False)
    assert Confirmation.objects.get().agrees


def test_only_those_to_whom_it_is_owed_confirm(
    cast: Any, promise: Callable[..., Commitment], huddinge: Organisation, sodertorn: Organisation
) -> None:
    commitment, contact = promise(owes=[huddinge]), cast("contact")
    before = lines()
    with pytest.raises(Refused) as refused:
        confirm(commitment, organisation=huddinge, by=contact, agrees=True)
    assert codes(refused) == {CommitmentObjection.NOT_OWED}
    with pytest.raises(NotAllowed):
        confirm(commitment, organisation=sodertorn, by=contact, agrees=True)
    for who in ("reader", "stranger", "passer-by"):
        with pytest.raises(NotAllowed):
            confirm(commitment, organisation=sodertorn, by=cast(who), agrees=True)
    assert not Confirmation.objects.exists()
    assert lines() == before


def test_a_promise_of_all_to_all_is_confirmed_by_any(
    cast: Any, promise: Callable[..., Commitment], huddinge: Organisation
) -> None:
    assert confirm(promise(), organisation=huddinge, by=cast("contact"), agrees=True).agrees
