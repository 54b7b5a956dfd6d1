"""What people say about a list of agreements: the file, what its columns tell, what its parties are, who sees it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sampakt.intake.actions.listing import REACHES
from sampakt.intake.queries.tables import Unknown
from sampakt.intake.rules.tables import Guess
from sampakt.intake.terms import ListColumn
from sampakt.kernel.terms import Audience
from sampakt.organisations.models import Organisation
from sampakt.organisations.terms import OrganisationKind

LEFT_OUT = ("", pgettext_lazy("a column", "Leave out"))
NOT_SAID = ("", pgettext_lazy("an organisation", "Not said"))


class ListForm(forms.Form):
    """A list to be looked through, and on whose behalf."""

    file = forms.FileField(label=_("Excel or CSV file"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}))
    organisation = forms.ModelChoiceField(
        label=_("On whose behalf"), queryset=Organisation.objects.none(), to_field_name="code"
    )

    def __init__(self, *args: Any, shelves: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in shelves])
        if len(shelves) == 1:
            field.widget = forms.HiddenInput()
            field.initial = shelves[0].code


class ColumnsForm(forms.Form):
    """What each column tells, as it was guessed until somebody says otherwise."""

    def __init__(self, *args: Any, guesses: Sequence[Guess], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guesses = guesses
        for guess in guesses:
            self.fields[f"column_{guess.column}"] = forms.ChoiceField(
                label=_("Column %(letters)s tells") % {"letters": guess.letters},
                choices=[LEFT_OUT, *ListColumn.choices],
                required=False,
                initial=guess.tells.value if guess.tells else "",
            )

    def rows(self) -> list[tuple[Guess, forms.BoundField]]:
        """Each column with its field."""
        return [(guess, self[f"column_{guess.column}"]) for guess in self.guesses]

    def told(self) -> dict[int, str]:
        """What was said, by the number of the column."""
        return {guess.column: self.cleaned_data[f"column_{guess.column}"] for guess in self.guesses}


class PartiesForm(forms.Form):
    """What sort of organisation each unknown name is; a kind that the name suggests stands there to be confirmed."""

    def __init__(self, *args: Any, unknown: Sequence[Unknown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unknown = unknown
        for number, one in enumerate(unknown):
            self.fields[f"party_{number}"] = forms.ChoiceField(
                label=_("“%(name)s” is") % {"name": one.name},
                choices=[NOT_SAID, *OrganisationKind.choices],
                required=False,
                initial=one.said or one.suggested,
            )
            self.fields[f"name_{number}"] = forms.CharField(widget=forms.HiddenInput(), initial=one.name)

    def rows(self) -> list[tuple[Unknown, forms.BoundField, forms.BoundField]]:
        """Each name with its fields."""
        return [(one, self[f"party_{place}"], self[f"name_{place}"]) for place, one in enumerate(self.unknown)]

    def told(self) -> dict[str, str]:
        """What was said, by name."""
        said = self.cleaned_data
        return {said[f"name_{place}"]: said[f"party_{place}"] for place in range(len(self.unknown))}


class ReachForm(forms.Form):
    """Who shall see the agreements."""

    reach = forms.ChoiceField(
        label=_("Who sees the agreements"), choices=[(reach, Audience(reach).label) for reach in REACHES]
    )
