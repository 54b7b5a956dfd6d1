"""The family of agreements, what an agreement must say, whom it names, and which goals it is tied to."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from sampakt.agreements.terms import AgreementKind, ClaimField, GoalKind, Relation, Topic
from sampakt.commitments.rules.facts import AgreementFacts, DeedFacts, PlaceFacts
from sampakt.commitments.rules.finding import A_DAY, AsOf, Finding, Missing, Ref, Words, part, term
from sampakt.commitments.rules.once import judge_standing
from sampakt.commitments.rules.parameters import Slug, Terms, Times
from sampakt.commitments.terms import DeedSort, Part
from sampakt.kernel.words import OwnWord, bare, bare_words


class LinkedAgreement(Terms):
    """The agreement continues, complements or rests on others."""

    relation: Relation
    min: Times = 1


class AgreementIs(Terms):
    """The agreement is of this kind."""

    kind: AgreementKind


class MustContain(Terms):
    """The agreement, or each one under it, says something about these topics."""

    topics: tuple[Topic, ...]
    of: Literal["self", "subs"] = "self"


class SubAgreements(Terms):
    """There are agreements under this one."""

    min: Times = 1


class GoalLinked(Terms):
    """The agreement is tied to goals, plans or steering documents of the parties."""

    kinds: tuple[GoalKind, ...] = ()
    keys: tuple[Slug, ...] = ()
    per_party: bool = False
    min: Times = 1


class ClaimRecorded(Terms):
    """What a source claims is recorded as that source's own."""

    field: ClaimField
    min: Times = 1


class PartnerList(Terms):
    """These organisations are named in the agreement."""

    organisations: tuple[Slug, ...]


class Priority(Terms):
    """Partners are chosen among these; another choice needs its reason, and is never right for some purposes."""

    organisations: tuple[Slug, ...]
    exception_tags: tuple[OwnWord, ...] = ()
    never_tags: tuple[OwnWord, ...] = ()


class FirstOption(Terms):
    """For a subject, this organisation is asked first."""

    organisation: Slug
    subject: OwnWord


def linked_agreement(terms: LinkedAgreement, agreement: AgreementFacts | None, as_of: AsOf) -> Finding:
    """Kept when as many links of that sort are recorded as promised."""
    found = [link for link in agreement.links if link.relation == terms.relation] if agreement else []
    said = [Words("linked_to", {"names": tuple(link.title for link in found)})] if found else []
    lacks = [Missing(part(Part.LINK))] if len(found) < terms.min else []
    return judge_standing(has=[Ref("link", link.id) for link in found], lacks=lacks, words=said)


def agreement_is(terms: AgreementIs, agreement: AgreementFacts | None, as_of: AsOf) -> Finding:
    """Kept when the agreement is registered as that kind."""
    if agreement is None:
        return judge_standing(has=(), lacks=())
    said = Words("is_kind", {"kind": term(agreement.kind, "agreement_kind")})
    wrong = (said,) if agreement.kind != terms.kind else ()
    return judge_standing(
        has=(Ref("agreement", agreement.id),), lacks=(), contradicts=wrong, words=() if wrong else (said,)
    )


def must_contain(terms: MustContain, agreement: AgreementFacts | None, as_of: AsOf) -> Finding:
    """Kept when every topic is stated; broken when a text is known to be silent; a gap when nobody has looked."""
    if agreement is None:
        return judge_standing(has=(), lacks=())
    texts = (agreement,) if terms.of == "self" else _lasting(agreement.subs, as_of.day)
    if not texts:
        return judge_standing(has=(), lacks=(Missing(part(Part.SUB_AGREEMENT)),))
    lacks: list[Missing] = []
    silent: list[Missing] = []
    for text in texts:
        for topic in terms.topics:
            state = text.topics.get(topic)
            if state in {"stated", "not_needed"}:
                continue
            name = term(topic, "topic", **({"of_text": text.title} if terms.of == "subs" else {}))
            (silent if state == "not_stated" else lacks).append(Missing(name))
    wanted = len(texts) * len(terms.topics)
    found = judge_standing(
        has=[Ref("agreement", text.id, text.starts_on) for text in texts],
        lacks=lacks,
        contradicts=[Words("silent_on", {"names": tuple(each.name for each in silent)})] if silent else (),
        words=[Words("topics_counted", {"done": wanted - len(lacks) - len(silent), "wanted": wanted})],
    )
    ends = [end for sub in agreement.subs for end in _ends(sub)] if terms.of == "subs" else []
    return found.with_(missing=(*silent, *lacks), stands_until=as_of.next_of(end + A_DAY for end in ends))


def _lasting(subs: Sequence[AgreementFacts], day: date) -> Sequence[AgreementFacts]:
    """The agreements that hold that day; all of them where none does, so that what they said is not forgotten."""
    return [sub for sub in subs if all(day <= end for end in _ends(sub))] or subs


def _ends(sub: AgreementFacts) -> list[date]:
    """The last days of an agreement that are known."""
    return [end for end in (sub.ends_on, sub.ended_on) if end is not None and end < date.max]


def sub_agreements(terms: SubAgreements, agreement: AgreementFacts | None, as_of: AsOf) -> Finding:
    """Kept when as many agreements stand under this one as promised."""
    subs = agreement.subs if agreement else ()
    lacks = [Missing(part(Part.SUB_AGREEMENT))] if len(subs) < terms.min else []
    said = [Words("subs_counted", {"done": len(subs), "wanted": terms.min})] if subs else []
    return judge_standing(has=[Ref("agreement", sub.id, sub.starts_on) for sub in subs], lacks=lacks, words=said)


def goal_linked(terms: GoalLinked, agreement: AgreementFacts | None, as_of: AsOf) -> Finding:
    """Kept when the goals asked for are linked, from every party if so promised."""
    if agreement is None:
        return judge_standing(has=(), lacks=())
    goals = [
        goal
        for goal in agreement.goals
        if (not terms.kinds or goal.kind in terms.kinds) and (not terms.keys or goal.key in terms.keys)
    ]
    lacks = [Missing(key) for key in terms.keys if key not in {goal.key for goal in goals}]
    if terms.per_party:
        with_goal = {goal.organisation_id for goal in goals}
        lacks += [
            Missing(part(Part.GOAL, party=party.name), asked_of=party.organisation_id)
            for party in agreement.bound(as_of.day)
            if party.organisation_id not in with_goal
        ]
    elif len(goals) < terms.min and not lacks:
        lacks.append(Missing(part(Part.GOAL)))
    said = [Words("goals_linked", {"done": len(goals)})] if goals else []
    return judge_standing(has=[Ref("goal", goal.id, goal.linked_on) for goal in goals], lacks=lacks, words=said)


def claim_recorded(terms: ClaimRecorded, agreement: AgreementFacts | None, as_of: AsOf) -> Finding:
    """Kept when a claim of that fact is recorded."""
    claim = agreement.claims.get(terms.field) if agreement else None
    if claim is None:
        return judge_standing(has=(), lacks=(Missing(part(Part.CLAIM)),))
    return judge_standing(has=(Ref("claim", claim),), lacks=(), words=(Words("claim_kept"),))


def partner_list(terms: PartnerList, agreement: AgreementFacts | None, as_of: AsOf) -> Finding:
    """Kept when all the organisations stand in the agreement, as parties or addressed by it."""
    named = {party.code: party for party in agreement.parties} if agreement else {}
    has = [Ref("party", named[code].id) for code in terms.organisations if code in named]
    lacks = [Missing(code) for code in terms.organisations if code not in named]
    return judge_standing(
        has=has, lacks=lacks, words=[Words("named_counted", {"done": len(has), "wanted": len(terms.organisations)})]
    )


def priority(terms: Priority, deeds: Sequence[DeedFacts], places: PlaceFacts, as_of: AsOf) -> Finding:
    """Kept when each recorded choice of partner fell on one of those, or gives its reason."""
    choices = [deed for deed in deeds if deed.sort == DeedSort.PARTNER_CHOICE]
    preferred = {places.organisations[code][0] for code in terms.organisations if code in places.organisations}
    among = [deed for deed in choices if not deed.participants.isdisjoint(preferred)]
    elsewhere = [deed for deed in choices if deed.participants.isdisjoint(preferred)]
    excepted, never = bare_words(terms.exception_tags), bare_words(terms.never_tags)
    unreasoned = [deed for deed in elsewhere if not deed.has_note and deed.tags.isdisjoint(excepted)]
    barred = [deed for deed in elsewhere if not deed.tags.isdisjoint(never)]
    reasoned = [deed for deed in elsewhere if deed not in unreasoned and deed not in barred]
    said = _choices(choices, among, reasoned)
    wrong = [Words("choice_without_reason", {"day": deed.on}) for deed in unreasoned if deed not in barred]
    wrong += [Words("choice_barred", {"day": deed.on}) for deed in barred]
    return judge_standing(
        has=[Ref("deed", deed.id, deed.on) for deed in choices], lacks=(), contradicts=wrong, words=said
    )


def first_option(terms: FirstOption, deeds: Sequence[DeedFacts], places: PlaceFacts, as_of: AsOf) -> Finding:
    """Kept when the organisation took part in every recorded choice about the subject, or a reason is given."""
    subject = bare(terms.subject)
    choices = [deed for deed in deeds if deed.sort == DeedSort.PARTNER_CHOICE and subject in deed.tags]
    first = places.organisations.get(terms.organisation, (0, ""))[0]
    among = [deed for deed in choices if first in deed.participants]
    reasoned = [deed for deed in choices if deed not in among and deed.has_note]
    unreasoned = [deed for deed in choices if deed not in among and not deed.has_note]
    said = _choices(choices, among, reasoned)
    return judge_standing(
        has=[Ref("deed", deed.id, deed.on) for deed in choices],
        lacks=(),
        contradicts=[Words("choice_without_reason", {"day": deed.on}) for deed in unreasoned],
        words=said,
    )


def _choices(choices: Sequence[DeedFacts], among: Sequence[DeedFacts], reasoned: Sequence[DeedFacts]) -> list[Words]:
    """How many choices fell on those promised, and for how many others a reason is given."""
    said = [Words("choices_counted", {"done": len(among), "wanted": len(choices)})] if choices else []
    return [*said, Words("choices_reasoned", {"done": len(reasoned)})] if reasoned else said
