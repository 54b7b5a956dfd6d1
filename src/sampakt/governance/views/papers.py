"""Papers to be fetched as PDF and Word: calls, minutes, handovers; and the partnership's own Word templates."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from sampakt.agreements.models import Partnership
from sampakt.agreements.views.found import partnership_inside, to_partnership
from sampakt.governance.access import may_form
from sampakt.governance.actions.papers import drop_template as dropped
from sampakt.governance.actions.papers import set_template as taken
from sampakt.governance.forms.papers import TemplateForm
from sampakt.governance.models import Body
from sampakt.governance.printing import (
    example_of,
    handover_data,
    meeting_data,
    paper_as_pdf,
    paper_as_word,
    starting_template,
)
from sampakt.governance.queries.handover import handover_pack
from sampakt.governance.queries.meetings import meeting_page
from sampakt.governance.queries.papers import own_template, templates_of
from sampakt.governance.terms import HELD, PaperSort
from sampakt.governance.views.found import meeting_seen, partnership_formed_in, seat_seen, to_body
from sampakt.kernel import clock
from sampakt.kernel.errors import Objection, Refused
from sampakt.kernel.terms import Language
from sampakt.organisations.rules import code_from
from sampakt.papers.forms import uploading
from sampakt.papers.printing import WORD, CannotPrint, near
from sampakt.papers.terms import PaperObjection
from sampakt.ui.answers import Crumbs, PageRequest, confirm_page, done, form_page
from sampakt.ui.forms import sent, submitted

PDF, DOCX = "pdf", "docx"


@never_cache
@login_required
def meeting_paper(request: PageRequest, code: str, *, sort: PaperSort, ending: str) -> HttpResponse:
    """The call with its agenda, or the minutes of a meeting that was held, as far as the reader may see them."""
    meeting = meeting_seen(request, code)
    page = meeting_page(request.viewer, meeting)
    if not page.is_inside or (sort == PaperSort.MINUTES and meeting.state not in HELD):
        raise Http404
    data = meeting_data(page, sort=sort, language=_language(request, meeting.body))
    return _file(sort, data, meeting.body, ending, f"{sort.label} {meeting.body} {meeting.day}")


@login_required
def handover(request: PageRequest, number: int) -> HttpResponse:
    """What somebody who takes over a seat must know, as a page."""
    seat = seat_seen(request, number)
    pack = handover_pack(request.viewer, seat, clock.today())
    context = {"seat": seat, "body": seat.body, "pack": pack, "crumbs": to_body(seat.body), "today": pack.day}
    return render(request, "governance/handover.html", context)


@never_cache
@login_required
def handover_paper(request: PageRequest, number: int, *, ending: str) -> HttpResponse:
    """The same to be kept, or printed."""
    seat = seat_seen(request, number)
    pack = handover_pack(request.viewer, seat, clock.today())
    data = handover_data(pack, language=_language(request, seat.body))
    return _file(PaperSort.HANDOVER, data, seat.body, ending, f"{data['title']} {pack.day}")


@login_required
def templates(request: PageRequest, code: str) -> HttpResponse:
    """By which Word template each sort of paper is set in the partnership."""
    partnership = partnership_inside(request, code)
    context = {
        "partnership": partnership,
        "crumbs": to_partnership(partnership),
        "lines": templates_of(request.viewer, partnership),
        "may_form": may_form(request.viewer, partnership.pk),
    }
    return render(request, "governance/paper_templates.html", context)


@login_required
def set_template(request: PageRequest, code: str, sort: str) -> HttpResponse:
    """Put a Word file in the place of our template. It is tried first, and what does not fit is said."""
    partnership, paper = partnership_formed_in(request, code), _sort(sort)
    form = TemplateForm(sent(request), request.FILES or None)
    if submitted(form, partial(uploading(taken), partnership, sort=paper, by=request.viewer)):
        return done(request, _home(partnership), _("The template was tried, and is used from now on."))
    lead = _("These may stand in double braces: %(names)s. What lists hold is seen in our own template.")
    names = ", ".join(sorted(example_of(paper, partnership.language)))
    title = _("Word template: %(paper)s") % {"paper": paper.label}
    crumbs = _to_templates(partnership)
    return form_page(request, form, title=title, crumbs=crumbs, submit=_("Use it"), lead=lead % {"names": names})


@login_required
def drop_template(request: PageRequest, code: str, sort: str) -> HttpResponse:
    """Go back to our template."""
    partnership, paper = partnership_formed_in(request, code), _sort(sort)
    return confirm_page(
        request,
        partial(dropped, partnership, sort=paper, by=request.viewer),
        title=_("Go back to Sampakt's template for “%(paper)s”?") % {"paper": paper.label},
        lead=_("Your own file stays among the documents."),
        crumbs=_to_templates(partnership),
        submit=_("Go back to it"),
        href=_home(partnership),
        words=_("Sampakt's template is used again."),
    )


@login_required
def start_from(request: PageRequest, code: str, sort: str) -> HttpResponse:
    """Our own template, to begin from."""
    partnership_inside(request, code)
    paper = _sort(sort)
    name = _("Template for %(paper)s") % {"paper": paper.label}
    return _attached(starting_template(paper), WORD, name, DOCX)


def _sort(sort: str) -> PaperSort:
    if sort not in PaperSort.values:
        raise Http404
    return PaperSort(sort)


def _language(request: PageRequest, body: Body) -> str:
    """The partnership's, unless the reader asks for another: ``?language=nb``."""
    asked = request.GET.get("language", "")
    return asked if asked in Language.values else body.space.partnership.language


def _file(sort: PaperSort, data: dict[str, Any], body: Body, ending: str, name: str) -> HttpResponse:
    if ending == PDF:
        return _attached(paper_as_pdf(sort, data, at=clock.now()), "application/pdf", name, PDF)
    try:
        content = paper_as_word(sort, data, at=clock.now(), template=own_template(body.space_id, sort))
    except CannotPrint as reason:
        # The template fitted when it was chosen; an update may say something by another name.
        raise Refused([Objection.of(PaperObjection.TEMPLATE_UNREADABLE, near=near(str(reason)))]) from reason
    return _attached(content, WORD, name, DOCX)


def _attached(content: bytes, media_type: str, name: str, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{code_from(name)}.{ending}"'
    return answer


def _home(partnership: Partnership) -> str:
    return f"{partnership.get_absolute_url()}papers/"


def _to_templates(partnership: Partnership) -> Crumbs:
    return [*to_partnership(partnership), (_home(partnership), _("Word templates"))]
