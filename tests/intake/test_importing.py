"""Lists of agreements taken in: what they become, what they never invent, twice, changed, refused and stopped."""

from datetime import date

import pytest
import time_machine
from tests.intake.listed import LIST, workbook
from tests.intake.shelf import viewers

from sampakt.agreements.actions import change_agreement
from sampakt.agreements.models import Agreement, Claim, DecisionStep, Note, Partnership, Party
from sampakt.agreements.rules import life_on
from sampakt.agreements.terms import ClaimField, LifeState
from sampakt.agreements.terms import Verb as AgreementVerb
from sampakt.intake import actions
from sampakt.intake.models import AgreementList, ColumnsKept, ListedAgreement
from sampakt.intake.queries.tables import looked_at
from sampakt.intake.terms import LineState, ListColumn, ListState, RowFault, TableFault, Verb
from sampakt.jobs.actions.running import run, take
from sampakt.jobs.models import Job
from sampakt.jobs.rules import Cancelled, Progress
from sampakt.jobs.terms import JobState
from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.kernel.terms import Audience, Role
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation, OrganisationRole, Space, User
from sampakt.organisations.queries import viewer_for
from sampakt.trail.models import TrailLine

S = LineState


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel("2026-11-22T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def klara(huddinge: Organisation) -> User:
    user = User.objects.create_user("klara@huddinge.example.org")
    OrganisationRole.objects.create(user=user, role=Role.COORDINATOR, organisation=huddinge)
    return user


@pytest.fixture
def by(klara: User) -> Viewer:
    return viewer_for(klara, language="sv")


def again(klara: User) -> Viewer:
    """The viewer as the next request knows them."""
    return viewer_for(User.objects.get(pk=klara.pk), language="sv")


def listed(text: str | bytes, huddinge: Organisation, by: Viewer, name: str = "avtal.csv") -> AgreementList:
    content = text.encode() if isinstance(text, str) else text
    return actions.drop_list(content, name, organisation=huddinge, by=by)


def states(found: AgreementList, by: Viewer) -> list[LineState]:
    return [line.state for line in looked_at(found, by).lines]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [objection.code for objection in refused.value.objections]


def test_a_list_becomes_agreements_with_their_facts(huddinge: Organisation, by: Viewer, klara: User) -> None:
    found = actions.import_list(listed(LIST, huddinge, by), by=by)
    assert found.state == ListState.IMPORTED
    assert found.counts["new"] == 3
    first = Agreement.objects.get(key="lararutbildning")
    assert (first.starts_on, first.ends_on, first.notice_months) == (date(2022, 1, 1), date(2026, 12, 31), 6)
    assert first.kind == "cooperation"
    own, other = first.parties.select_related("organisation")
    assert (own.organisation, other.organisation.code) == (huddinge, "sodertorns-hogskola")
    assert own.registration_numbers == ["HK-2021/11"]
    assert {own.signed_on, other.signed_on} == {date(2021, 12, 10)}
    partnership = Partnership.objects.get(space=first.space_id)
    assert set(first.space.organisations.all()) == {own.organisation, other.organisation}
    assert again(klara).may_edit_in(partnership.pk)
    assert Partnership.objects.count() == 3
    life = life_on(first.facts(first.parties.all()), date(2026, 1, 1))
    assert life.is_in_force


def test_what_the_list_does_not_say_is_not_invented(huddinge: Organisation, by: Viewer) -> None:
    actions.import_list(listed(LIST, huddinge, by), by=by)
    unsigned = Agreement.objects.get(key="praktikplatser")
    assert not unsigned.parties.exclude(signed_on=None).exists()
    assert not DecisionStep.objects.exists()
    assert unsigned.ends_on is None
    life = life_on(unsigned.facts(unsigned.parties.all()), date(2026, 1, 1))
    assert (life.state, life.signed_on) == (LifeState.IN_FORCE, None)


def test_each_value_is_kept_as_a_claim_with_its_row(huddinge: Organisation, by: Viewer) -> None:
    actions.import_list(listed(LIST, huddinge, by), by=by)
    claims = Claim.objects.filter(agreement__key="lararutbildning")
    assert {str(claim.source) for claim in claims} == {"Row 2 of avtal.csv"}
    assert {claim.source.sv for claim in claims} == {"Rad 2 i avtal.csv"}
    told = {claim.field: claim.value for claim in claims if claim.field != ClaimField.OTHER}
    assert told == {
        "title": "Lärarutbildning",
        "parties": "Södertörns högskola",
        "registration_number": "HK-2021/11",
        "starts_on": "2022-01-01",
        "ends_on": "2026-12-31",
        "signed_on": "2021-12-10",
    }


def test_a_decision_a_purpose_and_what_is_for_ones_own_people_come_along(huddinge: Organisation, by: Viewer) -> None:
    text = (
        "Titel;Motpart;Beslutat av;Beslutsdatum;§;Syfte;Ansvarig;Kommentar\n"
        "A;Södertörns högskola;Kommunstyrelsen;2020-03-02;§ 45;Mer forskning;Skolchefen;Se pärm 3\n"
        "B;Södertörns högskola;;2020-03-02;;;;\n"
    )
    actions.import_list(listed(text, huddinge, by), by=by)
    step = DecisionStep.objects.get()
    assert (step.kind, step.paragraph, step.decided_on) == ("board", "§ 45", date(2020, 3, 2))
    assert (step.party.organisation, str(step.instance)) == (huddinge, "Kommunstyrelsen")
    note = Note.objects.get()
    assert (note.audience, note.organisation) == (Audience.OWN, huddinge)
    assert "Skolchefen" in note.words
    assert "Se pärm 3" in note.words
    assert Claim.objects.filter(field=ClaimField.DECIDED_ON, value="2020-03-02").count() == 2
    assert Partnership.objects.count() == 1


def test_the_same_file_twice_changes_nothing(huddinge: Organisation, by: Viewer, klara: User) -> None:
    actions.import_list(listed(LIST, huddinge, by), by=by)
    counts = [model.objects.count() for model in (Agreement, Party, Claim, Partnership, TrailLine)]
    second = listed(LIST, huddinge, again(klara))
    assert states(second, again(klara)) == [S.SAME] * 3
    with pytest.raises(Refused) as refused:
        actions.import_list(second, by=again(klara))
    assert codes(refused) == ["nothing_new"]
    # Dropping it was told; nothing else.
    counts[-1] += 1
    assert [model.objects.count() for model in (Agreement, Party, Claim, Partnership, TrailLine)] == counts


def test_a_changed_row_shows_what_it_changes_and_changes_it(huddinge: Organisation, by: Viewer, klara: User) -> None:
    actions.import_list(listed(LIST, huddinge, by), by=by)
    by = again(klara)
    new = LIST.replace("2026-12-31", "2028-12-31").replace("1 mars 2023;;;", "1 mars 2023;;3;2023-02-01")
    second = listed(new, huddinge, by, "avtal2.csv")
    looked = looked_at(second, by)
    assert [line.state for line in looked.lines] == [S.CHANGED, S.CHANGED, S.SAME]
    [change] = looked.lines[0].changes
    assert (change.name, change.before, change.after, change.is_kept) == ("ends_on", "2026-12-31", "2028-12-31", False)
    actions.import_list(second, by=by)
    first = Agreement.objects.get(key="lararutbildning")
    assert first.ends_on == date(2028, 12, 31)
    assert {claim.value for claim in first.claims.filter(field="ends_on")} == {"2026-12-31", "2028-12-31"}
    other = Agreement.objects.get(key="praktikplatser")
    assert other.notice_months == 3
    assert {party.signed_on for party in other.parties.all()} == {date(2023, 2, 1)}
    assert Agreement.objects.count() == 3
    assert states(listed(new + "\n", huddinge, again(klara)), again(klara)) == [S.SAME] * 3


def test_what_somebody_changed_in_sampakt_is_kept(huddinge: Organisation, by: Viewer, klara: User) -> None:
    actions.import_list(listed(LIST, huddinge, by), by=by)
    by = again(klara)
    first = Agreement.objects.get(key="lararutbildning")
    change_agreement(first, ends_on=date(2027, 6, 30), by=by)
    second = listed(LIST.replace("2026-12-31", "2028-12-31"), huddinge, by)
    assert [change.is_kept for change in looked_at(second, by).lines[0].changes] == [True]
    actions.import_list(second, by=by)
    first.refresh_from_db()
    assert first.ends_on == date(2027, 6, 30)
    assert first.claims.filter(field="ends_on", value="2028-12-31", is_chosen=False).exists()


UNKNOWN = "Titel;Motpart\nA;Stiftelsen Morgondagen\nB;Stiftelsen Morgondagen\nC;Södertörns högskola\n"


def test_a_party_that_no_register_has_is_added_after_a_yes(huddinge: Organisation, by: Viewer) -> None:
    found = listed(UNKNOWN, huddinge, by)
    looked = looked_at(found, by)
    [unknown] = looked.unknown
    assert (unknown.name, unknown.suggested, unknown.said, unknown.rows) == (
        "Stiftelsen Morgondagen",
        "foundation",
        "",
        2,
    )
    assert [line.state for line in looked.lines] == [S.FAULTY, S.FAULTY, S.NEW]
    with pytest.raises(Refused) as refused:
        actions.import_list(found, by=by)
    assert codes(refused) == ["faults_left"]
    assert not Organisation.objects.filter(name="Stiftelsen Morgondagen").exists()
    actions.tell_parties(found, kinds={"Stiftelsen Morgondagen": "foundation"}, by=by)
    assert states(found, by) == [S.NEW] * 3
    actions.import_list(found, by=by)
    added = Organisation.objects.get(name="Stiftelsen Morgondagen")
    assert (added.kind, added.country) == ("foundation", "SE")
    assert Party.objects.filter(organisation=added).count() == 2


FAULTY = "Titel;Motpart;Slut\nA;Södertörns högskola;31/9 2026\nB;Södertörns högskola;2026-12-31\n;;x\n"


def test_nothing_is_taken_in_while_faults_stand(huddinge: Organisation, by: Viewer) -> None:
    found = listed(FAULTY, huddinge, by)
    looked = looked_at(found, by)
    assert looked.counts == {"new": 1, "changed": 0, "same": 0, "faulty": 2, "left": 0}
    assert looked.lines[0].faults == [("C2", "Last day", "“31/9 2026” is no day: write it as 2026-09-30.")]
    with pytest.raises(Refused):
        actions.start_import(found, by=by)
    with pytest.raises(Refused):
        actions.import_list(found, by=by)
    assert not Agreement.objects.exists()
    assert not Job.objects.exists()
    actions.leave_out(found, rows=[2, 4], by=by)
    actions.import_list(found, by=by)
    assert str(Agreement.objects.get().title) == "B"


def test_all_faulty_rows_may_be_left_at_once(huddinge: Organisation, by: Viewer) -> None:
    actions.import_list(listed(FAULTY, huddinge, by), by=by, leave_faulty=True)
    assert Agreement.objects.count() == 1


def test_what_was_said_of_columns_is_kept_for_the_next_list(huddinge: Organisation, by: Viewer, klara: User) -> None:
    found = listed("Xyz;Qwe\nA;Södertörns högskola\nTitel;Motpart\n", huddinge, by)
    assert [line.entry.row for line in looked_at(found, by).lines] == []
    found = listed("Rubrik;Annat namn;Motpart\nA;B;Södertörns högskola\n", huddinge, by)
    assert looked_at(found, by).lines[0].entry.told.title == "A"
    actions.tell_columns(found, columns={0: "note", 1: "title", 2: "party"}, by=by)
    assert looked_at(found, by).lines[0].entry.told.title == "B"
    later = listed("Rubrik;Annat namn;Motpart\nC;D;Södertörns högskola\n", huddinge, by)
    assert looked_at(later, by).lines[0].entry.told.title == "D"
    assert ColumnsKept.objects.count() == 1


def test_columns_that_cannot_hold_are_refused(huddinge: Organisation, by: Viewer) -> None:
    found = listed(LIST, huddinge, by)
    for columns in ({0: "title", 1: "title"}, {0: "nonsense"}):
        with pytest.raises(Refused):
            actions.tell_columns(found, columns=columns, by=by)
    assert not ColumnsKept.objects.exists()
    actions.tell_columns(found, columns={0: "title"}, by=by)
    assert [objection.code for objection in looked_at(found, by).objections] == ["no_column"]
    with pytest.raises(Refused) as refused:
        actions.import_list(found, by=by)
    assert codes(refused) == ["no_column"]


def test_another_sheet_is_looked_at(huddinge: Organisation, by: Viewer) -> None:
    one = [["Titel", "Motpart"], ["A", "Södertörns högskola"]]
    other = [["Titel", "Motpart"], ["B", "Södertörns högskola"], ["C", "Södertörns högskola"]]
    found = listed(workbook(one, other, names=["Gamla", "Nya"], above=2), huddinge, by, "avtal.xlsx")
    assert [line.entry.told.title for line in looked_at(found, by).lines] == ["B", "C"]
    actions.choose_sheet(found, sheet=0, by=by)
    assert [line.entry.told.title for line in looked_at(found, by).lines] == ["A"]
    with pytest.raises(Refused):
        actions.choose_sheet(found, sheet=2, by=by)


def test_the_organisation_alone_may_see_what_comes_of_it(huddinge: Organisation, by: Viewer) -> None:
    found = listed(LIST, huddinge, by)
    actions.choose_reach(found, reach=Audience.OWN, by=by)
    actions.import_list(found, by=by)
    assert set(Agreement.objects.values_list("audience", "organisation")) == {(Audience.OWN.value, huddinge.pk)}
    assert {
        one.pk for space in Space.objects.filter(partnership__isnull=False) for one in space.organisations.all()
    } == {huddinge.pk}
    with pytest.raises(Refused):
        actions.choose_reach(listed(UNKNOWN, huddinge, by), reach=Audience.PUBLIC, by=by)


def test_agreements_with_a_name_in_common_stand_together(huddinge: Organisation, by: Viewer, klara: User) -> None:
    text = "Titel;Motpart;Partnerskap\nA;Södertörns högskola;Skolan\nB;Umeå universitet;Skolan\n"
    actions.import_list(listed(text, huddinge, by), by=by)
    assert str(Partnership.objects.get().name) == "Skolan"
    by = again(klara)
    actions.import_list(listed("Titel;Motpart;Partnerskap\nC;Umeå universitet;skolan\n", huddinge, by), by=by)
    assert Partnership.objects.count() == 1
    assert Agreement.objects.count() == 3


def test_one_line_in_the_trail_for_each_thing(huddinge: Organisation, by: Viewer) -> None:
    actions.import_list(listed(LIST, huddinge, by), by=by)
    verbs = list(TrailLine.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs.count(AgreementVerb.REGISTER_AGREEMENT) == 3
    assert verbs.count(AgreementVerb.START_PARTNERSHIP) == 3
    assert verbs.count(Verb.DROP_LIST) == verbs.count(Verb.IMPORT_LIST) == 1
    assert len(verbs) == 8


class Stopping(Progress):
    """Stops after a while."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.heard: list[tuple[int, int]] = []

    def at(self, done: int, of: int, note: str = "", **facts: object) -> None:
        self.heard.append((done, of))
        if done >= self.after:
            raise Cancelled


def test_it_can_be_stopped_and_keeps_nothing_then(huddinge: Organisation, by: Viewer) -> None:
    found = listed(LIST, huddinge, by)
    progress = Stopping(after=4)
    with pytest.raises(Cancelled):
        actions.import_list(found, by=by, progress=progress)
    assert progress.heard[0] == (0, 6)
    assert not Agreement.objects.exists()
    assert not Partnership.objects.exists()
    found.refresh_from_db()
    assert found.is_open


@pytest.mark.django_db(transaction=True)
def test_it_is_done_in_the_background(huddinge: Organisation, by: Viewer) -> None:
    found = actions.start_import(listed(FAULTY, huddinge, by), by=by, leave_faulty=True)
    job = Job.objects.get(code=found.job)
    with pytest.raises(Refused) as refused:
        actions.leave_out(found, rows=[2], by=by)
    assert codes(refused) == ["not_open"]
    run(take(job.code))
    job.refresh_from_db()
    assert (job.state, job.leads_to) == (JobState.DONE, found.get_absolute_url())
    assert Agreement.objects.count() == 1
    found.refresh_from_db()
    assert found.state == ListState.IMPORTED


def test_only_those_of_the_organisation_take_its_lists_in(
    huddinge: Organisation, narvik: Organisation, by: Viewer
) -> None:
    found = listed(LIST, huddinge, by)
    who = viewers(huddinge, narvik)
    sees = {name for name, viewer in who.items() if AgreementList.objects.visible_to(viewer).exists()}
    assert sees == {"coordinator", "lead", "administrator", "key that reads", "operator"}
    for name in ("passer-by", "stranger", "reader", "contact", "key that reads"):
        for act in (
            lambda viewer: actions.drop_list(b"Titel;Motpart\n", "x.csv", organisation=huddinge, by=viewer),
            lambda viewer: actions.import_list(found, by=viewer),
            lambda viewer: actions.tell_columns(found, columns={0: "title"}, by=viewer),
            lambda viewer: actions.remove_list(found, by=viewer),
        ):
            with pytest.raises(NotAllowed):
                act(who[name])
    assert not Agreement.objects.exists()


def test_an_agreement_that_is_not_ones_own_to_change_is_a_fault(
    huddinge: Organisation, narvik: Organisation, by: Viewer
) -> None:
    actions.import_list(listed(LIST, huddinge, by), by=by)
    lead = viewers(huddinge, narvik)["lead"]
    second = listed(LIST.replace("2026-12-31", "2028-12-31"), huddinge, lead)
    [line] = [line for line in looked_at(second, lead).lines if line.state == S.FAULTY]
    assert [fault.code for fault in line.entry.faults] == [RowFault.NOT_YOURS]


def test_what_is_no_list_is_refused_and_nothing_is_kept(huddinge: Organisation, by: Viewer) -> None:
    with pytest.raises(Refused) as refused:
        listed(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), huddinge, by)
    assert codes(refused) == [TableFault.OLD_OR_LOCKED]
    assert not AgreementList.objects.exists()


def test_a_list_is_taken_away_and_its_agreements_stay(huddinge: Organisation, by: Viewer) -> None:
    found = actions.import_list(listed(LIST, huddinge, by), by=by)
    actions.remove_list(found, by=by)
    assert Agreement.objects.count() == ListedAgreement.objects.count() == 3
    assert not AgreementList.objects.exists()


def test_only_the_own_organisation_is_no_agreement(huddinge: Organisation, by: Viewer) -> None:
    looked = looked_at(listed("Titel;Parter\nA;Huddinge kommun\n", huddinge, by), by)
    assert looked.lines[0].faults[0][:2] == ("B2", ListColumn.PARTY.label)


def test_looking_costs_the_same_for_many_rows(
    huddinge: Organisation, by: Viewer, django_assert_num_queries: object
) -> None:
    for rows in (2, 60):
        text = "Titel;Motpart\n" + "".join(f"A{number};Södertörns högskola\n" for number in range(rows))
        found = listed(text, huddinge, by)
        with django_assert_num_queries(3):  # type: ignore[operator]
            looked_at(found, by)
