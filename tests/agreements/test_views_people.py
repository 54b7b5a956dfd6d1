"""The page of those who take part in a partnership: invitations that ran out."""

from datetime import timedelta

import pytest

from sampakt.agreements.models import Agreement, Partnership
from sampakt.kernel import clock
from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import invite
from sampakt.organisations.models import Invitation, Organisation

from .test_views_forms import PARTNERSHIP, Browser

PEOPLE = f"{PARTNERSHIP}people/"


@pytest.fixture
def invitation(partnership: Partnership, agreement: Agreement, huddinge: Organisation) -> Invitation:
    """One that ran out yesterday."""
    facts = {"email": "nils@example.org", "name": "Nils Nyss", "role": Role.CONTACT, "language": "sv"}
    made = invite(huddinge, space=partnership.space, by=SYSTEM, **facts)
    Invitation.objects.filter(pk=made.pk).update(ends_on=clock.today() - timedelta(days=1))
    return made


def test_an_invitation_that_ran_out_is_told_apart_and_sent_again_or_taken_away(
    browser: Browser, invitation: Invitation
) -> None:
    client = browser("coordinator")
    page = client.get(PEOPLE).content.decode()
    assert "ran out" in page
    assert "Take away" in page
    assert "valid until" not in page
    again = f"{PEOPLE}invite/?again={invitation.pk}"
    assert again.removeprefix(PEOPLE) in page
    form = client.get(again).context["form"]
    assert [form[name].value() for name in ("name", "email", "role")] == ["Nils Nyss", "nils@example.org", "contact"]
    values = {name: form[name].value() for name in ("name", "email", "role", "language")}
    sent = values | {"organisation": invitation.organisation_id}
    assert client.post(again, sent).status_code == 302
    renewed = Invitation.objects.get()
    assert renewed.pk != invitation.pk
    assert renewed.ends_on > clock.today()
    assert "valid until" in client.get(PEOPLE).content.decode()


@pytest.mark.parametrize("again", ["", "x", "0", "9" * 30])
def test_what_was_no_invitation_here_fills_in_nothing(browser: Browser, invitation: Invitation, again: str) -> None:
    form = browser("coordinator").get(f"{PEOPLE}invite/?again={again}").context["form"]
    assert not form["email"].value()
