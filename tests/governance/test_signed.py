"""Minutes once signed say what was signed, whatever the records that they name are called later."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import docx
import pypdfium2
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from sampakt.agreements.models import Agreement, Partnership
from sampakt.governance.actions import (
    AttendanceLine,
    add_item,
    add_material,
    adjust_minutes,
    change_body,
    change_seat,
    change_task,
    decide,
    give_task,
    note_adjustment,
    report_back,
    send_minutes,
    take_attendance,
    write_minutes,
)
from sampakt.governance.actions.deciding import VoteLine
from sampakt.governance.actions.tasks import carry_out, reopen_task
from sampakt.governance.models import Body, Item, Meeting, Seat, SignedMinutes, Task
from sampakt.governance.printing import meeting_data
from sampakt.governance.queries import meeting_page
from sampakt.governance.rules.signing import digest_of
from sampakt.governance.terms import PaperSort, Presence, Stance
from sampakt.kernel.errors import Refused
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations.actions import make_token
from sampakt.organisations.models import Organisation, Person, User
from sampakt.papers.actions import add_document, change_document
from sampakt.trail.models import TrailLine
from sampakt.transfer.actions import FileWrong, load
from sampakt.transfer.queries import file_of, file_read, written

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2025-06-02")]
Browser = Callable[[str], Client]


@pytest.fixture
def signed(cast: Any, held: Meeting, board: dict[str, Seat], huddinge: Organisation) -> Meeting:
    """Adjusted by the member, with material, a decision, how the two stood to it, and an action."""
    body = held.body
    item = add_item(held, title=Text(en="The budget"), agreement=Agreement.objects.get(), from_body=body, by=SYSTEM)
    document = add_document(body.space, title=Text(en="A report"), by=SYSTEM)
    add_material(item, document=document, prepared_by=body, by=SYSTEM)
    votes = [VoteLine(Stance.FOR, seat=board[name]) for name in ("chair", "member")]
    decision = decide(body, item=item, title=Text(en="The budget"), votes=votes, by=SYSTEM)
    task = give_task(body, decision=decision, title=Text(en="Pay"), organisation=huddinge, by=SYSTEM)
    done = give_task(body, title=Text(en="Ask"), organisation=huddinge, given_on=date(2025, 5, 1), by=SYSTEM)
    report_back(carry_out(done, on=date(2025, 5, 2), by=SYSTEM), at=held, by=SYSTEM)
    assert task.due_on is None
    send_minutes(held, by=SYSTEM)
    return adjust_minutes(held, by=cast("partner's contact"))


def fetched(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("body__space__partnership").get(pk=meeting.pk)


def said(meeting: Meeting, viewer: Viewer = SYSTEM) -> dict[str, Any]:
    """All that the minutes say on paper."""
    return meeting_data(meeting_page(viewer, fetched(meeting)), sort=PaperSort.MINUTES, language="sv")


def rewrite(meeting: Meeting, board: dict[str, Seat], cast: Any) -> None:
    """Change whatever the signed minutes name."""
    body = Body.objects.get(pk=meeting.body_id)
    change_body(body, name=Text(en="Renamed"), quorum=4, needs_every_party=True, by=SYSTEM)
    change_seat(board["chair"], name=Text(en="Another chair"), by=SYSTEM)
    change_seat(board["member"], name=Text(en="Another member"), by=SYSTEM)
    document = meeting.items.get().papers.get().document
    change_document(document, title=Text(en="Another report"), by=SYSTEM)
    Organisation.objects.update(name="Another party", short_name="Other")
    Person.objects.update(name="Somebody Else")
    agreement = Agreement.objects.get()
    agreement.title = Text(en="Another agreement")
    agreement.save()


def test_the_paper_says_what_was_signed(cast: Any, signed: Meeting, board: dict[str, Seat]) -> None:
    before = said(signed)
    rewrite(signed, board, cast)
    after = said(signed)
    assert after == before
    assert "Enough to decide" in str(after) or "Beslutför" in str(after)
    assert after["digest"] == SignedMinutes.objects.get().digest


def test_somebody_erased_stays_named_in_what_was_signed(cast: Any, signed: Meeting) -> None:
    before = said(signed)
    User.objects.update(person=None)
    Person.objects.all().delete()
    assert said(signed) == before


def test_page_pdf_word_and_api_say_the_same(
    browser: Browser, cast: Any, signed: Meeting, board: dict[str, Seat]
) -> None:
    rewrite(signed, board, cast)
    digest = SignedMinutes.objects.get().digest
    reader = browser("coordinator")
    page = reader.get(signed.get_absolute_url()).content.decode()
    assert "The chair" in page
    assert "Another chair" not in page
    assert "Not quorate" not in page
    assert digest in page
    pdf = reader.get(f"{signed.get_absolute_url()}minutes.pdf?language=en").content
    document = pypdfium2.PdfDocument(pdf)
    words = " ".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    document.close()
    assert "The chair" in words
    assert digest in words
    word = docx.Document(BytesIO(reader.get(f"{signed.get_absolute_url()}minutes.docx?language=en").content))
    assert any(digest in paragraph.text for paragraph in word.paragraphs)
    assert "Another" not in words
    key = make_token(User.objects.get(pk=cast("coordinator").user_id), name="test", by=cast("coordinator"))
    headers = {"Authorization": f"Bearer {key}"}
    api = Client().get(f"/api/v1/meetings/{signed.code}/attendance", headers=headers).json()["items"]
    assert {one["name"] for one in api} == {line.name for line in meeting_page(SYSTEM, fetched(signed)).attendance}
    assert "Somebody Else" not in str(api)
    assert Client().get(f"/api/v1/meetings/{signed.code}", headers=headers).json()["digest"] == digest


def test_an_action_given_on_to_others_says_both(
    browser: Browser, cast: Any, signed: Meeting, sodertorn: Organisation
) -> None:
    before = said(signed)
    task = Task.objects.get(decision__isnull=False)
    change_task(task, organisation=sodertorn, due_on=date(2025, 9, 1), by=SYSTEM)
    assert said(signed) == before
    changes = TrailLine.objects.order_by("-pk").first().changes  # type: ignore[union-attr]
    assert set(changes) == {"organisation", "due_on"}
    line = meeting_page(SYSTEM, fetched(signed)).items[0].decisions[0].tasks[0]
    assert (line.organisation, line.due_on) != (sodertorn, date(2025, 9, 1))
    assert line.changed_to is not None
    assert (line.changed_to.organisation, line.changed_to.due_on) == (sodertorn, date(2025, 9, 1))
    page = browser("coordinator").get(signed.get_absolute_url()).content.decode()
    assert "now SH" in page
    own = browser("coordinator").get(task.get_absolute_url()).content.decode()
    assert "By the minutes" in own
    assert "1 September 2025" in own


def test_what_is_reported_later_is_not_in_the_minutes(cast: Any, signed: Meeting, huddinge: Organisation) -> None:
    before = said(signed)
    for task in Task.objects.filter(reported_at=signed):
        reopen_task(task, by=SYSTEM)
    other = give_task(signed.body, title=Text(en="Later"), organisation=huddinge, given_on=signed.day, by=SYSTEM)
    report_back(carry_out(other, on=signed.day, by=SYSTEM), at=signed, by=SYSTEM)
    assert said(signed) == before


def test_only_those_who_sit_there_read_what_is_restricted(cast: Any, held: Meeting) -> None:
    item = add_item(held, title=Text(en="The secret"), is_restricted=True, by=SYSTEM)
    write_minutes(item, words=Text(en="Hush"), by=SYSTEM)
    send_minutes(held, by=SYSTEM)
    adjust_minutes(held, by=cast("partner's contact"))
    assert "Hush" in str(said(held, cast("contact")))
    assert "Hush" not in str(said(held, cast("coordinator")))


def test_minutes_adjusted_elsewhere_are_kept_too(held: Meeting) -> None:
    held.is_sample = True
    held.save()
    note_adjustment(held, on=held.day + timedelta(days=3), by=SYSTEM)
    before = said(held)
    change_body(Body.objects.get(), quorum=4, name=Text(en="Renamed"), by=SYSTEM)
    assert said(held) == before


def test_the_digest_stands_in_the_trail_and_is_verified(signed: Meeting, capsys: pytest.CaptureFixture[str]) -> None:
    kept = SignedMinutes.objects.get()
    told = TrailLine.objects.filter(verb="adjust_minutes").first()
    assert told is not None
    assert told.changes["signed"] == [None, kept.digest]
    call_command("verify_minutes")
    assert "as they were signed: 1." in capsys.readouterr().out
    kept.said["records"][f"item/{signed.items.get().pk}"]["minutes"] = {"sv": "Något annat"}
    kept.save()
    with pytest.raises(CommandError, match="not as they were signed"):
        call_command("verify_minutes")
    kept.digest = digest_of(kept.said)
    kept.save()
    with pytest.raises(CommandError, match=str(signed.title)):
        call_command("verify_minutes")
    kept.delete()
    with pytest.raises(CommandError, match=str(signed.title)):
        call_command("verify_minutes")


def test_a_file_tells_what_was_signed_otherwise(signed: Meeting, board: dict[str, Seat]) -> None:
    change_body(Body.objects.get(), quorum=4, name=Text(en="Renamed"), by=SYSTEM)
    change_seat(board["chair"], name=Text(en="Another chair"), by=SYSTEM)
    file = written(file_of(signed.body.space.partnership), "yaml")
    assert "The chair" in file
    again = elsewhere(file)
    assert written(file_of(again), "yaml") == file
    loaded = Meeting.objects.select_related("body__space__partnership").get(body__space_id=again.pk)
    data = meeting_data(meeting_page(SYSTEM, loaded), sort=PaperSort.MINUTES, language="en")
    assert data["body"].words == "The steering group"
    assert data["attendance"][0]["seat"].words == "The chair"
    assert "Enough to decide" in str(data["facts"])


def test_minutes_from_a_file_are_marked_and_never_said_to_be_verified(
    browser: Browser, signed: Meeting, capsys: pytest.CaptureFixture[str]
) -> None:
    again = elsewhere(written(file_of(signed.body.space.partnership), "yaml"))
    loaded = Meeting.objects.select_related("body__space__partnership").get(body__space_id=again.pk)
    assert (signed.signed.loaded_on, loaded.signed.loaded_on) == (None, date(2025, 6, 2))
    call_command("verify_minutes")
    told = capsys.readouterr().out
    assert "Loaded from a file, signed elsewhere: 1." in told
    assert "as they were signed: 1." in told
    words = "Loaded from a file on 2 June 2025; signed elsewhere. Digest of what was loaded (SHA-256)"
    paper = meeting_data(meeting_page(SYSTEM, loaded), sort=PaperSort.MINUTES, language="en")
    assert paper["labels"]["signed"] == words
    for loaded_on in (None, date(2025, 6, 2)):
        SignedMinutes.objects.filter(meeting=signed).update(loaded_on=loaded_on)
        page = browser("coordinator").get(signed.get_absolute_url()).content.decode()
        assert ("; signed elsewhere. Digest of what was loaded (SHA-256)" in page) == (loaded_on is not None)
        assert ("Digest of all that was signed" in page) == (loaded_on is None)
    Item.objects.filter(meeting=loaded).update(title=Text(en="Other words"))
    with pytest.raises(CommandError, match="not as they were signed"):
        call_command("verify_minutes")


def test_the_file_s_writer_is_told_what_stays_out(
    held: Meeting, huddinge: Organisation, capsys: pytest.CaptureFixture[str]
) -> None:
    code = held.body.space.partnership.code
    call_command("dump", code)
    assert capsys.readouterr().err == ""
    item = add_item(held, title=Text(en="The secret"), is_restricted=True, by=SYSTEM)
    give_task(held.body, item=item, title=Text(en="A secret action"), organisation=huddinge, by=SYSTEM)
    call_command("dump", code)
    told = capsys.readouterr()
    assert "secret action" not in told.out
    assert "left out, because only those who sit in the body may read it: items 1, actions 1." in told.err


def test_a_file_tells_of_open_minutes_as_they_are(held: Meeting, board: dict[str, Seat]) -> None:
    """Who was there was corrected after a decision: it is told, loaded, and mended before the minutes are sent."""
    item = add_item(held, title=Text(en="The budget"), by=SYSTEM)
    votes = [VoteLine(Stance.FOR, seat=board["member"])]
    decide(held.body, item=item, title=Text(en="The budget"), votes=votes, by=SYSTEM)
    lines = [AttendanceLine(board["chair"], Presence.PRESENT), AttendanceLine(board["member"], Presence.ABSENT)]
    take_attendance(held, lines=lines, by=SYSTEM)
    file = written(file_of(held.body.space.partnership), "yaml")
    again = elsewhere(file)
    assert written(file_of(again), "yaml") == file
    copied = Meeting.objects.get(body__space_id=again.pk)
    with pytest.raises(Refused):
        send_minutes(copied, by=SYSTEM)
    wrong = file.replace("    attendance:", "    adjusted_on: 2025-05-20\n    attendance:")
    with pytest.raises(FileWrong) as refused:
        elsewhere(wrong)
    assert "2025-05-12" in refused.value.faults[0].path
    assert "1 of the 2" in str(refused.value.faults)


def elsewhere(file: str) -> Partnership:
    """The partnership of a file, loaded where nothing of it is known yet."""
    for known in Partnership.objects.all():
        Partnership.objects.filter(pk=known.pk).update(code=f"moved-{known.pk}")
    return load(file_read(file.encode()), by=SYSTEM).partnership
