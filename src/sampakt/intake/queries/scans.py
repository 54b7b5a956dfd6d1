"""The words of pictures and scanned pages, read by Tesseract where it is installed. Nothing leaves the machine."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sampakt.intake.queries.faults import NotRead
from sampakt.intake.terms import IntakeFault
from sampakt.papers.rules import picture_of_page

PAGE_SECONDS, DOCUMENT_SECONDS = 60, 900
"""Longest that one page may take, and the pages of one document together."""
_LANGUAGES = ("swe", "nor")


@dataclass(frozen=True)
class Reader:
    """An installed Tesseract and the languages it is to expect."""

    program: str
    languages: str

    def words(self, picture: bytes, seconds: float = PAGE_SECONDS) -> str:
        """The words in a picture. Raises NotRead when Tesseract gives up or takes too long."""
        asked = [self.program, "stdin", "stdout", "-l", self.languages]
        try:
            read = _run(asked, picture, seconds)
        except subprocess.TimeoutExpired:
            raise NotRead(IntakeFault.SCAN_SLOW, seconds=round(seconds)) from None
        except OSError:
            raise NotRead(IntakeFault.SCAN_FAILED) from None
        if read.returncode:
            raise NotRead(IntakeFault.SCAN_FAILED)
        return read.stdout.decode("utf-8", "replace").replace("\f", "\n")

    def pages(self, pdf: bytes, numbers: list[int]) -> Iterator[str]:
        """The words of some pages of a PDF, one after the other."""
        begun = time.monotonic()
        for number in numbers:
            left = DOCUMENT_SECONDS - (time.monotonic() - begun)
            if left <= 0:
                raise NotRead(IntakeFault.SCAN_SLOW, seconds=DOCUMENT_SECONDS)
            yield self.words(picture_of_page(pdf, number), min(PAGE_SECONDS, left))


def reader() -> Reader:
    """The Tesseract on the path. Raises NotRead with what to install where it, or its languages, are missing."""
    program = shutil.which("tesseract")
    if program is None:
        raise NotRead(IntakeFault.NO_TEXT_LAYER)
    languages = _languages_of(program)
    if not languages:
        raise NotRead(IntakeFault.NO_LANGUAGE)
    return Reader(program, languages)


@cache
def _languages_of(program: str) -> str:
    try:
        listed = _run([program, "--list-langs"], b"", PAGE_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    known = (listed.stdout + listed.stderr).decode("utf-8", "replace").split()
    return "+".join(language for language in _LANGUAGES if language in known)


def _run(words: list[str], given: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """The program's answer to what it is given; no shell, and one thread, so that it leaves room for others."""
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(words, input=given, capture_output=True, timeout=seconds, env=alone, check=False)  # noqa: S603 - a list, no shell
