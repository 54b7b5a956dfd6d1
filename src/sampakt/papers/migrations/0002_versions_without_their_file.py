
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('papers', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='version',
            name='file',
            field=models.FileField(blank=True, upload_to='papers/%Y/%m/'),
        ),
        migrations.AlterField(
            model_name='version',
            name='media_type',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AlterField(
            model_name='version',
            name='name',
            field=models.CharField(blank=True, max_length=200, verbose_name='file name'),
        ),
        migrations.AlterField(
            model_name='version',
            name='sha256',
            field=models.CharField(blank=True, max_length=64, verbose_name='checksum (SHA-256)'),
        ),
        migrations.AlterField(
            model_name='version',
            name='size',
            field=models.PositiveBigIntegerField(default=0, verbose_name='size'),
        ),
    ]
