"""The forms: what they ask first, what they hand to the actions, and how they ask about the parties."""

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from sampakt.agreements.models import Partnership
from sampakt.governance.actions import change_body, fill_seat
from sampakt.governance.forms import BodyForm, FillForm, HoldingForm, OnForm, SeatForm
from sampakt.governance.models import Body, Seat
from sampakt.governance.terms import Position
from sampakt.kernel import clock
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Office, Organisation, Person

from .conftest import Cast

pytestmark = pytest.mark.django_db


def _sent(**values: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"sort": "council", "name_sv": "Råd", "meetings_basis": "calendar_year", "reach": "partners", **values})
    return data


@pytest.fixture
def body_form(partnership: Partnership, agreement: Any, cast: Cast) -> Any:
    def form(data: Any = None, **kwargs: Any) -> BodyForm:
        return BodyForm(data, partnership=partnership, viewer=cast("coordinator"), **kwargs)

    return form


def test_a_new_body_is_asked_its_sort_and_name_first_and_the_rest_is_folded(body_form: Any) -> None:
    form = body_form()
    assert [field.name for field in form.first_fields] == ["sort", "name"]
    assert [field.name for field in form.visible_fields() if field.field.required] == [
        "sort",
        "name",
        "meetings_basis",
        "reach",
    ]
    folded = [field.name for group in form.groups for field in group.fields]
    assert sorted(folded) == sorted(set(form.fields) - {"sort", "name"})
    assert not any(group.is_open for group in form.groups)


def test_what_is_wrong_stands_in_an_open_group(body_form: Any) -> None:
    form = body_form(_sent(formed_on="22"))
    assert not form.is_valid()
    assert [group.is_open for group in form.groups] == [False, False, False, True]


def test_the_numbers_of_the_parties_and_their_turns(
    body_form: Any, huddinge: Organisation, sodertorn: Organisation
) -> None:
    form = body_form(_sent(party_seats_0="4", party_seats_1="", turns_0=str(sodertorn.pk), turns_1=str(huddinge.pk)))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["party_seats"] == {huddinge: 4}
    assert form.cleaned_data["turns"] == [sodertorn, huddinge]


def test_nothing_said_of_the_parties_is_nothing(body_form: Any) -> None:
    form = body_form(_sent())
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["party_seats"], form.cleaned_data["turns"]) == ({}, [])


@pytest.mark.parametrize("wrong", [{"party_seats_0": "-1"}, {"party_seats_0": "many"}, {"turns_0": "4711"}])
def test_what_cannot_be_is_refused(body_form: Any, wrong: dict[str, str]) -> None:
    assert not body_form(_sent(**wrong)).is_valid()


def test_a_body_is_shown_as_it_was_saved(
    body_form: Any, body: Body, huddinge: Organisation, sodertorn: Organisation
) -> None:
    turns = {"turns": [sodertorn, huddinge], "turn_months": 12, "turns_from": date(2024, 1, 1)}
    change_body(body, party_seats={sodertorn: 2}, **turns, by=SYSTEM)
    form = body_form(instance=body)
    assert form["party_seats"].value() == [None, 2]
    assert form["turns"].value() == [sodertorn.pk, huddinge.pk]
    assert form.saved("party_seats", body) == {sodertorn: 2}
    assert 'value="2"' in str(form["party_seats"])


def test_a_body_does_not_report_to_itself(body_form: Any, body: Body) -> None:
    assert "reports_to" not in body_form(instance=body).fields
    assert list(body_form().fields["reports_to"].queryset) == [body]


def test_a_seat_is_asked_its_position_party_and_office_first(
    body: Body, office: Office, narvik: Organisation, cast: Cast
) -> None:
    form = SeatForm(body=body, viewer=cast("coordinator"))
    assert [field.name for field in form.first_fields] == ["position", "organisation", "office"]
    assert list(form.fields["office"].queryset) == [office]  # type: ignore[attr-defined]
    assert narvik not in form.fields["organisation"].queryset  # type: ignore[attr-defined]
    assert "ends_on" not in form.fields
    assert "Huddinge: Municipal director" in str(form["office"])


def test_a_group_is_offered_as_it_was_spelt_first(body: Body, seat: Seat, cast: Cast) -> None:
    Seat.objects.filter(pk=seat.pk).update(group="Förtroendevalda")
    data = {"position": Position.MEMBER, "group": "förtroendevalda"}
    form = SeatForm(data, body=body, viewer=cast("coordinator"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["group"] == "Förtroendevalda"


def test_people_of_the_seats_party_are_offered(seat: Seat, rector: Person, huddinge: Organisation, cast: Cast) -> None:
    Person.objects.create(organisation=huddinge, name="Hans Huddinge")
    form = FillForm(seat=seat, viewer=cast("coordinator"))
    assert list(form.fields["person"].queryset) == [rector]  # type: ignore[attr-defined]
    assert form.initial["starts_on"] == clock.today()


def test_a_holder_who_works_elsewhere_by_now_stays_a_choice(
    seat: Seat, rector: Person, huddinge: Organisation, cast: Cast
) -> None:
    holding = fill_seat(seat, person=rector, starts_on=date(2024, 1, 1), by=SYSTEM)
    Person.objects.filter(pk=rector.pk).update(organisation=huddinge)
    form = HoldingForm(instance=holding, seat=seat, viewer=cast("coordinator"))
    assert list(form.fields["person"].queryset) == [rector]  # type: ignore[attr-defined]
    assert form["version"].value() == holding.version


@pytest.mark.parametrize(
    ("asked", "day"), [("2024-03-01", date(2024, 3, 1)), ("", date(2026, 1, 1)), ("x", date(2026, 1, 1))]
)
def test_the_day_asked_about(asked: str, day: date) -> None:
    assert OnForm({"on": asked}).day(date(2026, 1, 1)) == day
