"""The commands: what they say, where, and with which exit code; never a traceback for bad input."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from tests.transfer.conftest import SMALL, load_words, spoilt

from sampakt.agreements.models import Partnership
from sampakt.commitments.queries.registry import all_kinds

pytestmark = pytest.mark.django_db


def ran(*words: str) -> tuple[str, str, bool]:
    """What a command said on the two streams, and whether it was content."""
    out, err = StringIO(), StringIO()
    try:
        call_command(*words, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error), False
    return out.getvalue(), err.getvalue(), True


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_load_says_what_it_did_and_that_there_was_nothing_to_do(small: Path) -> None:
    said, _errors, is_content = ran("load", str(small))
    assert is_content
    assert "small made," in said
    assert "The file holds: organisations 1, themes 2, documents 2, agreements 1, bodies 0, deeds 1," in said
    assert "nothing was changed" in ran("load", str(small))[0]


def test_a_dry_run_changes_nothing(small: Path) -> None:
    assert "would be made" in ran("load", "--dry-run", str(small))[0]
    assert not Partnership.objects.exists()


def test_every_fault_is_told_on_the_error_stream(small: Path) -> None:
    small.write_text(spoilt(("sort: plan", "sort: plann"), ("kind: cooperation", "kind: coperation")), encoding="utf-8")
    said, errors, is_content = ran("load", str(small))
    assert not is_content
    assert said == ""
    line = SMALL[: SMALL.index("kind: cooperation")].count("\n") + 1
    assert f"{small}:{line}: agreements/main/kind: coperation is not known here: did you mean cooperation?" in errors
    assert "did you mean plan?" in errors
    assert "not loaded: " in errors


def test_an_answer_is_in_one_language(small: Path) -> None:
    small.write_text(spoilt(("sort: plan", "sort: plann")), encoding="utf-8")
    with translation.override("sv"):
        errors = ran("load", str(small))[1]
    assert "menade du plan?" in errors
    assert "inläst" in errors
    assert "not loaded" not in errors


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    _said, errors, is_content = ran("load", str(tmp_path / "missing.yaml"))
    assert not is_content
    assert "No such file" in errors
    assert not ran("load", str(tmp_path))[2]


def test_files_may_be_given_in_any_order_and_a_good_one_is_loaded_beside_a_bad_one(tmp_path: Path) -> None:
    link = "    links:\n      - {relation: rests_on, agreement: second/main}\n    content:"
    (tmp_path / "a.yaml").write_text(spoilt(("    content:", link)), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(spoilt(("code: small", "code: second")), encoding="utf-8")
    (tmp_path / "c.yaml").write_text(
        spoilt(("code: small", "code: third"), ("sampakt: 1", "sampakt: 3")), encoding="utf-8"
    )
    _said, errors, is_content = ran("load", *(str(tmp_path / name) for name in ("a.yaml", "b.yaml", "c.yaml")))
    assert not is_content
    assert "c.yaml" in errors
    assert "a.yaml" not in errors
    assert set(Partnership.objects.values_list("code", flat=True)) == {"small", "second"}


def test_dump_writes_both_forms_and_names_the_nearest_code(tmp_path: Path) -> None:
    load_words(SMALL)
    yaml, _errors, _is_content = ran("dump", "small")
    assert yaml.startswith("sampakt: 1\n\npartnership:\n  code: small\n")
    target = tmp_path / "out.json"
    assert ran("dump", "small", "--format", "json", "--output", str(target))[2]
    assert json.loads(target.read_text(encoding="utf-8"))["sampakt"] == 1
    assert "did you mean small?" in ran("dump", "smal")[1]
    assert not ran("dump", "small", "--output", str(tmp_path / "no" / "folder"))[2]


def test_the_published_schema_is_what_the_code_says() -> None:
    said, _errors, _is_content = ran("schema")
    published = Path(__file__).parents[2] / "docs" / "partnership-file.schema.json"
    assert json.loads(said) == json.loads(published.read_text(encoding="utf-8"))


def test_the_guide_to_the_format_ends_with_the_reference_that_the_code_writes() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "partnership-file.md").read_text(encoding="utf-8")
    said, _errors, _is_content = ran("schema", "--reference")
    assert guide.endswith(said)
    assert all(f"### `{code}`" in said for code in all_kinds())


def test_the_example_in_the_guide_loads() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "partnership-file.md").read_text(encoding="utf-8")
    example = guide.split("```yaml\n")[1].split("```")[0]
    assert load_words(example).is_new
