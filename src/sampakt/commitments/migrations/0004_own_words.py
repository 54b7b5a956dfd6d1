"""Types and tags become words as people write them; three types that rules asked for become sorts."""

from typing import Any

from django.db import migrations, models

import sampakt.kernel.words

KINDS = [
    ("report", "Report"),
    ("plan", "Plan"),
    ("priorities", "Priority areas"),
    ("evaluation", "Evaluation"),
    ("deliverable", "Deliverable"),
    ("guideline", "Guideline"),
    ("review", "Review"),
    ("update", "Status update"),
    ("activity", "Activity"),
    ("event", "Event"),
    ("dissemination", "Dissemination"),
    ("dialogue", "Dialogue"),
    ("advocacy", "Submission to authorities"),
    ("network", "Network"),
    ("partner_choice", "Choice of partner"),
    ("decision", "Decision"),
    ("continuation", "Decision on what follows"),
    ("notice", "Notice of termination"),
    ("revision", "Revision of the agreement"),
    ("other", "Other"),
]
SORTS = (("decision", "continuation"), ("decision", "notice"), ("review", "revision"))


def types_to_sorts(apps: Any, editor: Any) -> None:
    """What was a type of a decision or review is a sort of its own."""
    deeds = apps.get_model("commitments", "Deed").objects
    for sort, own in SORTS:
        deeds.filter(sort=sort, type=own).update(sort=own, type="")


def sorts_to_types(apps: Any, editor: Any) -> None:
    """Back again."""
    deeds = apps.get_model("commitments", "Deed").objects
    for sort, own in SORTS:
        deeds.filter(sort=own).update(sort=sort, type=own)


class Migration(migrations.Migration):
    dependencies = (("commitments", "0003_choice_of_partner"),)
    operations = (
        migrations.AlterField("deed", "type", sampakt.kernel.words.OwnWordField(blank=True, verbose_name="type")),
        migrations.AlterField("deed", "tags", sampakt.kernel.words.OwnWordsField(verbose_name="tags")),
        migrations.AlterField("deed", "sort", models.CharField("sort", choices=KINDS, max_length=20)),
        migrations.RunPython(types_to_sorts, sorts_to_types),
    )
