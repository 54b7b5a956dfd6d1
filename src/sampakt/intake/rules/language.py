"""Which language a text is written in: counted on small words, plural endings and letters that the others lack."""

import re

from sampakt.intake.rules.draft import Found
from sampakt.intake.rules.text import Source, plain

# Words that two or three of the languages share stand with each of them.
_WORDS = {
    "sv": "och att är som inte av en ett den detta eller från ska skall genom mellan kommer inom vid sig mot även har "
    "blir under samverkan avtalet kommunen parterna vilket dessa andra gäller enligt kommunens samt vara näringsliv "
    "överenskommelse kommunstyrelsen utbildning forskning universitetet vad hur också när där ut upp in nya sina för "
    "till på år mycket många skrev",
    "nb": "og at er som ikke av en et den dette eller fra skal gjennom mellom kommer innen ved seg mot også blir under "
    "samarbeid avtalen kommunen partene hvilket disse andre gjelder ifølge kommunens samt være næringsliv hva hvordan "
    "når der ble hvor bare mye noen hun de jeg nye sine til på har for ut opp inn utdanning forskning universitetet å "
    "år mange skrev flere vedtok",
    "nn": "og at er som ikkje av ein eit den dette eller frå skal gjennom mellom kjem innan ved seg mot også vert "
    "under samarbeid avtalen kommunen partane desse andre gjeld kommunane vere næringsliv kva korleis når der vart "
    "kvar berre mykje nokon ho dei eg nye sine til på har for ut opp inn sjølv skriv noko fleire utdanning forsking å "
    "år universitetet mange skreiv vedtok",
}
_ENDINGS = (
    ("sv", re.compile(r"\w{3}(?:er|ar|or)na\b")),
    ("nb", re.compile(r"\w{4}ene\b")),
    ("nn", re.compile(r"\w{4}ane\b")),
)
"""How the three end a plural that is known: parterna, partene, partane."""
_LETTERS = (("sv", "äö"), ("nb", "æø"), ("nn", "æø"))
_ONLY, _SHARED, _ENDING, _LETTER = 3.0, 1.0, 1.5, 0.2
_WORD = re.compile(r"[^\W\d_]+")
_READ = 200_000


def _weights() -> dict[str, dict[str, float]]:
    """What each word says for each language; a word that has lost its marks says less."""
    weights: dict[str, dict[str, float]] = {}
    for language, words in _WORDS.items():
        for word in words.split():
            weights.setdefault(word, {})[language] = _SHARED
    for shared in weights.values():
        if len(shared) == 1:
            shared.update(dict.fromkeys(shared, _ONLY))
    for word in list(weights):
        weights.setdefault(plain(word), dict.fromkeys(weights[word], _SHARED))
    return weights


_WEIGHTS = _weights()


def find_language(source: Source) -> Found[str] | None:
    """The code "sv", "nb" or "nn", or None when no word tells; stands on the first sentence that tells."""
    points = dict.fromkeys(_WORDS, 0.0)
    first: dict[str, int] = {}
    beginning = source.flow[:_READ].lower()
    for match in _WORD.finditer(beginning):
        for language, weight in _WEIGHTS.get(match.group(), {}).items():
            points[language] += weight
            if weight == _ONLY:
                first.setdefault(language, match.start())
    if not any(points.values()):
        return None
    for language, ending in _ENDINGS:
        points[language] += _ENDING * sum(1 for _ in ending.finditer(source.plain, 0, _READ))
    for language, letters in _LETTERS:
        points[language] += _LETTER * sum(beginning.count(letter) for letter in letters)
    best = max(points, key=lambda language: points[language])
    others = max(value for language, value in points.items() if language != best)
    place = source.sentence_at(min(first.get(best, 0), len(source.flow) - 1))
    sure = 0.5 + 0.5 * (points[best] - others) / sum(points.values())
    return source.found(best, place, "language", sure, "small_words")
