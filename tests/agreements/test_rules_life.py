"""The life of an agreement, day by day, and the numbers of the worked examples 5 and 6."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.agreements.rules import (
    AgreementFacts,
    AmendmentFacts,
    PartyFacts,
    StepFacts,
    came_into_force_on,
    gap_days,
    life_on,
    period_days,
    retroactive_days,
    waiting_for,
)
from sampakt.agreements.terms import ForceRule, LifeState, Outcome, PartyRole

SIGNED = date(2018, 1, 11)
TRONDHEIM = AgreementFacts(
    starts_on=date(2018, 1, 1),
    ends_on=date(2021, 12, 31),
    parties=(PartyFacts(id=1, signed_on=SIGNED), PartyFacts(id=2, signed_on=SIGNED)),
)
ORDER = list(LifeState)


def approving(on: date | None) -> StepFacts:
    return StepFacts(decided_on=on, outcome=Outcome.APPROVES if on else "")


def test_signed_ten_days_after_its_first_day() -> None:
    life = life_on(TRONDHEIM, date(2018, 6, 1))

    assert life.state == LifeState.IN_FORCE
    assert life.came_into_force_on == SIGNED
    assert life.retroactive_days == 10
    assert life.period_days == 1461


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2018, 1, 10), LifeState.DRAFT),
        (date(2018, 1, 11), LifeState.IN_FORCE),
        (date(2020, 12, 31), LifeState.IN_FORCE),
        (date(2021, 1, 1), LifeState.EXPIRING),
        (date(2021, 12, 31), LifeState.EXPIRING),
        (date(2022, 1, 1), LifeState.LAPSED),
    ],
)
def test_each_state_begins_on_its_day(day: date, state: LifeState) -> None:
    assert life_on(TRONDHEIM, day).state == state


def test_renewal_signed_87_days_after_the_end_is_a_lapse_that_stops() -> None:
    renewed = replace(TRONDHEIM, continued_on=date(2022, 3, 28))

    assert life_on(renewed, date(2022, 3, 27)).lapsed_days == 86
    assert life_on(renewed, date(2022, 3, 27)).state == LifeState.LAPSED
    after = life_on(renewed, date(2022, 9, 1))
    assert (after.state, after.lapsed_days) == (LifeState.RENEWED, 87)


def test_the_two_sources_on_the_renewals_signing_give_87_days_after_or_278_before() -> None:
    end = date(2021, 12, 31)
    assert gap_days(end, date(2022, 3, 28)) == 87
    assert gap_days(end, date(2021, 3, 28)) == -278
    assert gap_days(None, date(2021, 3, 28)) is None


def test_a_renewal_in_time_leaves_the_old_agreement_in_force_to_its_last_day() -> None:
    renewed = replace(TRONDHEIM, continued_on=date(2021, 3, 28))
    life = life_on(renewed, date(2021, 6, 1))

    assert (life.state, life.is_in_force, life.lapsed_days) == (LifeState.RENEWED, True, 0)
    assert life_on(renewed, date(2022, 1, 1)).is_in_force is False


@pytest.mark.parametrize(("end", "is_longer"), [(date(2025, 12, 31), True), (None, True), (date(2021, 6, 30), False)])
def test_that_it_lasts_longer_is_known_from_the_day_it_is_agreed(end: date | None, is_longer: bool) -> None:
    agreed, holds = date(2021, 11, 1), date(2022, 1, 1)
    amendment = AmendmentFacts(agreed, holds, before={"ends_on": TRONDHEIM.ends_on}, after={"ends_on": end})
    facts = replace(TRONDHEIM, ends_on=end, amendments=(amendment,))

    before, after = life_on(facts, date(2021, 10, 31)), life_on(facts, agreed)
    assert before.last_day == TRONDHEIM.ends_on
    assert after.last_day == (end if is_longer else TRONDHEIM.ends_on)
    assert before.state == LifeState.EXPIRING
    assert after.state == (LifeState.IN_FORCE if is_longer else LifeState.EXPIRING)


def test_an_end_decided_late_makes_the_lapse_an_end_from_that_day() -> None:
    ended = replace(TRONDHEIM, ended_on=date(2021, 12, 31), end_decided_on=date(2022, 2, 1))

    assert life_on(ended, date(2022, 1, 31)).state == LifeState.LAPSED
    life = life_on(ended, date(2022, 5, 1))
    assert (life.state, life.lapsed_days) == (LifeState.ENDED, 32)


def test_ended_early_by_a_decision_taken_before() -> None:
    ended = replace(TRONDHEIM, ended_on=date(2019, 6, 30), end_decided_on=date(2019, 2, 1))

    assert life_on(ended, date(2019, 1, 31)).last_day == date(2021, 12, 31)
    assert life_on(ended, date(2019, 2, 1)).state == LifeState.EXPIRING
    assert life_on(ended, date(2019, 7, 1)).state == LifeState.ENDED


def test_one_signature_missing_keeps_waiting_for_one_and_the_others_are_not_affected() -> None:
    parties = (
        *(PartyFacts(id=n, organisation=n, signed_on=SIGNED) for n in range(1, 7)),
        PartyFacts(id=7, organisation=7),
    )
    facts = replace(TRONDHEIM, parties=parties)
    life = life_on(facts, date(2019, 1, 1))

    assert life.state == LifeState.DRAFT
    assert [missing.organisation for missing in life.waiting_for] == [7]
    assert life.waiting_for[0].signature


def test_decided_by_all_but_signed_by_none_is_decided() -> None:
    parties = tuple(PartyFacts(id=n, steps=(approving(date(2017, 12, n)),)) for n in (4, 14))
    facts = replace(TRONDHEIM, parties=parties)

    assert life_on(facts, date(2017, 12, 13)).state == LifeState.DRAFT
    assert life_on(facts, date(2017, 12, 14)).state == LifeState.DECIDED
    assert [(row.decision, row.signature) for row in life_on(facts, date(2017, 12, 13)).waiting_for] == [
        (False, True),
        (True, True),
    ]


def test_signed_before_its_first_day_waits_as_signed() -> None:
    facts = replace(TRONDHEIM, starts_on=date(2018, 2, 1))
    life = life_on(facts, date(2018, 1, 31))

    assert (life.state, life.came_into_force_on) == (LifeState.SIGNED, None)
    assert life_on(facts, date(2018, 2, 1)).state == LifeState.IN_FORCE
    assert life_on(facts, date(2018, 2, 1)).retroactive_days == 0


@pytest.mark.parametrize(
    ("rule", "count", "expected"),
    [
        (ForceRule.ALL_SIGNED, None, date(2025, 11, 20)),
        (ForceRule.SOME_SIGNED, 2, date(2025, 10, 10)),
        (ForceRule.SOME_SIGNED, 4, None),
        (ForceRule.ON_DATE, None, date(2025, 10, 1)),
        (ForceRule.DECIDED, None, date(2025, 10, 5)),
    ],
)
def test_comes_into_force_by_its_own_rule(rule: ForceRule, count: int | None, expected: date | None) -> None:
    signatures = (date(2025, 9, 20), date(2025, 10, 10), date(2025, 11, 20))
    facts = AgreementFacts(
        starts_on=date(2025, 10, 1),
        force_rule=rule,
        force_count=count,
        parties=tuple(
            PartyFacts(id=n, signed_on=signed, steps=(approving(date(2025, 10, 3 + n)),))
            for n, signed in enumerate(signatures)
        ),
    )
    assert came_into_force_on(facts) == expected


def test_a_party_that_joins_later_does_not_undo_what_had_begun_but_is_waited_for() -> None:
    late = PartyFacts(id=3, organisation=3, joined_on=date(2019, 5, 1))
    facts = replace(TRONDHEIM, parties=(*TRONDHEIM.parties, late))

    assert came_into_force_on(facts) == SIGNED
    assert waiting_for(facts, date(2019, 4, 30)) == ()
    assert [row.organisation for row in waiting_for(facts, date(2019, 5, 1))] == [3]


def test_a_party_that_left_without_signing_is_waited_for_no_longer() -> None:
    gone = PartyFacts(id=3, left_on=date(2018, 3, 1))
    facts = replace(TRONDHEIM, parties=(*TRONDHEIM.parties, gone))

    assert came_into_force_on(facts) == date(2018, 3, 1)
    assert came_into_force_on(replace(TRONDHEIM, parties=(gone,))) is None


def test_those_who_are_addressed_or_only_pay_are_not_waited_for() -> None:
    payer, addressed = PartyFacts(id=8, role=PartyRole.FUNDER), PartyFacts(id=9, role=PartyRole.ADDRESSEE)
    facts = replace(TRONDHEIM, parties=(*TRONDHEIM.parties, payer, addressed))

    assert came_into_force_on(facts) == SIGNED
    assert life_on(facts, date(2019, 1, 1)).waiting_for == ()


def test_a_strategy_without_an_end_stays_in_force() -> None:
    strategy = AgreementFacts(
        force_rule=ForceRule.DECIDED,
        parties=(PartyFacts(role=PartyRole.OWNER, steps=(approving(date(2016, 4, 11)),)),),
    )
    life = life_on(strategy, date(2040, 1, 1))

    assert (life.state, life.days_left, life.period_days) == (LifeState.IN_FORCE, None, None)
    assert life.waiting_for == ()


def test_an_extension_counts_from_its_decision_and_the_past_is_told_as_it_was() -> None:
    facts = replace(
        TRONDHEIM,
        ends_on=date(2022, 12, 31),
        amendments=(
            AmendmentFacts(
                decided_on=date(2021, 12, 1),
                from_on=date(2021, 12, 15),
                before={"ends_on": date(2021, 12, 31)},
                after={"ends_on": date(2022, 12, 31)},
            ),
        ),
    )
    assert life_on(facts, date(2021, 11, 30)).last_day == date(2021, 12, 31)
    assert life_on(facts, date(2021, 12, 1)).last_day == date(2022, 12, 31)


def test_an_extension_that_reaches_back_is_not_known_before_its_decision() -> None:
    end = date(2022, 12, 31)
    amendment = AmendmentFacts(date(2021, 12, 1), date(2021, 6, 1), {"ends_on": TRONDHEIM.ends_on}, {"ends_on": end})
    facts = replace(TRONDHEIM, ends_on=end, amendments=(amendment,))
    assert life_on(facts, date(2021, 11, 30)).last_day == TRONDHEIM.ends_on
    assert life_on(facts, date(2021, 12, 1)).last_day == end


def test_of_several_extensions_each_holds_in_its_time() -> None:
    def extended(on: date, before: int, after: int) -> AmendmentFacts:
        return AmendmentFacts(on, on, {"ends_on": date(before, 12, 31)}, {"ends_on": date(after, 12, 31)})

    amendments = (extended(date(2022, 6, 1), 2022, 2024), extended(date(2021, 6, 1), 2021, 2022))
    facts = replace(TRONDHEIM, ends_on=date(2024, 12, 31), amendments=amendments)

    assert [life_on(facts, date(year, 7, 1)).last_day for year in (2020, 2021, 2022)] == [
        date(2021, 12, 31),
        date(2022, 12, 31),
        date(2024, 12, 31),
    ]


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [(date(2018, 1, 1), date(2021, 12, 31), 1461), (date(2025, 10, 1), date(2028, 9, 30), 1096), (None, SIGNED, None)],
)
def test_first_and_last_day_are_both_counted(start: date | None, end: date, days: int | None) -> None:
    assert period_days(start, end) == days


def test_retroactive_is_never_below_nought() -> None:
    assert retroactive_days(date(2018, 1, 11), date(2018, 1, 1)) == 0


days = st.dates(date(2010, 1, 1), date(2040, 12, 31))
maybe = st.none() | days


@st.composite
def agreements(draw: st.DrawFn) -> AgreementFacts:
    starts_on, ends_on = draw(maybe), draw(maybe)
    if starts_on and ends_on and ends_on < starts_on:
        starts_on, ends_on = ends_on, starts_on
    ended_on = draw(st.none() | st.dates(starts_on or date(2010, 1, 1), ends_on or date(2040, 12, 31)))
    parties = draw(
        st.lists(
            st.builds(
                PartyFacts,
                id=st.integers(1, 99),
                role=st.sampled_from(PartyRole),
                signed_on=maybe,
                joined_on=maybe,
                left_on=maybe,
                steps=st.lists(st.builds(approving, maybe), max_size=3).map(tuple),
            ),
            max_size=4,
        )
    )
    return AgreementFacts(
        starts_on=starts_on,
        ends_on=ends_on,
        force_rule=draw(st.sampled_from(ForceRule)),
        force_count=draw(st.none() | st.integers(1, 4)),
        decide_months_before=draw(st.none() | st.integers(0, 24)),
        ended_on=ended_on,
        end_decided_on=draw(maybe) if ended_on else None,
        parties=tuple(parties),
        continued_on=draw(maybe),
    )


@given(agreements(), days, st.integers(0, 4000))
def test_an_agreement_never_grows_younger(facts: AgreementFacts, day: date, later: int) -> None:
    now, then = life_on(facts, day), life_on(facts, day + timedelta(days=later))

    assert ORDER.index(now.state) <= ORDER.index(then.state)
    assert now.lapsed_days <= then.lapsed_days


@given(agreements(), days)
def test_what_is_in_force_has_come_into_force_and_is_not_over(facts: AgreementFacts, day: date) -> None:
    life = life_on(facts, day)

    assert life.is_in_force == (
        life.days_left is not None or (life.came_into_force_on is not None and not life.last_day)
    )
    if life.is_in_force:
        assert life.came_into_force_on is not None
        assert life.came_into_force_on <= day
        assert life.state in {LifeState.IN_FORCE, LifeState.EXPIRING, LifeState.RENEWED}
    if life.lapsed_days:
        assert life.state in {LifeState.LAPSED, LifeState.ENDED, LifeState.RENEWED}
