"""Found values in words: each field as people write it, and a word for every reason that the rules give."""

import pytest
from django.utils import translation
from tests.intake.own_documents import OWN_DOCUMENTS

from sampakt.intake.queries import gazetteer
from sampakt.intake.rules.draft import (
    AmountValue,
    BodyValue,
    DateValue,
    PartyValue,
    PeriodValue,
    PromiseValue,
    StepValue,
)
from sampakt.intake.rules.keeping import from_kept, rows_of
from sampakt.intake.rules.understanding import understand
from sampakt.intake.wording import about, kind_label, reason, title
from sampakt.intake.wording.reasons import REASONS


@pytest.mark.parametrize(
    ("field", "value", "said", "besides"),
    [
        ("kind", "decision", "Decision or minutes", "Kind of document"),
        ("title", "Avtal", "Avtal", "Title"),
        ("number", "KS 2026/12", "KS 2026/12", ""),
        ("party", PartyValue("SKR", "association"), "SKR", "Association · not in the registers"),
        ("party", PartyValue("Narvik", "", "narvik-kommune"), "Narvik", ""),
        ("date", DateValue("2026-11-22", "signed"), "22 November 2026", "Signed"),
        ("date", DateValue("2026-11", "start"), "November 2026", "First day"),
        ("date", DateValue("2026", "end"), "2026", "Last day"),
        ("date", DateValue("--02-29", "meeting"), "29 February", "Meeting"),
        ("date", DateValue("2026-02-31", "meeting"), "2026-02-31", "Meeting"),
        ("period", PeriodValue(months=48), "4 years", ""),
        ("period", PeriodValue(months=18), "18 months", ""),
        ("period", PeriodValue("2026-01-01", "", 24), "1 January 2026 –", "2 years"),
        ("period", PeriodValue(), "–", ""),
        ("step", StepValue("bystyret", "Narvik", "PS 7/26", "2026-05-01"), "bystyret", "Narvik · PS 7/26 · 1 May 2026"),
        ("amount", AmountValue(None, share="equal", sort="share"), "Equal shares", "Share"),
        ("amount", AmountValue(None, share="en tredel", sort="share"), "en tredel", "Share"),
        ("amount", AmountValue(6900000, "", "year", "", "fee"), "69,000 per year", "Fee"),
        ("body", BodyValue("Rådet", cadence_per_year=0.5), "Rådet", "meets 0.5 times a year"),
        ("body", BodyValue("Rådet", cadence_per_year=1.0), "Rådet", "meets 1 time a year"),
        (
            "body",
            BodyValue("Gruppen", "working_group", 2.0, True, "alternating", "agreement"),
            "Gruppen",
            "Working group · meets 2 times a year · as many seats for each party · the parties take turns as chair"
            " · decides: By agreement",
        ),
        ("body", BodyValue("Rådet", chair="Narvik"), "Rådet", "chair: Narvik"),
        ("commitment", PromiseValue("fee", "B", "parties", "De delar."), "De delar.", "Fee · Binding · all parties"),
    ],
)
def test_a_value_in_words(field: str, value: object, said: str, besides: str) -> None:
    assert (title(field, value), about(field, value)) == (said, besides)


def test_money_is_written_as_the_language_does() -> None:
    value = AmountValue(6900050, "SEK", "year", "Arboga kommun", "fee")
    with translation.override("sv"):
        assert title("amount", value).replace("\xa0", " ") == "69 000,50 kr per år"
        assert about("amount", value) == "Avgift · betalas av Arboga kommun"


def test_a_kind_that_nobody_knows_is_called_by_its_code() -> None:
    assert (kind_label("meetings"), kind_label("never_heard_of")) == (kind_label("meetings"), "never heard of")


@pytest.mark.parametrize("text", OWN_DOCUMENTS.values(), ids=OWN_DOCUMENTS.keys())
def test_every_value_of_our_documents_has_words_and_a_reason(text: str) -> None:
    for row in rows_of(understand(text, gazetteer())):
        value = from_kept(row.field, row.value)
        assert title(row.field, value)
        assert row.why in REASONS, row.why
        assert reason(row.why)
    assert reason("no_such_code") == ""
