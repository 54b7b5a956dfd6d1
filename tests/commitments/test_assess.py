"""The engine: many promises at once, on any day, and the stored answers that follow every change."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sampakt.agreements.models import Agreement, Amendment, Partnership, Party
from sampakt.commitments.actions.assessing import reassess_due, reassess_touched, rebuild
from sampakt.commitments.models import Commitment, Deed, Evidence, EvidenceUse, Statement, StoredAssessment, Waiver
from sampakt.commitments.queries.assess import assess
from sampakt.commitments.queries.registry import all_kinds, objections_to_parameters
from sampakt.commitments.rules import AsOf, Finding
from sampakt.commitments.terms import CommitmentObjection, Status
from sampakt.commitments.tick import tick
from sampakt.commitments.wording import explained_everywhere
from sampakt.kernel import clock
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Appointment, Office, Organisation, Space, Unit
from sampakt.trail.actions import gathered, record
from sampakt.trail.models import TrailLine

pytestmark = pytest.mark.django_db
START = date(2022, 1, 1)
TODAY = date(2026, 11, 21)


@pytest.fixture
def agreement() -> Agreement:
    space = Space.objects.create()
    Partnership.objects.create(space=space, code="p", name=Text(sv="Partnerskapet"))
    made = Agreement.objects.create(
        space=space,
        key="main",
        kind="cooperation",
        title=Text(sv="Avtalet"),
        starts_on=START,
        ends_on=date(2027, 12, 31),
    )
    for organisation in Organisation.objects.filter(code__in=("huddinge-kommun", "sodertorns-hogskola")):
        space.organisations.add(organisation)
        Party.objects.create(agreement=made, organisation=organisation, signed_on=START)
    return made


def promise(agreement: Agreement, kind: str, reference: str = "A-1", **more: object) -> Commitment:
    parameters = more.pop("parameters", {})
    return Commitment.objects.create(
        space_id=agreement.space_id,
        agreement=agreement,
        reference=reference,
        title=Text(sv="Ett åtagande"),
        kind=kind,
        parameters=parameters,
        **more,
    )


def report(agreement: Agreement, day: str, key: str, **more: object) -> Deed:
    return Deed.objects.create(
        space_id=agreement.space_id,
        key=key,
        sort="report",
        type="annual",
        title=Text(sv="Rapport"),
        done_on=date.fromisoformat(day),
        **more,
    )


def found(commitment: Commitment, day: date = TODAY) -> Finding:
    (assessment,) = assess(Commitment.objects.filter(pk=commitment.pk), AsOf(day))
    return assessment.finding


def stored() -> dict[int, tuple[str, object]]:
    return {
        pk: (status, finding) for pk, status, finding in StoredAssessment.objects.values_list("pk", "status", "finding")
    }


def test_a_past_answer_is_the_same_after_later_records(agreement: Agreement) -> None:
    commitment = promise(agreement, "report", parameters={"type": "annual", "due": "12-31"})
    report(agreement, "2022-05-01", "r1")
    then = date(2024, 3, 1)
    before = found(commitment, then)
    report(agreement, "2024-03-02", "r2")
    Statement.objects.create(commitment=commitment, stated_on=date(2024, 4, 1), verdict="not_fulfilled")
    Waiver.objects.create(
        commitment=commitment,
        body="Kommunstyrelsen",
        decided_on=date(2024, 3, 2),
        reference="§ 1",
        starts_on=START,
        reason=Text(sv="Annat"),
    )
    assert found(commitment, then) == before
    assert found(commitment, date(2024, 3, 2)).status == Status.WAIVED


def test_terms_that_were_agreed_anew_do_not_change_the_past(agreement: Agreement) -> None:
    decided, lasts = promise(agreement, "decide_before"), promise(agreement, "period", "A-2")
    gives_notice = promise(agreement, "notice", "A-3", parameters={"months": 12})
    asked = (date(2025, 9, 30), date(2026, 5, 31))
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=date(2026, 12, 31), notice_months=6)
    then = [found(one, day) for day in asked for one in (decided, lasts, gives_notice)]

    Agreement.objects.filter(pk=agreement.pk).update(ends_on=date(2028, 12, 31), notice_months=12)
    extended = {"term": "ends_on", "before": "2026-12-31", "after": "2028-12-31"}
    lengthened = {"term": "notice_months", "before": 6, "after": 12}
    Amendment.objects.create(
        agreement=agreement,
        summary=Text(sv="Två år till"),
        decided_on=date(2026, 6, 1),
        from_on=date(2026, 7, 1),
        changes=[extended, lengthened],
    )

    assert [found(one, day) for day in asked for one in (decided, lasts, gives_notice)] == then
    assert found(decided, date(2026, 6, 1)).due_on == date(2028, 12, 30), "known from its decision"
    waiting = found(gives_notice, date(2026, 6, 1))
    assert (waiting.status, waiting.stands_until) == (Status.BROKEN, date(2026, 7, 1)), "holds from its day"
    assert found(gives_notice, date(2026, 7, 1)).status == Status.KEPT


def test_an_end_decided_later_was_not_known_before(agreement: Agreement) -> None:
    at_the_end = promise(agreement, "deliver_by", parameters={"types": ["pilot"], "at_end": True})
    then = found(at_the_end, date(2024, 6, 1))
    Agreement.objects.filter(pk=agreement.pk).update(ended_on=date(2024, 12, 1), end_decided_on=date(2024, 9, 1))
    assert found(at_the_end, date(2024, 6, 1)) == then
    assert then.due_on == date(2027, 12, 31)
    assert found(at_the_end, date(2024, 9, 1)).due_on == date(2024, 12, 1)


def test_a_party_that_joins_later_is_asked_from_then_on(agreement: Agreement) -> None:
    signed = promise(agreement, "signed_by")
    joins = date(2024, 3, 1)
    mora = Organisation.objects.get(code="mora-kommun")
    Party.objects.create(agreement=agreement, organisation=mora, joined_on=joins)

    before = found(signed, joins - timedelta(days=1))
    assert (before.status, before.stands_until) == (Status.KEPT, joins)
    assert [missing.asked_of for missing in found(signed, joins).missing] == [mora.pk]

    Party.objects.filter(organisation=mora).update(left_on=date(2025, 2, 28))
    assert found(signed, date(2025, 2, 28)).stands_until == date(2025, 3, 1)
    assert found(signed, date(2025, 3, 1)).status == Status.KEPT


def test_who_has_not_signed_is_named_before_the_first_day(agreement: Agreement) -> None:
    Agreement.objects.filter(pk=agreement.pk).update(starts_on=date(2026, 12, 1))
    first, second = Party.objects.filter(agreement=agreement).order_by("pk")
    Party.objects.filter(agreement=agreement).update(signed_on=None)
    signed, meets = promise(agreement, "signed_by"), promise(agreement, "activity", "A-2")
    assert (found(signed).status, found(signed).missing) == (Status.NOT_YET_DUE, ())
    Party.objects.filter(pk=first.pk).update(signed_on=TODAY)
    waiting = found(signed)
    assert (waiting.status, [each.asked_of for each in waiting.missing]) == (Status.ON_TRACK, [second.organisation_id])
    Party.objects.filter(pk=second.pk).update(signed_on=TODAY)
    assert (found(signed).status, found(meets).status) == (Status.KEPT, Status.NOT_YET_DUE)
    Commitment.objects.filter(pk=signed.pk).update(starts_on=date(2027, 1, 1))
    assert found(signed).status == Status.NOT_YET_DUE


def test_own_words_are_compared_without_what_spellings_differ_in(agreement: Agreement) -> None:
    commitment = promise(
        agreement, "activity_in_each", parameters={"tags": ["Driva initiativ", "fatta-beslut"], "sorts": ["event"]}
    )
    deed = report(agreement, "2023-03-01", "e1", tags=["driva-initiativ"])
    Deed.objects.filter(pk=deed.pk).update(sort="event")
    assert [missing.name for missing in found(commitment).missing] == ["fatta-beslut"]
    yearly = promise(agreement, "report", "A-2", parameters={"type": "ANNUAL", "per": "once"})
    report(agreement, "2023-03-01", "r1")
    assert found(yearly).status == Status.KEPT


def test_as_many_questions_for_many_as_for_one(agreement: Agreement) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            assess(Commitment.objects.all(), AsOf(TODAY))
        return len(questions)

    def one_of_each(number: int) -> None:
        for kind, parameters in (
            ("report", {"type": "annual"}),
            ("signed_by", {}),
            ("role_filled", {"functions": ["contact"]}),
            ("statement", {}),
        ):
            promise(agreement, kind, f"{kind[:3]}-{number}", parameters=parameters)

    one_of_each(0)
    first = asked()
    for number in range(1, 30):
        one_of_each(number)
    assert asked() == first
    assert first <= 32


def test_a_change_is_followed_at_once_and_as_if_all_were_assessed_anew(agreement: Agreement) -> None:
    yearly = promise(agreement, "report", parameters={"type": "annual", "per": "once"})
    other = promise(agreement, "signed_by", "A-2")
    rebuild(today=TODAY)
    assert stored()[yearly.pk][0] == Status.NOT_YET_DUE
    deed = report(agreement, "2024-03-02", "r1")
    record("deed recorded", deed, by=SYSTEM)
    assert stored()[yearly.pk][0] == Status.KEPT
    assert stored()[other.pk][0] == Status.KEPT
    after_change = stored()
    StoredAssessment.objects.all().delete()
    rebuild()
    assert stored() == after_change


def test_a_change_asks_only_the_kinds_that_read_it(agreement: Agreement) -> None:
    signed = promise(agreement, "signed_by", "A-2")
    rebuild(today=TODAY)
    StoredAssessment.objects.filter(pk=signed.pk).update(status=Status.BROKEN)
    record("deed recorded", report(agreement, "2024-03-02", "r1"), by=SYSTEM)
    assert stored()[signed.pk][0] == Status.BROKEN, "a deed says nothing of signatures"
    record("party signed", Party.objects.first(), by=SYSTEM, space_id=agreement.space_id)
    assert stored()[signed.pk][0] == Status.KEPT


def test_an_office_left_empty_reaches_every_partnership_of_its_organisation(agreement: Agreement) -> None:
    organisation = Organisation.objects.get(code="huddinge-kommun")
    unit = Unit.objects.create(organisation=organisation, key="u", name=Text(sv="Skola"), kind="administration")
    office = Office.objects.create(
        organisation=organisation, key="c", unit=unit, name=Text(sv="Kontakt"), function="contact"
    )
    held = Appointment.objects.create(office=office, starts_on=START)
    commitment = promise(agreement, "role_filled", parameters={"functions": ["contact"], "per": "unit"})
    rebuild()
    assert stored()[commitment.pk][0] == Status.KEPT
    held.ends_on = date(2026, 1, 31)
    held.save()
    record("appointment ended", held, by=SYSTEM, organisation_id=organisation.pk)
    assert stored()[commitment.pk][0] == Status.OVERDUE
    assert StoredAssessment.objects.get(pk=commitment.pk).finding["missing"][0]["name"] == {"sv": "Skola"}


def test_lines_written_together_are_followed_once(agreement: Agreement) -> None:
    commitment = promise(agreement, "report", parameters={"type": "annual", "per": "once"})
    with gathered():
        for number in range(3):
            record("deed recorded", report(agreement, f"2024-03-0{number + 1}", f"r{number}"), by=SYSTEM)
        assert not StoredAssessment.objects.exists()
    assert len(StoredAssessment.objects.get(pk=commitment.pk).finding["evidence"]) == 3


def test_a_new_day_touches_only_what_falls_due(agreement: Agreement) -> None:
    soon = promise(agreement, "deliver_by", parameters={"by": "2026-11-25", "types": ["model"]}, warn_days=3)
    promise(agreement, "signed_by", "A-2")
    rebuild(today=TODAY)
    assert StoredAssessment.objects.get(pk=soon.pk).stands_until == date(2026, 11, 22)
    assert reassess_due(TODAY) == 0
    assert reassess_due(date(2026, 11, 22)) == 1
    assert StoredAssessment.objects.get(pk=soon.pk).status == Status.DUE_SOON
    assert reassess_due(date(2026, 11, 22)) == 0
    assert reassess_due(date(2026, 11, 30)) == 1
    assert StoredAssessment.objects.get(pk=soon.pk).status == Status.OVERDUE


def test_what_an_older_version_found_is_found_anew_by_migrate_or_the_tick(agreement: Agreement) -> None:
    promise(agreement, "deliver_by", parameters={"by": "2024-11-25", "types": ["model"]})
    promise(agreement, "signed_by", "A-2")
    rebuild()
    known = list(StoredAssessment.objects.order_by("pk").values())
    for renew in (lambda: call_command("migrate", verbosity=0), lambda: tick(clock.today())):
        StoredAssessment.objects.update(engine="0.0.9/1", status=Status.BROKEN, finding={"words": "of old"})
        renew()
        assert list(StoredAssessment.objects.order_by("pk").values()) == known
    StoredAssessment.objects.update(finding={})
    call_command("migrate", verbosity=0)
    assert not StoredAssessment.objects.exclude(finding={}).exists()  # of this version, so that nothing is done


def test_evidence_counts_when_approved_and_until_it_runs_out(agreement: Agreement) -> None:
    commitment = promise(agreement, "deliver_by", parameters={"types": ["model"]})
    piece = Evidence.objects.create(
        space_id=agreement.space_id,
        key="e",
        title=Text(sv="Modellen"),
        kind="note",
        words="Den finns.",
        dated_on=date(2024, 1, 1),
        state="in_review",
        valid_until=date(2025, 12, 31),
    )
    EvidenceUse.objects.create(evidence=piece, commitment=commitment)
    assert found(commitment).status == Status.NO_EVIDENCE
    Evidence.objects.filter(pk=piece.pk).update(state="approved", approved_on=date(2024, 2, 1))
    assert found(commitment, date(2024, 1, 31)).status == Status.NO_EVIDENCE
    counted = found(commitment, date(2024, 2, 1))
    assert (counted.status, counted.stands_until) == (Status.KEPT, date(2026, 1, 1))
    assert found(commitment, date(2026, 1, 1)).status == Status.NO_EVIDENCE


def test_a_private_record_of_one_party_counts_for_none_but_its_own_promises(agreement: Agreement) -> None:
    organisation = Organisation.objects.get(code="huddinge-kommun")
    joint = promise(agreement, "report", parameters={"type": "annual", "per": "once"})
    private = promise(
        agreement,
        "report",
        "A-2",
        parameters={"type": "annual", "per": "once"},
        audience="own",
        organisation=organisation,
    )
    report(agreement, "2024-03-02", "r1", audience="own", organisation=organisation)
    assert found(joint).status == Status.NOT_YET_DUE
    assert found(private).status == Status.KEPT


@pytest.mark.parametrize("kind", sorted(all_kinds()))
def test_every_kind_answers_on_an_agreement_of_which_nothing_is_known(agreement: Agreement, kind: str) -> None:
    least = {
        "decision": {"party": "huddinge-kommun", "instance": "board"},
        "decision_chain": {"party": "huddinge-kommun", "instances": ["board"]},
        "continuation_papers": {"papers": ["mandate"]},
        "notice": {"months": 12},
        "revise_every": {"months": 12},
        "linked_agreement": {"relation": "continues"},
        "agreement_is": {"kind": "cooperation"},
        "must_contain": {"topics": ["goals"]},
        "claim_recorded": {"field": "signed_on"},
        "partner_list": {"organisations": ["huddinge-kommun"]},
        "priority": {"organisations": ["huddinge-kommun"]},
        "first_option": {"organisation": "huddinge-kommun", "subject": "skola"},
        "role_filled": {"functions": ["contact"]},
        "body_exists": {"body_sorts": ["council"]},
        "seat": {"body": "council"},
        "seats_per_theme": {"body": "council", "organisation": "huddinge-kommun"},
        "parity": {"body": "council"},
        "chair": {"body": "council", "organisation": "huddinge-kommun"},
        "deputy_chair": {"body": "council", "organisation": "huddinge-kommun"},
        "chair_alternates": {
            "body": "council",
            "organisations": ["huddinge-kommun", "sodertorns-hogskola"],
            "months": 12,
        },
        "agenda_item": {"body": "council"},
        "agreement_required": {"body": "council"},
        "based_on_material": {"body": "council", "from_body": "group"},
        "reports_to": {"body": "council"},
        "report": {"type": "annual"},
    }.get(kind, {})
    finding = found(promise(agreement, kind, parameters=least))
    assert finding.status in Status.values
    words = explained_everywhere(finding.as_data())
    assert all(words.values())
    assert not any("%(" in text for text in words.values())


def test_parameters_that_do_not_fit_are_told_by_name() -> None:
    (unknown,) = objections_to_parameters("meetings_on_mars", {})
    assert unknown.code == CommitmentObjection.KIND_UNKNOWN
    (wrong,) = objections_to_parameters("report", {"type": "annual", "due": "13-45"})
    assert (wrong.code, wrong.field) == (CommitmentObjection.PARAMETER_WRONG, "parameters.due")


def test_the_stored_answer_stands_as_long_as_it_says(agreement: Agreement) -> None:
    commitment = promise(agreement, "report", parameters={"type": "annual", "due": "03-31"})
    for year in (2022, 2023, 2025):
        report(agreement, f"{year + 1}-03-1{year % 10}", f"r{year}", covers_until=date(year, 12, 31))
    day = START
    while day < TODAY:
        now = found(commitment, day)
        if now.stands_until is None:
            break
        assert now.stands_until > day
        last = now.stands_until - timedelta(days=1)
        known = Deed.objects.filter(done_on__gt=day, done_on__lte=last).exists()
        if not known:
            assert found(commitment, last).status == now.status, (day, last)
        day = now.stands_until


def test_a_load_that_touches_thousands_of_spaces_is_one_question(agreement: Agreement) -> None:
    """Each space as a condition of its own is deeper than SQLite reads."""
    commitment = promise(agreement, "report", parameters={"type": "annual"})
    spaces = [*range(10_000, 13_000), commitment.space_id]
    reassess_touched([TrailLine(subject_kind="commitments.deed", space_id=space) for space in spaces])
    assert StoredAssessment.objects.filter(commitment=commitment).exists()


def test_a_sub_agreement_with_promises_of_its_own_stands_under_the_one_above(agreement: Agreement) -> None:
    above = promise(agreement, "sub_agreements")
    sub = Agreement.objects.create(
        space_id=agreement.space_id, key="sub", kind="sub", title=Text(sv="Delavtalet"), parent=agreement
    )
    promise(sub, "in_force", "A-2")
    together = assess(Commitment.objects.all(), AsOf(TODAY))
    assert next(each.finding for each in together if each.commitment_id == above.pk) == found(above)
    assert found(above).status == Status.KEPT
