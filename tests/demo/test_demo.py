"""The demonstration: it fills an empty database, and the cast sees what it should."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from sampakt.agreements.models import Note, Partnership, Party
from sampakt.agreements.terms import BOUND
from sampakt.commitments.models import Commitment
from sampakt.demo.actions import load_demo, read_cast, system_files
from sampakt.kernel.terms import Role
from sampakt.organisations.models import Membership, OrganisationRole, User
from sampakt.organisations.queries import viewer_for

pytestmark = pytest.mark.django_db


def test_the_demonstration_is_loaded_once() -> None:
    out = StringIO()
    call_command("demo", stdout=out)
    cast = read_cast()
    assert cast.password in out.getvalue()
    assert Partnership.objects.count() == len(system_files()) == 5
    assert User.objects.count() == len(cast.people)
    with pytest.raises(CommandError, match="needs an empty one"):
        call_command("demo")
    again = StringIO()
    call_command("demo", "--if-empty", stdout=again)
    assert again.getvalue().strip() == cast.sign_ins()
    assert User.objects.count() == len(cast.people)


def test_every_role_and_every_bound_party_is_represented() -> None:
    load_demo()
    roles = set(Membership.objects.values_list("role", flat=True))
    roles |= set(OrganisationRole.objects.values_list("role", flat=True))
    assert roles == set(Role.values)
    assert User.objects.filter(is_superuser=True).count() == 1
    bound = set(Party.objects.filter(role__in=BOUND).values_list("agreement__space_id", "organisation_id"))
    assert bound <= set(Membership.objects.values_list("space_id", "organisation_id"))
    outsider = User.objects.get(email="ursula.utanfor@example.org")
    assert not viewer_for(outsider, language="sv").spaces


def test_nobody_is_real() -> None:
    assert all(member.email.endswith("@example.org") for member in read_cast().people)


def test_each_party_sees_its_own_note_and_not_the_other() -> None:
    load_demo()
    assert Note.objects.count() == 2
    for email in ("klara.exempel@example.org", "sten.latsas@example.org"):
        viewer = viewer_for(User.objects.get(email=email), language="sv")
        (note,) = Note.objects.visible_to(viewer)
        assert note.written_by_id == viewer.user_id
    reader = viewer_for(User.objects.get(email="tuva.oppdiktet@example.org"), language="nb")
    assert not Note.objects.visible_to(reader).exists()


def test_the_cast_signs_in_with_the_password_that_is_printed() -> None:
    cast = load_demo()
    client = Client()
    answer = client.post("/account/login/", {"login": "klara.exempel@example.org", "password": cast.password})
    assert answer.status_code == 302
    assert client.get("/partnerships/huddinge-sodertorn/").status_code == 200


def test_the_ledger_has_something_to_say() -> None:
    load_demo()
    statuses = set(Commitment.objects.values_list("assessment__status", flat=True))
    assert {"kept", "due_soon", "broken", "no_evidence", "waived"} <= statuses
