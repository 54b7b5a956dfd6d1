"""What the pages answer when somebody saved in between."""

import pytest
from django import forms

from sampakt.organisations.models import Organisation
from sampakt.ui.answers import _worded


@pytest.mark.django_db
def test_what_both_changed_is_told_by_name(huddinge: Organisation, sodertorn: Organisation) -> None:
    one = forms.ModelChoiceField(queryset=Organisation.objects.all())
    several = forms.ModelMultipleChoiceField(queryset=Organisation.objects.all())
    assert _worded(one, huddinge.pk) == str(huddinge)
    assert _worded(one, str(huddinge.pk)) == str(huddinge)
    assert _worded(several, [huddinge.pk, sodertorn.pk]) == f"{huddinge}, {sodertorn}"
    chosen = Organisation.objects.filter(pk__in=[huddinge.pk, sodertorn.pk])
    assert sorted(str(_worded(several, chosen)).split(", ")) == sorted([str(huddinge), str(sodertorn)])
    assert _worded(several, chosen.none()) == ""
    assert _worded(one, None) is None
    assert _worded(forms.ChoiceField(choices=[("a", "Alpha")]), "a") == "Alpha"
