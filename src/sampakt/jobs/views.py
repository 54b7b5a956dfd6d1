"""The pages of work in the background."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sampakt.jobs.actions import cancel_job
from sampakt.jobs.models import Job
from sampakt.jobs.queries import job_seen, own_jobs
from sampakt.kernel.errors import Refused
from sampakt.ui.answers import PageRequest


@login_required
def jobs(request: PageRequest) -> HttpResponse:
    """The viewer's own jobs, newest first."""
    return render(request, "jobs/jobs.html", {"jobs": own_jobs(request.viewer)})


@login_required
@never_cache
def job(request: PageRequest, code: str) -> HttpResponse:
    """How far one job is, asked anew every second until it has ended; then the whole page says what came of it."""
    seen = job_seen(_visible(request, code))
    if request.headers.get("HX-Request") and not seen.is_unfinished:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Refresh": "true"})
    return render(request, "jobs/job.html", {"job": seen})


@login_required
@require_POST
def stop(request: PageRequest, code: str) -> HttpResponse:
    """Stop a job; one that has ended meanwhile is shown as it ended."""
    found = _visible(request, code)
    try:
        cancel_job(found, by=request.viewer)
    except Refused as refused:
        seen = {"job": job_seen(found), "objections": refused.objections}
        return render(request, "jobs/job.html", seen, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect("jobs:job", code=code)


def _visible(request: PageRequest, code: str) -> Job:
    return get_object_or_404(Job.objects.visible_to(request.viewer), code=code)
