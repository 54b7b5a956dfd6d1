"""Forms of an agenda: its items, the material they rest on, conflicts of interest, and what the minutes say of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Agreement, Theme
from sampakt.commitments.models import Commitment
from sampakt.governance.forms.fields import choose
from sampakt.governance.models import Body, Item, Seat
from sampakt.governance.terms import Conclusion
from sampakt.kernel.forms import MultilingualFormField, MultilingualWidget, RecordField
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import WIDE
from sampakt.papers.access import may_add_document
from sampakt.papers.forms import Reach, ReachField, UploadField
from sampakt.papers.models import Document
from sampakt.ui.forms import RecordForm

ABOUT = ("agreement", "commitment", "theme")


class CommitmentField(RecordField):
    """A commitment, by its reference and what is promised."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.reference} {obj.title}"


def choose_subjects(form: forms.BaseForm, body: Body, viewer: Viewer) -> None:
    """Let a form choose what something is about: an agreement, a commitment, a theme of the body's partnership."""
    agreements = Agreement.objects.visible_to(viewer).in_space(body.space_id).order_by("starts_on", "pk")
    commitments = Commitment.objects.visible_to(viewer).in_space(body.space_id).order_by("position", "pk")
    choose(form, "agreement", agreements, _("No agreement"))
    choose(form, "commitment", commitments, _("No commitment"))
    choose(form, "theme", Theme.objects.filter(space=body.space_id), _("No theme"))


class ItemForm(RecordForm):
    """An item of an agenda: what it is about, and what for. The rest may be left out."""

    class Meta:
        model = Item
        fields = ("title", "sort", "background", *ABOUT, "from_body", "is_restricted")
        widgets = {"background": MultilingualWidget(lines=3)}

    commitment = CommitmentField(label=_("About the commitment"), queryset=Commitment.objects.none(), required=False)

    def __init__(self, *args: Any, body: Body, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_subjects(self, body, viewer)
        others = Body.objects.visible_to(viewer).in_space(body.space_id).exclude(pk=body.pk)
        choose(self, "from_body", others.order_by("key"), _("No other body"))
        self.fields["is_restricted"].help_text = _("Others see only that there is an item, not what it is about.")
        if "from_body" in self.fields:
            self.fields["from_body"].help_text = _("Whose report or material is taken up.")

    @property
    def first_fields(self) -> list[BoundField]:
        """What is always asked."""
        return [self[name] for name in ("title", "sort", "background")]

    @property
    def more_fields(self) -> list[BoundField]:
        """What may be said besides."""
        return [self[name] for name in (*ABOUT, "from_body", "is_restricted") if name in self.fields]

    @property
    def more_is_open(self) -> bool:
        """Whether something is said, or wrong, among the fields that are folded."""
        return any(field.errors or field.value() for field in self.more_fields)


class MaterialForm(forms.Form):
    """What an item rests on: a document that is here, or a file that is uploaded now."""

    document = forms.ModelChoiceField(
        label=_("A document that is here already"), queryset=Document.objects.none(), required=False
    )
    file = UploadField(label=_("… or a new file"), required=False)
    prepared_by = forms.ModelChoiceField(
        label=_("Prepared by"),
        queryset=Body.objects.none(),
        required=False,
        help_text=_("The body that made it, where one did."),
    )

    def __init__(self, *args: Any, item: Item, body: Body, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        documents = Document.objects.visible_to(viewer).in_space(body.space_id)
        if item.is_restricted:
            documents = documents.exclude(audience__in=WIDE)
        taken = item.papers.values("document")
        choose(self, "document", documents.exclude(pk__in=taken).order_by("-dated_on", "-pk"), _("No document"))
        bodies = Body.objects.visible_to(viewer).in_space(body.space_id).order_by("key")
        choose(self, "prepared_by", bodies, _("No body in particular"))
        if may_add_document(viewer, body.space_id):
            self.fields["reach"] = _reach_beside(item, body, viewer)
        else:
            del self.fields["file"]
        if "file" in self.fields and "document" not in self.fields:
            self.fields["file"].label = _("File")

    def clean(self) -> dict[str, Any]:
        """The values: a document, or a file to make one of."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not values.get("document") and not values.get("file") and "file" not in self.errors:
            place = next((name for name in ("file", "document") if name in self.fields), None)
            self.add_error(place, ValidationError(gettext("Choose a document or a file."), code="required"))
        return values


def _reach_beside(item: Item, body: Body, viewer: Viewer) -> ReachField:
    """Who sees a new file: under a restricted item those who see the item, unless other people are named."""
    label = _("The new file is seen by")
    if not item.is_restricted:
        return ReachField(body.space, viewer, label=label)
    seated = Reach(Audience.NAMED, circle=body.seated)
    return ReachField(body.space, viewer, seated, only=(Audience.NAMED,), label=label)


class HeldSeatField(RecordField):
    """A seat, named with whoever held it."""

    names: Mapping[int, str] = {}

    def label_from_instance(self, obj: Any) -> str:
        return self.names.get(obj.pk) or str(obj)


class RecusalForm(forms.Form):
    """Who has a conflict of interest in an item, and why."""

    seat = HeldSeatField(label=_("Who"), queryset=Seat.objects.none(), empty_label=None)
    reason = MultilingualFormField(label=_("Why"), required=False)

    def __init__(self, *args: Any, seats: Any, names: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["seat"]
        assert isinstance(field, HeldSeatField)
        field.queryset, field.names = seats, names


class TakeUpForm(forms.Form):
    """Which of the proposed items go on the agenda."""

    proposed = forms.MultipleChoiceField(
        label=_("Proposed items"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Tick an item.")}
    )

    def __init__(self, *args: Any, keys: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["proposed"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, key) for key in keys]


class MinutesForm(forms.Form):
    """What the minutes say of one item, in the language of the partnership, and what came of it.

    ``sent`` is what the same page sent last, be it that no answer has come yet.
    """

    words = forms.CharField(
        label=pgettext_lazy("of a meeting", "Minutes"), required=False, widget=forms.Textarea({"rows": 4})
    )
    conclusion = forms.ChoiceField(
        label=_("What came of it"), required=False, choices=[("", _("Not said, or decided")), *Conclusion.choices]
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    sent = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, item: Item, language: str) -> None:
        said = {"words": getattr(item.minutes, language), "conclusion": item.conclusion, "version": item.version}
        super().__init__(data, prefix=f"item-{item.pk}", initial=said)
        self.item, self.language = item, language
        self.fields["words"].widget.attrs["lang"] = language

    def text(self) -> Text:
        """What is written, with what was written in other languages kept."""
        others = Text.of(self.item.minutes).as_data()
        return Text.of({**others, self.language: self.cleaned_data["words"]})

    def is_of_this_page(self, current: Item) -> bool:
        """Whether what was saved in between is what the same page says, or said just before: then nobody else wrote."""
        own = {_plain(words) for words in (self.cleaned_data["words"], self.cleaned_data["sent"]) if words}
        return _plain(getattr(current.minutes, self.language)) in own and (
            current.conclusion == self.cleaned_data["conclusion"]
        )


def _plain(words: str) -> str:
    """Words without the breaks of lines that only some browsers send."""
    return words.replace("\r\n", "\n")
