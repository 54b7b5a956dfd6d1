"""Text in several languages: a value that knows which language it fell back to (WCAG 3.1.2)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.json import KeyTransform
from django.utils.dateformat import format as written
from django.utils.translation import gettext_lazy as _

DAY = {"sv": "j F Y", "nb": "j. F Y", "en": "j F Y"}
"""How a day is written in each language."""

FALLBACK = {"sv": ("sv", "nb", "en"), "nb": ("nb", "sv", "en"), "en": ("en", "sv", "nb")}


class Said(NamedTuple):
    """Words in the language they are really in."""

    words: str
    language: str


@dataclass(frozen=True)
class Text:
    """The same thing said in Swedish, Norwegian Bokmål and English; what is not said is empty."""

    sv: str = ""
    nb: str = ""
    en: str = ""

    @classmethod
    def of(cls, value: "Text | Mapping[str, str] | str | None", language: str = "sv") -> "Text":
        """A text from a mapping of languages, or from words in ``language``; ValueError on an unknown language."""
        if value is None:
            return cls()
        if isinstance(value, Text):
            return value
        if isinstance(value, str):
            return cls(**{language: value.strip()})
        unknown = set(value).difference(FALLBACK)
        if unknown:
            raise ValueError(f"unknown language {', '.join(sorted(unknown))}: use sv, nb or en")
        return cls(**{name: str(words).strip() for name, words in value.items()})

    @classmethod
    def alike(cls, name: str) -> "Text":
        """A name, which is the same in every language: a person's, a circle's, a case number."""
        return cls(sv=name, nb=name, en=name)

    def said_in(self, language: str) -> Said:
        """The words in ``language``, or in the nearest language that has any."""
        for candidate in FALLBACK.get(language, FALLBACK["en"]):
            words = getattr(self, candidate)
            if words:
                return Said(words, candidate)
        return Said("", language)

    def as_data(self) -> dict[str, str]:
        """A mapping of those languages that have words, in the order sv, nb, en."""
        return {name: words for name, words in (("sv", self.sv), ("nb", self.nb), ("en", self.en)) if words}

    def __bool__(self) -> bool:
        return bool(self.sv or self.nb or self.en)

    def __str__(self) -> str:
        from django.utils.translation import get_language

        return self.said_in(get_language() or "en").words


def day_in_words(day: date) -> str:
    """A day as people write it in the language of the page: 21 november 2026."""
    from django.utils.translation import get_language

    return written(day, DAY.get((get_language() or "en")[:2], DAY["en"]))


def dated(name: Text | str, day: date) -> Text:
    """A name with the day that tells it from others called so, written as each language writes days."""
    from django.utils.translation import override

    said = {}
    for language, words in (name if isinstance(name, Text) else Text.alike(name)).as_data().items():
        with override(language):
            said[language] = f"{words} {day_in_words(day)}"
    return Text(**said)


def shortened(words: str, length: int) -> str:
    """The beginning of some words, in one line of at most ``length`` signs: cut after a whole word, and said to be."""
    line = " ".join(words.split())
    if len(line) <= length:
        return line
    begun = line[: length - 1]
    return (begun.rpartition(" ")[0] or begun).rstrip(" ,.;:–-") + "…"


@lru_cache(maxsize=8192)
def _read(stored: str) -> Text:
    """The text that a column holds. Lists read the same few over and over, and a text never changes."""
    return Text.of(json.loads(stored))


class MultilingualField(models.JSONField):
    """A column that holds a ``Text``, stored as JSON with the languages that have words."""

    description = _("Text in several languages")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Text)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Text:
        if isinstance(value, str) and not isinstance(expression, KeyTransform):
            return _read(value)
        return Text.of(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Text:
        try:
            return Text.of(value)
        except (ValueError, TypeError) as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(Text.of(value).as_data() if not hasattr(value, "resolve_expression") else value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, Text | str) or value is None:
            value = Text.of(value).as_data()
        return super().get_db_prep_value(value, connection, prepared)

    def value_to_string(self, obj: models.Model) -> Any:
        return Text.of(self.value_from_object(obj)).as_data()

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if not self.blank and not value:
            raise ValidationError(self.error_messages["blank"], code="blank")

    def formfield(self, **kwargs: Any) -> Any:
        from sampakt.kernel.forms import MultilingualFormField

        return models.Field.formfield(self, **{"form_class": MultilingualFormField, **kwargs})
