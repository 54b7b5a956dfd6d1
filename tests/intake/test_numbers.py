"""Registration numbers, with a label and without."""

import pytest

from sampakt.intake.rules.numbers import find_numbers
from sampakt.intake.rules.text import Source


def numbers(text: str) -> list[str]:
    return [found.value for found in find_numbers(Source(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dnr: KS-2031/77.109", ["KS-2031/77.109"]),
        ("Diarienummer UFV 2031/412", ["UFV 2031/412"]),
        ("Arkivsaksnr.: 31/02214-7", ["31/02214-7"]),
        ("Arkivref. 2031/4410", ["2031/4410"]),
        ("Saken behandles i formannskapet, sak 61/31, i morgen.", ["61/31"]),
        ("Saksnr: PS 61/31", ["PS 61/31"]),
        ("Diarienummer\nRS 2031-0457", ["RS 2031-0457"]),
        ("Utvalg\tMøtedato\tSaksnr.\nFormannskapet\t04.03.31\t12/31", ["12/31"]),
        ("Kommunen har beslutat (KS 2031/00117) att avvakta.", ["KS 2031/00117"]),
        ("Läsåret 2031/32 tog skolan emot 1/3 av studenterna, enligt 2031-05-04.", []),
        ("Personuppgifter behandlas enligt förordning (EU) 2016/679.", []),
        ("Det kostar 1 200 kr och gäller 2031-2034.", []),
        ("Dnr FS 1.6.2-1703-31", ["FS 1.6.2-1703-31"]),
        ("Dnr 2031.0542", ["2031.0542"]),
        ("Avtalet (BN 2031.108) har setts över.", ["BN 2031.108"]),
        ("Regeringen beslutade (U2031/01234/UH) om försöket.", ["U2031/01234/UH"]),
        ("Dnr 12ABC\nInledning", ["12ABC"]),
        ("Arkivsak 203105120", ["203105120"]),
        ("Arkivsak nr: 31/2215", ["31/2215"]),
        ("Diarienummer 2031/KS 0280 013", ["2031/KS 0280 013"]),
        ("Vår ref: LE-2031-7", ["LE-2031-7"]),
        ("Dnr: 2031-03-03 och ref. 12 samt Saksnr: 03.03.2031", []),
        ("Diarienummer saknas. Dnr Bilaga 1", []),
    ],
)
def test_numbers_as_they_are_written(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


def test_a_number_stands_once_with_its_label_believed() -> None:
    (found,) = find_numbers(Source("Dnr 2031/4410\nSida 1 (2031/4410)"))
    assert found.confidence > 0.9
