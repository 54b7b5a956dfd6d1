"""What search asks of decisions stands in one index, beginning with the folded words they have."""

from django.db import migrations, models
from django.db.models.functions import Left, Length


def collect(apps, schema_editor):
    decisions = apps.get_model("governance", "Decision").objects
    decisions.update(head=Left("sought", 600))
    decisions.alias(long=Length("sought")).filter(long__gt=600).update(is_longer=True)


class Migration(migrations.Migration):
    dependencies = [("governance", "0007_signed_minutes")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="head",
            field=models.CharField(blank=True, editable=False, max_length=600),
        ),
        migrations.AddField(
            model_name="decision",
            name="is_longer",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(collect, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                fields=["body", "is_restricted", "approved_on", "year", "number", "is_longer", "head"],
                name="decisions_sought",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("is_longer", True)), fields=["id"], name="decisions_with_more_words"
            ),
        ),
    ]
