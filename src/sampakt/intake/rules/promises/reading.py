"""The sentences of a document with how hard each of them binds: by its own words, or by the head of its list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sampakt.intake.rules.promises.verbs import is_verb
from sampakt.intake.rules.text import Source

LONGEST = 3000
"""Of a sentence that is longer, as tables without full stops are, only the beginning is read."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, how hard it binds ("" when it does not), from where, and which words said so."""

    start: int
    end: int
    strength: str = ""
    at: int = 0
    why: str = ""
    head: tuple[int, int] | None = None
    is_background: bool = False
    is_item: bool = False


_MODAL = r"(?:ska|skall|skal|maste)"
_BINDS = re.compile(
    rf"\b(?:{_MODAL}|far (?:inte|ikke|ikkje)|forplikt(?:er|ar|as|es)|plikt(?:ar|er)|(?:ar|er) forplikt\w*|"
    rf"forbind\w+(?: \w+){{0,2}} (?:sig|seg)|"
    r"atar(?: \w+){0,2} sig|patar(?: \w+){0,2} seg|(?:tar|tek) pa (?:seg|sig)|"
    r"(?:har|bar|baerer|berer|barer) (?:ocksa |ogsa |og |det |et |ett |eit |eget |\w+e )*ansvar(?:et)? (?:for|att)|"
    r"har (?:varje|respektive|samtliga|alla|alle|hver|kvar) (?:\w+ ){1,4}(?:et |ett |eit )?ansvar (?:for|att|a)|"
    r"ansvarar for|svarar for|"
    r"(?:ar|er) (?:selv |sjalv |sjolv )?(?:ansvarlig|ansvarleg|ansvarig|skyldig|pliktig)\w* (?:for|att|til|a)|"
    r"har (?:i|som|til|til?l) (?:oppdrag|uppdrag|uppgift|oppgave|oppgave|oppgave|oppgavar|oppgava) (?:att|a|er)?|"
    r"(?:upp|opp) til+ (?:\w+ ){1,3}(?:att|a)\b|garanterar|garanterer|lovar att|lover a|forsakrar)\b"
)
_MUST = re.compile(r"\bma\b")
_PRESUPPOSES = re.compile(
    r"\b(?:forutsatter|forutsatts|forutsetter|forutsettes|foreset|foresetter|foreslas|foreslar|foresla\w* styr\w*|"
    r"er foreslatt|kommer (?:\w+ ){0,3}att|kommer til a|kjem til a)\b"
)
_AIMS = re.compile(
    r"\b(?:syftar till|har (?:som|till) (?:mal|formal|syfte|ambisjon|ambition|hensikt)|(?:malet|syftet|formalet|"
    r"foremalet|andamalet|"
    r"hensikten|ambisjonen|ambitionen|malsettinga?n?|malsattningen)"
    r"(?: [\w-]+){0,4} (?:ar|er) (?:att|a)|"
    r"(?:stravan|malsattning|malsetting|ambition|ambisjon) (?:ar|er) (?:att|a|at)|"
    r"avser att|har for avsikt|har til hensikt|tar sikte pa|stravar efter|bor|antas|"
    r"forvantas|forventes|ventast|skulle)\b"
)
_STRIVES = re.compile(
    r"\b(?:stravan\w*|malsattning|malsetting|ambition|ambisjon) (?:ska|skall|skal) (?:vara|vaere|vere) (?:att|a|at)\b"
)
"""An aim, though it has the word of a duty."""
_WISHES = re.compile(r"\b(?:onskar|onsker|ynskjer|onskelig|onskvart|onskeleg|ynskjeleg)\b")
_WANTS = re.compile(
    r"\b(?:part\w*|\w*kommun\w*|\w*universitet\w*|hogsk\w*|region\w*|dei?|begge|bada)(?: \w+)? "
    r"vill? (?!bli\b|vare\b|det\b)"
)
_BY_WORDS = (
    (_WISHES, "W", "wish"),
    (_STRIVES, "A", "aim"),
    (_BINDS, "B", "duty_word"),
    (_PRESUPPOSES, "P", "presupposed"),
    (_AIMS, "A", "aim"),
)
_INDIRECT = re.compile(
    rf"\b(?:varfor|hur|vilk(?:a|en|et (?!maste|ska))|vad|hvordan|hvilk\w+|hva|korleis|kva|kvifor|hvorfor|vem|hvem|"
    rf"kven|huruvida|hvorvidt)(?: [\w-]+){{0,6}}? {_MODAL}\b|"
    rf"\b(?:avgjor\w*|vurder\w*|diskuter\w*|draft\w*|drofte?|dryfte?|fraga\w*|sporsmal\w*|stilling til|beslut\w*|"
    rf"ta stallning till) om(?: [\w-]+){{0,6}}? {_MODAL}\b|"
    rf"\b(?:sager|sier|seier|menar|mener|meiner|tror|trur|hoppas|haper|vonar|tycker|synes)(?: [\w-]+){{0,3}}? (?:att|"
    rf"at)?(?: [\w-]+){{0,8}}? {_MODAL}\b"
)
_NO_PROMISE = re.compile(
    r"(?:notera|observera|merk|noter|jamfor|jf|se)\b|"
    rf"(?:(?:samarbeids|samarbets|samverkans|partnerskaps)?avtal(?:et|en)|overenskomm?elsen|overeinskomsten) "
    rf"(?:{_MODAL} |vil |blir |ble |vart |vert )?(?:signer\w+|undertegn\w+|underteckn\w+|inngas|ingas|tecknas|inngaast|"
    r"skrivs under)\b|"
    r"(?:denn[ea]|dett[ae])? ?\w*(?:avtal|overenskomm?els)\w*(?: \([^)]*\))? (?:reguler|regler|beskriv|omtal)\w*\b"
)
"""What opens a sentence that tells of the agreement itself, or points elsewhere."""
_IMPERSONAL = re.compile(
    r"\b(?:(?:det|mykje|mye|mycket|noe|noko|nagot) som|reelt sett|det hastar?|det haster|det er viktig|det ar viktigt|"
    r"(?:inneber|innebarer|innebar|betyr|betyder) (?:dette|detta|det)?|"
    r"\w*(?:forvaltningen|radmannen|direktoren|kontoret|administrasjonen) (?:bedomer|vurderer|anser|mei?ner|viser)|"
    r"denne saka? (?:legges|leggast|fremmes|vert))\b"
)
"""Words by which the text of a case considers what has to happen, without anybody promising it."""
_OF_THEMES = re.compile(
    r"\b(?:\w*omrad\w*|tema\w*|\w*tema|amnen|emner?)\b[^:]{0,70}\b(?:ar|er|bli|omfattar|omfatter|galler|gjelder|galle)\W*$"
)
"""A head of a list of themes: what stands below it is what the work is about, unless it says what is done."""
_WHO_ANSWERS = re.compile(r"\b(?:vem|hvem|kven|vilka|hvilke) som (?:ansvarar|ansvarer|har ansvar|svarar|svarer)")
_SAYS_THAT = re.compile(
    r"\b(?:sager|sier|seier|menar|mener|meiner|tror|trur|hoppas|haper|vonar|tycker|synes|betonar|understreker|"
    r"papekar) (?:att|at)\b"
)
_TOLD = re.compile(
    r"^\W*i (?:\w+ )?(?:19|20)\d\d\b|\b(?:antog|antogs|vedtok|beslutade|beslot|bildades|startade|startet|ble opprettet|"
    r"vart oppretta) (?:\w+ ){1,6}"
)
"""In news, what was once decided or begun is told, and not promised."""
_TELLS = re.compile(
    r"\b(?:redan|allerede|allereie|godt|bra|sedan tidigare|fra for|i dag|idag|(?:sedan|siden|sidan) \d{4}|lenge|lange|"
    r"anser|mener)\b"
)
"""In news, the present tense with such a word tells how things are, and promises nothing."""
_OWN_SUBJECT = re.compile(
    r"\b(?:den|denne|denna|de|dei|resultat\w*|\w*avdelning\w*|\w*styrelsen|\w*styret|fakultet\w*|instit\w*|part\w*|"
    r"kommunen|regionen|fylkeskommunen|universitetet|hogskolan|hogskolen|"
    r"hogskulen|forvaltning\w*|"
    r"namnd\w*|\w*koordinator\w*|kontaktperson\w*|\w*grupp\w*|\w*radet|\w*utvalget|avtal\w*|"
    r"samarbe\w*|samverkan|partnerskap\w*|strategi\w*|pro[sj]+ekt\w*|arbe(?:tet|idet))\b"
)
_SAYS = re.compile(
    r",? (?:sager|sier|seier|menar|mener|berattar|forteller|fortel|uttalar|uttaler)\b|\bsager [a-z]+ [a-z]+|"
    r"\bsier [a-z]+ [a-z]+"
)
_MISREAD = re.compile(r"(?<=[a-z]{3}\. )l(?= |[bcdfgkmnpqrstvwxz])")
_ITEM = re.compile(r"\s*(?:[-–—•●▪◦·*]|[o0](?=\s)|\.(?=\s)|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])\s+")
_DIGITS = re.compile(r"\D")
_SECTION = re.compile(r"\W*(?:§ ?)?(\d{1,2})\b")
_LONGEST_HEADING, _LEFT_OUT = 70, 3
"""How long a heading with a number may be, and how many sections an extract may leave out between two."""
_LABEL = re.compile(r"[A-ZÅÄÖÆØ][\w ]{3,30}: ?\w")
_UNFINISHED = re.compile(r"\b(?:att?|a|ska|skal|til|seg|sig)\s*$")
_CONTENTS = re.compile(r"(?:\t|\.{3,}|…)\s*\d{1,3}\s*$")
_STOPS = re.compile(r"[.:;!?…][\"”»)]*\s*$")
_BINDING_HEAD = re.compile(
    rf"forplikt|atagand|atar sig|forbinder|ansvar|\b{_MODAL}\b|mandat|oppdrag|uppdrag|uppgift|oppgav|tiltak|atgard|"
    rf"pliktar|plikter|roller"
)
_AIMING_HEAD = re.compile(
    r"\bmal(?:et|en|a|ene)?\b|\bmalsett|\bmalsatt|hovudmal|hovedmal|syfte|formal|andamal|hensikt|ambisjon|ambition|"
    r"(?:gar|ingar|inngar)\b.{0,40}(?:samarb|samverk|avtal)|vision|visjon"
)
_DUTIES = re.compile(r"atagand|ansvar|forplikt|plikt|oppgav|uppgift")
_BACKGROUND = re.compile(
    r"(?:\d+(?:\.\d+)*\.? |§ ?\d+ )?(?:bakgrund|bakgrunn|innledning|inledning|innleiing|historikk|historik|om partene|"
    r"om parterna|bakgrund och \w+|bakgrunn og \w+)\b"
)
SUBJECT = (
    r"(?:part\w*|medlem(?:mene|mer|mar|marna|men)?|deltaker(?:ne|en)|deltagarna|\w*huvudm[ae]n(?:nen)?|"
    r"(?:upp|opp)drags(?:giv|tag|tak)\w+|leverant?or\w*|praksisst\w*|forvaltning\w*|\w*avdelning(?:en|a|arna)?|\w*namnd(?:en|erna)|\w*styrelsen|\w*styret|rektor\w*|"
    r"fakultet\w*|institutt\w*|institution\w*|kommun(?:e|al)?direktor\w*|radmann\w*|administrasjon\w*|kommun(?:en|"
    r"erna|ene|ane|er|e|"
    r"eforvalt\w*)?|kommuna|stad(?:en)?|universitete\w*|hogskol(?:an|en|orna|"
    r"ene|a)|hogskul\w+|region(?:en|erna|ane|ene)?|"
    r"fylkeskommun\w*|kommunalforbund\w*|forbundet|mittuniversitetet|\w*universitet(?:et)?|\w*grupp(?:en|a|er|erna|"
    r"ene)|\w*radet|\w*utvalg?et|\w*koordinator\w*|"
    r"pro[sj]+ekt(?:leder|ledar|ledare|ledaren|lederen|lederne|et)|kontaktperson\w*|akademi\w*|larosate\w*|avtal(?:et|"
    r"en)|samarbe(?:tet|idet)|partnerskap(?:et)?|strategi(?:n|en)|arbe(?:tet|idet))"
)
"""A pattern of who promises, in plain letters: parties, bodies, offices, and the cooperation itself."""
_REST = r"(?P<rest>(?:\w+ ){0,2}\w+)"
_DOES = re.compile(
    r"[\W\d_]*(?:(?:\w+: )?)(?:(?:den|det|de|dei|denne|dette|detta|begge|bada|vardera|hver|varje|kvar|alle|alla|"
    r"samtliga|en|ett|et) )?"
    rf"(?:[\w.,()/-]+ ){{0,5}}?{SUBJECT} {_REST}"
)
_MEANS = re.compile(
    r"\b(?:avtal\w*|samarbe\w*|samverkan|partnerskap\w*|overenskomm\w*|konsept\w*|koncept\w*|"
    r"ordning\w*)\b[^.:;]{0,90}?\b(?:innebar\w*|inneber|bygger pa|gar ut pa|betyr|betyder) "
    rf"(?:bland annat |blant annet |mellom anna )?att? (?:\w+ ){{0,4}}?{SUBJECT} {_REST}"
)
_ORDINARY = re.compile(r"\w+")
_STRONG = frozenset(("tek", "gjev", "held", "ber", "legg", "byd", "driv", "skriv"))
"""Nynorsk forms of the present that have no ending."""
_LEADS_AWAY = frozenset(("hur", "att", "at", "som", "hvordan", "korleis", "a", "hva", "vad", "nar"))
"""Words after which a verb is not the sentence's own."""
_PAST = re.compile(r"\b(?:har|hade|hadde|ble|blev|vart) (?:\w+ ){0,3}?\w+(?:t|tt|d|de|te|dde)\b")


def read(source: Source, document: str, language: str) -> list[Sentence]:
    """Every sentence that may promise something, with its strength; quotations, headings and contents are left out."""
    return list(_Reader(source, document, language).sentences())


class _Reader:
    """Walks through the lines once; remembers under which heading, and in which list, a line stands."""

    def __init__(self, source: Source, document: str, language: str) -> None:
        self.source, self.plain = source, source.plain
        self.document = document
        self.is_norwegian = language in ("nb", "nn")
        self.is_news = document in ("news", "other", "")
        self.is_background = False
        self.inherits = ""
        self.head: tuple[int, int] | None = None
        self.is_open = False
        """Whether the head of the list ended in a colon, so that whatever follows belongs to it."""
        self.section = 0
        """The number of the section, where headings have one."""
        self.last_item = 0
        """The number of the item before in this list, where items have one."""

    def sentences(self) -> Iterator[Sentence]:
        held = iter(self.source.sentences)
        current = next(held, None)
        for start, end in self.source.lines:
            inside: list[tuple[int, int]] = []
            while current and current[0] < end:
                inside.append(current)
                current = next(held, None)
            if _CONTENTS.search(self.source.flow, start, end):
                continue
            item = _ITEM.match(self.source.flow, start, end)
            if self._is_heading(start, end, inside, item):
                self._take_heading(start, end)
                continue
            if self.is_news and self.plain[start] in '-"' and _SAYS.search(self.plain, start, end):
                continue
            yield from self._line(start, end, inside, item)

    def _is_heading(self, start: int, end: int, inside: list[tuple[int, int]], item: re.Match[str] | None) -> bool:
        if _STOPS.search(self.plain, start, end) or len(inside) > 2 or end - start > 110:
            return False
        if _LABEL.match(self.source.flow, start, end):
            return False
        if item and not self._is_numbered_heading(item, end):
            return False
        return self.plain.count(" ", start, end) < 11 and not (self.is_open and self.source.flow[start].islower())

    def _is_numbered_heading(self, item: re.Match[str], end: int) -> bool:
        """Whether a line with a number opens a section, and is not the next item of a list."""
        number = int(_DIGITS.sub("", item.group()) or 0)
        if not number or end - item.start() >= _LONGEST_HEADING:
            return False
        if not self.head:
            return end - item.start() < _LONGEST_HEADING - 20
        if self.last_item and number == self.last_item + 1:
            return False
        words = self.source.flow[item.end() : end]
        return words.isupper() or (0 < number - self.section <= _LEFT_OUT and bool(self.section))

    def _take_heading(self, start: int, end: int) -> None:
        if numbered := _SECTION.match(self.plain, start, end):
            self.section = int(numbered[1])
        self.last_item = 0
        self.is_background = bool(_BACKGROUND.match(self.plain, start, end)) and not _DUTIES.search(
            self.plain, start, end
        )
        self.inherits, self.head, self.is_open = "", None, False
        if self._is_binding_head(start, end) or _PRESUPPOSES.search(self.plain, start, end):
            self.inherits, self.head = "B", (start, end)
            self.is_open = bool(_UNFINISHED.search(self.plain, start, end))
        elif _AIMING_HEAD.search(self.plain, start, end):
            self.inherits, self.head = "A", (start, end)

    def _is_binding_head(self, start: int, end: int) -> bool:
        found = (match.group() for match in _BINDING_HEAD.finditer(self.plain, start, end))
        return any(self.is_norwegian or words != "skal" for words in found)

    def _line(
        self, start: int, end: int, inside: list[tuple[int, int]], item: re.Match[str] | None
    ) -> Iterator[Sentence]:
        first = item.end() if item else start
        if item and (number := _DIGITS.sub("", item.group())):
            self.last_item = int(number)
        if (
            self.is_open
            and not item
            and not self.source.flow[start].islower()
            and not is_verb(_word(self.plain, start))
        ):
            self.inherits, self.head, self.is_open = "", None, False
        in_list = self.head is not None and (item is not None or self.is_open)
        for cut in self._cut(inside):
            begins = max(cut[0], first)
            ends = min(cut[1], begins + LONGEST)
            if not any(letter.isalpha() for letter in self.plain[begins : begins + 40]) or ends - begins < (
                4 if in_list else 8
            ):
                continue
            sentence = self._of(begins, ends, in_list, item is not None)
            yield sentence
            if self.plain[begins:ends].rstrip().endswith(":"):
                self._open(sentence)

    def _cut(self, inside: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The sentences, cut also where a capital I was misread as a small l and hid that a sentence begins."""
        for start, end in inside:
            begins = start
            for misread in _MISREAD.finditer(self.plain, start, end):
                yield begins, misread.start()
                begins = misread.start()
            yield begins, end

    def _open(self, sentence: Sentence) -> None:
        """A sentence that ends in a colon heads the list that follows."""
        self.last_item = 0
        if _OF_THEMES.search(self.plain, sentence.start, sentence.end - 1):
            self.inherits, self.head, self.is_open = "", None, False
            return
        self.head, self.is_open = (sentence.start, sentence.end), True
        end_words = (max(sentence.start, sentence.end - 160), sentence.end)
        if sentence.strength in ("B", "P") or (
            self._is_binding_head(*end_words) and not _INDIRECT.search(self.plain, sentence.start, sentence.end)
        ):
            self.inherits = sentence.strength or "B"
        elif sentence.strength == "A" or _AIMING_HEAD.search(self.plain, *end_words):
            self.inherits = "A"
        else:
            self.inherits, self.head, self.is_open = "", None, False

    def _of(self, start: int, end: int, in_list: bool, is_item: bool) -> Sentence:
        own = self._duty(start, end)
        if own and in_list and self.inherits == "A" and _word(self.plain, start) in ("att", "at", "a"):
            own = None  # "that the placements shall be good" under "the aims are"
        if own is None and in_list and self.inherits:
            verb = _word(self.plain, start)
            if self.is_open or is_verb(verb) or verb in ("att", "a"):
                return Sentence(
                    start, end, self.inherits, start, "list_of_duties", self.head, self.is_background, is_item
                )
        strength, at, why = own or ("", start, "")
        return Sentence(start, end, strength, at, why, self.head if in_list else None, self.is_background, is_item)

    def _duty(self, start: int, end: int) -> tuple[str, int, str] | None:
        """How hard a sentence binds by its own words: strength, where the duty's word ends, and why."""
        plain = self.plain
        indirect = [match.span() for match in _INDIRECT.finditer(plain, start, end)]

        def direct(pattern: re.Pattern[str]) -> re.Match[str] | None:
            for match in pattern.finditer(plain, start, end):
                if match.group() == "skal" and not self.is_norwegian:  # skäl, which looks the same here
                    continue
                if not any(one <= match.start() < other for one, other in indirect):
                    return match
            return None

        if _NO_PROMISE.match(plain, start, end) or (
            self.document == "decision" and _IMPERSONAL.search(plain, start, end)
        ):
            return None
        says = self.is_news and (
            _SAYS.search(plain, start, end) or _SAYS_THAT.search(plain, start, end) or _TOLD.search(plain, start, end)
        )
        if says or _WHO_ANSWERS.search(plain, start, end):
            return None
        for pattern, strength, why in _BY_WORDS:
            if match := direct(pattern):
                return (strength, match.end(), why)
        if self.is_norwegian and (match := direct(_MUST)):
            return ("B", match.end(), "duty_word")
        if match := direct(_WANTS):
            return ("A", match.end(), "wants")
        return self._present(start, end)

    def _present(self, start: int, end: int) -> tuple[str, int, str] | None:
        """The present tense that binds in an agreement: a party, a body or the cooperation does something."""
        place = self._active(start, end) or (None if self.is_news else self._passive(start, end))
        if place is None or _PAST.search(self.plain, start, place[1]) or self._describes(start, place[0]):
            return None
        return ("B", place[0], "present_duty")

    def _active(self, start: int, end: int) -> tuple[int, int] | None:
        """The place of a verb in the present that follows a party, a body or the cooperation as its subject."""
        for match in (_DOES.match(self.plain, start, min(end, start + 240)), _MEANS.search(self.plain, start, end)):
            if match is None:
                continue
            for word in _ORDINARY.finditer(self.plain, *match.span("rest")):
                if (word.group().endswith(("r", "s", "st")) or word.group() in _STRONG) and is_verb(word.group()):
                    return word.span()
        return None

    def _passive(self, start: int, end: int) -> tuple[int, int] | None:
        """The place of a verb in the passive present near the sentence's beginning."""
        for index, word in enumerate(_ORDINARY.finditer(self.plain, start, min(end, start + 200))):
            if index > 9 or word.group() in _LEADS_AWAY:
                return None
            if index and word.group().endswith(("s", "ast")) and is_verb(word.group()):
                return word.span()
        return None

    def _describes(self, start: int, verb: int) -> bool:
        """Whether a present tense tells how things are anyway, outside agreements."""
        if self.document == "agreement":
            return False
        if self.is_news:
            return bool(_TELLS.search(self.plain, start, self.source.sentence_at(start)[1]))
        return not _OWN_SUBJECT.search(self.plain, start, verb)


_FIRST = re.compile(r"[^\w]*(\w+)")


def _word(plain: str, start: int) -> str:
    match = _FIRST.match(plain, start, start + 60)
    return match[1] if match else ""
