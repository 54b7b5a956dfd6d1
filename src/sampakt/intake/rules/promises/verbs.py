"""The verbs that agreements promise with, in Swedish, Bokmål and Nynorsk, by what comes of them."""

import re
from functools import lru_cache

_BUILDING = """
    bild bygg etabler fardigstall ferdigstill formaliser framlegg framstall fremlegg igangsett initier
    inratt konkretiser lagg lanser legg opprett produser skap skip start tilrettelegg uppratt upprett
    utarbeid utarbet
"""
_DOING = """
    abonner ajourfor analyser anmal anordn ansett ansok anstall ansvar anvand arbeid arbet arkiver
    arranger arrangor aterkomm avgjer avgjor avhold avklar avrop avsatt avsett avtal bar beakt bedom
    behandl bekost bemann ber berakn bered beregn beret beskytt beslut besta bestall bestem bestill
    besvar betal bevak bevar beslutt bevilg bevilj bind bist bistar bjud bruk byggj dekk del delt diskuter
    disponer dokumenter drift driv droft eftersok efterstrav engager engasjer erbjud ers erstatt
    etterlev evaluer fa fakturer fastsett faststall finansier folg folge folj forankr forbered foresla
    forhandl formidl forvalt forverklig fullfor ge genomfor gi gje gjennomfor gjer gjor godkann godkjenn
    gor hald hall handled handter hant hold identifier inbjud inform informer inga inkluder inkom innga
    innkall innlever instift inviter involver iverksett jobb kall kartlagg kartlegg kjop kobl kommunicer
    kommuniser komplett kompletter koordiner kop kopl kopp koppl kunngjor kvalitetssikr lagr led leggj
    lei lever leverer meddel medfinansier medverk medvirk meld mojliggor mot mott muliggjor nemn nytt
    oppdater oppfyll oppmuntr oppnemn oppnevn oppta organiser orienter overhold overlamn overlat
    oversend oversyn overvak peik pek placer plasser planer prenumerer prioriter prov provar publicer publiser
    rapporter realiser redegjor redogor redovis refunder registrer reguler rekommender rekryter
    respekter rett rettlei revider ryms samarbeid samarbet samfinansier samkjor samlas samles sammankall
    sammanstall sammantrad sammenkall samordn samverk sand se sekretess send skip skriv skydd sok sokj
    sorg spre sprid stall still stod stott styrkj supplier svar synkroniser synliggjor synliggor ta tack
    tackn tar tek test tilby tilgjengeliggjor tillat tillgangliggor tillhandahall tillsatt tilpass traff
    treff underlatt underratt undersok understod understott uppdater uppfyll upplat uppmuntr utbild
    utbyt utdann utfor utfyll utlys utnamn utnytt utok utpek utse utvarder utveckl utveksl utvid utvidg
    utvikl varsl vedlikehold vedta veiled verk verkstall vidareutveckl vidareutvikl videreutvikl virk
    vurder
"""
_EFFECT = """
    auk betr bidra effektiviser forbattr forbedr framj frem fremj gynn hev hoj ivaret ivareta minsk ok
    reduser sakerstall sakr sikr stark styrk tillvara tillvarat
"""
_OFTEN_OTHER = """
    ansvar ar arbeid arbeide arbete avrop avtal avtalar avtale avtaler bar bara bare behandling ber
    beslut bruk bygg byggs del delar dele deler dels drift driver fa far folge frem hev hoj hold kall
    kjop kommunicer kop lager lagrar led ledare leder lei leie mot mote moter mott nytta nytte ok omfattar omfatte
    omfatter oversyn plan planer prov sand se sekretess sende skap skip skriv skrives skydd sok sorg
    start still stod stott svar tack tar test tester utbyte verk verke vers virke
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
