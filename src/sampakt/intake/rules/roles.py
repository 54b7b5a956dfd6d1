"""What role a day plays, by the words that stand around it."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from sampakt.intake.rules.calendar import Day
from sampakt.intake.rules.text import Source

_AGREEMENT = (
    r"avtal\w*|\w+avtal\w*|overenskom\w*|overeinskom\w*|partnerskap\w*|samarbe[it]\w*|samverk\w*|"
    r"part(?:er|erna|ene|ane|arna)|"
    r"period\w*|\w+period\w*|prosjekt\w*|projekt\w*|galler|gjelder|gjeld|giltig\w*|gyldig\w*|gdller|loper|varar?|varer|"
    r"avsiktsforklaring\w*|intensjon\w*|varighei?t\w*|loptid\w*|forlang\w*|forleng\w*|viderefor\w*|forsk\w*"
)
ABOUT_AGREEMENT = re.compile(rf"\b(?:{_AGREEMENT})\b")
"""Words that make a sentence one about an agreement or its period."""

PLANS = re.compile(
    r"\b(?:\w*plan(?:en|a)?(?:s \w+)?|\w*strategi(?:en|n)?|\w*program(?:met)?|budget\w*|budsjett\w*|"
    r"agenda|horisont \w*|vision|"
    r"visjon|lasaret|skolearet|skoleaaret|studiearet|mandatperiod\w*|valgperiod\w*|modellen|tidigare|"
    r"tidligare|samfunnsdel\w*|"
    r"foregaende|malbild\w*)\s*\(?$"
)
"""Words before a year that make it a plan's or a school year's, not the agreement's."""

# Words that tell what a day is, before it and after it, and how far off they may stand. A full stop ends their reach.
_BEFORE: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (role, reach, re.compile(rf"\b(?:{words})(?!\w)"))
    for role, reach, words in (
        (
            "none",
            34,
            r"uppdatera\w*|oppdater\w*|andra[dt]|endra|endret|revider\w*|utskrivet|hamtad|dater(?:a[dt]|t)|"
            r"per(?: den)?|fodd|innan|"
            r"innbygg\w+|invanare|tilltradde|ansokningsdag|soknadsfrist|frist|senast|senest|innen|fore|"
            r"arsredovisning|skrevet ut",
        ),
        ("none", 6, "for"),
        (
            "published",
            30,
            r"publicera[dt]\w*|publisert|publiceringsdatum|publisering\w*|pressmeddelande|pressemelding|"
            r"\w*nyhetsarkiv|lagt ut|utlagd|"
            r"nyhet(?:er)?|skrevet av [a-z ]+",
        ),
        (
            "signed",
            75,
            r"underteckn\w*|undertegn\w*|underskr\w*|signert\w*|signera\w*|signere[rs]?|signering\w*|skr(?:ev|ivs|"
            r"evs|iver|ivit|evet|ive|eiv)"
            r"(?: \w+)? under|tecknades|tecknade|tecknat|tecknas|ingatt|ingick|ingicks|inngikk|inngatt|inngjekk|"
            r"slots|avtalsdatum|avtaledato|"
            r"fornyet|fornyades|fornya|fornya[dt]|avtalsdag|fornyet|fornyades|fornya[dt]|satte (?:\w+ ){1,3}navn\w*",
        ),
        (
            "meeting",
            48,
            r"sammantrad\w*|motesdatum|motedato|motedatum|moteprotokoll|mote|moten|motet|\w+mote|\w+motet|motte|"
            r"mottes|moter|traffades|"
            r"behandla\w*|behandlet|protokoll|tid|tid och plats|tid og sted|nar|utvalg",
        ),
        (
            "decided",
            65,
            r"beslut\w*|\w+beslut\w*|vedtak\w*|vedtok\w*|vedtatt\w*|vedteke\w*|vedtas|antagen|antagna|antogs|"
            r"antog|faststall\w*|"
            r"fastsett\w*|fastsatt\w*|godkan\w*|godkjen\w*|bestemte|bestamde|antagande",
        ),
        (
            "start",
            36,
            r"trer? i kraft|trada i kraft|trader i kraft|tradde i kraft|ikrafttrad\w*|ikrafttre\w*|borjar|"
            r"borjade|starter|startar|startet|startade|inleds|"
            r"startdato|startdatum|pabegynnes|paborj\w*|fr\.?\s?o\.?\s?m\.?|(?:galler|gdller|gjelder|gjeld|"
            r"loper|virkning|verknad|verkan) fra[n]?|"
            r"fran och med|fra og med|oppstart|med start|virkningsdato",
        ),
        (
            "end",
            32,
            r"till? och med|til og med|t\.?\s?o\.?\s?m\.?|upphor\w*|oppho?r\w*|utloper|utlop\w*|loper ut|"
            r"lopar ut|loper til|fram till?|frem til|"
            r"(?:galler|gdller|gjelder|gjeld|bundet|forlenge[dst]+|forlengd|forlang[tds]+|videre|vidare|"
            r"viderefor\w+|gyldig|giltigt) till?|"
            r"gjelder ut|avslut\w*|sluttdato|slutdatum|gar ut|utgangen av|ut ar(?:et)?",
        ),
    )
)
_AFTER: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (role, reach, re.compile(rf"\b(?:{words})(?!\w)"))
    for role, reach, words in (
        (
            "signed",
            60,
            r"underteckna\w*|undertegn\w*|signert\w*|signera\w*|signerer?|tecknades|tecknade|"
            r"tecknas|ingick|ingicks|inngikk|ingatts|slutits|traffats mellan|traffat (?:\w+ )?(?:avtal|overens)\w*|"
            r"skrevs|skrev|skriver|skreiv|underteckningen|satte|setter",
        ),
        ("meeting", 40, r"behandla\w*|behandlet|sammantrad\w*|motte|mottes|moter|traffades|traffas"),
        ("decided", 50, r"besluta\w*|vedtok|vedtatt|antog\w*|godkan\w*|godkjent\w*|bestemte|faststall\w*|fastsatt\w*"),
        ("start", 24, r"trer (?:\w+ )?i kraft|trader (?:\w+ )?i kraft|starter|startar|borjar"),
        ("end", 24, r"upphor|opphorer|utloper|loper ut|gar ut"),
    )
)
_UNDER = re.compile(r"\bskr(?:ev|ivs|iver|eiv)\b[^@.]{0,40}@[^@.]{0,15}\b(?:under\b|pa (?:en|ett|avtalet|avtalen)\b)")
_INSTANCE = re.compile(
    r"\b(?:\w*styret|\w*styrelsen?|\w*utvalget?|\w*utskott(?:et)?|formannskapet?|\w*tinget?|\w*namnden?|"
    r"\w*fullmaktige|styre|styret|"
    r"\w*radet)\W{0,4}(?:den )?$"
)
_MINUTES = re.compile(
    r"\b(?:protokoll\w*|motebok|moteprotokoll|sammantrade\w*|moteinnkalling|minnesanteckningar|referat)\b"
)
_DECIDED_BY = re.compile(
    r"\b(?:beslutad av|beslutsinstans|antagen av|faststalld av|vedtatt av|vedteke av|beslutande)\b"
)
_PARAGRAPH = re.compile(
    r"\b(?:\w*styret|\w*styrelsens?|\w*utvalget|\w*utvalet|\w*utskott(?:et)?|formannskapet|\w*tinget|\w*namnden|"
    r"\w*fullmaktige)\W{1,3}(?:\w+\W)?(?:§+|sak(?:s?nr\.?)?)\s?[\d/-]+\W{1,3}(?:den )?$"
)
"""An instance and the number of its paragraph, as earlier decisions are listed before their day."""
_SIGNATURES = re.compile(r"\b(?:signatur\w*|underskrift\w*|undertecknande\w*|namnteckning\w*|namnfortydligande)\b")
_PLACE_OF_SIGNING = re.compile(r"\b(?:ort|sted|stad)\s?(?:och|og|/)\s?(?:datum|dato)\W*(?:[a-z]+\W+)?$")
_DAY_LABEL = re.compile(r"\b(?:dato|datum)\W*$")
_PUT_AT = re.compile(r"\b(?:planer\w*|utsatt|utsatta|framflyttad\w*|flyttet|flyttat|uppskjut\w*) till?\W*$")
"""A time that something is put at or off to, which is no end."""
_EXACT = ("iso", "dot", "slash", "named", "us", "spoilt")
_LABEL = re.compile(r"\s*[A-ZÅÄÖÆØ][\w -]{2,38}:?\s*")
_ONLY_DATE = re.compile(
    r"[\s\w./,•|-]{0,24}@[\s,.|•-]{0,4}(?:kl\.?)?[\s\d:.]{0,8}(?:\([^)]*\)?)?(?:\s?ce?st?|cet)?\s*(?:\|[^.\n]{0,60})?"
)
_PLACE_AND_DAY = re.compile(
    r"(?:[a-z. -]{2,30}[,.]?\s*(?:den)?\s*\d[\w. /-]{5,24}\s)?[a-z][a-z. -]{1,30}[,.]?\s*(?:den|dato|dat\.)?\s*@"
    r"(?:\s*[a-z. -]{2,30}[,.]?\s*(?:den)?\s*(?:\d.*)?)?\s*"
)
_SINCE = re.compile(r"\b(?:sedan|siden|sidan|fra og med|fran och med|fran|fra)(?: ar)?\s*$")
_UNTIL = re.compile(
    r"\b(?:till?|til og med|till och med|t\.?o\.?m\.?|ut|ut ar(?:et)?|utgangen av|slutet av|"
    r"ved utgangen av)(?: ar)?\s*$"
)
_SIGNING_TO_COME = re.compile(
    r"\b(?:undertecknas|undertecknar|undertecknandet|signeres|signeras|signerer|signerar|undertegnes|undertegner|"
    r"skrivs under|signering\w*|underskrift\w*)\b"
)
_YEAR_ROLES = (
    ("end", 0.75, "until", _UNTIL),
    (
        "start",
        0.6,
        "since",
        re.compile(r"\b(?:(?:sedan|siden|sidan)|(?:startet|startade|starta|inleddes|pabegynt) i)(?: ar)?\s*$"),
    ),
    (
        "start",
        0.7,
        "from",
        re.compile(
            r"\b(?:galler|gjelder|gjeld|loper|virkning|verkan) (?:fran|fra|fra og med|fran och med)(?: ar)?\s*$"
        ),
    ),
)
_READ_FOR_INVITATION, _LONGEST_LINE = 20_000, 120


@dataclass(frozen=True)
class Dated:
    """A day with its role, how sure that is, and why."""

    day: Day
    role: str
    sure: float
    why: str


def role_of(source: Source, day: Day) -> Dated | None:
    """The role of a day, or None when it has none that a partnership asks for."""
    role, sure, why = _role(source, day)
    return Dated(day, role, sure, why) if role else None


def _around(source: Source, day: Day) -> tuple[str, str]:
    """The words of the sentence before and after the day; where it stands alone, the label on the line before it."""
    start, end = source.sentence_at(day.start)
    end = max(end, day.end)  # a sentence never ends inside "3. mars", but the row of a table may
    before = source.plain[max(start, day.start - 110) : day.start]
    after = source.plain[day.end : min(end, day.end + 90)]
    if not before.strip(" \t:-*•.").strip() or (len(before) < 12 and not re.search(r"[a-z]{4}", before)):
        index = bisect_right(source.lines, (day.start, len(source.flow))) - 1
        if index > 0 and _LABEL.fullmatch(source.flow, *source.lines[index - 1]):
            before = source.plain[slice(*source.lines[index - 1])] + " " + before
    return before, after


def _role(source: Source, day: Day) -> tuple[str, float, str]:
    before, after = _around(source, day)
    around = before + "@" + after
    if day.form in ("year", "season"):
        return _role_of_year(day, before, after)
    role = _role_by_preposition(source, day, before, around)
    if role is not None:
        return role
    best = _nearest_role(before, after)
    if best is None:
        return _role_by_label(source, day, before) or _role_by_place(source, day)
    far, name = best
    if name == "meeting" and re.search(r"\b(?:tid|nar)\b[^@]{0,30}@", around) and _invites_to_sign(source):
        return "signed", 0.7, "invitation"
    return ("", 0.0, "") if name == "none" else (name, max(0.55, 0.92 - far / 160), "words")


def _role_by_preposition(source: Source, day: Day, before: str, around: str) -> tuple[str, float, str] | None:
    bare = before.rstrip().removesuffix(" den").rstrip()
    about = ABOUT_AGREEMENT.search(around)
    if about and _UNTIL.search(bare):
        return "end", 0.85, "until"
    if about and _SINCE.search(bare) and day.year:
        return "start", 0.8, "from"
    if _PLACE_OF_SIGNING.search(before) or (
        _DAY_LABEL.search(before) and _SIGNATURES.search(source.plain, max(0, day.start - 300), day.start)
    ):
        return "signed", 0.8, "signature"
    return ("signed", 0.85, "words") if _UNDER.search(around) else None


def _nearest_role(before: str, after: str) -> tuple[int, str] | None:
    """The role whose word stands nearest to the day, and how far off it stands."""
    found: list[tuple[int, int, str]] = []
    for rank, (role, reach, words) in enumerate(_BEFORE):
        for word in words.finditer(before):
            gap = before[word.end() :]
            if len(gap) <= reach and ". " not in gap:
                found.append((len(gap), rank, role))
    for rank, (role, reach, words) in enumerate(_AFTER):
        match = words.search(after)
        if match and match.start() <= reach:
            found.append((match.start() + 6, rank + 50, role))
    if not found:
        return None
    far, _rank, role = min(found)
    return far, role


def _role_by_label(source: Source, day: Day, before: str) -> tuple[str, float, str] | None:
    """The day beside an instance is a meeting's; under "decided by", the day of the decision."""
    if _PARAGRAPH.search(before):
        return "decided", 0.75, "paragraph"
    if _INSTANCE.search(before):
        return "meeting", 0.6, "beside_instance"
    if re.fullmatch(r"\W*(?:dato|datum|date)\W*", before):
        start = max(0, day.start - 200)
        if _DECIDED_BY.search(source.plain, start, day.end + 120):
            return "decided", 0.8, "decided_by"
        if _MINUTES.search(source.plain, start, day.start):
            return "meeting", 0.7, "minutes"
    return None


def _role_of_year(day: Day, before: str, after: str) -> tuple[str, float, str]:
    """A bare year says little: only "since", "until", "signed" and "decided" close by make it a date."""
    if PLANS.search(before) or _PUT_AT.search(before):
        return "", 0.0, ""
    if ABOUT_AGREEMENT.search(before + "@" + after):
        for role, sure, why, words in _YEAR_ROLES:
            if words.search(before):
                return role, sure, why
    best = _nearest_role(before, after)
    in_that_year = re.search(r"\bi(?: ar)?\s*$", before)
    if best and ((day.form == "season" and best[1] in ("signed", "decided")) or (in_that_year and best[1] == "signed")):
        return best[1], 0.55, "words"
    return "", 0.0, ""


def _role_by_place(source: Source, day: Day) -> tuple[str, float, str]:
    """A day alone on a line near the top or the end is when it was published; beside a place at the end, signed."""
    if day.form not in _EXACT or day.year is None:
        return "", 0.0, ""
    index = bisect_right(source.lines, (day.start, len(source.flow))) - 1
    start, end = source.lines[index]
    if end - start > _LONGEST_LINE:
        return "", 0.0, ""
    line = source.plain[start : day.start] + "@" + source.plain[day.end : end]
    last = index >= max(1, len(source.lines) - 3)
    if _PLACE_AND_DAY.fullmatch(line) and (last or index >= max(6, len(source.lines) - 8)):
        return "signed", 0.8, "signature"
    if (index < 6 or last) and _ONLY_DATE.fullmatch(line):
        if _MINUTES.search(source.plain, max(0, day.start - 200), day.start):
            return "meeting", 0.7, "minutes"
        return "published", 0.7, "alone_on_line"
    return "", 0.0, ""


def _invites_to_sign(source: Source) -> bool:
    return bool(_SIGNING_TO_COME.search(source.plain, 0, _READ_FOR_INVITATION))
