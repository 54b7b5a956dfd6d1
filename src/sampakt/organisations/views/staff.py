"""Pages on which units, offices, appointments and people of one organisation are added and changed."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from sampakt.kernel.errors import NotAllowed
from sampakt.organisations import actions
from sampakt.organisations.access import may_edit_staff
from sampakt.organisations.forms import AppointmentForm, EndAppointmentForm, OfficeForm, PersonForm, UnitForm
from sampakt.organisations.models import Appointment, Office, Organisation, Person, Unit
from sampakt.ui.answers import Crumbs, PageRequest, done, form_page
from sampakt.ui.forms import sent, submitted


@login_required
def add_unit(request: PageRequest, code: str) -> HttpResponse:
    """Add a unit."""
    organisation = _kept_by(request, code)
    form = UnitForm(sent(request), organisation=organisation)
    if unit := submitted(form, partial(actions.add_unit, organisation, by=request.viewer)):
        return done(request, _part(organisation, "units"), _("%(name)s was added.") % {"name": unit})
    return form_page(request, form, title=_("Add a unit"), crumbs=_crumbs(organisation), submit=_("Add"))


@login_required
def change_unit(request: PageRequest, code: str, pk: int) -> HttpResponse:
    """Change a unit."""
    unit = get_object_or_404(Unit.objects.visible_to(request.viewer), pk=pk, organisation__code=code)
    organisation = _kept_by(request, code)
    form = UnitForm(sent(request), instance=unit, organisation=organisation)
    if submitted(form, partial(actions.change_unit, unit, by=request.viewer)):
        return done(request, _part(organisation, "units"), _("Saved."))
    return form_page(request, form, title=str(unit), crumbs=_crumbs(organisation))


@login_required
def add_office(request: PageRequest, code: str) -> HttpResponse:
    """Add an office."""
    organisation = _kept_by(request, code)
    form = OfficeForm(sent(request), organisation=organisation)
    if office := submitted(form, partial(actions.add_office, organisation, by=request.viewer)):
        return done(request, _part(organisation, "offices"), _("%(name)s was added.") % {"name": office})
    return form_page(request, form, title=_("Add an office"), crumbs=_crumbs(organisation), submit=_("Add"))


@login_required
def change_office(request: PageRequest, code: str, pk: int) -> HttpResponse:
    """Change an office."""
    office = _office(request, code, pk)
    organisation = _kept_by(request, code)
    form = OfficeForm(sent(request), instance=office, organisation=organisation)
    if submitted(form, partial(actions.change_office, office, by=request.viewer)):
        return done(request, _part(organisation, "offices"), _("Saved."))
    return form_page(request, form, title=str(office), crumbs=_crumbs(organisation))


@login_required
def appoint(request: PageRequest, code: str, pk: int) -> HttpResponse:
    """Record that an office is held."""
    office = _office(request, code, pk)
    organisation = _kept_by(request, code)
    form = AppointmentForm(sent(request), organisation=organisation)
    if submitted(form, partial(actions.appoint, office, by=request.viewer)):
        return done(request, _part(organisation, "offices"), _("Recorded."))
    title = _("Who holds “%(office)s”?") % {"office": office}
    return form_page(request, form, title=title, crumbs=_crumbs(organisation), submit=_("Record"))


@login_required
def change_appointment(request: PageRequest, code: str, pk: int) -> HttpResponse:
    """Correct who held an office, or when."""
    appointment = _appointment(request, code, pk)
    organisation = _kept_by(request, code)
    form = AppointmentForm(sent(request), instance=appointment, organisation=organisation)
    if submitted(form, partial(actions.change_appointment, appointment, by=request.viewer)):
        return done(request, _part(organisation, "offices"), _("Saved."))
    return form_page(request, form, title=str(appointment.office), crumbs=_crumbs(organisation))


@login_required
def end_appointment(request: PageRequest, code: str, pk: int) -> HttpResponse:
    """Record the last day of an appointment."""
    appointment = _appointment(request, code, pk)
    organisation = _kept_by(request, code)
    form = EndAppointmentForm(sent(request), instance=appointment)
    if submitted(form, partial(actions.end_appointment, appointment, by=request.viewer)):
        return done(request, _part(organisation, "offices"), _("Recorded."))
    title = _("Last day as “%(office)s”") % {"office": appointment.office}
    return form_page(request, form, title=title, crumbs=_crumbs(organisation), submit=_("Record"))


@login_required
def add_person(request: PageRequest, code: str) -> HttpResponse:
    """Register somebody who works here."""
    organisation = _kept_by(request, code)
    form = PersonForm(sent(request))
    if person := submitted(form, partial(actions.add_person, organisation, by=request.viewer)):
        return done(request, _part(organisation, "people"), _("%(name)s was added.") % {"name": person})
    return form_page(request, form, title=_("Add a person"), crumbs=_crumbs(organisation), submit=_("Add"))


@login_required
def change_person(request: PageRequest, code: str, pk: int) -> HttpResponse:
    """Correct somebody's name or address."""
    person = get_object_or_404(Person.objects.visible_to(request.viewer), pk=pk, organisation__code=code)
    organisation = _kept_by(request, code)
    form = PersonForm(sent(request), instance=person)
    if submitted(form, partial(actions.change_person, person, by=request.viewer)):
        return done(request, _part(organisation, "people"), _("Saved."))
    return form_page(request, form, title=str(person), crumbs=_crumbs(organisation))


def _kept_by(request: PageRequest, code: str) -> Organisation:
    """The organisation, if the viewer may change its units, offices and people."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.viewer), code=code)
    if not may_edit_staff(request.viewer, organisation):
        raise NotAllowed
    return organisation


def _office(request: PageRequest, code: str, pk: int) -> Office:
    offices = Office.objects.visible_to(request.viewer).select_related("organisation")
    return get_object_or_404(offices, pk=pk, organisation__code=code)


def _appointment(request: PageRequest, code: str, pk: int) -> Appointment:
    appointments = Appointment.objects.visible_to(request.viewer).select_related("office__organisation", "person")
    return get_object_or_404(appointments, pk=pk, office__organisation__code=code)


def _part(organisation: Organisation, part: str) -> str:
    return f"{organisation.get_absolute_url()}#{part}"


def _crumbs(organisation: Organisation) -> Crumbs:
    return [("/organisations/", _("Organisations")), (organisation.get_absolute_url(), organisation.brief)]
