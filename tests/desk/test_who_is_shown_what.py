"""What the start page shows to the other party, to strangers and to passers-by."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sampakt.agreements.actions import change_agreement
from sampakt.agreements.models import Agreement
from sampakt.commitments.models import Commitment
from sampakt.desk.queries import start_page, welcome
from sampakt.kernel.terms import Audience
from sampakt.kernel.viewer import NOBODY, SYSTEM
from sampakt.organisations.models import Organisation, Space

pytestmark = pytest.mark.django_db

Register = Callable[..., Commitment]


def _titles(needs: Any) -> list[str]:
    return [str(need.title) for need in needs]


def test_the_others_private_promises_are_neither_shown_nor_counted(
    register: Register, cast: Any, huddinge: Organisation, today: date
) -> None:
    register("Shared", due=1)
    register("Private", due=2, audience=Audience.OWN, organisation=huddinge)
    own, other = (start_page(cast.viewer(name), today) for name in ("coordinator", "partner"))
    assert _titles(own.needs) == ["Shared", "Private"]
    assert _titles(other.needs) == ["Shared"]
    assert (own.cards[0].tones.total(), other.cards[0].tones.total()) == (2, 1)


def test_strangers_start_empty(register: Register, cast: Any, today: date) -> None:
    register(due=1)
    newcomer, stranger = (start_page(cast.viewer(name), today) for name in ("newcomer", "stranger"))
    assert newcomer.is_new
    assert stranger.is_new
    assert not newcomer.needs
    assert (newcomer.may_start, stranger.may_start) == (False, True)


def test_passers_by_see_what_is_public(register: Register, agreement: Agreement, today: date) -> None:
    register("Public", due=1, audience=Audience.PUBLIC)
    register("Shared", due=1)
    assert welcome(NOBODY, today).cards == []
    Space.objects.filter(pk=agreement.space_id).update(audience=Audience.PUBLIC)
    change_agreement(agreement, by=SYSTEM, audience=Audience.PUBLIC)
    (card,) = welcome(NOBODY, today).cards
    assert card.tones.total() == 1
