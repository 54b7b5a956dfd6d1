"""What search finds here: documents, by what is said of them and by the text of their files."""

from django.utils.translation import gettext_lazy as _

from sampakt.kernel.finding import Find
from sampakt.papers.models import Document
from sampakt.papers.queries import documents_found
from sampakt.ui.writing import written_day

FINDS = [
    Find[Document](
        kind="document",
        label=_("Documents"),
        found=lambda viewer, words: documents_found(viewer, words=words),
        title=lambda document: str(document.title),
        href=lambda document: document.get_absolute_url(),
        subtitle=lambda document: " · ".join(
            filter(
                None, [document.author, document.reference, written_day(document.dated_on) if document.dated_on else ""]
            )
        ),
    )
]
