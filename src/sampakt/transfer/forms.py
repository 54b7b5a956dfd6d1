"""The room's forms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sampakt.kernel.terms import Language
from sampakt.ui.forms import DayField


class FileForm(forms.Form):
    """A partnership file to be loaded."""

    file = forms.FileField(
        label=_("Partnership file"),
        help_text=_("YAML or JSON, at most 5 MB. Nothing is changed before you have seen what will come."),
        widget=forms.FileInput({"accept": ".yaml,.yml,.json"}),
    )


class StartForm(forms.Form):
    """What a new partnership is called, and from when until when its agreement lasts."""

    name = forms.CharField(label=_("What is the partnership called?"), max_length=200)
    language = forms.ChoiceField(label=_("Working language"), choices=Language.choices)
    first_day = DayField(label=_("First day of the agreement"))
    last_day = DayField(label=_("Last day of the agreement"), required=False)


class PartyForm(forms.Form):
    """Which organisation to look for."""

    find = forms.CharField(label=_("Search for a party"), required=False, widget=forms.TextInput({"type": "search"}))
