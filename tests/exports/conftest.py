"""What the tests of data share: the record, loaded once for each of their files."""

from __future__ import annotations

from tests.pages.conftest import loaded

__all__ = ["loaded"]
