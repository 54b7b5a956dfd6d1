"""The verbs that agreements promise with, in Swedish, Bokmål and Nynorsk, by what comes of them."""

import re
from functools import lru_cache

_BUILDING = """
    bygg etabler fardigstall ferdigstill formaliser framlegg framstall fremlegg igangsett initier
    inratt konkretiser lagg lanser legg opprett produser skap start tilrettelegg upprett utarbeid
    utarbet
"""
_DOING = """
    aterkomm upplat overlat overlamn oversend byggj leggj nemn styrkj
    abonner ajourfor anmal anordn ansett anstall ansvar anvand arbeid arbet arranger arrangor avgjor
    avhold avrop avsatt avsett beakt bedom behandl bekost ber bered beret beskytt beslut besta
    bestall bestem bestill besvar betal bevak bevar bind bist bistar bjud bruk dekk del delt
    diskuter dokumenter drift driv droft eftersok engager engasjer erbjud ers erstatt evaluer fa
    fastsett faststall finansier folg folge folj forankr forbered foresla forhandl formidl forvalt
    forverklig fullfor ge genomfor gi gje gjennomfor gjer gjor gor hall handled handter hant hold
    identifier inform informer inga inkluder innga innkall inviter involver iverksett jobb kall
    kartlagg kartlegg kjop kobl kommunicer kommuniser komplett kompletter koordiner kop kopl kopp
    koppl lagr led lever leverer meddel medfinansier medverk medvirk mot mott nytt oppdater oppnemn
    oppnevn oppta organiser orienter oversyn overvak planer prenumerer prioriter prov provar
    publicer publiser rapporter realiser redegjor redogor redovis reguler rekryter respekter rett
    rettlei revider ryms samarbeid samarbet samkjor samlas samles sammantrad samordn samverk se
    sekretess skriv skydd sok sokj spre sprid stall still stod stott supplier svar synkroniser
    synliggjor synliggor ta tack tackn tar tek test tilby tilgjengeliggjor tillgangliggor
    tillhandahall tillsatt traff treff underlatt understod understott uppdater utbild utbyt utdann
    utfor utfyll utlys utnamn utnytt utok utpek utse utvarder utveckl utveksl utvid utvidg utvikl
    varsl vedta veiled verk verkstall vidareutveckl vidareutvikl videreutvikl virk vurder
"""
_EFFECT = """
    auk betr bidra effektiviser forbattr forbedr framj frem fremj gynn hev hoj ivaret ivareta minsk
    ok reduser sakerstall sakr sikr stark styrk tillvara tillvarat
"""
_OFTEN_OTHER = """
    ansvar ar arbeid arbeide arbete avrop behandling ber beslut bruk bygg byggs del delar dele deler
    dels drift driver fa far folge frem hev hoj hold kall kjop kommunicer kop lager lagrar led
    ledare leder mot mote moter mott ok omfattar omfatte omfatter oversyn plan planer prov se
    sekretess skap skriv skrives skydd sok start still stod stott svar tack tar test tester utbyte
    verk verke vers virke
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
_NOUNS = _stems(_OFTEN_OTHER)
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
