"""Decision chains, renewal, fees, claims, content and the family tree."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.agreements.rules import (
    CHECKLIST,
    ClaimFacts,
    FeeFacts,
    PartyFacts,
    StepFacts,
    accrued,
    appeal_ends_on,
    chain_state,
    closes_ring,
    content_gaps,
    date_claimed,
    decide_by,
    disputes,
    expiring_from,
    from_data,
    in_tree_order,
    instalments,
    is_fitting,
    notice_by,
    papers_missing,
    party_decided_on,
    renewal_dates,
    revisions,
    total,
)
from sampakt.agreements.rules.amending import as_data
from sampakt.agreements.terms import (
    ChainFault,
    ChainStatus,
    ClaimField,
    FeePeriod,
    Outcome,
    RenewalKind,
    Topic,
    TopicState,
)
from sampakt.kernel.money import Money

DAY = date(2021, 10, 1)


def step(
    number: int, *, planned: date | None = None, taken: date | None = None, outcome: str = Outcome.APPROVES
) -> StepFacts:
    return StepFacts(id=number, planned_on=planned, decided_on=taken, outcome=outcome if taken else "")


class TestChains:
    def test_proposed_by_the_committee_and_waiting_for_the_council_is_under_way(self) -> None:
        party = PartyFacts(
            steps=(
                step(1, taken=date(2021, 9, 15), outcome=Outcome.PROPOSES),
                step(2, planned=date(2021, 10, 6)),
                step(3, planned=date(2021, 11, 8)),
            )
        )
        state = chain_state(party, DAY)

        assert (state.status, state.done, state.steps) == (ChainStatus.UNDER_WAY, 1, 3)
        assert (state.next_step, state.next_on, state.late_days) == (2, date(2021, 10, 6), 0)
        assert state.is_in_order
        assert chain_state(party, date(2021, 10, 10)).late_days == 4
        assert chain_state(party, date(2021, 10, 10)).status == ChainStatus.LATE

    def test_the_last_instance_decides_and_one_that_takes_note_does_not(self) -> None:
        noted = step(2, taken=date(2021, 9, 20), outcome=Outcome.NOTES)
        party = PartyFacts(steps=(step(1, taken=date(2021, 9, 1)), noted))

        assert party_decided_on(party) == date(2021, 9, 1)
        assert chain_state(party, DAY).status == ChainStatus.DECIDED
        assert chain_state(party, date(2021, 8, 31)).decided_on is None

    def test_approval_by_a_lower_instance_is_not_the_partys(self) -> None:
        assert party_decided_on(PartyFacts(steps=(step(1, taken=date(2021, 9, 1)), step(2)))) is None

    def test_without_a_chain_the_signature_is_the_decision(self) -> None:
        assert party_decided_on(PartyFacts(signed_on=DAY)) == DAY
        assert chain_state(PartyFacts(), DAY).status == ChainStatus.NOT_PLANNED

    def test_a_rejection_is_told(self) -> None:
        party = PartyFacts(steps=(step(1, taken=date(2021, 9, 1), outcome=Outcome.REJECTS),))
        assert chain_state(party, DAY).status == ChainStatus.REJECTED

    def test_what_is_out_of_order_is_told_step_by_step(self) -> None:
        party = PartyFacts(
            steps=(step(1), step(2, taken=date(2021, 9, 20)), step(3, taken=date(2021, 9, 10))),
            signed_on=date(2021, 9, 12),
        )
        assert {(fault.step, fault.code) for fault in chain_state(party, DAY).faults} == {
            (1, ChainFault.SKIPPED),
            (1, ChainFault.SIGNED_BEFORE),
            (2, ChainFault.SIGNED_BEFORE),
            (3, ChainFault.OUT_OF_ORDER),
        }

    def test_an_appeal_runs_three_weeks_from_the_notice_in_sweden_only(self) -> None:
        assert appeal_ends_on("SE", date(2021, 9, 20)) == date(2021, 10, 11)
        assert appeal_ends_on("NO", date(2021, 9, 20)) is None
        assert appeal_ends_on("SE", None) is None


class TestRenewal:
    END = date(2021, 12, 31)

    def test_what_is_to_be_done_before_the_end_is_done_before_its_last_day(self) -> None:
        assert decide_by(self.END, None) == date(2021, 12, 30)
        assert decide_by(self.END, 0) == date(2021, 12, 30)

    def test_months_before_the_end_are_whole_months(self) -> None:
        assert decide_by(self.END, 6) == date(2021, 6, 30)
        assert notice_by(self.END, 12) == date(2020, 12, 31)
        assert notice_by(date(2028, 9, 30), 3) == date(2028, 6, 30)
        assert notice_by(self.END, None) is None
        assert decide_by(None, 6) is None

    def test_expiring_starts_a_year_before_or_at_an_earlier_decision(self) -> None:
        assert expiring_from(self.END, None) == date(2021, 1, 1)
        assert expiring_from(self.END, 18) == date(2020, 6, 30)
        assert expiring_from(None, 18) is None

    def test_revisions_are_counted_from_the_first_day_and_keep_the_end_of_the_month(self) -> None:
        found = revisions(date(2020, 1, 31), 1, date(2020, 2, 1), date(2020, 5, 1))
        assert found == [date(2020, 2, 29), date(2020, 3, 31), date(2020, 4, 30)]
        assert revisions(date(2016, 4, 11), 36, date(2021, 1, 1), date(2026, 1, 1)) == [
            date(2022, 4, 11),
            date(2025, 4, 11),
        ]
        assert revisions(None, 36, DAY, DAY) == []
        assert revisions(date(2016, 4, 11), None, DAY, DAY) == []
        assert revisions(date(2030, 1, 1), 12, DAY, DAY) == []

    def _dates(self, day: date, until: date, *, is_settled: bool = False) -> list[tuple[RenewalKind, date, int]]:
        found = renewal_dates(
            starts_on=date(2018, 1, 1),
            last=self.END,
            notice_months=6,
            revise_every_months=24,
            decide_months_before=3,
            is_settled=is_settled,
            day=day,
            until=until,
        )
        return [(row.kind, row.on, row.days_left) for row in found]

    def test_a_year_ahead_in_order(self) -> None:
        assert self._dates(date(2021, 1, 1), date(2022, 1, 1)) == [
            (RenewalKind.NOTICE_BY, date(2021, 6, 30), 180),
            (RenewalKind.DECIDE_BY, date(2021, 9, 30), 272),
            (RenewalKind.LAST_DAY, date(2021, 12, 31), 364),
        ]
        assert self._dates(date(2019, 6, 1), date(2020, 6, 1)) == [(RenewalKind.REVISION, date(2020, 1, 1), 214)]

    def test_what_passed_unanswered_stays_and_a_missed_notice_does_not(self) -> None:
        assert self._dates(date(2022, 1, 10), date(2023, 1, 10)) == [
            (RenewalKind.DECIDE_BY, date(2021, 9, 30), -102),
            (RenewalKind.LAST_DAY, date(2021, 12, 31), -10),
        ]

    def test_nothing_is_asked_once_what_follows_is_decided(self) -> None:
        assert self._dates(date(2021, 7, 1), date(2022, 7, 1), is_settled=True) == [
            (RenewalKind.LAST_DAY, date(2021, 12, 31), 183)
        ]
        assert self._dates(date(2022, 7, 1), date(2023, 7, 1), is_settled=True) == []

    def test_papers_must_be_newer_than_the_agreement_itself(self) -> None:
        needed = ("mandate", "organisation", "financing")
        attached = [("mandate", date(2018, 1, 1)), ("organisation", date(2021, 11, 2)), ("financing", None)]
        assert papers_missing(needed, attached, date(2018, 1, 1)) == ("mandate",)
        assert papers_missing(needed, attached, None) == ()


class TestFees:
    STARK = FeeFacts(Money.of(69_000, "SEK"), FeePeriod.AGREEMENT_YEAR, date(2025, 10, 1), date(2028, 9, 30))

    def test_three_agreement_years_spread_over_four_calendar_years(self) -> None:
        falling_due = instalments(self.STARK, date(2030, 1, 1))

        assert [row.amount for row in falling_due] == [Money.of(69_000, "SEK")] * 3
        assert falling_due[1].period.start == date(2026, 10, 1)
        assert falling_due[1].period.end == date(2027, 9, 30)
        assert total(falling_due, "SEK") == Money.of(207_000, "SEK")
        assert {year: money.amount for year, money in accrued(falling_due).items()} == {
            2025: 17_250,
            2026: 69_000,
            2027: 69_000,
            2028: 51_750,
        }

    def test_without_an_invoice_month_nobody_knows_when_it_falls_due(self) -> None:
        assert {row.due_on for row in instalments(self.STARK, DAY)} == {None}

    def test_the_invoice_month_is_the_first_in_the_period(self) -> None:
        invoiced = FeeFacts(
            self.STARK.amount, self.STARK.period, self.STARK.starts_on, self.STARK.ends_on, invoice_month=2
        )
        assert [row.due_on for row in instalments(invoiced, DAY)] == [date(year, 2, 1) for year in (2026, 2027, 2028)]
        autumn = FeeFacts(
            self.STARK.amount, self.STARK.period, date(2025, 10, 15), date(2026, 10, 14), invoice_month=10
        )
        assert [row.due_on for row in instalments(autumn, DAY)] == [date(2025, 10, 1)]

    @pytest.mark.parametrize(
        ("period", "count"),
        [(FeePeriod.AGREEMENT_YEAR, 3), (FeePeriod.CALENDAR_YEAR, 4), (FeePeriod.TERM, 1), (FeePeriod.ONCE, 1)],
    )
    def test_a_fee_falls_due_once_for_each_period_it_reaches_into(self, period: FeePeriod, count: int) -> None:
        fee = FeeFacts(Money(100, "NOK"), period, date(2025, 10, 1), date(2028, 9, 30))
        assert len(instalments(fee, DAY)) == count

    def test_an_open_ended_fee_runs_until_the_day_asked_for(self) -> None:
        fee = FeeFacts(Money(100, "NOK"), FeePeriod.AGREEMENT_YEAR, date(2025, 10, 1))
        assert len(instalments(fee, date(2027, 10, 1))) == 3
        assert instalments(fee, date(2024, 1, 1)) == []
        assert instalments(FeeFacts(Money(100, "NOK"), FeePeriod.ONCE), DAY) == []

    @given(
        st.integers(0, 10**12),
        st.sampled_from(FeePeriod),
        st.dates(date(2000, 1, 1), date(2050, 1, 1)),
        st.integers(0, 4000),
    )
    def test_what_accrues_sums_to_what_falls_due(self, minor: int, period: FeePeriod, start: date, days: int) -> None:
        end = date.fromordinal(start.toordinal() + days)
        falling_due = instalments(FeeFacts(Money(minor, "SEK"), period, start, end), end)
        spread = accrued(falling_due)

        assert sum(money.minor for money in spread.values()) == total(falling_due, "SEK").minor
        assert all(money.minor >= 0 for money in spread.values())
        assert set(spread) <= set(range(start.year, end.year + 1))
        assert all(start <= row.period.start and row.period.end <= end for row in falling_due)


class TestContent:
    def test_two_sources_on_one_day_are_in_conflict_and_the_chosen_one_is_told(self) -> None:
        claims = [
            ClaimFacts(1, ClaimField.SIGNED_ON, "2021-03-28"),
            ClaimFacts(2, ClaimField.SIGNED_ON, "2022-03-28", is_chosen=True),
            ClaimFacts(3, ClaimField.TITLE, "Universitetskommune  3.0"),
            ClaimFacts(4, ClaimField.TITLE, "universitetskommune 3.0"),
            ClaimFacts(5, ClaimField.ENDS_ON, "2032-12-31", organisation=7),
            ClaimFacts(6, ClaimField.ENDS_ON, "2025-12-31", organisation=8),
            ClaimFacts(7, ClaimField.OTHER, "one thing"),
            ClaimFacts(8, ClaimField.OTHER, "another thing"),
        ]
        found = disputes(claims)

        assert [(row.field, row.organisation) for row in found] == [(ClaimField.SIGNED_ON, None)]
        assert found[0].chosen == claims[1]
        assert found[0].claims == (claims[0], claims[1])

    def test_what_is_silent_or_was_only_asked_is_a_gap(self) -> None:
        answers = {
            Topic.GOALS: TopicState.STATED,
            Topic.DISPUTES: TopicState.NOT_NEEDED,
            Topic.NOTICE: TopicState.NOT_STATED,
            Topic.CHAIR: TopicState.ASKED,
        }
        gaps = content_gaps(answers)

        assert {Topic.NOTICE, Topic.CHAIR, Topic.DATA} <= set(gaps)
        assert not {Topic.GOALS, Topic.DISPUTES, Topic.OTHER} & set(gaps)
        assert content_gaps({}) == CHECKLIST

    def test_only_dates_are_dates(self) -> None:
        assert date_claimed(" 2022-03-28 ") == date(2022, 3, 28)
        assert date_claimed("28 March") is None


class TestAmending:
    @pytest.mark.parametrize(
        ("term", "value", "fits"),
        [
            ("ends_on", date(2022, 1, 1), True),
            ("ends_on", "2022-01-01", False),
            ("ends_on", None, True),
            ("notice_months", 3, True),
            ("notice_months", -1, False),
            ("notice_months", True, False),
            ("notice_months", date(2022, 1, 1), False),
        ],
    )
    def test_a_term_takes_values_of_its_own_kind(self, term: str, value: object, fits: bool) -> None:
        assert is_fitting(term, value) is fits

    def test_dates_survive_being_kept(self) -> None:
        kept = {"ends_on": as_data(date(2022, 1, 1)), "notice_months": as_data(3), "in words": as_data("2022-01-01")}
        assert from_data(kept) == {"ends_on": date(2022, 1, 1), "notice_months": 3, "in words": "2022-01-01"}


class TestFamily:
    def test_a_ring_is_found_through_several_steps(self) -> None:
        parents = {2: [1], 3: [2], 4: [3]}
        assert closes_ring(1, 4, parents)
        assert closes_ring(1, 1, parents)
        assert not closes_ring(4, 1, parents)
        assert not closes_ring(4, None, parents)

    @given(st.lists(st.tuples(st.integers(0, 12), st.none() | st.integers(0, 12)), max_size=40))
    def test_a_tree_built_with_the_rule_has_no_ring_and_shows_everyone_once(
        self, moves: list[tuple[int, int | None]]
    ) -> None:
        parents: dict[int, int | None] = dict.fromkeys(range(13))
        for child, above in moves:
            if not closes_ring(child, above, {name: [up] for name, up in parents.items() if up is not None}):
                parents[child] = above
        ordered = in_tree_order(parents)

        assert sorted(name for _, name in ordered) == sorted(parents)
        depths = {name: depth for depth, name in ordered}
        assert all(depths[name] == (0 if up is None else depths[up] + 1) for name, up in parents.items())

    def test_one_whose_parent_is_not_shown_stands_on_top(self) -> None:
        assert in_tree_order({2: 1, 3: 2}) == [(0, 2), (1, 3)]
