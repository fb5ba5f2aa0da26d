"""What in a stated date cannot all be true: its words, its days and what is said of it."""

from dataclasses import dataclass
from datetime import date

from timeline.dates.fiscal import UNKNOWN, FiscalCalendar
from timeline.dates.precisions import PRECISION_RULES, no_template
from timeline.dates.reading import read
from timeline.dates.refusals import UnreadableDate
from timeline.dates.stated import StatedDate
from timeline.dates.translation import gettext_noop

SENTENCES = {
    "other_days": gettext_noop(
        "The words name other days than those given here. Use the days of the words, or say in the "
        "basis from what you take others."
    ),
    "not_such_days": gettext_noop(
        "The days are not those of one such time. Choose another precision, or mend the days."
    ),
    "after_its_release": gettext_noop(
        "The release says that it happened, yet this day comes after the release."
    ),
    "over_when_announced": gettext_noop(
        "This plan was over before its release was published. If the release says so all the same, "
        "say in the basis from what you take the day."
    ),
}
# Precisions whose bounds are the source's and can be named wrongly.
NAMED = frozenset(
    precision
    for precision, rules in PRECISION_RULES.items()
    if rules.sets_limits and rules.template is not no_template
)


@dataclass(frozen=True)
class Contradiction:
    """One thing that cannot be true. `code` is a key of SENTENCES; `field` is where it is shown."""

    code: str
    field: str

    @property
    def sentence(self) -> str:
        """The English sentence, for callers that translate."""
        return SENTENCES[self.code]


def contradictions(
    stated: StatedDate,
    *,
    stated_on: date | None = None,
    last_stated_on: date | None = None,
    standing: str = "",
    fiscal_calendar: FiscalCalendar = UNKNOWN,
) -> list[Contradiction]:
    """All that cannot be true of a date as a release of the day `stated_on` states it.

    `last_stated_on` is the day of the last release that states it, where there are several.
    """
    found = []
    explained = stated.basis_en or stated.basis_fr
    if not explained and _names_other_days(stated, stated_on, standing, fiscal_calendar):
        found.append(Contradiction("other_days", "date_words"))
    if not explained and _is_no_such_time(stated):
        found.append(Contradiction("not_such_days", "latest"))
    last = last_stated_on or stated_on
    if last and standing == "happened" and stated.earliest and stated.earliest > last:
        found.append(Contradiction("after_its_release", "earliest"))
    planned = standing in ("planned", "conditional")
    over = stated_on and stated.latest and stated.latest < stated_on
    if planned and over and not explained:
        found.append(Contradiction("over_when_announced", "latest"))
    return found


def _names_other_days(
    stated: StatedDate, stated_on: date | None, standing: str, fiscal_calendar: FiscalCalendar
) -> bool:
    """Whether the words name days, and the bounds are other ones or lie wholly outside of them."""
    try:
        said = read(
            stated.words, stated_on=stated_on, standing=standing, fiscal_calendar=fiscal_calendar
        )
    except UnreadableDate:
        return False
    if said.span is None or stated.span is None:
        return False
    if said.exact and stated.exact:
        return said.span != stated.span
    return said.span.latest < stated.span.earliest or stated.span.latest < said.span.earliest


def _reads_as(stated: StatedDate) -> bool:
    """Whether the words alone read as exactly these days: "fiscal year ended February 3, 2018"."""
    try:
        return read(stated.words).span == stated.span
    except UnreadableDate:
        return False


def _is_no_such_time(stated: StatedDate) -> bool:
    """Whether the bounds of a week, a quarter, a year and so on are not those of one."""
    if stated.span is None or stated.precision not in NAMED:
        return False
    named = PRECISION_RULES[stated.precision].template(stated.span)
    return named is None and not _reads_as(stated)
