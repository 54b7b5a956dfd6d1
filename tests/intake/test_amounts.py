"""Money: how much, of what currency, per what, by whom, of what sort."""

import pytest

from sampakt.intake.rules.amounts import find_amounts
from sampakt.intake.rules.draft import AmountValue, Found, PartyValue, Span
from sampakt.intake.rules.text import Source

PARTIES = [
    Found(PartyValue(name, sort), Span(0, 0), 1.0, "", "parties")
    for name, sort in (("Lillby kommun", "municipality"), ("Norra högskolan", "university"))
]


def amounts(text: str, language: str = "sv") -> list[AmountValue]:
    return [found.value for found in find_amounts(Source(text), language, PARTIES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avgiften är 69 500 kronor per år.", (69_500, "SEK", "year", "fee")),
        ("Det handlar om högst två miljoner kronor.", (2_000_000, "SEK", "total", "ceiling")),
        ("Ramen är 2,5 mnkr.", (2_500_000, "SEK", "total", "frame")),
        ("De lägger 450 tkr årligen.", (450_000, "SEK", "year", "contribution")),
        ("Prisen er NOK 500 000 per semester.", (500_000, "NOK", "semester", "fee")),
        ("De bidrar med inntil kr 250.000,- i året.", (250_000, "SEK", "year", "ceiling")),
        ("Det blir 4 miljoner norska kronor årligen.", (4_000_000, "NOK", "year", "contribution")),
        ("Kurset koster 18 500 norske kroner per deltaker.", (18_500, "NOK", "participant", "contribution")),
        ("Fylkesutvalget vedtok å støtte nettverket med 1 mill. årlig.", (1_000_000, "SEK", "year", "contribution")),
        ("Kostnaden är 2 kronor per invånare.", (2, "SEK", "inhabitant", "fee")),
        ("Tva miljo-\nner kronor avsatts.", (2_000_000, "SEK", "total", "contribution")),
    ],
)
def test_sums_as_they_are_written(text: str, expected: tuple[int, str, str, str]) -> None:
    (value,) = amounts(text)
    assert value.minor == expected[0] * 100
    assert (value.currency, value.per, value.sort) == expected[1:]


def test_kroner_are_of_the_country_of_the_language() -> None:
    (norwegian,) = amounts("Det vert løyvd 4 millionar kroner årleg.", "nn")
    assert (norwegian.minor, norwegian.currency, norwegian.per) == (400_000_000, "NOK", "year")


def test_each_party_pays() -> None:
    assert [(one.payer, one.minor) for one in amounts("Vardera parten skjuter till 1,2 mnkr per år.")] == [
        ("Lillby kommun", 120_000_000),
        ("Norra högskolan", 120_000_000),
    ]


def test_the_only_municipality_is_the_municipality() -> None:
    assert [one.payer for one in amounts("Kommunens bidrag är 100 000 kr.")] == ["Lillby kommun"]
    assert [one.payer for one in amounts("Avtalet omfattar 100 000 kr.")] == [""]


@pytest.mark.parametrize(
    "text", ["Partene deler kostnadene likt.", "Kostnaderna delas lika.", "Utgiftene blir delte likt."]
)
def test_shares_without_a_sum(text: str) -> None:
    (value,) = amounts(text, "nb")
    assert (value.minor, value.sort, value.share) == (None, "share", "equal")


def test_other_numbers_are_no_money() -> None:
    assert amounts("Kommunen har 24 000 invånare, 2 skolor och 15 procent fler studenter år 2031.") == []
