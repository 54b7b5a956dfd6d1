"""Promises are written down, changed, moved, removed and replaced."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sampakt.agreements.actions import add_party, change_party
from sampakt.agreements.models import Agreement, Theme
from sampakt.agreements.terms import PartyRole
from sampakt.commitments.actions import (
    change_commitment,
    move_commitment,
    register_commitment,
    remove_commitment,
    state,
    supersede_commitment,
)
from sampakt.commitments.models import Commitment, StoredAssessment
from sampakt.commitments.terms import CommitmentObjection, Side
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Office, Organisation, Space, Unit
from sampakt.trail.models import TrailLine

pytestmark = pytest.mark.django_db
PROMISE = {"title": Text(sv="Ett löfte"), "kind": "report", "parameters": {"type": "interim report"}}


def lines() -> int:
    return TrailLine.objects.count()


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {objection.code for objection in refused.value.objections}


def test_registers_a_promise_at_the_end_of_the_list(cast: Any, agreement: Agreement, huddinge: Organisation) -> None:
    before = lines()
    first = register_commitment(agreement, by=cast("coordinator"), owes=[huddinge], **PROMISE)
    second = register_commitment(agreement, by=cast("partner"), **PROMISE)
    assert [first.reference, second.reference] == ["HS-01", "HS-02"]
    assert first.position < second.position
    assert [(end.organisation, end.side) for end in first.ends.all()] == [(huddinge, Side.OWES)]
    assert first.audience == agreement.audience
    assert lines() == before + 2
    assert TrailLine.objects.first().verb == "register_commitment"


def test_a_promise_is_assessed_at_once(cast: Any, agreement: Agreement) -> None:
    added = register_commitment(agreement, by=cast("coordinator"), **PROMISE)
    assert StoredAssessment.objects.get(pk=added.pk).status


@pytest.mark.parametrize("who", ["contact", "reader", "stranger", "passer-by"])
def test_others_register_nothing(who: str, cast: Any, agreement: Agreement) -> None:
    viewer, before = cast(who), lines()
    with pytest.raises(NotAllowed):
        register_commitment(agreement, by=viewer, **PROMISE)
    assert not Commitment.objects.exists()
    assert lines() == before


def test_tells_every_fault_at_once(cast: Any, agreement: Agreement, narvik: Organisation) -> None:
    coordinator = cast("coordinator")
    register_commitment(agreement, by=coordinator, reference="S0-01", **PROMISE)
    theme = Theme.objects.create(space=Space.objects.create(), key="elsewhere", name=Text(sv="Annat"))
    unit = Unit.objects.create(organisation=narvik, key="unit", kind="other", name=Text(nb="Enhet"))
    office = Office.objects.create(organisation=narvik, key="office", name=Text(nb="Sjef"))
    before = lines()
    with pytest.raises(Refused) as refused:
        register_commitment(
            agreement,
            by=coordinator,
            reference="S0-01",
            title=Text(sv="x"),
            kind="report",
            parameters={"times": 0, "unknown": 1},
            starts_on=date(2025, 2, 1),
            ends_on=date(2025, 1, 1),
            theme=theme,
            unit=unit,
            responsible=office,
            owes=[narvik],
        )
    found = {(objection.code, objection.field) for objection in refused.value.objections}
    assert found == {
        ("reference_taken", "reference"),
        ("parameter_wrong", "parameters.type"),
        ("parameter_wrong", "parameters.times"),
        ("parameter_wrong", "parameters.unknown"),
        ("ends_before_start", "ends_on"),
        ("other_partnership", "theme"),
        ("unit_of_another", "unit"),
        ("unit_of_another", "responsible"),
        ("not_a_party", "owes"),
    }
    assert Commitment.objects.count() == 1
    assert lines() == before


def test_whoever_only_takes_part_promises_nothing(cast: Any, agreement: Agreement, narvik: Organisation) -> None:
    party = add_party(agreement, organisation=narvik, role=PartyRole.OBSERVER, by=cast("coordinator"))
    with pytest.raises(Refused) as refused:
        register_commitment(agreement, by=cast("coordinator"), owes=[narvik], owed=[narvik], **PROMISE)
    assert {objection.field for objection in refused.value.objections} == {"owes", "owed"}
    change_party(party, role=PartyRole.ADDRESSEE, by=cast("coordinator"))
    assert register_commitment(agreement, by=cast("coordinator"), owed=[narvik], **PROMISE).ends.count() == 1


def test_an_unknown_kind_names_the_known_ones(cast: Any, agreement: Agreement) -> None:
    with pytest.raises(Refused, match="decision_chain"):
        register_commitment(agreement, by=cast("lead"), title=Text(sv="x"), kind="nonsense", parameters={})


def test_only_its_own_organisation_makes_a_promise_private(
    cast: Any, agreement: Agreement, own: dict[str, Any]
) -> None:
    assert register_commitment(agreement, by=cast("coordinator"), **PROMISE, **own).audience == Audience.OWN
    with pytest.raises(NotAllowed):
        register_commitment(agreement, by=cast("partner"), **PROMISE, **own)


def test_changes_what_is_said_and_who_promises(
    cast: Any, promise: Callable[..., Commitment], huddinge: Organisation, sodertorn: Organisation
) -> None:
    commitment, before = promise(owes=[huddinge]), lines()
    change_commitment(
        commitment,
        by=cast("partner"),
        version=1,
        parameters={"type": "annual-report"},
        owes=[sodertorn],
        owed=[huddinge],
    )
    commitment.refresh_from_db()
    assert commitment.parameters == {"type": "annual-report"}
    assert commitment.version == 2
    assert {(end.organisation, end.side) for end in commitment.ends.all()} == {(sodertorn, "owes"), (huddinge, "owed")}
    assert lines() == before + 1
    assert TrailLine.objects.first().changes["owes"] == [["Huddinge kommun"], ["Södertörns högskola"]]


def test_a_reference_is_written_with_the_keyboards_dash(
    cast: Any, promise: Callable[..., Commitment], agreement: Agreement
) -> None:
    """As it comes from print, and as another promise may not have it again."""
    one = promise(reference="S0–06")
    assert one.reference == "S0-06"
    with pytest.raises(Refused) as refused:
        promise(reference="S0−06")
    assert [(each.code, each.field) for each in refused.value.objections] == [("reference_taken", "reference")]
    other = promise(reference="S0-07")
    with pytest.raises(Refused):
        change_commitment(other, reference="S0‑06", by=cast("coordinator"))
    assert change_commitment(other, reference="S0—08", by=cast("coordinator")).reference == "S0-08"


def test_a_change_of_nothing_leaves_no_trace(cast: Any, promise: Callable[..., Commitment]) -> None:
    commitment, before = promise(), lines()
    change_commitment(commitment, by=cast("lead"), title=commitment.title, owes=[], kind="report")
    assert Commitment.objects.get().version == 1
    assert lines() == before


def test_two_writers_do_not_overwrite_each_other(cast: Any, promise: Callable[..., Commitment]) -> None:
    commitment = promise()
    change_commitment(commitment, by=cast("lead"), version=1, clause="§ 1")
    with pytest.raises(Conflict):
        change_commitment(Commitment.objects.get(), by=cast("partner"), version=1, clause="§ 2")
    assert Commitment.objects.get().clause == "§ 1"


def test_two_who_name_other_parties_do_not_overwrite_each_other(
    cast: Any, promise: Callable[..., Commitment], huddinge: Organisation, sodertorn: Organisation
) -> None:
    commitment = promise()
    change_commitment(commitment, by=cast("lead"), version=1, owed=[huddinge])
    with pytest.raises(Conflict):
        change_commitment(Commitment.objects.get(), by=cast("partner"), version=1, owed=[sodertorn])
    assert [end.organisation for end in commitment.ends.filter(side=Side.OWED)] == [huddinge]


@pytest.mark.parametrize("who", ["contact", "reader", "stranger", "passer-by"])
def test_others_change_nothing(who: str, cast: Any, promise: Callable[..., Commitment]) -> None:
    commitment, viewer = promise(), cast(who)
    before = lines()
    for act in (
        lambda: change_commitment(commitment, by=viewer, clause="§ 9"),
        lambda: move_commitment(commitment, position=9, by=viewer),
        lambda: remove_commitment(commitment, by=viewer),
        lambda: supersede_commitment(commitment, superseded_on=date(2025, 1, 1), by=viewer),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert Commitment.objects.get().clause == ""
    assert lines() == before


def test_wrong_parameters_change_nothing(cast: Any, promise: Callable[..., Commitment]) -> None:
    commitment = promise()
    with pytest.raises(Refused) as refused:
        change_commitment(commitment, by=cast("lead"), kind="notice", parameters={})
    assert codes(refused) == {CommitmentObjection.PARAMETER_WRONG}
    assert Commitment.objects.get().kind == "report"


def test_moves_a_promise_and_makes_room(cast: Any, promise: Callable[..., Commitment]) -> None:
    one, two, three = promise(), promise(), promise()
    before = lines()
    move_commitment(three, position=one.position, by=cast("coordinator"))
    assert list(Commitment.objects.order_by("position").values_list("pk", flat=True)) == [three.pk, one.pk, two.pk]
    assert lines() == before + 1


def test_removes_a_promise_that_nobody_spoke_of(cast: Any, promise: Callable[..., Commitment]) -> None:
    commitment, before = promise(), lines()
    remove_commitment(commitment, by=cast("coordinator"))
    assert not Commitment.objects.exists()
    assert lines() == before + 1


def test_a_promise_with_a_history_stays(cast: Any, promise: Callable[..., Commitment]) -> None:
    commitment = promise()
    state(commitment, by=cast("contact"), verdict="partly")
    before = lines()
    with pytest.raises(Refused) as refused:
        remove_commitment(commitment, by=cast("coordinator"))
    assert codes(refused) == {CommitmentObjection.HAS_HISTORY}
    assert Commitment.objects.exists()
    assert lines() == before


def test_a_later_promise_replaces_it(cast: Any, promise: Callable[..., Commitment]) -> None:
    old, new, before = promise(), promise(), lines()
    supersede_commitment(old, superseded_on=date(2025, 1, 1), superseded_by=new, by=cast("lead"))
    assert Commitment.objects.get(pk=old.pk).superseded_by == new
    assert StoredAssessment.objects.get(pk=old.pk).status == "superseded"
    assert lines() == before + 1


def test_a_promise_does_not_replace_itself_or_its_successor(cast: Any, promise: Callable[..., Commitment]) -> None:
    old, new = promise(), promise()
    with pytest.raises(Refused) as refused:
        supersede_commitment(old, superseded_on=date(2025, 1, 1), superseded_by=old, by=cast("lead"))
    assert codes(refused) == {CommitmentObjection.SUPERSEDES_ITSELF}
    supersede_commitment(old, superseded_on=date(2025, 1, 1), superseded_by=new, by=cast("lead"))
    with pytest.raises(Refused):
        supersede_commitment(new, superseded_on=date(2025, 1, 2), superseded_by=old, by=cast("lead"))
    with pytest.raises(Refused) as refused:
        supersede_commitment(old, superseded_on=date(2025, 2, 1), superseded_by=new, by=cast("lead"))
    assert codes(refused) == {CommitmentObjection.ALREADY_SUPERSEDED}


def test_the_system_may_do_everything(promise: Callable[..., Commitment]) -> None:
    commitment = promise()
    change_commitment(commitment, by=SYSTEM, audience=Audience.PUBLIC)
    remove_commitment(commitment, by=SYSTEM)
