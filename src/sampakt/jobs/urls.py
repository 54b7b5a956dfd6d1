"""Addresses of the room."""

from django.urls import path

from sampakt.jobs import views

app_name = "jobs"
urlpatterns = [
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<slug:code>/", views.job, name="job"),
    path("jobs/<slug:code>/stop/", views.stop, name="stop"),
]
