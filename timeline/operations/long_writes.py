"""What writes for long, noted in the data folder while it does, so that others are told in words.

In the database it could not be noted: others would not see it before the transaction ends. So it is
known to the processes of the same machine only.
"""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from django.conf import settings

NAME = "long_write.json"
NOTED_EVERY = 1.0  # seconds
LOOKED_THROUGH_AFTER = 50_000  # new objects: the rows of a batch


@dataclass(frozen=True)
class LongWrite:
    """``done`` of ``total`` rows are written; ``total`` is 0 where nobody counted them."""

    began: datetime
    done: int
    total: int


class Progress:
    """Notes how far one long write is."""

    def __init__(self, file: Path, total: int) -> None:
        self.file = file
        self.total = total
        self.began = datetime.now(tz=UTC)
        self.done = 0
        self._noted_at = 0.0
        self._note()

    def one_more(self) -> None:
        self.done += 1
        if monotonic() - self._noted_at > NOTED_EVERY:
            self._note()

    def _note(self) -> None:
        self._noted_at = monotonic()
        note = {
            "process": os.getpid(),
            "began": self.began.isoformat(),
            "done": self.done,
            "total": self.total,
        }
        beside = self.file.with_suffix(f".{os.getpid()}")
        try:
            beside.write_text(json.dumps(note))
            beside.replace(self.file)
        except OSError:  # a folder that takes nothing keeps no write from being made
            beside.unlink(missing_ok=True)


@contextmanager
def long_write(total: int = 0) -> Iterator[Progress]:
    """Have others be told that this process writes, until it has.

    What is in memory before stays there: it is not looked through for garbage over and over, while
    thousands of rows come and go. Nor are the rows of a batch before there are many.
    """
    file = Path(settings.DATA_DIR) / NAME
    _first, *older = before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(LOOKED_THROUGH_AFTER, *older)
    try:
        yield Progress(file, total)
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
        file.unlink(missing_ok=True)


def long_write_under_way() -> LongWrite | None:
    """What writes for long on this machine, if its process is still there."""
    try:
        note = json.loads((Path(settings.DATA_DIR) / NAME).read_text())
        began = datetime.fromisoformat(note["began"])
        found = LongWrite(began, int(note["done"]), int(note["total"]))
        return found if Path(f"/proc/{int(note['process'])}").exists() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
