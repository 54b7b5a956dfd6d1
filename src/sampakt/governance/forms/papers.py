"""What is filled in when a partnership takes a Word template of its own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sampakt.papers.forms import UploadField


class TemplateForm(forms.Form):
    """A Word file to be used as template."""

    file = UploadField(
        label=_("Word file"),
        help_text=_("Words in double braces, such as {{ title }}, are filled in."),
        widget=forms.FileInput({"accept": ".docx"}),
    )
