"""Entity tags (RFC 9110 §8.8.3), made from the record's version before the response is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone

APPLICATION = Path(__file__).resolve().parent.parent  # timeline/


@cache
def software_digest() -> str:
    """A digest of this application's files: another release may write the record differently."""
    return folder_digest(APPLICATION)


def folder_digest(folder: Path) -> str:
    """A digest of the files that responses are made with.

    Of the French catalogue the source is read, since each compilation differs a little.
    """
    contents = sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".html", ".po"}:
            contents.update(sha256(path.read_bytes()).digest())
    return contents.hexdigest()


@dataclass(frozen=True)
class RecordVersion:
    """The version of the public record at a moment.

    It changes with every committed change of what is public, whoever makes it. It also changes
    when a scheduled row becomes public, and at midnight of the site's time zone, since an outlook
    depends on the day.
    """

    number: int
    moved_at: datetime
    last_publication: datetime
    """The latest ``publish_at`` that has come. It may be later than ``moved_at``."""
    today: date
    at: datetime

    def etag(self, *parts: str) -> str:
        """The entity tag of the response that these parts (its address, its language) name."""
        ingredients = [
            software_digest(),
            str(self.number),
            self.moved_at.isoformat(),
            self.last_publication.isoformat(),
            self.today.isoformat(),
            settings.TIME_ZONE,
        ]
        ingredients.extend(parts)
        digest = sha256("\0".join(ingredients).encode()).hexdigest()
        return f'"{digest[:32]}"'

    @property
    def edition_on(self) -> date:
        """The day since which the record reads as it does."""
        return timezone.localdate(max(self.moved_at, self.last_publication))

    @property
    def changed_at(self) -> datetime:
        """The last moment at which anything public may have changed."""
        midnight = datetime.combine(self.today, time(), timezone.get_current_timezone())
        return max(self.moved_at, self.last_publication, midnight)

    @property
    def last_modified(self) -> datetime | None:
        """``changed_at``, or None within one second of it.

        HTTP dates have no fractions, so a second change in that second would not show
        (RFC 9110 §8.8.2).
        """
        if self.at - self.changed_at < timedelta(seconds=1):
            return None
        return self.changed_at
