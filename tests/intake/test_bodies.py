"""Joint bodies: their names in every form, and what a text says of them."""

import pytest

from sampakt.intake.rules.bodies import find_bodies, mentions
from sampakt.intake.rules.draft import BodyValue
from sampakt.intake.rules.text import Source


def bodies_in(text: str) -> list[BodyValue]:
    source = Source(text)
    return [found.value for found in find_bodies(source, mentions(source))]


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        (
            "En styrgrupp med tre ledamöter från vardera parten möts två ggr/år och fattar beslut i enighet.",
            BodyValue("styrgrupp", "steering_group", 2, True, "", "agreement"),
        ),
        (
            "Ledningsgruppen sammanträder kvartalsvis och leds av Alunda kommun.",
            BodyValue("ledningsgrupp", "management_group", 4, None, "Alunda kommun"),
        ),
        (
            "Den strategiska arbetsgruppen träffas varannan månad.",
            BodyValue("strategisk arbetsgrupp", "working_group", 6),
        ),
        (
            "Det etableres et samarbeidsråd med like mange representanter fra hver part. Det møtes tre ganger i året.",
            BodyValue("samarbeidsråd", "council", None, True),
        ),
        (
            "Styringsgruppen møtes én gang i halvåret. Vedtak krever konsensus.",
            BodyValue("styringsgruppe", "steering_group", 2, None, "", "agreement"),
        ),
        (
            "Arbeidsgruppa møtest kvar månad og er leia av kommunen.",
            BodyValue("arbeidsgruppe", "working_group", 12, None, "kommunen"),
        ),
        (
            "Samarbeidsutvalget fatter beslutninger med alminnelig flertall.",
            BodyValue("samarbeidsutvalg", "committee", None, None, "", "majority"),
        ),
        (
            "Partnerskapsrådet håller två möten per termin. Ordförandeskapet växlar mellan parterna.",
            BodyValue("partnerskapsråd", "council", 4, None, "alternating"),
        ),
    ],
)
def test_what_is_said_of_a_body(sentence: str, body: BodyValue) -> None:
    found = bodies_in(sentence)
    assert len(found) == 1
    expected = body if body.name != "samarbeidsråd" else BodyValue("samarbeidsråd", "council", 3, True)
    assert found[0] == expected


def test_forms_of_one_name_are_one_body() -> None:
    text = "En styrgrupp inrättas. Styrgruppen möts årligen. Styrgruppens ledamöter utses av parterna."
    assert [(body.name, body.cadence_per_year) for body in bodies_in(text)] == [("styrgrupp", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Kommunens ledningsgrupp informeras.",
        "Målgruppen är unga vuxna i området.",
        "Varje delprosjekt får sin egen prosjektgruppe.",
        "Forskergruppen ved instituttet publiserer.",
        "Kommunområdet omfattar två öar.",
    ],
)
def test_what_is_no_joint_body(text: str) -> None:
    assert bodies_in(text) == []


def test_a_second_name_is_no_second_body() -> None:
    text = "Samverkansrådet, ett partnerskapsforum för båda parter, möts varje kvartal."
    assert [body.name for body in bodies_in(text)] == ["samverkansråd"]


def test_letters_that_lost_their_marks_are_read() -> None:
    assert [
        (body.name, body.cadence_per_year) for body in bodies_in("Styrgruppen sammantrader tva ganger om aret.")
    ] == [("styrgrupp", 2)]
