"""What agreements ask for tells from which day it was reckoned; what does not yet holds for no day."""

from datetime import date

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_what_agreements_ask")]

    operations = [
        migrations.AddField(
            model_name="watch",
            name="reckoned_on",
            field=models.DateField(default=date.max),
            preserve_default=False,
        ),
    ]
