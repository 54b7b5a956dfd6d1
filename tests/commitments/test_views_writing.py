"""Pages on which a promise is written down, changed, replaced and removed."""

from collections.abc import Callable

import pytest

from sampakt.agreements.actions import add_party, draft_agreement
from sampakt.agreements.models import Agreement, Partnership
from sampakt.commitments.kinds import KINDS
from sampakt.commitments.models import Commitment
from sampakt.commitments.queries.registry import all_kinds
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation

from .conftest import Browser, form_of, page, words

LEDGER = "/partnerships/huddinge-sodertorn/commitments/"
NEW = f"{LEDGER}new/"


def test_asks_first_which_kind(signed_in: Browser, agreement: Agreement) -> None:
    told = page(signed_in("coordinator").get(NEW))
    for kind in all_kinds().values():
        assert f'value="{kind.code}"' in told


def test_goes_on_to_the_terms_with_what_was_typed(signed_in: Browser, agreement: Agreement) -> None:
    browser = signed_in("coordinator")
    sent = {"title_en": "We report", "agreement": agreement.code, "kind": "report", "step": "kind", "reference": "S0-7"}
    answer = browser.post(NEW, sent)
    assert answer.status_code == 200
    assert "parameters.times" in page(answer)
    assert 'value="We report"' in page(answer)
    assert 'value="S0-7"' in page(answer)
    assert not Commitment.objects.exists()


def test_what_only_people_state_is_stated_by_them_though_another_kind_was_shown_first(
    signed_in: Browser, agreement: Agreement
) -> None:
    browser = signed_in("coordinator")
    sent = form_of(browser.get(f"{NEW}?kind=report"))

    def proposed(kind: str, check: str) -> object:
        answer = browser.post(NEW, sent | {"check_by": check, "kind": kind, "step": "kind"})
        return answer.context["form"]["check_by"].value()

    assert proposed("statement", "A") == proposed("statement", "H") == "H"
    assert (proposed("report", "H"), proposed("report", "S")) == ("A", "S")


def test_only_those_of_the_agreement_stand_at_its_ends(
    signed_in: Browser, partnership: Partnership, agreement: Agreement, narvik: Organisation, huddinge: Organisation
) -> None:
    other = draft_agreement(partnership, by=SYSTEM, kind="sub", title=Text(sv="Delavtal"))
    add_party(other, organisation=huddinge, by=SYSTEM)
    add_party(other, organisation=narvik, role="addressee", by=SYSTEM)
    browser, offered = signed_in("coordinator"), {}
    for one in (agreement, other):
        form = browser.get(f"{NEW}?kind=report&agreement={one.code}").context["form"]
        offered[one.pk] = {side: {each.code for each in form.fields[side].queryset} for side in ("owes", "owed")}
    parties = {"huddinge-kommun", "sodertorns-hogskola"}
    assert offered[agreement.pk] == {"owes": parties, "owed": parties}
    assert offered[other.pk]["owed"] == {"huddinge-kommun", "narvik-kommune"}


def test_writes_a_promise_down_and_offers_the_next_one(
    signed_in: Browser, agreement: Agreement, huddinge: Organisation
) -> None:
    browser = signed_in("coordinator")
    address = f"{NEW}?kind=report&agreement={agreement.code}&strength=A"
    sent = form_of(browser.get(address)) | {
        "title_sv": "En rapport",
        "parameters.type": "Delårsrapport",
        "owes": [huddinge.pk],
        "step": "another",
    }
    answer = browser.post(address, sent)
    added = Commitment.objects.get()
    assert answer.status_code == 302
    assert f"agreement={agreement.code}" in answer.headers["Location"]
    assert "kind=report" in answer.headers["Location"]
    assert (added.reference, added.strength, added.parameters) == ("HS-01", "A", {"type": "Delårsrapport"})
    assert [end.organisation for end in added.ends.all()] == [huddinge]
    assert "HS-02" in page(browser.get(answer.headers["Location"]))


def test_every_kind_can_be_written_down_from_its_form(signed_in: Browser, agreement: Agreement) -> None:
    browser = signed_in("coordinator")
    needed = {
        "parameters.party": "huddinge-kommun",
        "parameters.instance": "council",
        "parameters.instances": ["board", "council"],
        "parameters.papers": ["mandate"],
        "parameters.months": "6",
        "parameters.relation": "continues",
        "parameters.kind": "framework",
        "parameters.topics": ["rights"],
        "parameters.field": "ends_on",
        "parameters.organisations": ["sodertorns-hogskola"],
        "parameters.organisation": "sodertorns-hogskola",
        "parameters.subject": "courses",
        "parameters.functions": ["coordinator"],
        "parameters.type": "report",
    }
    for kind in KINDS:
        address = f"{NEW}?kind={kind.code}"
        blank = browser.get(address)
        fields = blank.context["form"].fields
        filled = {name: value for name, value in needed.items() if name in fields and fields[name].required}
        answer = browser.post(address, form_of(blank) | filled | {"title_en": kind.code})
        assert answer.status_code == 302, (kind.code, answer.context["form"].errors)
    assert Commitment.objects.count() == len(KINDS)


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(signed_in: Browser, agreement: Agreement) -> None:
    browser = signed_in("coordinator")
    address = f"{NEW}?kind=report"
    sent = form_of(browser.get(address)) | {"title_en": "Kept words", "parameters.times": "0"}
    answer = browser.post(address, sent)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"parameters.type", "parameters.times"}
    assert "Kept words" in page(answer)
    assert not Commitment.objects.exists()


def test_an_objection_of_the_action_comes_back(
    signed_in: Browser, agreement: Agreement, promise: Callable[..., Commitment]
) -> None:
    promise(reference="S0-01")
    browser = signed_in("coordinator")
    sent = form_of(browser.get(f"{NEW}?kind=in_force")) | {"title_en": "x", "reference": "S0-01"}
    answer = browser.post(f"{NEW}?kind=in_force", sent)
    assert answer.status_code == 422
    assert "S0-01 is already used in this partnership." in words(answer)


@pytest.mark.parametrize("who", ["contact", "reader"])
def test_others_may_not(who: str, signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    address = promise().get_absolute_url()
    browser = signed_in(who)
    for part in (NEW, f"{address}edit/", f"{address}waive/", f"{address}replace/", f"{address}remove/"):
        assert browser.get(part).status_code == 403, part
    assert browser.post(f"{address}move/", {"to": "up"}).status_code == 403
    assert signed_in("passer-by").get(f"{address}edit/").status_code == 302


def test_changes_a_promise(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    commitment, browser = promise(), signed_in("partner")
    address = f"{commitment.get_absolute_url()}edit/"
    assert browser.post(address, form_of(browser.get(address)) | {"parameters.times": "2"}).status_code == 302
    commitment.refresh_from_db()
    assert commitment.parameters == {"type": "interim report", "times": 2}
    assert browser.post(address, form_of(browser.get(address)) | {"kind": "notice", "step": "kind"}).status_code == 200
    answer = browser.post(address, form_of(browser.get(address)) | {"kind": "notice", "parameters.months": "6"})
    assert answer.status_code == 302
    commitment.refresh_from_db()
    assert (commitment.kind, commitment.parameters) == ("notice", {"months": 6})


def test_two_who_save_at_the_same_time_lose_nothing(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    commitment, browser = promise(), signed_in("coordinator")
    address = f"{commitment.get_absolute_url()}edit/"
    first = form_of(browser.get(address))
    assert browser.post(address, first | {"clause": "§ 1"}).status_code == 302
    answer = browser.post(address, first | {"clause": "§ 2", "parameters.times": "4"})
    assert answer.status_code == 409
    assert "§ 1" in page(answer)
    assert "§ 2" in page(answer)
    commitment.refresh_from_db()
    assert commitment.clause == "§ 1"
    assert browser.post(address, form_of(answer)).status_code == 302
    commitment.refresh_from_db()
    assert (commitment.clause, commitment.parameters["times"]) == ("§ 2", 4)


def test_moves_replaces_and_removes(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    first, second = promise(), promise()
    browser = signed_in("coordinator")
    browser.post(f"{second.get_absolute_url()}move/", {"to": "up"})
    assert list(Commitment.objects.order_by("position")) == [second, first]
    browser.post(f"{second.get_absolute_url()}move/", {"to": "down"})
    assert list(Commitment.objects.order_by("position")) == [first, second]
    sent = {"superseded_on": "2025-01-01", "superseded_by": second.pk, "version": 1}
    assert browser.post(f"{first.get_absolute_url()}replace/", sent).status_code == 302
    assert "Replaced by a later commitment" in page(browser.get(first.get_absolute_url()))
    assert first.reference in page(browser.get(second.get_absolute_url()))
    assert browser.get(f"{first.get_absolute_url()}remove/").status_code == 200
    assert browser.post(f"{first.get_absolute_url()}remove/").status_code == 302
    assert list(Commitment.objects.all()) == [second]
