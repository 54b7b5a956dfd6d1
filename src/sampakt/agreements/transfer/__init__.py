"""What partnership files tell of the partnership, its themes and its agreements."""

from sampakt.agreements.transfer.dumping import dump_agreements, dump_partnership, dump_themes
from sampakt.agreements.transfer.loading import load_agreements, load_partnership, load_themes
from sampakt.agreements.transfer.patterns import patterned_agreements, patterned_partnership, patterned_themes
from sampakt.agreements.transfer.sections import AgreementFile, PartnershipFile, ThemeFile
from sampakt.kernel.files import Part

PARTS = (
    Part(
        "partnership",
        10,
        PartnershipFile,
        "The partnership itself.",
        load_partnership,
        dump_partnership,
        pattern=patterned_partnership,
        is_required=True,
    ),
    Part(
        "themes",
        30,
        list[ThemeFile],
        "The areas that the partnership works in.",
        load_themes,
        dump_themes,
        pattern=patterned_themes,
    ),
    Part(
        "agreements",
        50,
        list[AgreementFile],
        "The family of agreements, with parties, decision chains, fees and content.",
        load_agreements,
        dump_agreements,
        pattern=patterned_agreements,
    ),
)
