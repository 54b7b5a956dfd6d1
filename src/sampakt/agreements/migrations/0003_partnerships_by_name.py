"""Where a partnership's name stands in the alphabets; worked out for those that there are."""

from typing import Any

from django.db import migrations, models

from sampakt.kernel.alphabet import ALPHABETS, sort_code


def find_places(apps: Any, schema_editor: Any) -> None:
    """Work out the places of all names."""
    partnerships = apps.get_model("agreements", "Partnership").objects.using(schema_editor.connection.alias)
    for partnership in partnerships.only("pk", "name").iterator(1000):
        places = {
            f"sorted_{language}": sort_code(partnership.name.said_in(language).words, ALPHABETS[language])
            for language in ("sv", "nb", "en")
        }
        partnerships.filter(pk=partnership.pk).update(**places)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_initial")]

    operations = [
        *(
            migrations.AddField(
                model_name="partnership",
                name=f"sorted_{language}",
                field=models.CharField(blank=True, default="", editable=False, max_length=120),
                preserve_default=False,
            )
            for language in ("sv", "nb", "en")
        ),
        migrations.RunPython(find_places, migrations.RunPython.noop, elidable=True),
    ]
