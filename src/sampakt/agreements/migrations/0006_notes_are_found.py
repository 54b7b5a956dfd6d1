"""Notes are found by their words, also those that were written before."""

from django.db import migrations, models

from sampakt.kernel.alphabet import fold


def collect_words(apps, schema_editor):
    notes = apps.get_model("agreements", "Note").objects.all()
    for note in notes.only("words").iterator():
        notes.filter(pk=note.pk).update(sought=fold(note.words))


class Migration(migrations.Migration):
    dependencies = [("agreements", "0005_days_reckoned_when")]

    operations = [
        migrations.AddField(
            model_name="note",
            name="sought",
            field=models.TextField(blank=True, default="", editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(collect_words, migrations.RunPython.noop),
    ]
