"""Money in a text: how much, in what currency, per what, who pays, and whether it is a ceiling, a fee or a frame."""

import re
from collections.abc import Iterator
from decimal import Decimal

from sampakt.intake.rules.draft import AmountValue, Found, PartyValue
from sampakt.intake.rules.numerals import NUMBER
from sampakt.intake.rules.numerals import number as small_number
from sampakt.intake.rules.text import Source, plain

_NUMBER_WORDS = {
    word: Decimal(value)
    for value, words in (
        ("1.5", "halvannen halvannan"),
        ("30", "trettio tretti"),
        ("40", "fyrtio forti"),
        ("50", "femtio femti"),
        ("100", "hundra hundre"),
    )
    for word in words.split()
}
_FIGURES = r"\d{1,3}(?:[ .'\t]\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_SCALE = (
    r"miljoner|miljon|millioner|millionar|million|mill\.?|milj\.?|miljarder|miljard|milliarder|milliardar|milliard|mrd\.?|"
    r"tusen|hundra ?tusen|hundre ?tusen"
)
_UNIT = (
    r"svenska kronor|svenske kroner|norska kronor|norske kroner|danska kronor|danske kroner|kronor|kroner|krona|krone|"
    r"kr\.?|sek|nok|euro|eur|dkk|,-|:-"
)
_SHORT = r"tkr|tsek|tnok|mkr|mnkr|mnok|msek|kkr|mnok|meur"
_AMOUNT = re.compile(
    rf"(?<![\w.,/-])(?P<prefix>(?:nok|sek|kr|eur|mnok|msek|mkr|tkr)\.?\s?)?"
    rf"(?P<number>{_FIGURES}|\b(?:{'|'.join(_NUMBER_WORDS)}|{NUMBER})\b)"
    rf"(?:\s?-\s?(?P<upper>{_FIGURES}))?\s?"
    rf"(?:(?P<scale>{_SCALE})\b\.?\s?)?(?P<unit>{_SHORT}|{_UNIT})?(?![\w])"
)
_MILLIONS = ("mil", "mrd")
_GIVEN = re.compile(
    r"\b(?:stott\w*|bevil[gj]\w*|tilskudd\w*|tilskot\w*|bidra\w*|finansier\w*|betal\w*|kost\w*|budsjett\w*|budget\w*|"
    r"anslag\w*)\b"
)
"""Words beside which "two million" are money, though no currency is told."""
_SCALES = (("miljard", 10**9), ("milliard", 10**9), ("mrd", 10**9), ("mil", 10**6), ("tusen", 1000), ("hund", 100_000))
_SHORT_SCALES = {
    "tkr": 1_000,
    "tsek": 1_000,
    "tnok": 1_000,
    "kkr": 1_000,
    "mkr": 1_000_000,
    "mnkr": 1_000_000,
    "mnok": 1_000_000,
}
_SHORT_SCALES |= {"msek": 1_000_000, "meur": 1_000_000}
_PER = tuple(
    (code, re.compile(words))
    for code, words in (
        (
            "year",
            r"(?:per|pr\.?|i|om|varje|hvert|kvart|for hvert|/)\s?(?:kalender|avtals|avtale|verksamhets|budsjett|"
            r"budget)?(?:ar|aret)\b|\barlig\w*|\barleg\w*|\bar avgift",
        ),
        ("month", r"(?:per|pr\.?|i|varje|hver|kvar|/)\s?(?:manad|maned|mnd|man)\w*\b|\bmanadsvis|\bmanedlig"),
        ("semester", r"(?:per|pr\.?|varje|hvert|kvart)\s?(?:termin|semester|halvar)\w*\b"),
        ("inhabitant", r"(?:per|pr\.?)\s?(?:invanare|innbygger|innbyggar)\w*\b"),
        ("hour", r"(?:per|pr\.?|/|i)\s?(?:timme|time|tim)\w*\b"),
        ("day", r"(?:per|pr\.?|/)\s?(?:dag|dygn|dogn)\w*\b"),
        ("student", r"(?:per|pr\.?)\s?(?:student|helarsstudent|helarsprestation|elev|plats|plass)\w*\b"),
        ("participant", r"(?:per|pr\.?)\s?(?:deltagare|deltakar|deltaker|person|medarbetare|ansatt|anstalld)\w*\b"),
        ("course", r"(?:per|pr\.?)\s?(?:kurs|utbildning|emne|seminar|tillfalle)\w*\b"),
        ("party", r"(?:per|pr\.?)\s?(?:part|kommun|kommune|universitet|larosate)\b"),
    )
)
_SORTS = tuple(
    (code, re.compile(words))
    for code, words in (
        (
            "ceiling",
            r"\b(?:upp till?|upptill|hogst|maximal\w*|max\.?|inntil|opptil|opp til|hoyst|hogst|ikke overstige|"
            r"inte overstiga|ikkje overstige|"
            r"oversti(?:ger|ga|ge)|tak (?:pa|om)|begrans\w*|avgrens\w* til|begrens\w* til)\b",
        ),
        (
            "fee",
            r"\b(?:\w*avgift\w*|kontingent\w*|\w*kostnad\w*|\w*pris\w*|ersattning\w*|godtgjor\w*|honorar\w*|"
            r"faktur\w*|arvode\w*|hyra|leie)\b",
        ),
        (
            "frame",
            r"\b(?:\w*budget\w*|\w*budsjett\w*|\w*ram|ramen|ramme|ramma|ramme[nr]?|totalt|sammanlagt|samlet|"
            r"omfatta\w*|omfatter|omslutning)\b",
        ),
    )
)
_EACH_MUNICIPALITY = re.compile(r"\b(?:varje|hver|hver enkelt|kvar|respektive) kommun\w*\b")
_EACH = re.compile(
    r"\b(?:vardera|var och en|hver av partene|kvar av partane|hver part|kvar part|varje part|hver|"
    r"begge partene|bada parterna|varsin\w*|respektive part)\b"
)
_SHARES = re.compile(
    r"\b(?:(?P<equal>(?:dela\w*|deles|delast|delte?|deler?|fordel\w*|"
    r"delar)\b[^.\n]{0,45}\b(?:lika(?!\s*(?:som|med))|likt|likeleg|likelig|jamnt|jevnt|i lika delar|"
    r"pa like)"
    r"|(?:halften|halvparten|halvdelen)\b[^.\n]{0,30}\b(?:var(?:dera)?|hver|kvar|part\w*)|"
    r"\bbidrar med (?:halften|halvparten|halvdelen)|lika stora delar|like store deler|50\s?/\s?50|"
    r"like deler)"
    r"|(?P<percent>\d{1,3})\s?(?:%|prosent|procent)\b[^.\n]{0,40}?\b(?:av|"
    r"of)\b[^.\n]{0,25}?\b(?:kostnad\w*|utgift\w*|finansier\w*|lonn\w*|lon\w*))"
)


def find_amounts(source: Source, language: str, parties: list[Found[PartyValue]]) -> list[Found[AmountValue]]:
    """The sums of money and the shares that the text tells, in order."""
    home = "SEK" if language == "sv" else "NOK"
    found = [*_sums(source, home, parties), *_shares(source)]
    return sorted(found, key=lambda one: one.span)


def _sums(source: Source, home: str, parties: list[Found[PartyValue]]) -> Iterator[Found[AmountValue]]:
    for match in _AMOUNT.finditer(source.plain):
        prefix, scale, unit = (match.group(part) or "" for part in ("prefix", "scale", "unit"))
        if (
            not (prefix or unit)
            and scale.startswith(_MILLIONS)
            and _GIVEN.search(source.plain, max(0, match.start() - 80), match.end() + 12)
        ):
            unit = "kr"
        if not (prefix or unit) or (not scale and match.group("number")[:1].isalpha() and not unit):
            continue
        minor = _minor(match.group("upper") or match.group("number"), scale, (unit or prefix).strip(" ."))
        if minor is None or minor < 100:
            continue
        start, end = source.near(match.start())
        end = max(end, match.end())
        per = _per(
            source.plain[max(start, match.start() - 40) : match.start()],
            source.plain[match.end() : min(end, match.end() + 28)],
        )
        before = source.plain[max(start, match.start() - 60) : match.start()]
        sort = next((code for code, words in _SORTS if words.search(before)), "contribution")
        if match.group("upper"):
            sort = "ceiling"
        sure = 0.9 if unit not in (",-", ":-") else 0.7
        for payer in _payers(source, (start, end), match.start(), parties):
            value = AmountValue(minor, _currency(unit or prefix, home), per[0], payer, sort)
            yield source.found(value, (match.start(), match.end() + per[1]), "amounts", sure, "sum")


def _minor(number: str, scale: str, unit: str) -> int | None:
    if number[:1].isalpha():
        amount = _NUMBER_WORDS.get(number) or Decimal(small_number(number) or 0)
    else:
        whole, comma, part = re.sub(r"[ '\t]", "", number).partition(",")
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", whole):
            whole = whole.replace(".", "")
        amount = Decimal(f"{whole}.{part}" if comma else whole)
    amount *= next((times for begins, times in _SCALES if scale.startswith(begins)), 1)
    amount *= _SHORT_SCALES.get(unit, 1)
    return int(amount * 100) if amount < 10**12 else None


def _currency(unit: str, home: str) -> str:
    if "nok" in unit or "norsk" in unit:
        return "NOK"
    if "sek" in unit or "svensk" in unit:
        return "SEK"
    if "eur" in unit:
        return "EUR"
    return "DKK" if "dkk" in unit or "dansk" in unit else home


def _per(before: str, after: str) -> tuple[str, int]:
    """Per what, and how many letters after the sum say so."""
    for code, words in _PER:
        match = words.match(after.lstrip()) or words.search(after[:24])
        if match:
            return code, after.find(match.group()) + len(match.group())
    for code, words in _PER:
        if words.search(before[-25:]) and code in ("year", "month", "semester"):
            return code, 0
    return "total", 0


def _payers(source: Source, sentence: tuple[int, int], place: int, parties: list[Found[PartyValue]]) -> list[str]:
    """Who pays: every party when each does, the one named before the sum, or nobody that the sentence tells."""
    words = source.plain[sentence[0] : sentence[1]]
    names = [found.value.name for found in parties]
    if _EACH_MUNICIPALITY.search(words):
        return [found.value.name for found in parties if found.value.sort == "municipality"] or [""]
    if _EACH.search(words) and names:
        return names
    before = source.plain[sentence[0] : place]
    named = [name for name in names if plain(name) in before]
    if named:
        return named if len(named) == 1 else [""]
    for sort, word in (
        ("municipality", r"\bkommun(?:en|ens|a|as)?\b|\bkommunen\b"),
        ("university", r"\b(?:universitetet|hogskolan|hogskolen|hogskulen|larosatet)s?\b"),
        ("region", r"\bregionens?\b"),
    ):
        of_sort = [found.value.name for found in parties if found.value.sort == sort]
        if len(of_sort) == 1 and re.search(word, before):
            return of_sort
    return [""]


def _shares(source: Source) -> Iterator[Found[AmountValue]]:
    for match in _SHARES.finditer(source.plain):
        share = "equal" if match.group("equal") else f"{match.group('percent')} %"
        yield source.found(AmountValue(None, per="", sort="share", share=share), match.span(), "amounts", 0.75, "share")
