"""What search asks of promises stands in one index with the first of the folded words they have, as of decisions."""

from django.db import migrations, models
from django.db.models.functions import Left, Length


def collect(apps, schema_editor):
    promises = apps.get_model("commitments", "Commitment").objects
    promises.update(head=Left("sought", 600))
    promises.alias(long=Length("sought")).filter(long__gt=600).update(is_longer=True)


class Migration(migrations.Migration):
    dependencies = [("commitments", "0009_what_an_answer_was_found_with")]

    operations = [
        migrations.AddField(
            model_name="commitment",
            name="head",
            field=models.CharField(blank=True, editable=False, max_length=600),
        ),
        migrations.AddField(
            model_name="commitment",
            name="is_longer",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(collect, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(
                fields=["space", "head", "agreement", "audience", "organisation", "circle"], name="commitments_sought"
            ),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(
                condition=models.Q(("is_longer", True)), fields=["id"], name="commitments_with_more_words"
            ),
        ),
    ]
