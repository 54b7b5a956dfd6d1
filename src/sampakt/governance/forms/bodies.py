"""Forms of a body: its mandate card, what is agreed of its composition and chair, its last day, the day asked of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Agreement, Partnership, Theme
from sampakt.governance.forms.fields import PartySeatsField, TurnsField, choose, parties_of
from sampakt.governance.models import Body
from sampakt.governance.terms import Balance, DecisionRule
from sampakt.kernel.forms import MultilingualWidget, offer
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.papers.forms import SharedForm
from sampakt.ui.forms import DayField

FIRST = ("sort", "name")
GROUPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("Mandate"), ("task", "limits", "appointed_by", "decision_rule", "agreement", "theme")),
    (_("Composition and chair"), ("balance", "party_seats", "turns", "turn_months", "turns_from", "deputy_chair_of")),
    (
        _("Meetings and reporting"),
        ("meetings_least", "meetings_most", "meetings_basis", "quorum", "needs_every_party", "reports_to"),
    ),
    (_("Days, and who sees it"), ("formed_on", "reach")),
)


@dataclass(frozen=True)
class Group:
    """Fields that stand folded under a heading; open when one of them has to be mended."""

    title: Promise
    fields: Sequence[BoundField]

    @property
    def is_open(self) -> bool:
        """Whether something is wrong among them."""
        return any(field.errors for field in self.fields)


class BodyForm(SharedForm):
    """A body: what sort it is and what it is called. All else may be said later."""

    class Meta:
        model = Body
        fields = (
            *FIRST,
            "task",
            "limits",
            "appointed_by",
            "decision_rule",
            "agreement",
            "theme",
            "balance",
            "turn_months",
            "turns_from",
            "deputy_chair_of",
            "meetings_least",
            "meetings_most",
            "meetings_basis",
            "quorum",
            "needs_every_party",
            "reports_to",
            "formed_on",
        )
        widgets = {"task": MultilingualWidget(lines=3), "limits": MultilingualWidget(lines=2)}

    def __init__(self, *args: Any, partnership: Partnership, viewer: Viewer, **kwargs: Any) -> None:
        instance: Body | None = kwargs.get("instance")
        if instance is not None:
            agreed = {name: self.saved(name, instance) for name in ("party_seats", "turns")}
            kwargs["initial"] = {**agreed, **(kwargs.get("initial") or {})}
        super().__init__(*args, space=partnership.space, viewer=viewer, **kwargs)
        parties = parties_of(partnership, viewer)
        self._ask_for_parties(list(parties))
        agreements = Agreement.objects.visible_to(viewer).in_space(partnership.pk).order_by("starts_on", "pk")
        others = Body.objects.visible_to(viewer).in_space(partnership.pk).exclude(pk=self.instance.pk)
        choose(self, "agreement", agreements, _("No agreement"))
        choose(self, "theme", Theme.objects.filter(space=partnership.pk), _("No theme"))
        choose(self, "deputy_chair_of", parties, _("Nobody in particular"))
        choose(self, "reports_to", others.order_by("key"), _("No other body"))
        for name, choices, nothing in (
            ("decision_rule", DecisionRule.choices, _("Not said")),
            ("balance", Balance.choices, _("Nothing is agreed")),
        ):
            offer(self.fields[name], [("", nothing), *choices])
        self.fields["quorum"].help_text = _("Left empty, more than half of the members must be there.")
        self.fields["turns_from"].help_text = _("Where several parties take turns.")
        self.fields["deputy_chair_of"].help_text = _(
            "Where one party always chairs. With turns, the party whose turn comes next holds the deputy chair."
        )

    def _ask_for_parties(self, parties: Sequence[Organisation]) -> None:
        self.fields["party_seats"] = PartySeatsField(
            parties,
            label=_("Seats of each party"),
            required=False,
            help_text=_("Only where the parties have different numbers."),
        )
        self.fields["turns"] = TurnsField(
            parties,
            label=_("Which party chairs"),
            required=False,
            help_text=_("One, or several in the order in which they take turns."),
        )

    def saved(self, name: str, record: Any) -> Any:
        """The value that a field has in a body, to be held against what was written."""
        if name == "party_seats":
            return {row.organisation: row.seats for row in record.party_seats.select_related("organisation")}
        if name == "turns":
            return [row.organisation for row in record.turns.select_related("organisation")]
        return super().saved(name, record)

    @property
    def first_fields(self) -> list[BoundField]:
        """What is always asked."""
        return [self[name] for name in FIRST]

    @property
    def groups(self) -> Iterator[Group]:
        """What may be said besides, under its headings."""
        for title, names in GROUPS:
            yield Group(title, [self[name] for name in names if name in self.fields])


class DissolveForm(forms.Form):
    """The last day of a body."""

    on = DayField(label=_("Last day"), help_text=_("Its seats and those who hold them end that day."))


class OnForm(forms.Form):
    """The day that a page tells of."""

    on = DayField(label=_("As of"), required=False)

    def day(self, today: date) -> date:
        """The day asked about; today when none is, or none that people could mean."""
        return (self.cleaned_data["on"] if self.is_valid() else None) or today
