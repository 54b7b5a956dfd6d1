"""A holder who gave themselves an office, until somebody else has seen that; what was recorded before counts as given."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_a_circle_counts_its_saves"),
    ]

    operations = [
        migrations.AddField(
            model_name="appointment",
            name="taken_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="given to oneself"),
        ),
    ]
