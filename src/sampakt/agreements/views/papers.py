"""Pages on which papers and notes are added to a partnership or an agreement."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sampakt.agreements import actions, queries
from sampakt.agreements.access import may_change_note
from sampakt.agreements.forms.agreements import AttachForm, part_fields
from sampakt.agreements.forms.partnerships import NoteForm
from sampakt.agreements.models import Agreement, DocumentLink, Note, Partnership
from sampakt.agreements.views.found import (
    agreement_contributed,
    documents_of,
    partnership_contributed,
    partnership_inside,
    steps_of,
    to_agreement,
    to_partnership,
)
from sampakt.kernel.errors import NotAllowed
from sampakt.papers.actions import add_document
from sampakt.papers.forms import DocumentForm, reaching, uploading
from sampakt.ui.answers import Crumbs, PageRequest, confirm_page, done, form_page
from sampakt.ui.forms import sent, submitted


@login_required
def new_document(request: PageRequest, code: str) -> HttpResponse:
    """Add a document to a partnership, with its file if there is one."""
    partnership = partnership_contributed(request, code)
    form = DocumentForm(sent(request), request.FILES or None, space=partnership.space, viewer=request.viewer)
    if document := submitted(form, partial(uploading(reaching(add_document)), partnership.space, by=request.viewer)):
        return done(request, document.get_absolute_url(), _("“%(title)s” was added.") % {"title": document})
    crumbs = [*to_partnership(partnership), (f"{partnership.get_absolute_url()}documents/", _("Documents"))]
    return form_page(request, form, title=_("Add a document"), crumbs=crumbs, submit=_("Add"))


@login_required
def file_document(request: PageRequest, code: str) -> HttpResponse:
    """Add a document and say what part it plays in the agreement."""
    agreement = agreement_contributed(request, code)
    form = DocumentForm(sent(request), request.FILES or None, space=agreement.space, viewer=request.viewer)
    part_fields(form, steps_of(agreement))
    if document := submitted(form, partial(uploading(reaching(actions.file_document)), agreement, by=request.viewer)):
        return done(request, _documents(agreement), _("“%(title)s” was added.") % {"title": document})
    crumbs = to_agreement(agreement, "documents")
    return form_page(request, form, title=_("Add a document"), crumbs=crumbs, submit=_("Add"))


@login_required
def attach(request: PageRequest, code: str) -> HttpResponse:
    """Say what part a document that is here already plays in the agreement."""
    agreement = agreement_contributed(request, code)
    form = AttachForm(sent(request), documents=documents_of(request, agreement.space_id), steps=steps_of(agreement))
    if submitted(form, partial(actions.attach_document, agreement, by=request.viewer)):
        return done(request, _documents(agreement), _("The document was attached."))
    crumbs = to_agreement(agreement, "documents")
    return form_page(request, form, title=_("Attach a document"), crumbs=crumbs, submit=_("Attach"))


@login_required
def detach(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Say that a document plays its part no longer."""
    agreement = agreement_contributed(request, code)
    links = DocumentLink.objects.visible_to(request.viewer).select_related("document", "agreement__space")
    link = get_object_or_404(links, pk=number, agreement=agreement)
    return confirm_page(
        request,
        partial(actions.detach_document, link, by=request.viewer),
        title=_("Detach “%(title)s”?") % {"title": link.document},
        lead=_("The document itself stays among the partnership's documents."),
        crumbs=to_agreement(agreement, "documents"),
        submit=_("Detach"),
        href=_documents(agreement),
        words=_("The document was detached."),
    )


@login_required
def notes(request: PageRequest, code: str) -> HttpResponse:
    """The notes of a partnership: those that all parties share, and apart from them one's own."""
    partnership = partnership_inside(request, code)
    context = {
        "partnership": partnership,
        "page": queries.notes_page(partnership, request.viewer),
        "may_contribute": request.viewer.may_contribute_in(partnership.pk),
    }
    return render(request, "agreements/partnership_notes.html", context)


@login_required
def write_note(request: PageRequest, code: str) -> HttpResponse:
    """Jot something down about the partnership."""
    partnership = partnership_contributed(request, code)
    return _write_note(request, partnership, None, _notes(partnership))


@login_required
def write_note_on_agreement(request: PageRequest, code: str) -> HttpResponse:
    """Jot something down about an agreement."""
    agreement = agreement_contributed(request, code)
    return _write_note(request, agreement.space.partnership, agreement, to_agreement(agreement, "notes"))


@login_required
def change_note(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Write a note anew, or let others see it."""
    partnership = partnership_inside(request, code)
    note = _note(request, partnership, number)
    form = NoteForm(sent(request), instance=note, space=partnership.space, viewer=request.viewer)
    crumbs = to_agreement(note.agreement, "notes") if note.agreement else _notes(partnership)
    if submitted(form, partial(reaching(actions.change_note), note, by=request.viewer)):
        return done(request, crumbs[-1][0], _("Saved."))
    return form_page(request, form, title=_("Change the note"), crumbs=crumbs)


@login_required
def remove_note(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Remove a note."""
    partnership = partnership_inside(request, code)
    note = _note(request, partnership, number)
    crumbs = to_agreement(note.agreement, "notes") if note.agreement else _notes(partnership)
    return confirm_page(
        request,
        partial(actions.remove_note, note, by=request.viewer),
        title=_("Remove the note?"),
        lead=_("“%(words)s” cannot be brought back.") % {"words": note},
        crumbs=crumbs,
        submit=_("Remove"),
        href=crumbs[-1][0],
        words=_("The note was removed."),
    )


def _write_note(
    request: PageRequest, partnership: Partnership, agreement: Agreement | None, crumbs: Crumbs
) -> HttpResponse:
    form = NoteForm(sent(request), space=partnership.space, viewer=request.viewer)
    act = partial(reaching(actions.write_note), partnership, agreement=agreement, by=request.viewer)
    if submitted(form, act):
        return done(request, crumbs[-1][0], _("The note was written."))
    return form_page(request, form, title=_("Write a note"), crumbs=crumbs, submit=_("Save"))


def _note(request: PageRequest, partnership: Partnership, number: int) -> Note:
    notes = Note.objects.visible_to(request.viewer).select_related(
        "space", "organisation", "circle", "agreement__space__partnership"
    )
    note: Note = get_object_or_404(notes, pk=number, space=partnership.pk)
    if not may_change_note(request.viewer, note):
        raise NotAllowed
    return note


def _documents(agreement: Agreement) -> str:
    return f"{agreement.get_absolute_url()}#documents"


def _notes(partnership: Partnership) -> Crumbs:
    return [*to_partnership(partnership), (f"{partnership.get_absolute_url()}notes/", _("Notes"))]
