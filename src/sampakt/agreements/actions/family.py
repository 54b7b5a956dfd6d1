"""The family of agreements: one under another, one after another, one beside another."""

from collections.abc import Iterator

from django.db import transaction

from sampakt.agreements.access import may_edit, may_see
from sampakt.agreements.actions.watching import reckon_left
from sampakt.agreements.models import Agreement, AgreementLink
from sampakt.agreements.rules import closes_ring
from sampakt.agreements.terms import SUCCEEDING, AgreementObjection, Verb
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import check, save_changed
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import narrower, objections_to_place
from sampakt.trail.actions import record


@transaction.atomic
def place_under(agreement: Agreement, *, parent: Agreement | None, by: Viewer, version: int | None = None) -> Agreement:
    """Let the agreement stand under another one of the same partnership, or on its own with ``parent`` None."""
    if not may_edit(by, agreement):
        raise NotAllowed
    refuse_if(objections_to_parent(agreement, parent, by))
    if changes := save_changed(agreement, {"parent": parent}, version=version):
        record(Verb.PLACE_UNDER, agreement, by=by, changes=changes)
    return agreement


@transaction.atomic
def link_agreements(
    agreement: Agreement,
    *,
    relation: str,
    by: Viewer,
    other: Agreement | None = None,
    other_title: Text = Text(),
    note: Text = Text(),
) -> AgreementLink:
    """Say how the agreement stands to another one, be it in Sampakt or only known by its name."""
    if not may_edit(by, agreement) or (other is not None and not may_see(by, other)):
        raise NotAllowed
    objections = []
    if (other is None) == (not other_title):
        objections.append(Objection.of(AgreementObjection.ONE_OTHER, field="other"))
    if other is not None and agreement.links.filter(relation=relation, other=other).exists():
        objections.append(Objection.of(AgreementObjection.LINKED_ALREADY, field="other"))
    if other is not None and relation in SUCCEEDING and closes_ring(agreement.pk, other.pk, _predecessors()):
        objections.append(Objection.of(AgreementObjection.FOLLOWS_ITSELF, field="other"))
    refuse_if(objections)
    link = AgreementLink(agreement=agreement, relation=relation, other=other, other_title=other_title, note=note)
    check(link)
    link.save()
    _record_link(Verb.LINK_AGREEMENTS, link, by)
    return link


@transaction.atomic
def unlink_agreements(link: AgreementLink, *, by: Viewer) -> None:
    """Remove a link between agreements."""
    if not may_edit(by, link.agreement):
        raise NotAllowed
    AgreementLink.objects.filter(pk=link.pk).delete()
    _record_link(Verb.UNLINK_AGREEMENTS, link, by)
    reckon_left([link.other_id] if link.other_id is not None else [])


def objections_to_parent(agreement: Agreement, parent: Agreement | None, by: Viewer) -> Iterator[Objection]:
    """What stands against the agreement standing under ``parent``. Raises NotAllowed when that one is not seen."""
    if parent is None:
        return
    if not may_see(by, parent):
        raise NotAllowed
    if elsewhere := list(objections_to_place(agreement.space_id, parent=parent)):
        yield from elsewhere
        return
    pairs = Agreement.objects.filter(space=agreement.space_id, parent__isnull=False).values_list("pk", "parent_id")
    parents: dict[int, tuple[int, ...]] = {child: (above,) for child, above in pairs if above is not None}
    if agreement.pk is not None and closes_ring(agreement.pk, parent.pk, parents):
        yield Objection.of(AgreementObjection.ABOVE_ITSELF, field="parent")


def _record_link(verb: Verb, link: AgreementLink, by: Viewer) -> None:
    """A line that names the other agreement only to those who may know of it."""
    agreement, other = link.agreement, link.other
    if other is None or (other.audience == Audience.PUBLIC and other.space.audience == Audience.PUBLIC):
        record(verb, link, by=by, within=agreement)
    elif other.space_id == agreement.space_id:
        record(verb, link, by=by, within=narrower(agreement, other))
    else:
        record(verb, agreement, by=by)


def _predecessors() -> dict[int, list[int]]:
    """Which agreements each agreement follows."""
    followed: dict[int, list[int]] = {}
    links = AgreementLink.objects.filter(relation__in=SUCCEEDING, other__isnull=False)
    for later, earlier in links.values_list("agreement_id", "other_id"):
        if earlier is not None:
            followed.setdefault(later, []).append(earlier)
    return followed
