"""Addresses of the room."""

from django.urls import include, path

from sampakt.papers import views

app_name = "papers"

_one = [
    path("", views.document, name="document"),
    path("edit/", views.change, name="change"),
    path("remove/", views.remove, name="remove"),
    path("versions/new/", views.add_version, name="add_version"),
    path("versions/<int:number>/file/", views.file, name="file"),
]

urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/<slug:code>/", include(_one)),
]
