"""Roles, invitations, accounts and keys, each verb: does it; refuses with the right objections; leaves one line."""

from datetime import timedelta

import pytest
from django.core import mail

from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import NOBODY
from sampakt.organisations import actions
from sampakt.organisations.models import (
    Invitation,
    Membership,
    Organisation,
    OrganisationRole,
    Person,
    Space,
    Token,
    User,
)
from sampakt.organisations.terms import OrganisationObjection as Why
from sampakt.post.models import Letter
from sampakt.trail.models import TrailLine

from .conftest import Cast, codes_of, the_line

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
