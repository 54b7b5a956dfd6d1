"""What people fill in: on the shelf, in a draft, and about a list of agreements."""

from sampakt.intake.forms.documents import Around, ConfirmForm, DropForm, ValueForm

__all__ = ["Around", "ConfirmForm", "DropForm", "ValueForm"]
