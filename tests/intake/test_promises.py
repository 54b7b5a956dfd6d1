"""What is promised: which sentences promise, what kind of promise, how hard, by whom, measured how."""

from typing import Any

import pytest

from sampakt.commitments import kinds as commitment_kinds
from sampakt.governance import kinds as governance_kinds
from sampakt.intake.rules.bodies import mentions
from sampakt.intake.rules.draft import AmountValue, Found, PartyValue, PeriodValue, PromiseValue, Span
from sampakt.intake.rules.promises.finding import MOST, find_commitments
from sampakt.intake.rules.text import Source

REGISTERED = {kind.code for kind in (*commitment_kinds.KINDS, *governance_kinds.KINDS)}
OF_ROOMS_TO_COME = {
    "fee",
    "ceiling",
    "share",
    "no_extra_cost",
    "inkind",
    "apply_external",
    "positions",
    "starts_from_need",
}


def promised(
    text: str, language: str = "sv", document: str = "agreement", parties: tuple[Found[PartyValue], ...] = ()
) -> list[PromiseValue]:
    source = Source(text)
    found = find_commitments(source, document, language, named=mentions(source), parties=parties)
    assert all(text[one.span.start : one.span.end].strip() for one in found)
    assert {one.value.kind for one in found} <= REGISTERED | OF_ROOMS_TO_COME
    return [one.value for one in found]


KINDS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("sv", "Samarbetet leds av en styrgrupp.", "body_exists", {"body_sorts": ("steering_group",)}),
    ("nb", "Det opprettes et samarbeidsutvalg.", "body_exists", {"body_sorts": ("committee",)}),
    ("nn", "Det vert oppretta ei arbeidsgruppe.", "body_exists", {"body_sorts": ("working_group",)}),
    ("sv", "Styrgruppen ska mötas två gånger per termin.", "meetings", {"min": 2, "per": "half_year"}),
    ("nb", "Styringsgruppen beslutter budsjett.", "activity", {}),
    ("nb", "Medlemmene sørger for lokale studiesentre.", "activity", {}),
    ("nb", "Fylkeskommunen vil samarbeide om tjenesteutvikling.", "activity", {}),
    ("sv", "Enligt planen har varje nämnd och förvaltning ansvar att samverka.", "activity_in_each", {}),
    ("sv", "Avtalet gäller med en uppsägningstid om tolv (12) månader.", "notice", {"months": 12}),
    ("nn", "Kvar av partane kan seie opp avtalen med eitt års frist.", "notice", {"months": 12}),
    ("nn", "Avtalen skal vare i fem år.", "period", {"months": 60}),
    ("nb", "Styringsgruppen møtes fire ganger i året.", "meetings", {"min": 4, "per": "calendar_year"}),
    ("nn", "Partane skal møtast minst éin gong i året.", "meetings", {"min": 1}),
    ("sv", "Styrgruppen består av lika många ledamöter från vardera parten.", "parity", {"body": "styrgrupp"}),
    ("nb", "Styringsgruppen har to representanter fra hver part.", "parity", {"numbers": (2, 2)}),
    ("sv", "I styrgruppen ingår fyra från kommunen och fyra från högskolan.", "parity", {"numbers": (4, 4)}),
    ("sv", "Kommunen är ordförande i styrgruppen.", "chair", {"body": "styrgrupp"}),
    ("nb", "Universitetet skal lede styringsgruppen.", "chair", {"body": "styringsgruppe"}),
    ("nb", "Kommunen har nestleder i styringsgruppen.", "deputy_chair", {"body": "styringsgruppe"}),
    ("nn", "Leiarvervet i styringsgruppa går på omgang.", "chair_alternates", {"body": "styringsgruppe"}),
    ("sv", "Styrgruppens beslut fattas i konsensus.", "agreement_required", {"body": "styrgrupp"}),
    ("sv", "Arbetsgruppen rapporterar till styrgruppen.", "reports_to", {"body": "styrgrupp"}),
    ("sv", "Styrgruppen fastställer varje år en handlingsplan.", "plan_adopted", {"per": "calendar_year"}),
    ("nb", "Partene skal vedta en handlingsplan.", "plan_adopted", {"sorts": ("plan",)}),
    ("sv", "Koordinatorn ska redovisa arbetet för kommunstyrelsen.", "report", {"recipients": ("kommunstyrelsen",)}),
    ("nb", "Partene skal levere årsrapport til formannskapet.", "report", {"type": "årsrapport"}),
    ("sv", "Samarbetet ska utvärderas innan avtalet löper ut.", "evaluation", {"before": "end"}),
    ("nb", "Det skal gjennomføres en forskningsbasert evaluering.", "evaluation", {"types": ("research_based",)}),
    ("sv", "Utvärderingen ska ge underlag för beslut om fortsatt samverkan.", "decision_refers_to", {}),
    ("sv", "Varje förvaltning ska ha en kontaktperson.", "role_filled", {"functions": ("contact",), "per": "unit"}),
    ("nn", "Kvar part nemner opp ein koordinator.", "role_filled", {"functions": ("coordinator",), "per": "party"}),
    ("nb", "Partene skal utarbeide retningslinjer for hospitering.", "deliver_by", {"sorts": ("guideline",)}),
    ("sv", "Parterna ska inom två år ta fram en modell.", "deliver_by", {"months_after_start": 24}),
    ("sv", "Avtalet kan sägas upp med sex månaders varsel.", "notice", {"months": 6}),
    ("nn", "Avtalen kan seiast opp med eit års frist.", "notice", {"months": 12}),
    ("nb", "Avtalen skal revideres hvert tredje år.", "revise_every", {"months": 36}),
    ("nb", "Avtalen gjelder i fire år.", "period", {"months": 48}),
    ("sv", "Avtalet gäller 2031-01-01--2034-12-31.", "period", {}),
    ("nb", "Prosjektperioden er 1.1.2031 — 31.12.2034.", "period", {}),
    ("sv", "Senast i mars före avtalets utgång ska parterna besluta om det ska förlängas.", "decide_before", {}),
    ("nb", "Ved videreføring skal det foreligge oppdatert mandat og finansiering.", "continuation_papers", {}),
    ("sv", "Särskilda projekt regleras i egna delavtal.", "sub_agreements", {}),
    ("sv", "Personuppgifter ska behandlas med omsorg.", "must_contain", {"topics": ("data",)}),
    ("nb", "Tvister skal løses ved forhandlinger.", "must_contain", {"topics": ("disputes",)}),
    ("sv", "Parterna delar kostnaderna lika.", "share", {"split": "equal"}),
    ("nb", "Hver part dekker egne kostnader.", "share", {"split": "own"}),
    ("sv", "Samarbetet medför inga merkostnader.", "no_extra_cost", {}),
    ("sv", "Kommunen betalar 40 000 kronor per år.", "fee", {}),
    ("nb", "Rammen er inntil 3 millioner kroner.", "ceiling", {}),
    ("nb", "Partene skal søke ekstern finansiering.", "apply_external", {"min": 1}),
    ("sv", "Samverkan ska utgå från verksamheternas behov.", "starts_from_need", {}),
    ("sv", "Parterna ska sprida resultaten.", "activity", {"sorts": ("dissemination",)}),
    ("sv", "Avtalet syftar till att stärka skolan.", "statement", {}),
]


@pytest.mark.parametrize(("language", "sentence", "kind", "parameters"), KINDS, ids=[row[1] for row in KINDS])
def test_the_words_of_every_kind(language: str, sentence: str, kind: str, parameters: dict[str, Any]) -> None:
    of_kind = [promise for promise in promised(sentence, language) if promise.kind == kind]
    assert of_kind, promised(sentence, language)
    told = dict(of_kind[0].parameters)
    assert {name: told.get(name) for name in parameters} == parameters


@pytest.mark.parametrize(
    ("language", "sentence", "strength"),
    [
        ("sv", "Parterna åtar sig att samverka.", "B"),
        ("sv", "Kommunen förbinder sig att delta.", "B"),
        ("sv", "Högskolan ansvarar för kurserna.", "B"),
        ("nb", "Partene forplikter seg til å samarbeide.", "B"),
        ("nb", "Kommunen må stille lokaler til rådighet.", "B"),
        ("nn", "Høgskulen pliktar å tilby rettleiing.", "B"),
        ("sv", "Samarbetet förutsätter arbetsinsatser från parterna.", "P"),
        ("nb", "Det forutsettes at partene deltar.", "P"),
        ("sv", "Parterna avser att öka rörligheten.", "A"),
        ("nb", "Partene bør vurdere flere temaer.", "A"),
        ("nb", "Partene ønsker å invitere flere.", "W"),
    ],
)
def test_how_hard_the_words_are(language: str, sentence: str, strength: str) -> None:
    assert [promise.strength for promise in promised(sentence, language)] == [strength]


@pytest.mark.parametrize(
    ("language", "document", "sentence"),
    [
        ("sv", "agreement", "Kommunen har samverkat med högskolan sedan länge."),
        ("sv", "agreement", "Det finns flera skäl till varför kommunen ska samverka."),
        ("sv", "agreement", "Bakgrund\n\nKommuner ska enligt lag verka för god hälsa."),
        ("nb", "agreement", "Kommunen ble etablert etter krigen."),
        ("sv", "agreement", "Innehåll\n\nSå ska avtalet följas upp\t7"),
        ("sv", "agreement", "Så ska avtalet följas upp\n\nLäs vidare."),
        ("sv", "news", "– Vi ska samarbeta mer, säger rektor Någon Någonsson."),
        ("nb", "news", "Ordføreren sier at kommunen skal bygge mer."),
        ("nb", "news", "Kommunen samarbeider allerede godt med høgskolen."),
        ("sv", "agreement", ""),
    ],
)
def test_what_promises_nothing(language: str, document: str, sentence: str) -> None:
    assert promised(sentence, language, document) == []


def test_items_inherit_what_the_head_of_their_list_promises() -> None:
    text = "Kommunen åtar sig att:\n- ställa lokaler till förfogande\n- ta emot studenter\n\nKommunen ligger vid havet."
    assert [(one.kind, one.strength, one.words) for one in promised(text)] == [
        ("activity", "B", "ställa lokaler till förfogande"),
        ("activity", "B", "ta emot studenter"),
    ]


def test_shared_costs_are_one_promise_for_each_item() -> None:
    text = "Partene forplikter seg til å dele kostnadene likt:\n- reiser\n- felles kurs"
    assert [(one.kind, dict(one.parameters)["of"]) for one in promised(text, "nb")] == [
        ("share", "reiser"),
        ("share", "felles kurs"),
    ]


def test_a_sentence_with_three_verbs_makes_three_promises() -> None:
    text = "Högskolan ska erbjuda fristående kurser, handleda kommunens personal och publicera resultaten."
    assert [one.words for one in promised(text)] == [
        "Högskolan ska erbjuda fristående kurser",
        "handleda kommunens personal och",
        "publicera resultaten",
    ]


def test_a_purpose_is_part_of_its_promise() -> None:
    text = "Parterna ska samverka för att stärka skolan och öka intresset för studier."
    assert len(promised(text)) == 1


def test_who_promises() -> None:
    text = "Alunda kommun och Sundets universitet. Kommunen ska ta emot studenter. Parterna ska mötas."
    parties = tuple(
        Found(PartyValue(name, sort), Span(text.index(name), text.index(name) + len(name)), 0.9, "register", "parties")
        for name, sort in (("Alunda kommun", "municipality"), ("Sundets universitet", "university"))
    )
    assert [one.promisor for one in promised(text, parties=parties)] == ["Alunda kommun", "parties"]


def test_who_promises_by_what_the_text_calls_its_parties() -> None:
    text = (
        'Sundets universitet, org.nr 202100-0000 (nedan kallat SuU) och Alunda kommun ("AK"; parten). '
        "SuU ska senast 15 mars lämna en rapport. Suus ska AK inte göra."
    )
    parties = tuple(
        Found(PartyValue(name, sort), Span(text.index(name), text.index(name) + len(name)), 0.9, "register", "parties")
        for name, sort in (("Alunda kommun", "municipality"), ("Sundets universitet", "university"))
    )
    assert promised(text, parties=parties)[0].promisor == "Sundets universitet"


def test_money_and_days_found_already_measure_the_promise() -> None:
    text = "Kommunen betalar 40 000 kronor per år. Avtalet gäller 2031-01-01 till 2033-12-31."
    source = Source(text)
    amount, period = text.index("40 000"), text.index("2031")
    found = find_commitments(
        source,
        "agreement",
        "sv",
        named=[],
        measures=(
            Found(AmountValue(4_000_000, "SEK", "year", "Alunda"), Span(amount, amount + 6), 0.9, "", "amounts"),
            Found(PeriodValue("2031-01-01", "2033-12-31"), Span(period, len(text) - 1), 0.9, "", "period"),
        ),
    )
    assert [(one.value.kind, dict(one.value.parameters)) for one in found] == [
        ("fee", {"amount": 4_000_000, "currency": "SEK", "per": "year", "payer": "Alunda"}),
        ("period", {"start": "2031-01-01", "end": "2033-12-31"}),
    ]


def test_lost_marks_and_broken_lines_are_read() -> None:
    text = "Parterna forbinder sig att sam-\nverka. Avtalet kan sagas upp med tre manaders varsel."
    assert [one.kind for one in promised(text)] == ["activity", "notice"]


def test_a_section_with_a_number_ends_a_list_and_its_heading_is_no_item() -> None:
    text = (
        "1. Innledning\nHovedmål for avtalen er:\n• Bidra til utvikling i dalen\n2. Samarbeidsområder\n"
        "3. STYRINGSGRUPPENS OPPGAVER OG MANDAT\n3.1 Styringsgruppen skal møtes fire ganger i året.\n"
        "6. EVALUERING\n6.1 Partene skal evaluere samarbeidet."
    )
    assert [(one.kind, one.strength) for one in promised(text, "nb")] == [
        ("statement", "A"),
        ("meetings", "B"),
        ("evaluation", "B"),
    ]


def test_a_list_of_duties_with_numbers_goes_on_under_a_section_with_a_number() -> None:
    text = (
        "2 Åtaganden\nKommunen åtar sig att:\n1. utse en kontaktperson\n2. placera två studenter\n"
        "3. ta emot fem studenter"
    )
    assert [one.words for one in promised(text)] == [
        "utse en kontaktperson",
        "placera två studenter",
        "ta emot fem studenter",
    ]


def test_background_together_with_duties_is_no_background() -> None:
    text = "1 Bakgrund och parternas åtaganden\nHögskolan ska lämna uppgift om deltagarna till kommunen."
    assert [one.strength for one in promised(text)] == ["B"]


def test_what_the_cooperation_is_about_is_no_promise() -> None:
    text = "Tematiska områden som kommer att beröras av avtalet är:\n• Arktis\n• Folkhälsa\n• Smart specialisering"
    assert promised(text, document="news") == []


def test_aims_stay_aims_though_they_say_shall() -> None:
    text = (
        "Målsättningen med samverkan är:\n• att praktiken ska hålla hög kvalitet,\n• att främja båda parters utveckling"
    )
    assert {one.strength for one in promised(text)} == {"A"}
    strives = promised("En strävan skall vara att två studenter placeras tillsammans.")
    assert [one.strength for one in strives] == ["A"]


@pytest.mark.parametrize(
    ("language", "document", "text"),
    [
        ("nb", "agreement", "Denne samarbeidsavtalen («Avtalen») regulerer partenes rettigheter og plikter."),
        ("nb", "agreement", "Prosjektet ledes av en professor."),
        ("nb", "agreement", "Avtalen bygger på samarbeidet i byprogrammet."),
        ("nb", "news", "Avtalen skal signeres i Lillby."),
        ("sv", "agreement", "Notera att avtalet kommer att ersättas under året."),
        ("sv", "news", "I maj 2031 antog nämnden en riktlinje som syftar till att stärka staden."),
        ("sv", "news", "Samarbetet bygger på parternas styrkor och är av ömsesidig betydelse och nytta."),
        ("nb", "news", "Vi må jobbe sammen for byen, sier rektor."),
        ("sv", "decision", "Förvaltningen bedömer att samverkan ska ge bättre tillsyn."),
        ("nn", "decision", "Det hastar med å få ei avklaring, og mykje skal førebuast."),
        ("nn", "decision", "Reelt sett inneber dette at det må førast nye forhandlingar."),
        ("nb", "decision", "Avtalen inngås slik det fremgår av vedlegget."),
        ("nn", "decision", "Fylkestinget har gitt utvalet fullmakt til å godkjenne endeleg avtale."),
    ],
)
def test_what_tells_and_promises_nothing(language: str, document: str, text: str) -> None:
    assert promised(text, language, document) == []


def test_a_document_never_gives_too_many() -> None:
    assert len(promised("Kommunen ska samverka. " * (MOST + 50))) == MOST
