"""A history names what changed in the reader's language, whichever field or part of the record it was."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import sampakt
from sampakt.trail.queries import label_of

PACKAGE = Path(sampakt.__file__).parent
ACTIONS = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if (path.stem == "actions" or path.parent.name == "actions") and path.relative_to(PACKAGE).parts[0] != "trail"
)


def _words(node: ast.AST) -> Iterator[str]:
    """The names in a mapping that is written out in the code."""
    for part in ast.walk(node):
        if isinstance(part, ast.Dict):
            yield from (key.value for key in part.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


def _names_of_changes(path: Path) -> Iterator[str]:
    """The names that an action of this file may give to a change: what it can be told, and what it adds itself."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.ClassDef(bases=[ast.Name(id="TypedDict"), *_], body=body):
                yield from (
                    part.target.id
                    for part in body
                    if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
                )
            case ast.Call(func=ast.Name(id="save_changed"), args=[_record, values, *_]):
                yield from _words(values)
            case ast.keyword(arg="changes", value=values):
                yield from _words(values)
            case ast.Subscript(value=ast.Name(id="changes"), slice=ast.Constant(value=str(name)), ctx=ast.Store()):
                yield name


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_everything_that_can_change_has_a_name_in_the_readers_language(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0]
    bare = set()
    for name in set(_names_of_changes(path)):
        with translation.override(None):
            label = label_of(name, room)
        if label is None:
            bare.add(name)
    assert not bare
