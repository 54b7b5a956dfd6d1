"""Registration numbers: what stands after "Dnr" or "Saksnr", and what looks like one without being told."""

import re
from collections.abc import Iterator

from sampakt.intake.rules.draft import Found
from sampakt.intake.rules.text import Source

_LABEL = re.compile(
    r"\b(?:dnr|d\.nr|diarienr|diarienummer|diarienumret|arendenr|arendenummer|arende-id|arkivsaksnr|"
    r"arkivsaksnummer|arkivsak-?id|arkivsak|"
    r"arkivsaknr|arkivref|arkivreferanse|saksnr|saksnummer|sak nr|saknr|sak|ps|fs|journalnr|"
    r"journalpost-?id|jpid|jp\.? ?id|lopenr|lopenummer|"
    r"avtalsnr|avtalsnummer|avtalenr|avtalenummer|kontraktsnr|var ref|vart dnr|var referanse|"
    r"var beteckning|beteckning|vart diarienummer|"
    r"ert dnr|deres ref|referanse|ref|registreringsnummer|ephorte|websak|public 360|mal nr|"
    r"malnr)\b\.?\s*[:#.]?\s*(?:nr\b\.?\s*[:#.]?\s*)?"
)
_SURE_LABEL = re.compile(
    r"(?:dnr|d\.nr|diarie|arende|arkiv|saksn|sak nr|saknr|journal|jp|lopen|avtals?n|avtalen|kontrakt|var[t ]|ert dnr|"
    r"deres ref|referanse|registreringsn|ephorte|websak|public)"
)
"""Labels after which nothing but a number stands, however it is put together."""
# "FS 1.6.1-1605-19", "2018.0542", "10UBD", "200905120", "V-2031-0117"
_ANY_SHAPE = re.compile(
    r"(?:[A-ZÅÄÖÆØ][A-Za-zÅÄÖÆØåäöæø]{0,7}[ -]){0,2}(?=[\w./:-]*\d{2})[A-ZÅÄÖÆØ\d]\w*(?:[./:-]\w+)*"
    r"(?:(?<=[A-ZÅÄÖÆØ]{2}) \d{3,4}(?: \d{3})?(?![\w.]))?"
)
_SHORTEST_WITHOUT_SIGN = 5
# One to four letters or so, a year or a running number, a running number, and what may follow it.
_NUMBER = re.compile(
    r"(?:[A-ZÅÄÖÆØ][A-Za-zÅÄÖÆØåäöæø]{0,9}[ -]?(?=\d))?\d{2,7}\s?[/:-]\s?\d{1,7}"
    r"(?:[-.:]\d{1,4}){0,2}(?:\s?[A-Z]{2,5}\b)?(?![\d/])"
)
_LETTERED = re.compile(
    r"(?<![\w/-])(?:[A-ZÅÄÖ]{1,6}[ -](?:19|20)\d\d[/:.-]\d{1,6}(?:[-.]\d{1,4}){0,2}|"
    r"[A-Z][a-z]?(?:19|20)\d\d/\d{3,6}/[A-ZÅÄÖ]{1,4})(?![\w/])"
)
_BARE = re.compile(
    r"(?<![\w./,:-])(?:(?:19|20)\d\d/\d{3,6}(?:-\d{1,4})?|\d{4,7}/\d{2}|\d{2}/\d{4,6}(?:-\d{1,4})?)(?![\w/]|[.,]\d)"
)
_IN_TABLE = re.compile(r"(?<![\w./,:-])\d{1,4}/\d{2}(?![\w/]|[.,]\d)")
_SCHOOL_YEAR = re.compile(r"(?:19|20)\d\d\s?/\s?(?:(?:19|20)\d\d|\d\d)$")
_YEAR_LIKE = re.compile(
    r"(?:19|20)\d\d-(?:[01]\d)(?:-\d\d)?$|(?:19|20)\d\d\s?-\s?(?:19|20)\d\d$|\d{1,2}\.\d{1,2}\.(?:\d\d){1,2}$"
)
_INSTANCE = re.compile(r"\b(?:utvalg|\w+styret|\w+skapet|\w+tinget|\w*utvalget|\w+radet|styret)\b")


def find_numbers(source: Source) -> list[Found[str]]:
    """The registration numbers, as written without spaces at their dividers, those with a label first believed."""
    best: dict[str, Found[str]] = {}
    for found in (*_labelled(source), *_by_look(source)):
        known = best.get(_key(found.value))
        if known is None or found.confidence > known.confidence:
            best[_key(found.value)] = found
    kept: list[Found[str]] = []
    for found in sorted(best.values(), key=lambda found: (found.span.start, -found.span.end)):
        if not any(found.value != other.value and found.value in other.value for other in best.values()):
            kept.append(found)
    return kept


def _key(number: str) -> str:
    return re.sub(r"[\s-]", "", number).casefold()


def _labelled(source: Source) -> Iterator[Found[str]]:
    for label in _LABEL.finditer(source.plain):
        place = label.end()
        if source.flow[place : place + 1] == "\n":  # the label is a heading or the head of a column
            place += 1
        number = _number_at(source, place, sure=bool(_SURE_LABEL.match(label.group())))
        if number is None or (
            _SCHOOL_YEAR.match(number.group()) and int(number.group()[-2:]) == int(number.group()[2:4]) + 1
        ):
            continue
        if _YEAR_LIKE.match(number.group()):
            continue
        yield source.found(_tidy(number.group()), number.span(), "registration_numbers", 0.95, "label")


def _number_at(source: Source, place: int, *, sure: bool) -> re.Match[str] | None:
    """The number that stands at a place; after a sure label in whatever shape, unless another goes on further."""
    number = _NUMBER.match(source.flow, place)
    if not sure:
        return number
    any_shape = _ANY_SHAPE.match(source.flow, place)
    if any_shape is None or (number is not None and number.end() >= any_shape.end()):
        return number
    written = any_shape.group()
    if written.isalnum() and (len(written) < _SHORTEST_WITHOUT_SIGN or not sum(map(str.isdigit, written)) > 1):
        return number
    return any_shape


def _by_look(source: Source) -> Iterator[Found[str]]:
    for number in _LETTERED.finditer(source.flow):
        yield source.found(_tidy(number.group()), number.span(), "registration_numbers", 0.8, "look")
    for number in _BARE.finditer(source.flow):
        if _SCHOOL_YEAR.match(number.group()) or _is_money_or_law(source, number.start(), number.end()):
            continue
        yield source.found(_tidy(number.group()), number.span(), "registration_numbers", 0.6, "look")
    for number in _IN_TABLE.finditer(source.flow):
        line = source.flow.rfind("\n", 0, number.start()) + 1
        before = source.plain[max(line, number.start() - 60) : number.start()]
        if _INSTANCE.search(before) and ("\t" in before or re.search(r"\d\s+$", before)):
            yield source.found(_tidy(number.group()), number.span(), "registration_numbers", 0.7, "beside_instance")


def _is_money_or_law(source: Source, start: int, end: int) -> bool:
    """EU acts are numbered "2016/679", and bills "2019/20:15"."""
    before = source.plain[max(0, start - 40) : start]
    return bool(
        re.search(
            r"\b(?:eu|eg|forordning|direktiv\w*|prop|bet|rskr|sfs|lov|lag|nr)\b[^.]{0,12}$|\((?:eu|eg)\)\s*$", before
        )
    )


def _tidy(number: str) -> str:
    return re.sub(r"\s*([/:])\s*", r"\1", " ".join(number.split()))
