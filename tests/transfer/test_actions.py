"""Loading: all of a file or nothing, again without effect, and never what people recorded in Sampakt."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.transfer.conftest import SMALL, Acting, load_words, spoilt

from sampakt.agreements.actions import write_note
from sampakt.agreements.models import Agreement, DecisionStep, Partnership, Party, Theme
from sampakt.commitments.actions import record_deed, register_commitment, state
from sampakt.commitments.models import Commitment, Deed, Evidence, Statement
from sampakt.kernel.terms import Role
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Appointment, Office, Unit
from sampakt.papers.models import Document
from sampakt.trail.models import TrailLine
from sampakt.transfer.actions import FileWrong, load, tried
from sampakt.transfer.models import LoadedFile
from sampakt.transfer.queries import file_of, file_read, words_of, written


def canonical(code: str = "small") -> str:
    return written(file_of(Partnership.objects.get(code=code)), "yaml")


pytestmark = pytest.mark.django_db


def test_a_file_becomes_a_partnership() -> None:
    loaded = load_words(SMALL)
    assert loaded.is_new
    assert str(loaded.partnership.name) == "Det lilla partnerskapet"
    assert Party.objects.filter(agreement__space=loaded.partnership.pk).count() == 2
    assert (
        Appointment.objects.filter(office__key="koordinator", office__organisation__code="huddinge-kommun").count() == 2
    )
    assert Evidence.objects.get(key="planen").state == "approved"
    assert set(loaded.partnership.space.organisations.values_list("code", flat=True)) == {
        "huddinge-kommun",
        "sodertorns-hogskola",
    }


def test_the_small_file_is_canonical_and_loading_it_again_does_nothing() -> None:
    load_words(SMALL)
    lines = TrailLine.objects.count()
    assert load_words(SMALL).lines == ()
    assert TrailLine.objects.count() == lines
    assert load_words(canonical()).lines == ()
    assert canonical() == written(file_read(SMALL.encode()).file, "yaml")


def test_nothing_is_kept_of_a_file_with_a_fault() -> None:
    with pytest.raises(FileWrong):
        load_words(spoilt(("supports: [L-01]", "supports: [L-09]")))
    assert not Partnership.objects.exists()
    assert not TrailLine.objects.exists()
    assert not Unit.objects.exists()


def test_only_what_changed_is_changed() -> None:
    load_words(SMALL)
    versions = dict(Commitment.objects.values_list("reference", "version"))
    changed = load_words(spoilt(("title: {sv: Samverkan ger nytta}", "title: {sv: Samverkan ger större nytta}")))
    assert [line.verb for line in changed.lines] == ["change_commitment"]
    assert dict(Commitment.objects.values_list("reference", "version")) == versions | {"L-02": versions["L-02"] + 1}


@pytest.mark.parametrize(
    ("before", "after", "verbs"),
    [
        ("summary", "", []),
        ("  audience: public", "  audience: partners", ["change_partnership"]),
        ("name: {sv: Forskning}", "name: {sv: Forskning och utveckling}", ["change_theme"]),
        ("  - {key: forskning, name: {sv: Forskning}}\n", "", ["remove_theme"]),
        ("dated_on: 2021-12-01\n    versions", "dated_on: 2021-12-02\n    versions", ["change_document"]),
        ("{number: 1, dated_on: 2021-12-01}", "{number: 1, dated_on: 2021-12-02}", ["add_version"]),
        ("signed_on: 2021-12-21", "signed_on: 2021-12-22", ["withdraw_signature", "sign"]),
        (", signed_on: 2021-12-21", "", ["withdraw_signature"]),
        ('amount: "69000.00"', 'amount: "70000.00"', ["change_fee"]),
        ("instance: {sv: kommunstyrelsen}", "instance: {sv: kommunfullmäktige}", ["change_step"]),
        ("Hur sägs avtalet upp?", "När sägs avtalet upp?", ["answer_topic"]),
        ("role: agreement}", "role: annex}", ["attach_document", "detach_document"]),
        ("ends_on: 2027-12-31", "ends_on: 2028-12-31", ["change_agreement"]),
        ("to: 2021-12-31", "to: 2022-01-15", ["change_appointment"]),
        ("{from: 2022-02-01}", "{from: 2022-02-15}", ["change_appointment"]),
        ("name: {sv: skolförvaltningen}", "name: {sv: utbildningsförvaltningen}", ["change_unit"]),
        ("verdict: fulfilled", "verdict: partly", ["change_statement"]),
        ("supports: [L-01]", "supports: [L-01, L-02]", ["attach_evidence"]),
        ("title: {sv: Planen}", "title: {sv: Den antagna planen}", ["change_evidence"]),
        ("    tags", "", []),
    ],
)
def test_each_change_of_a_file_is_one_act_and_the_file_is_then_as_it_was_written(
    before: str, after: str, verbs: list[str]
) -> None:
    if before not in SMALL:
        return
    load_words(SMALL)
    words = spoilt((before, after))
    assert [line.verb for line in load_words(words).lines] == verbs
    assert load_words(words).lines == ()
    assert canonical() == written(file_read(words.encode()).file, "yaml")


def test_the_order_of_a_file_is_kept_when_something_is_put_between() -> None:
    load_words(SMALL)
    between = "  - key: mitt-emellan\n    title: {sv: Emellan}\n\n  - key: anteckning"
    words = spoilt(("  - key: anteckning", between))
    load_words(words)
    assert canonical() == written(file_read(words.encode()).file, "yaml")


def test_what_a_file_holds_no_more_is_removed_and_what_people_recorded_stays() -> None:
    loaded = load_words(SMALL)
    space = loaded.partnership.space
    agreement = Agreement.objects.get(key="main")
    record_deed(space, by=SYSTEM, sort="event", title=Text(sv="Ett möte"), done_on=datetime.date(2025, 1, 1))
    register_commitment(agreement, by=SYSTEM, reference="L-03", title=Text(sv="Eget"), kind="in_force", parameters={})
    without = spoilt(("  - {key: forskning, name: {sv: Forskning}}\n", ""))
    verbs = [line.verb for line in load_words(without).lines]
    assert verbs == ["remove_theme"]
    assert set(Theme.objects.values_list("key", flat=True)) == {"larande"}
    assert Deed.objects.count() == 2
    assert Commitment.objects.count() == 3
    assert load_words(without).lines == ()


def test_words_that_people_said_and_evidence_are_never_removed() -> None:
    load_words(SMALL)
    state(Commitment.objects.get(reference="L-01"), by=SYSTEM, verdict="fulfilled", stated_on=datetime.date(2025, 2, 1))
    less = SMALL[: SMALL.index("    statements:")]
    load_words(less)
    assert Statement.objects.count() == 2
    assert Evidence.objects.count() == 1


def test_what_something_rests_on_is_not_removed_and_that_is_told() -> None:
    load_words(SMALL)
    first = SMALL.index("  - reference: L-01")
    without = SMALL[:first] + SMALL[SMALL.index("  - reference: L-02") :].replace(
        "supports: [L-01]", "supports: [L-02]"
    )
    with pytest.raises(FileWrong) as caught:
        load_words(without.replace("    supports: [L-02]\n", "    supports: [L-01]\n"))
    assert {fault.code for fault in caught.value.faults} <= {"not_removed", "unknown", "unknown_meant"}
    assert Commitment.objects.filter(reference="L-01").exists()


def test_a_party_that_the_file_holds_no_more_leaves() -> None:
    load_words(SMALL)
    words = spoilt(("      - {organisation: sodertorns-hogskola, signed_on: 2021-12-21}\n", ""))
    load_words(words)
    assert list(Party.objects.values_list("organisation__code", flat=True)) == ["huddinge-kommun"]


def test_a_step_recorded_in_sampakt_stays_when_the_file_is_loaded_again() -> None:
    load_words(SMALL)
    party = Party.objects.get(organisation__code="sodertorns-hogskola")
    DecisionStep.objects.create(party=party, kind="rector", instance=Text(sv="rektor"), position=1)
    assert load_words(SMALL).lines == ()
    assert party.steps.count() == 1


def test_units_and_offices_of_an_organisation_are_never_removed_by_a_file() -> None:
    load_words(SMALL)
    load_words(
        SMALL.replace("    responsible: {organisation: huddinge-kommun, office: koordinator}\n", "")
        .replace("        signatory: koordinator\n", "")
        .replace(SMALL[SMALL.index("    offices:") : SMALL.index("themes:")], "\n")
    )
    assert Office.objects.filter(key="koordinator").exists()


def test_units_of_another_file_are_left_to_that_file() -> None:
    load_words(SMALL)
    other = spoilt(("  code: small", "  code: other"), ("{key: skola,", "{key: vard,"))
    load_words(other.replace("unit: skola", "unit: vard").replace("koordinator", "kontaktperson"))
    assert "vard" not in canonical("small")
    assert "key: skola" not in canonical("other")


def test_an_amendment_is_told_with_the_terms_as_they_are_now() -> None:
    amendments = (
        "    amendments:\n"
        "      - summary: {sv: Längre uppsägningstid}\n"
        "        decided_on: 2023-05-01\n"
        "        from_on: 2023-06-01\n"
        "        changes:\n"
        "          - {term: notice_months, before: 6, after: 12}\n"
        "          - {term: § 4, before: en gång, after: två gånger}\n"
    )
    words = spoilt(
        ("    ends_on: 2027-12-31\n", "    ends_on: 2027-12-31\n    notice_months: 12\n"),
        ("\ndeeds:", amendments + "\ndeeds:"),
    )
    load_words(words)
    assert Agreement.objects.get(key="main").notice_months == 12
    assert load_words(words).lines == ()
    assert load_words(canonical()).lines == ()
    with pytest.raises(FileWrong) as caught:
        load_words(words.replace("två gånger", "tre gånger"))
    assert caught.value.faults[0].code == "is_history"


def test_an_agreement_that_ended_is_told_so() -> None:
    words = spoilt(
        (
            "    ends_on: 2027-12-31\n",
            "    ends_on: 2027-12-31\n    ended_on: 2025-06-30\n    end_reason: {sv: Uppsagt}\n",
        )
    )
    load_words(words)
    assert Agreement.objects.get(key="main").ended_on == datetime.date(2025, 6, 30)
    assert load_words(words).lines == ()
    with pytest.raises(FileWrong):
        load_words(SMALL)


def test_a_promise_may_be_superseded_by_another() -> None:
    words = spoilt(
        ("    kind: plan_adopted", "    kind: plan_adopted"),
        (
            "    responsible: {organisation: huddinge-kommun, office: koordinator}\n",
            "    superseded: {by: L-02, on: 2025-01-01}\n",
        ),
    )
    load_words(words)
    assert Commitment.objects.get(reference="L-01").superseded_by == Commitment.objects.get(reference="L-02")
    assert load_words(words).lines == ()


def test_an_organisation_that_no_register_has_is_added_and_told_again() -> None:
    declared = (
        "organisations:\n  - code: foreningen\n    kind: association\n    country: SE\n    name: Föreningen Framtid\n"
        "    succeeds:\n      - {code: foreningen-forr, name: Föreningen Förr, from: 2020-01-01}\n\n"
    )
    words = spoilt(
        ("organisations:\n", declared),
        ("participants: [huddinge-kommun, sodertorns-hogskola]", "participants: [foreningen, huddinge-kommun]"),
    )
    load_words(words)
    assert load_words(words).lines == ()
    assert canonical() == written(file_read(words.encode()).file, "yaml")


def test_a_link_to_an_agreement_elsewhere_needs_that_partnership_or_a_title() -> None:
    documents = "    documents:\n      - {document: avtalet"
    link = "    links:\n      - {relation: rests_on, agreement: elsewhere/main}\n"
    words = spoilt((documents, link + documents))
    with pytest.raises(FileWrong) as caught:
        load_words(words)
    assert "Load that partnership first" in words_of(caught.value.faults[0])
    load_words(words.replace("elsewhere/main}", "elsewhere/main, title: {sv: Strategin}}"))
    load_words(spoilt(("  code: small", "  code: elsewhere")))
    load_words(words)
    assert load_words(words).lines == ()
    assert "agreement: elsewhere/main" in canonical()


def test_trying_tells_what_loading_would_do_and_keeps_nothing() -> None:
    would = tried(file_read(SMALL.encode()), by=SYSTEM)
    assert would.is_new
    assert "register_commitment" in {line.verb for line in would.lines}
    assert not Partnership.objects.exists()
    assert not LoadedFile.objects.exists()


def test_a_coordinator_loads_for_their_own_organisation_and_becomes_its_coordinator(acting: Acting) -> None:
    viewer = acting("huddinge-kommun")
    loaded = load_words(SMALL, by=viewer)
    membership = loaded.partnership.space.memberships.get()
    assert (membership.user_id, membership.role) == (viewer.user_id, Role.COORDINATOR)


def test_others_load_nothing(acting: Acting) -> None:
    for viewer in (acting("narvik-kommune"), acting("huddinge-kommun", Role.READER)):
        with pytest.raises(FileWrong) as caught:
            load_words(SMALL, by=viewer)
        assert "not_allowed" in {fault.code for fault in caught.value.faults}
    assert not Partnership.objects.exists()
    load_words(SMALL)
    with pytest.raises(FileWrong):
        load_words(spoilt(("Samverkan ger nytta", "Något annat")), by=acting("narvik-kommune"))


def test_a_party_fetches_what_is_shared_and_what_is_its_own_and_loading_that_harms_nobody(acting: Acting) -> None:
    loaded = load_words(SMALL)
    space = loaded.partnership.pk
    ours, theirs = acting("huddinge-kommun", space=space), acting("sodertorns-hogskola", space=space)
    assert "key: anteckning" in written(file_of(loaded.partnership, ours), "yaml")
    seen = written(file_of(loaded.partnership, theirs), "yaml")
    assert "anteckning" not in seen
    assert load(file_read(seen.encode()), by=theirs).lines == ()
    assert Document.objects.filter(key="anteckning").exists()
    assert load_words(SMALL).lines == ()


def test_notes_stay_out_of_files(acting: Acting) -> None:
    loaded = load_words(SMALL)
    write_note(loaded.partnership, by=SYSTEM, words="Bara för oss")
    assert "Bara för oss" not in canonical()


def test_writing_a_file_takes_as_many_queries_for_many_promises_as_for_few() -> None:
    def queries() -> int:
        partnership = Partnership.objects.select_related("space").get(code="small")
        with CaptureQueriesContext(connection) as caught:
            file_of(partnership)
        return len(caught)

    load_words(SMALL)
    few = queries()
    agreement = Agreement.objects.get(key="main")
    for number in range(30):
        register_commitment(agreement, by=SYSTEM, title=Text(sv=f"Löfte {number}"), kind="in_force", parameters={})
    assert queries() == few


def test_loading_the_same_file_again_takes_as_many_queries_for_many_promises_as_for_few() -> None:
    def queries(words: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert load_words(words).lines == ()
        return len(caught)

    load_words(SMALL)
    few = queries(SMALL)
    more = "".join(
        f"  - {{reference: M-{number}, agreement: main, title: {{sv: Löfte}}, strength: B, check: A, kind: in_force}}\n"
        for number in range(30)
    )
    words = spoilt(("\nevidence:", f"{more}\nevidence:"))
    load_words(words)
    assert queries(words) == few


def test_words_of_old_files_were_slugs_and_three_sorts_were_types() -> None:
    old = "    sort: decision\n    type: continuation\n    tags: [gemensam-ansokan, Öppet hus, öppet-hus]\n"
    words = spoilt(("    sort: plan\n    type: verksamhetsplan\n", old))
    file = file_read(words.encode()).file
    (deed,) = file.deeds
    assert (deed.sort, deed.type) == ("continuation", None)
    assert deed.tags == ["gemensam-ansokan", "Öppet hus"]
    assert load_words(words).lines
    assert load_words(words).lines == ()


CLAIMED = SMALL.replace(
    "    content:\n      - {topic: notice",
    """    claims:
      - {field: signed_on, value: "2021-12-28", source: {sv: Webbsidan}, chosen: true}
      - {field: ends_on, value: "2031-12-31", source: {sv: Tidningen}, chosen: true}
    content:
      - {topic: notice""",
)


def test_what_a_file_tells_of_a_fact_holds_before_its_chosen_claim() -> None:
    load_words(CLAIMED)
    agreement = Agreement.objects.get(key="main")
    assert agreement.ends_on == datetime.date(2027, 12, 31)
    assert set(agreement.parties.values_list("signed_on", flat=True)) == {
        datetime.date(2021, 12, 20),
        datetime.date(2021, 12, 21),
    }
    assert agreement.claims.filter(is_chosen=True).count() == 2
    assert not load_words(CLAIMED).lines


def test_a_chosen_claim_holds_where_the_file_leaves_out_what_it_is_about() -> None:
    unsaid = CLAIMED.replace("    ends_on: 2027-12-31\n", "", 1)
    unsaid = unsaid.replace("        signed_on: 2021-12-20\n", "").replace(", signed_on: 2021-12-21}", "}")
    load_words(unsaid)
    agreement = Agreement.objects.get(key="main")
    assert agreement.ends_on == datetime.date(2031, 12, 31)
    assert set(agreement.parties.values_list("signed_on", flat=True)) == {datetime.date(2021, 12, 28)}
    assert not load_words(unsaid).lines
