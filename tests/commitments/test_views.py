"""Pages of promises: the ledger, one promise, writing one down, and what people say."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sampakt.agreements.models import Agreement, Partnership
from sampakt.commitments.actions import (
    add_evidence,
    approve_evidence,
    attach_evidence,
    confirm,
    detach_evidence,
    state,
    waive,
)
from sampakt.commitments.models import Commitment, Confirmation, Deed, Evidence, Statement, Waiver
from sampakt.commitments.terms import Verb
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.organisations.models import Organisation

from .conftest import Browser, form_of, page, words

LEDGER = "/partnerships/huddinge-sodertorn/commitments/"
NEW = f"{LEDGER}new/"


# The ledger


def test_the_ledger_of_a_partnership(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    commitment = promise()
    answer = signed_in("coordinator").get(LEDGER)
    assert answer.status_code == 200
    assert "An interim report every year" in page(answer)
    assert commitment.get_absolute_url() in page(answer)
    assert 'id="ledger"' in page(answer)
    assert "We owe" in page(answer)


def test_ones_own_ledger(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    promise()
    assert "Strategiskt partnerskap" in page(signed_in("reader").get("/commitments/"))
    assert "An interim report" not in page(signed_in("stranger").get("/commitments/"))
    assert signed_in("passer-by").get("/commitments/").status_code == 302


def test_a_stranger_sees_no_partnership(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    commitment = promise()
    for who in ("stranger", "passer-by"):
        browser = signed_in(who)
        for address in (LEDGER, commitment.get_absolute_url(), f"{LEDGER}export.csv"):
            assert browser.get(address).status_code == 404


def test_everybody_sees_what_is_public(
    signed_in: Browser, promise: Callable[..., Commitment], agreement: Agreement
) -> None:
    for record in (agreement, agreement.space):
        record.audience = Audience.PUBLIC
        record.save()
    public, inside = promise(audience=Audience.PUBLIC), promise(audience=Audience.PARTNERS)
    browser = signed_in("passer-by")
    assert public.reference in page(browser.get(LEDGER))
    assert inside.reference not in page(browser.get(LEDGER))
    assert browser.get(public.get_absolute_url()).status_code == 200
    assert browser.get(inside.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "query", ["tone=kept", "status=overdue&as_of=2024-12-31", "as_of=nonsense", "theme=x", "page=99", "sort=-status"]
)
def test_any_address_is_answered(query: str, signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    promise()
    assert signed_in("reader").get(f"{LEDGER}?{query}").status_code == 200


def test_only_a_ticked_box_asks_for_what_is_disputed(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    reference, browser = promise().reference, signed_in("reader")
    for said, is_shown in (("on", False), ("true", False), ("nonsense", True), ("", True)):
        assert (reference in page(browser.get(f"{LEDGER}?disputed={said}"))) == is_shown, said


def test_tells_that_it_shows_the_past(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    promise()
    assert "This is how it stood when 31 December 2024 was over" in words(
        signed_in("reader").get(f"{LEDGER}?as_of=2024-12-31")
    )


@pytest.mark.parametrize("address", [LEDGER, "/commitments/"])
def test_as_many_queries_for_many_rows_as_for_one(
    address: str, signed_in: Browser, promise: Callable[..., Commitment]
) -> None:
    first, browser, counts = promise(), signed_in("coordinator"), []
    known = {"space": first.space, "agreement": first.agreement, "title": first.title, "kind": "report"}
    for many in (0, 200):
        Commitment.objects.bulk_create(
            Commitment(reference=f"B{number}", parameters=first.parameters, **known) for number in range(many)
        )
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]


# One promise


def test_the_page_of_a_promise(
    signed_in: Browser, promise: Callable[..., Commitment], deed: Callable[..., Deed], cast: Any, piece: Any
) -> None:
    commitment = promise(parameters={"type": "interim report", "due": "12-31"}, note=Text(en="A note."))
    deed(title=Text(en="The report of spring"), done_on=date(2025, 2, 1))
    piece(by=cast("contact"), commitments=[commitment], title=Text(en="Minutes of March"))
    state(commitment, by=cast("contact"), verdict="partly", words=Text(en="Half of it."))
    told = words(signed_in("partner").get(commitment.get_absolute_url()))
    for part in ("Reports", "The report of spring", "Minutes of March", "Half of it.", "31 Dec", "A note.", "Contact"):
        assert part in told, part
    assert "2023: 0/1" in told


def test_the_history_tells_all_that_happened_to_it(
    signed_in: Browser, promise: Callable[..., Commitment], cast: Any, sodertorn: Organisation, own: dict[str, Any]
) -> None:
    commitment, space = promise(), Partnership.objects.get().space
    state(commitment, by=cast("contact"), verdict="partly")
    seen: dict[str, Any] = {
        "title": Text(en="Minutes"),
        "dated_on": date(2025, 3, 1),
        "kind": "note",
        "words": "We met.",
    }
    shown = add_evidence(space, commitments=[commitment], by=cast("contact"), state="in_review", **seen)
    approve_evidence(shown, by=cast("coordinator"))
    hidden = seen | {"title": Text(en="Our own")} | own
    add_evidence(space, commitments=[commitment], by=cast("contact"), **hidden)
    confirm(commitment, organisation=sodertorn, by=cast("partner"), agrees=False, words=Text(en="No."))
    waive(commitment, by=cast("lead"), body="KS", decided_on=date(2025, 3, 1), reference="§ 1", reason=Text(en="So"))
    detach_evidence(shown, commitment=commitment, by=cast("coordinator"))
    attach_evidence(shown, commitment=commitment, by=cast("coordinator"))

    def verbs(who: str) -> list[str]:
        return [line.verb for line in signed_in(who).get(commitment.get_absolute_url()).context["page"].history]

    assert verbs("partner") == [
        Verb.ATTACH_EVIDENCE.label,
        Verb.DETACH_EVIDENCE.label,
        Verb.WAIVE.label,
        Verb.DISPUTE.label,
        Verb.APPROVE_EVIDENCE.label,
        Verb.ADD_EVIDENCE.label,
        Verb.STATE.label,
        Verb.REGISTER_COMMITMENT.label,
    ]
    assert len(verbs("coordinator")) == len(verbs("partner")) + 1, "their own evidence"


def test_the_page_as_of_another_day(
    signed_in: Browser, promise: Callable[..., Commitment], deed: Callable[..., Deed]
) -> None:
    commitment = promise()
    deed(title=Text(en="The report of November"))
    told = words(signed_in("reader").get(f"{commitment.get_absolute_url()}?as_of=2024-10-31"))
    assert "As it stood when 31 October 2024 was over" in told
    assert "The report of November" not in told


def test_a_past_day_shows_the_evidence_that_counted_then(
    signed_in: Browser, promise: Callable[..., Commitment], piece: Callable[..., Evidence], cast: Any
) -> None:
    commitment, days = promise(), {"dated_on": date(2025, 1, 1), "valid_until": date(2025, 3, 1)}
    for title, approved_on in (("Approved then", date(2025, 2, 1)), ("Approved since", date(2025, 3, 9))):
        made = piece(by=cast("lead"), title=Text(en=title), commitments=[commitment], state="approved", **days)
        Evidence.objects.filter(pk=made.pk).update(approved_on=approved_on)
    told = words(signed_in("reader").get(f"{commitment.get_absolute_url()}?as_of=2025-02-10"))
    assert "Approved then" in told
    assert "Approved since" not in told
    assert "Expired" not in told
    told = words(signed_in("reader").get(commitment.get_absolute_url()))
    assert "Approved since" in told
    assert "Expired" in told


def test_a_past_day_counts_its_days_from_itself(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    commitment = promise(parameters={"type": "interim report", "due": "11-10"})
    told = words(signed_in("reader").get(f"{commitment.get_absolute_url()}?as_of=2024-10-31"))
    assert "in 10 days" in told


def test_private_evidence_is_shown_to_its_own_alone(
    signed_in: Browser,
    promise: Callable[..., Commitment],
    piece: Callable[..., Evidence],
    cast: Any,
    own: dict[str, Any],
) -> None:
    commitment = promise()
    piece(by=cast("contact"), commitments=[commitment], title=Text(en="Between ourselves"), **own)
    assert "Between ourselves" in page(signed_in("coordinator").get(commitment.get_absolute_url()))
    assert "Between ourselves" not in page(signed_in("partner").get(commitment.get_absolute_url()))


def test_readers_see_no_buttons(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    commitment = promise()
    told = page(signed_in("reader").get(commitment.get_absolute_url()))
    for part in ("state/", "edit/", "waive/", "remove/", "evidence/new/"):
        assert f"{commitment.get_absolute_url()}{part}" not in told
        assert f"{commitment.get_absolute_url()}{part}" in page(
            signed_in("coordinator").get(commitment.get_absolute_url())
        )
        signed_in("reader")


def test_names_of_people_stay_inside(
    signed_in: Browser, promise: Callable[..., Commitment], agreement: Agreement, cast: Any
) -> None:
    for record in (agreement, agreement.space):
        record.audience = Audience.PUBLIC
        record.save()
    commitment = promise(audience=Audience.PUBLIC)
    state(commitment, by=cast("partner's contact"), verdict="fulfilled", office="Head of unit")
    told = page(signed_in("passer-by").get(commitment.get_absolute_url()))
    assert "Head of unit" in told
    assert "Partner&#x27;s contact" not in told
    assert "Partner&#x27;s contact" in page(signed_in("reader").get(commitment.get_absolute_url()))


# What people say


def test_a_contact_person_says_how_it_stands(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    commitment, browser = promise(), signed_in("contact")
    address = f"{commitment.get_absolute_url()}state/"
    sent = form_of(browser.get(address)) | {
        "verdict": "partly",
        "words": "Half of it.",
        "file": SimpleUploadedFile("minutes.txt", b"We met."),
    }
    answer = browser.post(address, sent, follow=True)
    assert "Thank you" in page(answer)
    stated = Statement.objects.get()
    assert (stated.verdict, str(stated.words), stated.stated_on) == ("partly", "Half of it.", date(2025, 3, 10))
    assert Evidence.objects.get().state == "in_review"


def test_a_statement_without_a_verdict_keeps_the_words(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    address = f"{promise().get_absolute_url()}state/"
    answer = signed_in("contact").post(address, {"words": "Kept words", "stated_on": "2025-03-01"})
    assert answer.status_code == 422
    assert "Kept words" in page(answer)
    assert signed_in("reader").get(address).status_code == 403


def test_the_other_party_answers(
    signed_in: Browser, promise: Callable[..., Commitment], huddinge: Organisation
) -> None:
    commitment = promise(owes=[huddinge])
    address = f"{commitment.get_absolute_url()}confirm/"
    assert "confirm/" in page(signed_in("partner's contact").get(commitment.get_absolute_url()))
    browser = signed_in("partner's contact")
    silent = browser.post(address, {"agrees": "no", "words": "", "given_on": "2025-03-01"})
    assert silent.status_code == 422
    assert "Say why" in page(silent)
    assert (
        browser.post(address, {"agrees": "no", "words": "Nothing came.", "given_on": "2025-03-01"}).status_code == 302
    )
    assert not Confirmation.objects.get().agrees
    assert "Disputed by the other party" in page(browser.get(commitment.get_absolute_url()))
    assert signed_in("contact").get(address).status_code == 403


def test_something_else_is_agreed(signed_in: Browser, promise: Callable[..., Commitment], cast: Any) -> None:
    commitment, browser = promise(), signed_in("coordinator")
    address = f"{commitment.get_absolute_url()}waive/"
    sent = {"reason_en": "Not this year", "body": "The board", "decided_on": "2025-02-01", "reference": "§ 7"}
    assert browser.post(address, sent | {"decided_on": "2026-02-01"}).status_code == 422
    assert browser.post(address, sent).status_code == 302
    assert "Not this year" in page(browser.get(commitment.get_absolute_url()))
    waiver = Waiver.objects.get()
    beneath = f"{commitment.get_absolute_url()}waivers/{waiver.pk}/"
    assert browser.post(f"{beneath}end/", {"ends_on": "2025-03-01", "version": 1}).status_code == 302
    assert browser.post(f"{beneath}edit/", form_of(browser.get(f"{beneath}edit/")) | sent).status_code == 302
    other = waive(promise(), by=cast("lead"), body="x", decided_on=date(2025, 1, 1), reference="1", reason=Text(en="y"))
    assert browser.get(f"{commitment.get_absolute_url()}waivers/{other.pk}/end/").status_code == 404


# Panels


def test_bars_hang_on_the_pages_below(
    signed_in: Browser, promise: Callable[..., Commitment], partnership: Partnership, huddinge: Organisation
) -> None:
    commitment = promise(kind="deliver_by", parameters={"by": "2024-06-30"})
    browser = signed_in("coordinator")
    assert commitment.reference in page(browser.get(partnership.get_absolute_url()))
    assert "Show in the ledger" in page(browser.get(commitment.agreement.get_absolute_url()))
    assert "What it promises" in page(browser.get(huddinge.get_absolute_url()))
    assert "What it promises" not in page(signed_in("stranger").get(huddinge.get_absolute_url()))
