"""Decision chains: instances with paragraph and day, the lowest first."""

from sampakt.intake.rules.chain import find_chain
from sampakt.intake.rules.dates import find_dates
from sampakt.intake.rules.draft import StepValue
from sampakt.intake.rules.text import Source


def chain_in(text: str, document: str = "decision") -> list[StepValue]:
    source = Source(text)
    dates, _period = find_dates(source)
    return [found.value for found in find_chain(source, document, dates)]


def test_a_swedish_chain_comes_in_political_order() -> None:
    text = (
        "Kommunfullmäktige beslutar att anta avtalet. Kommunstyrelsen föreslår att avtalet godkänns, § 47, "
        "den 3 mars 2031. Utbildningsnämnden behandlade ärendet den 2 februari 2031."
    )
    assert [(step.instance, step.paragraph, step.day) for step in chain_in(text)] == [
        ("Utbildningsnämnden", "", "2031-02-02"),
        ("Kommunstyrelsen", "§ 47", "2031-03-03"),
        ("Kommunfullmäktige", "", ""),
    ]


def test_a_norwegian_case_number_and_a_universitys_board() -> None:
    text = "Formannskapet vedtok avtalen 14.05.2031, sak 31/31. Høgskolestyret behandlet saken 2. juni 2031."
    assert [(step.instance, step.paragraph, step.day) for step in chain_in(text)] == [
        ("Formannskapet", "sak 31/31", "2031-05-14"),
        ("Høgskolestyret", "", "2031-06-02"),
    ]


def test_a_head_of_minutes_gives_paragraph_and_day() -> None:
    text = "Kommunstyrelsens arbetsutskott\n\nSammanträdesdatum\n\n4 juni 2031\n\n§ 22\n\nArbetsutskottet föreslår."
    assert chain_in(text) == [StepValue("Kommunstyrelsens arbetsutskott", "", "§ 22", "2031-06-04")]


def test_titles_and_recipients_are_no_instances() -> None:
    text = "Kommunstyrelsens ordförande beslutade att komma. Rapporten går till kommunstyrelsen varje år."
    assert chain_in(text, "news") == []
