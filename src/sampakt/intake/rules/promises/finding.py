"""From sentences that bind to draft promises: each kind by its own words, what is left by its verb."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sampakt.intake.rules.bodies import Mention, within
from sampakt.intake.rules.draft import AmountValue, Found, PartyValue, PeriodValue, PromiseValue
from sampakt.intake.rules.promises import formal, governance, money, work
from sampakt.intake.rules.promises.reading import SUBJECT, read
from sampakt.intake.rules.promises.scene import Hit, Scene, short_names
from sampakt.intake.rules.promises.verbs import is_verb, outcome_of
from sampakt.intake.rules.text import Source

MOST = 500
"""So many promises of one document are drafted; what has more is no agreement."""
_GO_ON = re.compile(
    r"(?P<joint>,? (?:och|og|samt|men|som|eller)|,|;) "
    rf"(?:(?:att? )?(?P<subject>{SUBJECT}) (?:(?:ska|skal|skall|maste|ma) )?)?"
    r"(?:(?:att?|a|periodiskt|aven|ocksa|ogsa|dessutom|darmed|vid behov|ved behov|kunna|"
    r"kan|sa|dels|sammen|tillsammans|"
    r"gemensamt|arligen|arlig|lopande|lopende|dermed|for ovrig|dertil|i tillegg) ){0,3}"
    r"(?P<verb>[\w/]+)(?: (?P<passive>\w+[ae]s))?\b"
)
_PURPOSE = re.compile(r"\b(?:for att|for a|slik at|sa att|sa at|gjennom a|genom att|ved a|med tanke pa)\b")
_COMPLEMENT = re.compile(
    r"\b(?:ansvar\w*|arbeid\w*|arbeta\w*|jobb\w*|verk\w*|virke|initiativ|oppdrag|uppdrag\w*|uppgift|oppgave|"
    r"mulighet\w*|"
    r"mojlighet\w*|uppdraget) $"
)
_TWO_SUBJECTS = re.compile(rf"\b{SUBJECT}$")
_WHO = re.compile(r"koordinator|kontaktperson|pro[sj]+ektled|radet|grupp")
_WORD = re.compile(r"\w+")
_GIVES = re.compile(r"\b(?:gi|ge|gje) (?:\w+ ){1,8}?(?:tilgang|tillgang|bedre|battre|okt|okad|storre)\b")
_WHOLE = frozenset(("continuation_papers", "decide_before", "notice", "share", "parity"))
"""Kinds whose words hold the whole of a sentence: what else is read within them is a part of them."""
_ONLY_DESCRIBES = re.compile(r"\b(?:led[es]s|leds|leias|leiast|ledas|bygger|byggjer|byggs|bygges) (?:pa|av) (?!att?\b)")
"""The present tense that tells how something is built up or led, which is no deed."""
_IS = re.compile(
    r"\b(?:ska|skal|skall) (?:\w+ ){0,2}?(?:vara|vaere|vere|ha|kunna|kunne|bli|favne|omfatte|omfatta|forstas|forstaes|"
    r"anses|galla|gjelde|gjelda|finnas|finnes|tolkas|brukas|brukes|sees|ses)\b"
)
_BOTH = re.compile(
    r"\b(?:part(?:ene|erna|ane|arna|er|ar)|begge|bada|vardera|hver av|sammen|tillsammans|gemensamt|i fellesskap)\b"
)
_EVERY_UNIT = re.compile(
    r"\b(?:varje|samtliga|alla|hver|kvar|alle|den enkelte|olika) (?P<unit>namnd|forvaltning|kommun|kommune|enhet|"
    r"institution|fakultet|virksomhet|verksamhet)\w*"
)


def find_commitments(
    source: Source,
    document: str,
    language: str,
    *,
    named: list[Mention],
    parties: Sequence[Found[PartyValue]] = (),
    measures: Sequence[Found[PeriodValue] | Found[AmountValue]] = (),
) -> list[Found[PromiseValue]]:
    """Every promise that the text makes, in the order of the text, with its kind, its strength and who makes it.

    ``measures`` are the periods and amounts found already: a promise whose words hold one is measured by it.
    """
    found: list[Found[PromiseValue]] = []
    last: Mention | None = None
    short = short_names(source, parties)
    for sentence in read(source, document, language):
        scene = Scene(source, sentence, document, language, named, tuple(parties), last, short)
        found.extend(_measured(promise, measures) for promise in _promises(scene))
        here = within(named, sentence.start, sentence.end)
        last = here[0] if here else last
        if len(found) >= MOST:
            break
    return found[:MOST]


def _measured(
    promise: Found[PromiseValue], measures: Sequence[Found[PeriodValue] | Found[AmountValue]]
) -> Found[PromiseValue]:
    """The promise with the days or the money that its own words hold."""
    if promise.value.kind not in ("period", "fee", "ceiling"):
        return promise
    told = dict(promise.value.parameters)
    for measure in measures:
        if measure.span.start >= promise.span.end or promise.span.start >= measure.span.end:
            continue
        value = measure.value
        if isinstance(value, PeriodValue) and promise.value.kind == "period":
            told |= {"start": value.start, "end": value.end, "months": value.months}
        elif isinstance(value, AmountValue) and promise.value.kind != "period" and value.minor is not None:
            told |= {"amount": value.minor, "currency": value.currency, "per": value.per, "payer": value.payer}
        else:
            continue
        break
    parameters = tuple((name, held) for name, held in told.items() if held not in (None, ""))
    return replace(promise, value=replace(promise.value, parameters=parameters))


def _promises(scene: Scene) -> Iterator[Found[PromiseValue]]:
    sentence = scene.sentence
    if sentence.is_background and sentence.strength and not sentence.head and not _is_about_it(scene):
        return
    hits: list[Hit] = []
    for room in (governance, formal, money, work):
        for hit in room.hits(scene):
            if not any(_same(hit, known) for known in hits):
                hits.append(hit)
    whole = [hit for hit in hits if hit.kind in _WHOLE]
    hits = [
        hit for hit in hits if hit in whole or not any(one.start <= hit.start and hit.end <= one.end for one in whole)
    ]
    if scene.binds and not scene.plain[sentence.start : sentence.end].rstrip().endswith(":"):
        hits.extend(_others(scene, hits))
    for hit in sorted(hits, key=lambda one: (one.start, one.end)):
        strength = hit.strength or sentence.strength or "B"
        confidence = hit.confidence * (1 if sentence.strength in ("B", "P") or hit.strength else 0.85)
        if not scene.is_formal:
            confidence *= 0.85
        value = PromiseValue(hit.kind, strength, _promisor(scene), scene.words(hit.start, hit.end), hit.parameters)
        yield scene.source.found(value, _trimmed(scene, hit), "commitments", confidence, sentence.why or "kind_words")


def _same(one: Hit, other: Hit) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return one.kind == other.kind and shared > 0.5 * min(one.end - one.start, other.end - other.start)


def _is_about_it(scene: Scene) -> bool:
    """Whether a sentence among the background speaks of this cooperation, and not of the world."""
    return bool(
        re.search(
            r"\bpart(?:ene|erna|ane)\b|\b(?:denne|dette|detta|denna) (?:avtal\w*|samarbe\w*|samverkan)|\binngaelse av|"
            r"\bsom ska\b",
            scene.plain[scene.sentence.start : scene.sentence.end],
        )
    )


def _others(scene: Scene, hits: list[Hit]) -> Iterator[Hit]:
    """The parts of a binding sentence that no kind's own words cover: something is to be done or brought about."""
    for start, end in _parts(scene):
        words = scene.plain[start:end]
        if any(
            min(end, hit.end) - max(start, hit.start) >= 0.3 * min(end - start, hit.end - hit.start) for hit in hits
        ):
            continue
        after = scene.plain[max(start, min(scene.sentence.at, end)) : end] if scene.sentence.at > start else words
        verb = next((match.group() for match in _WORD.finditer(after) if is_verb(match.group())), None)
        if verb is None and _IS.search(words) and scene.sentence.why != "aim":
            continue
        if scene.sentence.why == "present_duty" and _ONLY_DESCRIBES.search(words):
            continue
        if verb is None and scene.sentence.why not in ("list_of_duties",) and scene.sentence.strength == "B":
            verb = ""
        outcome = "effect" if _GIVES.search(words) else outcome_of(verb) if verb else ""
        parameters: tuple[tuple[str, object], ...] = ()
        if each := _EVERY_UNIT.search(scene.plain, scene.sentence.start, scene.sentence.end):
            unit = {"namnd": "committee", "forvaltning": "administration"}.get(each["unit"], "")
            yield Hit("activity_in_each", start, end, (("unit_kind", unit),) if unit else (), confidence=0.7)
        elif (
            outcome == "effect"
            or (outcome == "" and scene.sentence.strength in ("A", "W"))
            or scene.sentence.why == "aim"
        ):
            yield Hit(
                "statement",
                start,
                end,
                (),
                "A" if scene.sentence.strength == "B" and outcome == "effect" else "",
                confidence=0.6,
            )
        else:
            if sorts := work.sorts_of(words):
                parameters = (("sorts", sorts),)
            if _BOTH.search(words):
                parameters += (("both_parties", True),)
            yield Hit("activity", start, end, parameters, confidence=0.65 if verb else 0.5)


def _parts(scene: Scene) -> list[tuple[int, int]]:
    """The sentence, cut where another verb goes on with the same duty; purposes are not cut."""
    sentence = scene.sentence
    cuts = [sentence.start]
    purpose = False
    place = sentence.at
    for match in _GO_ON.finditer(scene.plain, sentence.at, sentence.end):
        verb = "verb" if is_verb(match["verb"]) else "passive"
        if not (match[verb] and is_verb(match[verb])):
            continue
        between = scene.plain[place : match.start()]
        joint = match["joint"].strip(" ,")
        for aim in _PURPOSE.finditer(between):
            purpose = not _COMPLEMENT.search(between[: aim.start()])
        purpose = purpose and joint not in ("men", ";")
        if match["subject"]:
            goes_on, purpose = len(between.split()) > 1 and not _TWO_SUBJECTS.search(between), False
        elif joint == "som":
            goes_on = bool(_WHO.search(between))
        else:
            words = between.split()
            verbs = [index for index, word in enumerate(words) if is_verb(word)]
            goes_on = (bool(verbs) or len(cuts) > 1) and len(words) > (verbs[-1] + 1 if verbs else 0)
        if goes_on and not purpose:
            cuts.append(match.end("joint"))
            place = match.end(verb)
    return list(zip(cuts, [*cuts[1:], sentence.end], strict=True))


def _trimmed(scene: Scene, hit: Hit) -> tuple[int, int]:
    """The hit's place from a word's beginning to a word's end, within its sentence."""
    start, end = max(hit.start, scene.sentence.start), min(hit.end, scene.sentence.end)
    flow = scene.source.flow
    if start > scene.sentence.start and flow[start - 1].isalnum() and flow[start].isalnum():
        while start < end and flow[start].isalnum():
            start += 1
    while start < end and flow[start] in " ,;:.\t":
        start += 1
    while end < scene.sentence.end and flow[end - 1].isalnum() and flow[end].isalnum():
        end += 1
    while end > start and flow[end - 1] in " ,;:\t":
        end -= 1
    return (start, end) if end > start else (scene.sentence.start, scene.sentence.end)


def _promisor(scene: Scene) -> str:
    """Who promises: the party that stands nearest to the duty's word, or "parties" for all of them."""
    start, end = scene.sentence.head or (scene.sentence.start, scene.sentence.end)
    stretch = scene.plain[start:end]
    if re.search(r"\bpart(?:ene|erna|ane|arna)\b|\bbegge\b|\bbada\b|\bvardera\b", stretch):
        return "parties"
    return scene.named_party(start, end)
