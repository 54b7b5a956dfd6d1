"""Addresses of the room."""

from django.urls import path

from sampakt.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.start, name="start"),
    path("needs/", views.needs, name="needs"),
    path("search/", views.search, name="search"),
]
