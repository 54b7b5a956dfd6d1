"""A text as it is read: lines joined, every letter's place kept."""

from hypothesis import given
from hypothesis import strategies as st

from sampakt.intake.rules.text import Source, plain

ANY_TEXT = st.text(st.characters() | st.sampled_from("\n\r\t \u00ad\u200f-*#§.åÄøæ1"), max_size=300)


def test_lines_of_a_paragraph_are_one_and_broken_words_are_whole() -> None:
    source = Source(
        "Styrgruppen sammanträder tre gånger om året och före-\ndragande är den som har berett ärendet i kom-\nmunen."
    )
    assert (
        source.flow
        == "Styrgruppen sammanträder tre gånger om året och föredragande är den som har berett ärendet i kommunen."
    )


def test_a_span_is_what_stands_in_the_original_with_its_break() -> None:
    original = "Avtalet mellan kommunen och Nordre hög-\nskolan gäller."
    source = Source(original)
    start = source.flow.index("högskolan")
    span = source.span(start, start + len("högskolan"))
    assert original[span.start : span.end] == "hög-\nskolan"


def test_headings_items_and_empty_lines_divide() -> None:
    source = Source("# Avtal\n\nParter:\n- Ena kommunen\n- Andra kommunen\n\nTid")
    assert source.flow.split("\n") == ["Avtal", "Parter:", "- Ena kommunen", "- Andra kommunen", "Tid"]


def test_a_date_broken_over_two_lines_is_one() -> None:
    assert "2031-08-31" in Source("Perioden varar 2027-09-01 till 2031-\n08-31 och inte längre.").flow


def test_every_second_line_empty_is_read_as_one_paragraph() -> None:
    lines = [
        "Partene skal i fellesskap legge til rette for at ansatte",
        "kan dele på stillinger og arbeide side om side med",
    ]
    original = "\n\n".join([*lines * 6, "hverandre."])
    assert "\n" not in Source(original).flow


def test_marks_that_nobody_sees_are_gone() -> None:
    original = "\u200fKom\u00admunen **ska** betala"
    source = Source(original)
    assert source.flow == "Kommunen ska betala"
    span = source.span(0, 8)
    assert original[span.start : span.end] == "Kom\u00admunen"


def test_sentences_stop_at_full_stops_but_not_at_short_forms_and_dates() -> None:
    source = Source("Møtet er 3. mars 2027, jf. Vedlegg 2. Partene deler kostnadene. Det gjelder bl.a. Reiser.")
    assert [source.flow[start:end].strip() for start, end in source.sentences] == [
        "Møtet er 3. mars 2027, jf. Vedlegg 2.",
        "Partene deler kostnadene.",
        "Det gjelder bl.a. Reiser.",
    ]


def test_plain_is_letter_for_letter() -> None:
    assert plain("Ø-Ä–å É»") == 'o-a-a e"'


@given(ANY_TEXT)
def test_every_letter_has_its_place(original: str) -> None:
    source = Source(original)
    assert len(source.flow) == len(source.plain) == len(source.at)
    assert all(one < other for one, other in zip(source.at, source.at[1:], strict=False))
    for place, letter in enumerate(source.flow):
        if not letter.isspace():
            assert original[source.at[place]] == letter


@given(ANY_TEXT)
def test_sentences_lie_one_after_the_other(original: str) -> None:
    source = Source(original)
    last = 0
    for start, end in source.sentences:
        assert last <= start < end <= len(source.flow)
        assert source.sentence_at(start) == (start, end)
        last = end
