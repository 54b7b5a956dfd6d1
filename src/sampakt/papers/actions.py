"""The verbs of the room: the only code that saves its records."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import TypedDict, Unpack

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.db.models.fields.files import FieldFile

from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import Changes, check, save_changed, save_new
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import REACH, objections_to_reach
from sampakt.organisations.models import Circle, Organisation, Space
from sampakt.papers.access import may_add_document, may_decide_on_document, may_write_document
from sampakt.papers.models import Document, Version
from sampakt.papers.rules import UNPACKED_LIMIT, free_key, media_of, text_of
from sampakt.papers.terms import PaperObjection, Verb
from sampakt.trail.actions import record

_MEGABYTE = 1024 * 1024
_DECIDED = frozenset({*REACH, "secrecy_ground"})
_written: ContextVar[list[FieldFile] | None] = ContextVar("written", default=None)


class DocumentValues(TypedDict, total=False):
    """What can be said of a document; ``organisation`` and ``circle`` narrow its audience."""

    key: str
    title: Text
    author: str
    reference: str
    dated_on: date | None
    url: str
    secrecy_ground: str
    audience: str
    organisation: Organisation | None
    circle: Circle | None
    is_sample: bool


@dataclass(frozen=True)
class Upload:
    """A file as it came: its name and its bytes. ``text`` is what somebody read in one that holds pictures alone."""

    name: str
    content: bytes
    dated_on: date | None = None
    note: str = ""
    text: str = ""


@contextmanager
def no_strays() -> Iterator[None]:
    """Remove, at the end, the files written within that no record names: what named them was rolled back.

    A disk takes no part in a transaction. Put it around the whole of what may be rolled back, such as a request.
    """
    written: list[FieldFile] = []
    token = _written.set(written)
    try:
        yield
    finally:
        _written.reset(token)
        for file in written:
            if file.name and not type(file.instance)._base_manager.filter(**{file.field.name: file.name}).exists():
                file.storage.delete(file.name)


def keep_file(file: FieldFile, name: str, content: bytes) -> None:
    """Write a file that a record is to name. On disk it is called by its checksum: a name never becomes a path."""
    file.save(f"{sha256_of(content)[:32]}{PurePath(name).suffix.lower()}", ContentFile(content), save=False)
    written = _written.get()
    if written is not None:
        written.append(file)


@transaction.atomic
def add_document(
    space: Space, *, by: Viewer, upload: Upload | None = None, **values: Unpack[DocumentValues]
) -> Document:
    """Add a document to a partnership's space, with its file if there is one; its key may be made of its title."""
    if not may_add_document(by, space.pk):
        raise NotAllowed
    if not values.get("key"):
        taken = set(Document.objects.filter(space=space).values_list("key", flat=True))
        values["key"] = free_key(str(values.get("title", "")), taken, otherwise="document", length=80)
    document = Document(space=space, **values)
    refuse_if([*_objections(document, by), *(_objections_to_upload(upload) if upload else ())])
    save_new(document)
    if upload is not None:
        _keep(document, upload, by)
    record(Verb.ADD_DOCUMENT, document, by=by)
    return document


@transaction.atomic
def change_document(
    document: Document, *, by: Viewer, version: int | None = None, **values: Unpack[DocumentValues]
) -> Document:
    """Describe a document better; who sees it and why it is secret is for leads and coordinators to say."""
    if not may_write_document(by, document):
        raise NotAllowed
    if not values.keys().isdisjoint(_DECIDED) and not may_decide_on_document(by, document):
        raise NotAllowed
    refuse_if(_objections(document, by, **values))
    if changes := save_changed(document, values, version=version):
        record(Verb.CHANGE_DOCUMENT, document, by=by, changes=changes)
    return document


@transaction.atomic
def add_version(document: Document, *, upload: Upload, by: Viewer) -> Version:
    """Keep a new file of a document, with its checksum and its text. The same bytes are not kept twice."""
    if not may_write_document(by, document):
        raise NotAllowed
    # Locked, so that two uploads at the same time get numbers of their own.
    Document.objects.select_for_update().get(pk=document.pk)
    objections = list(_objections_to_upload(upload))
    if same := document.versions.filter(sha256=sha256_of(upload.content)).first():
        objections.append(Objection.of(PaperObjection.SAME_AS_BEFORE, field="file", number=same.number))
    refuse_if(objections)
    version = _keep(document, upload, by)
    record(Verb.ADD_VERSION, document, by=by, changes={"version": (version.number - 1 or None, version.number)})
    return version


@transaction.atomic
def note_version(
    document: Document, *, number: int, by: Viewer, dated_on: date | None = None, note: str = ""
) -> Version:
    """Note a version whose file is kept elsewhere, or correct the date and the note of one that is known."""
    if not may_write_document(by, document):
        raise NotAllowed
    version = document.versions.filter(number=number).first()
    before = (version.dated_on, version.note) if version else None
    if version is None:
        version = Version(document=document, number=number)
    if before == (dated_on, note):
        return version
    refuse_if(_objections_to_day(dated_on, before[0] if before else None))
    version.dated_on, version.note = dated_on, note
    check(version)
    version.save()
    changes: Changes = {"dated_on": (before[0], dated_on)} if before else {"version": (None, number)}
    record(Verb.ADD_VERSION, document, by=by, changes=changes)
    return version


@transaction.atomic
def remove_document(document: Document, *, by: Viewer) -> None:
    """Remove a document and its files; one that other records rest on stays."""
    if not may_decide_on_document(by, document):
        raise NotAllowed
    files = [(version.file.storage, str(version.file.name)) for version in document.versions.all() if version.file]
    try:
        Document.objects.filter(pk=document.pk).delete()
    except ProtectedError:
        refuse_if([Objection.of(PaperObjection.IN_USE)])
    record(Verb.REMOVE_DOCUMENT, document, by=by)
    for storage, name in files:
        transaction.on_commit(partial(storage.delete, name))


def _keep(document: Document, upload: Upload, by: Viewer) -> Version:
    """Write the file and its row."""
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    media = media_of(upload.name, upload.content)
    version = Version(
        document=document,
        number=last + 1,
        name=PurePath(upload.name).name[-200:],
        media_type=media.value,
        size=len(upload.content),
        sha256=sha256_of(upload.content),
        text=text_of(media.value, upload.content) or upload.text,
        dated_on=upload.dated_on,
        note=upload.note,
        uploaded_by_id=by.user_id,
    )
    keep_file(version.file, upload.name, upload.content)
    check(version)
    version.save()
    return version


def _objections(document: Document, by: Viewer, **values: Unpack[DocumentValues]) -> Iterator[Objection]:
    """What stands against the document once it has ``values``. Raises NotAllowed on an audience that is not theirs."""
    key = values.get("key", document.key)
    if Document.objects.filter(space=document.space_id, key=key).exclude(pk=document.pk).exists():
        yield Objection.of(PaperObjection.KEY_TAKEN, field="key", key=key)
    is_public = values.get("audience", document.audience) == Audience.PUBLIC
    if values.get("secrecy_ground", document.secrecy_ground) and is_public:
        yield Objection.of(PaperObjection.SECRET_IS_NOT_PUBLIC, field="audience")
    before = document.dated_on if document.pk else None
    yield from _objections_to_day(values.get("dated_on", document.dated_on), before)
    yield from objections_to_reach(document, by, **values)


def _objections_to_day(dated_on: date | None, before: date | None = None) -> Iterator[Objection]:
    """No paper is of a day that has not come; what was kept before is not asked again."""
    if dated_on and dated_on != before and dated_on > clock.today():
        yield Objection.of(PaperObjection.DATED_IN_FUTURE, field="dated_on")


def _objections_to_upload(upload: Upload) -> Iterator[Objection]:
    yield from _objections_to_file(upload)
    yield from _objections_to_day(upload.dated_on)


def _objections_to_file(upload: Upload) -> Iterator[Objection]:
    size = len(upload.content)
    if not size:
        yield Objection.of(PaperObjection.EMPTY, field="file")
    elif size > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // _MEGABYTE
        yield Objection.of(PaperObjection.TOO_LARGE, field="file", size=-(-size // _MEGABYTE), limit=limit)
    else:
        media = media_of(upload.name, upload.content)
        if isinstance(media, PaperObjection):
            limit = UNPACKED_LIMIT // _MEGABYTE
            yield Objection.of(media, field="file", name=PurePath(upload.name).name, limit=limit)


def sha256_of(content: bytes) -> str:
    """The checksum by which a file is known again."""
    return hashlib.sha256(content).hexdigest()
