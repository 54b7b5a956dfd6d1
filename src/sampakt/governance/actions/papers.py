"""Word templates of a partnership's own: chosen, and given up again."""

import hashlib

from django.db import transaction
from django.utils import translation

from sampakt.agreements.models import Partnership
from sampakt.governance.access import may_form
from sampakt.governance.models import PaperTemplate
from sampakt.governance.printing import example_of
from sampakt.governance.terms import PaperSort, Verb
from sampakt.kernel.errors import NotAllowed, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.terms import Language
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.papers.actions import Upload, add_document, add_version
from sampakt.papers.models import Document, Version
from sampakt.papers.printing import objections_to_template
from sampakt.trail.actions import record


@transaction.atomic
def set_template(partnership: Partnership, *, sort: str, upload: Upload, by: Viewer) -> PaperTemplate:
    """Use a Word file as the template for a sort of paper, once it has been tried; it is kept among the documents."""
    if not may_form(by, partnership.pk):
        raise NotAllowed
    chosen = PaperSort(sort)
    example = example_of(chosen, partnership.language)
    refuse_if(objections_to_template(upload.name, upload.content, example))
    template = PaperTemplate.objects.filter(space=partnership.pk, sort=chosen).select_related("file__document").first()
    if template is None:
        document = add_document(partnership.space, by=by, upload=upload, title=_title_of(chosen))
        template = save_new(PaperTemplate(space=partnership.space, sort=chosen, file=document.versions.get()))
        record(Verb.SET_TEMPLATE, template, by=by)
    elif changes := save_changed(template, {"file": _kept(template.file.document, upload, by)}, version=None):
        record(Verb.SET_TEMPLATE, template, by=by, changes=changes)
    return template


@transaction.atomic
def drop_template(partnership: Partnership, *, sort: str, by: Viewer) -> None:
    """Go back to our own template. The file stays among the partnership's documents."""
    if not may_form(by, partnership.pk):
        raise NotAllowed
    template = PaperTemplate.objects.filter(space=partnership.pk, sort=sort).first()
    if template is not None:
        record(Verb.DROP_TEMPLATE, template, by=by)
        template.delete()


def _kept(document: Document, upload: Upload, by: Viewer) -> Version:
    """The version of the document that holds these bytes, added if there is none."""
    same = document.versions.filter(sha256=hashlib.sha256(upload.content).hexdigest()).first()
    return same or add_version(document, upload=upload, by=by)


def _title_of(sort: PaperSort) -> Text:
    words = {}
    for language in Language.values:
        with translation.override(language):
            words[language] = translation.gettext("Word template: %(paper)s") % {"paper": sort.label}
    return Text(**words)
