"""The edition, and indexes that find the newest moment of publishing that has come."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.utils import timezone


def make_the_row(apps: Any, schema_editor: Any) -> None:
    apps.get_model("timeline", "Edition").objects.create(id=1, number=0, moved_at=timezone.now())


def nothing(apps: Any, schema_editor: Any) -> None:
    """The table goes, and the row with it."""


class Migration(migrations.Migration):
    dependencies = [("timeline", "0005_previews")]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveBigIntegerField(default=0, editable=False, verbose_name="number")),
                ("moved_at", models.DateTimeField(editable=False, verbose_name="last change")),
            ],
            options={"default_permissions": (), "verbose_name": "edition", "verbose_name_plural": "editions"},
        ),
        migrations.RunPython(make_the_row, nothing),
        migrations.AddIndex(
            model_name="project", index=models.Index(fields=["publish_at"], name="project_publish_at")
        ),
        migrations.AddIndex(
            model_name="partner", index=models.Index(fields=["publish_at"], name="partner_publish_at")
        ),
        migrations.AddIndex(
            model_name="release", index=models.Index(fields=["publish_at"], name="release_publish_at")
        ),
        migrations.AddIndex(
            model_name="milestone", index=models.Index(fields=["publish_at"], name="milestone_publish_at")
        ),
    ]
