"""Forms: what is wrong comes first, every error is tied to its field, nothing written is lost."""

import re

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from sampakt.kernel.forms import MultilingualFormField
from sampakt.kernel.text import Text


class PromiseForm(forms.Form):
    words = MultilingualFormField(label="Words")
    due = forms.DateField(label="Due", help_text="The last day", widget=forms.DateInput(attrs={"class": "narrow"}))
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    side = forms.ChoiceField(label="Side", widget=forms.RadioSelect, choices=[("a", "One"), ("b", "Two")])
    sure = forms.BooleanField(label="Sure")
    version = forms.IntegerField(widget=forms.HiddenInput)


def test_a_form_starts_without_complaints(draw):
    drawn = draw("{% form form 'Promise' '/away/' %}", form=PromiseForm(initial={"version": 3}))
    assert "ds-error-summary" not in drawn
    assert '<input type="hidden" name="version" value="3"' in drawn
    assert ">Promise</button>" in drawn
    assert 'href="/away/"' in drawn
    assert 'name="csrfmiddlewaretoken"' in drawn


def test_every_error_leads_to_a_control_that_exists(draw):
    drawn = draw("{% form form %}", form=PromiseForm({}))
    targets = re.findall(r'<a class="ds-link" href="#([^"]+)">', drawn)
    assert targets == ["id_words_2", "id_due", "id_side_0", "id_sure"]
    assert all(re.search(rf'<input[^>]* id="{target}"', drawn) for target in targets)
    assert "This field is required." in drawn.split("</ds-error-summary>")[0]


def test_errors_of_hidden_fields_are_told_at_the_top(draw):
    drawn = draw("{% form_errors form %}", form=PromiseForm({}))
    assert drawn.count("<li>This field is required.</li>") == 1


def test_help_and_errors_are_bound_to_the_control(draw):
    drawn = draw("{% field form.due %}", form=PromiseForm({}))
    assert 'aria-describedby="id_due_helptext id_due_error"' in drawn
    assert 'id="id_due_helptext"' in drawn
    assert 'id="id_due_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert '<input class="ds-input narrow" type="text"' in drawn


def test_only_what_may_be_left_out_says_so(draw):
    form = PromiseForm()
    assert "(optional)" in draw("{% field form.note %}", form=form)
    assert "(optional)" not in draw("{% field form.due %}", form=form)


def test_choices_are_a_group_with_a_name(draw):
    drawn = draw("{% field form.side %}", form=PromiseForm())
    assert '<legend class="ds-label">Side</legend>' in drawn
    assert drawn.count('type="radio"') == 2
    assert '<label class="ds-label" data-weight="regular" for="id_side_1">Two</label>' in drawn


def test_the_page_s_language_is_shown_and_empty_others_are_folded(draw):
    drawn = draw("{% field form.words %}", form=PromiseForm(initial={"words": Text(sv="Löfte")}))
    shown, folded = drawn.split("<details")
    assert re.findall(r'lang="(\w\w)"', shown) == ["sv", "en"]
    assert re.findall(r'lang="(\w\w)"', folded) == ["nb"]


def test_what_was_written_stays(draw):
    drawn = draw("{% form form %}", form=PromiseForm({"note": "<keep> me", "words_sv": "Löfte"}))
    assert "&lt;keep&gt; me" in drawn
    assert 'value="Löfte"' in drawn


def test_a_conflict_shows_both_and_loses_nothing(draw):
    drawn = draw(
        "{% include 'ui/conflict.html' %}",
        current="S0-04",
        form=PromiseForm({"note": "mine", "version": "5"}),
        contested=[("Note", "theirs", "mine")],
    )
    assert "“S0-04” was changed by somebody else" in drawn
    assert '<td data-label="Saved now">theirs</td>' in drawn
    assert 'name="version" value="5"' in drawn


DASHES = [("", "---------"), ("a", "A")]


class ChoosingForm(forms.Form):
    kind = forms.ChoiceField(
        choices=[("", "---------"), ("a", "A")], widget=forms.Select(attrs={"placeholder": "Kind"})
    )
    theme = forms.ChoiceField(choices=[("", "---------"), ("a", "A")], required=False)
    place = forms.ChoiceField(choices=[("", "Nowhere in particular"), ("a", "A")], required=False)
    file = forms.FileField(label="A file")


def test_an_empty_choice_says_what_it_means(draw):
    drawn = draw("{% form form %}", form=ChoosingForm())
    assert re.findall(r'<option value=""[^>]*>([^<]*)<', drawn) == ["Choose …", "None chosen", "Nowhere in particular"]


def test_a_label_is_not_repeated_in_its_box(draw):
    assert "placeholder" not in draw("{% field form.kind %}", form=ChoosingForm())


def test_a_file_that_is_to_be_chosen_again_is_told_of(draw):
    told = "Choose the file again"
    file = SimpleUploadedFile("minutes.txt", b"Minutes")
    assert told in draw("{% field form.file %}", form=ChoosingForm({}, {"file": file}))
    assert told not in draw("{% field form.file %}", form=ChoosingForm({}, {}))
    assert told not in draw("{% field form.file %}", form=ChoosingForm())
