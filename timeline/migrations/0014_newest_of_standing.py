from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0013_sign_in_event_kinds'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='milestone',
            index=models.Index(fields=['standing', '-sort_day', '-announced_on', 'id'], name='newest_first_of_standing'),
        ),
    ]
