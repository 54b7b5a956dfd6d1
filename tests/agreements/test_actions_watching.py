"""What agreements ask for is reckoned beforehand: true after each change and each day, and rebuilt from nothing."""

from collections.abc import Callable
from datetime import date

import pytest

from sampakt.agreements import actions, tick
from sampakt.agreements.actions.watching import reckon
from sampakt.agreements.models import Agreement, Partnership, Party, Watch
from sampakt.agreements.queries import renewal_radar
from sampakt.agreements.terms import AgreementKind, ForceRule, Relation
from sampakt.kernel import clock
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation

Told = dict[int, tuple[date | None, date | None, date | None]]
DAY = date(2025, 3, 10)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


def told() -> Told:
    return {
        pk: (late, coming, until)
        for pk, late, coming, until in Watch.objects.values_list("pk", "late_on", "next_on", "stands_until")
    }


def is_true() -> bool:
    """Whether all that is stored is what is told from nothing."""
    stored = told()
    Watch.objects.all().delete()
    assert reckon(Agreement.objects.all()) == Agreement.objects.count()
    return stored == told()


@pytest.fixture
def elsewhere(sodertorn: Organisation) -> Agreement:
    """An agreement in another partnership that took over from the day on which it was signed."""
    other = actions.start_partnership(sodertorn, by=SYSTEM, name=Text(en="Another"))
    agreement = actions.draft_agreement(
        other,
        by=SYSTEM,
        kind=AgreementKind.STRATEGIC_PARTNERSHIP,
        title=Text(en="The next"),
        starts_on=date(2025, 1, 1),
        force_rule=ForceRule.ON_DATE,
    )
    actions.add_party(agreement, organisation=sodertorn, by=SYSTEM)
    return agreement


CHANGES: dict[str, Callable[[Agreement, Agreement, list[Party]], object]] = {
    "signed": lambda agreement, elsewhere, parties: None,
    "extended": lambda agreement, elsewhere, parties: actions.amend(
        agreement,
        by=SYSTEM,
        summary=Text(en="Longer"),
        decided_on=DAY,
        from_on=date(2025, 6, 1),
        terms={"ends_on": date(2027, 1, 31)},
    ),
    "to be revised": lambda agreement, elsewhere, parties: actions.change_agreement(
        agreement, by=SYSTEM, revise_every_months=6
    ),
    "ended": lambda agreement, elsewhere, parties: actions.end_agreement(
        agreement, by=SYSTEM, ended_on=date(2025, 4, 1), decided_on=DAY
    ),
    "followed": lambda agreement, elsewhere, parties: actions.link_agreements(
        elsewhere, relation=Relation.REPLACES, other=agreement, by=SYSTEM
    ),
    "followed no more": lambda agreement, elsewhere, parties: actions.unlink_agreements(
        actions.link_agreements(elsewhere, relation=Relation.REPLACES, other=agreement, by=SYSTEM), by=SYSTEM
    ),
    "followed by none": lambda agreement, elsewhere, parties: (
        actions.link_agreements(elsewhere, relation=Relation.REPLACES, other=agreement, by=SYSTEM),
        actions.remove_agreement(elsewhere, by=SYSTEM),
    ),
    "not signed after all": lambda agreement, elsewhere, parties: actions.withdraw_signature(parties[0], by=SYSTEM),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_followed_at_once(change: str, agreement: Agreement, elsewhere: Agreement) -> None:
    parties = list(agreement.parties.all())
    for party in parties:
        actions.sign(party, signed_on=date(2022, 2, 1), by=SYSTEM, even_if_undecided=True)
    agreement.refresh_from_db()
    CHANGES[change](agreement, elsewhere, parties)
    assert is_true()


def test_time_is_followed_by_the_tick_and_pages_do_not_wait_for_it(
    agreement: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    for party in agreement.parties.all():
        actions.sign(party, signed_on=date(2022, 2, 1), by=SYSTEM, even_if_undecided=True)
    assert told()[agreement.pk][0] is None
    later = date(2026, 1, 15)
    monkeypatch.setattr(clock, "today", lambda: later)
    (late, *_others) = renewal_radar(SYSTEM, later)
    assert late.is_late
    assert tick.tick(later).endswith(": 1.")
    assert told()[agreement.pk][0] == date(2025, 12, 31)
    assert tick.tick(later).endswith(": 0.")
    assert is_true()


def test_an_agreement_never_reckoned_is_asked_itself(agreement: Agreement, partnership: Partnership) -> None:
    for party in agreement.parties.all():
        actions.sign(party, signed_on=date(2022, 2, 1), by=SYSTEM, even_if_undecided=True)
    found = renewal_radar(SYSTEM, DAY)
    Watch.objects.all().delete()
    assert renewal_radar(SYSTEM, DAY) == found != []
