"""Texts cut for showing: nothing is lost, and every value stands where it was found."""

from hypothesis import given
from hypothesis import strategies as st

from sampakt.intake.rules.cutting import MOST_IN_PART, PART, Piece, Placed, parts_of, pieces_of
from sampakt.intake.rules.draft import Span


def test_words_without_values_are_one_piece() -> None:
    assert list(pieces_of("Två parter", Span(0, 10), [])) == [Piece("Två parter")]


def test_a_value_within_another_lies_first() -> None:
    pieces = list(pieces_of("Skövde kommun ska betala", Span(0, 24), [Placed(1, Span(0, 24)), Placed(2, Span(0, 13))]))
    assert pieces == [
        Piece("Skövde kommun", (2, 1), (1, 2)),
        Piece(" ska betala", (1,), ()),
    ]


def test_values_that_cross_are_both_there() -> None:
    pieces = list(pieces_of("abcdef", Span(0, 6), [Placed(1, Span(0, 4)), Placed(2, Span(2, 6))]))
    assert [(piece.words, piece.values) for piece in pieces] == [("ab", (1,)), ("cd", (1, 2)), ("ef", (2,))]


def test_a_value_that_reaches_over_a_part_s_edge_is_marked_in_both() -> None:
    placed = [Placed(7, Span(2, 6))]
    before, after = (list(pieces_of("abcdefgh", span, placed)) for span in (Span(0, 4), Span(4, 8)))
    assert before[-1] == Piece("cd", (7,), (7,))
    assert after[0] == Piece("ef", (7,), (7,))


def test_a_short_text_is_one_part_and_an_empty_one_too() -> None:
    assert [part.span for part in parts_of("Kort.", [])] == [Span(0, 5)]
    assert [part.span for part in parts_of("", [])] == [Span(0, 0)]


def test_a_long_text_is_cut_after_its_empty_lines() -> None:
    text = ("ord " * 100 + "\n\n") * 100
    parts = parts_of(text, [])
    assert len(parts) > 3
    assert all(text[: part.span.end].endswith("\n\n") for part in parts)


def test_a_part_that_is_full_of_values_is_shorter() -> None:
    text = "ordet " * 1000
    parts = parts_of(text, [Placed(number, Span(number * 6, number * 6 + 5)) for number in range(1000)])
    assert max(len(part.values) for part in parts) <= MOST_IN_PART


SPANS = st.lists(st.tuples(st.integers(0, 3 * PART), st.integers(1, 200)), max_size=60)


@given(st.text(alphabet="ab \n", max_size=400).map(lambda words: words * 90), SPANS)
def test_parts_and_pieces_hold_the_whole_text_and_every_value(text: str, spans: list[tuple[int, int]]) -> None:
    placed = [
        Placed(number, Span(start, min(start + length, len(text))))
        for number, (start, length) in enumerate(spans)
        if start < len(text)
    ]
    parts = parts_of(text, placed)
    assert "".join(text[part.span.start : part.span.end] for part in parts) == text
    assert sorted(number for part in parts for number in part.values) == sorted(one.number for one in placed)
    for part in parts:
        pieces = list(pieces_of(text, part.span, placed))
        assert "".join(piece.words for piece in pieces) == text[part.span.start : part.span.end]
        assert set(part.values) <= {number for piece in pieces for number in piece.starting}
