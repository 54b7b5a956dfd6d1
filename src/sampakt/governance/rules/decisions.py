"""Whether a body may take a decision: enough of its members take part, and they stand to it as its rule asks."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sampakt.governance.rules.meetings import Taking, needed_to_decide
from sampakt.governance.terms import DecisionOutcome, DecisionRule, Effect, GovernanceObjection, Stance
from sampakt.kernel.errors import Objection
from sampakt.papers.rules import free_key

RECORDED = (Effect.ADOPTS_PLAN, Effect.SETS_PRIORITIES, Effect.CONTINUES)
"""Effects that are told as something done."""


@dataclass(frozen=True, slots=True)
class Stand:
    """How a member, by the seat, or a party as one stood to a decision."""

    name: str
    stance: str
    seat: int | None = None
    organisation: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is asked between meetings: a member by the seat; a party where no seats are recorded."""

    name: str
    seat: int | None = None
    organisation: int | None = None
    is_vacant: bool = False


def paragraph(number: int, year: int) -> str:
    """A decision's number as it is cited."""
    return f"§ {number}/{year}"


@dataclass(frozen=True, slots=True)
class Cited:
    """A decision's number as people write it when they look for it; without the year when they leave it out."""

    number: int
    year: int | None
    is_sure: bool


_CITED = re.compile(r"(?P<sign>§?)\s*(?P<number>\d{1,5})(?:\s*(?P<of>[/\s])\s*(?P<year>\d{4}))?")


def cited(words: str) -> Cited | None:
    """The number that is looked for: "§ 4/2026", "4/2026", "4 2026" or "§4"; None when the words are no number.

    ``is_sure`` where the words cannot mean anything else.
    """
    found = _CITED.fullmatch(words.strip())
    if found is None or not (found["sign"] or found["year"]):
        return None
    year = int(found["year"]) if found["year"] else None
    return Cited(int(found["number"]), year, is_sure=bool(found["sign"] or found["of"] == "/"))


def deed_key(body: str, year: int, number: int, taken: set[str] | None = None) -> str:
    """The key of the record that a decision makes, by which it is known as the decision's own."""
    return free_key(f"{body}-{year}-{number}", taken or set(), otherwise="decision")


def objections_to_deciding(
    outcome: str,
    rule: str,
    stands: Sequence[Stand],
    taking: Taking | None,
    *,
    recused: Collection[int] = (),
    names: Mapping[int, str] | None = None,
) -> Iterator[Objection]:
    """What stands against recording the outcome; ``taking`` is None where nothing is known of who was there.

    Only what is taken needs a quorum and the consent that the rule asks for: that something fell may always be told.
    ``recused`` are the seats with a conflict of interest, ``names`` what the parties are called.
    """
    yield from objections_to_stands(stands, taking, recused)
    if outcome != DecisionOutcome.TAKEN:
        return
    if taking is not None:
        if taking.there < taking.needed:
            yield Objection.of(GovernanceObjection.NO_QUORUM, "outcome", there=taking.there, needed=taking.needed)
        for party in taking.absent:
            yield Objection.of(GovernanceObjection.PARTY_ABSENT, "outcome", party=(names or {}).get(party, "–"))
    if rule == DecisionRule.AGREEMENT:
        yield from _objections_to_dissent(stands)
    if rule == DecisionRule.MAJORITY:
        said = [stand.stance for stand in stands]
        yield from _objections_to_minority(said.count(Stance.FOR), said.count(Stance.AGAINST))


def objections_between_meetings(
    outcome: str,
    rule: str,
    stands: Sequence[Stand],
    members: Sequence[Member],
    *,
    quorum: int | None,
    needs_every_party: bool = False,
    names: Mapping[int, str] | None = None,
) -> Iterator[Objection]:
    """What stands against recording the outcome where nobody met: positions are then all that there is of a quorum.

    A party as one speaks for those of its members who have said nothing themselves. Under agreement every member is
    asked, but for seats that stand empty; otherwise as many as a quorum needs. ``names`` are those of the parties.
    """
    yield from objections_to_stands(stands, None)
    of_seats, of_parties = {one.seat for one in members}, {one.organisation for one in members}
    for stand in stands:
        if stand.seat not in of_seats if stand.seat is not None else stand.organisation not in of_parties:
            yield Objection.of(GovernanceObjection.NO_MEMBER, "votes", name=stand.name)
    if outcome != DecisionOutcome.TAKEN:
        return
    told = stances_of(members, stands)
    heard = {one.organisation for one, stance in zip(members, told, strict=True) if stance}
    silent = [
        one.name if one.organisation in heard else (names or {}).get(one.organisation or 0, one.name)
        for one, stance in zip(members, told, strict=True)
        if not stance
        and (
            (rule == DecisionRule.AGREEMENT and not one.is_vacant)
            or (needs_every_party and one.organisation is not None and one.organisation not in heard)
        )
    ]
    needed, there = needed_to_decide(len(members), quorum), sum(stance is not None for stance in told)
    if silent:
        yield Objection.of(GovernanceObjection.POSITIONS_MISSING, "votes", names=", ".join(dict.fromkeys(silent)))
    elif there < needed:
        yield Objection.of(GovernanceObjection.TOO_FEW_POSITIONS, "votes", there=there, needed=needed)
    if rule == DecisionRule.AGREEMENT:
        yield from _objections_to_dissent(stands)
    else:
        yield from _objections_to_minority(told.count(Stance.FOR), told.count(Stance.AGAINST))


def stances_of(members: Sequence[Member], stands: Sequence[Stand]) -> list[str | None]:
    """How each member stood: as it said itself, otherwise as its party said as one; None where neither said."""
    said = {(stand.seat, stand.organisation): stand.stance for stand in stands}
    return [said.get((one.seat, None)) or said.get((None, one.organisation)) for one in members]


def objections_to_falling(outcome: str, rule: str, stances: Sequence[str | None]) -> Iterator[Objection]:
    """What those who take part clearly agreed to did not fall: all of them by agreement, more than half by majority.

    ``stances`` has one of each who takes part. Asked only where the body could decide.
    """
    votes, everybody = stances.count(Stance.FOR), len(stances)
    is_enough = votes == everybody if rule == DecisionRule.AGREEMENT else 2 * votes > everybody
    if outcome == DecisionOutcome.NOT_TAKEN and votes and is_enough:
        yield Objection.of(GovernanceObjection.WAS_TAKEN, "outcome", votes=votes, everybody=everybody)


def objections_to_stands(
    stands: Sequence[Stand], taking: Taking | None, recused: Collection[int] = ()
) -> Iterator[Objection]:
    """Each position is somebody's, who has one only, and of a member only if it took part."""
    seen: set[tuple[int | None, int | None]] = set()
    for stand in stands:
        whose = (stand.seat, stand.organisation)
        if (stand.seat is None) == (stand.organisation is None):
            yield Objection.of(GovernanceObjection.WHOSE_POSITION, "votes")
        elif whose in seen:
            yield Objection.of(GovernanceObjection.TWO_POSITIONS, "votes", name=stand.name)
        elif stand.seat is not None and stand.seat in recused:
            yield Objection.of(GovernanceObjection.RECUSED, "votes", seat=stand.name)
        elif taking is not None and stand.seat is not None and not taking.takes_part(stand.seat):
            yield Objection.of(GovernanceObjection.NOT_THERE, "votes", seat=stand.name)
        seen.add(whose)


def _objections_to_dissent(stands: Sequence[Stand]) -> Iterator[Objection]:
    against = [stand.name for stand in stands if stand.stance == Stance.AGAINST]
    if against:
        yield Objection.of(GovernanceObjection.DISSENT, "outcome", names=", ".join(against))


def _objections_to_minority(votes: int, against: int) -> Iterator[Objection]:
    if (votes or against) and votes <= against:
        yield Objection.of(GovernanceObjection.NO_MAJORITY, "outcome", votes=votes, against=against)


def objections_to_days(first: date | None, last: date | None, field: str) -> Iterator[Objection]:
    """What a decision brings about holds, or is about, days of which the last does not come before the first."""
    if first is not None and last is not None and last < first:
        yield Objection.of(GovernanceObjection.ENDS_BEFORE, field)


def objections_to_superseding(
    decided_on: date, earlier: date, *, is_of_same_body: bool, is_superseded: bool, cited: str
) -> Iterator[Objection]:
    """A decision supersedes one that its own body took before, once."""
    if not is_of_same_body or decided_on < earlier:
        yield Objection.of(GovernanceObjection.SUPERSEDES_LATER, "supersedes")
    if is_superseded:
        yield Objection.of(GovernanceObjection.SUPERSEDED_ALREADY, "supersedes", decision=cited)
