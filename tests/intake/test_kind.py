"""Kind of document, sort of agreement, and title."""

import pytest

from sampakt.intake.rules.draft import Found, PartyValue, Span
from sampakt.intake.rules.kind import find_agreement_type, find_kind, find_title
from sampakt.intake.rules.text import Source

MINUTES = (
    "Lillby kommun\nProtokoll\nSammanträdesdatum 2031-03-03\n§ 40\nAvtal med högskolan\n"
    "Beslut\nKommunstyrelsen beslutar att godkänna avtalet."
)
CASE = (
    "Saksframlegg\nSaksnr: 31/12\nSamarbeidsavtale med høgskolen\n"
    "Forslag til vedtak:\nKommunestyret godkjenner avtalen."
)
PLAN = (
    "Strategi för akademisk samverkan\n"
    "Dokumenttyp: strategi\nAntagen av: kommunfullmäktige\nStrategin gäller alla nämnder."
)
AGREEMENT = (
    "SAMARBEIDSAVTALE\n1. Parter\n"
    "Lillby kommune og høgskolen\n2. Varighet\nDenne avtalen gjelder i fire år.\nUnderskrift"
)
NEWS = "Publicerad 2031-03-03\nKommunen och högskolan tecknar avtal\n– Det här är viktigt, säger rektorn."
PAGE = "Om samarbeidet\nKommunen og høgskolen samarbeider om praksis. Styringsgruppen møtes fire ganger i året."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (MINUTES, "decision"),
        (CASE, "decision"),
        (PLAN, "strategy"),
        (AGREEMENT, "agreement"),
        (NEWS, "news"),
        (PAGE, "other"),
        ("Särskild överenskommelse avseende praktik\n\n1 Parter\nUtifrån styrdokument gäller följande.", "agreement"),
        ("Samarbetsavtal\n\nDetta avtal (”Avtalet”) har träffats. I dag finns två arkiv i länet.", "agreement"),
        ("Samverkansavtal mellan Lillby kommun och högskolan\n\nKommunen ska betala 40 000 kronor.", "agreement"),
        ("Samarbeid om praksis\n\nPartene skal møtes to ganger i året. Avtalen kan sies opp.", "other"),
        ("Avtale om praksis\n\nPartene skal møtes to ganger i året. Avtalen kan sies opp.", "agreement"),
        ("Lillby kommun fördjupar samverkan\n\nDärför har parterna nu tecknat ett avtal.", "news"),
        ("Högskolan i nytt samarbete\n\nHögskolan skrev den 3 mars på en överenskommelse.", "news"),
        ("Delavtale\n1. Partar\nAvtalen er inngått mellom Lillby kommune og sjukehuset.", "agreement"),
        ("Lillby kommun\n\nKommunen stödjer högskolan. I detta samverkansavtal finns medel.", "other"),
        ("Beslut i korthet från kommunstyrelsen\n\nKommunstyrelsen beslutade enligt förslaget.", "decision"),
        ("Høgskuleavtale klar\n\nUtvala møttest i går for siste gong.", "news"),
        ("Överenskommelse\n\nMellan Lillby kommun (nedan Kommunen) och högskolan träffas följande.", "agreement"),
    ],
)
def test_kinds_of_document(text: str, kind: str) -> None:
    found = find_kind(Source(text), published=False)
    assert found is not None
    assert found.value == kind


def test_an_empty_text_has_no_kind_and_no_title() -> None:
    assert find_kind(Source(" \n"), published=False) is None
    assert find_title(Source("")) is None


@pytest.mark.parametrize(
    ("text", "parties", "sort"),
    [
        ("Avsiktsförklaring mellan Lillby kommun och högskolan", 2, "letter_of_intent"),
        ("Intensjonsavtale om campus", 2, "letter_of_intent"),
        ("Lillby som universitetskommune: en avtale", 2, "university_municipality"),
        ("Rammeavtale om etter- og videreutdanning", 2, "framework_education"),
        ("Samverkansavtal om forskning i vården", 2, "research"),
        ("Forskingsavtale mellom kommunen og høgskulen", 2, "research"),
        ("Avtal om nätverk mellan länets tio kommuner", 2, "multi_party_network"),
        ("Samarbeidsavtale om praksis", 4, "multi_party_network"),
        ("Samverkansavtal mellan kommunen och högskolan", 2, "strategic_partnership"),
        ("Ordföraren hälsar studenterna välkomna", 2, None),
    ],
)
def test_sorts_of_agreement(text: str, parties: int, sort: str | None) -> None:
    there = [Found(PartyValue(f"Part {number}", "other"), Span(0, 0), 1.0, "", "parties") for number in range(parties)]
    found = find_agreement_type(Source(text), there, "other")
    assert (found.value if found else None) == sort


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (MINUTES, "Avtal med högskolan"),
        (NEWS, "Kommunen och högskolan tecknar avtal"),
        (
            "Hopp til innhold\n\nPublisert 03.03.31\n\nNy avtale med universitetet\n\nTekst.",
            "Ny avtale med universitetet",
        ),
        ("AVSIKTSFÖRKLARING\n\nParter är kommunen och högskolan.", "AVSIKTSFÖRKLARING"),
    ],
)
def test_the_heading_is_the_title(text: str, title: str) -> None:
    found = find_title(Source(text))
    assert found is not None
    assert found.value == title
