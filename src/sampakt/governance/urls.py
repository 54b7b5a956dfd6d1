"""Addresses of the room."""

from django.urls import include, path

from sampakt.governance.views import bodies, seats

app_name = "governance"

_of_partnership = [
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/new/", bodies.form_body, name="form_body"),
]

_body = [
    path("", bodies.body, name="body"),
    path("edit/", bodies.change_body, name="change_body"),
    path("dissolve/", bodies.dissolve_body, name="dissolve_body"),
    path("remove/", bodies.remove_body, name="remove_body"),
    path("seats/new/", seats.add_seat, name="add_seat"),
]

_seat = [
    path("edit/", seats.change_seat, name="change_seat"),
    path("fill/", seats.fill_seat, name="fill_seat"),
    path("end/", seats.end_seat, name="end_seat"),
    path("remove/", seats.remove_seat, name="remove_seat"),
]

urlpatterns = [
    path("partnerships/<slug:code>/", include(_of_partnership)),
    path("bodies/<str:code>/", include(_body)),
    path("seats/<int:number>/", include(_seat)),
    path("holdings/<int:number>/edit/", seats.change_holding, name="change_holding"),
    path("holdings/<int:number>/remove/", seats.remove_holding, name="remove_holding"),
]
