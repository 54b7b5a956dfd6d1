"""The organisations that a text may mean, by every name that they go under."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from sampakt.intake.rules.text import Source, plain

_SORTS = {
    "se-municipalities": "municipality",
    "no-municipalities": "municipality",
    "se-regions": "region",
    "no-counties": "county",
    "se-county-boards": "county_board",
    "se-universities": "university",
    "no-universities": "university",
}
_WORD = re.compile(r"[a-z0-9]+")
_INITIALS = re.compile(r"[A-ZÅÄÖÆØ][\wÅÄÖÆØåäöæø]{1,9}")
_ALSO_WORDS = frozenset({"INN", "ALT", "BAS", "VID", "SUS", "NAV", "KRUS", "NINA", "RISE"})
_FILE_NUMBER = re.compile(r"[ -]?(?:19|20)\d\d[-/:.]\d")
_ALIKE = 87
"""Least likeness, of 100, of a spoiled name to the one it is taken for; and of its own part, if that is long enough."""
_OWN_ALIKE, _SHORTEST, _LONG_WORD = 82, 6, 12


@dataclass(frozen=True)
class Organisation:
    """An organisation that a register or our own list knows: code, present name, sort and country."""

    code: str
    name: str
    sort: str
    country: str


@dataclass(frozen=True)
class Name:
    """One name of an organisation: how a draft shows it, and its manner: full, spoiled, place or initials."""

    shown: str
    manner: str
    of: Organisation


@dataclass(frozen=True)
class Mention:
    """A name that stands in a text, at offsets of its ``flow``."""

    start: int
    end: int
    name: Name


@dataclass
class Gazetteer:
    """All names, by their plain words; filled once from the rows of the registers, then only read."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    words: dict[tuple[str, ...], list[Name]] = field(default_factory=dict)
    begun: set[tuple[str, ...]] = field(default_factory=set)
    initials: dict[str, list[Name]] = field(default_factory=dict)
    by_head: dict[str, dict[str, Name]] = field(default_factory=dict)
    by_word: dict[str, Name] = field(default_factory=dict)

    def knows(self, written: str, name: Name) -> None:
        """Learn one way of writing a name."""
        words = tuple(_WORD.findall(plain(written)))
        if not words:
            return
        shelf = self.words.setdefault(words, [])
        if all((known.of, known.manner) != (name.of, name.manner) for known in shelf):
            shelf.append(name)
        for length in range(1, len(words)):
            self.begun.add(words[:length])
        if len(words) == 1 and len(words[0]) >= _LONG_WORD and name.of.sort == "university":
            self.by_word.setdefault(words[0], name)
        head = _head_of(words)
        if head and name.manner == "full":
            self.by_head.setdefault(head, {})[" ".join(words)] = name

    def knows_initials(self, written: str, name: Name) -> None:
        """Learn initials, which are recognised with their capitals only."""
        self.initials.setdefault(written, []).append(name)

    # --- finding ---

    def mentions(self, source: Source, country: str) -> list[Mention]:
        """Every name that stands in the text, in order; of names that overlap the longest, its own country first."""
        found = [*self._spelt(source, country), *self._initialled(source, country)]
        taken = longest(found)
        return longest([*taken, *self._spoiled(source, country, taken)])

    def _spelt(self, source: Source, country: str) -> Iterator[Mention]:
        tokens = [(match.start(), match.end()) for match in _WORD.finditer(source.plain)]
        texts = [source.plain[start:end] for start, end in tokens]
        place = 0
        while place < len(tokens):
            best: tuple[int, list[Name]] | None = None
            reach: tuple[str, ...] = ()
            for length in range(1, 11):
                if (
                    place + length > len(tokens)
                    or "\n" in source.flow[tokens[place][0] : tokens[place + length - 1][1]]
                ):
                    break
                word = texts[place + length - 1]
                for form in (word, word[:-1]) if len(word) > 4 and word.endswith("s") else (word,):
                    names = self.words.get((*reach, form))
                    if names and (form == word or names[0].manner == "full" or length == 1):
                        best = (length, names)
                        break
                reach = (*reach, word)
                if reach not in self.begun:
                    break
            if best is None:
                place += 1
                continue
            start, end = tokens[place][0], tokens[place + best[0] - 1][1]
            if source.flow[start].isupper() or source.flow[start].isdigit():
                name = _of_country(best[1], country)
                if name is not None:
                    yield Mention(start, end, name)
            place += best[0]

    def _initialled(self, source: Source, country: str) -> Iterator[Mention]:
        for match in _INITIALS.finditer(source.flow):
            if match.start() and source.flow[match.start() - 1].isalnum():
                continue
            word = match.group()
            for form in (word, word[:-1]) if word.endswith("s") else (word,):
                name = _of_country(self.initials.get(form, []), country)
                # Two letters say too little abroad, and "KS-2027/14" is a file number.
                if form in _ALSO_WORDS and _in_capitals(source.flow, match.start(), match.end()):
                    break
                if name is not None and (len(form) > 2 or (name.of.country == country and not word[2:])):
                    if source.flow[match.end() : match.end() + 1] in ("-", "/") and len(form) == 2:
                        break
                    if _FILE_NUMBER.match(source.flow, match.end()):
                        break
                    yield Mention(match.start(), match.start() + len(form), name)
                    break

    def _spoiled(self, source: Source, country: str, taken: list[Mention]) -> Iterator[Mention]:
        """Names that a scan or a slip has spoiled: only where a word such as "kommun" or "högskola" gives a window."""
        tokens = [(match.start(), match.end()) for match in _WORD.finditer(source.plain)]
        covered = [(mention.start, mention.end) for mention in taken]
        at = 0
        tried: dict[tuple[str, str], Name | None] = {}
        for index, (start, end) in enumerate(tokens):
            while at < len(covered) and covered[at][1] <= start:
                at += 1
            if at < len(covered) and covered[at][0] <= start:
                continue
            word = source.plain[start:end]
            head = _head_like(word)
            if head is None:
                if len(word) >= _LONG_WORD and source.flow[start].isupper() and (name := self._one_word(word, country)):
                    yield Mention(start, end, Name(name.shown, "spoiled", name.of))
                continue
            for first, last in _windows(head, index):
                if first < 0 or last >= len(tokens) or not source.flow[tokens[first][0]].isupper():
                    continue
                begins, ends = tokens[first][0], tokens[last][1]
                if "\n" in source.flow[begins:ends] or ends - begins > 60:
                    continue
                window = " ".join(source.plain[one:two] for one, two in tokens[first : last + 1])
                if (head, window) not in tried:
                    tried[head, window] = self._nearest(head, window, country)
                name = tried[head, window]
                if name is not None:
                    yield Mention(begins, ends, Name(name.shown, "spoiled", name.of))
                    break

    def _one_word(self, word: str, country: str) -> Name | None:
        """The nearest of the names that are one long word, such as Mittuniversitetet."""
        for form in (word, word[:-1]) if word.endswith("s") else (word,):
            best = process.extractOne(form, self.by_word.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
            if best is not None and self.by_word[best[0]].of.country == country:
                return self.by_word[best[0]]
        return None

    def _nearest(self, head: str, window: str, country: str) -> Name | None:
        names = self.by_head.get(head, {})
        for form in (window, window[:-1]) if window.endswith("s") else (window,):
            best = process.extractOne(form, names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
            if best is not None and names[best[0]].of.country == country and _own_part_alike(form, best[0]):
                return names[best[0]]
        return None


_HEADS = {
    "kommun": ("kommun", "kommuns"),
    "kommune": ("kommune", "kommunes"),
    "fylkeskommune": ("fylkeskommune", "fylkeskommunes"),
    "universitet": ("universitet", "universitets"),
    "universitetet": ("universitetet", "universitetets"),
    "hogskola": ("hogskola", "hogskolas"),
    "hogskolan": ("hogskolan", "hogskolans"),
    "hogskolen": ("hogskolen", "hogskolens", "hoyskolen"),
    "hogskulen": ("hogskulen",),
    "lansstyrelsen": ("lansstyrelsen", "lansstyrelsens"),
    "region": ("region",),
    "lansrad": ("lansrad", "landshovding"),
}
_HEAD_OF_FORM = {form: head for head, forms in _HEADS.items() for form in forms}
_LEADING = ("universitetet", "hogskolan", "hogskolen", "hogskulen", "lansstyrelsen", "region")


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the words around are in capitals too, so that capitals show no initials."""
    around = re.findall(r"[^\W\d_]{3,}", text[max(0, start - 20) : start] + " " + text[end : end + 20])
    return bool(around) and all(word.isupper() for word in around)


def _head_of(words: tuple[str, ...]) -> str | None:
    for word in (words[-1], words[0]):
        if word in _HEAD_OF_FORM:
            return _HEAD_OF_FORM[word]
    return None


def _head_like(word: str) -> str | None:
    if word in _HEAD_OF_FORM:
        return _HEAD_OF_FORM[word]
    if not 5 <= len(word) <= 16 or word[0] not in "kuhlrfn":
        return None
    best = process.extractOne(word, _HEAD_OF_FORM.keys(), scorer=fuzz.ratio, score_cutoff=84)
    return _HEAD_OF_FORM[best[0]] if best else None


def _own_part_alike(window: str, name: str) -> bool:
    """Whether the words beside "kommun" or "universitet" are alike too; short ones could be any word."""
    own = " ".join(word for word in name.split() if word not in _HEAD_OF_FORM)
    seen = " ".join(word for word in window.split() if _head_like(word) is None)
    return not own or (len(own) >= _SHORTEST and fuzz.ratio(own, seen) >= _OWN_ALIKE)


def _windows(head: str, index: int) -> Iterator[tuple[int, int]]:
    if head in _LEADING:
        yield from ((index, index + more) for more in (2, 1, 3, 4))
    if head != "region":
        yield from ((index - before, index) for before in (1, 2, 3))


def _of_country(names: list[Name], country: str) -> Name | None:
    for name in names:
        if name.of.country == country:
            return name
    return names[0] if names and names[0].manner != "place" else None


def longest(mentions: list[Mention]) -> list[Mention]:
    """The mentions in order, of those that overlap only the longest."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept


# --- filling ---


def gazetteer_of(lists: Mapping[str, Iterable[Mapping[str, str]]]) -> Gazetteer:
    """The gazetteer made of the rows of the registers and of our own lists, by the name of each list."""
    gazetteer = Gazetteer()
    rows = {name: list(table) for name, table in lists.items()}
    in_use: dict[str, list[Mapping[str, str]]] = {}
    for row in rows.get("names-in-use", []):
        in_use.setdefault(row["code"], []).append(row)
    for register, sort in _SORTS.items():
        for row in rows.get(register, []):
            organisation = Organisation(row["code"], row["name"], sort, register[:2].upper())
            gazetteer.organisations[row["code"]] = organisation
            _learn(gazetteer, organisation, row, in_use.get(row["code"], []))
    for row in rows.get("predecessors", []):
        successor = gazetteer.organisations.get(row["successor_code"])
        if successor is not None:
            before = Organisation(row["predecessor_code"], row["predecessor_name"], successor.sort, successor.country)
            gazetteer.organisations[before.code] = before
            _learn(gazetteer, before, {"name": before.name}, in_use.get(before.code, []))
    for row in rows.get("other-organisations", []):
        other = Organisation("", row["name"], row["sort"], row["country"])
        if other.name.isupper() and len(other.name) < 6:  # "NINA" is an institute, "Nina" is not
            gazetteer.knows_initials(other.name, Name(other.name, "initials", other))
        else:
            _learn(gazetteer, other, {"name": other.name}, [])
        for also in filter(None, row["also"].split("|")):
            if " " in also or len(also) > 8:
                gazetteer.knows(also, Name(other.name, "full", other))
            else:
                gazetteer.knows_initials(also, Name(other.name, "initials", other))
    return gazetteer


def _learn(
    gazetteer: Gazetteer, organisation: Organisation, row: Mapping[str, str], in_use: list[Mapping[str, str]]
) -> None:
    current = next((one["name"] for one in in_use if one["way"] == "current"), row["name"])
    for written in (row["name"], current, row.get("name_en", ""), *_other_ways(organisation, row)):
        gazetteer.knows(written, Name(current, "full", organisation))
    short = row.get("short_name", "")
    if organisation.sort == "municipality":
        gazetteer.knows(short, Name(current, "place", organisation))
    elif organisation.sort == "university" and sum(letter.isupper() for letter in short) > 1:
        gazetteer.knows_initials(short, Name(current, "initials", organisation))
    for former in filter(None, row.get("former_names", "").split("|")):
        gazetteer.knows(former, Name(former, "full", organisation))
    for one in in_use:
        if one["way"] == "initials":
            gazetteer.knows_initials(one["name"], Name(current, "initials", organisation))
        else:
            shown = one["name"] if one["way"] == "former" else current
            gazetteer.knows(one["name"], Name(shown, "full", organisation))


def _other_ways(organisation: Organisation, row: Mapping[str, str]) -> Iterator[str]:
    """Ways of writing a full name that follow from its sort."""
    short = row.get("short_name", "")
    if organisation.sort == "municipality" and short:
        head, places = ("kommun", (short, f"{short}s")) if organisation.country == "SE" else ("kommune", (short,))
        for place in places:
            yield from (f"{place} {head}", f"{place} stad")
    elif organisation.sort == "university":
        if len(short) > 7 and not short[1:].isupper():
            yield short
        if placed := re.match(r"(\S+ \S.*) i \w+$", row["name"]):  # "Kungliga Musikhögskolan i Stockholm"
            yield placed.group(1)
        if organisation.name.startswith(("Høgskolen ", "Høgskulen ")):  # in the other written Norwegian
            rest = re.split(r",| [-–] ", organisation.name.partition(" ")[2])[0]
            yield from (f"{head} {rest}" for head in ("Høgskolen", "Høgskulen", "Høyskolen"))
        place_of = re.match(r"(\w+?)s? universitet$", row["name"])
        if place_of and organisation.country == "SE":
            yield f"universitetet i {place_of.group(1)}"
    elif organisation.sort == "county_board" and short:
        county = row["name"].removeprefix("Länsstyrelsen i ").removesuffix(" län")
        yield from (short, f"{county} länsstyrelse", f"{county} läns länsstyrelse")
        yield from (f"{county} län länsråd", f"{county} län landshövding")  # its head, for the board
    elif organisation.sort == "region" and short:
        yield f"{short.removesuffix(' län')} läns region" if short.endswith("län") else f"{short} region"
