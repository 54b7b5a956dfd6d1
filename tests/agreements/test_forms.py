"""The room's fields: an organisation by its name, lines, sums."""

from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from sampakt.agreements.forms.fields import AmountField, LinesField, OrganisationField
from sampakt.organisations.models import Organisation

pytestmark = pytest.mark.django_db


class PartyForm(forms.Form):
    """One required party."""

    party = OrganisationField(label="Party")


@pytest.mark.parametrize(
    "words", ["Huddinge kommun", "huddinge KOMMUN", "huddinge-kommun", "212000-0068", "2120000068", "Huddinge"]
)
def test_an_organisation_is_found_by_name_number_or_code(words: str, huddinge: Organisation) -> None:
    assert OrganisationField().clean(words) == huddinge


def test_a_part_of_the_name_is_enough_when_only_one_has_it(huddinge: Organisation) -> None:
    assert OrganisationField().clean("huddin") == huddinge


def test_several_become_a_list_to_choose_from() -> None:
    form = PartyForm({"party": "halmst"})
    assert form.errors["party"] == ["Several organisations fit: choose one of them."]
    drawn = str(form["party"])
    assert "<select" in drawn
    assert '<option value="hogskolan-i-halmstad">Högskolan i Halmstad</option>' in drawn
    assert "<select" not in str(PartyForm()["party"])


def test_too_many_and_none_are_told() -> None:
    for words, code in (("kommun", "many"), ("xyzzy", "unknown"), ("", "required"), ("   ", "required")):
        with pytest.raises(ValidationError) as told:
            OrganisationField().clean(words)
        assert told.value.code == code
    assert OrganisationField(required=False).clean("") is None


def test_the_browser_is_given_the_names_once(huddinge: Organisation) -> None:
    class TwoForm(forms.Form):
        """The second box uses the names that the first brings."""

        first = OrganisationField(initial=huddinge)
        second = OrganisationField(brings_names=False)

    drawn = str(TwoForm())
    assert drawn.count("<datalist") == 1
    assert drawn.count('list="organisation-names"') == 2
    assert 'value="Huddinge kommun"' in drawn


def test_lines_are_a_list() -> None:
    field = LinesField(required=False)
    assert field.clean(" KS 1 \r\n\r\nKS 2\n") == ["KS 1", "KS 2"]
    assert field.clean("") == []
    assert field.prepare_value(["KS 1", "KS 2"]) == "KS 1\nKS 2"
    assert field.has_changed(["KS 1"], "KS 2")
    assert not field.has_changed(["KS 1"], "KS 1\n")


@pytest.mark.parametrize(
    ("words", "amount"),
    [("69 000", "69000"), ("69\u00a0000,50", "69000.50"), ("0", "0"), ("12.5", "12.5")],
)
def test_a_sum_is_read_as_people_write_it(words: str, amount: str) -> None:
    assert AmountField().clean(words) == Decimal(amount)


@pytest.mark.parametrize("words", ["-1", "mycket", "1,234", "NaN", "1e400"])
def test_what_is_no_sum_is_refused(words: str) -> None:
    with pytest.raises(ValidationError):
        AmountField().clean(words)
