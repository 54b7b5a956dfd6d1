"""The page that shows what a document becomes, and makes it: a new partnership, or a part of an agreement."""

import pytest
from django.test import Client
from tests.intake.shelf import AGREEMENT, dropped, viewers
from tests.intake.test_pages import page, signed_in

from sampakt.agreements.models import Agreement, Claim, Partnership
from sampakt.commitments.models import Commitment
from sampakt.intake import actions
from sampakt.intake.models import Reading
from sampakt.organisations.models import Organisation, OrganisationRole, User


@pytest.fixture
def klara(huddinge: Organisation) -> Client:
    return signed_in(huddinge)


@pytest.fixture
def reading(huddinge: Organisation, sodertorn: Organisation, narvik: Organisation) -> Reading:
    return gone_through(dropped(huddinge, viewers(huddinge, narvik)["coordinator"]))


def gone_through(reading: Reading) -> Reading:
    """All of a document accepted."""
    by = viewers(reading.organisation, reading.organisation)["coordinator"]
    actions.accept(*reading.values.all(), by=by)
    return reading


def confirmed(client: Client, reading: Reading, **told: str) -> str:
    """Confirm a document; answers where that leads."""
    answer = client.post(f"{reading.get_absolute_url()}confirm/", {"audience": "partners", **told})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_one_sees_what_it_becomes_before_anything_is_made(klara: Client, reading: Reading) -> None:
    shown = page(klara, f"{reading.get_absolute_url()}confirm/")
    assert "Samverkansavtal" in shown
    assert "31 December 2030</time>" in shown
    assert "Kommunstyrelsen · § 212 · 4 November 2026" in shown
    assert "meets 2 times a year" in shown
    assert "Make the partnership" in shown
    assert not Partnership.objects.exists()


def test_confirming_makes_the_partnership_and_closes_the_document(klara: Client, reading: Reading) -> None:
    made = confirmed(klara, reading, code="huddinge-sh")
    assert made == "/partnerships/huddinge-sh/"
    assert page(klara, made)
    assert Commitment.objects.exists()
    assert Claim.objects.exists()
    shown = page(klara, reading.get_absolute_url())
    assert Agreement.objects.get().get_absolute_url() in shown
    assert 'name="accept"' not in shown
    assert klara.get(f"{reading.get_absolute_url()}confirm/").headers["Location"] == reading.get_absolute_url()
    assert klara.get(f"{reading.get_absolute_url()}file/").headers["Location"].startswith("/documents/")
    assert "Confirmed" in page(klara, "/intake/")


def test_to_look_with_another_code_makes_nothing(klara: Client, reading: Reading) -> None:
    told = {"audience": "own", "code": "annan-kod", "step": "look"}
    answer = klara.post(f"{reading.get_absolute_url()}confirm/", told)
    assert answer.status_code == 200
    assert 'value="annan-kod"' in answer.content.decode()
    assert not Partnership.objects.exists()


def test_what_stands_in_the_way_leads_to_its_value(klara: Client, huddinge: Organisation, narvik: Organisation) -> None:
    reading = dropped(huddinge, viewers(huddinge, narvik)["coordinator"])
    shown = page(klara, f"{reading.get_absolute_url()}confirm/")
    assert "No party is accepted" in shown
    assert "Make the partnership" not in shown
    refused = klara.post(f"{reading.get_absolute_url()}confirm/", {"audience": "partners"})
    assert refused.status_code == 422
    assert "No party is accepted" in refused.content.decode()


def test_what_is_open_is_said_to_be_left_out(klara: Client, huddinge: Organisation, narvik: Organisation) -> None:
    by = viewers(huddinge, narvik)["coordinator"]
    reading = dropped(huddinge, by)
    actions.accept(*reading.values.filter(field="party"), by=by)
    left = reading.values.filter(state="open").count()
    assert f"{left} are still open and are left out." in page(klara, f"{reading.get_absolute_url()}confirm/")


def test_a_code_that_is_no_code_is_refused(klara: Client, reading: Reading) -> None:
    answer = klara.post(f"{reading.get_absolute_url()}confirm/", {"audience": "partners", "code": "Två ord!"})
    assert answer.status_code == 422
    assert not Partnership.objects.exists()


def test_a_second_document_is_held_against_the_agreement_and_joins_it(klara: Client, reading: Reading) -> None:
    confirmed(klara, reading, code="huddinge-sh")
    agreement = Agreement.objects.get()
    text = AGREEMENT.replace("31 december 2030", "31 december 2032") + "\nParterna ska varje år skriva en rapport.\n"
    user = User.objects.get(organisation_roles__isnull=False)
    assert OrganisationRole.objects.filter(user=user).exists()
    by = viewers(reading.organisation, reading.organisation)["coordinator"]
    second = gone_through(dropped(reading.organisation, by, text, "protokoll.txt"))
    shown = page(klara, f"{second.get_absolute_url()}confirm/")
    assert agreement.code in shown
    beside = page(klara, f"{second.get_absolute_url()}confirm/?into={agreement.code}")
    for words in ("Beside what is here", "31 December 2032", "31 December 2030", "Differs", "The same"):
        assert words in beside
    before = Commitment.objects.count()
    told = {"into": agreement.code}
    assert confirmed(klara, second, **told) == agreement.get_absolute_url()
    agreement.refresh_from_db()
    assert str(agreement.ends_on) == "2030-12-31"
    assert Commitment.objects.count() > before
    assert Partnership.objects.count() == 1


def test_what_is_ticked_takes_the_place_of_the_agreement_s_value(klara: Client, reading: Reading) -> None:
    confirmed(klara, reading, code="huddinge-sh")
    agreement = Agreement.objects.get()
    by = viewers(reading.organisation, reading.organisation)["coordinator"]
    text = AGREEMENT.replace("31 december 2030", "31 december 2032")
    second = gone_through(dropped(reading.organisation, by, text, "protokoll.txt"))
    answer = klara.get(f"{second.get_absolute_url()}confirm/?into={agreement.code}")
    numbers = [str(one.number) for one in answer.context["differences"] if one.may_choose and "2032" in one.theirs]
    assert numbers
    confirmed(klara, second, into=agreement.code, choose=numbers[0])
    agreement.refresh_from_db()
    assert str(agreement.ends_on) == "2032-12-31"
