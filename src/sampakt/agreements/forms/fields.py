"""Fields that several forms of the room share: an organisation by its name, lines, sums, choices among records."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sampakt.kernel.alphabet import by_alphabet
from sampakt.organisations.models import Organisation

MOST_CHOICES = 20


class OrganisationInput(forms.TextInput):
    """A box that the browser completes with the names of the registers, and that becomes a list when several fit."""

    template_name = "agreements/widgets/organisation.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.among: list[tuple[str, str]] = []
        self.brings_names = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        names = Organisation.objects.active().order_by(by_alphabet("name", "sv")).values_list("name", flat=True)
        context["widget"] |= {"among": self.among, "names": names if self.brings_names else ()}
        return context


class OrganisationField(forms.CharField):
    """An organisation by its name, number or code. When several fit, the form asks which.

    Of several such fields in a form, one brings the names that the browser completes with.
    """

    def __init__(self, *, brings_names: bool = True, **kwargs: Any) -> None:
        super().__init__(widget=OrganisationInput, **kwargs)
        self.widget.brings_names = brings_names

    def clean(self, value: Any) -> Any:
        """The organisation; None when nothing was written. Raises ValidationError when none or several fit."""
        words = super().clean(value).strip()
        if not words:
            return None
        found = list(_called(words)[: MOST_CHOICES + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("No organisation is called that: try a part of the name."), code="unknown")
        if len(found) > MOST_CHOICES:
            raise ValidationError(_("Many organisations have that in their name: write more of it."), code="many")
        self.widget.among = [(row.code, row.name) for row in found]
        raise ValidationError(_("Several organisations fit: choose one of them."), code="several")

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Organisation) else value


def _called(words: str) -> QuerySet[Organisation]:
    """Organisations by code, number or whole name; failing that, by words of the name."""
    exactly = Q(code=words) | Q(name__iexact=words) | Q(short_name__iexact=words)
    if number := "".join(mark for mark in words if mark.isdigit()):
        exactly |= Q(organisation_number=number)
    found = Organisation.objects.filter(exactly)
    if not found.exists():
        found = Organisation.objects.active().having(words)
    return found.order_by("-is_active", by_alphabet("name", "sv"))


class LinesField(forms.CharField):
    """A list of words, one on each line."""

    def __init__(self, *, rows: int = 2, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data))


class AmountField(forms.DecimalField):
    """A sum of money as people write it: 69 000 or 69 000,50."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal"})
        super().__init__(min_value=Decimal(0), max_digits=14, decimal_places=2, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python("".join(str(value or "").split()).replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def choose(form: forms.BaseForm, name: str, rows: QuerySet[Any], empty: Any = "") -> None:
    """Let a field choose among some records; ``empty`` says what choosing none means."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
    if empty:
        field.empty_label = empty


def choices_of(labels: Mapping[Any, Any], first: Any = "") -> list[tuple[Any, Any]]:
    """Choices with an empty one before them that says what choosing none means."""
    return [("", first), *labels.items()]
