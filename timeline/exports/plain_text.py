"""What is told of a row where no page stands around it: plain text in the language of the view, for calendars and
feeds. What pages show by place and mark is said here in words: the date as worded, what became of it, who states it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline.dates.wording import write_day
from timeline.exports.rows import (
    CitedParagraph,
    CorrectionRow,
    Export,
    ExportRow,
    MilestoneRow,
    PlanOutcome,
    ReleaseRow,
)

MINUTE = timedelta(minutes=1)
TAGGED = "2026"  # the year that these identifiers began in: part of each for good, whatever changes about its row
# What XML 1.0 (§2.2) and the TEXT of RFC 5545 (§3.3.11) cannot hold, however it is written.
ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
BLANKS = re.compile(
    r"[^\S\u00a0\u202f]+"
)  # French sets no-break spaces before a colon and a percent sign: they stay


def without_control_characters(text: str) -> str:
    """The text without characters that no reader could be given, its lines ended by ``\\n``."""
    return ILLEGIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The same for a name or a title: a line break in it is a space."""
    return BLANKS.sub(" ", without_control_characters(text)).strip()


def moment(when: datetime) -> str:
    """To the second, as RFC 3339 has it: it knows no offset of seconds, as local times before 1883 had."""
    if (when.utcoffset() or timedelta()) % MINUTE:
        when = when.astimezone(UTC)
    return when.replace(microsecond=0).isoformat()


def host_of(address: str) -> str:
    return urlsplit(address).hostname or "localhost"


def tag_uri(address: str) -> str:
    """A name for what is at that address that does not change with its scheme or port (RFC 4151)."""
    parts = urlsplit(address)
    rest = parts._replace(scheme="", netloc="").geturl()
    return f"tag:{host_of(address)},{TAGGED}:{rest}"


class PlainText:
    """Made before the first row is written, as the view's language may be over once rows stream."""

    def __init__(self, taken: Export) -> None:
        self.taken, self.language, self.words = taken, taken.language, taken.words
        with translation.override(taken.language):
            self.condition = _("Condition:")
            self.under_way = _("Under way on %s")
            self.stated = _("Stated in “%(headline)s”, %(day)s, ¶ %(number)s: %(address)s")
            self.corrected = _("Corrected on %s")
            self.no_headline = _("The document has no headline; this one is ours.")
            self.apart = pgettext("between a word and what explains it", ": ")

    def heading(self) -> str:
        """Whose record it is, and what is shown of it."""
        return one_line(f"{self.taken.company}{self.apart}{self.taken.heading}")

    def title(self, row: ExportRow) -> str:
        return one_line(row.title[self.language])

    def text(self, row: ExportRow) -> str:
        """All that is told of it, a line each; of a milestone, how it is dated first."""
        if isinstance(row, CorrectionRow):
            return "\n".join(
                without_control_characters(line) for line in (*row.lines, row.note[self.language])
            )
        return "\n".join(
            self.of_release(row)
            if isinstance(row, ReleaseRow)
            else [self.date(row), *self.of_milestone(row)]
        )

    def of_milestone(self, row: MilestoneRow) -> list[str]:
        """What became of it, what it is, who states it."""
        condition = row.condition[self.language]
        lines = [
            self.status(row),
            row.summary[self.language],
            f"{self.condition} {condition}" if condition else "",
            *map(self.outcome, row.settled_by),
            *map(self.source, row.sources),
            self.correction(row),
        ]
        return [without_control_characters(line) for line in lines if line]

    def of_release(self, row: ReleaseRow) -> list[str]:
        lines = [
            row.summary[self.language],
            self.no_headline if row.title_is_ours else "",
            self.correction(row),
        ]
        return [without_control_characters(line) for line in lines if line]

    def date(self, row: MilestoneRow) -> str:
        """ "12–16 November 2018 (Year from the dateline)" """
        basis = row.stated.basis_fr if self.language == "fr" else row.stated.basis_en
        basis = basis or row.stated.basis_en or row.stated.basis_fr
        return row.date_text[self.language] + (f" ({one_line(basis)})" if basis else "")

    def status(self, row: MilestoneRow) -> str:
        """What the source says of it, and of a plan where it stands: "Planned. Window passed, no outcome …"."""
        if row.standing == "under_way":  # never without the day it was said
            return self.under_way % self.day(row)
        said = [row.standing, row.outlook] if row.outlook != "ahead" else [row.standing]
        return ". ".join(self.words.get(one, one) for one in said if one)

    def day(self, row: MilestoneRow) -> str:
        return write_day(row.announced_on, self.language)

    def outcome(self, one: PlanOutcome) -> str:
        plan = one.milestone
        said = (
            self.words.get(one.settlement, one.settlement),
            one_line(plan.name[self.language]),
            plan.address,
        )
        return self.apart.join(said)

    def source(self, one: CitedParagraph) -> str:
        return self.stated % {
            "headline": one_line(one.headline[self.language]),
            "day": write_day(one.published_on, self.language),
            "number": one.paragraph,
            "address": one.address,
        }

    def correction(self, row: MilestoneRow | ReleaseRow) -> str:
        """When it was last corrected; what was, its page says, and the feed of corrections."""
        if not row.corrected_at:
            return ""
        return self.corrected % write_day(
            row.corrected_at.astimezone(self.taken.zone).date(), self.language
        )

    def since(self, row: ExportRow) -> datetime:
        """When it was first said: the first moment of that day, in the site's time zone."""
        if isinstance(row, CorrectionRow):
            return row.updated_at
        day = row.published_on if isinstance(row, ReleaseRow) else row.announced_on
        return datetime.combine(day, time.min, tzinfo=self.taken.zone)
