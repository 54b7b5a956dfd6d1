"""What the components' own page shows: made-up rows of the sort that real pages have."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from sampakt.kernel import clock
from sampakt.kernel.errors import Objection
from sampakt.kernel.forms import MultilingualFormField
from sampakt.kernel.money import Money
from sampakt.kernel.text import Text
from sampakt.ui.forms import DayField
from sampakt.ui.looks import LOOKS


class ShowroomForm(forms.Form):
    """A field of every sort."""

    name = MultilingualFormField(label=_("Name"), help_text=_("At least one language; the others can come later."))
    purpose = forms.CharField(label=_("Purpose"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    starts_on = DayField(label=_("First day"))
    sort = forms.ChoiceField(
        label=_("Sort"), choices=[("", "–"), ("framework", _("Framework agreement")), ("letter", _("Letter of intent"))]
    )
    audience = forms.ChoiceField(
        label=_("Who may see it"),
        widget=forms.RadioSelect,
        choices=[("public", _("Everyone")), ("partners", _("All parties"))],
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("health", _("Health")), ("education", _("Education")), ("climate", _("Climate"))],
    )
    paper = forms.FileField(label=_("Document"), required=False, help_text=_("PDF or Word."))
    confirmed = forms.BooleanField(label=_("The parties have read the text"), help_text=_("It goes out when you save."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def showroom(*, bound: bool = False) -> dict[str, Any]:
    """The rows of the page; ``bound`` shows the form with everything wrong."""
    today = clock.today()
    return {
        "today": today,
        "statuses": list(LOOKS),
        "counts": {"kept": 14, "track": 3, "soon": 2, "bad": 1, "none": 2, "quiet": 1},
        "no_counts": {},
        "periods": [(str(today.year - 4 + place), state) for place, state in enumerate(_STATES)],
        "said_here": Text(sv="Strategiskt partnerskap", nb="Strategisk partnerskap", en="Strategic partnership"),
        "said_elsewhere": Text(nb="Universitetskommune"),
        "sum": Money.of(1_250_000, "SEK"),
        "small_sum": Money.of("69000.50", "NOK"),
        "soon": today + timedelta(days=6),
        "late": today - timedelta(days=6),
        "later": today + timedelta(days=24),
        "objections": [
            Objection("ends_before_start", str(_("The last day comes before the first."))),
            Objection("not_signed", str(_("%(count)s of the parties have not signed.")), facts={"count": 2}),
        ],
        "tabs": [
            {"label": _("Overview"), "href": "/ui/"},
            {"label": _("Commitments"), "href": "#commitments", "count": 22},
            {"label": _("Documents"), "href": "#documents"},
        ],
        "filters": [
            ("", _("All"), 22),
            ("kept", _("Kept"), 14),
            ("soon", _("Due soon"), 2),
            ("none", _("No evidence"), 2),
        ],
        "rows": _rows(today),
        "steps": _steps(today),
        "tree": _tree(),
        "page": Paginator(range(240), 20).page(5),
        "form": ShowroomForm({}) if bound else ShowroomForm(),
    }


_STATES = ("kept", "kept_late", "overdue", "no_evidence", "due_soon")


def _rows(today: date) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            reference="A-04",
            words=_("The steering group meets once a year"),
            why=_("Meeting held, minutes approved"),
            who=_("Both parties"),
            status="kept",
            due=today + timedelta(days=40),
        ),
        SimpleNamespace(
            reference="A-11",
            words=_("The working group meets twice a year"),
            why=_("1 of 2 meetings held"),
            who=_("Both parties"),
            status="due_soon",
            due=today + timedelta(days=24),
        ),
        SimpleNamespace(
            reference="A-08",
            words=_("Decisions rest on the working group's papers"),
            why=_("No paper dated before the decision"),
            who=_("Both parties"),
            status="no_evidence",
            due=None,
        ),
        SimpleNamespace(
            reference="A-13",
            words=_("Each theme has somebody responsible"),
            why=_("One seat is empty"),
            who=_("The municipality"),
            status="broken",
            due=today,
        ),
    ]


def _steps(today: date) -> list[dict[str, Any]]:
    return [
        {"day": today - timedelta(days=700), "title": _("Signed"), "words": _("By both parties")},
        {"day": today - timedelta(days=200), "title": _("Mid-term evaluation"), "status": "kept_late"},
        {
            "day": today + timedelta(days=24),
            "title": _("Annual meeting"),
            "words": _("Priorities and plan"),
            "href": "#timeline",
        },
        {"day": today + timedelta(days=404), "title": _("The term ends")},
    ]


def _tree() -> list[dict[str, Any]]:
    return [
        {
            "label": _("Main agreement"),
            "href": "#tree",
            "children": [
                {"label": _("Supplementary agreement"), "note": _("changes the fee"), "current": True},
                {"label": _("Sub-agreement"), "children": [{"label": _("Call-off"), "status": "on_track"}]},
            ],
        }
    ]
