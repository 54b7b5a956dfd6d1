"""Every table says who sees its rows, or why that is not asked of it."""

import pytest
from django.apps import apps
from django.db import models

REASONS: dict[str, str] = {
    "governance.signedminutes": "read for the page of their meeting alone, which shows of them what the viewer may see",
    "organisations.register": "remembers which version of a register was loaded; no page shows it",
    "organisations.succession": "a public fact about two organisations, whose pages everybody sees",
    "organisations.user": "an account is its owner's; others see its person",
    "post.letter": "read by operators only, in the admin",
}

LEADS_BACK: dict[str, str] = {
    "agreements.partnership.space": "a partnership is its space; rooms above find it from any record of theirs",
}


def _tables() -> list[type[models.Model]]:
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("sampakt.")
        for model in config.get_models()
    ]


@pytest.mark.parametrize("model", _tables(), ids=lambda model: model._meta.label_lower)
def test_says_who_sees_it_or_why_not(model: type[models.Model]) -> None:
    says = hasattr(model._default_manager.all(), "visible_to")
    reason = REASONS.get(model._meta.label_lower)
    assert says or reason, f"{model.__name__} needs visible_to on its queryset, or a reason here"
    assert not (says and reason), f"{model.__name__} has visible_to: its reason here is out of date"


def test_no_reason_is_given_for_what_is_not_there() -> None:
    assert set(REASONS) <= {model._meta.label_lower for model in _tables()}


@pytest.mark.parametrize("model", _tables(), ids=lambda model: model._meta.label_lower)
def test_keys_to_another_room_lead_nowhere_back(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey) and field.related_model._meta.app_label != model._meta.app_label:
            if f"{model._meta.label_lower}.{field.name}" in LEADS_BACK:
                continue
            assert str(field.remote_field.related_name).endswith("+"), (
                f'{model.__name__}.{field.name} needs related_name="+"'
            )
