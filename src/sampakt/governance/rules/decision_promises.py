"""Promises of how a body decides: by agreement, and on material that another body has prepared."""

from typing import Literal

from sampakt.commitments.rules import AsOf, Finding, Missing, Ref, Words
from sampakt.commitments.rules.parameters import Slug, Terms
from sampakt.commitments.terms import DeedSort, Status
from sampakt.governance.rules.facts import DecisionFacts, MaterialFacts, Met
from sampakt.governance.rules.promises import no_body
from sampakt.governance.terms import DecisionOutcome, Effect

EFFECTS = {DeedSort.PLAN: Effect.ADOPTS_PLAN, DeedSort.PRIORITIES: Effect.SETS_PRIORITIES}


class AgreementRequired(Terms):
    """A body decides only what all its members agree to."""

    body: Slug


class BasedOnMaterial(Terms):
    """When a body adopts plans or priority areas, each decision rests on material that another body prepared."""

    body: Slug
    from_body: Slug
    sorts: tuple[Literal[DeedSort.PLAN, DeedSort.PRIORITIES], ...] = (DeedSort.PLAN, DeedSort.PRIORITIES)


def agreement_required(terms: AgreementRequired, case: Met, as_of: AsOf) -> Finding:
    """Broken while a decision stands that was taken against somebody; nothing decided is no evidence.

    A dissent after which the decision was not taken shows that the promise is kept.
    """
    body = case.body(terms.body)
    if body is None:
        return no_body(terms.body)
    decided = [
        one
        for one in _decisions(case, body.id, as_of)
        if one.outcome in (DecisionOutcome.TAKEN, DecisionOutcome.NOT_TAKEN)
    ]
    if not decided:
        return Finding(Status.NO_EVIDENCE, (Words("nothing_decided"),))
    against = [one for one in decided if one.outcome == DecisionOutcome.TAKEN and one.dissents]
    standing = [one for one in against if one.superseded_on is None or one.superseded_on > as_of.day]
    said = [Words("decisions_counted", {"done": sum(one.outcome == DecisionOutcome.TAKEN for one in decided)})]
    if not_taken := [one for one in decided if one.outcome == DecisionOutcome.NOT_TAKEN and one.dissents]:
        said.append(Words("not_taken_for_dissent", {"times": len(not_taken), "day": not_taken[-1].on}))
    if against:
        said.insert(0, Words("taken_against", {"times": len(against), "day": against[-1].on}))
    shown = standing or decided[-3:]
    return Finding(
        Status.BROKEN if standing else Status.KEPT,
        tuple(said),
        evidence=tuple(_ref(one) for one in shown),
        since=standing[0].on if standing else None,
    )


def based_on_material(terms: BasedOnMaterial, case: Met, as_of: AsOf) -> Finding:
    """Kept when the last decision of each sort rests on material of the other body, dated no later than the decision.

    Without any it is a gap in the records: the material may exist. Earlier decisions without it are told.
    """
    body, other = case.body(terms.body), case.body(terms.from_body)
    if body is None or other is None:
        return no_body(terms.from_body if body else terms.body)
    taken = [one for one in _decisions(case, body.id, as_of) if one.outcome == DecisionOutcome.TAKEN]
    asked = [[one for one in taken if one.effect == EFFECTS[sort]] for sort in terms.sorts]
    last = [decisions[-1] for decisions in asked if decisions]
    if not last:
        return Finding(Status.NO_EVIDENCE, (Words("nothing_decided"),))
    every = [one for decisions in asked for one in decisions]
    rests = {one.id: found for one in every if (found := _material(one, other.id))}
    lacking = [one for one in last if one.id not in rests]
    said = [Words("rests_on_material", {"done": len(rests), "wanted": len(every), "name": other.name})]
    without = sorted({one.on for one in every if one.id not in rests})
    if without:
        said.append(Words("without_material", {"times": len(without), "day": without[-1]}))
    latest = max(one.on for one in last)
    shown = [one for one in every if one.on == latest]
    papers = {paper.document: paper for one in shown for paper in rests.get(one.id, ())}
    return Finding(
        Status.NO_EVIDENCE if lacking else Status.KEPT,
        tuple(said),
        evidence=(
            *(Ref("document", paper.document, paper.on) for paper in papers.values()),
            *(_ref(one) for one in shown),
        ),
        missing=(Missing(other.name, min(one.on for one in lacking)),) if lacking else (),
        since=min(one.on for one in lacking) if lacking else latest,
    )


def _decisions(case: Met, body: int, as_of: AsOf) -> list[DecisionFacts]:
    """What the body decided while the promise lasted, in order."""
    starts_on, ends_on = case.promise.starts_on, case.promise.ends_on
    found = [
        one
        for one in case.decisions
        if one.body == body
        and one.on <= as_of.day
        and (starts_on is None or starts_on <= one.on)
        and (ends_on is None or one.on <= ends_on)
    ]
    return sorted(found, key=lambda one: (one.on, one.id))


def _material(decision: DecisionFacts, body: int) -> list[MaterialFacts]:
    return [
        paper for paper in decision.material if paper.body == body and paper.on is not None and paper.on <= decision.on
    ]


def _ref(decision: DecisionFacts) -> Ref:
    return Ref("decision", decision.id, decision.on)
