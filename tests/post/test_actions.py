"""Writing letters and sending them."""

import smtplib
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from sampakt.post import actions
from sampakt.post.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _template(settings: object, tmp_path: Path) -> None:
    """A letter as a room would have it."""
    (tmp_path / "letter.txt").write_text(
        "{% load i18n %}{% translate 'Yes' %}, {{ name }}\n\n{{ address }}/invitation/\n", "utf-8"
    )
    engine = settings.TEMPLATES[0]  # type: ignore[attr-defined]
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path]}]  # type: ignore[attr-defined]
    settings.ADDRESS = "https://sampakt.example"  # type: ignore[attr-defined]


def write(occasion: str = "", to: str = "a@example.org", language: str = "sv") -> Letter | None:
    return actions.write_letter(to=to, template="letter.txt", language=language, occasion=occasion, name="Åsa")


def test_the_first_line_is_the_subject_in_the_readers_language() -> None:
    letter = write()
    assert letter is not None
    assert (letter.subject, letter.body) == ("Ja, Åsa", "https://sampakt.example/invitation/\n")
    assert mail.outbox == []


def test_an_occasion_makes_one_letter() -> None:
    assert write("deadline 7") is not None
    assert write("deadline 7") is None
    assert write("deadline 8") is not None
    assert write() is not None
    assert write() is not None
    assert Letter.objects.count() == 4


def test_sending_sends_each_letter_once_oldest_first() -> None:
    write(to="first@example.org")
    write(to="second@example.org")
    assert actions.send_waiting() == 2
    assert actions.send_waiting() == 0
    assert [message.to for message in mail.outbox] == [["first@example.org"], ["second@example.org"]]
    assert not Letter.objects.waiting().exists()


def test_a_letter_that_fails_waits_with_its_fault_and_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    write(to="bad@example.org")
    write(to="good@example.org")
    send = EmailMessage.send

    def fail_once(message: EmailMessage, fail_silently: bool = False) -> int:
        if message.to == ["bad@example.org"]:
            raise smtplib.SMTPServerDisconnected("the server went away")
        return send(message, fail_silently)

    monkeypatch.setattr(EmailMessage, "send", fail_once)
    assert actions.send_waiting() == 1
    bad = Letter.objects.get(to="bad@example.org")
    assert (bad.sent_at, bad.tries, bad.fault) == (None, 1, "the server went away")
    monkeypatch.undo()
    assert actions.send_waiting() == 1
    bad.refresh_from_db()
    assert bad.sent_at is not None
    assert (bad.tries, bad.fault) == (2, "")


def test_tries_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    Letter.objects.update(tries=actions.MOST_TRIES)
    assert actions.send_waiting() == 0
    assert mail.outbox == []


def test_a_letter_that_another_sender_took_is_left_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    write(to="first@example.org")
    write(to="second@example.org")
    send = EmailMessage.send

    def while_another_sends(message: EmailMessage, fail_silently: bool = False) -> int:
        Letter.objects.filter(to="second@example.org").update(tries=1)
        return send(message, fail_silently)

    monkeypatch.setattr(EmailMessage, "send", while_another_sends)
    assert actions.send_waiting() == 1
    assert [message.to for message in mail.outbox] == [["first@example.org"]]
