"""What stands in which file: the house's table, kept by a machine."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import sampakt

PACKAGE = Path(sampakt.__file__).parent
ROOT = PACKAGE.parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
ROOMS = sorted(path.name for path in PACKAGE.iterdir() if (path / "apps.py").exists())

# kernel, ui and config are what rooms stand on or in; their files are their own.
FREE = {"kernel", "ui", "config"}
INNER = {"__init__", "apps", "terms", "wording", "rules", "access", "models", "queries", "printing", "actions"}
BROUGHT = {"kinds", "dates", "panels", "transfer", "finds", "tick", "standing", "jobs"}
FACES = {"forms", "views", "api", "admin", "urls", "management", "templates", "templatetags", "static"}
DATA = {"migrations", "locale", "registers", "systems", "cast", "schema"}
NEVER = {"utils", "helpers", "services", "signals", "common", "misc", "tools"}

DEFINITIONS = (ast.FunctionDef, ast.ClassDef)
ASKING = re.compile(r"\b(?:date(?:time)?\.(?:today|now|utcnow)|timezone\.(?:now|localdate))\b")
WRITES = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
READERS = {"views", "api", "queries", "forms", "finds", "panels", "dates", "access", "rules", "kinds"}
LONGEST = {"src": 400, "tests": 600, "tools": 400, "benchmarks": 400}
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
    *("get_context", "render", "get_queryset", "deconstruct", "full_clean", "has_changed", "prepare_value"),
    *("label_from_instance", "value_from_datadict", "widget_attrs", "build_attrs", "id_for_label", "format_value"),
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


def test_no_file_is_too_long_to_read() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in WRITTEN}
    assert not [_name(path) for path, length in lengths.items() if length > LONGEST[path.relative_to(ROOT).parts[0]]]


def _silent(path: Path) -> Iterator[str]:
    """What is public in a file and has no docstring."""
    module = ast.parse(path.read_text("utf-8"))
    says_its_subject = path.name != "__init__.py" or path.parent.parent == PACKAGE
    if says_its_subject and not ast.get_docstring(module):
        yield _name(path)
    public = [part for part in module.body if isinstance(part, DEFINITIONS) and not part.name.startswith("_")]
    for part in public:
        if not ast.get_docstring(part):
            yield f"{_name(path)}: {part.name}"
        for method in part.body if isinstance(part, ast.ClassDef) else []:
            is_ours = (
                isinstance(method, ast.FunctionDef) and not method.name.startswith("_") and method.name not in HOOKS
            )
            if is_ours and not ast.get_docstring(method):
                yield f"{_name(path)}: {part.name}.{method.name}"


def test_what_is_public_says_what_it_is() -> None:
    assert not [name for path in PYTHON if path.name != "apps.py" for name in _silent(path)]


def test_only_the_clock_knows_the_time() -> None:
    """Others use kernel.clock, or take the day as a parameter."""
    asking = [_name(path) for path in PYTHON if ASKING.search(path.read_text("utf-8"))]
    assert asking == ["src/sampakt/kernel/clock.py"]


def _calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each call in a file, with the name that is called."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def _within(*names: str) -> list[Path]:
    """The files of rooms with those names, whether one file or a package."""
    return [path for path in PYTHON if set(names) & {path.stem, path.parent.name}]


def _is_of_a_table(call: ast.Call) -> bool:
    """Whether the call may touch a table: ``router.delete`` declares an address, ``cache.delete`` forgets."""
    held = call.func.value if isinstance(call.func, ast.Attribute) else None
    return not (isinstance(held, ast.Name) and held.id in {"router", "cache"})


def test_only_actions_write() -> None:
    assert not [
        f"{_name(path)}: {name}"
        for path in _within(*READERS)
        for name, call in _calls(path)
        if name in WRITES and _is_of_a_table(call)
    ]


def test_the_trail_is_told_in_words_of_the_room() -> None:
    """A verb is a member of the room's terms.Verb, which has words for it, not plain text."""
    assert not [
        f"{_name(path)}: {ast.unparse(call.args[0])}"
        for path in _within("actions")
        for name, call in _calls(path)
        if name == "record" and call.args and isinstance(call.args[0], ast.Constant)
    ]
