"""Addresses of the room."""

from django.urls import include, path

from sampakt.organisations.views import account, invitations, registers, staff

app_name = "organisations"

_one = [
    path("", registers.organisation, name="organisation"),
    path("edit/", registers.change, name="change"),
    path("predecessors/new/", registers.succeed, name="succeed"),
    path("units/new/", staff.add_unit, name="add_unit"),
    path("units/<int:pk>/edit/", staff.change_unit, name="change_unit"),
    path("offices/new/", staff.add_office, name="add_office"),
    path("offices/<int:pk>/edit/", staff.change_office, name="change_office"),
    path("offices/<int:pk>/appoint/", staff.appoint, name="appoint"),
    path("appointments/<int:pk>/edit/", staff.change_appointment, name="change_appointment"),
    path("appointments/<int:pk>/end/", staff.end_appointment, name="end_appointment"),
    path("people/new/", staff.add_person, name="add_person"),
    path("people/<int:pk>/edit/", staff.change_person, name="change_person"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/new/", invitations.invite, name="invite"),
    path("invitations/<int:pk>/withdraw/", invitations.withdraw, name="withdraw"),
    path("roles/<int:pk>/take/", invitations.take_role, name="take_role"),
]

urlpatterns = [
    path("organisations/", registers.organisations, name="organisations"),
    path("organisations/new/", registers.add, name="add"),
    path("organisations/registers/", registers.registers, name="registers"),
    path("organisations/<slug:code>/", include(_one)),
    path("invitation/<str:secret>/", invitations.accept, name="accept"),
    path("account/", account.account, name="account"),
    path("account/keys/new/", account.make_key, name="make_key"),
    path("account/keys/<int:pk>/revoke/", account.revoke_key, name="revoke_key"),
]
