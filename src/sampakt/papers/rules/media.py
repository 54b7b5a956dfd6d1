"""What a file is, told from what it holds and not from its name."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePath

from sampakt.papers.terms import Media, PaperObjection

UNPACKED_LIMIT = 200 * 1024 * 1024
"""Most that a zipped office file may unpack to; a small file that unpacks to very much is made to choke its reader."""
ENTRIES_LIMIT = 5000

_SIGNS: tuple[tuple[bytes, Media], ...] = (
    (b"\x89PNG\r\n\x1a\n", Media.PNG),
    (b"\xff\xd8\xff", Media.JPEG),
    (b"II*\x00", Media.TIFF),
    (b"MM\x00*", Media.TIFF),
    (b"{\\rtf", Media.RICH_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Media.OLD_OFFICE),
)
_OFFICE_FOLDERS: Mapping[str, Media] = {"word/": Media.WORD, "xl/": Media.EXCEL, "ppt/": Media.SLIDES}
_OPEN_DOCUMENTS = (Media.OPEN_TEXT, Media.OPEN_SHEET, Media.OPEN_SLIDES)
_MACROS = "vbaproject.bin"
_MAIL_HEADS = ("from:", "to:", "subject:", "date:", "received:", "return-path:", "message-id:", "mime-version:")

_ENDINGS: Mapping[str, tuple[Media, ...]] = {
    ".pdf": (Media.PDF,),
    ".docx": (Media.WORD,),
    ".xlsx": (Media.EXCEL,),
    ".pptx": (Media.SLIDES,),
    ".odt": (Media.OPEN_TEXT,),
    ".ods": (Media.OPEN_SHEET,),
    ".odp": (Media.OPEN_SLIDES,),
    ".doc": (Media.OLD_OFFICE, Media.RICH_TEXT),
    ".xls": (Media.OLD_OFFICE,),
    ".ppt": (Media.OLD_OFFICE,),
    ".msg": (Media.OLD_OFFICE,),
    ".rtf": (Media.RICH_TEXT,),
    ".htm": (Media.HTML,),
    ".html": (Media.HTML,),
    ".eml": (Media.MAIL,),
    ".csv": (Media.TABLE,),
    ".txt": (Media.PLAIN,),
    ".md": (Media.PLAIN,),
    ".png": (Media.PNG,),
    ".jpg": (Media.JPEG,),
    ".jpeg": (Media.JPEG,),
    ".tif": (Media.TIFF,),
    ".tiff": (Media.TIFF,),
}
_TEXTS = (Media.PLAIN, Media.TABLE, Media.HTML, Media.MAIL)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.DOTALL | re.IGNORECASE
)
_HEAD = re.compile(r"[a-z][a-z-]*:")
_LETTER = re.compile("[åäöæøÅÄÖÆØ]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def media_of(name: str, content: bytes) -> Media | PaperObjection:
    """What the file is; or why it is not taken: an unknown kind, not what its name says, or too much to unpack."""
    expected = _ENDINGS.get(PurePath(name).suffix.lower())
    if expected is None:
        return PaperObjection.KIND_UNKNOWN
    if content.startswith(b"PK\x03\x04"):
        zipped = _zipped(content)
        if isinstance(zipped, PaperObjection):
            return zipped
        return zipped if zipped in expected else PaperObjection.NOT_WHAT_IT_SAYS
    found = _unzipped(content)
    if found is Media.PLAIN and expected[0] in _TEXTS and _fits(expected[0], content):
        return expected[0]
    return found if found is not None and found in expected else PaperObjection.NOT_WHAT_IT_SAYS


def named_after(media: Media, name: str) -> str:
    """The name with an ending that fits what the file holds, where its own does not."""
    endings = [ending for ending, found in _ENDINGS.items() if media in found]
    path = PurePath(name)
    return name if path.suffix.lower() in endings or not endings else f"{path.name}{endings[0]}"


def media_in(content: bytes) -> Media | PaperObjection:
    """What the file is, whatever its name; or why it is not taken: an unknown kind, or too much to unpack."""
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    found = _unzipped(content)
    if found is not Media.PLAIN:
        return PaperObjection.KIND_UNKNOWN if found is None else found
    begins = decoded(content[:4096]) or decoded(content) or ""
    if _PAGE.match(begins):
        return Media.HTML
    return Media.MAIL if _has_heads(begins) else Media.PLAIN


def _has_heads(begins: str) -> bool:
    """Whether a text begins as an e-mail does: heads one a line, two at least that every e-mail has."""
    heads = begins.lstrip("\r\n").casefold().replace("\r\n", "\n").split("\n\n")[0].splitlines()[:60]
    known = {line.split(":")[0] for line in heads if line.startswith(_MAIL_HEADS)}
    return len(known) > 1 and all(_HEAD.match(line) or line[:1] in " \t" for line in heads)


def decoded(content: bytes) -> str | None:
    """The bytes as text, in the encodings that people use; None when they are not text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _in(content, "utf-16")
    if b"\x00" in content:
        return _without_mark(content)
    text = _in(content, "utf-8-sig")
    return _in_eight_bits(content) if text is None else text


def _in(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _without_mark(content: bytes) -> str | None:
    """Text in UTF-16 that does not say so: every other byte is nearly always zero, and the ones between never."""
    for encoding, high, low in (("utf-16-le", content[1::2], content[::2]), ("utf-16-be", content[::2], content[1::2])):
        if b"\x00" not in low and high.count(0) > 0.6 * len(high):
            text = _in(content, encoding)
            return None if text is None or _CONTROL.search(text) else text
    return None


def _in_eight_bits(content: bytes) -> str | None:
    """Text of Windows; of an old Macintosh or of DOS, where only that reading gives it our letters."""
    best, most = _in(content, "cp1252"), 0
    for encoding in ("cp1252", "mac_roman", "cp850"):
        text = _in(content, encoding)
        letters = len(_LETTER.findall(text)) if text is not None else 0
        if text is not None and letters > most and (encoding == "cp1252" or not _CONTROL.search(text)):
            best, most = text, letters
    return best


def _unzipped(content: bytes) -> Media | None:
    if b"%PDF-" in content[:1024]:
        return Media.PDF
    for sign, media in _SIGNS:
        if content.startswith(sign):
            return media
    return Media.PLAIN if decoded(content) is not None else None


def _zipped(content: bytes) -> Media | PaperObjection:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            names = [entry.filename.lower() for entry in entries]
            if len(entries) > ENTRIES_LIMIT or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
                return PaperObjection.UNPACKS_TOO_LARGE
            if any(name.endswith(_MACROS) for name in names):
                return PaperObjection.NOT_WHAT_IT_SAYS  # a macro in a file whose name says that it has none
            if "[content_types].xml" in names:
                for folder, media in _OFFICE_FOLDERS.items():
                    if any(name.startswith(folder) for name in names):
                        return media
            if "mimetype" in names:
                said = archive.read("mimetype").decode("ascii", "replace").strip()
                if said in _OPEN_DOCUMENTS:
                    return Media(said)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, ValueError):
        return PaperObjection.NOT_WHAT_IT_SAYS
    return PaperObjection.NOT_WHAT_IT_SAYS


def _fits(media: Media, content: bytes) -> bool:
    """Whether a text may be what its name says: a web page has tags, an e-mail has heads; the rest is plain."""
    text = (decoded(content[:4096]) or decoded(content) or "").lstrip("\ufeff \t\r\n").casefold()
    match media:
        case Media.HTML:
            return "<" in text and ">" in text
        case Media.MAIL:
            return any(line.startswith(_MAIL_HEADS) for line in text.splitlines()[:40])
        case _:
            return True
