"""The rules of promises about bodies, with the worked example's answers."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sampakt.commitments.rules import AsOf, Finding, Promise
from sampakt.commitments.rules.facts import AgreementFacts, PartyFacts, PlaceFacts
from sampakt.commitments.terms import Check, Status
from sampakt.governance.rules import Occupant, SeatFacts
from sampakt.governance.rules.chairing import ChairAlternates, Chaired, chair, chair_alternates, deputy_chair
from sampakt.governance.rules.facts import BodyFacts, Governed, NamedSeat
from sampakt.governance.rules.parity import Parity, parity
from sampakt.governance.rules.promises import (
    BodyExists,
    SeatHeld,
    SeatsPerTheme,
    body_exists,
    seat_held,
    seats_per_theme,
)
from sampakt.governance.terms import Position
from sampakt.organisations.rules import Tenure

CITY, UNIVERSITY = 1, 2
START = date(2018, 1, 1)
PROMISE = Promise(
    id=1,
    space_id=1,
    agreement_id=1,
    check_by=Check.RECORDS,
    starts_on=START,
    ends_on=None,
    warn_days=60,
    audience="partners",
    organisation_id=None,
    circle_id=None,
    superseded_on=None,
    theme_id=None,
)
PLACES = PlaceFacts(
    organisations={"city": (CITY, "The city"), "university": (UNIVERSITY, "The university")},
    themes=((1, {"en": "Health"}, START, None), (2, {"en": "Schools"}, START, None)),
)
CODES = {CITY: "city", UNIVERSITY: "university"}


def on(day: str) -> AsOf:
    return AsOf(date.fromisoformat(day))


def seat(number: int, party: int, *spans: tuple[str, str | None], **more: Any) -> NamedSeat:
    held = tuple(
        Occupant(None, Tenure(date.fromisoformat(start), date.fromisoformat(end) if end else None), number * 10 + at)
        for at, (start, end) in enumerate(spans)
    )
    named = {name: more.pop(name) for name in ("office_key", "office_of") if name in more}
    facts = SeatFacts(number, more.pop("position", Position.MEMBER), party, occupants=held, **more)
    return NamedSeat(
        facts,
        {"en": f"Seat {number}"},
        CODES.get(party, ""),
        f"Party {party}",
        office=named.get("office_key", ""),
        office_of=named.get("office_of", ""),
    )


def body(*seats: NamedSeat, **more: Any) -> BodyFacts:
    plain: dict[str, Any] = {
        "id": 1,
        "key": "group",
        "sort": "steering_group",
        "name": {"en": "Group"},
        "agreement": None,
        "theme": None,
        "starts_on": START,
        "ends_on": None,
        "audience": "partners",
        "organisation_id": None,
        "circle_id": None,
    }
    return BodyFacts(**{**plain, **more}, seats=seats)


def agreement(number: int = 1, **more: Any) -> AgreementFacts:
    parties = tuple(
        PartyFacts(party, party, code, f"Party {party}", "party", None, "", False, False, None)
        for party, code in CODES.items()
    )
    plain: dict[str, Any] = {
        "id": number,
        "space_id": 1,
        "title": {"en": f"Agreement {number}"},
        "kind": "main",
        "starts_on": START,
        "ends_on": None,
        "ended_on": None,
        "notice_months": None,
        "force_rule": "all_signed",
        "force_count": None,
        "parties": parties,
    }
    return AgreementFacts(**{**plain, **more})


def case(*bodies: BodyFacts, of: AgreementFacts | None = None) -> Governed:
    return Governed(PROMISE, bodies, of or agreement(), PLACES)


def said(found: Finding) -> dict[str, Any]:
    return {words.code: dict(words.facts) for words in found.words}


def eight() -> BodyFacts:
    """Four members each; one of the university's seats is empty from 1 June to 14 September 2019."""
    members = [seat(number, CITY, ("2018-01-01", None)) for number in range(1, 5)]
    members += [seat(number, UNIVERSITY, ("2018-01-01", None)) for number in range(5, 8)]
    return body(*members, seat(8, UNIVERSITY, ("2018-01-01", "2019-05-31"), ("2019-09-15", None)))


class TestParity:
    def test_the_worked_example_while_the_seat_is_empty(self) -> None:
        found = parity(Parity(body="group"), case(eight()), on("2019-06-01"))
        assert found.status == Status.BROKEN
        assert found.since == date(2019, 6, 1)
        assert [(lack.name, lack.since) for lack in found.missing] == [({"en": "Seat 8"}, date(2019, 6, 1))]
        assert found.stands_until == date(2019, 9, 15)
        assert said(found)["unbalanced_since"] == {"day": date(2019, 6, 1)}
        assert said(found)["members_counted"] == {"counts": ("The city 4", "The university 3")}

    def test_the_worked_example_reports_106_days_and_that_it_is_kept_again(self) -> None:
        found = parity(Parity(body="group"), case(eight()), on("2019-09-15"))
        assert found.status == Status.KEPT
        assert found.since == date(2019, 9, 15)
        assert said(found)["was_unbalanced"] == {"start": date(2019, 6, 1), "end": date(2019, 9, 14), "days": 106}
        assert [(one.start, one.end, one.status, one.done, one.wanted) for one in found.stretches] == [
            (date(2018, 1, 1), date(2019, 5, 31), Status.KEPT, 8, 8),
            (date(2019, 6, 1), date(2019, 9, 14), Status.BROKEN, 7, 8),
            (date(2019, 9, 15), date(2019, 9, 15), Status.KEPT, 8, 8),
        ]
        last = parity(Parity(body="group"), case(eight()), on("2019-09-14"))
        assert (last.status, said(last)["unbalanced_since"]) == (Status.BROKEN, {"day": date(2019, 6, 1)})
        empty = last.stretches[-1]
        assert (empty.end - empty.start).days + 1 == 106

    def test_before_anybody_left_nothing_is_told_of_it(self) -> None:
        found = parity(Parity(body="group"), case(eight()), on("2019-05-31"))
        assert (found.status, found.stretches, found.stands_until) == (Status.KEPT, (), date(2019, 6, 1))
        assert len(found.evidence) == 9

    def test_several_times_are_counted_together(self) -> None:
        group = body(
            seat(1, CITY, ("2018-01-01", None)),
            seat(2, UNIVERSITY, ("2018-01-01", "2018-03-31"), ("2018-04-03", "2018-05-31"), ("2018-06-02", None)),
        )
        found = parity(Parity(body="group"), case(group), on("2018-12-31"))
        assert said(found)["was_often_unbalanced"] == {
            "days": 3,
            "times": 2,
            "start": date(2018, 6, 1),
            "end": date(2018, 6, 1),
        }

    def test_a_party_without_any_seat_is_weighed_too(self) -> None:
        found = parity(Parity(body="group"), case(body(seat(1, CITY, ("2018-01-01", None)))), on("2018-02-01"))
        assert found.status == Status.BROKEN

    def test_so_many_each(self) -> None:
        group = body(
            seat(1, CITY, ("2018-01-01", None)),
            seat(2, CITY, ("2018-01-01", "2018-12-31")),
            seat(3, UNIVERSITY, ("2018-01-01", None)),
        )
        terms = Parity(body="group", organisations=("city", "university"), numbers=(2, 1))
        assert parity(terms, case(group), on("2018-12-31")).status == Status.KEPT
        assert parity(terms, case(group), on("2019-01-01")).status == Status.BROKEN
        with pytest.raises(ValidationError):
            Parity(body="group", organisations=("city",), numbers=(2, 1))

    def test_whom_the_promise_does_not_name_may_sit_there_too(self) -> None:
        students = 3
        group = body(
            seat(1, CITY, ("2018-01-01", None)),
            seat(2, UNIVERSITY, ("2018-01-01", None)),
            seat(3, UNIVERSITY, ("2018-01-01", None)),
            seat(4, students, ("2018-01-01", None)),
        )
        named = Parity(body="group", organisations=("city", "university"), numbers=(1, 2))
        found = parity(named, case(group), on("2019-01-01"))
        assert (found.status, found.missing) == (Status.KEPT, ())
        assert said(found)["members_counted"] == {"counts": ("The city 1", "The university 2")}
        assert parity(Parity(body="group"), case(group), on("2019-01-01")).status == Status.BROKEN

    def test_nothing_recorded_is_no_evidence(self) -> None:
        assert parity(Parity(body="other"), case(eight()), on("2019-01-01")).status == Status.NO_EVIDENCE
        assert parity(Parity(body="group"), case(body()), on("2019-01-01")).status == Status.NO_EVIDENCE
        assert parity(Parity(body="group"), case(eight()), on("2017-01-01")).status == Status.NO_EVIDENCE

    @given(
        st.lists(st.tuples(st.sampled_from([CITY, UNIVERSITY]), st.integers(0, 60), st.integers(0, 40)), max_size=6),
        st.integers(0, 120),
    )
    def test_its_days_are_those_on_which_the_numbers_differ(
        self, spans: list[tuple[int, int, int]], until: int
    ) -> None:
        def day(number: int) -> date:
            return START + timedelta(days=number)

        seats = [
            seat(number, party, (day(first).isoformat(), day(first + more).isoformat()))
            for number, (party, first, more) in enumerate(spans, 1)
        ]
        found = parity(Parity(body="group"), case(body(*seats)), AsOf(day(until)))

        def count(party: int, at: int) -> int:
            return sum(of == party and first <= at <= first + more for of, first, more in spans)

        wrong = [at for at in range(until + 1) if count(CITY, at) != count(UNIVERSITY, at)]
        broken = sum((one.end - one.start).days + 1 for one in found.stretches if one.status == Status.BROKEN)
        assert broken == (len(wrong) if spans else 0)
        if spans:
            assert found.status == (Status.BROKEN if until in wrong else Status.KEPT)


class TestBodies:
    def test_a_body_by_its_key_or_its_sort(self) -> None:
        group = body()
        for terms in (BodyExists(body="group", body_sorts=("council",)), BodyExists(body_sorts=("steering_group",))):  # type: ignore[arg-type]
            found = body_exists(terms, case(group), on("2018-06-01"))
            assert (found.status, [ref.kind for ref in found.evidence]) == (Status.KEPT, ["body"])
        assert body_exists(BodyExists(body_sorts=()), case(group), on("2018-06-01")).status == Status.NO_EVIDENCE

    def test_one_that_was_dissolved_is_overdue_and_one_that_never_was_is_a_gap(self) -> None:
        ended = body(ends_on=date(2019, 12, 31))
        terms = BodyExists(body="group", body_sorts=("council",))  # type: ignore[arg-type]
        found = body_exists(terms, case(ended), on("2020-01-01"))
        assert (found.status, found.since) == (Status.OVERDUE, date(2020, 1, 1))
        assert body_exists(
            BodyExists(body="group", body_sorts=("council",)), case(ended), on("2019-12-31")
        ).stands_until == date(2020, 1, 1)
        never = body_exists(terms.model_copy(update={"body": "council"}), case(ended), on("2019-06-01"))
        assert (never.status, never.missing[0].name) == (Status.NO_EVIDENCE, "council")

    def test_every_theme_has_one_with_members_of_every_party(self) -> None:
        both = (seat(1, CITY, ("2018-01-01", None)), seat(2, UNIVERSITY, ("2018-01-01", "2018-12-31")))
        health = body(*both, key="health", sort="committee", theme=1)
        schools = body(seat(3, CITY, ("2018-01-01", None)), key="schools", sort="committee", theme=2, id=2)
        terms = BodyExists(body_sorts=("committee",), per="theme", both_parties=True)  # type: ignore[arg-type]
        found = body_exists(terms, case(health, schools), on("2018-06-01"))
        assert found.status == Status.NO_EVIDENCE
        assert [lack.name for lack in found.missing] == [
            {"code": "member", "of": "position", "of_text": {"en": "Group"}, "party": "Party 2"}
        ]
        assert found.stands_until == date(2019, 1, 1)
        later = body_exists(terms, case(health, schools), on("2019-01-01"))
        assert (later.status, later.since) == (Status.OVERDUE, date(2019, 1, 1))
        without = body_exists(terms, case(health), on("2018-06-01"))
        assert (without.status, without.missing[0].name) == (Status.NO_EVIDENCE, {"en": "Schools"})

    def test_every_sub_agreement_that_lasts_has_one_of_each_sort(self) -> None:
        subs = (
            agreement(2, ends_on=date(2020, 12, 31)),
            agreement(3, starts_on=date(2021, 1, 1)),
        )
        steering, project = (
            body(id=number, key=sort, sort=sort, agreement=2)
            for number, sort in enumerate(("steering_group", "project_group"), 1)
        )
        terms = BodyExists(body_sorts=("steering_group", "project_group"), per="sub_agreement")  # type: ignore[arg-type]
        whole = case(steering, project, of=agreement(subs=subs))
        found = body_exists(terms, whole, on("2020-06-01"))
        assert (found.status, found.stands_until) == (Status.KEPT, date(2021, 1, 1))
        later = body_exists(terms, whole, on("2021-01-01"))
        assert (later.status, len(later.missing)) == (Status.NO_EVIDENCE, 2)
        assert body_exists(terms, case(of=agreement()), on("2020-06-01")).status == Status.NO_EVIDENCE


class TestSeats:
    def test_offices_sit_there(self) -> None:
        director = seat(1, CITY, ("2018-01-01", "2018-12-31"), office=7, office_key="director", office_of="city")
        terms = SeatHeld(body="group", offices={"city": ("director",)})
        found = seat_held(terms, case(body(director)), on("2018-12-31"))
        assert (found.status, found.evidence[0].kind, found.stands_until) == (
            Status.KEPT,
            "appointment",
            date(2019, 1, 1),
        )
        late = seat_held(terms, case(body(director)), on("2019-01-10"))
        assert (late.status, late.missing[0].since) == (Status.OVERDUE, date(2019, 1, 1))
        allowed = terms.model_copy(update={"max_vacancy_days": 30})
        assert seat_held(allowed, case(body(director)), on("2019-01-10")).status == Status.DUE_SOON
        other = SeatHeld(body="group", offices={"city": ("mayor",)})
        assert seat_held(other, case(body(director)), on("2018-12-31")).status == Status.NO_EVIDENCE

    def test_groups_and_organisations(self) -> None:
        group = body(
            seat(1, CITY, ("2018-01-01", None), group="Elected members"),
            seat(2, CITY, ("2018-01-01", None), group="Officials"),
        )
        terms = SeatHeld(body="group", groups=("elected members", "officials"), organisations=("city",))
        assert seat_held(terms, case(group), on("2018-06-01")).status == Status.KEPT
        more = terms.model_copy(update={"organisations": ("city", "university")})
        found = seat_held(more, case(group), on("2018-06-01"))
        assert (found.status, found.missing[0].name) == (Status.NO_EVIDENCE, "The university")

    def test_every_seat_when_none_is_named(self) -> None:
        group = body(seat(1, CITY, ("2018-01-01", None)), seat(2, CITY, ("2018-01-01", "2018-02-01")))
        found = seat_held(SeatHeld(body="group"), case(group), on("2018-06-01"))
        assert (found.status, [lack.name for lack in found.missing]) == (Status.OVERDUE, [{"en": "Seat 2"}])
        assert seat_held(SeatHeld(body="none"), case(group), on("2018-06-01")).status == Status.NO_EVIDENCE

    def test_a_seat_that_ended_with_its_body_is_held_no_longer(self) -> None:
        group = body(
            replace(
                seat(1, CITY, ("2018-01-01", None)),
                facts=SeatFacts(
                    1,
                    Position.MEMBER,
                    CITY,
                    ends_on=date(2018, 3, 31),
                    occupants=(Occupant(None, Tenure(START, None), 1),),
                ),
            )
        )
        assert seat_held(SeatHeld(body="group"), case(group), on("2018-03-31")).stands_until == date(2018, 4, 1)
        assert seat_held(SeatHeld(body="group"), case(group), on("2018-04-01")).status == Status.NO_EVIDENCE

    def test_so_many_for_every_theme(self) -> None:
        group = body(
            seat(1, CITY, ("2018-01-01", None), theme=1),
            seat(2, CITY, ("2018-01-01", "2018-06-30"), theme=1),
            seat(3, CITY, ("2018-01-01", None), theme=2),
            seat(4, UNIVERSITY, ("2018-01-01", None), theme=2),
        )
        one = SeatsPerTheme(body="group", organisation="city")
        assert seats_per_theme(one, case(group), on("2018-12-31")).status == Status.KEPT
        two = SeatsPerTheme(body="group", organisation="city", min=2)
        found = seats_per_theme(two, case(group), on("2018-12-31"))
        assert [(lack.name, lack.since) for lack in found.missing] == [
            ({"en": "Health"}, date(2018, 7, 1)),
            ({"en": "Schools"}, None),
        ]
        assert found.status == Status.OVERDUE


class TestChair:
    def test_the_right_party_chairs(self) -> None:
        group = body(seat(1, CITY, ("2018-01-01", "2018-12-31"), position=Position.CHAIR))
        terms = Chaired(body="group", organisation="city")
        found = chair(terms, case(group), on("2018-12-31"))
        assert (found.status, found.stands_until) == (Status.KEPT, date(2019, 1, 1))
        assert chair(terms, case(group), on("2019-01-01")).status == Status.OVERDUE
        assert deputy_chair(terms, case(group), on("2018-12-31")).status == Status.NO_EVIDENCE
        unknown = Chaired(body="group", organisation="region")
        assert chair(unknown, case(group), on("2018-12-31")).status == Status.NO_EVIDENCE

    def test_another_party_chairs(self) -> None:
        group = body(seat(1, CITY, ("2018-02-01", None), position=Position.CHAIR))
        found = chair(Chaired(body="group", organisation="university"), case(group), on("2018-12-31"))
        assert (found.status, found.since) == (Status.BROKEN, date(2018, 2, 1))
        assert said(found)["held_by_other"]["party"] == "Party 1"

    def test_the_parties_take_turns(self) -> None:
        chairs = (
            seat(1, CITY, ("2018-01-01", "2018-12-31"), position=Position.CHAIR),
            seat(2, UNIVERSITY, ("2019-01-01", None), position=Position.CHAIR),
        )
        terms = ChairAlternates(body="group", organisations=("city", "university"), months=12)
        first = chair_alternates(terms, case(body(*chairs)), on("2018-12-31"))
        assert (first.status, first.stands_until) == (Status.KEPT, date(2019, 1, 1))
        second = chair_alternates(terms, case(body(*chairs)), on("2019-06-01"))
        assert (second.status, said(second)["turn_of"]["party"]) == (Status.KEPT, "The university")
        third = chair_alternates(terms, case(body(*chairs)), on("2020-02-01"))
        assert (third.status, third.since) == (Status.BROKEN, date(2020, 1, 1))

    def test_turns_that_have_not_begun(self) -> None:
        terms = ChairAlternates(body="group", organisations=("city", "university"), months=12, start=date(2020, 1, 1))
        found = chair_alternates(terms, case(body()), on("2019-01-01"))
        assert (found.status, found.stands_until) == (Status.NOT_YET_DUE, date(2020, 1, 1))
        missing = terms.model_copy(update={"organisations": ("city", "region")})
        assert chair_alternates(missing, case(body()), on("2021-01-01")).status == Status.NO_EVIDENCE
