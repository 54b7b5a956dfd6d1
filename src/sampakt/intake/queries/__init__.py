"""Questions about documents: what one says, and the draft that it gives, as data or as a partnership file."""

from sampakt.intake.queries.documents import UNWATCHED, Document, document_in, media_to_read
from sampakt.intake.queries.drafts import draft_of, drafted_file, gazetteer
from sampakt.intake.queries.faults import NotRead, told

__all__ = [
    "UNWATCHED",
    "Document",
    "NotRead",
    "document_in",
    "draft_of",
    "drafted_file",
    "gazetteer",
    "media_to_read",
    "told",
]
