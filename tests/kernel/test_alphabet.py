"""Searching and sorting with Å, Ä, Ö, Æ, Ø, on whichever database the tests run."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.kernel.alphabet import by_alphabet, fold, sort_key, words_sought
from sampakt.kernel.models import having_words
from sampakt.organisations.models import Organisation

SWEDISH = ["Alvesta", "Malmö", "Umeå", "Ydre", "Zinkgruvan", "Åmål", "Älmhult", "Ängelholm", "Öckerö", "Örebro"]
NORWEGIAN = ["Alta", "Bærum", "Oslo", "Ullensaker", "Voss", "Ærøy", "Øksnes", "Østre Toten", "Åfjord", "Ås"]
words = st.text(alphabet="abcåäöæøéABCÅÄÖÆØ -", max_size=12)


def _saved(names: list[str]) -> None:
    shuffled = random.Random(7).sample(names, len(names))
    organisations = [
        Organisation(code=f"alphabet-{place}", kind="other", country="SE", name=name, register="alphabet")
        for place, name in enumerate(shuffled)
    ]
    for organisation in organisations:
        organisation.set_sought()
    Organisation.objects.bulk_create(organisations)


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "names"), [("sv", SWEDISH), ("nb", NORWEGIAN)])
def test_the_database_sorts_as_people_do(language: str, names: list[str]) -> None:
    _saved(names)
    ordered = Organisation.objects.filter(register="alphabet").order_by(by_alphabet("name", language))
    assert list(ordered.values_list("name", flat=True)) == names


@pytest.mark.parametrize(("alphabet", "names"), [("sv-x-icu", SWEDISH), ("nb-x-icu", NORWEGIAN)])
def test_python_sorts_as_the_database_does(alphabet: str, names: list[str]) -> None:
    assert sorted(names, key=lambda name: sort_key(name, alphabet)) == names


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ÖREBRO", ["Örebro"]),
        ("örebro", ["Örebro"]),
        ("orebro", []),
        ("öcke", ["Öckerö"]),
        ("  ÄNGEL   holm ", ["Ängelholm"]),
        ("”Örebro”,", ["Örebro"]),
        ("Åmål.", ["Åmål"]),
        ("%", []),
        ("_", []),
    ],
)
def test_searching_knows_capitals_and_keeps_letters_apart(query: str, found: list[str]) -> None:
    _saved(SWEDISH)
    rows = Organisation.objects.filter(having_words(query), register="alphabet")
    assert sorted(rows.values_list("name", flat=True)) == found


@pytest.mark.django_db
def test_no_words_find_everything() -> None:
    _saved(SWEDISH)
    assert Organisation.objects.filter(having_words(" "), register="alphabet").count() == len(SWEDISH)


@given(text=words)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('"ledningsgruppen, möts"', ["ledningsgruppen", "möts"]),
        ("S0-06,", ["s0-06"]),
        ("vård- och omsorg – kort", ["vård", "och", "omsorg", "kort"]),
        ("§ 4/2026", ["§", "4/2026"]),
        ("100 %", ["100", "%"]),
        ("-", ["-"]),
        (" ", []),
    ],
)
def test_signs_around_words_are_not_looked_for(query: str, words: list[str]) -> None:
    assert words_sought(query) == words
    assert words_sought(" ".join(words)) == words


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Strängnäs-Mariefred", "Strängnäs–Mariefred"])
@pytest.mark.parametrize("dash", "-‐‑–−")
def test_a_dash_is_any_dash(name: str, dash: str) -> None:
    _saved([name])
    found = Organisation.objects.filter(register="alphabet")
    assert found.filter(having_words(f"strängnäs{dash}marie")).exists()
    assert found.having(f"strängnäs{dash}marie").exists()
    assert not found.filter(having_words(f"strängnäs{dash}{dash}marie")).exists()


def test_a_letter_written_in_two_signs_is_the_same_letter() -> None:
    assert fold("A\u030angermanland") == fold("Ångermanland") == "ångermanland"
