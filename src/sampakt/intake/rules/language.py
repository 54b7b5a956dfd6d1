"""Which language a text is written in: counted on the small words that only one of the three has."""

import re

from sampakt.intake.rules.draft import Found
from sampakt.intake.rules.text import Source

# Plain forms: no marks over letters. Words that two of the languages share stand for both.
_WORDS = {
    "sv": "och att ar som inte av en ett den detta eller fran ska skall genom mellan kommer inom vid sig mot aven "
    "har blir under hogskolan hogskola samverkan avtalet kommunen parterna vilket dessa andra galler enligt "
    "kommunens samt aterstaende vara naringsliv overenskommelse kommunstyrelsen utbildning forskning "
    "universitetet vad hur ocksa nar dar ut upp in nya sina for till pa",
    "nb": "og at er som ikke av en et den dette eller fra skal gjennom mellom kommer innen ved seg mot ogsa blir "
    "under hoyskolen hogskolen samarbeid avtalen kommunen partene hvilket disse andre gjelder ifolge kommunens "
    "samt vaere naeringsliv hva hvordan nar der ble hvor bare mye noen hun de jeg nye sine til pa har for ut "
    "opp inn utdanning forskning universitetet",
    "nn": "og at er som ikkje av ein eit den dette eller fra skal gjennom mellom kjem innan ved seg mot ogso vert "
    "under hogskulen hogskule samarbeid avtalen kommunen partane desse andre gjeld kommunane vere naeringsliv "
    "kva korleis nar der vart kvar berre mykje nokon ho dei eg nye sine til pa har for ut opp inn sjolv me "
    "skriv ogsa noko fleire utdanning forsking universitetet hogskulane",
}
_ONLY_WEIGHT = 3


def _weights() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = {}
    for language, words in _WORDS.items():
        for word in words.split():
            weights.setdefault(word, {})[language] = 1
    for shared in weights.values():
        if len(shared) == 1:
            shared.update({language: float(_ONLY_WEIGHT) for language in shared})
    return weights


_WEIGHTS = _weights()
_WORD = re.compile(r"[a-z]+")
_READ = 200_000


def find_language(source: Source) -> Found[str] | None:
    """ "sv", "nb" or "nn", or None when no word tells; stands on the first sentence that tells."""
    points = {"sv": 0.0, "nb": 0.0, "nn": 0.0}
    first: dict[str, int] = {}
    for match in _WORD.finditer(source.plain, 0, _READ):
        for language, weight in _WEIGHTS.get(match.group(), {}).items():
            points[language] += weight
            if weight > 1:
                first.setdefault(language, match.start())
    best = max(points, key=lambda language: points[language])
    whole = sum(points.values())
    if not points[best]:
        return None
    place = source.sentence_at(first.get(best, 0))
    others = max(value for language, value in points.items() if language != best)
    return source.found(best, place, "language", 0.5 + 0.5 * (points[best] - others) / whole, "small_words")
