"""Minutes that a partnership file told of say so: they were signed elsewhere."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0008_decisions_are_sought_in_an_index")]

    operations = [
        migrations.AddField(
            model_name="signedminutes",
            name="loaded_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
