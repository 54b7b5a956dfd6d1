"""What stands in which file: the house's table, kept by a machine."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

import sampakt

PACKAGE = Path(sampakt.__file__).parent
ROOT = PACKAGE.parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
ROOMS = sorted(path.name for path in PACKAGE.iterdir() if (path / "apps.py").exists())

# kernel, ui and config are what rooms stand on or in; their files are their own.
FREE = {"kernel", "ui", "config"}
INNER = {"__init__", "apps", "terms", "wording", "rules", "access", "models", "queries", "actions"}
BROUGHT = {"kinds", "dates", "panels", "transfer", "finds", "tick"}
FACES = {"forms", "views", "api", "admin", "urls", "management", "templates", "templatetags", "static"}
DATA = {"migrations", "locale", "registers", "systems", "schema"}
NEVER = {"utils", "helpers", "services", "signals", "common", "misc", "tools"}

LONGEST = 400
WRITTEN = [
    path
    for folder in (PACKAGE, ROOT / "tests", ROOT / "tools", ROOT / "benchmarks")
    for ending in ("py", "html", "js")
    for path in sorted(folder.rglob(f"*.{ending}"))
    if not {"migrations", "vendor", "browser", "__pycache__"} & set(path.relative_to(ROOT).parts)
]
PYTHON = [path for path in WRITTEN if path.suffix == ".py" and PACKAGE in path.parents]

# Names that Django or the language gives a meaning to; there is nothing to add.
HOOKS = {
    *("save", "clean", "delete", "ready", "handle", "get_absolute_url", "add_arguments", "validate", "formfield"),
    *("from_db_value", "to_python", "get_prep_value", "get_db_prep_value", "value_to_string", "decompress", "compress"),
    *("get_context", "render", "get_queryset", "description", "deconstruct", "full_clean", "has_changed"),
}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in FREE])
def test_a_room_holds_the_files_of_the_table(room: str) -> None:
    found = {path.stem for path in (PACKAGE / room).iterdir() if not path.name.startswith((".", "__pycache__"))}
    assert found <= INNER | BROUGHT | FACES | DATA, f"docs/architecture.md has no place for {found}"


def test_nothing_is_named_after_nothing() -> None:
    assert not [_name(path) for path in PYTHON if path.stem in NEVER]


def test_every_room_has_its_floor_and_its_order() -> None:
    floors = {room.strip() for layer in CONTRACTS[0]["layers"] for room in layer.split("|")}
    ordered = {container.removeprefix("sampakt.") for container in CONTRACTS[1]["containers"]}
    assert floors == set(ROOMS)
    assert ordered == set(ROOMS) - {"kernel", "config"}


@pytest.mark.parametrize("path", WRITTEN, ids=_name)
def test_no_file_is_too_long_to_read(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", PYTHON, ids=_name)
def test_what_is_public_says_what_it_is(path: Path) -> None:
    module = ast.parse(path.read_text("utf-8"))
    silent = [] if path.stem in {"__init__", "apps"} and len(path.relative_to(PACKAGE).parts) > 2 else [module]
    silent = [part for part in silent if path.stem != "apps" and not ast.get_docstring(part)]
    names = [_name(path) for _ in silent]
    for part in module.body:
        if isinstance(part, ast.ClassDef) and path.stem != "apps":
            names += _silent([part])
            names += [f"{part.name}.{name}" for name in _silent(part.body, within_class=True)]
        elif isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
            names += _silent([part])
    assert not names, f"{_name(path)}: without a docstring: {', '.join(names)}"


def _silent(parts: list[ast.stmt], *, within_class: bool = False) -> list[str]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef) if within_class else (ast.FunctionDef, ast.ClassDef)
    return [
        part.name
        for part in parts
        if isinstance(part, kinds)
        and not part.name.startswith("_")
        and part.name not in HOOKS
        and not ast.get_docstring(part)
    ]


ASKING = re.compile(r"\b(?:date(?:time)?\.(?:today|now|utcnow)|timezone\.(?:now|localdate))\b")


@pytest.mark.parametrize("path", PYTHON, ids=_name)
def test_only_the_clock_knows_the_time(path: Path) -> None:
    if path == PACKAGE / "kernel" / "clock.py":
        return
    asked = re.findall(
        r"\b(?:date(?:time)?\.(?:today|now|utcnow)|timezone\.(?:now|localdate))\b", path.read_text("utf-8")
    )
    assert not asked, f"{_name(path)} asks the time itself: use kernel.clock, or take the day as a parameter"


WRITES = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
READERS = {"views", "api", "queries", "forms", "finds", "panels", "dates", "access", "rules", "kinds"}


@pytest.mark.parametrize("path", [path for path in PYTHON if READERS & {path.stem, path.parent.name}], ids=_name)
def test_only_actions_write(path: Path) -> None:
    calls = [
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    ]
    assert not calls, f"{_name(path)} writes ({', '.join(calls)}): let an action do it"


@pytest.mark.parametrize("path", [path for path in PYTHON if "actions" in {path.stem, path.parent.name}], ids=_name)
def test_the_trail_is_told_in_words_of_the_room(path: Path) -> None:
    plain = [
        node.args[0].value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "record"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]
    assert not plain, f"{_name(path)}: {plain} should be a member of the room's terms.Verb, which has words for it"
