"""Who may see and change documents, written twice: as SQL and as Python. A test holds the two equal."""

from typing import TYPE_CHECKING

from django.db.models import Q

from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_contribute_to, may_edit_shared, may_see_shared, shared_seen_by

if TYPE_CHECKING:
    from sampakt.papers.models import Document, Version


def document_seen_by(viewer: Viewer, path: str = "") -> Q:
    """Documents by their audience; ``path`` leads from the row to the document."""
    return shared_seen_by(viewer, path)


def may_see_document(viewer: Viewer, document: "Document") -> bool:
    """The same in Python."""
    return may_see_shared(viewer, document)


def version_seen_by(viewer: Viewer) -> Q:
    """A version is seen, and its file fetched, by those who see its document."""
    return document_seen_by(viewer, "document__")


def may_see_version(viewer: Viewer, version: "Version") -> bool:
    """The same in Python."""
    return may_see_document(viewer, version.document)


def may_add_document(viewer: Viewer, space_id: int) -> bool:
    """Contact persons, coordinators and leads of the space."""
    return viewer.may_contribute_in(space_id)


def may_write_document(viewer: Viewer, document: "Document") -> bool:
    """Those who may add documents may also describe one better and add a version, as far as they see it."""
    return may_contribute_to(viewer, document)


def may_decide_on_document(viewer: Viewer, document: "Document") -> bool:
    """Who sees it, whether it is secret and whether it stays is for leads and coordinators."""
    return may_edit_shared(viewer, document)
