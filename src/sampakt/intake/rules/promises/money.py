"""The words of promises about money: fees, ceilings, shares, own effort, no extra cost, money from elsewhere."""

import re
from collections.abc import Iterator

from sampakt.intake.rules.promises.scene import Hit, Scene

_HINT = re.compile(
    r"\bkr\b|kron|mnkr|mkr|tkr|\bsek\b|\bnok\b|kostnad|utgift|finansi|insats|innsats|betal|midlar|sokj|avgift|meravgift|medel|midler|"
    r"bekost|kontingent|okonomi|ekonomi|vardera"
)
_SUM = (
    r"(?:(?:nok|sek|kr\.?|eur) ?\d[\d .,]*(?: ?(?:mill\w*|milj\w*|tusen))?|\d[\d .,]*(?: ?(?:mill\w*|milj\w*|mnkr|mkr|"
    r"tkr|tusen|tusental))?(?: ?(?:kronor|kroner|kr|sek|nok|euro|eur))|\d[\d .,]* ?(?:mnkr|mkr|tkr)|"
    r"(?:en|ett|tva|to|tre|fyra|fire|fem|sex|seks|sju|atta|atte|nio|ni|tio|ti|tolv) (?:miljon\w*|million\w*|"
    r"tusen)(?: kron[aeor]*)?|(?:en|ei|ett|et|eit) (?:halv |halve )?(?:miljon|million)(?: kron[aeor]*)?)"
)
_PER = (
    r"(?: (?:per|pr\.?|om|i|arlig|arligen|hvert|varje|kvart)(?: (?:ar|aret|manad|maned|inv\w*|innbygg\w*|deltag\w*|"
    r"deltak\w*|kommun\w*|part|halvar|kvartal))?| vardera| hver| kvar)*"
)
_UP_TO = re.compile(
    rf"\b(?:upp (?:til|till)|opp til|inntil|hogst|hoyst|hogst|maks\w*|maximalt|som mest|tak pa|tak om|ram(?:e|"
    rf"en)? (?:pa|om)|ramme pa|ikke overstige|inte overstiga|uppga "
    rf"till hogst) (?:\w+ )?(?P<sum>{_SUM}){_PER}(?: (?:under|over|i|pa|for) (?:\w+ )?(?:ar|manader|aren|"
    rf"avtalsperioden|avtaleperioden|perioden))?"
)
_PAYS = re.compile(
    r"\b(?:ersatter|erstatter|godtgjor\w*|\w*kostnad\w*|\w*avgift\w*|bidrar|bidra|bidrag\w*|betalar|betaler|betala|"
    r"betale|skjuter til+|skyter inn|"
    r"skyt inn|ersattning\w*|kontingent\w*|utgar med|uppgar till|utgjor|belop\w*|avsatter|avsetter|satsar|satser|"
    r"finansierar|"
    r"finansierer|dekker|tacker|bekostar|bekoster|fakturer\w*|\w*tilskudd\w*|\w*tilskot\w*|legg\w* inn|gar inn med)\b"
)
_AMOUNT = re.compile(rf"(?P<sum>{_SUM}){_PER}")
_SHARES = re.compile(
    r"\b(?:del(?:a|ar|as|ast|e|er|es)|fordel\w*|split\w*)\b[^.;:]{0,50}?\b(?:kostnad\w*|utgift\w*|"
    r"finansiering\w*)?[^.;:]{0,30}?\b(?:lika|likt|likeverdig|like|50/50|jevnt|jamt|forholdsmessig\w*|proportion\w*|"
    r"enligt|etter|halvparten|med halften)\b[^.;:]{0,40}|"
    r"\b(?:kostnad\w*|utgift\w*|finansiering\w*)\b[^.;:]{0,60}?\b(?:del(?:a|ar|as|ast|e|er|es)|fordel\w*|bar[ae]s|"
    r"baeres|"
    r"baerest|dekkes)\b[^.;:]{0,60}|"
    r"\b(?:halften|halvparten|halvdelen)\b[^.;:]{0,50}\b(?:vardera|hver|kvar|bada|begge|part\w*)\b[^.;:]{0,30}"
)
_IS_MONEY = re.compile(r"kostnad|utgift|finans|kron|budget|budsjett|half|halv")
_OWN_COSTS = re.compile(
    r"\b(?:star for|star for|svarar for|svarer for|bar|barer|baerer|berer|ber|bekostar|dekker|dekkjer|tacker|betalar|"
    r"betaler)(?: \w+)? (?:sine|sina|eigne|sin|egne|egna)(?: egne| egna| eigne| del av)?(?: \w+)? ?\w*(?:kostnad\w*|"
    r"utgift\w*|lon\w*|lonn\w*)[^.;]{0,60}"
)
_NO_EXTRA = re.compile(
    r"\b(?:inga|ingen|inget|inte|ikke|ikkje|utan|uten|medfor inga|medforer ingen) (?:\w+ ){0,2}?(?:mer-?kostnad\w*|"
    r"merutgift\w*|ekstra ?kostnad\w*|extra ?kostnad\w*|tillkommande kostnad\w*|okade kostnad\w*|okte kostnad\w*|"
    r"nya kostnad\w*|ekstra utgift\w*|ekonomiska? (?:atagand|konsekvens)\w*|okonomiske (?:forplikt|"
    r"konsekvens)\w*)\b[^.;]{0,30}|\bkostnadsn[eo]+[uy]tral\w*"
)
_OWN_EFFORT = re.compile(
    r"\b(?:\w*arbetsinsats\w*|arbeidsinnsats\w*|egeninnsats\w*|egeninsats\w*|egen tid|arbetstid|arbeidstid|in-?kind|"
    r"naturainsats\w*|personalresurs\w*|personellressurs\w*)\b[^.;,]{0,100}"
)
_CLAUSES = (".", ";", ":", ", ", " och ", " og ")
_ELSEWHERE = re.compile(
    r"\b(?:ekstern|extern)\w* (?:\w+ )?(?:finansier\w*|medel|midler|midlar|bidrag|forskningsmidler|forskningsmedel|"
    r"prosjektmidler|projektmedel|stod)\b|\b(?:soka|soker|soke|sokje|sok|ansoka|ansoker) (?:\w+ ){0,4}?(?:medel|"
    r"midler|midlar|finansiering|bidrag|stod|prosjektmidler)\b"
)


def hits(scene: Scene) -> Iterator[Hit]:
    """The promises about money that the sentence makes."""
    if (
        scene.sentence.head
        and scene.sentence.is_item
        and scene.sentence.why == "list_of_duties"
        and _SHARES.search(scene.plain, *scene.sentence.head)
    ):
        yield Hit(
            "share",
            scene.sentence.start,
            scene.sentence.end,
            (("split", "equal"), ("of", scene.words(scene.sentence.start, scene.sentence.end))),
            "B",
            0.85,
        )
        return
    if not scene.find(_HINT):
        return
    if match := scene.find(_NO_EXTRA):
        yield Hit(
            "no_extra_cost",
            match.start(),
            match.end(),
            (),
            "P" if scene.sentence.strength in ("", "P") else scene.sentence.strength,
            0.9,
        )
    elif match := scene.find(_OWN_COSTS):
        yield Hit("share", *match.span(), (("split", "own"),), confidence=0.85)
    elif (
        (match := scene.find(_SHARES))
        and (scene.binds or scene.is_formal or scene.find(_AMOUNT))
        and not scene.plain[scene.sentence.start : scene.sentence.end].rstrip().endswith(":")
    ):
        even = re.search(r"\b(?:lika|likt|like|50/50|halften|halvparten|jevnt|jamt)\b", match.group())
        around = scene.plain[max(scene.sentence.start, match.start() - 80) : match.end()]
        if (even or re.search(r"kostnad|utgift|finans", match.group())) and _IS_MONEY.search(around):
            yield Hit("share", *match.span(), (("split", "equal" if even else "other"),), "B", 0.8)
    yield from _sums(scene)
    if scene.binds and (match := scene.find(_ELSEWHERE)):
        yield Hit(
            "apply_external",
            max(scene.sentence.start, match.start() - 80),
            match.end(),
            (("min", 1), ("per", "calendar_year")),
        )
    elif scene.binds and (match := scene.find(_OWN_EFFORT)):
        begins = scene.sentence.start if match.start() - scene.sentence.start < 40 else match.start()
        yield Hit("inkind", begins, match.end(), ())


def _sums(scene: Scene) -> Iterator[Hit]:
    if match := scene.find(_UP_TO):
        if not re.search(
            r"\b(?:har|hade|hadde|fick|fikk) (?:\w+ ){0,2}(?:fatt|beviljats|fikk|bevilget)\b",
            scene.plain[scene.sentence.start : scene.sentence.end],
        ):
            yield Hit(
                "ceiling",
                scene.begins(match.start(), 60, _CLAUSES),
                match.end(),
                (("amount", scene.words(*match.span("sum"))),),
                "B",
                0.85,
            )
        return
    pays = scene.find(_PAYS)
    amount = scene.find(_AMOUNT)
    if pays and amount and abs(amount.start() - pays.start()) < 140:
        begins = min(pays.start(), amount.start())
        yield Hit(
            "fee",
            scene.begins(begins, 30, _CLAUSES),
            max(amount.end(), pays.end()),
            (("amount", scene.words(*amount.span("sum"))),),
            "B",
            0.85,
        )
