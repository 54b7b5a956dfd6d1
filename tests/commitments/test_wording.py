"""The sentences of an explanation, in the reader's language."""

from datetime import date

import pytest
from django.utils import translation

from sampakt.commitments.rules import Finding, Missing, Words
from sampakt.commitments.rules.finding import part, span, term
from sampakt.commitments.terms import Status
from sampakt.commitments.wording import explained, explained_everywhere, missing_names, missing_said, with_own_first
from sampakt.kernel.text import Text


def said(*words: Words, missing: tuple[Missing, ...] = ()) -> dict[str, object]:
    return Finding(Status.KEPT, words, missing=missing).as_data()


def test_days_are_written_as_people_write_them() -> None:
    found = said(Words("done_on", {"day": date(2024, 11, 5)}))
    assert explained(found) == "Done on 5 November 2024."
    assert "5 november 2024" in explained_everywhere(found)["sv"]


def test_names_are_said_in_the_readers_language() -> None:
    found = said(Words("missing", {"names": ({"sv": "skolan", "en": "the school"}, term("council", "step_kind"))}))
    assert explained(found) == "Missing: the school, Council."
    with translation.override("sv"):
        assert "skolan" in explained(found)


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (date(2027, 6, 30), "1 juli 2026 – 30 juni 2027"),
        (date(2026, 12, 31), "1 juli – 31 december 2026"),
        (None, "1 juli 2026 och framåt"),
    ],
)
def test_periods_are_written_as_people_write_them(end: date | None, words: str) -> None:
    period = span(date(2026, 7, 1), end)
    found = said(Words("counted", {"period": period, "done": 1, "wanted": 2}), missing=(Missing(period),))
    with translation.override("sv"):
        assert explained(found) == f"{words}: antecknat 1, utlovat 2."
        assert missing_names(found) == missing_said(found) == [(words, None)]


def test_one_day_is_not_one_days() -> None:
    assert explained(said(Words("late_by", {"days": 1}))) == "1 day late."
    assert explained(said(Words("late_by", {"days": 10}))) == "10 days late."


@pytest.mark.parametrize(("count", "end"), [(4, "n1, n2, n3, n4."), (5, "n1, n2, n3 and 2 more.")])
def test_a_long_row_of_names_is_cut_short(count: int, end: str) -> None:
    names = tuple(f"n{number}" for number in range(1, count + 1))
    assert explained(said(Words("missing", {"names": names}))) == f"Missing: {end}"


def test_everybody_finds_themselves_first_among_the_names_of_what_is_missing() -> None:
    parties = ["Fagersta", "Hallstahammar", "Kungsör", "Köping", "Sala", "Surahammar"]
    lacks = tuple(Missing(name, asked_of=number) for number, name in enumerate(parties))
    said = Words("missing", {"names": tuple(lack.name for lack in lacks)})
    finding = Finding(Status.OVERDUE, (said,), missing=lacks).as_data()
    with translation.override("sv"):
        assert explained(with_own_first(finding, 5)).startswith("Saknas: Surahammar, Fagersta")
        assert explained(with_own_first(finding, None)) == explained(with_own_first(finding, 9)) == explained(finding)


def test_what_lacks_is_told_by_name_with_since_when() -> None:
    lacks = (
        Missing(part("signature", party="Arboga kommun")),
        Missing({"sv": "kulturförvaltningen"}, date(2026, 3, 14)),
        Missing(part("annex", day=date(2021, 8, 11))),
    )
    assert missing_names(said(missing=lacks)) == [
        ("Arboga kommun: signature", None),
        ("kulturförvaltningen", date(2026, 3, 14)),
        ("annex 11 August 2021", None),
    ]
    assert [name for name, _since in missing_said(said(missing=lacks))][1] == Text(sv="kulturförvaltningen")
