"""A space that Huddinge and Södertörn share, its people, and files of every kind."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest

from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import NOBODY, SYSTEM, Viewer
from sampakt.organisations.models import Circle, Membership, Organisation, Space, User
from sampakt.organisations.queries import viewer_for

Cast = Callable[[str], Viewer]


@pytest.fixture
def space(huddinge: Organisation, sodertorn: Organisation) -> Space:
    space = Space.objects.create()
    space.organisations.set([huddinge, sodertorn])
    return space


@pytest.fixture
def cast(space: Space, huddinge: Organisation, sodertorn: Organisation) -> Cast:
    """The viewer by a name, made when first asked for."""
    roles = {
        "coordinator": (huddinge, Role.COORDINATOR),
        "contact": (huddinge, Role.CONTACT),
        "reader": (huddinge, Role.READER),
        "partner": (sodertorn, Role.COORDINATOR),
    }

    def viewer(name: str) -> Viewer:
        if name == "passer-by":
            return NOBODY
        if name == "operator":
            return SYSTEM
        email = f"{name}@example.org"
        user, made = User.objects.filter(email=email).first(), False
        if user is None:
            user, made = User.objects.create_user(email), True
        if made and name in roles:
            organisation, role = roles[name]
            Membership.objects.create(space=space, user=user, organisation=organisation, role=role)
        return viewer_for(user, language="en")

    return viewer


@pytest.fixture
def circle(space: Space, cast: Cast) -> Circle:
    circle = Circle.objects.create(space=space, name="Negotiators")
    circle.members.set([cast("coordinator").user_id])
    return circle


def a_pdf(words: str = "Samverkansavtal") -> bytes:
    """A PDF of one page, written by hand."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(content)
    content += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table


def a_word_file() -> bytes:
    document = docx.Document()
    document.add_heading("Överenskommelse", 1)
    document.add_paragraph("Parterna möts två gånger om året.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Avgift", "69 000 kr"
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def a_zip(**files: str | bytes) -> bytes:
    """A zip of files, whose names have ``__`` for a slash and ``_dot_`` for a dot."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return written.getvalue()


def an_open_text() -> bytes:
    return a_zip(
        mimetype="application/vnd.oasis.opendocument.text",
        content_dot_xml="<office:text><text:p>Första</text:p><text:p>Andra &amp; tredje</text:p></office:text>",
    )
