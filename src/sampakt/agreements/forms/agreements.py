"""Forms about an agreement as a whole: its terms, its end, its place in the family, its amendments."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.forms.fields import OrganisationField, choose
from sampakt.agreements.models import Agreement, AgreementLink, Amendment, DecisionStep, Partnership
from sampakt.agreements.rules import TERMS
from sampakt.agreements.terms import AgreementObjection, DocumentRole
from sampakt.kernel.forms import MultilingualWidget
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.papers.forms import SharedForm
from sampakt.papers.models import Document
from sampakt.ui.forms import RecordForm, ask_for_days

Result = TypeVar("Result")
PARTIES = ("party_1", "party_2", "party_3", "party_4")
WORDED = ("first", "second")
PARTS = ("term", "before", "after")


class NewAgreementForm(RecordForm):
    """The few things to begin with; all else can be added afterwards."""

    class Meta:
        model = Agreement
        fields = ("title", "kind", "parent", "starts_on", "ends_on")

    party_1 = OrganisationField(
        label=_("First party"), help_text=_("Write a part of the name and choose. Numbers and codes work, too.")
    )
    party_2 = OrganisationField(label=_("Second party"), required=False, brings_names=False)
    party_3 = OrganisationField(label=_("Third party"), required=False, brings_names=False)
    party_4 = OrganisationField(
        label=_("Fourth party"),
        required=False,
        brings_names=False,
        help_text=_("More parties can be added on the agreement's page."),
    )
    continues = forms.ModelChoiceField(
        label=_("Continues"),
        help_text=_("Once all have signed, what follows that agreement is settled."),
        queryset=Agreement.objects.none(),
        required=False,
    )
    field_order = ("title", "kind", *PARTIES, "starts_on", "ends_on", "continues", "parent")

    def __init__(self, *args: Any, partnership: Partnership, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        family = Agreement.objects.visible_to(viewer).filter(space=partnership.pk).order_by("starts_on", "pk")
        if family.exists():
            for name in ("parent", "continues"):
                choose(self, name, family, _("No other agreement"))
        else:
            del self.fields["parent"], self.fields["continues"]
        self.fields["ends_on"].help_text = _("Left empty, the agreement is open-ended.")

    def clean(self) -> dict[str, Any]:
        """The values; nobody is party twice, and the days are in order, which is told together with the parties."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        starts_on, ends_on = values.get("starts_on"), values.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            disorder = AgreementObjection.ENDS_BEFORE_START
            self.add_error("ends_on", ValidationError(disorder.label, code=disorder.value))
        parties: list[Organisation] = []
        for name in PARTIES:
            organisation = values.get(name)
            if organisation in parties:
                self.add_error(
                    name, ValidationError(gettext("This party is already named above."), code="already_party")
                )
            elif organisation:
                parties.append(organisation)
        return values


def with_parties(act: Callable[..., Result]) -> Callable[..., Result]:
    """An action that is handed the form's parties as the list that it takes."""

    def told(*args: Any, **values: Any) -> Result:
        named = [values.pop(name, None) for name in PARTIES]
        return act(*args, parties=[organisation for organisation in named if organisation], **values)

    return told


class AgreementForm(SharedForm):
    """The terms of an agreement, and who sees it."""

    class Meta:
        model = Agreement
        fields = (
            "title",
            "kind",
            "purpose",
            "starts_on",
            "ends_on",
            "force_rule",
            "force_count",
            "notice_months",
            "decide_months_before",
            "revise_every_months",
            "continuation_papers",
        )
        widgets = {"purpose": MultilingualWidget(lines=3)}

    continuation_papers = forms.MultipleChoiceField(
        label=_("Papers needed to continue"),
        choices=DocumentRole.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].help_text = _("Left empty, the agreement is open-ended.")
        self.fields["force_count"].help_text = _("Only when a number of signatures is enough.")


class EndForm(RecordForm):
    """The day to which an agreement holds, when that was decided, and why."""

    class Meta:
        model = Agreement
        fields = ("ended_on", "end_decided_on", "end_reason")
        widgets = {"end_reason": MultilingualWidget(lines=3)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].required = True
        self.fields["ended_on"].label = _("Last day on which it holds")


class PlaceForm(RecordForm):
    """The agreement that another one stands under."""

    class Meta:
        model = Agreement
        fields = ("parent",)

    def __init__(self, *args: Any, family: QuerySet[Agreement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "parent", family.exclude(pk=self.instance.pk), _("None: it stands on its own"))


class LinkForm(RecordForm):
    """How the agreement stands to another one."""

    class Meta:
        model = AgreementLink
        fields = ("relation", "other", "other_title", "note")

    def __init__(self, *args: Any, others: QuerySet[Agreement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "other", others, _("One that is not in Sampakt"))


class AmendmentForm(RecordForm):
    """Terms agreed anew: those of the agreement's own fields that change, and others in words."""

    class Meta:
        model = Amendment
        fields = ("summary", "decided_on", "from_on", "document")

    def __init__(self, *args: Any, agreement: Agreement, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "document", documents, _("No document"))
        self.fields["document"].label = _("Document")
        self.begin_from(agreement)
        self.names: dict[str, str] = {}
        for term in TERMS:
            # A column's field in forms, which the stubs think may be missing or another kind of field.
            field: forms.Field = Agreement._meta.get_field(term).formfield(required=False)  # type: ignore[union-attr, assignment]
            self.fields[term] = field
            self.names[term] = str(field.label)
            self.initial.setdefault(term, getattr(agreement, term))
        for number, place in enumerate(WORDED, 1):
            labels = (
                gettext("Another term, %(number)s") % {"number": number},
                gettext("Another term, %(number)s: what it said") % {"number": number},
                gettext("Another term, %(number)s: what it says now") % {"number": number},
            )
            for part, label, length in zip(PARTS, labels, (60, 500, 500), strict=True):
                self.fields[f"{place}_{part}"] = forms.CharField(label=label, max_length=length, required=False)
        ask_for_days(self)

    def saved(self, name: str, record: Any) -> Any:
        """The value that a term has in the agreement as it stands; what only the amendment says has none."""
        return getattr(record, name) if name in TERMS else None


def with_terms(act: Callable[..., Result]) -> Callable[..., Result]:
    """An action that is handed the form's terms as the mapping, and the worded ones as the rows, that it takes."""

    def told(*args: Any, **values: Any) -> Result:
        terms: dict[str, date | int | None] = {term: values.pop(term) for term in TERMS}
        rows = [tuple(values.pop(f"{place}_{part}") for part in PARTS) for place in WORDED]
        return act(*args, terms=terms, worded=[row for row in rows if row[0]], **values)

    return told


class AttachForm(forms.Form):
    """A document that is here already, and its part in the agreement."""

    document = forms.ModelChoiceField(label=_("Document"), queryset=Document.objects.none())
    role = forms.ChoiceField(label=_("Its part"), choices=DocumentRole.choices)
    step = forms.ModelChoiceField(
        label=_("Step in a decision chain"), queryset=DecisionStep.objects.none(), required=False
    )

    def __init__(self, *args: Any, documents: QuerySet[Document], steps: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "document", documents)
        choose_step(self, steps)


def choose_step(form: forms.BaseForm, steps: QuerySet[Any]) -> None:
    """Ask for a step in a decision chain, where there is any."""
    if steps.exists():
        choose(form, "step", steps, _("The whole agreement"))
        asked = form.fields["step"]
        assert isinstance(asked, forms.ModelChoiceField)
        asked.label_from_instance = lambda step: f"{step.party}: {step}"  # type: ignore[assignment, method-assign]  # so Django says
    else:
        del form.fields["step"]


def part_fields(form: forms.BaseForm, steps: QuerySet[Any]) -> None:
    """Ask, beside a fresh document, for its part in the agreement."""
    form.fields["role"] = forms.ChoiceField(label=_("Its part"), choices=DocumentRole.choices)
    form.fields["step"] = forms.ModelChoiceField(label=_("Step in a decision chain"), queryset=steps, required=False)
    choose_step(form, steps)
    form.order_fields(("file", "title", "role", "step", "reach"))
