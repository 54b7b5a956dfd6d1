"""Disputes among confirmations, most of which agree, and records open to all among those that are not."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commitments", "0006_one_index_of_how_all_stand")]

    operations = [
        migrations.AddIndex(
            model_name="confirmation",
            index=models.Index(condition=models.Q(("agrees", False)), fields=["commitment"], name="what_is_disputed"),
        ),
        migrations.AddIndex(
            model_name="deed",
            index=models.Index(condition=models.Q(("audience", "public")), fields=["space"], name="deeds_open_to_all"),
        ),
    ]
