"""Statuses: shape, word and colour together; bars in a fixed order whose shares fill them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.commitments.terms import TONES as TONE_OF_STATUS
from sampakt.commitments.terms import Status, Tone
from sampakt.ui.looks import LOOKS, TONES, look_of
from sampakt.ui.pictures import WHOLE, shares_of


def test_every_status_has_a_look_of_its_tone():
    assert {status: look.tone for status, look in LOOKS.items()} == {
        status.value: TONE_OF_STATUS[status].value for status in Status
    }


def test_the_bar_keeps_the_order_of_the_tones():
    assert [tone.value for tone in Tone] == list(TONES)


def test_two_statuses_are_never_drawn_alike():
    assert len({look.icon for look in LOOKS.values()}) == len(LOOKS)


def test_every_shape_is_in_the_sprite(settings):
    sprite = (settings.PACKAGE / "ui/static/ui/vendor/icons.svg").read_text()
    assert not [look.icon for look in LOOKS.values() if f'id="{look.icon}"' not in sprite]


@pytest.mark.parametrize("status", [Status.NO_EVIDENCE, "no_evidence"])
def test_a_status_is_shape_word_and_colour(draw, status):
    drawn = draw("{% status status %}", status=status)
    assert "status--none" in drawn
    assert "icons.svg#dotted-circle" in drawn
    assert "<span>No evidence</span>" in drawn


def test_a_status_may_say_it_closer(draw):
    assert "<span>Two &lt;missing&gt;</span>" in draw("{% status 'overdue' word %}", word="Two <missing>")


def test_a_status_nobody_drew_is_an_error():
    with pytest.raises(KeyError):
        look_of("splendid")


@given(st.dictionaries(st.sampled_from(TONES), st.integers(min_value=0, max_value=10_000)))
def test_the_shares_of_a_bar_fill_it_in_order(counts):
    shares = shares_of(counts)
    if any(counts.values()):
        assert sum(share.width for share in shares) == WHOLE
    assert [share.tone for share in shares] == [tone for tone in TONES if counts.get(tone)]
    assert [share.start for share in shares] == [sum(one.width for one in shares[:n]) for n in range(len(shares))]


def test_a_bar_says_in_words_what_it_shows(draw):
    drawn = draw("{% promise_bar counts %}", counts={Tone.NONE: 2, Tone.SOON: 1, Tone.KEPT: 7})
    words = "7 of 10 kept · 1 due soon · 2 with no evidence"
    assert f'role="img" aria-label="{words}"' in drawn
    assert f'<p class="promise-bar__words">{words}</p>' in drawn
    assert re.findall(r"share--(\w+)", drawn) == ["kept", "soon", "none"]
    assert drawn.count("<line ") == 2
    assert len(drawn) < 600, "an organisation's page has one for each of its partnerships"
    assert re.findall(r'x="([\d.]+%)" width="([\d.]+%)"', drawn) == [
        ("0%", "70%"),
        ("70%", "10%"),
        ("80%", "20%"),
    ]


def test_a_bar_of_nothing_says_so(draw):
    drawn = draw("{% promise_bar counts %}", counts={})
    assert "<svg" not in drawn
    assert "No commitments yet" in drawn


def test_a_strip_tells_each_period_to_listeners(draw):
    drawn = draw("{% period_strip periods %}", periods=[("2024", "kept"), ("2025", "no_evidence")])
    assert '2024<span class="ds-sr-only">: Kept</span>' in drawn
    assert "status--none" in drawn
