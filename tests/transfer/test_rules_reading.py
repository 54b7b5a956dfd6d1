"""Reading YAML and JSON: every slip is told in plain words, with its line; nothing hostile does harm."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.kernel.files import Lined, LinedList
from sampakt.transfer.rules.reading import DEPTH_LIMIT, SIZE_LIMIT, Unreadable, read


def code_of(content: bytes | str) -> tuple[str, int]:
    with pytest.raises(Unreadable) as caught:
        read(content if isinstance(content, bytes) else content.encode())
    return caught.value.fault.code, caught.value.fault.line


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "empty", 0),
        (b"  \n\n", "empty", 0),
        (b"# only a comment\n", "empty", 0),
        (b"- a\n- b\n", "not_a_partnership_file", 1),
        (b"just words\n", "not_a_partnership_file", 1),
        ("sampakt: 1\nname: Härnösand\n".encode("latin-1"), "not_utf8", 2),
        ("sampakt: 1\n".encode("utf-16"), "not_utf8", 1),
        (b"a: 1\nb: \x07\n", "odd_sign", 2),
        (b'a: 1\nb: "\\0"\n', "odd_sign", 2),
        (b"a: 1\n\tb: 2\n", "tab", 2),
        (b"a: 1\nb: c: d\n", "colon", 2),
        (b"a: 1\n---\nb: 2\n", "two_documents", 2),
        (b"a: &x 1\nb: *x\n", "anchor", 1),
        (b"a: !!python/object/apply:os.system [ls]\n", "tag", 1),
        (b"? [a, b]\n: 1\n", "key_not_a_word", 1),
        (b'a: 1\nb: "begun\n', "cut_off", 2),
        (b"a: 1\nb: {c: 1,\n", "cut_off", 2),
        (b'{"a": 1,\n "b": [1, 2\n', "cut_off", 2),
        (b'{"a": 1,\n "b": "begun\n', "json_words", 2),
        (b'{"a": 1,\n "b" 2}', "json_colon", 2),
        (b'{"a": 1\n "b": 2}', "json_comma", 2),
        (b'{"a": 1,}', "json_name", 1),
        (b'{"a": wrong}', "json_value", 1),
        (b'{"a": 1} x', "json_after", 1),
        (b'{"a": "\\ud800"}', "odd_sign", 1),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(content: bytes, code: str, line: int) -> None:
    assert code_of(content) == (code, line)


def test_depth_and_size_have_limits_in_both_forms() -> None:
    deep = DEPTH_LIMIT + 1
    assert code_of("a: " + "[" * deep + "]" * deep)[0] == "too_deep"
    assert code_of('{"a": ' + "[" * deep + "]" * deep + "}")[0] == "too_deep"
    assert code_of("a: " + "[" * 100_000)[0] == "too_deep"
    assert code_of(b"a" * (SIZE_LIMIT + 1))[0] == "too_large"


def test_a_byte_order_mark_and_windows_lines_are_taken_as_they_are() -> None:
    root, faults = read("\ufeffa: å\r\nb: 2\r\n".encode())
    assert root == {"a": "å", "b": "2"}
    assert faults == []


def test_scalars_stay_words_but_for_nothing_yes_and_no() -> None:
    root, _faults = read(b'a: 3.10\nb: NO\nc: 2021-12-03\nd: true\ne: ~\nf: "true"\ng: 012\n')
    assert root == {"a": "3.10", "b": "NO", "c": "2021-12-03", "d": True, "e": None, "f": "true", "g": "012"}


def test_lines_and_places_are_known_in_both_forms() -> None:
    words = "a:\n  - key: first\n    b: 1\n  - key: second\n    b:\n      - 2\n"
    root, _faults = read(words.encode())
    assert isinstance(root["a"], LinedList)
    second = root["a"][1]
    assert isinstance(second, Lined)
    assert (second.line, second.line_of("b"), second.path) == (4, 5, "a/second")
    assert second["b"].lines == [6]
    other, _faults = read(b'{\n "a": [\n  {"key": "first"},\n  {"key": "second",\n   "b": [2]}]}')
    assert (other["a"][1].line, other["a"][1].line_of("b"), other["a"][1].path) == (4, 5, "a/second")


def test_a_key_told_twice_is_told_with_both_lines() -> None:
    for words in (b"a: 1\nb: 2\na: 3\n", b'{"a": 1,\n"b": 2,\n"a": 3}'):
        root, (fault,) = read(words)
        assert root["a"] == "1"
        assert (fault.code, fault.line, fault.facts["first"]) == ("key_twice", 3, 1)


@given(st.binary(max_size=200))
def test_no_bytes_whatsoever_raise_anything_else(content: bytes) -> None:
    with contextlib.suppress(Unreadable):
        read(content)


@given(st.text(alphabet='{}[]",:- \n\tabå1#&*!|>', max_size=80))
def test_no_words_that_look_like_yaml_raise_anything_else(words: str) -> None:
    with contextlib.suppress(Unreadable):
        read(words.encode())


plain = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
values = st.recursive(plain | st.booleans() | st.none(), lambda inner: st.lists(inner, max_size=3), max_leaves=6)


@given(st.dictionaries(plain, values, max_size=5))
def test_json_is_read_as_python_reads_it(data: dict[str, object]) -> None:
    root, faults = read(json.dumps({"first": data}).encode())
    assert root == {"first": data}
    assert faults == []
