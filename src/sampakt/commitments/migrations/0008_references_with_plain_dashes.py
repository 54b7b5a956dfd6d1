"""References typed with a dash of print are written with the keyboard's, as they are from now on: S0–06 is S0-06."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sampakt.kernel.alphabet import fold, with_plain_dashes


def write_plainly(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Leave one that another promise of the partnership already has."""
    rows = apps.get_model("commitments", "Commitment").objects
    for row in rows.only("space", "reference", "sought").iterator():
        plain = with_plain_dashes(row.reference)
        if plain != row.reference and not rows.filter(space=row.space_id, reference=plain).exists():
            sought = row.sought.replace(fold(row.reference), fold(plain), 1)
            rows.filter(pk=row.pk).update(reference=plain, sought=sought)


class Migration(migrations.Migration):
    dependencies = [("commitments", "0007_indexes_of_what_is_rare")]
    operations = [migrations.RunPython(write_plainly, migrations.RunPython.noop)]
