"""The pages of work in the background."""

from collections.abc import Callable

import pytest
from django.test import Client

from sampakt.jobs.actions import start_job
from sampakt.jobs.actions.running import run, take
from sampakt.jobs.models import Job, board
from sampakt.jobs.rules import Outcome
from sampakt.jobs.terms import JobState
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import User

pytestmark = pytest.mark.django_db
Bring = Callable[..., None]


@pytest.fixture
def job(bring: Bring, asker: Viewer) -> Job:
    bring("count", lambda *_: Outcome("/somewhere/"))
    return start_job("count", {}, by=asker, about="/from/")


@pytest.fixture
def signed_in(account: Callable[[str], User]) -> Callable[[str], Client]:
    def client(name: str) -> Client:
        made = Client()
        made.force_login(account(name))
        return made

    return client


def _page(client: Client, job: Job, **headers: str) -> str:
    response = client.get(f"/jobs/{job.code}/", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_one_that_waits_for_no_worker_says_so(job: Job, signed_in: Callable[[str], Client]) -> None:
    words = "The worker is not running."
    assert words in _page(signed_in("asker"), job)
    board.beat(f"{board.WORKER}here")
    page = _page(signed_in("asker"), job)
    assert words not in page
    assert "Waiting for its turn" in page


def test_shows_how_far_it_is_and_asks_again_only_until_its_end(job: Job, signed_in: Callable[[str], Client]) -> None:
    taken = take(job.code)
    assert taken is not None
    board.tell(job.code, board.Told(3, 12))
    page = _page(signed_in("asker"), job, **{"HX-Request": "true"})
    assert '<progress max="12" value="3">' in page
    assert "3 of 12" in page
    assert 'hx-trigger="every 1s"' in page
    assert 'href="/jobs/' in page  # “look again”, for those without a script
    run(taken)
    answer = signed_in("asker").get(f"/jobs/{job.code}/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (204, "true")
    page = _page(signed_in("asker"), job)
    assert 'href="/somewhere/"' in page
    assert 'href="/from/"' in page
    assert "hx-trigger" not in page.split("<main", 1)[1]


def test_one_that_failed_says_why(job: Job, signed_in: Callable[[str], Client], bring: Bring) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    bring("count", fail)
    taken = take(job.code)
    assert taken is not None
    run(taken)
    assert f"in the log under {job.code}" in _page(signed_in("asker"), job)


def test_is_stopped_by_its_button(job: Job, signed_in: Callable[[str], Client]) -> None:
    assert signed_in("asker").post(f"/jobs/{job.code}/stop/").headers["Location"] == f"/jobs/{job.code}/"
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert "stopped before its end" in _page(signed_in("asker"), job)
    again = signed_in("asker").post(f"/jobs/{job.code}/stop/")
    assert again.status_code == 422
    assert "already ended" in again.content.decode()


def test_says_while_it_is_being_stopped(job: Job, signed_in: Callable[[str], Client]) -> None:
    take(job.code)
    signed_in("asker").post(f"/jobs/{job.code}/stop/")
    page = _page(signed_in("asker"), job)
    assert "Being stopped" in page
    assert "Stop it" not in page


@pytest.mark.parametrize(("who", "answer"), [("stranger", 404), ("nobody", 302)])
def test_others_are_not_told_that_it_is_there(
    job: Job, signed_in: Callable[[str], Client], client: Client, who: str, answer: int
) -> None:
    visitor = client if who == "nobody" else signed_in(who)
    assert visitor.get(f"/jobs/{job.code}/").status_code == answer
    assert visitor.post(f"/jobs/{job.code}/stop/").status_code == answer
    job.refresh_from_db()
    assert job.state == JobState.WAITING
    if who == "stranger":
        assert job.code not in visitor.get("/jobs/").content.decode()


def test_many_are_listed_in_as_many_queries_as_one(
    job: Job, signed_in: Callable[[str], Client], django_assert_max_num_queries: Callable[..., object], asker: Viewer
) -> None:
    client = signed_in("asker")
    for number in range(20):
        start_job("count", {"number": number}, by=asker)
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]  # a context manager
        page = client.get("/jobs/").content.decode()
    assert page.count("/jobs/") > 20
