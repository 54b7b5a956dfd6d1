"""The documents that belong to an agreement, and notes in a partnership."""

from typing import TypedDict, Unpack

from django.db import transaction

from sampakt.agreements.access import may_change_note, may_contribute, may_see
from sampakt.agreements.models import Agreement, DecisionStep, DocumentLink, Note, Partnership
from sampakt.agreements.terms import AgreementObjection, Verb
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import check, save_changed, save_new
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import narrower, objections_to_place, objections_to_reach
from sampakt.organisations.models import Circle, Organisation
from sampakt.papers.access import may_see_document
from sampakt.papers.models import Document
from sampakt.trail.actions import record


class NoteValues(TypedDict, total=False):
    """What a note says, and who sees it."""

    words: str
    audience: str
    organisation: Organisation | None
    circle: Circle | None


@transaction.atomic
def attach_document(
    agreement: Agreement, *, document: Document, role: str, by: Viewer, step: DecisionStep | None = None
) -> DocumentLink:
    """Say what part a document of the partnership plays in the agreement, or in one step of a party's decision."""
    if not may_contribute(by, agreement) or not may_see_document(by, document):
        raise NotAllowed
    objections = []
    if document.space_id != agreement.space_id:
        objections.append(Objection.of(AgreementObjection.DOCUMENT_ELSEWHERE, field="document"))
    if step is not None and step.party.agreement_id != agreement.pk:
        objections.append(Objection.of(AgreementObjection.STEP_OF_ANOTHER, field="step"))
    if agreement.document_links.filter(document=document, role=role).exists():
        objections.append(Objection.of(AgreementObjection.ATTACHED_ALREADY, field="document"))
    refuse_if(objections)
    link = DocumentLink(agreement=agreement, document=document, role=role, step=step)
    check(link)
    link.save()
    record(Verb.ATTACH_DOCUMENT, link, by=by, within=narrower(agreement, document))
    return link


@transaction.atomic
def detach_document(link: DocumentLink, *, by: Viewer) -> None:
    """Say that a document plays that part no longer; the document itself stays."""
    if not may_contribute(by, link.agreement) or not may_see_document(by, link.document):
        raise NotAllowed
    DocumentLink.objects.filter(pk=link.pk).delete()
    record(Verb.DETACH_DOCUMENT, link, by=by, within=narrower(link.agreement, link.document))


@transaction.atomic
def write_note(
    partnership: Partnership, *, by: Viewer, agreement: Agreement | None = None, **values: Unpack[NoteValues]
) -> Note:
    """Jot something down: for all parties, for one's own organisation, or for named people."""
    if not by.may_contribute_in(partnership.pk) or (agreement is not None and not may_see(by, agreement)):
        raise NotAllowed
    note = Note(space=partnership.space, agreement=agreement, written_by_id=by.user_id, **values)
    refuse_if([*objections_to_reach(note, by), *objections_to_place(partnership.pk, agreement=agreement)])
    save_new(note)
    record(Verb.WRITE_NOTE, note, by=by)
    return note


@transaction.atomic
def change_note(note: Note, *, by: Viewer, version: int | None = None, **values: Unpack[NoteValues]) -> Note:
    """Write a note anew, or let others see it."""
    if not may_change_note(by, note):
        raise NotAllowed
    refuse_if(objections_to_reach(note, by, **values))
    if changes := save_changed(note, values, version=version):
        record(Verb.CHANGE_NOTE, note, by=by, changes=changes)
    return note


@transaction.atomic
def remove_note(note: Note, *, by: Viewer) -> None:
    """Remove a note."""
    if not may_change_note(by, note):
        raise NotAllowed
    Note.objects.filter(pk=note.pk).delete()
    record(Verb.REMOVE_NOTE, note, by=by)
