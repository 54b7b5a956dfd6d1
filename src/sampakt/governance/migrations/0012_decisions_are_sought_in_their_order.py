"""The first decisions with words that many have are read in an index of all in their order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0011_seats_that_people_give_themselves")]

    operations = [
        migrations.RemoveIndex(model_name="decision", name="decisions_sought"),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                fields=["body", "head", "is_restricted", "approved_on", "year", "number"], name="decisions_sought"
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                fields=["-decided_on", "-number", "-id", "body", "head", "is_restricted", "approved_on", "year"],
                name="decisions_sought_in_order",
            ),
        ),
    ]
