"""Partnerships and their themes."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import ProtectedError

from sampakt.agreements.access import may_edit_partnership, may_start_partnership
from sampakt.agreements.models import Partnership, Theme
from sampakt.agreements.terms import AgreementObjection, Verb
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import check, save_changed, save_new
from sampakt.kernel.terms import Audience, Role
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Membership, Organisation, Space
from sampakt.papers.rules import free_key
from sampakt.trail.actions import record

TAKEN_BY_PAGES = frozenset({"new", "load"})
"""Codes that no partnership can have: pages stand at these addresses."""


class PartnershipFacts(TypedDict, total=False):
    """What can be said of a partnership."""

    code: str
    name: Text
    summary: Text
    language: str
    is_sample: bool


class ThemeFacts(TypedDict, total=False):
    """What can be said of a theme; ``key`` names it in files."""

    key: str
    name: Text
    position: int
    starts_on: date | None
    ends_on: date | None


@transaction.atomic
def start_partnership(
    organisation: Organisation,
    *,
    by: Viewer,
    audience: str = Audience.PARTNERS,
    sharing: Collection[Organisation] = (),
    **facts: Unpack[PartnershipFacts],
) -> Partnership:
    """Start a partnership on behalf of an organisation; whoever starts it becomes its coordinator.

    ``sharing`` names others that share it from the start. Without a code, one is made from the name.
    """
    if not may_start_partnership(by, organisation.pk):
        raise NotAllowed
    if not facts.get("code"):
        taken = {*Partnership.objects.values_list("code", flat=True), *TAKEN_BY_PAGES}
        facts["code"] = free_key(str(facts.get("name", "")), taken, otherwise="partnership")
    refuse_if(_objections_to_code(facts["code"]))
    space = Space(audience=audience)
    check(space)
    space.save()
    partnership = save_new(Partnership(space=space, **facts))
    space.organisations.add(organisation, *sharing)
    if by.user_id is not None:
        Membership.objects.create(space=space, user_id=by.user_id, organisation=organisation, role=Role.COORDINATOR)
    record(Verb.START_PARTNERSHIP, partnership, by=by, organisation_id=organisation.pk)
    return partnership


@transaction.atomic
def change_partnership(
    partnership: Partnership,
    *,
    by: Viewer,
    version: int | None = None,
    audience: str | None = None,
    **facts: Unpack[PartnershipFacts],
) -> Partnership:
    """Change what a partnership is called or says of itself, or whether everyone sees it."""
    if not may_edit_partnership(by, partnership):
        raise NotAllowed
    if "code" in facts:
        refuse_if(_objections_to_code(facts["code"], partnership))
    space = partnership.space
    is_opened = audience is not None and space.audience != audience
    changes = save_changed(partnership, facts, version=version, beside=is_opened)
    if audience is not None and is_opened:
        changes["audience"] = (space.audience, audience)
        space.audience = audience
        check(space)
        space.save()
    if changes:
        record(Verb.CHANGE_PARTNERSHIP, partnership, by=by, changes=changes)
    return partnership


@transaction.atomic
def add_theme(partnership: Partnership, *, by: Viewer, **facts: Unpack[ThemeFacts]) -> Theme:
    """Add an area that the partnership works in; it comes last unless ``position`` says otherwise."""
    if not may_edit_partnership(by, partnership):
        raise NotAllowed
    themes = list(Theme.objects.filter(space=partnership.pk))
    taken = {theme.key for theme in themes}
    if not facts.get("key"):
        facts["key"] = free_key(str(facts.get("name", "")), taken, otherwise="theme")
    facts.setdefault("position", max((theme.position for theme in themes), default=0) + 1)
    theme = Theme(space=partnership.space, **facts)
    refuse_if(_objections_to_theme(theme, taken))
    save_new(theme)
    record(Verb.ADD_THEME, theme, by=by)
    return theme


@transaction.atomic
def change_theme(theme: Theme, *, by: Viewer, version: int | None = None, **facts: Unpack[ThemeFacts]) -> Theme:
    """Rename a theme, move it, or say from when until when the partnership works in it."""
    if not may_edit_partnership(by, theme.space.partnership):
        raise NotAllowed
    taken = set(Theme.objects.filter(space=theme.space_id).exclude(pk=theme.pk).values_list("key", flat=True))
    refuse_if(_objections_to_theme(theme, taken, **facts))
    if changes := save_changed(theme, facts, version=version):
        record(Verb.CHANGE_THEME, theme, by=by, changes=changes)
    return theme


@transaction.atomic
def remove_theme(theme: Theme, *, by: Viewer) -> None:
    """Remove a theme that nothing is recorded under; one with a history gets a last day instead."""
    if not may_edit_partnership(by, theme.space.partnership):
        raise NotAllowed
    try:
        Theme.objects.filter(pk=theme.pk).delete()
    except ProtectedError:
        refuse_if([Objection.of(AgreementObjection.THEME_IN_USE)])
    record(Verb.REMOVE_THEME, theme, by=by)


def _objections_to_code(code: str, own: Partnership | None = None) -> Iterator[Objection]:
    others = Partnership.objects.exclude(pk=own.pk) if own else Partnership.objects.all()
    if code in TAKEN_BY_PAGES or others.filter(code=code).exists():
        yield Objection.of(AgreementObjection.CODE_TAKEN, field="code", code=code)


def _objections_to_theme(theme: Theme, taken: set[str], **facts: Unpack[ThemeFacts]) -> Iterator[Objection]:
    """What stands against the theme once it has ``facts``."""
    key = facts.get("key", theme.key)
    starts_on, ends_on = facts.get("starts_on", theme.starts_on), facts.get("ends_on", theme.ends_on)
    if key in taken:
        yield Objection.of(AgreementObjection.KEY_TAKEN, field="key", key=key)
    if starts_on and ends_on and ends_on < starts_on:
        yield Objection.of(AgreementObjection.ENDS_BEFORE_START, field="ends_on")
