"""The application: a company's public record."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TimelineConfig(AppConfig):
    name = "timeline"
    verbose_name = _("Record")

    def ready(self) -> None:
        from timeline.models import derived, parity  # noqa: PLC0415 - receivers need the models, which need this app

        derived.connect()
        parity.connect()
