"""A holder who gave themselves the seat, until somebody else has seen that; what was recorded before counts as given."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0010_decisions_wait_for_approval"),
    ]

    operations = [
        migrations.AddField(
            model_name="holding",
            name="taken_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="given to oneself"),
        ),
        migrations.AddField(
            model_name="seat",
            name="taken_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="given to oneself"),
        ),
    ]
