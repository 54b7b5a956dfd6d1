"""Which Word templates a partnership has put in the place of ours."""

from dataclasses import dataclass

from sampakt.agreements.models import Partnership
from sampakt.governance.models import PaperTemplate
from sampakt.governance.terms import PaperSort
from sampakt.kernel.viewer import Viewer
from sampakt.papers.access import may_see_document
from sampakt.papers.models import Document
from sampakt.papers.queries import opened


@dataclass(frozen=True)
class TemplateLine:
    """A sort of paper and the partnership's own template; its document is None where the viewer may not see it."""

    sort: PaperSort
    template: PaperTemplate | None
    document: Document | None


def templates_of(viewer: Viewer, partnership: Partnership) -> list[TemplateLine]:
    """Every sort of paper, with the template that is used where it is not ours. One query."""
    rows = PaperTemplate.objects.visible_to(viewer).filter(space=partnership.pk)
    kept = {row.sort: row for row in rows.select_related("file__document__space")}
    lines = []
    for sort in PaperSort:
        template = kept.get(sort)
        document = template.file.document if template is not None else None
        is_seen = document is not None and may_see_document(viewer, document)
        lines.append(TemplateLine(sort, template, document if is_seen else None))
    return lines


def own_template(space_id: int, sort: PaperSort) -> bytes | None:
    """The Word template of a partnership's own; None when there is none, or when the store lacks its file."""
    row = PaperTemplate.objects.filter(space=space_id, sort=sort).select_related("file").first()
    content = opened(row.file) if row is not None else None
    if content is None:
        return None
    with content:
        return bytes(content.read())
