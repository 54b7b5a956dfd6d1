"""What an agreement says and is silent on, what sources claim, what it was weighed against, and what it is tied to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from sampakt.agreements.access import may_edit
from sampakt.agreements.models import Agreement, Claim, ContentItem, GoalLink, ImpactAssessment, Party
from sampakt.agreements.rules import DATED, date_claimed
from sampakt.agreements.terms import BOUND, AgreementObjection, ClaimField, TopicState, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import Changes, save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.papers.models import Document
from sampakt.papers.rules import free_key
from sampakt.trail.actions import record


class ClaimValues(TypedDict, total=False):
    """Where a claim comes from, besides its source in words."""

    source_dated_on: date | None
    document: Document | None
    note: Text


class ImpactValues(TypedDict, total=False):
    """What can be said of an impact assessment besides its conclusion."""

    organisation: Organisation | None
    assessed_on: date | None
    has_consequences: bool | None
    document: Document | None
    is_sample: bool


class GoalValues(TypedDict, total=False):
    """What can be said of a goal besides its name; ``key`` names it in files."""

    key: str
    reference: str
    url: str
    linked_on: date | None


@transaction.atomic
def answer_topic(
    agreement: Agreement,
    *,
    topic: str,
    state: str,
    by: Viewer,
    words: Text = Text(),
    place: str = "",
    asked_on: date | None = None,
    asked_of: Organisation | None = None,
    version: int | None = None,
) -> ContentItem:
    """Say whether the text says anything on a topic of the checklist, where, and what; or that somebody was asked."""
    if not may_edit(by, agreement):
        raise NotAllowed
    if state == TopicState.ASKED and asked_on is None:
        asked_on = clock.today()
    values = {"state": state, "words": words, "place": place, "asked_on": asked_on, "asked_of": asked_of}
    item = agreement.content.filter(topic=topic).first()
    was_asked = item is not None and item.state in {TopicState.NOT_STATED, TopicState.ASKED}
    if item is not None and was_asked and state == TopicState.STATED and words and words == item.words:
        refuse_if([Objection.of(AgreementObjection.STILL_A_QUESTION, field="words")])
    if item is None:
        item = save_new(ContentItem(agreement=agreement, topic=topic, **values))
        changes: Changes = {"state": (None, state)}
    else:
        changes = save_changed(item, values, version=version)
    if changes:
        record(Verb.ANSWER_TOPIC, item, by=by, changes=changes, within=agreement)
    return item


@transaction.atomic
def claim(
    agreement: Agreement,
    *,
    field: str,
    value: str,
    source: Text,
    by: Viewer,
    organisation: Organisation | None = None,
    **values: Unpack[ClaimValues],
) -> Claim:
    """Record what a source says about one fact of the agreement, or of one party to it. Nothing is overwritten."""
    if not may_edit(by, agreement):
        raise NotAllowed
    refuse_if(_objections_to_claim(agreement, field, value, organisation))
    made = save_new(
        Claim(agreement=agreement, field=field, value=value, source=source, organisation=organisation, **values)
    )
    record(Verb.CLAIM, made, by=by, within=agreement)
    return made


@transaction.atomic
def choose_claim(chosen: Claim, *, by: Viewer, writes: bool = True, version: int | None = None) -> Claim:
    """Choose which source holds until somebody knows better, and write its value where the fact has a field.

    Not ``writes`` where that field is told beside it, as a partnership file does.
    """
    agreement = chosen.agreement
    if not may_edit(by, agreement):
        raise NotAllowed
    if chosen.field == ClaimField.SIGNED_ON and (date_claimed(chosen.value) or date.min) > clock.today():
        refuse_if([Objection.of(AgreementObjection.SIGNED_IN_FUTURE, field="value")])
    same = agreement.claims.filter(field=chosen.field, organisation=chosen.organisation_id)
    for other in same.filter(is_chosen=True).exclude(pk=chosen.pk):
        save_changed(other, {"is_chosen": False}, version=None)
    changes = save_changed(chosen, {"is_chosen": True}, version=version)
    if writes:
        changes |= _apply(chosen)
    if changes:
        record(Verb.CHOOSE_CLAIM, chosen, by=by, changes=changes, within=agreement)
    return chosen


@transaction.atomic
def remove_claim(claim: Claim, *, by: Viewer) -> None:
    """Remove a claim that no source makes. What it wrote while it was chosen stays."""
    if not may_edit(by, claim.agreement):
        raise NotAllowed
    Claim.objects.filter(pk=claim.pk).delete()
    record(Verb.REMOVE_CLAIM, claim, by=by, within=claim.agreement)


@transaction.atomic
def assess_impact(
    agreement: Agreement, *, subject: str, conclusion: Text, by: Viewer, **values: Unpack[ImpactValues]
) -> ImpactAssessment:
    """Record what the agreement was found to mean for children, sustainability, the economy, climate or equality."""
    if not may_edit(by, agreement):
        raise NotAllowed
    assessed_on = values.get("assessed_on")
    if assessed_on is not None and assessed_on > clock.today():
        refuse_if([Objection.of(AgreementObjection.ASSESSED_IN_FUTURE, field="assessed_on")])
    assessment = save_new(ImpactAssessment(agreement=agreement, subject=subject, conclusion=conclusion, **values))
    record(Verb.ASSESS_IMPACT, assessment, by=by, within=agreement)
    return assessment


@transaction.atomic
def remove_impact(assessment: ImpactAssessment, *, by: Viewer) -> None:
    """Remove an impact assessment that was recorded by mistake."""
    if not may_edit(by, assessment.agreement):
        raise NotAllowed
    ImpactAssessment.objects.filter(pk=assessment.pk).delete()
    record(Verb.REMOVE_IMPACT, assessment, by=by, within=assessment.agreement)


@transaction.atomic
def link_goal(
    agreement: Agreement,
    *,
    organisation: Organisation,
    kind: str,
    name: Text,
    by: Viewer,
    **values: Unpack[GoalValues],
) -> GoalLink:
    """Tie the agreement to a goal, plan or steering document of one party's own."""
    if not may_edit(by, agreement):
        raise NotAllowed
    taken = set(agreement.goal_links.values_list("key", flat=True))
    if not values.get("key"):
        values["key"] = free_key(str(name), taken, otherwise="goal")
    objections = list(_objections_to_party(agreement, organisation))
    if values["key"] in taken:
        objections.append(Objection.of(AgreementObjection.KEY_TAKEN, field="key", key=values["key"]))
    refuse_if(objections)
    link = save_new(GoalLink(agreement=agreement, organisation=organisation, kind=kind, name=name, **values))
    record(Verb.LINK_GOAL, link, by=by, within=agreement)
    return link


@transaction.atomic
def unlink_goal(link: GoalLink, *, by: Viewer) -> None:
    """Remove a tie to a goal."""
    if not may_edit(by, link.agreement):
        raise NotAllowed
    GoalLink.objects.filter(pk=link.pk).delete()
    record(Verb.UNLINK_GOAL, link, by=by, within=link.agreement)


def _objections_to_claim(
    agreement: Agreement, field: str, value: str, organisation: Organisation | None
) -> Iterator[Objection]:
    if field in DATED and date_claimed(value) is None:
        yield Objection.of(AgreementObjection.NOT_A_DATE, field="value")
    if organisation is not None:
        yield from _objections_to_party(agreement, organisation)


def _objections_to_party(agreement: Agreement, organisation: Organisation) -> Iterator[Objection]:
    if not agreement.parties.filter(organisation=organisation).exists():
        yield Objection.of(AgreementObjection.NOT_A_PARTY, field="organisation", organisation=organisation)


def _apply(chosen: Claim) -> Changes:
    """Write a chosen claim's value to the agreement or its parties; some facts have no field and stay claims."""
    agreement = chosen.agreement
    match chosen.field:
        case ClaimField.STARTS_ON | ClaimField.ENDS_ON:
            return save_changed(agreement, {chosen.field: date_claimed(chosen.value)}, version=None)
        case ClaimField.TITLE:
            language = agreement.space.partnership.language
            return save_changed(
                agreement, {"title": replace(agreement.title, **{language: chosen.value})}, version=None
            )
        case ClaimField.SIGNED_ON:
            changes: Changes = {}
            for party in _parties_meant(chosen):
                changes |= save_changed(party, {"signed_on": date_claimed(chosen.value)}, version=None)
            return changes
        case ClaimField.REGISTRATION_NUMBER:
            changes = {}
            for party in _parties_meant(chosen) if chosen.organisation_id else []:
                numbers = [*party.registration_numbers]
                added = numbers if chosen.value in numbers else [*numbers, chosen.value]
                changes |= save_changed(party, {"registration_numbers": added}, version=None)
            return changes
        case _:
            return {}


def _parties_meant(chosen: Claim) -> list[Party]:
    """The party that a claim is about; all that are bound when it names none."""
    parties = chosen.agreement.parties.filter(role__in=BOUND)
    return list(parties.filter(organisation=chosen.organisation_id) if chosen.organisation_id else parties)
