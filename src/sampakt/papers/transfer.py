"""What partnership files tell of documents: all but the files themselves, which stay outside."""

from collections import defaultdict
from typing import Any, ClassVar

from pydantic import Field

from sampakt.kernel.files import Day, Dumping, Key, Line, Loading, Organisation, Pair, Part, Section, SomeWords
from sampakt.kernel.terms import Audience
from sampakt.organisations.transfer import organisation
from sampakt.papers import actions
from sampakt.papers.access import may_see_document
from sampakt.papers.models import Document, Version

PATH = "documents"


class VersionFile(Section):
    """A version of the document; its bytes are not part of the file."""

    named_by: ClassVar = ("number",)

    number: int = Field(ge=1, le=10_000)
    dated_on: Day | None = None
    note: str = Field(default="", max_length=300, description="What changed.")


class DocumentFile(Section):
    """A paper that records refer to by its key."""

    named_by: ClassVar = ("key",)

    key: Key
    title: SomeWords
    author: str = Field(default="", max_length=200, description="An office or a body, not a person.")
    reference: str = Field(default="", max_length=100, description="Registration number.")
    dated_on: Day | None = None
    url: Line = ""
    audience: Audience = Audience.PARTNERS
    organisation: Organisation | None = Field(default=None, description="Whose it is; needed when the audience is own.")
    secrecy_ground: str = Field(default="", max_length=200)
    versions: list[VersionFile] = []
    sample: bool = False


def _load(loading: Loading) -> None:
    now = dump(Dumping(loading.partnership, viewer=loading.by, records=loading.records))
    for pair in loading.pairs(PATH, loading.file.documents, now):
        if pair.new is None:
            _remove(loading, pair.path)
        elif not pair.is_same:
            _write(loading, pair, pair.new)


def _write(loading: Loading, pair: Pair[DocumentFile], item: DocumentFile) -> None:
    facts: Any = {
        "title": item.title,
        "author": item.author,
        "reference": item.reference,
        "dated_on": item.dated_on,
        "url": item.url,
        "audience": item.audience.value,
        "organisation": organisation(loading, item.organisation),
        "secrecy_ground": item.secrecy_ground,
        "is_sample": item.sample,
    }
    with loading.at(item):
        if pair.now:
            actions.change_document(loading.records[pair.path], by=loading.by, **facts)
        else:
            space = loading.partnership.space
            loading.records[pair.path] = actions.add_document(space, by=loading.by, key=item.key, **facts)
    document = loading.records.get(pair.path)
    if document is None:
        return
    for version in loading.pairs(f"{pair.path}/versions", item.versions, pair.now.versions if pair.now else []):
        if version.new and not version.is_same:
            with loading.at(version.new):
                actions.note_version(document, by=loading.by, **version.new.model_dump())


def _remove(loading: Loading, path: str) -> None:
    def remove() -> None:
        with loading.at(None, path):
            actions.remove_document(loading.records[path], by=loading.by)

    loading.last(remove)


def dump(dumping: Dumping) -> list[DocumentFile]:
    """The documents of a partnership as far as the viewer sees them; those for named people stay where they are."""
    documents = Document.objects.visible_to(dumping.viewer).in_space(dumping.partnership.pk).order_by("pk")
    documents = documents.exclude(audience=Audience.NAMED).select_related("organisation")
    versions = defaultdict(list)
    for version in Version.objects.filter(document__space=dumping.partnership.pk).order_by("number").defer("text"):
        versions[version.document_id].append(version)
    return dumping.kept(
        PATH,
        [
            (
                DocumentFile(
                    key=one.key,
                    title=one.title,
                    author=one.author,
                    reference=one.reference,
                    dated_on=one.dated_on,
                    url=one.url,
                    audience=Audience(one.audience),
                    organisation=dumping.mention_organisation(one.organisation),
                    secrecy_ground=one.secrecy_ground,
                    versions=dumping.kept(
                        f"{PATH}/{one.key}/versions",
                        [
                            (VersionFile(number=row.number, dated_on=row.dated_on, note=row.note), row)
                            for row in versions[one.pk]
                        ],
                    ),
                    sample=one.is_sample,
                ),
                one,
            )
            for one in documents
        ],
    )


def known_key(document: Document | None, dumping: Dumping) -> str | None:
    """The key of a document that a record refers to, unless the file's reader may not know of it."""
    if document is None or document.audience == Audience.NAMED or not may_see_document(dumping.viewer, document):
        return None
    return document.key


PARTS = (Part(PATH, 40, list[DocumentFile], "Papers that the partnership refers to.", _load, dump),)
