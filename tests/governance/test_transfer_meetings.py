"""Meetings, decisions and actions in partnership files: in, out again the same, corrected, and what is wrong."""

from datetime import date

import pytest
from tests.governance.test_transfer import HEAD, faults, loaded

from sampakt.agreements.models import Partnership
from sampakt.commitments.models import StoredAssessment, Waiver
from sampakt.governance.actions import decide, give_task
from sampakt.governance.actions.agenda import add_item
from sampakt.governance.models import Attendance, Body, Decision, Item, Meeting, Recusal, Seat, Task, Vote
from sampakt.governance.terms import MeetingState, Stance, TaskState
from sampakt.kernel import clock
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation
from sampakt.trail.models import TrailLine
from sampakt.transfer.queries import file_of, written

from .conftest import all_for

pytestmark = pytest.mark.django_db

BODIES = """
bodies:
  - key: styrgrupp
    sort: steering_group
    name: {sv: Styrgruppen}
    decides: agreement
    meetings: {least: 1}
    quorum: {members: 2, every_party: true}
    formed_on: 2022-01-01
    seats:
      - key: direktor
        position: chair
        organisation: huddinge-kommun
        held:
          - {from: 2022-01-01}
      - key: rektor
        organisation: sodertorns-hogskola
        held:
          - {from: 2022-01-01}
      - {key: ersattare, position: deputy, organisation: sodertorns-hogskola, deputy_for: rektor}

  - key: arbetsgrupp
    sort: working_group
    name: {sv: Arbetsgruppen}
    reports_to: styrgrupp
    formed_on: 2022-01-01
"""
DEEDS = """
deeds:
  - key: plan-2023
    sort: plan
    title: {sv: Plan för 2023}
    done_on: 2022-11-14
"""
COMMITMENTS = """
commitments:
  - reference: E-01
    agreement: main
    title: {sv: Styrgruppen möts varje år}
    strength: B
    check: A
    kind: meetings
    parameters: {body: styrgrupp}
    waivers:
      - body: Styrgruppen
        decided_on: 2022-11-14
        reference: § 2/2022
        from: 2024-01-01
        to: 2024-12-31
        reason: {sv: Inget möte under 2024.}
"""
MEETINGS = """
meetings:
  - body: styrgrupp
    day: 2022-11-14
    begins: "09:00"
    ends: "11:30"
    place: Flemingsberg
    called_on: 2022-10-31
    adjusted_on: 2022-11-28
    attendance:
      - {seat: direktor, adjuster: true}
      - {seat: rektor, presence: absent}
      - {seat: ersattare, presence: remote, stands_in_for: rektor}
    items:
      - {sort: follow_up, title: {sv: Uppföljning}, minutes: {sv: Gruppen gick igenom året.}, conclusion: noted}
      - sort: plan
        title: {sv: Plan}
        background: {sv: Arbetsgruppen föreslår en plan.}
        agreement: main
        commitment: E-01
        from_body: arbetsgrupp
        material:
          - {document: underlag, prepared_by: arbetsgrupp}
      - title: {sv: Lokaler}
        recusals:
          - {seat: direktor, reason: {sv: Äger lokalen.}}
    corrections:
      - {made_on: 2022-12-05, words: {sv: Rätt år är 2023.}, item: 2}

  - body: styrgrupp
    day: 2023-05-02
    state: cancelled
    cancelled_because: {sv: Sjukdom.}

  - body: styrgrupp
    day: 2027-11-14
    state: planned
"""
DECISIONS = """
decisions:
  - body: styrgrupp
    number: 1
    decided_on: 2022-11-14
    item: 2
    title: {sv: Plan för 2023}
    words: {sv: Planen antas.}
    effect: adopts_plan
    deed: plan-2023
    votes:
      - {seat: direktor}
      - {seat: ersattare, stance: abstains, reservation: {sv: För sent.}}

  - body: styrgrupp
    number: 2
    decided_on: 2022-11-14
    title: {sv: Inget möte 2024}
    effect: waives
    waiver: § 2/2022
    commitment: E-01

  - body: styrgrupp
    number: 3
    year: 2023
    decided_on: 2022-12-30
    meeting: false
    title: {sv: Ny plan}
    outcome: not_taken
    supersedes: 1/2022
    approved_on: 2023-01-10
    votes:
      - {organisation: huddinge-kommun, stance: against}
"""
ACTIONS = """
actions:
  - body: styrgrupp
    given_on: 2022-11-14
    title: {sv: Skriv till nämnderna}
    decision: 1/2022
    organisation: huddinge-kommun
    office: direktor
    due_on: 2023-01-31
    state: done
    done_on: 2023-01-20
    account: {sv: Brevet är sänt.}

  - body: styrgrupp
    given_on: 2022-11-14
    title: {sv: Räkna}
    meeting: 2022-11-14
    item: 1
    organisation: huddinge-kommun
"""
DOCUMENTS = """
documents:
  - key: underlag
    title: {sv: Underlag}
    dated_on: 2022-10-20
"""
HEADED = HEAD.replace("\nagreements:", DOCUMENTS + "\nagreements:")
EVERYTHING = HEADED + BODIES + DEEDS + COMMITMENTS + MEETINGS + DECISIONS + ACTIONS


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 21))


def told_again(code: str = "two") -> str:
    return written(file_of(Partnership.objects.get(code=code)), "yaml")


def test_a_file_with_everything_is_what_sampakt_writes_of_it() -> None:
    loaded(EVERYTHING)
    assert told_again() == EVERYTHING
    body = Body.objects.get(key="styrgrupp")
    assert (body.quorum, body.needs_every_party) == (2, True)
    first, cancelled, planned = Meeting.objects.filter(body=body)
    assert (first.state, first.adjusted_on, first.called_on) == (
        MeetingState.ADJUSTED,
        date(2022, 11, 28),
        date(2022, 10, 31),
    )
    assert (cancelled.state, planned.state) == (MeetingState.CANCELLED, MeetingState.PLANNED)
    assert Attendance.objects.get(seat__key="ersattare").stands_in_for == Seat.objects.get(key="rektor")
    assert [item.place for item in Item.objects.filter(meeting=first)] == [1, 2, 3]
    assert Recusal.objects.get().item.title == Text(sv="Lokaler")
    plan, waiving, later = Decision.objects.order_by("number")
    assert (plan.approved_on, str(plan.deed), plan.item) == (date(2022, 11, 28), "Plan för 2023", first.items.all()[1])
    assert waiving.waiver == Waiver.objects.get()
    assert (later.supersedes, later.meeting, later.approved_on) == (plan, None, date(2023, 1, 10))
    assert Vote.objects.get(stance=Stance.ABSTAINS).reservation == Text(sv="För sent.")
    assert Task.objects.get(state=TaskState.DONE).decision == plan
    assert StoredAssessment.objects.get(commitment__reference="E-01").status == "broken"


def test_loading_again_does_nothing_and_json_is_the_same() -> None:
    loaded(EVERYTHING)
    lines = TrailLine.objects.count()
    assert loaded(EVERYTHING).lines == ()
    told = written(file_of(Partnership.objects.get(code="two")), "json")
    assert loaded(told).lines == ()
    assert TrailLine.objects.count() == lines


def test_what_a_file_corrects_is_changed() -> None:
    open_ones = EVERYTHING.replace("    adjusted_on: 2022-11-28\n", "")
    open_ones = open_ones.replace(
        MEETINGS[MEETINGS.index("    corrections:") : MEETINGS.index("\n  - body: styrgrupp\n    day: 2023")], ""
    )
    loaded(open_ones)
    corrected = (
        open_ones.replace("place: Flemingsberg", "place: Huddinge")
        .replace('ends: "11:30"', 'ends: "11:00"')
        .replace("{seat: rektor, presence: absent}", "{seat: rektor}")
        .replace("presence: remote, stands_in_for: rektor", "presence: absent")
        .replace("Gruppen gick igenom året.", "Året gicks igenom.")
        .replace("{sv: Äger lokalen.}", "{sv: Hyr ut lokalen.}")
        .replace("title: {sv: Lokaler}", "title: {sv: Lokalen}")
        .replace("{document: underlag, prepared_by: arbetsgrupp}", "{document: underlag}")
        .replace("{seat: ersattare, stance: abstains, reservation: {sv: För sent.}}", "{seat: rektor}")
        .replace("words: {sv: Planen antas.}", "words: {sv: Gruppen antar planen.}")
        .replace("{sv: Brevet är sänt.}", "{sv: Breven är sända.}")
        .replace("title: {sv: Räkna}", "title: {sv: Räkna om}")
        .replace("day: 2027-11-14", "day: 2027-11-15")
    )
    loaded(corrected)
    assert told_again() == corrected
    assert Meeting.objects.count() == 3
    assert Task.objects.count() == 2


def test_items_take_the_order_of_the_file() -> None:
    plain = (
        HEADED
        + BODIES
        + (
            "\nmeetings:\n  - body: styrgrupp\n    day: 2027-01-10\n    state: planned\n    items:\n"
            "      - {title: {sv: Ett}}\n      - {title: {sv: Två}}\n      - {title: {sv: Tre}}\n"
        )
    )
    loaded(plain)
    turned = plain.replace("Ett", "x").replace("Tre", "Ett").replace("x", "Tre")
    loaded(turned)
    assert told_again() == turned
    without = plain.replace("      - {title: {sv: Två}}\n", "")
    loaded(without)
    assert [str(item.title) for item in Item.objects.order_by("place")] == ["Ett", "Tre"]


def test_only_a_planned_meeting_with_nothing_in_it_is_removed() -> None:
    loaded(EVERYTHING)
    loaded(HEADED + BODIES + DEEDS + COMMITMENTS)
    assert [meeting.day.year for meeting in Meeting.objects.order_by("day")] == [2022, 2023]
    assert Decision.objects.count() == 3


def test_minutes_that_are_locked_are_not_changed_by_a_file() -> None:
    loaded(EVERYTHING)
    lines = TrailLine.objects.count()
    changed = EVERYTHING.replace("Gruppen gick igenom året.", "Gruppen gick hem.")
    assert faults(changed) == [("meetings/2022-11-14/items/1", "refused")]
    changed = EVERYTHING.replace("words: {sv: Planen antas.}", "words: {sv: Planen avslås.}")
    assert next(path for path, _code in faults(changed)) == "decisions/2022-11-14"
    assert faults(EVERYTHING.replace("adjusted_on: 2022-11-28", "adjusted_on: 2022-11-29")) == [
        ("meetings/2022-11-14/adjusted_on", "is_history")
    ]
    assert TrailLine.objects.count() == lines


def test_what_is_restricted_stays_out_of_files_and_is_left_alone_by_them() -> None:
    loaded(EVERYTHING)
    planned = Meeting.objects.get(day=date(2027, 11, 14))
    item = add_item(planned, title=Text(sv="Hemligt"), is_restricted=True, by=SYSTEM)
    body = planned.body
    decide(body, votes=all_for(body), title=Text(sv="Tyst"), is_restricted=True, by=SYSTEM)
    owner = Organisation.objects.get(code="huddinge-kommun")
    give_task(body, title=Text(sv="Viska"), is_restricted=True, organisation=owner, by=SYSTEM)
    assert told_again() == EVERYTHING
    assert loaded(EVERYTHING).lines == ()
    assert Item.objects.filter(pk=item.pk).exists()


@pytest.mark.parametrize(
    ("old", "new", "path", "code"),
    [
        ("{seat: direktor, adjuster: true}", "{seat: direktorn}", "attendance/direktorn/seat", "unknown_meant"),
        ("from_body: arbetsgrupp", "from_body: gruppen", "items/2/from_body", "unknown_meant"),
        ("commitment: E-01\n        from", "commitment: E-09\n        from", "items/2/commitment", "unknown_meant"),
        ('begins: "09:00"', 'begins: "25:00"', "begins", "written_like"),
        ("sort: follow_up", "sort: followup", "items/1/sort", "unknown_word_meant"),
    ],
)
def test_what_is_wrong_in_a_meeting_is_told_at_its_place(old: str, new: str, path: str, code: str) -> None:
    assert faults(EVERYTHING.replace(old, new)) == [(f"meetings/2022-11-14/{path}", code)]


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("    outcome: not_taken", "    utfall: not_taken", ("decisions/2022-12-30/utfall", "unknown_key")),
        ("    state: cancelled", "    state: canceled", ("meetings/2023-05-02/state", "unknown_word_meant")),
        (
            "        organisation: sodertorns-hogskola\n        held",
            "        organisation: sodertorns-hogskolla\n        held",
            ("bodies/styrgrupp/seats/rektor/organisation", "unknown_meant"),
        ),
    ],
)
def test_one_cause_is_one_fault(old: str, new: str, wrong: tuple[str, str]) -> None:
    assert faults(EVERYTHING.replace(old, new)) == [wrong]


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("deed: plan-2023", "deed: plan-2024", "decisions/2022-11-14/deed"),
        ("    deed: plan-2023\n", "", "decisions/2022-11-14/effect"),
        ("waiver: § 2/2022", "waiver: § 9", "decisions/2022-11-14/waiver"),
        ("supersedes: 1/2022", "supersedes: 9/2022", "decisions/2022-12-30/supersedes"),
        ("    item: 2\n    title", "    item: 9\n    title", "decisions/2022-11-14/item"),
        ("decision: 1/2022", "decision: 7/2022", "actions/huddinge-kommun/decision"),
        ("{organisation: huddinge-kommun, stance: against}", "{seat: x}", "decisions/2022-12-30/votes/x/seat"),
    ],
)
def test_what_is_wrong_in_a_decision_is_told_at_its_place(old: str, new: str, path: str) -> None:
    assert path in [place for place, _code in faults(EVERYTHING.replace(old, new))]


def test_a_decision_against_somebody_is_refused_where_agreement_is_required() -> None:
    against = EVERYTHING.replace("stance: abstains", "stance: against")
    assert ("decisions/2022-11-14/outcome", "refused") in faults(against) or (
        "decisions/2022-11-14",
        "refused",
    ) in faults(against)


def test_a_promise_of_meetings_says_in_a_file_whose_they_are() -> None:
    assert faults(EVERYTHING.replace("    parameters: {body: styrgrupp}\n", "    parameters: {min: 1}\n", 1)) == [
        ("commitments/E-01", "refused")
    ]


def test_many_meetings_a_year_and_one_a_term_can_be_told() -> None:
    days = [f"{year}-{month:02}-10" for year in (2023, 2024) for month in range(1, 9)]
    told = "".join(
        f"\n  - body: styrgrupp\n    day: {day}\n    attendance:\n      - {{seat: direktor}}\n" for day in days
    )
    often = HEADED + BODIES + COMMITMENTS.replace("{body: styrgrupp}", "{body: styrgrupp, min: 7, max: 8}")
    loaded(often + "\nmeetings:" + told)
    assert Meeting.objects.count() == 16
    assert [stretch[2] for stretch in StoredAssessment.objects.get().finding["stretches"]][:3] == [
        "no_evidence",
        "kept",
        "waived",
    ]
