import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


ROLES = ("contributor", "translator", "publisher", "auditor")


def make_groups(apps, schema_editor):
    # Their permissions are made after all migrations, so timeline/roles.py gives them then.
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    for role in ROLES:
        groups.get_or_create(name=role)


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0003_behind'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='company',
            options={'default_permissions': ('add', 'change', 'delete', 'view', 'publish', 'translate'), 'verbose_name': 'company', 'verbose_name_plural': 'company'},
        ),
        migrations.AlterModelOptions(
            name='listing',
            options={'default_permissions': ('add', 'change', 'delete', 'view', 'publish', 'translate'), 'ordering': ['id'], 'verbose_name': 'listing', 'verbose_name_plural': 'listings'},
        ),
        migrations.AlterModelOptions(
            name='milestone',
            options={'default_permissions': ('add', 'change', 'delete', 'view', 'publish', 'translate'), 'verbose_name': 'milestone', 'verbose_name_plural': 'milestones'},
        ),
        migrations.AlterModelOptions(
            name='partner',
            options={'default_permissions': ('add', 'change', 'delete', 'view', 'publish', 'translate'), 'ordering': ['name_en'], 'verbose_name': 'partner', 'verbose_name_plural': 'partners'},
        ),
        migrations.AlterModelOptions(
            name='project',
            options={'default_permissions': ('add', 'change', 'delete', 'view', 'publish', 'translate'), 'ordering': ['name_en'], 'verbose_name': 'project', 'verbose_name_plural': 'projects'},
        ),
        migrations.AlterModelOptions(
            name='release',
            options={'default_permissions': ('add', 'change', 'delete', 'view', 'publish', 'translate'), 'ordering': ['-published_on', 'id'], 'verbose_name': 'release', 'verbose_name_plural': 'releases'},
        ),
        migrations.CreateModel(
            name='SignInEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, verbose_name='when')),
                ('kind', models.CharField(choices=[('signed_in', 'Signed in'), ('failed', 'Wrong name or password'), ('locked', 'Locked for a while'), ('factor_used', 'Second factor used'), ('factor_failed', 'Second factor failed'), ('factor_added', 'Second factor set up'), ('factor_removed', 'Second factor removed'), ('signed_out', 'Signed out'), ('ended', 'Sessions ended'), ('refused', 'Refused')], max_length=14, verbose_name='what')),
                ('name', models.CharField(blank=True, help_text='Empty where no account has the name: a password may have been typed there.', max_length=150, verbose_name='name')),
                ('address', models.GenericIPAddressField(null=True, verbose_name='address')),
                ('detail', models.CharField(blank=True, max_length=200, verbose_name='detail')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'sign-in or refusal',
                'verbose_name_plural': 'sign-ins and refusals',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
