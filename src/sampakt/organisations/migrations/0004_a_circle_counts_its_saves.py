"""Two who change a circle at once are told of each other."""

from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_circles_of_seats")]

    operations = [
        migrations.AddField(
            model_name="circle",
            name="created_at",
            field=models.DateTimeField(auto_now_add=True, default=timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(model_name="circle", name="changed_at", field=models.DateTimeField(auto_now=True, default=timezone.now), preserve_default=False),
        migrations.AddField(
            model_name="circle", name="version", field=models.PositiveIntegerField(default=1, editable=False)
        ),
    ]
