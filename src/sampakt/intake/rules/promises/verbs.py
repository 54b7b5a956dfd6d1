"""The verbs that agreements promise with, in Swedish, Bokmål and Nynorsk, by what comes of them."""

import re
from functools import lru_cache

_BUILDING = """
    etabler skap utarbet utarbeid upprett opprett inratt bygg konkretiser framlegg fremlegg legg lagg formaliser tilrettelegg
    lanser ferdigstill fardigstall produser framstall igangsett initier start
"""
_DOING = """
    samverk samarbet samarbeid samordn koordiner genomfor gjennomfor delt medverk medvirk stod stott understod understott
    tillhandahall tilby erbjud bidra bidrar still stall ansvar fullfor folj folg redovis rapporter redegjor redogor
    inform orienter dokumenter evaluer utvarder overvak bevak foresla foreslar identifier prioriter planer forvalt
    utveckl utvikl utvid utvidg utok kopp kopl koppl kobl kall innkall inviter bjud utbyt utveksl del avsett avsatt finansier bekost betal
    ers erstatt dekk tack utse utpek oppnevn oppnemn utnamn ansett anstall tillsatt rekryter utbild utdann handled veiled rettlei
    publicer publiser sprid spre formidl synliggor synliggjor tillgangliggor tilgjengeliggjor ber bered forbered behandl avgjor beslut bestem vedta fastsett
    faststall tackn undertecknar informer kommunicer kommuniser diskuter droft vurder bedom arrangor arranger arrangér anordn avhold hall hold
    mot mott treff traff sammantrad samles samlas meddel varsl anmal respekter folge rett skriv sok sokj arbet arbeid jobb verk virk
    beret prenumerer abonner kop kjop lever leverer bygga forankr realiser forverklig verkstall iverksett organiser reguler
    underlatt tilrettelegg ta tar tek bruk anvand utnytt nytt inkluder involver engasjer engager inga inngar ingar
    led leder drift driv lagr behandl bevar sekretess skydd beskytt hant handter svar besvar medfinansier ta-emot oppta ge ges gi gis gje gir ger bereds beredas
    prov provar test kartlegg kartlagg fa far far skap prioritere eftersok eftersok vidareutveckl videreutvikl vidareutvikl avropar avrop bestall bestill utlys utfor
    revider se oversyn uppdater oppdater ajourfor komplett kompletter supplier supplere utfyll beakt omfatt favn synkroniser samkjor forhandl representer besta bistar bist ryms bindes binds legges
"""
_EFFECT = """
    stark styrk ok auk forbattr forbedr betr sakr sakerstall sikr frem framj fremj gynn hoj hev minsk reduser effektiviser underlatt tillvarat
    ivaret ivareta tillvara bidra medfor
"""


def _stems(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BUILDS = _stems(_BUILDING)
_EFFECTS = _stems(_EFFECT)
_ALL = sorted(_BUILDS | _stems(_DOING) | _EFFECTS, key=len, reverse=True)
_ENDING = r"(?:a|ar|as|ast|e|er|es|est|s|r|er)?"
VERB = rf"(?:{'|'.join(re.escape(stem) for stem in _ALL)}){_ENDING}"
"""A pattern of such a verb in plain letters: infinitive or present, active or passive."""

_VERB = re.compile(rf"(?:{VERB})\Z")
_STEM = re.compile(rf"(?P<stem>{'|'.join(re.escape(stem) for stem in _ALL)}){_ENDING}\Z")
_NOUNS = frozenset(
    "arbete arbeid arbeide del dele delar deler ar bruk start test svar skap kop kjop svar plan planer skriv vers mote moter dels ledare leder"
    " sok sekretess oversyn beslut prov avrop led drift still fa far ber mot mott ok stod stott se tar skrives frem hold hev hoj skydd"
    " kommunicer utbyte ansvar tack folge test tester kall still byggs bygg lager lagrar omfattar omfatter omfatte driver verk virke verke behandling".split()
)
"""Forms that are as often nouns or other words; they are verbs only where a verb must stand."""


@lru_cache(maxsize=4096)
def is_verb(word: str) -> bool:
    """Whether a plain word is such a verb, and hardly anything else."""
    return word not in _NOUNS and bool(_VERB.match(word))


@lru_cache(maxsize=4096)
def outcome_of(word: str) -> str:
    """What comes of the verb: ``built``, ``effect`` or ``done``; "" when it is none of these."""
    match = _STEM.match(word)
    if match is None:
        return ""
    return "built" if match["stem"] in _BUILDS else "effect" if match["stem"] in _EFFECTS else "done"
