"""The words of promises about the work: plans, reports, evaluation, roles, deliverables, needs."""

import re
from collections.abc import Iterator

from sampakt.intake.rules.cadence import cadences
from sampakt.intake.rules.numerals import months_in
from sampakt.intake.rules.promises.scene import Hit, Scene

_DECIDES = (
    r"\b(?:besluta\w*|beslutt\w*|vedta\w*|vedtek|faststall\w*|fastsett\w*|antar|anta|utarbeta\w*|utarbeid\w*|"
    r"upprattar?|upprattas|lage|lager|lages|laga|tar fram|ta fram|tas fram|identifier\w*|prioriterer|"
    r"prioriterar|lagger fast|legger fast|godkjenner|godkanner|bestammer|bestemmer|bestamma|bestemme|utformer|"
    r"utforma\w*|lagges fram|har (?:en )?|fungere\w*|foreligge|konkretiser\w*)"
)
_PLANS = re.compile(
    r"\b(?P<adjectives>(?:(?:en|ett|ei|et|eit|ny|felles|gemensam|kommande|kommende|arlig|arleg|arliga|arlige|konkret|"
    r"konkrete|rullerande|flerarig) )*)(?P<plan>(?:verksamhets|virksomhets|handlings|handlingsplan|aktivitets|arbets|"
    r"arbeids|ars|genomforande|tiltaks|atgards|framdrifts|"
    r"samverkans|samarbeids|utvecklings|kommunikations|kommunikasjons|verksemds)-?plan\w*|plan(?:en|er)?\b(?= (?:for|"
    r"over|med))|(?:prioriterade|prioriterte|kommande prioriterade) (?:\w+ )?omra\w+|prioriteringar|prioriteringer|"
    r"satsnings?omra\w+|innsatsomra\w+|insatsomra\w+)"
)
_BELONGING = re.compile(r"\b(?:med|og|och) (?:tilhorende|tillhorande|tilhoyrande)\b")
_DECIDING = re.compile(_DECIDES)
_REPORTING = re.compile(
    r"\b(?:redovis\w*|rapporter(?!ingsp)\w*|aterrapporter\w*|tilbakerapporter\w*|redogor\w*|redegjor\w*|redogjor\w*|"
    r"gjor\w* greie|orienter\w*|avlegg\w*|avge rapport|avgi rapport|legge fram rapport|legge frem rapport|"
    r"lamna\w* rapport|overlamn\w*|oversend\w*|aterkommer med|kommer tilbake med|"
    r"lagga fram rapport|presenter\w* (?:\w+ ){0,3}(?:rapport|resultat)\w*|halle? (?:\w+ ){0,3}?(?:informerad|"
    r"orientert|informert)\w*|halda orientert)"
)
_DOCUMENTS = re.compile(
    r"\b(?:rapport(?:en|er)?|delarsrapport\w*|arsrapport\w*|arsmelding\w*|arsberetning\w*|arsredovisning\w*|"
    r"verksamhetsberattelse\w*|"
    r"halvarsrapport\w*|tertialrapport\w*|kvartalsrapport\w*|sluttrapport\w*|slutrapport\w*|bokslut\w*|"
    r"lagesrapport\w*|statusrapport\w*)\b"
)
_RECIPIENT = re.compile(
    r"\b(?:til|till|for|infor|overfor)\s(?P<who>(?:\w+ ){0,3}?(?:forum|ledningsgrupp\w*|ledelse\w*|ledning\w*|leiinga|"
    r"namnd\w*|\w*styrelse\w*|styret|\w*styret|\w*utskott\w*|fullmaktige|\w*fullmaktige|formannskap\w*|fylkesting\w*|"
    r"\w*grupp\w*|"
    r"\w*radet|\w*utval\w*|\w*radmann\w*|"
    r"rektor\w*|direktor\w*|\w*direktor\w*|part\w*|departement\w*|myndighet\w*|koordinat\w*))(?P<more>(?:,| och| og|"
    r" samt) (?:till |til )?(?:\w+ ){0,2}?(?:ledningsgrupp\w*|ledelse|ledning|namnd\w*|\w*styrelse\w*|\w*styret|"
    r"\w*grupp\w*|\w*radet|rektor\w*|fullmaktige|formannskap\w*|fylkesting\w*|universitetsledning\w*))?"
)
_EVALUATES = re.compile(r"\b(?:utvarder\w*|evaluer\w*|folgeforskning|foljeforskning)\b")
_TYPES = (
    ("research_based", r"forskningsbaser\w*|folgeforskning|foljeforskning|vitenskapelig|vetenskaplig"),
    ("external", r"ekstern|extern|uavhengig|oberoende"),
    ("mid_term", r"halvtid|halvveis|midtveis|midtvegs|halvvags"),
    ("final", r"slutt?utvarder|sluttevaluer|slutevaluer"),
)
_AN_EVALUATION = re.compile(
    r"\b(?:en|ei|forskningsbaser\w*|ekstern|extern|gjennom\w*|genom\w*|felles|gemensam|arlig|arleg|utfor\w*|skje|"
    r"ske)\b[^.;,]{0,30}$"
)
_MAKES_EVALUATION = re.compile(
    r"\b(?:dokumenter\w*|gjennomfor\w*|genomfor\w*|ska|skal|skall|utvarder\w*|evaluer\w*|forplikt\w*)\b"
)
_BASIS = re.compile(
    r"\b(?:underlag|grunnlag|grundlag|basis|til grunn|till grund)\b[^.;]{0,100}\b(?:beslut\w*|vedtak\w*|vurder\w*|"
    r"bedom\w*|videre|fortsatt\w*|avgjor\w*|stallning\w*|forlang\w*|forleng\w*|nytt? avtal\w*)\b"
)
_BEFORE_END = re.compile(
    r"\b(?:for|innan|foran|forran|senast|senest)\b[^.;]{0,50}\b(?:utlop\w*|utgang\w*|upphor\w*|opphor\w*|slutt?\w*|"
    r"avslutning\w*|avslut\w*|loper ut|gar ut|dess|utloper|desember|december)\b"
)
_ROLES = re.compile(
    r"\b(?:(?:kommunal|gemensam|felles|egen|eigen|lokal|sarskild|dedikert|fast)\w* )?(?P<role>\w*(?:koordinator|"
    r"samordnare|samordner|kontaktperson|kontaktpersoner|pro[sj]{1,2}ektlede[rn]|pro[sj]{1,2}ektledare|"
    r"pro[sj]{1,2}ektleiar|resursperson|ressursperson|partnerskapsansvarlig|avtalsansvarig|avtaleansvarlig"
    r"|nestleder|pro[sj]ektansvarlig|pro[sj]ektansvarig|handlaggare|samverkansledare)(?:e|er|en|ar|ene|na|ne|erne|"
    r"arne|aren)?)\b"
)
_FUNCTIONS = (
    ("deputy_project_leader", r"nestleder"),
    ("project_leader", r"pro[sj]+ekt(?:led|leiar|ansvar)"),
    ("coordinator", r"koordinator|samordn|samverkansledare"),
    ("contact", r"kontaktperson|resursperson|ressursperson"),
    ("officer", r"handlagg"),
    ("owner", r"avtalsansvar|avtaleansvar|partnerskapsansvar"),
)
_FILLS = re.compile(
    r"\b(?:ska det finnas|skal det finnes|skal det finnast|skal det vaere|skal det vere|ska finnas|skal finnes|finnas|"
    r"utses?|utser|nemne?r? opp|nemner|nemnast|(?:ar|er) utsedda?|utpekes?|utpeker|utpekas|utpekar|oppnevne[rs]?|"
    r"oppnemn\w*|utnamn\w*|utnevn\w*|"
    r"tillsatt\w*|avsatt\w*|avsett\w*|ansett\w*|anstall\w*|stille[rs]? med|staller|betalar varsin|"
    r"skal ha|ska ha|har en|har ei|har hver sin|har varsin|engager\w*|finansier\w*|peker ut|pekar ut|velger|"
    r"skal (?:\w+ ){0,4}ha|ska (?:\w+ ){0,4}ha|er kontaktperson|ar kontaktperson)\b"
)
_EACH = re.compile(
    r"\b(?:varje|hver av|kvar av|hver|kvar|alla|samtliga|vardera|begge|bada|varsin|hver sin|den enkelte|"
    r"alle) (?:av )?(?P<what>\w+)?"
)
_OWNER = re.compile(
    r"\b(?:dokumentansvarig|dokumentagare|dokumentansvarleg|dokumenteier|"
    r"dokumentansvarlig)\s?:?\s(?P<who>[^.;\t]{4,100})"
)
_POSITIONS = re.compile(
    r"\b(?:stipendiat\w*|doktorand\w*|phd\w*|ph\.d\w*|postdok\w*|forskergruppe\w*|forskargrupp\w*|"
    r"kombinasjonsstilling\w*|kombinationstjanst\w*|kombinerte stillinger|delte stillinger|delade tjanster|"
    r"forenade anstallningar|ii-stilling\w*|professor ii|adjungera\w*|gastforskare|bistilling\w*|gjesteforsker\w*)"
)
_GETS_POSITION = re.compile(
    r"\b(?:prioriter\w*|finansier\w*|avsatt\w*|avsett\w*|tillsatt\w*|etabl\w*|inratt\w*|ansett\w*|anstall\w*|"
    r"opprett\w*|stille|fa pa plass|utlys\w*|rekrytera\w*|rekrutter\w*)\b"
)
_THINGS = (
    r"(?:\w*modell\w*|\w*pilot\w*|\w*guideline\w*|retningslinj\w*|riktlinj\w*|\w*rutin\w*|\w*verktoy\w*|\w*verktyg\w*|"
    r"virkem\w*|\w*strategi(?:en|n|)?\b|\w*program(?:met)?\b|\w*arena(?:er|en|n)?\b|\w*plattform\w*|\w*portal\w*|"
    r"\w*webb\w*|nettside\w*|\w*kurs(?:er|et)?\b|\w*utdanningstilbud\w*|\w*senter\w*|\w*centrum\w*|"
    r"\w*centra\b|styringsform\w*|\w*struktur\w*|\w*ordning\w*|\w*system\w*|\w*koncept\w*|\w*konsept\w*|\w*labb?\b|"
    r"\w*lab\b|forslag\w*|\w*mall(?:ar|en)?\b|\w*register|\w*oversikt\w*|\w*katalog\w*|\w*nettverk\w*|\w*natverk\w*|"
    r"\w*metod\w*|\w*utbildningar|\w*delprosjekt\w*|\w*delprojekt\w*|\w*mandat\w*|\w*arshjul\w*|\w*arshjul|"
    r"\w*malbild\w*)"
)
_DELIVERS = re.compile(
    r"\b(?:etabler\w*|skapa\w*|skape\w*|utarbet\w*|utarbeid\w*|uppratt\w*|opprett\w*|inratt\w*|bygg(?:a|e|es|s|as|"
    r"er opp|a upp|e opp)\b|konkretiser\w*|framlegg\w*|fremlegg\w*|lagga fram|legge frem|legge fram|legg\w* (?:frem|"
    r"fram)|ta(?:s|r)? fram|fa pa plass|far pa plass|pa plass|utveckl(?!ing)\w*|utvikl(?!ing)\w*|prove ut|prova ut|"
    r"lanser\w*|ferdigstill\w*|fardigstall\w*|produser\w*|starta?\w*|iverksett\w*|igangsett\w*|fastsett\w*|utform\w*)"
    rf"(?: [\w/,-]+){{0,9}}? (?P<what>{_THINGS})"
)
_ALSO = re.compile(rf"\bsamt (?:\w+ ){{0,2}}?(?P<what>{_THINGS}) (?:for|til|till) (?:\w+ ){{0,3}}\w+")
_IS_PURPOSE = re.compile(r"\b(?:for|for at|for att) (?:a |att )?$")
_WITHIN = re.compile(r"\b(?:innen|inom|innan|i lopet av|inom loppet av|under)\b[^.;]{0,50}")
_NEEDS = re.compile(
    r"\b(?:tar avstamp i|ta avstamp i|ta utgangspunkt i|tar utgangspunkt i|med utgangspunkt i|utga fran|utgar fran|"
    r"styras? av|drivas? av|svarer pa|svara mot|bygge pa|bygger pa|baseras pa|forankres i|"
    r"forankras i) (?:[\w-]+ ){0,4}?(?:\w*behov\w*|\w*utmaning\w*|\w*utfordring\w*)\b[^.;]{0,140}"
)
_CREDITS = re.compile(
    r"\b(?:ger|gir|gjev|skal gi|ska ge) (?:\w+ ){0,2}?(?:hogskolepoang|studiepoeng|poang|"
    r"vekttall)\b[^.;]{0,40}"
)
_THEMES = re.compile(
    r"\b(?:organiser\w*|fokuser\w*|konsentrer\w*|koncentrer\w*|omfatt\w*|inriktas|rettes|riktas|delas in|deles inn|"
    r"bedrivs|skje|ske|arbeta\w*|arbeid\w*|samverka\w*|samarbeid\w*|samarbeta\w*|prioriter\w*|galle|"
    r"gjelde)\b (?:[\w-]+ ){0,5}?(?:tema(?:er|n|ene|omra\w+)?|tematisk\w*|(?:prioritera?te?|prioriterade|utvalgte|"
    r"utvalda|"
    r"folgende|foljande|tre|fyra|fire|fem|seks|sex|sju|to|tva) (?:\w+ )?omra\w+)\b[^.;:]{0,60}"
)
_SORTS = (
    (
        "advocacy",
        r"nasjonal\w* forskrift|nationell\w* regel|nationella regler|nasjonal\w* regelverk|finansieringsmekanism|"
        r"paverka (?:staten|regering)|pavirke (?:staten|regjering)|horingssvar|remissvar|myndigheter.{0,20}paver",
    ),
    ("network", r"natverk|nettverk"),
    ("dialogue", r"i dialog|dialogmot|innbyggerdialog|medborgardialog|medskap|medvirk|medverkan|involver"),
    ("event", r"seminari|konferans|konferens|workshop|arrangement|evenemang|moteplas|motesplat|fagdag|temadag"),
    ("dissemination", r"formidl|sprid|publis|public|kommunik|synliggj|synliggor"),
)


def hits(scene: Scene) -> Iterator[Hit]:
    """The promises about the work that the sentence makes."""
    if match := scene.find(_OWNER):
        yield Hit("role_filled", *match.span(), (("functions", ("owner",)),), "B", 0.7)
        return
    if not scene.binds:
        if match := scene.find(_CREDITS):
            yield Hit("activity", scene.begins(match.start(), 80), match.end(), (("types", ("credits",)),), "B", 0.55)
        if match := scene.find(_NEEDS):
            yield Hit("starts_from_need", max(scene.sentence.start, match.start() - 16), match.end(), (), "B", 0.55)
        if scene.document == "agreement" and (match := scene.find(_THEMES)):
            begins = max(scene.sentence.start, match.start() - 40)
            yield Hit("activity_in_each", begins, match.end(), (("themes", True),), "B", 0.6)
        yield from _roles(scene)
        return
    yield from _plans(scene)
    yield from _reports(scene)
    yield from _evaluations(scene)
    yield from _roles(scene)
    yield from _delivered(scene)
    if match := scene.find(_NEEDS):
        yield Hit("starts_from_need", *match.span(), ())
    if match := scene.find(_CREDITS):
        yield Hit("activity", scene.begins(match.start(), 80), match.end(), (("types", ("credits",)),))
    if match := scene.find(_THEMES):
        yield Hit(
            "activity_in_each",
            max(scene.sentence.start, match.start() - 40),
            match.end(),
            (("themes", True),),
            confidence=0.7,
        )


def sorts_of(words: str) -> tuple[str, ...]:
    """Which sorts of deed a promise in these plain words counts; none when anything does."""
    return tuple(code for code, pattern in _SORTS if re.search(pattern, words))


def _plans(scene: Scene) -> Iterator[Hit]:
    decides = scene.find(_DECIDING)
    if decides is None:
        return
    last = -1
    for match in _PLANS.finditer(scene.plain, decides.start(), scene.sentence.end):
        words = match["plan"]
        before = scene.plain[max(scene.sentence.start, match.start() - 12) : match.start()]
        if _BELONGING.search(scene.plain, decides.end(), match.start()):
            continue
        if match.start() - decides.end() > 110 or re.search(
            r"\b(?:i|inom|innenfor|med|fra|fran|enligt|av|tilhorende|for) $", before
        ):
            continue
        sort = "priorities" if re.search(r"omra|prioritering", words) else "plan"
        rhythm = cadences(scene.plain, scene.sentence.start, scene.sentence.end)
        per = (
            rhythm[0].per
            if rhythm and rhythm[0].per
            else "calendar_year"
            if re.search(r"arlig|arleg|ars|kommande|kommende", match.group())
            else "once"
        )
        parameters = (("sorts", (sort,)), ("type", scene.words(*match.span("plan"))), ("per", per))
        yield Hit("plan_adopted", decides.start() if last < 0 else match.start("plan"), match.end(), parameters)
        last = match.end()


def _reports(scene: Scene) -> Iterator[Hit]:
    match = scene.find(_REPORTING) or scene.find(_DOCUMENTS)
    if match is None:
        return
    to = _RECIPIENT.search(scene.plain, match.end(), min(scene.sentence.end, match.end() + 160))
    documents = list(scene.every(_DOCUMENTS))
    if to is None and not documents:
        return
    if (
        len(scene.bodies) > 1
        and re.match(r"rapporter", match.group())
        and to
        and any(to.start() <= body.start < to.end() for body in scene.bodies)
    ):
        return
    end = to.end() if to else max(documents[-1].end(), match.end())
    rhythm = cadences(scene.plain, scene.sentence.start, scene.sentence.end)
    per: tuple[tuple[str, object], ...] = (
        (("per", rhythm[0].per), ("times", rhythm[0].times)) if rhythm and rhythm[0].per else ()
    )
    recipients = tuple(scene.words(*to.span("who")) for _ in (1,)) if to else ()
    if documents:
        for place, document in enumerate(documents):
            first = document.start() if place else max(scene.sentence.start, min(document.start(), match.start()) - 60)
            stops = documents[place + 1].start() if place + 1 < len(documents) else max(end, document.end())
            yield Hit(
                "report", first, stops, (("type", scene.words(*document.span())), ("recipients", recipients), *per)
            )
        return
    cut = to.start("more") if to and to["more"] else end
    yield Hit("report", match.start(), cut, (("recipients", recipients), *per))
    if to and to["more"]:
        more = re.sub(r"^(?:och|og|samt|,)\s*", "", scene.words(*to.span("more")))
        yield Hit("report", to.start("more"), to.end("more"), (("recipients", (more,)), *per))


def _evaluations(scene: Scene) -> Iterator[Hit]:
    match = scene.find(_EVALUATES)
    if match is None:
        return
    sentence = scene.plain[scene.sentence.start : scene.sentence.end]
    types = tuple(code for code, words in _TYPES if re.search(words, sentence))
    before = (("before", "end"),) if _BEFORE_END.search(sentence) else ()
    basis = scene.find(_BASIS)
    if basis:
        begins = scene.begins(basis.start(), 80, (".", ";", ":", ", og ", ", och ", " samt "))
        yield Hit("decision_refers_to", begins, basis.end(), (("types", types),))
        if match.start() >= begins:
            return
    verb = _MAKES_EVALUATION.search(scene.plain, scene.sentence.start, match.end())
    if verb is None or re.search(r"\bav\b|\bfor\b", scene.plain[max(verb.end(), match.start() - 30) : match.start()]):
        return
    begins = verb.start() if match.start() - verb.start() < 100 else match.start()
    is_noun = re.search(r"ing\w*$", match.group()) and match.start() - scene.sentence.start > 15
    if is_noun and not _AN_EVALUATION.search(scene.plain, max(scene.sentence.start, match.start() - 60), match.start()):
        return
    yield Hit("evaluation", begins, match.end(), (("types", types), *before))


def _roles(scene: Scene) -> Iterator[Hit]:
    role = scene.find(_ROLES)
    if (
        role
        and (scene.binds or scene.document != "")
        and (fills := scene.find(_FILLS))
        and abs(fills.start() - role.start()) < 120
    ):
        if not scene.binds and not re.search(
            r"avsatter|avsetter|betalar varsin|utses|utpekes|oppnevnes|oppnemnast|utser|utpeker|oppnevner|utsedda|nemn",
            fills.group(),
        ):
            return
        functions = tuple(
            code for code, words in _FUNCTIONS if any(re.search(words, one["role"]) for one in scene.every(_ROLES))
        )
        each = scene.find(_EACH)
        per = "one"
        if each and each["what"]:
            per = (
                "unit"
                if re.match(
                    r"forvaltning|enhet|namnd|institution|fakultet|virksomhet|verksamhet|omrade|skole|skola",
                    each["what"],
                )
                else "party"
            )
        begins = min(role.start(), fills.start())
        yield Hit(
            "role_filled",
            max(scene.sentence.start, begins - (40 if begins - scene.sentence.start < 40 else 0)),
            max(role.end(), fills.end()),
            (("functions", functions), ("per", per)),
        )
    if (
        scene.binds
        and (match := scene.find(_POSITIONS))
        and (gets := scene.find(_GETS_POSITION))
        and abs(gets.start() - match.start()) < 60
    ):
        yield Hit(
            "positions", min(gets.start(), match.start()), max(gets.end(), match.end()), (("min", 1),), confidence=0.75
        )


def _delivered(scene: Scene) -> Iterator[Hit]:
    place = max(scene.sentence.start, scene.sentence.at if scene.sentence.why == "duty_word" else scene.sentence.start)
    for match in _DELIVERS.finditer(scene.plain, place, scene.sentence.end):
        if _IS_PURPOSE.search(scene.plain, max(0, match.start() - 12), match.start()):
            continue
        if any(match.start() < body.start < match.end() for body in scene.bodies):
            continue
        parameters: list[tuple[str, object]] = [("types", (scene.words(*match.span("what")),))]
        if re.match(r"retningslinj|riktlinj|rutin", match["what"]):
            parameters.append(("sorts", ("guideline",)))
        begins = match.start()
        within = _WITHIN.search(scene.plain, scene.sentence.start, match.start())
        if within and (months := months_in(within.group())):
            parameters.append(("months_after_start", months))
            begins = within.start()
        elif _BEFORE_END.search(scene.plain, scene.sentence.start, match.start()):
            parameters.append(("at_end", True))
            begins = scene.sentence.start
        yield Hit("deliver_by", begins, match.end(), tuple(parameters), confidence=0.75)
        if also := _ALSO.search(scene.plain, match.end(), min(scene.sentence.end, match.end() + 220)):
            yield Hit("deliver_by", *also.span(), (("types", (scene.words(*also.span("what")),)),), confidence=0.65)
