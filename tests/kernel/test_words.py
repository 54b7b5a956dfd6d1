"""A partnership's own words: kept as written, compared without what spellings differ in."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pydantic import ValidationError as Wrong

from sampakt.kernel.forms import OwnWordFormField, OwnWordsFormField
from sampakt.kernel.words import LONGEST, OwnWord, OwnWordOrNone, bare, first_spellings, own_word

WORD: TypeAdapter[str] = TypeAdapter(OwnWord)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stöd till forskningsmiljö", "stöd till  forskningsmiljö"),
        ("interim-report", "Interim report"),
        ("etter- og videreutdanning", "Etter og videreutdanning"),
        ("FoU-projekt", "fou projekt"),
        ("A\u030angström", "Ångström"),
    ],
)
def test_two_spellings_of_one_word(one: str, other: str) -> None:
    assert bare(one) == bare(other)
    assert first_spellings([one, other]) == [one]


def test_letters_with_a_ring_or_dots_are_letters_of_their_own() -> None:
    assert bare("mål") != bare("mal")


def test_a_word_is_kept_as_written_without_spaces_around_it() -> None:
    assert own_word("  Gemensam   ansökan ") == "Gemensam ansökan"
    assert own_word("   ") == ""
    assert WORD.validate_python(" åpent hus ") == "åpent hus"
    assert TypeAdapter(OwnWordOrNone).validate_python("") == ""


@pytest.mark.parametrize("wrong", ["a\nb", "a\tb", "a, b", "a\u200bb", "a\u2028b", "---", "x" * (LONGEST + 1)])
def test_what_cannot_be_a_word_is_refused_everywhere(wrong: str) -> None:
    with pytest.raises(ValidationError):
        own_word(wrong)
    with pytest.raises(Wrong):
        WORD.validate_python(wrong)
    with pytest.raises(Wrong):
        TypeAdapter(OwnWordOrNone).validate_python(wrong)


def test_a_rule_needs_a_word() -> None:
    with pytest.raises(Wrong):
        WORD.validate_python("  ")


@given(st.text(max_size=LONGEST))
def test_a_word_that_is_kept_stays_as_it_is(text: str) -> None:
    try:
        word = own_word(text)
    except ValidationError:
        return
    assert own_word(word) == word
    assert bare(bare(word)) == bare(word)


class Form(forms.Form):
    """One word and several."""

    type = OwnWordFormField(required=False)
    tags = OwnWordsFormField(required=False)


def filled(words: str) -> Form:
    form = Form(QueryDict(words))
    form.fields["type"].offer(("Gemensam ansökan",))  # type: ignore[attr-defined]
    form.fields["tags"].offer(("hälsa",))  # type: ignore[attr-defined]
    return form


def test_a_word_used_already_is_spelt_as_it_was_first() -> None:
    form = filled("type=gemensam-ansökan&tags=Hälsa&tags=&tags=skola,+idrott&tags=Skola")
    assert form.is_valid()
    assert form.cleaned_data == {"type": "Gemensam ansökan", "tags": ["hälsa", "skola", "idrott"]}


def test_the_words_used_are_offered_and_the_boxes_keep_what_was_typed() -> None:
    form = filled("tags=en&tags=tv%C3%A5%0Atre")
    assert not form.is_valid()
    assert list(form.errors) == ["tags"]
    told = str(form["tags"])
    assert told.count("<input") == 4
    assert '<option value="hälsa">' in told
    assert 'value="en"' in told


def test_a_form_left_as_it_was_has_not_changed() -> None:
    form = Form(QueryDict("type=a&tags=a&tags=b&tags="), initial={"type": "a", "tags": ["a", "b"]})
    assert not form.has_changed()
