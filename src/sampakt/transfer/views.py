"""Pages of the room: load a file, fetch one, start a partnership after a pattern."""

import secrets
from collections import Counter
from collections.abc import Sequence
from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sampakt.agreements.access import may_start_any
from sampakt.agreements.models import Partnership
from sampakt.kernel.errors import NotAllowed
from sampakt.kernel.text import Text
from sampakt.organisations.access import acts_for
from sampakt.organisations.models import Organisation
from sampakt.organisations.queries import organisations_found
from sampakt.trail import queries as trail
from sampakt.transfer import actions, queries
from sampakt.transfer.forms import FileForm, PartyForm, StartForm
from sampakt.transfer.rules.reading import SIZE_LIMIT
from sampakt.ui.answers import PageRequest, done
from sampakt.ui.forms import submitted

KEPT_SECONDS = 60 * 60
MEDIA = {"yaml": "application/yaml", "json": "application/json"}
HITS = 8
SHOWN = 100
STEPS = {"pattern", "add", "remove", "search"}


@login_required
def load(request: PageRequest) -> HttpResponse:
    """Choose a file; see what is wrong in it, or what will come."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if not form.is_valid():
        return render(request, "transfer/load.html", {"form": form}, status=422 if form.is_bound else 200)
    file = form.cleaned_data["file"]
    content = file.read(SIZE_LIMIT + 1)
    context = {"form": FileForm(), "name": file.name}
    try:
        would = actions.tried(queries.file_read(content), by=request.viewer)
    except actions.FileWrong as wrong:
        faults = [(fault, queries.words_of(fault)) for fault in wrong.faults]
        return render(request, "transfer/load.html", {**context, "faults": faults}, status=422)
    secret = secrets.token_urlsafe(16)
    cache.set(_kept(request, secret), content, KEPT_SECONDS)
    told = trail.told(would.lines)
    counts = list(Counter(line.verb for line in told).items())
    context |= {"would": would, "counts": counts, "lines": told[:SHOWN], "secret": secret}
    return render(request, "transfer/load.html", context)


@login_required
@require_POST
def confirm(request: PageRequest) -> HttpResponse:
    """Load the file that was looked at."""
    key = _kept(request, request.POST.get("secret", ""))
    content = cache.get(key)
    if content is None:
        return done(request, "/partnerships/load/", _("The file is no longer at hand. Choose it again."))
    try:
        loaded = actions.load(queries.file_read(content), by=request.viewer)
    except actions.FileWrong as wrong:
        faults = [(fault, queries.words_of(fault)) for fault in wrong.faults]
        return render(request, "transfer/load.html", {"form": FileForm(), "faults": faults}, status=422)
    cache.delete(key)
    words = _("The file was loaded.") if loaded.lines else _("Everything was already as the file says.")
    return done(request, loaded.partnership.get_absolute_url(), words)


def _kept(request: PageRequest, secret: str) -> str:
    return f"file:{request.viewer.user_id}:{secret[:40]}"


@require_GET
def fetch(request: PageRequest, code: str, form: str) -> HttpResponse:
    """A partnership as a file, as far as whoever fetches it sees it: what is shared, and what is their own."""
    shown = get_object_or_404(Partnership.objects.visible_to(request.viewer).select_related("space"), code=code)
    if not (request.viewer.is_in(shown.pk) or request.viewer.is_operator):
        raise NotAllowed
    answer = HttpResponse(
        queries.written(queries.file_of(shown, request.viewer), form), content_type=f"{MEDIA[form]}; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{code}.{form}"'
    return answer


@login_required
def new(request: PageRequest) -> HttpResponse:
    """Start a partnership: choose a pattern, find the parties, name it and its days."""
    if not may_start_any(request.viewer):
        acting = Organisation.objects.filter(pk__in=acts_for(request.viewer)).order_by("name")
        return render(request, "transfer/may_not_start.html", {"acting": acting}, status=403)
    if STEPS & request.POST.keys():
        return HttpResponseRedirect(f"{request.path}?{_after_step(request)}#parties")
    chosen = next((one for one in queries.patterns() if one.code == request.GET.get("pattern")), None)
    parties = _parties(request)
    typed = {name: request.GET[name] for name in StartForm.base_fields if name in request.GET}
    form = StartForm(request.POST or None, initial={"language": request.viewer.language, **typed})
    if started := submitted(form, partial(_start, request, parties, chosen)):
        return done(request, started.get_absolute_url(), _("The partnership is here as a draft. Go through it."))
    search = PartyForm(request.GET)
    words = search.cleaned_data["find"] if search.is_valid() else ""
    found = organisations_found(request.viewer, words=words).exclude(pk__in=[one.pk for one in parties])
    context = {
        "patterns": queries.patterns(),
        "chosen": chosen,
        "coming": chosen.promises_among(len(parties)) if chosen and parties else None,
        "parties": parties,
        "places": queries.places_of(chosen, parties) if chosen else [],
        "search": search,
        "hits": found[:HITS] if words else None,
        "form": form,
    }
    return render(request, "transfer/new.html", context, status=422 if form.is_bound else 200)


def _after_step(request: PageRequest) -> str:
    """The page's address once a pattern is chosen, a party added or removed, or one sought; with all that was typed."""
    sent, query = request.POST, QueryDict(mutable=True)
    kept = StartForm.base_fields if "add" in sent else (*StartForm.base_fields, "find")
    parties = [code for code in request.GET.getlist("party") if code != sent.get("remove")]
    query["pattern"] = sent.get("pattern", request.GET.get("pattern", ""))
    query.setlist("party", [*parties, *sent.getlist("add")])
    query.update({name: sent[name] for name in kept if sent.get(name)})
    return query.urlencode()


def _parties(request: PageRequest) -> list[Organisation]:
    """The organisations that the address names, in its order."""
    codes = list(dict.fromkeys(request.GET.getlist("party")))[:100]
    found = {one.code: one for one in Organisation.objects.visible_to(request.viewer).filter(code__in=codes)}
    return [found[code] for code in codes if code in found]


def _start(
    request: PageRequest,
    parties: Sequence[Organisation],
    pattern: queries.Pattern | None,
    *,
    name: str,
    language: str,
    **days: object,
) -> Partnership:
    values: dict[str, object] = {"name": Text.of(name, language), "language": language, **days}
    return actions.start(parties, pattern=pattern, by=request.viewer, **values)  # type: ignore[arg-type]  # the form typed them
