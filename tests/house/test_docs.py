"""The documents tell the truth: settings, dependencies, commands and links."""

import itertools
import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

import sampakt
from sampakt.config import environment

ROOT = Path(sampakt.__file__).parents[2]
OPERATING = (ROOT / "docs" / "operating.md").read_text("utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.mark.parametrize("setting", environment.ALL, ids=lambda setting: setting.name)
def test_a_setting_is_described_with_its_default(setting: environment.Setting) -> None:
    rows = [line for line in OPERATING.splitlines() if line.startswith(f"| `{setting.name}`")]
    assert len(rows) == 1
    default = rows[0].split("|")[2].strip()
    assert default == (f"`{setting.default}`" if setting.default else "–")


def test_no_setting_is_described_that_is_not_there() -> None:
    assert set(re.findall(r"\bSAMPAKT_[A-Z_]+\b", OPERATING)) == {setting.name for setting in environment.ALL}


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text("utf-8").lower()
    required = itertools.chain(PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    names = {re.split(r"[\[<>=; ]", requirement)[0].lower() for requirement in required}
    assert {name for name in names if f"| {name} |" not in reasons} == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            assert (path.parent / target).exists(), f"{target} is not there"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_named_in_documents_are_there(path: Path) -> None:
    for name in re.findall(r"`((?:src|tests|tools|docs|benchmarks)/[\w./-]+)`", path.read_text("utf-8")):
        assert (ROOT / name).exists(), f"{name} is not there"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_named_in_documents_are_there(path: Path) -> None:
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", path.read_text("utf-8"), re.DOTALL))
    assert set(re.findall(r"(?:^|[/ `])sampakt ([a-z_]+)", code, re.MULTILINE)) <= set(get_commands())


def test_what_make_offers_is_what_contributors_are_told() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    told = set(re.findall(r"`make (\w+)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8")))
    assert told <= set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
