"""Patterns: the shape of a partnership for others, without anything that happened in it."""

from datetime import date
from pathlib import Path

import pytest

from sampakt.commitments.models import Commitment, Deed, Evidence, Statement, StoredAssessment
from sampakt.kernel.errors import Refused
from sampakt.kernel.files import Plan
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Appointment, Organisation, Unit
from sampakt.transfer.actions import load, start
from sampakt.transfer.queries import Pattern, file_of, file_read, patterns, written

pytestmark = pytest.mark.django_db
SODERTORN = "huddinge-sodertorn"
OLD = ("Huddinge", "Södertörn", "Arboga", "Mälardalen", "Trondheim", "NTNU", "Härnösand", "Mittuniversitetet", "S0-")


def organisations(*codes: str) -> list[Organisation]:
    return [Organisation.objects.get(code=code) for code in codes]


def pattern(code: str) -> Pattern:
    return next(one for one in patterns() if one.code == code)


def test_the_five_systems_are_patterns() -> None:
    assert {one.code for one in patterns()} == {
        "huddinge-sodertorn",
        "huddinge-akademierna",
        "harnosand-miun-sko",
        "stark",
        "universitetskommunen-trondheim",
    }


@pytest.mark.parametrize(
    "code",
    ["huddinge-sodertorn", "huddinge-akademierna", "harnosand-miun-sko", "stark", "universitetskommunen-trondheim"],
)
def test_a_new_partnership_has_the_promises_and_nothing_of_what_happened(code: str) -> None:
    parties = organisations("botkyrka-kommun", "stockholms-universitet", "kth")
    days = {"first_day": date(2027, 1, 1), "last_day": date(2030, 12, 31)}
    started = start(parties, name=Text(sv="Nytt"), language="sv", by=SYSTEM, pattern=pattern(code), **days)
    file = file_of(started)
    told = written(file, "yaml")
    assert not [word for word in OLD if word in told]
    assert file.commitments
    assert all(one.reference.startswith("N-") for one in file.commitments)
    assert "sample" not in told
    assert not file.deeds
    assert not file.evidence
    assert not file.documents
    for model in (Deed, Evidence, Statement, Appointment, Unit):
        assert not model._base_manager.exists()
    parties_told = [party for one in file.agreements for party in one.parties]
    assert {party.organisation for party in parties_told} <= {one.code for one in parties}
    assert not any(party.signed_on or party.registration_numbers or party.signatory for party in parties_told)
    assert not any(step.decided_on or step.case_number for party in parties_told for step in party.decisions)
    assert StoredAssessment.objects.filter(space_id=started.pk).count() == Commitment.objects.count()
    assert load(file_read(told.encode()), by=SYSTEM).lines == ()


def test_an_instance_is_kept_only_for_a_party_of_the_same_kind() -> None:
    started = start(
        organisations("kth", "botkyrka-kommun"),
        name=Text(sv="Omvänt"),
        language="sv",
        first_day=date(2027, 1, 1),
        by=SYSTEM,
        pattern=pattern("huddinge-sodertorn"),
    )
    (agreement,) = file_of(started).agreements
    assert all(not party.decisions for party in agreement.parties)


def test_places_that_nobody_takes_are_left_out_and_more_parties_are_added() -> None:
    many = organisations("botkyrka-kommun", "stockholms-universitet", "kth", "solna-kommun")
    started = start(
        many,
        name=Text(sv="Fyra"),
        language="sv",
        first_day=date(2027, 1, 1),
        by=SYSTEM,
        pattern=pattern("huddinge-sodertorn"),
    )
    (agreement,) = file_of(started).agreements
    assert [party.organisation for party in agreement.parties] == [one.code for one in many]


@pytest.mark.parametrize(
    ("codes", "title"),
    [
        (
            ("kth", "solna-kommun"),
            "Avtal om strategiskt partnerskap mellan Kungliga Tekniska högskolan och Solna kommun",
        ),
        (
            ("solna-kommun", "kth", "nacka-kommun"),
            "Avtal om strategiskt partnerskap mellan Solna kommun, Kungliga Tekniska högskolan och Nacka kommun",
        ),
        (
            ("sodertorns-hogskola", "huddinge-kommun"),
            "Avtal om strategiskt partnerskap mellan Södertörns högskola och Huddinge kommun",
        ),
    ],
    ids=["as many", "more", "changed about"],
)
def test_a_title_that_names_the_parties_names_all_the_new_ones(codes: tuple[str, ...], title: str) -> None:
    days = {"first_day": date(2027, 1, 1)}
    started = start(
        organisations(*codes), name=Text(sv="Nytt"), language="sv", by=SYSTEM, pattern=pattern(SODERTORN), **days
    )
    (agreement,) = file_of(started).agreements
    assert agreement.title.sv == title


def test_a_title_names_fewer_where_a_place_stays_empty() -> None:
    plan = Plan(
        code="x",
        name=Text(),
        language="sv",
        first_day=date(2027, 1, 1),
        places=3,
        names={"A": "X", "B": "Y", "C": "C"},
        everybody=(Text(sv="X"), Text(sv="Y")),
    )
    assert plan.words(Text(sv="Mellan A, B och C: A, men inte B och C.")).sv == "Mellan X och Y: X, men inte Y och C."


def test_two_partnerships_of_one_name_get_codes_of_their_own() -> None:
    parties = organisations("botkyrka-kommun", "kth")
    made = [start(parties, name=Text(sv="Samma"), language="sv", first_day=date(2027, 1, 1), by=SYSTEM) for _ in "ab"]
    assert [one.code for one in made] == ["samma", "samma-2"]


def test_a_partnership_needs_two_parties_and_days_in_order() -> None:
    with pytest.raises(Refused) as caught:
        start(
            organisations("kth"),
            name=Text(sv="Ensam"),
            language="sv",
            first_day=date(2027, 1, 1),
            last_day=date(2026, 1, 1),
            by=SYSTEM,
        )
    assert {one.code for one in caught.value.objections} == {"too_few", "ends_before_start"}


def test_an_operator_adds_patterns_and_one_with_faults_is_left_out(settings: object, tmp_path: Path) -> None:
    system = next(folder for folder in settings.PATTERNS).glob("stark.yaml")  # type: ignore[attr-defined]
    words = next(system).read_text(encoding="utf-8")
    (tmp_path / "own.yaml").write_text(words.replace("code: stark", "code: own", 1), encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text("sampakt: 1\n", encoding="utf-8")
    settings.PATTERNS = [tmp_path, tmp_path / "not-there"]  # type: ignore[attr-defined]
    assert [one.code for one in patterns()] == ["own"]
