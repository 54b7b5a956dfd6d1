"""The notes of one partnership."""

from collections.abc import Sequence
from dataclasses import dataclass

from sampakt.agreements.access import may_change_note
from sampakt.agreements.models import Note, Partnership
from sampakt.kernel.terms import Audience
from sampakt.kernel.viewer import Viewer


@dataclass(frozen=True)
class NoteRow:
    """A note, and whether the viewer may write it anew."""

    note: Note
    may_change: bool


@dataclass(frozen=True)
class NotesPage:
    """The notes that all parties see, and apart from them those for the viewer's own organisation or named people."""

    shared: Sequence[NoteRow]
    own: Sequence[NoteRow]


def note_rows(notes: Sequence[Note], viewer: Viewer) -> NotesPage:
    """Notes that the viewer may see, told apart by who else does. No query, if their space was fetched along."""
    rows = [NoteRow(note, may_change_note(viewer, note)) for note in notes]
    return NotesPage(
        shared=[row for row in rows if row.note.audience in {Audience.PUBLIC, Audience.PARTNERS}],
        own=[row for row in rows if row.note.audience in {Audience.OWN, Audience.NAMED}],
    )


def notes_page(partnership: Partnership, viewer: Viewer) -> NotesPage:
    """All notes of a partnership and of its agreements that the viewer may see, newest first. One query."""
    notes = Note.objects.visible_to(viewer).filter(space=partnership.pk)
    found = notes.select_related("space", "written_by__person", "organisation", "circle", "agreement__space")
    return note_rows(list(found), viewer)
