"""Agreements: drafting, changing, ending, and their place in the family."""

from collections.abc import Iterator
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import ProtectedError

from sampakt.agreements.access import may_draft, may_edit
from sampakt.agreements.actions.family import objections_to_parent
from sampakt.agreements.actions.parties import settle
from sampakt.agreements.actions.watching import reckon_left
from sampakt.agreements.models import Agreement, Partnership
from sampakt.agreements.terms import AgreementObjection, DocumentRole, ForceRule, Verb
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import REACH, objections_to_reach
from sampakt.organisations.models import Circle, Organisation
from sampakt.papers.rules import free_key
from sampakt.trail.actions import record


class AgreementValues(TypedDict, total=False):
    """What can be said of an agreement; ``organisation`` and ``circle`` narrow its audience."""

    key: str
    kind: str
    title: Text
    purpose: Text
    starts_on: date | None
    ends_on: date | None
    force_rule: str
    force_count: int | None
    notice_months: int | None
    revise_every_months: int | None
    decide_months_before: int | None
    continuation_papers: list[str]
    audience: str
    organisation: Organisation | None
    circle: Circle | None
    is_sample: bool


@transaction.atomic
def draft_agreement(
    partnership: Partnership, *, by: Viewer, parent: Agreement | None = None, **values: Unpack[AgreementValues]
) -> Agreement:
    """Draft an agreement in a partnership, under another one if ``parent`` is given.

    Without a key, one is made from the title. Dates may lie in the past: what was agreed long ago is drafted, too.
    """
    if not may_draft(by, partnership.pk):
        raise NotAllowed
    if not values.get("key"):
        taken = set(Agreement.objects.filter(space=partnership.pk).values_list("key", flat=True))
        values["key"] = free_key(str(values.get("title", "")), taken, otherwise="agreement")
    agreement = Agreement(space=partnership.space, parent=parent, **values)
    refuse_if([*_objections(agreement, by), *objections_to_parent(agreement, parent, by)])
    save_new(agreement)
    record(Verb.DRAFT_AGREEMENT, agreement, by=by)
    return agreement


@transaction.atomic
def change_agreement(
    agreement: Agreement, *, by: Viewer, version: int | None = None, **values: Unpack[AgreementValues]
) -> Agreement:
    """Correct what is said of an agreement, or who sees it. Terms that were agreed anew are amended instead."""
    if not may_edit(by, agreement):
        raise NotAllowed
    refuse_if(_objections(agreement, by, **values))
    if changes := save_changed(agreement, values, version=version):
        if "audience" in changes:
            for party in agreement.parties.select_related("organisation"):
                settle(agreement.space, party.organisation, by)
        record(Verb.CHANGE_AGREEMENT, agreement, by=by, changes=changes)
    return agreement


@transaction.atomic
def end_agreement(
    agreement: Agreement,
    *,
    ended_on: date,
    by: Viewer,
    decided_on: date | None = None,
    reason: Text = Text(),
    version: int | None = None,
) -> Agreement:
    """Record that the agreement holds to ``ended_on`` and is not continued; ``decided_on`` is when that was decided."""
    if not may_edit(by, agreement):
        raise NotAllowed
    objections = []
    if agreement.starts_on and ended_on < agreement.starts_on:
        objections.append(Objection.of(AgreementObjection.ENDS_BEFORE_START, field="ended_on"))
    if agreement.ends_on and ended_on > agreement.ends_on:
        objections.append(
            Objection.of(AgreementObjection.ENDS_AFTER_LAST_DAY, field="ended_on", date=agreement.ends_on)
        )
    refuse_if(objections)
    values = {"ended_on": ended_on, "end_decided_on": decided_on, "end_reason": reason}
    if changes := save_changed(agreement, values, version=version):
        record(Verb.END_AGREEMENT, agreement, by=by, changes=changes)
    return agreement


@transaction.atomic
def remove_agreement(agreement: Agreement, *, by: Viewer) -> None:
    """Remove a draft that nobody has signed and that nothing rests on."""
    if not may_edit(by, agreement):
        raise NotAllowed
    refuse_if(
        Objection.of(AgreementObjection.ALREADY_SIGNED, organisation=party.organisation, date=party.signed_on)
        for party in agreement.parties.select_related("organisation").exclude(signed_on=None)
    )
    linked = list(agreement.links.exclude(other=None).values_list("other", flat=True))
    try:
        Agreement.objects.filter(pk=agreement.pk).delete()
    except ProtectedError:
        refuse_if([Objection.of(AgreementObjection.HAS_PROMISES)])
    record(Verb.REMOVE_AGREEMENT, agreement, by=by)
    reckon_left(linked)


def _objections(agreement: Agreement, by: Viewer, **values: Unpack[AgreementValues]) -> Iterator[Objection]:
    """What stands against the agreement once it has ``values``. Raises NotAllowed on an audience that is not theirs."""
    key = values.get("key", agreement.key)
    if Agreement.objects.filter(space=agreement.space_id, key=key).exclude(pk=agreement.pk).exists():
        yield Objection.of(AgreementObjection.KEY_TAKEN, field="key", key=key)
    starts_on, ends_on = values.get("starts_on", agreement.starts_on), values.get("ends_on", agreement.ends_on)
    if starts_on and ends_on and ends_on < starts_on:
        yield Objection.of(AgreementObjection.ENDS_BEFORE_START, field="ends_on")
    force_rule = values.get("force_rule", agreement.force_rule)
    if force_rule == ForceRule.SOME_SIGNED and not values.get("force_count", agreement.force_count):
        yield Objection.of(AgreementObjection.COUNT_MISSING, field="force_count")
    papers = values.get("continuation_papers", agreement.continuation_papers)
    if not set(papers) <= set(DocumentRole.values):
        yield Objection.of(
            AgreementObjection.VALUE_UNFIT, field="continuation_papers", name=name_of("continuation_papers")
        )
    yield from objections_to_reach(agreement, by, **values)
    if agreement.pk is not None and not values.keys().isdisjoint(REACH):
        yield from _objections_to_narrowness(agreement, **values)


def _objections_to_narrowness(agreement: Agreement, **values: Unpack[AgreementValues]) -> Iterator[Objection]:
    """An objection for each party that has signed and would see the agreement no longer."""
    audience = values.get("audience", agreement.audience)
    organisation = values.get("organisation", agreement.organisation)
    if audience in {Audience.OWN, Audience.NAMED}:
        for party in agreement.parties.select_related("organisation").exclude(signed_on=None):
            if audience == Audience.NAMED or party.organisation != organisation:
                yield Objection.of(AgreementObjection.PARTY_MUST_SEE, field="audience", organisation=party.organisation)


def name_of(field: str) -> str:
    """What a field of agreements is called."""
    return str(Agreement._meta.get_field(field).verbose_name)  # type: ignore[union-attr]  # never a reverse relation
