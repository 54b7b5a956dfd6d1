"""Invitations, accounts, and keys for programmes. Of every secret only a digest is kept."""

import secrets
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import check, save_changed, save_new
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_edit_staff, may_invite, may_use_account
from sampakt.organisations.actions.roles import objections_to_role
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
from sampakt.organisations.rules import digest_of
from sampakt.organisations.terms import OrganisationObjection, Verb
from sampakt.post.actions import write_letter
from sampakt.trail.actions import record

DAYS_TO_ACCEPT = 14
KEY_STARTS_WITH = "sampakt_"


@transaction.atomic
def invite(
    organisation: Organisation,
    *,
    email: str,
    name: str,
    role: str,
    language: str,
    by: Viewer,
    space: Space | None = None,
) -> Invitation:
    """Send somebody a letter with a secret link, valid for 14 days, that gives them one role when they follow it.

    It takes the place of one to the same role that ran out.
    """
    if not may_invite(by, organisation, space.pk if space else None):
        raise NotAllowed
    email = email.strip().lower()
    objections = objections_to_role(organisation, space, email, role)
    open_ones = Invitation.objects.open().filter(ends_on__gte=clock.today())
    if open_ones.filter(email=email, organisation=organisation, space=space, role=role).exists():
        objections.append(Objection.of(OrganisationObjection.ALREADY_INVITED, field="email", email=email))
    refuse_if(objections)
    secret = secrets.token_urlsafe(32)
    invitation = Invitation(
        organisation=organisation,
        space=space,
        email=email,
        name=name,
        role=role,
        language=language,
        digest=digest_of(secret),
        invited_by_id=by.user_id,
        ends_on=clock.today() + timedelta(days=DAYS_TO_ACCEPT),
    )
    check(invitation)
    same = Invitation.objects.filter(email=email, organisation=organisation, space=space, role=role)
    same.over(clock.today()).delete()
    invitation.save()
    write_letter(
        to=email,
        template="organisations/letters/invitation.txt",
        language=language,
        occasion=f"invitation {invitation.pk}",
        invitation=invitation,
        inviter=by.name,
        home=space.home if space else None,
        has_account=User.objects.filter(email=email).exists(),
        path=f"/invitation/{secret}/",
    )
    record(Verb.INVITE, invitation, by=by)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Viewer) -> None:
    """Make an invitation's link worthless."""
    if not may_invite(by, invitation.organisation, invitation.space_id):
        raise NotAllowed
    if invitation.accepted_at:
        refuse_if([Objection.of(OrganisationObjection.INVITATION_USED)])
    record(Verb.WITHDRAW_INVITATION, invitation, by=by)
    invitation.delete()


@transaction.atomic
def accept_invitation(
    invitation: Invitation, *, by: Viewer, name: str = "", password: str = "", language: str = ""
) -> User:
    """Take the role that was offered: with the account one has, or with a new one, its person and its password."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",)).select_related("organisation", "space").get(pk=invitation.pk)
    )
    refuse_if(objections_to_accepting(invitation, by))
    user = User.objects.filter(email=invitation.email).first()
    if user is None:
        user = _new_account(
            _person_of(invitation, name or invitation.name), invitation.email, password, language or invitation.language
        )
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    offered: dict[str, Any] = {"user": user, "organisation": invitation.organisation, "role": invitation.role}
    if invitation.space:
        Membership.objects.get_or_create(space=invitation.space, **offered)
    else:
        OrganisationRole.objects.get_or_create(**offered)
    record(Verb.ACCEPT_INVITATION, invitation, by=by if by.is_known else Viewer(user_id=user.pk, name=str(user)))
    return user


def objections_to_accepting(invitation: Invitation, by: Viewer) -> list[Objection]:
    """Why ``by`` may not accept the invitation: nobody may any more, or it was sent to another."""
    if invitation.accepted_at:
        return [Objection.of(OrganisationObjection.INVITATION_USED)]
    if invitation.ends_on < clock.today():
        return [Objection.of(OrganisationObjection.INVITATION_OVER)]
    owner = User.objects.filter(email=invitation.email).values_list("pk", flat=True).first()
    is_another = owner is not None and owner != by.user_id
    return [Objection.of(OrganisationObjection.INVITED_ANOTHER, email=invitation.email)] if is_another else []


@transaction.atomic
def open_account(person: Person, *, by: Viewer, password: str | None = None, language: str = "") -> User:
    """Give somebody an account; without a password they set one themselves by "forgotten password"."""
    if not (by.administers(person.organisation_id) and may_edit_staff(by, person.organisation)):
        raise NotAllowed
    user = _new_account(person, person.email, password, language)
    record(Verb.OPEN_ACCOUNT, person, by=by)
    return user


@transaction.atomic
def change_account(user: User, *, by: Viewer, name: str, language: str) -> User:
    """Change how one is called, and the language one reads in."""
    if not may_use_account(by, user.pk):
        raise NotAllowed
    changes: dict[str, tuple[object, object]] = {}
    if user.person:
        changes |= save_changed(user.person, {"name": name}, version=None)
    if user.language != language:
        changes["language"] = (user.language, language)
        user.language = language
        check(user)
        user.save(update_fields=["language"])
    if changes:
        record(Verb.CHANGE_ACCOUNT, user, by=by, changes=changes, organisation_id=_employer(user))
    return user


def set_language(user: User, *, by: Viewer, language: str) -> User:
    """Choose the language that one reads in."""
    return change_account(user, by=by, name=str(user), language=language)


@transaction.atomic
def make_token(user: User, *, name: str, by: Viewer, may_write: bool = False, ends_on: date | None = None) -> str:
    """Make a key for a programme and answer it: it is never shown again. Its owner has a letter of one that writes."""
    if not may_use_account(by, user.pk):
        raise NotAllowed
    key = KEY_STARTS_WITH + secrets.token_urlsafe(32)
    token = Token(user=user, name=name, may_write=may_write, ends_on=ends_on, digest=digest_of(key))
    check(token)
    token.save()
    if may_write:
        write_letter(
            to=user.email,
            template="organisations/letters/key.txt",
            language=user.language or by.language,
            occasion=f"key {token.pk}",
            name=str(user),
            key=name,
            ends_on=ends_on,
        )
    record(Verb.MAKE_TOKEN, token, by=by, organisation_id=_employer(user))
    return key


@transaction.atomic
def revoke_token(token: Token, *, by: Viewer) -> None:
    """Make a key worthless."""
    if not may_use_account(by, token.user_id):
        raise NotAllowed
    record(Verb.REVOKE_TOKEN, token, by=by, organisation_id=_employer(token.user))
    token.delete()


def use_token(key: str) -> Token | None:
    """The key's record, if it opens anything today; the day's first use is noted. No trail: nothing was done yet."""
    token = Token.objects.select_related("user__person").filter(digest=digest_of(key), user__is_active=True).first()
    if token is None or (token.ends_on is not None and token.ends_on < clock.today()):
        return None
    if token.used_at is None or token.used_at.date() < clock.now().date():
        Token.objects.filter(pk=token.pk).update(used_at=clock.now())
    return token


def _person_of(invitation: Invitation, name: str) -> Person:
    """The person already registered with the address, unless somebody signs in as them; else a new one."""
    people = invitation.organisation.people.filter(email__iexact=invitation.email, user=None)
    return people.first() or save_new(Person(organisation=invitation.organisation, name=name, email=invitation.email))


def _new_account(person: Person, email: str, password: str | None, language: str) -> User:
    if password is not None:
        try:
            validate_password(password, User(email=email))
        except ValidationError as error:
            weak = OrganisationObjection.PASSWORD_WEAK
            refuse_if(Objection.of(weak, field="password", words=words) for words in error.messages)
    account = User(email=email.lower(), person=person, language=language)
    account.set_password(password)
    check(account)
    account.save()
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


def _employer(user: User) -> int | None:
    return user.person.organisation_id if user.person else None
