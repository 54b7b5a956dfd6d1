"""Which organisations are parties, and which are only mentioned."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sampakt.intake.rules.draft import Found, PartyValue
from sampakt.intake.rules.gazetteer import Gazetteer, Mention, Name, Organisation, longest
from sampakt.intake.rules.text import Source, plain

_CAPITAL = r"[A-ZÅÄÖÆØÉ][\w&-]*"
_OTHERS = re.compile(
    r"(?:\b(?P<before>(?!(?:Under|Till|Til|Från|Fra|Av|Det|Den|Om|När|Når|För|For|Med|Vid|Ved) )"
    rf"(?:{_CAPITAL} ){{1,3}})"
    r"(?P<tail>kommunalf[oö]rbund|kommunf[oö]rbund|Kommuner|"
    rf"[Ss]tudentk[aå]r(?:er)?|"
    r"studentunion|[Ss]cience [Pp]ark|[Nn]æringshage|[Nn]æringsforening|[Rr]egionr[aå]d|"
    r"interkommunale? politiske? r[aå]d|IPR|"
    r"universitetssjukhus|universitetssykehus|universitetssjukehus|[Ss]parebank|[Hh]andelskammare|"
    r"AB|AS|ASA|HF|IKS|KF|folkh[oö]gskola|folkehøgskole|samkommune|[Ff]öretagarna|r[aå]det)(?:s)?\b)"
    rf"|(?:\b(?P<head>Kommunalf[oö]rbundet|Kommunf[oö]rbundet|Kunskapsf[oö]rbundet|Stiftelsen|Stiftinga|Regionr[aå]det|"
    r"Studentsamskipnaden|Studentparlamentet|Studentorganisasjonen|Samordningsf[oö]rbundet|"
    r"Statsforvalteren|Statsforvaltaren|"
    rf"Fylkesmannen|Sjukehuset|Sykehuset|Sparebanken)"
    rf"(?: i| på| for| ved| vid)?(?P<after>(?: {_CAPITAL}){{1,3}}(?: läns?\b)?))"
)
_GONE = re.compile(  # municipalities that are no more, inside a sentence, where a capital shows a name
    r"(?<=[a-zåäöæø,] )(?P<name>[A-ZÅÄÖÆØ][a-zåäöæø]{2,}(?:-[A-ZÅÄÖÆØ][a-zåäöæø]+)?"
    r" (?:kommune?|fylkeskommune)s?)\b"
)
_LIST_AFTER = re.compile(  # what follows are those with whom an agreement is made, one after the other
    r"\b(?:\w*avtal\w*|samarbe[it]\w*|samverk\w*|partnerskap\w*|flere|flera)\b[^.:;\n]{0,60}?\b(?:med|mellan|mellom) "
)
_PAIR_AFTER = re.compile(r"\b(?:mellan|mellom)\s(?:partene |parterna )?")
_REGISTERED = re.compile(r",?\s?\(?(?:org\.? ?-?(?:nr|nummer)\b|organisasjonsn|organisationsn)")
_STANDS_BEFORE_NUMBER = re.compile(
    r"(?:^|(?<=[\n:)])|(?<=[\n:)]\s)|(?<= och )|(?<= og )|(?<=samt )|(?<=mellom )|(?<=mellan ))"
    r"(?P<name>[A-ZÅÄÖÆØ][\w.&-]*(?: (?:[A-ZÅÄÖÆØ][\w.&-]*|i|på|for|för|av|og|och)){0,4})(?=,? ?\(?[Oo]rg)"
)
_LIST_ENDS = re.compile(r"[.:;()\n]")
_LONGEST_LIST = 240
_DIVIDES = re.compile(r", (?:og |och |samt )?| og | och | samt ")
_UNKNOWN = re.compile(
    r"(?:(?:Nedre|Øvre|Indre|Ytre|Midt|Norra|Södra|Västra|Östra) )?[A-ZÅÄÖÆØ][a-zåäöæøé]{3,}(?:-[A-Z][a-zåäöæøé]+)?"
)
_AGREES = re.compile(
    r"\b(?:avtal\w*|\w+avtal\w*|overenskom\w*|partnerskap\w*|samarbe[it]\w*|samverk\w*|avsiktsforklaring\w*|"
    r"plattform\w*|deltar|deltak\w+|deltag\w+|er med|ar med|medverkar|medlem\w*|bestar av|omfattar|"
    r"omfatter|\w*intensjon\w*|intention\w*|part(?:er|erna|ene|ane|arna)?|teckna\w*|ingar|ingatt|ingick|"
    r"inngar|inngatt|signer\w*|underteckna\w*|undertegn\w*)\b"
)
_BETWEEN = re.compile(r"\b(?:mellan|mellom|imellom|imellan)\b")
_WITH = re.compile(
    r"\b(?:\w*avtal\w*|samarbe[it]\w*|samverk\w*|partnerskap\w*|avsiktsforklaring\w*|forening\w*|overenskommelse\w*)\b"
    r"[^.:\n]{0,60}?\b(?:med|ved|vid)(?:\s+(?:\w+\s+){0,2})?$"
)
_MERELY = re.compile(
    r"\b(?:liknar|likner|lignar|ligner|lignende|liknande|tilsvarende|motsvarande|tidigare|tidligare|tidlegare|tilsatt|"
    r"till exempel|t\.?ex|for eksempel|f\.?eks|blant annet|bland annat|inspirer\w*|modell av|forskare vid|forsker ved|"
    r"professor|docent|lektor|egen avtale|eget avtal|annan|andre avtal\w*|jamfor|samarbeider ogsa|samarbetar aven|"
    r"representant\w* (?:fra|fran) \w+ og fra|finansier\w* av|stod av|stottet av|kurs\w* vid|"
    r"utdannet ved|utbildad vid|sok[ea] (?:midler |medel |om )?(?:fra |fran |hos )?)\b[^.]{0,50}$"
)
_SEATED = re.compile(
    r"\b(?:hogsk\w+|universitet\w*|campus\w*|studie\w+|larosate\w*|sjukehus\w*|sykehus\w*) (?:i|pa|ved) $"
)
"""Places that only tell where colleges are."""
_JOIN = re.compile(
    r"\)?\s*(?:\([^)]{0,80}\)\s*)?(?:,|;|/|&|-|\bog\b|\boch\b|\bsamt\b|,\s*(?:og|och|samt)\b|\bmed\b|"
    r"\bog\s+|\+)\s*(?:the\s+)?"
)
_GUEST = re.compile(
    r"s?\s*(?:(?:,|og|och) [\w ,]{3,50}?)?\s?(?:deltog|deltok|narvarade|var til stede|var til stades|"
    r"(?:ar|er) (?:ocksa |"
    r"ogsa )?(?:inbjud\w*|invitert\w*)|har (?:\w+ )?(?:ett|en|et|eit|ein)? ?"
    r"(?:motsvarande|tilsvarende|tilsvarande|liknande|lignende|eg[ae]n|eget|egne|egna))\b"
)
_TOGETHER = re.compile(r"\b(?:tillsammans|gemensam\w*|sammen|saman|felles)\b")
_PARTIES = re.compile(r"(?:part(?:erna|ene|ane|arna))\b")
_ITEM = re.compile(r"^\s*(?:\(?\d+[.)]|[-–•*])\s*$")
_HEADING_OF_PARTIES = re.compile(
    r"\W*(?:§ ?)?(?:\d+\.?)?\s*(?:avtals?-?|avtale-?|samarbeids-?|samverkans-?)?"
    r"(?:parter|partar|parterna|partene|partane)\W*"
)
_STANDS_FOR_PARTY = re.compile(
    r"part(?:er|erna|ene|ane)|kommun(?:en|ene|erna|ane)|universitet(?:et|en)|region(?:en|erna)|fylkeskommunen|"
    r"hogskolan|hogskolen|hogskulen|larosate[tn]|leverant?oren|leverandoren|bestallaren|staten|sverige|norge|"
    r"uppdrags(?:givaren|tagaren)|oppdrags(?:giver|taker)"
)
"""Words with a capital that stand for a party named elsewhere, or for the country."""
_TAKES_PART = re.compile(
    r"\b(?:omfattar|omfatter|bestar av|deltar|deltakere? er|medlemmar ar|medlemmer er|parter(?:na)?:?)\b[^.]{0,90}$"
)
_PAYS = re.compile(
    r"\s*(?:kostnad\w*|bidrag\w*|andel\w*|avgift\w*|del|insats\w*|egenandel\w*|"
    r"bidrar med|betalar|betaler|finansierar|finansierer|dekker|tacker|satsar|satser|avsetter|avsatter|skjuter till)\b"
)
_SPOKEN_OF = {
    "municipality": re.compile(r"\bkommunens?\b"),
    "university": re.compile(
        r"\b(?:universitetets?|hogskolans?|hogskolens?|hogskulens?|hoyskolens?|larosatets?)\b(?! [ip]a? )"
    ),
}
_LONG = 3_000
_PARTY, _LIKELY = 2.0, 1.0
_TIED, _NEARLY = 1.5, 0.3
"""Of those that are only likely, none is left out that weighs as much as the second."""


@dataclass
class _Case:
    """What speaks for an organisation being a party."""

    name: Name
    first: Mention
    points: float = 0.0
    reasons: set[str] = field(default_factory=set)
    named: int = 0

    def gains(self, points: float, reason: str) -> None:
        if reason not in self.reasons:
            self.reasons.add(reason)
            self.points += points


def find_parties(source: Source, gazetteer: Gazetteer, country: str) -> list[Found[PartyValue]]:
    """The parties, in the order in which they first stand in the text, by name at the time."""
    mentions = all_mentions(source, gazetteer, country)
    cases = _cases(source, mentions)
    chosen = [
        case
        for case in cases
        if case.points >= _PARTY and (case.named or "listed" in case.reasons or "pair" in case.reasons)
    ]
    if len(chosen) < 2:
        rest = sorted(
            (case for case in cases if case not in chosen and case.points >= _LIKELY), key=lambda case: -case.points
        )
        least = rest[1 - len(chosen)].points - _NEARLY if len(rest) > 1 - len(chosen) else 0.0
        chosen += [
            case
            for place, case in enumerate(rest)
            if place < 2 - len(chosen) or (case.named and case.points >= max(least, _TIED))
        ]
    return [
        source.found(
            PartyValue(case.name.shown, case.name.of.sort, case.name.of.code),
            (case.first.start, case.first.end),
            "parties",
            min(0.98, 0.4 + 0.12 * case.points - 0.15 * (case.name.manner == "spoiled")),
            "spoiled_name" if case.name.manner == "spoiled" else min(case.reasons, default="named"),
        )
        for case in sorted(chosen, key=lambda case: case.first.start)
    ]


def all_mentions(source: Source, gazetteer: Gazetteer, country: str) -> list[Mention]:
    """Every organisation that the text names, those that no register knows among them."""
    known = gazetteer.mentions(source, country)
    others = []
    for match in _OTHERS.finditer(source.flow):
        words = match.group().strip()
        organisation = Organisation("", _without_ending(words), _sort_of(words), country)
        others.append(Mention(match.start(), match.end(), Name(organisation.name, "full", organisation)))
    for match in _GONE.finditer(source.flow):
        name = match.group("name").removesuffix("s")
        organisation = Organisation("", name, "municipality" if "fylke" not in name else "county", country)
        others.append(Mention(match.start("name"), match.end("name"), Name(name, "full", organisation)))
    for match in _STANDS_BEFORE_NUMBER.finditer(source.flow):
        words = match.group("name")
        organisation = Organisation("", words, _sort_of(words), country)
        others.append(Mention(match.start("name"), match.end("name"), Name(words, "full", organisation)))
    others += _unknown_in_lists(source, [*known, *others], country)
    return longest([*known, *others])


def _unknown_in_lists(source: Source, known: list[Mention], country: str) -> list[Mention]:
    """Names that stand in a row with a known organisation, as those with whom an agreement is made."""
    unknown: list[Mention] = []
    known = sorted(known, key=lambda one: one.start)
    starts = [one.start for one in known]
    for match in sorted((*_LIST_AFTER.finditer(source.plain), *_PAIR_AFTER.finditer(source.plain)), key=_end):
        start, least = match.end(), 2 if match.re is _PAIR_AFTER else 3
        stop = _LIST_ENDS.search(source.flow, start, start + _LONGEST_LIST)
        end = stop.start() if stop else min(start + _LONGEST_LIST, len(source.flow))
        inside = known[bisect_left(starts, start) : bisect_left(starts, end)]
        items = list(_items(source.flow, start, end))
        if not inside or len(items) < least or (match.re is _PAIR_AFTER and not _all_names(source, items, inside)):
            continue
        for one, other in items:
            words = source.flow[one:other]
            if (
                _UNKNOWN.fullmatch(words)
                and not _STANDS_FOR_PARTY.fullmatch(plain(words))
                and not any(name.start < other and one < name.end for name in inside)
            ):
                unknown.append(Mention(one, other, Name(words, "full", Organisation("", words, "other", country))))
    return unknown


def _all_names(source: Source, items: list[tuple[int, int]], known: list[Mention]) -> bool:
    """Whether every item is a name, known or not: "the municipalities of this and that county" is none."""
    return all(_UNKNOWN.fullmatch(source.flow, *item) or any(item[0] == one.start for one in known) for item in items)


def _end(match: re.Match[str]) -> int:
    return match.end()


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for divide in _DIVIDES.finditer(text, start, end):
        yield start, divide.start()
        start = divide.end()
    yield start, end


def _without_ending(words: str) -> str:
    return words.removesuffix("s") if words.endswith(("förbunds", "forbunds", "rådets")) else words


def _sort_of(words: str) -> str:
    return "company" if words.endswith((" AB", " AS", " ASA")) else "other"


def _cases(source: Source, mentions: list[Mention]) -> list[_Case]:
    cases: dict[tuple[str, str], _Case] = {}
    titles = {line for line in source.lines[:8] if line[1] - line[0] <= 140}
    for mention in mentions:
        key = (mention.name.of.code, mention.name.shown if not mention.name.of.code else "")
        case = cases.get(key)
        if case is None:
            case = cases[key] = _Case(mention.name, mention)
        elif case.name.manner != "full" and mention.name.manner == "full":
            case.name, case.first = mention.name, mention  # the fullest words are the best to show
        _weigh(source, mention, case, titles)
    _weigh_neighbours(source, mentions, cases)
    _weigh_whole(source, list(cases.values()))
    return list(cases.values())


def _weigh_whole(source: Source, cases: list[_Case]) -> None:
    """What the text as a whole says: the only university is "the university", and one name in a long text is little."""
    for sort, words in _SPOKEN_OF.items():
        of_sort = [case for case in cases if case.name.of.sort == sort and "named" in case.reasons]
        if len(of_sort) == 1 and words.search(source.plain):
            of_sort[0].gains(0.6, "spoken_of")
        if len(of_sort) == 1 and sort == "university":  # the partnerships that are read here have one
            of_sort[0].gains(1.0, "only_university")
    for case in cases:
        if (
            len(source.plain) > _LONG
            and case.named == 1
            and not case.reasons & {"title", "item", "between", "agreement_with", "pays"}
        ):
            case.points -= 1.0


def _weigh(source: Source, mention: Mention, case: _Case, titles: set[tuple[int, int]]) -> None:
    """What one mention says of an organisation, by the words around it; a bare place says less than a full name."""
    start, end = source.near(mention.start)
    before = source.plain[max(start, mention.start - 160) : mention.start]
    merely = _MERELY.search(before) or _GUEST.match(source.plain, mention.end)
    full = mention.name.manner != "place"
    case.named += full
    if merely:
        if full:
            case.gains(0.2, "merely")
        return
    if full and case.named > 1:
        case.points += min(0.25, 1.0 / case.named)
    line = next((line for line in titles if line[0] <= mention.start < line[1]), None)
    agrees = bool(_AGREES.search(source.plain, start, end))
    alone = line is not None and mention.end - mention.start >= line[1] - line[0] - 2
    for speaks, points, reason in (
        (full, 1.0, "named"),
        (full and agrees, 0.8, "in_agreement"),
        (full and _TOGETHER.search(source.plain, start, end), 0.5, "together"),
        (full and _PARTIES.match(source.plain, end), 0.6, "called_parties"),
        (full and _TAKES_PART.search(before), 0.6, "takes_part"),
        (full and _ITEM.search(source.plain[start : mention.start]), 1.0, "item"),
        (line is not None, 0.8, "title"),
        (alone and mention.name.manner == "full", 0.6, "letterhead"),
        ((agrees or line) and _BETWEEN.search(before), 1.5, "between"),
        (_WITH.search(before), 1.2 if full else 0.8, "agreement_with"),
        (_PAYS.match(source.plain, mention.end), 1.2, "pays"),
        (full and _REGISTERED.match(source.plain, mention.end), 1.2, "registered"),
        (full and _is_under_heading(source, mention.start), 1.2, "under_heading"),
    ):
        if speaks:
            case.gains(points, reason)


def _is_under_heading(source: Source, place: int) -> bool:
    """Whether a name stands in one of the first two lines after the heading "Parties"."""
    index = bisect_right(source.lines, (place, len(source.flow))) - 1
    return any(_HEADING_OF_PARTIES.fullmatch(source.plain, *line) for line in source.lines[max(0, index - 2) : index])


def _weigh_neighbours(source: Source, mentions: list[Mention], cases: dict[tuple[str, str], _Case]) -> None:
    """Names joined by "och", "og" or a comma stand or fall together; places in a row after "kommuner" are parties."""

    def case_of(mention: Mention) -> _Case:
        return cases[mention.name.of.code, mention.name.shown if not mention.name.of.code else ""]

    for group in _groups(source, mentions):
        if len(group) < 2 or len({case_of(one).name.of for one in group}) < 2:
            continue
        start = group[0].start
        before = source.plain[max(0, start - 70) : start]
        sentence = source.plain[slice(*source.near(start))]
        if _MERELY.search(before) or _SEATED.search(before):
            continue
        agrees = bool(_AGREES.search(sentence))
        named = any(one.name.manner != "place" for one in group)
        municipalities = re.search(
            r"\b(?:kommun(?:er|erna|ane|ene|ar)|parter|parterna|partene|partane)\b[^.\n]{0,60}$", before
        )
        for mention in group:
            if municipalities and len(group) > 2:
                case_of(mention).gains(2.5, "listed")
            elif named and agrees:
                case_of(mention).gains(1.0, "pair")
            elif agrees and len(group) == 2:
                case_of(mention).gains(2.0, "pair")
            elif named:
                case_of(mention).gains(0.6, "beside")


def _groups(source: Source, mentions: list[Mention]) -> Iterable[list[Mention]]:
    group: list[Mention] = []
    for mention in mentions:
        if (
            group
            and mention.name.of == group[-1].name.of
            and source.plain[group[-1].end : mention.start].strip() == "("
        ):
            group[-1] = mention  # "Nordre högskolan (NH)"
            continue
        if group and _JOIN.fullmatch(source.plain, group[-1].end, mention.start):
            group.append(mention)
            continue
        if group:
            yield group
        group = [mention]
    if group:
        yield group
