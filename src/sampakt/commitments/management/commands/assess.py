"""``sampakt assess``: how every promise stands, as a table or as JSON."""

import json
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from sampakt.agreements.queries import partnership_called
from sampakt.commitments.models import Commitment
from sampakt.commitments.queries.evidence import evidence_lines
from sampakt.commitments.queries.stored import Answer, answers_on
from sampakt.commitments.terms import Status
from sampakt.commitments.wording import explained, explained_everywhere, missing_names
from sampakt.kernel import clock
from sampakt.kernel.commands import DataCommand


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        words = _("--as-of %(text)s is no date: write year-month-day, such as 2024-12-31")
        raise CommandError(words % {"text": text}) from None


class Command(DataCommand):
    """Assess the promises of one partnership, or of all, on a day."""

    help = "Tell how every promise stands, today or as of a past day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--partnership", metavar="CODE", help="only this partnership")
        parser.add_argument("--as-of", metavar="DATE", help="how it stood when that day was over (year-month-day)")
        parser.add_argument("--format", choices=("table", "json"), default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        today = clock.today()
        day = _day(options["as_of"]) if options["as_of"] else today
        wanted = Commitment.objects.all()
        if options["partnership"]:
            wanted = wanted.filter(space_id=partnership_called(options["partnership"]).pk)
        answers = answers_on(wanted, day, today)
        commitments = list(
            wanted.select_related("space__partnership").order_by("space__partnership__code", "position", "reference")
        )
        if options["format"] == "json":
            self.stdout.write(json.dumps(_as_data(commitments, answers), ensure_ascii=False, indent=2))
            return
        for commitment in commitments:
            answer = answers.get(commitment.pk)
            if answer is not None:
                status = str(Status(answer.status).label)
                due = answer.due_on.isoformat() if answer.due_on else "–"
                self.stdout.write(
                    f"{commitment.reference:<8} {status:<18} {due:<10}  {commitment.title}  {explained(answer.finding)}"
                )


def _as_data(commitments: list[Commitment], answers: dict[int, Answer]) -> list[dict[str, Any]]:
    evidence = evidence_lines(answers.values())
    return [
        {
            "partnership": commitment.space.partnership.code,
            "reference": commitment.reference,
            "code": commitment.code,
            "title": commitment.title.as_data(),
            "kind": commitment.kind,
            "strength": commitment.strength,
            "check": commitment.check_by,
            "status": answer.status,
            "due_on": answer.due_on.isoformat() if answer.due_on else None,
            "since_on": answer.since_on.isoformat() if answer.since_on else None,
            "explanation": explained_everywhere(answer.finding),
            "evidence": [line.as_data() for line in evidence[commitment.pk]],
            "missing": [
                {"name": name, "since": since.isoformat() if since else None}
                for name, since in missing_names(answer.finding)
            ],
            "periods": [
                {"from": start, "to": end, "status": status, "done": done, "wanted": wanted}
                for start, end, status, done, wanted in answer.finding.get("stretches", ())
            ],
            "late_days": answer.finding.get("late_days", 0),
            "stands_until": answer.stands_until.isoformat() if answer.stands_until else None,
        }
        for commitment in commitments
        if (answer := answers.get(commitment.pk)) is not None
    ]
