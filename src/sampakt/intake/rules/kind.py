"""What sort of document a text is, and what sort of agreement it is about."""

import re
from dataclasses import dataclass

from sampakt.intake.rules.draft import Found, PartyValue
from sampakt.intake.rules.text import Source


@dataclass(frozen=True)
class _Sign:
    """A turn of phrase that speaks for a kind: how much, and where it counts ("top", "title" or anywhere)."""

    kind: str
    weight: float
    words: re.Pattern[str]
    where: str = "text"


def _signs(*rows: tuple[str, float, str, str]) -> tuple[_Sign, ...]:
    return tuple(_Sign(kind, weight, re.compile(words, re.M), where) for kind, weight, words, where in rows)


_AGREEMENT_NAME = (
    r"(?:\w*avtal|\w*avtale|\w*overenskommelse|\w*overenskomst|avsiktsforklaring|intensjonserklaering|"
    r"intentionsavtal|\w*kontrakt|"
    r"letter of intent|memorandum of understanding)"
)
_ORGAN = (
    r"(?:\w*styret|\w*styrelsen|\w*namnden|\w*utskottet|formannskapet|\w*fullmaktige|\w*tinget|\w*utvalget|\w*utvalet)"
)
_SIGNS = _signs(
    # decisions and their papers
    (
        "decision",
        4,
        r"^\W*(?:\d+\W*)?(?:forslag til (?:vedtak|innstilling|vedtak \w+)|forslag till beslut|saksframlegg|"
        r"saksfremlegg|saksutgreiing|"
        r"saksprotokoll|moteprotokoll|motebok|tjansteutlatande|tjansteskrivelse|sammantradesprotokoll|"
        r"protokollsutdrag|beslutsunderlag|"
        r"saerutskrift|innstilling|framlegg til vedtak|tilrading|radmannens innstilling|"
        r"kommunedirektorens innstilling)",
        "text",
    ),
    (
        "decision",
        2,
        r"\b(?:sammantradesdatum|motedato|saksgang|saksopplysning\w*|saksopplysninger|saksordforar|"
        r"saksordforer|arendebeskrivning|"
        r"beslutsparagraf|sammanfattning av arendet|vedtak i|styresak|justerande|overlaggning|yrkande|"
        r"rostning|avrostning)\b",
        "text",
    ),
    (
        "decision",
        2,
        rf"\b{_ORGAN}s? (?:forslag till |besluter|beslutar|beslutade|beslot|foreslar|foreslas|vedtar|vedtok|"
        rf"vedtek|godkanner|godkjenner|"
        r"godkjenn|tilrar|ger \w+ i uppdrag|ber )",
        "text",
    ),
    ("decision", 2, r"^\W*(?:beslut|vedtak|protokoll)\W*$", "text"),
    ("decision", 1, r"^\W*§ ?\d+", "top"),
    (
        "decision",
        1,
        r"\b(?:diarienummer|dnr|arkivsaksnr|saksnr|arkivref|saksbehandler|saksbehandlar|handlaggare)\b",
        "top",
    ),
    ("decision", 2, r"^\W*(?:beslut|vedtak|protokoll)\b(?! om| om\b)", "title"),
    # steering documents
    (
        "strategy",
        4,
        r"^\W*styrdokument\b|\b(?:dokumentansvarig|dokumenttyp|giltighetstid|gjelder for perioden \d{4})\b",
        "top",
    ),
    (
        "strategy",
        4,
        r"^\W*(?:\w* )?(?:\w*strategi(?:en)?|\w*policy(?:en)?|handlingsplan(?:en)?|handlingsprogram|"
        r"temaplan|kommunedelplan|"
        r"kommuneplan\w*|utvecklingsplan|samverkansplan|program)\b(?: \d{4}\W+\d{4}| for\b| om\b|\W*$)",
        "title",
    ),
    ("strategy", 2, r"^\W*(?:innehallsforteckning|innhold|innehall|innhald)\W*$", "top"),
    (
        "strategy",
        2,
        r"\b(?:strategien|strategin|handlingsplanen|policyn|planen) (?:omfattar|omfatter|galler|gjelder|"
        r"gjeld|skal|ska|beskriver|angir|anger)",
        "text",
    ),
    # agreements
    (
        "agreement",
        2.5,
        rf"^\W*(?:(?:sarskild|sarskilt|overordna|overordnet|overgripande|lokal|lokalt|regional|regionalt|revidert|"
        rf"reviderat|gjensidig|omsesidigt) )?{_AGREEMENT_NAME}\b(?: (?:om|mellan|mellom|vedrorande|vedrorende|"
        rf"avseende|gallande|angaende|for|rorande)\b|\W*$|.* - )",
        "title",
    ),
    ("agreement", 0.5, rf"^\W*(?:\w+ )?{_AGREEMENT_NAME} mell(?:an|om)\b", "title"),
    (
        "agreement",
        2,
        r"^\W*(?:§|\d+\.?|punkt)?\s*\d*\.?\s*(?:parter|partar|avtalsparter|avtalstid|avtaleperiode|varighet|"
        r"varigheit|uppsagning|oppsigelse|"
        r"oppseiing|tvist\w*|signatur\w*|underskrifter|underskrift|formal|andamal|formaal|giltighet\w*|"
        r"avtalstid och uppsagning|force majeure|"
        r"avtalets giltighet|ikrafttra?d\w*|ikrafttred\w*)\b.{0,40}$",
        "text",
    ),
    (
        "agreement",
        2,
        r"(?:\bavtal\w* (?:er|ar|har) (?:inngatt|ingatts|traffats|slutits) mell[ao][nm]|"
        r"^\W*(?:[\d.]+ )?(?:denne|detta) \w+avtal\w*|"
        r"\bgenom denn?a avtale?|gjennom denne avtale?n?|med denne avtalen|(?:detta|dette) avtal(?:et|"
        r"en)?|denne avtalen|denna overenskommelse|"
        r"forplikter partene seg|parterna (?:forbinder|atar|ar overens|ar eniga)|partene (?:er enige|"
        r"forplikter)|partane (?:er samde|forpliktar)|"
        r"\(nedan|\(heretter|\(harefter|nedan kallad|nedan kallat|heretter kalt|heretter (?:kalla|omtalt)|harefter)\b|"
        r"\(\"(?:avtalet|\w+avtalet|avtalen|\w+avtalen|overenskommelsen|part\w*)\"\)|"
        r"\b(?:benamns|kallas|benevnes|benevnast) (?:nedan|harefter|heretter|gemensamt|kollektivt|i det folgende)\b",
        "text",
    ),
    (
        "agreement",
        1,
        r"\b(?:oppsigelsestid\w*|oppseiingstid\w*|uppsagningstid\w*|gjensidig|omsesidig\w*|org\.? ?nr)\b",
        "text",
    ),
    (
        "agreement",
        1,
        r"\b(?:parterna|partene|partane|avtalsparterna|avtalspartene) (?:ska|skall|skal|forbinder|forplikter|"
        r"forpliktar|atar|paborjar)\b|\b(?:avtalet|avtalen) (?:galler fran|gjelder fra|gjeld fra|trer i kraft|"
        r"trader i kraft|kan sies opp|kan sages upp|kan seiast opp)\b",
        "text",
    ),
    ("agreement", 1, r"\b(?:avtalet har upprattats|exemplar|eksemplarer|eksemplar)\b", "text"),
    # news
    (
        "news",
        3,
        r"\b(?:pressmeddelande|pressemelding|pressinbjudan|presseinvitasjon|nyhetsarkiv|nyhetsbrev|"
        r"siste nytt|nyhet(?:er)?(?! og| och))\b",
        "top",
    ),
    ("news", 1, r"\b(?:publicera[dt]|publisert|publiceringsdatum|lagt ut)\b", "top"),
    (
        "news",
        2,
        r"\b(?:sager|sa|sier|seier|berattar|forteller|fortel|uttalar|uttaler|kommenterar|betonar|"
        r"understreker)\b",
        "text",
    ),
    (
        "news",
        1,
        r"\b(?:pekar pa|lyfter|talar om|viser til|ar nojd|er glad|er stolt|ar stolt|ar glad|er fornoyd|"
        r"raknar med|haper|hoppas|ser fram(?: emot)?)\b",
        "text",
    ),
    (
        "news",
        2,
        r"\b(?:i ?dag(?! (?:to|tva|tre|flera|flere|en|ett|et|ei|inte|ikke|ikkje)\b)|i ?gar|"
        r"i (?:man|tis|ons|tors|fre)dags|(?:man|tis|tirs|tys|ons|tors|fre)dag(?:en)?)\b",
        "text",
    ),
    (
        "news",
        2,
        r"\b(?:tecknar|skriver|signerer|signerar|signert|signeres|signeras|undertecknas|inngar|ingar|"
        r"skrevet under|skrevet avtale|bildas|undertecknar|undertegner|enige om|eniga om|"
        r"styrker|starker|vill|vil|tar hjalp|fordjupar|fordyper|utvider|utvidgar|utvecklar|utvikler|"
        r"forlanger|forlenger|fortsetter|fortsatter|samarbetar mer|"
        r"i nytt avtal|nytt avtal|ny avtale|"
        r"nytt samarbe\w+|fortsatt samverkan|fortsatt samarbe\w+|far|blir|"
        r"(?:er|ar|no|na|nu) klart?|klart?\W*$|pa plass|i hamn|i havn)\b",
        "title",
    ),
    ("news", 1, r"^\W*(?:annons|skriv ut|dela|del|las mer|les mer|las ocksa|les ogsa|foto|kontakt)\b", "text"),
    (
        "news",
        1.5,
        r"\b(?:undertecknade|undertecknades|undertegnet|signerte|signerer|signerade|signerades|"
        r"skrev (?:\w+ ){0,4}pa (?:en|ett|avtalet|avtalen)|"
        r"skrev(?:s)? (?:\w+ ){0,4}under|skriver (?:\w+ ){0,4}under|"
        r"skreiv (?:\w+ ){0,4}under|setter navn\w*|har (?:\w+ ){0,2}(?:tecknat|undertecknat|signert|signerat|"
        r"inngatt|ingatt))\b",
        "text",
    ),
    ("news", 1, r"\b(?:nye|nya) ar\b", "title"),
    ("news", -2, r"\b(?:wikier|wiki)\b", "top"),
    ("news", -1.5, r"^[^\n/]{3,30} / [^\n]{3,40}(?: / [^\n]+)?$", "crumbs"),
)
_OTHER = 2.5
"""What speaks for no kind in particular: another kind must weigh at least as much."""


_PUBLISHED, _AGREEMENT_SURE = 2.0, 3.0
"""A day of publication speaks for news; the name of an agreement alone in the heading does not make the text one,
unless it says between whom."""


def find_title(source: Source) -> Found[str] | None:
    """The heading: the first line near the top that reads as one and is no label, date or menu."""
    best: tuple[float, tuple[int, int]] | None = None
    for rank, (start, end) in enumerate(source.lines[:14]):
        line = source.plain[start:end].strip()
        if (
            not 8 <= len(line) <= 170
            or (" " not in line and not re.fullmatch(_AGREEMENT_NAME, line))
            or "\t" in source.flow[start:end]
        ):
            continue
        points = -0.22 * rank - (1.5 if line.endswith((".", ":")) else 0) - (1 if len(line) > 130 else 0)
        points += 1.6 * bool(
            re.search(rf"\b{_AGREEMENT_NAME}\w*|\bsamverk\w*|\bsamarbe[it]\w*|\bpartnerskap\w*|\w*strategi\w*", line)
        )
        points -= 2.5 * bool(_NO_TITLE.search(line)) + 1.5 * bool(_SENDER.fullmatch(line))
        if best is None or points > best[0]:
            best = (points, (start, end))
    if best is None:
        return None
    place = best[1]
    return source.found(" ".join(source.flow[slice(*place)].split()), place, "title", 0.6, "heading")


_SENDER = re.compile(
    r"(?:\w+ ){1,4}(?:kommune?|universitet|hogskola|fylkeskommune|stad)|region \w+|"
    r"(?:\w+ ){0,2}(?:\w*(?:utskottet|namnden|styrelsen|fullmaktige)|formannskapet|bystyret|kommunestyret)"
)
_NO_TITLE = re.compile(
    r"^(?:publicera|publisert|pressm|pressem|siste opp|sist opp|senast|uppdater|hoppa|hopp |gå|ga til|"
    r"skip|dela|del |nyheten ar|fa utskrift|din webb|"
    r"dnr|diarie|handlagg|saksbehandl|sammantrad|datum|dato|typ av|beslutad|saksbeh|arkiv|bild|foto|\d|ingen komm|"
    r"forslag til|sammanfattning|globalmeny|tid:|plats:)"
    r"|\s\|\s|\b(?:kl\.|cookies|javascript|webblasare)\b| / "
)


def find_kind(source: Source, *, published: bool) -> Found[str] | None:
    """ "agreement", "decision", "strategy", "news" or "other"."""
    if not source.plain.strip():
        return None
    places = _places(source)
    points = dict.fromkeys(("agreement", "decision", "strategy", "news"), 0.0)
    first: dict[str, tuple[int, int]] = {}
    for sign in _SIGNS:
        start, end = places[sign.where]
        match = sign.words.search(source.plain, start, end)
        if match:
            points[sign.kind] += sign.weight
            first.setdefault(sign.kind, match.span())
    if published:
        points["news"] += _PUBLISHED
        first.setdefault("news", source.lines[0])
    if points["decision"] >= 4 and points["decision"] >= points["agreement"]:
        points["news"] -= 2
    best = max(points, key=lambda kind: points[kind])
    whole = sum(value for value in points.values() if value > 0) + _OTHER
    if points[best] < (_OTHER if best != "agreement" else _AGREEMENT_SURE) or best not in first:
        return source.found("other", source.lines[0], "kind", 0.5, "no_sign_of_another")
    return source.found(best, first[best], "kind", 0.4 + 0.6 * points[best] / whole, "signs")


def _places(source: Source) -> dict[str, tuple[int, int]]:
    title = find_title(source)
    heading = (0, 0)
    if title is not None:
        heading = next(
            (line for line in source.lines if source.at[line[0]] <= title.span.start < source.at[line[1] - 1] + 1),
            heading,
        )
    length = len(source.plain)
    top = source.lines[min(len(source.lines), 12) - 1][1] if source.lines else 0
    crumbs = source.lines[min(len(source.lines), 3) - 1][1] if source.lines else 0
    return {"text": (0, min(length, 60_000)), "top": (0, min(top, 1_500)), "title": heading, "crumbs": (0, crumbs)}


# --- what sort of agreement ---

_INTENT = re.compile(
    r"\b(?:avsiktsforklaring\w*|intentionsavtal\w*|intentionsforklaring\w*|intensjonsavtale(?!r)\w*|"
    r"intensjonserklaering\w*|letter of intent)"
)
_UNIVERSITY_TOWN = re.compile(r"\b(?:universitetskommun\w*|universitetsby-avtale|hogskolekommun\w*|trd ?3\.0)")
_EDUCATION = re.compile(
    r"\b(?:ramavtal|rammeavtale)\w*\b[^.\n]{0,80}\b(?:\w*utbildning\w*|\w*utdanning\w*|kurs\w*|"
    r"kompetansetilbud|kompetanseheving|uppdragsutbildning)"
    r"|\b(?:uppdragsutbildning|oppdragsundervisning|oppdragsutdanning)\b"
    r"|\b\w*(?:utbildning|utdanning)\w*\b[^.\n]{0,40}\b(?:ramavtal|rammeavtale)"
)
_RESEARCH = re.compile(
    r"\b(?:\w*avtal\w*|samverkan|samarbeid\w*|overenskom\w*)\b[^.\n]{0,60}\b(?:om|kring|rorande|innen|"
    r"inom|innan)\b[^.\n]{0,12}"
    r"\b(?:forskning|forsking|fou)\b(?! *, *(?:utbildning|utdanning))"
    r"|\bforsk(?:n)?ingsavtal\w*|\bfou-avtal\w*|\bforsk(?:n)?ingssamarbe[it]\w*|\bi forsta hand\b[^.\n]{0,20}forskning"
    r"|\b(?:forsknings- och utvecklingsprojekt|fou-prosjekt)"
)
_NETWORK = re.compile(
    r"\b(?:natverk\w*|nettverk\w*|konsorti\w*|kommunakademi\w*|plattform\w*|universitetsregion\w*)\b"
    r"|\b(?:alla|samtliga|alle|atta|nio|tio|elva|tolv|sex|sju|seks|syv|ti|elleve|"
    r"\d{1,2}) (?:\w+ )?kommun(?:er|ar|ene|ane)\b"
)
_PARTNERSHIP = re.compile(
    r"\b(?:strategisk\w* (?:partner\w*|samarbei\w*|samverk\w*)|partnerskap\w*|\w*samverkansavtal\w*|"
    r"\w*samarbe(?:id|te?)s?avtal\w*|hovedavtal\w*|huvudavtal\w*|"
    r"\w*avtal\w*|overenskommelse\w*|overeinskom\w*)"
)


def find_agreement_type(source: Source, parties: list[Found[PartyValue]], kind: str) -> Found[str] | None:
    """The sort of agreement that the text is or is about, or None when it is about none."""
    reach = (0, min(len(source.plain), 60_000))
    top = min(600, reach[1])

    def stands(words: re.Pattern[str], end: int = reach[1]) -> re.Match[str] | None:
        return words.search(source.plain, 0, end)

    many = len(parties) > 2
    intent = stands(_INTENT)
    agreement = stands(_PARTNERSHIP)
    choices = (
        (
            "letter_of_intent",
            intent
            if intent and (intent.start() < top or not agreement or len(_INTENT.findall(source.plain)) > 1)
            else None,
            0.9,
        ),
        ("university_municipality", stands(_UNIVERSITY_TOWN), 0.85),
        ("framework_education", stands(_EDUCATION, top if many else reach[1]), 0.8),
        ("multi_party_network", stands(_NETWORK) if agreement or many or kind != "strategy" else None, 0.75),
        ("multi_party_network", agreement if many and kind != "strategy" else None, 0.7),
        ("research", stands(_RESEARCH), 0.75),
        ("strategic_partnership", agreement if kind != "strategy" else None, 0.6),
    )
    for code, match, sure in choices:
        if match is not None:
            return source.found(code, match.span(), "agreement_type", sure, "words")
    return None
