"""Dropping a list of agreements, and saying what its columns, parties and rows are, before it is taken in."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from sampakt.intake.access import may_drop_for
from sampakt.intake.actions.dropping import file_name
from sampakt.intake.models import AgreementList, ColumnsKept
from sampakt.intake.queries.tables import best_sheet, is_busy, sheets_kept, table_of
from sampakt.intake.rules.tables import NoTable
from sampakt.intake.rules.tables.columns import SEVERAL
from sampakt.intake.terms import ListColumn, ListObjection, ListState, Verb
from sampakt.kernel.alphabet import fold
from sampakt.kernel.errors import NotAllowed, Objection, Refused, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.terms import Audience
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.organisations.terms import OrganisationKind
from sampakt.papers.actions import sha256_of
from sampakt.trail.actions import record

REACHES = (Audience.PARTNERS, Audience.OWN)
"""Who may see the agreements of a list: all their parties, or the organisation whose list it is."""


@transaction.atomic
def drop_list(content: bytes, name: str, *, organisation: Organisation, by: Viewer) -> AgreementList:
    """Take a list of agreements to be looked through; nothing is made of it yet.

    The same file, while it is looked through, is the same list. What is no list is refused, with what to do instead.
    """
    if not may_drop_for(by, organisation.pk):
        raise NotAllowed
    digest = sha256_of(content)
    there = AgreementList.objects.filter(organisation=organisation, sha256=digest, state=ListState.OPEN).first()
    if there is not None:
        return there
    try:
        sheets = sheets_kept(content)
        sheet = best_sheet(sheets)
    except NoTable as fault:
        raise Refused([Objection.of(fault.fault, field="file", **fault.facts)]) from fault
    listed = AgreementList(
        organisation=organisation,
        name=file_name(name),
        sha256=digest,
        sheets=sheets,
        sheet=sheet,
        dropped_by_id=by.user_id,
    )
    save_new(listed)
    record(Verb.DROP_LIST, listed, by=by)
    return listed


def choose_sheet(listed: AgreementList, *, sheet: int, by: Viewer) -> AgreementList:
    """Look at another sheet of the workbook."""
    if not 0 <= sheet < len(listed.sheets):
        raise Refused([Objection.of(ListObjection.NO_SUCH_SHEET, field="sheet")])
    return _say(listed, by, sheet=sheet, mapping=None, left_out=[])


@transaction.atomic
def tell_columns(listed: AgreementList, *, columns: Mapping[int, str], by: Viewer) -> AgreementList:
    """Say what each column tells; one that is not named tells nothing. It is kept for the next list so headed."""
    told = {column: tells for column, tells in columns.items() if tells}
    refuse_if(
        Objection.of(ListObjection.NOT_CHOSEN, field=f"column_{column}")
        for column, tells in told.items()
        if tells not in ListColumn.values
    )
    once = [tells for tells in told.values() if tells not in SEVERAL]
    refuse_if(
        Objection.of(ListObjection.COLUMN_TWICE, column=ListColumn(tells).label)
        for tells in dict.fromkeys(once)
        if once.count(tells) > 1
    )
    mapping = {str(column): tells for column, tells in told.items()}
    _say(listed, by, mapping=mapping)
    headings = table_of(listed).digest
    kept = {"mapping": mapping}
    ColumnsKept.objects.update_or_create(organisation=listed.organisation, headings=headings, defaults=kept)
    return listed


def tell_parties(listed: AgreementList, *, kinds: Mapping[str, str], by: Viewer) -> AgreementList:
    """Say of names that no register has what sort of organisation each is; they are added when the list is taken in."""
    refuse_if(
        Objection.of(ListObjection.NOT_CHOSEN, field=name)
        for name, kind in kinds.items()
        if kind and kind not in OrganisationKind.values
    )
    said = {**listed.parties, **{fold(name): kind for name, kind in kinds.items()}}
    return _say(listed, by, parties={name: kind for name, kind in said.items() if kind})


def leave_out(listed: AgreementList, *, rows: Collection[int], by: Viewer) -> AgreementList:
    """Leave these rows out, and no others."""
    return _say(listed, by, left_out=sorted(set(rows)))


def choose_reach(listed: AgreementList, *, reach: str, by: Viewer) -> AgreementList:
    """Say who shall see the agreements."""
    if reach not in REACHES:
        raise Refused([Objection.of(ListObjection.NOT_CHOSEN, field="reach")])
    return _say(listed, by, reach=reach)


@transaction.atomic
def remove_list(listed: AgreementList, *, by: Viewer) -> None:
    """Take a list away; the agreements that it became stay."""
    open_list(listed, by, imported=True)
    AgreementList.objects.filter(pk=listed.pk).delete()
    record(Verb.REMOVE_LIST, listed, by=by)


def open_list(listed: AgreementList, by: Viewer, *, imported: bool = False) -> AgreementList:
    """The list, locked, if the viewer may go on with it now. ``imported``: also one that was taken in."""
    current = held_list(listed, by, imported=imported)
    if is_busy(current):
        refuse_if([Objection.of(ListObjection.NOT_OPEN)])
    return current


def held_list(listed: AgreementList, by: Viewer, *, imported: bool = False) -> AgreementList:
    """The same, also for the job that takes it in."""
    if not may_drop_for(by, listed.organisation_id):
        raise NotAllowed
    current = AgreementList.objects.select_for_update().get(pk=listed.pk)
    if not (current.is_open or imported):
        refuse_if([Objection.of(ListObjection.NOT_OPEN)])
    return current


@transaction.atomic
def _say(listed: AgreementList, by: Viewer, **values: Any) -> AgreementList:
    """Keep what somebody said of a list that is looked through. The trail tells of it once it is taken in."""
    open_list(listed, by)
    save_changed(listed, values, version=None)
    return listed
