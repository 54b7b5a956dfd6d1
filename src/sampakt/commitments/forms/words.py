"""Forms of what people say: how a promise stands, what was agreed instead, whether the other party agrees."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sampakt.commitments.forms.commitments import choose
from sampakt.commitments.models import Commitment, Waiver
from sampakt.commitments.terms import Verdict
from sampakt.kernel import clock
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.papers.forms import UploadField
from sampakt.papers.models import Document
from sampakt.ui.forms import DayField, RecordForm


class SpokenForm(forms.Form):
    """A form in which somebody says something on behalf of an organisation, in their own language."""

    def __init__(self, *args: Any, viewer: Viewer, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._language = viewer.language
        self.initial = {"stated_on": clock.today(), "given_on": clock.today(), **self.initial}
        choose(self, organisation=organisations)
        if len(organisations) < 2:
            del self.fields["organisation"]

    def clean_words(self) -> Text:
        """The words in the language of the page."""
        return Text.of(self.cleaned_data["words"], self._language)


class StatementForm(SpokenForm):
    """How a promise stands: one word, why, and what shows it. Two minutes."""

    verdict = forms.ChoiceField(label=_("How does it stand?"), choices=Verdict.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In a few words"), required=False, widget=forms.Textarea({"rows": 3}), max_length=4000
    )
    stated_on = DayField(label=_("Date"))
    file = UploadField(label=_("A file that shows it"), required=False)
    url = forms.URLField(label=_("… or an address"), required=False, max_length=500, assume_scheme="https")
    organisation = forms.ModelChoiceField(
        label=_("On behalf of"), queryset=Organisation.objects.none(), empty_label=None
    )
    office = forms.CharField(label=_("By the office"), required=False, max_length=120)


class ConfirmationForm(SpokenForm):
    """The other party's word."""

    agrees = forms.TypedChoiceField(
        label=_("Was the commitment kept?"),
        choices=[("yes", _("Yes, we confirm it")), ("no", _("No, we dispute it"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("Why"), required=False, widget=forms.Textarea({"rows": 3}), max_length=4000)
    given_on = DayField(label=_("Date"))
    organisation = forms.ModelChoiceField(
        label=_("On behalf of"), queryset=Organisation.objects.none(), empty_label=None
    )


class WaiverForm(RecordForm):
    """The decision that something else holds than was promised."""

    class Meta:
        model = Waiver
        fields = ("reason", "body", "decided_on", "reference", "starts_on", "ends_on", "document")

    def __init__(self, *args: Any, commitment: Commitment, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, document=Document.objects.visible_to(viewer).in_space(commitment.space_id))
        self.fields["starts_on"].required = False
        self.fields["starts_on"].help_text = _("Left empty, from the day of the decision.")


class EndWaiverForm(RecordForm):
    """The last day on which something else holds."""

    class Meta:
        model = Waiver
        fields = ("ends_on",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = True
