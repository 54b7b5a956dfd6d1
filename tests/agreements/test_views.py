"""The pages: they work; what one may not see is 404; one party's own never shows to the other; few queries."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sampakt.agreements import actions
from sampakt.agreements.models import Agreement, Partnership, Party
from sampakt.kernel.money import Money
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Circle, Membership, Organisation
from sampakt.papers.actions import Upload, add_document
from sampakt.papers.models import Document

from .conftest import Cast

Browser = Callable[[str], Client]
WHO_ASKS = 2
"""Queries that find out who looks on: the session, and the user with all that they hold."""

HERE = "/partnerships/huddinge-sodertorn/"
TABS = ("", "agreements/", "documents/")
INSIDE = ("notes/", "people/", "history/")


def page_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    return response.content.decode()


@pytest.fixture
def full(agreement: Agreement, party: Party, partner: Party, huddinge: Organisation, circle: Circle) -> Agreement:
    """The agreement with one of everything."""
    partnership = agreement.space.partnership
    actions.plan_step(
        party,
        by=SYSTEM,
        kind="board",
        instance=Text(sv="Kommunstyrelsen"),
        planned_on=date(2021, 11, 1),
        decided_on=date(2021, 11, 8),
        outcome="approves",
        spoke=["S", "M"],
        notice_posted_on=date(2021, 11, 15),
    )
    actions.plan_step(party, by=SYSTEM, kind="council", instance=Text(sv="Fullmäktige"), planned_on=date(2021, 12, 1))
    actions.sign(partner, signed_on=date(2022, 1, 11), by=SYSTEM)
    actions.set_fee(party, amount=Money.of(69000, "SEK"), period="agreement_year", by=SYSTEM)
    actions.answer_topic(agreement, topic="goals", state="stated", words=Text(sv="Bättre skola"), by=SYSTEM)
    actions.answer_topic(agreement, topic="vat", state="asked", asked_of=huddinge, by=SYSTEM)
    for value, source in (("2022-01-11", "Webben"), ("2021-01-11", "Ärendet")):
        claim = actions.claim(agreement, field="signed_on", value=value, source=Text(sv=source), by=SYSTEM)
    actions.assess_impact(agreement, subject="child", conclusion=Text(sv="Barn gynnas"), by=SYSTEM)
    actions.amend(
        agreement,
        summary=Text(sv="Längre tid"),
        decided_on=date(2023, 1, 1),
        from_on=date(2023, 2, 1),
        terms={"ends_on": date(2030, 12, 31)},
        by=SYSTEM,
    )
    actions.link_goal(agreement, organisation=huddinge, kind="plan", name=Text(sv="Mål och budget"), by=SYSTEM)
    actions.link_agreements(agreement, relation="continues", other_title=Text(sv="Gamla avtalet"), by=SYSTEM)
    upload = Upload("avtal.txt", b"Parterna samverkar")
    document = add_document(agreement.space, title=Text(sv="Undertecknat avtal"), upload=upload, by=SYSTEM)
    actions.attach_document(agreement, document=document, role="agreement", by=SYSTEM)
    actions.write_note(partnership, words="Ring dekanen", agreement=agreement, by=SYSTEM)
    actions.add_theme(partnership, name=Text(sv="Skola"), by=SYSTEM)
    assert claim.pk
    return agreement


def test_the_page_of_an_agreement_of_many_folds_their_parts(
    browser: Browser, agreement: Agreement, party: Party, partner: Party
) -> None:
    address = agreement.get_absolute_url()
    assert "The other parties" not in page_of(browser("coordinator"), address)
    known = agreement.parties.values("organisation")
    for organisation in Organisation.objects.filter(kind="municipality").exclude(pk__in=known)[:4]:
        actions.add_party(agreement, organisation=organisation, by=SYSTEM)
    shown, _fold, folded = page_of(browser("coordinator"), address).partition("The other parties")
    assert (shown.count('id="chain-'), folded.count('id="chain-')) == (4, 2)
    assert folded.index("Add a fee</summary>") < folded.index("Add a fee for")


def test_a_partnership_tells_what_it_is(browser: Browser, full: Agreement) -> None:
    page = page_of(browser("reader"), HERE)
    for words in ("Strategiskt partnerskap", "Huddinge kommun", "Partnerskapsavtal", "Skola", "It waits for"):
        assert words in page
    assert "Strategiskt partnerskap" in page_of(browser("reader"), "/partnerships/")
    assert "No partnership has these words" in page_of(browser("reader"), "/partnerships/?q=xyzzy")


def test_when_every_party_is_missing_no_others_are_said_to_wait(browser: Browser, agreement: Agreement) -> None:
    page = page_of(browser("reader"), agreement.get_absolute_url())
    assert page.count("has neither decided nor signed") == agreement.parties.count() == 2
    assert "Waiting for" in page
    assert "Others" not in page


def test_an_agreement_tells_all_that_is_known(browser: Browser, full: Agreement) -> None:
    page = page_of(browser("coordinator"), full.get_absolute_url())
    for words in (
        "KS-2021/1682.103",
        "has neither decided nor signed",
        "Kommunstyrelsen",
        "reckoned from the notice",
        "69,000",
        "Sources differ",
        "11 January 2021",
        "Bättre skola",
        "21 topics ask for an answer",
        "Barn gynnas",
        "Längre tid",
        "Mål och budget",
        "Gamla avtalet",
        "Undertecknat avtal",
        "Ring dekanen",
    ):
        assert words in page, words


@pytest.mark.parametrize("name", ["lead", "coordinator", "contact", "reader", "partner", "operator"])
def test_those_inside_open_every_tab(browser: Browser, full: Agreement, name: str) -> None:
    client = browser(name)
    for tab in (*TABS, *INSIDE):
        assert 'aria-current="page"' in page_of(client, HERE + tab)
    page_of(client, full.get_absolute_url())
    page_of(client, "/renewals/")


@pytest.mark.parametrize("name", ["stranger", "passer-by"])
def test_strangers_find_nothing(browser: Browser, full: Agreement, name: str) -> None:
    client = browser(name)
    for tab in TABS:
        page_of(client, HERE + tab, 404)
    page_of(client, full.get_absolute_url(), 404)
    assert "Strategiskt" not in page_of(client, "/partnerships/")
    for tab in INSIDE:
        assert client.get(HERE + tab).status_code == (302 if name == "passer-by" else 404)


def test_a_public_partnership_is_open_but_not_its_inside(browser: Browser, full: Agreement) -> None:
    actions.change_partnership(full.space.partnership, audience=Audience.PUBLIC, by=SYSTEM)
    client = browser("stranger")
    assert "Partnerskapsavtal" not in page_of(client, HERE)
    page_of(client, full.get_absolute_url(), 404)
    actions.change_agreement(full, audience=Audience.PUBLIC, by=SYSTEM)
    assert "Partnerskapsavtal" in page_of(client, HERE)
    assert "Ring dekanen" not in page_of(client, full.get_absolute_url())
    for tab in INSIDE:
        page_of(client, HERE + tab, 403)
    assert "/notes/" not in page_of(client, HERE)


SECRET = "Vi går högst till nittio"


@pytest.fixture
def own_things(full: Agreement, huddinge: Organisation, circle: Circle, cast: Cast) -> Document:
    """A note of Huddinge's own on each page, one among some people, an own document and an own agreement."""
    by, partnership = cast("coordinator"), full.space.partnership
    for agreement in (None, full):
        actions.write_note(
            partnership, words=SECRET, agreement=agreement, audience=Audience.OWN, organisation=huddinge, by=by
        )
    own = actions.write_note(partnership, words="Utkast", audience=Audience.OWN, organisation=huddinge, by=by)
    actions.change_note(own, words=f"{SECRET} tusen", by=by)
    actions.write_note(partnership, words=f"{SECRET}, tyst", audience=Audience.NAMED, circle=circle, by=by)
    actions.draft_agreement(
        partnership, title=Text(sv=f"{SECRET} avtal"), kind="other", audience="own", organisation=huddinge, by=by
    )
    document = add_document(
        full.space,
        title=Text(sv=f"{SECRET} papper"),
        upload=Upload("linje.txt", SECRET.encode()),
        audience=Audience.OWN,
        organisation=huddinge,
        by=by,
    )
    actions.attach_document(full, document=document, role="other", by=by)
    return document


def test_what_is_one_partys_own_never_shows_to_the_other(
    browser: Browser, full: Agreement, own_things: Document
) -> None:
    pages = [HERE + tab for tab in (*TABS, *INSIDE)]
    pages += [full.get_absolute_url(), "/partnerships/", "/renewals/", "/documents/", "/documents/?q=nittio"]
    pages += ["/trail/", "/search/?q=nittio", "/", "/organisations/huddinge-kommun/"]
    for client, name in ((browser("partner"), "partner"), (browser("stranger"), "stranger")):
        for path in pages:
            assert "Vi går högst" not in client.get(path).content.decode(), (name, path)
    for path in (own_things.get_absolute_url(), f"{own_things.get_absolute_url()}versions/1/file/"):
        assert browser("partner").get(path).status_code == 404
    mine = browser("coordinator")
    assert SECRET in page_of(mine, HERE + "notes/")
    assert SECRET in page_of(mine, full.get_absolute_url())
    assert "Only Huddinge kommun" in page_of(mine, HERE + "notes/")
    assert "Only for us" in page_of(mine, full.get_absolute_url())


def test_readers_see_no_way_to_change_anything(browser: Browser, full: Agreement) -> None:
    page = page_of(browser("reader"), full.get_absolute_url())
    for path in ("edit/", "amend/", "parties/new/", "documents/new/", "sign/", "choose/"):
        assert f"/{path}" not in page.partition("<main")[2]


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200, path
    return len(captured)


def _grow(agreement: Agreement, times: int) -> None:
    partnership, documents = agreement.space.partnership, []
    party = agreement.parties.first()
    assert party
    for number in range(times):
        other = actions.register_agreement(
            partnership,
            parties=[row.organisation for row in agreement.parties.all()],
            title=Text(sv=f"Avtal {number}"),
            kind="sub",
            parent=agreement,
            starts_on=date(2024, 1, 1),
            ends_on=date(2026, 12, 31),
            by=SYSTEM,
        )
        actions.plan_step(party, kind="board", instance=Text(sv=f"Nämnd {number}"), by=SYSTEM)
        actions.set_fee(party, amount=Money.of(10, "SEK"), period="once", by=SYSTEM)
        actions.claim(agreement, field="amount", value=str(number), source=Text(sv="Källa"), by=SYSTEM)
        actions.write_note(partnership, words="Not", agreement=agreement, by=SYSTEM)
        actions.write_note(partnership, words="Not", by=SYSTEM)
        actions.link_agreements(other, relation="rests_on", other=agreement, by=SYSTEM)
        actions.assess_impact(agreement, subject="climate", conclusion=Text(sv="Nej"), by=SYSTEM)
        actions.link_goal(agreement, organisation=party.organisation, kind="goal", name=Text(sv="Mål"), by=SYSTEM)
        actions.add_theme(partnership, name=Text(sv=f"Tema {number}"), by=SYSTEM)
        document = add_document(agreement.space, title=Text(sv=f"Papper {number}"), by=SYSTEM)
        actions.attach_document(agreement, document=document, role="annex", by=SYSTEM)
        documents.append(document)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/partnerships/", 6),
        ("/renewals/", 6),
        ("/documents/", 6),
        (HERE, 13),
        (HERE + "agreements/", 6),
        (HERE + "documents/", 6),
        (HERE + "notes/", 6),
        (HERE + "people/", 7),  # members, organisations, invitations, circles, and those whom a seat lets in
        (HERE + "history/", 6),
        ("agreement", 13),
    ],
)
def test_many_rows_take_no_more_queries_than_few(browser: Browser, full: Agreement, path: str, most: int) -> None:
    client, address = browser("coordinator"), full.get_absolute_url() if path == "agreement" else path
    few = _queries(client, address)
    _grow(full, 20)
    many = _queries(client, address)
    assert many <= few, (few, many)
    assert few - WHO_ASKS <= most, few - WHO_ASKS


def test_the_list_grows_by_partnerships_without_more_queries(
    browser: Browser, full: Agreement, huddinge: Organisation, cast: Cast
) -> None:
    few = _queries(browser("coordinator"), "/partnerships/")
    for number in range(12):
        other = actions.start_partnership(
            huddinge, by=SYSTEM, name=Text(sv=f"Partnerskap {number}"), audience=Audience.PUBLIC
        )
        Membership.objects.create(
            space=other.space, user_id=cast("coordinator").user_id, organisation=huddinge, role="coordinator"
        )
    client = browser("coordinator")
    assert _queries(client, "/partnerships/") <= few
    assert "Partnerskap 11" in page_of(client, "/partnerships/")


def test_the_radar_names_what_must_be_decided(browser: Browser, full: Agreement, settings: Any) -> None:
    later = actions.register_agreement(
        full.space.partnership,
        parties=[row.organisation for row in full.parties.all()],
        title=Text(sv="Snart slut"),
        kind="sub",
        force_rule="on_date",
        starts_on=date(2024, 1, 1),
        ends_on=date(2026, 1, 31),
        decide_months_before=6,
        continuation_papers=["mandate"],
        by=SYSTEM,
    )
    page = page_of(browser("reader"), "/renewals/")
    assert later.get_absolute_url() in page
    assert "waits for its answer" in page
    assert "Mandate and target picture" in page
    assert "Snart slut" not in page_of(browser("stranger"), "/renewals/")
    assert browser("passer-by").get("/renewals/").status_code == 302


def test_history_is_paged(browser: Browser, partnership: Partnership) -> None:
    for number in range(60):
        actions.add_theme(partnership, name=Text(sv=f"Tema {number}"), by=SYSTEM)
    page = page_of(browser("reader"), HERE + "history/")
    assert "Tema 59" in page
    assert "Older changes" in page
    before = page.partition("?before=")[2].partition('"')[0]
    older = page_of(browser("reader"), f"{HERE}history/?before={before}")
    assert "Tema 59" not in older
    assert page_of(browser("reader"), f"{HERE}history/?before=x")


def test_a_paper_comes_with_its_part(browser: Browser, full: Agreement) -> None:
    client, address = browser("contact"), f"{full.get_absolute_url()}documents/new/"
    assert "Kommunstyrelsen" in page_of(client, address)
    file = SimpleUploadedFile("Protokoll 7.txt", b"Beslut: ja")
    answer = client.post(address, {"file": file, "role": "minutes", "reach": "partners"})
    assert answer.status_code == 302, answer.content.decode()
    document = Document.objects.get(key="protokoll-7")
    assert document.versions.get().text == "Beslut: ja"
    assert full.document_links.get(document=document).role == "minutes"
    refused = client.post(address, {"file": SimpleUploadedFile("a.exe", b"MZ\x00\x01"), "role": "minutes"})
    assert refused.status_code == 422
    nothing = client.post(address, {"role": "minutes", "reach": "partners"})
    assert "Choose a file, or write a title." in nothing.content.decode()


def test_each_row_of_a_document_list_names_its_home(browser: Browser, full: Agreement) -> None:
    page = page_of(browser("reader"), "/documents/")
    assert "Undertecknat avtal" in page
    assert "Strategiskt partnerskap" in page
    document = Document.objects.get(key="undertecknat-avtal")
    page = page_of(browser("reader"), document.get_absolute_url())
    assert "Where it is used" in page
    assert full.get_absolute_url() in page


def test_an_organisation_shows_its_agreements_to_those_who_may_see_them(browser: Browser, full: Agreement) -> None:
    assert "Partnerskapsavtal" in page_of(browser("partner"), "/organisations/huddinge-kommun/")
    assert "Partnerskapsavtal" not in page_of(browser("stranger"), "/organisations/huddinge-kommun/")


def test_only_a_draft_that_nobody_signed_is_offered_to_be_thrown_away(
    browser: Browser, agreement: Agreement, party: Party
) -> None:
    address = agreement.get_absolute_url()
    agreement.parties.update(signed_on=None)
    assert f"{address}remove/" in page_of(browser("coordinator"), address)
    Party.objects.filter(pk=party.pk).update(signed_on=agreement.starts_on)
    assert f"{address}remove/" not in page_of(browser("coordinator"), address)
