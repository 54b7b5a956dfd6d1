"""Pages of the ledger: of all that one takes part in, and of one partnership; and the same as files."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sampakt.agreements.models import Partnership
from sampakt.commitments.access import may_record, may_register
from sampakt.commitments.forms import LedgerForm
from sampakt.commitments.queries.choices import choices
from sampakt.commitments.queries.ledger import Ledger, ledger
from sampakt.commitments.terms import Side, Tone
from sampakt.commitments.views.exports import FORMS
from sampakt.commitments.views.found import partnership_at
from sampakt.kernel import clock
from sampakt.ui.answers import PageRequest

ON_A_PAGE = 25


@login_required
def mine(request: PageRequest) -> HttpResponse:
    """The ledger of every partnership that the viewer takes part in."""
    return render(request, "commitments/ledger.html", _context(request, None))


@login_required
def export_mine(request: PageRequest, form: str) -> HttpResponse:
    """The same as a file, as narrowed by the address."""
    return _exported(request, None, form)


def of_partnership(request: PageRequest, code: str) -> HttpResponse:
    """The ledger of one partnership."""
    partnership = partnership_at(request, code)
    context = _context(request, partnership) | {
        "partnership": partnership,
        "may_register": may_register(request.viewer, partnership.pk),
        "may_record": may_record(request.viewer, partnership.pk),
    }
    return render(request, "commitments/partnership_ledger.html", context)


def export_of_partnership(request: PageRequest, code: str, form: str) -> HttpResponse:
    """The same as a file, as narrowed by the address."""
    return _exported(request, partnership_at(request, code), form)


def _context(request: PageRequest, partnership: Partnership | None) -> dict[str, Any]:
    form, shown = _asked(request, partnership)
    page = Paginator(shown.rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return {
        "form": form,
        "ledger": shown,
        "page": page,
        "rows": page.object_list,
        "tones": _tones(shown),
        "sides": _sides(shown),
        "today": clock.today(),
        "formats": [("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON")],
    }


def _exported(request: PageRequest, partnership: Partnership | None, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    site = f"{request.scheme}://{request.get_host()}"
    return FORMS[form](_asked(request, partnership, in_full=True)[1], site)


def _asked(
    request: PageRequest, partnership: Partnership | None, *, in_full: bool = False
) -> tuple[LedgerForm, Ledger]:
    space = partnership.pk if partnership else None
    among = choices(request.viewer, space)
    form = LedgerForm(request.GET, choices=among)
    wanted = form.wanted(space)
    as_of = form.cleaned_data.get("as_of")
    shown = ledger(request.viewer, wanted, today=clock.today(), as_of=as_of, in_full=in_full, alone=among.alone)
    return form, shown


def _tones(shown: Ledger) -> list[tuple[str, str, int]]:
    """The chips: everything, and each tone that any promise has."""
    tones = [(tone.value, str(tone.label), shown.tones[tone]) for tone in Tone if shown.tones[tone]]
    return [("", _("All"), shown.total), *tones]


def _sides(shown: Ledger) -> list[tuple[str, str, int]]:
    if not shown.sides:
        return []
    return [
        ("", _("Both sides"), shown.total),
        (Side.OWES.value, _("We owe"), shown.sides["owes"]),
        (Side.OWED.value, _("We are owed"), shown.sides["owed"]),
    ]
