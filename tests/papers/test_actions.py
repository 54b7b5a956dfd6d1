"""Documents are added, described, given new versions and removed; nothing changes when it is refused."""

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from sampakt.kernel import clock
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations.models import Circle, Organisation, Space
from sampakt.papers.actions import (
    Upload,
    add_document,
    add_version,
    change_document,
    no_strays,
    note_version,
    remove_document,
)
from sampakt.papers.models import Document, Version
from sampakt.papers.terms import Media, Verb
from sampakt.trail.models import TrailLine

from .conftest import Cast, a_pdf, a_word_file

TITLE = Text(sv="Tjänsteutlåtande")
Act = Callable[[Document, Viewer], Any]
VERBS: dict[Verb, Act] = {
    Verb.ADD_DOCUMENT: lambda on, by: add_document(on.space, title=TITLE, upload=Upload("a.pdf", a_pdf()), by=by),
    Verb.CHANGE_DOCUMENT: lambda on, by: change_document(on, author="The administration", by=by),
    Verb.ADD_VERSION: lambda on, by: add_version(on, upload=Upload("b.txt", b"Other words"), by=by),
    Verb.REMOVE_DOCUMENT: lambda on, by: remove_document(on, by=by),
}


@pytest.fixture
def document(space: Space) -> Document:
    document = add_document(space, by=SYSTEM, title=TITLE, upload=Upload("pm.pdf", a_pdf()))
    TrailLine.objects.all().delete()
    return document


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(objection.code, objection.field) for objection in refused.value.objections]


def files() -> list[Path]:
    return [path for path in Path(django_settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize("verb", Verb)
def test_the_trail_tells_it_once(document: Document, cast: Cast, verb: Verb) -> None:
    VERBS[verb](document, cast("coordinator"))
    line = TrailLine.objects.get()
    assert (line.verb, line.space_id) == (verb, document.space_id)


@pytest.mark.parametrize("who", ["passer-by", "stranger", "reader"])
@pytest.mark.parametrize("verb", Verb)
def test_the_wrong_person_changes_nothing(document: Document, cast: Cast, verb: Verb, who: str) -> None:
    with pytest.raises(NotAllowed):
        VERBS[verb](document, cast(who))
    assert Document.objects.get().version == 1
    assert len(files()) == Version.objects.count() == 1
    assert not TrailLine.objects.exists()


def test_a_contact_person_adds_and_describes_but_does_not_decide(
    document: Document, cast: Cast, huddinge: Organisation
) -> None:
    contact = cast("contact")
    for verb in (Verb.ADD_DOCUMENT, Verb.CHANGE_DOCUMENT, Verb.ADD_VERSION):
        VERBS[verb](document, contact)
    for decide in (
        lambda: remove_document(document, by=contact),
        lambda: change_document(document, audience=Audience.OWN, organisation=huddinge, by=contact),
        lambda: change_document(document, secrecy_ground="OSL 19:1", by=contact),
        lambda: add_document(document.space, title=TITLE, audience=Audience.PUBLIC, by=contact),
    ):
        with pytest.raises(NotAllowed):
            decide()


def test_a_document_may_be_known_without_its_file(space: Space) -> None:
    document = add_document(
        space,
        by=SYSTEM,
        key="statement-2021-08-11",
        title=TITLE,
        author="Kommunstyrelsens förvaltning",
        reference="KS-2021/1682.103",
        dated_on=date(2021, 8, 11),
        is_sample=True,
    )
    assert (document.key, document.versions.count()) == ("statement-2021-08-11", 0)


def test_no_paper_is_of_a_day_that_has_not_come(space: Space, cast: Cast) -> None:
    tomorrow, told = clock.today() + timedelta(days=1), "A document cannot be dated in the future."
    with pytest.raises(Refused, match=told):
        add_document(space, by=cast("contact"), title=TITLE, dated_on=tomorrow)
    document = add_document(space, by=cast("contact"), title=TITLE, dated_on=clock.today())
    for act in (
        lambda: change_document(document, by=cast("contact"), dated_on=tomorrow),
        lambda: add_version(document, by=cast("contact"), upload=Upload("a.txt", b"A", dated_on=tomorrow)),
        lambda: note_version(document, number=1, by=cast("contact"), dated_on=tomorrow),
    ):
        with pytest.raises(Refused, match=told):
            act()
    Document.objects.update(dated_on=tomorrow)
    kept = Document.objects.get()
    assert change_document(kept, by=cast("contact"), author="The board").dated_on == tomorrow, "it was so before"


def test_a_file_is_kept_with_its_checksum_its_kind_and_its_text(space: Space, cast: Cast) -> None:
    content = a_word_file()
    document = add_document(
        space,
        by=cast("contact"),
        title=TITLE,
        upload=Upload(r"..\..\etc/Överenskommelse.docx", content, dated_on=date(2021, 8, 11), note="signed"),
    )
    version = document.versions.get()

    assert version.file.read() == content
    version.file.close()
    assert (version.number, version.name, version.media_type) == (1, "Överenskommelse.docx", Media.WORD)
    assert (version.size, version.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert "två gånger om året" in version.text
    assert (version.dated_on, version.note, version.uploaded_by_id) == (
        date(2021, 8, 11),
        "signed",
        cast("contact").user_id,
    )
    assert len(files()) == 1
    assert files()[0].is_relative_to(django_settings.MEDIA_ROOT)
    assert files()[0].suffix == ".docx"
    assert "verenskommelse" not in files()[0].name


def test_versions_are_numbered_and_the_same_bytes_refused(document: Document) -> None:
    assert add_version(document, upload=Upload("pm.pdf", a_pdf("Andra")), by=SYSTEM).number == 2
    with pytest.raises(Refused) as refused:
        add_version(document, upload=Upload("copy.pdf", a_pdf()), by=SYSTEM)
    assert codes(refused) == [("same_as_before", "file")]
    assert str(refused.value.objections[0]) == "This is the same file as version 1."
    assert len(files()) == 2


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (Upload("a.pdf", b""), "empty"),
        (Upload("a.pdf", b"%PDF-" + b"0" * 1_048_577), "too_large"),
        (Upload("a.exe", b"MZ"), "kind_unknown"),
        (Upload("a.pdf", b"MZ"), "not_what_it_says"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_and_so_is_its_document(
    space: Space, settings: Any, upload: Upload, code: str
) -> None:
    settings.UPLOAD_LIMIT = 1_048_576
    with pytest.raises(Refused) as refused:
        add_document(space, title=TITLE, upload=upload, by=SYSTEM)
    assert codes(refused) == [(code, "file")]
    assert "%" not in str(refused.value.objections[0])
    assert not Document.objects.exists()
    assert files() == []


def test_a_file_whose_row_is_refused_is_not_left_behind(document: Document) -> None:
    with pytest.raises(Refused), no_strays():
        add_version(document, upload=Upload("b.txt", b"Other", note="x" * 301), by=SYSTEM)
    assert len(files()) == 1


def test_a_file_is_not_left_behind_when_what_came_after_it_is_rolled_back(document: Document) -> None:
    kept = files()
    with no_strays():
        add_version(document, upload=Upload("kept.txt", b"Kept"), by=SYSTEM)
        with transaction.atomic():
            add_version(document, upload=Upload("lost.txt", b"Lost"), by=SYSTEM)
            transaction.set_rollback(True)
        assert len(files()) == len(kept) + 2
    assert [path.read_bytes() for path in files() if path not in kept] == [b"Kept"]
    assert document.versions.count() == 2


def test_a_broken_file_is_kept_without_text(document: Document) -> None:
    version = add_version(document, upload=Upload("b.pdf", b"%PDF-1.7 and then nothing"), by=SYSTEM)
    assert version.text == ""


def test_every_objection_is_told_at_once(document: Document) -> None:
    with pytest.raises(Refused) as refused:
        add_document(
            document.space, title=TITLE, key=document.key, audience=Audience.OWN, upload=Upload("a", b""), by=SYSTEM
        )
    assert codes(refused) == [("key_taken", "key"), ("own_needs_organisation", "organisation"), ("empty", "file")]
    assert Document.objects.get() == document


def test_what_is_secret_is_not_public(document: Document) -> None:
    change_document(document, secrecy_ground="OSL 19:1", by=SYSTEM)
    with pytest.raises(Refused) as refused:
        change_document(document, audience=Audience.PUBLIC, by=SYSTEM)
    assert codes(refused) == [("secret_is_not_public", "audience")]


def test_the_audience_is_given_only_by_one_of_those_who_see_it(
    document: Document, cast: Cast, huddinge: Organisation, circle: Circle
) -> None:
    for reach in ({"audience": Audience.OWN, "organisation": huddinge}, {"audience": Audience.NAMED, "circle": circle}):
        with pytest.raises(NotAllowed):
            change_document(document, by=cast("partner"), **reach)  # type: ignore[arg-type]


def test_nobody_overwrites_what_somebody_else_saved_in_between(document: Document) -> None:
    change_document(document, author="One", version=1, by=SYSTEM)
    with pytest.raises(Conflict):
        change_document(Document.objects.get(), author="Other", version=1, by=SYSTEM)
    assert Document.objects.get().author == "One"


def test_removed_with_its_files(
    document: Document, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        remove_document(document, by=SYSTEM)
        assert len(files()) == 1  # kept until the removal is sure
    assert files() == []
    assert not Document.objects.exists()
