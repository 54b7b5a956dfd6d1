"""Questions about documents: what one says, and the draft that it gives, as data or as a partnership file."""

from sampakt.intake.queries.documents import Document, document_in
from sampakt.intake.queries.drafts import draft_of, drafted_file, gazetteer
from sampakt.intake.queries.faults import NotRead, told

__all__ = ["Document", "NotRead", "document_in", "draft_of", "drafted_file", "gazetteer", "told"]
