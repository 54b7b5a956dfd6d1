"""Form fields for the kernel's own values."""

from typing import Any

from django import forms

from sampakt.kernel.terms import Language
from sampakt.kernel.text import Text


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
