"""Questions about documents."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.fields.files import FieldFile

from sampakt.kernel.models import having_words
from sampakt.kernel.viewer import Viewer
from sampakt.papers.access import may_decide_on_document, may_write_document
from sampakt.papers.models import Document, Version

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DocumentPage:
    """All that the page of a document shows; ``versions`` newest first."""

    document: Document
    versions: Sequence[Version]
    may_write: bool
    may_decide: bool

    @property
    def newest(self) -> Version | None:
        """The file to read now; None when the document is known without its file."""
        return next((version for version in self.versions if version.file), None)


def documents_found(viewer: Viewer, *, words: str = "", space_id: int | None = None) -> QuerySet[Document]:
    """The documents that the viewer sees, newest first, with all the words in what is said of them or in a file's text.

    Each comes with its versions, without their text, in one query more.
    """
    in_a_file = Exists(Version.objects.filter(having_words(words), document=OuterRef("pk")))
    found = Document.objects.visible_to(viewer)
    if words.strip():
        found = found.filter(having_words(words) | in_a_file)
    if space_id is not None:
        found = found.filter(space=space_id)
    versions = Prefetch("versions", queryset=_listed_versions())
    whole = found.select_related("space__partnership", "organisation", "circle").prefetch_related(versions)
    return whole.order_by(F("dated_on").desc(nulls_last=True), "-pk")


def document_page(document: Document, viewer: Viewer) -> DocumentPage:
    """One document with its versions. One query, and one more for the space unless it was fetched along."""
    return DocumentPage(
        document=document,
        versions=list(_listed_versions().filter(document=document).select_related("uploaded_by__person")),
        may_write=may_write_document(viewer, document),
        may_decide=may_decide_on_document(viewer, document),
    )


def opened(version: Version) -> FieldFile | None:
    """The file of a version, open to be read; None when the store lacks it, which operators are told of in the log."""
    try:
        return version.file.open("rb")
    except FileNotFoundError:
        _log.exception(
            "The file of version %s of document %s is not in the store.", version.number, version.document_id
        )
        return None


def _listed_versions() -> QuerySet[Version]:
    """Versions without their text, which may be long and no list shows; ``has_text`` says whether any was found."""
    has_text = ExpressionWrapper(~Q(text=""), output_field=BooleanField())
    return Version.objects.defer("text", "sought").annotate(has_text=has_text)
