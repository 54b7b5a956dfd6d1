"""Bodies, chains, themes and promises of any text whatever: no crash, exact spans, the same twice."""

from hypothesis import given
from hypothesis import strategies as st

from sampakt.intake.rules.bodies import find_bodies, mentions
from sampakt.intake.rules.chain import find_chain
from sampakt.intake.rules.draft import Found
from sampakt.intake.rules.promises.finding import find_commitments
from sampakt.intake.rules.text import Source
from sampakt.intake.rules.themes import find_themes

PHRASES = """
Parterna|partene|kommunen|universitetet|ska|skal|må|förbinder sig|forplikter seg|åtar sig|samverka|samarbeide|utse
utpekes|styrgruppen|arbeidsgruppe|ledningsråd|möts|møtes|två|fire|gånger|ganger|om året|per termin|kvartalsvis|varje
hver|år|delar kostnaderna lika|bidrar med|24 miljoner|kronor|inntil|upp till|och|og|som|att|å|for|av|från|i linje med
mål|avtalet gäller|gjelder|2031-01-01|--|31.12.2033|sägas upp med sex månaders varsel|utvärderas|evaluering|rapport
kommunstyrelsen|formannskapet|§ 15|beslutar|vedtok|tema:|områden:|enighet|konsensus|ordförande|leder|vardera part
.|,|:|;|-|•|1.|a)|(|)|“|”|fö\u0308r|stu-\ndenter|\u00ad|#|*
"""
WORDS = st.sampled_from([word for line in PHRASES.split("\n") for word in line.split("|")] + ["\n", "\n\n", "\t"])
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200)


def all_found(text: str, document: str, language: str) -> list[Found]:  # type: ignore[type-arg]
    source = Source(text)
    named = mentions(source)
    return [
        *find_bodies(source, named),
        *find_chain(source, document),
        *find_themes(source),
        *find_commitments(source, document, language, named=named),
    ]


@given(
    TEXTS, st.sampled_from(["agreement", "decision", "strategy", "news", "other"]), st.sampled_from(["sv", "nb", "nn"])
)
def test_spans_are_pieces_of_the_text_and_reading_twice_gives_the_same(text: str, document: str, language: str) -> None:
    found = all_found(text, document, language)
    assert found == all_found(text, document, language)
    for one in found:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert text[one.span.start : one.span.end].strip()
        assert 0 <= one.confidence <= 1
