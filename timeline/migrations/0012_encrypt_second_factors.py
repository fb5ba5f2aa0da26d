from allauth.mfa.utils import decrypt, encrypt  # by the adapter that the settings name
from django.db import migrations

# What allauth keeps of an authenticator app and of recovery codes.
SECRETS = ('secret', 'seed')


def change(apps, transform):
    for authenticator in apps.get_model('mfa', 'Authenticator').objects.all():
        data = authenticator.data
        for name in SECRETS:
            if isinstance(data.get(name), str):
                data[name] = transform(data[name])
        authenticator.save(update_fields=['data'])


class Migration(migrations.Migration):
    """Encrypt the secrets of second factors that were kept as they are."""

    dependencies = [
        ('timeline', '0011_milestone_counts'),
        ('mfa', '0003_authenticator_type_uniq'),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, editor: change(apps, encrypt),
            lambda apps, editor: change(apps, decrypt),
        ),
    ]
