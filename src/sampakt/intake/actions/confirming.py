"""Confirming a document: a new partnership is made of it, or it is filed in an agreement that is here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from sampakt.agreements.access import may_edit
from sampakt.agreements.actions import attach_document, choose_claim, claim
from sampakt.agreements.actions.partnerships import TAKEN_BY_PAGES
from sampakt.agreements.models import Agreement, Claim, Partnership
from sampakt.agreements.rules import date_claimed
from sampakt.agreements.terms import AgreementObjection, ClaimField
from sampakt.intake.actions.deciding import held, open_to
from sampakt.intake.models import Reading
from sampakt.intake.queries.differences import CHOOSABLE, added_to, promises_claimed
from sampakt.intake.queries.plans import Drafted, Plan, as_file, drafted, plan_of, with_document
from sampakt.intake.rules.filing.agreement import MAIN, SOURCE, Claimed, role_of
from sampakt.intake.rules.keeping import NOWHERE, Numbered
from sampakt.intake.terms import IntakeObjection, ReadingState, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, Refused, refuse_if
from sampakt.kernel.saving import save_changed
from sampakt.kernel.terms import Audience, Language
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Standing, Viewer
from sampakt.organisations.models import Membership, Organisation
from sampakt.papers.actions import Upload, add_document, add_version
from sampakt.papers.models import Document, Version
from sampakt.papers.rules import free_key, named_after
from sampakt.papers.terms import Media
from sampakt.trail.actions import gathered, record
from sampakt.transfer.actions import FileWrong, add, load, tried

AUDIENCES = (Audience.PARTNERS, Audience.OWN)
"""Who may see the document once it is filed: all parties, or the organisation on whose shelf it lay."""


def what_it_would_make(
    reading: Reading, *, by: Viewer, code: str = "", audience: str = Audience.PARTNERS, into: Agreement | None = None
) -> Plan:
    """What confirming the document would make, and what stands in its way. Nothing is kept."""
    open_to(reading, by)
    made = drafted(reading)
    if made.filed is None:
        return plan_of(reading, made, {}, ())
    data: dict[str, Any] = {}
    try:
        data = _Aim(code, audience, into).content(reading, made, by)
        tried(as_file(data), by=by, act=load if into is None else add)
    except FileWrong as wrong:
        return plan_of(reading, made, data, wrong.faults)
    except Refused as refused:
        return plan_of(reading, made, data, refused.objections)
    return plan_of(reading, made, data, ())


@transaction.atomic
def confirm(
    reading: Reading,
    *,
    by: Viewer,
    code: str = "",
    audience: str = Audience.PARTNERS,
    into: Agreement | None = None,
    choose: Collection[int] = (),
) -> Agreement:
    """Make what the document says: a new partnership, or what an agreement that is here lacks. All of it, or nothing.

    Only values that somebody accepted, corrected or added count. The document is filed with the agreement, and every
    fact that it tells becomes a claim with it as the source. In an agreement that is here nothing is replaced but the
    facts of the values that ``choose`` numbers. The reading is closed and leads to what it made.
    """
    current = held(reading, by)
    made = drafted(current)
    if made.filed is None:
        refuse_if([Objection.of(IntakeObjection.NO_PARTY)])
    otherwise = promises_claimed(into, made, by) if into is not None else ()
    with gathered():
        data = _Aim(code, audience, into).content(current, made, by)
        try:
            loaded = (load if into is None else add)(as_file(data), by=by)
        except FileWrong as wrong:
            plan = plan_of(current, made, data, wrong.faults)
            raise Refused([Objection(one.code, one.words) for one in plan.obstacles]) from wrong
        space = loaded.partnership.space
        by = _joined(by, space.pk)
        if into is None:
            agreement = Agreement.objects.select_related("space__partnership").get(space=space, key=MAIN)
            document = Document.objects.get(space=space, key=SOURCE)
            add_version(document, upload=_upload(current), by=by)
        else:
            agreement, document = into, _filed_in(into, current, made, by, audience)
            made = replace(made, claims=(*made.claims, *otherwise))
        _Claiming(current, agreement, document, by).all_of(made, choose)
        _close(current, agreement, document, by)
    reading.refresh_from_db()
    return agreement


@dataclass(frozen=True)
class _Aim:
    """Where a document is to go: into a new partnership with that code, or into an agreement that is here."""

    code: str
    audience: str
    into: Agreement | None

    def content(self, reading: Reading, made: Drafted, by: Viewer) -> dict[str, Any]:
        """What is loaded, or added. Raises NotAllowed on an agreement that the viewer may not write."""
        if self.audience not in AUDIENCES:
            refuse_if([Objection.of(IntakeObjection.NOT_CHOSEN, field="audience", known=", ".join(AUDIENCES))])
        if self.into is not None:
            if not may_edit(by, self.into):
                raise NotAllowed
            return added_to(self.into, made, by)
        data = with_document(made.data, reading, self.audience)
        return {**data, "partnership": {**data["partnership"], "code": self._free(data["partnership"]["code"])}}

    def _free(self, proposed: str) -> str:
        """The code of the new partnership: no document is ever loaded over one that is here."""
        taken = {*Partnership.objects.values_list("code", flat=True), *TAKEN_BY_PAGES}
        if self.code in taken:
            refuse_if([Objection.of(AgreementObjection.CODE_TAKEN, field="code", code=self.code)])
        return self.code or free_key(proposed, taken, otherwise="partnership")


def _joined(by: Viewer, space: int) -> Viewer:
    """Who confirms, once they are inside the partnership that they started."""
    if by.user_id is None or by.is_in(space):
        return by
    rows = Membership.objects.filter(space=space, user=by.user_id).values_list("role", "organisation")
    standing = Standing(frozenset(role for role, _one in rows), frozenset(one for _role, one in rows))
    return by.joined(space, standing)


def _upload(reading: Reading) -> Upload:
    with reading.file.open() as file:
        return Upload(named_after(Media(reading.media_type), reading.name), file.read(), text=reading.text)


def _filed_in(agreement: Agreement, reading: Reading, made: Drafted, by: Viewer, audience: str) -> Document:
    """The document, filed in an agreement that is here; the same file is not kept twice."""
    same = Version.objects.visible_to(by).filter(document__space=agreement.space_id, sha256=reading.sha256)
    version = same.select_related("document").first()
    if version is not None:
        document = version.document
    else:
        owner = reading.organisation if audience == Audience.OWN else None
        document = add_document(
            agreement.space,
            by=by,
            upload=_upload(reading),
            title=Text.of(reading.name, agreement.space.partnership.language),
            audience=audience,
            organisation=owner,
        )
    role = role_of(made.draft)
    if not agreement.document_links.filter(document=document, role=role).exists():
        attach_document(agreement, document=document, role=role, by=by)
    return document


@dataclass(frozen=True)
class _Claiming:
    """Facts becoming claims: what they are read from, the agreement they are about, the document they stand in."""

    reading: Reading
    agreement: Agreement
    document: Document
    by: Viewer

    def all_of(self, made: Drafted, choose: Collection[int]) -> None:
        """Claim every fact that the document tells; those that hold already, and those to choose, are chosen."""
        parties = self.agreement.parties.select_related("organisation")
        organisations = {party.organisation.code: party.organisation for party in parties}
        there = self.agreement.claims.filter(document=self.document)
        known = set(there.values_list("field", "value", "organisation"))
        for told in made.claims:
            whose = organisations.get(told.organisation)
            if (told.field.value, told.value, whose.pk if whose else None) in known:
                continue
            row = self.one(told, whose)
            number = told.found.number if isinstance(told.found, Numbered) else 0
            if told.field in CHOOSABLE and (number in choose or _holds(told, self.agreement, row)):
                choose_claim(row, by=self.by)

    def one(self, told: Claimed, whose: Organisation | None) -> Claim:
        """Claim one fact, in the document's own words and with their place."""
        language = Language.SV if self.reading.language == "sv" else Language.NB
        return claim(
            self.agreement,
            field=told.field.value,
            value=told.value,
            source=Text.of(told.source(self.reading.text), language),
            organisation=whose,
            document=self.document,
            note=_place(self.reading, told),
            by=self.by,
        )


def _holds(told: Claimed, agreement: Agreement, row: Claim) -> bool:
    """Whether the agreement says the same, and no other source is chosen."""
    if agreement.claims.filter(field=row.field, organisation=row.organisation, is_chosen=True).exists():
        return False
    if told.field == ClaimField.TITLE:
        return told.value in agreement.title.as_data().values()
    return bool(date_claimed(told.value) == getattr(agreement, told.field))


def _place(reading: Reading, told: Claimed) -> Text:
    """Where in the document the words stand, in every language."""
    span = told.found.span
    if span == NOWHERE:
        return Text()
    line = reading.text.count("\n", 0, span.start) + 1
    said = {}
    for language in Language.values:
        with translation.override(language):
            said[language] = _("Line %(line)s of %(name)s") % {"line": line, "name": reading.name}
    return Text(**said)


def _close(reading: Reading, agreement: Agreement, document: Document, by: Viewer) -> None:
    """Close the reading: it leads to what it made, and its file is the document's from now on."""
    storage, name = reading.file.storage, reading.file.name
    told: Mapping[str, object] = {
        "state": ReadingState.CONFIRMED,
        "space": agreement.space,
        "agreement": agreement,
        "document": document,
        "file": "",
        "confirmed_at": clock.now(),
        "confirmed_by_id": by.user_id,
    }
    changes = save_changed(reading, told, version=None)
    record(Verb.CONFIRM_DOCUMENT, reading, by=by, changes={"state": changes["state"]})
    if name:
        transaction.on_commit(partial(storage.delete, name))
