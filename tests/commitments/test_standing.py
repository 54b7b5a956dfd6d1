"""Counting how promises stand from the stored answers: the same numbers as the promises themselves give."""

import itertools
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Q
from django.test.utils import CaptureQueriesContext

from sampakt.agreements.actions import change_agreement
from sampakt.agreements.models import Agreement
from sampakt.commitments.access import reach_of
from sampakt.commitments.models import Commitment, StoredAssessment
from sampakt.commitments.queries.ends import owed, owes
from sampakt.commitments.queries.standing import BY_PARTNERSHIP, standing, standing_of, statuses_of_spaces
from sampakt.commitments.tick import tick
from sampakt.kernel.terms import Audience
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Circle, Organisation, Space

EVERYBODY = ("lead", "coordinator", "reader", "partner", "partner's contact", "stranger", "passer-by", "operator")


def summed(rows: Any) -> Counter[tuple[Any, ...]]:
    """Each sort once; ``how_many`` stands before what is counted beside it."""
    found: Counter[tuple[Any, ...]] = Counter()
    for *sort, many in rows:
        found[tuple(sort)] += many
    return found


def reaching(audience: Audience, organisation: Organisation, circle: Circle) -> dict[str, Any]:
    owner = organisation if audience == Audience.OWN else None
    return {"audience": audience, "organisation": owner, "circle": circle if audience == Audience.NAMED else None}


@pytest.mark.parametrize("of_agreement", Audience)
@pytest.mark.parametrize("is_public", [True, False])
def test_everybody_counts_what_they_may_see(  # noqa: PLR0917 - the cast
    is_public: bool,
    of_agreement: Audience,
    agreement: Agreement,
    cast: Any,
    circle: Circle,
    huddinge: Organisation,
    sodertorn: Organisation,
    promise: Callable[..., Commitment],
) -> None:
    for audience, owner in itertools.product(Audience, (huddinge, sodertorn)):
        promise(**reaching(audience, owner, circle))
    StoredAssessment.objects.filter(pk=promise().pk).delete()
    Space.objects.filter(pk=agreement.space_id).update(audience=Audience.PUBLIC if is_public else Audience.PARTNERS)
    agreement.parties.update(signed_on=None)  # whoever has signed must see it
    change_agreement(agreement, by=SYSTEM, **reaching(of_agreement, huddinge, circle))
    for who in EVERYBODY:
        viewer = cast(who)
        seen = Commitment.objects.visible_to(viewer)
        assert summed(statuses_of_spaces(viewer, [agreement.space_id])) == summed(standing_of(seen)), who
        sorts = ("status", "has_evidence")
        for side in (owes, owed):
            counts = {"own": Count("pk", filter=side([huddinge.pk]))}
            there = Q(space_id__among=[agreement.space_id])
            told = [row[:2] + row[3:] for row in standing(viewer, there, sorts, counts=counts)]
            asked = [row[:2] + row[3:] for row in standing_of(seen, sorts, counts=counts)]
            assert summed(told) == summed(asked), (who, side.__name__)


def test_how_far_an_answer_reaches_follows_its_agreement(
    agreement: Agreement, circle: Circle, huddinge: Organisation, promise: Callable[..., Commitment]
) -> None:
    commitment = promise(audience=Audience.PUBLIC)
    agreement.parties.update(signed_on=None)  # whoever has signed must see it
    for audience in Audience:
        change_agreement(agreement, by=SYSTEM, **reaching(audience, huddinge, circle))
        agreement.refresh_from_db()
        stored = StoredAssessment.objects.get(pk=commitment.pk)
        assert stored.reach == reach_of(commitment.audience, audience)
        assert stored.agreement_id == agreement.pk


def test_answers_that_do_not_tell_how_far_they_reach_are_counted_and_told_by_the_tick(
    cast: Any, promise: Callable[..., Commitment], today: date
) -> None:
    commitment, viewer = promise(), cast("reader")
    known = summed(statuses_of_spaces(viewer, [commitment.space_id]))
    StoredAssessment.objects.update(reach="", agreement_id=0)
    assert summed(statuses_of_spaces(viewer, [commitment.space_id])) == known
    tick(today)
    assert StoredAssessment.objects.get().reach == Audience.PARTNERS


def test_it_is_one_question_however_many(cast: Any, promise: Callable[..., Commitment]) -> None:
    commitment, viewer = promise(), cast("reader")
    promise(audience=Audience.PUBLIC)
    StoredAssessment.objects.filter(pk=promise().pk).delete()
    with CaptureQueriesContext(connection) as asked:
        rows = list(standing(viewer, Q(space_id__among=[commitment.space_id]), BY_PARTNERSHIP))
    assert len(asked) == 1
    assert sum(row[-1] for row in rows) == 3
