"""Each text that is there in both languages says which one lags; what is missing on file is worked out here."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

BATCH = 500
MODELS = (
    *("company", "contact", "milestone", "paragraph"),
    *("partner", "project", "projectname", "release"),
)


def work_out(apps: Any, editor: Any) -> None:
    """Name the columns that are empty though the other language's are not, as models/parity.py does."""
    for name in MODELS:
        model = apps.get_model("timeline", name)
        columns = {field.name for field in model._meta.fields}
        texts = [column[:-3] for column in columns if column.endswith("_en") and f"{column[:-3]}_fr" in columns]
        rows, last = model.objects.using(editor.connection.alias).order_by("pk"), -1
        while batch := list(rows.filter(pk__gt=last)[:BATCH]):
            for row in batch:
                row.behind = missing(row, texts)
            model.objects.bulk_update([row for row in batch if row.behind], ["behind"], batch_size=100)
            last = batch[-1].pk


def missing(row: Any, texts: list[str]) -> dict[str, str]:
    behind = {}
    for text in texts:
        optional = (
            text == "short_title"
            or (text == "headline" and not row.headline_is_ours)
            or (text == "withdrawn_reason" and row.status != "withdrawn")
        )
        english, french = getattr(row, f"{text}_en"), getattr(row, f"{text}_fr")
        if bool(english) != bool(french) and not optional:
            behind[f"{text}_fr" if english else f"{text}_en"] = ""
    return behind


class Migration(migrations.Migration):
    dependencies = [("timeline", "0002_versions")]

    operations = [
        *(
            migrations.AddField(
                model,
                "behind",
                models.JSONField(default=dict, editable=False, verbose_name="texts behind"),
            )
            for model in MODELS
        ),
        migrations.RunPython(work_out, migrations.RunPython.noop, elidable=True),
    ]
