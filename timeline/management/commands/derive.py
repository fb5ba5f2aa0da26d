"""Works the derived columns out again.

For rows that were changed in bulk or by SQL, and when a scheduled release comes due. The edition
moves in any case: nothing that was kept of the record outlives the command.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from timeline.models.derived_columns import derive_everything
from timeline.models.edition import advance_edition
from timeline.models.renaming import finish_renamings
from timeline.models.search_index import make_indexes
from timeline.models.translation_status import complete_all_behind


class Command(BaseCommand):
    help = (
        "Works out again when rows are public and were announced, their order, their search text, "
        "what they lack."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        finish_renamings()
        if wrong := make_indexes():
            self.stdout.write(f"Rows that the search index was wrong about: {wrong}")
        derive_everything()
        complete_all_behind()
        advance_edition()
