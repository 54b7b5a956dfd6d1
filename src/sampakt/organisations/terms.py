"""The words of the room: kinds of organisation, of unit and of office, and the objections its actions raise."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """What sort of legal person an organisation is."""

    MUNICIPALITY = "municipality", _("Municipality")
    REGION = "region", _("Region")
    COUNTY = "county", _("County authority")
    COUNTY_BOARD = "county_board", _("County administrative board")
    UNIVERSITY = "university", _("University or university college")
    FOUNDATION = "foundation", _("Foundation")
    ASSOCIATION = "association", _("Association")
    STUDENT_UNION = "student_union", _("Student union")
    COMPANY = "company", _("Company")
    AGENCY = "agency", _("Agency")
    OTHER = "other", _("Other")


class Country(models.TextChoices):
    """The countries whose organisation numbers Sampakt can check; others are taken as they are."""

    SE = "SE", _("Sweden")
    NO = "NO", _("Norway")
    DK = "DK", _("Denmark")
    FI = "FI", _("Finland")
    OTHER = "ZZ", _("Another country")


class UnitKind(models.TextChoices):
    """What a unit is within its organisation."""

    ADMINISTRATION = "administration", _("Administration")
    COMMITTEE = "committee", _("Committee")
    DEPARTMENT = "department", _("Department")
    FACULTY = "faculty", _("Faculty")
    COMPANY = "company", _("Municipal company")
    OTHER = "other", _("Unit")


class OfficeFunction(models.TextChoices):
    """What an office is for in partnerships; an office may have none of these."""

    SIGNATORY = "signatory", _("Authorised signatory")
    OWNER = "owner", _("Owner of the document")
    PARTNERSHIP_OWNER = "partnership_owner", _("Partnership owner")
    COORDINATOR = "coordinator", _("Coordinator")
    CONTACT = "contact", _("Contact person")
    OFFICER = "officer", _("Designated officer")
    PROJECT_LEADER = "project_leader", _("Project leader")
    DEPUTY_PROJECT_LEADER = "deputy_project_leader", _("Deputy project leader")
    REGISTRAR = "registrar", _("Registrar")
    CONTROLLER = "controller", _("Controller")
    OTHER = "other", _("Other office")


class OrganisationObjection(models.TextChoices):
    """Why something about organisations was refused."""

    NUMBER_WRONG = "number_wrong", _("%(number)s is not an organisation number in %(country)s: check the digits.")
    NUMBER_TAKEN = "number_taken", _("%(organisation)s already has this organisation number.")
    NAME_TAKEN = (
        "name_taken",
        _("%(organisation)s is here already, as %(code)s. If it is another one, give its organisation number."),
    )
    CODE_TAKEN = "code_taken", _("%(code)s is already used by another organisation.")
    UNIT_ABOVE_ITSELF = "unit_above_itself", _("A unit cannot stand under itself or under a unit of its own.")
    UNIT_OF_ANOTHER = "unit_of_another", _("The unit belongs to another organisation.")
    ENDS_BEFORE_START = "ends_before_start", _("The last day comes before the first.")
    HOLDER_UNKNOWN = "holder_unknown", _("This person is not registered at the organisation.")
    INVITATION_USED = "invitation_used", _("The invitation has already been used. Sign in instead.")
    INVITATION_OVER = "invitation_over", _("The invitation has run out. Ask for a new one.")
    ALREADY_MEMBER = "already_member", _("%(email)s already has this role.")
    ALREADY_INVITED = "already_invited", _("%(email)s already has an open invitation to this role.")
    INVITED_ANOTHER = "invited_another", _("The invitation is for %(email)s. Sign in with that address.")
    ROLE_NEEDS_ORGANISATION = (
        "role_needs_organisation",
        _("An administrator looks after a whole organisation, not a partnership."),
    )
    ROLE_NEEDS_PARTNERSHIP = "role_needs_partnership", _("The lead leads one partnership: name it.")
    PASSWORD_WEAK = "password_weak", "%(words)s"
    LAST_ADMINISTRATOR = "last_administrator", _("Somebody must remain administrator: appoint another first.")
    NOT_IN_SPACE = "not_in_space", _("%(organisation)s does not take part in this partnership.")
    CIRCLE_NAMED_ALIKE = "circle_named_alike", _("You share something under that name already: choose another.")
    CIRCLE_NEEDS_PEOPLE = "circle_needs_people", _("Name at least one person.")
    CIRCLE_SHARES = (
        "circle_shares",
        _("Something is shared among these people still. Remove it, or let others see it, first."),
    )
    SUCCEEDS_ITSELF = "succeeds_itself", _("An organisation cannot succeed itself.")
    SUCCESSION_KNOWN = "succession_known", _("This succession is already recorded.")
    HELD_ALREADY = "held_already", _("%(name)s already holds the office on these days.")
    OWN_NEEDS_ORGANISATION = "own_needs_organisation", _("Say which organisation it is for.")
    NAMED_NEEDS_CIRCLE = "named_needs_circle", _("Say which named people it is for.")
    OTHER_PARTNERSHIP = "other_partnership", _("The record belongs to another partnership.")
    CIRCLE_OUTSIDER = "circle_outsider", _("%(name)s has no role in this partnership.")


class RegisterName(models.TextChoices):
    """What the registers that come with Sampakt are called."""

    SE_MUNICIPALITIES = "se-municipalities", _("Swedish municipalities")
    SE_REGIONS = "se-regions", _("Swedish regions")
    SE_COUNTY_BOARDS = "se-county-boards", _("Swedish county administrative boards")
    SE_UNIVERSITIES = "se-universities", _("Swedish universities and university colleges")
    NO_MUNICIPALITIES = "no-municipalities", _("Norwegian municipalities")
    NO_COUNTIES = "no-counties", _("Norwegian county municipalities")
    NO_UNIVERSITIES = "no-universities", _("Norwegian universities and university colleges")
    PREDECESSORS = "predecessors", _("Universities and university colleges that others have taken over")


class Verb(models.TextChoices):
    """What people do here, as the trail tells it."""

    ADD_ORGANISATION = "add_organisation", _("added the organisation")
    CHANGE_ORGANISATION = "change_organisation", _("changed the organisation")
    RECORD_SUCCESSION = "record_succession", _("recorded a succession")
    ADD_UNIT = "add_unit", _("added the unit")
    CHANGE_UNIT = "change_unit", _("changed the unit")
    ADD_OFFICE = "add_office", _("added the office")
    CHANGE_OFFICE = "change_office", _("changed the office")
    APPOINT = "appoint", _("recorded that the office is held")
    CHANGE_APPOINTMENT = "change_appointment", _("corrected an appointment")
    END_APPOINTMENT = "end_appointment", _("recorded that an appointment ended")
    ADD_PERSON = "add_person", _("added the person")
    CHANGE_PERSON = "change_person", _("changed the person")
    GIVE_ROLE = "give_role", _("gave a role")
    TAKE_ROLE = "take_role", _("took a role away")
    JOIN_SPACE = "join_space", _("gave a role in the partnership")
    LEAVE_SPACE = "leave_space", _("took a role in the partnership away")
    MAKE_CIRCLE = "make_circle", _("named the people of a circle")
    CHANGE_CIRCLE = "change_circle", _("changed the named people")
    DISSOLVE_CIRCLE = "dissolve_circle", _("dissolved the circle")
    INVITE = "invite", _("invited")
    WITHDRAW_INVITATION = "withdraw_invitation", _("withdrew the invitation")
    ACCEPT_INVITATION = "accept_invitation", _("accepted the invitation")
    OPEN_ACCOUNT = "open_account", _("opened an account")
    CHANGE_ACCOUNT = "change_account", _("changed the account")
    MAKE_TOKEN = "make_token", _("made an API key")
    REVOKE_TOKEN = "revoke_token", _("revoked an API key")


class Changed(models.TextChoices):
    """What changed on a record besides its own labelled fields, as the trail names it."""

    MEMBERS = "members", _("people")
