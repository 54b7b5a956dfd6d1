"""Forms about one party: its role, its signature, its fees, and the steps of its decision."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.forms.fields import AmountField, LinesField, OrganisationField, choose
from sampakt.agreements.models import DecisionStep, FeeTerm, Party
from sampakt.agreements.terms import AgreementObjection, Currency, Outcome
from sampakt.kernel.forms import MultilingualWidget, offer
from sampakt.kernel.money import Money
from sampakt.ui.forms import RecordForm

Result = TypeVar("Result")
OUTCOMES = [("", _("Not taken yet")), *Outcome.choices]


class NewPartyForm(RecordForm):
    """An organisation that becomes party, and its role."""

    class Meta:
        model = Party
        fields = ("role", "registration_numbers")

    organisation = OrganisationField(
        label=_("Organisation"), help_text=_("Write a part of the name and choose. Numbers and codes work, too.")
    )
    registration_numbers = LinesField(
        label=_("Registration numbers"), required=False, help_text=_("The party's own, one on each line.")
    )
    field_order = ("organisation", "role", "registration_numbers")


class PartyForm(RecordForm):
    """What is said of a party."""

    class Meta:
        model = Party
        fields = ("role", "registration_numbers", "signatory", "joined_on", "left_on")

    registration_numbers = LinesField(
        label=_("Registration numbers"), required=False, help_text=_("The party's own, one on each line.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "signatory", self.instance.organisation.offices.order_by("pk"), _("Not said"))
        self.fields["joined_on"].help_text = _("Only for a party that came later than the others.")


class SignForm(RecordForm):
    """When a party signed, and by which office."""

    class Meta:
        model = Party
        fields = ("signed_on", "signatory")

    def __init__(self, *args: Any, has_decided: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].required = True
        choose(self, "signatory", self.instance.organisation.offices.order_by("pk"), _("Not said"))
        if not has_decided:
            self.fields["even_if_undecided"] = forms.BooleanField(
                label=_("Signed although the decision is not recorded"),
                required=False,
                help_text=_("The decision chain will show that the signature came first."),
            )


class FeeForm(RecordForm):
    """What a party pays, how often, and who pays it in its place."""

    class Meta:
        model = FeeTerm
        fields = ("period", "starts_on", "ends_on", "invoice_month", "includes_vat", "note")

    amount = AmountField(label=_("Amount"))
    currency = forms.ChoiceField(label=_("Currency"), choices=Currency.choices)
    payer = OrganisationField(
        label=_("Paid by another"), required=False, help_text=_("Left empty, the party pays itself.")
    )
    field_order = ("amount", "currency", "period", "invoice_month", "starts_on", "ends_on", "payer", "includes_vat")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].help_text = _("Left empty, it runs as the agreement does.")
        words = AgreementObjection.NO_MONTH.label
        self.fields["invoice_month"].validators += [MinValueValidator(1, words), MaxValueValidator(12, words)]
        self.fields["includes_vat"].widget.choices = [
            ("unknown", _("Not stated")),
            ("true", _("Yes")),
            ("false", _("No")),
        ]
        if self.instance.pk:
            money = self.instance.money
            self.initial.update(amount=money.amount, currency=money.currency, payer=self.instance.payer)

    def saved(self, name: str, record: Any) -> Any:
        """The value that a field has in a record."""
        return record.money.amount if name == "amount" else super().saved(name, record)


def in_money(act: Callable[..., Result]) -> Callable[..., Result]:
    """An action that is handed the form's amount and currency as the money that it takes."""

    def told(*args: Any, amount: Any, currency: str, **values: Any) -> Result:
        return act(*args, amount=Money.of(amount, currency), **values)

    return told


class PlanStepForm(RecordForm):
    """An instance that handles the matter: when it is planned, or when and how it was taken."""

    class Meta:
        model = DecisionStep
        fields = ("kind", "instance", "planned_on", "decided_on", "outcome", "paragraph", "case_number")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided_on"].help_text = _("Only when it has been taken already.")
        offer(self.fields["outcome"], OUTCOMES)


class StepForm(RecordForm):
    """All that can be said of a step."""

    class Meta:
        model = DecisionStep
        fields = (
            "position",
            "kind",
            "instance",
            "planned_on",
            "decided_on",
            "outcome",
            "paragraph",
            "case_number",
            "presented_by",
            "spoke",
            "reservations",
            "notice_posted_on",
            "appeal_until",
            "note",
        )
        widgets = {"reservations": MultilingualWidget(lines=2), "note": MultilingualWidget(lines=2)}

    spoke = LinesField(
        label=_("Who spoke"), required=False, help_text=_("Offices or the letters of parties, one on each line.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].label = _("Place in the chain")
        offer(self.fields["outcome"], OUTCOMES)


class RecordStepForm(RecordForm):
    """How an instance handled the matter."""

    class Meta:
        model = DecisionStep
        fields = ("decided_on", "outcome", "paragraph", "case_number", "reservations", "notice_posted_on", "note")
        widgets = {"reservations": MultilingualWidget(lines=2), "note": MultilingualWidget(lines=2)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided_on"].required = True
        self.fields["outcome"].required = True
