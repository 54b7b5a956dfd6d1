"""Stored answers tell whose they are and how far they reach; those that do not yet are asked of their promise."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0004_own_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='storedassessment',
            name='agreement_id',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='storedassessment',
            name='reach',
            field=models.CharField(blank=True, default='', max_length=10),
        ),
        migrations.AlterField(
            model_name='storedassessment',
            name='space_id',
            field=models.BigIntegerField(),
        ),
        migrations.AddIndex(
            model_name='storedassessment',
            index=models.Index(fields=['space_id', 'reach', 'status', 'has_evidence', 'agreement_id', 'commitment'], name='how_many_stand_how'),
        ),
    ]
