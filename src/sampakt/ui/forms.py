"""From a form to an action and back: cleaned values go down, objections come back to their fields."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from sampakt.kernel.errors import Conflict, Refused
from sampakt.kernel.period import FIRST_DAY, LAST_DAY
from sampakt.kernel.text import Text

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


@dataclass(frozen=True)
class Merged:
    """One field in which two writers differ, and which of them changed it: ``you``, the ``other`` or ``both``."""

    field: forms.Field
    theirs: Any
    yours: Any
    changed_by: str


BEFORE_THE_FIRST = 0
"""No record has this version."""


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """The fields of a record as a form. It reads values and saves nothing: the action checks and saves.

    A form for a record that exists carries the version that was read, so that two writers never overwrite each other;
    and a mark of each value that was read, so that what a writer never touched is not taken for theirs.
    """

    begun = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_days(self)
        if self.instance.pk and hasattr(self.instance, "version"):
            self.begin_from(self.instance)

    def begin_from(self, record: Any) -> None:
        """Carry the version of the record that the form is filled in from, and a mark of each of its values."""
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=record.version)
        # Asked for when it is drawn: by then the form has all its fields.
        self.fields["begun"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=lambda: self._marks(record)
        )

    def clean_version(self) -> int:
        """The version that was read: none yet when the record came to be after the page was opened."""
        return self.cleaned_data.get("version") or BEFORE_THE_FIRST

    def saved(self, name: str, record: Any) -> Any:
        """The value of one of the form's fields in a record, to be held against what was written."""
        return getattr(record, name, None)

    def merge(self, current: Any) -> list[Merged]:
        """Take what only somebody else changed into the sent form, to be sent again; answers all that differed.

        Without marks everything that differs counts as changed by both.
        """
        marks = dict(part.split("=", 1) for part in self.begun.split() if "=" in part)
        found = []
        for name, field in self._of_the_record():
            theirs, yours = self.saved(name, current), self.cleaned_data.get(name)
            mark, mark_of_yours = self._mark(name, current), _mark_of(field, yours)
            if mark == mark_of_yours:
                continue
            begun = marks.get(name)
            changed_by = "you" if mark == begun else "other" if mark_of_yours == begun else "both"
            found.append(Merged(field, theirs, yours, changed_by))
            self.cleaned_data[name] = theirs if changed_by == "other" else yours
        self.is_bound = False
        for name in self.fields.keys() & self.cleaned_data.keys():
            self[name].initial = self.cleaned_data[name]
        self["version"].initial, self["begun"].initial = current.version, self._marks(current)
        return found

    def _of_the_record(self) -> Iterator[tuple[str, forms.Field]]:
        return ((name, field) for name, field in self.fields.items() if name not in {"version", "begun"})

    def _marks(self, record: Any) -> str:
        return " ".join(f"{name}={self._mark(name, record)}" for name, _field in self._of_the_record())

    def _mark(self, name: str, record: Any) -> str:
        column = {column.name: column for column in record._meta.concrete_fields}.get(name)
        if isinstance(column, ForeignKey):  # its number says enough, and asks the database nothing
            return _mark_of(self.fields[name], getattr(record, column.attname))
        return _mark_of(self.fields[name], self.saved(name, record))

    def _post_clean(self) -> None:
        """Django would copy the values to the instance and check it here; the action does that, with its own words."""
        self.begun = self.cleaned_data.pop("begun", "")


def _mark_of(field: forms.Field, value: Any) -> str:
    """A short mark of a value, the same however a form and a record hold it."""
    is_unticked = value is False and type(field) is forms.BooleanField
    return hashlib.sha256(str("" if is_unticked else _bare(value)).encode()).hexdigest()[:12]


def _bare(value: Any) -> Any:
    match value:
        case Text():
            return _bare(str(value.as_data() or ""))
        case Model():
            return str(value.pk)
        case Decimal():
            return f"{value.normalize():f}"
        case list() | tuple() | QuerySet():
            return sorted(str(_bare(one)) for one in value) or ""
    # A reach and a term are known by what a form sends of them; a browser breaks lines in its own way.
    return "" if value is None else str(getattr(value, "value", value)).replace("\r\n", "\n")


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
