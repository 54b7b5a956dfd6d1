"""Reading JSON as a stream of events with their lines; Python's own reader tells no line of what is well-formed."""

import re
from collections.abc import Generator, Iterator
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # the stubs leave it out
from typing import Any

_SPACE = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_VALUES = {"true": True, "false": False, "null": None}


class JsonWrong(Exception):
    """What is wrong with the JSON, and on which line."""

    def __init__(self, code: str, line: int, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.facts = facts


def json_events(words: str, depth_limit: int) -> Iterator[tuple[str, Any, int]]:
    """``mapping``, ``name``, ``list``, ``value`` and ``end``, each with its value and line. Numbers stay text."""
    return _Scanner(words, depth_limit).events()


class _Scanner:
    """Goes through the text once, from left to right; never deeper than its stack."""

    def __init__(self, words: str, depth_limit: int) -> None:
        self.words = words
        self.limit = depth_limit
        self.at = 0
        self.line = 1
        self.counted = 0

    def events(self) -> Iterator[tuple[str, Any, int]]:
        """The events of one value, and nothing after it."""
        stack: list[str] = []
        while True:
            is_opened = yield from self._value(stack)
            while True:
                if not stack:
                    if self._next():
                        raise self._wrong("json_after")
                    return
                sign = self._next()
                if not is_opened and sign == ",":
                    self.at += 1
                elif sign == stack[-1]:
                    self.at += 1
                    stack.pop()
                    is_opened = False
                    yield "end", None, self.line
                    continue
                elif not is_opened:
                    raise self._wrong("json_comma", closing=stack[-1])
                break
            if stack[-1] == "}":
                yield from self._named()

    def _value(self, stack: list[str]) -> Generator[tuple[str, Any, int], None, bool]:
        """One value; answers whether it opened a mapping or a list."""
        sign = self._next()
        if sign in ("{", "["):
            self.at += 1
            stack.append("}" if sign == "{" else "]")
            if len(stack) > self.limit:
                raise self._wrong("too_deep", limit=self.limit)
            yield "mapping" if sign == "{" else "list", None, self.line
            return True
        if sign == '"':
            line = self.line
            yield "value", self._string(), line
            return False
        found = _WORD.match(self.words, self.at)
        if not found:
            raise self._wrong("json_value")
        self.at = found.end()
        yield "value", _VALUES.get(found.group(), found.group()), self.line
        return False

    def _named(self) -> Iterator[tuple[str, Any, int]]:
        if self._next() != '"':
            raise self._wrong("json_name")
        line = self.line
        yield "name", self._string(), line
        if self._next() != ":":
            raise self._wrong("json_colon")
        self.at += 1

    def _string(self) -> str:
        try:
            value, self.at = scanstring(self.words, self.at + 1, True)
        except JSONDecodeError as error:
            code = "cut_off" if error.msg.startswith("Unterminated") else "json_words"
            raise JsonWrong(code, error.lineno) from None
        return str(value)

    def _next(self) -> str:
        """The next sign that is no space."""
        space = _SPACE.match(self.words, self.at)
        assert space is not None
        self.at = space.end()
        self.line += self.words.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.words[self.at : self.at + 1]

    def _wrong(self, code: str, **facts: object) -> JsonWrong:
        if self.at >= len(self.words):
            return JsonWrong("cut_off", self.words.rstrip().count("\n") + 1)
        return JsonWrong(code, self.line, sign=self.words[self.at], **facts)
