"""What a decision between meetings is to bring about is kept with it until somebody approves it.

Those recorded before have brought theirs about already: nothing waits for them.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0009_minutes_from_a_file")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="intends",
            field=models.JSONField(
                blank=True, editable=False, null=True, verbose_name="to be brought about once approved"
            ),
        ),
    ]
