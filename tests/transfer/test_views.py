"""The pages: load a file, fetch one, start a partnership after a pattern."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.transfer.conftest import SMALL, Acting, load_words, spoilt

from sampakt.agreements.models import Agreement, Partnership, Party
from sampakt.commitments.models import Commitment
from sampakt.kernel.terms import Role
from sampakt.organisations.models import User
from sampakt.transfer.queries import patterns

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _cache(settings: object) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}  # type: ignore[attr-defined]


def signed_in(acting: Acting, organisation: str, role: str = Role.COORDINATOR, space: int | None = None) -> Client:
    viewer = acting(organisation, role, space)
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(pk=viewer.user_id))
    return client


def upload(words: str | bytes, name: str = "small.yaml") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, words if isinstance(words, bytes) else words.encode())}


def test_a_file_is_looked_at_before_it_is_loaded(acting: Acting) -> None:
    client = signed_in(acting, "huddinge-kommun")
    assert client.get("/partnerships/load/").status_code == 200
    preview = client.post("/partnerships/load/", upload(SMALL))
    assert preview.status_code == 200
    assert "What will come: a new partnership" in preview.content.decode()
    assert not Partnership.objects.exists()
    loaded = client.post("/partnerships/load/confirm/", {"secret": preview.context["secret"]})
    assert loaded.headers["Location"] == "/partnerships/small/"
    assert Commitment.objects.count() == 2
    assert (
        "Everything is already as the file says" in client.post("/partnerships/load/", upload(SMALL)).content.decode()
    )


def test_faults_are_shown_with_their_lines_and_nothing_is_kept(acting: Acting) -> None:
    client = signed_in(acting, "huddinge-kommun")
    answer = client.post("/partnerships/load/", upload(spoilt(("sort: plan", "sort: plann"))))
    assert answer.status_code == 422
    assert "plann is not known here: did you mean plan?" in answer.content.decode()
    assert client.post("/partnerships/load/", upload(b"\xff\xfe\x00", "x.yaml")).status_code == 422
    assert client.post("/partnerships/load/").status_code == 422
    assert not Partnership.objects.exists()


def test_nobody_confirms_what_another_looked_at(acting: Acting) -> None:
    secret = signed_in(acting, "huddinge-kommun").post("/partnerships/load/", upload(SMALL)).context["secret"]
    other = signed_in(acting, "huddinge-kommun")
    assert other.post("/partnerships/load/confirm/", {"secret": secret}).headers["Location"] == "/partnerships/load/"
    assert not Partnership.objects.exists()


def test_strangers_are_asked_to_sign_in() -> None:
    for address in ("/partnerships/load/", "/partnerships/new/"):
        assert Client().get(address).status_code == 302


def test_a_file_is_fetched_by_those_inside_with_what_is_their_own(acting: Acting) -> None:
    space = load_words(SMALL).partnership.pk
    ours = signed_in(acting, "huddinge-kommun", Role.READER, space)
    theirs = signed_in(acting, "sodertorns-hogskola", Role.READER, space)
    for form, media in (("yaml", "application/yaml"), ("json", "application/json")):
        answer = ours.get(f"/partnerships/small/file.{form}")
        assert answer.headers["Content-Type"].startswith(media)
        assert f'filename="small.{form}"' in answer.headers["Content-Disposition"]
        assert "anteckning" in answer.content.decode()
        assert "anteckning" not in theirs.get(f"/partnerships/small/file.{form}").content.decode()


def test_who_may_not_fetch(acting: Acting) -> None:
    load_words(SMALL)
    outsider = signed_in(acting, "narvik-kommune")
    assert outsider.get("/partnerships/small/file.yaml").status_code == 403
    load_words(spoilt(("  audience: public", "  audience: partners")))
    assert outsider.get("/partnerships/small/file.yaml").status_code == 404
    assert Client().get("/partnerships/small/file.json").status_code == 404


NEW = "/partnerships/new/?pattern=huddinge-sodertorn&party=botkyrka-kommun&party=kth"
FORM = {"name": "Botkyrka och KTH", "language": "sv", "first_day": "2027-01-01", "last_day": "2029-12-31"}


def test_a_partnership_is_started_after_a_pattern(acting: Acting) -> None:
    client = signed_in(acting, "botkyrka-kommun")
    page = client.get(f"{NEW}&find=solna").content.decode()
    assert "Huddinge kommun → Botkyrka kommun" in page
    assert "Add Solna" in page
    answer = client.post(NEW, FORM)
    assert answer.headers["Location"] == "/partnerships/botkyrka-och-kth/"
    agreement = Agreement.objects.get(space__partnership__code="botkyrka-och-kth")
    assert (agreement.starts_on, agreement.ends_on) == (date(2027, 1, 1), date(2029, 12, 31))
    assert "Botkyrka kommun" in agreement.title.sv
    assert set(agreement.parties.values_list("organisation__code", flat=True)) == {"botkyrka-kommun", "kth"}
    assert Commitment.objects.filter(agreement=agreement).exists()
    assert client.get("/partnerships/botkyrka-och-kth/").status_code == 200


def test_what_is_typed_stays_through_every_step(acting: Acting) -> None:
    client = signed_in(acting, "botkyrka-kommun")
    address = "/partnerships/new/"
    steps = (
        {"pattern": "stark"},
        {"find": "solna", "search": "search"},
        {"find": "solna", "add": "solna-kommun"},
        {"add": "kth"},
        {"remove": "solna-kommun"},
        {"search": "search"},
    )
    for step in steps:
        answer = client.post(address, FORM | step)
        assert answer.status_code == 302
        address = answer.headers["Location"].partition("#")[0]
        page = client.get(address)
        shown = page.context["form"]
        assert {name: shown[name].value() for name in FORM} == FORM
    assert [one.code for one in page.context["parties"]] == ["kth"]
    assert page.context["chosen"].code == "stark"
    assert "find" not in address


def test_from_empty_there_is_one_draft_between_the_parties(acting: Acting) -> None:
    client = signed_in(acting, "botkyrka-kommun")
    client.post("/partnerships/new/?party=botkyrka-kommun&party=kth", FORM | {"last_day": ""})
    assert Party.objects.count() == 2
    assert not Commitment.objects.exists()


def test_what_stands_against_starting_is_told_and_what_was_written_stays(acting: Acting) -> None:
    client = signed_in(acting, "narvik-kommune")
    answer = client.post(NEW, FORM)
    assert answer.status_code == 422
    assert "One of the parties must be an organisation that you coordinate" in answer.content.decode()
    alone = client.post("/partnerships/new/?party=narvik-kommune", FORM | {"last_day": "2026-01-01"}).content.decode()
    assert "at least two parties" in alone
    assert "The last day comes before the first." in alone
    assert 'value="Botkyrka och KTH"' in alone
    assert not Partnership.objects.exists()


def test_whoever_may_start_none_is_told_what_they_lack_and_whom_to_ask(acting: Acting) -> None:
    space = load_words(SMALL).partnership.pk
    for client in (
        signed_in(acting, "huddinge-kommun", Role.COORDINATOR, space),
        signed_in(acting, "huddinge-kommun", Role.READER),
    ):
        for answer in (client.get("/partnerships/new/"), client.post(NEW, FORM)):
            assert answer.status_code == 403
            page = answer.content.decode()
            assert "you need the role of coordinator for a whole organisation" in page
            assert 'href="/organisations/huddinge-kommun/"' in page
    assert Partnership.objects.count() == 1


@pytest.mark.parametrize("code", ["huddinge-sodertorn", "universitetskommunen-trondheim"])
def test_the_promises_told_are_those_that_come(acting: Acting, code: str) -> None:
    client = signed_in(acting, "botkyrka-kommun")
    pattern = next(one for one in patterns() if one.code == code)
    others = (
        "kth",
        "ntnu",
        "solna-kommun",
        "sala-kommun",
        "stockholms-universitet",
        "umea-universitet",
        "narvik-kommune",
    )
    for count in {2, len(pattern.places)}:
        parties = "&".join(f"party={one}" for one in ("botkyrka-kommun", *others)[:count])
        address = f"/partnerships/new/?pattern={code}&{parties}"
        told = client.get(address).context["coming"]
        home = client.post(address, FORM).headers["Location"].split("/")[2]
        assert Commitment.objects.filter(space__partnership__code=home).count() == told
        assert count < len(pattern.places) or told == pattern.promises


def test_the_page_asks_as_much_for_many_parties_as_for_few(acting: Acting) -> None:
    client = signed_in(acting, "botkyrka-kommun")
    patterns()
    counts = []
    for parties in (
        "party=kth&party=ntnu",
        "&".join(f"party={code}" for code in ("kth", "ntnu", "solna-kommun", "sala-kommun")),
    ):
        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"/partnerships/new/?pattern=stark&{parties}&find=kommun").status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 16
