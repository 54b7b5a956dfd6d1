"""Documents of our own, invented from beginning to end: an agreement in each language, minutes, a strategy, news."""

SWEDISH_AGREEMENT = """Samverkansavtal

Dnr KS-2031/0417

1. Parter
Detta avtal har ingåtts mellan Östersunds kommun (kommunen) och Mittuniversitetet (universitetet).

2. Syfte
Parterna ska tillsammans stärka kompetensförsörjningen i länet.

3. Organisation
En styrgrupp med tre ledamöter från vardera parten sammanträder två gånger per år. Styrgruppen fattar beslut i enighet.
Styrgruppen ska varje år anta en verksamhetsplan.

4. Ekonomi
Vardera parten bidrar med 500 000 kronor per år.

5. Avtalstid
Avtalet gäller från och med den 1 januari 2032 till och med den 31 december 2035. Avtalet kan sägas upp med sex
månaders varsel. Avtalet ska utvärderas innan avtalstiden löper ut.

Östersund den 3 november 2031
"""

BOKMAL_AGREEMENT = """Samarbeidsavtale mellom Bodø kommune og Nord universitet

Partene i denne avtalen er Bodø kommune og Nord universitet.

Formål
Partene skal utvikle praksisplasser for studenter i barnehager og skoler.

Organisering
Samarbeidet ledes av en styringsgruppe med likt antall representanter fra hver av partene. Styringsgruppen møtes minst
én gang i halvåret. Universitetet skal utarbeide en årlig rapport til styringsgruppen.

Kostnader
Partene dekker sine egne kostnader.

Varighet
Avtalen gjelder fra 1. august 2032 til 31. juli 2036. Hver av partene kan si opp avtalen med tre måneders varsel.
"""

NYNORSK_NEWS = """Stord kommune og Høgskulen på Vestlandet vil samarbeide meir

Publisert 14. mars 2033

Stord kommune og Høgskulen på Vestlandet signerte i dag ei intensjonsavtale om lærarutdanning. Partane skal møtast ein
gong i kvartalet, og dei vil saman utvikle nye etterutdanningar. Avtala gjeld i tre år.
"""

MINUTES = """Kommunstyrelsen
Sammanträdesprotokoll

Sammanträdesdatum 2031-05-12

§ 88 Avsiktsförklaring med Högskolan i Gävle
Dnr 2031/215

Kommunstyrelsen beslutar att godkänna avsiktsförklaringen mellan Söderhamns kommun och Högskolan i Gävle.
Kommunstyrelsen föreslår kommunfullmäktige att avsätta 1,2 miljoner kronor per år.
"""

STRATEGY = """Strategi for samarbeid med universiteter og høgskoler 2032–2036

Lillehammer kommune

Kommunen skal inngå samarbeidsavtaler med Universitetet i Innlandet. Kommunen skal hvert år rapportere til
kommunestyret om samarbeidet. Det skal oppnevnes en kontaktperson i hver enhet.

Prioriterte områder: oppvekst, helse og omsorg, digitalisering.
"""

OWN_DOCUMENTS = {
    "samverkansavtal.txt": SWEDISH_AGREEMENT,
    "samarbeidsavtale.txt": BOKMAL_AGREEMENT,
    "nyhende.txt": NYNORSK_NEWS,
    "protokoll.txt": MINUTES,
    "strategi.txt": STRATEGY,
}
