"""Cards, buttons, facts and refusals: their markup, and that nothing slips through unescaped."""

import pytest

from sampakt.kernel.errors import Objection

EVIL = "<b>&\"'"
SAFE = "&lt;b&gt;&amp;&quot;&#x27;"


@pytest.mark.parametrize(
    "source",
    [
        "{% card evil %}{% endcard %}",
        "{% card evil evil evil id=evil %}{{ evil }}{% endcard %}",
        "{% section evil %}{% endsection %}",
        "{% disclosure evil %}{{ evil }}{% enddisclosure %}",
        "{% alert evil evil %}{{ evil }}{% endalert %}",
        "{% button evil name=evil value=evil %}",
        "{% button_link evil evil %}",
        "{% button_blocked evil objections %}",
        "{% objections objections %}",
        "{% tag evil evil %}",
        "{% badge 3 evil %}",
        "{% empty_state evil evil evil evil %}",
        "{% fact evil %}{{ evil }}{% endfact %}",
        "{% facts_of pairs %}",
        "{% todo evil evil label=evil action=evil when=evil %}{{ evil }}{% endtodo %}",
        "{% timeline steps %}",
        "{% tree steps evil %}",
        "{% table evil %}{{ evil }}{% endtable %}",
        "{% avatar evil %}",
    ],
)
def test_what_people_write_is_never_markup(draw, source):
    drawn = draw(
        source,
        evil=EVIL,
        objections=[Objection("code", EVIL)],
        pairs=[(EVIL, EVIL)],
        steps=[{"title": EVIL, "label": EVIL, "words": EVIL, "note": EVIL, "href": EVIL}],
    )
    assert "<b>" not in drawn
    assert SAFE in drawn


def test_a_card_is_labelled_by_its_heading(draw):
    drawn = draw("{% card 'Term' id='term' level=3 %}x{% endcard %}")
    assert '<section class="card" id="term" aria-labelledby="term-heading">' in drawn
    assert '<h3 class="part-head__words part-head__words--3" id="term-heading">Term</h3>' in drawn


def test_a_card_without_a_title_has_no_empty_heading(draw):
    assert draw("{% card %}x{% endcard %}") == '<section class="card">x</section>'


def test_a_button_is_one_of_four(draw):
    assert 'data-color="danger"' in draw("{% button 'Delete' 'danger' %}")
    assert 'data-variant="secondary"' in draw("{% button_link 'More' '/x/' 'secondary' %}")
    with pytest.raises(ValueError, match="huge is not a variant"):
        draw("{% button 'Save' 'huge' %}")


def test_a_blocked_button_says_why(draw):
    drawn = draw("{% button_blocked 'Sign' why %}", why=[Objection("late", "%(n)s days late", facts={"n": 3})])
    assert 'aria-disabled="true"' in drawn
    assert "<li>3 days late</li>" in drawn


def test_no_objections_are_no_list(draw):
    assert draw("{% objections none %}", none=[]) == ""


def test_empty_facts_are_left_out(draw):
    assert draw("{% facts %}{% fact 'Fee' %} {% endfact %}{% endfacts %}") == '<dl class="facts"></dl>'


def test_a_count_of_nought_is_not_shown(draw):
    assert draw("{% badge 0 'waiting' %}") == ""


def test_news_is_read_out_as_urgently_as_it_is(draw):
    assert 'role="alert"' in draw("{% alert 'danger' news=True %}{% endalert %}")
    assert 'role="status"' in draw("{% alert 'success' news=True %}{% endalert %}")
    assert "role=" not in draw("{% alert 'danger' %}{% endalert %}")
