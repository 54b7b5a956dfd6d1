"""Bodies in partnership files: in and out, corrected, taken away, and as a pattern for others."""

from datetime import date
from pathlib import Path

import pytest

from sampakt.governance.actions import fill_seat
from sampakt.governance.models import Body, ChairTurn, Holding, PartySeats, Seat
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation, Person
from sampakt.trail.models import TrailLine
from sampakt.transfer.actions import FileWrong, Loaded, load, start
from sampakt.transfer.queries import file_of, file_read, patterns, written

pytestmark = pytest.mark.django_db

HEAD = """sampakt: 1

partnership:
  code: two
  name: {sv: Två parter}
  language: sv

organisations:
  - code: huddinge-kommun
    offices:
      - key: direktor
        name: {sv: direktör}
        held:
          - {from: 2022-01-01}

themes:
  - {key: skola, name: {sv: Skola}, from: 2022-01-01}

agreements:
  - key: main
    kind: cooperation
    title: {sv: Avtalet}
    starts_on: 2022-01-01
    parties:
      - {organisation: huddinge-kommun}
      - {organisation: sodertorns-hogskola, signed_on: 2021-12-21}
"""
BODIES = """
bodies:
  - key: arbetsgrupp
    sort: working_group
    name: {sv: Arbetsgruppen}
    reports_to: styrgrupp
    theme: skola

  - key: styrgrupp
    sort: steering_group
    name: {sv: Styrgruppen}
    task: {sv: Styra.}
    limits: {sv: Inga pengar.}
    appointed_by: {sv: parterna}
    decides: agreement
    meetings: {least: 2, most: 4, per: agreement_year}
    agreement: main
    balance: ratio
    party_seats:
      - {organisation: huddinge-kommun, seats: 2}
      - {organisation: sodertorns-hogskola, seats: 1}
    chair: {parties: [sodertorns-hogskola, huddinge-kommun], months: 12, from: 2022-01-01}
    formed_on: 2022-01-01
    seats:
      - {key: ersattare, position: deputy, organisation: sodertorns-hogskola, deputy_for: rektor}
      - {key: direktor, position: chair, organisation: huddinge-kommun, office: direktor}
      - key: rektor
        name: {sv: rektor}
        organisation: sodertorns-hogskola
        group: ledning
        held:
          - {from: 2022-01-01, to: 2023-12-31}
          - {from: 2024-02-01}
      - {key: gast, position: observer, whose: {sv: länsstyrelsen}, from: 2023-01-01, to: 2024-12-31}
"""


def loaded(words: str) -> Loaded:
    return load(file_read(words.encode()), by=SYSTEM)


def faults(words: str) -> list[tuple[str, str]]:
    with pytest.raises(FileWrong) as wrong:
        loaded(words)
    return [(fault.path, fault.code) for fault in wrong.value.faults]


def test_a_file_with_everything_is_what_sampakt_writes_of_it() -> None:
    first = loaded(HEAD + BODIES)
    assert written(file_of(first.partnership), "yaml") == HEAD + BODIES
    group = Body.objects.get(key="styrgrupp")
    assert [str(one) for one in ChairTurn.objects.all()] == ["1: Södertörns högskola", "2: Huddinge kommun"]
    assert [str(one) for one in PartySeats.objects.all()] == ["Huddinge kommun: 2", "Södertörns högskola: 1"]
    assert (group.meetings_least, group.meetings_most, group.meetings_basis) == (2, 4, "agreement_year")
    assert Seat.objects.get(key="ersattare").deputy_for == Seat.objects.get(key="rektor")
    assert Body.objects.get(key="arbetsgrupp").reports_to == group


def test_loading_again_does_nothing_and_json_is_the_same() -> None:
    first = loaded(HEAD + BODIES)
    lines = TrailLine.objects.count()
    assert loaded(HEAD + BODIES).lines == ()
    assert loaded(written(file_of(first.partnership), "json")).lines == ()
    assert TrailLine.objects.count() == lines


def test_what_a_file_corrects_is_changed_and_who_sat_there_stays() -> None:
    loaded(HEAD + BODIES)
    somebody = Person.objects.create(organisation=Organisation.objects.get(code="sodertorns-hogskola"), name="Rita")
    Holding.objects.update(person=somebody)
    corrected = BODIES.replace("{sv: Styra.}", "{sv: Leda.}").replace("to: 2023-12-31}", "to: 2023-11-30}")
    corrected = corrected.replace("group: ledning", "group: ledare").replace("from: 2024-02-01}", "from: 2024-03-01}")
    again = loaded(HEAD + corrected)
    assert {line.verb for line in again.lines} == {"change_body", "change_seat", "change_holding"}
    assert written(file_of(again.partnership), "yaml") == HEAD + corrected
    assert {held.person for held in Holding.objects.all()} == {somebody}


def test_what_is_no_longer_in_the_file_is_removed_and_what_people_recorded_stays() -> None:
    loaded(HEAD + BODIES)
    without = BODIES.replace("          - {from: 2024-02-01}\n", "")
    loaded(HEAD + without)
    seat = Seat.objects.get(key="rektor")
    assert [held.starts_on for held in seat.holdings.all()] == [date(2022, 1, 1)]
    fill_seat(seat, person=None, starts_on=date(2025, 1, 1), by=SYSTEM)
    loaded(HEAD + without.replace("position: observer", "position: secretary"))
    assert seat.holdings.count() == 2
    seat.holdings.get(starts_on=date(2025, 1, 1)).delete()
    loaded(HEAD)
    assert not Body.objects.exists()
    assert not Seat.objects.exists()


def test_what_is_wrong_is_told_at_its_place() -> None:
    wrong = BODIES.replace("reports_to: styrgrupp", "reports_to: styrgruppn")
    assert faults(HEAD + wrong) == [("bodies/arbetsgrupp/reports_to", "unknown")]
    wrong = BODIES.replace("deputy_for: rektor", "deputy_for: dekan")
    assert faults(HEAD + wrong) == [("bodies/styrgrupp/seats/ersattare/deputy_for", "unknown")]
    wrong = BODIES.replace("office: direktor", "office: chef")
    assert faults(HEAD + wrong) == [("bodies/styrgrupp/seats/direktor/office", "unknown")]
    wrong = BODIES.replace("{from: 2024-02-01}", "{from: 2023-06-01}")
    assert faults(HEAD + wrong) == [("bodies/styrgrupp/seats/rektor/held/2023-06-01/from", "refused")]
    wrong = BODIES.replace(", months: 12", "")
    assert ("bodies/styrgrupp", "refused") in faults(HEAD + wrong)
    wrong = BODIES.replace("sort: working_group", "sort: worker_group")
    assert faults(HEAD + wrong) == [("bodies/arbetsgrupp/sort", "unknown_word_meant")]


def test_bodies_come_along_in_a_pattern_without_those_who_sat_there() -> None:
    places = [Organisation.objects.get(code=code) for code in ("botkyrka-kommun", "kth")]
    like = next(one for one in patterns() if one.code == "universitetskommunen-trondheim")
    days = {"first_day": date(2027, 1, 1), "last_day": date(2030, 12, 31)}
    started = start(places, name=Text(sv="Nytt"), language="sv", by=SYSTEM, pattern=like, **days)
    (body,) = Body.objects.in_space(started.pk)
    assert [turn.organisation.code for turn in body.turns.all()] == ["botkyrka-kommun"]
    assert body.deputy_chair_of is not None
    assert body.deputy_chair_of.code == "kth"
    codes = body.seats.order_by("organisation__code").values_list("organisation__code", flat=True)
    assert list(codes) == [*["botkyrka-kommun"] * 4, *["kth"] * 4]
    assert not Holding.objects.exists()


def test_the_five_systems_name_nobody() -> None:
    for path in sorted(Path("src/sampakt/demo/systems").glob("*.yaml")):
        assert "person:" not in path.read_text(encoding="utf-8")
