"""``manage.py catalogue``: brings new messages into the French catalogue, to be translated."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from devtools.catalogue import untranslated, update_catalogue, write_catalogue


class Command(BaseCommand):
    help = (
        "Adds to the French catalogue what the code says and it lacks, "
        "and drops what the code says no more."
    )
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        messages = update_catalogue()
        write_catalogue(messages)
        left = untranslated(messages)
        self.stdout.write(f"{len(left)} of {len(messages)} messages have no French yet.")
        for message in left:
            singular = message.id if isinstance(message.id, str) else message.id[0]
            self.stdout.write(f"  {singular}")
