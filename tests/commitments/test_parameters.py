"""What kinds ask for: read from their terms, asked in a form, and told as facts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict

from sampakt.agreements.models import Agreement, Partnership
from sampakt.commitments.forms import CommitmentForm
from sampakt.commitments.forms.parameters import PREFIX, collected, fields_of, initial_of
from sampakt.commitments.models import Commitment
from sampakt.commitments.queries.parameters import Names, Sort, all_parameters, asked_by, names_in
from sampakt.commitments.queries.registry import Kind, all_kinds, terms_of
from sampakt.commitments.templatetags.commitments import told_parameters
from sampakt.commitments.terms import Parameter
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Office, Organisation

KINDS = list(all_kinds().values())
NAMES = Names({"huddinge-kommun": "Huddinge kommun"}, {"huddinge-kommun": {"director": "Municipal director"}})
ROUND = [
    ("report", {"type": "interim report", "recipients": ["KS", "KF"], "times": 2, "due": "03-31"}),
    ("report", {"type": "interim report", "per": None}),
    ("report", {"type": "interim report", "per": "once", "unit_kind": "committee"}),
    ("evaluation", {"before": "end", "months_before": 6}),
    ("evaluation", {"before": "2025-06-30", "tags": ["research-based"]}),
    ("signed_by", {"parties": ["huddinge-kommun"], "offices": {"huddinge-kommun": "director"}, "before_start": True}),
    ("decision", {"party": "huddinge-kommun", "instance": "council", "outcomes": ["approves"], "speakers": 4}),
    ("role_filled", {"functions": ["coordinator"], "per": "unit", "max_vacancy_days": 30}),
    ("parties_complete", {"each": ["fee"]}),
    ("period", {"start": "2022-01-01", "months": 36}),
    ("must_contain", {"topics": ["rights", "data"], "of": "subs"}),
    ("activity_in_each", {"themes": True, "types": ["course"]}),
    ("in_force", {}),
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_parameter_has_a_name_and_a_field(kind: Kind) -> None:
    fields = fields_of(kind, NAMES)
    for asked in asked_by(kind):
        assert asked.name in all_parameters(), asked.name
        if asked.sort != Sort.OFFICES:
            assert fields[PREFIX + asked.name].label
        if asked.sort in {Sort.CHOICE, Sort.CHOICES}:
            assert asked.choices


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_form_left_as_it_is_says_nothing_but_what_is_needed(kind: Kind) -> None:
    needed = {asked.name for asked in asked_by(kind) if asked.is_required}
    assert set(collected(kind, initial_of(kind, {}))) <= needed


@pytest.mark.parametrize(("code", "parameters"), ROUND)
def test_what_is_shown_and_sent_back_is_the_same(code: str, parameters: dict[str, Any]) -> None:
    kind = all_kinds()[code]
    fields, shown = fields_of(kind, NAMES), initial_of(kind, parameters)
    sent = QueryDict(mutable=True)
    for name, value in shown.items():
        if isinstance(value, bool):
            sent.update({name: "on"} if value else {})
        elif value is not None:
            sent.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    cleaned = {name: field.clean(field.widget.value_from_datadict(sent, {}, name)) for name, field in fields.items()}
    back = collected(kind, cleaned)
    assert back == parameters
    assert terms_of(kind, back) == terms_of(kind, parameters)


@pytest.mark.parametrize(("code", "parameters"), ROUND)
def test_every_parameter_is_told(code: str, parameters: dict[str, Any]) -> None:
    told = dict(told_parameters(all_kinds()[code], parameters, NAMES))
    for name, value in parameters.items():
        assert (str(Parameter(name).label) in told) == (value is not None)


def test_tells_names_and_words() -> None:
    told = dict(told_parameters(all_kinds()["signed_by"], ROUND[5][1], NAMES))
    assert told == {
        "Parties": "Huddinge kommun",
        "Named offices": "Huddinge kommun: Municipal director",
        "Before the first day": "Yes",
    }
    assert dict(told_parameters(all_kinds()["evaluation"], ROUND[3][1], NAMES))["Before the day"] == (
        "before the last day of the agreement"
    )
    assert dict(told_parameters(all_kinds()["report"], ROUND[0][1], NAMES))["Due each time by"] == "31 Mar"


def test_names_are_those_of_the_agreement(agreement: Agreement, huddinge: Organisation) -> None:
    Office.objects.create(organisation=huddinge, key="director", name={"sv": "Kommundirektör"})
    names = names_in(Commitment(agreement=agreement, space=agreement.space, kind="signed_by"), SYSTEM)
    assert set(names.organisations) == {"huddinge-kommun", "sodertorns-hogskola"}
    assert names.offices["huddinge-kommun"] == {"director": "Kommundirektör"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_has_a_form(kind: Kind, partnership: Partnership, agreement: Agreement, cast: Any) -> None:
    form = CommitmentForm(partnership=partnership, viewer=cast("coordinator"), kind=kind)
    assert len(form.rule_fields) >= sum(asked.sort != Sort.OFFICES for asked in asked_by(kind))
    assert "rule" in vars(form)


def test_a_form_shows_what_is_stored(
    promise: Callable[..., Commitment], partnership: Partnership, cast: Any, huddinge: Organisation
) -> None:
    stored = promise(parameters={"type": "interim report", "times": 3}, owes=[huddinge])
    kind = all_kinds()["report"]
    form = CommitmentForm(partnership=partnership, viewer=cast("coordinator"), kind=kind, instance=stored)
    assert form["parameters.times"].value() == 3
    assert form["owes"].value() == [huddinge.pk]
    assert form.saved("parameters.times", stored) == 3
    assert form.saved("owes", stored) == [huddinge]
