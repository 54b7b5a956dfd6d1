"""Days in all their written forms, what they are, and the period they make."""

import pytest

from sampakt.intake.rules.calendar import days_and_ranges
from sampakt.intake.rules.dates import find_dates
from sampakt.intake.rules.text import Source


def roles(text: str) -> set[tuple[str, str]]:
    return {(found.value.role, found.value.day) for found in find_dates(Source(text))[0]}


def period(text: str) -> tuple[str, str, int | None] | None:
    periods = find_dates(Source(text))[1]
    return (periods[0].value.start, periods[0].value.end, periods[0].value.months) if periods else None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("15 september 2031", "2031-09-15"),
        ("15. september 2031", "2031-09-15"),
        ("11.januar 2031", "2031-01-11"),
        ("den 12:e juni 2031", "2031-06-12"),
        ("den 1/3 2031", "2031-03-01"),
        ("1/3-31", "2031-03-01"),
        ("2031-03-01", "2031-03-01"),
        ("01.03.2031", "2031-03-01"),
        ("1.3.31", "2031-03-01"),
        ("30. sep 2031", "2031-09-30"),
        ("Mar 5, 2031", "2031-03-05"),
        ("15 septernber 2031", "2031-09-15"),
        ("mai 2031", "2031-05"),
        ("høsten 2031", "2031"),
        ("den 5 september", "--09-05"),
    ],
)
def test_forms_of_a_day(written: str, day: str) -> None:
    days, ranges = days_and_ranges(Source(f"Det skjedde {written} her"))
    assert ([one.written for one in days], ranges) == ([day], [])


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2031-2034", "2031", "2034"),
        ("2031 – 2034", "2031", "2034"),
        ("1 januari–31 december 2031", "2031-01-01", "2031-12-31"),
        ("1.1.2031 — 31.12.2034", "2031-01-01", "2034-12-31"),
        ("1. januar 2031 til 31. desember 2034", "2031-01-01", "2034-12-31"),
        ("2031-01-01--2034-12-31", "2031-01-01", "2034-12-31"),
        ("2031-01-01—2034-12-31", "2031-01-01", "2034-12-31"),
        ("1 april 2031 till och med den 31 mars 2034", "2031-04-01", "2034-03-31"),
        ("1 november – 28 februari 2032", "2031-11-01", "2032-02-28"),
        ("1.–30. april 2031", "2031-04-01", "2031-04-30"),
    ],
)
def test_forms_of_a_range(written: str, start: str, end: str) -> None:
    _days, ranges = days_and_ranges(Source(f"Det varer {written} her"))
    assert [(one.first.written, one.last.written) for one in ranges] == [(start, end)]


@pytest.mark.parametrize(
    "text", ["2.1.10 Formål", "kl. 13.00", "15.000 ansatte", "3.0", "den 31 februari", "30.2.2031"]
)
def test_what_is_no_day(text: str) -> None:
    assert days_and_ranges(Source(text)) == ([], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avtalet undertecknades den 3 mars 2031.", {("signed", "2031-03-03")}),
        ("Mandag 3. mars 2031 signerte rektor og ordfører avtalen.", {("signed", "2031-03-03")}),
        ("De skrev den 3 mars 2031 under avtalet.", {("signed", "2031-03-03")}),
        ("Kommunestyret vedtok avtalen 3. mars 2031.", {("decided", "2031-03-03")}),
        ("Antagen av kommunfullmäktige 2031-03-03, § 40", {("decided", "2031-03-03")}),
        ("Sammanträdesdatum\n2031-03-03\n§ 40", {("meeting", "2031-03-03")}),
        ("Nämnden behandlade ärendet den 3 mars 2031.", {("meeting", "2031-03-03")}),
        ("Publicerad: 2031-03-03\nNytt avtal", {("published", "2031-03-03")}),
        ("Publisert 03.03.31\nSist oppdatert 05.03.31\nNy avtale", {("published", "2031-03-03")}),
        ("Avtalen trer i kraft 3. mars 2031.", {("start", "2031-03-03")}),
        ("Avtalet upphör den 3 mars 2031.", {("end", "2031-03-03")}),
        ("Avtalen gjeld til 2034.", {("end", "2034")}),
        ("Parterna har samarbetat sedan 2029.", {("start", "2029")}),
        ("Avtalet gäller.\n\nLillby den 3/3 2031\n\nRektor", {("signed", "2031-03-03")}),
        ("Protokoll fört vid sammanträde\nDatum: 2031-03-03\n§ 7", {("meeting", "2031-03-03")}),
        ("Avtalen ble signert i juni 2031.", {("signed", "2031-06")}),
        ("Sammanträdesprotokoll\n2031-03-03\n§ 7 Avtal", {("meeting", "2031-03-03")}),
        ("Avtalen varer til sommeren 2034.", {("end", "2034")}),
        ("Avtalen har varighet til 22.10.2034.", {("end", "2034-10-22")}),
        ("Kommunplanen 2031–2040 ligger til grunn.", set()),
        ("Innbyggere per 1. januar 2031: 7001", set()),
        ("Detta avtal har den 3 mars 2031 träffats mellan följande.", {("signed", "2031-03-03")}),
        ("Rektorene skal signere avtalen tirsdag 4. mars 2031.", {("signed", "2031-03-04")}),
        ("Tidigare beslut\nVårdnämnden § 45, 2031-03-03", {("decided", "2031-03-03")}),
        ("Beslutade av styrelsen för centrumet den 3 mars 2031", {("decided", "2031-03-03")}),
        ("Høgskolan skrev den 3 mars 2031 på en överenskommelse.", {("signed", "2031-03-03")}),
        ("Nya år\n2031-03-03 | Forskning Utbildning\nMer text.", {("published", "2031-03-03")}),
        ("Formannskapet, sak 12/31, 03.03.2031", {("decided", "2031-03-03")}),
        ("Avtalen gjelder.\n\nUnderskrifter\nFor fylket: Dato: 03.03.2031", {("signed", "2031-03-03")}),
        ("Avtalet gäller.\nOrt och datum: Lillby 2031-03-03", {("signed", "2031-03-03")}),
        ("Avtalet nämner forskning som är planerad till höstterminen 2031.", set()),
    ],
)
def test_the_words_around_a_day_tell_its_role(text: str, expected: set[tuple[str, str]]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("Publicerad 2031-01-20\nDen 16 januari undertecknades avtalet.", "2031-01-16"),
        ("Publicerad 2031-01-10\nAvtalet undertecknades den 9 december.", "2030-12-09"),
        ("Publisert 03.03.2031\nI dag ble avtalen signert.", "2031-03-03"),
        ("Publicerad 2031-03-06\nI måndags skrev de under avtalet.", "2031-03-03"),
        ("Den 16 januari undertecknades avtalet.", "--01-16"),
        ("Publicerad 2031-01-10\nTorsdag den 16 januari undertecknar rektor avtalet.", "2031-01-16"),
    ],
)
def test_a_day_without_its_year_is_reckoned_from_the_publication(text: str, signed: str) -> None:
    assert ("signed", signed) in roles(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avtalet gäller för perioden 2031-01-01 till 2034-12-31.", ("2031-01-01", "2034-12-31", None)),
        ("Avtalen gjelder for perioden 2031–2034. Partene er bundet til 2035.", ("2031", "2034", None)),
        ("Förra avtalet gällde 2027-2030. Det nya gäller 2031-2034.", ("2031", "2034", None)),
        ("Avtalen er signert 1. mars 2031 og varer i fire år fra signering.", ("2031-03-01", "2035-02-28", 48)),
        ("Avtalet gäller i tre år.", ("", "", 36)),
        ("Avtalet gäller tills vidare från och med 1 juli 2031.", ("2031-07-01", "", None)),
        ("Gäller från: 2031-01-01\nGäller till: 2034-12-31", ("2031-01-01", "2034-12-31", None)),
        ("Avtalet sägs upp med sex månaders varsel.", None),
        ("Avtalen gjelder fra 01.03.2031 og løper i tre år.", ("2031-03-01", "2034-02-28", 36)),
        ("Avtalet gäller från den 1 juli 2031 i 18 månader.", ("2031-07-01", "2032-12-31", 18)),
        ("Avtalen gjelder fra 01.03.2031. Den kan forlenges i to år.", ("2031-03-01", "", None)),
        ("Fondet har oppstart fra 01.03.2031. Avtalen skal vare i fem år.", ("", "", 60)),
        ("Avtalen bygger på samarbeidet i byprogrammet i perioden 2027-2030.", None),
        ("Evalueringen av avtaleperioden 2027-2030 viste gode resultater.", None),
        ("Avtalen regulerer prosjektet «Byens historie 1927–2030».", None),
        ("Avtalen følger Handlingsplan for folkehelse og idrett 2031–2034.", None),
        ("Etter fem år med et universitet i byen har partene en avtale.", None),
        ("Avtalen gjelder planen for perioden 2031–2034.", None),
        ("Avtalet bygger på erfarenheter från Lillby och gäller 2031–2034.", ("2031", "2034", None)),
    ],
)
def test_periods(text: str, expected: tuple[str, str, int | None] | None) -> None:
    assert period(text) == expected
