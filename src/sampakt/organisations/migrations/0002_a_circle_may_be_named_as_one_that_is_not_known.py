"""A circle may be named as one that its makers do not know of: a name taken would tell of it."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='circle',
            name='circle_has_its_own_name',
        ),
    ]
