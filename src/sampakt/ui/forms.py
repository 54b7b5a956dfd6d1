"""From a form to an action and back: cleaned values go down, objections come back to their fields."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from sampakt.kernel.errors import Conflict, Refused
from sampakt.kernel.period import FIRST_DAY, LAST_DAY

Result = TypeVar("Result")


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        reach = {"min": FIRST_DAY.isoformat(), "max": LAST_DAY.isoformat()}
        super().__init__({**reach, **(attrs or {})}, format="%Y-%m-%d")


def within_reach(day: date) -> None:
    """Raises ValidationError on a day that nobody can mean, such as one in the year 22 or 8202."""
    if not FIRST_DAY <= day <= LAST_DAY:
        about = {"first": FIRST_DAY.year, "last": LAST_DAY.year}
        raise ValidationError(_("Write a year between %(first)s and %(last)s."), code="far_day", params=about)


class DayField(forms.DateField):
    """A day that people could mean, in the browser's own calendar."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=(within_reach,), **kwargs)


def ask_for_days(form: forms.BaseForm) -> None:
    """Make the dates that Django made from a model's fields into days that people could mean."""
    for field in form.fields.values():
        if isinstance(field, forms.DateField) and within_reach not in field.validators:
            field.widget = DayInput(field.widget.attrs)
            field.validators.append(within_reach)


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """The fields of a record as a form. It reads values and saves nothing: the action checks and saves.

    A form for a record that exists carries the version that was read, so that two writers never overwrite each other.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_days(self)
        if self.instance.pk and hasattr(self.instance, "version"):
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=self.instance.version)

    def saved(self, name: str, record: Any) -> Any:
        """The value of one of the form's fields in a record, to be held against what was written."""
        return getattr(record, name, None)

    def _post_clean(self) -> None:
        """Django would copy the values to the instance and check it here; the action does that, with its own words."""


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, be it nothing; None when its page was only opened."""
    return request.POST if request.method == "POST" else None


def submitted(form: forms.BaseForm, act: Callable[..., Result]) -> Result | None:
    """Hand a form's values to an action, by name. None when nothing was sent, or when the form now says what is wrong.

    A ``Conflict`` goes on to the middleware with the form, so that its page can show both values and lose none.
    """
    if not form.is_valid():
        return None
    try:
        return act(**form.cleaned_data)
    except Refused as refused:
        put_back(form, refused)
    except Conflict as conflict:
        conflict.form = form
        raise
    return None


def put_back(form: forms.BaseForm, refused: Refused) -> None:
    """Show each objection at the field it concerns, or at the top of the form."""
    for objection in refused.objections:
        field = objection.field if objection.field in form.fields else None
        form.add_error(field, ValidationError(str(objection), code=objection.code))
