"""Addresses of the room."""

from django.urls import path

from sampakt.intake.views import confirming, importing, outcome, shelf

app_name = "intake"

urlpatterns = [
    path("intake/", shelf.shelf, name="shelf"),
    path("intake/lists/", importing.lists, name="lists"),
    path("intake/lists/template/", importing.template, name="list_template"),
    path("intake/lists/<slug:code>/", importing.listed, name="list"),
    path("intake/lists/<slug:code>/sheet/", importing.sheet, name="list_sheet"),
    path("intake/lists/<slug:code>/columns/", importing.columns, name="list_columns"),
    path("intake/lists/<slug:code>/parties/", importing.parties, name="list_parties"),
    path("intake/lists/<slug:code>/rows/", importing.rows, name="list_rows"),
    path("intake/lists/<slug:code>/import/", importing.take_in, name="list_import"),
    path("intake/lists/<slug:code>/left-out/", importing.left_out, name="list_left_out"),
    path("intake/lists/<slug:code>/remove/", importing.remove, name="list_remove"),
    path("intake/<slug:code>/", confirming.reading, name="reading"),
    path("intake/<slug:code>/file/", shelf.file, name="file"),
    path("intake/<slug:code>/cancel/", shelf.cancel, name="cancel"),
    path("intake/<slug:code>/aside/", shelf.set_aside, name="set_aside"),
    path("intake/<slug:code>/again/", shelf.take_up, name="take_up"),
    path("intake/<slug:code>/remove/", shelf.remove, name="remove"),
    path("intake/<slug:code>/decide/", confirming.decide, name="decide"),
    path("intake/<slug:code>/add/", confirming.add, name="add"),
    path("intake/<slug:code>/values/<int:number>/", confirming.correct, name="correct"),
    path("intake/<slug:code>/confirm/", outcome.confirm, name="confirm"),
]
