"""What people fill in on the shelf and in a draft. The forms read what is written; the actions say whether it holds."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sampakt.commitments.forms.parameters import PREFIX, collected, fields_of, initial_of
from sampakt.commitments.queries.parameters import Names, all_offers
from sampakt.commitments.queries.registry import all_kinds
from sampakt.commitments.terms import Family, Strength
from sampakt.governance.terms import BodySort, DecisionRule
from sampakt.intake.models import Reading
from sampakt.intake.queries.differences import Candidate, Difference
from sampakt.intake.rules.keeping import Kept
from sampakt.intake.terms import (
    AgreementType,
    AmountPer,
    AmountSort,
    DateRole,
    DocumentKind,
    DocumentLanguage,
    ValueField,
)
from sampakt.kernel.terms import Audience
from sampakt.organisations.models import Organisation
from sampakt.organisations.terms import OrganisationKind

NONE = ("", "–")
ALL_PARTIES, TAKING_TURNS, STATEMENT = "parties", "alternating", "statement"
DAY_HELP = _("As exactly as the text says: 2026-11-21, 2026-11 or 2026.")


class SeveralFiles(forms.FileInput):
    """The browser's own field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file that was sent; each is held against what a file must be."""
        sent = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in sent or [None]]


class DropForm(forms.Form):
    """Documents to be read, and on whose shelf they are put."""

    # An empty file is refused by its name, like any other that cannot be read; the others are taken.
    documents = FilesField(label=_("Documents"), allow_empty_file=True)
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


class ConfirmForm(forms.Form):
    """Where a document belongs, who sees it there, and which of its values take the place of the agreement's."""

    into = forms.ChoiceField(label=_("Where does it belong?"), widget=forms.RadioSelect, required=False)
    audience = forms.ChoiceField(label=_("Who sees the document"), widget=forms.RadioSelect)
    code = forms.SlugField(
        label=_("Code of the partnership"),
        max_length=60,
        required=False,
        help_text=_("Stands in its address. Small letters, figures and hyphens."),
    )

    def __init__(
        self, *args: Any, found: Sequence[Candidate], reading: Reading, differences: Sequence[Difference], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        into, audience = self.fields["into"], self.fields["audience"]
        assert isinstance(into, forms.ChoiceField)
        assert isinstance(audience, forms.ChoiceField)
        into.choices = [
            ("", _("A new partnership")),
            *((one.agreement.code, str(one.agreement.title)) for one in found),
        ]
        only = _("Only %(organisation)s") % {"organisation": reading.organisation.name}
        audience.choices = [(Audience.PARTNERS, Audience.PARTNERS.label), (Audience.OWN, only)]
        self.by_code = {one.agreement.code: one.agreement for one in found}
        self.choosable = {one.number for one in differences if one.may_choose}

    @property
    def chosen(self) -> set[int]:
        """The numbers of the values that are to take the place of the agreement's."""
        sent = self.data.getlist("choose") if isinstance(self.data, QueryDict) else []
        ticked = {int(one) for one in sent if one.isdecimal() and len(one) < 19}
        return ticked & self.choosable


class ValueForm(forms.Form):
    """One value of a draft: its parts, called as the action calls them."""

    def __init__(
        self,
        field: ValueField,
        held: Kept | None,
        *args: Any,
        around: "Around",
        typed: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        told: dict[str, Any] = dict(held) if isinstance(held, Mapping) else {"value": held or ""}
        if field == ValueField.AMOUNT and told.get("minor") is not None:
            told["amount"] = _whole_units(told["minor"])
        self.kind = str((typed or told).get("kind") or STATEMENT)
        if field == ValueField.COMMITMENT and self.kind not in all_kinds():
            self.kind = STATEMENT
        kind = all_kinds()[self.kind]
        self.field = field
        shown: dict[str, Any] = {**told, **(typed or {})}
        if field == ValueField.COMMITMENT:
            is_same = told.get("kind") == self.kind
            shown |= initial_of(kind, told.get("parameters") or {} if is_same else {})
            shown["kind"] = self.kind
        kwargs["initial"] = shown
        super().__init__(*args, **kwargs)
        self.fields |= _FIELDS[field](around, shown)
        if field == ValueField.COMMITMENT:
            self.fields |= fields_of(kind, around.names(shown))

    def told(self) -> Kept:
        """What was written, as the action takes it."""
        values = self.cleaned_data
        if self.field != ValueField.COMMITMENT:
            return values
        plain = {name: held for name, held in values.items() if not name.startswith(PREFIX)}
        return {**plain, "parameters": collected(all_kinds()[self.kind], values)}


class Around:
    """The parties and bodies of a draft, by the names that it has for them: what its other values may name."""

    def __init__(self, parties: Iterable[str], bodies: Iterable[str], found: Sequence[Organisation] = ()) -> None:
        self.parties = list(dict.fromkeys(parties))
        self.bodies = list(dict.fromkeys(bodies))
        self.found = found

    def names(self, shown: Mapping[str, Any]) -> Names:
        """What the terms of a promise may choose among; a draft knows parties and bodies by their names alone."""
        bodies = [(name, name) for name in self.bodies]
        return Names({name: name for name in self.parties}, {}, offered=dict.fromkeys(all_offers(), bodies))

    def party(self, label: Any, held: str, *more: tuple[str, Any], help_text: Any = "") -> forms.ChoiceField:
        """A choice among the parties, with what is held already among them."""
        names = list(dict.fromkeys([*self.parties, *([held] if held and held not in dict(more) else [])]))
        choices = [NONE, *more, *((name, name) for name in names)]
        return forms.ChoiceField(label=label, choices=choices, required=False, help_text=help_text)


def _line(label: Any, length: int = 200, *, needed: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=needed, help_text=help_text)


def _choice(label: Any, choices: Any, *, empty: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[NONE, *choices] if empty else choices, required=not empty)


def _one(label: Any, choices: Any = None) -> Any:
    def fields(_around: Around, _shown: Mapping[str, Any]) -> dict[str, forms.Field]:
        return {"value": _choice(label, choices, empty=False) if choices else _line(label, needed=True)}

    return fields


def _party(around: Around, shown: Mapping[str, Any]) -> dict[str, forms.Field]:
    found = {one.code: f"{one.name}, {one.get_kind_display()}" for one in around.found}
    code = forms.ChoiceField(
        label=_("In the registers"),
        choices=[*found.items(), ("", _("None of these: a new organisation by that name"))],
        widget=forms.RadioSelect,
        required=False,
    )
    return {
        "name": _line(_("Name"), needed=True, help_text=_("As it was called then.")),
        "code": code,
        "sort": _choice(_("Kind of organisation"), OrganisationKind.choices),
    }


def _date(_around: Around, _shown: Mapping[str, Any]) -> dict[str, forms.Field]:
    return {
        "day": _line(_("Day"), 10, needed=True, help_text=DAY_HELP),
        "role": _choice(_("What happened then"), DateRole.choices, empty=False),
    }


def _period(_around: Around, _shown: Mapping[str, Any]) -> dict[str, forms.Field]:
    return {
        "start": _line(_("First day"), 10, help_text=DAY_HELP),
        "end": _line(_("Last day"), 10),
        "months": forms.IntegerField(label=_("Length in months"), min_value=1, required=False),
    }


def _step(around: Around, shown: Mapping[str, Any]) -> dict[str, forms.Field]:
    return {
        "instance": _line(_("Who decides"), 120, needed=True),
        "party": around.party(_("For which party"), shown.get("party", "")),
        "paragraph": _line(_("Paragraph"), 40),
        "day": _line(_("Day"), 10, help_text=DAY_HELP),
    }


def _body(around: Around, shown: Mapping[str, Any]) -> dict[str, forms.Field]:
    turns = (TAKING_TURNS, _("The parties take turns"))
    return {
        "name": _line(_("Name"), 120, needed=True),
        "sort": _choice(_("Sort"), BodySort.choices),
        "cadence_per_year": forms.CharField(
            label=_("Meetings a year"), required=False, widget=forms.TextInput({"inputmode": "decimal"})
        ),
        "parity": _choice(
            _("Seats"), (("True", _("As many for each party")), ("False", _("Not as many for each party")))
        ),
        "chair": around.party(_("Chair"), shown.get("chair", ""), turns),
        "decision_rule": _choice(_("How it decides"), DecisionRule.choices),
    }


def _amount(around: Around, shown: Mapping[str, Any]) -> dict[str, forms.Field]:
    return {
        "amount": forms.CharField(
            label=_("Sum"), required=False, widget=forms.TextInput({"inputmode": "decimal"}), help_text="69000"
        ),
        "currency": _line(_("Currency"), 3, help_text="SEK, NOK"),
        "per": _choice(_("Per what"), AmountPer.choices),
        "sort": _choice(pgettext_lazy("of money", "What it is"), AmountSort.choices),
        "payer": around.party(_("Who pays"), shown.get("payer", "")),
        "share": _line(_("Share, in words"), 120),
    }


def _promise(around: Around, shown: Mapping[str, Any]) -> dict[str, forms.Field]:
    groups: dict[str, list[tuple[str, Any]]] = {}
    for kind in sorted(all_kinds().values(), key=lambda kind: list(Family.values).index(kind.family)):
        groups.setdefault(str(Family(kind.family).label), []).append((kind.code, kind.label))
    everyone = (ALL_PARTIES, _("All parties, to each other"))
    return {
        "words": forms.CharField(label=_("What is promised"), max_length=600, widget=forms.Textarea({"rows": 3})),
        "promisor": around.party(_("Who promises"), shown.get("promisor", ""), everyone),
        "strength": _choice(_("How binding"), Strength.choices, empty=False),
        "kind": forms.ChoiceField(label=_("Kind of commitment"), choices=list(groups.items())),
    }


_FIELDS: Mapping[ValueField, Any] = {
    ValueField.KIND: _one(ValueField.KIND.label, DocumentKind.choices),
    ValueField.AGREEMENT_TYPE: _one(ValueField.AGREEMENT_TYPE.label, AgreementType.choices),
    ValueField.TITLE: _one(ValueField.TITLE.label),
    ValueField.LANGUAGE: _one(ValueField.LANGUAGE.label, DocumentLanguage.choices),
    ValueField.PARTY: _party,
    ValueField.DATE: _date,
    ValueField.PERIOD: _period,
    ValueField.NUMBER: _one(ValueField.NUMBER.label),
    ValueField.STEP: _step,
    ValueField.BODY: _body,
    ValueField.AMOUNT: _amount,
    ValueField.THEME: _one(ValueField.THEME.label),
    ValueField.COMMITMENT: _promise,
}


def _whole_units(minor: int) -> str:
    whole, rest = divmod(minor, 100)
    return f"{whole}.{rest:02}" if rest else str(whole)
