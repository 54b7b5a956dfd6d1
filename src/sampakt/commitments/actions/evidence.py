"""Evidence: adding it, tying it to promises, and its way from draft over review to approved."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from sampakt.commitments.access import may_approve, may_change_evidence, may_record, may_see_commitment
from sampakt.commitments.actions.reach import paper_for
from sampakt.commitments.actions.words import StatementValues, state
from sampakt.commitments.models import Commitment, Deed, Evidence, EvidenceUse, Statement
from sampakt.commitments.terms import CommitmentObjection, EvidenceKind, EvidenceState, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_shared, narrower, objections_to_place, objections_to_reach
from sampakt.organisations.models import Circle, Organisation, Space
from sampakt.organisations.terms import OrganisationObjection
from sampakt.papers.actions import Upload
from sampakt.papers.models import Document
from sampakt.papers.rules import free_key
from sampakt.post.actions import write_letter
from sampakt.trail.actions import gathered, record
from sampakt.trail.models import TrailLine


class EvidenceValues(TypedDict, total=False):
    """What can be said of a piece of evidence; ``dated_on`` is the day of what it shows."""

    key: str
    title: Text
    kind: str
    dated_on: date
    document: Document | None
    deed: Deed | None
    url: str
    words: str
    valid_until: date | None
    audience: str
    organisation: Organisation | None
    circle: Circle | None
    is_sample: bool


@transaction.atomic
def add_evidence(
    space: Space,
    *,
    by: Viewer,
    commitments: Iterable[Commitment] = (),
    state: str = EvidenceState.DRAFT,
    approved_on: date | None = None,
    upload: Upload | None = None,
    **values: Unpack[EvidenceValues],
) -> Evidence:
    """Add a piece of evidence for some promises of a partnership; it counts once somebody else has approved it.

    A file that comes along is kept as a document of the partnership.

    ``state`` says how far it has come already: whoever brings in what was approved elsewhere must be one who approves,
    and is then not taken for its recorder.
    """
    supported = list(commitments)
    if not may_record(by, space.pk) or not all(may_see_commitment(by, commitment) for commitment in supported):
        raise NotAllowed
    if state not in {EvidenceState.DRAFT, EvidenceState.IN_REVIEW} and not by.may_edit_in(space.pk):
        raise NotAllowed
    if upload is not None:
        with gathered():
            title, day = values.get("title", Text()), values.get("dated_on")
            values["document"] = paper_for(space, upload, by=by, title=title, dated_on=day, values=values)
            return add_evidence(space, by=by, commitments=supported, state=state, approved_on=approved_on, **values)
    if not values.get("key"):
        taken = set(Evidence.objects.in_space(space.pk).values_list("key", flat=True))
        values["key"] = free_key(str(values.get("title", "")), taken, otherwise="evidence")
    is_approved = state in {EvidenceState.APPROVED, EvidenceState.EXPIRED}
    if not is_approved:
        approved_on = None
    evidence = Evidence(
        space=space,
        state=state,
        approved_on=approved_on or (values.get("dated_on") if state == EvidenceState.APPROVED else None),
        recorded_by_id=None if is_approved else by.user_id,
        **values,
    )
    elsewhere = [commitment for commitment in supported if commitment.space_id != space.pk]
    refuse_if(
        [
            *_objections(evidence, by, **values),
            *(Objection.of(OrganisationObjection.OTHER_PARTNERSHIP, field="commitments") for _ in elsewhere[:1]),
        ]
    )
    save_new(evidence)
    EvidenceUse.objects.bulk_create(EvidenceUse(evidence=evidence, commitment=commitment) for commitment in supported)
    record(Verb.ADD_EVIDENCE, evidence, by=by)
    return evidence


@transaction.atomic
def report(
    commitment: Commitment,
    *,
    by: Viewer,
    title: Text = Text(),
    url: str = "",
    upload: Upload | None = None,
    **values: Unpack[StatementValues],
) -> Statement:
    """State how a promise stands, and send what shows it (a file or an address) for approval, all at once."""
    with gathered():
        statement = state(commitment, by=by, **values)
        if upload or url:
            is_public = commitment.audience == Audience.PUBLIC
            add_evidence(
                commitment.space,
                by=by,
                commitments=[commitment],
                state=EvidenceState.IN_REVIEW,
                upload=upload,
                title=title or Text.of(upload.name if upload else url, by.language),
                kind=EvidenceKind.DOCUMENT if upload else EvidenceKind.LINK,
                url=url,
                dated_on=statement.stated_on,
                audience=Audience.PARTNERS if is_public else commitment.audience,
                organisation=None if is_public else commitment.organisation,
                circle=None if is_public else commitment.circle,
            )
    return statement


@transaction.atomic
def change_evidence(
    evidence: Evidence, *, by: Viewer, version: int | None = None, **values: Unpack[EvidenceValues]
) -> Evidence:
    """Correct a piece of evidence. What others have approved becomes a draft again when what it shows is changed."""
    if not may_change_evidence(by, evidence):
        raise NotAllowed
    refuse_if(_objections(evidence, by, **values))
    shown = {"kind", "document", "deed", "url", "words", "dated_on"}
    is_other = any(name in shown and getattr(evidence, name) != value for name, value in values.items())
    # Those who approve may set right what they see; what others alter must be looked at again.
    again = is_other and evidence.state == EvidenceState.APPROVED and not may_approve(by, evidence)
    renewed = {"state": EvidenceState.DRAFT, "approved_on": None, "approved_by": None} if again else {}
    if changes := save_changed(evidence, {**values, **renewed}, version=version):
        record(Verb.CHANGE_EVIDENCE, evidence, by=by, changes=changes)
    return evidence


@transaction.atomic
def attach_evidence(evidence: Evidence, *, commitment: Commitment, by: Viewer) -> EvidenceUse:
    """Let a piece of evidence support one more promise of the same partnership."""
    _ask_for_both(evidence, commitment, by)
    objections = list(objections_to_place(evidence.space_id, commitment=commitment))
    if evidence.uses.filter(commitment=commitment).exists():
        objections.append(Objection.of(CommitmentObjection.ALREADY_ATTACHED, field="evidence"))
    refuse_if(objections)
    use = EvidenceUse.objects.create(evidence=evidence, commitment=commitment)
    _record_use(Verb.ATTACH_EVIDENCE, evidence, commitment, by)
    return use


@transaction.atomic
def detach_evidence(evidence: Evidence, *, commitment: Commitment, by: Viewer) -> None:
    """Say that a piece of evidence supports a promise no longer; the piece itself stays."""
    _ask_for_both(evidence, commitment, by)
    removed, _each = EvidenceUse.objects.filter(evidence=evidence, commitment=commitment).delete()
    if not removed:
        refuse_if([Objection.of(CommitmentObjection.NOT_ATTACHED)])
    _record_use(Verb.DETACH_EVIDENCE, evidence, commitment, by)


@transaction.atomic
def submit_evidence(evidence: Evidence, *, by: Viewer, version: int | None = None) -> Evidence:
    """Send a draft to those who approve."""
    if not may_change_evidence(by, evidence):
        raise NotAllowed
    if evidence.state != EvidenceState.DRAFT:
        refuse_if([Objection.of(CommitmentObjection.NOT_A_DRAFT)])
    return _set_state(Verb.SUBMIT_EVIDENCE, evidence, by, version, state=EvidenceState.IN_REVIEW)


@transaction.atomic
def approve_evidence(
    evidence: Evidence, *, by: Viewer, approved_on: date | None = None, version: int | None = None
) -> Evidence:
    """Approve what somebody else recorded, so that it counts; without a day, from today."""
    if not may_approve(by, evidence):
        raise NotAllowed
    refuse_if(objections_to_approving(evidence, by))
    values = {"approved_on": approved_on or clock.today(), "approved_by_id": by.user_id}
    return _set_state(Verb.APPROVE_EVIDENCE, evidence, by, version, state=EvidenceState.APPROVED, **values)


@transaction.atomic
def return_evidence(evidence: Evidence, *, why: str, by: Viewer, version: int | None = None) -> Evidence:
    """Send evidence back to whoever recorded it, with the reason, which the trail keeps."""
    if not may_approve(by, evidence):
        raise NotAllowed
    objections = []
    if evidence.state != EvidenceState.IN_REVIEW:
        objections.append(Objection.of(CommitmentObjection.NOT_IN_REVIEW))
    if not why.strip():
        objections.append(Objection.of(CommitmentObjection.REASON_MISSING, field="why"))
    refuse_if(objections)
    changes = save_changed(evidence, {"state": EvidenceState.DRAFT}, version=version)
    record(Verb.RETURN_EVIDENCE, evidence, by=by, changes={**changes, "why": (None, why.strip())})
    _tell_recorder(evidence, why.strip())
    return evidence


@transaction.atomic
def withdraw_evidence(evidence: Evidence, *, why: str, by: Viewer, version: int | None = None) -> Evidence:
    """Say that approved evidence counts no longer, with the reason, which the trail keeps; the piece itself stays."""
    if not may_change_evidence(by, evidence):
        raise NotAllowed
    objections = []
    if evidence.state != EvidenceState.APPROVED:
        objections.append(Objection.of(CommitmentObjection.NOT_APPROVED))
    if not why.strip():
        objections.append(Objection.of(CommitmentObjection.REASON_MISSING, field="why"))
    refuse_if(objections)
    changes = save_changed(evidence, {"state": EvidenceState.EXPIRED}, version=version)
    record(Verb.WITHDRAW_EVIDENCE, evidence, by=by, changes={**changes, "why": (None, why.strip())})
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: Viewer) -> None:
    """Remove a draft that supports nothing; what others have looked at keeps its history."""
    if not may_change_evidence(by, evidence):
        raise NotAllowed
    refuse_if(objections_to_removing_evidence(evidence))
    Evidence.objects.filter(pk=evidence.pk).delete()
    record(Verb.REMOVE_EVIDENCE, evidence, by=by)


def objections_to_removing_evidence(evidence: Evidence) -> list[Objection]:
    """What stands against removing it: it is no draft, or it supports a promise."""
    objections = []
    if evidence.state != EvidenceState.DRAFT:
        objections.append(Objection.of(CommitmentObjection.ONLY_DRAFTS_GO))
    if evidence.uses.exists():
        objections.append(Objection.of(CommitmentObjection.STILL_ATTACHED))
    return objections


def objections_to_approving(evidence: Evidence, by: Viewer) -> list[Objection]:
    """What stands against ``by`` approving: it is not in review, it is their own, or they changed it last."""
    objections = []
    if evidence.state != EvidenceState.IN_REVIEW:
        objections.append(Objection.of(CommitmentObjection.NOT_IN_REVIEW))
    if by.user_id is not None and evidence.recorded_by_id == by.user_id:
        objections.append(Objection.of(CommitmentObjection.OWN_EVIDENCE))
    elif by.user_id is not None and _changed_last_by(evidence) == by.user_id:
        objections.append(Objection.of(CommitmentObjection.OWN_CHANGE))
    return objections


def _changed_last_by(evidence: Evidence) -> int | None:
    """Who changed the evidence last, as the trail tells it; None when nobody has."""
    lines = TrailLine.objects.filter(subject_kind=evidence._meta.label_lower, subject_id=evidence.pk)
    last = lines.filter(verb=Verb.CHANGE_EVIDENCE).order_by("pk").last()
    return last.by_user_id if last else None


def _set_state(verb: Verb, evidence: Evidence, by: Viewer, version: int | None, **values: object) -> Evidence:
    changes = save_changed(evidence, values, version=version)
    record(verb, evidence, by=by, changes={name: change for name, change in changes.items() if name == "state"})
    return evidence


def _tell_recorder(evidence: Evidence, why: str) -> None:
    """A letter to whoever recorded the evidence, if they still take part in the partnership."""
    recorder = evidence.recorded_by
    if recorder is None or not recorder.memberships.filter(space=evidence.space_id).exists():
        return
    write_letter(
        to=recorder.email,
        template="commitments/letters/returned.txt",
        language=recorder.language or evidence.space.partnership.language,
        name=str(recorder),
        evidence=evidence,
        why=why,
    )


def _record_use(verb: Verb, evidence: Evidence, commitment: Commitment, by: Viewer) -> None:
    """One line about the promise, seen by those who see both it and the evidence."""
    told = (evidence.title, None) if verb == Verb.DETACH_EVIDENCE else (None, evidence.title)
    record(verb, commitment, by=by, within=narrower(commitment, evidence), changes={"evidence": told})


def _ask_for_both(evidence: Evidence, commitment: Commitment, by: Viewer) -> None:
    if not may_see_shared(by, evidence) or not may_see_commitment(by, commitment):
        raise NotAllowed
    if not may_record(by, commitment.space_id):
        raise NotAllowed


def _objections(evidence: Evidence, by: Viewer, **values: Unpack[EvidenceValues]) -> Iterator[Objection]:
    """What stands against the evidence once it has ``values``. Raises NotAllowed on what is not theirs."""
    key = values.get("key", evidence.key)
    if Evidence.objects.filter(space=evidence.space_id, key=key).exclude(pk=evidence.pk).exists():
        yield Objection.of(CommitmentObjection.KEY_TAKEN, field="key", key=key)
    document, deed = values.get("document", evidence.document), values.get("deed", evidence.deed)
    url, words = values.get("url", evidence.url), values.get("words", evidence.words)
    content = {
        EvidenceKind.DOCUMENT: document,
        EvidenceKind.RECORD: deed,
        EvidenceKind.LINK: url,
        EvidenceKind.NOTE: words,
    }
    if not content.get(EvidenceKind(values.get("kind", evidence.kind))):
        yield Objection.of(CommitmentObjection.EVIDENCE_EMPTY)
    if not values.get("dated_on", evidence.dated_on):
        yield Objection.of(CommitmentObjection.EVIDENCE_UNDATED, field="dated_on")
    yield from _objections_to_days(
        values.get("dated_on", evidence.dated_on), values.get("valid_until", evidence.valid_until)
    )
    yield from objections_to_place(evidence.space_id, document=document, deed=deed)
    chosen = (values.get("document"), values.get("deed"))
    if any(other is not None and not may_see_shared(by, other) for other in chosen):
        raise NotAllowed
    yield from objections_to_reach(evidence, by, **values)


def _objections_to_days(dated_on: date | None, valid_until: date | None) -> Iterator[Objection]:
    if dated_on is not None and dated_on > clock.today():
        yield Objection.of(CommitmentObjection.SHOWN_IN_FUTURE, field="dated_on")
    if dated_on is not None and valid_until is not None and valid_until < dated_on:
        yield Objection.of(CommitmentObjection.VALID_BEFORE_DATED, field="valid_until")
