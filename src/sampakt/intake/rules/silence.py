"""What a document does not say: topics that agreements usually treat, so that the right questions are asked."""

import re

from sampakt.agreements.terms import Topic
from sampakt.intake.rules.draft import Draft
from sampakt.intake.rules.text import Source

_WORDS = {
    Topic.GOALS: r"\bmal(?:et|en|a|sattning\w*|setting\w*)?\b|hovedmal|syfte|formal|andamal|foremal",
    Topic.VISION: r"\bvision|visjon",
    Topic.SUBJECT: r"\bska\b|\bskal\b|\bskall\b|omfatt|galler|gjelder|gjeld\b",
    Topic.METHOD: r"arbetssatt|arbeidsmate|arbeidsform|arbetsform|metod|genomfor|gjennomfor|organiser",
    Topic.RESOURCES: r"resurs|ressurs|arbetsinsats|arbeidsinnsats|egeninnsats|medel\b|midler|bemann|stilling",
    Topic.RENEWAL: r"forlang|forleng|viderefor|vidarefor|fornye|fornya|omforhandl|reforhandl",
    Topic.NOTICE: r"uppsag|sagas? upp|sager upp|oppsig|sies opp|seiast opp|oppsei|\bsi opp\b|haver|havs",
    Topic.INVOICING: r"faktur|betalingsvillkar|betalningsvillkor|betalningsplan",
    Topic.VAT: r"\bmoms|merverdiavgift|mervardesskatt|\bmva\b|avgiftsfri",
    Topic.REPORTING: r"rapport|redovis|aterrapport|arsmelding|verksamhetsberattelse|redogor|redegjor",
    Topic.EVALUATION: r"utvarder|evaluer|folgeforsk|foljeforsk",
    Topic.RIGHTS: r"immaterial|immateriel|rattighet|rettighet|eiendomsrett|agander?att|upphovsratt|opphavsrett|"
    r"nyttjanderatt|bruksrett",
    Topic.DATA: r"personuppgift|personopplysning|personvern|dataskydd|gdpr|databehandl|dela data|deling av data",
    Topic.DISPUTES: r"tvist|voldgift|skiljedom|forhandlinger mellom partene|uenighet\w* (?:skal|loses)",
}
_PATTERNS = {topic: re.compile(words) for topic, words in _WORDS.items()}
_KINDS = {
    Topic.TERM: {"period"},
    Topic.RENEWAL: {"decide_before", "continuation_papers"},
    Topic.NOTICE: {"notice"},
    Topic.CHAIR: {"chair", "deputy_chair", "chair_alternates"},
    Topic.DECISION_RULE: {"agreement_required"},
    Topic.GOVERNANCE: {"body_exists", "meetings", "seat"},
    Topic.COSTS: {"fee", "ceiling", "share", "no_extra_cost"},
    Topic.REPORTING: {"report", "reports_to"},
    Topic.EVALUATION: {"evaluation", "decision_refers_to"},
    Topic.RESOURCES: {"inkind", "positions"},
}


def not_stated(source: Source, draft: Draft) -> tuple[str, ...]:
    """The topics on which the text is silent, in the order in which agreements treat them."""
    kinds = {found.value.kind for found in draft.commitments}
    stated = {
        Topic.TERM: any(found.value.end or found.value.months for found in draft.period),
        Topic.GOVERNANCE: bool(draft.bodies),
        Topic.CHAIR: any(found.value.chair for found in draft.bodies),
        Topic.DECISION_RULE: any(found.value.decision_rule for found in draft.bodies),
        Topic.THEMES: bool(draft.themes),
        Topic.COSTS: bool(draft.amounts),
        Topic.DECISIONS: bool(draft.chain),
        Topic.PARTIES: len(draft.parties) > 1,
    }
    return tuple(
        topic.value
        for topic in Topic
        if topic != Topic.OTHER
        and not stated.get(topic, False)
        and not (kinds & _KINDS.get(topic, set()))
        and not (topic in _PATTERNS and _PATTERNS[topic].search(source.plain))
    )
