"""Forms about what an agreement says, what sources claim, what it was weighed against, and what it is tied to."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.forms.fields import choose
from sampakt.agreements.models import Agreement, Claim, ContentItem, GoalLink, ImpactAssessment
from sampakt.agreements.terms import TopicState
from sampakt.kernel.forms import MultilingualWidget, offer
from sampakt.organisations.models import Organisation
from sampakt.papers.models import Document
from sampakt.ui.forms import RecordForm


def _parties_of(agreement: Agreement) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=agreement.parties.values("organisation")).order_by("name")


class TopicForm(RecordForm):
    """Whether the text says anything on a topic, where, and what; or that somebody was asked."""

    class Meta:
        model = ContentItem
        fields = ("state", "words", "place", "asked_of", "asked_on")
        widgets = {"state": forms.RadioSelect, "words": MultilingualWidget(lines=3)}

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "asked_of", _parties_of(agreement), _("Nobody in particular"))
        offer(self.fields["state"], TopicState.choices)
        self.fields["place"].help_text = _("A paragraph or a page.")
        self.fields["asked_on"].help_text = _("Left empty, today.")


class ClaimForm(RecordForm):
    """What a source says about one fact."""

    class Meta:
        model = Claim
        fields = ("field", "organisation", "value", "source", "source_dated_on", "document", "note")

    def __init__(self, *args: Any, agreement: Agreement, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "organisation", _parties_of(agreement), _("The whole agreement"))
        choose(self, "document", documents, _("No document"))
        self.fields["value"].help_text = _("Write dates as 2026-11-21.")


class ImpactForm(RecordForm):
    """What the agreement was found to mean."""

    class Meta:
        model = ImpactAssessment
        fields = ("subject", "conclusion", "has_consequences", "organisation", "assessed_on", "document")
        widgets = {"conclusion": MultilingualWidget(lines=3)}

    def __init__(self, *args: Any, agreement: Agreement, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "organisation", _parties_of(agreement), _("Not said"))
        choose(self, "document", documents, _("No document"))
        self.fields["document"].label = _("Document")
        self.fields["has_consequences"].widget.choices = [
            ("unknown", _("Not stated")),
            ("true", _("Yes")),
            ("false", _("No")),
        ]


class GoalForm(RecordForm):
    """One of a party's own goals or plans that the agreement is tied to."""

    class Meta:
        model = GoalLink
        fields = ("organisation", "kind", "name", "reference", "url", "linked_on")

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "organisation", _parties_of(agreement))
