"""Promises of the chair: which party chairs a body, always or in turn, and which one holds the deputy chair."""

from datetime import date

from sampakt.commitments.rules import AsOf, Finding, Missing, Words
from sampakt.commitments.rules.finding import A_DAY, Name, term
from sampakt.commitments.rules.parameters import Slug, Terms, Times
from sampakt.commitments.rules.roles import Place, judge_held
from sampakt.commitments.terms import Status
from sampakt.governance.rules.composition import holders_on
from sampakt.governance.rules.facts import BodyFacts, Governed
from sampakt.governance.rules.promises import no_body, with_changes
from sampakt.governance.rules.turns import Turn, turns_ahead
from sampakt.governance.terms import Position


class Chaired(Terms):
    """A party's member chairs a body, or is its deputy chair."""

    body: Slug
    organisation: Slug


class ChairAlternates(Terms):
    """The parties chair a body in turn, in this order, so many months each, from the first day on."""

    body: Slug
    organisations: tuple[Slug, ...]
    months: Times
    start: date | None = None


def chair(terms: Chaired, case: Governed, as_of: AsOf) -> Finding:
    """Kept while a member from that party chairs."""
    return _held_by(terms, Position.CHAIR, case, as_of)


def deputy_chair(terms: Chaired, case: Governed, as_of: AsOf) -> Finding:
    """Kept while a member from that party holds the deputy chair."""
    return _held_by(terms, Position.DEPUTY_CHAIR, case, as_of)


def chair_alternates(terms: ChairAlternates, case: Governed, as_of: AsOf) -> Finding:
    """Kept while the party chairs whose turn it is."""
    body = case.body(terms.body)
    if body is None:
        return no_body(terms.body)
    first = terms.start or case.promise.starts_on
    order = [party for code in terms.organisations if (party := case.party(code)) is not None]
    turn = _turn_on(order, terms.months, first, as_of.day)
    if turn is None or len(order) < len(terms.organisations):
        begins = first if first is not None and first > as_of.day else None
        said = Words("begins", {"day": begins}) if begins else Words("nothing_recorded")
        return Finding(Status.NOT_YET_DUE if begins else Status.NO_EVIDENCE, (said,), stands_until=begins)
    found = _judge(body, Position.CHAIR, turn.chair, case, as_of, since=turn.starts_on)
    name = case.called(turn.chair)
    ends_on = turn.ends_on or date.max
    return found.with_(
        words=(*found.words, Words("turn_of", {"party": name, "day": ends_on})),
        stands_until=as_of.next_of([found.stands_until, ends_on + A_DAY if ends_on < date.max else None]),
    )


def _turn_on(order: list[int], months: int, first: date | None, day: date) -> Turn | None:
    ahead = turns_ahead(order, months=months, first_day=first, day=day, count=1)
    return ahead[0] if ahead and (ahead[0].starts_on is None or ahead[0].starts_on <= day) else None


def _held_by(terms: Chaired, position: Position, case: Governed, as_of: AsOf) -> Finding:
    body = case.body(terms.body)
    party = case.party(terms.organisation)
    if body is None or party is None:
        return no_body(terms.body if body is None else terms.organisation)
    return _judge(body, position, party, case, as_of)


def _judge(
    body: BodyFacts, position: Position, party: int, case: Governed, as_of: AsOf, *, since: date | None = None
) -> Finding:
    """Broken while another party's member holds the position; ``since`` is when it became that party's."""
    seats = [seat for seat in body.seats if seat.facts.position == position and seat.facts.exists_on(as_of.day)]
    held = [seat for seat in seats if holders_on(seat.facts, as_of.day)]
    wanted = term(position, "position", party=case.called(party))
    if held and all(seat.facts.organisation != party for seat in held):
        other = held[0]
        refs = [one for one in other.held() if one.tenure.starts_on <= as_of.day <= (one.ends_on or as_of.day)]
        begun = max(one.tenure.starts_on for one in refs)
        whose: Name = other.party_name or "–"
        found = Finding(
            Status.BROKEN,
            (Words("held_by_other", {"name": term(position, "position"), "party": whose}),),
            evidence=tuple(one.ref for one in refs),
            missing=(Missing(wanted),),
            since=max(begun, since or begun),
        )
    else:
        own = [seat for seat in seats if seat.facts.organisation == party] or seats
        found = judge_held([Place(wanted, [one for seat in own for one in seat.held()])], as_of)
    return with_changes(found, body, as_of)
