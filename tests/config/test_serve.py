"""The command that answers on the web."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sampakt.config.management.commands.serve import granian_arguments


def test_the_settings_reach_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"SAMPAKT_BIND": "0.0.0.0", "SAMPAKT_PORT": "9001", "SAMPAKT_WORKERS": "3"}.items():
        monkeypatch.setenv(name, value)
    line = " ".join(granian_arguments())
    assert "--host 0.0.0.0 --port 9001 --workers 3" in line


def test_a_port_that_is_taken_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("SAMPAKT_PORT", str(taken.getsockname()[1]))
        with pytest.raises(CommandError, match=r"cannot listen on 127\.0\.0\.1:"):
            call_command("serve")


@pytest.mark.parametrize(("said", "brought"), [("yes", 1), ("no", 0)])
def test_brings_a_worker_along_unless_told_not_to(monkeypatch: pytest.MonkeyPatch, said: str, brought: int) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", started.append)
    monkeypatch.setattr(os, "execv", lambda *_: None)
    monkeypatch.setenv("SAMPAKT_PORT", str(_free_port()))
    monkeypatch.setenv("SAMPAKT_WORKER", said)
    call_command("serve")
    assert [line[-1:] for line in started] == [["sampakt.config.keeper"]] * brought


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _fetched(address: str, *, patience: float = 30) -> tuple[int, bytes]:
    until = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def test_answers_with_its_static_files_and_stops_when_told(tmp_path: Path) -> None:
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "sampakt.config.command", "serve"],
        env={**os.environ, "SAMPAKT_DATA": str(tmp_path), "SAMPAKT_PORT": str(port), "SAMPAKT_DEBUG": "no"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        status, body = _fetched(f"http://127.0.0.1:{port}/static/ui/vendor/icons.svg")
        assert status == 200
        assert b"<symbol" in body
        assert _fetched(f"http://127.0.0.1:{port}/static/../config/settings.py")[0] == 404
    finally:
        process.terminate()
        said, _ = process.communicate(timeout=20)
    assert f"http://localhost:{port}/" in said
    assert "Traceback" not in said
