"""Addresses of the house's own pages: the components, what one chooses for oneself, and what Sampakt says of itself."""

from django.urls import path

from sampakt.ui import views

app_name = "ui"
urlpatterns = [
    path("ui/", views.components, name="components"),
    path("language/", views.language, name="language"),
    path("scheme/", views.scheme, name="scheme"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("licence/", views.licence, name="licence"),
]
