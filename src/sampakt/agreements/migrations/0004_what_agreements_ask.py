"""The days to watch for are kept beside each agreement; one without its row is reckoned when asked."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0003_partnerships_by_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('agreement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='watch', serialize=False, to='agreements.agreement')),
                ('late_on', models.DateField(null=True)),
                ('next_on', models.DateField(null=True)),
                ('stands_until', models.DateField(db_index=True, null=True)),
            ],
        ),
    ]
