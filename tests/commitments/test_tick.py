"""Time passes: people are told in time, then the unit, then the lead; each once."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress

from sampakt.agreements.actions import add_party, draft_agreement, sign, start_partnership, withdraw_signature
from sampakt.agreements.models import Agreement
from sampakt.agreements.terms import AgreementKind
from sampakt.commitments.actions.assessing import rebuild
from sampakt.commitments.actions.commitments import register_commitment
from sampakt.commitments.models import Commitment, Escalation, StoredAssessment
from sampakt.commitments.terms import EscalationLevel, Status
from sampakt.commitments.tick import tick
from sampakt.kernel.terms import Audience, Role
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import add_office, add_person, add_unit, appoint
from sampakt.organisations.models import Membership, Office, Organisation, Person, Space, Unit, User
from sampakt.post.models import Letter

pytestmark = pytest.mark.django_db

DUE = date(2026, 6, 30)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

Register = Callable[..., Commitment]


@pytest.fixture
def huddinge() -> Organisation:
    return Organisation.objects.get(code="huddinge-kommun")


@pytest.fixture
def sodertorn() -> Organisation:
    return Organisation.objects.get(code="sodertorns-hogskola")


@pytest.fixture
def agreement(huddinge: Organisation, sodertorn: Organisation) -> Agreement:
    partnership = start_partnership(huddinge, by=SYSTEM, code="a", name=Text(sv="Partnerskapet"), language="sv")
    agreement = draft_agreement(
        partnership,
        by=SYSTEM,
        key="main",
        kind=AgreementKind.COOPERATION,
        title=Text(sv="Avtalet"),
        starts_on=date(2024, 1, 1),
        ends_on=date(2027, 12, 31),
    )
    for organisation in (huddinge, sodertorn):
        party = add_party(agreement, organisation=organisation, by=SYSTEM)
    sign(party, signed_on=date(2023, 12, 1), by=SYSTEM)
    return agreement


@pytest.fixture
def unit(huddinge: Organisation) -> Unit:
    return add_unit(huddinge, by=SYSTEM, name=Text(sv="Skolförvaltningen"), kind="administration")


@pytest.fixture
def register(agreement: Agreement) -> Register:
    """A promise to deliver something by the last of June 2026, with a month's warning."""

    def registered(**values: object) -> Commitment:
        settings = {
            "title": Text(sv="En modell tas fram", nb="En modell utvikles"),
            "kind": "deliver_by",
            "parameters": {"types": ["model"], "by": DUE.isoformat()},
            "warn_days": 30,
            **values,
        }
        commitment = register_commitment(agreement, by=SYSTEM, **settings)  # type: ignore[arg-type]
        Commitment.objects.update(created_at=LONG_AGO)
        return commitment

    return registered


def _office(organisation: Organisation, name: str, unit: Unit | None = None, function: str = "other") -> Office:
    return add_office(organisation, by=SYSTEM, name=Text(sv=name), unit=unit, function=function)


def _appointed(office: Office, email: str) -> Person:
    """Somebody who holds the office and has no account."""
    person = add_person(office.organisation, by=SYSTEM, name=email.split("@", maxsplit=1)[0], email=email)
    appoint(office, by=SYSTEM, person=person, starts_on=date(2024, 1, 1))
    return person


def _hold(office: Office, email: str, language: str = "") -> User:
    """Somebody who holds the office and reads what the partnership holds."""
    user = _account(_appointed(office, email), language)
    Membership.objects.create(space=Space.objects.get(), user=user, organisation=office.organisation, role=Role.READER)
    return user


def _account(person: Person, language: str = "") -> User:
    user = User.objects.create_user(person.email, person=person, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _member(agreement: Agreement, organisation: Organisation, email: str, role: Role) -> User:
    user = _account(add_person(organisation, by=SYSTEM, name=email.split("@", maxsplit=1)[0], email=email))
    Membership.objects.create(space=agreement.space, user=user, organisation=organisation, role=role)
    return user


def _pass(day: date) -> list[Letter]:
    """The letters of that day's tick, as if every answer were that day's."""
    before = set(Letter.objects.values_list("pk", flat=True))
    rebuild(today=day)
    tick(day)
    return list(Letter.objects.exclude(pk__in=before).order_by("to"))


def test_whoever_holds_the_office_is_told_when_it_is_due_soon(register: Register, huddinge: Organisation) -> None:
    office = _office(huddinge, "Utvecklingschef")
    _hold(office, "chief@example.org")
    commitment = register(responsible=office)
    assert _pass(DUE - timedelta(days=31)) == []
    (letter,) = _pass(DUE - timedelta(days=30))
    assert (letter.to, letter.language) == ("chief@example.org", "sv")
    assert "En modell tas fram" in letter.subject
    assert f"/commitments/{commitment.code}/" in letter.body
    assert "30 juni 2026" in letter.body


def test_the_letter_is_in_the_readers_language(register: Register, huddinge: Organisation) -> None:
    office = _office(huddinge, "Utvecklingschef")
    _hold(office, "chief@example.org", "nb")
    register(responsible=office)
    (letter,) = _pass(DUE - timedelta(days=10))
    assert letter.language == "nb"
    assert "En modell utvikles" in letter.subject
    assert "30. juni 2026" in letter.body


def test_a_letter_is_plain_words(register: Register, huddinge: Organisation) -> None:
    office = _office(huddinge, "Utvecklingschef")
    _hold(office, "chief@example.org")
    register(responsible=office)
    register(responsible=office)
    (letter,) = _pass(DUE - timedelta(days=10))
    assert letter.subject == "2 åtaganden väntar på dig"
    assert "senast 30 juni 2026" in letter.body
    assert not re.search("[<>]", letter.body)


def test_once_the_same_day_and_once_in_all(register: Register, huddinge: Organisation) -> None:
    office = _office(huddinge, "Utvecklingschef")
    _hold(office, "chief@example.org")
    register(responsible=office)
    day = DUE - timedelta(days=10)
    assert len(_pass(day)) == 1
    assert _pass(day) == []
    assert _pass(day + timedelta(days=1)) == []
    assert _pass(DUE + timedelta(days=1)) == []


def test_what_nobody_sees_to_climbs(
    register: Register, agreement: Agreement, unit: Unit, huddinge: Organisation
) -> None:
    chief = _office(huddinge, "Utvecklingschef")
    _hold(chief, "chief@example.org")
    _hold(_office(huddinge, "Kontaktperson", unit, "contact"), "unit@example.org")
    _member(agreement, huddinge, "coordinator@example.org", Role.COORDINATOR)
    _member(agreement, huddinge, "lead@example.org", Role.LEAD)
    register(responsible=chief, unit=unit)

    def told(days: int) -> list[str]:
        return [letter.to for letter in _pass(DUE + timedelta(days=days))]

    assert told(-10) == ["chief@example.org"]
    assert told(13) == []
    assert told(14) == ["unit@example.org"]
    assert told(15) == []
    assert told(28) == ["lead@example.org"]
    assert told(29) == []
    assert list(Escalation.objects.order_by("pk").values_list("level", flat=True)) == list(EscalationLevel)


def test_days_without_a_tick_are_caught_up(
    register: Register, agreement: Agreement, unit: Unit, huddinge: Organisation
) -> None:
    _hold(_office(huddinge, "Kontaktperson", unit, "contact"), "unit@example.org")
    _member(agreement, huddinge, "lead@example.org", Role.LEAD)
    register(unit=unit)
    assert [letter.to for letter in _pass(DUE + timedelta(days=40))] == ["lead@example.org", "unit@example.org"]
    assert Escalation.objects.count() == 3
    assert _pass(DUE + timedelta(days=41)) == []


def test_several_promises_make_one_letter(register: Register, huddinge: Organisation) -> None:
    office = _office(huddinge, "Utvecklingschef")
    _hold(office, "chief@example.org")
    codes = [register(responsible=office).code for _ in range(3)]
    (letter,) = _pass(DUE - timedelta(days=10))
    assert all(f"/commitments/{code}/" in letter.body for code in codes)


def test_what_has_been_done_is_told_to_nobody(register: Register, huddinge: Organisation) -> None:
    from sampakt.commitments.actions.deeds import record_deed

    office = _office(huddinge, "Utvecklingschef")
    _hold(office, "chief@example.org")
    commitment = register(responsible=office)
    record_deed(
        commitment.space,
        by=SYSTEM,
        sort="deliverable",
        type="model",
        title=Text(sv="Modellen"),
        done_on=date(2026, 5, 1),
    )
    assert _pass(DUE + timedelta(days=40)) == []


def test_a_statement_is_asked_for_and_its_lack_climbs(
    register: Register, agreement: Agreement, huddinge: Organisation
) -> None:
    _member(agreement, huddinge, "contact@example.org", Role.CONTACT)
    _member(agreement, huddinge, "lead@example.org", Role.LEAD)
    register(kind="statement", check_by="H", parameters={})
    asked = StoredAssessment.objects.get()
    rebuild(today=date(2025, 1, 5))
    asked.refresh_from_db()
    assert asked.status == Status.NOT_CHECKABLE
    assert asked.due_on == date(2025, 1, 31)
    assert [letter.to for letter in _pass(date(2025, 1, 5))] == ["contact@example.org"]
    assert [letter.to for letter in _pass(date(2025, 2, 14))] == ["contact@example.org"]
    assert [letter.to for letter in _pass(date(2025, 2, 28))] == ["lead@example.org"]


def test_when_nobody_is_named_the_promising_sides_coordinator_is_told(
    register: Register, agreement: Agreement, huddinge: Organisation, sodertorn: Organisation
) -> None:
    _member(agreement, huddinge, "huddinge@example.org", Role.COORDINATOR)
    _member(agreement, sodertorn, "sodertorn@example.org", Role.COORDINATOR)
    register(owes=[sodertorn], owed=[huddinge])
    assert [letter.to for letter in _pass(DUE - timedelta(days=5))] == ["sodertorn@example.org"]


def test_a_level_without_anybody_is_told_when_somebody_comes(
    register: Register, agreement: Agreement, huddinge: Organisation
) -> None:
    register()
    assert _pass(DUE + timedelta(days=28)) == []
    assert not Escalation.objects.exists()
    _member(agreement, huddinge, "lead@example.org", Role.LEAD)
    assert [letter.to for letter in _pass(DUE + timedelta(days=29))] == ["lead@example.org"]


def test_one_partys_own_promise_is_told_to_nobody_else(
    register: Register, agreement: Agreement, huddinge: Organisation, sodertorn: Organisation
) -> None:
    office = _office(sodertorn, "Prefekt")
    _hold(office, "other@example.org")
    _member(agreement, sodertorn, "other.lead@example.org", Role.LEAD)
    register(audience=Audience.OWN, organisation=huddinge, responsible=office)
    assert _pass(DUE + timedelta(days=40)) == []
    _member(agreement, huddinge, "own@example.org", Role.COORDINATOR)
    assert {letter.to for letter in _pass(DUE + timedelta(days=41))} == {"own@example.org"}


def test_an_office_alone_opens_no_page_so_that_the_next_who_may_see_it_is_told(
    register: Register, agreement: Agreement, unit: Unit, huddinge: Organisation
) -> None:
    chief, contact = _office(huddinge, "Utvecklingschef"), _office(huddinge, "Kontaktperson", unit, "contact")
    _appointed(chief, "chief@example.org")
    _account(_appointed(contact, "unit@example.org"))
    _member(agreement, huddinge, "contact@example.org", Role.CONTACT)
    _member(agreement, huddinge, "coordinator@example.org", Role.COORDINATOR)
    register(responsible=chief, unit=unit)
    assert [letter.to for letter in _pass(DUE - timedelta(days=10))] == ["contact@example.org"]
    assert [letter.to for letter in _pass(DUE + timedelta(days=14))] == ["contact@example.org"]
    assert [letter.to for letter in _pass(DUE + timedelta(days=28))] == ["coordinator@example.org"]


def test_what_everyone_can_open_is_told_to_holders_without_an_account(
    register: Register, agreement: Agreement, huddinge: Organisation
) -> None:
    chief = _office(huddinge, "Utvecklingschef")
    _appointed(chief, "chief@example.org")
    for table in (Space, Agreement):
        table._base_manager.update(audience=Audience.PUBLIC)
    register(responsible=chief, audience=Audience.PUBLIC)
    assert [letter.to for letter in _pass(DUE - timedelta(days=10))] == ["chief@example.org"]


def test_nothing_is_told_of_an_agreement_that_nobody_has_signed(
    register: Register, agreement: Agreement, huddinge: Organisation
) -> None:
    party = agreement.parties.get(signed_on__isnull=False)
    withdraw_signature(party, by=SYSTEM)
    _member(agreement, huddinge, "own@example.org", Role.COORDINATOR)
    for kind in ("deliver_by", "statement", "signed_by"):
        register(kind=kind, parameters={"by": DUE.isoformat()} if kind == "deliver_by" else {})
    assert not _pass(DUE + timedelta(days=30))
    assert {row.status for row in StoredAssessment.objects.all()} <= {Status.NOT_YET_DUE, Status.NOT_CHECKABLE}
    sign(party, signed_on=DUE, by=SYSTEM)
    assert [letter.to for letter in _pass(DUE + timedelta(days=30))] == ["own@example.org"]


def test_those_are_told_of_whom_the_missing_thing_is_asked(
    register: Register, agreement: Agreement, huddinge: Organisation, sodertorn: Organisation
) -> None:
    register(kind="signed_by", parameters={})
    _member(agreement, sodertorn, "signed@example.org", Role.COORDINATOR)
    day = date(2026, 6, 1)
    Commitment.objects.update(created_at=datetime(2026, 6, 1, 9, tzinfo=UTC))
    (letter,) = _pass(day)
    assert letter.to == "signed@example.org"
    assert "Det här väntar på en annan part" in letter.body
    assert "Du ansvarar för" not in letter.body
    assert f"{agreement.space.partnership.name} · {agreement.title}" in letter.body
    Escalation.objects.all().delete()
    _member(agreement, huddinge, "unsigned@example.org", Role.COORDINATOR)
    (letter,) = _pass(day + timedelta(days=1))
    assert letter.to == "unsigned@example.org"
    assert "Du ansvarar för" in letter.body


def test_closed_accounts_get_no_letters(register: Register, huddinge: Organisation) -> None:
    office = _office(huddinge, "Utvecklingschef")
    user = _hold(office, "gone@example.org")
    User.objects.filter(pk=user.pk).update(is_active=False)
    register(responsible=office)
    assert _pass(DUE - timedelta(days=10)) == []


def test_tells_what_it_did(register: Register, huddinge: Organisation) -> None:
    office = _office(huddinge, "Utvecklingschef")
    _hold(office, "chief@example.org")
    register(responsible=office)
    StoredAssessment.objects.all().delete()
    assert tick(DUE - timedelta(days=10)) == "Commitments assessed again: 1. Letters written: 1."


def test_as_many_queries_for_many_promises(
    register: Register, huddinge: Organisation, django_assert_max_num_queries: object
) -> None:
    office = _office(huddinge, "Utvecklingschef")
    _hold(office, "chief@example.org")
    for _ in range(20):
        register(responsible=office)
    rebuild(today=DUE - timedelta(days=10))
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        tick(DUE - timedelta(days=10))
    assert Letter.objects.count() == 1
