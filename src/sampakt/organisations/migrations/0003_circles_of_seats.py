"""A circle may be of those who sit in a body, whoever they are on the day."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_a_circle_may_be_named_as_one_that_is_not_known'),
    ]

    operations = [
        migrations.AddField(
            model_name='circle',
            name='is_of_seats',
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
