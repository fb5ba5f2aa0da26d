"""Why a backup or a restore did not come about, in words that end a sentence."""

from __future__ import annotations


class BadSnapshot(Exception):  # noqa: N818 - like ``UnreadableDate``
    """A file that is no whole backup, or a database that cannot be written or replaced."""
