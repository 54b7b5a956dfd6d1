"""Days in forms: every field takes those that people could mean, and says so of others."""

import re
from pathlib import Path

import pytest
from django import forms

from sampakt.organisations.models import Appointment
from sampakt.ui.forms import DayField, RecordForm

PACKAGE = Path(__file__).parents[2] / "src" / "sampakt"


class Plain(forms.Form):
    """A day of our own."""

    starts_on = DayField()


class OfRecord(RecordForm):
    """A day of a record."""

    class Meta:
        model = Appointment
        fields = ("starts_on",)


@pytest.mark.parametrize("form", [Plain, OfRecord])
@pytest.mark.parametrize(("day", "is_fit"), [("1900-01-01", True), ("2200-12-31", True), ("0022-03-01", False)])
def test_a_year_that_nobody_can_mean_is_told(form: type[forms.BaseForm], day: str, *, is_fit: bool) -> None:
    filled = form({"starts_on": day})
    assert filled.is_valid() == is_fit
    assert is_fit or filled.errors["starts_on"] == ["Write a year between 1900 and 2200."]
    assert 'max="2200-12-31"' in str(filled["starts_on"])


def test_no_form_asks_for_a_day_in_any_other_way() -> None:
    """A form made from a model that is no RecordForm names its days itself."""
    outside = [path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "ui" / "forms.py"]
    assert not [path for path in outside if re.search(r"forms\.Date(Field|Input)", path.read_text("utf-8"))]
