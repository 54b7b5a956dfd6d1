"""Form fields for the kernel's own values."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from sampakt.kernel.terms import Language
from sampakt.kernel.text import Text
from sampakt.kernel.words import bare, first_spellings, own_word


def offer(field: forms.Field, choices: Iterable[Any]) -> None:
    """Let a field that is made from a column offer other choices than all of the column's."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class RecordField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A choice among records, each called what ``label_from_instance`` says."""


class MultilingualWidget(forms.MultiWidget):
    """One box a language."""

    template_name = "ui/widgets/multilingual.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, lines: int = 1) -> None:
        one = forms.TextInput if lines == 1 else forms.Textarea
        extra = {} if lines == 1 else {"rows": lines}
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            code: one(attrs={"lang": code, **extra}) for code in Language.values
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: Any) -> list[str]:
        text = Text.of(value)
        return [getattr(text, code) for code in Language.values]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, language in zip(context["widget"]["subwidgets"], Language, strict=True):
            part["language"] = language.label
        return context


class MultilingualFormField(forms.MultiValueField):
    """Text in one language at least; the others may be added when somebody has them."""

    def __init__(self, *, lines: int = 1, **kwargs: Any) -> None:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        kwargs.setdefault("widget", MultilingualWidget(lines=lines))
        parts = [forms.CharField(required=False) for _ in Language]
        super().__init__(fields=parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> Text:
        return Text(*data_list) if data_list else Text()


class OwnWordInput(forms.TextInput):
    """A box that offers the words already used."""

    template_name = "ui/widgets/own_word.html"
    offered: Sequence[str] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        about = context["widget"]
        about["offered"] = self.offered
        about["attrs"]["list"] = f"{about['attrs'].get('id', name)}_offered"
        return context


class OwnWordsInput(OwnWordInput):
    """A box for each word, and two to spare."""

    template_name = "ui/widgets/own_words.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        words = [value] if isinstance(value, str) else list(value or ())
        context["widget"]["values"] = [*filter(None, words), "", ""]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)

    def use_required_attribute(self, initial: Any) -> bool:
        """Never: an empty box to spare is no fault."""
        return False

    def id_for_label(self, id_: str) -> str:
        return ""


class OwnWordFormField(forms.CharField):
    """One of the partnership's own words; one that was used already is spelt as it was spelt first."""

    widget: Any = OwnWordInput
    offered: Sequence[str] = ()

    def offer(self, words: Sequence[str]) -> None:
        """Offer the words already used."""
        self.offered = self.widget.offered = words

    def to_python(self, value: Any) -> Any:
        words = self.as_spelt([value or ""])
        return words[0] if words else ""

    def as_spelt(self, words: Iterable[Any]) -> list[str]:
        """The words, each once; raises ValidationError on what cannot be a word."""
        known = {bare(word): word for word in self.offered}
        said = [word for one in words if (word := own_word(str(one)))]
        return first_spellings(known.get(bare(word), word) for word in said)


class OwnWordsFormField(OwnWordFormField):
    """Several of the partnership's own words, one in each box or with commas between."""

    widget: Any = OwnWordsInput

    def to_python(self, value: Any) -> Any:
        told = [value] if isinstance(value, str) else value or ()
        return self.as_spelt(part for one in told for part in str(one).split(","))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))
