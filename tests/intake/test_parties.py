"""Which organisations are parties, by every name they go under, and which are only mentioned."""

import pytest

from sampakt.intake.rules.gazetteer import Gazetteer
from sampakt.intake.rules.parties import find_parties
from sampakt.intake.rules.text import Source


def parties(text: str, gazetteer: Gazetteer, country: str = "SE") -> list[str]:
    return [found.value.name for found in find_parties(Source(text), gazetteer, country)]


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        (
            "Avtal mellan Kiruna kommun och Luleå tekniska universitet",
            "SE",
            ["Kiruna kommun", "Luleå tekniska universitet"],
        ),
        ("LTU och Kirunas kommun har tecknat ett avtal.", "SE", ["Luleå tekniska universitet", "Kiruna kommun"]),
        ("Avtalet mellan Gavle kommun och Hogskolan i Gavle", "SE", ["Gävle kommun", "Högskolan i Gävle"]),
        ("Avtalet mellan Sundsva1ls kommun och Mittuniversitctet", "SE", ["Sundsvalls kommun", "Mittuniversitetet"]),
        ("Samverkansavtal mellan Borås Stad och Högskolan i Borås", "SE", ["Borås Stad", "Högskolan i Borås"]),
        (
            "Samverkansavtal mellan Växjö universitet och Region Kronoberg",
            "SE",
            ["Växjö universitet", "Region Kronoberg"],
        ),
        (
            "Länsstyrelsen i Dalarnas län och Högskolan Dalarna har ingått ett avtal.",
            "SE",
            ["Länsstyrelsen i Dalarnas län", "Högskolan Dalarna"],
        ),
        ("Avtale mellom Molde kommune og HiMolde", "NO", ["Molde kommune", "Høgskolen i Molde"]),
        ("UiAs avtale med Grimstad kommune er signert.", "NO", ["Universitetet i Agder", "Grimstad kommune"]),
        (
            "NTNU og Trøndelag fylkeskommune inngår samarbeidsavtale.",
            "NO",
            ["Norges teknisk-naturvitenskapelige universitet", "Trøndelag fylkeskommune"],
        ),
        (
            "Avtale mellom Alta kommune og Universitetet i Tromsø",
            "NO",
            ["Alta kommune", "UiT Norges arktiske universitet"],
        ),
        (
            "Intensjonsavtale mellom Steinkjer kommune, Nord universitet og Studentinord",
            "NO",
            ["Steinkjer kommune", "Nord universitet", "Studentinord"],
        ),
        (
            "Avtal mellan Örebro kommun, Örebro universitet och Örebro Studentkår",
            "SE",
            ["Örebro kommun", "Örebro universitet", "Örebro Studentkår"],
        ),
        (
            "Høgskulen i Volda har avtale med kommunane Volda, Ørsta og Ulstein.",
            "NO",
            ["Høgskulen i Volda", "Volda kommune", "Ørsta kommune", "Ulstein kommune"],
        ),
        (
            "Avtal mellan Skövde kommun, Högskolan i Skövde och Skaraborgs kommunalförbund",
            "SE",
            ["Skövde kommun", "Högskolan i Skövde", "Skaraborgs kommunalförbund"],
        ),
    ],
)
def test_parties_by_all_their_names(text: str, country: str, expected: list[str], gazetteer: Gazetteer) -> None:
    assert parties(text, gazetteer, country) == expected


@pytest.mark.parametrize(
    ("text", "country", "not_a_party"),
    [
        (
            "Avtal mellan Kalmar kommun och Linnéuniversitetet. Avtalet liknar det med Växjö kommun.",
            "SE",
            "Växjö kommun",
        ),
        (
            "Kalmar kommun och Linnéuniversitetet skrev under avtalet. Region Kalmar län deltog vid mötet.",
            "SE",
            "Region Kalmar län",
        ),
        (
            "Avtale mellom Hamar kommune og Universitetet i Innlandet. Lillehammer er også en by.",
            "NO",
            "Lillehammer kommune",
        ),
        ("Avtale mellom Halden kommune og Høgskolen i Østfold. Moss kommune har en egen avtale.", "NO", "Moss kommune"),
    ],
)
def test_who_is_only_mentioned(text: str, country: str, not_a_party: str, gazetteer: Gazetteer) -> None:
    found = parties(text, gazetteer, country)
    assert len(found) == 2
    assert not_a_party not in found


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Avtale mellom Dalstinget og Høgskolen i Østfold", "NO", ["Dalstinget", "Høgskolen i Østfold"]),
        (
            "De kommuner som för närvarande ingår i nätverket är Malung-Sälen, Mora och Orsa i norra Dalarnas län.",
            "SE",
            ["Malung-Sälens kommun", "Mora kommun", "Orsa kommun"],
        ),
        ("Avtale mellom Helse Førde og kommunane i Nordfjord", "NO", ["Helse Førde"]),
        (
            "Høgskulen i Molde har avtale med NTNU, slik høgskulane i Ålesund og Gjøvik har.",
            "NO",
            ["Høgskolen i Molde", "Norges teknisk-naturvitenskapelige universitet"],
        ),
        (
            "Fjelldal Regionråd har signert avtale med Nord universitet",
            "NO",
            ["Fjelldal Regionråd", "Nord universitet"],
        ),
        ("Avtal mellan Parterna och Umeå universitet", "SE", ["Umeå universitet"]),
        (
            "Avtal\n(1) Karolinska Institutet, org. nr. 202100-0000, samt\n(2) Region Gotland, org.nr 212000-0000",
            "SE",
            ["Karolinska Institutet", "Region Gotland"],
        ),
        (
            "Medlemsavtale\n\nAvtaleparter\nStudienettet.no (organisasjonsnummer 900 000 000) og Fjelldal regionråd",
            "NO",
            ["Studienettet.no", "Fjelldal regionråd"],
        ),
        (
            "Umeå kommun HSN 2031-87\nAvtal mellan Umeå kommun och Umeå universitet",
            "SE",
            ["Umeå kommun", "Umeå universitet"],
        ),
        (
            "Kungliga Musikhögskolan och Södertälje kommun tecknar avtal.",
            "SE",
            ["Kungliga Musikhögskolan i Stockholm", "Södertälje kommun"],
        ),
        (
            "Tre går sammen\n\nAlliansen er Nord universitet, Høgskolen i Molde og Høgskulen i Volda.",
            "NO",
            ["Nord universitet", "Høgskolen i Molde", "Høgskulen i Volda"],
        ),
        (
            "Region Gotland och Uppsala universitet har ett avtal. Att Knivsta kommun bidrar med 150 tkr.",
            "SE",
            ["Region Gotland", "Uppsala universitet", "Knivsta kommun"],
        ),
    ],
)
def test_parties_by_where_they_stand(text: str, country: str, expected: list[str], gazetteer: Gazetteer) -> None:
    assert parties(text, gazetteer, country) == expected


def test_counties_and_municipalities_that_are_no_more(gazetteer: Gazetteer) -> None:
    text = "Samarbeidsavtale mellom Viken fylkeskommune, Rygge kommune og OsloMet"
    assert parties(text, gazetteer, "NO") == ["Viken fylkeskommune", "Rygge kommune", "OsloMet – storbyuniversitetet"]


@pytest.mark.parametrize(
    "text",
    [
        "Varje kommun och alla kommuner samt andra universitet",
        "Det nord-norske næringslivet i 2031",
        "KS-2031/44 är diarienumret",
        "INN I FREMTIDEN",
    ],
)
def test_words_that_are_no_names(text: str, gazetteer: Gazetteer) -> None:
    assert parties(text, gazetteer, "SE") == []


def test_a_party_has_its_code_and_stands_on_its_words(gazetteer: Gazetteer) -> None:
    text = "Avtal mellan Umea\nkommun (nedan kommunen) och Umeå universitet"
    kommun, university = find_parties(Source(text), gazetteer, "SE")
    assert (kommun.value.code, kommun.value.sort) == ("umea-kommun", "municipality")
    assert text[kommun.span.start : kommun.span.end] == "Umea\nkommun"
    assert university.value.code == "umea-universitet"


def test_names_that_a_scan_has_spoiled_are_less_sure(gazetteer: Gazetteer) -> None:
    spoiled = find_parties(Source("Avtal mellan Norrk6pings kommun och Linköpings universitet"), gazetteer, "SE")
    whole = find_parties(Source("Avtal mellan Norrköpings kommun och Linköpings universitet"), gazetteer, "SE")
    assert [one.value for one in spoiled] == [one.value for one in whole]
    assert spoiled[0].confidence < whole[0].confidence
