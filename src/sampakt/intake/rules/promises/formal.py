"""The words of promises about the agreement itself: decisions, term, notice, other agreements, partners, goals."""

import re
from collections.abc import Iterator

from sampakt.intake.rules.numerals import NUMBER, ORDINAL, YEARS, months_in, number
from sampakt.intake.rules.promises.scene import Hit, Scene

_HINT = re.compile(
    r"avtal|kontrakt|beslut|vedt|godk|foresl|period|gall|gjeld|gjelder|loper|loptid|upphor|opphor|sag[as]|sies|seiast|"
    r"uppsag|oppsig|oppsei|revid|linje med|trad med|"
    r"samsvar med|tvist|uenig|usemje|rattighet|rettighet|personuppg|personoppl|sekret|taushet|eiendoms|agander|"
    r"viderefor|vidarefor|forlang|forleng|fortset|fornye|mal\b|mal;|malet|priorit|omfatt|overenskom|"
    r"prosjektet|arig|erfar|\bar\b|strateg"
)
_DAY = r"(?:\d{4}(?:-\d\d-\d\d)?|\d{1,2}[./ ]{1,2}(?:\d{1,2}|[a-z]{3,9})[./ ]{1,2}\d{4})"
_SPAN_OF_DAYS = re.compile(
    rf"{_DAY}\s?(?:-{{1,2}}|till?(?: och med)?|til(?: og med)?|t\.?o\.?m\.?|t\.?)\s?(?:den )?{_DAY}"
)
_LASTS = re.compile(
    r"\b(?:gall\w*|gdll\w*|gjeld\w*|periode?n?\w*|avtalstid\w*|avtaletid\w*|\w+period\w*|loptid\w*|lopetid\w*|varar|"
    r"varer?|vara i|loper|forlop\w*|for tiden|er pa|ar pa|strekker seg|stracker sig|varighet\w*|virketid\w*)\b"
)
_AT_MOST = re.compile(r"\b(?:inntil|hogst|innen|inom|i lopet av|upp till|opptil|minst)\b")
_LONG = re.compile(
    rf"\b(?:{NUMBER}[- ]?arig\w*)\s(?:\w+ ){{0,2}}?\w*(?:avtal\w*|samarbe\w*|samverkan|partnerskap\w*|overenskomm\w*|"
    rf"pro[sj]+ekt\w*)\b"
)
_ENDS = re.compile(
    rf"\b(?:gall\w*|gjeld\w*|loper) (?:\w+ ){{0,2}}?(?:til|till|t\.?o\.?m\.?|fram till|frem til|til og med|"
    rf"till och med) (?:og med |och med )?(?:den |utgangen av |utgangen av )?{_DAY}"
)
_OVER = re.compile(
    r"\b(?:for|innan|foran|forran|senast|senest|seinast|i god tid for|ved|vid)\b[^.;]{0,40}\b(?:utloper|utlop|utlopet|"
    r"lopper ut|loper ut|gar ut|upphor|opphorer|opphoyrer|er slutt|ar slut|perioden er over|utgang\w*|utgar|avslutas|"
    r"avsluttes)\b"
)
_CHOOSES = re.compile(
    r"\b(?:avgjor\w*|avgor\w*|beslut\w*|bestem\w*|bestam\w*|ta stilling|ta stallning|vedta|vurder\w*|provas?)\b"
)
_GOES_ON = re.compile(
    r"\b(?:forlang\w*|f6rlang\w*|forleng\w*|videreforing|videreforas|viderefor\w*|vidarefor\w*|fortsett\w*|"
    r"fortsatt\w*|fornye\w*|fornya\w*|omforhandl\w*|reforhandl\w*|forhandl\w*|avslut\w*|permanent\w*)\b"
)
_EVALUATES = re.compile(r"utvarder|evaluer")
_OUTCOMES = (
    ("project", r"pro[sj]+ekt"),
    ("permanent", r"permanent|varig|lopande"),
    ("end", r"avslut|opphor|upphor|avvikl"),
    ("extend", r"forlang|forleng|fornye|fornya|viderefor"),
    ("renegotiate", r"forhandl"),
)
_ON_CONTINUING = re.compile(
    r"\b(?:ved|vid|for|innan) (?:en |ei |eventuell |evt\.? )*(?:videreforing|vidareforing|forlang\w+|fortsett\w+|"
    r"fornyels\w+|forleng\w+|fornying\w*)\b[^.;]{0,40}\b(?:ha|foreligge|finnas|utarbeid\w*|utarbet\w*|legges fram|"
    r"tas fram)\b[^.;]{3,200}"
)
_PAPERS = (
    ("mandate", r"mandat|malbild|malbilde"),
    ("organisation", r"organis"),
    ("financing", r"finansi|budsjett|budget"),
)
_NOTICE = re.compile(
    r"\b(?:sagas upp|saga upp|sager upp|sies opp|si opp|seiast opp|seie opp|uppsagning\w*|oppsigelse\w*|oppseiing\w*|"
    r"uppsagningstid\w*|varsel|lamna avtalet|tre ut av avtalen)\b"
)
_REVISES = re.compile(
    rf"\b(?:revider\w*|revisjon|revision|ses over|ses igenom|sees over|oversyn|gjennomgas|gas igenom|reforhandles|"
    rf"uppdateras|oppdateres|rulleres)\b[^.;]{{0,50}}?\b(?:(?:vart|hvert|kvart|varje|hver) (?:(?P<each>annat|annet|"
    rf"anna|{ORDINAL}) )?ar|(?P<second>annethvert|vartannat|annakvart) ar|arlig\w*|(?P<number>{NUMBER}) ar)\b"
)
_OWN_AGREEMENTS = re.compile(
    r"\b(?:sarskil\w+|sarskilt|sarskilde|egne|egna|egen|eigne|eigen|separat\w*|enskil\w+|skriftlig\w*|"
    r"konkret\w*) (?:\w+ ){0,2}?(?:\w*avtal(?:ar|arna|er|et|en|ene|e)?\b|overenskomm\w*|kontrakt\w*)|\b(?:delavtal\w*|"
    r"projektavtal\w*|prosjektavtal\w*|"
    r"tilleggsavtal\w*|tillaggsavtal\w*|underavtal\w*|oppdragsavtal\w*|tilaggsavtal\w*)\b"
)
_MAKES = re.compile(
    r"\b(?:formaliser\w*|regler\w*|reguler\w*|etabler\w*|inga\w*|innga\w*|upprett\w*|opprett\w*|tackn\w*|teckn\w*|"
    r"traff\w*|slut[ae]s|inngas|ingas|utfyll\w*|utform\w*|utarbeid\w*|utarbet\w*|skrives|skrivs|gores|gjores|"
    r"avtal\w*)\b"
)
_CONTAINS = re.compile(
    r"\b(?:avtal\w*|delavtal\w*|overenskomm\w*|kontrakt\w*)\b[^.;]{0,50}?(?: med | innehall\w* | inneholde\w* | ange |"
    r" reguler\w* | regler\w* | omfatt\w* | beskriv\w* )(?P<what>[^.;]{3,220})"
)
_TOPICS = (
    ("goals", r"\bmal\b|mal\w*sat|malset|strategiske? mal|strategiska mal|resultatmal|maal"),
    ("vision", r"vision|visjon"),
    ("subject", r"\bvad\b|\bhva\b|\bkva\b|innehall|innhold|omfang|omfattning"),
    ("method", r"\bhur\b|hvordan|korleis|arbetssatt|arbeidsmate|metod"),
    ("resources", r"resurs|ressurs|medel|midler"),
    ("costs", r"kostnad|finansier|ekonomi|okonomi"),
    ("rights", r"rattighet|rettighet|eiendomsrett|agander|eierskap|immateriel"),
    ("data", r"personuppgift|personopplys|personvern|dataskydd"),
    ("term", r"avtalstid|varighet|lopetid|giltig"),
    ("disputes", r"tvist"),
)
_RULES_FOR = re.compile(r"\b(?:retningslinj|riktlinj|rutin|mall?)\w* (?:for|om) ")
_RIGHTS = re.compile(
    r"\b(?:personuppgift\w*|personopplysning\w*|personvern\w*|immateriel\w+ \w+|immaterialratt\w*|rattighet\w* til\w*|"
    r"rettighet\w* til\w*|(?:informasjon|information|data) (?:och|og) r[ae]ttighet\w*|eiendomsrett\w*|agander?att\w*|"
    r"nyttjanderatt\w*|bruksrett\w*|sekretess\w*|taushetsplikt\w*|konfidensi\w*)\b"
)
_DISPUTE = re.compile(r"\b(?:tvist\w*|uenighet\w*|meningsskiljaktighet\w*|usemje)\b[^.;]{0,120}")
_COVERS = re.compile(
    r"\b(?:strategi(?:n|en)?|avtal(?:et|en)|samarbe(?:tet|idet)|partnerskap(?:et)?|samverkan) (?:omfattar|omfatter|"
    r"galler|gjelder|retter seg mot|riktar sig till) (?:frams?t |i hovedsak |primart )?(?:de |alle |alla |samtliga |"
    r"folgende |foljande )?(?:\w+ )?(?:akademi\w*|hogsk\w*|universitet\w*|larosate\w*|kommun\w*|region\w*|"
    r"institusjon\w*|part\w*)[^.;]{0,120}"
)
_PREFERS = re.compile(
    r"\bprioriter(?:a|as|ar|er|e|es) (?:\w+ ){0,4}?(?:samverk\w*|samarbe\w*|med |partner\w*|namnda|nevnte)[^.;,]{0,80}"
)
_OTHERS = re.compile(
    r"\b(?:andra|andre|ovriga|ovrige) (?:universitet\w*|hogsk\w*|larosate\w*|kommun\w*|aktor\w*|institusjon\w*|"
    r"partner\w*)[^.;,]{0,60}(?:eftersok\w*|efterstrav\w*|valkom\w*|inviter\w*|inngar|tilltrad\w*|slutte seg|ansluta)"
)
_FIRST = re.compile(
    r"\b(?:forst til\w*|i forsta hand (?:till|vanda)|forstehandsrett|forsterett|forst spor\w*|forst erbjud\w*|"
    r"forst tilby\w*|ha forstahandsratt)\b[^.;]{0,100}"
)
_BUILDS_ON = re.compile(
    r"\bbygg\w* (?:videre |vidare )?(?:pa|vidare pa|videre pa) (?:\w+ ){0,3}?(?:erfaring\w*|erfarenhet\w*|tidigare|"
    r"tidligere|eksisterende|befintlig\w*|existerande|\w*avtal\w*|samarbeid\w*|samarbet\w*)[^.;]{0,160}"
)
_COMPLETES = re.compile(
    r"\b(?P<how>komplement\w*|komplet?ter\w*|supple(?:r|ment)\w*|utfyll\w*|ersatt\w*|erstatt\w*|avlos\w*|"
    r"bygger pa)\b (?:\w+ ){0,5}?\w*(?:avtal\w*|overenskomm\w*)\b[^.;]{0,60}"
)
_IN_LINE = re.compile(
    r"\b(?:(?:ligger |er |ar |skal |ska )?i (?:linje|trad|samsvar|overensstammelse|enlighet|enighet) med|stod(?:jer|"
    r"ja|er)|statter opp (?:om|under)|stotter opp (?:om|under)|har baring pa|bidrar till? (?:att na )?|"
    r"bidra till? (?:att na )?|medverkar till|folger|knyttes til|kopplas till|forankra\w* i) (?:[\w-]+ ){0,6}?"
    r"(?:\w*strategi\w*|overgripande mal\w*|overordnede mal\w*|\w*planen|\w*planer|kommuneplan\w*|\w*program(?:met|"
    r"mer|)|mal och budget|malen|barekraftsmal\w*|hallbarhetsmal\w*|verdensmal\w*|agenda 2030|vision\w*)\b[^.;]{0,120}"
)
_GOAL_BEARS = re.compile(
    r"\b(?:overgripande|overordnet|overordnede|politisk\w*) mal\w*\b[^.;]{0,100}\bhar (?:baring|betydning|"
    r"betydelse) (?:pa|for)\b[^.;]{0,60}"
)
_INSTANCE = (
    r"(?:kommunstyrelsen\w*|kommunfullmaktig\w*|arbetsutskottet|regionstyrelsen|regionfullmaktig\w*|\w*namnden|"
    r"hogskolestyrelsen|universitetsstyrelsen|styrelsen|direktionen|"
    r"bystyret|kommunestyret|formannskapet|fylkestinget|fylkesutvalget|styret|rektor|radmannen|kommunedirektoren|"
    r"fullmaktige|\w*utvalget)"
)
_DECIDES = re.compile(
    rf"\b(?P<who>{_INSTANCE})(?:s arbetsutskott)? (?:\w+ ){{0,2}}?(?P<does>godkj?[ae]nn\w*|antar|vedtar|vedtek|tilrar|"
    rf"sluttar|slutter|foreslar|foreslas|beslutar|beslutter|tillstyrker|innstiller|staller sig bakom|"
    rf"gir sin tilslutning|tar til orientering)\b[^.;]{{0,200}}"
)
_TO_APPROVE = re.compile(
    r"\b(?:att|a) (?:godkanna|anta|godkjenne|vedta)\b[^.;]{0,60}?\b(?:\w*avtal\w*|forslag\w*|overenskomm\w*|"
    r"avsiktsforklaring\w*)[^.;,]{0,100}"
)
_APPROVED = re.compile(
    r"\b(?:avtal\w*|forslag\w*|overenskomm\w*|avsiktsforklaring\w*|intensjonsavtal\w*)\b[^.;]{0,220}\b(?:godkj?[ae]nns|"
    r"godkjennes|godkjennast|antas|vedtas|vedtakast)\b"
)
_SIGNS = re.compile(
    r"\b(?:i uppdrag att|i oppdrag a|fullmakt til a|fullmakt att|bemyndig\w*(?: \w+){0,3}|uppdra\w* (?:at|"
    r"till)(?: \w+){1,4} att|delegerer til \w+ a) (?:\w+ )?(?:teckna|underteckna|skriva under|signera|undertegne|"
    r"signere|inga|innga)\b[^.;]{0,80}"
)
_MANDATE = re.compile(r"\bfullmakt (?:til |til? )?(?:att?|a)\W*$")
_IN_FORCE = re.compile(
    r"\b(?:trader i kraft|trer i kraft|trar i kraft|blir gallande|blir gyldig|ar giltigt|er gyldig)\b[^.;]{0,100}|"
    r"\bvill? (?:nu |na |no )?(?:fordjupa|formalisera|utdype|formalisere)\b[^.;]{0,80}"
)


def hits(scene: Scene) -> Iterator[Hit]:
    """The promises about decisions, term, other agreements, partners and goals that the sentence makes."""
    if not scene.find(_HINT):
        return
    yield from _decisions(scene)
    yield from _term(scene)
    yield from _renewal(scene)
    yield from _family(scene)
    yield from _partners(scene)


def _decisions(scene: Scene) -> Iterator[Hit]:
    if match := scene.find(_SIGNS):
        begins = scene.begins(match.start(), 80, (".", ";", ":", " samt "))
        yield Hit("signed_by", begins, match.end(), (("after_decision", True),), "P", 0.85)
        if approves := _TO_APPROVE.search(scene.plain, scene.sentence.start, match.start()):
            yield Hit("decision", *approves.span(), (("outcomes", ("approves",)),), "P")
        return
    if scene.document != "decision":
        return
    if match := scene.find(_DECIDES):
        about = match.group()
        if re.search(r"avtal|forslag|overenskom|avsiktsfork|partnersk|samarb|samverk", about):
            proposes = match["does"].startswith(("foresl", "inns", "tillst", "tilr"))
            outcome = "proposes" if proposes else "approves"
            yield Hit(
                "decision",
                match.start(),
                match.end(),
                (("instance", scene.words(*match.span("who"))), ("outcomes", (outcome,))),
                "B" if proposes else "P",
            )
    elif (match := scene.find(_APPROVED) or scene.find(_TO_APPROVE)) and not _MANDATE.search(
        scene.plain, scene.sentence.start, match.start() + 2
    ):
        yield Hit("decision", *match.span(), (("outcomes", ("approves",)),), "P")


def _term(scene: Scene) -> Iterator[Hit]:
    if notice := scene.find(_NOTICE):
        after = scene.plain[notice.end() : min(scene.sentence.end, notice.end() + 120)]
        before = scene.plain[max(scene.sentence.start, notice.start() - 60) : notice.start()]
        if months := months_in(after) or months_in(before):
            begins = scene.begins(notice.start(), 120, (".", ";", ":", ", ", " och ", " og ", " men "))
            yield Hit("notice", begins, scene.sentence.end, (("months", months),), "B", 0.9)
    if revises := scene.find(_REVISES):
        every = 2 if revises["second"] else number(revises["each"] or revises["number"] or "") or 1
        yield Hit(
            "revise_every",
            max(scene.sentence.start, revises.start() - 40),
            revises.end(),
            (("months", 12 * every),),
            "B",
            0.85,
        )
        return
    days, lasts = scene.find(_SPAN_OF_DAYS), scene.find(_LASTS)
    if (
        days
        and lasts
        and re.search(
            r"avtal|overenskom|period|partnersk|samarb|samverk|pro[sj]+ekt",
            scene.plain[scene.sentence.start : scene.sentence.end],
        )
    ):
        begins = min(lasts.start(), days.start())
        if days.end() - begins < 200:
            yield Hit("period", max(scene.sentence.start, begins - 30), max(days.end(), lasts.end()), (), "B", 0.9)
            return
    if long := scene.find(_LONG):
        length = months_in(long.group())
        yield Hit("period", *long.span(), (("months", length),) if length else (), "B", 0.8)
        return
    if lasts and (ends := scene.find(_ENDS)):
        yield Hit("period", *ends.span(), (), "B", 0.75)
        return
    if (
        lasts
        and (scene.is_formal or scene.plain.startswith("avtal", scene.sentence.start))
        and (years := YEARS.search(scene.plain, lasts.start(), min(scene.sentence.end, lasts.end() + 50)))
    ):
        if _AT_MOST.search(scene.plain, lasts.start(), years.start()):
            return
        if months := months_in(years.group()):
            yield Hit("period", lasts.start(), years.end(), (("months", months),), "B", 0.75)


def _renewal(scene: Scene) -> Iterator[Hit]:
    if scene.binds and (match := scene.find(_ON_CONTINUING)):
        papers = tuple(code for code, words in _PAPERS if re.search(words, match.group()))
        if papers:
            yield Hit("continuation_papers", *match.span(), (("papers", papers),), confidence=0.85)
            return
    goes_on, over, chooses = scene.find(_GOES_ON), scene.find(_OVER), scene.find(_CHOOSES)
    if (
        goes_on
        and chooses
        and (
            over
            or (
                (scene.binds or chooses.group().endswith("s"))
                and re.search(
                    r"avtal|avta1|pro[sj]+ekt|samarb|partnersk", scene.plain[scene.sentence.start : scene.sentence.end]
                )
                and re.search(r"\b(?:ska|skal|om)\b", scene.plain[chooses.end() : goes_on.end()])
            )
        )
    ):
        rest = scene.plain[chooses.start() : scene.sentence.end]
        outcomes = tuple(code for code, words in _OUTCOMES if re.search(words, rest))
        begins = min(goes_on.start(), chooses.start(), over.start() if over else chooses.start())
        begins = (
            scene.sentence.start
            if begins - scene.sentence.start < 60 and not _EVALUATES.search(scene.plain, scene.sentence.start, begins)
            else begins
        )
        yield Hit("decide_before", begins, scene.sentence.end, (("outcomes", outcomes),), confidence=0.85)


def _family(scene: Scene) -> Iterator[Hit]:
    own = scene.find(_OWN_AGREEMENTS)
    if (
        own
        and _MAKES.search(scene.plain, scene.sentence.start, min(scene.sentence.end, own.end() + 40))
        and (scene.binds or scene.is_formal)
    ):
        yield Hit("sub_agreements", max(scene.sentence.start, own.start() - 100), own.end(), (), confidence=0.85)
    what = _CONTAINS.search(
        scene.plain, max(scene.sentence.start, own.start() if own else scene.sentence.start), scene.sentence.end
    )
    if what and scene.binds and (own or re.search(r"innehal|inneho", what.group())):
        topics = tuple(code for code, words in _TOPICS if re.search(words, what["what"]))
        if topics:
            of = "subs" if own else "self"
            yield Hit("must_contain", what.start("what") - 4, what.end(), (("topics", topics), ("of", of)))
    elif (
        (scene.binds or scene.document == "agreement")
        and (match := scene.find(_RIGHTS))
        and not _RULES_FOR.search(scene.plain, scene.sentence.start, match.start())
    ):
        topic = "data" if match.group().startswith(("person", "sekret", "taush", "konfid")) else "rights"
        yield Hit(
            "must_contain",
            match.start(),
            min(scene.sentence.end, match.end() + 60),
            (("topics", (topic,)), ("of", "self")),
            confidence=0.65,
        )
    elif scene.binds and (match := scene.find(_DISPUTE)) and not scene.bodies:
        yield Hit("must_contain", *match.span(), (("topics", ("disputes",)), ("of", "self")), confidence=0.7)
    match = scene.find(_BUILDS_ON) if scene.binds or scene.is_formal else None
    said = scene.binds and scene.sentence.why != "present_duty"
    if match and (said or "avtal" in match.group()):
        yield Hit("linked_agreement", *match.span(), (("relation", "rests_on"),), confidence=0.75)
    elif scene.is_formal and (match := scene.find(_COMPLETES)):
        relation = (
            "replaces"
            if match["how"].startswith(("ersatt", "erstatt", "avlos"))
            else "rests_on"
            if match["how"].startswith("bygger")
            else "complements"
        )
        yield Hit("linked_agreement", *match.span(), (("relation", relation),), confidence=0.7)
    if scene.is_formal and (match := scene.find(_IN_FORCE)):
        yield Hit("in_force", *match.span(), (), confidence=0.65)


def _partners(scene: Scene) -> Iterator[Hit]:
    if scene.is_formal and (match := scene.find(_COVERS)):
        yield Hit("partner_list", *match.span(), (), "B", 0.65)
    if scene.binds and (match := scene.find(_PREFERS)):
        yield Hit("priority", max(scene.sentence.start, match.start() - 40), match.end(), ())
    if scene.binds and (match := scene.find(_OTHERS)):
        yield Hit("priority", *match.span(), (), confidence=0.65)
    if scene.binds and (match := scene.find(_FIRST)):
        yield Hit("first_option", *match.span(), ())
    match = scene.find(_GOAL_BEARS) or (scene.find(_IN_LINE) if scene.is_formal or scene.binds else None)
    if match and scene.is_formal:
        strength = "" if scene.binds else "A"
        yield Hit("goal_linked", max(scene.sentence.start, match.start() - 30), match.end(), (), strength, 0.65)
