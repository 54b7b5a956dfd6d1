"""Whether a Word file can be a template: what it may not do, and what it asks for that is not there."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from jinja2 import Undefined
from jinja2.exceptions import TemplateError, TemplateSyntaxError

from sampakt.kernel.errors import Objection
from sampakt.papers.printing.phrases import plain
from sampakt.papers.printing.sandbox import NotForTemplates
from sampakt.papers.printing.word import rendered
from sampakt.papers.rules import media_of
from sampakt.papers.terms import Media, PaperObjection

_FETCHING = re.compile(r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE|MACROBUTTON|LINK)\b", re.IGNORECASE)
_CARRIED = ("word/embeddings/", "word/activex/", "word/afchunk")


def near(fault: str) -> str:
    """The word at which reading stopped, where the fault names one; its own sentence is for programmers."""
    found = re.search(r"'([^'\s]+)'", fault)
    return f" (“{found[1]}”)" if found else ""


def objections_to_template(name: str, content: bytes, example: Mapping[str, Any]) -> Iterator[Objection]:
    """What stands against a template: no Word file, reaching out, doing more than show, asking for what is not there.

    ``example`` has something of everything that the paper may say; the template is tried on it.
    """
    if media_of(name, content) is not Media.WORD:
        yield Objection.of(PaperObjection.TEMPLATE_IS_NOT_WORD, field="file", name=name)
        return
    data = plain(example, is_marked=False)
    missed: list[str] = []
    try:
        if found := _reaching_out(content):
            yield Objection.of(PaperObjection.TEMPLATE_REACHES_OUT, field="file", what=found)
            return
        rendered(content, data, _noting(missed))
    except NotForTemplates as error:
        yield Objection.of(PaperObjection.TEMPLATE_DOES_MORE, field="file", what=error.message)
    except TemplateSyntaxError as error:
        yield Objection.of(PaperObjection.TEMPLATE_UNREADABLE, field="file", near=near(error.message or ""))
    except (TemplateError, ValueError, KeyError, TypeError, AttributeError, SyntaxError, PackageNotFoundError):
        yield Objection.of(PaperObjection.TEMPLATE_UNREADABLE, field="file", near="")
    else:
        if missed:
            names, known = ", ".join(dict.fromkeys(missed)), ", ".join(sorted(data))
            yield Objection.of(PaperObjection.TEMPLATE_ASKS_FOR, field="file", names=names, known=known)


def _noting(missed: list[str]) -> type[Undefined]:
    """An unknown value that writes down its name when it is used, and is then empty."""

    class Noted(Undefined):
        def _note(self) -> None:
            missed.append(str(self._undefined_name))

        def __str__(self) -> str:
            self._note()
            return ""

        def __iter__(self) -> Iterator[Any]:
            self._note()
            return iter(())

        def __bool__(self) -> bool:
            self._note()
            return False

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            self._note()
            return self

        __getitem__ = __getattr__

    return Noted


def _reaching_out(content: bytes) -> str:
    """What in the file would be fetched or run when Word opens it; links that a reader follows are no such thing."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.lower().startswith(_CARRIED):
                return name
            if name.endswith(".rels"):
                for relation in parse_xml(archive.read(name)):
                    kind = relation.get("Type", "").rsplit("/", 1)[-1]
                    if relation.get("TargetMode") == "External" and kind != "hyperlink":
                        return f"{kind}: {relation.get('Target')}"
            elif name.startswith("word/") and name.endswith(".xml"):
                tree = parse_xml(archive.read(name))
                code = "".join(node.text or "" for node in tree.iter(qn("w:instrText")))
                simple = " ".join(node.get(qn("w:instr")) or "" for node in tree.iter(qn("w:fldSimple")))
                if found := _FETCHING.search(f"{code} {simple}"):
                    return found.group(1)
    return ""
