"""Every form: it shows itself, saves, says what is wrong at its fields; readers may not, strangers find nothing."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from sampakt.agreements import actions
from sampakt.agreements.models import Agreement, Claim, DecisionStep, FeeTerm, Note, Party
from sampakt.kernel.money import Money
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import invite
from sampakt.organisations.models import Circle, Invitation, Membership, Organisation, User
from sampakt.papers.actions import add_document
from sampakt.post.models import Letter
from sampakt.trail.models import TrailLine

from .conftest import Cast

Browser = Callable[[str], Client]
PARTNERSHIP = "/partnerships/huddinge-sodertorn/"
SEEN = {"reach": "partners"}


@pytest.fixture
def rows(agreement: Agreement, party: Party, partner: Party, huddinge: Organisation, cast: Cast) -> dict[str, Any]:
    """One of each of what has an address of its own."""
    partnership, by = agreement.space.partnership, cast("coordinator")
    step = actions.plan_step(party, kind="board", instance=Text(sv="Styrelsen"), by=by)
    document = add_document(agreement.space, title=Text(sv="Papper"), by=by)
    other = actions.draft_agreement(partnership, title=Text(sv="Annat avtal"), kind="sub", by=by)
    actions.sign(partner, signed_on=date(2022, 1, 1), by=by)
    return {
        "agreement": agreement.code,
        "other": other.pk,
        "party": party.pk,
        "signed": partner.pk,
        "step": step.pk,
        "fee": actions.set_fee(party, amount=Money.of(10, "SEK"), period="once", by=by).pk,
        "claim": actions.claim(agreement, field="ends_on", value="2030-01-01", source=Text(sv="Webben"), by=by).pk,
        "impact": actions.assess_impact(agreement, subject="child", conclusion=Text(sv="Bra"), by=by).pk,
        "goal": actions.link_goal(agreement, organisation=huddinge, kind="goal", name=Text(sv="Mål"), by=by).pk,
        "link": actions.link_agreements(agreement, relation="rests_on", other_title=Text(sv="Lagen"), by=by).pk,
        "attached": actions.attach_document(agreement, document=document, role="annex", by=by).pk,
        "document": document.pk,
        "loose": add_document(agreement.space, title=Text(sv="Löst papper"), by=by).pk,
        "note": actions.write_note(partnership, words="En not", by=by).pk,
        "theme": actions.add_theme(partnership, name=Text(sv="Skola"), key="skola", by=by).key,
        "organisation": huddinge.pk,
    }


FORMS = [
    (PARTNERSHIP + "edit/", {"name_sv": "Nytt", "language": "sv", "audience": "public"}),
    (PARTNERSHIP + "themes/new/", {"name_sv": "Forskning"}),
    (PARTNERSHIP + "themes/{theme}/edit/", {"name_sv": "Skolan", "ends_on": "2027-01-01"}),
    (PARTNERSHIP + "notes/new/", {"words": "Hej", **SEEN}),
    (PARTNERSHIP + "notes/{note}/edit/", {"words": "Hej igen", "reach": "own:{organisation}"}),
    (PARTNERSHIP + "documents/new/", {"title_sv": "Protokoll", **SEEN}),
    (PARTNERSHIP + "agreements/new/", {"title_sv": "Ny", "kind": "sub", "party_1": "huddinge-kommun"}),
    (PARTNERSHIP + "people/invite/", {"name": "N", "email": "n@example.org", "role": "contact", "language": "sv"}),
    ("edit/", {"title_sv": "Ny", "kind": "main", "force_rule": "all_signed", **SEEN}),
    ("end/", {"ended_on": "2024-12-31", "end_reason_sv": "Färdigt"}),
    ("amend/", {"summary_sv": "Längre", "decided_on": "2024-01-01", "from_on": "2024-02-01", "notice_months": "6"}),
    ("links/new/", {"relation": "continues", "other": "{other}"}),
    ("parties/new/", {"organisation": "arboga", "role": "party"}),
    ("parties/{party}/edit/", {"role": "party", "registration_numbers": "KS 1\nKS 2"}),
    ("parties/{party}/sign/", {"signed_on": "2022-01-11", "even_if_undecided": "on"}),
    ("parties/{party}/fees/new/", {"amount": "69 000,50", "currency": "SEK", "period": "once"}),
    ("fees/{fee}/edit/", {"amount": "70000", "currency": "SEK", "period": "once", "payer": "arboga-kommun"}),
    ("parties/{party}/steps/new/", {"kind": "council", "instance_sv": "KF", "planned_on": "2021-12-01"}),
    ("steps/{step}/record/", {"decided_on": "2021-12-01", "outcome": "approves", "paragraph": "§ 7"}),
    ("steps/{step}/edit/", {"position": "1", "kind": "board", "instance_sv": "KS", "spoke": "S\nM"}),
    ("topics/vat/", {"state": "asked", "asked_of": "{organisation}"}),
    ("claims/new/", {"field": "signed_on", "value": "2022-03-28", "source_sv": "Webben"}),
    ("impacts/new/", {"subject": "climate", "conclusion_sv": "Inga", "has_consequences": "false"}),
    ("goals/new/", {"organisation": "{organisation}", "kind": "plan", "name_sv": "Mål och budget"}),
    ("documents/new/", {"title_sv": "Protokoll", "role": "minutes", **SEEN}),
    ("documents/attach/", {"document": "{loose}", "role": "minutes"}),
    ("notes/new/", {"words": "Hej", **SEEN}),
]


def _address(path: str, rows: dict[str, Any]) -> str:
    path = path if path.startswith("/") else f"/agreements/{{agreement}}/{path}"
    return path.format(**rows)


def _filled(values: dict[str, str], rows: dict[str, Any]) -> dict[str, str]:
    return {name: value.format(**rows) for name, value in values.items()}


@pytest.mark.parametrize(("path", "values"), FORMS)
def test_every_form_shows_itself_saves_and_says_what_is_wrong(
    browser: Browser, rows: dict[str, Any], huddinge: Organisation, path: str, values: dict[str, str]
) -> None:
    address, client = _address(path, rows), browser("coordinator")
    page = client.get(address)
    assert page.status_code == 200
    hidden = dict(re.findall(r'<input type="hidden" name="(version)" value="(\d+)"', page.content.decode()))
    wrong = client.post(address, hidden)
    assert wrong.status_code == 422
    assert "aria-invalid" in wrong.content.decode()
    if path.endswith("invite/"):
        values = values | {"organisation": str(huddinge.pk)}
    lines = TrailLine.objects.count()
    right = client.post(address, _filled(values, rows) | hidden)
    assert right.status_code == 302, right.content.decode()
    assert TrailLine.objects.count() > lines
    there = right["Location"].partition("#")[0]
    if "commitments/new" not in there:
        assert 'data-color="success"' in client.get(there).content.decode()


@pytest.mark.parametrize(("path", "values"), FORMS)
def test_readers_are_told_no_strangers_find_nothing_and_passers_by_sign_in(
    browser: Browser, rows: dict[str, Any], path: str, values: dict[str, str]
) -> None:
    address = _address(path, rows)
    before = TrailLine.objects.count()
    assert browser("reader").get(address).status_code == 403
    assert browser("reader").post(address, _filled(values, rows)).status_code == 403
    assert browser("stranger").get(address).status_code == 404
    assert browser("stranger").post(address, _filled(values, rows)).status_code == 404
    assert browser("passer-by").get(address)["Location"].startswith("/account/login/")
    assert TrailLine.objects.count() == before


CONFIRMED = [
    (PARTNERSHIP + "themes/{theme}/remove/", "coordinator"),
    (PARTNERSHIP + "notes/{note}/remove/", "coordinator"),
    ("parties/{party}/remove/", "coordinator"),
    ("parties/{signed}/signature/withdraw/", "coordinator"),
    ("fees/{fee}/remove/", "coordinator"),
    ("steps/{step}/remove/", "coordinator"),
    ("claims/{claim}/choose/", "coordinator"),
    ("claims/{claim}/remove/", "coordinator"),
    ("impacts/{impact}/remove/", "coordinator"),
    ("goals/{goal}/remove/", "coordinator"),
    ("links/{link}/remove/", "coordinator"),
    ("documents/{attached}/detach/", "contact"),
]


@pytest.mark.parametrize(("path", "name"), CONFIRMED)
def test_what_cannot_be_undone_is_asked_about_first(
    browser: Browser, rows: dict[str, Any], path: str, name: str
) -> None:
    address, client = _address(path, rows), browser(name)
    before = TrailLine.objects.count()
    assert '<p class="lead">' in client.get(address).content.decode()
    assert TrailLine.objects.count() == before
    assert browser("reader").post(address).status_code == 403
    assert browser("stranger").post(address).status_code == 404
    assert client.post(address).status_code == 302
    assert TrailLine.objects.count() == before + 1


def test_a_signed_agreement_and_a_signed_party_stay(browser: Browser, rows: dict[str, Any]) -> None:
    for path in ("remove/", f"parties/{rows['signed']}/remove/"):
        answer = browser("coordinator").post(_address(path, rows))
        assert answer.status_code == 422
        assert "Södertörns högskola signed on" in answer.content.decode()


def test_a_draft_is_removed(browser: Browser, rows: dict[str, Any]) -> None:
    other = Agreement.objects.get(pk=rows["other"])
    answer = browser("coordinator").post(f"{other.get_absolute_url()}remove/")
    assert answer["Location"] == PARTNERSHIP + "agreements/"
    assert not Agreement.objects.filter(pk=other.pk).exists()


def test_an_agreement_is_moved_in_the_family(browser: Browser, rows: dict[str, Any], agreement: Agreement) -> None:
    other = Agreement.objects.get(pk=rows["other"])
    client = browser("coordinator")
    assert client.post(f"{other.get_absolute_url()}place/", {"parent": agreement.pk, "version": 1}).status_code == 302
    ring = client.post(f"{agreement.get_absolute_url()}place/", {"parent": other.pk, "version": 1})
    assert ring.status_code == 422
    assert "An agreement cannot stand under itself." in ring.content.decode()
    page = client.get(f"{PARTNERSHIP}agreements/new/?under={agreement.code}").content.decode()
    assert f'<option value="{agreement.pk}" selected' in page


def test_a_refusal_stands_at_its_field(browser: Browser, rows: dict[str, Any]) -> None:
    client = browser("coordinator")
    answer = client.post(_address("parties/{party}/sign/", rows), {"signed_on": "2022-01-11", "version": "1"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "has not decided yet" in page
    assert re.search(r'id="id_signed_on"[^>]*aria-invalid|aria-invalid[^>]*id="id_signed_on"', page)
    wrong = {"field": "signed_on", "value": "i mars", "source_sv": "Webben"}
    assert "write a date as 2026-11-21" in client.post(_address("claims/new/", rows), wrong).content.decode()


def test_what_was_written_is_what_is_saved(browser: Browser, rows: dict[str, Any], huddinge: Organisation) -> None:
    client = browser("coordinator")

    def send(path: str, values: dict[str, str]) -> None:
        address = _address(path, rows)
        hidden = re.findall(
            r'<input type="hidden" name="(version)" value="(\d+)"', client.get(address).content.decode()
        )
        answer = client.post(address, values | dict(hidden))
        assert answer.status_code == 302, answer.content.decode()

    send("parties/{party}/edit/", {"role": "owner", "registration_numbers": " KS 1 \n\nKS 2", "joined_on": ""})
    assert Party.objects.get(pk=rows["party"]).registration_numbers == ["KS 1", "KS 2"]
    send("fees/{fee}/edit/", {"amount": "1 234,5", "currency": "NOK", "period": "term", "includes_vat": "true"})
    fee = FeeTerm.objects.get(pk=rows["fee"])
    assert (fee.amount_minor, fee.currency, fee.period, fee.includes_vat) == (123450, "NOK", "term", True)
    path = _address("fees/{fee}/edit/", rows)
    typed = {"amount": "1", "currency": "NOK", "period": "term", "invoice_month": "13", "version": str(fee.version)}
    assert list(client.post(path, typed).context["form"].errors) == ["invoice_month"]
    late = client.post(path, typed | {"invoice_month": "1", "ends_on": "2099-01-01"}, follow=True).content.decode()
    assert "check them" in late
    assert "reaches outside the agreement" in late
    send("steps/{step}/edit/", {"position": "3", "kind": "board", "instance_sv": "KS", "spoke": "S\nSD"})
    assert DecisionStep.objects.get(pk=rows["step"]).spoke == ["S", "SD"]
    send(
        "amend/",
        {
            "summary_sv": "Två år till",
            "decided_on": "2024-01-01",
            "from_on": "2024-02-01",
            "starts_on": "2022-01-01",
            "ends_on": "2027-12-31",
            "second_term": "Platser",
            "second_before": "20",
            "second_after": "30",
        },
    )
    amendment = Agreement.objects.get(code=rows["agreement"]).amendments.get()
    assert amendment.changes == [
        {"term": "ends_on", "before": "2025-12-31", "after": "2027-12-31"},
        {"term": "Platser", "before": "20", "after": "30"},
    ]
    send(PARTNERSHIP + "notes/{note}/edit/", {"words": "Vår", "reach": f"own:{huddinge.pk}"})
    note = Note.objects.get(pk=rows["note"])
    assert (note.audience, note.organisation) == ("own", huddinge)
    send("claims/{claim}/choose/", {})
    assert Agreement.objects.get(code=rows["agreement"]).ends_on == date(2030, 1, 1)
    assert Claim.objects.get(pk=rows["claim"]).is_chosen


def test_nobody_gives_a_reach_that_is_not_theirs(
    browser: Browser, rows: dict[str, Any], sodertorn: Organisation, circle: Circle
) -> None:
    address = PARTNERSHIP + "notes/new/"
    for reach in (f"own:{sodertorn.pk}", f"named:{circle.pk + 1}", "public", "own:0", ""):
        answer = browser("contact").post(address, {"words": "Hej", "reach": reach})
        assert answer.status_code == 422, reach
    assert browser("coordinator").post(address, {"words": "Hej", "reach": f"named:{circle.pk}"}).status_code == 302
    assert browser("lead").post(address, {"words": "Hej", "reach": f"named:{circle.pk}"}).status_code == 422


def test_contacts_write_notes_and_papers_but_not_terms(browser: Browser, rows: dict[str, Any]) -> None:
    client = browser("contact")
    for path in ("notes/new/", "documents/new/", "documents/attach/", PARTNERSHIP + "documents/new/"):
        assert client.get(_address(path, rows)).status_code == 200
    for path in ("edit/", "parties/new/", "claims/new/", "topics/vat/", PARTNERSHIP + "edit/"):
        assert client.get(_address(path, rows)).status_code == 403
    assert client.get(_address(PARTNERSHIP + "notes/{note}/edit/", rows)).status_code == 403
    assert client.get(_address("topics/nothing/", rows)).status_code == 403
    assert browser("coordinator").get(_address("topics/nothing/", rows)).status_code == 404


def test_rows_of_another_agreement_are_not_found(browser: Browser, rows: dict[str, Any]) -> None:
    other = Agreement.objects.get(pk=rows["other"]).get_absolute_url()
    for path in ("parties/{party}/edit/", "steps/{step}/edit/", "fees/{fee}/edit/", "claims/{claim}/remove/"):
        assert browser("coordinator").get(other + path.format(**rows)).status_code == 404
    for path in ("impacts/{impact}/remove/", "goals/{goal}/remove/", "documents/{attached}/detach/"):
        assert browser("coordinator").get(other + path.format(**rows)).status_code == 404


def test_people_come_by_letter_or_are_chosen_and_go(
    browser: Browser, agreement: Agreement, huddinge: Organisation, cast: Cast
) -> None:
    client = browser("coordinator")
    values = {"name": "Ny", "email": "ny@example.org", "organisation": huddinge.pk, "role": "contact", "language": "sv"}
    assert client.post(PARTNERSHIP + "people/invite/", values).status_code == 302
    assert Letter.objects.get().to == "ny@example.org"
    again = client.post(PARTNERSHIP + "people/invite/", values)
    assert again.status_code == 422
    page = client.get(PARTNERSHIP + "people/").content.decode()
    assert "ny@example.org" in page
    assert "ny@example.org" not in browser("reader").get(PARTNERSHIP + "people/").content.decode()
    invitation = Invitation.objects.get()
    address = f"{PARTNERSHIP}people/invitations/{invitation.pk}/withdraw/"
    assert browser("reader").post(address).status_code == 403
    assert client.post(address).status_code == 302
    assert not Invitation.objects.exists()

    added = {"user": cast("administrator").user_id, "organisation": huddinge.pk, "role": "lead"}
    assert client.post(PARTNERSHIP + "people/new/", added).status_code == 302
    assert client.post(PARTNERSHIP + "people/new/", added).status_code == 422
    assert client.post(PARTNERSHIP + "people/new/", added | {"user": cast("stranger").user_id}).status_code == 422
    given = Membership.objects.get(role="lead")
    assert browser("reader").post(f"{PARTNERSHIP}people/{given.pk}/leave/").status_code == 403
    assert client.post(f"{PARTNERSHIP}people/{given.pk}/leave/").status_code == 302
    assert not Membership.objects.filter(role="lead").exists()


def test_everybody_may_lay_down_their_own_role(browser: Browser, cast: Cast, agreement: Agreement) -> None:
    own = Membership.objects.get(user_id=cast("reader").user_id)
    assert browser("reader").post(f"{PARTNERSHIP}people/{own.pk}/leave/")["Location"] == "/partnerships/"
    assert browser("reader").get(PARTNERSHIP).status_code == 404


def test_an_invitation_of_another_partnership_is_not_found(
    browser: Browser, huddinge: Organisation, agreement: Agreement
) -> None:
    other = actions.start_partnership(huddinge, by=SYSTEM, name=Text(sv="Annat"))
    invitation = invite(
        huddinge, email="a@example.org", name="A", role="reader", language="sv", space=other.space, by=SYSTEM
    )
    address = f"{PARTNERSHIP}people/invitations/{invitation.pk}/withdraw/"
    assert browser("coordinator").post(address).status_code == 404


def test_some_people_share_what_the_others_do_not_see(browser: Browser, cast: Cast, agreement: Agreement) -> None:
    coordinator, partner = cast("coordinator").user_id, cast("partner").user_id
    client, address = browser("coordinator"), PARTNERSHIP + "people/circles/new/"
    assert client.post(address, {"name": "Vi två"}).status_code == 422
    assert client.post(address, {"name": "Vi två", "members": [coordinator, partner]}).status_code == 302
    assert "Vi två" in browser("partner").get(PARTNERSHIP + "people/").content.decode()
    assert "Vi två" not in browser("lead").get(PARTNERSHIP + "people/").content.decode()
    assert browser("reader").get(address).status_code == 403


def test_named_people_change_and_dissolve_their_circle(browser: Browser, cast: Cast, circle: Circle) -> None:
    address = f"{PARTNERSHIP}people/circles/{circle.pk}/"
    name, own = circle.name, [user.pk for user in circle.members.all()]
    insider = browser("coordinator")
    assert name in insider.get(address).content.decode()
    assert name in insider.get(f"{address}edit/").content.decode()
    for part in ("", "edit/", "dissolve/"):
        assert browser("lead").get(f"{address}{part}").status_code == 404
    answer = insider.post(
        f"{address}edit/", {"name": "Vi två", "members": [*own, cast("lead").user_id], "version": 1}, follow=True
    )
    assert "Vi två" in answer.content.decode()
    assert browser("lead").get(address).status_code == 200
    assert insider.post(f"{address}dissolve/").status_code == 302
    assert not Circle.objects.exists()


@pytest.mark.parametrize("path", ["amend/", "impacts/new/"])
def test_every_label_is_in_the_readers_language(browser: Browser, agreement: Agreement, path: str) -> None:
    client = browser("coordinator")
    User.objects.filter(email="coordinator@example.org").update(language="sv")
    page = client.get(f"{agreement.get_absolute_url()}{path}").content.decode()
    assert "Dokument" in page
    assert not re.search(r">\s*Document\s*<", page)


@pytest.fixture
def running_out(agreement: Agreement, party: Party, partner: Party) -> Agreement:
    """An agreement in force whose last day has passed, and nobody has said what follows."""
    for one in (party, partner):
        actions.sign(one, signed_on=date(2022, 1, 1), even_if_undecided=True, by=SYSTEM)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=date(2023, 12, 31))
    agreement.refresh_from_db()
    return agreement


def test_an_agreement_that_ran_out_offers_the_ways_on_and_the_next_one_is_filled_in(
    browser: Browser, running_out: Agreement
) -> None:
    client, address = browser("coordinator"), running_out.get_absolute_url()
    page = client.get(address).content.decode()
    ways = [f"{PARTNERSHIP}agreements/new/?continues={running_out.code}", f"{address}amend/?extend", f"{address}end/"]
    for way in ways:
        assert f'href="{way}"' in page
        assert client.get(way).status_code == 200
    form = client.get(ways[0]).context["form"]
    assert form["starts_on"].value() == date(2024, 1, 1)
    assert form["ends_on"].value() == date(2025, 12, 31)  # two years as before, though one of them is longer
    values = {name: form[name].value() for name in ("kind", "party_1", "party_2")}
    client.post(
        ways[0],
        {"title_sv": "Nästa", "continues": running_out.pk, "starts_on": "2024-01-01", **values},
    )
    (successor,) = running_out.linked_from.all()
    assert str(successor.agreement) == "Nästa"
    page = client.get(address).content.decode()
    assert successor.agreement.get_absolute_url() in page
    assert ways[0] not in page


def test_an_end_or_an_extension_closes_the_question(browser: Browser, running_out: Agreement) -> None:
    client, address = browser("coordinator"), running_out.get_absolute_url()
    assert 'id="follows"' in client.get(address).content.decode()
    assert client.get(f"{address}end/").context["form"]["ended_on"].value() == date(2023, 12, 31)
    actions.end_agreement(running_out, ended_on=date(2023, 12, 31), by=SYSTEM)
    assert 'id="follows"' not in client.get(address).content.decode()
