"""One index holds all that is counted and sought among stored answers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0005_answers_tell_how_far_they_reach"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="storedassessment",
            name="statuses_of_a_space",
        ),
        migrations.RemoveIndex(
            model_name="storedassessment",
            name="what_is_due",
        ),
        migrations.RemoveIndex(
            model_name="storedassessment",
            name="how_many_stand_how",
        ),
        migrations.AddIndex(
            model_name="storedassessment",
            index=models.Index(
                fields=["space_id", "status", "due_on", "reach", "has_evidence", "agreement_id", "commitment"],
                name="how_a_space_stands",
            ),
        ),
    ]
