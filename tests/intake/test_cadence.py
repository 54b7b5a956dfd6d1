"""How often something happens, in words of three languages."""

import pytest

from sampakt.intake.rules.cadence import cadences, reported_meetings
from sampakt.intake.rules.numerals import months_in, number
from sampakt.intake.rules.text import plain


@pytest.mark.parametrize(
    ("words", "per_year", "basis"),
    [
        ("träffas tre gånger per år", 3, "calendar_year"),
        ("möts fyra ggr/år", 4, "calendar_year"),
        ("sammanträder minst en gång i halvåret", 2, "half_year"),
        ("minst två gånger per termin", 4, "half_year"),
        ("möts kvartalsvis", 4, "quarter"),
        ("håller möte varannan månad", 6, ""),
        ("träffas vart tredje år", 0.33, ""),
        ("har årligen ett toppmöte", 1, "calendar_year"),
        ("møtes seks ganger i året", 6, "calendar_year"),
        ("møtes én gang i kvartalet", 4, "quarter"),
        ("holder møte annenhver måned", 6, ""),
        ("møtes hvert halvår", 2, "half_year"),
        ("treffes 2 ganger årlig", 2, "calendar_year"),
        ("møtest kvar månad", 12, ""),
        ("skal møtast minst to gonger i året", 2, "calendar_year"),
        ("møtest annakvart år", 0.5, ""),
        ("moten hålls en gang om aret", 1, "calendar_year"),
    ],
)
def test_how_often(words: str, per_year: float, basis: str) -> None:
    (found,) = cadences(plain(words))
    assert (found.per_year, found.per) == (per_year, basis)
    assert words[found.start : found.end].strip() == words[found.start : found.end]


@pytest.mark.parametrize("words", ["i år", "ett år senare", "fem år", "gången efter", "å årsmötet", ""])
def test_what_is_no_cadence(words: str) -> None:
    assert cadences(plain(words)) == []


def test_meetings_that_were_held_are_counted() -> None:
    text = plain("Rådet har hållit sex möten under året")
    assert [one.per_year for one in reported_meetings(text, 0, len(text))] == [6]


@pytest.mark.parametrize(("words", "value"), [("tolv", 12), ("tri", 3), ("ett par", 2), ("17", 17), ("många", None)])
def test_small_numbers(words: str, value: int | None) -> None:
    assert number(plain(words)) == value


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("i fem år", 60),
        ("ett fyraårigt avtal", 48),
        ("tre måneders varsel", 3),
        ("med ett års uppsägning", 12),
        ("6 mån. uppsägning", 6),
        ("utan slut", None),
    ],
)
def test_lengths_in_months(words: str, months: int | None) -> None:
    assert months_in(plain(words)) == months
