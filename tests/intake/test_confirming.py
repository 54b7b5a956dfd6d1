"""Confirming a document: what it makes, what stands in its way, what it changes in an agreement that is here."""

import pytest
from django.core.files.storage import default_storage
from tests.intake.shelf import AGREEMENT, dropped, value_of, viewer_of

from sampakt.agreements.models import Agreement, Claim, Partnership, Party
from sampakt.agreements.terms import ClaimField
from sampakt.commitments.models import Commitment, CommitmentParty
from sampakt.governance.models import Body
from sampakt.intake import actions
from sampakt.intake.models import Reading, Value
from sampakt.intake.queries.differences import candidates, differences
from sampakt.intake.terms import ReadingState, Verb
from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.kernel.saving import save_new
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.papers.models import Document
from sampakt.trail.models import TrailLine
from sampakt.transfer.models import LoadedFile


@pytest.fixture
def by(huddinge: Organisation) -> Viewer:
    return viewer_of(huddinge)


@pytest.fixture
def reading(by: Viewer, huddinge: Organisation) -> Reading:
    """Read, and all of it accepted but one value that is rejected and one that is open."""
    found = dropped(huddinge, by)
    actions.accept(*found.values.all(), by=by)
    actions.reject(value_of(found, "commitment", kind="plan_adopted"), by=by)
    actions.reopen(value_of(found, "step"), by=by)
    return found


def everything() -> list[int]:
    tables = (Partnership, Agreement, Claim, Commitment, Body, Document, Organisation, LoadedFile, TrailLine)
    return [table.objects.count() for table in tables]


def test_a_plan_keeps_nothing_and_says_what_is_left_out(reading: Reading, by: Viewer) -> None:
    before = everything()
    plan = actions.what_it_would_make(reading, by=by)
    assert plan.may_be_confirmed, plan.obstacles
    assert (plan.left_open, plan.rejected) == (1, 1)
    assert plan.organisations["huddinge-kommun"] == "Huddinge kommun"
    assert len(plan.data["commitments"]) == 3
    assert everything() == before


def test_nothing_but_what_somebody_stands_for_is_made(reading: Reading, by: Viewer) -> None:
    agreement = actions.confirm(reading, by=by, code="huddinge-sodertorn")
    assert agreement.space.partnership.code == "huddinge-sodertorn"
    assert [str(agreement.starts_on), str(agreement.ends_on)] == ["2027-01-01", "2030-12-31"]
    assert {party.organisation.code for party in agreement.parties.all()} == {"huddinge-kommun", "sodertorns-hogskola"}
    assert not any(party.steps.exists() or party.signed_on for party in agreement.parties.all())
    assert Commitment.objects.count() == 3
    assert Body.objects.get().meetings_least == 2
    reading.refresh_from_db()
    assert (reading.state, reading.agreement, reading.space_id) == (
        ReadingState.CONFIRMED,
        agreement,
        agreement.space_id,
    )
    assert reading.confirmed_by_id == by.user_id
    verbs = list(TrailLine.objects.values_list("verb", flat=True))
    assert verbs.count(Verb.CONFIRM_DOCUMENT) == 1


def test_each_fact_is_a_claim_with_its_words_its_document_and_its_place(reading: Reading, by: Viewer) -> None:
    agreement = actions.confirm(reading, by=by)
    claims = {(claim.field, claim.value): claim for claim in agreement.claims.all()}
    starts = claims[ClaimField.STARTS_ON, "2027-01-01"]
    assert starts.is_chosen
    assert "1 januari 2027" in starts.source.sv
    assert starts.document == reading.document
    assert starts.note.en == "Line 5 of avtal.txt"
    assert starts.note.sv != starts.note.en
    assert (ClaimField.REGISTRATION_NUMBER, "HK-2026/0042") in claims
    assert (ClaimField.DECIDED_ON, "2026-11-04") in claims
    assert {claim.organisation.code for claim in claims.values() if claim.field == ClaimField.PARTIES} == {
        "huddinge-kommun",
        "sodertorns-hogskola",
    }
    for claim in claims.values():
        assert str(claim.source) in " ".join(AGREEMENT.split())


def test_the_document_is_filed_and_leaves_the_shelf(
    reading: Reading, by: Viewer, django_capture_on_commit_callbacks: object
) -> None:
    name = str(reading.file.name)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.confirm(reading, by=by)
    reading.refresh_from_db()
    document = Document.objects.get()
    assert reading.document == document
    assert document.versions.get().sha256 == reading.sha256
    assert document.audience == Audience.PARTNERS
    assert not default_storage.exists(name)
    assert not reading.file
    for refused in (actions.remove, actions.set_aside, actions.confirm):
        with pytest.raises(Refused):
            refused(reading, by=by)


def test_a_document_may_stay_with_its_own_organisation(
    reading: Reading, by: Viewer, huddinge: Organisation, sodertorn: Organisation
) -> None:
    actions.confirm(reading, by=by, audience=Audience.OWN)
    document = Document.objects.get()
    assert (document.audience, document.organisation) == (Audience.OWN, huddinge)
    partner = viewer_of(sodertorn, "partner")
    assert not Document.objects.visible_to(partner).exists()
    assert not Reading.objects.visible_to(partner).exists()
    with pytest.raises(Refused):
        actions.confirm(dropped(huddinge, by, AGREEMENT + "!"), by=by, audience=Audience.PUBLIC)


def test_without_a_party_nothing_is_made(by: Viewer, huddinge: Organisation) -> None:
    found = dropped(huddinge, by)
    before = everything()
    plan = actions.what_it_would_make(found, by=by)
    assert [one.code for one in plan.obstacles] == ["no_party"]
    with pytest.raises(Refused) as refused:
        actions.confirm(found, by=by)
    assert [one.code for one in refused.value.objections] == ["no_party"]
    assert everything() == before


def test_an_obstacle_names_the_values_it_comes_from(by: Viewer, narvik: Organisation, huddinge: Organisation) -> None:
    stranger = viewer_of(narvik, "stranger")
    found = dropped(narvik, stranger)
    actions.accept(*found.values.all(), by=stranger)
    plan = actions.what_it_would_make(found, by=stranger)
    parties = set(found.values.filter(field="party").values_list("pk", flat=True))
    assert [(one.code, set(one.values)) for one in plan.obstacles] == [("not_ours", parties)]
    assert plan.obstacles[0].words.startswith("Narvik kommune is not among the parties that you stand for")
    before = everything()
    with pytest.raises(Refused):
        actions.confirm(found, by=stranger)
    assert everything() == before
    assert Reading.objects.get().state == ReadingState.READ


def test_a_code_that_is_taken_is_in_the_way(reading: Reading, by: Viewer, sodertorn: Organisation) -> None:
    actions.confirm(reading, by=by, code="taken")
    partner = viewer_of(sodertorn, "partner")
    other = dropped(sodertorn, partner)
    actions.accept(*other.values.all(), by=partner)
    for code in ("taken", "not a code", "new"):
        plan = actions.what_it_would_make(other, by=partner, code=code)
        assert not plan.may_be_confirmed
        assert all(one.words for one in plan.obstacles)


def test_a_promise_that_stands_in_the_way_is_named(reading: Reading, by: Viewer, huddinge: Organisation) -> None:
    agreement = actions.confirm(reading, by=by)
    by = viewer_of(huddinge)
    later = second(huddinge, by)
    actions.add_value(later, field="party", to={"name": "Folkets hus"}, by=by)
    words = {"kind": "statement", "words": "Folkets hus ska hålla öppet", "promisor": "Folkets hus"}
    promise = actions.add_value(later, field="commitment", to=words, by=by)
    plan = actions.what_it_would_make(later, by=by, into=agreement)
    assert {number for one in plan.obstacles for number in one.values} == {promise.pk}


def test_a_party_without_a_code_is_known_by_its_name_or_declared(by: Viewer, huddinge: Organisation) -> None:
    found = dropped(huddinge, by)
    actions.accept(*found.values.all(), by=by)
    college = value_of(found, "party", code="sodertorns-hogskola")
    actions.correct(college, to={"name": "narvik kommune"}, by=by)
    actions.add_value(found, field="party", to={"name": "Folkets hus", "sort": "association"}, by=by)
    agreement = actions.confirm(found, by=by)
    codes = {party.organisation.code for party in agreement.parties.all()}
    assert codes == {"huddinge-kommun", "narvik-kommune", "folkets-hus"}


def test_what_refers_to_a_party_follows_its_correction(by: Viewer, huddinge: Organisation) -> None:
    found = dropped(huddinge, by)
    actions.accept(*found.values.all(), by=by)
    actions.correct(
        value_of(found, "party", code="huddinge-kommun"),
        to={"name": "Kommunen i Huddinge", "code": huddinge.code},
        by=by,
    )
    agreement = actions.confirm(found, by=by)
    assert agreement.parties.get(organisation=huddinge).steps.get().paragraph == "§ 212"
    assert CommitmentParty.objects.get().organisation == huddinge


def test_a_corrected_day_is_not_lost_to_the_period_around_it(by: Viewer, huddinge: Organisation) -> None:
    found = dropped(huddinge, by)
    actions.correct(value_of(found, "date", role="end"), to={"day": "2031-06-30", "role": "end"}, by=by)
    actions.accept(*found.values.filter(state="open"), by=by)
    plan = actions.what_it_would_make(found, by=by)
    assert "2031-06-30 is taken; what else was accepted tells 2030-12-31." in [one.words for one in plan.noticed]
    agreement = actions.confirm(found, by=by)
    assert [str(agreement.starts_on), str(agreement.ends_on)] == ["2027-01-01", "2031-06-30"]
    assert Commitment.objects.get(kind="period").parameters == {"start": "2027-01-01", "end": "2031-06-30"}


def second(organisation: Organisation, by: Viewer) -> Reading:
    """A later text of the same agreement: another last day, a council, a promise more."""
    text = AGREEMENT.replace("31 december 2030", "31 december 2032").replace(
        "Huddinge kommun ska betala",
        "Ett samverkansråd ska sammanträda fyra gånger per år.\nHuddinge kommun ska betala",
    )
    found = dropped(organisation, by, text, "nytt avtal.txt")
    actions.accept(*found.values.all(), by=by)
    return found


def test_a_second_document_shows_what_it_changes_and_changes_nothing_by_itself(
    reading: Reading, by: Viewer, huddinge: Organisation
) -> None:
    agreement = actions.confirm(reading, by=by)
    by = viewer_of(huddinge)
    later = second(huddinge, by)
    assert [one.agreement for one in candidates(later, by)] == [agreement]
    told = {(one.field, one.theirs): one for one in differences(later, agreement, by)}
    assert told[ClaimField.STARTS_ON, "2027-01-01"].compared == "same"
    assert told[ClaimField.ENDS_ON, "2032-12-31"].compared == "differs"
    assert told[ClaimField.ENDS_ON, "2032-12-31"].ours == ["2030-12-31"]
    assert told[ClaimField.ENDS_ON, "2032-12-31"].may_choose
    plan = actions.what_it_would_make(later, by=by, into=agreement)
    assert plan.may_be_confirmed, plan.obstacles
    assert [body["name"] for body in plan.data["bodies"]] == ["samverkansråd"]

    actions.confirm(later, by=by, into=agreement)
    agreement.refresh_from_db()
    assert str(agreement.ends_on) == "2030-12-31"
    assert {str(body.name) for body in Body.objects.all()} == {"styrgrupp", "samverkansråd"}
    assert Document.objects.count() == 2
    assert Partnership.objects.count() == 1
    ends = agreement.claims.filter(field=ClaimField.ENDS_ON)
    assert {(one.value, one.is_chosen) for one in ends} == {("2030-12-31", True), ("2032-12-31", False)}
    assert sum("betala" in str(promise.title) for promise in Commitment.objects.all()) == 1


def test_the_agreement_of_the_same_title_and_number_is_proposed_among_many(
    reading: Reading, by: Viewer, huddinge: Organisation
) -> None:
    agreement = actions.confirm(reading, by=by)
    by = viewer_of(huddinge)
    for number in range(8):
        other = Agreement(
            space=agreement.space, key=f"other-{number}", kind="other", title=Text(sv=f"Lokaler {number}")
        )
        save_new(other)
        for party in agreement.parties.all():
            Party.objects.create(agreement=other, organisation=party.organisation)
    first, *others = candidates(second(huddinge, by), by)
    assert (first.agreement, first.has_number, first.likeness) == (agreement, True, 100)
    assert len(others) == 4


def test_a_promise_that_is_told_otherwise_is_shown_and_claimed_and_not_doubled(
    reading: Reading, by: Viewer, huddinge: Organisation
) -> None:
    agreement = actions.confirm(reading, by=by)
    before = {(one.reference, str(one.title)) for one in Commitment.objects.all()}
    by = viewer_of(huddinge)
    text = AGREEMENT.replace("två gånger per år", "fyra gånger per år").replace("500 000", "650 000")
    later = dropped(huddinge, by, text, "nytt avtal.txt")
    actions.accept(*later.values.all(), by=by)
    actions.reject(value_of(later, "commitment", kind="plan_adopted"), by=by)
    told = {one.theirs: one for one in differences(later, agreement, by) if one.field == "commitment"}
    assert {(one.ours[0], one.compared) for one in told.values()} == {
        ("Styrgrupp ska sammanträda två gånger per år", "differs"),
        ("Huddinge kommun ska betala 500 000 kronor per år", "differs"),
    }
    meetings = told["Styrgrupp ska sammanträda fyra gånger per år"]
    assert Value.objects.get(pk=meetings.number).field == "commitment"
    actions.confirm(later, by=by, into=agreement)
    assert {(one.reference, str(one.title)) for one in Commitment.objects.all()} == before
    assert f"{meetings.organisation}: Styrgrupp ska sammanträda fyra gånger per år" in set(
        agreement.claims.values_list("value", flat=True)
    )


def test_what_somebody_chooses_takes_the_place(reading: Reading, by: Viewer, huddinge: Organisation) -> None:
    agreement = actions.confirm(reading, by=by)
    by = viewer_of(huddinge)
    later = second(huddinge, by)
    number = next(one.number for one in differences(later, agreement, by) if one.theirs == "2032-12-31")
    assert Value.objects.get(pk=number).field == "date"
    actions.confirm(later, by=by, into=agreement, choose=[number])
    agreement.refresh_from_db()
    assert str(agreement.ends_on) == "2032-12-31"


def test_what_was_added_to_an_agreement_is_no_files_to_remove(
    reading: Reading, by: Viewer, huddinge: Organisation
) -> None:
    agreement = actions.confirm(reading, by=by)
    held = list(LoadedFile.objects.values_list("holds", flat=True))
    by = viewer_of(huddinge)
    actions.confirm(second(huddinge, by), by=by, into=agreement)
    assert list(LoadedFile.objects.values_list("holds", flat=True)) == held


def test_an_agreement_that_is_not_ones_own_is_not_written(
    reading: Reading, by: Viewer, huddinge: Organisation, narvik: Organisation
) -> None:
    agreement = actions.confirm(reading, by=by)
    stranger = viewer_of(narvik, "stranger")
    own = dropped(narvik, stranger, AGREEMENT.replace("Huddinge", "Narvik"))
    actions.accept(*own.values.all(), by=stranger)
    before = everything()
    for asked in (actions.confirm, actions.what_it_would_make):
        with pytest.raises(NotAllowed):
            asked(own, by=stranger, into=agreement)
    assert candidates(own, stranger) == []
    with pytest.raises(NotAllowed):
        actions.confirm(second(huddinge, viewer_of(huddinge)), by=stranger)
    assert everything()[:5] == before[:5]
