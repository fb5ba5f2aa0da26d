"""When the company's fiscal years begin, in words."""

from __future__ import annotations

from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline.dates import periods
from timeline.dates.fiscal import FiscalCalendar, FiscalStart
from timeline.dates.wording import write_day
from timeline.i18n.bilingual import active_language


def fiscal_years_in_words(calendar: FiscalCalendar) -> str:
    """ "in April; up to fiscal 2021, in January", to be read after "fiscal years begin".

    In the active language, the newest first; "" where the calendar is not known.
    """
    parts = []
    until: date | None = None
    for start in reversed(calendar.starts):
        month = pgettext("when fiscal years begin", "in %s") % MONTHS[start.month]
        if until is None:
            parts.append(month)
        else:
            values = {"year": _last_year_before(until, start), "month": month}
            parts.append(_("up to fiscal %(year)s, %(month)s") % values)
        until = start.holds_from
    if until:
        parts[-1] += _(", from %s on") % write_day(until, active_language())
    return "; ".join(parts)


def _last_year_before(until: date, start: FiscalStart) -> int:
    """The last fiscal year that is over by a day, named for its end."""
    year = until.year
    while periods.fiscal_year(year, start.month).latest >= until:
        year -= 1
    return year
