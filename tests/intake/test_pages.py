"""The pages of the shelf and of a draft: what they show and do, with and without a script, and to whom."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.intake.shelf import AGREEMENT, dropped, value_of, viewers

from sampakt.intake.actions import read
from sampakt.intake.models import Reading
from sampakt.intake.rules.cutting import PART
from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation, OrganisationRole, User

SCRIPT = {"HX-Request": "true"}


def signed_in(organisation: Organisation, role: str = Role.COORDINATOR) -> Client:
    user = User.objects.create_user(f"{role}@{organisation.code}.example.org")
    OrganisationRole.objects.create(user=user, role=role, organisation=organisation)
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def by(huddinge: Organisation, narvik: Organisation) -> Viewer:
    return viewers(huddinge, narvik)["coordinator"]


@pytest.fixture
def klara(huddinge: Organisation) -> Client:
    return signed_in(huddinge)


@pytest.fixture
def reading(by: Viewer, huddinge: Organisation) -> Reading:
    return dropped(huddinge, by)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def files(*texts: str) -> dict[str, list[SimpleUploadedFile]]:
    return {"documents": [SimpleUploadedFile(f"{place}.txt", text.encode()) for place, text in enumerate(texts)]}


def test_one_document_leads_to_its_draft_and_several_to_the_shelf(klara: Client, huddinge: Organisation) -> None:
    assert "Drop documents here" in page(klara, "/intake/")
    one = klara.post("/intake/", {**files(AGREEMENT), "organisation": huddinge.code})
    assert one.headers["Location"] == Reading.objects.get().get_absolute_url()
    several = klara.post("/intake/", {**files("Avtal A", "Avtal B"), "organisation": huddinge.code})
    assert several.headers["Location"] == "/intake/"
    for reading in Reading.objects.all():
        read(reading)
    shown = page(klara, "/intake/")
    assert "2 documents lie on the shelf." in shown
    assert "Samverkansavtal" in shown
    assert "Huddinge kommun, Södertörns högskola" in shown


def test_what_cannot_be_read_is_named_and_the_others_are_kept(klara: Client, huddinge: Organisation) -> None:
    sent = {**files(AGREEMENT), "organisation": huddinge.code}
    sent["documents"] = [*sent["documents"], SimpleUploadedFile("bild.bin", b"\x00\x01\x02\x03")]
    answer = klara.post("/intake/", sent)
    assert answer.status_code == 422
    assert "bild.bin" in answer.content.decode()
    assert Reading.objects.count() == 1


def test_an_empty_file_is_named_and_the_others_are_kept(klara: Client, huddinge: Organisation) -> None:
    sent = {**files(AGREEMENT), "organisation": huddinge.code}
    sent["documents"] = [SimpleUploadedFile("tom.pdf", b""), *sent["documents"]]
    answer = klara.post("/intake/", sent)
    assert answer.status_code == 422
    assert "tom.pdf" in answer.content.decode()
    assert Reading.objects.count() == 1


def test_nothing_chosen_is_asked_for(klara: Client, huddinge: Organisation) -> None:
    assert klara.post("/intake/", {"organisation": huddinge.code}).status_code == 422


@pytest.mark.parametrize("role", [Role.READER, Role.CONTACT])
def test_who_may_start_no_partnership_has_no_shelf(role: str, huddinge: Organisation, reading: Reading) -> None:
    client = signed_in(huddinge, role)
    assert client.get("/intake/").status_code == 403
    assert client.get(reading.get_absolute_url()).status_code == 404


def test_strangers_see_nothing_of_a_shelf(narvik: Organisation, reading: Reading) -> None:
    stranger, home = signed_in(narvik), reading.get_absolute_url()
    value = reading.values.all()[0]
    assert "Samverkansavtal" not in page(stranger, "/intake/")
    for address in ("", "file/", "add/", f"values/{value.pk}/", "remove/"):
        assert stranger.get(home + address).status_code == 404, address
    for address in ("decide/", "cancel/", "aside/", "again/", "remove/"):
        assert stranger.post(home + address).status_code == 404, address
    assert Client().get(home).status_code == 302


def test_text_and_draft_lead_to_each_other(klara: Client, reading: Reading) -> None:
    party = value_of(reading, "party", name="Huddinge kommun")
    shown = page(klara, reading.get_absolute_url())
    assert f'<i id="m{party.pk}"></i>' in shown
    assert f'href="#v{party.pk}"' in shown
    assert f'<a href="#m{party.pk}">' in shown
    assert "1 January 2027 – 31 December 2030" in shown
    assert "What the text does not say" in shown


def test_what_stands_in_a_document_is_never_markup(klara: Client, by: Viewer, huddinge: Organisation) -> None:
    text = AGREEMENT.replace("Samverkansavtal", "Avtal <script>alert(1)</script> & Söner")
    shown = page(klara, dropped(huddinge, by, text).get_absolute_url())
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Söner" in shown


def test_a_value_is_accepted_and_one_goes_on_to_the_next(klara: Client, reading: Reading) -> None:
    first, second = reading.values.order_by("place")[:2]
    answer = klara.post(f"{reading.get_absolute_url()}decide/", {"accept": first.pk})
    assert answer.headers["Location"] == f"{reading.get_absolute_url()}#v{second.pk}"
    first.refresh_from_db()
    assert first.state == "accepted"


def test_with_a_script_only_the_row_comes_anew_and_how_much_is_left(klara: Client, reading: Reading) -> None:
    value = value_of(reading, "party")
    answer = klara.post(f"{reading.get_absolute_url()}decide/", {"reject": value.pk}, headers=SCRIPT)
    assert answer.headers["HX-Retarget"] == f"#v{value.pk}"
    said = answer.content.decode()
    assert said.startswith(f'<li class="value" id="v{value.pk}" data-state="rejected">')
    assert 'hx-swap-oob="true"' in said
    assert "1 rejected" in said


def test_all_of_a_group_and_all_that_are_sure(klara: Client, reading: Reading) -> None:
    decide = f"{reading.get_absolute_url()}decide/"
    assert klara.post(decide, {"group": "parties", "part": "1"}).status_code == 302
    assert set(reading.values.filter(field="party").values_list("state", flat=True)) == {"accepted"}
    assert klara.post(decide, {"sure": "1"}, headers=SCRIPT).headers["HX-Refresh"] == "true"
    assert {value.is_sure for value in reading.values.filter(state="open")} <= {False}


def test_a_value_of_another_document_is_not_found(klara: Client, reading: Reading) -> None:
    decide = f"{reading.get_absolute_url()}decide/"
    for number in ("0", "x", "9" * 30, "²"):
        assert klara.post(decide, {"accept": number}).status_code == 404


def test_a_day_is_corrected_and_says_what_was_read(klara: Client, reading: Reading) -> None:
    period = value_of(reading, "period")
    address = f"{reading.get_absolute_url()}values/{period.pk}/"
    assert "2030-12-31" in page(klara, address)
    wrong = klara.post(address, {"start": "2027-01-01", "end": "2026-01-01"}, headers=SCRIPT)
    assert wrong.status_code == 422
    assert wrong.headers["HX-Reselect"] == ".value__form"
    assert "The last day comes before the first." in wrong.content.decode()
    assert klara.post(address, {"start": "2027-01-01", "end": "2031-12-31"}).status_code == 302
    shown = page(klara, reading.get_absolute_url())
    assert "1 January 2027 – 31 December 2031" in shown
    assert "Read as: 1 January 2027 – 31 December 2030" in shown


def test_two_people_say_something_to_one_value_and_the_second_is_told(klara: Client, reading: Reading) -> None:
    value = value_of(reading, "party")
    address = f"{reading.get_absolute_url()}values/{value.pk}/"
    assert '<input type="hidden" name="version" value="1">' in page(klara, address)
    assert f'name="reject" value="{value.pk}.1"' in page(klara, reading.get_absolute_url())
    assert klara.post(address, {"name": "Högskolan", "sort": "university", "version": "1"}).status_code == 302
    again = klara.post(address, {"name": "Skolan", "sort": "university", "version": "1"}, headers=SCRIPT)
    assert again.status_code == 422
    assert "Somebody was just before you: “Högskolan”, Corrected." in again.content.decode()
    assert '<input type="hidden" name="version" value="2">' in again.content.decode()
    decide = f"{reading.get_absolute_url()}decide/"
    assert klara.post(decide, {"reject": f"{value.pk}.1"}, headers=SCRIPT).headers["HX-Refresh"] == "true"
    assert "Somebody was just before you" in page(klara, reading.get_absolute_url())
    assert klara.post(decide, {"reject": f"{value.pk}.1"}).status_code == 302
    value.refresh_from_db()
    assert (value.state, value.version) == ("corrected", 2)
    assert klara.post(decide, {"reject": f"{value.pk}.2"}).status_code == 302
    value.refresh_from_db()
    assert value.state == "rejected"


def test_a_form_that_stands_by_itself_is_sent_without_a_script(klara: Client, reading: Reading) -> None:
    address = f"{reading.get_absolute_url()}values/{value_of(reading, 'commitment').pk}/"
    assert "hx-post" not in page(klara, address)
    assert 'hx-target="closest .value"' in klara.get(address, headers=SCRIPT).content.decode()


def test_a_party_is_looked_for_in_the_registers(klara: Client, sodertorn: Organisation, reading: Reading) -> None:
    party = value_of(reading, "party", name="Södertörns högskola")
    address = f"{reading.get_absolute_url()}values/{party.pk}/"
    again = klara.post(address, {"step": "again", "name": "Södertörn", "sort": "university"})
    assert again.status_code == 200
    assert f'value="{sodertorn.code}"' in again.content.decode()
    saved = klara.post(address, {"name": "Södertörns högskola", "code": sodertorn.code, "sort": "university"})
    assert saved.status_code == 302
    party.refresh_from_db()
    assert party.state == "corrected"


def test_a_party_that_was_called_otherwise_then_stays_the_one_in_the_registers(
    klara: Client, sodertorn: Organisation, reading: Reading
) -> None:
    college = value_of(reading, "party", code=sodertorn.code)
    address = f"{reading.get_absolute_url()}values/{college.pk}/"
    sent = {"name": "Flemingsbergs akademi", "code": sodertorn.code, "sort": ""}
    assert klara.post(address, sent).status_code == 302
    college.refresh_from_db()
    assert college.held["name"] == "Flemingsbergs akademi"
    assert college.held["code"] == sodertorn.code


def test_another_kind_of_promise_asks_for_its_own_terms(klara: Client, reading: Reading) -> None:
    promise = value_of(reading, "commitment")
    address = f"{reading.get_absolute_url()}values/{promise.pk}/"
    again = klara.post(address, {"step": "again", "words": "De möts.", "kind": "meetings", "strength": "B"})
    assert 'name="parameters.min"' in again.content.decode()
    saved = {"words": "De möts ofta.", "kind": "statement", "strength": "W", "promisor": "parties"}
    assert klara.post(address, saved).status_code == 302
    promise.refresh_from_db()
    assert (promise.held["words"], promise.held["strength"]) == ("De möts ofta.", "W")  # type: ignore[index]


@pytest.mark.parametrize("field", ["kind", "title", "party", "date", "period", "number", "step", "body", "amount"])
def test_every_field_has_a_form(klara: Client, reading: Reading, field: str) -> None:
    assert "value__form" in page(klara, f"{reading.get_absolute_url()}add/?field={field}")


def test_marked_words_become_a_value(klara: Client, reading: Reading) -> None:
    start = reading.text.index("Södertörns")
    place = {"start": str(start), "end": str(start + len("Södertörns högskola"))}
    address = f"{reading.get_absolute_url()}add/"
    asked = klara.get(address, place).content.decode()
    assert "Södertörns högskola" in asked
    assert f"?field=theme&amp;start={start}" in asked
    assert klara.post(address, {**place, "field": "theme", "value": "högskola"}).status_code == 302
    added = reading.values.get(why="added")
    assert (added.span_start, added.held, added.state) == (start, "högskola", "corrected")


def test_a_place_outside_the_text_is_refused(klara: Client, reading: Reading) -> None:
    place = {"start": "0", "end": "99999999"}
    answer = klara.post(f"{reading.get_absolute_url()}add/", {**place, "field": "theme", "value": "x"})
    assert answer.status_code == 422


def test_a_draft_is_set_aside_and_taken_up(klara: Client, reading: Reading) -> None:
    home = reading.get_absolute_url()
    klara.post(f"{home}aside/")
    shown = page(klara, home)
    assert "Take it up again" in shown
    assert 'name="accept"' not in shown
    assert klara.post(f"{home}decide/", {"sure": "1"}).status_code == 422
    klara.post(f"{home}again/")
    assert 'name="accept"' in page(klara, home)


def test_a_document_is_fetched_and_taken_away(klara: Client, reading: Reading) -> None:
    answer = klara.get(f"{reading.get_absolute_url()}file/")
    assert b"".join(answer.streaming_content).decode() == AGREEMENT  # type: ignore[attr-defined]
    assert "attachment" in answer.headers["Content-Disposition"]
    assert klara.post(f"{reading.get_absolute_url()}remove/").headers["Location"] == "/intake/"
    assert not Reading.objects.exists()


def test_a_document_that_was_not_read_says_why_and_is_read_again(klara: Client, reading: Reading) -> None:
    Reading.objects.update(state="failed", fault="no_words", fault_facts={}, read_at=None)
    assert "There are no words in the file." in page(klara, reading.get_absolute_url())
    assert "There are no words in the file." in page(klara, "/intake/")
    klara.post(f"{reading.get_absolute_url()}again/")
    reading.refresh_from_db()
    assert reading.state == "waiting"
    assert "Look again" in page(klara, reading.get_absolute_url())
    assert 'hx-trigger="every' in page(klara, "/intake/")
    klara.post(f"{reading.get_absolute_url()}cancel/")
    assert "Stopped" in page(klara, reading.get_absolute_url())


def test_the_page_that_waits_becomes_the_draft(klara: Client, reading: Reading) -> None:
    waiting = {**SCRIPT, "HX-Target": "waiting"}
    assert klara.get(reading.get_absolute_url(), headers=waiting).headers["HX-Refresh"] == "true"
    Reading.objects.update(state="reading", read_at=None)
    answer = klara.get(reading.get_absolute_url(), headers=waiting)
    assert 'id="waiting"' in answer.content.decode()


def test_without_a_worker_the_page_says_so(klara: Client, huddinge: Organisation) -> None:
    klara.post("/intake/", {**files(AGREEMENT), "organisation": huddinge.code})
    assert "Nothing does the work at the moment" in page(klara, Reading.objects.get().get_absolute_url())


def test_a_long_document_comes_in_parts(klara: Client, by: Viewer, huddinge: Organisation) -> None:
    text = AGREEMENT + "\n\n".join(["Ord " * 30] * (2 * PART // 100)) + "\n\nParterna ska årligen skriva en rapport.\n"
    reading = dropped(huddinge, by, text)
    first, last = page(klara, reading.get_absolute_url()), page(klara, f"{reading.get_absolute_url()}?part=3")
    assert "Go on with part" in first
    assert "skriva en rapport" not in first
    assert "skriva en rapport" in last
    assert len(first) < 100_000
    assert page(klara, f"{reading.get_absolute_url()}?part=99").count('aria-current="page"') == 1


def test_pages_cost_the_same_whatever_they_hold(klara: Client, by: Viewer, huddinge: Organisation) -> None:
    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            page(klara, address)
        return len(asked)

    one = dropped(huddinge, by, "Avtal mellan Huddinge kommun och SKR.")
    small = (cost("/intake/"), cost(one.get_absolute_url()))
    for number in range(4):
        dropped(huddinge, by, f"{AGREEMENT}\n{number}")
    big = Reading.objects.order_by("-pk")[0]
    assert (cost("/intake/"), cost(big.get_absolute_url())) == small
    assert small[0] <= 12
    assert small[1] <= 10


def test_somebody_who_acts_for_several_chooses_whose_shelf(huddinge: Organisation, narvik: Organisation) -> None:
    client = signed_in(huddinge)
    OrganisationRole.objects.create(user=User.objects.get(), role=Role.COORDINATOR, organisation=narvik)
    assert "On whose behalf" in page(client, "/intake/")
    assert client.post("/intake/", {**files("Avtal"), "organisation": "finns-inte"}).status_code == 422


def test_a_confirmed_document_s_values_are_settled(klara: Client, reading: Reading) -> None:
    Reading.objects.update(state="confirmed")
    value = reading.values.all()[0]
    assert klara.post(f"{reading.get_absolute_url()}decide/", {"accept": value.pk}).status_code == 422
    assert 'name="accept"' not in page(klara, reading.get_absolute_url())
