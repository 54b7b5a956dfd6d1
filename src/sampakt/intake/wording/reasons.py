"""Why a value was read where it was, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

REASONS: Mapping[str, Any] = {
    "added": _("Added by hand"),
    "agreement_with": _("Named as whom the agreement is with"),
    "aim": _("The words speak of an aim"),
    "alone_on_line": _("Stands alone on its line, as under a signature"),
    "beside": _("Named beside another party"),
    "beside_instance": _("Stands beside the name of the instance"),
    "between": _("Stands after “between”"),
    "called_parties": _("The text calls it a party"),
    "dated": _("The day that the agreement bears"),
    "decided_by": _("Stands beside the word for deciding"),
    "described": _("The text says what it embraces"),
    "duty_word": _("The sentence has a word of duty, such as “shall”"),
    "heading": _("Looks like the heading"),
    "in_agreement": _("Named in the text of the agreement"),
    "invitation": _("The text invites to that day"),
    "item": _("Stands in the heading of the item"),
    "kind_words": _("The words are usual for such a promise"),
    "label": _("Stands after “Reg. no.” or the like"),
    "length": _("The text says how long, not from when"),
    "letterhead": _("Stands in the letterhead"),
    "list_of_duties": _("Stands in a list of duties"),
    "listed": _("Stands in a list"),
    "look": _("Looks like a registration number"),
    "named": _("Named in the text"),
    "named_body": _("Has the name of a joint body"),
    "named_instance": _("Has the name of a deciding instance"),
    "no_sign_of_another": _("Nothing speaks for another kind"),
    "one_end": _("The text names one end of the period"),
    "pair": _("The two are named as a pair"),
    "paragraph": _("Stands beside an instance and the number of its paragraph"),
    "pays": _("Named as who pays"),
    "present_duty": _("Says in the present tense what is done"),
    "presupposed": _("The text presupposes it"),
    "prioritised": _("The text calls it prioritised"),
    "range": _("Stands as from a day to a day"),
    "reckoned_from_publication": _("Reckoned from the day of publication"),
    "registered": _("Has an organisation number beside it"),
    "share": _("Says how the costs are shared"),
    "signature": _("Stands at a signature"),
    "signs": _("Several words of the text point to it"),
    "since": _("Stands after “since”"),
    "small_words": _("The small words are of this language"),
    "spoiled_name": _("The name is spoilt, but like this one"),
    "start_and_length": _("Reckoned from the first day and the length"),
    "sum": _("A figure with a currency"),
    "takes_part": _("The text says that it takes part"),
    "title": _("Stands in the title"),
    "together": _("Named together with another party"),
    "under_heading": _("Stands under the heading “Parties”"),
    "until": _("Stands after “until”"),
    "wants": _("The words say what somebody wants"),
    "wish": _("The words speak of a wish"),
    "within": _("Named as what the cooperation is within"),
    "words": _("The words around it say so"),
}


def reason(code: str) -> str:
    """What gave a value away; nothing for a code that has no words."""
    return str(REASONS.get(code, ""))
