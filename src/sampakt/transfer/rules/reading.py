"""Reading partnership files: YAML and JSON become mappings and lists that know their lines. Every scalar stays text.

Numbers and dates are read by whoever knows what to expect, so that ``§ 3.10`` keeps its nought and ``NO`` stays Norway.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import yaml

from sampakt.kernel.files import Fault, Lined, LinedList
from sampakt.transfer.rules.json_reading import JsonWrong, json_events

SIZE_LIMIT = 5 * 1024 * 1024
DEPTH_LIMIT = 20
Event: TypeAlias = "tuple[str, Any, int]"
"""``mapping``, ``name``, ``list``, ``value`` or ``end``; its value; its line."""
Twice: TypeAlias = tuple[Lined, str, int]
"""A mapping, a key that it has twice, and the line of the second."""
NAMED_BY = (
    *("key", "reference", "code", "organisation", "topic", "document", "seat", "day"),
    *("from", "stated_on", "decided_on", "given_on", "kind"),
)
"""The keys by which people recognise an item of a list, the first that it has; else its number is told."""


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same reader, ten times as fast where it was compiled
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class Unreadable(Exception):
    """The file cannot be read at all, and where."""

    def __init__(self, code: str, line: int = 0, **facts: object) -> None:
        super().__init__(code)
        self.fault = Fault(line, "", code, facts)


def read(content: bytes) -> tuple[Lined, list[Fault]]:
    """What a file holds, and keys told twice. Raises Unreadable on bytes that are neither YAML nor JSON."""
    words = _decoded(content)
    start = words.lstrip()[:1]
    if not start:
        raise Unreadable("empty")
    root, twice = _tree(_json_events(words) if start in "{[" else _yaml_events(words))
    if root is None:
        raise Unreadable("empty")
    if not isinstance(root, Lined):
        raise Unreadable("not_a_partnership_file", 1)
    _name(root, "")
    return root, [_told_twice(mapping, name, line) for mapping, name, line in twice]


def _decoded(content: bytes) -> str:
    if len(content) > SIZE_LIMIT:
        raise Unreadable("too_large", size=-(-len(content) // 1024**2), limit=SIZE_LIMIT // 1024**2)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("not_utf8", content[: error.start].count(b"\n") + 1) from None


def _yaml_events(words: str) -> Iterator[Event]:
    """The file as YAML. No tags, no anchors: a partnership file says everything where it stands."""
    try:
        yield from _Yaml().events(yaml.parse(words, Loader=_LOADER))
    except yaml.reader.ReaderError as error:
        raise Unreadable("odd_sign", words[: error.position].count("\n") + 1) from None
    except yaml.YAMLError as error:
        raise _unreadable(error, words) from None


class _Yaml:
    """PyYAML's events, told as ours. They are flat, so that neither depth nor aliases can hurt."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.is_name = [False]
        self.documents = 0

    def events(self, parsed: Iterable[Any]) -> Iterator[Event]:
        """The events of one document."""
        for event in parsed:
            line = event.start_mark.line + 1
            self._refuse(event, line)
            if isinstance(event, yaml.CollectionEndEvent):
                self.open.pop()
                self.is_name.pop()
                yield "end", None, line
            elif isinstance(event, yaml.NodeEvent):
                yield from self._node(event, line)

    def _node(self, event: Any, line: int) -> Iterator[Event]:
        is_name = self.is_name[-1]
        if self.open and self.open[-1] == "mapping":
            self.is_name[-1] = not is_name
        if isinstance(event, yaml.ScalarEvent):
            # Only what has no quotes can mean nothing, yes or no.
            value = event.value if is_name or event.style else _plain(event.value)
            yield "name" if is_name else "value", value, line
            return
        if is_name:
            raise Unreadable("key_not_a_word", line)
        self.open.append("mapping" if isinstance(event, yaml.MappingStartEvent) else "list")
        self.is_name.append(self.open[-1] == "mapping")
        if len(self.open) > DEPTH_LIMIT:
            raise Unreadable("too_deep", line, limit=DEPTH_LIMIT)
        yield self.open[-1], None, line

    def _refuse(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise Unreadable("two_documents", line)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Unreadable("anchor", line, name=event.anchor)
        if getattr(event, "tag", None):
            raise Unreadable("tag", line, name=event.tag)


def _json_events(words: str) -> Iterator[Event]:
    """The file as JSON."""
    try:
        yield from json_events(words, DEPTH_LIMIT)
    except JsonWrong as wrong:
        raise Unreadable(wrong.code, wrong.line, **wrong.facts) from None


def _tree(events: Iterator[Event]) -> tuple[Any, list[Twice]]:
    """The mappings and lists that the events tell of, and the keys told twice."""
    open_ones: list[Any] = []
    names: list[tuple[str, int]] = []
    twice: list[Twice] = []
    root: Any = None
    for kind, value, line in events:
        if isinstance(value, str) and _NO_TEXT.search(value):
            raise Unreadable("odd_sign", line)
        if kind == "name":
            names.append((value, line))
            continue
        if kind == "end":
            open_ones.pop()
            continue
        made = Lined(line, "") if kind == "mapping" else LinedList(line, "") if kind == "list" else value
        if not open_ones:
            root = made
        elif isinstance(open_ones[-1], LinedList):
            open_ones[-1].append(made)
            open_ones[-1].lines.append(line)
        else:
            name, at = names.pop()
            mapping: Lined = open_ones[-1]
            if name in mapping:
                twice.append((mapping, name, at))
            else:
                mapping[name] = made
                mapping.lines[name] = at
        if kind in ("mapping", "list"):
            open_ones.append(made)
    return root, twice


def _told_twice(mapping: Lined, name: str, line: int) -> Fault:
    """The fault of a key that its mapping has already; the mapping knows by now where in the file it stands."""
    path = f"{mapping.path}/{name}".strip("/")
    return Fault(line, path, "key_twice", {"key": name, "first": mapping.lines[name]})


def _plain(words: str) -> str | bool | None:
    if words in ("", "~", "null"):
        return None
    if words in ("true", "false"):
        return words == "true"
    return words


def _unreadable(error: yaml.YAMLError, words: str) -> Unreadable:
    """What PyYAML stumbled on, in our own words: each of its two readers calls it something else."""
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column) if mark is not None else (1, 0)
    lines = words.split("\n")
    last = len(words.rstrip().split("\n"))
    if line > last or (mark is not None and mark.index >= len(words.rstrip())):
        return Unreadable("cut_off", last)
    before, sign = lines[line - 1][:column], lines[line - 1][column : column + 1]
    if "\t" in lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())]:
        return Unreadable("tab", line)
    found = _PROBLEM.search(str(getattr(error, "problem", "") or error))
    code = (found.lastgroup if found else None) or "not_yaml"
    if code == "no_colon":
        line = max(line - 1, 1)
    elif code == "colon" and ": " not in before:
        code = "indentation"
    elif code == "indentation" and before.strip():
        code = "not_yaml"
    elif found and code == "unclosed":
        sign = found.group()[-1]
    return Unreadable(code, line, sign=sign)


_PROBLEM = re.compile(
    r"(?P<colon>mapping values are not allowed)|(?P<no_colon>could not find expected ':')"
    r"|(?P<unclosed>expected ',' or '[]}])|(?P<bad_start>cannot start any token)"
    r"|(?P<backslash>unknown escape character)"
    r"|(?P<indentation>expected key|expected '-' indicator|expected <block end>)"
)


def _name(root: Any, path: str) -> None:
    """Say of every mapping and list where in the file it stands, by the names that people know the items by."""
    waiting = [(root, path)]
    while waiting:
        node, path = waiting.pop()
        if isinstance(node, Lined):
            node.path = path
            waiting += [(value, f"{path}/{name}" if path else name) for name, value in node.items()]
        elif isinstance(node, LinedList):
            node.path = path
            waiting += [(value, f"{path}/{_name_of(value, number)}") for number, value in enumerate(node, 1)]


def _name_of(item: Any, number: int) -> str:
    if isinstance(item, Lined):
        return next((str(item[key]) for key in NAMED_BY if isinstance(item.get(key), str)), str(number))
    return str(number)
