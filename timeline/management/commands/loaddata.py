"""Django's ``loaddata``, which takes the files of a record in any order."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.management.commands import loaddata

from timeline.interchange.columns import FILES


class Command(loaddata.Command):
    def loaddata(self, fixture_labels: Any) -> None:
        """Load the files, each after those that its rows refer to.

        A shell gives ``fixtures/*.json`` by the alphabet. Other files keep their place, at the end.
        """
        places = {name: place for place, name in enumerate(FILES)}

        def place_of(label: str) -> int:
            return places.get(PurePath(label).name.split(".")[0], len(places))

        super().loaddata(sorted(fixture_labels, key=place_of))
