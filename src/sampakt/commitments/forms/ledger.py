"""Forms that stand in the address: how to narrow the ledger, and the day it is asked about."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sampakt.commitments.queries.choices import Choices
from sampakt.commitments.queries.ledger import Wanted
from sampakt.commitments.terms import DeedSort, Family, Side, Status, Tone
from sampakt.ui.forms import DayField

EVIDENCE = [("", ""), ("with", ""), ("without", "")]
SORTS = [("", ""), ("due", ""), ("-due", ""), ("status", ""), ("-status", "")]


class LedgerForm(forms.Form):
    """What to show of the ledger. What the address says wrongly is not asked for."""

    words = forms.CharField(label=_("Words"), required=False, widget=forms.TextInput({"type": "search"}))
    agreement = forms.ChoiceField(label=_("Agreement"), required=False)
    party = forms.ChoiceField(label=_("Party"), required=False)
    theme = forms.TypedChoiceField(label=_("Theme"), required=False, coerce=int, empty_value=None)
    unit = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    family = forms.ChoiceField(label=_("About"), required=False, choices=[("", _("All kinds")), *Family.choices])
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("All")), *Status.choices])
    due_before = DayField(label=_("Due by"), required=False)
    disputed = forms.BooleanField(label=_("Only what is disputed"), required=False)
    tone = forms.ChoiceField(required=False, choices=[("", ""), *Tone.choices], widget=forms.HiddenInput)
    side = forms.ChoiceField(required=False, choices=[("", ""), *Side.choices], widget=forms.HiddenInput)
    evidence = forms.ChoiceField(required=False, choices=EVIDENCE, widget=forms.HiddenInput)
    sort = forms.ChoiceField(required=False, choices=SORTS, widget=forms.HiddenInput)
    as_of = DayField(label=_("As of"), required=False)

    def __init__(self, data: Any, *, choices: Choices) -> None:
        super().__init__(data)
        for name, rows, everything in (
            ("agreement", choices.agreements, _("All agreements")),
            ("party", choices.parties, _("All parties")),
            ("theme", choices.themes, _("All themes")),
            ("unit", choices.units, _("All units")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", everything), *((str(value), str(words)) for value, words in rows)]
            # A choice of one says nothing, unless the address has made it already.
            if len(rows) < (1 if name in {"theme", "unit"} else 2) and not data.get(name):
                del self.fields[name]

    def clean_disputed(self) -> bool:
        """Whether the box is ticked: a browser says "on". Any other word in an address asks for nothing."""
        return str(self.data.get("disputed", "")).casefold() in {"on", "true", "1"}

    def wanted(self, space: int | None) -> Wanted:
        """What the address asks for."""
        self.is_valid()
        asked = {
            name: value for name, value in self.cleaned_data.items() if name != "as_of" and value not in {None, ""}
        }
        return Wanted(space=space, **asked)

    @property
    def is_narrowed(self) -> bool:
        """Whether any of the folded filters is set."""
        folded = ("agreement", "party", "theme", "unit", "family", "status", "due_before", "disputed")
        return any(self.cleaned_data.get(name) for name in folded)


class AsOfForm(forms.Form):
    """The day that the page tells of."""

    as_of = DayField(label=_("As of"), required=False)

    def day(self, today: date) -> date:
        """The day asked about; today when none is."""
        return (self.cleaned_data["as_of"] if self.is_valid() else None) or today


class DeedSearchForm(forms.Form):
    """What to look for among records of work."""

    words = forms.CharField(label=_("Words"), required=False, widget=forms.TextInput({"type": "search"}))
    sort = forms.ChoiceField(label=_("Sort"), required=False, choices=[("", _("All sorts")), *DeedSort.choices])
