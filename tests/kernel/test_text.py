"""Text in several languages."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sampakt.kernel.text import FALLBACK, MultilingualField, Said, Text, dated, shortened

words = st.text(alphabet="aåäöæø §1", max_size=8).map(str.strip)
texts = st.builds(Text, sv=words, nb=words, en=words)


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        (Text(sv="avtal", nb="avtale", en="agreement"), "nb", Said("avtale", "nb")),
        (Text(sv="avtal", en="agreement"), "nb", Said("avtal", "sv")),
        (Text(nb="avtale", en="agreement"), "sv", Said("avtale", "nb")),
        (Text(en="agreement"), "sv", Said("agreement", "en")),
        (Text(sv="avtal", nb="avtale"), "en", Said("avtal", "sv")),
        (Text(sv="avtal"), "fi", Said("avtal", "sv")),
        (Text(), "nb", Said("", "nb")),
    ],
)
def test_says_the_nearest_language_that_has_words(text: Text, language: str, said: Said) -> None:
    assert text.said_in(language) == said


@given(text=texts, language=st.sampled_from(sorted(FALLBACK)))
def test_what_is_said_is_in_the_language_it_claims(text: Text, language: str) -> None:
    said = text.said_in(language)
    assert getattr(text, said.language) == said.words
    assert bool(said.words) == bool(text)


@given(text=texts)
def test_data_hold_only_the_languages_with_words_in_one_order(text: Text) -> None:
    data = text.as_data()
    assert Text.of(data) == text
    assert all(data.values())
    assert list(data) == [language for language in ("sv", "nb", "en") if language in data]


def test_plain_words_are_in_the_language_named() -> None:
    assert Text.of(" avtale ", "nb") == Text(nb="avtale")
    assert Text.of(None) == Text()


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(ValueError, match="unknown language fi, nn"):
        Text.of({"sv": "avtal", "nn": "avtale", "fi": "sopimus"})


def test_str_is_in_the_language_of_the_page() -> None:
    with translation.override("nb"):
        assert str(Text(sv="åtagande", nb="forpliktelse")) == "forpliktelse"


def test_the_column_refuses_what_is_no_text() -> None:
    field = MultilingualField()
    with pytest.raises(ValidationError):
        field.to_python({"xx": "?"})
    with pytest.raises(ValidationError):
        field.validate(Text(), None)
    MultilingualField(blank=True).validate(Text(), None)


def test_the_form_field_gives_a_text_and_shows_one() -> None:
    field = MultilingualField(blank=True).formfield()
    assert field.clean(["avtal", "", "agreement"]) == Text(sv="avtal", en="agreement")
    assert field.clean(["", "", ""]) == Text()
    assert field.widget.decompress(Text(nb="avtale")) == ["", "avtale", ""]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Kort", "Kort"),
        ("Två\nrader", "Två rader"),
        ("Internt i kommunen, tills vidare", "Internt i kommunen…"),
        ("Informationssäkerhetsklassningsmodell", "Informationssäkerhetskl…"),
    ],
)
def test_what_is_cut_ends_after_a_word_and_says_so(words: str, told: str) -> None:
    assert shortened(words, 24) == told


def test_a_name_with_a_day_is_dated_in_each_of_its_languages() -> None:
    day = date(2026, 5, 17)
    assert dated(Text(sv="Styrgruppen", nb="Styringsgruppen"), day) == Text(
        sv="Styrgruppen 17 maj 2026", nb="Styringsgruppen 17. mai 2026"
    )
    assert dated("KTH", day).en == "KTH 17 May 2026"
