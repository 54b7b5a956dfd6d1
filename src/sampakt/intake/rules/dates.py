"""What the days of a text are: when it was decided, signed, met, published, and from when to when it holds."""

import re
from datetime import date, timedelta

from sampakt.intake.rules.calendar import Day, Range, days_and_ranges
from sampakt.intake.rules.draft import DateValue, Found, PeriodValue
from sampakt.intake.rules.text import Source
from sampakt.kernel.period import A_DAY, add_months

_AGREEMENT = (
    r"avtal\w*|\w+avtal\w*|overenskom\w*|overeinskom\w*|partnerskap\w*|samarbei\w*|samverk\w*|part(?:er|erna|ene|ane|arna)|"
    r"period\w*|\w+period\w*|prosjekt\w*|projekt\w*|galler|gjelder|gjeld|giltig\w*|gyldig\w*|gdller|loper|varar?|varer|"
    r"avsiktsforklaring\w*|intensjon\w*|forlang\w*|forleng\w*|viderefor\w*|forsk\w*"
)
_ABOUT_AGREEMENT = re.compile(rf"\b(?:{_AGREEMENT})\b")
_PLANS = re.compile(
    r"\b(?:\w*plan(?:en|a)?(?:s \w+)?|\w*strategi(?:en|n)?|\w*program(?:met)?|budget\w*|budsjett\w*|agenda|horisont \w*|vision|"
    r"visjon|lasaret|skolearet|skoleaaret|studiearet|mandatperiod\w*|valgperiod\w*|modellen|tidigare|tidligare|samfunnsdel\w*|"
    r"foregaende|malbild\w*)\s*\(?$"
)
_FORMER = re.compile(r"\b(?:forra|forrige|tidigare|tidligere|foregaende|forste|forsta|sist\w*)\b[^.]{0,40}$")

# Words that tell what a day is, before it and after it, and how far off they may stand. A full stop ends their reach.
_BEFORE: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (role, reach, re.compile(rf"\b(?:{words})(?!\w)"))
    for role, reach, words in (
        (
            "none",
            34,
            r"uppdatera\w*|oppdater\w*|andra[dt]|endra|endret|revider\w*|utskrivet|hamtad|dater(?:a[dt]|t)|per(?: den)?|fodd|innan|"
            r"innbygg\w+|invanare|tilltradde|ansokningsdag|soknadsfrist|frist|senast|senest|innen|fore|for|arsredovisning|skrevet ut",
        ),
        (
            "published",
            30,
            r"publicera[dt]\w*|publisert|publiceringsdatum|publisering\w*|pressmeddelande|pressemelding|\w*nyhetsarkiv|lagt ut|utlagd|"
            r"nyhet(?:er)?|skrevet av [a-z ]+",
        ),
        (
            "signed",
            75,
            r"underteckn\w*|undertegn\w*|underskr\w*|signert\w*|signera\w*|signeres|signering\w*|skr(?:ev|ivs|evs|iver|ivit|evet|ive|eiv)"
            r"(?: \w+)? under|tecknades|tecknade|tecknat|tecknas|ingatt|ingick|ingicks|inngikk|inngatt|inngjekk|slots|avtalsdatum|avtaledato|"
            r"avtalsdag|satte (?:\w+ ){1,3}navn\w*",
        ),
        (
            "meeting",
            48,
            r"sammantrad\w*|motesdatum|motedato|motedatum|moteprotokoll|mote|moten|motet|\w+mote|\w+motet|motte|mottes|moter|traffades|"
            r"behandla\w*|behandlet|protokoll|tid|tid och plats|tid og sted|nar|utvalg",
        ),
        (
            "decided",
            65,
            r"beslut\w*|\w+beslut\w*|vedtak\w*|vedtok\w*|vedtatt\w*|vedteke\w*|vedtas|antagen|antagna|antogs|antog|faststall\w*|"
            r"fastsett\w*|fastsatt\w*|godkan\w*|godkjen\w*|bestemte|bestamde|antagande",
        ),
        (
            "start",
            36,
            r"trer i kraft|trader i kraft|tradde i kraft|ikrafttrad\w*|ikrafttre\w*|borjar|borjade|starter|startar|startet|startade|inleds|"
            r"startdato|startdatum|pabegynnes|paborj\w*|fr\.?\s?o\.?\s?m\.?|(?:galler|gdller|gjelder|gjeld|loper|virkning|verknad|verkan) fra[n]?|"
            r"fran och med|fra og med|oppstart|med start|virkningsdato",
        ),
        (
            "end",
            32,
            r"till? och med|til og med|t\.?\s?o\.?\s?m\.?|upphor\w*|oppho?r\w*|utloper|utlop\w*|loper ut|lopar ut|loper til|fram till?|frem til|"
            r"(?:galler|gdller|gjelder|gjeld|bundet|forlenge[dst]+|forlengd|forlang[tds]+|videre|vidare|viderefor\w+|gyldig|giltigt) till?|"
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
            r"undertecknad\w*|undertecknas?|undertegn\w*|signert\w*|signera\w*|signerer|tecknades|tecknade|tecknas|ingick|ingicks|inngikk|"
            r"skrevs|skrev|skriver|skreiv|underteckningen|satte|setter",
        ),
        ("meeting", 40, r"behandla\w*|behandlet|sammantrad\w*|motte|mottes|moter|traffades|traffas"),
        ("decided", 50, r"besluta\w*|vedtok|vedtatt|antog\w*|godkan\w*|godkjent\w*|bestemte|faststall\w*|fastsatt\w*"),
        ("start", 24, r"trer (?:\w+ )?i kraft|trader (?:\w+ )?i kraft|starter|startar|borjar"),
        ("end", 24, r"upphor|opphorer|utloper|loper ut|gar ut"),
    )
)
_UNDER = re.compile(r"\bskr(?:ev|ivs|iver|eiv)\b[^@.]{0,40}@[^@.]{0,15}\bunder\b")
_INSTANCE = re.compile(
    r"\b(?:\w*styret|\w*styrelsen?|\w*utvalget?|\w*utskott(?:et)?|formannskapet?|\w*tinget?|\w*namnden?|\w*fullmaktige|styre|styret|"
    r"\w*radet)\W{0,4}(?:den )?$"
)
_DECIDED_BY = re.compile(r"\b(?:beslutad av|beslutsinstans|antagen av|faststalld av|vedtatt av|vedteke av|beslutande)\b")
_EXACT = ("iso", "dot", "slash", "named", "us", "spoilt")
_LABEL = re.compile(r"\s*[A-ZÅÄÖÆØ][\w -]{2,38}:?\s*")
_ONLY_DATE = re.compile(r"[\s\w./,•|-]{0,24}@[\s,.|•-]{0,4}(?:kl\.?)?[\s\d:.]{0,8}(?:\([^)]*\)?)?(?:\s?ce?st?|cet)?\s*")
_PLACE_AND_DAY = re.compile(r"[a-z ]{2,30}[,.]?\s*(?:den|dato|the|dat\.)?\s*@(?:\s*[a-z ]{2,30}[,.]?\s*(?:den)?\s*(?:\d.*)?)?\s*")
_SINCE = re.compile(r"\b(?:sedan|siden|sidan|fra og med|fran och med|fran|fra)(?: ar)?\s*$")
_UNTIL = re.compile(
    r"\b(?:till?|til og med|till och med|t\.?o\.?m\.?|ut|ut ar(?:et)?|utgangen av|slutet av|ved utgangen av)(?: ar)?\s*$"
)
_WEEKDAYS = {"mandag": 0, "tisdag": 1, "tirsdag": 1, "onsdag": 2, "torsdag": 3, "fredag": 4, "lordag": 5, "sondag": 6}
_WEEKDAYS |= {"mandags": 0, "tisdags": 1, "onsdags": 2, "torsdags": 3, "fredags": 4, "tysdag": 1, "laurdag": 5}
_TODAY = re.compile(r"\b(?:(?P<today>i ?dag)|(?P<yesterday>i ?gar)|i (?P<past>\w+dags)|(?P<on>(?:man|tis|tirs|tys|ons|tors|fre)dag))\b(?!en)")
_SIGNING = re.compile(
    r"\b(?:underteckna\w*|undertegn\w*|underskr\w*|signer\w*|skrev\w*|skriv\w*|tecknat|tecknade|ingatt|inngatt|inngikk|ingick)\b"
)
_YEARS = {
    word: number
    for number, words in enumerate(
        ("", "ett et eit", "tva to", "tre", "fyra fire", "fem", "sex seks", "sju syv", "atta atte", "nio ni", "tio ti"), 0
    )
    for word in words.split()
}
_LENGTH = re.compile(
    r"\b(?P<count>\d{1,2}|" + "|".join(_YEARS) + r")(?:\s|-)?(?P<unit>ar(?:s|ig|igt|ige|en)?|manad(?:er|ars)?|maned(?:er|ers)?|manadar)\b"
)
_FROM_SIGNING = re.compile(
    r"\b(?:fran|fra|etter|efter)\s+(?:\w+\s+){0,3}?(?:underteckn\w*|undertegn\w*|underskr\w*|signer\w*|avtals\w*|avtaleinng\w*|inngael\w*|dags dato|dagens dato)"
)


def find_dates(source: Source) -> tuple[list[Found[DateValue]], list[Found[PeriodValue]]]:
    """The days that have a role, each with it, and the periods that they or their words make, the surest first."""
    days, ranges = days_and_ranges(source)
    dates: list[Found[DateValue]] = []
    periods: list[Found[PeriodValue]] = []
    for span in ranges:
        sure = _sure_of_range(source, span)
        if sure:
            start, end = span.first.written, span.last.written
            periods.append(source.found(PeriodValue(start, end), span.place, "period", sure, "range"))
            for day, role in ((start, "start"), (end, "end")):
                dates.append(source.found(DateValue(day, role), span.place, "dates", sure, "range"))
    singles = [(day, role, sure, why) for day in days for role, sure, why in (_role(source, day),) if role]
    published = _published(singles)
    for day, role, sure, why in singles:
        written = _with_year(source, day, role, published) if day.year is None else day.written
        dates.append(source.found(DateValue(written, role), (day.start, day.end), "dates", sure, why))
    dates += _spoken(source, dates, published)
    periods += _open_periods(source, singles, bool(periods))
    periods += _lengths(source, dates, bool(periods))
    return _each_once(dates), sorted(periods, key=lambda found: (-found.confidence, found.span))


def _around(source: Source, day: Day) -> tuple[str, str]:
    """The words of the sentence before and after the day; where it stands alone, the label on the line before it."""
    start, end = source.sentence_at(day.start)
    if end < day.end:  # "den 3. mars" never ends a sentence, but a table may
        end = day.end
    before = source.plain[max(start, day.start - 110) : day.start]
    after = source.plain[day.end : min(end, day.end + 90)]
    if not before.strip(" \t:-*•.").strip() or (len(before) < 12 and not re.search(r"[a-z]{4}", before)):
        line_start = source.flow.rfind("\n", 0, start) if start else -1
        label_start = source.flow.rfind("\n", 0, max(line_start, 0)) + 1
        if line_start > 0 and _LABEL.fullmatch(source.flow, label_start, line_start):
            before = source.plain[label_start:line_start] + " " + before
    return before, after


def _role(source: Source, day: Day) -> tuple[str, float, str]:
    before, after = _around(source, day)
    if day.form in ("year", "season"):
        return _role_of_year(source, day, before, before + "@" + after)
    around = before + "@" + after
    bare = before.rstrip().removesuffix(" den").rstrip()
    if _UNTIL.search(bare) and _ABOUT_AGREEMENT.search(around):
        return "end", 0.85, "until"
    if _SINCE.search(bare) and _ABOUT_AGREEMENT.search(around) and day.year:
        return "start", 0.8, "from"
    if _UNDER.search(around):
        return "signed", 0.85, "words"
    best = _nearest_role(before, after)
    if best is None:
        return _role_by_label(source, day, before) or _role_by_place(source, day)
    far, role = best
    if role == "meeting" and re.search(r"\b(?:tid|nar)\b[^@]{0,30}@", around) and _invites_to_sign(source):
        return "signed", 0.7, "invitation"
    return ("", 0.0, "") if role == "none" else (role, max(0.55, 0.92 - far / 160), "words")


def _nearest_role(before: str, after: str) -> tuple[int, str] | None:
    """The role whose word stands nearest to the day, and how far off it stands."""
    found: list[tuple[int, int, str]] = []
    for rank, (role, reach, words) in enumerate(_BEFORE):
        for match in words.finditer(before):
            gap = before[match.end() :]
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
    if _INSTANCE.search(before):
        return "meeting", 0.6, "beside_instance"
    if re.fullmatch(r"\W*(?:dato|datum|date)\W*", before):
        start = max(0, day.start - 200)
        if _DECIDED_BY.search(source.plain, start, day.end + 120):
            return "decided", 0.8, "decided_by"
    return None


def _role_of_year(source: Source, day: Day, before: str, around: str) -> tuple[str, float, str]:
    """A bare year says little: only "since", "until", "signed" and "decided" close by make it a date."""
    if _PLANS.search(before):
        return "", 0.0, ""
    about = _ABOUT_AGREEMENT.search(around)
    if day.form == "year" and about and _UNTIL.search(before):
        return "end", 0.75, "until"
    if day.form == "year" and about and re.search(r"\b(?:sedan|siden|sidan)(?: ar)?\s*$", before):
        return "start", 0.6, "since"
    if day.form == "year" and re.search(r"\b(?:galler|gjelder|gjeld|loper) (?:fran|fra|fra og med|fran och med)(?: ar)?\s*$", before):
        return "start", 0.7, "from"
    before, after = around.split("@", 1)
    best = _nearest_role(before, after)
    if best and best[1] in ("signed", "decided") and (day.form == "season" or re.search(r"\bi(?: ar)?\s*$", before)):
        if best[1] == "signed" or day.form == "season":
            return best[1], 0.55, "words"
    return "", 0.0, ""


def _role_by_place(source: Source, day: Day) -> tuple[str, float, str]:
    """A day alone on a line near the top or the end is when it was published; beside a place at the end, signed."""
    if day.form not in _EXACT or day.year is None:
        return "", 0.0, ""
    start = source.flow.rfind("\n", 0, day.start) + 1
    end = source.flow.find("\n", day.end)
    end = len(source.flow) if end < 0 else end
    line = source.plain[start : day.start] + "@" + source.plain[day.end : end]
    index = next((at for at, one in enumerate(source.lines) if one[0] <= day.start < one[1]), 0)
    top, bottom = index < 6, index >= len(source.lines) - 8
    if _PLACE_AND_DAY.fullmatch(line) and bottom and not top and len(line) > 3:
        return "signed", 0.8, "signature"
    if (top or index >= len(source.lines) - 3) and _ONLY_DATE.fullmatch(line):
        return "published", 0.7, "alone_on_line"
    if _PLACE_AND_DAY.fullmatch(line) and bottom and len(line) > 3:
        return "signed", 0.7, "signature"
    return "", 0.0, ""


def _invites_to_sign(source: Source) -> bool:
    return bool(re.search(r"\b(?:undertecknas|signeres|signeras|undertegnes|skrivs under|signering\w*|underskrift\w*)\b", source.plain))


def _sure_of_range(source: Source, span: Range) -> float:
    """How surely a range is the agreement's period; nought when it is a plan's, a school year's or somebody's past."""
    start, end = source.sentence_at(span.first.start)
    before = source.plain[max(start, span.first.start - 90) : span.first.start]
    if _PLANS.search(before) or (span.first.form == "season" or span.last.form == "season"):
        return 0.0
    sentence = source.plain[start : max(end, span.last.end)]
    if re.search(r"\b(?:kl|klokka|klockan|sid(?:e|or|an)?|s)\.?\s*$", before):
        return 0.0
    if _FORMER.search(before):
        return 0.5
    if re.search(r"\b(?:galler|gdller|gjelder|gjeld|avtalstid\w*|avtaleperiod\w*|avtalsperiod\w*|prosjektperiod\w*|projektperiod\w*|"
                 r"perioden|period|giltig\w*|varighet|loper|tidsram\w*)\b[^.]{0,50}$", before):
        return 0.95
    if _ABOUT_AGREEMENT.search(sentence):
        return 0.75
    line_start = source.flow.rfind("\n", 0, max(start - 1, 0)) + 1
    if start and re.search(r"\b(?:avtalstid|varighet|tidsram\w*|period\w*|giltighet\w*|varigheit)\b", source.plain[line_start:start]):
        return 0.85
    return 0.0


def _published(singles: list[tuple[Day, str, float, str]]) -> date | None:
    for wanted in ("published", "meeting"):
        for day, role, _sure, _why in singles:
            if role == wanted and day.year and day.month and day.day:
                try:
                    return date(day.year, day.month, day.day)
                except ValueError:
                    continue
    return None


def _with_year(source: Source, day: Day, role: str, published: date | None) -> str:
    """The day with the year in which it lies nearest to the publication; "--03-28" when nothing tells the year."""
    if published is None or not day.month or not day.day:
        return day.written
    if re.match(r"\s*i fjor", source.plain[day.end : day.end + 10]):
        years = [published.year - 1]
    else:
        years = [published.year - 1, published.year, published.year + 1]
    near: list[tuple[int, date]] = []
    for year in years:
        try:
            candidate = date(year, day.month, day.day)
        except ValueError:
            continue
        apart = (candidate - published).days
        near.append((abs(apart) + (60 if apart > 45 else 0), candidate))
    return min(near)[1].isoformat() if near else day.written


def _spoken(source: Source, dates: list[Found[DateValue]], published: date | None) -> list[Found[DateValue]]:
    """"I dag" and "i tisdags" beside a word for signing, when the day of publication is known."""
    if published is None or any(found.value.role == "signed" for found in dates):
        return []
    for match in _TODAY.finditer(source.plain):
        sentence = source.plain[slice(*source.sentence_at(match.start()))]
        if not _SIGNING.search(sentence):
            continue
        if match.group("today"):
            day = published
        elif match.group("yesterday"):
            day = published - A_DAY
        else:
            weekday = _WEEKDAYS.get(match.group("past") or match.group("on"))
            if weekday is None:
                continue
            day = published - timedelta(days=(published.weekday() - weekday) % 7)
        return [source.found(DateValue(day.isoformat(), "signed"), match.span(), "dates", 0.6, "reckoned_from_publication")]
    return []


def _open_periods(
    source: Source, singles: list[tuple[Day, str, float, str]], known: bool
) -> list[Found[PeriodValue]]:
    """A period of which the text tells one end, or both in different places."""
    starts = [one for one in singles if one[1] == "start" and one[3] != "since"]
    ends = [one for one in singles if one[1] == "end"]
    if not starts and not ends:
        return []
    start = max(starts, key=lambda one: one[2])[0] if starts else None
    end = max(ends, key=lambda one: one[2])[0] if ends else None
    if start and end and end.written < start.written:
        start = None
    place = ((end or start).start, (end or start).end) if (end or start) else (0, 0)  # type: ignore[union-attr]
    value = PeriodValue(start.written if start else "", end.written if end else "")
    return [source.found(value, place, "period", 0.55 if known else 0.7, "one_end")]


def _lengths(source: Source, dates: list[Found[DateValue]], known: bool) -> list[Found[PeriodValue]]:
    """"Four years": with the day of signing or the start known, the period that they make; otherwise its length."""
    for match in _LENGTH.finditer(source.plain):
        start, end = source.sentence_at(match.start())
        sentence = source.plain[start:end]
        if not _ABOUT_AGREEMENT.search(sentence) or re.search(r"\b(?:uppsagning|oppsigelse|varsel|frist)\w*", sentence):
            continue
        count = match.group("count")
        number = int(count) if count.isdigit() else _YEARS[count]
        months = number * (1 if match.group("unit").startswith("man") else 12)
        if not 1 <= months <= 360:
            continue
        from_signing = _FROM_SIGNING.search(sentence)
        if from_signing and not known:
            signed = next((one.value.day for one in dates if one.value.role == "signed" and len(one.value.day) == 10), None)
            if signed and not signed.startswith("--"):
                first = date.fromisoformat(signed)
                value = PeriodValue(signed, (add_months(first, months) - A_DAY).isoformat(), months)
                return [source.found(value, match.span(), "period", 0.6, "length_from_signing")]
        if from_signing or re.search(r"\b(?:galler|gjelder|gjeld|varar?|varer|avtal\w*|loper|period\w*|strekker)\b", sentence):
            return [source.found(PeriodValue(months=months), match.span(), "period", 0.4, "length")]
    return []


def _each_once(dates: list[Found[DateValue]]) -> list[Found[DateValue]]:
    best: dict[DateValue, Found[DateValue]] = {}
    for found in dates:
        known = best.get(found.value)
        if known is None or found.confidence > known.confidence:
            best[found.value] = found
    return sorted(best.values(), key=lambda found: (found.span, found.value.role))
