"""Which organisations are parties, and which are only mentioned."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sampakt.intake.rules.draft import Found, PartyValue
from sampakt.intake.rules.gazetteer import Gazetteer, Mention, Name, Organisation
from sampakt.intake.rules.text import Source

_CAPITAL = r"[A-ZÅÄÖÆØÉ][\w\-&.åäöæøé]*"
_OTHERS = re.compile(
    rf"(?:\b(?P<before>(?:{_CAPITAL} ){{1,3}})(?P<tail>kommunalf[oö]rbund|kommunf[oö]rbund|Kommuner|studentk[aå]r(?:er)?|"
    r"studentunion|[Ss]cience [Pp]ark|[Nn]æringshage|[Nn]æringsforening|regionr[aå]d|interkommunale? politiske? r[aå]d|IPR|"
    r"universitetssjukhus|universitetssykehus|universitetssjukehus|[Ss]parebank|[Hh]andelskammare|"
    r"AB|AS|ASA|HF|IKS|KF|folkh[oö]gskola|folkehøgskole|samkommune|[Ff]öretagarna|r[aå]det)(?:s)?\b)"
    rf"|(?:\b(?P<head>Kommunalf[oö]rbundet|Kommunf[oö]rbundet|Kunskapsf[oö]rbundet|Stiftelsen|Stiftinga|Regionr[aå]det|"
    r"Studentsamskipnaden|Studentparlamentet|Studentorganisasjonen|Samordningsf[oö]rbundet|Statsforvalteren|Statsforvaltaren|"
    rf"Fylkesmannen|Sjukehuset|Sykehuset|Sparebanken)(?: i| på| for| ved| vid)?(?P<after>(?: {_CAPITAL}){{1,3}}))"
)
_LIST = r"(?:(?P<x>[A-ZÅÄÖÆØ][^\n,;:.()]{2,60}?))"
_AGREES = re.compile(
    r"\b(?:avtal\w*|\w+avtal\w*|overenskom\w*|partnerskap\w*|samarbei\w*|samverk\w*|avsiktsforklaring\w*|"
    r"\w*intensjon\w*|intention\w*|part(?:er|erna|ene|ane|arna)?|teckna\w*|ingar|ingatt|ingick|inngar|inngatt|signer\w*|underteckna\w*|undertegn\w*)\b"
)
_BETWEEN = re.compile(r"\b(?:mellan|mellom|imellom|imellan)\b")
_WITH = re.compile(
    r"\b(?:\w*avtal\w*|samarbei\w*|samverk\w*|partnerskap\w*|avsiktsforklaring\w*|forening\w*|overenskommelse\w*)\b"
    r"[^.:\n]{0,60}?\b(?:med|ved|vid)(?:\s+(?:\w+\s+){0,2})?$"
)
_MERELY = re.compile(
    r"\b(?:liknar|likner|lignar|ligner|lignende|liknande|tilsvarende|motsvarande|tidigare|tidligare|tidlegare|tilsatt|"
    r"till exempel|t\.?ex|for eksempel|f\.?eks|blant annet|bland annat|inspirer\w*|modell av|forskare vid|forsker ved|"
    r"professor|docent|lektor|egen avtale|eget avtal|annan|andre avtal\w*|jamfor|samarbeider ogsa|samarbetar aven|"
    r"representant\w* (?:fra|fran) \w+ og fra|finansier\w* av|stod av|stottet av|kurs\w* vid|utdannet ved|utbildad vid)\b[^.]{0,50}$"
)
_JOIN = re.compile(
    r"\s*(?:\([^)]{0,80}\)\s*)?(?:,|;|/|&|-|\bog\b|\boch\b|\bsamt\b|,\s*(?:og|och|samt)\b|\bmed\b|\bog\s+|\+)\s*(?:the\s+)?"
)
_SIGNS = re.compile(r"^\s*(?:for|for og pa vegne av|foretr\w+ av|underskrifter?|signatur\w*|undertecknas av|sted og dato)\b")
_SECTION = re.compile(r"^\s*(?:§\s*)?\d*\.?\s*(?:avtals?)?(?:parter|parter i avtalen|partar|parterna|partene|avtalsparter|avtaleparter)\b")
_PARTY, _LIKELY = 2.0, 1.0


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
    chosen = [case for case in cases if case.points >= _PARTY and (case.named or "listed" in case.reasons or "pair" in case.reasons)]
    if len(chosen) < 2:
        rest = sorted((case for case in cases if case not in chosen and case.points >= _LIKELY), key=lambda case: -case.points)
        chosen += rest[: 2 - len(chosen)]
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
    covered = [(one.start, one.end) for one in others]
    kept = [one for one in known if not any(start <= one.start and one.end <= end for start, end in covered)]
    apart = [one for one in others if not any(one.start < other.end and other.start < one.end for other in kept)]
    return sorted([*kept, *apart], key=lambda one: one.start)


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
    return list(cases.values())


def _weigh(source: Source, mention: Mention, case: _Case, titles: set[tuple[int, int]]) -> None:
    start, end = source.sentence_at(mention.start)
    before = source.plain[max(start, mention.start - 160) : mention.start]
    sentence = source.plain[start:end]
    merely = _MERELY.search(before)
    if mention.name.manner != "place":
        case.named += 1
        if merely:
            case.gains(0.2, "merely")
            return
        case.gains(1.0, "named")
        if case.named > 1:
            case.points += min(0.25, 1.0 / case.named)
        if _AGREES.search(sentence):
            case.gains(0.8, "in_agreement")
    elif merely:
        return
    line = next((line for line in titles if line[0] <= mention.start < line[1]), None)
    if line is not None:
        case.gains(0.8, "title")
    between = _BETWEEN.search(before)
    if between and (_AGREES.search(sentence) or line):
        case.gains(1.5, "between")
    if _WITH.search(before):
        case.gains(1.2 if mention.name.manner != "place" else 0.8, "agreement_with")
    if re.match(r"\s*(?:\d+[.)]|[-–•*])\s*$", source.plain[max(0, start) : mention.start]) and mention.name.manner != "place":
        case.gains(1.0, "item")


def _weigh_neighbours(source: Source, mentions: list[Mention], cases: dict[tuple[str, str], _Case]) -> None:
    """Names joined by "och", "og" or a comma stand or fall together; a list of places after "kommuner" is a list of parties."""

    def case_of(mention: Mention) -> _Case:
        return cases[mention.name.of.code, mention.name.shown if not mention.name.of.code else ""]

    for group in _groups(source, mentions):
        if len(group) < 2 or len({case_of(one).name.of for one in group}) < 2:
            continue
        start = group[0].start
        before = source.plain[max(0, start - 70) : start]
        sentence = source.plain[slice(*source.sentence_at(start))]
        if _MERELY.search(before):
            continue
        agrees = bool(_AGREES.search(sentence))
        named = any(one.name.manner != "place" for one in group)
        municipalities = re.search(r"\b(?:kommun(?:er|erna|ane|ene|ar)|parter|parterna|partene|partane)\b[^.\n]{0,30}$", before)
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
        if group and _JOIN.fullmatch(source.plain, group[-1].end, mention.start):
            group.append(mention)
            continue
        if group:
            yield group
        group = [mention]
    if group:
        yield group
