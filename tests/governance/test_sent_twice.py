"""A form that comes twice at the same moment is done once: the second answers with what the first one made."""

from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest
from django.test import RequestFactory

from sampakt.governance.actions.proposals import propose
from sampakt.governance.models import Body, Proposal
from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.kernel.text import Text
from sampakt.ui.once import new_word, only_once, was_done

from .conftest import Cast

pytestmark = pytest.mark.django_db
TITLE = Text(sv="En gemensam kurs")


def request_with(word: str, **said: str) -> HttpRequest:
    request = RequestFactory().post("/", {"once": word, **said})
    request.user = AnonymousUser()
    return request


def test_the_second_of_two_answers_with_what_the_first_made(body: Body, cast: Cast) -> None:
    word, act = new_word(), partial(propose, body, title=TITLE, by=cast("contact"))
    # Both were looked at before either was done.
    first, second = request_with(word, title="x"), request_with(word, title="x")
    assert (was_done(first), was_done(second)) == (False, False)
    made = only_once(first, act)()
    assert only_once(second, act)() == made
    assert Proposal.objects.count() == 1
    assert was_done(second)


def test_other_words_are_not_swallowed(body: Body, cast: Cast) -> None:
    word, act = new_word(), partial(propose, body, title=TITLE, by=cast("contact"))
    made = only_once(request_with(word, title="x"), act)()
    with pytest.raises(Refused, match="recorded as “<a"):
        only_once(request_with(word, title="<y>"), act)()
    Proposal.objects.all().delete()
    with pytest.raises(Refused):
        only_once(request_with(word, title="x"), act)()
    assert made.pk is not None


def test_what_was_refused_leaves_no_word(body: Body, cast: Cast) -> None:
    word = new_word()
    with pytest.raises(NotAllowed):
        only_once(request_with(word, title="x"), partial(propose, body, title=TITLE, by=cast("stranger")))()
    assert not cache.has_key(f"once:None:{word}")
    only_once(request_with(word, title="x"), partial(propose, body, title=TITLE, by=cast("contact")))()
    assert Proposal.objects.count() == 1
