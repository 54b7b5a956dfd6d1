"""Forms of actions to do: who does what by when, what was done, why not, and where it was reported."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from sampakt.governance.forms.fields import parties_of
from sampakt.governance.forms.meetings import OnDayForm
from sampakt.governance.forms.proposals import MeetingField
from sampakt.governance.models import Body, Meeting, Task
from sampakt.kernel.alphabet import by_alphabet
from sampakt.kernel.errors import Refused
from sampakt.kernel.forms import MultilingualFormField
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Office, Organisation, Person
from sampakt.ui.forms import DayField, RecordForm

Result = TypeVar("Result")
Owner = Organisation | Office | Person
KINDS = {Organisation: "party", Office: "office", Person: "person"}
OWNERS = ("organisation", "office", "person")
"""What an action calls whoever is to do it: of these the form makes one question."""


class OwnerField(forms.ChoiceField):
    """Who is to do it, as one question: a party, an office of one, or somebody."""

    owners: dict[str, Owner]

    def offer(self, body: Body, viewer: Viewer) -> None:
        """Offer the parties of the body's partnership, their offices, and their people as far as the viewer sees."""
        parties = list(parties_of(body.space.partnership, viewer))
        alphabet = by_alphabet("name", viewer.language)
        offices = Office.objects.visible_to(viewer).filter(organisation__in=parties).select_related("organisation")
        people = Person.objects.visible_to(viewer).filter(organisation__in=parties).select_related("organisation")
        rows: list[tuple[Any, list[Any]]] = [
            (_("Parties"), parties),
            (_("Offices"), list(offices.order_by("organisation", "pk"))),
            (_("People"), list(people.order_by(alphabet, "pk"))),
        ]
        self.owners = {code_of(owner): owner for _label, owners in rows for owner in owners}
        groups = [(label, [(code_of(owner), _named(owner)) for owner in owners]) for label, owners in rows if owners]
        self.choices = [("", _("Choose …")), *groups]

    def clean(self, value: Any) -> Any:
        """The party, the office or the person that was chosen."""
        return self.owners.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return code_of(value) if isinstance(value, Owner) else value


def code_of(owner: Owner) -> str:
    """An owner as a form sends it: ``party:12``, ``office:3``, ``person:5``."""
    return f"{KINDS[type(owner)]}:{owner.pk}"


def _named(owner: Owner) -> str:
    match owner:
        case Office():
            return f"{owner.organisation.brief}: {owner.name}"
        case Person():
            return f"{owner.name}, {owner.organisation.brief}"
    return str(owner)


class TaskForm(RecordForm):
    """What is to be done, by whom, and by which day."""

    class Meta:
        model = Task
        fields = ("title", "due_on", "is_restricted")

    owner = OwnerField(label=_("Who does it"))
    field_order = ("title", "owner", "due_on", "given_on", "is_restricted")

    def __init__(self, *args: Any, body: Body, viewer: Viewer, asks_day: bool = False, **kwargs: Any) -> None:
        task: Task | None = kwargs.get("instance")
        if task is not None:
            kwargs["initial"] = {"owner": self.saved("owner", task), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, OwnerField)
        owner.offer(body, viewer)
        if asks_day:
            self.fields["given_on"] = DayField(label=_("Given"))
        self.order_fields(self.field_order)

    def saved(self, name: str, record: Any) -> Any:
        """The value of one of the form's fields in an action, to be held against what was written."""
        if name == "owner":
            return record.person or record.office or record.organisation
        return super().saved(name, record)


def owned(act: Callable[..., Result]) -> Callable[..., Result]:
    """An action that is handed a form's ``owner`` as the party, the office and the person that it takes.

    An office or a person is named with its party, so that those who act for it may say that it is carried out. What is
    said against them is said against the owner.
    """

    def told(*args: Any, owner: Owner | None = None, **values: Any) -> Result:
        party = owner if isinstance(owner, Organisation) or owner is None else owner.organisation
        values |= {
            "organisation": party,
            "office": owner if isinstance(owner, Office) else None,
            "person": owner if isinstance(owner, Person) else None,
        }
        try:
            return act(*args, **values)
        except Refused as refused:
            found = [replace(one, field="owner") if one.field in OWNERS else one for one in refused.objections]
            raise Refused(found) from refused

    return told


class CarryOutForm(OnDayForm):
    """When an action was carried out, and what was done."""

    account = MultilingualFormField(label=_("What was done"), required=False, lines=3)
    field_order = ("account", "on")


class DropForm(forms.Form):
    """Why an action is not carried out."""

    because = MultilingualFormField(label=_("Why"), lines=2)


class ReportForm(forms.Form):
    """The meeting at which an action was reported back."""

    at = MeetingField(label=_("Reported at"), queryset=Meeting.objects.none(), empty_label=None)

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["at"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = meetings
