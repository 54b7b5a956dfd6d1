"""Forms of a meeting: when and where it is, why it is cancelled, who was there, and what stands beside its minutes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from sampakt.governance.forms.fields import choose
from sampakt.governance.models import Body, Item, Meeting, Seat
from sampakt.governance.queries.asked import SeatToAsk
from sampakt.governance.rules.cadence import lie_close
from sampakt.governance.terms import VOTING, Position, Presence
from sampakt.kernel import clock
from sampakt.kernel.forms import MultilingualFormField
from sampakt.kernel.viewer import Viewer
from sampakt.papers.models import Document
from sampakt.ui.forms import DayField, RecordForm
from sampakt.ui.writing import written_day

FIRST = ("day", "begins_at", "ends_at", "place")


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class MeetingForm(RecordForm):
    """A meeting: its day. The clock, the place and the address of a digital meeting may be said later."""

    class Meta:
        model = Meeting
        fields = (*FIRST, "link", "minutes")
        widgets = {"begins_at": TimeInput, "ends_at": TimeInput}

    def __init__(self, *args: Any, body: Body, viewer: Viewer, proposed: Sequence[date] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        documents = Document.objects.visible_to(viewer).in_space(body.space_id).order_by("-dated_on", "-pk")
        choose(self, "minutes", documents, _("No document"))
        if "minutes" in self.fields:
            self.fields["minutes"].help_text = _("Where they were written and signed elsewhere.")
        if proposed and self.instance.pk is None:
            self.fields = {"proposed": _proposed_field(proposed), **self.fields}
            self.fields["day"].required = False
            self.fields["day"].label = _("Another day")
            self.initial.setdefault("proposed", proposed[0].isoformat())

    def clean(self) -> dict[str, Any]:
        """The values; the day written wins over the one that was proposed."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = values.pop("proposed", None)
        if "proposed" in self.fields and not values.get("day") and "day" not in self.errors:
            if chosen:
                values["day"] = chosen
            else:
                self.add_error("day", _("Choose one of the days, or write another."))
        return values

    @property
    def first_fields(self) -> list[BoundField]:
        """What is always asked."""
        return [self[name] for name in ("proposed", *FIRST) if name in self.fields]

    @property
    def more_fields(self) -> list[BoundField]:
        """What may be said besides."""
        shown = {"proposed", *FIRST}
        return [field for field in self.visible_fields() if field.name not in shown]

    @property
    def more_is_open(self) -> bool:
        """Whether something is said, or wrong, among the fields that are folded."""
        return any(field.errors or field.value() for field in self.more_fields)


class ProposedDayField(forms.TypedChoiceField):
    """One of the days proposed. Those that were offered before somebody planned another meeting still count."""

    def valid_value(self, value: Any) -> bool:
        """Any day: the action says whether the body may meet on it."""
        return True


def _proposed_field(days: Sequence[date]) -> ProposedDayField:
    close = _("They lie close together: so many meetings are missing in what is left of the period.")
    choices = [(day.isoformat(), written_day(day, "weekday")) for day in days]
    return ProposedDayField(
        label=_("Proposed by how often the body meets"),
        choices=[*choices, ("", _("Another day"))],
        coerce=date.fromisoformat,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
        help_text=close if lie_close(days) else "",
    )


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    because = MultilingualFormField(label=_("Why"), help_text=_("Those who were called are told."))


class AdjustedForm(forms.Form):
    """The day on which minutes that are kept elsewhere were adjusted."""

    on = DayField(label=_("Adjusted on"))


class CorrectionForm(forms.Form):
    """What stands beside adjusted minutes from today on."""

    item = forms.ModelChoiceField(label=_("About the agenda item"), queryset=Item.objects.none(), required=False)
    words = MultilingualFormField(label=_("What is corrected"), lines=3)

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "item", items, _("The minutes as a whole"))


@dataclass(frozen=True)
class AttendanceRow:
    """A seat with the fields that say whether its holder was there."""

    asked: SeatToAsk
    presence: BoundField
    stands_in_for: BoundField | None
    is_adjuster: BoundField


class AttendanceForm(forms.Form):
    """Who was there: a row a seat. Who stood in for whom, and who adjusts the minutes."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, meeting: Meeting, seats: Sequence[SeatToAsk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = list(seats)
        said = {row.seat_id: row for row in meeting.attendances.all()}
        self.initial["version"] = meeting.version
        for one in self.asked:
            seat, row = one.seat, said.get(one.seat.pk)
            usual = Presence.ABSENT if one.is_vacant or seat.position == Position.DEPUTY else Presence.PRESENT
            self.fields[f"seat-{seat.pk}"] = forms.ChoiceField(
                label=str(seat),
                choices=Presence.choices,
                widget=forms.RadioSelect,
                initial=row.presence if row else usual,
            )
            self.fields[f"adjuster-{seat.pk}"] = forms.BooleanField(
                label=_("Adjusts the minutes"), required=False, initial=bool(row and row.is_adjuster)
            )
            if stood_in_for := [(other.pk, str(other)) for other in self._replaced_by(seat)]:
                self.fields[f"for-{seat.pk}"] = forms.TypedChoiceField(
                    label=_("Stands in for"),
                    choices=[("", _("Nobody")), *stood_in_for],
                    coerce=int,
                    empty_value=None,
                    required=False,
                    initial=row.stands_in_for_id if row else None,
                )

    def _replaced_by(self, deputy: Seat) -> Iterator[Seat]:
        """The seats that a deputy may stand in for: the one it names, else those of its party's members."""
        if deputy.position != Position.DEPUTY:
            return
        for one in self.asked:
            is_named = deputy.deputy_for_id in {None, one.seat.pk}
            is_own = one.seat.organisation_id == deputy.organisation_id
            if one.seat.position in VOTING and is_named and is_own:
                yield one.seat

    @property
    def rows(self) -> list[AttendanceRow]:
        """The seats with their fields."""
        return [
            AttendanceRow(
                one,
                self[f"seat-{one.seat.pk}"],
                self[f"for-{one.seat.pk}"] if f"for-{one.seat.pk}" in self.fields else None,
                self[f"adjuster-{one.seat.pk}"],
            )
            for one in self.asked
        ]

    @property
    def has_deputies(self) -> bool:
        """Whether anybody may stand in for somebody else."""
        return any(name.startswith("for-") for name in self.fields)


class OnDayForm(forms.Form):
    """The day on which something happened; today unless said otherwise."""

    on = DayField(label=_("Date"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", clock.today())
