"""The life of an agreement: from draft to its end, with the days counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sampakt.agreements.rules.amending import as_held_on
from sampakt.agreements.rules.chains import party_decided_on
from sampakt.agreements.rules.facts import AgreementFacts, PartyFacts
from sampakt.agreements.rules.renewal import RenewalDate, expiring_from, renewal_dates
from sampakt.agreements.terms import ForceRule, LifeState
from sampakt.kernel.period import Period


@dataclass(frozen=True)
class Missing:
    """A party that others wait for: it has not decided, not signed, or neither."""

    party: int
    organisation: int
    decision: bool
    signature: bool


@dataclass(frozen=True)
class Life:
    """Where an agreement was in its life on a day, and the facts behind it.

    ``retroactive_days``: from its first day to the day on which it came into force, when that was later.
    ``lapsed_days``: days after its last day on which nothing decided what followed; they stop when that is decided.
    ``gap_days``: from the last day of the agreement that this one follows to the day this one was signed; below nought
    when it was signed before the other ended. ``is_settled``: what follows its last day was decided: another agreement
    continues it, or it ends.
    """

    state: LifeState
    day: date
    decided_on: date | None
    signed_on: date | None
    came_into_force_on: date | None
    is_in_force: bool
    starts_on: date | None
    last_day: date | None
    days_left: int | None
    period_days: int | None
    retroactive_days: int
    lapsed_days: int
    gap_days: int | None
    continued_on: date | None
    is_settled: bool
    waiting_for: tuple[Missing, ...]


def decided_on(facts: AgreementFacts) -> date | None:
    """The day on which the last of the founding parties said yes; None while one has not."""
    dates = [(party_decided_on(party), party.left_on) for party in founders(facts)]
    return _last_of(dates)


def signed_on(facts: AgreementFacts) -> date | None:
    """The day on which enough founding parties had signed: all of them, or the number that the agreement names."""
    if facts.force_rule == ForceRule.SOME_SIGNED:
        dates = sorted(party.signed_on for party in facts.parties if party.is_bound and party.signed_on)
        needed = facts.force_count or len(founders(facts))
        return dates[needed - 1] if 0 < needed <= len(dates) else None
    return _last_of([(party.signed_on, party.left_on) for party in founders(facts)])


def bound_on(facts: AgreementFacts) -> date | None:
    """The day on which the agreement was settled between its parties, whether it holds at once or from a later day.

    That is its signing; for one that no one signs, its decision, or its first day.
    """
    match facts.force_rule:
        case ForceRule.DECIDED:
            return decided_on(facts)
        case ForceRule.ON_DATE:
            return signed_on(facts) or facts.starts_on
        case _:
            return signed_on(facts)


def came_into_force_on(facts: AgreementFacts) -> date | None:
    """The day on which the agreement came into force by its own rule; never before its first day."""
    match facts.force_rule:
        case ForceRule.ON_DATE:
            return facts.starts_on
        case ForceRule.DECIDED:
            met = decided_on(facts)
        case _:
            met = signed_on(facts)
    return max(met, facts.starts_on) if met is not None and facts.starts_on is not None else met


def founders(facts: AgreementFacts) -> list[PartyFacts]:
    """The bound parties that were there from the start; those that joined later do not undo what had begun."""
    bound = [party for party in facts.parties if party.is_bound]
    first = facts.starts_on
    early = [party for party in bound if party.joined_on is None or (first is not None and party.joined_on <= first)]
    return early or bound


def waiting_for(facts: AgreementFacts, day: date) -> tuple[Missing, ...]:
    """The bound parties that had not decided or not signed when ``day`` was over."""
    missing = []
    for party in facts.parties:
        if not party.is_bound or not party.takes_part_on(day):
            continue
        decided = party_decided_on(party)
        no_decision, no_signature = decided is None or decided > day, not party.has_signed_by(day)
        # What comes into force by its decision alone, such as a strategy, needs no signature.
        no_signature = no_signature and facts.force_rule != ForceRule.DECIDED
        if no_decision or no_signature:
            missing.append(Missing(party.id, party.organisation, no_decision, no_signature))
    return tuple(missing)


def last_day(facts: AgreementFacts, day: date) -> date | None:
    """The last day of the agreement as it was known on ``day``: the agreed one, or an earlier one decided since."""
    return facts.held_to if _end_is_known(facts, day) else facts.ends_on


def life_on(facts: AgreementFacts, day: date) -> Life:
    """Where the agreement was in its life when ``day`` was over."""
    facts = as_held_on(facts, day)
    force, last = came_into_force_on(facts), last_day(facts, day)
    continued = facts.continued_on if facts.continued_on is not None and facts.continued_on <= day else None
    signed, decided = _known(signed_on(facts), day), _known(decided_on(facts), day)
    force = _known(force, day)
    begun = force is not None
    over = begun and last is not None and day > last
    return Life(
        state=_state(facts, day, force=force, continued=continued, signed=signed, decided=decided),
        day=day,
        decided_on=decided,
        signed_on=signed,
        came_into_force_on=force,
        is_in_force=begun and not over,
        starts_on=facts.starts_on,
        last_day=last,
        days_left=(last - day).days if last is not None and begun and not over else None,
        period_days=period_days(facts.starts_on, facts.ends_on),
        retroactive_days=retroactive_days(facts.starts_on, force),
        lapsed_days=_lapsed_days(facts, day, last, over=over, continued=continued),
        gap_days=gap_days(facts.follows_end, signed),
        continued_on=continued,
        is_settled=continued is not None or _end_is_known(facts, day),
        waiting_for=waiting_for(facts, day),
    )


def watched_dates(life: Life, facts: AgreementFacts, until: date) -> list[RenewalDate]:
    """The days to watch for in an agreement that has come into force, from the day of its ``life`` to ``until``."""
    if life.came_into_force_on is None:
        return []
    held = as_held_on(facts, life.day)
    return renewal_dates(
        starts_on=held.starts_on or life.came_into_force_on,
        last=life.last_day,
        notice_months=held.notice_months,
        revise_every_months=held.revise_every_months,
        decide_months_before=held.decide_months_before,
        is_settled=life.is_settled,
        day=life.day,
        until=until,
    )


def retroactive_days(starts_on: date | None, in_force_on: date | None) -> int:
    """Days from the agreement's first day to the day on which it came into force, when that was later; else nought."""
    return max((in_force_on - starts_on).days, 0) if starts_on is not None and in_force_on is not None else 0


def gap_days(end: date | None, signed: date | None) -> int | None:
    """Days from the end of one agreement to the signing of the next; below nought when it was signed in time."""
    return (signed - end).days if end is not None and signed is not None else None


def period_days(starts_on: date | None, ends_on: date | None) -> int | None:
    """How many days the agreement lasts, first and last included; None when it is open-ended or has no first day."""
    return Period(starts_on, ends_on).days if starts_on is not None and ends_on is not None else None


def _state(
    facts: AgreementFacts,
    day: date,
    *,
    force: date | None,
    continued: date | None,
    signed: date | None,
    decided: date | None,
) -> LifeState:
    if force is None:
        if signed is not None:
            return LifeState.SIGNED
        return LifeState.DECIDED if decided is not None else LifeState.DRAFT
    if continued is not None:
        return LifeState.RENEWED
    last = last_day(facts, day)
    if last is not None and day > last:
        return LifeState.ENDED if _end_is_known(facts, day) else LifeState.LAPSED
    soon = expiring_from(last, facts.decide_months_before)
    return LifeState.EXPIRING if soon is not None and day >= soon else LifeState.IN_FORCE


def _lapsed_days(facts: AgreementFacts, day: date, last: date | None, *, over: bool, continued: date | None) -> int:
    """Counted to the day on which what follows was decided, if it was, else to ``day``."""
    if not over or last is None:
        return 0
    stops = [day]
    if continued is not None:
        stops.append(continued)
    if _end_is_known(facts, day):
        stops.append(_end_known_on(facts) or day)
    return max((min(stops) - last).days, 0)


def known_end(ended_on: date | None, decided_on: date | None, day: date) -> date | None:
    """The earlier last day, if it was known on ``day``: once it was decided, or had come where nobody wrote when."""
    known_on = decided_on or ended_on
    return ended_on if known_on is not None and known_on <= day else None


def _end_known_on(facts: AgreementFacts) -> date | None:
    """The day on which the end was decided; when nobody wrote that down, the day of the end itself."""
    return facts.end_decided_on or facts.ended_on


def _end_is_known(facts: AgreementFacts, day: date) -> bool:
    return known_end(facts.ended_on, facts.end_decided_on, day) is not None


def _known(when: date | None, day: date) -> date | None:
    return when if when is not None and when <= day else None


def _last_of(done_or_left: Sequence[tuple[date | None, date | None]]) -> date | None:
    """The last day on which anybody was waited for: each has done its part or left, and at least one has done it."""
    settled = [done or left for done, left in done_or_left]
    found = [when for when in settled if when is not None]
    return max(found) if len(found) == len(settled) and any(done for done, _ in done_or_left) else None
