"""What an agreement asks for next is told beforehand, and stands as long as it is said to."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sampakt.agreements.rules import AgreementFacts, AmendmentFacts, PartyFacts, life_on, watched, watched_dates
from sampakt.agreements.terms import ForceRule

DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
SOMETIMES = st.none() | DAYS
PARTIES = st.builds(PartyFacts, id=st.integers(1, 9), signed_on=SOMETIMES, joined_on=SOMETIMES, left_on=SOMETIMES)
FAR = date(2060, 1, 1)


@st.composite
def agreements(draw: st.DrawFn) -> AgreementFacts:
    """Agreements of every sort, also such whose terms were changed."""
    starts_on = draw(SOMETIMES)
    ends = st.none() | st.dates(starts_on or date(2020, 1, 1), date(2026, 12, 31))
    facts = AgreementFacts(
        starts_on=starts_on,
        ends_on=draw(ends),
        force_rule=draw(st.sampled_from(ForceRule)),
        force_count=draw(st.none() | st.integers(1, 2)),
        notice_months=draw(st.none() | st.integers(0, 12)),
        revise_every_months=draw(st.none() | st.integers(1, 40)),
        decide_months_before=draw(st.none() | st.integers(0, 30)),
        ended_on=draw(SOMETIMES),
        end_decided_on=draw(SOMETIMES),
        parties=tuple(draw(st.lists(PARTIES, max_size=3))),
        continued_on=draw(SOMETIMES),
        follows_end=draw(SOMETIMES),
    )
    if not draw(st.booleans()):
        return facts
    changed = AmendmentFacts(draw(DAYS), draw(DAYS), {"ends_on": draw(ends)}, {"ends_on": facts.ends_on})
    return replace(facts, amendments=(changed,))


@given(agreements(), DAYS, st.integers(0, 800))
def test_it_stands_until_the_day_that_it_names(facts: AgreementFacts, day: date, later: int) -> None:
    told = watched(facts, day)
    assert told.stands_until is None or told.stands_until > day
    then = day + timedelta(days=later)
    if told.stands_until is None or then < told.stands_until:
        again = watched(facts, then)
        assert (again.late_on, again.next_on) == (told.late_on, told.next_on)


@given(agreements(), DAYS)
def test_it_is_the_first_of_the_days_to_watch_for_and_the_last_of_those_that_passed(
    facts: AgreementFacts, day: date
) -> None:
    told, found = watched(facts, day), watched_dates(life_on(facts, day), facts, FAR)
    assert told.late_on == max((one.on for one in found if one.days_left < 0), default=None)
    assert told.next_on == min((one.on for one in found if one.days_left >= 0), default=None)
