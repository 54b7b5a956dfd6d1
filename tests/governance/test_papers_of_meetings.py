"""Calls and minutes as PDF and Word: accessible, complete, and to each reader what they may see."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import docx
import page as checker
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.oxml.ns import qn

from sampakt.governance.actions.agenda import add_item, add_material, recuse
from sampakt.governance.actions.deciding import VoteLine
from sampakt.governance.actions.decisions import decide
from sampakt.governance.actions.minutes import adjust_minutes, correct_minutes, send_minutes, write_minutes
from sampakt.governance.actions.papers import drop_template, set_template
from sampakt.governance.actions.tasks import give_task
from sampakt.governance.models import Body, Item, Meeting, PaperTemplate, Seat
from sampakt.governance.printing import PAPERS, example_of, meeting_data, paper_as_pdf, paper_as_word, starting_template
from sampakt.governance.queries.meetings import meeting_page
from sampakt.governance.terms import DecisionOutcome, DecisionRule, ItemSort, PaperSort, Stance
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.kernel.terms import Language
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation
from sampakt.papers.actions import Upload, add_document
from sampakt.papers.models import Document
from sampakt.papers.printing import WORD, objections_to_template
from sampakt.papers.printing.building import Sheet
from sampakt.papers.terms import PaperObjection
from sampakt.trail.models import TrailLine
from sampakt.ui.writing import written_day

from .conftest import Browser, Cast

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 3, 9, 12, tzinfo=UTC)
BOTH = [(sort, language) for sort in PaperSort for language in Language.values]


def _faults(content: bytes) -> list[str]:
    """What page-validation has against a PDF by its rules for PDF/UA-1 and PDF/A-2a.

    It cuts a stream whose last byte is a line end one short, and then finds its length wrong: those are counted here.
    """
    found = []
    for profile in ("ua1", "2a"):
        report = checker.validate_pdf_bytes(content, profile=profile)
        found += [fault.message for fault in report.failures if "STREAM-LENGTH" not in fault.rule_id]
        if len(found) < len(report.failures):
            heads = re.finditer(
                rb"<<(?:(?!>>\s*stream).)*?/Length (\d+)(?:(?!stream).)*?>>\s*stream\r?\n", content, re.S
            )
            ends = [content[head.end() + int(head.group(1)) :][:10] for head in heads]
            found += ["a stream is not as long as it says" for end in ends if end != b"\nendstream"]
    return found


def _text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    words = " ".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    document.close()
    return " ".join(words.split())


def _words(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.fixture
def full(held: Meeting, board: dict[str, Seat], sodertorn: Organisation) -> Meeting:
    """Something of everything in its minutes, one item only for those who sit in the body."""
    body = held.body
    body.decision_rule = DecisionRule.AGREEMENT
    body.save()
    plan = add_item(held, title=Text(sv="Årets plan", en="The year's plan"), sort=ItemSort.PLAN, by=SYSTEM)
    document = add_document(body.space, title=Text(sv="Utkast till plan", en="Draft plan"), by=SYSTEM)
    add_material(plan, document=document, prepared_by=body, by=SYSTEM)
    recuse(plan, seat=board["secretary"], reason=Text(en="Sits on the board of the supplier"), by=SYSTEM)
    write_minutes(plan, words=Text(sv="Planen gicks igenom.\n\n- skolan\n- forskningen"), by=SYSTEM)
    votes = [
        VoteLine(Stance.FOR, seat=board["chair"]),
        VoteLine(Stance.AGAINST, seat=board["member"], reservation=Text(sv="För dyrt.")),
    ]
    decide(
        body,
        meeting=held,
        item=plan,
        title=Text(sv="Planen antas", en="The plan is adopted"),
        words=Text(sv="Gruppen antar planen."),
        outcome=DecisionOutcome.NOT_TAKEN,
        votes=votes,
        by=SYSTEM,
    )
    give_task(body, item=plan, title=Text(sv="Skriv om planen"), organisation=sodertorn, given_on=held.day, by=SYSTEM)
    secret = add_item(held, title=Text(sv="Hemligheten", en="The secret"), is_restricted=True, by=SYSTEM)
    write_minutes(secret, words=Text(sv="Om det hemliga."), by=SYSTEM)
    return Meeting.objects.select_related("body__space__partnership").get(pk=held.pk)


@pytest.mark.parametrize(("sort", "language"), BOTH)
def test_every_paper_is_accessible_in_every_language(sort: PaperSort, language: str) -> None:
    content = paper_as_pdf(sort, example_of(sort, language), at=NOON)
    assert _faults(content) == []
    assert b"/MarkInfo" in content
    regions = {"sv": b"(sv-SE)", "nb": b"(nb-NO)", "en": b"(en-GB)"}
    assert regions[language] in content


@pytest.mark.parametrize(("sort", "language"), BOTH)
def test_every_paper_is_a_word_file_with_headings_and_a_language(sort: PaperSort, language: str) -> None:
    data = example_of(sort, language)
    document = docx.Document(BytesIO(paper_as_word(sort, data, at=NOON)))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Title") == 1
    assert {"Heading 1", "Heading 2"} <= set(styles)
    assert document.core_properties.title == data["title"]
    said = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert said == {{"sv": "sv-SE", "nb": "nb-NO", "en": "en-GB"}[language]}
    assert all("{" not in paragraph.text for paragraph in document.paragraphs)


@pytest.mark.parametrize("sort", PaperSort)
def test_what_we_start_from_would_be_taken_as_a_template(sort: PaperSort) -> None:
    assert not list(objections_to_template("mall.docx", starting_template(sort), example_of(sort, "sv")))
    assert PAPERS[sort].typst.exists()


def test_the_example_says_all_that_a_real_meeting_says(full: Meeting) -> None:
    """Every name that a template may use is there, however deep."""

    def names(value: Any, before: str = "") -> set[str]:
        if isinstance(value, dict):
            return {before + key for key in value}.union(*(names(one, f"{before}{key}.") for key, one in value.items()))
        return set().union(*(names(one, before) for one in value)) if isinstance(value, list) else set()

    for sort in (PaperSort.AGENDA, PaperSort.MINUTES):
        real = meeting_data(meeting_page(SYSTEM, full), sort=sort, language="sv")
        assert names(real) <= names(example_of(sort, "sv"))


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_minutes_hold_what_was_said_and_decided(full: Meeting, browser: Browser, ending: str) -> None:
    answer = browser("contact").get(f"/meetings/{full.code}/minutes.{ending}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{ending}"')
    words = _text(answer.content) if ending == "pdf" else _words(answer.content)
    for expected in (
        "Strategiskt partnerskap",
        "Huddinge kommun",
        "Södertörns högskola",
        "12 maj 2025",
        "Årets plan",
        "Utkast till plan",
        "Sits on the board of the supplier",
        "Planen gicks igenom.",
        "forskningen",
        "§ 1/2025",
        "Planen antas",
        "Gruppen antar planen.",
        "För dyrt.",
        "Skriv om planen",
        "Hemligheten",
    ):
        assert expected in words, expected
    # A page that ended before what came of it would read as if it had been decided.
    assert words.index("Inte fattat") < words.index("Gruppen antar planen.")


def test_a_reader_s_own_language_when_asked_for(full: Meeting, browser: Browser) -> None:
    words = _text(browser("contact").get(f"/meetings/{full.code}/minutes.pdf?language=en").content)
    assert "Minutes: The steering group" in words
    assert "The year's plan" in words
    assert "Planen gicks igenom." in words  # said in Swedish only


@pytest.mark.parametrize("paper", ["agenda.pdf", "agenda.docx", "minutes.pdf", "minutes.docx"])
def test_restricted_items_only_for_those_who_sit_in_the_body(full: Meeting, browser: Browser, paper: str) -> None:
    def read(who: str) -> str:
        content = browser(who).get(f"/meetings/{full.code}/{paper}?language=en").content
        return _text(content) if paper.endswith("pdf") else _words(content)

    assert "The secret" in read("contact")
    assert "Do not pass it on" in read("contact")
    for_others = read("coordinator")
    assert "The secret " not in for_others.replace("The secretary", "")
    assert "hemliga" not in for_others
    assert "What only those who sit in the body may read, if there is anything, is left out of this copy." in for_others


def test_the_agenda_says_nothing_of_what_came_of_it(full: Meeting, browser: Browser) -> None:
    words = _text(browser("contact").get(f"/meetings/{full.code}/agenda.pdf").content)
    assert "Årets plan" in words
    assert "Planen gicks igenom." not in words
    assert "§ 1/2025" not in words


@pytest.mark.parametrize("paper", ["agenda.pdf", "minutes.docx"])
def test_others_get_no_papers(full: Meeting, browser: Browser, paper: str) -> None:
    address = f"/meetings/{full.code}/{paper}"
    assert browser("stranger").get(address).status_code == 404
    assert browser("passer-by").get(address).status_code == 302


def test_there_are_no_minutes_of_what_has_not_been_held(meeting: Meeting, browser: Browser) -> None:
    assert browser("contact").get(f"/meetings/{meeting.code}/minutes.pdf").status_code == 404
    assert browser("contact").get(f"/meetings/{meeting.code}/agenda.pdf").status_code == 200


def test_adjusted_minutes_say_by_whom_and_what_was_corrected(full: Meeting, cast: Cast, browser: Browser) -> None:
    send_minutes(full, by=SYSTEM)
    address = f"/meetings/{full.code}/minutes.pdf?language=en"
    assert "have not been adjusted yet" in _text(browser("contact").get(address).content)
    adjust_minutes(full, by=cast("partner's contact"))
    correct_minutes(full, words=Text(en="The day was a Monday."), by=cast("contact"))
    words = _text(browser("contact").get(address).content)
    assert "have not been adjusted yet" not in words
    assert "Partner's contact" in words
    assert f"{written_day(clock.today())}, Contact The day was a Monday." in words


def test_the_card_leads_to_the_papers(full: Meeting, browser: Browser) -> None:
    page = browser("contact").get(f"/meetings/{full.code}/").content.decode()
    for name in ("agenda.pdf", "agenda.docx", "minutes.pdf", "minutes.docx", "calendar.ics"):
        assert f"/meetings/{full.code}/{name}" in page


# Templates of the partnership's own


@pytest.fixture
def own() -> Callable[[str], Upload]:
    def upload(words: str) -> Upload:
        sheet = Sheet()
        sheet.line(words)
        return Upload("mall.docx", sheet.finished())

    return upload


def test_a_partnership_s_own_template_is_used_until_it_is_dropped(
    full: Meeting, own: Callable[[str], Upload], cast: Cast, browser: Browser
) -> None:
    partnership, lead = full.body.space.partnership, cast("coordinator")
    address = f"/meetings/{full.code}/minutes.docx"
    ours = own("Vårt: {{ body }}")
    template = set_template(partnership, sort="minutes", upload=ours, by=lead)
    assert _words(browser("contact").get(address).content) == "Vårt: Styrgruppen"
    assert "Vårt" not in _words(browser("contact").get(f"/meetings/{full.code}/agenda.docx").content)
    set_template(partnership, sort="minutes", upload=own("Nytt: {{ body }}"), by=lead)
    assert template.file.document.versions.count() == 2
    set_template(partnership, sort="minutes", upload=ours, by=lead)
    assert template.file.document.versions.count() == 2
    drop_template(partnership, sort="minutes", by=lead)
    assert "Årets plan" in _words(browser("contact").get(address).content)
    assert Document.objects.filter(pk=template.file.document_id).exists()
    verbs = TrailLine.objects.filter(verb__endswith="_template").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["set_template", "set_template", "set_template", "drop_template"]


def test_a_template_that_does_not_fit_is_not_taken(full: Meeting, own: Callable[[str], Upload], cast: Cast) -> None:
    partnership = full.body.space.partnership
    with pytest.raises(Refused) as refused:
        set_template(partnership, sort="minutes", upload=own("{{ rubrik }}"), by=cast("coordinator"))
    assert [one.code for one in refused.value.objections] == [PaperObjection.TEMPLATE_ASKS_FOR]
    assert not PaperTemplate.objects.exists()
    for name in ("contact", "reader", "stranger"):
        with pytest.raises(NotAllowed):
            set_template(partnership, sort="minutes", upload=own("{{ title }}"), by=cast(name))
        with pytest.raises(NotAllowed):
            drop_template(partnership, sort="minutes", by=cast(name))


def test_a_template_is_chosen_tried_and_given_up_on_its_pages(
    full: Meeting, own: Callable[[str], Upload], browser: Browser
) -> None:
    home = "/partnerships/huddinge-sodertorn/papers/"
    client = browser("coordinator")
    assert "Sampakt's" in client.get(home).content.decode()
    started = client.get(f"{home}minutes/template.docx")
    assert started["Content-Type"] == WORD

    def sent(content: bytes) -> Any:
        return client.post(f"{home}minutes/", {"file": SimpleUploadedFile("mall.docx", content)})

    refused = sent(own("{{ rubrik }}").content)
    assert refused.status_code == 422
    assert "rubrik" in refused.content.decode()
    assert sent(started.content).status_code == 302
    assert "mall.docx" in client.get(home).content.decode()
    assert client.post(f"{home}minutes/drop/").status_code == 302
    assert "mall.docx" not in client.get(home).content.decode()
    assert client.get(f"{home}nothing/").status_code == 404
    assert browser("contact").get(home).status_code == 200
    assert browser("contact").get(f"{home}minutes/").status_code == 403
    assert browser("stranger").get(home).status_code == 404


def test_a_template_that_no_longer_fits_says_so(
    full: Meeting, own: Callable[[str], Upload], browser: Browser, cast: Cast
) -> None:
    partnership = full.body.space.partnership
    template = set_template(partnership, sort="minutes", upload=own("{{ body }}"), by=cast("coordinator"))
    with template.file.file.open("wb") as file:
        file.write(own("{{ gone }}").content)
    answer = browser("contact").get(f"/meetings/{full.code}/minutes.docx")
    assert answer.status_code == 422
    assert "gone" in answer.content.decode()


def test_papers_ask_as_little_as_the_page(
    full: Meeting, browser: Browser, django_assert_max_num_queries: Any, body: Body
) -> None:
    client = browser("contact")
    Item.objects.bulk_create(Item(meeting=full, place=number, title=Text(sv="Mer")) for number in range(3, 33))
    with django_assert_max_num_queries(18):
        assert client.get(f"/meetings/{full.code}/minutes.pdf").status_code == 200
    with django_assert_max_num_queries(19):
        assert client.get(f"/meetings/{full.code}/minutes.docx").status_code == 200


def test_the_day_is_said_as_the_language_says_it(full: Meeting) -> None:
    page = meeting_page(SYSTEM, full)
    said = {
        language: meeting_data(page, sort=PaperSort.MINUTES, language=language)["subtitle"]
        for language in Language.values
    }
    assert full.day == date(2025, 5, 12)
    assert said == {"sv": "måndag 12 maj 2025", "nb": "mandag 12. mai 2025", "en": "Monday 12 May 2025"}
