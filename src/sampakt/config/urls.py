"""The addresses of all rooms."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("sampakt.organisations.urls")),
    path("account/", include("allauth.urls")),
    path("", include("sampakt.ui.urls")),
    path("", include("sampakt.trail.urls")),
]
