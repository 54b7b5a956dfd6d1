"""Pages of what was done, and of evidence on its way."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sampakt.commitments.actions import approve_evidence
from sampakt.commitments.models import Commitment, Deed, Evidence
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation

Browser = Callable[[str], Client]
DEEDS = "/partnerships/huddinge-sodertorn/deeds/"
REPORT = {"sort": "report", "title_en": "The report", "done_on": "2025-03-01", "reach": "partners"}
NOTE = {"words": "We met.", "dated_on": "2025-03-01", "reach": "partners"}


def page(response: Any) -> str:
    return response.content.decode()


def test_lists_what_was_done(signed_in: Browser, deed: Callable[..., Deed], own: dict[str, Any]) -> None:
    deed(title=Text(en="Everybody's"))
    deed(title=Text(en="Our own"), **own)
    assert "Our own" in page(signed_in("coordinator").get(DEEDS))
    told = page(signed_in("partner").get(DEEDS))
    assert "Everybody&#x27;s" in told
    assert "Our own" not in told
    assert "Our own" not in page(signed_in("partner").get("/deeds/"))
    assert "Everybody" not in page(signed_in("stranger").get("/deeds/"))
    assert signed_in("stranger").get(DEEDS).status_code == 404
    assert "Our own" not in page(signed_in("coordinator").get(f"{DEEDS}?words=everybody"))
    assert "Our own" not in page(signed_in("coordinator").get(f"{DEEDS}?sort=plan"))


def test_as_many_queries_for_many_records_as_for_one(signed_in: Browser, deed: Callable[..., Deed]) -> None:
    deed()
    browser, counts = signed_in("reader"), []
    for many in (0, 30):
        for number in range(many):
            deed(title=Text(en=f"Report {number}"))
        browser.get(DEEDS)
        with CaptureQueriesContext(connection) as asked:
            browser.get(DEEDS)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_lacks_is_filled_in_and_not_what_is_there(
    signed_in: Browser, promise: Callable[..., Commitment], deed: Callable[..., Deed]
) -> None:
    asked = {"tags": ["health", "care", "schools"], "types": ["review"], "sorts": ["review"], "per": "term"}
    commitment, browser = promise(kind="activity_in_each", parameters=asked), signed_in("contact")
    done = deed(sort="review", type="review", tags=["health", "schools"], title=Text(en="The two reviewed"))
    form = browser.get(f"{DEEDS}new/?commitment={commitment.code}").context["form"]
    assert (form["tags"].value(), form["type"].value()) == (["care"], "review")
    shown = page(browser.get(commitment.get_absolute_url()))
    assert shown.count(f'href="{done.get_absolute_url()}"') == 1, "it counts for two tags, and is one record"
    deed(sort="review", type="review", tags=["care"])
    form = browser.get(f"{DEEDS}new/?commitment={commitment.code}").context["form"]
    assert not form["tags"].value()


def test_records_what_a_promise_asks_for(
    signed_in: Browser, promise: Callable[..., Commitment], sodertorn: Organisation
) -> None:
    commitment, browser = promise(), signed_in("contact")
    address = f"{DEEDS}new/?commitment={commitment.code}"
    blank = browser.get(address)
    assert blank.context["form"]["sort"].value() == "report"
    assert blank.context["form"]["type"].value() == "interim report"
    sent = REPORT | {
        "type": "Interim report",
        "tags": ["Health, Well-being", "health", ""],
        "participants": [sodertorn.pk],
        "file": SimpleUploadedFile("report.txt", b"All is well."),
    }
    answer = browser.post(address, sent)
    assert answer.headers["Location"] == commitment.get_absolute_url()
    recorded = Deed.objects.get()
    assert (recorded.type, recorded.tags) == ("interim report", ["Health", "Well-being"])
    assert recorded.document is not None
    told = page(browser.get(recorded.get_absolute_url()))
    for words in ("The report", "Well-being", sodertorn.brief, recorded.document.get_absolute_url()):
        assert words in told


def test_what_lies_ahead_has_not_been_done(signed_in: Browser, agreement: Any) -> None:
    answer = signed_in("contact").post(f"{DEEDS}new/", REPORT | {"done_on": "2025-03-11"})
    assert answer.status_code == 422
    assert "What lies in the future has not been done yet." in page(answer)
    assert "The report" in page(answer)


def test_corrects_and_removes_a_record(signed_in: Browser, deed: Callable[..., Deed]) -> None:
    recorded, browser = deed(), signed_in("coordinator")
    address = recorded.get_absolute_url()
    assert browser.post(f"{address}edit/", REPORT | {"recipient": "KS", "version": 1}).status_code == 302
    assert browser.post(f"{address}edit/", REPORT | {"recipient": "KF", "version": 1}).status_code == 409
    assert Deed.objects.get().recipient == "KS"
    assert browser.get(f"{address}remove/").status_code == 200
    assert browser.post(f"{address}remove/").status_code == 302
    assert not Deed.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("stranger", 404)])
def test_others_may_not(who: str, status: int, signed_in: Browser, deed: Callable[..., Deed]) -> None:
    address, browser = deed().get_absolute_url(), signed_in(who)
    for part in (f"{DEEDS}new/", f"{address}edit/", f"{address}remove/"):
        assert browser.get(part).status_code == status, part


def test_evidence_goes_its_way(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    commitment = promise(kind="deliver_by", parameters={"types": ["model"]})
    browser = signed_in("contact")
    assert browser.post(f"{commitment.get_absolute_url()}evidence/new/", NOTE).status_code == 302
    piece = Evidence.objects.get()
    assert (piece.state, piece.kind, str(piece.title)) == ("in_review", "note", "We met.")
    address = piece.get_absolute_url()
    assert "It waits for approval" not in page(browser.get(address))
    browser = signed_in("partner")
    assert "It waits for approval" in page(browser.get(address))
    assert browser.post(f"{address}return/", {"why": ""}).status_code == 422
    assert browser.post(f"{address}return/", {"why": "Who met?"}).status_code == 302
    assert "<p>Who met?</p>" in page(browser.get(address))
    assert "Who met?" in page(browser.get(address))
    assert signed_in("contact").post(f"{address}edit/", NOTE | {"words": "All met.", "version": 2}).status_code == 302
    assert signed_in("contact").post(f"{address}submit/").status_code == 302
    assert signed_in("partner").post(f"{address}approve/").status_code == 302
    assert "Kept" in page(signed_in("reader").get(commitment.get_absolute_url()))


def test_two_who_write_the_same_evidence(signed_in: Browser, piece: Callable[..., Evidence]) -> None:
    written = piece(by=SYSTEM)
    address, browser = f"{written.get_absolute_url()}edit/", signed_in("coordinator")
    assert browser.post(address, NOTE | {"words": "Her words", "version": written.version}).status_code == 302
    answer = browser.post(address, NOTE | {"words": "My words", "version": written.version})
    assert answer.status_code == 409
    assert "Her words" in page(answer)
    assert "My words" in page(answer)


def test_approved_evidence_is_withdrawn_and_a_draft_removed(
    signed_in: Browser, cast: Any, promise: Callable[..., Commitment], piece: Callable[..., Evidence]
) -> None:
    commitment = promise()
    counted = piece(by=cast("lead"), state="approved", commitments=[commitment])
    address = counted.get_absolute_url()
    browser = signed_in("contact")
    assert "withdraw/" not in page(browser.get(address))
    assert browser.post(f"{address}withdraw/", {"why": "x"}).status_code == 403
    browser = signed_in("coordinator")
    assert f"{address}withdraw/" in page(browser.get(address))
    assert browser.post(f"{address}withdraw/", {"why": ""}).status_code == 422
    assert browser.post(f"{address}withdraw/", {"why": "Another year's report."}).status_code == 302
    assert "<p>Another year&#x27;s report.</p>" in page(browser.get(address))
    assert "Withdrawn" in page(browser.get(address))
    assert "Another year&#x27;s report." in page(browser.get(address))
    assert browser.post(f"{address}remove/").status_code == 422
    draft = piece(by=cast("contact"), commitments=[commitment], key="draft")
    address, browser = draft.get_absolute_url(), signed_in("contact")
    assert "Once it supports no commitment" in page(browser.get(address))
    assert browser.post(f"{address}detach/{commitment.code}/").status_code == 302
    assert f"{address}remove/" in page(browser.get(address))
    assert "The draft goes." in page(browser.get(f"{address}remove/"))
    assert browser.post(f"{address}remove/").headers["Location"] == "/evidence/"
    assert list(Evidence.objects.all()) == [counted]


def test_what_has_run_out_is_not_said_to_count(signed_in: Browser, cast: Any, piece: Callable[..., Evidence]) -> None:
    sent = piece(by=cast("contact"), state="in_review", valid_until=date(2025, 3, 9))
    answer = signed_in("lead").post(f"{sent.get_absolute_url()}approve/", follow=True)
    assert "Approved, but it was valid to 9 March 2025 and does not count" in page(answer)


def test_nobody_approves_their_own(signed_in: Browser, cast: Any, piece: Callable[..., Evidence]) -> None:
    sent = piece(by=cast("coordinator"), state="in_review")
    browser = signed_in("coordinator")
    assert "Somebody else than the one who recorded it approves it." in page(browser.get(sent.get_absolute_url()))
    assert browser.post(f"{sent.get_absolute_url()}approve/").status_code == 422
    assert Evidence.objects.get().state == "in_review"


def test_empty_evidence_is_refused(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    address = f"{promise().get_absolute_url()}evidence/new/"
    answer = signed_in("contact").post(
        address, {"title_en": "Kept words", "dated_on": "2025-03-01", "reach": "partners"}
    )
    assert answer.status_code == 422
    assert "Attach a document, give an address, or write what happened." in page(answer)
    assert "Kept words" in page(answer)


def test_is_attached_and_detached(
    signed_in: Browser, cast: Any, promise: Callable[..., Commitment], piece: Callable[..., Evidence]
) -> None:
    commitment, sent = promise(), piece(by=cast("contact"))
    browser, address = signed_in("contact"), sent.get_absolute_url()
    assert browser.post(f"{address}attach/", {"reference": "hs-01"}).status_code == 302
    assert commitment.get_absolute_url() in page(browser.get(address))
    for reference, fault in (("nothing", "has the number “nothing”"), ("hs-01", "already supports")):
        answer = browser.post(f"{address}attach/", {"reference": reference})
        assert (answer.status_code, fault in page(answer)) == (422, True)
    assert browser.post(f"{address}detach/{commitment.code}/").status_code == 302
    assert not sent.uses.exists()


def test_lists_evidence_by_how_far_it_has_come(
    signed_in: Browser, cast: Any, piece: Callable[..., Evidence], own: dict[str, Any]
) -> None:
    approve_evidence(piece(by=cast("contact"), state="in_review", title=Text(en="Approved one")), by=cast("lead"))
    piece(by=cast("contact"), title=Text(en="Draft one"), **own)
    told = page(signed_in("coordinator").get("/evidence/"))
    assert "Approved one" in told
    assert "Draft one" in told
    assert "Draft one" not in page(signed_in("coordinator").get("/evidence/?state=approved"))
    assert "Draft one" not in page(signed_in("partner").get("/evidence/"))


def test_private_evidence_has_no_page_for_others(
    signed_in: Browser, cast: Any, piece: Callable[..., Evidence], deed: Callable[..., Deed], own: dict[str, Any]
) -> None:
    sent, recorded = piece(by=cast("contact"), **own), deed(**own)
    for who in ("partner", "stranger", "passer-by"):
        assert signed_in(who).get(sent.get_absolute_url()).status_code == 404
        assert signed_in(who).get(recorded.get_absolute_url()).status_code == 404


def test_what_it_rests_on_is_shown_to_those_who_may_see_it(
    signed_in: Browser, cast: Any, piece: Callable[..., Evidence], deed: Callable[..., Deed], own: dict[str, Any]
) -> None:
    sent = piece(by=cast("contact"), kind="record", deed=deed(title=Text(en="Behind closed doors"), **own))
    assert "Behind closed doors" in page(signed_in("coordinator").get(sent.get_absolute_url()))
    assert "Behind closed doors" not in page(signed_in("partner").get(sent.get_absolute_url()))
