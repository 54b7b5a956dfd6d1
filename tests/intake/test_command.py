"""``sampakt intake``: what it prints, where, and with which exit code."""

import io
import json
import sys
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.utils import translation
from tests.intake.own_documents import OWN_DOCUMENTS, SWEDISH_AGREEMENT


def ran(*words: str | Path) -> tuple[str, str, bool]:
    """What the command said on the two streams, and whether it was content."""
    out, err = StringIO(), StringIO()
    try:
        call_command("intake", *map(str, words), stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error), False
    return out.getvalue(), err.getvalue(), True


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    for name, text in OWN_DOCUMENTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return sorted(tmp_path.iterdir())


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    path = tmp_path / "avtal.utan-rätt-namn.jpg"
    path.write_text(SWEDISH_AGREEMENT, encoding="utf-8")
    return path


def test_one_file_is_one_object_and_every_value_has_its_place(agreement: Path) -> None:
    said, errors, is_content = ran(agreement)
    data = json.loads(said)
    assert is_content
    assert errors == ""
    assert (data["file"], data["kind"], data["language"]) == (str(agreement), "agreement", "sv")
    for field in ("parties", "dates", "amounts", "bodies", "decisions", "commitments", "stands_on", "other_periods"):
        for one in data[field]:
            start, end = one["span"]
            assert SWEDISH_AGREEMENT[start:end] == one["as_written"]
            assert 0 <= one["confidence"] <= 1
            assert one["why"]
    assert {one["field"] for one in data["stands_on"]} >= {"language", "kind", "title", "registration_numbers"}
    assert data["period"]["span"]


def test_several_files_are_a_list_and_a_bad_one_does_not_stop_the_others(papers: list[Path], tmp_path: Path) -> None:
    broken = tmp_path / "trasig.pdf"
    broken.write_bytes(b"%PDF-1.4")
    said, errors, is_content = ran(papers[0], broken, tmp_path / "missing.pdf", *papers[1:])
    assert not is_content
    assert [one["file"] for one in json.loads(said)] == [str(path) for path in papers]
    assert f"{broken}: The file is damaged, or locked with a password." in errors
    assert "missing.pdf: No such file or directory" in errors
    assert f"not read: {broken}, {tmp_path / 'missing.pdf'}" in errors


def test_nothing_read_is_an_empty_list(tmp_path: Path) -> None:
    said, _errors, is_content = ran(tmp_path / "one", tmp_path / "two")
    assert (json.loads(said), is_content) == ([], False)


def test_a_folder_is_one_clear_line(tmp_path: Path) -> None:
    said, errors, is_content = ran(tmp_path)
    assert (said, is_content) == ("", False)
    assert f"{tmp_path}: Is a directory" in errors


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(SWEDISH_AGREEMENT.encode())))
    assert json.loads(ran("-")[0])["title"] == "Samverkansavtal"


def test_a_partnership_file(agreement: Path) -> None:
    said, errors, is_content = ran(agreement, "--format", "yaml")
    assert is_content
    assert errors == ""
    assert yaml.safe_load(said)["agreements"][0]["key"] == "main"


def test_several_partnership_files_go_into_a_folder(papers: list[Path], tmp_path: Path) -> None:
    assert "--into FOLDER" in ran(*papers, "--format", "yaml")[1]
    into = tmp_path / "drafts" / "new"
    assert ran(*papers, "--format", "yaml", "--into", into) == ("", "", True)
    assert sorted(path.name for path in into.iterdir()) == [f"{path.name}.yaml" for path in papers]


def test_a_draft_that_is_there_is_not_written_over(agreement: Path, tmp_path: Path) -> None:
    (tmp_path / f"{agreement.name}.json").write_text("mine", encoding="utf-8")
    _said, errors, is_content = ran(agreement, "--into", tmp_path)
    assert not is_content
    assert "is already there and was left as it is." in errors
    assert (tmp_path / f"{agreement.name}.json").read_text("utf-8") == "mine"


def test_an_answer_is_in_one_language(tmp_path: Path) -> None:
    (tmp_path / "tom.txt").write_bytes(b"")
    with translation.override("sv"):
        errors = ran(tmp_path / "tom.txt")[1]
    assert "tom.txt: Filen är tom." in errors
    assert "inte läst" in errors


def test_how_far_it_has_come_is_told_on_a_terminal_only(papers: list[Path]) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    out, err = StringIO(), Terminal()
    call_command("intake", *map(str, papers), stdout=out, stderr=err, no_color=True)
    assert f"2 of {len(papers)} files" in err.getvalue()
    assert len(json.loads(out.getvalue())) == len(papers)
