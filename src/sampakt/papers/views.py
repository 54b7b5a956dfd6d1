"""Pages of documents: the list, one of them with its versions and files, describing one better."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from sampakt.kernel.errors import NotAllowed
from sampakt.papers import actions, queries
from sampakt.papers.access import may_decide_on_document, may_write_document
from sampakt.papers.forms import DocumentForm, SearchForm, VersionForm, reaching, uploading
from sampakt.papers.models import Document, Version
from sampakt.ui.answers import Crumbs, PageRequest, confirm_page, done, form_page
from sampakt.ui.forms import sent, submitted

ON_A_PAGE = 40


def documents(request: PageRequest) -> HttpResponse:
    """Every document that the viewer may see, newest first; ``?space=`` keeps to one partnership."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    space = request.GET.get("space", "")
    space_id = int(space) if space.isdecimal() else None
    found = queries.documents_found(request.viewer, words=words, space_id=space_id)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "papers/documents.html", {"form": form, "page": page, "space": space_id})


def document(request: PageRequest, code: str) -> HttpResponse:
    """One document: what is said of it, who sees it, its versions with their checksums, and where it is used."""
    shown = _found(request, code)
    context = {"document": shown, "page": queries.document_page(shown, request.viewer)}
    return render(request, "papers/document.html", context)


@login_required
def change(request: PageRequest, code: str) -> HttpResponse:
    """Describe a document better."""
    changed = _found(request, code)
    if not may_write_document(request.viewer, changed):
        raise NotAllowed
    form = DocumentForm(
        sent(request),
        instance=changed,
        space=changed.space,
        viewer=request.viewer,
        asks_reach=may_decide_on_document(request.viewer, changed),
    )
    if submitted(form, partial(reaching(actions.change_document), changed, by=request.viewer)):
        return done(request, changed.get_absolute_url(), _("Saved."))
    return form_page(request, form, title=_("Describe the document"), crumbs=_crumbs(changed))


@login_required
def add_version(request: PageRequest, code: str) -> HttpResponse:
    """Keep a new file of a document."""
    document = _found(request, code)
    if not may_write_document(request.viewer, document):
        raise NotAllowed
    form = VersionForm(sent(request), request.FILES or None)
    if version := submitted(form, partial(uploading(actions.add_version), document, by=request.viewer)):
        words = _("Version %(number)s was kept.") % {"number": version.number}
        return done(request, document.get_absolute_url(), words)
    lead = _("The earlier versions stay. Who sees the document sees every version of it.")
    return form_page(request, form, title=_("New version"), crumbs=_crumbs(document), submit=_("Keep it"), lead=lead)


@login_required
def remove(request: PageRequest, code: str) -> HttpResponse:
    """Remove a document with its files."""
    document = _found(request, code)
    if not may_decide_on_document(request.viewer, document):
        raise NotAllowed
    return confirm_page(
        request,
        partial(actions.remove_document, document, by=request.viewer),
        title=_("Remove “%(title)s”?") % {"title": document},
        lead=_("It goes with every version, file and text of it, and cannot be brought back."),
        crumbs=_crumbs(document),
        submit=_("Remove"),
        href="/documents/",
        words=_("“%(title)s” was removed.") % {"title": document},
    )


@never_cache
def file(request: PageRequest, code: str, number: int) -> HttpResponseBase:
    """Fetch a file, to be kept and never shown as a page of ours; when the store lacks it, a page that says so."""
    versions = Version.objects.visible_to(request.viewer).exclude(file="").defer("text", "sought")
    version = get_object_or_404(versions.select_related("document"), document__code=code, number=number)
    if (content := queries.opened(version)) is None:
        return render(request, "papers/file_missing.html", {"version": version}, status=404)
    return FileResponse(content, as_attachment=True, filename=version.name, content_type=version.media_type)


def _found(request: PageRequest, code: str) -> Document:
    documents = Document.objects.visible_to(request.viewer).select_related("space", "organisation", "circle")
    return get_object_or_404(documents, code=code)


def _crumbs(document: Document) -> Crumbs:
    return [("/documents/", _("Documents")), (document.get_absolute_url(), str(document))]
