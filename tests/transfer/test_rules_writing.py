"""Writing files: what is written is read back the same, by us and by any other reader of YAML."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from sampakt.transfer.rules.reading import read
from sampakt.transfer.rules.writing import WIDTH, as_yaml

words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30).filter(
    lambda text: not any(ord(letter) < 32 and letter not in "\n\t" for letter in text)
)
TRICKY = """no NO true null ~ 12 1.5 0x1f 2021-12-03 12:30 a: ? é a? [x] {x} *a &a !a %a @a `a 'a' "a" … > = << #"""
tricky = st.sampled_from([*TRICKY.split(), "", " a", "- a", "a: b", "a #b", "§ 15", "a\nb", "|", "a, b"])
scalars = words | tricky
keys = st.from_regex(r"[a-z][a-z_]{0,10}", fullmatch=True)
values = st.recursive(
    scalars | st.lists(scalars, min_size=1, max_size=3),
    lambda inner: (
        st.lists(st.dictionaries(keys, inner, min_size=1, max_size=3), min_size=1, max_size=3)
        | st.dictionaries(keys, inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(keys, values, min_size=1, max_size=4))
def test_what_is_written_is_read_back(data: dict[str, object]) -> None:
    text = as_yaml(data)
    root, faults = read(text.encode())
    assert root == data
    assert faults == []


@given(st.dictionaries(keys, values, min_size=1, max_size=4))
def test_other_readers_of_yaml_read_the_same_words(data: dict[str, object]) -> None:
    assert yaml.load(as_yaml(data), Loader=yaml.BaseLoader) == data


def test_long_words_are_folded_and_short_things_stand_on_one_line() -> None:
    long = " ".join(["ord"] * 60)
    text = as_yaml({"deeds": [{"key": "a", "note": {"sv": long}}], "themes": [{"key": "b", "name": {"sv": "B"}}]})
    assert all(len(line) <= WIDTH for line in text.splitlines())
    assert "      sv: >-\n" in text
    assert "  - {key: b, name: {sv: B}}\n" in text


def test_records_stand_apart_and_are_never_on_one_line() -> None:
    text = as_yaml({"sampakt": 1, "deeds": [{"key": "a"}, {"key": "b", "done_on": "2024-01-15"}]})
    assert text == "sampakt: 1\n\ndeeds:\n  - key: a\n\n  - key: b\n    done_on: 2024-01-15\n"
