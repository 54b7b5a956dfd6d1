"""Each verb: does it; refuses with the right objections; not by the wrong person; leaves one line in the trail."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail

from sampakt.kernel import clock
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.terms import Role
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import NOBODY, SYSTEM, Viewer
from sampakt.organisations import actions
from sampakt.organisations.models import (
    Appointment,
    Invitation,
    Membership,
    Office,
    Organisation,
    OrganisationRole,
    Person,
    Space,
    Succession,
    Token,
    Unit,
    User,
)
from sampakt.organisations.terms import OrganisationObjection as Why
from sampakt.post.models import Letter
from sampakt.trail.models import TrailLine

from .conftest import Cast

As = Callable[[str], Viewer]
STARTS = date(2024, 1, 1)


def codes_of(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [objection.code for objection in refused.value.objections]


def the_line() -> TrailLine:
    """The only line in the trail."""
    return TrailLine.objects.get()


# Organisations


def test_adding_an_organisation(as_: As) -> None:
    added = actions.add_organisation(
        name="Stiftelsen Älvros",
        kind="foundation",
        country="SE",
        organisation_number="802000-0009",
        by=as_("coordinator"),
    )
    assert (added.code, added.organisation_number) == ("stiftelsen-alvros", "8020000009")
    assert (the_line().verb, the_line().organisation_id) == ("add_organisation", added.pk)


def test_a_second_organisation_of_a_name_gets_a_code_of_its_own(as_: As) -> None:
    added = actions.add_organisation(name="Huddinge kommun", kind="other", country="ZZ", by=as_("coordinator"))
    assert added.code == "huddinge-kommun-2"


def test_the_same_organisation_is_not_added_twice(as_: As) -> None:
    as_kommune = {"name": "Ås Kommune", "kind": "municipality", "country": "NO", "by": as_("coordinator")}
    with pytest.raises(Refused) as refused:
        actions.add_organisation(**as_kommune)
    assert [(each.code, each.field) for each in refused.value.objections] == [(Why.NAME_TAKEN, "name")]
    assert "as-kommune" in str(refused.value.objections[0])
    numbered = {**as_kommune, "organisation_number": "974760673"}
    assert actions.add_organisation(**numbered).code == "as-kommune-2", "another number, another organisation"


def test_adding_refuses_wrong_and_taken_numbers_and_codes(as_: As) -> None:
    count = Organisation.objects.count()
    with pytest.raises(Refused) as refused:
        actions.add_organisation(
            name="Other", kind="other", country="SE", organisation_number="212000-0069", code="ntnu", by=as_("lead")
        )
    assert codes_of(refused) == [Why.NUMBER_WRONG, Why.CODE_TAKEN]
    assert "212000" in str(refused.value.objections[0])
    with pytest.raises(Refused) as refused:
        actions.add_organisation(
            name="Other", kind="other", country="SE", organisation_number="212000-0068", by=as_("lead")
        )
    assert codes_of(refused) == [Why.NUMBER_TAKEN]
    assert "Huddinge kommun" in str(refused.value.objections[0])
    assert Organisation.objects.count() == count
    assert not TrailLine.objects.exists()


def test_adding_refuses_what_the_fields_do_not_hold(as_: As) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_organisation(name="", kind="circus", country="SE", by=as_("lead"))
    assert {objection.field for objection in refused.value.objections} == {"name", "kind"}


@pytest.mark.parametrize("name", ["reader", "contact", "passer-by"])
def test_readers_add_no_organisation(as_: As, name: str) -> None:
    with pytest.raises(NotAllowed):
        actions.add_organisation(name="Other", kind="other", country="SE", by=as_(name))


def test_changing_an_organisation(as_: As, huddinge: Organisation) -> None:
    viewer = as_("administrator")
    actions.change_organisation(huddinge, website="https://huddinge.se", version=1, by=viewer)
    huddinge.refresh_from_db()
    assert (huddinge.website, huddinge.version) == ("https://huddinge.se", 2)
    assert the_line().changes == {"website": ["", "https://huddinge.se"]}


def test_a_change_that_changes_nothing_leaves_no_line(as_: As, huddinge: Organisation) -> None:
    actions.change_organisation(huddinge, name=huddinge.name, version=1, by=as_("administrator"))
    assert not TrailLine.objects.exists()


def test_two_writers_do_not_overwrite_each_other(as_: As, huddinge: Organisation) -> None:
    actions.change_organisation(huddinge, short_name="H", version=1, by=as_("administrator"))
    with pytest.raises(Conflict) as conflict:
        actions.change_organisation(huddinge, short_name="Hu", version=1, by=as_("administrator"))
    assert conflict.value.current.short_name == "H"  # type: ignore[attr-defined]
    assert TrailLine.objects.count() == 1


def test_changing_the_country_checks_the_number_anew(as_: As, huddinge: Organisation) -> None:
    with pytest.raises(Refused) as refused:
        actions.change_organisation(huddinge, country="NO", by=as_("administrator"))
    assert codes_of(refused) == [Why.NUMBER_WRONG]


@pytest.mark.parametrize("name", ["coordinator", "partner", "reader", "stranger", "passer-by"])
def test_only_administrators_change_what_a_register_tells(as_: As, huddinge: Organisation, name: str) -> None:
    with pytest.raises(NotAllowed):
        actions.change_organisation(huddinge, short_name="H", by=as_(name))


def test_recording_a_succession(huddinge: Organisation, narvik: Organisation) -> None:
    actions.record_succession(huddinge, predecessor=narvik, from_on=STARTS, by=SYSTEM)
    narvik.refresh_from_db()
    assert not narvik.is_active
    assert the_line().verb == "record_succession"
    with pytest.raises(Refused) as refused:
        actions.record_succession(huddinge, predecessor=narvik, from_on=STARTS, by=SYSTEM)
    assert codes_of(refused) == [Why.SUCCESSION_KNOWN]
    with pytest.raises(Refused) as refused:
        actions.record_succession(huddinge, predecessor=huddinge, from_on=STARTS, by=SYSTEM)
    assert codes_of(refused) == [Why.SUCCEEDS_ITSELF]


def test_readers_record_no_succession(as_: As, huddinge: Organisation, narvik: Organisation) -> None:
    with pytest.raises(NotAllowed):
        actions.record_succession(huddinge, predecessor=narvik, from_on=STARTS, by=as_("own reader"))
    assert not Succession.objects.filter(successor=huddinge).exists()


# Units, offices, appointments, people


@pytest.fixture
def unit(huddinge: Organisation) -> Unit:
    return Unit.objects.create(organisation=huddinge, key="school", name=Text(sv="Skolan"), kind="administration")


@pytest.fixture
def office(huddinge: Organisation) -> Office:
    return Office.objects.create(organisation=huddinge, key="contact", name=Text(sv="Kontakt"))


@pytest.fixture
def anna(huddinge: Organisation) -> Person:
    return Person.objects.create(organisation=huddinge, name="Anna Exempel")


def test_adding_a_unit(as_: As, huddinge: Organisation, unit: Unit) -> None:
    added = actions.add_unit(huddinge, name=Text(sv="Skolan"), kind="department", parent=unit, by=as_("coordinator"))
    assert (added.key, added.parent) == ("skolan", unit)
    again = actions.add_unit(huddinge, name=Text(sv="Skolan"), kind="department", by=as_("coordinator"))
    assert again.key == "skolan-2"
    assert TrailLine.objects.filter(verb="add_unit").count() == 2


def test_a_unit_stands_in_its_own_organisation(as_: As, sodertorn: Organisation, unit: Unit) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_unit(
            sodertorn,
            name=Text(sv="Annan"),
            kind="other",
            parent=unit,
            starts_on=STARTS,
            ends_on=STARTS - timedelta(days=1),
            by=as_("partner"),
        )
    assert codes_of(refused) == [Why.UNIT_OF_ANOTHER, Why.ENDS_BEFORE_START]
    assert not sodertorn.units.exists()


def test_a_unit_cannot_be_placed_under_itself(as_: As, unit: Unit) -> None:
    below = Unit.objects.create(organisation=unit.organisation, key="below", name="Below", kind="other", parent=unit)
    with pytest.raises(Refused) as refused:
        actions.change_unit(unit, parent=below, by=as_("coordinator"))
    assert codes_of(refused) == [Why.UNIT_ABOVE_ITSELF]
    actions.change_unit(below, parent=None, version=1, by=as_("coordinator"))
    assert the_line().verb == "change_unit"


def test_adding_and_changing_an_office(as_: As, huddinge: Organisation, unit: Unit) -> None:
    office = actions.add_office(huddinge, name=Text(sv="Kontaktperson"), function="contact", by=as_("coordinator"))
    actions.change_office(office, unit=unit, version=1, by=as_("coordinator"))
    office.refresh_from_db()
    assert (office.key, office.unit) == ("kontaktperson", unit)
    assert list(TrailLine.objects.order_by("id").values_list("verb", flat=True)) == ["add_office", "change_office"]
    with pytest.raises(Refused) as refused:
        actions.change_office(office, starts_on=STARTS, ends_on=STARTS - timedelta(days=1), by=as_("coordinator"))
    assert codes_of(refused) == [Why.ENDS_BEFORE_START]


def test_appointing_with_and_without_a_name(as_: As, office: Office, anna: Person) -> None:
    held = actions.appoint(office, person=anna, starts_on=STARTS, ends_on=date(2024, 6, 30), by=as_("coordinator"))
    actions.appoint(office, starts_on=date(2024, 9, 1), by=as_("coordinator"))
    assert held.facts().ends_on == date(2024, 6, 30)
    assert office.appointments.count() == 2
    line = TrailLine.objects.filter(verb="appoint").first()
    assert line
    assert line.organisation_id == office.organisation_id


def test_appointing_refuses_outsiders_wrong_days_and_the_same_twice(
    as_: As, office: Office, anna: Person, sodertorn: Organisation
) -> None:
    outsider = Person.objects.create(organisation=sodertorn, name="Somebody")
    with pytest.raises(Refused) as refused:
        actions.appoint(
            office, person=outsider, starts_on=STARTS, ends_on=STARTS - timedelta(days=1), by=as_("coordinator")
        )
    assert codes_of(refused) == [Why.ENDS_BEFORE_START, Why.HOLDER_UNKNOWN]
    actions.appoint(office, person=anna, starts_on=STARTS, by=as_("coordinator"))
    with pytest.raises(Refused) as refused:
        actions.appoint(office, person=anna, starts_on=date(2025, 1, 1), by=as_("coordinator"))
    assert codes_of(refused) == [Why.HELD_ALREADY]
    assert office.appointments.count() == 1


def test_ending_and_correcting_an_appointment(as_: As, office: Office) -> None:
    held = actions.appoint(office, starts_on=STARTS, by=as_("coordinator"))
    actions.end_appointment(held, ends_on=date(2024, 3, 31), version=1, by=as_("coordinator"))
    actions.change_appointment(held, starts_on=date(2024, 2, 1), version=2, by=as_("coordinator"))
    held.refresh_from_db()
    assert (held.starts_on, held.ends_on) == (date(2024, 2, 1), date(2024, 3, 31))
    verbs = list(TrailLine.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["appoint", "end_appointment", "change_appointment"]
    with pytest.raises(Refused) as refused:
        actions.end_appointment(held, ends_on=STARTS, by=as_("coordinator"))
    assert codes_of(refused) == [Why.ENDS_BEFORE_START]


def test_adding_and_correcting_a_person(as_: As, huddinge: Organisation) -> None:
    person = actions.add_person(huddinge, name="Anna Exempel", by=as_("coordinator"))
    actions.change_person(person, email="anna@example.org", version=1, by=as_("coordinator"))
    assert list(TrailLine.objects.order_by("id").values_list("verb", flat=True)) == ["add_person", "change_person"]
    with pytest.raises(Refused) as refused:
        actions.change_person(person, email="not an address", by=as_("coordinator"))
    assert [objection.field for objection in refused.value.objections] == ["email"]


@pytest.mark.parametrize("name", ["own reader", "contact", "reader", "stranger", "passer-by"])
def test_who_may_not_touch_units_offices_and_people(
    cast: Cast, unit: Unit, office: Office, anna: Person, name: str
) -> None:
    by, huddinge = cast.viewer(name), cast.huddinge
    held = Appointment.objects.create(office=office, starts_on=STARTS)
    forbidden: list[Callable[[], object]] = [
        lambda: actions.add_unit(huddinge, name=Text(sv="x"), kind="other", by=by),
        lambda: actions.change_unit(unit, kind="other", by=by),
        lambda: actions.add_office(huddinge, name=Text(sv="x"), by=by),
        lambda: actions.change_office(office, function="owner", by=by),
        lambda: actions.appoint(office, starts_on=STARTS, by=by),
        lambda: actions.change_appointment(held, starts_on=STARTS, by=by),
        lambda: actions.end_appointment(held, ends_on=STARTS, by=by),
        lambda: actions.add_person(huddinge, name="x", by=by),
        lambda: actions.change_person(anna, name="x", by=by),
    ]
    for act in forbidden:
        with pytest.raises(NotAllowed):
            act()
    assert not TrailLine.objects.exists()


# Roles


def test_giving_and_taking_a_role(cast: Cast, huddinge: Organisation) -> None:
    given = actions.give_role(
        huddinge, user=cast.user("reader"), role=Role.COORDINATOR, by=cast.viewer("administrator")
    )
    with pytest.raises(Refused) as refused:
        actions.give_role(huddinge, user=cast.user("reader"), role=Role.COORDINATOR, by=cast.viewer("administrator"))
    assert codes_of(refused) == [Why.ALREADY_MEMBER]
    actions.take_role(given, by=cast.viewer("administrator"))
    assert list(TrailLine.objects.order_by("id").values_list("verb", flat=True)) == ["give_role", "take_role"]


def test_the_last_administrator_stays(cast: Cast, huddinge: Organisation) -> None:
    cast.user("administrator")
    last = OrganisationRole.objects.get(organisation=huddinge, role=Role.ADMINISTRATOR)
    with pytest.raises(Refused) as refused:
        actions.take_role(last, by=cast.viewer("administrator"))
    assert codes_of(refused) == [Why.LAST_ADMINISTRATOR]
    actions.give_role(huddinge, user=cast.user("reader"), role=Role.ADMINISTRATOR, by=cast.viewer("administrator"))
    actions.take_role(last, by=cast.viewer("administrator"))
    assert huddinge.roles.filter(role=Role.ADMINISTRATOR).count() == 1


def test_a_lead_leads_one_partnership(cast: Cast, huddinge: Organisation) -> None:
    with pytest.raises(Refused) as refused:
        actions.give_role(huddinge, user=cast.user("reader"), role=Role.LEAD, by=cast.viewer("administrator"))
    assert codes_of(refused) == [Why.ROLE_NEEDS_PARTNERSHIP]


def test_coordinators_give_no_roles_for_the_whole_organisation(cast: Cast, huddinge: Organisation) -> None:
    with pytest.raises(NotAllowed):
        actions.give_role(huddinge, user=cast.user("reader"), role=Role.READER, by=cast.viewer("coordinator"))


def test_joining_and_leaving_a_space(cast: Cast, space: Space, sodertorn: Organisation, narvik: Organisation) -> None:
    by = cast.viewer("coordinator")
    joined = actions.join_space(space, user=cast.user("stranger"), organisation=sodertorn, role=Role.CONTACT, by=by)
    assert cast.viewer("stranger").has_role_in(space.pk, frozenset({Role.CONTACT}))
    with pytest.raises(Refused) as refused:
        actions.join_space(space, user=cast.user("reader"), organisation=narvik, role=Role.ADMINISTRATOR, by=by)
    assert codes_of(refused) == [Why.ROLE_NEEDS_ORGANISATION, Why.NOT_IN_SPACE]
    with pytest.raises(NotAllowed):
        actions.leave_space(joined, by=cast.viewer("reader"))
    actions.leave_space(joined, by=cast.viewer("stranger"))  # one may lay down one's own
    assert not Membership.objects.filter(user=cast.user("stranger")).exists()
    lines = TrailLine.objects.order_by("id")
    assert [(line.verb, line.space_id) for line in lines] == [("join_space", space.pk), ("leave_space", space.pk)]


def test_readers_let_nobody_in(cast: Cast, space: Space, huddinge: Organisation) -> None:
    with pytest.raises(NotAllowed):
        actions.join_space(
            space, user=cast.user("reader"), organisation=huddinge, role=Role.LEAD, by=cast.viewer("reader")
        )


# Invitations and accounts


def invite(cast: Cast, organisation: Organisation, **changes: object) -> Invitation:
    values = {"email": "New@Example.org", "name": "Ny Person", "role": Role.CONTACT, "language": "sv"} | changes
    return actions.invite(organisation, by=cast.viewer("administrator"), **values)  # type: ignore[arg-type]


def secret_in(letter: Letter) -> str:
    return letter.body.split("/invitation/")[1].split("/")[0]


def test_inviting_writes_one_letter_and_keeps_only_a_digest(cast: Cast, huddinge: Organisation) -> None:
    invitation = invite(cast, huddinge)
    letter = Letter.objects.get()
    assert (letter.to, letter.language) == ("new@example.org", "sv")
    assert "Huddinge kommun" in letter.subject
    secret = secret_in(letter)
    assert secret not in invitation.digest
    assert len(secret) > 40
    assert invitation.ends_on == clock.today() + timedelta(days=14)
    assert the_line().verb == "invite"
    assert secret not in str(the_line().__dict__)
    assert mail.outbox == []  # the outbox sends it


@pytest.mark.parametrize(("language", "words"), [("sv", "Hej"), ("nb", "Hei"), ("en", "Hello")])
def test_the_letter_speaks_the_language_of_its_reader(
    cast: Cast, huddinge: Organisation, language: str, words: str
) -> None:
    invite(cast, huddinge, language=language)
    assert words in Letter.objects.get().body


def test_inviting_twice_or_a_member_is_refused(cast: Cast, huddinge: Organisation, space: Space) -> None:
    invite(cast, huddinge)
    with pytest.raises(Refused) as refused:
        invite(cast, huddinge)
    assert codes_of(refused) == [Why.ALREADY_INVITED]
    with pytest.raises(Refused) as refused:
        invite(cast, huddinge, email=cast.user("reader").email, role=Role.READER, space=space)
    assert codes_of(refused) == [Why.ALREADY_MEMBER]
    assert Letter.objects.count() == 1


def test_coordinators_invite_the_other_party_into_their_partnership(
    cast: Cast, sodertorn: Organisation, narvik: Organisation, space: Space
) -> None:
    words = {"email": "new@example.org", "name": "Ny", "role": Role.COORDINATOR, "language": "nb", "space": space}
    by = cast.viewer("coordinator")
    assert actions.invite(sodertorn, by=by, **words).space == space  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        actions.invite(narvik, by=by, **words)  # type: ignore[arg-type]
    assert codes_of(refused) == [Why.NOT_IN_SPACE]
    with pytest.raises(NotAllowed):
        actions.invite(sodertorn, by=cast.viewer("contact"), **words)  # type: ignore[arg-type]


def test_accepting_makes_person_account_and_role(cast: Cast, huddinge: Organisation) -> None:
    invitation = invite(cast, huddinge)
    user = actions.accept_invitation(invitation, name="Ny Person", password="a long enough secret", by=NOBODY)
    assert user.person
    assert (user.person.organisation, user.person.name, user.language) == (huddinge, "Ny Person", "sv")
    assert user.check_password("a long enough secret")
    assert user.organisation_roles.get().role == Role.CONTACT
    assert TrailLine.objects.filter(verb="accept_invitation", by_name="Ny Person").count() == 1
    with pytest.raises(Refused) as refused:
        actions.accept_invitation(invitation, password="another long secret", by=NOBODY)
    assert codes_of(refused) == [Why.INVITATION_USED]


def test_accepting_takes_up_the_person_already_registered(cast: Cast, huddinge: Organisation) -> None:
    person = Person.objects.create(organisation=huddinge, name="Ny P.", email="new@example.org")
    user = actions.accept_invitation(invite(cast, huddinge), name="x", password="a long enough secret", by=NOBODY)
    assert user.person == person


def test_a_weak_password_and_a_late_answer_are_refused(cast: Cast, huddinge: Organisation) -> None:
    invitation = invite(cast, huddinge)
    with pytest.raises(Refused) as refused:
        actions.accept_invitation(invitation, name="Ny", password="short", by=NOBODY)
    assert {objection.field for objection in refused.value.objections} == {"password"}
    Invitation.objects.update(ends_on=clock.today() - timedelta(days=1))
    with pytest.raises(Refused) as refused:
        actions.accept_invitation(invitation, name="Ny", password="a long enough secret", by=NOBODY)
    assert codes_of(refused) == [Why.INVITATION_OVER]
    assert not User.objects.filter(email="new@example.org").exists()


def test_no_account_is_made_without_a_password(cast: Cast, huddinge: Organisation) -> None:
    with pytest.raises(Refused) as refused:
        actions.accept_invitation(invite(cast, huddinge), name="Ny", password="", by=NOBODY)
    assert [objection.field for objection in refused.value.objections] == ["password"]


def test_an_invitation_to_an_account_is_for_its_owner(cast: Cast, huddinge: Organisation) -> None:
    invitation = invite(cast, huddinge, email=cast.user("stranger").email)
    for other in (NOBODY, cast.viewer("reader")):
        with pytest.raises(Refused) as refused:
            actions.accept_invitation(invitation, by=other)
        assert codes_of(refused) == [Why.INVITED_ANOTHER]
    actions.accept_invitation(invitation, by=cast.viewer("stranger"))
    assert huddinge.pk in cast.viewer("stranger").organisations


def test_withdrawing_an_invitation(cast: Cast, huddinge: Organisation) -> None:
    invitation = invite(cast, huddinge)
    with pytest.raises(NotAllowed):
        actions.withdraw_invitation(invitation, by=cast.viewer("own reader"))
    actions.withdraw_invitation(invitation, by=cast.viewer("administrator"))
    assert not Invitation.objects.exists()
    assert TrailLine.objects.filter(verb="withdraw_invitation").count() == 1


def test_an_accepted_invitation_cannot_be_withdrawn(cast: Cast, huddinge: Organisation) -> None:
    invitation = invite(cast, huddinge)
    actions.accept_invitation(invitation, name="Ny", password="a long enough secret", by=NOBODY)
    invitation.refresh_from_db()
    with pytest.raises(Refused) as refused:
        actions.withdraw_invitation(invitation, by=cast.viewer("administrator"))
    assert codes_of(refused) == [Why.INVITATION_USED]


def test_opening_an_account(cast: Cast, huddinge: Organisation) -> None:
    person = Person.objects.create(organisation=huddinge, name="Ny Person", email="new@example.org")
    with pytest.raises(NotAllowed):
        actions.open_account(person, by=cast.viewer("coordinator"))
    user = actions.open_account(person, language="nb", by=cast.viewer("administrator"))
    assert not user.has_usable_password()
    assert the_line().verb == "open_account"


def test_changing_ones_account(cast: Cast) -> None:
    user = cast.user("reader")
    actions.change_account(user, name="Another Name", language="nb", by=cast.viewer("reader"))
    user.refresh_from_db()
    assert (str(user), user.language) == ("Another Name", "nb")
    assert set(the_line().changes) == {"name", "language"}
    actions.set_language(user, language="sv", by=cast.viewer("reader"))
    assert user.language == "sv"
    with pytest.raises(NotAllowed):
        actions.change_account(user, name="X", language="sv", by=cast.viewer("administrator"))
    with pytest.raises(Refused):
        actions.set_language(user, language="xx", by=cast.viewer("reader"))


# Keys


def test_a_key_is_shown_once_and_opens_until_its_last_day(cast: Cast) -> None:
    user, by = cast.user("reader"), cast.viewer("reader")
    key = actions.make_token(user, name="Export", ends_on=clock.today(), by=by)
    token = Token.objects.get()
    assert key.startswith("sampakt_")
    assert key not in token.digest
    assert actions.use_token(key) == token
    token.refresh_from_db()
    assert token.used_at
    assert actions.use_token(key + "x") is None
    Token.objects.update(ends_on=clock.today() - timedelta(days=1))
    assert actions.use_token(key) is None


def test_the_key_of_somebody_shut_out_opens_nothing(cast: Cast) -> None:
    key = actions.make_token(cast.user("reader"), name="Export", by=cast.viewer("reader"))
    User.objects.filter(pk=cast.user("reader").pk).update(is_active=False)
    assert actions.use_token(key) is None


def test_keys_are_made_and_revoked_by_their_owner(cast: Cast) -> None:
    user = cast.user("reader")
    with pytest.raises(NotAllowed):
        actions.make_token(user, name="Export", by=cast.viewer("administrator"))
    key = actions.make_token(user, name="Export", by=cast.viewer("reader"))
    with pytest.raises(NotAllowed):
        actions.revoke_token(Token.objects.get(), by=cast.viewer("administrator"))
    actions.revoke_token(Token.objects.get(), by=cast.viewer("reader"))
    assert actions.use_token(key) is None
    assert list(TrailLine.objects.order_by("id").values_list("verb", flat=True)) == ["make_token", "revoke_token"]
