"""Pages of bodies: those of a partnership, one of them on any day, and forming, changing and ending one."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sampakt.agreements.views.found import partnership_seen
from sampakt.governance import actions, queries
from sampakt.governance.access import may_form
from sampakt.governance.forms import BodyForm, DissolveForm, OnForm
from sampakt.governance.queries.overview import overview
from sampakt.governance.views.found import body_kept, body_seen, partnership_formed_in, to_bodies, to_body
from sampakt.kernel import clock
from sampakt.papers.forms import reaching
from sampakt.ui.answers import PageRequest, confirm_page, done, form_page
from sampakt.ui.forms import sent, submitted

FORM = "governance/body_form.html"


def bodies(request: PageRequest, code: str) -> HttpResponse:
    """The bodies of a partnership: what stands empty in them, and what is not as agreed."""
    partnership = partnership_seen(request, code)
    today = clock.today()
    lines = queries.bodies_of(request.viewer, partnership, today)
    past = [line for line in lines if line.body.dissolved_on is not None and line.body.dissolved_on < today]
    context = {
        "partnership": partnership,
        "lines": [line for line in lines if line not in past],
        "past": past,
        "may_form": may_form(request.viewer, partnership.pk),
    }
    return render(request, "governance/partnership_bodies.html", context)


def body(request: PageRequest, code: str) -> HttpResponse:
    """One body on a day: whether it is rightly composed, who sits there, who chairs now and next, its mandate."""
    shown = body_seen(request, code)
    today = clock.today()
    form = OnForm(request.GET)
    day = form.day(today)
    context = {
        "body": shown,
        "page": queries.body_page(request.viewer, shown, day),
        "form": form,
        "day": day,
        "today": today,
        "is_today": day == today,
        "glance": overview(request.viewer, shown, today) if day == today else None,
    }
    return render(request, "governance/body.html", context)


@login_required
def form_body(request: PageRequest, code: str) -> HttpResponse:
    """Set up a body; on to its seats."""
    partnership = partnership_formed_in(request, code)
    form = BodyForm(sent(request), partnership=partnership, viewer=request.viewer)
    if formed := submitted(form, partial(reaching(actions.form_body), partnership, by=request.viewer)):
        words = _("“%(name)s” was set up. Now its seats.") % {"name": formed}
        return done(request, formed.get_absolute_url(), words)
    crumbs = to_bodies(partnership)
    return form_page(request, form, title=_("New body"), crumbs=crumbs, submit=_("Set it up"), template=FORM)


@login_required
def change_body(request: PageRequest, code: str) -> HttpResponse:
    """Change a body's mandate card, or what is agreed of its composition and chair."""
    changed = body_kept(request, code)
    partnership = changed.space.partnership
    form = BodyForm(sent(request), instance=changed, partnership=partnership, viewer=request.viewer)
    if submitted(form, partial(reaching(actions.change_body), changed, by=request.viewer)):
        return done(request, changed.get_absolute_url(), _("Saved."))
    return form_page(request, form, title=_("Change the body"), crumbs=to_body(changed), template=FORM)


@login_required
def dissolve_body(request: PageRequest, code: str) -> HttpResponse:
    """Give a body its last day."""
    dissolved = body_kept(request, code)
    form = DissolveForm(sent(request), initial={"on": dissolved.dissolved_on or clock.today()})
    if submitted(form, partial(actions.dissolve_body, dissolved, by=request.viewer)):
        return done(request, dissolved.get_absolute_url(), _("Recorded."))
    title = _("Dissolve “%(name)s”?") % {"name": dissolved}
    lead = _("The body stays with its history and can be asked about on any day.")
    return form_page(request, form, title=title, crumbs=to_body(dissolved), submit=_("Dissolve"), lead=lead)


@login_required
def remove_body(request: PageRequest, code: str) -> HttpResponse:
    """Remove a body that was set up by mistake."""
    removed = body_kept(request, code)
    return confirm_page(
        request,
        partial(actions.remove_body, removed, by=request.viewer),
        title=_("Remove “%(name)s”?") % {"name": removed},
        lead=_("The body goes with its mandate card. One that has had seats is dissolved instead."),
        crumbs=to_body(removed),
        submit=_("Remove"),
        href=to_bodies(removed.space.partnership)[-1][0],
        words=_("“%(name)s” was removed.") % {"name": removed},
    )
