"""Holding what was read against the sections of a partnership file. Everything wrong is found, not only the first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from sampakt.kernel.faults import Loc, once_each, place_of, wrong
from sampakt.kernel.files import Fault, Lined, LinedList, Section

Given = dict[str, Any]


@dataclass
class Validated:
    """What could be made of a file: ``file`` without the parts that are wrong, None when too little is left.

    ``dropped`` names the items that were left out since something in them was wrong.
    """

    file: Any = None
    faults: list[Fault] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)


def validated(model: type[Section], root: Lined, context: Mapping[str, Any]) -> Validated:
    """The file as typed sections. What is wrong is told and left out, so that the rest can be looked at, too."""
    found = Validated()
    leaving = _Leaving(found.dropped)
    while found.file is None:
        try:
            found.file = model.model_validate(root, context=dict(context))
        except ValidationError as error:
            found_wrong = once_each(error.errors(include_url=False), root)
            for loc, fault in found_wrong:
                if not leaving.is_known(root, loc):
                    faults = list(_faults(model, root, loc, fault))
                    found.faults += faults
                    leaving.note(root, loc, faults)
            if not leaving.leave_out(root, [loc for loc, _fault in found_wrong]):
                return found
    found.faults += _told_twice(found.file)
    return found


def _has(node: Any, part: str | int) -> bool:
    if isinstance(node, dict):
        return part in node
    return isinstance(node, list) and isinstance(part, int) and part < len(node)


def _nodes(root: Any, loc: Loc) -> list[Any]:
    """The values from the root towards ``loc``, as far as they are there."""
    nodes = [root]
    for part in loc:
        if not _has(nodes[-1], part):
            break
        nodes.append(nodes[-1][part])
    return nodes


class _Leaving:
    """Takes out what is wrong, or what lacks something that it needs; a value that is needed gets a stand-in first."""

    def __init__(self, dropped: set[str]) -> None:
        self.dropped = dropped
        self.left_out: dict[tuple[int, str | int], Any] = {}
        self.stand_ins: dict[tuple[int, str | int], str] = {}
        self.kept_alive: list[Any] = []

    def is_known(self, root: Lined, loc: Loc) -> bool:
        """Whether the fault only comes from what was taken out, or guessed, in the same item before."""
        nodes = _nodes(root, loc)
        listed = [place for place, node in enumerate(nodes) if isinstance(node, LinedList)]
        item = nodes[listed[-1] + 1 :] if listed else []
        return self._key(root, loc) in self.left_out or any(isinstance(node, Lined) and node.is_faulty for node in item)

    def note(self, root: Lined, loc: Loc, faults: list[Fault]) -> None:
        """Remember what may stand in for a wrong value, in case that the rest cannot be looked at without it."""
        fault = faults[0]
        if fault.code.endswith("_meant") and fault.code != "unknown_key_meant":
            self.stand_ins[self._key(root, loc)] = str(fault.facts["nearest"])
        elif fault.code in ("no_day", "far_day"):
            self.stand_ins[self._key(root, loc)] = "2000-01-01"

    def _key(self, root: Lined, loc: Loc) -> tuple[int, str | int]:
        owner = _nodes(root, loc)[: max(len(loc), 1)][-1]
        return id(owner), loc[-1] if loc else ""

    def leave_out(self, root: Lined, wrong: list[Loc]) -> bool:
        """False when nothing would be left of the file."""
        targets: dict[tuple[int, str | int], Any] = {}
        for loc in wrong:
            nodes = _nodes(root, loc)
            key = self._key(root, loc)
            if len(nodes) <= len(loc) and key in self.stand_ins:
                nodes[-1][loc[-1]] = self.stand_ins.pop(key)
                nodes[-1].is_faulty = True
                continue
            # Where a value is missing, or its default is wrong, the mapping that lacks it goes.
            depth = len(nodes) - 1
            if depth == 0:
                return False
            targets[id(nodes[depth - 1]), loc[depth - 1]] = nodes[depth - 1]
        for (_owner, part), node in sorted(targets.items(), key=lambda target: _place(target[0][1]), reverse=True):
            self._take(node, part)
        return True

    def _take(self, node: Any, part: str | int) -> None:
        value = node.pop(part)
        self.kept_alive.append(value)
        self.left_out[id(node), part] = node
        if isinstance(node, Lined):
            node.is_faulty = True
        if isinstance(node, LinedList):
            del node.lines[int(part)]
            if isinstance(value, Lined):
                names = (value.get(key) for key in ("key", "reference", "code"))
                self.dropped |= {name for name in names if isinstance(name, str)}


def _place(part: str | int) -> int:
    return part if isinstance(part, int) else -1


def _faults(model: type[Section], root: Lined, loc: Loc, fault: Given) -> Iterator[Fault]:
    """What pydantic found, in plain words: one fault, or those of a value with faults of its own."""
    line, path = _whereabouts(root, loc)
    about: Given = dict(fault.get("ctx") or {})
    if fault["type"] == "nested":
        for told, inner in once_each(about["faults"], _nodes(root, loc)[-1]):
            known = about["known"] if len(told) <= 1 else []
            yield Fault(*_whereabouts(root, place_of(root, (*loc, *told))), *wrong(inner, known))
        return
    known = _known_keys(model, loc[:-1]) if fault["type"] == "extra_forbidden" else []
    yield Fault(line, path, *wrong(fault, known))


def _whereabouts(root: Lined, loc: Loc) -> tuple[int, str]:
    """The line and the path of a place in the file."""
    nodes = _nodes(root, loc)
    if len(nodes) > len(loc) and isinstance(nodes[-1], Lined | LinedList) and loc and isinstance(loc[-1], int):
        return nodes[-1].line, nodes[-1].path
    if len(nodes) == 1 and not loc:
        return root.line, ""
    owner = nodes[len(loc) - 1] if len(nodes) >= len(loc) else nodes[-1]
    part = loc[len(nodes) - 1] if len(nodes) <= len(loc) else loc[-1]
    if isinstance(owner, Lined):
        return owner.line_of(str(part)), f"{owner.path}/{part}".strip("/")
    if isinstance(owner, LinedList) and isinstance(part, int):
        return owner.lines[part], f"{owner.path}/{part + 1}"
    above = nodes[-2] if len(nodes) > 1 else root
    name = loc[len(nodes) - 2] if len(nodes) > 1 else ""
    return (above.line_of(str(name)) if isinstance(above, Lined) else root.line), f"{above.path}/{name}".strip("/")


def _known_keys(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that are known where ``loc`` leads."""
    here: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, str) and here is not None:
            names = {about.validation_alias or name: about for name, about in here.model_fields.items()}
            here = _model_in(names[part].annotation) if part in names else None
    return [str(about.validation_alias or name) for name, about in here.model_fields.items()] if here else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)


def _told_twice(file: Section) -> Iterator[Fault]:
    """Items of one list that have the same name."""
    for items in _lists(file):
        seen: dict[str, int] = {}
        for item in items:
            if item.may_repeat:
                continue
            line, path = item.spot()
            if item.identity in seen:
                yield Fault(line, path, "name_twice", {"name": item.identity, "first": seen[item.identity]})
                if item._origin is not None:
                    item._origin.is_faulty = True
            seen.setdefault(item.identity, line)


def _lists(section: Section) -> Iterator[list[Section]]:
    for value in section.__dict__.values():
        if isinstance(value, Section):
            yield from _lists(value)
        elif isinstance(value, list) and value and isinstance(value[0], Section):
            yield value
            for item in value:
                yield from _lists(item)
