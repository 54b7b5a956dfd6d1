"""Accepting, correcting, rejecting and adding values: what each does, and what is refused by its part."""

import pytest
from tests.intake.own_documents import OWN_DOCUMENTS
from tests.intake.shelf import AGREEMENT, dropped, value_of, viewers

from sampakt.intake import actions
from sampakt.intake.models import Reading, Value
from sampakt.intake.queries import gazetteer
from sampakt.intake.queries.plans import rows_of_values
from sampakt.intake.rules.filing.remarks import SURE
from sampakt.intake.rules.keeping import draft_of_rows, rows_of
from sampakt.intake.rules.understanding import understand
from sampakt.intake.terms import ReadingState, ValueField, ValueState, Verb
from sampakt.kernel.errors import Conflict, Refused
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.trail.models import TrailLine


@pytest.fixture
def by(huddinge: Organisation, narvik: Organisation) -> Viewer:
    return viewers(huddinge, narvik)["coordinator"]


@pytest.fixture
def reading(by: Viewer, huddinge: Organisation) -> Reading:
    return dropped(huddinge, by)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in refused.value.objections]


@pytest.mark.parametrize("text", [AGREEMENT, *(document for document in OWN_DOCUMENTS.values())])
def test_a_draft_is_the_same_once_it_was_kept(text: str) -> None:
    draft = understand(text, gazetteer())
    again = draft_of_rows(rows_of(draft), draft.not_stated)
    assert list(rows_of(again)) == list(rows_of(draft))
    for one, other in ((again.parties, draft.parties), (again.commitments, draft.commitments)):
        assert [found.value for found in one] == [found.value for found in other]
    assert again.not_stated == draft.not_stated


def test_accepted_and_rejected_and_taken_back(reading: Reading, by: Viewer) -> None:
    party, body = value_of(reading, "party"), value_of(reading, "body")
    actions.accept(party, body, by=by)
    actions.reject(body, by=by)
    assert [Value.objects.get(pk=one.pk).state for one in (party, body)] == ["accepted", "rejected"]
    verbs = list(TrailLine.objects.order_by("pk").values_list("verb", flat=True))[-2:]
    assert verbs == [Verb.ACCEPT_VALUES, Verb.REJECT_VALUES]
    actions.reopen(party, body, by=by)
    assert set(reading.values.values_list("state", flat=True)) == {"open"}
    assert Value.objects.get(pk=party.pk).version == 3


def test_accepting_again_writes_nothing(reading: Reading, by: Viewer) -> None:
    actions.accept(*reading.values.all(), by=by)
    lines = TrailLine.objects.count()
    assert actions.accept(*reading.values.all(), by=by) == []
    assert actions.accept(by=by) == []
    assert TrailLine.objects.count() == lines


def test_all_that_are_sure(reading: Reading, by: Viewer) -> None:
    rejected = value_of(reading, "number")
    actions.reject(rejected, by=by)
    actions.accept_all(reading, by=by)
    for value in reading.values.exclude(pk=rejected.pk):
        assert value.is_taken == (value.confidence >= SURE)
    assert Value.objects.get(pk=rejected.pk).state == ValueState.REJECTED


def test_values_of_another_document(reading: Reading, by: Viewer, huddinge: Organisation) -> None:
    other = dropped(huddinge, by, AGREEMENT + "Signerat.")
    with pytest.raises(Refused) as refused:
        actions.accept(value_of(reading, "party"), value_of(other, "party"), by=by)
    assert codes(refused) == [("of_another", "")]
    assert not Value.objects.exclude(state=ValueState.OPEN).exists()


def test_a_correction_keeps_what_was_read(reading: Reading, by: Viewer) -> None:
    amount = value_of(reading, "amount")
    before = amount.value
    actions.correct(amount, to={"amount": "450 000,50", "currency": "sek", "per": "year", "payer": ""}, by=by)
    amount.refresh_from_db()
    assert amount.value == before
    assert amount.state == ValueState.CORRECTED
    assert isinstance(amount.held, dict)
    assert (amount.held["minor"], amount.held["currency"]) == (45_000_050, "SEK")
    actions.accept(amount, by=by)
    assert Value.objects.get(pk=amount.pk).held == before


def test_a_correction_of_an_older_version(reading: Reading, by: Viewer) -> None:
    title = value_of(reading, "title")
    actions.reject(title, by=by)
    with pytest.raises(Conflict):
        actions.correct(title, to="Avtal", by=by, version=1)


@pytest.mark.parametrize(
    ("field", "to", "told"),
    [
        ("kind", "poem", ("not_chosen", "value")),
        ("language", "", ("not_chosen", "value")),
        ("agreement_type", {"value": "marriage"}, ("not_chosen", "value")),
        ("title", " \n ", ("missing", "value")),
        ("theme", "x" * 121, ("too_long", "value")),
        ("party", {"name": ""}, ("missing", "name")),
        ("party", {"name": "Nowhere", "code": "nowhere"}, ("no_such_organisation", "code")),
        ("party", {"name": "Nowhere", "sort": "galaxy"}, ("not_chosen", "sort")),
        ("date", {"day": "2027-02-30", "role": "start"}, ("no_day", "day")),
        ("date", {"day": "2027-13", "role": "start"}, ("no_day", "day")),
        ("date", {"day": "--02-31", "role": "start"}, ("no_day", "day")),
        ("date", {"day": "", "role": "start"}, ("missing", "day")),
        ("date", {"day": "2027-02-03", "role": "party"}, ("not_chosen", "role")),
        ("period", {}, ("no_period", "start")),
        ("period", {"months": "0"}, ("no_months", "months")),
        ("period", {"months": "four"}, ("no_months", "months")),
        ("period", {"start": "2031-01-01", "end": "2030-01-01"}, ("ends_before_start", "end")),
        ("amount", {"amount": "many", "currency": "SEK"}, ("no_amount", "amount")),
        ("amount", {"amount": "NaN", "currency": "SEK"}, ("no_amount", "amount")),
        ("amount", {"amount": "1e400", "currency": "SEK"}, ("no_amount", "amount")),
        ("amount", {"minor": -1, "currency": "SEK"}, ("no_amount", "amount")),
        ("amount", {}, ("no_amount", "amount")),
        ("amount", {"amount": "10", "currency": "kronor"}, ("too_long", "currency")),
        ("amount", {"amount": "10", "currency": "SEK", "per": "moon"}, ("not_chosen", "per")),
        ("body", {"name": "Rådet", "cadence_per_year": "often"}, ("no_cadence", "cadence_per_year")),
        ("body", {"name": "Rådet", "parity": "perhaps"}, ("not_yes_or_no", "parity")),
        ("body", {"name": "Rådet", "decision_rule": "dice"}, ("not_chosen", "decision_rule")),
        ("step", {"instance": ""}, ("missing", "instance")),
        ("step", {"instance": "Styrelsen", "day": "i maj"}, ("no_day", "day")),
        ("commitment", {"kind": "statement", "words": ""}, ("missing", "words")),
        ("commitment", {"kind": "wonder", "words": "Ska ske"}, ("kind_unknown", "kind")),
        ("commitment", {"kind": "statement", "words": "Ska", "strength": "!"}, ("not_chosen", "strength")),
        (
            "commitment",
            {"kind": "meetings", "words": "Ska", "parameters": {"body": "Nobody"}},
            ("name_unknown", "parameters"),
        ),
    ],
)
def test_what_does_not_fit_is_refused_by_its_part(
    reading: Reading, by: Viewer, field: str, to: object, told: tuple[str, str]
) -> None:
    before, lines = list(Value.objects.values()), TrailLine.objects.count()
    with pytest.raises(Refused) as refused:
        actions.add_value(reading, field=field, to=to, by=by)  # type: ignore[arg-type]
    assert told in codes(refused)
    assert all(str(one) for one in refused.value.objections)
    assert (list(Value.objects.values()), TrailLine.objects.count()) == (before, lines)


@pytest.mark.parametrize(
    ("field", "to", "held"),
    [
        ("theme", "Klimat\noch energi", "Klimat och energi"),
        ("kind", {"value": "decision"}, "decision"),
        (
            "party",
            {"name": "Folkets hus", "sort": "association"},
            {"name": "Folkets hus", "sort": "association", "code": ""},
        ),
        ("date", {"day": "2027-05", "role": "decided"}, {"day": "2027-05", "role": "decided"}),
        ("period", {"months": 48}, {"start": "", "end": "", "months": 48}),
        ("body", {"name": "Rådet", "cadence_per_year": "0,5", "parity": "true"}, None),
        ("amount", {"share": "hälften var"}, None),
    ],
)
def test_what_is_added_by_hand(reading: Reading, by: Viewer, field: str, to: object, held: object) -> None:
    made = actions.add_value(reading, field=field, to=to, by=by)  # type: ignore[arg-type]
    made.refresh_from_db()
    assert (made.state, made.why, made.span_start) == (ValueState.CORRECTED, "added", None)
    assert held is None or made.held == held
    assert TrailLine.objects.latest("pk").verb == Verb.ADD_VALUE
    draft = draft_of_rows(rows_of_values([made]))
    assert next(iter(rows_of(draft))).value == made.held


@pytest.mark.parametrize(
    ("start", "end", "fits"), [(0, 5, True), (5, 5, False), (-1, 3, False), (0, 10**6, False), (3, None, False)]
)
def test_words_that_are_marked_lie_within_the_text(
    reading: Reading, by: Viewer, start: int, end: int | None, fits: bool
) -> None:
    if fits:
        made = actions.add_value(reading, field="theme", to="klimat", by=by, start=start, end=end)
        assert (made.span_start, made.span_end) == (start, end)
        return
    with pytest.raises(Refused) as refused:
        actions.add_value(reading, field="theme", to="klimat", by=by, start=start, end=end)
    assert codes(refused) == [("outside", "start")]


def test_a_promise_is_held_against_its_kind(reading: Reading, by: Viewer) -> None:
    promise = value_of(reading, "commitment", kind="meetings")
    right = {
        "kind": "meetings",
        "words": "Styrgruppen möts",
        "strength": "B",
        "parameters": {"body": "styrgrupp", "least": 4},
    }
    wrong = {**right, "parameters": {"body": "styrgrupp", "least": "often"}}
    with pytest.raises(Refused) as refused:
        actions.correct(promise, to=wrong, by=by)
    assert codes(refused)[0][1].startswith("parameters.")


def test_nothing_is_said_to_what_is_confirmed(reading: Reading, by: Viewer) -> None:
    Reading.objects.update(state=ReadingState.CONFIRMED)
    value = value_of(reading, "title")
    for said in (
        lambda: actions.accept(value, by=by),
        lambda: actions.correct(value, to="Avtal", by=by),
        lambda: actions.add_value(reading, field=ValueField.THEME, to="klimat", by=by),
        lambda: actions.accept_all(reading, by=by),
    ):
        with pytest.raises(Refused) as refused:
            said()
        assert codes(refused) == [("is_confirmed", "")]
