"""The sorts of paper: by which template each is set, what it may say, and the file that comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from sampakt.governance.printing import sheets
from sampakt.governance.printing.example import example_pack, example_page
from sampakt.governance.printing.handover import handover_data
from sampakt.governance.printing.meetings import meeting_data
from sampakt.governance.terms import PaperSort
from sampakt.papers.printing import pdf_of, word_of

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Paper:
    """A sort of paper: its Typst template, the Word template to start from, and an example of what it says."""

    typst: Path
    sheet: Callable[[], bytes]
    example: Callable[[str], dict[str, Any]]


PAPERS: Mapping[PaperSort, Paper] = {
    PaperSort.AGENDA: Paper(
        _FOLDER / "agenda.typ",
        sheets.agenda_sheet,
        lambda language: meeting_data(example_page(), sort=PaperSort.AGENDA, language=language),
    ),
    PaperSort.MINUTES: Paper(
        _FOLDER / "minutes.typ",
        sheets.minutes_sheet,
        lambda language: meeting_data(example_page(), sort=PaperSort.MINUTES, language=language),
    ),
    PaperSort.HANDOVER: Paper(
        _FOLDER / "handover.typ",
        sheets.handover_sheet,
        lambda language: handover_data(example_pack(), language=language),
    ),
}


def paper_as_pdf(sort: PaperSort, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The paper as tagged PDF."""
    return pdf_of(PAPERS[sort].typst, data, at=at)


def paper_as_word(sort: PaperSort, data: Mapping[str, Any], *, at: datetime, template: bytes | None = None) -> bytes:
    """The paper as Word, by the partnership's own template if there is one."""
    used = starting_template(sort) if template is None else template
    return word_of(used, data, title=data["title"], language=data["language"], at=at)


@cache
def starting_template(sort: PaperSort) -> bytes:
    """The Word template that is used until somebody puts their own in its place."""
    return PAPERS[sort].sheet()


def example_of(sort: PaperSort, language: str) -> dict[str, Any]:
    """What a paper of the sort says when there is something of everything to say."""
    return PAPERS[sort].example(language)
