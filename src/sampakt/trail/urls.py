"""Addresses of the room."""

from django.urls import path

from sampakt.trail import views

app_name = "trail"
urlpatterns = [path("trail/", views.trail, name="trail")]
