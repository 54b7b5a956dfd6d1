"""What people write above the columns of a list of agreements, in Swedish, Bokmål, Nynorsk and English."""

import re
from collections.abc import Mapping

from sampakt.intake.rules.text import plain
from sampakt.intake.terms import ListColumn

_HEADINGS: Mapping[ListColumn, str] = {
    ListColumn.TITLE: (
        "titel|tittel|title|rubrik|avtal|avtale|agreement|avtalets namn|avtalsnamn|avtalenavn|avtalens navn|avtalenamn|"
        "namn|navn|name|benämning|beteckning på avtalet|avtalstitel|avtaletittel|tittel på avtale|agreement title|"
        "name of agreement|ärendemening|sakstittel|avtal/överenskommelse|dokumentnamn|dokument|contract|contract name"
    ),
    ListColumn.PARTY: (
        "part|parter|parten|partar|avtalspart|avtalsparter|avtalepart|avtaleparter|motpart|motparter|avtalsmotpart|"
        "counterpart|counterparty|counterparties|counterparts|party|parties|other party|partner|partners|partnere|"
        "samarbetspart|samarbetsparter|samverkanspart|samverkansparter|samarbeidspart|samarbeidspartner|"
        "samarbeidspartnar|samarbeidsparter|samarbetspartner|organisation|organisasjon|lärosäte|lärosäten|"
        "utdanningsinstitusjon|institusjon|kommun|kommune|kommuner|med vem|med hvem|with|leverantör|leverandør|"
        "part eller motpart|party or counterpart|andra part|annan part|annen part|avtal med|avtale med|"
        "part 1|part 2|part 3|part 4|party 1|party 2"
    ),
    ListColumn.NUMBER: (
        "nummer|number|nr|no|no.|dnr|diarienr|diarienummer|diarie-nr|avtalsnr|avtalsnummer|avtalenr|avtalenummer|saksnr|"
        "saksnummer|sak|sak nr|arkivsak|arkivsaksnr|arkivsaksnummer|arkivsaksnummer|ärendenr|ärendenummer|ärende-id|"
        "registreringsnummer|registration number|registration no|reg no|reg nr|regnr|case number|case no|"
        "contract number|agreement number|agreement no|referens|referanse|reference|ref|vår ref|vår referanse|id|"
        "avtals-id|avtale-id|avtalid|journalnr|journalnummer|kontraktsnr|kontraktnummer|websaknr|ephortenr|dok nr"
    ),
    ListColumn.KIND: (
        "slag av avtal|typ|type|slag|sort|art|kind|avtalstyp|avtaletype|avtalsslag|avtalstype|typ av avtal|type avtale|"
        "kind of agreement|agreement type|type of agreement|kategori|category|avtalskategori|avtaleform|avtalsform"
    ),
    ListColumn.STARTS_ON: (
        "start|startdatum|startdato|start date|startdag|första dag|første dag|fyrste dag|first day|fr|från|fra|from|"
        "fr.o.m.|fr o m|from och med|fra og med|f.o.m.|fom|giltig från|giltigt från|gäller från|gyldig fra|"
        "gjelder fra|gjeld frå|valid from|begins|börjar|starts|starts on|gäller fr o m|avtalsstart|avtalestart|"
        "ikraftträdande|ikrafttredelse|effective date|avtal från|avtale fra|start på avtal|"
        "oppstart|från och med|starttidpunkt|giltig fr.o.m.|gäller fr.o.m.|avtalets början"
    ),
    ListColumn.ENDS_ON: (
        "slut|slutdatum|sluttdato|sluttdag|end|end date|ends|ends on|sista dag|siste dag|last day|til|till|to|until|"
        "t.o.m.|t o m|tom|till och med|til og med|giltig till|giltigt till|giltig t.o.m.|gäller till|gäller t o m|"
        "gäller t.o.m.|gyldig til|gjelder til|gjeld til|valid to|valid until|utgår|utgångsdatum|utgångsdag|utløper|"
        "utløpsdato|utløp|löper ut|expires|expiry|expiry date|expiration date|avtalsslut|avtaleslutt|avtal till|"
        "avtale til|slutt|upphör|opphører|avtalets slut|sluttidpunkt|slutar"
    ),
    ListColumn.PERIOD: (
        "period|avtalsperiod|avtalstid|avtaleperiode|avtaletid|periode|giltighet|giltighetstid|gyldighet|gyldighetstid|"
        "löptid|løpetid|varighet|varaktighet|validity|term|duration|contract period|tidsperiod|tid|giltighetsperiod"
    ),
    ListColumn.NOTICE: (
        "uppsägning|uppsägningstid|uppsägn.tid|uppsägningstid (mån)|uppsägningstid i månader|oppsigelse|oppsigelsestid|"
        "oppsigelsesfrist|oppseiing|oppseiingstid|notice|notice period|notice (months)|period of notice|termination|"
        "termination notice|uppsägningstid månader|oppsigelsestid (mnd)|oppsigelsestid måneder|notice, months"
    ),
    ListColumn.SIGNED_ON: (
        "signerat|signert|signed|undertecknat|undertegnet|underskrivet|underskrevet|påskrivet|signeringsdatum|"
        "signeringsdato|signeringsdag|undertecknandedatum|undertecknad|underteckningsdatum|underskriftsdatum|"
        "undertegningsdato|datum för undertecknande|dato for signering|signature date|date signed|date of signature|"
        "signed on|avtalsdatum|avtaledato|avtalsdag|tecknat|tecknad|ingått|inngått|inngåttdato|datum|dato|date|"
        "underskriven|signed day|tecknat datum|signerat den|avtal tecknat|signert dato|signert den|signerad|"
        "signerad datum|signerat datum|undertecknat datum|undertegnet dato|underskrevet dato|signed date"
    ),
    ListColumn.DECIDED_ON: (
        "beslut|beslutat|beslutad|beslutsdatum|beslutsdag|vedtak|vedtatt|vedtaksdato|vedtaksdag|vedteke|decided|"
        "decision date|decided on|date of decision|datum för beslut|dato for vedtak|decision|beslutat den|fattat beslut"
    ),
    ListColumn.INSTANCE: (
        "beslutad av|beslutat av|beslutsfattare|beslutande|beslutsinstans|instans|nämnd|beslutande organ|vedtatt av|"
        "vedteke av|vedtaksorgan|beslutningsorgan|beslutningstaker|utvalg|styre|decided by|decision maker|"
        "deciding body|instance|body|approved by|godkänt av|godkjent av|organ|beslutsorgan"
    ),
    ListColumn.PARAGRAPH: (
        "paragraf|§|beslut §|beslutsparagraf|paragraph|vedtak §|saksparagraf|vedtaksnummer|vedtaksnr|sak i utvalg|"
        "beslutsnummer|beslut nr|decision number|decision no|decision paragraph|utvalgssak|utvalgssaksnr|besluts-§"
    ),
    ListColumn.PARTNERSHIP: (
        "partnerskap|partnership|samverkan|samarbete|samarbeid|cooperation|program|programme|samverkansområde|"
        "samarbeidsområde|samverkansform|partnerskapets namn|name of partnership"
    ),
    ListColumn.PURPOSE: (
        "syfte|ändamål|formål|føremål|purpose|aim|beskrivning|beskrivelse|skildring|description|innehåll|innhold|"
        "innhald|omfattning|omfang|scope|subject|avser|gjelder|gjeld|sammanfattning|sammendrag|samandrag|summary|mål"
    ),
    ListColumn.CONTACT: (
        "kontakt|kontaktperson|kontaktpersoner|contact|contact person|ansvarig|ansvarlig|ansvarleg|responsible|"
        "handläggare|saksbehandler|sakshandsamar|avtalsansvarig|avtaleansvarlig|avtalsägare|avtaleeier|avtaleeigar|"
        "owner|agreement owner|enhet|eining|eenhet|unit|förvaltning|avdelning|avdeling|department|office|funktion|"
        "funksjon|ansvarig enhet|ansvarlig enhet|ansvarig förvaltning|kontakt/funktion|ansvarig chef|samordnare|"
        "koordinator|coordinator|kontaktperson kommunen|kontakt eller funktion|kontakt eller funksjon|contact or office"
    ),
    ListColumn.NOTE: (
        "anteckning|anteckningar|anmärkning|anmärkningar|notering|noteringar|kommentar|kommentarer|merknad|merknader|"
        "note|notes|comment|comments|remark|remarks|övrigt|annet|anna|other|other information|övrig information|"
        "status|info|information|informasjon|öppna frågor"
    ),
}
_NOT_WORDS = re.compile(r"[^\w§]+")


def compared(words: str) -> str:
    """A heading as it is compared: plain letters, single spaces, no signs."""
    return " ".join(_NOT_WORDS.sub(" ", plain(words)).split())[:80]


KNOWN: Mapping[str, ListColumn] = {
    compared(heading): column for column, headings in _HEADINGS.items() for heading in headings.split("|")
}
"""Each heading as it is compared, and what stands below it."""
