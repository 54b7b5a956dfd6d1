"""What the cooperation is about: themes that the text lists as such, then subjects that it names again and again."""

import re
from collections import Counter

from sampakt.intake.rules.draft import Found
from sampakt.intake.rules.promises.verbs import is_verb
from sampakt.intake.rules.text import Source

MOST = 12
"""So many themes of one document are drafted."""
_LISTS = re.compile(
    r"\b(?:\w*tema(?:er|n|omra\w+|et)?|tematiske? (?:\w*omra\w+)|tematiska (?:\w*omra\w+)|(?:innsats|insats|satsings|"
    r"satsnings|fokus|samarbeids|samverkans|samarbets|hoved|huvud|fag)omra\w+|"
    r"(?:prioriterade|prioriterte|gemensamma|felles|folgende|foljande) (?:\w*omra\w+)|omra(?:den|der|de|dene|dena)|"
    r"fragor som kan tas upp)(?P<rest>[^:.\n]{0,60}):[ \t]*"
)
_CHOSEN = re.compile(
    r" (?:prioriteras|prioriteres|prioriterast|vektlegges|vektleggast|vektlegg(?:as)?|"
    r"star i fokus|star sentralt|far sarskilda satsningar|gar forst|er prioritert|ar prioriterade|"
    r"er prioriterte|ar (?:de )?(?:prioriterade )?omraden|er (?:ett|et) av omradene|er viktige punkter|"
    r"ar nagra av dem)\b"
)
_INSIDE = re.compile(
    r"\b(?:inom|innen|innanfor|innenfor|ror|handler om|handlar om|fokus pa|fokuserar pa|fokuserer pa|samverka kring|"
    r"samarbeide om|samarbeid om|samverkan kring|samarbete kring)\s(?:omradena |omradene |fagomradene |blant annet |"
    r"bland annat )?(?P<list>[^.:;\n]{4,160})"
)
_DESCRIBED = re.compile(
    r"^(?P<theme>[A-ZÅÄÖÆØ][^.:;,\n]{3,60}?) (?:omfatter|omfattar|handlar om|handler om|innebär|innebærer) ", re.M
)
_COMMA = re.compile(r",(?: samt)?| samt | likesom |/(?=\w{5})")
_ALSO = re.compile(r" samt | likesom ")
_AND = re.compile(r" (?:og|och) ")
_SENTENCE = re.compile(r"\b(?:ska|skal|kan|som|driver|lovar|lover|har|er|ar)\b")
_ITEM = re.compile(r"\n\s*(?:[-–—•●▪*]|\d{1,2}[.)]|\.)\s*(?P<item>[^\n]{3,90})")
_SUBJECTS = re.compile(
    r"\b(?:kompetensforsorjning|kompetanseutvikling|kompetanseheving|kompetensutveckling|livslangt larande|"
    r"livslang laering|digitalisering\w*|folkhalsa|folkehelse|halsa och valfard|helse og velferd|vard och (?:omsorg|"
    r"valfard)|valfardsteknik|"
    r"velferdsteknologi|stadsutveckling|byutvikling|samhallsplanering|samfunnsutvikling|samhallsutveckling|"
    r"hallbar\w* (?:utveckling|stadsutveckling|samhallsutveckling|livsmedelsforsorjning)|baerekraft\w*|barekraft\w*|"
    r"hallbarhet|klimat\w*|klima\w*|energi\w*|fornybar energi|"
    r"naringsliv(?:et)?|naeringsutvikling|naringsutvikling|innovation(?:en|er)?|innovasjon(?:en|er)?|entreprenorskap|"
    r"regional utveckling|regional utvikling|rekruttering|rekrytering|personalforsorjning|sysselsattning\w*|"
    r"utbildning|utdanning|forskning|praksis|praktik|"
    r"skola|skole|oppvekst|barnehage|forskola|integrering|integration|kultur|idrott|idrett|turism|besoksnaring\w*|"
    r"transport|mobilitet|trygghet|demokrati|styrning och ledning|styring og ledelse|smarte? kommun\w*|smart\w*by\w*|"
    r"campus|studentbost\w*|studentstad|"
    r"livsmedel|landbruk|havbruk|akvakultur|biovitenskap|beredskap|risk och kris|jamstalldhet|likestilling|"
    r"lararutbildning|laererutdanning|sjukskoterske\w*|sykepleie\w*|psykisk helse|psykisk halsa|livsmestring|"
    r"verksamhetsutveckling|tjensteutvikling|tjanstedesign)\b"
)
_LITTLE = re.compile(
    r"^(?:(?:den|det|de|en|et|ett|ei|egne|egna|bl\.a\.|bland annat|blant annet|samt|og|och|i|inom|innen|kring|om|for|"
    r"til|till|at|att) )+",
    re.I,
)


def find_themes(source: Source) -> list[Found[str]]:
    """The themes: those of a list first, then the subjects named most often."""
    found: dict[str, Found[str]] = {}

    def keep(start: int, end: int, confidence: float, why: str) -> None:
        words = source.flow[start:end]
        cleaned = _LITTLE.sub("", words.strip(' ,.;:–-\t"”»«')).strip()
        start += words.find(cleaned) if cleaned else 0
        value = cleaned.lower()
        if (
            3 < len(value) <= 60
            and not _SENTENCE.search(source.plain, start, start + len(cleaned))
            and value.count(" ") < 7
            and value not in found
            and len(found) < MOST
        ):
            found[value] = source.found(value, (start, start + len(cleaned)), "themes", confidence, why)

    for match in _LISTS.finditer(source.plain):
        for start, end in _listed(source, match.end()):
            keep(start, end, 0.85, "listed")
    described = list(_DESCRIBED.finditer(source.flow))
    if len(described) > 2:
        for match in described:
            keep(*match.span("theme"), 0.8, "described")
    for pattern, confidence, why in ((_CHOSEN, 0.75, "prioritised"), (_INSIDE, 0.6, "within")):
        for match in pattern.finditer(source.plain):
            begins, ends = match.span("list") if why == "within" else (_before(source, match.start()), match.start())
            parts = _parts(source, begins, ends)
            if why == "prioritised" or (
                len(parts) > 1 and any(_SUBJECTS.search(source.plain, *part) for part in parts)
            ):
                for part in parts:
                    if part[1] - part[0] < 45:
                        keep(*part, confidence, why)
    counted = Counter(match.group() for match in _SUBJECTS.finditer(source.plain))
    common = {words for words, _times in counted.most_common(MOST)}
    for match in _SUBJECTS.finditer(source.plain):
        if match.group() in common and not any(match.group() in theme for theme in found):
            keep(*match.span(), 0.5, "named")
    return list(found.values())


def _before(source: Source, place: int) -> int:
    """Where the clause that ends at a place begins, or 160 letters before."""
    earliest = max(0, place - 160)
    return max(earliest, *(source.plain.rfind(stop, earliest, place) + 1 for stop in ".:;\n"))


def _listed(source: Source, place: int) -> list[tuple[int, int]]:
    """The items of a list that begins here: on the same line, or each on its own."""
    stop = source.flow.find("\n", place)
    stop = len(source.flow) if stop < 0 else stop
    if stop - place > 3:
        dot = source.flow.find(". ", place, stop)
        return _parts(source, place, dot if dot > 0 else stop)
    items: list[tuple[int, int]] = []
    at = place
    while (match := _ITEM.match(source.flow, at)) and len(items) < MOST:
        items.append(match.span("item"))
        at = match.end()
    return items


def _parts(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    """The themes of a list; "and" divides the last two, or two alone, and otherwise joins the words of one theme."""
    parts = _cut(source, _COMMA, start, end)
    joined = [bool(_AND.search(source.plain, *part)) for part in parts]
    last_alone = joined[-1] and not any(joined[:-1]) and not _ALSO.search(source.plain, start, end)
    if last_alone and not _SUBJECTS.fullmatch(source.plain, *parts[-1]):
        parts[-1:] = _cut(source, _AND, *parts[-1])
    return [part for part in parts if not is_verb(source.plain[part[0] : part[1]].split(" ")[0])]


def _cut(source: Source, at: re.Pattern[str], start: int, end: int) -> list[tuple[int, int]]:
    parts, begins = [], start
    for cut in at.finditer(source.plain, start, end):
        parts.append((begins, cut.start()))
        begins = cut.end()
    return [*parts, (begins, end)]
