"""The fields of a rule's terms, made from the kind's typed parameters; and from what was sent back to parameters."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sampakt.commitments.queries.parameters import Asked, Names, Sort, all_words, asked_by
from sampakt.commitments.queries.registry import Kind
from sampakt.commitments.queries.words import TYPES
from sampakt.commitments.terms import Status
from sampakt.kernel.forms import OwnWordFormField, OwnWordsFormField
from sampakt.organisations.rules import code_from
from sampakt.ui.forms import DayField

PREFIX = "parameters."
MONTH_AND_DAY = r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
NOTHING: tuple[Any, ...] = (None, "", [], (), {}, False)


def fields_of(kind: Kind, names: Names) -> dict[str, forms.Field]:
    """The form fields that ask for a kind's terms, by their names in the form: ``parameters.times``."""
    fields: dict[str, forms.Field] = {}
    for asked in asked_by(kind):
        if asked.sort == Sort.OFFICES:
            fields |= _office_fields(asked, names)
            continue
        fields[PREFIX + asked.name] = _field(asked, names)
        if asked.word:
            fields[f"{PREFIX}{asked.name}.{asked.word}"] = forms.BooleanField(
                label=_("… or %(when)s") % {"when": all_words()[asked.word]}, required=False
            )
    return fields


def initial_of(kind: Kind, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields show for parameters that are stored, and for those left out their defaults."""
    shown: dict[str, Any] = {}
    for asked in asked_by(kind):
        value = plain(parameters.get(asked.name, asked.default))
        name = PREFIX + asked.name
        if asked.sort == Sort.OFFICES:
            shown |= {f"{name}.{code}": office for code, office in (value or {}).items()}
        elif asked.word and value == asked.word:
            shown[f"{name}.{asked.word}"] = True
        else:
            shown[name] = ", ".join(value or ()) if asked.sort == Sort.LIST and not asked.is_own else value
    return shown


def collected(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters from the fields' cleaned values; what is as the kind has it anyway is left out."""
    parameters: dict[str, Any] = {}
    for asked in asked_by(kind):
        value = _value(asked, values)
        default = plain(asked.default)
        if value in NOTHING:
            # Left open on purpose, where that says something else than the default does.
            if asked.is_nullable and default not in NOTHING:
                parameters[asked.name] = None
        elif asked.is_required or value != default:
            parameters[asked.name] = value
    return parameters


def plain(value: Any) -> Any:
    """A parameter as it is stored: texts, numbers, lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, str) else value


def _value(asked: Asked, values: Mapping[str, Any]) -> Any:
    name = PREFIX + asked.name
    if asked.sort == Sort.OFFICES:
        chosen = {key.removeprefix(f"{name}."): one for key, one in values.items() if key.startswith(f"{name}.")}
        return {code: plain(office) for code, office in chosen.items() if office}
    if asked.word and values.get(f"{name}.{asked.word}"):
        return asked.word
    value = values.get(name)
    if asked.sort == Sort.LIST and not asked.is_own:
        parts = [part.strip() for part in str(value or "").split(",") if part.strip()]
        return [code_from(part) for part in parts] if asked.is_slug else parts
    if asked.is_slug and asked.sort == Sort.WORDS:
        return code_from(str(value or ""))
    return plain(value)


def _field(asked: Asked, names: Names) -> forms.Field:
    common: dict[str, Any] = {"label": asked.label, "required": asked.is_required}
    organisations = list(names.organisations.items())
    field: forms.Field
    match asked.sort:
        case Sort.YES:
            field = forms.BooleanField(label=asked.label, required=False)
        case Sort.NUMBER:
            field = forms.IntegerField(min_value=asked.least, max_value=asked.most, **common)
        case Sort.DAY:
            field = DayField(**common)
        case Sort.MONTH_DAY:
            field = forms.RegexField(MONTH_AND_DAY, help_text=_("Month and day, such as 03-31."), **common)
            field.error_messages["invalid"] = _("Write the month and the day as 03-31.")
        case Sort.CHOICE | Sort.ORGANISATION | Sort.OFFERED:
            choices = organisations if asked.sort == Sort.ORGANISATION else asked.choices
            choices = names.offered.get(asked.name, ()) if asked.sort == Sort.OFFERED else choices
            field = forms.ChoiceField(choices=_with_none(asked, choices), **common)
        case Sort.CHOICES | Sort.ORGANISATIONS:
            choices = organisations if asked.sort == Sort.ORGANISATIONS else asked.choices
            field = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
        case Sort.LIST | Sort.WORDS if asked.is_own:
            field = _own_field(asked, names, common)
        case Sort.LIST:
            field = forms.CharField(help_text=_("Several with commas between."), **common)
        case _:
            field = forms.CharField(max_length=200, **common)
    return field


def _own_field(asked: Asked, names: Names, common: Mapping[str, Any]) -> forms.Field:
    field = OwnWordsFormField(**common) if asked.sort == Sort.LIST else OwnWordFormField(**common)
    field.help_text = _("In your own words, one in each box.") if asked.sort == Sort.LIST else _("In your own words.")
    field.offer(names.types if asked.name in TYPES else names.tags)
    return field


def _with_none(asked: Asked, choices: Any) -> list[tuple[str, Any]]:
    """The choices, with the empty one first where nothing need be chosen; what has a default may be left unstated."""
    if asked.is_nullable and asked.default is not None:
        return [*choices, ("", Status.NOT_STATED.label)]
    if asked.default is not None:
        return list(choices)
    return [("", "–"), *choices]


def _office_fields(asked: Asked, names: Names) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for code, name in names.organisations.items():
        offices = list(names.offices.get(code, {}).items())
        common: dict[str, Any] = {"label": f"{asked.label}: {name}", "required": False}
        if offices and asked.is_several:
            widget = forms.CheckboxSelectMultiple
            fields[f"{PREFIX}{asked.name}.{code}"] = forms.MultipleChoiceField(choices=offices, widget=widget, **common)
        elif offices:
            fields[f"{PREFIX}{asked.name}.{code}"] = forms.ChoiceField(choices=[("", "–"), *offices], **common)
    return fields
