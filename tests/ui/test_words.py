"""Words on a page: texts that fall back, days, distances, sums, initials."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from sampakt.kernel.money import Money
from sampakt.kernel.text import Text
from sampakt.ui import writing

TODAY = date(2026, 11, 21)


def test_a_text_in_the_page_s_language_stands_alone(draw):
    assert draw("{% said text %}", text=Text(en="Promise", sv="Löfte")) == "Promise"


def test_a_text_that_fell_back_tells_its_language(draw):
    assert draw("{% said text %}", text=Text(nb="Løfte & <b>")) == '<span lang="nb">Løfte &amp; &lt;b&gt;</span>'


def test_a_text_without_words_is_empty(draw):
    assert draw("{% said text %}", text=Text()) == ""
    assert draw("{% said text %}", text=None) == ""


@pytest.mark.parametrize(
    ("language", "long", "short", "weekday"),
    [
        ("sv", "21 november 2026", "21 nov", "lördag 21 november 2026"),
        ("nb", "21. november 2026", "21. nov", "lørdag 21. november 2026"),
        ("en", "21 November 2026", "21 Nov", "Saturday 21 November 2026"),
    ],
)
def test_a_date_is_written_as_people_write_it(language, long, short, weekday):
    with translation.override(language):
        assert writing.written_day(TODAY) == long
        assert writing.written_day(TODAY, "short") == short
        assert writing.written_day(TODAY, "weekday") == weekday


def test_a_date_is_readable_by_machines_too(draw):
    assert draw("{% day day %}", day=TODAY) == '<time datetime="2026-11-21">21 November 2026</time>'
    assert draw("{% day day %}", day=None) == "–"


def test_a_moment_is_told_where_the_installation_stands(draw):
    at = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    assert draw("{% moment at %}", at=at) == '<time datetime="2026-11-22T00:30+01:00">22 November 2026 00.30</time>'
    assert "22 November" in draw("{% day at %}", at=at)


@pytest.mark.parametrize(
    ("day", "sv", "nb", "en"),
    [
        (date(2026, 11, 21), "i dag", "i dag", "today"),
        (date(2026, 11, 22), "i morgon", "i morgen", "tomorrow"),
        (date(2026, 11, 20), "i går", "i går", "yesterday"),
        (date(2026, 11, 27), "om 6 dagar", "om 6 dager", "in 6 days"),
        (date(2026, 11, 18), "för 3 dagar sedan", "for 3 dager siden", "3 days ago"),
        (date(2029, 11, 21), "om 3 år", "om 3 år", "in 3 years"),
        (date(2021, 12, 3), "för 4 år sedan", "for 4 år siden", "4 years ago"),
        (date(2021, 11, 21), "för 5 år sedan", "for 5 år siden", "5 years ago"),
    ],
)
def test_a_distance_in_time_has_its_plural(day, sv, nb, en):
    for language, words in (("sv", sv), ("nb", nb), ("en", en)):
        with translation.override(language):
            assert writing.written_distance(day, TODAY) == words


@pytest.mark.parametrize(
    ("language", "money", "words"),
    [
        ("sv", Money.of(69000, "SEK"), "69 000 kr"),
        ("sv", Money.of(69000, "NOK"), "69 000 NOK"),
        ("nb", Money.of("1250.50", "NOK"), "1 250,50 kr"),
        ("nb", Money.of(5, "SEK"), "5 SEK"),
        ("en", Money.of(69000, "SEK"), "SEK 69,000"),
        ("sv", Money.of(-10, "SEK"), "-10 kr"),
    ],
)
def test_a_sum_says_whose_money_it_is(language, money, words):
    with translation.override(language):
        assert writing.written_money(money).replace("\u00a0", " ").replace("\u202f", " ") == words


def test_initials_are_the_first_and_the_last_word_s():
    assert writing.initials_of("Karin von Olsen") == "KO"
    assert writing.initials_of("Sampakt") == "S"
    assert writing.initials_of("  ") == ""


def test_an_icon_is_decoration_unless_it_has_a_name(draw):
    assert 'aria-hidden="true"' in draw('{% icon "clock" %}')
    assert 'role="img" aria-label="Late &quot;now&quot;"' in draw('{% icon "clock" words %}', words='Late "now"')


def test_an_avatar_beside_the_name_is_not_read_twice(draw):
    assert 'aria-label="Karin Exempel"' in draw("{% avatar name %}", name="Karin Exempel")
    quiet = draw('{% avatar name "organisation" quiet=True %}', name="Exempel kommun")
    assert "aria-label" not in quiet
    assert 'data-variant="square"' in quiet
