"""The installation's settings."""

import stat
from pathlib import Path

import pytest

from sampakt.config import environment


def test_without_an_address_the_database_is_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SAMPAKT_DATABASE_URL", raising=False)
    described = environment.database(tmp_path)
    assert described["NAME"] == tmp_path / "sampakt.sqlite3"
    assert "WAL" in str(described["OPTIONS"])


def test_an_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAMPAKT_DATABASE_URL", "postgresql://sampakt:p%40ss@db.example:5433/part%20ners")
    described = environment.database(tmp_path)
    assert [described[part] for part in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "sampakt",
        "p@ss",
        "db.example",
        "5433",
        "part ners",
    ]


@pytest.mark.parametrize("wrong", ["mysql://localhost/x", "postgresql://localhost", "sampakt"])
def test_a_wrong_address_is_told(wrong: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAMPAKT_DATABASE_URL", wrong)
    with pytest.raises(ValueError, match="must look like postgresql://"):
        environment.database(tmp_path)


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://localhost", 587, False, False),
        ("smtp://user:secret@mail.example:2525", 2525, True, False),
        ("smtps://user:secret@mail.example", 465, False, True),
    ],
)
def test_mail_is_kept_secret_where_there_is_a_password(
    url: str, port: int, tls: bool, ssl: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMPAKT_MAIL_URL", url)
    described = environment.mail()
    assert (described["EMAIL_PORT"], described["EMAIL_USE_TLS"], described["EMAIL_USE_SSL"]) == (port, tls, ssl)


def test_mail_without_a_server_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMPAKT_MAIL_URL", raising=False)
    assert "console" in str(environment.mail()["EMAIL_BACKEND"])
    monkeypatch.setenv("SAMPAKT_MAIL_URL", "https://mail.example")
    with pytest.raises(ValueError, match="smtp:// or smtps://"):
        environment.mail()


def test_the_key_is_made_once_and_nobody_else_reads_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SAMPAKT_SECRET_KEY", raising=False)
    key = environment.secret_key(tmp_path / "data")
    assert len(key) > 50
    assert environment.secret_key(tmp_path / "data") == key
    assert stat.S_IMODE((tmp_path / "data" / "secret-key").stat().st_mode) == 0o600
    monkeypatch.setenv("SAMPAKT_SECRET_KEY", "given")
    assert environment.secret_key(tmp_path / "data") == "given"


def test_links_in_letters_lead_to_the_port_unless_an_address_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMPAKT_ADDRESS", raising=False)
    monkeypatch.setenv("SAMPAKT_PORT", "8088")
    assert environment.address() == "http://localhost:8088"
    monkeypatch.setenv("SAMPAKT_ADDRESS", "https://sampakt.example.org/")
    assert environment.address() == "https://sampakt.example.org"
