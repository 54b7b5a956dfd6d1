"""The registers that come with Sampakt."""

import re

import pytest
from django.utils import translation

from sampakt.organisations.actions import seed_registers
from sampakt.organisations.actions.seeding import SUCCESSIONS, sources
from sampakt.organisations.models import Organisation, Register, Succession
from sampakt.organisations.rules import is_number_of
from sampakt.organisations.terms import RegisterName

COUNTS = {
    "se-municipalities": 290,
    "se-regions": 20,
    "se-county-boards": 21,
    "se-universities": 44,
    "no-municipalities": 357,
    "no-counties": 14,
    "no-universities": 39,
    "predecessors": 34,
}


def test_every_register_is_whole() -> None:
    assert {source.name: len(source.rows) for source in sources()} == COUNTS


def test_every_number_holds_its_check_digit() -> None:
    wrong = [
        (row["code"], row["organisation_number"])
        for source in sources()
        if source.name != SUCCESSIONS
        for row in source.rows
        if row["organisation_number"] and not is_number_of(source.about["country"], row["organisation_number"])
    ]
    assert wrong == []


def test_no_two_organisations_share_a_number() -> None:
    numbers = [row["organisation_number"] for source in sources() if source.name != SUCCESSIONS for row in source.rows]
    given = [number for number in numbers if number]
    assert len(given) == len(set(given))


def test_codes_are_plain_and_used_once() -> None:
    codes = [row["code"] for source in sources() if source.name != SUCCESSIONS for row in source.rows]
    codes += {row["predecessor_code"] for source in sources() if source.name == SUCCESSIONS for row in source.rows}
    assert len(codes) == len(set(codes))
    assert [code for code in codes if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)] == []


def test_official_codes_have_their_form() -> None:
    forms = {"municipality": r"\d{4}", "region": r"\d{2}", "county": r"\d{2}", "county_board": r"\d{2}"}
    for source in sources():
        if form := forms.get(source.about["kind"]):
            assert [row["code"] for row in source.rows if not re.fullmatch(form, row["official_code"])] == []


def test_every_table_says_where_it_comes_from() -> None:
    for source in sources():
        assert all(source.about.get(field) for field in ("title", "kind", "source", "as_of", "licence"))


@pytest.mark.django_db
def test_every_database_has_the_registers() -> None:
    assert Organisation.objects.count() == sum(COUNTS.values())
    assert Succession.objects.count() == COUNTS["predecessors"]
    assert Register.objects.count() == len(COUNTS)


@pytest.mark.django_db
def test_facts_carry_their_source_and_date() -> None:
    huddinge = Organisation.objects.get(code="huddinge-kommun")
    assert huddinge.written_number == "212000-0068"
    assert huddinge.official_code == "0126"
    assert huddinge.register == "se-municipalities"
    assert "Statistics Sweden" in huddinge.source
    assert huddinge.source_as_of is not None


@pytest.mark.django_db
def test_former_names_stand_one_on_a_line_and_are_found() -> None:
    school = Organisation.objects.get(code="marie-cederschiold-hogskola")
    assert school.former_names.splitlines() == ["Ersta Sköndal Bräcke högskola", "Ersta Sköndal högskola"]
    assert "ersta sköndal bräcke" in school.sought


@pytest.mark.django_db
def test_successions_lead_to_the_successor_and_the_old_one_is_no_longer_active() -> None:
    succession = Succession.objects.get(predecessor__code="malmo-hogskola")
    assert succession.successor.code == "malmo-universitet"
    assert str(succession.from_on) == "2018-01-01"
    assert not succession.predecessor.is_active
    assert succession.predecessor.country == "SE"


@pytest.mark.django_db
def test_loading_again_writes_nothing(django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert seed_registers() == 0


@pytest.mark.django_db
def test_a_fact_that_changed_in_a_register_is_brought_up_to_date() -> None:
    Organisation.objects.filter(code="huddinge-kommun").update(name="Something else", website="https://huddinge.se")
    Organisation.objects.get(code="kiruna-kommun").delete()
    Register.objects.filter(name="se-municipalities").update(digest="older")
    assert seed_registers() == 2
    huddinge = Organisation.objects.get(code="huddinge-kommun")
    assert (huddinge.name, huddinge.version) == ("Huddinge kommun", 2)
    assert huddinge.website == "https://huddinge.se"  # no register tells it, so it stays
    assert Organisation.objects.filter(code="kiruna-kommun").exists()


@pytest.mark.django_db
def test_every_register_is_called_something_in_the_reader_s_language() -> None:
    registers = Register.objects.all()
    assert {register.name for register in registers} == set(RegisterName.values)
    with translation.override("sv"):
        assert str(Register.objects.get(name="se-municipalities")) == "Svenska kommuner"
