"""Versions of SQLite with the WAL-reset defect (sqlite.org/wal.html#walresetbug).

Two processes that write and checkpoint at the same instant may, very rarely, damage the database.
"""

from __future__ import annotations

FIRST_WITH_WAL = (3, 7, 0)
CORRECTED = (3, 51, 3)
CORRECTED_IN_SERIES = {(3, 44): 6, (3, 50): 7}  # older series that were given the correction


def has_wal_reset_defect(version: tuple[int, int, int]) -> bool:
    if not FIRST_WITH_WAL <= version < CORRECTED:
        return False
    corrected = CORRECTED_IN_SERIES.get(version[:2])
    return corrected is None or version[2] < corrected
