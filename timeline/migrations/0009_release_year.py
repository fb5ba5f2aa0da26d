from django.db import migrations, models
from django.db.models.functions import ExtractYear


def fill_in_the_years(apps, schema_editor):
    releases = apps.get_model("timeline", "Release").objects.using(schema_editor.connection.alias)
    releases.update(published_year=ExtractYear("published_on"))


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0008_renaming'),
    ]

    operations = [
        migrations.AddField(
            model_name='release',
            name='published_year',
            field=models.SmallIntegerField(editable=False, null=True),
        ),
        migrations.RunPython(fill_in_the_years, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name='release',
            index=models.Index(fields=['published_year', 'public_from'], name='releases_by_year'),
        ),
    ]
