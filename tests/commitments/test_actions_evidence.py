"""Evidence is added, tied to promises, and goes its way from draft to approved."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from sampakt.agreements.models import Partnership
from sampakt.commitments.actions import (
    add_evidence,
    approve_evidence,
    attach_evidence,
    change_evidence,
    detach_evidence,
    remove_evidence,
    report,
    return_evidence,
    submit_evidence,
    withdraw_evidence,
)
from sampakt.commitments.models import Commitment, Evidence, EvidenceUse, Statement, StoredAssessment
from sampakt.commitments.terms import CommitmentObjection, EvidenceState
from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.organisations.models import Space
from sampakt.organisations.terms import OrganisationObjection
from sampakt.papers.actions import Upload
from sampakt.post.models import Letter
from sampakt.trail.models import TrailLine

pytestmark = pytest.mark.django_db
NOTE = {"title": Text(sv="Anteckning"), "kind": "note", "words": "We met.", "dated_on": date(2025, 3, 1)}


def lines() -> int:
    return TrailLine.objects.count()


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {objection.code for objection in refused.value.objections}


def status(commitment: Commitment) -> str:
    return StoredAssessment.objects.get(pk=commitment.pk).status


@pytest.fixture
def once(promise: Callable[..., Commitment]) -> Commitment:
    """A promise that any approved evidence fulfils."""
    return promise(kind="deliver_by", parameters={"types": ["model"]})


def test_evidence_counts_once_somebody_else_has_approved_it(
    cast: Any, partnership: Partnership, once: Commitment, today: date
) -> None:
    before = lines()
    added = add_evidence(partnership.space, by=cast("contact"), commitments=[once], **NOTE)
    assert (added.state, added.key) == (EvidenceState.DRAFT, "anteckning")
    submit_evidence(added, by=cast("contact"), version=1)
    assert status(once) != "kept"
    approve_evidence(added, by=cast("partner"))
    added.refresh_from_db()
    assert (added.state, added.approved_on, added.approved_by_id) == ("approved", today, cast("partner").user_id)
    assert status(once) == "kept"
    assert lines() == before + 3


def test_evidence_is_of_a_day_that_has_come_and_valid_from_it_on(
    cast: Any, partnership: Partnership, once: Commitment, today: date
) -> None:
    days = {"dated_on": today + timedelta(days=1), "valid_until": date(2020, 1, 1)}
    with pytest.raises(Refused) as refused:
        add_evidence(partnership.space, by=cast("contact"), commitments=[once], **NOTE | days)
    assert codes(refused) == {CommitmentObjection.SHOWN_IN_FUTURE, CommitmentObjection.VALID_BEFORE_DATED}
    added = add_evidence(partnership.space, by=cast("contact"), commitments=[once], **NOTE)
    with pytest.raises(Refused) as refused:
        change_evidence(added, by=cast("contact"), valid_until=date(2024, 1, 1))
    assert codes(refused) == {CommitmentObjection.VALID_BEFORE_DATED}


def test_nobody_approves_their_own(cast: Any, piece: Callable[..., Evidence]) -> None:
    own = piece(by=cast("coordinator"), state="in_review")
    before = lines()
    with pytest.raises(Refused) as refused:
        approve_evidence(own, by=cast("coordinator"))
    assert codes(refused) == {CommitmentObjection.OWN_EVIDENCE}
    assert Evidence.objects.get().state == "in_review"
    assert lines() == before


def test_nobody_approves_what_they_changed_last(cast: Any, piece: Callable[..., Evidence]) -> None:
    waiting = piece(by=cast("contact"), state="in_review")
    change_evidence(waiting, words="We met twice.", by=cast("coordinator"))
    before = lines()
    with pytest.raises(Refused) as refused:
        approve_evidence(waiting, by=cast("coordinator"))
    assert codes(refused) == {CommitmentObjection.OWN_CHANGE}
    assert lines() == before
    change_evidence(waiting, words="We met.", by=cast("contact"))
    approve_evidence(waiting, by=cast("coordinator"))
    assert waiting.state == "approved"


def test_only_what_is_in_review_is_approved(cast: Any, piece: Callable[..., Evidence]) -> None:
    draft = piece(by=cast("contact"))
    for act in (
        lambda: approve_evidence(draft, by=cast("lead")),
        lambda: return_evidence(draft, why="Blurred", by=cast("lead")),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == {CommitmentObjection.NOT_IN_REVIEW}


def test_is_sent_back_with_the_reason(cast: Any, piece: Callable[..., Evidence]) -> None:
    sent = piece(by=cast("contact"), state="in_review")
    with pytest.raises(Refused) as refused:
        return_evidence(sent, why=" ", by=cast("lead"))
    assert codes(refused) == {CommitmentObjection.REASON_MISSING}
    return_evidence(sent, why="The page is missing.", by=cast("lead"))
    assert Evidence.objects.get().state == EvidenceState.DRAFT
    assert TrailLine.objects.first().changes["why"] == [None, "The page is missing."]
    letter = Letter.objects.get()
    assert letter.to == Evidence.objects.get().recorded_by.email
    assert "The page is missing." in letter.body
    assert sent.get_absolute_url() in letter.body
    with pytest.raises(Refused) as refused:
        submit_evidence(submit_evidence(Evidence.objects.get(), by=cast("contact")), by=cast("contact"))
    assert codes(refused) == {CommitmentObjection.NOT_A_DRAFT}


@pytest.mark.parametrize("who", ["reader", "stranger", "passer-by"])
def test_others_do_nothing(
    who: str, cast: Any, partnership: Partnership, once: Commitment, piece: Callable[..., Evidence]
) -> None:
    sent, viewer = piece(by=cast("contact"), state="in_review", commitments=[once]), cast(who)
    before = lines()
    for act in (
        lambda: add_evidence(partnership.space, by=viewer, **NOTE),
        lambda: change_evidence(sent, by=viewer, words="x"),
        lambda: attach_evidence(sent, commitment=once, by=viewer),
        lambda: detach_evidence(sent, commitment=once, by=viewer),
        lambda: submit_evidence(sent, by=viewer),
        lambda: approve_evidence(sent, by=viewer),
        lambda: return_evidence(sent, why="x", by=viewer),
        lambda: withdraw_evidence(sent, why="x", by=viewer),
        lambda: remove_evidence(sent, by=viewer),
        lambda: report(once, by=viewer, verdict="partly"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert Evidence.objects.get().state == "in_review"
    assert lines() == before


def test_a_contact_person_approves_nothing(cast: Any, piece: Callable[..., Evidence], partnership: Partnership) -> None:
    sent = piece(by=cast("contact"), state="in_review")
    with pytest.raises(NotAllowed):
        approve_evidence(sent, by=cast("partner's contact"))
    with pytest.raises(NotAllowed):
        add_evidence(partnership.space, by=cast("contact"), state="approved", **NOTE)


def test_what_was_approved_elsewhere_is_brought_in_by_those_who_approve(
    cast: Any, partnership: Partnership, once: Commitment
) -> None:
    added = add_evidence(partnership.space, by=cast("lead"), state="approved", commitments=[once], **NOTE)
    assert (added.approved_on, added.recorded_by_id) == (date(2025, 3, 1), None)
    assert status(once) == "kept"


@pytest.mark.parametrize("kind", ["document", "link", "record", "note"])
def test_something_must_show_it(kind: str, cast: Any, partnership: Partnership) -> None:
    viewer, before = cast("contact"), lines()
    with pytest.raises(Refused) as refused:
        add_evidence(partnership.space, by=viewer, title=Text(sv="Tomt"), kind=kind, dated_on=date(2025, 1, 1))
    assert codes(refused) == {CommitmentObjection.EVIDENCE_EMPTY}
    assert not Evidence.objects.exists()
    assert lines() == before


def test_evidence_needs_its_date(cast: Any, partnership: Partnership) -> None:
    with pytest.raises(Refused) as refused:
        add_evidence(partnership.space, by=cast("contact"), title=Text(sv="x"), kind="note", words="x")
    assert CommitmentObjection.EVIDENCE_UNDATED in codes(refused)


def test_supports_promises_of_its_own_partnership_only(cast: Any, once: Commitment) -> None:
    elsewhere = Space.objects.create()
    with pytest.raises(Refused) as refused:
        add_evidence(elsewhere, by=cast("operator"), commitments=[once], **NOTE)
    assert codes(refused) == {OrganisationObjection.OTHER_PARTNERSHIP}


def test_one_piece_supports_several_promises(
    cast: Any, once: Commitment, promise: Callable[..., Commitment], piece: Callable[..., Evidence]
) -> None:
    other = promise(kind="deliver_by", parameters={"types": ["pilot"]})
    shared = piece(by=cast("lead"), state="approved", commitments=[once])
    before = lines()
    attach_evidence(shared, commitment=other, by=cast("contact"))
    assert [status(once), status(other)] == ["kept", "kept"]
    with pytest.raises(Refused) as refused:
        attach_evidence(shared, commitment=other, by=cast("contact"))
    assert codes(refused) == {CommitmentObjection.ALREADY_ATTACHED}
    detach_evidence(shared, commitment=other, by=cast("contact"))
    assert (status(once), status(other) == "kept") == ("kept", False)
    with pytest.raises(Refused) as refused:
        detach_evidence(shared, commitment=other, by=cast("contact"))
    assert codes(refused) == {CommitmentObjection.NOT_ATTACHED}
    assert lines() == before + 2


def test_a_draft_that_supports_nothing_is_removed_by_its_writer(
    cast: Any, once: Commitment, piece: Callable[..., Evidence]
) -> None:
    contact = cast("contact")
    draft = piece(by=contact, commitments=[once])
    with pytest.raises(Refused) as refused:
        remove_evidence(draft, by=contact)
    assert codes(refused) == {CommitmentObjection.STILL_ATTACHED}
    detach_evidence(draft, commitment=once, by=contact)
    before = lines()
    with pytest.raises(NotAllowed):
        remove_evidence(draft, by=cast("partner's contact"))
    remove_evidence(draft, by=contact)
    assert not Evidence.objects.exists()
    assert lines() == before + 1
    assert TrailLine.objects.first().verb == "remove_evidence"


@pytest.mark.parametrize("state", ["in_review", "approved", "expired"])
def test_what_others_have_looked_at_is_not_removed(state: str, cast: Any, piece: Callable[..., Evidence]) -> None:
    seen = piece(by=cast("lead"), state=state)
    with pytest.raises(Refused) as refused:
        remove_evidence(seen, by=cast("lead"))
    assert codes(refused) == {CommitmentObjection.ONLY_DRAFTS_GO}
    assert Evidence.objects.exists()


def test_approved_evidence_is_withdrawn_with_the_reason_and_counts_no_longer(
    cast: Any, once: Commitment, piece: Callable[..., Evidence]
) -> None:
    sent = piece(by=cast("contact"), state="in_review", commitments=[once])
    with pytest.raises(Refused) as refused:
        withdraw_evidence(sent, why="Wrong", by=cast("lead"))
    assert codes(refused) == {CommitmentObjection.NOT_APPROVED}
    approve_evidence(sent, by=cast("lead"))
    assert status(once) == "kept"
    with pytest.raises(Refused) as refused:
        withdraw_evidence(sent, why=" ", by=cast("lead"))
    assert codes(refused) == {CommitmentObjection.REASON_MISSING}
    before = lines()
    withdraw_evidence(sent, why="It was another model.", by=cast("lead"))
    assert Evidence.objects.get().state == EvidenceState.EXPIRED
    assert status(once) != "kept"
    assert lines() == before + 1
    assert TrailLine.objects.first().changes["why"] == [None, "It was another model."]


def test_the_trail_tells_nobody_of_private_evidence(
    cast: Any, once: Commitment, piece: Callable[..., Evidence], own: dict[str, Any]
) -> None:
    private = piece(by=cast("contact"), **own)
    attach_evidence(private, commitment=once, by=cast("contact"))
    line = TrailLine.objects.first()
    assert line.verb == "attach_evidence"
    assert TrailLine.objects.visible_to(cast("coordinator")).filter(pk=line.pk).exists()
    assert not TrailLine.objects.visible_to(cast("partner")).filter(pk=line.pk).exists()


def test_private_evidence_counts_for_nobody_else(
    cast: Any, once: Commitment, piece: Callable[..., Evidence], own: dict[str, Any]
) -> None:
    piece(by=cast("lead"), state="approved", commitments=[once], **own)
    assert status(once) != "kept"


def test_what_others_alter_must_be_approved_again(cast: Any, piece: Callable[..., Evidence]) -> None:
    contact = cast("contact")
    approved = piece(by=contact, state="in_review")
    approve_evidence(approved, by=cast("lead"))
    change_evidence(approved, by=contact, title=Text(sv="Bättre namn"))
    assert Evidence.objects.get().state == EvidenceState.APPROVED
    change_evidence(approved, by=contact, words="Something else.")
    assert Evidence.objects.get().state == EvidenceState.DRAFT
    assert Evidence.objects.get().approved_on is None


def test_a_report_states_and_sends_what_shows_it(cast: Any, once: Commitment, today: date) -> None:
    contact, before = cast("contact"), lines()
    stated = report(once, by=contact, verdict="fulfilled", words=Text(en="Done"), upload=Upload("model.txt", b"It is."))
    assert stated.stated_on == today
    sent = Evidence.objects.get()
    assert (sent.state, sent.kind, str(sent.title)) == ("in_review", "document", "model.txt")
    assert list(EvidenceUse.objects.values_list("commitment_id", flat=True)) == [once.pk]
    assert lines() == before + 3


def test_a_report_publishes_nothing(cast: Any, promise: Callable[..., Commitment]) -> None:
    public = promise(audience=Audience.PUBLIC)
    report(public, by=cast("contact"), verdict="fulfilled", url="https://example.org/model")
    assert Evidence.objects.get().audience == Audience.PARTNERS


def test_a_report_is_recorded_whole_or_not_at_all(cast: Any, once: Commitment) -> None:
    contact, before = cast("contact"), lines()
    with pytest.raises(Refused):
        report(once, by=contact, verdict="fulfilled", upload=Upload("empty.pdf", b""))
    assert not Statement.objects.exists()
    assert not Evidence.objects.exists()
    assert lines() == before
