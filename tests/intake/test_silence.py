"""What a text is silent on, so that the right questions are asked."""

from dataclasses import replace

from sampakt.agreements.terms import Topic
from sampakt.intake.rules.draft import AmountValue, BodyValue, Draft, Found, PromiseValue, Span
from sampakt.intake.rules.silence import not_stated
from sampakt.intake.rules.text import Source

PLACE = Span(0, 1)


def test_an_empty_text_is_silent_on_everything_that_can_be_asked() -> None:
    assert not_stated(Source(""), Draft()) == tuple(topic.value for topic in Topic if topic != Topic.OTHER)


def test_words_of_a_topic_state_it_in_all_languages() -> None:
    for text in ("Moms tillkommer.", "Merverdiavgift kommer i tillegg.", "Prisene er uten mva."):
        assert Topic.VAT not in not_stated(Source(text), Draft())
    for text in ("Tvister avgörs av domstol.", "Tvist skal løses ved voldgift."):
        assert Topic.DISPUTES not in not_stated(Source(text), Draft())


def test_what_was_found_is_stated() -> None:
    body = Found(BodyValue("styrgrupp", chair="Alunda kommun"), PLACE, 0.9, "named_body", "bodies")
    amount = Found(AmountValue(100, "SEK"), PLACE, 0.9, "", "amounts")
    notice = Found(PromiseValue("notice", "B", "", ""), PLACE, 0.9, "", "commitments")
    draft = replace(Draft(), bodies=(body,), amounts=(amount,), commitments=(notice,))
    silent = not_stated(Source(""), draft)
    assert not {Topic.GOVERNANCE, Topic.CHAIR, Topic.COSTS, Topic.NOTICE} & set(silent)
    assert {Topic.DECISION_RULE, Topic.TERM, Topic.PARTIES} <= set(silent)
