"""Material of a restricted item is seen by those who sit in the body, and by nobody else through any door."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sampakt.governance.actions import add_item, change_holding, remove_body
from sampakt.governance.actions.bodies import change_body, form_body
from sampakt.governance.models import Body, Holding, Item, Meeting, Seat
from sampakt.governance.terms import BodySort
from sampakt.kernel import clock
from sampakt.kernel.errors import Refused
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.access import may_change_circle
from sampakt.organisations.models import Circle
from sampakt.organisations.queries import circles_called
from sampakt.papers.actions import add_document
from sampakt.papers.models import Document, Version
from sampakt.trail.models import TrailLine

pytestmark = pytest.mark.django_db
SECRET = "Zebrafinken"


@pytest.fixture
def item(meeting: Meeting) -> Item:
    """Restricted to those who sit in the body."""
    return add_item(meeting, title=Text(en="The offers"), is_restricted=True, by=SYSTEM)


@pytest.fixture
def paper(browser: Any, item: Item) -> Document:
    """A file that the chair put under the item, as the page proposes."""
    page = browser("contact").get(f"/items/{item.pk}/material/")
    (reach,) = [name for name, _ in page.context["form"].fields["reach"].choices]
    assert reach == page.context["form"]["reach"].value() == f"named:{item.meeting.body.seated_id}"
    assert "those who sit in Styrgruppen" in page.content.decode()
    file = SimpleUploadedFile(f"{SECRET}.txt", f"{SECRET} ryms inte.".encode())
    answer = browser("contact").post(f"/items/{item.pk}/material/", {"file": file, "reach": reach})
    assert answer.status_code == 302, answer.content.decode()
    return Document.objects.get()


def doors(client: Client, paper: Document) -> list[bool]:
    """Whether the paper is told of by its page, its file, the list of documents, search and the partnership's trail."""
    place = paper.get_absolute_url()
    lists = {"/documents/": place, f"/search/?q={SECRET}": place, "/search/?q=ryms": place, "/trail/": SECRET}
    file = client.get(f"{place}versions/1/file/")
    if file.streaming:
        assert SECRET.encode() in b"".join(file.streaming_content)
    told = [words in client.get(one).content.decode() for one, words in lists.items()]
    return [client.get(place).status_code == 200, file.status_code == 200, *told]


@pytest.mark.parametrize("name", ["contact", "partner's contact", "reader"])
def test_those_who_sit_there_see_it(name: str, browser: Any, paper: Document) -> None:
    assert all(doors(browser(name), paper)), doors(browser(name), paper)
    item = Item.objects.get()
    assert paper.get_absolute_url() in browser(name).get(item.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", ["coordinator", "lead", "partner", "stranger", "passer-by"])
def test_those_who_do_not_see_nothing_of_it(name: str, browser: Any, cast: Any, paper: Document) -> None:
    assert not any(doors(browser(name), paper)), doors(browser(name), paper)
    viewer = cast(name)
    assert not Version.objects.visible_to(viewer).exists()
    assert SECRET not in str([line.said() for line in TrailLine.objects.visible_to(viewer)])
    file = browser(name).get(f"{paper.space.partnership.get_absolute_url()}file.yaml")
    assert SECRET not in file.content.decode()


def test_no_partnership_file_holds_it(browser: Any, paper: Document) -> None:
    file = browser("contact").get(f"{paper.space.partnership.get_absolute_url()}file.yaml")
    assert SECRET not in file.content.decode()


def test_it_closes_with_the_seat(browser: Any, paper: Document, board: dict[str, Seat]) -> None:
    yesterday = clock.today() - timedelta(days=1)
    change_holding(Holding.objects.get(seat=board["member"]), ends_on=yesterday, by=SYSTEM)
    assert not any(doors(browser("partner's contact"), paper))
    assert all(doors(browser("contact"), paper))


def test_a_document_for_many_is_not_offered(browser: Any, item: Item, cast: Any) -> None:
    space = item.meeting.body.space
    wide = add_document(space, title=Text(en="For all"), by=SYSTEM)
    near = add_document(
        space, title=Text(en="For them"), audience=Audience.NAMED, circle=item.meeting.body.seated, by=cast("contact")
    )
    offered = browser("contact").get(f"/items/{item.pk}/material/").context["form"].fields["document"].queryset
    assert near in offered
    assert wide not in offered


def test_nobody_names_its_people_but_the_seats(browser: Any, cast: Any, paper: Document, body: Body) -> None:
    assert not any(may_change_circle(cast(name), body.seated) for name in ("contact", "operator"))
    people = browser("contact").get(f"{paper.space.partnership.get_absolute_url()}people/").content.decode()
    assert f"circles/{body.seated_id}/" not in people


def test_it_is_called_as_the_body_and_goes_with_it(agreement: Any, body: Body, cast: Any) -> None:
    change_body(body, name=Text(sv="Ledningsgruppen", en="The management"), by=SYSTEM)
    assert str(Circle.objects.get(pk=body.seated_id)) == "those who sit in Ledningsgruppen"
    paper = add_document(body.space, title=Text(en="Left"), audience="named", circle=body.seated, by=SYSTEM)
    with pytest.raises(Refused):
        remove_body(body, by=SYSTEM)
    paper.delete()
    remove_body(Body.objects.get(), by=SYSTEM)
    assert not Circle.objects.exists()


def test_a_long_name_is_cut_in_it(agreement: Any) -> None:
    body = form_body(agreement.space.partnership, sort=BodySort.COUNCIL, name=Text(sv="Råd " * 40), by=SYSTEM)
    assert len(body.seated.name) <= 100


def test_by_the_api_it_is_named_as_the_body_is(cast: Any, item: Item, board: dict[str, Seat]) -> None:
    space = item.meeting.body.space_id
    assert circles_called("Styrgruppen", space, cast("contact")).get() == item.meeting.body.seated
    assert not circles_called("Styrgruppen", space, cast("coordinator")).exists()
