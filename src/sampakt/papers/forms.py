"""The room's forms, and the field that says how far a record reaches. They read values; the actions decide."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sampakt.kernel.alphabet import by_alphabet
from sampakt.kernel.errors import Objection
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Circle, Organisation, Space
from sampakt.papers.actions import Upload
from sampakt.papers.models import Document, Version
from sampakt.papers.terms import PaperObjection
from sampakt.ui.forms import DayField, RecordForm

Result = TypeVar("Result")
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Reach:
    """How far a record reaches: its audience, and the organisation or the named people that it is narrowed to."""

    audience: str = Audience.PARTNERS
    organisation: Organisation | None = None
    circle: Circle | None = None

    @property
    def value(self) -> str:
        """The reach as a form sends it: ``partners``, ``own:12``, ``named:3``."""
        narrowed = {Audience.OWN: self.organisation, Audience.NAMED: self.circle}.get(Audience(self.audience))
        return f"{self.audience}:{narrowed.pk}" if narrowed else self.audience

    def __str__(self) -> str:
        match self.audience:
            case Audience.OWN:
                return gettext("Only %(organisation)s") % {"organisation": self.organisation}
            case Audience.NAMED:
                return gettext("Named people: %(circle)s") % {"circle": self.circle}
            case _:
                return str(Audience(self.audience).label)


class ReachField(forms.ChoiceField):
    """Who sees the record, as one question: all parties, only one's own organisation, some named people, everyone.

    ``only`` keeps to some audiences, where what the record belongs to is seen by no others.
    """

    def __init__(
        self,
        space: Space,
        viewer: Viewer,
        now: Reach | None = None,
        *,
        only: Collection[str] = tuple(Audience),
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("label", _("Seen by"))
        kwargs.setdefault("initial", (now or Reach()).value)
        reaches = [Reach(), *_narrower(space, viewer)]
        if space.audience == Audience.PUBLIC and viewer.may_edit_in(space.pk):
            reaches.append(Reach(Audience.PUBLIC))
        reaches = [reach for reach in reaches if reach.audience in only]
        if now is not None and now not in reaches:
            reaches.append(now)
        self.reaches: Mapping[str, Reach] = {reach.value: reach for reach in reaches}
        choices = [(value, str(reach)) for value, reach in self.reaches.items()]
        super().__init__(choices=choices, widget=forms.RadioSelect, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.value if isinstance(value, Reach) else value

    def clean(self, value: Any) -> Any:
        """The chosen reach. Raises ValidationError on one that is not the viewer's to give."""
        return self.reaches[super().clean(value)]


def _narrower(space: Space, viewer: Viewer) -> list[Reach]:
    standing = viewer.standing_in(space.pk)
    own = Organisation.objects.filter(pk__in=standing.organisations if standing else ())
    circles = Circle.objects.filter(space=space, pk__in=viewer.circles).order_by("name")
    return [
        *(Reach(Audience.OWN, organisation=row) for row in own.order_by(by_alphabet("name", viewer.language))),
        *(Reach(Audience.NAMED, circle=row) for row in circles),
    ]


def reaching(act: Callable[..., Result]) -> Callable[..., Result]:
    """An action that is handed a form's ``reach`` as the audience, organisation and circle that it takes."""

    def told(*args: Any, reach: Reach | None = None, **values: Any) -> Result:
        if reach is not None:
            values |= {"audience": reach.audience, "organisation": reach.organisation, "circle": reach.circle}
        return act(*args, **values)

    return told


class SharedForm(RecordForm):
    """A form for a record in a space; it asks who sees the record, unless that is not the viewer's to say."""

    def __init__(self, *args: Any, space: Space, viewer: Viewer, asks_reach: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_reach:
            now = self.saved("reach", self.instance) if self.instance.pk else None
            self.fields["reach"] = ReachField(space, viewer, now)

    def saved(self, name: str, record: Any) -> Any:
        """The value that a field has in a record, to be held against what was written."""
        if name == "reach":
            return Reach(record.audience, record.organisation, record.circle)
        return getattr(record, name, None)


def too_large(size: int) -> Objection | None:
    """What stands against a file of ``size`` bytes, told before any of it is read."""
    if size <= settings.UPLOAD_LIMIT:
        return None
    limit = settings.UPLOAD_LIMIT // _MEGABYTE
    return Objection.of(PaperObjection.TOO_LARGE, field="file", size=-(-size // _MEGABYTE), limit=limit)


class UploadField(forms.FileField):
    """A file, not larger than may be kept, as the actions take it."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file with its name and bytes; one that is too large is not read at all."""
        file: UploadedFile[Any] | None = super().clean(data, initial)
        if not file:
            return None
        if objection := too_large(file.size or 0):
            raise ValidationError(str(objection), code=objection.code)
        # Browsers write a quotation mark in the name of a sent file as %22, and nothing else so.
        return Upload((file.name or "").replace("%22", '"'), file.read())


class SearchForm(forms.Form):
    """What to look for among the documents."""

    q = forms.CharField(
        label=_("Title, author, reference or words in the text"),
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )


class DocumentForm(SharedForm):
    """What is said of a document; a fresh one may come with its file. Its title may be left to the file's name."""

    class Meta:
        model = Document
        fields = ("title", "dated_on", "author", "reference", "url", "secrecy_ground")

    field_order = ("file", "title", "reach")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["file"] = UploadField(
                label=_("File"),
                required=False,
                help_text=_("A paper can also be known without its file: its date, author and place are then kept."),
            )
            self.fields["title"].required = False
            self.fields["title"].help_text = _("Left empty, the file's name is used.")
        if "reach" not in self.fields:
            del self.fields["secrecy_ground"]
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """The values, with the file's name as title where none was written."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if "file" in self.fields and not values.get("title"):
            upload = values.get("file")
            if upload:
                values["title"] = Text.of(upload.name.rpartition(".")[0] or upload.name)
            elif "file" not in self.errors:
                self.add_error("title", ValidationError(gettext("Choose a file, or write a title."), code="required"))
        return values


def uploading(act: Callable[..., Result]) -> Callable[..., Result]:
    """An action that is handed a form's ``file`` as the upload that it takes."""

    def told(*args: Any, file: Upload | None = None, **values: Any) -> Result:
        return act(*args, upload=file, **values)

    return told


class VersionForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A new file of a document."""

    class Meta:
        model = Version
        fields = ("dated_on", "note")
        field_classes = {"dated_on": DayField}

    file = UploadField(label=_("File"))
    field_order = ("file", "note", "dated_on")

    def _post_clean(self) -> None:
        """The action makes the version and checks it."""

    def clean(self) -> dict[str, Any]:
        """The upload with the date and the note that were written beside it."""
        values: dict[str, Any] = self.cleaned_data
        upload = values.get("file")
        if upload:
            told = {"dated_on": values.pop("dated_on", None), "note": values.pop("note", "")}
            values["file"] = Upload(upload.name, upload.content, **told)
        return values
