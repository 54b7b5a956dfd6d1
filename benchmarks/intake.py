"""Documents to drafts: one of ten pages, and a thousand of one page, beside merely taking their text out."""

import resource
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

TOWNS = ("Östersunds", "Umeå", "Luleå", "Gävle", "Kalmar", "Växjö", "Borås", "Karlstads", "Örebro", "Skövde")
SEATS = ("Mittuniversitetet", "Umeå universitet", "Högskolan i Gävle", "Linnéuniversitetet", "Karlstads universitet")
CLAUSES = (
    "{number}. Parterna ska varje år genomföra minst {times} gemensamma aktiviteter inom området kompetensförsörjning.",
    "Styrgruppen, med lika många ledamöter från vardera parten, sammanträder {times} gånger per år.",
    "Kommunen bidrar med {sum} 000 kronor per år. Universitetet ska lämna en skriftlig rapport till styrgruppen.",
    "Arbetet har under lång tid vuxit fram ur skolornas och socialtjänstens egna behov, och beskrivs närmare i bilaga.",
    "Regionens arbetsmarknad har förändrats, och flera yrken saknar i dag sökande med den utbildning som behövs.",
    "Bakgrunden är en kartläggning som gjordes under föregående år, och som visade stora skillnader mellan orterna.",
    "Erfarenheterna från tidigare projekt är goda, även om spridningen av resultat har tagit längre tid än väntat.",
    "Avtalet gäller från och med den 1 januari {year} till och med den 31 december {end} och kan sägas upp med sex",
    "månaders varsel. Tvister avgörs genom förhandling mellan parterna. Resultaten ska spridas till andra kommuner.",
)
LINES_A_PAGE = 36
Row = tuple[str, str, str, str]


def rows(timed: Callable[[Callable[[], Any]], tuple[float, Any]]) -> Iterator[Row]:
    """What was measured, in seconds, as a ratio to taking the text out, and its bar."""
    from sampakt.intake.queries import document_in, draft_of, gazetteer
    from sampakt.papers.rules import pages_in_pdf

    gazetteer()
    ten = a_pdf(0, pages=10)
    document = document_in("ten.pdf", ten)
    draft_of(document)
    taken = _median(timed, lambda: pages_in_pdf(ten))
    understood = _median(timed, lambda: draft_of(document))
    whole = _median(timed, lambda: draft_of(document_in("ten.pdf", ten)))
    found = len(draft_of(document).commitments)
    yield _row(f"ten pages, {len(document.text)} letters: take the text out", taken, taken, "")
    yield _row(f"of which understanding, {found} promises", understood, taken, "≤ 0.3 s")
    yield _row("ten pages to draft", whole, taken, "≤ 1 s")
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.pdf" for number in range(1000)]
        for number, path in enumerate(paths):
            path.write_bytes(a_pdf(number, pages=1))
        taken, _ = timed(lambda: [pages_in_pdf(path.read_bytes()) for path in paths])
        before = _peak()
        whole, _ = timed(lambda: _drafted(paths))
        yield _row("1000 documents of one page: take the text out", taken, taken, "")
        yield _row("1000 documents of one page to drafts, one core", whole, taken, "≤ 60 s")
        yield ("memory that it grew by", f"{_peak() - before:.0f} MB", "", "flat")


def _drafted(paths: list[Path]) -> int:
    """Each document's draft, thrown away."""
    from sampakt.intake.queries import document_in, draft_of

    return sum(len(draft_of(document_in(path.name, path.read_bytes())).parties) for path in paths)


def _median(timed: Callable[[Callable[[], Any]], tuple[float, Any]], work: Callable[[], Any]) -> float:
    return statistics.median(timed(work)[0] for _ in range(7))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _row(name: str, seconds: float, taken: float, bar: str) -> Row:
    return name, f"{seconds:.3f} s", f"{seconds / taken:.1f}", bar


def a_pdf(number: int, pages: int) -> bytes:
    """An invented agreement as a PDF, written by hand."""
    lines = list(_lines(number, pages))
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in range(pages))
    bodies: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for page in range(pages):
        part = lines[page * LINES_A_PAGE : (page + 1) * LINES_A_PAGE]
        shown = " T* ".join(f"({line}) Tj" for line in part)
        stream = f"BT /F1 9 Tf 16 TL 40 800 Td {shown} ET".encode("cp1252")
        place = f"/Contents {5 + 2 * page} 0 R /Resources << /Font << /F1 3 0 R >> >>"
        bodies.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {place} >>".encode())
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    content = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(bodies, 1))
    return content + b"trailer << /Root 1 0 R >>\n%%EOF\n"


def _lines(number: int, pages: int) -> Iterator[str]:
    town, seat = TOWNS[number % len(TOWNS)], SEATS[number % len(SEATS)]
    yield "Samverkansavtal"
    yield f"Dnr KS-2031/{number + 100}"
    yield f"Detta avtal har ingåtts mellan {town} kommun och {seat}."
    for line in range(pages * LINES_A_PAGE - 3):
        facts = {"number": line, "times": 2 + line % 7, "sum": 100 + line, "year": 2032 + line % 5, "end": 2038}
        yield CLAUSES[line % len(CLAUSES)].format(**facts)
