"""Pages of one promise: how it stands and why; writing it down, changing, moving, replacing and removing it."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sampakt.agreements.models import Agreement, Partnership
from sampakt.commitments import actions
from sampakt.commitments.access import may_confirm, may_edit, may_register, may_state
from sampakt.commitments.forms import AsOfForm, CommitmentForm, SupersedeForm, ruled
from sampakt.commitments.models import Commitment
from sampakt.commitments.queries.pages import CommitmentPage, commitment_page
from sampakt.commitments.queries.registry import Kind, all_kinds
from sampakt.commitments.views.found import commitment_at, crumbs_to, crumbs_to_commitment, partnership_at
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed
from sampakt.papers.forms import reaching
from sampakt.ui.answers import PageRequest, confirm_page, done, form_page
from sampakt.ui.forms import submitted

FORM = "commitments/commitment_form.html"


def commitment(request: PageRequest, code: str) -> HttpResponse:
    """One promise: what it says, how it stands on a day and why, what shows it, and what people said of it."""
    shown = commitment_at(request, code)
    today = clock.today()
    form = AsOfForm(request.GET)
    day = form.day(today)
    page = commitment_page(shown, request.viewer, today=today, as_of=day)
    context = {
        "commitment": shown,
        "page": page,
        "form": form,
        "as_of": day,
        "today": today,
        "is_today": day == today,
        "inside": request.viewer.is_operator or request.viewer.is_in(shown.space_id),
        "may_state": may_state(request.viewer, shown),
        "may_edit": may_edit(request.viewer, shown),
        "may_confirm": _may_confirm(request, page),
    }
    return render(request, "commitments/commitment.html", context)


@login_required
def register(request: PageRequest, code: str) -> HttpResponse:
    """Write down a promise: what, which kind, its terms. Saving one may lead to the next one like it.

    ``?kind=`` and ``?agreement=`` choose beforehand; the button "Show its terms" keeps what was typed.
    """
    partnership = partnership_at(request, code)
    if not may_register(request.viewer, partnership.pk):
        raise NotAllowed
    kind = _kind(request.POST.get("kind") or request.GET.get("kind", ""))
    form = _form(request, partnership, kind, initial=_given(request, partnership))
    if kind and (added := submitted(form, partial(_register, by=request.viewer))):
        words = _("%(reference)s was registered.") % {"reference": added.reference}
        return done(request, _next(request, partnership, added), words)
    title = _("New commitment")
    crumbs = crumbs_to(partnership)
    return form_page(
        request, form, title=title, crumbs=crumbs, submit=_("Save"), template=FORM, kind=kind, partnership=partnership
    )


@login_required
def change(request: PageRequest, code: str) -> HttpResponse:
    """Change what a promise says, or the terms of its rule."""
    changed = commitment_at(request, code)
    if not may_edit(request.viewer, changed):
        raise NotAllowed
    partnership = changed.space.partnership
    kind = _kind(request.POST.get("kind") or changed.kind)
    form = _form(request, partnership, kind, instance=changed)
    if kind and submitted(form, partial(reaching(ruled(actions.change_commitment)), changed, by=request.viewer)):
        return done(request, changed.get_absolute_url(), _("Saved."))
    crumbs = crumbs_to_commitment(changed)
    return form_page(
        request,
        form,
        title=_("Change the commitment"),
        crumbs=crumbs,
        template=FORM,
        kind=kind,
        partnership=partnership,
    )


@login_required
def supersede(request: PageRequest, code: str) -> HttpResponse:
    """Record that a later promise replaces this one."""
    replaced = commitment_at(request, code)
    if not may_edit(request.viewer, replaced):
        raise NotAllowed
    form = SupersedeForm(request.POST or None, instance=replaced, viewer=request.viewer)
    if submitted(form, partial(actions.supersede_commitment, replaced, by=request.viewer)):
        return done(request, replaced.get_absolute_url(), _("Recorded."))
    lead = _("The commitment stays with its history, and is no longer asked for from that day on.")
    crumbs = crumbs_to_commitment(replaced)
    return form_page(request, form, title=_("Replaced by a later one"), crumbs=crumbs, submit=_("Record"), lead=lead)


@login_required
def remove(request: PageRequest, code: str) -> HttpResponse:
    """Remove a promise that was written down by mistake."""
    removed = commitment_at(request, code)
    if not may_edit(request.viewer, removed):
        raise NotAllowed
    return confirm_page(
        request,
        partial(actions.remove_commitment, removed, by=request.viewer),
        title=_("Remove %(reference)s?") % {"reference": removed.reference},
        lead=_("“%(title)s” goes from the list. Only a commitment that nobody has said anything of can be removed.")
        % {"title": removed.title},
        crumbs=crumbs_to_commitment(removed),
        submit=_("Remove"),
        href=f"{removed.space.partnership.get_absolute_url()}commitments/",
        words=_("%(reference)s was removed.") % {"reference": removed.reference},
    )


@login_required
@require_POST
def move(request: PageRequest, code: str) -> HttpResponseRedirect:
    """Move a promise one place up or down in its partnership's list."""
    moved = commitment_at(request, code)
    order = list(Commitment.objects.in_space(moved.space_id).order_by("position", "reference"))
    place = next(number for number, one in enumerate(order) if one.pk == moved.pk)
    if request.POST.get("to") == "up":
        position = order[max(place - 1, 0)].position
    else:
        position = order[min(place + 1, len(order) - 1)].position + 1
    actions.move_commitment(moved, position=position, by=request.viewer)
    return done(request, moved.get_absolute_url(), _("Moved."))


def _register(*, agreement: Agreement, **values: Any) -> Commitment:
    """The action, with the form's values by their names."""
    return reaching(ruled(actions.register_commitment))(agreement, **values)


def _form(request: PageRequest, partnership: Partnership, kind: Kind | None, **known: Any) -> CommitmentForm:
    """The form as sent; or, when only its kind was chosen, with all that was typed and the terms of that kind."""
    about: dict[str, Any] = {"partnership": partnership, "viewer": request.viewer, "kind": kind}
    if request.method != "POST":
        return CommitmentForm(**about, **known)
    sent = CommitmentForm(request.POST, **about, **{name: one for name, one in known.items() if name != "initial"})
    if kind is not None and request.POST.get("step") != "kind":
        return sent
    return CommitmentForm(**about, **known | {"initial": sent.typed()})


def _given(request: PageRequest, partnership: Partnership) -> dict[str, Any]:
    """What the address says beforehand, else the agreement of the promise before; and the reference that comes next."""
    given: dict[str, Any] = {"reference": actions.proposed_reference(partnership.pk)}
    before = Commitment.objects.visible_to(request.viewer).in_space(partnership.pk).order_by("position", "pk").last()
    if before is not None:
        given["agreement"] = before.agreement
    return given | {name: request.GET[name] for name in ("agreement", "strength") if name in request.GET}


def _next(request: PageRequest, partnership: Partnership, added: Commitment) -> str:
    """Where to go after saving: to the promise, or to the form for another one like it."""
    if request.POST.get("step") != "another":
        return added.get_absolute_url()
    kept = {"kind": added.kind, "agreement": added.agreement.code, "strength": added.strength}
    return f"{partnership.get_absolute_url()}commitments/new/?{urlencode(kept)}"


def _kind(code: str) -> Kind | None:
    return all_kinds().get(code)


def _may_confirm(request: PageRequest, page: CommitmentPage) -> bool:
    """Whether the viewer speaks for any of those to whom the promise is owed."""
    return any(may_confirm(request.viewer, page.commitment, organisation.pk) for organisation in page.owed)
