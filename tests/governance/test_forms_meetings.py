"""The forms of meetings, agendas, minutes, decisions and actions: what they ask, and what they hand to the actions."""

from datetime import date, timedelta
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from sampakt.governance.actions import change_body, fill_seat
from sampakt.governance.actions.agenda import add_item
from sampakt.governance.actions.decisions import decide
from sampakt.governance.forms.agenda import ItemForm, MaterialForm, MinutesForm
from sampakt.governance.forms.decisions import DecisionForm, RegisterForm, deciding
from sampakt.governance.forms.meetings import AttendanceForm, MeetingForm
from sampakt.governance.forms.tasks import TaskForm, owned
from sampakt.governance.models import Body, Item, Meeting, Seat
from sampakt.governance.queries.asked import seats_to_ask, voters_between, voters_of
from sampakt.governance.terms import DecisionRule, Effect, Presence, Stance
from sampakt.kernel import clock
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Office, Organisation, Person

from .conftest import Cast, all_for

pytestmark = pytest.mark.django_db


def _sent(**values: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(values)
    return data


@pytest.fixture
def item(held: Meeting) -> Item:
    return add_item(held, title=Text(sv="Plan"), by=SYSTEM)


def test_the_day_written_wins_over_the_one_proposed(body: Body, cast: Cast) -> None:
    proposed = [clock.today() + timedelta(days=days) for days in (30, 60)]
    asked = {"body": body, "viewer": cast("coordinator"), "proposed": proposed}
    assert [field.name for field in MeetingForm(**asked).first_fields][:2] == ["proposed", "day"]
    assert MeetingForm(**asked)["proposed"].value() == proposed[0].isoformat()
    chosen = MeetingForm(_sent(proposed=proposed[1].isoformat()), **asked)
    assert chosen.is_valid()
    assert chosen.cleaned_data["day"] == proposed[1]
    assert "proposed" not in chosen.cleaned_data
    written = MeetingForm(_sent(proposed=proposed[1].isoformat(), day="2026-02-03"), **asked)
    assert written.is_valid()
    assert written.cleaned_data["day"] == date(2026, 2, 3)
    for nothing in ("", "yesterday"):
        form = MeetingForm(_sent(proposed=nothing), **asked)
        assert not form.is_valid()
    assert "proposed" not in MeetingForm(body=body, viewer=cast("coordinator")).fields


def test_attendance_asks_a_row_a_seat_and_whom_deputies_stand_in_for(meeting: Meeting, board: dict[str, Seat]) -> None:
    form = AttendanceForm(meeting=meeting, seats=seats_to_ask(meeting))
    rows = {row.asked.seat: row for row in form.rows}
    assert set(rows) == set(board.values())
    assert rows[board["chair"]].presence.value() == Presence.PRESENT
    assert rows[board["chair"]].asked.holder == "Contact"
    assert rows[board["deputy"]].presence.value() == Presence.ABSENT
    assert rows[board["chair"]].stands_in_for is None
    replaced = rows[board["deputy"]].stands_in_for
    assert replaced is not None
    assert [value for value, _label in replaced.field.choices] == ["", board["member"].pk]


def test_an_empty_seat_is_absent_and_a_held_one_without_a_name_is_not(
    meeting: Meeting, board: dict[str, Seat], seat: Seat
) -> None:
    asked = {one.seat: one for one in seats_to_ask(meeting)}
    assert asked[seat].is_vacant
    assert not asked[board["deputy"]].is_vacant
    assert asked[board["deputy"]].holder == ""
    fill_seat(seat, person=None, starts_on=date(2025, 1, 1), by=SYSTEM)
    assert not {one.seat: one for one in seats_to_ask(meeting)}[seat].is_vacant


def test_an_item_asks_three_things_first(held: Meeting, cast: Cast) -> None:
    form = ItemForm(body=held.body, viewer=cast("coordinator"))
    assert [field.name for field in form.first_fields] == ["title", "sort", "background"]
    assert not form.more_is_open


def test_material_is_a_document_or_a_file(item: Item, cast: Cast) -> None:
    form = MaterialForm(_sent(reach="partners"), item=item, body=item.meeting.body, viewer=cast("coordinator"))
    assert not form.is_valid()
    assert form.errors["file"] == ["Choose a document or a file."]


def test_minutes_keep_what_is_written_in_other_languages(item: Item) -> None:
    item.minutes = Text(sv="Förr", en="Before")
    name = f"item-{item.pk}"
    form = MinutesForm(_sent(**{f"{name}-words": "Nu", f"{name}-version": "1"}), item=item, language="sv")
    assert form.is_valid()
    assert form.text() == Text(sv="Nu", en="Before")


def test_those_who_took_part_vote_and_between_meetings_the_parties(
    item: Item, board: dict[str, Seat], huddinge: Organisation, sodertorn: Organisation
) -> None:
    body = item.meeting.body
    assert [voter.seat for voter in voters_of(item.meeting, item)] == [board["chair"], board["member"]]
    item.recusals.create(seat=board["member"])
    assert [voter.seat for voter in voters_of(item.meeting, item)] == [board["chair"]]
    between = voters_between(body, date(2025, 6, 1))
    assert [voter.seat for voter in between] == [board["chair"], board["member"]]
    decision = decide(body, title=Text(sv="Sak"), votes=all_for(body), by=SYSTEM)
    change_body(body, decision_rule=DecisionRule.AGREEMENT, by=SYSTEM)
    assert {voter.organisation for voter in voters_between(body, date(2025, 6, 1))} == {huddinge, sodertorn}
    decision.rule = DecisionRule.AGREEMENT
    voters = voters_between(body, date(2025, 6, 1), decision)
    assert {board["chair"], huddinge} <= {voter.seat or voter.organisation for voter in voters}


def test_a_decision_hands_over_positions_and_what_it_brings(item: Item, board: dict[str, Seat], cast: Cast) -> None:
    body, chair = item.meeting.body, board["chair"]
    voters = voters_of(item.meeting, item)
    data = _sent(
        title_sv="Planen",
        outcome="taken",
        effect="adopts_plan",
        type="plan",
        covers_from="2026-01-01",
        **{f"stance-seat-{chair.pk}": "for", f"reservation-seat-{chair.pk}": "Men dyrt"},
    )
    form = DecisionForm(data, body=body, viewer=cast("coordinator"), voters=voters)
    assert form.is_valid(), form.errors
    handed = deciding(lambda **values: values, form, "sv")(**form.cleaned_data)
    (vote,) = handed["votes"]
    assert (vote.seat, vote.stance, vote.reservation) == (chair, Stance.FOR, Text(sv="Men dyrt"))
    assert (handed["brings"].type, handed["brings"].covers_from) == ("plan", date(2026, 1, 1))
    assert "number" not in handed
    assert "decided_on" not in handed
    plain = DecisionForm(_sent(title_sv="Sak", outcome="taken"), body=body, viewer=cast("coordinator"))
    assert plain.is_valid()
    assert deciding(lambda **values: values, plain, "sv")(**plain.cleaned_data)["brings"] is None


def test_a_reservation_without_a_position_is_asked_about(item: Item, board: dict[str, Seat], cast: Cast) -> None:
    body, code = item.meeting.body, f"seat-{board['chair'].pk}"
    data = _sent(title_sv="Sak", outcome="taken", **{f"reservation-{code}": "Men dyrt"})
    form = DecisionForm(data, body=body, viewer=cast("coordinator"), voters=voters_of(item.meeting, item))
    assert list(form.errors) == [f"stance-{code}"]
    assert form.votes_are_open


def test_a_decision_of_a_meeting_keeps_its_day_and_number(item: Item, cast: Cast) -> None:
    body = item.meeting.body
    of_meeting = decide(body, item=item, title=Text(sv="Sak"), by=SYSTEM)
    between = decide(body, votes=all_for(body), title=Text(sv="Sak"), by=SYSTEM)
    for decision, asks_day in ((of_meeting, False), (between, True)):
        form = DecisionForm(instance=decision, body=body, viewer=cast("coordinator"))
        assert ("decided_on" in form.fields) is asks_day
        assert "number" not in form.fields


def test_an_owner_is_a_party_an_office_or_somebody(body: Body, office: Office, rector: Person, cast: Cast) -> None:
    for owner, code in ((office.organisation, "party"), (office, "office")):
        data = _sent(title_sv="Gör", owner=f"{code}:{owner.pk}")
        form = TaskForm(data, body=body, viewer=cast("coordinator"))
        assert form.is_valid(), form.errors
        handed = owned(lambda **values: values)(**form.cleaned_data)
        assert handed["organisation"] == office.organisation
        assert handed["office"] == (owner if isinstance(owner, Office) else None)
        assert handed["person"] is None
    strange = TaskForm(_sent(title_sv="Gör", owner="party:0"), body=body, viewer=cast("coordinator"))
    assert not strange.is_valid()


def test_the_register_asks_for_nothing_that_the_address_says_wrongly(body: Body) -> None:
    form = RegisterForm(_sent(words="plan", year="x", outcome="king", body=body.code))
    assert form.wanted() == {"words": "plan", "body": body.code}
    assert not RegisterForm(_sent()).is_narrowed


def test_a_decision_offers_only_the_effects_that_its_writer_may_bring_about(cast: Any, body: Body) -> None:
    def offered(who: str) -> set[str]:
        effect = DecisionForm(body=body, viewer=cast(who)).fields["effect"]
        assert isinstance(effect, forms.ChoiceField)
        return {str(value) for value, _words in effect.choices if value}  # type: ignore[misc]

    assert offered("reader") == set()
    assert offered("contact") == {"adopts_plan", "sets_priorities", "continues"}
    assert offered("coordinator") == set(Effect.values)
