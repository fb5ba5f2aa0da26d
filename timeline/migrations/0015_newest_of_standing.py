from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0014_text_fingerprints'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='milestone',
            index=models.Index(fields=['standing', '-sort_day', '-announced_on', 'id'], name='newest_first_of_standing'),
        ),
    ]
