"""Forms of promises: writing one down with the terms of its rule, and replacing one by a later one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Agreement, Partnership, Party, Theme
from sampakt.agreements.terms import AT_THE_ENDS
from sampakt.commitments.forms.parameters import PREFIX, collected, fields_of, initial_of
from sampakt.commitments.models import Commitment
from sampakt.commitments.queries.parameters import Names, offered_to
from sampakt.commitments.queries.registry import Kind, all_kinds
from sampakt.commitments.queries.words import OwnWords, words_used
from sampakt.commitments.terms import Check, Family, Side
from sampakt.kernel.alphabet import by_alphabet
from sampakt.kernel.forms import RecordField
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Office, Organisation, Unit
from sampakt.papers.forms import SharedForm
from sampakt.ui.forms import RecordForm

Result = TypeVar("Result")
STATEMENT = "statement"
FIRST = ("title", "agreement", "reference")
BEFORE_THE_RULE = ("owes", "owed", "responsible")


class OfficeField(RecordField):
    """An office, named with its organisation."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.organisation.brief}: {obj.name}"


class UnitField(RecordField):
    """A unit, named with its organisation."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.organisation.brief}: {obj.name}"


class AgreementField(RecordField):
    """An agreement by its public code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(to_field_name="code", empty_label=None, **kwargs)


class CommitmentForm(SharedForm):
    """A promise: what is promised, which kind it is, and the terms of that kind. Few of the fields need be filled in.

    Without a kind it asks for one, with a line on the purpose of each.
    """

    class Meta:
        model = Commitment
        fields = (
            "agreement",
            "reference",
            "title",
            "kind",
            "responsible",
            "strength",
            "check_by",
            "clause",
            "theme",
            "unit",
            "starts_on",
            "ends_on",
            "warn_days",
            "note",
        )

    owes = forms.ModelMultipleChoiceField(
        label=_("Who promises"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave empty when all parties promise it to each other."),
    )
    owed = forms.ModelMultipleChoiceField(
        label=_("To whom"), queryset=Organisation.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    responsible = OfficeField(label=_("Responsible office"), queryset=Office.objects.none(), required=False)
    unit = UnitField(label=_("Unit"), queryset=Unit.objects.none(), required=False)
    agreement = AgreementField(label=_("Agreement"), queryset=Agreement.objects.none())

    def __init__(self, *args: Any, partnership: Partnership, viewer: Viewer, kind: Kind | None, **kwargs: Any) -> None:
        instance: Commitment | None = kwargs.get("instance")
        shown: dict[str, Any] = {}
        if kind is not None:
            is_same = instance is not None and instance.kind == kind.code
            shown = {"check_by": Check.STATED} if kind.code == STATEMENT and not is_same else {}
            shown |= initial_of(kind, instance.parameters if instance is not None and is_same else {})
            shown["kind"] = kind.code
        if instance is not None:
            shown |= {side: self.saved(side, instance) for side in Side.values} | {"agreement": instance.agreement}
        kwargs["initial"] = {**shown, **(kwargs.get("initial") or {})}
        super().__init__(*args, space=partnership.space, viewer=viewer, **kwargs)
        self.rule = kind
        agreements = Agreement.objects.visible_to(viewer).in_space(partnership.pk).order_by("pk")
        choose(self, agreement=agreements)
        self.initial.setdefault("agreement", agreements.first())
        every = Party.objects.filter(agreement__in=agreements)
        own = every.filter(agreement__code=self._agreement_chosen())
        alphabet = by_alphabet("name", viewer.language)
        parties = Organisation.objects.filter(pk__in=every.values("organisation")).order_by(alphabet)
        ends = parties.filter(pk__in=own.filter(role__in=AT_THE_ENDS).values("organisation"))
        choose(self, owes=ends, owed=ends, theme=Theme.objects.filter(space=partnership.pk))
        offices = Office.objects.filter(organisation__in=parties).select_related("organisation")
        units = Unit.objects.filter(organisation__in=own.values("organisation")).select_related("organisation")
        responsible = offices.filter(organisation__in=own.values("organisation"))
        choose(self, responsible=responsible.order_by("organisation", "pk"), unit=units.order_by("organisation", "pk"))
        self.fields["reference"].required = False
        self.fields["reference"].help_text = _("Left empty, the next one in the list is used.")
        self.fields["kind"] = _kind_field(kind)
        if kind is not None:
            names = _names(list(parties), offices, words_used(viewer, partnership.pk))
            self.fields |= fields_of(kind, replace(names, offered=offered_to(viewer, partnership.pk, kind)))
        else:
            for name in [name for name in self.fields if name not in {*FIRST, "kind"}]:
                del self.fields[name]

    def _agreement_chosen(self) -> str:
        """The code of the agreement that the promise is said to stand in: its parties are those to choose among."""
        given = self.data.get(self.add_prefix("agreement")) if self.is_bound else self.initial.get("agreement")
        return given.code if isinstance(given, Agreement) else given or ""

    def saved(self, name: str, record: Any) -> Any:
        """The value that a field has in a promise, to be held against what was written."""
        if name in Side.values:
            return [end.organisation for end in record.ends.select_related("organisation") if end.side == name]
        if name.startswith(PREFIX) and self.rule is not None:
            return initial_of(self.rule, record.parameters).get(name)
        return super().saved(name, record)

    def typed(self) -> dict[str, Any]:
        """What has been typed so far, right or wrong, to be shown again; what was not asked yet keeps its own.

        Who says how it stands is proposed anew when the kind changed to, or from, what only people state.
        """
        typed = {
            name: field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, field in self.fields.items()
            if name != "kind"
            and not name.startswith(PREFIX)
            and not field.widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name))
        }
        if self.rule is not None and (typed.get("check_by") == Check.STATED) != (self.rule.code == STATEMENT):
            typed.pop("check_by", None)
        return typed

    @property
    def first_fields(self) -> list[BoundField]:
        """What is promised."""
        return [self[name] for name in FIRST]

    @property
    def rule_fields(self) -> list[BoundField]:
        """The terms of the rule."""
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    @property
    def who_fields(self) -> list[BoundField]:
        """Who promises it to whom."""
        return [self[name] for name in BEFORE_THE_RULE if name in self.fields]

    @property
    def more_fields(self) -> list[BoundField]:
        """What may be said besides."""
        shown = {*FIRST, *BEFORE_THE_RULE, "kind"}
        return [
            field for field in self.visible_fields() if field.name not in shown and not field.name.startswith(PREFIX)
        ]

    @property
    def more_is_open(self) -> bool:
        """Whether something is wrong among the fields that are folded."""
        return any(field.errors for field in self.more_fields)


def ruled(act: Callable[..., Result]) -> Callable[..., Result]:
    """An action that is handed a form's kind and its terms as the parameters that it takes."""

    def told(*args: Any, kind: str, **values: Any) -> Result:
        terms = {name: values.pop(name) for name in list(values) if name.startswith(PREFIX)}
        return act(*args, kind=kind, parameters=collected(all_kinds()[kind], terms), **values)

    return told


class SupersedeForm(RecordForm):
    """From when a later promise replaces this one, and which it is."""

    class Meta:
        model = Commitment
        fields = ("superseded_on", "superseded_by")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Commitment.objects.visible_to(viewer).in_space(self.instance.space_id).exclude(pk=self.instance.pk)
        choose(self, superseded_by=others)
        self.fields["superseded_on"].required = True
        self.fields["superseded_by"].label = _("Replaced by")
        self.fields["superseded_by"].help_text = _("May be left empty when no commitment takes its place.")


def choose(form: forms.BaseForm, **rows: Any) -> None:
    """Say among which rows the fields choose."""
    for name, queryset in rows.items():
        field = form.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = queryset


def _kind_field(chosen: Kind | None) -> forms.ChoiceField:
    """All kinds by family: with a line on each when one is to be found, short when one is chosen already."""
    groups: dict[str, list[tuple[str, Any]]] = {}
    for kind in sorted(all_kinds().values(), key=lambda kind: list(Family.values).index(kind.family)):
        words = kind.label if chosen else format_html("{} <small>{}</small>", kind.label, kind.purpose)
        groups.setdefault(str(Family(kind.family).label), []).append((kind.code, words))
    widget = forms.Select() if chosen else forms.RadioSelect()
    return forms.ChoiceField(label=_("Kind"), choices=list(groups.items()), widget=widget)


def _names(parties: Iterable[Organisation], offices: Iterable[Office], used: OwnWords) -> Names:
    known: dict[str, dict[str, str]] = {}
    for office in offices:
        known.setdefault(office.organisation.code, {})[office.key] = str(office.name)
    organisations: Mapping[str, str] = {organisation.code: organisation.name for organisation in parties}
    return Names(organisations, known, used.types, used.tags)
