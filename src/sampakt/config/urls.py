"""The addresses of all rooms."""

from django.contrib import admin
from django.urls import include, path, re_path

from sampakt.config.api import api, nothing_here

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", api.urls),
    re_path("^api/", nothing_here),
    path("", include("sampakt.organisations.urls")),
    path("account/", include("allauth.urls")),
    path("", include("sampakt.ui.urls")),
    path("", include("sampakt.trail.urls")),
    path("", include("sampakt.jobs.urls")),
    path("", include("sampakt.desk.urls")),
    # A partnership's own pages come last: the rooms above have addresses such as partnerships/new/.
    path("", include("sampakt.intake.urls")),
    path("", include("sampakt.transfer.urls")),
    path("", include("sampakt.papers.urls")),
    path("", include("sampakt.agreements.urls")),
    path("", include("sampakt.commitments.urls")),
    path("", include("sampakt.governance.urls")),
]
