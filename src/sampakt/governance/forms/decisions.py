"""Forms of decisions: what was decided, how members stood, what it brings about; and what to look for among them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sampakt.commitments.models import Commitment
from sampakt.governance.access import may_bring_about
from sampakt.governance.actions.deciding import VoteLine
from sampakt.governance.actions.effects import Brings
from sampakt.governance.actions.intents import GONE
from sampakt.governance.forms.agenda import ABOUT, CommitmentField, choose_subjects
from sampakt.governance.forms.fields import choose
from sampakt.governance.models import Body, Decision
from sampakt.governance.queries.asked import Voter
from sampakt.governance.queries.counting import Counting, promises_counting
from sampakt.governance.queries.intents import intended
from sampakt.governance.terms import DecisionOutcome, DecisionRule, Effect, Stance
from sampakt.kernel.forms import MultilingualFormField, MultilingualWidget
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.papers.models import Document
from sampakt.ui.forms import DayField, RecordForm

Result = TypeVar("Result")
FIRST = ("title", "words", "outcome")
BROUGHT = ("effect", "type", "covers_from", "covers_until", "instead", "holds_from", "holds_until")
MORE = ("decided_on", *ABOUT, "document", "supersedes", "number", "number_is_meant", "year", "is_restricted")


@dataclass(frozen=True)
class VoteRow:
    """A voter with the fields that say how they stood."""

    voter: Voter
    stance: BoundField
    reservation: BoundField


class DecisionForm(RecordForm):
    """What was decided. How members stood and what it brings about are said where there is something to say."""

    class Meta:
        model = Decision
        fields = (*FIRST, "effect", "decided_on", *ABOUT, "document", "supersedes", "is_restricted")
        widgets = {"words": MultilingualWidget(lines=3), "outcome": forms.RadioSelect}

    commitment = CommitmentField(label=_("About the commitment"), queryset=Commitment.objects.none(), required=False)
    type = forms.CharField(label=_("Type of plan"), required=False, max_length=60)
    covers_from = DayField(label=_("About the period from"), required=False)
    covers_until = DayField(label=_("About the period to"), required=False)
    instead = MultilingualFormField(label=_("What was agreed instead"), required=False, lines=2)
    holds_from = DayField(label=_("Holds from"), required=False)
    holds_until = DayField(label=_("Holds to"), required=False)
    number = forms.IntegerField(
        label=_("Number"), required=False, min_value=1, help_text=_("Left empty, the next one of the year is used.")
    )
    number_is_meant = forms.BooleanField(label=_("The number is meant, though it is not the next one"), required=False)

    def __init__(self, *args: Any, body: Body, viewer: Viewer, voters: Sequence[Voter] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body, self.viewer, self.voters = body, viewer, list(voters)
        is_of_meeting = self.instance.meeting_id is not None
        if is_of_meeting or (self.instance.pk is None and "decided_on" not in self.initial):
            del self.fields["decided_on"]
        if self.instance.pk is not None:
            del self.fields["number"]
        if self.instance.pk is not None or not self.data.get("number"):
            del self.fields["number_is_meant"]
        choose_subjects(self, body, viewer)
        documents = Document.objects.visible_to(viewer).in_space(body.space_id).order_by("-dated_on", "-pk")
        choose(self, "document", documents, _("No document"))
        earlier = Decision.objects.visible_to(viewer).filter(
            body=body, outcome=DecisionOutcome.TAKEN, superseded_by=None
        )
        choose(self, "supersedes", earlier.exclude(pk=self.instance.pk), _("No earlier decision"))
        effect = self.fields["effect"]
        assert isinstance(effect, forms.ChoiceField)
        # A decision opens no door that is closed otherwise: what its writer may not do by hand is not offered.
        offered = [(term.value, term.label) for term in Effect if may_bring_about(viewer, body.space_id, term)]
        effect.choices = [("", _("Nothing beyond its words")), *offered]
        self.fields["type"].help_text = _("In your own words, such as activity plan.")
        types = {one.type for one in self.counting if one.effect == self.initial.get("effect")}
        if self.instance.pk is None and len(types) == 1 and not self.initial.get("type"):
            # What the only promise of such a decision asks for: without it the decision would not count.
            self.initial["type"] = types.pop()
        if body.decision_rule == DecisionRule.AGREEMENT:
            self.fields["outcome"].help_text = _(
                "The body decides by agreement. With a dissent, record that it was not taken, and who dissented."
            )
        if self.instance.pk is not None:
            self._say_what_it_brought()
        self.waiting = intended(self.instance) if self.instance.pk is not None else None
        if self.waiting is not None:
            self.initial.update({name: getattr(self.waiting.said, name) for name in BROUGHT[1:]})
        self._ask_for_votes()

    def _say_what_it_brought(self) -> None:
        deed, waiver = self.instance.deed, self.instance.waiver
        if deed is not None:
            self.initial.update(type=deed.type, covers_from=deed.covers_from, covers_until=deed.covers_until)
        if waiver is not None:
            self.initial.update(instead=waiver.reason, holds_from=waiver.starts_on, holds_until=waiver.ends_on)

    def _ask_for_votes(self) -> None:
        votes = list(self.instance.votes.all()) if self.instance.pk else []
        said = {f"seat-{vote.seat_id}" if vote.seat_id else f"party-{vote.organisation_id}": vote for vote in votes}
        for voter in self.voters:
            vote = said.get(voter.code)
            self.fields[f"stance-{voter.code}"] = forms.ChoiceField(
                label=_("Position"),
                choices=[("", _("Not said")), *Stance.choices],
                required=False,
                initial=vote.stance if vote else "",
            )
            self.fields[f"reservation-{voter.code}"] = forms.CharField(
                label=_("Reservation"), required=False, initial=str(vote.reservation) if vote else ""
            )

    def clean(self) -> dict[str, Any] | None:
        """A reservation is made by somebody who stood to the decision in some way: without that it has no place."""
        cleaned = super().clean()
        for voter in self.voters:
            stance, reservation = f"stance-{voter.code}", f"reservation-{voter.code}"
            if self.cleaned_data.get(reservation) and self.cleaned_data.get(stance) == "":
                self.add_error(stance, _("Say how they stood to it, too: a reservation is kept with it."))
        return cleaned

    @property
    def is_between_meetings(self) -> bool:
        """Whether nobody met: then the day is asked for."""
        return "decided_on" in self.fields

    @property
    def asks_everybody(self) -> bool:
        """Whether everybody must agree."""
        return (self.instance.rule or self.body.decision_rule) == DecisionRule.AGREEMENT

    @property
    def first_fields(self) -> list[BoundField]:
        """What is always asked."""
        return [self[name] for name in FIRST]

    @property
    def vote_rows(self) -> list[VoteRow]:
        """Those who may have stood to it, each with its fields."""
        return [
            VoteRow(voter, self[f"stance-{voter.code}"], self[f"reservation-{voter.code}"]) for voter in self.voters
        ]

    @property
    def votes_are_open(self) -> bool:
        """Whether a position must be said, is said, or wrong."""
        rows = self.vote_rows
        is_said = any(row.stance.value() or row.stance.errors or row.reservation.errors for row in rows)
        return self.is_between_meetings or is_said

    @cached_property
    def counting(self) -> Sequence[Counting]:
        """The promises that it may keep."""
        return promises_counting(self.viewer, self.body)

    @property
    def counted(self) -> list[str]:
        """For which promises it will count, and in which period; told before anything is saved."""
        lines = []
        for one in self.counting:
            what = f"{one.effect.label} ({one.type})" if one.type else str(one.effect.label)
            words = (
                gettext("%(effect)s: counts for %(commitment)s in the period that it is about.")
                if one.for_period
                else gettext("%(effect)s: counts for %(commitment)s in the period in which it is decided.")
            )
            lines.append(words % {"effect": what, "commitment": f"{one.commitment.reference} {one.commitment.title}"})
        return lines or [
            gettext("No commitment here asks for plans or priority areas: such a decision counts for none.")
        ]

    @property
    def brought_fields(self) -> list[BoundField]:
        """What it brings about."""
        return [self[name] for name in BROUGHT if name in self.fields]

    @property
    def more_fields(self) -> list[BoundField]:
        """What may be said besides."""
        return [self[name] for name in MORE if name in self.fields]

    @property
    def gone(self) -> str:
        """What the decision that waits names and that is no longer there, or cannot be read; empty mostly."""
        return ", ".join(str(GONE.get(name, name)) for name in self.waiting.gone) if self.waiting is not None else ""

    @property
    def brought_is_open(self) -> bool:
        """Whether an effect is said, or something is wrong with it."""
        return bool(self["effect"].value()) or any(field.errors for field in self.brought_fields)

    @property
    def more_is_open(self) -> bool:
        """Whether something is said, or wrong, among the fields that are folded."""
        return any(field.errors or field.value() for field in self.more_fields)


def deciding(act: Callable[..., Result], form: DecisionForm, language: str) -> Callable[..., Result]:
    """An action that is handed what a form says of positions and effects as the lines that it takes.

    Reservations are written in ``language``, that of the partnership.
    """

    def told(**values: Any) -> Result:
        votes = []
        for voter in form.voters:
            stance = values.pop(f"stance-{voter.code}", "")
            reservation = values.pop(f"reservation-{voter.code}", "")
            if stance:
                votes.append(VoteLine(stance, voter.seat, voter.organisation, Text.of(reservation, language)))
        about = {name: values.pop(name, None) for name in BROUGHT[1:]}
        brings = None
        # What it has brought about stays as it is unless somebody says otherwise, or it can never come about.
        is_said = form.instance.pk is None or bool(form.gone) or not set(form.changed_data).isdisjoint(BROUGHT)
        if values.get("effect") and is_said:
            about["instead"] = about["instead"] or Text()
            brings = Brings(**{**about, "type": about["type"] or ""})
            if form.waiting is not None and not {"effect", "commitment"} & set(form.changed_data):
                # Records that were named besides are kept: the form does not ask for them.
                kept = form.waiting
                brings = replace(brings, deed=kept.deed, waiver=kept.waiver, successor=kept.successor)
        if values.get("number") is None:
            values.pop("number", None)
        return act(votes=votes, brings=brings, **values)

    return told


class ApprovalForm(forms.Form):
    """Which version of a decision was read before it was approved."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RegisterForm(forms.Form):
    """What to show of a register of decisions. What the address says wrongly is not asked for, but told."""

    unknown: Sequence[str] = ()

    words = forms.CharField(label=_("Words"), required=False, widget=forms.TextInput({"type": "search"}))
    body = forms.CharField(label=_("Body"), required=False, widget=forms.Select)
    year = forms.IntegerField(label=_("Year"), required=False, widget=forms.Select)
    outcome = forms.ChoiceField(label=_("Outcome"), required=False, choices=[("", _("All")), *DecisionOutcome.choices])
    in_force_on = DayField(label=_("In force on"), required=False)
    agreement = forms.CharField(required=False, widget=forms.HiddenInput)
    commitment = forms.CharField(required=False, widget=forms.HiddenInput)
    theme = forms.CharField(required=False, widget=forms.HiddenInput)

    def offer(self, *, bodies: Sequence[Body], years: Sequence[int]) -> None:
        """Offer the bodies and the years that have decisions, and find what the address names beyond them."""
        offered = {"body": [body.code for body in bodies], "year": [str(year) for year in years]}
        asked = {name: self.data.get(name, "") for name in ("body", "year", "outcome", "in_force_on")}
        self.unknown = [
            f"{self.fields[name].label}: {said}"
            for name, said in asked.items()
            if said and (name in self.errors or said not in offered.get(name, (said,)))
        ]
        for name, rows, everything in (
            ("body", [(body.code, str(body)) for body in bodies], _("All bodies")),
            ("year", [(year, str(year)) for year in years], _("All years")),
        ):
            widget = self.fields[name].widget
            assert isinstance(widget, forms.Select)
            widget.choices = [("", everything), *rows]

    def wanted(self) -> dict[str, Any]:
        """What the address asks for."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in {None, ""}}

    @property
    def is_narrowed(self) -> bool:
        """Whether the address asks for anything in particular."""
        return bool(self.wanted())
