"""Who is told who shares a partnership: a draft tells nobody outside whom it is with."""

from datetime import date

import pytest
from django.db.models import Prefetch

from sampakt.agreements import actions, queries
from sampakt.agreements.models import Agreement, Partnership
from sampakt.agreements.queries.frame import partnership_head
from sampakt.agreements.terms import AgreementKind
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import NOBODY, SYSTEM
from sampakt.organisations.models import Organisation

from .conftest import Cast
from .test_api import HERE, Programme

DAY = date(2023, 5, 1)


@pytest.fixture
def kth(db: None) -> Organisation:
    return Organisation.objects.get(code="kth")


@pytest.fixture
def public(partnership: Partnership, agreement: Agreement) -> Partnership:
    """Everyone sees the partnership and its agreement."""
    actions.change_partnership(partnership, by=SYSTEM, audience=Audience.PUBLIC)
    actions.change_agreement(agreement, by=SYSTEM, audience=Audience.PUBLIC)
    return Partnership.objects.select_related("space").get(pk=partnership.pk)


def draft(partnership: Partnership, kth: Organisation, audience: Audience, owner: Organisation) -> Agreement:
    return actions.register_agreement(
        partnership,
        parties=[owner, kth],
        by=SYSTEM,
        kind=AgreementKind.COOPERATION,
        title=Text(sv="Utkast"),
        audience=audience,
        organisation=owner if audience == Audience.OWN else None,
    )


def told(partnership: Partnership, cast: Cast, who: str) -> set[frozenset[str]]:
    """What each place answers: the page, its head, the list and the API. They must all say the same."""
    viewer = cast(who)
    page = queries.partnership_page(partnership, viewer, DAY)
    (line,) = queries.partnerships_of(viewer, DAY)
    head = partnership_head(partnership, viewer, DAY)
    known = Prefetch("space__organisations", queryset=queries.sharers(viewer))
    (in_api,) = Partnership.objects.filter(pk=partnership.pk).prefetch_related(known)
    answers = (page.organisations, line.organisations, head.organisations, in_api.space.organisations.all())
    return {frozenset(one.code for one in found) for found in answers}


BOTH = frozenset({"huddinge-kommun", "sodertorns-hogskola"})


def test_a_draft_for_the_parties_is_not_told_outside(
    public: Partnership, huddinge: Organisation, kth: Organisation, cast: Cast
) -> None:
    draft(public, kth, Audience.PARTNERS, huddinge)

    assert told(public, cast, "passer-by") == told(public, cast, "stranger") == {BOTH}
    assert told(public, cast, "partner") == {BOTH | {"kth"}}
    assert Programme().get(HERE)["organisations"] == sorted(BOTH)


def test_a_draft_that_one_keeps_to_itself_brings_nobody_in(
    public: Partnership, huddinge: Organisation, kth: Organisation, cast: Cast
) -> None:
    kept = draft(public, kth, Audience.OWN, huddinge)

    assert told(public, cast, "partner") == {BOTH}
    assert not public.space.organisations.contains(kth)

    actions.change_agreement(kept, by=SYSTEM, audience=Audience.PARTNERS)

    assert told(public, cast, "partner") == {BOTH | {"kth"}}


def test_the_list_in_the_api_keeps_partnerships_apart(
    public: Partnership, huddinge: Organisation, kth: Organisation
) -> None:
    """One condition speaks of the space that is asked about, not of any space of the organisation."""
    other = actions.start_partnership(
        huddinge, by=SYSTEM, code="other", name=Text(sv="Ett annat"), audience=Audience.PUBLIC
    )
    draft(other, kth, Audience.PUBLIC, huddinge)
    draft(public, kth, Audience.PARTNERS, huddinge)

    told = {one["code"]: one["organisations"] for one in Programme().get("/api/v1/partnerships")["items"]}

    assert told == {"huddinge-sodertorn": sorted(BOTH), "other": ["huddinge-kommun", "kth"]}
    assert queries.sharing(other, NOBODY)[0].code == "huddinge-kommun"
