"""Everything wrong in a file is told together: the line, the place, what is wrong, and what was probably meant."""

import contextlib

import pytest
from django.utils import translation
from tests.transfer.conftest import SMALL, faults_in, load_words, spoilt

from sampakt.transfer.actions import FileWrong
from sampakt.transfer.queries import file_read, told

pytestmark = pytest.mark.django_db


def line_of(words: str, part: str) -> int:
    """The line on which ``part`` stands first."""
    return words[: words.index(part)].count("\n") + 1


def test_the_small_file_has_no_fault() -> None:
    assert faults_in(SMALL) == []


def test_a_promise_is_named_with_any_dash() -> None:
    for dash in "‐‑–—−":
        assert faults_in(spoilt(("supports: [L-01]", f"supports: [L{dash}01]"))) == []


@pytest.mark.parametrize(
    ("before", "after", "place", "words"),
    [
        (
            "    theme: larande",
            "    tema: larande",
            "deeds/plan-2024/tema",
            "tema is no known key: did you mean theme?",
        ),
        ("    theme: larande", "    xyz: 1", "deeds/plan-2024/xyz", "xyz is no known key."),
        (
            "done_on: 2024-01-15",
            "done_on: 2024-13-01",
            "deeds/plan-2024/done_on",
            "2024-13-01 is no date: write year-month-day, such as 2026-11-21.",
        ),
        (
            "done_on: 2024-01-15",
            "done_on: 30 feb",
            "deeds/plan-2024/done_on",
            "30 feb is no date: write year-month-day, such as 2026-11-21.",
        ),
        (
            "done_on: 2024-01-15",
            "done_on: 0001-01-01",
            "deeds/plan-2024/done_on",
            "0001-01-01 lies too far off: write a year between 1900 and 2200.",
        ),
        ("    sort: plan", "    sort: plann", "deeds/plan-2024/sort", "plann is not known here: did you mean plan?"),
        (
            "organisation: sodertorns-hogskola",
            "organisation: sodertorns-hogskolla",
            "agreements/main/parties/sodertorns-hogskolla/organisation",
            "Unknown organisation sodertorns-hogskolla: did you mean sodertorns-hogskola?",
        ),
        (
            "kind: plan_adopted",
            "kind: plan_adoptd",
            "commitments/L-01/kind",
            "plan_adoptd is not known here: did you mean plan_adopted?",
        ),
        (
            "{type: verksamhetsplan}",
            "{typ: verksamhetsplan}",
            "commitments/L-01/parameters/typ",
            "typ is no known key: did you mean type?",
        ),
        (
            "{type: verksamhetsplan}",
            "{per: week}",
            "commitments/L-01/parameters/per",
            "week is not one of the words known here",
        ),
        (
            "{type: verksamhetsplan}",
            "{organisation: huddinge-komun}",
            "commitments/L-01/parameters/organisation",
            "Unknown organisation huddinge-komun: did you mean huddinge-kommun?",
        ),
        ("{type: verksamhetsplan}", "{due: 13-40}", "commitments/L-01/parameters/due", "13-40 is no day of the year"),
        ("    done_on: 2024-01-15\n", "", "deeds/plan-2024", "done_on is missing."),
        ("    kind: statement\n", "", "commitments/L-02", "kind is missing."),
        (
            "  language: sv",
            "  language: se",
            "partnership/language",
            "se is not one of the words known here: sv",
        ),
        ("  code: small", "  code: Små", "partnership/code", "Små cannot be a name"),
        (
            "    kind: statement",
            "    kind: statement\n    kind: x",
            "commitments/L-02/kind",
            "kind stands twice, first on line",
        ),
        ("title: {sv: Planen för 2024}", "title: {se: Planen}", "deeds/plan-2024/title", "se is no language"),
        ("title: {sv: Planen för 2024}", "title: []", "deeds/plan-2024/title", "Words are wanted here"),
        ("title: {sv: Planen för 2024}", 'title: ""', "deeds/plan-2024/title", "Write the words."),
        ("{number: 1,", "{number: one,", "documents/avtalet/versions/1/number", "one is no whole number."),
        ('amount: "69000.00"', "amount: mycket", "agreements/main/parties/huddinge-kommun/fees", "mycket is no amount"),
        ('amount: "69000.00"', 'amount: "-1"', "agreements/main/parties/huddinge-kommun/fees", "does not fit here"),
        ("participants: [huddinge-kommun,", "participants: {huddinge-kommun: 1,", "", "A comma or } is missing"),
        ("  - key: plan-2024", "  - key: 'plan 2024'", "deeds/plan 2024/key", "cannot be a name"),
        ("reference: L-02", "reference: L-01", "commitments/L-01", "L-01 is told twice, first on line"),
        ("reference: L-02", "reference: L–01", "commitments/L–01", "L-01 is told twice, first on line"),
        ("sampakt: 1", "sampakt: 2", "sampakt", "reads partnership files of version 1, not 2"),
    ],
)
def test_a_fault_is_told_with_its_line_its_place_and_what_was_meant(
    before: str, after: str, place: str, words: str
) -> None:
    found = faults_in(spoilt((before, after)))
    assert any(place in fault and words in fault for fault in found), found


def test_faults_stand_on_their_lines_and_are_told_together() -> None:
    words = spoilt(
        ("done_on: 2024-01-15", "done_on: 2024-02-30"),
        ("kind: cooperation", "kind: coperation"),
        ("  language: sv\n", "  language: sv\n  langauge: nb\n"),
        ("per: agreement_year", "per: year"),
    )
    found = faults_in(words)
    lines = [line_of(words, part) for part in ("langauge", "coperation", "per: year", "2024-02-30")]
    assert [int(fault.split(":")[1]) for fault in found] == sorted(lines)


def test_references_are_looked_for_even_where_other_things_are_wrong() -> None:
    words = spoilt(
        ("    unit: skola\n    theme: larande", "    unit: skolan\n    theme: lärande"),
        ("sort: plan", "sort: plann"),
        ("deed: plan-2024", "deed: plan-2042"),
        ("supports: [L-01]", "supports: [L-011]"),
        ("signatory: koordinator", "signatory: kordinator"),
        ("documents: [avtalet]", "documents: [avtal]"),
        ("office: koordinator}", "office: koordinatorn}"),
    )
    with pytest.raises(FileWrong) as caught:
        load_words(words)
    told_ones = "\n".join(told(fault, "f") for fault in caught.value.faults)
    for part in (
        "Unknown unit skolan: did you mean skola?",
        "plann is not known here: did you mean plan?",
        "Unknown record of work plan-2042: did you mean plan-2024?",
        "Unknown commitment L-011: did you mean L-01?",
        "Unknown office kordinator: did you mean koordinator?",
        "Unknown document avtal: did you mean avtalet?",
        "Unknown office koordinatorn: did you mean koordinator?",
    ):
        assert part in told_ones, (part, told_ones)


def test_what_refers_to_something_spoilt_is_not_blamed_for_it() -> None:
    words = spoilt(("    done_on: 2024-01-15\n", ""))
    with pytest.raises(FileWrong) as caught:
        load_words(words)
    assert [fault.code for fault in caught.value.faults] == ["missing"]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("    kind: plan_adopted", "    kind: meetngs", "unknown_word_meant"),  # whose parameters are others
        ("reference: L-02", "reference: L-01", "name_twice"),
        ("organisation: huddinge-kommun\n", "organisation: huddinge-komun\n", "unknown_meant"),
        (
            "    participants:",
            "    audience: own\n    organisaton: huddinge-kommun\n    participants:",
            "unknown_key_meant",
        ),
    ],
)
def test_one_cause_is_one_fault(before: str, after: str, code: str) -> None:
    with pytest.raises(FileWrong) as caught:
        load_words(spoilt((before, after)))
    assert [fault.code for fault in caught.value.faults] == [code]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("ends_on: 2027-12-31", "ends_on: 2020-12-31", "The last day comes before the first."),
        ("signed_on: 2021-12-21", "signed_on: 2199-12-21", "future"),
        ("    participants:", "    audience: own\n    participants:", ""),
        ("done_on: 2024-01-15", "done_on: 2199-01-15", "future"),
        ("    deed: plan-2024\n", "", "Attach a document"),
    ],
)
def test_what_the_rooms_object_to_is_told_at_its_lines(before: str, after: str, words: str) -> None:
    if not words:
        load_words(spoilt((before, after)))  # an own record names its organisation: nothing is wrong
        return
    with pytest.raises(FileWrong) as caught:
        load_words(spoilt((before, after)))
    (fault,) = caught.value.faults
    assert words in told(fault, "f")
    assert fault.line > 0


@pytest.mark.parametrize("end", range(40, len(SMALL), 97))
def test_a_file_cut_off_anywhere_never_loads_by_accident_without_being_whole_yaml(end: int) -> None:
    """Cut between two lines it may still be a smaller file; cut within one it is told, or reads as less."""
    with contextlib.suppress(FileWrong):
        load_words(SMALL[:end])


def test_words_may_be_given_in_the_language_of_the_partnership_alone() -> None:
    assert faults_in(spoilt(("title: {sv: Planen för 2024}", "title: Planen för 2024"))) == []


def test_an_organisation_may_be_given_by_its_number_or_its_official_name() -> None:
    words = spoilt(
        ("- organisation: huddinge-kommun\n        signatory", "- organisation: 212000-0068\n        signatory"),
        ("participants: [huddinge-kommun,", "participants: [Huddinge kommun,"),
    )
    assert load_words(words).lines
    assert load_words(SMALL).lines == ()


def test_a_mistyped_organisation_among_those_that_the_file_completes_is_unknown() -> None:
    with pytest.raises(FileWrong) as caught:
        load_words(spoilt(("  - code: huddinge-kommun\n", "  - code: huddinge-komun\n")))
    first = caught.value.faults[0]
    assert (first.code, first.facts["nearest"]) == ("unknown_meant", "huddinge-kommun")
    assert "missing" not in {fault.code for fault in caught.value.faults}


def test_what_a_faulty_file_seems_to_hold_no_longer_is_not_told() -> None:
    load_words(SMALL)
    cut = SMALL[: SMALL.index("commitments:")].rstrip() + "\ncommitments:\n  - reference: C9\n"
    with pytest.raises(FileWrong) as caught:
        load_words(cut)
    assert "not_removed" not in {fault.code for fault in caught.value.faults}


@pytest.mark.parametrize("language", ["sv", "nb"])
@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("    sort: plan", "   sort: plan", "indentation"),
        ("    sort: plan", "      sort: plan", "indentation"),
        ("    sort: plan", "\tsort: plan", "tab"),
        ("    sort: plan", "    sort plan", "no_colon"),
        ("    sort: plan", "    sort: plan: b", "colon"),
        ("    sort: plan", "    sort: @plan", "bad_start"),
        ("    sort: plan", '    sort: "pl\\qan"', "backslash"),
        ("    sort: plan", '    sort: "plan" b', "not_yaml"),
        ("participants: [huddinge-kommun,", "participants: [huddinge-kommun, {", "unclosed"),
        ("    sort: plan", "    sort: plan\n    sort: plan", "key_twice"),
        ("    sort: plan", "    sort: plan\n    tags: [[x]]", "not_a_value"),
        ("    sort: plan", "    sort: plan\n    tags: x", "not_a_list"),
        ("    sort: plan", '    sort: plan\n    tags: ["a, b"]', "not_a_word"),
        ("    sort: plan", "    sort: plan\n    type: " + "x" * 81, "too_long"),
        ("{type: verksamhetsplan}", "{due: 31 mars}", "no_month_day"),
        ("{type: verksamhetsplan}", "{type: ''}", "no_words"),
        ('amount: "69000.00"', 'amount: "0.001"', "too_many_digits"),
        ('amount: "69000.00"', "amount: .inf", "not_an_amount"),
        ("    done_on: 2024-01-15", "    done_on: 1899-12-31", "far_day"),
        ("    sort: plan", "    sort: [plan]", "unknown_word"),
        ("    sort: plan", "    sort: plan\n    sample: maybe", "not_yes_or_no"),
    ],
)
def test_what_is_wrong_is_said_in_our_own_words_in_the_readers_language(
    language: str, before: str, after: str, code: str
) -> None:
    words = spoilt((before, after))
    (fault, *_others) = file_read(words.encode()).faults
    assert fault.code == code
    assert fault.line
    with translation.override(language):
        said = told(fault, "f")
    with translation.override("en"):
        assert said != told(fault, "f")
    for foreign in ("expected", "found", "Input", "valid", "should", "mapping", "%("):
        assert foreign not in said


RULE = "    kind: plan_adopted\n    parameters: {type: verksamhetsplan}\n"


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("notice", "{months: 1000000000}"),
        ("notice", "{months: -5}"),
        ("deliver_by", "{by: 9999-12-31}"),
        ("deliver_by", "{months_after_start: 999999}"),
        ("evaluation", "{before: 0001-01-02, months_before: 300}"),
        ("evaluation", "{before: end, months_before: 100000}"),
        ("decide_before", "{months_before: 100000}"),
        ("revise_every", "{months: 0}"),
        ("period", "{start: 0001-01-01, end: 9999-12-31, months: 99999999999999999999}"),
        ("signed_by", "{offices: {huddinge-kommun: 12}}"),
    ],
)
def test_a_rule_out_of_all_reason_is_told_and_never_reckoned_with(kind: str, parameters: str) -> None:
    with pytest.raises(FileWrong) as caught:
        load_words(spoilt((RULE, f"    kind: {kind}\n    parameters: {parameters}\n")))
    assert all("parameters" in fault.path for fault in caught.value.faults)
