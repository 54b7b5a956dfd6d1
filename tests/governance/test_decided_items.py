"""What was decided was neither put off nor withdrawn; and for which promises a decision will count is told before."""

from typing import Any

import pytest

from sampakt.agreements.models import Agreement
from sampakt.commitments.actions import register_commitment
from sampakt.commitments.terms import Strength
from sampakt.governance.actions import add_item, decide, form_body, write_minutes
from sampakt.governance.models import Body, Item, Meeting
from sampakt.governance.terms import BodySort, Conclusion, DecisionOutcome, ItemSort
from sampakt.kernel.errors import Refused
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM

from .conftest import Browser

pytestmark = pytest.mark.django_db
TITLE = Text(sv="Områden", en="Areas")


@pytest.fixture
def item(held: Meeting) -> Item:
    return add_item(held, title=TITLE, by=SYSTEM)


def test_an_item_with_a_decision_taken_is_not_put_off(body: Body, item: Item) -> None:
    decide(body, item=item, title=TITLE, by=SYSTEM)
    for conclusion in (Conclusion.POSTPONED, Conclusion.WITHDRAWN):
        with pytest.raises(Refused) as refused:
            write_minutes(item, words=Text(sv="X"), conclusion=conclusion, by=SYSTEM)
        assert [(one.code, one.field) for one in refused.value.objections] == [("decided_already", "conclusion")]
    item.refresh_from_db()
    assert (item.minutes, item.conclusion) == (Text(), "")
    write_minutes(item, words=Text(sv="X"), conclusion=Conclusion.NOTED, by=SYSTEM)


def test_nothing_is_taken_under_an_item_that_was_put_off(body: Body, item: Item) -> None:
    write_minutes(item, words=Text(), conclusion=Conclusion.POSTPONED, by=SYSTEM)
    said: dict[str, Any] = {"item": item, "title": TITLE, "by": SYSTEM}
    with pytest.raises(Refused) as refused:
        decide(body, **said)
    assert [one.code for one in refused.value.objections] == ["item_put_off"]
    assert decide(body, outcome=DecisionOutcome.POSTPONED, **said).number == 1


def test_the_form_says_for_which_promises_a_decision_counts(browser: Browser, agreement: Agreement, item: Item) -> None:
    address = f"/items/{item.pk}/decide/"
    assert "No commitment here asks for plans" in browser("coordinator").get(address).content.decode()
    rules: tuple[dict[str, Any], ...] = ({"sorts": ["priorities"]}, {"type": "årsplan", "for_period": True})
    for rule in rules:
        register_commitment(
            agreement, by=SYSTEM, title=TITLE, strength=Strength.BINDING, kind="plan_adopted", parameters=rule
        )
    page = browser("coordinator").get(address).content.decode()
    assert "Sets the priority areas: counts for HS-01 Areas in the period in which it is decided." in page
    assert "Adopts a plan (årsplan): counts for HS-02 Areas in the period that it is about." in page


def test_the_form_proposes_the_type_that_the_only_such_promise_asks_for(
    browser: Browser, agreement: Agreement, body: Body, held: Meeting
) -> None:
    item = add_item(held, sort=ItemSort.PLAN, title=TITLE, by=SYSTEM)
    other = form_body(body.space.partnership, name=Text(sv="Beredning"), sort=BodySort.WORKING_GROUP, by=SYSTEM)
    for rule in ({"type": "årsplan", "body": body.key}, {"type": "plan", "body": other.key}):
        about: dict[str, Any] = {"strength": Strength.BINDING, "kind": "plan_adopted", "parameters": rule}
        register_commitment(agreement, by=SYSTEM, title=TITLE, **about)
    address = f"/items/{item.pk}/decide/"
    client = browser("coordinator")
    page = client.get(address).content.decode()
    assert 'name="type" value="årsplan"' in page
    assert "counts for HS-02" not in page, "another body's plan is not this one's to adopt"
    empty = client.post(address, {"title_sv": "Plan", "outcome": "taken", "effect": "adopts_plan", "type": ""})
    assert empty.status_code == 422
    assert "such as årsplan: without that the decision counts for no commitment" in empty.content.decode()
