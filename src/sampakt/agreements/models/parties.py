"""Parties, what each of them decided, and what each of them pays."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.access import party_part_seen_by
from sampakt.agreements.models.agreements import Agreement, PartQuerySet, Row
from sampakt.agreements.rules import FeeFacts, PartyFacts, StepFacts
from sampakt.agreements.terms import Currency, FeePeriod, Outcome, PartyRole, StepKind
from sampakt.kernel.joining import hanging
from sampakt.kernel.models import Record, manager_of
from sampakt.kernel.money import Money
from sampakt.kernel.text import MultilingualField
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Office, Organisation


class Party(Record):
    """One organisation in one agreement, with its own registration numbers, signature, decision chain and fees."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    role = models.CharField(_("role"), max_length=20, choices=PartyRole, default=PartyRole.PARTY)
    position = models.PositiveSmallIntegerField(default=0)
    registration_numbers = models.JSONField(_("registration numbers"), default=list, blank=True)
    signatory = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("authorised signatory")
    )
    signed_on = models.DateField(_("signed"), null=True, blank=True)
    joined_on = models.DateField(_("joined"), null=True, blank=True)
    left_on = models.DateField(_("left"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar["PartQuerySet[Party]"] = manager_of(PartQuerySet)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(fields=["agreement", "organisation"], name="organisation_is_party_once"),
        )

    def __str__(self) -> str:
        return str(self.organisation)

    def facts(self) -> PartyFacts:
        """The party as the rules see it; one query for its steps unless they are prefetched."""
        return PartyFacts(
            id=self.pk,
            organisation=self.organisation_id,
            role=self.role,
            steps=tuple(step.facts() for step in hanging(self, "steps")),
            signed_on=self.signed_on,
            joined_on=self.joined_on,
            left_on=self.left_on,
        )


class PartyPartQuerySet(models.QuerySet[Row]):
    """Rows that belong to one party of an agreement and are seen by those who see the agreement."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the agreements that the viewer may see."""
        return self.filter(party_part_seen_by(viewer))


class DecisionStep(Record):
    """One instance's handling of the matter in a party's decision chain: planned, and as it went."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("sort of instance"), max_length=30, choices=StepKind)
    instance = MultilingualField(_("instance"))
    planned_on = models.DateField(_("planned"), null=True, blank=True)
    decided_on = models.DateField(_("taken"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    paragraph = models.CharField(_("paragraph"), max_length=40, blank=True)
    case_number = models.CharField(_("case number"), max_length=60, blank=True)
    presented_by = MultilingualField(_("presented by"), blank=True)
    spoke = models.JSONField(_("who spoke"), default=list, blank=True)
    reservations = MultilingualField(_("reservations"), blank=True)
    notice_posted_on = models.DateField(_("notice posted"), null=True, blank=True)
    appeal_until = models.DateField(_("may be appealed until"), null=True, blank=True)
    note = MultilingualField(_("note"), blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar["PartyPartQuerySet[DecisionStep]"] = manager_of(PartyPartQuerySet)

    class Meta:
        verbose_name = _("step in a decision chain")
        ordering = ("position", "id")

    def __str__(self) -> str:
        return str(self.instance)

    def facts(self) -> StepFacts:
        """The step as the rules see it."""
        return StepFacts(self.pk, self.kind, self.planned_on, self.decided_on, self.outcome)


class FeeTerm(Record):
    """What a party pays for taking part; another organisation may pay it in the party's place."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="fees")
    amount_minor = models.BigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3, choices=Currency)
    period = models.CharField(_("how often"), max_length=20, choices=FeePeriod)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    invoice_month = models.PositiveSmallIntegerField(_("invoiced in month"), null=True, blank=True)
    payer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("paid by another")
    )
    includes_vat = models.BooleanField(_("includes VAT"), null=True, blank=True)
    note = MultilingualField(_("note"), blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar["PartyPartQuerySet[FeeTerm]"] = manager_of(PartyPartQuerySet)

    class Meta:
        verbose_name = _("fee")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(amount_minor__gte=0),
                name="fee_is_not_negative",
                violation_error_message=_("A fee cannot be negative."),
            ),
            models.CheckConstraint(
                condition=models.Q(invoice_month=None) | models.Q(invoice_month__range=(1, 12)),
                name="fee_is_invoiced_in_a_month",
                violation_error_message=_("Give a month from 1 to 12."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.money} {self.get_period_display()}"

    @property
    def money(self) -> Money:
        """The fee for one period."""
        return Money(self.amount_minor, self.currency)

    @property
    def reaches_outside(self) -> bool:
        """Whether its own days lie outside the agreement's term: told, not refused: some are paid afterwards."""
        agreement = self.party.agreement
        is_early = bool(self.starts_on and agreement.starts_on and self.starts_on < agreement.starts_on)
        return is_early or bool(self.ends_on and agreement.ends_on and self.ends_on > agreement.ends_on)

    def facts(self) -> FeeFacts:
        """The fee as the rules see it: without dates of its own it runs as the agreement does."""
        agreement = self.party.agreement
        return FeeFacts(
            amount=self.money,
            period=self.period,
            starts_on=self.starts_on or agreement.starts_on,
            ends_on=self.ends_on or agreement.ends_on,
            invoice_month=self.invoice_month,
        )
