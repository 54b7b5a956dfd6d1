"""Forms about a partnership: what it says of itself, its themes, its people, its notes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.forms.fields import choose
from sampakt.agreements.models import Note, Partnership, Theme
from sampakt.kernel.forms import MultilingualWidget
from sampakt.kernel.terms import Audience, Language, Role
from sampakt.organisations.models import Circle, Organisation, Space, User
from sampakt.papers.forms import SharedForm
from sampakt.ui.forms import RecordForm

ROLES = [(role.value, role.label) for role in Role if role != Role.ADMINISTRATOR]


class SearchForm(forms.Form):
    """What to look for among the partnerships."""

    q = forms.CharField(label=_("Name"), required=False, widget=forms.TextInput({"type": "search"}))


class PartnershipForm(RecordForm):
    """What a partnership says of itself, and whether everyone sees it."""

    class Meta:
        model = Partnership
        fields = ("name", "summary", "language")
        widgets = {"summary": MultilingualWidget(lines=3)}

    audience = forms.ChoiceField(
        label=_("Seen by"),
        choices=[
            (Audience.PARTNERS.value, _("Its parties only")),
            (Audience.PUBLIC.value, _("Everyone: the partnership, and those of its records that are public")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].initial = self.instance.space.audience

    def saved(self, name: str, record: Any) -> Any:
        """The value that a field has in a record."""
        return record.space.audience if name == "audience" else super().saved(name, record)


class ThemeForm(RecordForm):
    """An area that the partnership works in."""

    class Meta:
        model = Theme
        fields = ("name", "starts_on", "ends_on")


class MemberForm(forms.Form):
    """Somebody with an account, and the role that they take."""

    user = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.none())
    organisation = forms.ModelChoiceField(label=_("Acts for"), queryset=Organisation.objects.none())
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, initial=Role.CONTACT)

    def __init__(self, *args: Any, space: Space, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "user", people)
        choose(self, "organisation", space.organisations.order_by("name"))


class InvitationForm(forms.Form):
    """Somebody to invite by letter, and the role that they will have."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"))
    organisation = forms.ModelChoiceField(label=_("Acts for"), queryset=Organisation.objects.none())
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, initial=Role.CONTACT)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=Language.choices)

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "organisation", space.organisations.order_by("name"))


class CircleForm(RecordForm):
    """Named people who share something that the others do not see."""

    class Meta:
        model = Circle
        fields = ("name", "members")

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("For example: the negotiators."))
    members = forms.ModelMultipleChoiceField(
        label=_("People"), queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "members", people)

    def saved(self, name: str, record: Any) -> Any:
        """Its people as a list."""
        return list(record.members.all()) if name == "members" else super().saved(name, record)


class NoteForm(SharedForm):
    """A note, and who sees it."""

    class Meta:
        model = Note
        fields = ("words",)
        widgets = {"words": forms.Textarea({"rows": 4})}
