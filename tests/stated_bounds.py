"""Which days a precision takes, as the constraints of the database say it."""

from __future__ import annotations

from datetime import date

from timeline.dates.precisions import Precision

ONE_BOUND_OR_NONE = {
    Precision.NONE: {(False, False)},
    Precision.BEFORE: {(False, True)},
    Precision.AFTER: {(True, False)},
    Precision.SINCE: {(True, False)},
    Precision.DURATION: {(False, False), (True, True)},
}


def bounds_fit(precision: Precision, earliest: date | None, latest: date | None) -> bool:
    """Whether a date of this precision may have these bounds."""
    allowed = ONE_BOUND_OR_NONE.get(precision, {(True, True)})
    if (earliest is not None, latest is not None) not in allowed:
        return False
    if precision is Precision.DAY:
        return earliest == latest
    if precision is Precision.WITHIN:
        return earliest != latest and (earliest or date.min) < (latest or date.max)
    return earliest is None or latest is None or earliest <= latest
