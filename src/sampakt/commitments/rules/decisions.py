"""Decisions and formalities: who proposed, approved and signed, in which order, with which papers."""

from datetime import date
from typing import Literal

from sampakt.agreements.terms import DocumentRole, ImpactSubject, Outcome, StepKind
from sampakt.commitments.rules.facts import AgreementFacts, PartyFacts, StepFacts
from sampakt.commitments.rules.finding import AsOf, Finding, Missing, Ref, Words, part, term
from sampakt.commitments.rules.once import judge_standing
from sampakt.commitments.rules.parameters import Slug, Terms
from sampakt.commitments.terms import Part, Status

POSITIVE = {Outcome.PREPARES, Outcome.PROPOSES, Outcome.APPROVES, Outcome.INSTRUCTS}
FINAL = {Outcome.APPROVES, Outcome.INSTRUCTS}


class Decision(Terms):
    """One step of a party's chain was taken, with one of the outcomes, on that day, under that paragraph."""

    party: Slug
    instance: StepKind
    outcomes: tuple[Outcome, ...] = ()
    decided_on: date | None = None
    paragraph: str = ""
    presented: bool = False
    speakers: int = 0


class DecisionChain(Terms):
    """A party's instances decided in order; an annex of a certain date belongs to it; nobody signed before the last."""

    party: Slug
    instances: tuple[StepKind, ...]
    annex_dated: date | None = None
    signed_after: bool = False


class SignedBy(Terms):
    """Parties signed, by the offices named, after their decisions, before the first day."""

    parties: tuple[Slug, ...] = ()
    offices: dict[Slug, str] = {}
    after_decision: bool = False
    before_start: bool = False


class AttachmentPresent(Terms):
    """Papers of certain parts, or assessments of certain subjects, belong to the agreement."""

    documents: tuple[DocumentRole, ...] = ()
    assessments: tuple[ImpactSubject, ...] = ()


class PartiesComplete(Terms):
    """Every party has its decision, signature, fee, registration number."""

    each: tuple[Literal[Part.DECISION, Part.SIGNATURE, Part.FEE, Part.REGISTRATION_NUMBER], ...] = (
        Part.DECISION,
        Part.SIGNATURE,
    )
    organisations: tuple[Slug, ...] = ()


def decision(terms: Decision, agreement: AgreementFacts | None, as_of: AsOf) -> Finding:
    """Kept when a recorded step fits all that is asked; contradicted when the instance decided otherwise."""
    party = agreement.party(terms.party) if agreement else None
    if party is None:
        return _no_party(terms.party)
    taken = [step for step in party.steps if step.kind == terms.instance and step.decided_on is not None]
    if terms.decided_on is not None:
        taken = [step for step in taken if step.decided_on == terms.decided_on]
    if terms.paragraph:
        taken = [step for step in taken if _same(step.paragraph, terms.paragraph)]
    fitting = [step for step in taken if not terms.outcomes or step.outcome in terms.outcomes]
    refs = tuple(_ref(step) for step in fitting)
    said = [_said(fitting[-1])] if fitting else []
    if taken and not fitting:
        return judge_standing(has=(), lacks=(), contradicts=(_said(taken[-1]),))
    lacks = []
    if fitting and terms.presented and not any(step.is_presented for step in fitting):
        lacks.append(Missing(part(Part.PRESENTED)))
    speakers = max((step.speakers for step in fitting), default=0)
    if fitting and speakers < terms.speakers:
        lacks.append(Missing(part(Part.SPOKE)))
    return judge_standing(has=refs, lacks=lacks, words=said, since=fitting[-1].decided_on if fitting else None)


def decision_chain(terms: DecisionChain, agreement: AgreementFacts | None, as_of: AsOf) -> Finding:
    """Kept when every instance decided, none before the one below it; on track while the chain is under way."""
    party = agreement.party(terms.party) if agreement else None
    if agreement is None or party is None:
        return _no_party(terms.party)
    taken: list[StepFacts] = []
    lacks: list[Missing] = []
    wrong: list[Words] = []
    for kind in terms.instances:
        steps = [step for step in party.steps if step.kind == kind]
        decided = [step for step in steps if step.decided_on is not None and step.outcome in POSITIVE]
        if decided:
            step = decided[-1]
            if taken and taken[-1].decided_on and step.decided_on and step.decided_on < taken[-1].decided_on:
                wrong.append(Words("out_of_order", {"instance": step.instance, "day": step.decided_on}))
            taken.append(step)
        elif any(step.outcome == Outcome.REJECTS for step in steps):
            wrong.append(Words("rejected", {"instance": steps[-1].instance}))
        else:
            instance = steps[-1].instance if steps else term(kind, "step_kind")
            lacks.append(Missing(instance, asked_of=party.organisation_id))
    if terms.annex_dated is not None and not any(
        terms.annex_dated in document.dates for document in agreement.documents if document.role == DocumentRole.ANNEX
    ):
        lacks.append(Missing(part(Part.ANNEX, day=terms.annex_dated)))
    last = taken[-1].decided_on if taken and not lacks else None
    if terms.signed_after and party.signed_on is not None and last is not None and party.signed_on < last:
        wrong.append(Words("signed_before_decision", {"day": party.signed_on}))
    found = judge_standing(
        has=[_ref(step) for step in taken],
        lacks=lacks,
        contradicts=wrong,
        words=[Words("steps_taken", {"done": len(taken), "wanted": len(terms.instances)})],
        since=last,
    )
    under_way = taken and found.status == Status.NO_EVIDENCE and party.signed_on is None
    return found.with_(status=Status.ON_TRACK) if under_way else found


def signed_by(terms: SignedBy, agreement: AgreementFacts | None, as_of: AsOf) -> Finding:
    """Kept when all have signed; the days are told when that was after the first day."""
    if agreement is None:
        return _nothing()
    parties = [party for party in agreement.bound(as_of.day) if not terms.parties or party.code in terms.parties]
    unknown = [code for code in terms.parties if agreement.party(code) is None]
    unsigned = [party for party in parties if party.signed_on is None]
    lacks = [Missing(party.name, asked_of=party.organisation_id) for party in unsigned]
    lacks += [Missing(code) for code in unknown]
    signed = [party for party in parties if party.signed_on is not None]
    wrong: list[Words] = []
    for party in signed:
        wanted = terms.offices.get(party.code)
        if wanted and not party.signatory:
            lacks.append(Missing(wanted, asked_of=party.organisation_id))
        elif wanted and party.signatory != wanted:
            wrong.append(Words("signed_by_other", {"party": party.name}))
        if terms.after_decision:
            decided = _approved_on(party)
            if decided is None:
                lacks.append(Missing(part(Part.DECISION, party=party.name), asked_of=party.organisation_id))
            elif party.signed_on and party.signed_on < decided:
                wrong.append(Words("signed_before_decision", {"day": party.signed_on}))
    last = max((party.signed_on for party in signed if party.signed_on), default=None)
    founding = [party.signed_on for party in signed if party.signed_on and not agreement.is_late(party)]
    words = [Words("signed", {"done": len(signed), "wanted": len(parties) + len(unknown), "day": last})] if last else []
    late = (max(founding) - agreement.starts_on).days if founding and agreement.starts_on else 0
    if late > 0 and not lacks:
        words.append(Words("signed_after_start", {"days": late}))
    found = judge_standing(
        has=[Ref("party", party.id, party.signed_on) for party in signed],
        lacks=lacks,
        contradicts=wrong,
        words=words,
        since=last if not lacks else None,
    )
    starts_on = agreement.starts_on
    if terms.before_start and lacks and starts_on is not None and found.status == Status.NO_EVIDENCE:
        if as_of.has_passed(starts_on):
            return found.with_(status=Status.OVERDUE, due_on=starts_on, since=starts_on)
        return found.with_(due_on=starts_on, stands_until=as_of.next_of((as_of.passing(starts_on),)))
    if terms.before_start and late > 0 and found.status == Status.KEPT:
        return found.with_(status=Status.KEPT_LATE, late_days=late, due_on=agreement.starts_on)
    return found


def attachment_present(terms: AttachmentPresent, agreement: AgreementFacts | None, as_of: AsOf) -> Finding:
    """Kept when a paper of each part and an assessment of each subject is there."""
    if agreement is None:
        return _nothing()
    has: list[Ref] = []
    lacks: list[Missing] = []
    for role in terms.documents:
        found = [document for document in agreement.documents if document.role == role]
        has += [Ref("document", document.id, document.first_on) for document in found]
        if not found:
            lacks.append(Missing(term(role, "document_role")))
    for subject in terms.assessments:
        made = agreement.assessments.get(subject)
        if made is None:
            lacks.append(Missing(term(subject, "impact_subject")))
        else:
            has.append(Ref("impact_assessment", *made))
    return judge_standing(has=has, lacks=lacks, words=[Words("in_place", {"done": len(has)})] if has else ())


def parties_complete(terms: PartiesComplete, agreement: AgreementFacts | None, as_of: AsOf) -> Finding:
    """Kept when no party lacks anything asked of it; each lack is named."""
    if agreement is None:
        return _nothing()
    parties = [
        party for party in agreement.bound(as_of.day) if not terms.organisations or party.code in terms.organisations
    ]
    lacks = [Missing(code) for code in terms.organisations if agreement.party(code) is None]
    complete = 0
    for party in parties:
        lacking = [what for what in terms.each if not _has(party, what)]
        complete += not lacking
        lacks += [Missing(part(what, party=party.name), asked_of=party.organisation_id) for what in lacking]
    return judge_standing(
        has=[Ref("party", party.id, party.signed_on) for party in parties],
        lacks=lacks,
        words=[Words("parties_counted", {"done": complete, "wanted": len(parties)})],
    )


def _has(party: PartyFacts, what: str) -> bool:
    match what:
        case Part.DECISION:
            return _approved_on(party) is not None
        case Part.SIGNATURE:
            return party.signed_on is not None
        case Part.FEE:
            return party.has_fee
        case _:
            return party.has_number


def _approved_on(party: PartyFacts) -> date | None:
    return max((step.decided_on for step in party.steps if step.decided_on and step.outcome in FINAL), default=None)


def _no_party(code: str) -> Finding:
    return judge_standing(has=(), lacks=(Missing(code),))


def _nothing() -> Finding:
    return judge_standing(has=(), lacks=())


def _ref(step: StepFacts) -> Ref:
    return Ref("step", step.id, step.decided_on)


def _said(step: StepFacts) -> Words:
    return Words(
        "instance_decided",
        {
            "instance": step.instance,
            "outcome": term(step.outcome, "outcome"),
            "day": step.decided_on,
            "paragraph": step.paragraph,
        },
    )


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())
