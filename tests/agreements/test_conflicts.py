"""Two write at the same time: what only one of them changed is kept, what both changed is shown."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from sampakt.agreements import actions
from sampakt.agreements.models import Agreement
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations import actions as organisation_actions
from sampakt.organisations.models import User

from .conftest import Cast

Browser = Callable[[str], Client]


class _Form(HTMLParser):
    """The values that a browser would send from the last form of a page that is sent with POST."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        name, value = about.get("name") or "", about.get("value") or ""
        if tag == "form" and about.get("method") == "post":
            self.sent = {}
        elif tag == "input" and (about.get("type") not in {"checkbox", "radio"} or "checked" in about):
            self.sent[name] = value
        elif tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in about or self._select not in self.sent):
            self.sent[self._select] = value
        elif tag == "textarea":
            self._area = name

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] = data.strip()


def form_of(response: Any) -> dict[str, str]:
    """What a browser would send when nothing in the page's form is touched."""
    page = _Form()
    page.feed(response.content.decode().split("<footer")[0])
    return page.sent


def test_what_only_one_of_two_writers_changed_is_kept(browser: Browser, agreement: Agreement) -> None:
    address = f"{agreement.get_absolute_url()}edit/"
    begun = form_of(browser("coordinator").get(address))
    actions.change_agreement(agreement, notice_months=6, title=Text(sv="Hennes titel"), by=SYSTEM)
    mine = {"title_sv": "Min titel", "decide_months_before": "9"}
    answer = browser("coordinator").post(address, begun | mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    both, merged = page.split('id="contested"')[1].split('id="yours"')[0].split('id="merged"')
    assert "Hennes titel" in both
    assert "Min titel" in both
    assert "6" in merged
    assert "9" in merged
    assert "titel" not in merged
    assert browser("coordinator").post(address, form_of(answer)).status_code == 302
    kept = Agreement.objects.get(pk=agreement.pk)
    assert (kept.notice_months, kept.decide_months_before, kept.title) == (6, 9, Text(sv="Min titel"))


def test_a_field_that_nobody_touched_is_no_conflict(browser: Browser, agreement: Agreement) -> None:
    address = f"{agreement.get_absolute_url()}edit/"
    begun = form_of(browser("coordinator").get(address))
    actions.change_agreement(agreement, notice_months=6, by=SYSTEM)
    page = browser("coordinator").post(address, begun).content.decode()
    assert 'id="contested"' not in page
    assert page.split('id="merged"')[1].split("</table>")[0].count("<tr>") == 2


def test_an_amendment_keeps_the_terms_that_somebody_else_changed(browser: Browser, agreement: Agreement) -> None:
    address = f"{agreement.get_absolute_url()}amend/"
    begun = form_of(browser("coordinator").get(address))
    actions.change_agreement(agreement, notice_months=3, by=SYSTEM)
    mine = {"summary_sv": "Längre", "decided_on": "2024-01-01", "from_on": "2024-02-01", "ends_on": "2027-12-31"}
    answer = browser("coordinator").post(address, begun | mine)
    assert answer.status_code == 409
    assert browser("coordinator").post(address, form_of(answer)).status_code == 302
    kept = Agreement.objects.get(pk=agreement.pk)
    assert (kept.notice_months, str(kept.ends_on)) == (3, "2027-12-31")


def test_a_topic_that_somebody_answered_while_the_page_stood_open(browser: Browser, agreement: Agreement) -> None:
    address = f"{agreement.get_absolute_url()}topics/vat/"
    begun = form_of(browser("coordinator").get(address))
    assert "version" not in begun
    actions.answer_topic(agreement, topic="vat", state="stated", words=Text(sv="Hennes ord"), by=SYSTEM)
    answer = browser("coordinator").post(address, begun | {"state": "stated", "words_sv": "Mina ord"})
    assert answer.status_code == 409
    assert "Hennes ord" in answer.content.decode()
    assert browser("coordinator").post(address, form_of(answer)).status_code == 302
    assert agreement.content.get(topic="vat").words == Text(sv="Mina ord")


def test_two_who_change_who_the_named_people_are(browser: Browser, agreement: Agreement, cast: Cast) -> None:
    people = [User.objects.get(pk=cast(who).user_id) for who in ("coordinator", "contact", "reader")]
    circle = organisation_actions.make_circle(agreement.space, name="The three", members=people[:1], by=cast("lead"))
    address = f"{agreement.space.partnership.get_absolute_url()}people/circles/{circle.pk}/edit/"
    circle.members.add(people[0])
    first, second = browser("coordinator"), browser("coordinator")
    begun = form_of(first.get(address))
    everybody = [user.pk for user in circle.members.all()]
    assert first.post(address, begun | {"members": [*everybody, people[1].pk]}).status_code == 302
    answer = second.post(address, begun | {"members": [*everybody, people[2].pk]})
    assert answer.status_code == 409
    assert str(people[1]) in answer.content.decode()
    assert set(circle.members.all()) == {*circle.members.filter(pk__in=everybody), people[1]}
