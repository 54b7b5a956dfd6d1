"""Forms of a seat: whose it is, who holds it and from when, and its last day."""

from typing import Any

from django import forms
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Theme
from sampakt.governance.forms.fields import OfficeField, PersonField, choose, parties_of
from sampakt.governance.models import Body, Holding, Seat
from sampakt.governance.terms import Position
from sampakt.kernel import clock
from sampakt.kernel.alphabet import by_alphabet
from sampakt.kernel.forms import OwnWordFormField
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Office, Person
from sampakt.ui.forms import DayField, RecordForm

FIRST = ("position", "organisation", "office")


class SeatForm(RecordForm):
    """A seat: its position, the party that it belongs to, and the office that it follows, if any."""

    class Meta:
        model = Seat
        fields = (*FIRST, "name", "whose", "theme", "group", "deputy_for", "starts_on", "ends_on")

    office = OfficeField(
        label=_("Office"),
        queryset=Office.objects.none(),
        required=False,
        help_text=_("The seat then follows whoever holds the office. Left empty, people are named for the seat."),
    )
    group = OwnWordFormField(
        label=_("Group"),
        required=False,
        help_text=_("What its holder represents, in your own words, such as elected members."),
    )

    def __init__(self, *args: Any, body: Body, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partnership = body.space.partnership
        parties = parties_of(partnership, viewer)
        offices = Office.objects.visible_to(viewer).filter(organisation__in=parties).select_related("organisation")
        others = body.seats.exclude(pk=self.instance.pk).exclude(position=Position.DEPUTY).select_related("office")
        choose(self, "organisation", parties, _("No party's"))
        choose(self, "office", offices.order_by("organisation", "pk"), _("No office"))
        choose(self, "theme", Theme.objects.filter(space=partnership.pk), _("No theme"))
        choose(self, "deputy_for", others, _("Any seat of its party"))
        group = self.fields["group"]
        assert isinstance(group, OwnWordFormField)
        used = Seat.objects.filter(body__space=body.space_id).exclude(group="").order_by("group")
        group.offer(list(used.values_list("group", flat=True).distinct()))
        self.fields["whose"].help_text = _("Such as the county administrative board.")
        self.fields["starts_on"].help_text = _("Left empty, the seat has been there as long as the body.")
        if self.instance.pk is None:
            del self.fields["ends_on"]

    @property
    def first_fields(self) -> list[BoundField]:
        """What is always asked."""
        return [self[name] for name in FIRST if name in self.fields]

    @property
    def more_fields(self) -> list[BoundField]:
        """What may be said besides."""
        return [field for field in self.visible_fields() if field.name not in FIRST]

    @property
    def more_is_open(self) -> bool:
        """Whether something is wrong among the fields that are folded."""
        return any(field.errors for field in self.more_fields)


class HoldingForm(RecordForm):
    """Who held a seat, from when and until when."""

    class Meta:
        model = Holding
        fields = ("person", "starts_on", "ends_on")

    person = PersonField(
        label=_("Holder"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Held, holder not named"),
    )

    def __init__(self, *args: Any, seat: Seat, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sharing = Q(organisation__spaces=seat.body.space_id)
        whose = Q(organisation=seat.organisation_id) if seat.organisation_id else sharing
        people = Person.objects.visible_to(viewer).filter(whose | Q(pk=self.instance.person_id))
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = (
            people.select_related("organisation").order_by(by_alphabet("name", viewer.language), "pk").distinct()
        )
        self.fields["ends_on"].help_text = _("Left empty, they hold it until somebody says otherwise.")


class FillForm(HoldingForm):
    """Who takes a seat, and from when."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("starts_on", clock.today())


class EndSeatForm(forms.Form):
    """The last day of a seat."""

    on = DayField(label=_("Last day"), help_text=_("Whoever holds it leaves it that day, too."))
