"""Who sees and does what: one table, and the double entry (SQL and Python say the same)."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from sampakt.agreements.actions import change_agreement
from sampakt.agreements.models import Agreement
from sampakt.commitments.access import (
    may_approve,
    may_change_deed,
    may_confirm,
    may_edit,
    may_record,
    may_register,
    may_see_commitment,
    may_see_use,
    may_state,
)
from sampakt.commitments.models import Commitment, Deed, Evidence, EvidenceUse, Statement
from sampakt.commitments.queries.pages import commitments_with_names
from sampakt.kernel.terms import Audience
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.access import may_see_shared
from sampakt.organisations.models import Circle, Organisation

EVERYBODY = (
    "lead",
    "coordinator",
    "contact",
    "reader",
    "partner",
    "partner's contact",
    "stranger",
    "passer-by",
    "operator",
)
MAY = {
    "lead": {"register", "edit", "record", "state", "approve"},
    "coordinator": {"register", "edit", "record", "state", "approve"},
    "contact": {"record", "state"},
    "reader": set(),
    "partner": {"register", "edit", "record", "state", "approve", "confirm"},
    "partner's contact": {"record", "state", "confirm"},
    "stranger": set(),
    "passer-by": set(),
    "operator": {"register", "edit", "record", "state", "approve", "confirm"},
}


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_do_what(
    who: str, cast: Any, promise: Callable[..., Commitment], piece: Callable[..., Evidence], sodertorn: Organisation
) -> None:
    viewer, commitment = cast(who), promise()
    evidence = piece(by=cast("contact"))
    may = {
        "register": may_register(viewer, commitment.space_id),
        "edit": may_edit(viewer, commitment),
        "record": may_record(viewer, commitment.space_id),
        "state": may_state(viewer, commitment),
        "approve": may_approve(viewer, evidence),
        "confirm": may_confirm(viewer, commitment, sodertorn.pk),
    }
    assert {name for name, answer in may.items() if answer} == MAY[who]


def test_whoever_recorded_it_may_correct_it(cast: Any, deed: Callable[..., Deed]) -> None:
    recorded = deed(by=cast("contact"))
    assert may_change_deed(cast("contact"), recorded)
    assert may_change_deed(cast("coordinator"), recorded)
    assert not may_change_deed(cast("partner's contact"), recorded)


@pytest.fixture
def every_reach(
    promise: Callable[..., Commitment], huddinge: Organisation, sodertorn: Organisation, circle: Circle
) -> list[Commitment]:
    """A promise with each audience."""
    reaches = [
        {"audience": Audience.PUBLIC},
        {"audience": Audience.PARTNERS},
        {"audience": Audience.OWN, "organisation": huddinge},
        {"audience": Audience.OWN, "organisation": sodertorn},
        {"audience": Audience.NAMED, "circle": circle},
    ]
    return [promise(**reach) for reach in reaches]


@pytest.mark.parametrize("reach", list(itertools.product(("public", "partners"), Audience.values)))
def test_sql_and_python_agree_on_promises(
    reach: tuple[str, str], cast: Any, every_reach: list[Commitment], agreement: Agreement, circle: Circle
) -> None:
    agreement.space.audience, whole = reach
    agreement.space.save()
    agreement.parties.update(signed_on=None)  # whoever has signed must see it
    huddinge = agreement.parties.first().organisation
    change_agreement(agreement, by=SYSTEM, audience=whole, organisation=huddinge, circle=circle)
    for who in EVERYBODY:
        viewer = cast(who)
        rows = Commitment.objects.select_related("space", "agreement__space")
        in_sql = set(commitments_with_names(viewer).values_list("pk", flat=True))
        assert in_sql == {row.pk for row in rows if may_see_commitment(viewer, row)}, who
        own = set(Commitment.objects.within(viewer, viewer.spaces).values_list("pk", flat=True))
        assert own == {row.pk for row in rows if may_see_commitment(viewer, row) and viewer.is_in(row.space_id)}, who


def test_a_promise_of_a_hidden_agreement_is_hidden(
    cast: Any, promise: Callable[..., Commitment], agreement: Agreement, own: dict[str, Any]
) -> None:
    promise(audience=Audience.PARTNERS)
    agreement.parties.update(signed_on=None)  # whoever has signed must see it
    change_agreement(agreement, by=SYSTEM, **own)
    assert Commitment.objects.visible_to(cast("coordinator")).exists()
    assert not Commitment.objects.visible_to(cast("partner")).exists()


def test_sql_and_python_agree_on_evidence_and_its_uses(
    cast: Any, every_reach: list[Commitment], piece: Callable[..., Evidence], own: dict[str, Any], circle: Circle
) -> None:
    for reach in ({"audience": "partners"}, own, {"audience": "named", "circle": circle}, {"audience": "public"}):
        piece(by=SYSTEM, commitments=every_reach, **reach)
    for who in EVERYBODY:
        viewer = cast(who)
        uses = EvidenceUse.objects.select_related(
            "commitment__agreement__space", "commitment__space", "evidence__space"
        )
        in_sql = set(EvidenceUse.objects.visible_to(viewer).values_list("pk", flat=True))
        assert in_sql == {use.pk for use in uses if may_see_use(viewer, use)}, who
        pieces = Evidence.objects.select_related("space")
        seen = set(Evidence.objects.visible_to(viewer).values_list("pk", flat=True))
        assert seen == {one.pk for one in pieces if may_see_shared(viewer, one)}, who
        own = set(Evidence.objects.within(viewer, viewer.spaces).values_list("pk", flat=True))
        assert own == {one.pk for one in pieces if one.pk in seen and viewer.is_in(one.space_id)}, who


def test_what_people_say_is_seen_with_the_promise(cast: Any, every_reach: list[Commitment]) -> None:
    for commitment in every_reach:
        Statement.objects.create(commitment=commitment, stated_on="2025-01-01", verdict="fulfilled")
    for who in EVERYBODY:
        viewer = cast(who)
        seen = set(Commitment.objects.visible_to(viewer).values_list("pk", flat=True))
        assert set(Statement.objects.visible_to(viewer).values_list("commitment_id", flat=True)) == seen, who
        own = set(Commitment.objects.within(viewer, viewer.spaces).values_list("pk", flat=True))
        said = Statement.objects.within(viewer, viewer.spaces)
        assert set(said.values_list("commitment_id", flat=True)) == own, who
