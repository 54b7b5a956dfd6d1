"""The room's forms. They read values; the actions decide."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from sampakt.kernel.alphabet import by_alphabet
from sampakt.kernel.terms import Language, Role
from sampakt.organisations.models import Appointment, Invitation, Office, Organisation, Person, Succession, Token, Unit
from sampakt.organisations.terms import Country, OrganisationKind
from sampakt.ui.forms import DayField, RecordForm


class SearchForm(forms.Form):
    """What to look for in the list of organisations."""

    q = forms.CharField(label=_("Name, number or code"), required=False, widget=forms.TextInput({"type": "search"}))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *OrganisationKind.choices])
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=[("", _("All countries")), *Country.choices]
    )


class OrganisationForm(RecordForm):
    """What is said of an organisation."""

    class Meta:
        model = Organisation
        fields = (
            "name",
            "names",
            "short_name",
            "kind",
            "country",
            "organisation_number",
            "official_code",
            "former_names",
            "website",
            "source",
            "source_as_of",
        )
        widgets = {"former_names": forms.Textarea({"rows": 3})}


class SuccessionForm(RecordForm):
    """Which organisation was taken over, and when."""

    class Meta:
        model = Succession
        fields = ("predecessor", "from_on", "note")

    predecessor = forms.ModelChoiceField(
        label=_("Predecessor's code"),
        help_text=_("The last part of its address, such as malmo-hogskola."),
        queryset=Organisation.objects.all(),
        to_field_name="code",
        widget=forms.TextInput,
        error_messages={"invalid_choice": _("There is no organisation with this code.")},
    )


class UnitForm(RecordForm):
    """What is said of a unit."""

    class Meta:
        model = Unit
        fields = ("name", "kind", "parent", "starts_on", "ends_on")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "parent", organisation.units.exclude(pk=self.instance.pk).order_by("pk"))


class OfficeForm(RecordForm):
    """What is said of an office."""

    class Meta:
        model = Office
        fields = ("name", "function", "unit", "starts_on", "ends_on")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "unit", organisation.units.order_by("pk"))


class AppointmentForm(RecordForm):
    """Who holds an office on which days."""

    class Meta:
        model = Appointment
        fields = ("person", "starts_on", "ends_on")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "person", organisation.people.order_by(by_alphabet("name", "sv")))
        self.fields["person"].help_text = _("May be left empty: that the office is held is what counts.")


class EndAppointmentForm(RecordForm):
    """The last day of an appointment."""

    class Meta:
        model = Appointment
        fields = ("ends_on",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = True


class PersonForm(RecordForm):
    """What work needs to know of a person."""

    class Meta:
        model = Person
        fields = ("name", "email")


class InvitationForm(RecordForm):
    """Whom to invite, and as what."""

    class Meta:
        model = Invitation
        fields = ("name", "email", "role", "language")

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role.value, role.label) for role in Role if role != Role.LEAD],
        initial=Role.READER,
        help_text=_("It holds for the whole organisation and in all its partnerships."),
    )


class AcceptForm(forms.Form):
    """A new account: its owner's name and password."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Choose a password"), widget=forms.PasswordInput({"autocomplete": "new-password"}), strip=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = SafeString(password_validators_help_text_html())


class AccountForm(forms.Form):
    """What one may change of one's own account."""

    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)


class TokenForm(forms.Form):
    """A key for a programme."""

    name = forms.CharField(label=_("What is the key for?"), max_length=Token._meta.get_field("name").max_length)
    may_write = forms.BooleanField(
        label=_("The programme may write"),
        required=False,
        help_text=_("Without this it may only read what you may read."),
    )
    ends_on = DayField(label=_("Last day"), required=False)


def _choose(form: forms.BaseForm, name: str, rows: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
