"""What is handed over with a seat: its page, its papers, and who may read them."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import docx
import page as checker
import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sampakt.agreements.models import Agreement
from sampakt.commitments.models import Commitment
from sampakt.governance.actions import add_seat, change_body, fill_seat
from sampakt.governance.actions.agenda import add_item, add_material
from sampakt.governance.actions.decisions import approve_decision, decide
from sampakt.governance.actions.meetings import plan_meeting
from sampakt.governance.actions.tasks import carry_out, give_task
from sampakt.governance.models import Body, Meeting, Seat
from sampakt.governance.queries.handover import HandoverPack, handover_pack
from sampakt.governance.terms import Position
from sampakt.kernel import clock
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Appointment, Office, Organisation, Person
from sampakt.papers.actions import add_document

from .conftest import Browser, Cast, all_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(body: Body, held: Meeting, office_seat: Seat, office: Office, huddinge: Organisation) -> Seat:
    """The municipal director's seat, in a body with something of everything."""
    director = Person.objects.create(organisation=huddinge, name="Dag Direktör")
    Appointment.objects.create(office=office, person=director, starts_on=date(2023, 1, 1))
    today = clock.today()
    for number, values in enumerate(
        ({"office": office}, {"person": director}, {"organisation": huddinge}, {"organisation": huddinge})
    ):
        due = today + timedelta(days=10 - number)
        task = give_task(body, title=Text(en=f"Task {number}"), given_on=held.day, due_on=due, by=SYSTEM, **values)
    carry_out(task, on=today, by=SYSTEM)
    give_task(
        body, title=Text(en="Secret task"), organisation=huddinge, given_on=held.day, is_restricted=True, by=SYSTEM
    )
    first = decide(body, votes=all_for(body), title=Text(en="The old order"), decided_on=date(2024, 1, 9), by=SYSTEM)
    later = decide(
        body,
        votes=all_for(body),
        title=Text(en="The new order"),
        decided_on=date(2024, 5, 9),
        supersedes=first,
        by=SYSTEM,
    )
    for decision in (first, later):
        approve_decision(decision, by=SYSTEM)
    plan_meeting(body, day=today + timedelta(days=30), by=SYSTEM)
    item = add_item(held, title=Text(en="Plan"), by=SYSTEM)
    for title, audience in (("Shared plan", Audience.PARTNERS), ("Own notes", Audience.OWN)):
        whose = huddinge if audience == Audience.OWN else None
        document = add_document(body.space, title=Text(en=title), audience=audience, organisation=whose, by=SYSTEM)
        add_material(item, document=document, by=SYSTEM)
    return Seat.objects.select_related("body__space__partnership", "office").get(pk=office_seat.pk)


@pytest.fixture
def promises(agreement: Agreement, body: Body, office: Office) -> None:
    common: dict[str, Any] = {"agreement": agreement, "space": agreement.space, "kind": "body_exists"}
    Commitment.objects.create(
        reference="A1", title=Text(en="There is a group"), parameters={"body": body.key}, **common
    )
    Commitment.objects.create(reference="A2", title=Text(en="The office reports"), responsible=office, **common)
    Commitment.objects.create(reference="A3", title=Text(en="Of somebody else"), **common)


@pytest.fixture
def pack(full: Seat, promises: None, cast: Cast) -> Callable[[str], HandoverPack]:
    return lambda who: handover_pack(cast(who), full, clock.today())


def _titles(rows: Any) -> list[str]:
    return [str(row.title) for row in rows]


def test_own_actions_come_first_and_what_is_done_is_not_handed_over(pack: Callable[[str], HandoverPack]) -> None:
    found = pack("coordinator")
    assert _titles(found.own) == ["Task 2", "Task 1", "Task 0"]
    assert found.others == []


def test_another_seat_of_the_party_is_given_the_party_s_but_not_the_office_s(
    full: Seat, huddinge: Organisation, cast: Cast
) -> None:
    other = add_seat(full.body, position=Position.MEMBER, organisation=huddinge, by=SYSTEM)
    found = handover_pack(cast("coordinator"), other, clock.today())
    assert _titles(found.own) == ["Task 2"]
    assert _titles(found.others) == ["Task 1", "Task 0"]


def test_what_the_last_holder_was_to_do_goes_to_the_next(full: Seat, cast: Cast, sodertorn: Organisation) -> None:
    seat = add_seat(full.body, position=Position.MEMBER, organisation=sodertorn, by=SYSTEM)
    people = [Person.objects.create(organisation=sodertorn, name=name) for name in ("Före", "Efter")]
    fill_seat(seat, person=people[0], starts_on=date(2024, 1, 1), ends_on=date(2025, 6, 30), by=SYSTEM)
    fill_seat(seat, person=people[1], starts_on=date(2025, 7, 1), by=SYSTEM)
    give_task(full.body, title=Text(en="Left over"), person=people[0], given_on=date(2025, 5, 12), by=SYSTEM)
    assert "Left over" in _titles(handover_pack(cast("partner"), seat, clock.today()).own)


def test_decisions_in_force_dates_and_promises(pack: Callable[[str], HandoverPack]) -> None:
    found = pack("coordinator")
    assert _titles(found.decisions) == ["The new order"]
    assert [meeting.day for meeting in found.coming] == [clock.today() + timedelta(days=30)]
    assert [row.commitment.reference for row in found.promises] == ["A1"]
    assert [row.commitment.reference for row in found.own_promises] == ["A2"]


def test_only_documents_and_actions_that_the_reader_may_see(pack: Callable[[str], HandoverPack]) -> None:
    assert [_titles(past.material) for past in pack("coordinator").past] == [["Shared plan", "Own notes"]]
    assert [_titles(past.material) for past in pack("partner").past] == [["Shared plan"]]
    assert "Secret task" in _titles(pack("contact").own)
    assert "Secret task" not in _titles(pack("partner").own)


def test_the_page_and_its_papers(full: Seat, promises: None, browser: Browser) -> None:
    client = browser("coordinator")
    page = client.get(f"/seats/{full.pk}/handover/")
    assert page.status_code == 200
    for words in ("Task 0", "The new order", "There is a group", "The office reports", "Shared plan", "Dag Direktör"):
        assert words in page.content.decode(), words
    pdf = client.get(f"/seats/{full.pk}/handover/handover.pdf").content
    assert checker.is_pdf_compliant_bytes(pdf, profile="ua1")
    word = docx.Document(BytesIO(client.get(f"/seats/{full.pk}/handover/handover.docx?language=en").content))
    words = " ".join(paragraph.text for paragraph in word.paragraphs)
    assert "Handover: Municipal director (chair)" in words
    assert "The new order" in words


def test_what_is_not_approved_says_so_on_the_page_and_on_paper(full: Seat, held: Meeting, browser: Browser) -> None:
    decision = decide(held.body, meeting=held, title=Text(en="A fresh order"), by=SYSTEM)
    address = f"/seats/{full.pk}/handover/"
    client = browser("coordinator")
    assert client.get(address).content.decode().count("not approved yet") == 1
    pdf = pypdfium2.PdfDocument(client.get(f"{address}handover.pdf?language=en").content)
    printed = " ".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    word = docx.Document(BytesIO(client.get(f"{address}handover.docx?language=en").content))
    for words in (printed, " ".join(paragraph.text for paragraph in word.paragraphs)):
        assert words.count("not approved yet") == 1
        assert words.index(str(decision.title)) < words.index("not approved yet")


@pytest.mark.parametrize("limits", ["", "No money of its own"])
def test_no_heading_stands_over_nothing(full: Seat, browser: Browser, limits: str) -> None:
    change_body(full.body, task=Text(), limits=Text(en=limits), appointed_by=Text(), by=SYSTEM)
    client = browser("coordinator")
    pdf = pypdfium2.PdfDocument(client.get(f"/seats/{full.pk}/handover/handover.pdf?language=en").content)
    words = pdf[0].get_textpage().get_text_bounded()
    pdf.close()
    word = docx.Document(BytesIO(client.get(f"/seats/{full.pk}/handover/handover.docx?language=en").content))
    paragraphs = [paragraph.text for paragraph in word.paragraphs]
    assert ("Mandate" in words, "Mandate" in paragraphs, "Actions to do" in paragraphs) == (
        bool(limits),
        bool(limits),
        True,
    )


def test_what_is_only_for_those_who_sit_there_is_marked_and_warned_of(full: Seat, browser: Browser) -> None:
    warning, mark = "holds what is only for those who sit in the body", "Only for those who sit in the body"
    for who, is_marked in (("contact", True), ("partner", False)):
        client = browser(who)
        assert (warning in client.get(f"/seats/{full.pk}/handover/").content.decode()) == is_marked
        pdf = pypdfium2.PdfDocument(client.get(f"/seats/{full.pk}/handover/handover.pdf?language=en").content)
        words = " ".join(page.get_textpage().get_text_bounded() for page in pdf).replace("\r\n", " ")
        pdf.close()
        word = docx.Document(BytesIO(client.get(f"/seats/{full.pk}/handover/handover.docx?language=en").content))
        cells = " ".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
        assert (warning in words, f"Secret task ({mark})" in words, f"Secret task ({mark})" in cells) == (
            is_marked,
        ) * 3


@pytest.mark.parametrize("path", ["", "handover.pdf", "handover.docx"])
def test_only_for_those_inside(full: Seat, browser: Browser, path: str) -> None:
    address = f"/seats/{full.pk}/handover/{path}"
    assert browser("stranger").get(address).status_code == 404
    assert browser("passer-by").get(address).status_code == 302
    assert browser("reader").get(address).status_code == 200
    full.body.audience = Audience.PUBLIC
    full.body.save()
    assert browser("stranger").get(address).status_code == 404


def test_the_pack_asks_no_more_for_many(full: Seat, promises: None, cast: Cast, huddinge: Organisation) -> None:
    viewer = cast("contact")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            handover_pack(
                viewer, Seat.objects.select_related("body__space__partnership", "office").get(pk=full.pk), day
            )
        return len(queries)

    day = clock.today()
    few = asked()
    for number in range(12):
        give_task(full.body, title=Text(en=f"More {number}"), organisation=huddinge, given_on=day, by=SYSTEM)
        decide(full.body, votes=all_for(full.body), title=Text(en=f"More {number}"), decided_on=day, by=SYSTEM)
        plan_meeting(full.body, day=day + timedelta(days=60 + number), by=SYSTEM)
    assert asked() == few
    assert few <= 18
