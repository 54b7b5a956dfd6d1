"""Fields that ask what is agreed of the parties in a body: how many seats each has, and in which order they chair."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Partnership
from sampakt.kernel.alphabet import by_alphabet
from sampakt.kernel.forms import RecordField
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation, OrganisationQuerySet

MOST_TURNS = 8


def parties_of(partnership: Partnership, viewer: Viewer) -> OrganisationQuerySet:
    """Those who share the partnership, by name."""
    return Organisation.objects.filter(spaces=partnership.pk).order_by(by_alphabet("name", viewer.language))


def choose(form: forms.BaseForm, name: str, rows: models.QuerySet[Any], empty: Any) -> None:
    """Let a field choose among some records; ``empty`` says what choosing none means. It stays away without any."""
    if not rows.exists():
        del form.fields[name]
        return
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
    field.empty_label = empty


class OfficeField(RecordField):
    """An office, named with its organisation."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.organisation.brief}: {obj.name}"


class PersonField(RecordField):
    """Somebody, named with the organisation that they work for."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.organisation.brief}"


class LabelledInput(forms.MultiWidget):
    """Several boxes, each with its own label."""

    template_name = "governance/widgets/labelled.html"

    def __init__(self, labels: Sequence[Any], widgets: Sequence[forms.Widget]) -> None:
        super().__init__(widgets)
        self.labels = labels

    def decompress(self, value: Any) -> list[Any]:
        return list(value or ())

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], self.labels, strict=True):
            part["label"] = label
        return context


class PartySeatsField(forms.MultiValueField):
    """How many seats each party has: a number a party, left empty where none is agreed."""

    def __init__(self, parties: Iterable[Organisation], **kwargs: Any) -> None:
        self.parties = tuple(parties)
        numbers = [forms.IntegerField(min_value=0, max_value=999, required=False) for _party in self.parties]
        widget = LabelledInput([party.brief for party in self.parties], [number.widget for number in numbers])
        super().__init__(fields=numbers, require_all_fields=False, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return [value.get(party) for party in self.parties] if isinstance(value, Mapping) else value

    def compress(self, data_list: list[int | None]) -> dict[Organisation, int]:
        return {party: number for party, number in zip(self.parties, data_list, strict=False) if number is not None}


class TurnsField(forms.MultiValueField):
    """Which party chairs: one for always, or several in the order in which they take turns."""

    def __init__(self, parties: Sequence[Organisation], **kwargs: Any) -> None:
        self.by_number = {party.pk: party for party in parties}
        count = min(len(parties), MOST_TURNS)
        choices = [("", _("Nobody in particular")), *((party.pk, party.brief) for party in parties)]
        later = [("", "–"), *choices[1:]]
        places = [
            forms.TypedChoiceField(choices=later if place else choices, coerce=int, empty_value=None, required=False)
            for place in range(count)
        ]
        labels = [_("then") if place else _("first") for place in range(count)]
        widget = LabelledInput(labels, [place.widget for place in places])
        super().__init__(fields=places, require_all_fields=False, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The numbers of the parties, one a box."""
        if not value or not isinstance(value[0], Organisation):
            return value
        numbers = [party.pk for party in value]
        return [*numbers, *[None] * len(self.fields)][: len(self.fields)]

    def compress(self, data_list: list[int | None]) -> list[Organisation]:
        return [self.by_number[number] for number in data_list if number]
