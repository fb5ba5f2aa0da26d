import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    adds_derived_columns = True  # the places are the code's to work out

    dependencies = [
        ('timeline', '0016_seen_marks_and_review_requests'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PromisePlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.IntegerField(editable=False)),
            ],
            options={
                'verbose_name': 'place of a promise',
                'verbose_name_plural': 'places of promises',
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(fields=['made_at'], name='corrections_by_moment'),
        ),
        migrations.AddIndex(
            model_name='milestone',
            index=models.Index(condition=models.Q(('status', 'withdrawn')), fields=['updated_at'], name='milestone_withdrawn'),
        ),
        migrations.AddIndex(
            model_name='milestone',
            index=models.Index(condition=models.Q(('public_from__gt', models.F('publish_at'))), fields=['public_from'], name='milestones_held_back'),
        ),
        migrations.AddIndex(
            model_name='partner',
            index=models.Index(condition=models.Q(('status', 'withdrawn')), fields=['updated_at'], name='partner_withdrawn'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('status', 'withdrawn')), fields=['updated_at'], name='person_withdrawn'),
        ),
        migrations.AddIndex(
            model_name='project',
            index=models.Index(condition=models.Q(('status', 'withdrawn')), fields=['updated_at'], name='project_withdrawn'),
        ),
        migrations.AddIndex(
            model_name='release',
            index=models.Index(condition=models.Q(('status', 'withdrawn')), fields=['updated_at'], name='release_withdrawn'),
        ),
        migrations.AddField(
            model_name='promiseplace',
            name='milestone',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='promise_places', to='timeline.milestone', verbose_name='milestone'),
        ),
        migrations.AddField(
            model_name='promiseplace',
            name='project',
            field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='promise_places', to='timeline.project', verbose_name='project'),
        ),
        migrations.AddIndex(
            model_name='promiseplace',
            index=models.Index(fields=['project', 'position', 'milestone'], name='ledger_of_project'),
        ),
    ]
