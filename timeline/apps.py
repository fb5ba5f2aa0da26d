"""The application: a company's public record."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class TimelineConfig(AppConfig):
    name = "timeline"
    verbose_name = _("Record")

    def ready(self) -> None:
        from timeline import roles  # noqa: PLC0415 - receivers need the models, which need this app
        from timeline.models import derived, edition, keeping, parity  # noqa: PLC0415 - as above
        from timeline.regional import ordinals  # noqa: PLC0415 - as above
        from timeline.signin import receivers  # noqa: PLC0415 - as above

        edition.connect()
        derived.connect()
        parity.connect()
        keeping.connect()
        post_migrate.connect(roles.after_migrations, sender=self)
        receivers.connect(self)
        ordinals.connect()
