"""Loading the demonstration: five real systems told as partnership files, and a cast of invented people."""

from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict

from sampakt.agreements.actions import write_note
from sampakt.agreements.models import Agreement, Partnership
from sampakt.kernel.terms import Audience, Language
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations import actions
from sampakt.organisations.models import Appointment, Organisation, Person, User
from sampakt.organisations.queries import viewer_for
from sampakt.trail.actions import gathered
from sampakt.transfer.actions import load
from sampakt.transfer.queries import file_read

FOLDER = Path(__file__).parent


class Standing(BaseModel):
    """A role in a partnership on behalf of another organisation than one's own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: str
    organisation: str


class Member(BaseModel):
    """One of the cast: whom they work for, the office they hold, and what they are in which partnership.

    Those with an ``introduction`` are named when the demonstration is loaded.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    email: str
    organisation: str
    office: str = ""
    language: Language = Language.SV
    roles: tuple[str, ...] = ()
    partnerships: dict[str, str | Standing] = {}
    is_operator: bool = False
    introduction: dict[str, str] = {}


class PrivateNote(BaseModel):
    """Something that one party jots down for itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: str
    partnership: str
    agreement: str
    words: str


class Cast(BaseModel):
    """Everybody in the demonstration, and the password that they share."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    password: str
    people: tuple[Member, ...]
    notes: tuple[PrivateNote, ...] = ()

    def sign_ins(self) -> str:
        """How to sign in as whom: a line for each of those introduced."""
        introduced = [member for member in self.people if member.introduction]
        width = max(len(member.email) for member in introduced)
        lines = [f"  {member.email:<{width}}  {Text.of(member.introduction)}" for member in introduced]
        heading = _("Sign in with the password %(password)s as") % {"password": self.password}
        return "\n".join([heading, *lines])


def is_empty() -> bool:
    """Whether nobody has used the database yet."""
    return not Partnership.objects.exists() and not User.objects.exists()


def is_demo() -> bool:
    """Whether the database holds the demonstration's cast."""
    return User.objects.filter(email=read_cast().people[0].email).exists()


def read_cast() -> Cast:
    """The cast as it is written."""
    return Cast.model_validate(yaml.safe_load((FOLDER / "cast.yaml").read_text(encoding="utf-8")))


def system_files() -> list[Path]:
    """The five partnership files; in this order each comes after those that it refers to."""
    return sorted((FOLDER / "systems").glob("*.yaml"))


@transaction.atomic
def load_demo() -> Cast:
    """Load the five systems and the cast into an empty database, or nothing at all."""
    for file in system_files():
        load(file_read(file.read_bytes()), by=SYSTEM)
    cast = read_cast()
    with gathered():
        for member in cast.people:
            _enter(member)
        for note in cast.notes:
            _write(note)
    # One password, made once: it is slow to make on purpose, and everybody here has the same.
    User.objects.update(password=make_password(cast.password))
    return cast


def _enter(member: Member) -> None:
    """Give somebody their person, account, office and roles."""
    organisation = Organisation.objects.get(code=member.organisation)
    person = actions.add_person(organisation, name=member.name, email=member.email, by=SYSTEM)
    if member.office:
        _hold(person, member.office)
    user = actions.open_account(person, language=member.language.value, by=SYSTEM)
    if member.is_operator:
        # As createsuperuser does: no action makes operators, so that no page can.
        User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
    for role in member.roles:
        actions.give_role(organisation, user=user, role=role, by=SYSTEM)
    for code, standing in member.partnerships.items():
        space = Partnership.objects.select_related("space").get(code=code).space
        held = Standing(role=standing, organisation=member.organisation) if isinstance(standing, str) else standing
        acting_for = Organisation.objects.get(code=held.organisation)
        actions.join_space(space, user=user, organisation=acting_for, role=held.role, by=SYSTEM)


def _hold(person: Person, office: str) -> None:
    """Say that it is this person who holds the office now."""
    held = Appointment.objects.get(
        office__organisation=person.organisation_id, office__key=office, ends_on=None, person=None
    )
    actions.change_appointment(held, person=person, by=SYSTEM)


def _write(note: PrivateNote) -> None:
    user = User.objects.select_related("person__organisation").get(email=note.by)
    partnership = Partnership.objects.get(code=note.partnership)
    values: dict[str, Any] = {"words": note.words, "audience": Audience.OWN.value}
    write_note(
        partnership,
        agreement=Agreement.objects.get(space=partnership.pk, key=note.agreement),
        organisation=user.person.organisation if user.person else None,
        by=viewer_for(user, language=user.language),
        **values,
    )
