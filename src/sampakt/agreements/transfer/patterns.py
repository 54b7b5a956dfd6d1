"""What of a partnership and its agreements is a pattern for others: their shape, not what happened."""

from collections.abc import Sequence

from sampakt.agreements.terms import SUCCEEDING, PartyRole
from sampakt.agreements.transfer.sections import (
    AgreementFile,
    PartnershipFile,
    PartyFile,
    StepFile,
    ThemeFile,
    TopicFile,
)
from sampakt.kernel.files import Plan
from sampakt.kernel.terms import Language


def patterned_partnership(_pattern: PartnershipFile, plan: Plan) -> PartnershipFile:
    """A partnership of its own, seen by its parties."""
    return PartnershipFile(code=plan.code, name=plan.name, language=Language(plan.language))


def patterned_themes(themes: Sequence[ThemeFile], plan: Plan) -> list[ThemeFile]:
    """The themes, from the new first day on."""
    plan.kept |= {f"themes/{theme.key}" for theme in themes}
    return [ThemeFile(key=theme.key, name=plan.words(theme.name), starts_on=plan.first_day) for theme in themes]


def patterned_agreements(agreements: Sequence[AgreementFile], plan: Plan) -> list[AgreementFile]:
    """Drafts of the agreements with their checklists and chains, without those that followed an earlier one."""
    kept = [
        one
        for one in agreements
        if not one.sample and not any(link.relation in SUCCEEDING for link in one.links) and _parties(one, plan)
    ]
    keys = {one.key for one in kept}
    plan.kept |= {f"agreements/{key}" for key in keys}
    return [_agreement(one, plan, keys) for one in kept]


def _agreement(one: AgreementFile, plan: Plan, keys: set[str]) -> AgreementFile:
    is_whole = one.under is None
    return AgreementFile(
        key=one.key,
        kind=one.kind,
        title=plan.words(one.title),
        purpose=plan.words(one.purpose),
        under=one.under if one.under in keys else None,
        starts_on=plan.first_day if is_whole else plan.moved(one.starts_on),
        ends_on=plan.last_day if is_whole else plan.moved(one.ends_on),
        force=one.force,
        notice_months=one.notice_months,
        revise_every_months=one.revise_every_months,
        decide_months_before=one.decide_months_before,
        continuation_papers=one.continuation_papers,
        parties=_parties(one, plan),
        content=[
            TopicFile(topic=topic.topic, state=topic.state, words=plan.words(topic.words)) for topic in one.content
        ],
    )


def _parties(one: AgreementFile, plan: Plan) -> list[PartyFile]:
    """The new organisations in the places of the old ones; more of them are parties of the whole agreement."""
    found = {
        plan.replaced[party.organisation]: PartyFile(
            organisation=plan.replaced[party.organisation],
            role=party.role,
            decisions=_chain(party, plan) if party.organisation in plan.alike else [],
        )
        for party in one.parties
        if party.organisation in plan.replaced
    }
    if one.under is None:
        for code in plan.added:
            found.setdefault(code, PartyFile(organisation=code, role=PartyRole.PARTY))
    return list(found.values())


def _chain(party: PartyFile, plan: Plan) -> list[StepFile]:
    return [StepFile(kind=step.kind, instance=plan.words(step.instance)) for step in party.decisions]
