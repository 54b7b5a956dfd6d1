"""What was done is recorded, corrected and removed, and the promises follow."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from sampakt.agreements.models import Partnership
from sampakt.commitments.actions import change_deed, record_deed, remove_deed
from sampakt.commitments.models import Commitment, Deed, Evidence, StoredAssessment
from sampakt.commitments.terms import CommitmentObjection
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation
from sampakt.papers.actions import Upload
from sampakt.trail.models import TrailLine

pytestmark = pytest.mark.django_db
REPORT = {"sort": "report", "type": "interim report", "title": Text(sv="Rapport"), "done_on": date(2024, 11, 4)}


def lines() -> int:
    return TrailLine.objects.count()


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {objection.code for objection in refused.value.objections}


def test_records_what_was_done(cast: Any, partnership: Partnership, huddinge: Organisation) -> None:
    contact, before = cast("contact"), lines()
    recorded = record_deed(partnership.space, by=contact, participants=[huddinge], **REPORT)
    assert (recorded.key, recorded.recorded_by_id) == ("rapport", contact.user_id)
    assert list(recorded.participants.all()) == [huddinge]
    assert lines() == before + 1


def test_the_promise_that_asks_for_it_is_assessed_again(
    cast: Any, promise: Callable[..., Commitment], partnership: Partnership
) -> None:
    commitment = promise(parameters={"type": "interim report", "per": "once"})
    assert StoredAssessment.objects.get(pk=commitment.pk).status != "kept"
    recorded = record_deed(partnership.space, by=cast("contact"), **REPORT)
    assert StoredAssessment.objects.get(pk=commitment.pk).status == "kept"
    remove_deed(recorded, by=cast("contact"))
    assert StoredAssessment.objects.get(pk=commitment.pk).status != "kept"


def test_a_file_becomes_a_document_of_the_partnership(cast: Any, partnership: Partnership) -> None:
    before = lines()
    recorded = record_deed(
        partnership.space, by=cast("contact"), upload=Upload("rapport.txt", b"All is well."), **REPORT
    )
    assert recorded.document.versions.get().name == "rapport.txt"
    assert recorded.document.audience == Audience.PARTNERS
    assert lines() == before + 2


def test_a_file_that_is_refused_leaves_nothing(cast: Any, partnership: Partnership) -> None:
    viewer, before = cast("contact"), lines()
    with pytest.raises(Refused):
        record_deed(partnership.space, by=viewer, upload=Upload("empty.pdf", b""), **REPORT)
    assert not Deed.objects.exists()
    assert lines() == before


@pytest.mark.parametrize("who", ["reader", "stranger", "passer-by"])
def test_others_record_nothing(who: str, cast: Any, partnership: Partnership, deed: Callable[..., Deed]) -> None:
    recorded, viewer = deed(), cast(who)
    before = lines()
    for act in (
        lambda: record_deed(partnership.space, by=viewer, **REPORT),
        lambda: change_deed(recorded, by=viewer, recipient="KS"),
        lambda: remove_deed(recorded, by=viewer),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert Deed.objects.get().recipient == ""
    assert lines() == before


def test_tells_every_fault_at_once(cast: Any, partnership: Partnership, deed: Callable[..., Deed], today: date) -> None:
    deed(key="rapport")
    viewer, before = cast("contact"), lines()
    with pytest.raises(Refused) as refused:
        record_deed(
            partnership.space,
            by=viewer,
            **REPORT
            | {
                "key": "rapport",
                "done_on": today + timedelta(days=1),
                "covers_from": date(2024, 12, 31),
                "covers_until": date(2024, 1, 1),
            },
        )
    assert codes(refused) == {"key_taken", "done_in_future", "ends_before_start"}
    assert Deed.objects.count() == 1
    assert lines() == before


def test_corrects_a_record(cast: Any, deed: Callable[..., Deed], sodertorn: Organisation) -> None:
    recorded, before = deed(), lines()
    change_deed(recorded, by=cast("coordinator"), version=1, recipient="KS", participants=[sodertorn])
    assert Deed.objects.get().recipient == "KS"
    assert TrailLine.objects.first().changes["participants"] == [[], ["Södertörns högskola"]]
    assert lines() == before + 1
    change_deed(Deed.objects.get(), by=cast("coordinator"), recipient="KS", participants=[sodertorn])
    assert lines() == before + 1
    change_deed(Deed.objects.get(), by=cast("coordinator"), version=2, participants=[])
    with pytest.raises(Conflict):
        change_deed(Deed.objects.get(), by=cast("coordinator"), version=2, participants=[sodertorn])
    assert not Deed.objects.get().participants.exists()


def test_what_others_rest_on_stays(cast: Any, deed: Callable[..., Deed], piece: Callable[..., Evidence]) -> None:
    recorded = deed()
    piece(by=SYSTEM, kind="record", deed=recorded)
    before = lines()
    with pytest.raises(Refused) as refused:
        remove_deed(recorded, by=cast("coordinator"))
    assert codes(refused) == {CommitmentObjection.RESTED_ON}
    assert Deed.objects.exists()
    assert lines() == before


def test_nobody_records_for_another_organisation_alone(
    cast: Any, partnership: Partnership, own: dict[str, Any]
) -> None:
    partner = cast("partner")
    with pytest.raises(NotAllowed):
        record_deed(partnership.space, by=partner, **REPORT, **own)
    with pytest.raises(NotAllowed):
        record_deed(partnership.space, by=cast("contact"), audience=Audience.PUBLIC, **REPORT)


def test_nobody_rests_a_record_on_one_they_cannot_see(
    cast: Any, partnership: Partnership, deed: Callable[..., Deed], own: dict[str, Any]
) -> None:
    hidden = deed(**own)
    with pytest.raises(NotAllowed):
        record_deed(partnership.space, by=cast("partner"), based_on=hidden, **REPORT)


def test_a_private_record_counts_for_nobody_else(
    promise: Callable[..., Commitment], deed: Callable[..., Deed], own: dict[str, Any]
) -> None:
    shared = promise(parameters={"type": "interim report", "per": "once"})
    private = promise(parameters={"type": "interim report", "per": "once"}, **own)
    deed(**own)
    assert StoredAssessment.objects.get(pk=shared.pk).status != "kept"
    assert StoredAssessment.objects.get(pk=private.pk).status == "kept"
