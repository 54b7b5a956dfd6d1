"""Everything Sampakt says it says in Swedish and in Norwegian Bokmål."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.db import models
from django.utils import translation
from django.utils.translation.template import templatize

import sampakt
from sampakt.kernel.discovery import brought

PACKAGE = Path(sampakt.__file__).parent
LANGUAGES = ("sv", "nb")
CATALOGUES = sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po"))
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif]|\{\w*\}")
CALL = re.compile(r"\b(_|n?p?gettext)\((?=['\"])")

Key = tuple[str, str | None]


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def _key(message: Message) -> Key:
    return (message.id[0] if isinstance(message.id, tuple | list) else message.id, message.context)


@cache
def _translated(language: str) -> frozenset[Key]:
    return frozenset(
        _key(message)
        for path in CATALOGUES
        if f"/{language}/" in path.as_posix()
        for message in _catalogue(path)
        if message.id
    )


def _said_in_python(path: Path) -> Iterator[Key]:
    with path.open("rb") as file:
        for _line, said, _comments, context in extract("python", file, KEYWORDS):
            yield (said[0] if isinstance(said, tuple) else said, context)


def _said_as_it_stands(path: Path) -> Iterator[str]:
    """What a command writes, or stops with, without asking for a translation."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"self.stdout.write", "CommandError"} and node.args:
            said = node.args[0]
            parts = said.values if isinstance(said, ast.JoinedStr) else [said]
            yield from (
                part.value for part in parts if isinstance(part, ast.Constant) and re.search("[a-z]", part.value)
            )


def _said_in_template(path: Path) -> Iterator[Key]:
    # templatize answers gettext calls among letters that are no Python, so each call is read by itself.
    text = templatize(path.read_text("utf-8"), origin=str(path))
    for call in CALL.finditer(text):
        strings = []
        for token in tokenize.generate_tokens(io.StringIO(text[call.end() :]).readline):
            if token.type == tokenize.STRING:
                strings.append(ast.literal_eval(token.string))
            elif token.string != ",":
                break
        function = call.group(1)
        yield (strings[1], strings[0]) if "p" in function else (strings[0], None)


SPEAKING = [
    path
    for ending in ("py", "html", "txt")
    for path in sorted(PACKAGE.rglob(f"*.{ending}"))
    if ending == "py" or "templates" in path.parts
    if "migrations" not in path.parts
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_said_is_translated(language: str) -> None:
    missing = []
    for path in SPEAKING:
        said = _said_in_python(path) if path.suffix == ".py" else _said_in_template(path)
        missing += [
            f"{_name(path)}: {words}" for words, context in said if (words, context) not in _translated(language)
        ]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=_name)
def test_nothing_is_said_within_a_formatted_string(path: Path) -> None:
    # What collects the words to translate sees no call in there, so nobody would miss the translation.
    within = [
        call
        for string in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in KEYWORDS
    ]
    assert [ast.unparse(call) for call in within] == []


def test_commands_speak_the_language_of_the_installation() -> None:
    commands = [path for path in SPEAKING if path.parent.name == "commands"]
    assert [f"{_name(path)}: {words}" for path in commands for words in _said_as_it_stands(path)] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=_name)
def test_a_catalogue_is_complete_and_certain(path: Path) -> None:
    for message in _catalogue(path):
        if not message.id:
            continue
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(forms), f"not translated: {message.id}"
        assert not message.fuzzy, f"fuzzy: {message.id}"


@pytest.mark.parametrize("path", CATALOGUES, ids=_name)
def test_a_translation_names_the_same_facts(path: Path) -> None:
    for message in _catalogue(path):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        facts = set(PLACEHOLDER.findall(ids[-1]))
        for form in forms:
            named = set(PLACEHOLDER.findall(form))
            # One of something may be said without its number.
            assert named == facts or (len(forms) > 1 and form == forms[0] and named <= facts), f"{ids[0]} / {form}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_rooms_never_say_the_same_thing_differently(language: str) -> None:
    """Django merges the catalogues, so one of two translations would win unseen; ``pgettext`` tells meanings apart."""
    said: dict[Key, dict[str, str]] = {}
    for path in CATALOGUES:
        if f"/{language}/" in path.as_posix():
            for message in filter(lambda message: message.id, _catalogue(path)):
                said.setdefault(_key(message), {}).setdefault(str(message.string), path.relative_to(PACKAGE).parts[0])
    assert not {key: ways for key, ways in said.items() if len(ways) > 1}


def test_every_room_that_speaks_does_so_in_both_languages() -> None:
    rooms = {path.relative_to(PACKAGE).parts[0] for path in CATALOGUES}
    for room in sorted(rooms):
        assert {path.relative_to(PACKAGE).parts[2] for path in CATALOGUES if _name(path).startswith(f"{room}/")} == set(
            LANGUAGES
        )


def _vocabularies() -> list[type[models.TextChoices]]:
    return sorted(
        {
            found
            for module in brought("terms")
            for found in vars(module).values()
            if isinstance(found, type) and issubclass(found, models.TextChoices) and found is not models.TextChoices
        },
        key=lambda found: (found.__module__, found.__name__),
    )


@pytest.mark.parametrize("vocabulary", _vocabularies(), ids=lambda found: f"{found.__module__}.{found.__name__}")
def test_every_term_has_words_in_both_languages(vocabulary: type[models.TextChoices]) -> None:
    if vocabulary.__name__ == "Language":
        return  # a language is named in itself
    for term in vocabulary:
        with translation.override(None):
            words = str(term.label)
        if not re.sub(r"%\(\w+\)s", "", words).strip():
            continue  # nothing but what somebody else says, in the reader's language already
        for language in LANGUAGES:
            assert (words, None) in _translated(language), f"{language}: {words}"
