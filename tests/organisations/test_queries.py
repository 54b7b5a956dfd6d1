from datetime import date
from typing import Any

import pytest

from sampakt.kernel.terms import Role
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import NOBODY, Viewer
from sampakt.organisations.finds import FINDS
from sampakt.organisations.models import Appointment, Office, Organisation, OrganisationRole, Person, Space, Unit
from sampakt.organisations.queries import (
    office_lines,
    organisation_page,
    organisations_found,
    unit_tree,
    vacant_offices,
    viewer_for,
)

from .conftest import Cast

TODAY = date(2026, 11, 22)


def make_office(organisation: Organisation, key: str, **facts: Any) -> Office:
    return Office.objects.create(organisation=organisation, key=key, name=Text(sv=key), **facts)


def hold(office: Office, starts_on: date, ends_on: date | None = None, person: Person | None = None) -> Appointment:
    return Appointment.objects.create(office=office, starts_on=starts_on, ends_on=ends_on, person=person)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("HUDDINGE", "Huddinge kommun"),
        ("södertörns", "Södertörns högskola"),
        ("2120000068", "Huddinge kommun"),
        ("212000-0068", "Huddinge kommun"),
        ("huddinge 212000-00,", "Huddinge kommun"),
        ("5001", "Trondheim kommune"),
        ("norwegian university of science and", "Norges teknisk-naturvitenskapelige universitet"),
        ("ersta sköndal", "Marie Cederschiöld högskola"),
    ],
)
def test_organisations_are_found_by_name_number_code_and_former_name(words: str, first: str) -> None:
    assert [one.name for one in organisations_found(NOBODY, words=words)] == [first]


@pytest.mark.django_db
def test_organisations_stand_in_the_readers_alphabet() -> None:
    def ends(language: str, country: str) -> str:
        found = organisations_found(Viewer(language=language), kind="municipality", country=country)
        return list(found)[-1].name

    assert ends("sv", "SE") == "Övertorneå kommun"
    assert ends("nb", "NO")[0] == "Å"


def test_the_viewer_has_every_role_they_hold(cast: Cast, space: Space, sodertorn: Organisation) -> None:
    user = cast.user("administrator")
    cast.space.memberships.create(user=user, organisation=sodertorn, role=Role.LEAD)
    viewer = viewer_for(user, language="sv")
    assert viewer.name == "Administrator"
    assert viewer.organisations[cast.huddinge.pk] == {Role.ADMINISTRATOR}
    assert viewer.spaces[space.pk].roles == {Role.ADMINISTRATOR, Role.LEAD}
    assert viewer.spaces[space.pk].organisations == {cast.huddinge.pk, sodertorn.pk}


def test_the_viewer_takes_one_query_however_many_the_roles(cast: Cast, django_assert_num_queries: Any) -> None:
    user = cast.user("administrator")
    for organisation in Organisation.objects.all()[:20]:
        OrganisationRole.objects.create(user=user, organisation=organisation, role=Role.READER)
        Space.objects.create().organisations.add(organisation)
    with django_assert_num_queries(1):
        viewer_for(user, language="sv")


def test_an_office_has_its_holders_or_its_vacancy(huddinge: Organisation) -> None:
    anna = Person.objects.create(organisation=huddinge, name="Anna Exempel")
    hold(make_office(huddinge, "held"), date(2024, 1, 1), person=anna)
    hold(make_office(huddinge, "unnamed"), date(2024, 1, 1))
    hold(make_office(huddinge, "empty", starts_on=date(2024, 1, 1)), date(2024, 1, 1), date(2026, 11, 12))
    make_office(huddinge, "never")
    make_office(huddinge, "gone", ends_on=date(2025, 12, 31))
    make_office(huddinge, "coming", starts_on=date(2027, 1, 1))
    lines = {line.office.key: line for line in office_lines(Office.objects.filter(organisation=huddinge), TODAY)}
    assert set(lines) == {"held", "unnamed", "empty", "never"}
    assert lines["held"].holders == ["Anna Exempel"]
    assert lines["unnamed"].is_held
    assert lines["unnamed"].holders == []
    assert (lines["empty"].vacant_since, lines["empty"].days) == (date(2026, 11, 13), 9)
    assert (lines["never"].vacant_since, lines["never"].days) == (None, 0)


def test_the_longest_vacancy_comes_first(huddinge: Organisation, sodertorn: Organisation, narvik: Organisation) -> None:
    make_office(huddinge, "younger", starts_on=date(2026, 1, 1))
    make_office(sodertorn, "older", starts_on=date(2025, 1, 1))
    make_office(narvik, "elsewhere", starts_on=date(2020, 1, 1))
    hold(make_office(huddinge, "held"), date(2024, 1, 1))
    empty = vacant_offices([huddinge.pk, sodertorn.pk], TODAY)
    assert [line.office.key for line in empty] == ["older", "younger"]


def test_units_stand_under_the_unit_they_are_part_of(huddinge: Organisation) -> None:
    school = Unit.objects.create(organisation=huddinge, key="a", name=Text(sv="Skolan"), kind="administration")
    Unit.objects.create(organisation=huddinge, key="b", name=Text(sv="Grundskolan"), kind="department", parent=school)
    nodes = unit_tree(huddinge.units.order_by("pk"))
    assert [(node["label"], [below["label"] for below in node["children"]]) for node in nodes] == [
        ("Skolan", ["Grundskolan"])
    ]


def test_the_page_of_an_organisation_takes_the_same_queries_for_few_rows_and_many(
    cast: Cast, huddinge: Organisation, django_assert_num_queries: Any
) -> None:
    viewer = cast.viewer("coordinator")
    for count in (1, 15):
        for number in range(count):
            key = f"{count}-{number}"
            unit = Unit.objects.create(organisation=huddinge, key=key, name=Text(sv=key), kind="other")
            hold(make_office(huddinge, key, unit=unit), date(2024, 1, 1))
            Person.objects.create(organisation=huddinge, name=key)
        with django_assert_num_queries(5):
            page = organisation_page(huddinge, viewer, TODAY)
    assert len(page.offices) == 16


def test_strangers_see_the_facts_only(cast: Cast, huddinge: Organisation) -> None:
    make_office(huddinge, "office")
    for name in ("stranger", "passer-by"):
        page = organisation_page(huddinge, cast.viewer(name), TODAY)
        assert (page.sees_staff, page.offices, page.people) == (False, (), ())
    assert organisation_page(huddinge, cast.viewer("partner"), TODAY).sees_staff


def test_search_finds_organisations_and_the_people_one_may_know(cast: Cast) -> None:
    organisations, people = FINDS
    hit = organisations.found(NOBODY, "huddinge")[0]
    assert (organisations.title(hit), organisations.href(hit)) == ("Huddinge kommun", "/organisations/huddinge-kommun/")
    assert organisations.subtitle(hit) == "Municipality · 212000-0068"
    cast.user("contact")
    person = people.found(cast.viewer("partner"), "contact")[0]
    assert (people.title(person), people.subtitle(person)) == ("Contact", "Huddinge kommun")
    assert people.href(person).endswith("#people")
    assert not people.found(cast.viewer("stranger"), "contact")
    assert not people.found(NOBODY, "contact")


def test_one_that_is_called_just_that_comes_first(db: None) -> None:
    found = organisations_found(NOBODY, words="kth")
    assert [one.short_name for one in found[:1]] == ["KTH"]
    assert found.count() > 1
