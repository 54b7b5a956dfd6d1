"""The room in the API: documents, their versions and files."""

from http import HTTPStatus
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from ninja import Field, File, Form, ModelSchema, Path, Query, Router, Schema, Status
from ninja.errors import HttpError
from ninja.files import UploadedFile
from ninja.pagination import paginate

from sampakt.kernel.errors import refuse_if
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import NOT_SENT, Day, Pages, SeenVersion, Sent, TextData
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation, Space
from sampakt.organisations.queries import circles_called
from sampakt.papers import actions, queries
from sampakt.papers.actions import Upload
from sampakt.papers.forms import too_large
from sampakt.papers.models import Document, Version

router = Router(tags=["documents"])
prefix = "/documents"


class VersionOut(ModelSchema):
    """One version of a document, with its file's checksum; ``has_file`` is false when the file is kept elsewhere."""

    has_file: bool

    class Meta:
        model = Version
        fields = ("number", "name", "media_type", "size", "sha256", "dated_on", "note", "uploaded_at")

    @staticmethod
    def resolve_has_file(version: Version) -> bool:
        """Whether there is a file to fetch."""
        return bool(version.file)


class DocumentOut(ModelSchema):
    """A document with its versions, newest first."""

    title: TextData
    partnership: str | None = Field(None, alias="space.home.code")
    organisation: str | None = Field(None, alias="organisation.code")
    circle: str | None = Field(None, alias="circle.name")
    versions: list[VersionOut]

    class Meta:
        model = Document
        fields = (
            "code",
            "key",
            "author",
            "reference",
            "dated_on",
            "url",
            "secrecy_ground",
            "audience",
            "is_sample",
            "version",
        )

    @staticmethod
    def resolve_versions(document: Document) -> list[Version]:
        """Newest first."""
        return list(document.versions.all())


class DocumentValues(Sent):
    """What can be said of a document besides its title; ``audience`` own needs ``organisation``, named ``circle``."""

    author: str = Field(NOT_SENT, max_length=200)
    reference: str = Field(NOT_SENT, max_length=100)
    dated_on: Day | None = None
    url: str = Field(NOT_SENT, max_length=500)
    secrecy_ground: str = Field(NOT_SENT, max_length=200)
    audience: Audience = NOT_SENT
    organisation: str | None = None
    circle: str | None = None


class DocumentIn(DocumentValues):
    """A document to add to a partnership; its file follows as a version."""

    partnership: str = Field(max_length=80, description="The code of the partnership.")
    title: TextData
    key: str = Field("", max_length=80)


class DocumentPatch(DocumentValues):
    """What to change, and the version that was read; what is left out stays as it is."""

    version: SeenVersion
    title: TextData = NOT_SENT


class DocumentFilter(Schema):
    """Which documents to list."""

    search: str = Field("", description="Words of the title, the author, the reference or the text.")
    partnership: str = Field("", description="The code of a partnership.")


class VersionIn(Sent):
    """What is said of a new version."""

    note: str = Field("", max_length=300)
    dated_on: Day | None = None


@router.get("", response=list[DocumentOut], summary="List documents")
@paginate(Pages)
def list_documents(request: ApiRequest, asked: Query[DocumentFilter]) -> QuerySet[Document]:
    """The documents that one may see, newest first."""
    found = queries.documents_found(request.auth, words=asked.search)
    return found.filter(space__partnership__code=asked.partnership) if asked.partnership else found


@router.post("", response={HTTPStatus.CREATED: DocumentOut}, summary="Add a document")
def add_document(request: ApiRequest, body: DocumentIn) -> Status[Document]:
    """Add a document, as yet without its file."""
    space = get_object_or_404(Space.objects.visible_to(request.auth), partnership__code=body.partnership)
    return Status(
        HTTPStatus.CREATED, actions.add_document(space, by=request.auth, **_facts(body, space.pk, request.auth))
    )


@router.get("/{slug:code}", response=DocumentOut, summary="Get a document")
def get_document(request: ApiRequest, code: str) -> Document:
    """One document by its code."""
    return _document(request, code)


@router.patch("/{slug:code}", response=DocumentOut, summary="Change a document")
def change_document(request: ApiRequest, code: str, body: DocumentPatch) -> Document:
    """Describe a document better."""
    document = _document(request, code)
    return actions.change_document(document, by=request.auth, **_facts(body, document.space_id, request.auth))


@router.delete("/{slug:code}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a document")
def remove_document(request: ApiRequest, code: str) -> Status[None]:
    """Remove a document and its files; one that other records rest on stays."""
    actions.remove_document(_document(request, code), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post("/{slug:code}/versions", response={HTTPStatus.CREATED: VersionOut}, summary="Add a version")
def add_version(request: ApiRequest, code: str, file: File[UploadedFile], told: Form[VersionIn]) -> Status[Version]:
    """Keep a new file of a document, with its checksum and its text."""
    document = _document(request, code)
    if objection := too_large(file.size or 0):
        refuse_if([objection])
    upload = Upload(file.name or "", file.read(), told.dated_on, told.note)
    return Status(HTTPStatus.CREATED, actions.add_version(document, upload=upload, by=request.auth))


@router.put("/{slug:code}/versions/{int:number}", response=VersionOut, summary="Note a version")
def note_version(
    request: ApiRequest, code: str, number: Annotated[int, Path(ge=1, le=32767)], body: VersionIn
) -> Version:
    """Note a version whose file is kept elsewhere, or correct the date and the note of one that is known."""
    document = _document(request, code)
    return actions.note_version(document, number=number, by=request.auth, dated_on=body.dated_on, note=body.note)


@router.get(
    "/{slug:code}/versions/{int:number}/file",
    summary="Fetch a file",
    openapi_extra={"responses": {200: {"description": "The file, as it was uploaded", "content": {"*/*": {}}}}},
)
def get_file(request: ApiRequest, code: str, number: int) -> FileResponse:
    """The file of a version, as it was uploaded."""
    versions = Version.objects.visible_to(request.auth).exclude(file="").defer("text", "sought")
    version = get_object_or_404(versions, document__code=code, number=number)
    if (content := queries.opened(version)) is None:
        raise HttpError(HTTPStatus.NOT_FOUND, "The file is not in the store: tell those who run Sampakt.")
    return FileResponse(content, as_attachment=True, filename=version.name, content_type=version.media_type)


def _document(request: ApiRequest, code: str) -> Document:
    return get_object_or_404(queries.documents_found(request.auth), code=code)


def _facts(body: Schema, space_id: int, viewer: Viewer) -> dict[str, Any]:
    """What was said in the body, as the actions take it."""
    facts = body.model_dump(exclude_unset=True, exclude={"partnership"})
    if isinstance(facts.get("title"), dict):
        facts["title"] = Text.of(facts["title"])
    if facts.get("organisation") is not None:
        facts["organisation"] = get_object_or_404(Organisation, code=facts["organisation"])
    if facts.get("circle") is not None:
        facts["circle"] = get_object_or_404(circles_called(facts["circle"], space_id, viewer))
    return facts
