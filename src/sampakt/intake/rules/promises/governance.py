"""The words of promises about bodies: that they are there, meet, are balanced, chaired, agree, report."""

import re
from collections.abc import Iterator

from sampakt.intake.rules.bodies import OF_EACH_PROJECT, Mention
from sampakt.intake.rules.cadence import cadences
from sampakt.intake.rules.numerals import NUMBER, number
from sampakt.intake.rules.promises.scene import Hit, Scene

_HINT = re.compile(
    r"grupp|mot[ae]?s|ordforande|nestled|leiar|enstemm|vedtak|vedtek|rad\b|radet|utval|forum|namnd|mote|moter|presidi|"
    r"kommitt|komite|moten|styre|enighet|konsensus|semje|"
    r"sekretariat|enhallig|traff|beslut|representant"
)
_FORMS = re.compile(
    r"\b(?:(?:vert|blir|bli|ska|skal) (?:\w+ )?(?:oppretta|opprettet|etablert|etablerad|etablerat|inrattad|skipa|"
    r"danna)|styras?|styrs|styres|styrast|ledas?|leds|ledes|leiast|utvecklas?|utvikles|organiseras?|organiseres|"
    r"drivas?|"
    r"drivs|drives|inrattas?|inrattar|opprettes?|opprettar|opprettast|"
    r"oppretter|etablere[rs]?|etablera[rs]?|etablerast|bildas?|bildar|tillsatts?|tillsattas?|tillsatter|tillsattar|"
    r"nedsettes?|nedsatts|utses|utse|utser|finnas|finns|finnes|finnast|bestar|skapas|"
    r"skipar|skipast|skipa|danner|dannes|oppnevnes?|oppnevner|oppnemnast|oppnemner|skal ha|ska ha|ha|uppgift|oppgave|"
    r"oppgave|far|har)\b"
)
_LOOSE = frozenset(["ha", "har", "far", "uppgift", "oppgave", "bestar", "finnas", "finns", "finnes", "finnast"])
_IS_THERE = frozenset(("finns", "finnas", "finnes", "finnast"))
"""In an agreement, that a body is there means that it is to be."""
_MEETS = re.compile(
    r"\bmote[rs]?\b|\bmots\b|\bmot[ae]st?\b|moten\b|moter\b|motet\b|motene\b|\btraff|sammantrad|\bsaml(?:as|es|ast|er|"
    r"ar)\b|"
    r"kommer samm[ae]n|har mote\b|samm[ae]nkall\w*|kalle[sr]? inn|kallas|kallar till"
)
_BESIDE = 3
_HELD = re.compile(
    r"\b(?:har|hade|hadde) (?:\w+ ){0,2}?(?:haft|hatt|hallit|holdt|halde|motts|traffats|mott|avholdt)\b|"
    r"\b(?:hadde|hade|avholdt|genomforde|traffades|mottes|holdt) "
)
_FOLLOWS_UP = re.compile(
    r"\b(?:for|att|a|og|och|skal|ska)? ?(?:uppfoljning|folja upp|oppfolging|folge opp|folgje opp|gjennomga|ga igenom|"
    r"status|utvardering|evaluering)\b[^,.;]{0,50}?(?=,| samt| og | och |\.|;|$)"
)
_PARITY = re.compile(
    r"\b(?:lika|like|likt|lik|samma|samme|same) (?:manga|mange|antal|antall|tal|stort antal|stort antall|fordelning|"
    r"fordeling|representa\w+)\b[^.;]{0,80}|\bparitet\w*|"
    rf"\b(?P<each>{NUMBER}) (?:\w+ ){{0,2}}(?:fra|fran|for|per|pr\.?|av) (?:hver|kvar|vardera|varje|begge|"
    rf"bada)\b[^.;,]{{0,30}}|"
    rf"\b(?:hver|kvar|varje|vardera|hver av|kvar av) (?:part\w*|av partene|av parterna)\b.{{0,40}}?\b(?:utser|"
    rf"oppnevner|utpeker|nominerer|nominerar|utnevner|velger|"
    rf"utpekar|representeras av|har|oppnemner|skal ha|ska ha|representert med) (?P<number>{NUMBER})\b[^.;]{{0,40}}"
)
_SO_MANY = re.compile(
    rf"\b(?P<one>{NUMBER}) (?:\w+ ){{0,2}}?(?:fra|fran) [^.;,]{{3,50}}? (?:och|og) (?P<other>{NUMBER}) (?:\w+ ){{0,2}}?"
    r"(?:fra|fran) [^.;,]{3,50}"
)
_IS_CHAIR = re.compile(r"\b(?:ar|er) (?:ordforande|leder|leiar)\b[^.;,]{0,40}")
_SEATS = re.compile(r"\b(?:representant\w*|medlem\w*|ledamot\w*|ledamoter|plats\w*|deltagar\w*|deltakar\w*)\b")
_CONSISTS = re.compile(
    r"\b(?:bestar|ska besta|skal besta|utgors|utgjores|sammansatts|satts samman|settes sammen|har medlemmer fra|"
    r"skal ha|har (?:\w+ )?(?:medlemmar|ledamoter|representanter))\b(?: av| fra| fran)? (?P<who>[^.;]{3,240})"
)
_REPRESENT = re.compile(r"\brepresentant\w*\b[^.;]{0,60}?\b(?:utgors|utgjores|er|ar) (?:av )?(?P<who>[^.;]{4,160})")
_AS_WELL = re.compile(r",? (?:liksom|samt|likesom) ")
_IN_THEMES = re.compile(r"tematisk|temaomra|fagomra|amnesomra")
_ROLES = re.compile(r"koordinator|samordn|kontaktperson|pro[sj]+ekt(?:leder|ledar)|resursperson")
_CHAIRS = re.compile(
    r"\b(?:(?:ska|skall|skal) (?:lede|leda|leie|leia|vara ordforande i|vaere leder (?:for|i)|"
    r"vere leiar (?:for|i))|leder|leiar|leier|er leder (?:for|i)|er leiar (?:for|i)|"
    r"ar ordforande (?:for|i)|innehar ordforandeskapet i|har ordforandeskapet i|innehar ledervervet i|"
    r"har leder[^ ]* i|har leiar[^ ]* i|har ordforande[^ ]* i|(?:ska|skall|skal) inneha [^ ]*(?:ordforande|"
    r"leder)[^ ]* i) (?:\w+ )?(?=\w*(?:grupp|rad|utval|"
    r"forum|styre|komm?it))"
)
_CHAIRED = re.compile(
    r"(?:leds|ledes|leias|leiast|(?:er|ar) (?:leia|ledet|leda)|skal ledes|ska ledas|ledas) av (?!en |ett |"
    r"et )(?P<who>[^.;:,]{2,70})|(?:ordforande|"
    r"leder|leiar)\w* (?:utses|utpekes|oppnevnes|velges|er|ar|kommer|utgors) (?:av|fra|fran) (?P<by>[^.;:,]{2,70})"
)
_TURNS = re.compile(
    r"\b(?:ordforande\w*|leder\w*|leiar\w*|ledningen|ledelsen|leiinga)\b[^.;]{0,60}\b(?:alterner\w*|vaxlar|vaxla|"
    r"veksl\w*|"
    r"rullerer|rullerar|roterer|roterar|byter|pa omgang|turas om|gar pa omgang)\b[^.;]{0,60}"
)
_DEPUTY = re.compile(
    r"\b(?:er|ar|blir|skal|ska|har|innehar|representert|representeras|utser|utpeker|"
    r"oppnevner)\b[^.;:]{0,30}?\b(?:nestleder|nestleiar|vice ordforande|viceordforande|nestlederverv\w*)\w*[^.;]{0,40}"
)
_AGREES = re.compile(
    r"\b(?:enighet|enighed|semje|konsensus|enhallig\w*|enstemmig\w*|samstammig\w*|samforstand|"
    r"eniga)\b[^.;:]{0,70}"
)
_DECIDES = re.compile(r"beslut|vedtak|vedtek|avgjor|bestem|avgor")
_REPORTS = re.compile(
    r"\b(?:rapporter\w*|aterrapporter\w*|redovisar|avrapporter\w*) (?:\w+ ){0,2}?(?:til|till|"
    r"for|infor|overfor) (?P<to>[^.;:]{3,80})"
)
_MATERIAL = re.compile(
    r"\b(?:utifran|pa grunnlag av|pa grundval av|med utgangspunkt i|baser\w+ pa|basert pa|med stod av|"
    r"etter) (?:\w+ ){0,3}(?:underlag\w*|grunnlag\w*|forslag\w*|material\w*|innstilling\w*|saksframlegg\w*)[^.;]{0,90}"
)
_CALLS = re.compile(
    r"\b(?:ta|tar|taka|tek) (?:\w+ )?initi?ativ til+ (?:\w+ )?mot(?:en|er|e)\b[^.;]{0,120}|\b(?:kalle|kaller|kalla|"
    r"kallar) (?:inn )?til+ (?:\w+ )?mot(?:en|er|e)\b[^.;,]{0,80}"
)
_PURPOSE = re.compile(r"\b(?:har|far) (?:till|til|som|i) (?:uppgift|oppgave|oppdrag|uppdrag)[^.;]{0,160}")
_JOINT_COMMITTEE = re.compile(
    r"\b(?:etabler\w*|opprett\w*|inratt\w*|bild\w*|oppnevn\w*|tillsatt\w*|nedsett\w*) (?:\w+ ){0,2}(?:felles|"
    r"gemensamm?\w*|gemensam) (?:\w+ )?(?:utvalg|utval|arbetsgrupp\w*|grupp\w*|namnd\w*|organ|rad|komite\w*|"
    r"kommitte\w*)\b[^.;]{0,200}"
)


def hits(scene: Scene) -> Iterator[Hit]:
    """The promises about bodies that the sentence makes."""
    if not scene.find(_HINT):
        return
    yield from _meetings(scene)
    yield from _bodies(scene)
    yield from _members(scene)
    yield from _chairs(scene)
    yield from _decisions(scene)
    if scene.binds and (match := scene.find(_CALLS)):
        yield Hit("meetings", *match.span(), (("min", 1),), confidence=0.6)


def _meetings(scene: Scene) -> Iterator[Hit]:
    meets = scene.find(_MEETS)
    if not meets or (scene.find(_HELD) and not scene.binds):
        return
    here = scene.bodies
    for rhythm in cadences(scene.plain, scene.sentence.start, scene.sentence.end):
        before = [mention for mention in here if mention.start < rhythm.start]
        body = before[-1] if before else here[0] if here else scene.last_body
        begins = before[-1].start if before else min(meets.start(), rhythm.start)
        if begins > rhythm.start or rhythm.start - begins > 160:
            begins = rhythm.start
        parameters: list[tuple[str, object]] = [("min", rhythm.times)]
        if rhythm.per:
            parameters.append(("per", rhythm.per))
        else:
            parameters.append(("per_year", rhythm.per_year))
        if body:
            parameters.append(("body", body.name))
        ends = rhythm.end
        if meets.start() >= ends and meets.start() - ends < _BESIDE:  # "årlig møte"
            ends = meets.end()
        elif not before and begins == meets.start():
            begins = scene.begins(begins, 60, (".", ";", ":", ",", " og ", " och "))
        yield Hit("meetings", begins, max(ends, begins + 1), tuple(parameters), confidence=0.9 if body else 0.7)
        if follows := _FOLLOWS_UP.search(scene.plain, rhythm.end, min(scene.sentence.end, rhythm.end + 80)):
            yield Hit("agenda_item", *follows.span(), (("body", body.name if body else ""), ("sorts", ("follow_up",))))


def _bodies(scene: Scene) -> Iterator[Hit]:
    start = scene.sentence.start
    for mention in scene.bodies:
        forms = list(_FORMS.finditer(scene.plain, start, mention.start))
        after = _FORMS.search(scene.plain, mention.end, min(scene.sentence.end, mention.end + 40))
        if forms and forms[-1].group() in (_LOOSE - _IS_THERE if scene.document == "agreement" else _LOOSE):
            forms = []
        if forms and mention.start - forms[-1].end() < 60 and _is_new(scene, mention):
            begins = max(start, scene.plain.rfind(",", start, forms[-1].start()) + 1, forms[-1].start() - 60)
            yield _exists(scene, mention, begins, mention.end)
            start = mention.end
        elif (
            after
            and after.group()
            not in ("ha", "har", "bestar", "skal ha", "ska ha", "far", "leds", "ledes", "utses", "styrs")
            and (scene.binds or _is_new(scene, mention))
        ):
            if after.group() in ("uppgift", "oppgave") and not _PURPOSE.search(scene.plain, mention.end):
                continue
            yield _exists(scene, mention, mention.start, after.end())
            start = after.end()
        elif (
            scene.binds
            and mention.start - scene.sentence.start < 30
            and (task := _PURPOSE.search(scene.plain, mention.end, scene.sentence.end))
        ):
            yield _exists(scene, mention, mention.start, task.end())
            start = task.end()
    if match := scene.find(_JOINT_COMMITTEE):
        per = (
            "theme"
            if re.search(r"\b(?:alle|alla|hvert|varje|kvart) (?:\w+ ){0,2}(?:tema|omra)", match.group())
            else "one"
        )
        yield Hit("body_exists", *match.span(), (("body_sorts", ("committee",)), ("per", per)))


def _is_new(scene: Scene, mention: Mention) -> bool:
    """Whether the body is brought in here, and not one that is known already."""
    before = scene.plain[max(scene.sentence.start, mention.start - 24) : mention.start]
    return (
        bool(
            re.search(
                r"\b(?:ett?|en|ei|eit|felles|gemensam\w*|tilhorande|tilhorende|tillhorande|og|och|egne|egna|flere|"
                r"flera)\b",
                before,
            )
        )
        or mention.is_plural
    )


def _exists(scene: Scene, mention: Mention, start: int, end: int) -> Hit:
    per = "sub_agreement" if scene.find(OF_EACH_PROJECT) else "one"
    parameters = (("body_sorts", (mention.sort,)), ("body", mention.name), ("per", per))
    return Hit("body_exists", start, end, parameters)


def _members(scene: Scene) -> Iterator[Hit]:
    """Who sits in a body: as many from each party, so many from each, or these."""
    if scene.find(_ROLES) and not scene.bodies:
        return
    parity = scene.find(_PARITY)
    if parity and scene.body and (scene.bodies or _SEATS.search(parity.group()) or "part" in parity.group()):
        each = number(parity["each"] or parity["number"] or "")
        parameters: tuple[tuple[str, object], ...] = (("body", scene.body),)
        if each and each > 1:
            parameters += (("numbers", (each, each)),)
        begins = scene.begins(parity.start(), 40)
        if scene.bodies and scene.bodies[0].start < parity.start():
            begins = scene.bodies[0].start
        yield Hit("parity", begins, parity.end(), parameters, confidence=0.9)
        return
    if (match := scene.find(_SO_MANY)) and scene.body and number(match["one"]) == number(match["other"]):
        numbers = (number(match["one"]), number(match["other"]))
        begins = scene.begins(match.start(), 40)
        yield Hit("parity", begins, match.end(), (("body", scene.body), ("numbers", numbers)), confidence=0.85)
        return
    yield from _seats(scene)


def _seats(scene: Scene) -> Iterator[Hit]:
    """The members that a sentence lists; a second group after "as well as" is a promise of its own."""
    for mention in scene.bodies:
        made = _CONSISTS.search(scene.plain, mention.end, scene.sentence.end)
        seats = _SEATS.search(scene.plain, scene.sentence.start, mention.start)
        if made is None or (mention.start - scene.sentence.start > 60 and not seats):
            continue
        begins = scene.sentence.start if seats or mention.start - scene.sentence.start < 25 else mention.start
        halves = _AS_WELL.search(scene.plain, made.start("who"), made.end())
        cut = halves.start() if halves else made.end()
        kind = "seats_per_theme" if _IN_THEMES.search(made["who"]) else "seat"
        yield Hit(kind, begins, cut, _group(scene, mention, made.start("who"), cut))
        if halves:
            yield Hit(kind, cut, made.end(), _group(scene, mention, halves.end(), made.end()))
        return
    match = scene.find(_REPRESENT) if scene.is_formal else None
    if match and scene.bodies and match.start() < scene.bodies[0].start < match.start("who"):
        yield Hit("seat", scene.sentence.start, match.end(), _group(scene, scene.bodies[0], *match.span("who")))


def _group(scene: Scene, mention: Mention, start: int, end: int) -> tuple[tuple[str, object], ...]:
    return (("body", mention.name), ("groups", (scene.words(start, end),)))


def _chairs(scene: Scene) -> Iterator[Hit]:
    body = scene.body
    if not body:
        return
    if match := scene.find(_TURNS):
        yield Hit("chair_alternates", *match.span(), (("body", body),))
        return
    if match := scene.find(_DEPUTY):
        begins = scene.begins(match.start(), 70, ".;:,")
        who = scene.organisation(begins, match.start())
        yield Hit("deputy_chair", begins, match.end(), (("body", body), ("organisation", who)))
    elif match := scene.find(_CHAIRS):
        mention = next((one for one in scene.bodies if one.start >= match.end() - 1), None)
        begins = scene.begins(match.start(), 70, ".;:,")
        yield Hit(
            "chair",
            begins,
            mention.end if mention else scene.word_end(match.end()),
            (("body", mention.name if mention else body), ("organisation", scene.organisation(begins, match.start()))),
            confidence=0.9,
        )
    elif (match := scene.find(_IS_CHAIR)) and scene.named_party(
        begins := scene.begins(match.start(), 70), match.start()
    ):
        who = scene.organisation(begins, match.start())
        yield Hit("chair", begins, match.end(), (("body", body), ("organisation", who)), confidence=0.75)
    elif match := scene.find(_CHAIRED):
        who = "who" if match["who"] else "by"
        begins = scene.bodies[0].start if scene.bodies else scene.begins(match.start(), 70)
        yield Hit(
            "chair",
            min(begins, match.start()),
            match.end(),
            (("body", body), ("organisation", scene.organisation(*match.span(who)))),
        )


def _decisions(scene: Scene) -> Iterator[Hit]:
    if match := scene.find(_AGREES):
        begins = scene.begins(match.start(), 90)
        if _DECIDES.search(scene.plain, begins, match.end()):
            yield Hit("agreement_required", begins, match.end(), (("body", scene.body),), confidence=0.9)
    if (
        (match := scene.find(_REPORTS))
        and len(scene.bodies) > 1
        and any(one.start >= match.start("to") for one in scene.bodies)
    ):
        to = next(one for one in scene.bodies if one.start >= match.start("to"))
        yield Hit(
            "reports_to",
            scene.begins(match.start(), 90),
            to.end,
            (("body", to.name), ("body_sorts", (scene.bodies[0].sort,))),
            confidence=0.9,
        )
    if (match := scene.find(_MATERIAL)) and scene.binds:
        source = next((one for one in scene.bodies if match.start() <= one.start < match.end()), None)
        if source:
            yield Hit("based_on_material", *match.span(), (("body", scene.body), ("from_body", source.name)))
