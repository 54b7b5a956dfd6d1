"""The five systems: every promise has its place, and each file is what Sampakt would write of it."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation
from tests.systems.conftest import SYSTEMS, content_of, file_of_system, load_system

from sampakt.agreements.actions.watching import reckon
from sampakt.agreements.models import Agreement, Watch
from sampakt.commitments.actions.assessing import rebuild
from sampakt.commitments.models import Commitment, StoredAssessment
from sampakt.commitments.queries.assess import assess
from sampakt.commitments.rules import AsOf
from sampakt.commitments.wording import explained
from sampakt.kernel.viewer import SYSTEM
from sampakt.trail.models import TrailLine
from sampakt.transfer.actions import load, tried
from sampakt.transfer.queries import file_of, file_read, written

TODAY = date(2026, 11, 21)
EXPECTED = {
    *(f"S0-{number:02}" for number in range(1, 23)),
    *(f"S1-{number:02}" for number in range(1, 38)),
    *(f"S2-{number:02}" for number in range(1, 22)),
    *(f"S3-{number:02}" for number in range(1, 15)),
    *(f"S4-{number:02}" for number in range(1, 57)),
}


def pending() -> dict[str, str]:
    """The promises whose evidence lies in a room that is not built yet, with that room."""
    lines = (Path(__file__).parent / "pending.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines)  # type: ignore[arg-type, misc]


def test_every_promise_is_in_a_file_or_waits_for_its_room() -> None:
    told = [one.reference for name in SYSTEMS for one in file_read_of(name).commitments]
    assert len(EXPECTED) == 150
    assert len(told) == len(set(told))
    assert set(told) | set(pending()) == EXPECTED
    assert not set(told) & set(pending())


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """Even reading a file asks the registers for its organisations."""


def file_read_of(name: str):  # type: ignore[no-untyped-def]
    """A system's file as it is read, without any fault."""
    found = file_read(file_of_system(name).read_bytes())
    assert found.faults == ()
    return found.file


def test_a_file_is_what_sampakt_writes_of_it(system: str) -> None:
    loaded = load_system(system)
    assert loaded.is_new
    assert written(file_of(loaded.partnership), "yaml") == content_of(system)


def test_a_file_read_and_written_is_the_same_file(system: str) -> None:
    assert written(file_read_of(system), "yaml") == content_of(system)


def test_all_five_together_are_still_the_same_files() -> None:
    loaded = {name: load(file_read(file_of_system(name).read_bytes()), by=SYSTEM) for name in SYSTEMS}
    for name, one in loaded.items():
        assert written(file_of(one.partnership), "yaml") == content_of(name)


def test_loading_again_changes_nothing(system: str) -> None:
    load_system(system)
    lines = TrailLine.objects.count()
    versions = list(Commitment.objects.order_by("pk").values_list("pk", "version", "changed_at"))
    again = load(file_read(file_of_system(system).read_bytes()), by=SYSTEM)
    assert again.lines == ()
    assert not again.is_new
    assert TrailLine.objects.count() == lines
    assert list(Commitment.objects.order_by("pk").values_list("pk", "version", "changed_at")) == versions


def test_what_was_written_changes_nothing_when_loaded_as_yaml_or_as_json(system: str) -> None:
    loaded = load_system(system)
    for form in ("yaml", "json"):
        read = file_read(written(file_of(loaded.partnership), form).encode())
        assert read.faults == ()
        assert load(read, by=SYSTEM).lines == ()


def test_json_says_the_same_as_yaml(system: str) -> None:
    told = file_read_of(system)
    assert json.loads(written(told, "json"))["partnership"]["code"] == system
    assert file_read(written(told, "json").encode()).file == told


def test_trying_a_file_keeps_nothing(system: str) -> None:
    for earlier in SYSTEMS[: SYSTEMS.index(system)]:
        load(file_read(file_of_system(earlier).read_bytes()), by=SYSTEM)
    before = (TrailLine.objects.count(), Commitment.objects.count())
    would = tried(file_read(file_of_system(system).read_bytes()), by=SYSTEM)
    assert would.is_new
    assert would.lines
    assert (TrailLine.objects.count(), Commitment.objects.count()) == before


@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_every_promise_is_assessed_and_explained(system: str, language: str) -> None:
    loaded = load_system(system)
    promises = Commitment.objects.filter(space=loaded.partnership.pk)
    assessments = assess(promises, AsOf(TODAY))
    assert len(assessments) == promises.count() > 0
    with translation.override(language):
        for one in assessments:
            assert explained(one.finding.as_data()).strip()


def test_every_promise_has_its_stored_answer_once_it_is_loaded(system: str) -> None:
    loaded = load_system(system)
    stored = StoredAssessment.objects.filter(space_id=loaded.partnership.pk)
    assert stored.count() == Commitment.objects.filter(space=loaded.partnership.pk).count()


def test_what_was_reckoned_beforehand_is_what_is_reckoned_from_nothing(system: str) -> None:
    load_system(system)
    kept = [list(table.objects.order_by("pk").values()) for table in (StoredAssessment, Watch)]
    for table in (StoredAssessment, Watch):
        table.objects.all().delete()
    reckon(Agreement.objects.all())
    rebuild()
    assert [list(table.objects.order_by("pk").values()) for table in (StoredAssessment, Watch)] == kept
