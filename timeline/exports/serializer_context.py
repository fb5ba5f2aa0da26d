"""When and for whom rows are serialized."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from timeline.exports.addresses import AbsoluteAddresses


@dataclass(frozen=True)
class SerializerContext:
    """The moment, the day and the addresses of an export."""

    at: datetime
    """Rows are public at this moment."""
    on: date
    """Outlooks are those of this day."""
    addresses: AbsoluteAddresses
    as_of: date | None = None
    """Sources that were published after this day are left out."""
