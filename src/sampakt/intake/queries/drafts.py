"""The draft that a document gives, and that draft as a partnership file."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from sampakt import organisations
from sampakt.commitments.queries.registry import objections_to_parameters
from sampakt.intake.queries.documents import Document
from sampakt.intake.queries.faults import NotRead, told
from sampakt.intake.rules.draft import Draft
from sampakt.intake.rules.filing import Filed, Noted, filed
from sampakt.intake.rules.filing.remarks import tidy
from sampakt.intake.rules.gazetteer import Gazetteer
from sampakt.intake.rules.lists import OWN_LISTS, gazetteer_from
from sampakt.intake.rules.understanding import understand
from sampakt.intake.terms import IntakeFault
from sampakt.kernel import clock
from sampakt.transfer.queries import as_data, file_model
from sampakt.transfer.rules.writing import as_yaml


@cache
def gazetteer() -> Gazetteer:
    """The organisations of the registers that come with Sampakt, and those of intake's own lists."""
    return gazetteer_from([Path(organisations.__file__).parent / "registers", OWN_LISTS])


def draft_of(document: Document) -> Draft:
    """What a document seems to say."""
    return understand(document.text, gazetteer())


def drafted_file(document: Document) -> str:
    """The draft as a partnership file that can be loaded, with remarks. Raises NotRead when it names no party."""
    told_in_text = filed(
        draft_of(document),
        document.text,
        document.name,
        known=gazetteer().organisations.keys(),
        today=clock.today(),
        fits=_fits,
    )
    if told_in_text is None:
        raise NotRead(IntakeFault.NO_PARTY)
    return "\n".join(_lines(_canonical(told_in_text), told_in_text.noted, document)) + "\n"


def _fits(kind: str, parameters: Mapping[str, Any]) -> bool:
    return not objections_to_parameters(kind, parameters)


def _canonical(told_in_text: Filed) -> dict[str, Any]:
    """The content in the order and the form in which Sampakt writes files."""
    language = told_in_text.data["partnership"]["language"]
    file = file_model().model_validate(told_in_text.data, context={"language": language})
    return as_data(file)


def _lines(data: dict[str, Any], noted: tuple[Noted, ...], document: Document) -> Iterator[str]:
    """The file's lines; what to look at stands as a comment above the item it is about."""
    remarks: dict[tuple[str, int], list[Noted]] = {}
    for note in noted:
        remarks.setdefault((note.section, note.item), []).append(note)
    yield from (_comment(told(code, facts)) for code, facts in document.remarks)
    for section, content in data.items():
        if section != "sampakt":
            yield ""
        if not isinstance(content, list):
            yield from _comments(remarks.get((section, 0), []), "")
            yield from as_yaml({section: content}).splitlines()
            continue
        yield f"{section}:"
        for number, item in enumerate(content):
            if number and (remarks.get((section, number)) or section not in ("themes", "documents")):
                yield ""
            yield from _comments(remarks.get((section, number), []), "  ")
            yield from as_yaml({section: [item]}).splitlines()[1:]


def _comments(notes: list[Noted], pad: str) -> Iterator[str]:
    for words, _same in groupby(told(note.code, note.facts) for note in notes):
        yield pad + _comment(words)


def _comment(words: str) -> str:
    """A comment of one line, whatever letters a document or a name brings."""
    return f"# {tidy(words, 400)}"
