"""Drafts as partnership files: what they hold, that they can be loaded, and that no text spoils them."""

import re
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.own_documents import OWN_DOCUMENTS, SWEDISH_AGREEMENT
from tests.intake.test_reading_any_text import TEXTS

from sampakt.agreements.models import Agreement, Partnership
from sampakt.commitments.models import Commitment
from sampakt.intake.queries import Document, NotRead, draft_of, drafted_file
from sampakt.intake.queries.drafts import _canonical
from sampakt.intake.rules.filing import filed
from sampakt.intake.rules.filing.parties import step_kind
from sampakt.intake.rules.filing.promises import _title
from sampakt.kernel.viewer import SYSTEM
from sampakt.transfer.actions import load
from sampakt.transfer.queries import file_read

ANY_TEXT = st.one_of(
    TEXTS, st.binary(max_size=200).map(lambda content: content.decode("latin-1")), st.text(max_size=200)
)
PARTIES = "Avtal mellan Östersunds kommun och Mittuniversitetet.\n"


def in_file(text: str, name: str = "avtal.pdf") -> dict[str, Any]:
    """What the draft's file holds, read as any program reads YAML."""
    data: dict[str, Any] = yaml.safe_load(drafted_file(Document(name, text)))
    return data


def test_facts_without_a_field_are_told_in_the_document_s_language() -> None:
    text = "Samarbeidsavtale mellom Bodø kommune og Nord universitet\n\nSaksnr. 2024/1187 og saksnr. 24/00812\n"
    text += "Bodø kommune betaler 750 000 kroner per år. Bodø kommune dekker inntil 20 000 kroner per student.\n"
    told = {one["value"] for one in in_file(text)["agreements"][0]["claims"]}
    assert {"Saksnummer: 2024/1187", "Saksnummer: 24/00812"} <= told
    assert "Beløp: 750 000 NOK, per år" in told
    assert not [one for one in told if "_" in one or "per year" in one]


def test_an_agreement_becomes_a_partnership_file() -> None:
    data = in_file(SWEDISH_AGREEMENT)
    assert data["partnership"]["name"] == {"sv": "Östersunds kommun – Mittuniversitetet"}
    assert re.fullmatch(r"ostersunds-kommun-mittuniversitetet-2032-[0-9a-f]{6}", data["partnership"]["code"])
    agreement = data["agreements"][0]
    assert agreement["title"] == {"sv": "Samverkansavtal"}
    assert (agreement["starts_on"], agreement["ends_on"]) == (date(2032, 1, 1), date(2035, 12, 31))
    assert agreement["notice_months"] == 6
    assert [party["organisation"] for party in agreement["parties"]] == ["ostersunds-kommun", "mittuniversitetet"]
    assert {(one["field"], one["value"]) for one in agreement["claims"]} >= {
        ("registration_number", "KS-2031/0417"),
        ("signed_on", date(2031, 11, 3)),
        ("amount", "500 000 SEK, per år"),
    }
    assert all(one["document"] == "source" for one in agreement["claims"])
    assert data["documents"] == [{"key": "source", "title": {"sv": "avtal.pdf"}}]
    (body,) = data["bodies"]
    assert (body["key"], body["decides"], body["balance"], body["meetings"]) == (
        "styrgrupp",
        "agreement",
        "equal",
        {"least": 2},
    )
    kinds = {one["kind"]: one for one in data["commitments"]}
    assert kinds["meetings"]["parameters"] == {"body": "styrgrupp", "min": 2}
    assert kinds["notice"]["parameters"] == {"months": 6}


def test_what_a_text_does_not_say_is_left_out() -> None:
    data = in_file(PARTIES)
    assert "bodies" not in data
    assert {"starts_on", "ends_on", "notice_months", "claims"}.isdisjoint(data["agreements"][0])


def test_a_party_that_no_register_has_is_declared() -> None:
    data = in_file("Avtal mellan Östersunds kommun och Norrsken Utveckling AB.\n")
    (declared,) = data["organisations"]
    assert (declared["kind"], declared["country"]) == ("company", "SE")
    assert declared["code"] in [party["organisation"] for party in data["agreements"][0]["parties"]]


def test_a_step_is_decided_once_its_day_has_been() -> None:
    text = OWN_DOCUMENTS["protokoll.txt"]
    draft = draft_of(Document("protokoll.txt", text))

    def step(today: date) -> dict[str, Any]:
        found = filed(draft, text, "protokoll.txt", known=(), today=today, fits=lambda kind, parameters: True)
        assert found is not None
        chains = [party.get("decisions", []) for party in found.data["agreements"][0]["parties"]]
        first: dict[str, Any] = next(chain[0] for chain in chains if chain)
        return first

    before, after = step(date(2031, 5, 11)), step(date(2031, 5, 12))
    assert (before["kind"], before["planned_on"]) == ("board", "2031-05-12")
    assert after["decided_on"] == "2031-05-12"
    assert "outcome" not in after


@pytest.mark.parametrize(
    ("instance", "kind"),
    [
        ("Kommunstyrelsens arbetsutskott", "executive_committee"),
        ("formannskapet", "board"),
        ("kommunfullmäktige", "council"),
        ("Barn- och utbildningsnämnden", "committee"),
        ("høgskolestyret", "university_board"),
        ("rektor", "rector"),
        ("klubben", "other"),
    ],
)
def test_instances_have_their_sort(instance: str, kind: str) -> None:
    assert step_kind(instance) == kind


def test_a_promise_whose_rule_is_not_whole_is_a_statement_in_its_own_words() -> None:
    words = drafted_file(Document("a.txt", SWEDISH_AGREEMENT))
    assert "    kind: statement" in words
    assert "# Read as fee, but no rule here has all that it needs" in words


def test_what_is_unsure_is_pointed_out_above_it() -> None:
    words = drafted_file(Document("a.txt", SWEDISH_AGREEMENT))
    assert "# title: unsure (60 of 100), from: Samverkansavtal" in words.partition("- key: main")[0]
    assert words.index("# The code makes a new partnership.") < words.index("partnership:")


def test_without_a_party_there_is_no_file() -> None:
    with pytest.raises(NotRead, match="No party was found"):
        drafted_file(Document("a.txt", "Det regnar."))


def test_nothing_in_a_document_or_its_name_breaks_out_of_a_comment() -> None:
    unseen = "\u2028evil: 1\x85more: 2\r\nyet: 3\u200f\ufeff"
    text = f"Avtal mellan Östersunds kommun och Mitt{unseen} samt Mittuniversitetet. Parterna delar {unseen} lika."
    data = in_file(text, name=f"avtal{unseen}.pdf")
    assert set(data) <= {"sampakt", "partnership", "organisations", "themes", "documents", "agreements", "commitments"}


@given(ANY_TEXT)
def test_any_text_gives_a_file_that_holds_together(text: str) -> None:
    words = PARTIES + text
    document = Document("avtal.pdf", words)
    first = drafted_file(document)
    assert first == drafted_file(document)
    found = filed(
        draft_of(document), words, "avtal.pdf", known=(), today=date(2032, 1, 1), fits=lambda kind, parameters: False
    )
    assert found is not None
    assert _canonical(found)
    assert yaml.safe_load(first)["sampakt"] == 1


@pytest.mark.django_db
def test_our_own_documents_load_into_an_empty_database() -> None:
    for name, text in OWN_DOCUMENTS.items():
        read = file_read(drafted_file(Document(name, text)).encode())
        assert not read.faults, (name, read.faults)
        assert load(read, by=SYSTEM).partnership
    assert Partnership.objects.count() == len(OWN_DOCUMENTS)
    assert Agreement.objects.filter(parties__signed_on__isnull=False).count() == 0
    assert Commitment.objects.count() >= 15


@pytest.mark.django_db
def test_two_documents_of_the_same_parties_do_not_take_each_others_place() -> None:
    for text in (PARTIES, PARTIES + "Parterna ska samverka om praktik."):
        load(file_read(drafted_file(Document("avtal.txt", text)).encode()), by=SYSTEM)
    assert Partnership.objects.count() == 2


@pytest.mark.parametrize(
    ("words", "whole", "title"),
    [
        ("träffas en gång per år", "Gruppen träffas en gång per år.", "Träffas en gång per år"),
        ("verksamhetsplan", "Gruppen beslutar om en verksamhetsplan.", "Gruppen beslutar om en verksamhetsplan"),
        ("verksamhetsplan", "Gruppen beslutar " + "mycket " * 20 + "om en plan.", "Verksamhetsplan"),
        ("årsplan", "", "Årsplan"),
    ],
)
def test_a_promise_is_called_by_its_words_or_by_its_sentence_when_they_are_few(
    words: str, whole: str, title: str
) -> None:
    assert _title(words, whole) == title
