"""What search finds here: organisations, and people as far as the viewer may know them."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sampakt.kernel.alphabet import by_alphabet
from sampakt.kernel.finding import Find
from sampakt.kernel.models import having_words
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation, Person
from sampakt.organisations.queries import organisations_found


def people_found(viewer: Viewer, words: str) -> QuerySet[Person]:
    """People by name, in alphabetical order."""
    people = Person.objects.visible_to(viewer).filter(having_words(words)).select_related("organisation")
    return people.order_by(by_alphabet("name", viewer.language))


FINDS = [
    Find[Organisation](
        kind="organisation",
        label=_("Organisations"),
        found=lambda viewer, words: organisations_found(viewer, words=words),
        title=lambda organisation: organisation.name,
        href=lambda organisation: organisation.get_absolute_url(),
        subtitle=lambda organisation: " · ".join(
            filter(None, [organisation.get_kind_display(), organisation.written_number])
        ),
    ),
    Find[Person](
        kind="person",
        label=_("People"),
        found=people_found,
        title=lambda person: person.name,
        href=lambda person: f"{person.organisation.get_absolute_url()}#people",
        subtitle=lambda person: person.organisation.name,
    ),
]
