"""The application: a company's public record."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class TimelineConfig(AppConfig):
    name = "timeline"
    verbose_name = _("Record")

    def ready(self) -> None:
        # Receivers need the models, which need this app.
        from timeline.i18n.regional import ordinals  # noqa: PLC0415
        from timeline.models import (  # noqa: PLC0415
            checks,
            derived_receivers,
            edition,
            history_baseline,
            roles,
            search_index,
            translation_status,
        )
        from timeline.signin import signals  # noqa: PLC0415

        register(checks.check_kept_counts, Tags.database)
        edition.connect_edition()
        derived_receivers.connect_derived_columns()
        search_index.connect_search_index()
        translation_status.connect_translation_status()
        history_baseline.connect_history_baseline()
        post_migrate.connect(roles.after_migrations, sender=self)
        post_migrate.connect(search_index.after_migrations, sender=self)
        post_migrate.connect(derived_receivers.after_migrations, sender=self)
        signals.connect_sign_in_signals(self)
        ordinals.connect_ordinals()
