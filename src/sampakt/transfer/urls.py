"""Addresses of the room."""

from django.urls import path

from sampakt.transfer import views

app_name = "transfer"

urlpatterns = [
    path("partnerships/load/", views.load, name="load"),
    path("partnerships/load/confirm/", views.confirm, name="confirm"),
    path("partnerships/new/", views.new, name="new_partnership"),
    path("partnerships/<slug:code>/file.yaml", views.fetch, {"form": "yaml"}, name="fetch_yaml"),
    path("partnerships/<slug:code>/file.json", views.fetch, {"form": "json"}, name="fetch_json"),
]
