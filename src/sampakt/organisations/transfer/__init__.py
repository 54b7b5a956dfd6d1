"""What partnership files tell of organisations: those that no register has, units, and offices with when held."""

from sampakt.kernel.files import Part
from sampakt.organisations.transfer.dumping import dump_organisations
from sampakt.organisations.transfer.loading import load_organisations, organisation, prepare_organisations
from sampakt.organisations.transfer.sections import KnownOrganisations, OrganisationFile

__all__ = ["PARTS", "KnownOrganisations", "organisation"]

PARTS = (
    Part(
        "organisations",
        20,
        list[OrganisationFile],
        "Organisations that the file completes, with their units and offices, or adds when no register has them.",
        load_organisations,
        dump_organisations,
        prepare_organisations,
    ),
)
