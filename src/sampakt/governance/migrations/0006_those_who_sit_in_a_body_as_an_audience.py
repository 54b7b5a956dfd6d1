"""Every body has an audience of its own: those who sit in it."""

import django.db.models.deletion
from django.db import migrations, models


def give_each_its_own(apps, schema_editor):
    """The bodies that are here already get theirs, called as the body is."""
    Body = apps.get_model('governance', 'Body')
    Circle = apps.get_model('organisations', 'Circle')
    for body in Body.objects.filter(seated=None).select_related('space__partnership'):
        name = getattr(body.name, body.space.partnership.language) or str(body.name)
        body.seated = Circle.objects.create(space=body.space, name=name[:100], is_of_seats=True)
        body.save(update_fields=['seated'])


def take_them_back(apps, schema_editor):
    """The audiences of bodies go with the column; what they alone could see keeps nobody but the operator."""


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0005_who_recorded_a_decision'),
        ('organisations', '0003_circles_of_seats'),
    ]

    operations = [
        migrations.AddField(
            model_name='body',
            name='seated',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisations.circle'),
        ),
        migrations.RunPython(give_each_its_own, take_them_back),
        migrations.AlterField(
            model_name='body',
            name='seated',
            field=models.OneToOneField(editable=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisations.circle'),
        ),
    ]
