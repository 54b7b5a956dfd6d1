"""The ledger: what it shows to whom, how it counts and narrows, and what it costs."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sampakt.agreements.models import Agreement, Theme
from sampakt.agreements.terms import PartyRole
from sampakt.commitments.actions import state
from sampakt.commitments.models import Commitment, Deed, StoredAssessment
from sampakt.commitments.queries.choices import choices
from sampakt.commitments.queries.ledger import Ledger, Wanted, ledger
from sampakt.commitments.rules.finding import Finding, Ref
from sampakt.commitments.terms import Status
from sampakt.kernel import asking, clock
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.organisations.models import Organisation, Unit

UNLINKED = {"kind": "linked_agreement", "parameters": {"relation": "continues"}}
ONCE = {"parameters": {"type": "interim report", "per": "once"}}


@pytest.fixture
def shown(cast: Any, today: date) -> Callable[..., Ledger]:
    """The ledger of the coordinator, unless another is named."""

    def asked(who: str = "coordinator", as_of: date | None = None, **wanted: Any) -> Ledger:
        return ledger(cast(who), Wanted(**wanted), today=today, as_of=as_of)

    return asked


def references(found: Ledger) -> list[str]:
    return [row.commitment.reference for row in found.rows[:]]


def test_shows_promises_in_order_with_how_they_stand(
    shown: Callable[..., Ledger], promise: Callable[..., Commitment], deed: Callable[..., Deed]
) -> None:
    promise(**ONCE)
    promise(**UNLINKED)
    deed()
    found = shown()
    assert [row.status for row in found.rows[:]] == ["kept", "no_evidence"]
    assert found.rows[0].explanation
    assert found.tones == {"kept": 1, "none": 1}
    assert (found.total, found.with_evidence, found.without_evidence, found.evidence_percent) == (2, 1, 1, 50)


def test_everybody_sees_their_own_ledger(
    shown: Callable[..., Ledger], promise: Callable[..., Commitment], own: dict[str, Any], agreement: Agreement
) -> None:
    promise(reference="shared")
    promise(reference="own", **own)
    promise(reference="public", audience=Audience.PUBLIC)
    assert references(shown()) == ["shared", "own", "public"]
    assert references(shown("partner")) == ["shared", "public"]
    assert shown("partner").total == 2
    assert references(shown("stranger")) == []
    agreement.space.audience = Audience.PUBLIC
    agreement.space.save()
    agreement.audience = Audience.PUBLIC
    agreement.save()
    assert references(shown("passer-by", space=agreement.space_id)) == ["public"]
    assert references(shown("passer-by")) == []
    assert references(shown("operator")) == ["shared", "own", "public"]


def test_what_we_owe_and_are_owed(
    shown: Callable[..., Ledger],
    promise: Callable[..., Commitment],
    huddinge: Organisation,
    sodertorn: Organisation,
) -> None:
    promise(reference="all")
    promise(reference="we", owes=[huddinge])
    promise(reference="they", owes=[sodertorn])
    promise(reference="to-us", owed=[huddinge])
    promise(reference="both", owes=[huddinge, sodertorn])
    assert references(shown(side="owes")) == ["all", "we", "to-us", "both"]
    assert references(shown(side="owed")) == ["all", "they", "to-us"]
    assert shown().sides == {"owes": 4, "owed": 3}
    assert references(shown("partner", side="owes")) == ["all", "they", "to-us", "both"]
    assert references(shown("partner", side="owed")) == ["all", "we"]
    assert shown("operator").sides == {}


def test_what_one_party_alone_promises_is_its_own_and_owed_to_nobody(
    shown: Callable[..., Ledger],
    promise: Callable[..., Commitment],
    agreement: Agreement,
    sodertorn: Organisation,
    cast: Any,
) -> None:
    today = clock.today()
    agreement.parties.filter(organisation=sodertorn).update(role=PartyRole.ADDRESSEE)
    promise(reference="alone")
    promise(reference="to-them", owed=[sodertorn])
    assert shown().sides == {"owes": 2, "owed": 0}
    assert references(shown("partner", side="owed")) == ["to-them"]
    assert references(shown("partner", side="owes")) == []
    alone = choices(cast("coordinator")).alone
    for as_of in (None, date(2025, 3, 9)):
        found = ledger(cast("coordinator"), Wanted(), today=today, as_of=as_of, alone=alone)
        assert [[one.code for one in row.promising] for row in found.rows[:]] == [["huddinge-kommun"]] * 2


def test_a_part_of_what_was_promised_is_not_yet_evidence_of_it(
    shown: Callable[..., Ledger], promise: Callable[..., Commitment]
) -> None:
    promise(**UNLINKED)
    StoredAssessment.objects.update(status="no_evidence")
    part = Finding(Status.NO_EVIDENCE, evidence=(Ref("deed", 1),))
    assert not part.has_evidence
    assert part.with_(status=Status.KEPT).has_evidence
    assert shown(tone="none").without_evidence == shown().without_evidence == 1


@pytest.mark.parametrize("is_past", [False, True])
def test_narrows(
    is_past: bool,
    shown: Callable[..., Ledger],
    promise: Callable[..., Commitment],
    deed: Callable[..., Deed],
    huddinge: Organisation,
) -> None:
    space = Commitment(agreement=promise(reference="plain").agreement).agreement.space
    theme = Theme.objects.create(space=space, key="health", name=Text(sv="Hälsa"))
    unit = Unit.objects.create(organisation=huddinge, key="social", kind="administration", name=Text(sv="Socialen"))
    promise(reference="theme", theme=theme)
    promise(reference="unit", unit=unit, title=Text(sv="Ånga och älvar"))
    promise(reference="notice", kind="notice", parameters={"months": 6})
    promise(reference="done", **ONCE)
    deed()
    as_of = date(2025, 3, 9) if is_past else None

    def found(**wanted: Any) -> list[str]:
        return references(shown(as_of=as_of, **wanted))

    everything = found()
    assert len(everything) == 5
    assert found(theme=theme.pk) == ["theme"]
    assert found(unit=unit.pk) == ["unit"]
    assert found(words="ÄLVAR ånga") == ["unit"]
    assert found(family="T") == ["notice"]
    assert sorted(found(status="kept")) == sorted(found(tone="kept")) == ["done", "notice"]
    assert found(evidence="with") == [name for name in everything if name not in found(evidence="without")]
    assert found(party="narvik-kommune") == []
    assert found(party="huddinge-kommun") == everything
    assert found(agreement="nothing") == []
    assert found(due_before=date(1999, 1, 1)) == []
    assert found(space=space.pk) == everything
    assert shown(as_of=as_of, status="kept").total == 5


def test_pages_through_the_rows(shown: Callable[..., Ledger], promise: Callable[..., Commitment]) -> None:
    for number in range(7):
        promise(reference=f"P{number}")
    rows = shown().rows
    assert len(rows) == 7
    assert [row.commitment.reference for row in rows[2:4]] == ["P2", "P3"]
    assert rows[6].commitment.reference == "P6"


@pytest.mark.parametrize("is_past", [False, True])
def test_sorts_by_due_day_and_by_urgency(
    is_past: bool, shown: Callable[..., Ledger], promise: Callable[..., Commitment], deed: Callable[..., Deed]
) -> None:
    as_of = date(2025, 3, 9) if is_past else None
    promise(reference="never", kind="goal_linked", parameters={})
    promise(reference="late", kind="deliver_by", parameters={"by": "2024-06-30"})
    promise(reference="soon", kind="deliver_by", parameters={"by": "2025-03-31"})
    promise(reference="done", **ONCE)
    deed()
    assert references(shown(sort="due", as_of=as_of))[:2] == ["late", "soon"]
    falling = references(shown(sort="-due", as_of=as_of))
    assert falling.index("soon") < falling.index("late") < falling.index("never")
    assert references(shown(sort="status", as_of=as_of))[:2] == ["late", "soon"]
    assert references(shown(sort="-status", as_of=as_of))[-1] == "late"


def test_the_past_is_computed_and_the_same_again(
    shown: Callable[..., Ledger], promise: Callable[..., Commitment], deed: Callable[..., Deed], cast: Any
) -> None:
    aim = promise(kind="statement", parameters={}, check_by="H")
    promise(**ONCE)
    deed(done_on=date(2024, 11, 4))
    state(aim, by=cast("contact"), verdict="fulfilled", stated_on=date(2025, 3, 1))
    assert [row.status for row in shown().rows[:]] == ["kept", "kept"]
    before = shown(as_of=date(2024, 10, 31))
    assert before.rows[0].status == "not_checkable"
    assert before.rows[1].status != "kept"
    assert (before.is_past, before.with_evidence) == (True, 0)
    assert not shown().is_past


def test_a_promise_that_was_never_assessed_has_no_evidence(
    shown: Callable[..., Ledger], promise: Callable[..., Commitment], deed: Callable[..., Deed]
) -> None:
    promise(**ONCE)
    deed()
    StoredAssessment.objects.all().delete()
    assert [row.status for row in shown().rows[:]] == ["no_evidence"]
    assert shown().tones == {"none": 1}
    assert references(shown(tone="none")) == references(shown(evidence="without")) == ["HS-01"]
    assert references(shown(tone="kept")) == []


def test_offers_what_there_is_to_choose(
    cast: Any, promise: Callable[..., Commitment], agreement: Agreement, huddinge: Organisation
) -> None:
    theme = Theme.objects.create(space=agreement.space, key="health", name=Text(sv="Hälsa"))
    promise(theme=theme)
    promise()
    found = choices(cast("coordinator"), agreement.space_id)
    assert [code for code, _title in found.agreements] == [agreement.code]
    assert [code for code, _name in found.parties] == ["huddinge-kommun", "sodertorns-hogskola"]
    assert [number for number, _name in found.themes] == [theme.pk]
    assert not found.units


@pytest.mark.parametrize("as_of", [None, date(2024, 12, 31)])
def test_as_many_queries_for_many_rows_as_for_one(
    as_of: date | None, cast: Any, promise: Callable[..., Commitment], today: date
) -> None:
    viewer, first = cast("coordinator"), promise()
    known = {"space": first.space, "agreement": first.agreement, "title": first.title, "kind": "report"}
    counts = []
    for many in (0, 200):
        Commitment.objects.bulk_create(
            Commitment(reference=f"B{number}", parameters=first.parameters, **known) for number in range(many)
        )
        with CaptureQueriesContext(connection) as asked:
            assert len(ledger(viewer, Wanted(), today=today, as_of=as_of).rows[:50]) == min(many + 1, 50)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 5 or as_of is not None


def test_questions_put_together_before_are_nobody_elses(
    shown: Callable[..., Ledger],
    promise: Callable[..., Commitment],
    deed: Callable[..., Deed],
    own: dict[str, Any],
    cast: Any,
) -> None:
    promise(reference="shared", **ONCE)
    promise(reference="own", **own)
    promise(reference="public", audience=Audience.PUBLIC, **UNLINKED)
    filters: list[dict[str, Any]] = [
        {},
        {"words": "shared"},
        {"family": "R"},
        {"side": "owes"},
        {"status": "kept"},
        {"tone": "none", "sort": "due"},
        {"evidence": "without"},
        {"party": "huddinge-kommun", "sort": "-status"},
    ]
    viewers = ("coordinator", "partner", "reader", "stranger", "passer-by", "operator")

    def told(who: str, wanted: dict[str, Any]) -> object:
        found, among = shown(who, **wanted), choices(cast(who))
        return references(found), found.statuses, found.sides, found.with_evidence, among.agreements, among.themes

    anew = {}
    for who in viewers:
        for wanted in filters:
            asking._kept.clear()
            anew[who, str(wanted)] = told(who, wanted)
    for _again in range(2):
        for wanted in filters:
            for who in viewers:
                assert told(who, wanted) == anew[who, str(wanted)], (who, wanted)
    deed()
    assert [row.status for row in shown("coordinator", words="shared").rows[:]] == ["kept"]
