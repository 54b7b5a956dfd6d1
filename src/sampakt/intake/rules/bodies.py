"""The joint bodies of a partnership: their names, how often they meet, who sits and chairs, how they decide."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sampakt.intake.rules.cadence import cadences, reported_meetings
from sampakt.intake.rules.draft import BodyValue, Found
from sampakt.intake.rules.numerals import NUMBER
from sampakt.intake.rules.text import Source

_ADJECTIVE = (
    r"(?:(?P<adjective>strategisk|operativ|politisk|administrativ|radgivand|radgivend|overgripand|"
    r"overordn)(?:ad|et)?[ae]?t? )?"
)
_GROUP = (
    r"(?:styr|styre|styrings|lednings|leder|ledar|ledelses|leiings|leiar|arbets|arbeids|projekt|prosjekt|referens|"
    r"referanse|berednings|forberedelses"
    r"|koordinerings|koordinator|samordnings|samverkans|samarbets|samarbeids|samhandlings|kontakt|strategi|program|"
    r"utvecklings|utviklings"
    r"|partnerskaps|innovations|innovasjons|dialog|planerings|plan|fag|tema|operativ)"
)
_COUNCIL = (
    r"(?:lednings|leder|samverkans|samarbets|samarbeids|partnerskaps|parts|hogskole|universitets|program|innovations|"
    r"innovasjons|strategi|samrads|"
    r"utvecklings|utviklings|fag|kunskaps|kunnskaps|dialog|samhandlings)"
)
_JOINT = (
    r"(?:samarbeids|kontakt|innovasjons|koordinerings|styrings|samordnings|samhandlings|partnerskaps|prosjekt|program)"
)
_MENTION = re.compile(
    rf"\b{_ADJECTIVE}(?P<noun>"
    rf"(?P<group>{_GROUP}-?grupp)(?P<group_end>ene|erna|ens?|ers|er|e|ane|an|ar|a)?s?"
    rf"|(?P<council>{_COUNCIL}rad)(?:et|ets|ene|en|a)?"
    rf"|(?P<joint>{_JOINT}utval)g?(?:et|ets|ene|a|ga)?"
    r"|(?P<forum>(?:samarbeids|samverkans|partnerskaps|ledar|leder|toppleder|toppledar|topp|strategi|dialog|samrads|"
    r"kontakt)-?forum)(?:et|ets|a|ene)?"
    r"|(?P<summit>(?:toppleder|toppledar|partnerskaps|parts)-?mote)(?:t|n|r|ne|na|ts)?"
    r"|(?P<board>(?:prosjekt|program|partnerskaps|samarbeids)styre|(?:projekt|program|samverkans)styrelse)[tn]?s?"
    r"|(?P<committee>(?:styr|styrings|samverkans|samarbeids|samarbets|prosjekt|projekt)-?komm?itt?e)(?:n|en|er|erna|"
    r"ens|ene|a)?"
    r"|(?P<presidium>presidi)(?:um|et|ets|umet)"
    r"|(?P<secretariat>(?:fellis|gemensamt |felles |felles)?sekretariat)(?:et|ets)?"
    r")(?!\w)"
)
_SORTS = {
    "styr": "steering_group",
    "styre": "steering_group",
    "styrings": "steering_group",
    "lednings": "management_group",
    "leder": "management_group",
    "ledar": "management_group",
    "ledelses": "management_group",
    "leiings": "management_group",
    "leiar": "management_group",
    "projekt": "project_group",
    "prosjekt": "project_group",
    "referens": "reference_group",
    "referanse": "reference_group",
}
_OTHER_SORTS = {"council": "council", "joint": "committee", "forum": "leaders_forum", "summit": "leaders_forum"}
_OWNED = re.compile(
    r"(?:(?:kommune?n?|chefen|chefs|direktoren?|radmannen|rektorn?|universitetet?|hogskola?n?|hogskolen|hogskulen|"
    r"forvaltningen|regionen|fakultetet?|"
    r"institutionen|instituttet|namnden|staden|stad|styrelsen|landstinget|fylkeskommunen|forbundet)s|"
    r"\w+s (?:kommune?s?|universitets?))\s(?:egen |eget |egna )?$"
)
_ALSO_CALLED = re.compile(r", (?:ett?|en|ei|eit) (?:\w+ )?")
OF_EACH_PROJECT = re.compile(r"delprosjekt|delprojekt|(?:varje|hvert|kvart|enskil\w+|enkelte) pros?jekt|delavtal")
"""Words that speak of a body of each project or subproject, not of one for the whole partnership."""
_MEETS = re.compile(
    r"\bmote[rs]?\b|\bmots\b|\bmot[ae]st?\b|moten\b|moter\b|mote\b|motet\b|\btraff|sammantrad|\bsaml(?:as|es|ast|er|"
    r"ar)\b|"
    r"kommer samm[ae]n|\bmotende|motest"
)
_HELD = re.compile(r"\b(?:haft|hatt|hallit|holdt|halde|hadde|avholdt|genomfort|gjennomfort)\b")
_PARITY = re.compile(
    r"\b(?:lika|like|likt|lik|samma|samme|same) (?:manga|mange|antal|antall|tal|stort antal|stort antall|fordelning|"
    r"fordeling|representa\w+)\b|\bparitet|"
    rf"\b{NUMBER} (?:\w+ ){{0,2}}(?:fra|fran|for|per|pr\.?|av) (?:hver|kvar|vardera|varje|begge|bada|vare)\b|"
    rf"\b(?:hver|kvar|varje|vardera|hver av|kvar av) (?:part\w*|av partene|av parterna)\b.{{0,40}}\b(?:utser|"
    rf"oppnevner|utpeker|nominerer|nominerar|utnevner|peker ut|velger|"
    rf"utpekar|representeras av|har|oppnemner|skal ha|ska ha) {NUMBER}\b"
)
_AGREES = re.compile(
    r"\b(?:enighet|enighed|semje|konsensus|enhallig\w*|enstemmig\w*|samstammig\w*|samforstand|eniga)\b"
)
_MAJORITY = re.compile(
    r"\b(?:simpelt|alminnelig|vanlig|enkel) (?:flertall|fleirtal|majoritet)|majoritetsbeslut|flertallsvedtak|"
    r"\bmed (?:flertall|fleirtal|majoritet)\b"
)
_DECIDES = re.compile(r"beslut|vedtak|vedtek|avgjor|bestem")
_CHAIR = re.compile(
    r"\b(?:leds|ledes|leias|leies|leiast|(?:er|ar) (?:leia|ledet|leda)) av (?P<by>[^.,;:\n]{2,80})|"
    r"(?P<leads>[^.,;:\n]{2,80}?) (?:ska|skall|skal) (?:lede|leda|leie|leia) (?:\w+ )?$|"
    r"(?P<holds>[^.,;:\n]{2,80}?) (?:leder|leiar|er leder for|ar ordforande i|er leiar for|"
    r"innehar ordforandeskapet i) (?:\w+ )?$"
)
_TURNS = re.compile(
    r"(?:ordforande\w*|leder\w*|leiar\w*|ledningen|ledelsen|leiinga)\b.{0,60}\b(?:alterner\w*|vaxlar|veksler|rullerer|"
    r"roterer|"
    r"roterar|byter|pa omgang|turas om|gar pa)"
)
_PRONOUN = re.compile(
    r"(?:\w+ ){0,3}?(?:det(?= mot| ska| skal)|den|denne|denna|gruppen|gruppa|radet|utvalget|utvalet|forumet|de|dei|"
    r"man)\b|"
    r"(?:motena?|moter|motene)\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named at a place of the text; ``key`` is the same for every form of its name."""

    start: int
    end: int
    key: str
    name: str
    sort: str
    is_plural: bool


def mentions(source: Source) -> list[Mention]:
    """Every place where a joint body is named, in order; bodies of one party alone and second names are left out."""
    named: list[Mention] = []
    for match in _MENTION.finditer(source.plain):
        if _OWNED.search(source.plain, max(0, match.start() - 60), match.start()):
            continue
        if named and _ALSO_CALLED.fullmatch(source.plain, named[-1].end, match.start()):
            continue
        named.append(_mention(source, match))
    return named


def within(named: list[Mention], start: int, end: int) -> list[Mention]:
    """Those of the mentions, which are in order, that begin within a stretch."""
    first = bisect_right(named, start - 1, key=lambda one: one.start)
    last = bisect_right(named, end - 1, key=lambda one: one.start)
    return named[first:last]


def find_bodies(source: Source, named: list[Mention]) -> list[Found[BodyValue]]:
    """One value for every joint body, with all that the text says of it."""
    bodies: dict[str, BodyValue] = {}
    places: dict[str, tuple[int, int]] = {}
    surer: set[str] = set()
    latest: Mention | None = None
    for start, end in source.sentences:
        here = within(named, start, end)
        for mention in here:
            if mention.key not in bodies and OF_EACH_PROJECT.search(source.plain, start, end):
                continue
            bodies.setdefault(mention.key, BodyValue(mention.name, mention.sort))
            places.setdefault(mention.key, (mention.start, mention.end))
        known = [mention for mention in here if mention.key in bodies]
        refers = latest is not None and _refers(source.plain, start, end)
        subject = known or ([latest] if latest and refers else [])
        if subject:
            for key, facts, place in _facts(source, start, end, subject):
                bodies[key] = _with(bodies[key], facts)
                surer.add(key)
                if place:
                    places[key] = place
        latest = known[0] if known else latest
    return [
        source.found(value, places[key], "bodies", 0.9 if key in surer else 0.75, "named_body")
        for key, value in bodies.items()
    ]


def _refers(plain: str, start: int, end: int) -> bool:
    """Whether a sentence that names no body is about the one named before."""
    if _PRONOUN.match(plain, start, end) or _PARITY.search(plain, start, end) or _TURNS.search(plain, start, end):
        return True
    return bool(_AGREES.search(plain, start, end) and _DECIDES.search(plain, start, end))


def _facts(
    source: Source, start: int, end: int, subject: list[Mention]
) -> Iterator[tuple[str, BodyValue, tuple[int, int] | None]]:
    """What one sentence says of the bodies it is about."""
    plain = source.plain
    if _MEETS.search(plain, start, end):
        rhythms = cadences(plain, start, end)
        if not rhythms and _HELD.search(plain, start, end):
            rhythms = reported_meetings(plain, start, end)
        for rhythm in rhythms:
            before = [mention for mention in subject if mention.start < rhythm.start]
            mention = before[-1] if before else subject[0]
            between = start <= mention.start < rhythm.start
            yield (
                mention.key,
                BodyValue("", cadence_per_year=rhythm.per_year),
                (mention.start, rhythm.end) if between else None,
            )
    key = subject[0].key
    if _PARITY.search(plain, start, end):
        yield key, BodyValue("", parity=True), None
    if _AGREES.search(plain, start, end) and _DECIDES.search(plain, start, end):
        yield key, BodyValue("", decision_rule="agreement"), None
    elif _MAJORITY.search(plain, start, end):
        yield key, BodyValue("", decision_rule="majority"), None
    if _TURNS.search(plain, start, end):
        yield key, BodyValue("", chair="alternating"), None
        return
    for mention in subject:
        if not start <= mention.start < end:
            continue
        after = _CHAIR.search(plain, mention.end, min(end, mention.end + 120))
        before_it = _CHAIR.search(plain, max(start, mention.start - 120), mention.start)
        chair = (after and after["by"] and after.span("by")) or (
            before_it and (before_it.span("leads") if before_it["leads"] else before_it.span("holds"))
        )
        if chair and chair[0] >= 0:
            yield mention.key, BodyValue("", chair=source.flow[chair[0] : chair[1]].strip()), None


def _with(body: BodyValue, facts: BodyValue) -> BodyValue:
    """The body with what a further sentence says of it; what was said first stays."""
    return replace(
        body,
        cadence_per_year=body.cadence_per_year or facts.cadence_per_year,
        parity=body.parity or facts.parity,
        chair=body.chair or facts.chair,
        decision_rule=body.decision_rule or facts.decision_rule,
    )


def _mention(source: Source, match: re.Match[str]) -> Mention:
    groups = match.groupdict()
    which = next(
        name
        for name in ("group", "council", "joint", "forum", "summit", "board", "committee", "presidium", "secretariat")
        if groups[name]
    )
    stem_start, stem_end = match.span(which)
    base = source.flow[stem_start:stem_end].lower()
    adjective = source.flow[match.start("adjective") : match.end("adjective")].lower() if groups["adjective"] else ""
    plural = bool(groups["group_end"] and groups["group_end"].startswith(("er", "ene", "ane", "ar")))
    tail = {"joint": "g", "presidium": "um"}.get(which, "")
    if which == "group":
        tail = "e" if groups["group_end"] in ("e", "a", "ene", "ane") or _is_norwegian(base) else ""
    name = f"{adjective} {base}{tail}".strip()
    sort = (
        _SORTS.get(match["group"][:-5].rstrip("-"), "working_group")
        if which == "group"
        else _OTHER_SORTS.get(which, "other")
    )
    key = f"{groups['adjective'] or ''} {groups[which]}".replace("-", "").strip()
    return Mention(match.start(), match.end(), key, name, sort, plural)


def _is_norwegian(base: str) -> bool:
    return base.startswith(
        (
            "styrings",
            "arbeids",
            "prosjekt",
            "referanse",
            "samarbeids",
            "koordinerings",
            "innovasjons",
            "samhandlings",
            "leder",
            "ledelses",
        )
    )
