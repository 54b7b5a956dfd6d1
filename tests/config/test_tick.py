"""The command that does what time makes due."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import translation

from sampakt.config.management.commands import tick
from sampakt.kernel import clock
from sampakt.post.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter() -> Letter:
    return Letter.objects.create(to="a@example.org", subject="Hello", body="…", language="en", occasion="test")


def _room(name: str, work: object) -> SimpleNamespace:
    return SimpleNamespace(__name__=f"sampakt.{name}.tick", tick=work)


def test_asks_each_room_with_the_day_and_then_sends(
    letter: Letter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, date]] = []
    rooms = [
        _room(name, lambda today, name=name: asked.append((name, today)) or f"{name}: done")  # type: ignore[misc]
        for name in ("low", "high")
    ]
    monkeypatch.setattr(tick, "brought", lambda name: rooms)
    call_command("tick")
    assert asked == [("low", clock.today()), ("high", clock.today())]
    assert capsys.readouterr().out.splitlines() == ["low: done", "high: done", "Letters sent: 1."]


def test_a_room_that_fails_holds_up_nobody_and_is_told_of(
    letter: Letter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(today: date) -> str:
        raise RuntimeError("no luck")

    monkeypatch.setattr(tick, "brought", lambda name: [_room("low", fail), _room("high", lambda today: "high: done")])
    with pytest.raises(CommandError, match="Failed: low"):
        call_command("tick")
    assert "high: done" in capsys.readouterr().out
    assert len(mail.outbox) == 1


def test_twice_does_no_harm(letter: Letter) -> None:
    call_command("tick")
    call_command("tick")
    assert len(mail.outbox) == 1


def test_what_every_room_says_is_in_the_language_of_the_installation(capsys: pytest.CaptureFixture[str]) -> None:
    with translation.override("sv"):
        call_command("tick")
    said = capsys.readouterr().out.splitlines()
    assert "Avtal vars dagar att bevaka har räknats om: 0." in said
    assert "Skrivna brev om åtgärder och protokoll: 0." in said
