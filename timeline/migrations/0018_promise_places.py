import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    adds_derived_columns = True  # the places are the code's to work out

    dependencies = [
        ('timeline', '0015_newest_of_standing'),
    ]

    operations = [
        migrations.CreateModel(
            name='PromisePlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.IntegerField(editable=False)),
                ('milestone', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='promise_places', to='timeline.milestone', verbose_name='milestone')),
                ('project', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='promise_places', to='timeline.project', verbose_name='project')),
            ],
            options={
                'verbose_name': 'place of a promise',
                'verbose_name_plural': 'places of promises',
                'default_permissions': (),
                'indexes': [models.Index(fields=['project', 'position', 'milestone'], name='ledger_of_project')],
            },
        ),
    ]
