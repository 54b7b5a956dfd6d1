"""Forms of proposals to a body: making one, taking it up, answering why not."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sampakt.governance.forms.fields import choose
from sampakt.governance.models import Body, Meeting, Proposal
from sampakt.kernel.forms import MultilingualFormField, MultilingualWidget, RecordField
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.ui.forms import RecordForm
from sampakt.ui.writing import written_day


class MeetingField(RecordField):
    """A meeting, by its day."""

    def label_from_instance(self, obj: Any) -> str:
        return written_day(obj.day, "weekday")


class ProposalForm(RecordForm):
    """Something that a body should take up."""

    class Meta:
        model = Proposal
        fields = ("title", "reason", "organisation")
        widgets = {"reason": MultilingualWidget(lines=3)}

    def __init__(self, *args: Any, body: Body, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = viewer.standing_in(body.space_id)
        own = Organisation.objects.filter(pk__in=standing.organisations if standing else ()).order_by("name")
        choose(self, "organisation", own, _("Myself"))


class ScheduleForm(forms.Form):
    """The coming meeting that takes a proposal up."""

    meeting = MeetingField(label=_("Meeting"), queryset=Meeting.objects.none(), empty_label=None)

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = meetings


class DeclineForm(forms.Form):
    """Why a proposal is not taken up."""

    answer = MultilingualFormField(label=_("The answer"), lines=3, help_text=_("Whoever proposed it reads this."))
