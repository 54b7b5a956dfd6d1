"""Whoever changes what a promise is judged by raises the edition of the rules, so that stored answers are found anew.

``edition.txt`` holds the edition and what the rules were then, a file a line: only what they do, neither how they are
set out nor what is said of them. After a change, run this file with ``EDITION=write`` in the environment.
"""

import ast
import os
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path

import sampakt
from sampakt.commitments.rules import engine
from sampakt.kernel.discovery import brought

RECORDED = Path(__file__).with_name("edition.txt")
ROOT = Path(sampakt.__file__).parent
JUDGED_BY = ("kinds.py", "rules.py", "rules/**/*.py", "queries/sources.py", "queries/sources/**/*.py")
"""Of every room that brings kinds: the rules, and what fetches the facts that they are handed."""
TOO = ("commitments/queries/assess.py", "kernel/period.py")

SAME = "EDITION=same pytest -n 0 tests/house/test_edition.py"
WRITE = "EDITION=write pytest -n 0 tests/house/test_edition.py"


def test_a_change_of_the_rules_raises_their_edition() -> None:
    edition, recorded = _recorded()
    now = {str(file.relative_to(ROOT)): _does(file) for file in _files()}
    changed = sorted(name for name in now.keys() | recorded.keys() if now.get(name) != recorded.get(name))
    asked = os.environ.get("EDITION")
    if asked == "same" or (asked == "write" and (edition != engine.EDITION or not changed)):
        lines = [f"edition {engine.EDITION}", *(f"{name} {digest}" for name, digest in sorted(now.items()))]
        RECORDED.write_text("\n".join(lines) + "\n", "utf-8")
        return
    assert not changed or edition != engine.EDITION, (
        f"What promises are judged by has changed since edition {edition}: {', '.join(changed)}.\n"
        "When the same facts may be answered otherwise, or be told otherwise: raise EDITION in "
        f"commitments/rules/engine.py, then {WRITE}\n"
        f"When nothing is answered otherwise (a name, an order, a new file): {SAME}"
    )
    assert (edition, changed) == (engine.EDITION, []), f"The edition was raised: {WRITE}"


def test_only_what_is_done_is_compared(tmp_path: Path) -> None:
    def told(source: str) -> str:
        file = tmp_path / "rule.py"
        file.write_text(source, "utf-8")
        return _does(file)

    rule = "DAYS = 30\n\n\ndef late(days: int) -> bool:\n    return days > DAYS\n"
    assert told(rule) == told(f'"""A rule."""\n\n{rule.replace("30", "30  # a month")}"""Words on it."""\n')
    assert told(rule) != told(rule.replace("30", "31"))
    assert told(rule) != told(rule.replace("days >", "days >="))


def _recorded() -> tuple[int, dict[str, str]]:
    first, *lines = RECORDED.read_text("utf-8").splitlines()
    return int(first.removeprefix("edition ")), dict(line.rsplit(" ", 1) for line in lines)


def _files() -> Iterator[Path]:
    rooms = [Path(str(module.__file__)).parent for module in brought("kinds")]
    found = (room.glob(pattern) for room in rooms for pattern in JUDGED_BY)
    files = {*chain.from_iterable(found), *(ROOT / name for name in TOO)}
    yield from sorted(files - {ROOT / "commitments/rules/engine.py"})


def _does(file: Path) -> str:
    return sha256(_told(ast.parse(file.read_text("utf-8"))).encode()).hexdigest()[:16]


def _told(part: object) -> str:
    """A part of a program without its docstrings, told alike by every version of Python."""
    if isinstance(part, list):
        return f"[{','.join(_told(one) for one in part if not _is_docstring(one))}]"
    if not isinstance(part, ast.AST):
        return repr(part)
    told = [(name, value) for name, value in ast.iter_fields(part) if value not in (None, [])]
    return f"{type(part).__name__}({','.join(f'{name}={_told(value)}' for name, value in told)})"


def _is_docstring(part: object) -> bool:
    return isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant) and isinstance(part.value.value, str)
