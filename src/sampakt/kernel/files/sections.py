"""The sections of a partnership file: typed values that know where in their file they stand."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    PrivateAttr,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from sampakt.kernel.alphabet import with_plain_dashes
from sampakt.kernel.period import FIRST_DAY, LAST_DAY
from sampakt.kernel.text import Text


class Lined(dict[str, Any]):
    """A mapping read from a file that knows the line of each of its keys, and where in the file it stands.

    ``is_faulty`` once something in it was told to be wrong: what is said of it after that may only follow from it.
    """

    def __init__(self, line: int, path: str) -> None:
        super().__init__()
        self.line = line
        self.path = path
        self.lines: dict[str, int] = {}
        self.is_faulty = False

    def line_of(self, key: str) -> int:
        """The line of a key, or of the mapping when it has no such key."""
        return self.lines.get(key, self.line)


class LinedList(list[Any]):
    """A list read from a file that knows the lines of its items, and where in the file it stands."""

    def __init__(self, line: int, path: str) -> None:
        super().__init__()
        self.line = line
        self.path = path
        self.lines: list[int] = []


@dataclass(frozen=True)
class Fault:
    """Something wrong in a file: where, what (a code in the terms of ``transfer``), and the facts it names."""

    line: int
    path: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


class Section(BaseModel):
    """Base of all that a partnership file holds. Unknown keys are errors; ``named_by`` tells items apart."""

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
        coerce_numbers_to_str=True,
        str_strip_whitespace=True,
        allow_inf_nan=False,
    )
    named_by: ClassVar[tuple[str, ...]] = ()
    is_placed: ClassVar[bool] = False
    """Whether the records keep their place in the list themselves."""
    may_repeat: ClassVar[bool] = False
    """Whether two items of a list may have the same name."""
    _origin: Lined | None = PrivateAttr(None)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_origin(cls, data: Any, handler: Callable[[Any], Self]) -> Self:
        item = handler(data)
        if isinstance(data, Lined):
            item._origin = data
        return item

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]  # as Python says

    @property
    def identity(self) -> str:
        """What the item is known by among its like."""
        return "|".join(_plain(getattr(self, name)) for name in self.named_by)

    def parts(self) -> "Iterator[Section]":
        """The sections that stand right in this one."""
        for value in self.__dict__.values():
            yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, Section))

    @property
    def is_faulty(self) -> bool:
        """Whether something in the item was told to be wrong already."""
        return self._origin is not None and self._origin.is_faulty

    def spot(self, *keys: str) -> tuple[int, str]:
        """The line and the path of the item in its file, or of one of its keys."""
        if self._origin is None:
            return 0, "/".join(keys)
        line = self._origin.line_of(keys[0]) if keys else self._origin.line
        return line, "/".join([self._origin.path, *keys])


def _plain(value: object) -> str:
    if isinstance(value, Text):
        return next(iter(value.as_data().values()), "")
    return "" if value is None else str(value)


def _day(value: object) -> object:
    if value is None or isinstance(value, date):
        return value
    words = str(value)
    try:
        day = date.fromisoformat(words) if len(words) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise PydanticCustomError("no_day", "{value} is no date", {"value": words[:60]})
    if not FIRST_DAY <= day <= LAST_DAY:
        raise PydanticCustomError("far_day", "{value} lies too far off", {"value": words})
    return day


def _words(value: object, info: ValidationInfo) -> Text:
    if isinstance(value, str | Text | Mapping) or value is None:
        language = (info.context or {}).get("language", "sv")
        for name, words in value.items() if isinstance(value, Mapping) else ():
            if name in ("sv", "nb", "en") and not isinstance(words, str):
                raise PydanticCustomError("not_words", "{name} is not text", {"name": name})
        try:
            return Text.of(value, language)
        except ValueError:
            unknown = ", ".join(name for name in value if name not in ("sv", "nb", "en"))  # type: ignore[union-attr]  # only of keys
            raise PydanticCustomError("no_language", "{name} is no language", {"name": unknown}) from None
    raise PydanticCustomError("not_words", "this is not text", {"name": ""})


def _some_words(text: Text) -> Text:
    if not text:
        raise PydanticCustomError("no_words", "write the words")
    return text


def _organisation(value: str, info: ValidationInfo) -> str:
    known: Callable[[str], str] | None = (info.context or {}).get("organisation")
    return known(value) if known else value


Day = Annotated[date, BeforeValidator(_day), Field(description="A day, as 2026-11-21.")]
Words = Annotated[
    Text,
    PlainValidator(_words),
    PlainSerializer(lambda text: text.as_data(), return_type=dict[str, str]),
    WithJsonSchema(
        {
            "description": "Words in Swedish, Norwegian Bokmål and English; or words in the partnership's language.",
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {language: {"type": "string"} for language in ("sv", "nb", "en")},
                    "additionalProperties": False,
                },
            ],
        }
    ),
]
SomeWords = Annotated[Words, AfterValidator(_some_words)]
Key = Annotated[
    str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80, description="A name: a–z, 0–9 and hyphens.")
]
Organisation = Annotated[
    str,
    AfterValidator(_organisation),
    Field(description="An organisation: its code in a register, its organisation number, or its official name."),
]
Set = AfterValidator(lambda names: sorted(set(names)))
"""For lists whose order means nothing: told in alphabetical order, each once."""
Line = Annotated[str, Field(max_length=500)]

Reference = Annotated[str, Field(max_length=20), AfterValidator(with_plain_dashes)]
"""The number by which people name a promise; whatever dash it is written with, S0–06 is S0-06."""


def known_as(name: str, default: Any = ..., **about: Any) -> Any:
    """A field that files call by another name, such as ``from``, which Python keeps for itself."""
    return Field(default, validation_alias=name, serialization_alias=name, **about)
