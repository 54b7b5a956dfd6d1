"""Pages and lists say what they should, in the same number of queries for one row as for many."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from sampakt.agreements import actions
from sampakt.agreements.finds import FINDS
from sampakt.agreements.models import Agreement, Partnership, Party
from sampakt.agreements.queries import (
    agreement_lines,
    agreement_page,
    agreements_found,
    life_of,
    partnership_page,
    partnerships_found,
    partnerships_of,
    renewal_radar,
)
from sampakt.agreements.terms import (
    AgreementKind,
    ChainFault,
    ChainStatus,
    ClaimField,
    DocumentRole,
    FeePeriod,
    GoalKind,
    ImpactSubject,
    LifeState,
    Outcome,
    Relation,
    RenewalKind,
    StepKind,
    Topic,
    TopicState,
)
from sampakt.kernel.money import Money
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations.models import Organisation, Space
from sampakt.papers.actions import add_document

from .conftest import Cast

DAY = date(2025, 6, 1)
SIGNED = date(2022, 1, 11)


class Counted:
    """How many queries a block made."""

    queries = 0


@contextmanager
def counting() -> Iterator[Counted]:
    counted = Counted()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        yield counted
    counted.queries = len(captured)


def fill(agreement: Agreement, number: int = 0) -> None:
    """Everything that an agreement can have, once more."""
    text = Text(sv=f"Ord {number}")
    space = agreement.space
    for party in agreement.parties.all():
        minutes = add_document(space, by=SYSTEM, title=text, dated_on=date(2024, 1, 1))
        step = actions.plan_step(
            party,
            by=SYSTEM,
            kind=StepKind.BOARD,
            instance=text,
            decided_on=date(2021, 11, 1),
            outcome=Outcome.APPROVES,
            notice_posted_on=date(2021, 11, 8),
        )
        actions.attach_document(agreement, document=minutes, role=DocumentRole.MINUTES, step=step, by=SYSTEM)
        actions.set_fee(party, amount=Money.of(69_000, "SEK"), period=FeePeriod.AGREEMENT_YEAR, by=SYSTEM)
        actions.link_goal(agreement, organisation=party.organisation, kind=GoalKind.GOAL, name=text, by=SYSTEM)
        actions.claim(
            agreement,
            field=ClaimField.AMOUNT,
            value=f"{number}",
            source=text,
            organisation=party.organisation,
            document=minutes,
            by=SYSTEM,
        )
    topic = list(Topic)[number]
    actions.answer_topic(agreement, topic=topic, state=TopicState.STATED, by=SYSTEM)
    actions.assess_impact(agreement, subject=ImpactSubject.CHILD, conclusion=text, by=SYSTEM)
    actions.amend(
        agreement,
        summary=text,
        decided_on=date(2024, 1, 1),
        from_on=date(2024, 2, 1),
        worded=[("x", "y", "z")],
        by=SYSTEM,
    )
    other = actions.draft_agreement(space.partnership, by=SYSTEM, kind="sub", title=text, parent=agreement)
    actions.link_agreements(agreement, relation=Relation.COMPLEMENTS, other=other, by=SYSTEM)
    actions.write_note(space.partnership, agreement=agreement, words="A note", by=SYSTEM)
    actions.write_note(space.partnership, words="A note", by=SYSTEM)
    actions.add_theme(space.partnership, name=text, by=SYSTEM)


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.select_related("space").get(pk=agreement.pk)


class TestAgreementPage:
    def test_it_takes_no_more_queries_for_many_rows(self, signed: Agreement, coordinator: Viewer) -> None:
        fill(signed)
        with counting() as one:
            agreement_page(fresh(signed), coordinator, DAY)
        for number in range(1, 5):
            fill(signed, number)
        with counting() as many:
            page = agreement_page(fresh(signed), coordinator, DAY)

        assert many.queries == one.queries
        assert one.queries <= 15  # the agreement itself is one of them
        assert len(page.documents) == 10
        assert len(page.children) == len(page.links) == 5
        assert len(page.notes) == 5

    def test_it_tells_who_has_decided_signed_and_pays(
        self, agreement: Agreement, party: Party, partner: Party, coordinator: Viewer
    ) -> None:
        first = actions.plan_step(
            party, by=SYSTEM, kind=StepKind.BOARD, instance=Text(sv="Kommunstyrelsen"), planned_on=date(2021, 10, 6)
        )
        actions.plan_step(
            party,
            by=SYSTEM,
            kind=StepKind.COUNCIL,
            instance=Text(sv="Kommunfullmäktige"),
            decided_on=date(2021, 11, 8),
            outcome=Outcome.APPROVES,
            notice_posted_on=date(2021, 11, 15),
        )
        actions.sign(partner, signed_on=SIGNED, by=SYSTEM)
        actions.set_fee(party, amount=Money.of(69_000, "SEK"), period=FeePeriod.AGREEMENT_YEAR, by=SYSTEM)
        page = agreement_page(fresh(agreement), coordinator, DAY)
        own, other = page.parties

        assert (own.chain.status, own.chain.done, own.chain.next_step) == (ChainStatus.DECIDED, 1, first.pk)
        assert own.steps[0].faults == [ChainFault.SKIPPED]
        assert own.steps[0].is_next
        assert (own.steps[1].appeal_until, own.steps[1].is_appeal_reckoned) == (date(2021, 12, 6), True)
        assert own.missing is not None
        assert (own.missing.decision, own.missing.signature) == (False, True)
        assert other.missing is None
        assert own.fees[0].total == Money.of(4 * 69_000, "SEK")
        assert list(own.fees[0].accrued) == [2022, 2023, 2024, 2025]

    def test_the_renewal_of_trondheim_with_two_sources(
        self, signed: Agreement, partnership: Partnership, coordinator: Viewer
    ) -> None:
        later = actions.draft_agreement(partnership, by=SYSTEM, kind=AgreementKind.MAIN, title=Text(nb="4.0"))
        Agreement.objects.filter(pk=signed.pk).update(ends_on=date(2021, 12, 31), starts_on=date(2018, 1, 1))
        actions.link_agreements(later, relation=Relation.CONTINUES, other=signed, by=SYSTEM)
        for value, source in (("2021-03-28", "Wikien"), ("2022-03-28", "Nyheten")):
            actions.claim(later, field=ClaimField.SIGNED_ON, value=value, source=Text(nb=source), by=SYSTEM)

        page = agreement_page(fresh(later), coordinator, DAY)
        assert page.disputed == 1
        assert [row.gap_days for row in page.claims[0].claims] == [-278, 87]
        assert page.claims[0].chosen is None
        assert page.links[0].other == signed
        assert agreement_page(fresh(signed), coordinator, DAY).linked_from[0].agreement == later

    def test_what_is_silent_asks(self, agreement: Agreement, coordinator: Viewer) -> None:
        actions.answer_topic(agreement, topic=Topic.GOALS, state=TopicState.STATED, by=SYSTEM)
        actions.answer_topic(agreement, topic=Topic.OTHER, state=TopicState.STATED, by=SYSTEM)
        page = agreement_page(fresh(agreement), coordinator, DAY)

        assert page.gaps == len(Topic) - 2
        assert [row.topic for row in page.topics][-1] == Topic.OTHER

    def test_an_amendment_shows_before_and_after_in_words(self, agreement: Agreement, coordinator: Viewer) -> None:
        actions.amend(
            agreement,
            summary=Text(sv="Längre"),
            decided_on=date(2025, 5, 1),
            from_on=date(2025, 7, 1),
            terms={"ends_on": date(2027, 12, 31)},
            by=SYSTEM,
        )
        row = agreement_page(fresh(agreement), coordinator, DAY).amendments[0]
        assert not row.holds
        assert [(change.term, change.before, change.after) for change in row.changes] == [
            ("last day", "2025-12-31", "2027-12-31")
        ]

    def test_only_what_the_viewer_may_see(
        self, agreement: Agreement, cast: Cast, huddinge: Organisation, partnership: Partnership
    ) -> None:
        own = {"audience": Audience.OWN, "organisation": huddinge, "by": cast("coordinator")}
        secret = add_document(partnership.space, title=Text(sv="PM"), **own)  # type: ignore[arg-type]
        actions.attach_document(agreement, document=secret, role=DocumentRole.ANNEX, by=cast("coordinator"))
        actions.claim(
            agreement,
            field=ClaimField.AMOUNT,
            value="1",
            source=Text(sv="PM"),
            document=secret,
            by=cast("coordinator"),
        )
        hidden = actions.draft_agreement(partnership, kind="sub", title=Text(sv="x"), parent=agreement, **own)  # type: ignore[arg-type]
        actions.link_agreements(agreement, relation=Relation.COMPLEMENTS, other=hidden, by=cast("coordinator"))
        actions.write_note(partnership, agreement=agreement, words="Own", **own)  # type: ignore[arg-type]

        mine, theirs = (agreement_page(fresh(agreement), cast(who), DAY) for who in ("coordinator", "partner"))
        assert (mine.documents, mine.children, mine.links, mine.notes) != ([], [], [], [])
        assert mine.seen_documents == {secret.pk}
        assert (theirs.documents, theirs.children, theirs.links, theirs.notes) == ([], [], [], [])
        assert theirs.seen_documents == frozenset()
        assert (theirs.may_edit, agreement_page(fresh(agreement), cast("reader"), DAY).may_edit) == (True, False)


class TestLists:
    def another(self, huddinge: Organisation, number: int) -> Agreement:
        partnership = actions.start_partnership(huddinge, by=SYSTEM, name=Text(sv=f"Partnerskap {number}"))
        agreement = actions.draft_agreement(
            partnership,
            by=SYSTEM,
            kind=AgreementKind.MAIN,
            title=Text(sv=f"Avtal {number}"),
            starts_on=date(2022, 1, 1),
            ends_on=date(2025, 12, 31),
            continuation_papers=["mandate"],
        )
        actions.add_party(agreement, organisation=huddinge, by=SYSTEM)
        actions.sign(agreement.parties.get(), signed_on=SIGNED, by=SYSTEM)
        fill(agreement)
        return agreement

    def test_lists_and_pages_take_as_many_queries_for_one_row_as_for_many(
        self, huddinge: Organisation, cast: Cast
    ) -> None:
        self.another(huddinge, 0)
        counts = []
        for number in range(1, 4):
            administrator = cast("administrator")
            with counting() as lines:
                partnerships_of(administrator, DAY)
            with counting() as radar:
                renewal_radar(administrator, DAY)
            with counting() as lives:
                life_of(list(Agreement.objects.all()), DAY)
            with counting() as found:
                agreement_lines(list(agreements_found(administrator)), DAY)
            counts.append((lines.queries, radar.queries, lives.queries, found.queries))
            self.another(huddinge, number)

        assert counts[0] == counts[1] == counts[2]
        assert max(counts[0]) <= 8

    def test_a_partnership_page_takes_as_many_queries_for_one_row_as_for_many(
        self, signed: Agreement, partnership: Partnership, coordinator: Viewer
    ) -> None:
        def count() -> int:
            with counting() as counted:
                row = Partnership.objects.select_related("space").get(pk=partnership.pk)
                partnership_page(row, coordinator, DAY)
            return counted.queries

        fill(signed)
        one = count()
        for number in range(1, 4):
            fill(signed, number)
        assert count() == one <= 10

    def test_a_partnership_is_known_by_the_agreement_that_holds(
        self, signed: Agreement, partnership: Partnership, cast: Cast
    ) -> None:
        actions.draft_agreement(
            partnership, by=SYSTEM, kind="main", title=Text(sv="Utkast"), starts_on=date(2026, 1, 1)
        )
        line = next(row for row in partnerships_of(cast("reader"), DAY) if row.partnership == partnership)

        assert line.foremost is not None
        assert (line.foremost.agreement, line.foremost.life.state) == (signed, LifeState.EXPIRING)
        assert [row.name for row in line.organisations] == ["Huddinge kommun", "Södertörns högskola"]
        assert line.next_date is not None
        assert line.next_date[1].kind == RenewalKind.DECIDE_BY

    def test_passers_by_are_told_of_no_day_that_waits_for_those_who_take_part(
        self, signed: Agreement, partnership: Partnership, cast: Cast
    ) -> None:
        Agreement.objects.filter(pk=signed.pk).update(audience=Audience.PUBLIC)
        Space.objects.filter(pk=partnership.pk).update(audience=Audience.PUBLIC)
        for who in ("stranger", "passer-by"):
            (line,) = partnerships_of(cast(who), DAY)
            assert line.foremost is not None
            assert line.next_date is None
        (line,) = partnerships_of(cast("partner"), DAY)
        assert line.next_date is not None

    def test_in_alphabetical_order_and_only_what_one_may_see(self, huddinge: Organisation, cast: Cast) -> None:
        for name in ("Öppet", "Ås", "Zenit"):
            actions.start_partnership(huddinge, by=SYSTEM, name=Text(sv=name))
        names = [str(row.partnership.name) for row in partnerships_of(cast("administrator"), DAY)]
        assert names == ["Strategiskt partnerskap", "Zenit", "Ås", "Öppet"]
        assert [str(row.partnership.name) for row in partnerships_of(cast("partner"), DAY)] == names[:1]
        assert partnerships_of(cast("stranger"), DAY) == []
        assert [str(row.partnership.name) for row in partnerships_of(cast("administrator"), DAY, words="ås")] == ["Ås"]
        assert partnerships_of(cast("operator"), DAY, only_own=True) == []

    def test_by_name_over_all_pages_and_in_the_language_of_the_viewer(self, huddinge: Organisation, cast: Cast) -> None:
        for name in (Text(sv="Ås", nb="Bø"), Text(sv="Örebro", nb="Åros"), Text(sv="Älv", nb="Ærø"), Text(sv="Zenit")):
            actions.start_partnership(huddinge, by=SYSTEM, name=name)
        viewer = cast("administrator")

        def names(language: str) -> list[str]:
            found = partnerships_found(replace(viewer, language=language))
            pages = [found[start : start + 2] for start in (0, 2, 4)]
            return [partnership.name.said_in(language).words for page in pages for partnership in page]

        assert names("sv") == ["Strategiskt partnerskap", "Zenit", "Ås", "Älv", "Örebro"]
        assert names("nb") == ["Bø", "Strategiskt partnerskap", "Zenit", "Ærø", "Åros"]
        actions.change_partnership(Partnership.objects.get(code="zenit"), by=SYSTEM, name=Text(sv="Abisko"))
        assert names("sv")[0] == "Abisko"

    def test_a_family_stands_as_a_tree(self, signed: Agreement, partnership: Partnership, coordinator: Viewer) -> None:
        sub = actions.draft_agreement(partnership, by=SYSTEM, kind="sub", title=Text(sv="Del"), parent=signed)
        actions.draft_agreement(partnership, by=SYSTEM, kind="sub", title=Text(sv="Deldel"), parent=sub)
        actions.add_theme(partnership, name=Text(sv="Förr"), ends_on=date(2024, 12, 31), by=SYSTEM)
        actions.add_theme(partnership, name=Text(sv="Nu"), by=SYSTEM)
        page = partnership_page(partnership, coordinator, DAY)

        assert [(line.depth, str(line.agreement.title)) for line in page.family] == [
            (0, "Partnerskapsavtal"),
            (1, "Del"),
            (2, "Deldel"),
        ]
        assert [str(theme.name) for theme in page.themes] == ["Nu"]
        assert [str(theme.name) for theme in page.past_themes] == ["Förr"]
        assert page.may_edit

    def test_found_by_words_kind_party_and_partnership(
        self, signed: Agreement, narvik: Organisation, huddinge: Organisation, coordinator: Viewer
    ) -> None:
        assert list(agreements_found(coordinator, words="partnerskap AVTAL")) == [signed]
        assert list(agreements_found(coordinator, words="avsaknad")) == []
        assert list(agreements_found(coordinator, kind="main")) == []
        assert list(agreements_found(coordinator, organisation_id=huddinge.pk)) == [signed]
        assert list(agreements_found(coordinator, organisation_id=narvik.pk)) == []
        assert list(agreements_found(coordinator, space_id=signed.space_id)) == [signed]

    def test_search_finds_them_and_says_where_they_lead(self, signed: Agreement, coordinator: Viewer) -> None:
        hits = [
            (find.kind, find.title(row), find.href(row), find.subtitle(row))
            for find in FINDS
            for row in find.found(coordinator, "partnerskap")
        ]
        assert hits == [
            ("partnership", "Strategiskt partnerskap", "/partnerships/huddinge-sodertorn/", ""),
            (
                "agreement",
                "Partnerskapsavtal",
                f"/agreements/{signed.code}/",
                "Strategic partnership · Strategiskt partnerskap",
            ),
        ]
