"""What the verbs on partnerships and agreements do, and what they refuse."""

from datetime import date, timedelta

import pytest

from sampakt.agreements import actions
from sampakt.agreements.models import Agreement, Note, Partnership, Party, Theme
from sampakt.agreements.queries import life_of
from sampakt.agreements.terms import AgreementKind, ForceRule, LifeState, Relation, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.kernel.terms import Audience, Role
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Circle, Membership, Organisation, Space
from sampakt.trail.models import TrailLine

from .conftest import Cast

NAME = Text(sv="Partnerskap på Åland")


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(objection.code, objection.field) for objection in refused.value.objections]


class TestPartnerships:
    def test_whoever_starts_one_coordinates_it(self, cast: Cast, huddinge: Organisation) -> None:
        administrator = cast("administrator")
        partnership = actions.start_partnership(huddinge, by=administrator, name=NAME)

        assert partnership.code == "partnerskap-pa-aland"
        assert partnership.space.audience == Audience.PARTNERS
        assert list(partnership.space.organisations.all()) == [huddinge]
        membership = Membership.objects.get(space=partnership.space)
        assert (membership.user_id, membership.role) == (administrator.user_id, Role.COORDINATOR)
        line = TrailLine.objects.latest("pk")
        assert (line.verb, line.space_id) == (Verb.START_PARTNERSHIP, partnership.pk)

    def test_the_second_of_a_name_gets_a_code_of_its_own(self, huddinge: Organisation) -> None:
        made = [actions.start_partnership(huddinge, by=SYSTEM, name=NAME).code for _ in range(2)]
        assert made == ["partnerskap-pa-aland", "partnerskap-pa-aland-2"]

    def test_only_for_an_organisation_of_ones_own(self, cast: Cast, sodertorn: Organisation) -> None:
        spaces = Space.objects.count()
        with pytest.raises(NotAllowed):
            actions.start_partnership(sodertorn, by=cast("administrator"), name=NAME)
        assert Space.objects.count() == spaces

    def test_a_code_is_used_once(self, partnership: Partnership, huddinge: Organisation) -> None:
        spaces = Space.objects.count()
        with pytest.raises(Refused) as refused:
            actions.start_partnership(huddinge, by=SYSTEM, code=partnership.code, name=NAME)
        assert codes(refused) == [("code_taken", "code")]
        assert Space.objects.count() == spaces
        other = actions.start_partnership(huddinge, by=SYSTEM, name=NAME)
        with pytest.raises(Refused):
            actions.change_partnership(other, by=SYSTEM, code=partnership.code)

    def test_without_a_name_nothing_is_made(self, huddinge: Organisation) -> None:
        with pytest.raises(Refused) as refused:
            actions.start_partnership(huddinge, by=SYSTEM)
        assert ("blank", "name") in codes(refused)
        assert not Space.objects.exists()

    def test_made_public_by_those_who_run_it(self, partnership: Partnership, cast: Cast) -> None:
        with pytest.raises(NotAllowed):
            actions.change_partnership(partnership, audience=Audience.PUBLIC, by=cast("contact"))
        actions.change_partnership(partnership, audience=Audience.PUBLIC, by=cast("coordinator"))

        assert Partnership.objects.visible_to(cast("passer-by")).get() == partnership
        assert TrailLine.objects.latest("pk").changes == {"audience": ["partners", "public"]}

    def test_an_audience_narrower_than_the_parties_is_none_of_a_space(self, partnership: Partnership) -> None:
        with pytest.raises(Refused):
            actions.change_partnership(partnership, audience=Audience.OWN, by=SYSTEM)

    def test_themes_are_kept_in_order_with_keys_of_their_own(self, partnership: Partnership) -> None:
        for name in ("Hälsa", "Hälsa", "Skola"):
            actions.add_theme(partnership, by=SYSTEM, name=Text(sv=name))
        assert [(theme.key, theme.position) for theme in Theme.objects.all()] == [
            ("halsa", 1),
            ("halsa-2", 2),
            ("skola", 3),
        ]

        with pytest.raises(Refused) as refused:
            actions.change_theme(
                Theme.objects.latest("pk"),
                by=SYSTEM,
                key="halsa",
                starts_on=date(2022, 1, 2),
                ends_on=date(2022, 1, 1),
            )
        assert codes(refused) == [("key_taken", "key"), ("ends_before_start", "ends_on")]


class TestAgreements:
    def test_drafted_with_all_that_is_known_of_the_past(self, partnership: Partnership) -> None:
        made = actions.draft_agreement(
            partnership,
            by=SYSTEM,
            kind=AgreementKind.FRAMEWORK,
            title=Text(sv="Ramavtal", en="Framework agreement"),
            starts_on=date(2018, 1, 1),
            ends_on=date(2021, 12, 31),
            force_rule=ForceRule.SOME_SIGNED,
            force_count=2,
            notice_months=12,
            continuation_papers=["mandate", "organisation", "financing"],
            is_sample=True,
        )
        assert (made.key, made.version, made.is_sample) == ("framework-agreement", 1, True)

    def test_every_objection_is_told_at_once(self, agreement: Agreement, partnership: Partnership) -> None:
        with pytest.raises(Refused) as refused:
            actions.draft_agreement(
                partnership,
                by=SYSTEM,
                key="s0",
                kind=AgreementKind.SUB,
                title=Text(sv="x"),
                starts_on=date(2022, 1, 2),
                ends_on=date(2022, 1, 1),
                force_rule=ForceRule.SOME_SIGNED,
                continuation_papers=["poem"],
                audience=Audience.OWN,
            )
        assert codes(refused) == [
            ("key_taken", "key"),
            ("ends_before_start", "ends_on"),
            ("count_missing", "force_count"),
            ("value_unfit", "continuation_papers"),
            ("own_needs_organisation", "organisation"),
        ]
        assert Agreement.objects.get() == agreement

    def test_its_audience_is_given_only_by_one_of_those_who_see_it(
        self, agreement: Agreement, cast: Cast, huddinge: Organisation, circle: Circle
    ) -> None:
        with pytest.raises(NotAllowed):
            actions.change_agreement(agreement, audience=Audience.OWN, organisation=huddinge, by=cast("partner"))
        with pytest.raises(NotAllowed):
            actions.change_agreement(agreement, audience=Audience.NAMED, circle=circle, by=cast("lead"))
        agreement.refresh_from_db()
        actions.change_agreement(agreement, audience=Audience.NAMED, circle=circle, by=cast("coordinator"))
        assert not Agreement.objects.visible_to(cast("lead")).exists()

    def test_it_is_not_hidden_from_a_party_that_signed_it(
        self, agreement: Agreement, partner: Party, huddinge: Organisation
    ) -> None:
        actions.sign(partner, signed_on=date(2021, 12, 3), by=SYSTEM)
        with pytest.raises(Refused) as refused:
            actions.change_agreement(agreement, audience=Audience.OWN, organisation=huddinge, by=SYSTEM)
        assert codes(refused) == [("party_must_see", "audience")]

    def test_what_is_signed_is_not_removed(self, agreement: Agreement, party: Party) -> None:
        actions.sign(party, signed_on=date(2021, 12, 3), by=SYSTEM)
        with pytest.raises(Refused) as refused:
            actions.remove_agreement(agreement, by=SYSTEM)
        assert codes(refused) == [("already_signed", "")]

    def test_what_others_stand_under_is_not_removed(self, agreement: Agreement, partnership: Partnership) -> None:
        actions.draft_agreement(partnership, by=SYSTEM, kind="sub", title=NAME, parent=agreement)
        with pytest.raises(Refused) as refused:
            actions.remove_agreement(agreement, by=SYSTEM)
        assert codes(refused) == [("has_promises", "")]
        assert Agreement.objects.count() == 2

    @pytest.mark.parametrize(
        ("day", "code"), [(date(2021, 12, 31), "ends_before_start"), (date(2026, 1, 1), "ends_after_last_day")]
    )
    def test_it_ends_within_its_term(self, agreement: Agreement, day: date, code: str) -> None:
        with pytest.raises(Refused) as refused:
            actions.end_agreement(agreement, ended_on=day, by=SYSTEM)
        assert codes(refused) == [(code, "ended_on")]

    def test_it_stands_under_another_of_the_same_partnership_and_never_under_itself(
        self, agreement: Agreement, partnership: Partnership, huddinge: Organisation
    ) -> None:
        sub = actions.draft_agreement(partnership, by=SYSTEM, kind="sub", title=NAME, parent=agreement)
        elsewhere = actions.start_partnership(huddinge, by=SYSTEM, name=NAME)
        foreign = actions.draft_agreement(elsewhere, by=SYSTEM, kind="main", title=NAME)

        for parent, code in ((sub, "above_itself"), (agreement, "above_itself"), (foreign, "other_partnership")):
            with pytest.raises(Refused) as refused:
                actions.place_under(agreement, parent=parent, by=SYSTEM)
            assert codes(refused) == [(code, "parent")]
        actions.place_under(sub, parent=None, by=SYSTEM)
        assert sub.parent is None

    def test_a_link_names_one_other_agreement_once_and_nothing_follows_itself(
        self, agreement: Agreement, partnership: Partnership
    ) -> None:
        later = actions.draft_agreement(partnership, by=SYSTEM, kind="main", title=NAME)
        actions.link_agreements(later, relation=Relation.CONTINUES, other=agreement, by=SYSTEM)
        actions.link_agreements(later, relation=Relation.RESTS_ON, other_title=Text(sv="Ett gammalt avtal"), by=SYSTEM)

        for one, other, title, expected in (
            (later, agreement, Text(), "linked_already"),
            (later, agreement, NAME, "one_other"),
            (later, None, Text(), "one_other"),
            (agreement, later, Text(), "follows_itself"),
            (agreement, agreement, Text(), "follows_itself"),
        ):
            with pytest.raises(Refused) as refused:
                actions.link_agreements(one, relation=Relation.CONTINUES, other=other, other_title=title, by=SYSTEM)
            assert expected in [code for code, _ in codes(refused)]

    def test_nobody_links_to_what_they_may_not_see(
        self, agreement: Agreement, cast: Cast, narvik: Organisation
    ) -> None:
        hidden = actions.draft_agreement(
            actions.start_partnership(narvik, by=SYSTEM, name=NAME), by=SYSTEM, kind="main", title=NAME
        )
        with pytest.raises(NotAllowed):
            actions.link_agreements(agreement, relation=Relation.RESTS_ON, other=hidden, by=cast("coordinator"))


class TestAmending:
    def amend(self, agreement: Agreement, **values: object) -> None:
        actions.amend(
            agreement,
            summary=Text(sv="Förlängning"),
            decided_on=date(2025, 10, 1),
            from_on=date(2025, 12, 1),
            by=SYSTEM,
            **values,  # type: ignore[arg-type]
        )

    def test_before_and_after_are_kept_and_the_new_terms_hold_from_their_day(
        self, agreement: Agreement, party: Party, partner: Party
    ) -> None:
        for signing in (party, partner):
            actions.sign(signing, signed_on=date(2021, 12, 3), by=SYSTEM)
        self.amend(agreement, terms={"ends_on": date(2027, 12, 31)}, worded=[("Meetings", "one a year", "two a year")])

        assert agreement.ends_on == date(2027, 12, 31)
        assert agreement.amendments.get().changes == [
            {"term": "ends_on", "before": "2025-12-31", "after": "2027-12-31"},
            {"term": "Meetings", "before": "one a year", "after": "two a year"},
        ]
        states = [life_of([agreement], day)[agreement.pk].state for day in (date(2025, 9, 30), date(2025, 10, 1))]
        assert states == [LifeState.EXPIRING, LifeState.IN_FORCE]

    @pytest.mark.parametrize(
        ("terms", "code"),
        [
            ({}, "nothing_changed"),
            ({"ends_on": date(2025, 12, 31)}, "nothing_changed"),
            ({"audience": 3}, "term_unknown"),
            ({"ends_on": 3}, "value_unfit"),
            ({"notice_months": -3}, "value_unfit"),
        ],
    )
    def test_what_is_no_change_of_terms_is_refused(
        self, agreement: Agreement, terms: dict[str, object], code: str
    ) -> None:
        with pytest.raises(Refused) as refused:
            self.amend(agreement, terms=terms)
        assert codes(refused) == [(code, "terms")]
        assert not agreement.amendments.exists()

    def test_a_last_day_before_the_amendment_holds_is_refused(self, agreement: Agreement) -> None:
        with pytest.raises(Refused) as refused:
            self.amend(agreement, terms={"ends_on": date(2025, 11, 30)})
        assert codes(refused) == [("ends_before_amended", "ends_on")]

    def test_what_is_not_decided_yet_is_refused(self, agreement: Agreement) -> None:
        with pytest.raises(Refused) as refused:
            actions.amend(
                agreement,
                summary=Text(sv="Längre"),
                decided_on=clock.today() + timedelta(1),
                from_on=date(2030, 1, 1),
                terms={"notice_months": 3},
                by=SYSTEM,
            )
        assert codes(refused) == [("amended_in_future", "decided_on")]

    def test_taken_back_the_terms_are_as_they_were(self, agreement: Agreement) -> None:
        self.amend(agreement, terms={"ends_on": date(2027, 12, 31), "notice_months": 3})
        actions.remove_amendment(agreement.amendments.get(), by=SYSTEM)
        agreement.refresh_from_db()
        assert (agreement.ends_on, agreement.notice_months) == (date(2025, 12, 31), None)
        assert not agreement.amendments.exists()

    def test_what_was_changed_since_is_taken_back_first(self, agreement: Agreement) -> None:
        self.amend(agreement, terms={"ends_on": date(2027, 12, 31)})
        self.amend(agreement, terms={"ends_on": date(2029, 12, 31)})
        first, second = agreement.amendments.order_by("pk")
        with pytest.raises(Refused) as refused:
            actions.remove_amendment(first, by=SYSTEM)
        assert codes(refused) == [("changed_since", "")]
        for amendment in (second, first):
            amendment.refresh_from_db()
            actions.remove_amendment(amendment, by=SYSTEM)
        agreement.refresh_from_db()
        assert agreement.ends_on == date(2025, 12, 31)

    def test_a_last_day_before_the_first_is_refused(self, agreement: Agreement) -> None:
        with pytest.raises(Refused):
            self.amend(agreement, terms={"ends_on": date(2020, 1, 1)})
        assert not agreement.amendments.exists()
        assert Agreement.objects.get().ends_on == date(2025, 12, 31)


class TestNotes:
    def test_for_all_for_ones_own_and_for_named_people(
        self, partnership: Partnership, cast: Cast, huddinge: Organisation, circle: Circle
    ) -> None:
        coordinator = cast("coordinator")
        actions.write_note(partnership, words="All", by=coordinator)
        actions.write_note(partnership, words="Own", audience=Audience.OWN, organisation=huddinge, by=coordinator)
        actions.write_note(partnership, words="Named", audience=Audience.NAMED, circle=circle, by=coordinator)

        def seen(who: str) -> set[str]:
            return set(Note.objects.visible_to(cast(who)).values_list("words", flat=True))

        assert seen("coordinator") == {"All", "Own", "Named"}
        assert seen("lead") == {"All", "Own"}
        assert seen("partner") == {"All"}
        assert seen("partner's contact") == {"All", "Named"}
        assert seen("stranger") == set()

    def test_nobody_writes_for_an_organisation_or_a_circle_they_stand_outside(
        self, partnership: Partnership, cast: Cast, huddinge: Organisation, circle: Circle
    ) -> None:
        for reach in (
            {"audience": Audience.OWN, "organisation": huddinge},
            {"audience": Audience.NAMED, "circle": circle},
        ):
            with pytest.raises(NotAllowed):
                actions.write_note(partnership, words="x", by=cast("partner"), **reach)  # type: ignore[arg-type]

    def test_everyone_is_told_only_by_those_who_run_the_partnership(self, partnership: Partnership, cast: Cast) -> None:
        contact = cast("contact")
        note = actions.write_note(partnership, words="x", by=contact)
        with pytest.raises(NotAllowed):
            actions.change_note(note, audience=Audience.PUBLIC, by=contact)
        actions.change_note(Note.objects.get(), audience=Audience.PUBLIC, by=cast("coordinator"))

    def test_on_an_agreement_of_this_partnership(
        self, partnership: Partnership, agreement: Agreement, huddinge: Organisation
    ) -> None:
        other = actions.start_partnership(huddinge, by=SYSTEM, name=NAME)
        with pytest.raises(Refused) as refused:
            actions.write_note(other, words="x", agreement=agreement, by=SYSTEM)
        assert codes(refused) == [("other_partnership", "agreement")]
