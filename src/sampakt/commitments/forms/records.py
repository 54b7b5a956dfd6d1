"""Forms of what was done, and of the evidence that shows it."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Party, Theme
from sampakt.commitments.forms.commitments import UnitField, choose
from sampakt.commitments.models import Deed, Evidence
from sampakt.commitments.queries.words import words_used
from sampakt.commitments.terms import EvidenceKind
from sampakt.kernel import clock
from sampakt.kernel.alphabet import by_alphabet
from sampakt.kernel.forms import OwnWordFormField, OwnWordsFormField
from sampakt.kernel.text import Text, shortened
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation, Space, Unit
from sampakt.papers.forms import SharedForm, UploadField
from sampakt.papers.models import Document

FIRST = ("sort", "title", "done_on", "file", "reach")


class DeedForm(SharedForm):
    """What was done: what sort of thing, what it is called, and when. The rest may be left out."""

    class Meta:
        model = Deed
        fields = (
            "sort",
            "title",
            "done_on",
            "type",
            "theme",
            "unit",
            "participants",
            "recipient",
            "covers_from",
            "covers_until",
            "tags",
            "based_on",
            "note",
        )
        widgets = {"participants": forms.CheckboxSelectMultiple}

    type = OwnWordFormField(
        label=_("Type"), required=False, help_text=_("In your own words, such as interim report or joint application.")
    )
    tags = OwnWordsFormField(
        label=_("Tags"), required=False, help_text=_("What it touches, in your own words: one in each box.")
    )
    unit = UnitField(label=_("Unit"), queryset=Unit.objects.none(), required=False)

    def __init__(self, *args: Any, space: Space, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, space=space, viewer=viewer, **kwargs)
        parties = Organisation.objects.filter(
            pk__in=Party.objects.filter(agreement__space=space).values("organisation")
        ).order_by(by_alphabet("name", viewer.language))
        units = Unit.objects.filter(organisation__in=parties).select_related("organisation")
        choose(self, theme=Theme.objects.filter(space=space), participants=parties)
        choose(self, unit=units.order_by("organisation", "pk"))
        choose(self, based_on=Deed.objects.visible_to(viewer).in_space(space.pk).exclude(pk=self.instance.pk))
        used = words_used(viewer, space.pk)
        for name, words in (("type", used.types), ("tags", used.tags)):
            field = self.fields[name]
            assert isinstance(field, OwnWordFormField)
            field.offer(words)
        if self.instance.pk is None:
            self.fields["file"] = UploadField(label=_("A file that shows it"), required=False)
            self.initial.setdefault("done_on", clock.today())

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
        """Whether something is said, or wrong, among the fields that are folded."""
        return any(field.errors or field.value() for field in self.more_fields)

    def saved(self, name: str, record: Any) -> Any:
        """The value that a field has in a record of work, to be held against what was written."""
        return list(record.participants.all()) if name == "participants" else super().saved(name, record)


class EvidenceForm(SharedForm):
    """What shows that a promise is kept: a file, a document or record that is here already, an address, an account."""

    class Meta:
        model = Evidence
        fields = ("title", "dated_on", "document", "deed", "url", "words", "valid_until")
        widgets = {"words": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, space: Space, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, space=space, viewer=viewer, **kwargs)
        self._language = viewer.language
        choose(self, document=Document.objects.visible_to(viewer).in_space(space.pk).order_by("-dated_on", "-pk"))
        choose(self, deed=Deed.objects.visible_to(viewer).in_space(space.pk))
        self.fields["document"].label = _("… or a document that is here already")
        self.fields["deed"].label = _("… or a record of what was done")
        self.fields["url"].label = _("… or an address")
        self.fields["words"].label = _("… or an account of it")
        self.fields["valid_until"].help_text = _("Left empty, it is valid for good.")
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Left empty, the name of the file, document or record is used.")
        if self.instance.pk is None:
            self.fields["file"] = UploadField(label=_("A file"), required=False)
            self.initial.setdefault("dated_on", clock.today())
            self.order_fields(["file", "document", "deed", "url", "words", "title", "dated_on"])

    def clean(self) -> dict[str, Any]:
        """The values, with the sort of evidence that they make up, and a title."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        file, document, deed = values.get("file"), values.get("document"), values.get("deed")
        values["kind"] = (
            EvidenceKind.DOCUMENT
            if file or document
            else EvidenceKind.RECORD
            if deed
            else EvidenceKind.LINK
            if values.get("url")
            else EvidenceKind.NOTE
        )
        if not values.get("title"):
            named = document or deed
            words = file.name if file else values.get("url") or shortened(values.get("words", ""), 80)
            values["title"] = named.title if named else Text.of(words, self._language)
        return values


class WithdrawForm(forms.Form):
    """Why approved evidence counts no longer."""

    why = forms.CharField(label=_("Why does it no longer count?"), widget=forms.Textarea({"rows": 3}), max_length=1000)


class ReturnForm(forms.Form):
    """Why evidence is sent back."""

    why = forms.CharField(label=_("What is wrong or missing?"), widget=forms.Textarea({"rows": 3}), max_length=1000)
