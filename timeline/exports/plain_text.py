"""Rows in plain text, for calendars and feeds.

There no page stands around a row. What pages show by place and mark is said in words: the date as
worded, what came of the milestone, who states it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline.dates.delays import write_delay
from timeline.dates.wording import write_day
from timeline.exports.document_rows import ReleaseRow
from timeline.exports.rows import (
    CitedParagraph,
    CorrectionRow,
    Export,
    ExportRow,
    MilestoneRow,
    PlanOutcome,
)
from timeline.i18n.number_words import times_in_words

MINUTE = timedelta(minutes=1)
TAG_YEAR = "2026"  # the year that our tag URIs began in; it is part of each and never changes
# What XML 1.0 (§2.2) and the TEXT of RFC 5545 (§3.3.11) cannot hold, however it is written.
CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# No-break spaces stay: French has them before a colon and a percent sign.
BLANKS = re.compile(r"[^\S\u00a0\u202f]+")


def without_control_characters(text: str) -> str:
    """The text without the characters that no format can hold, its lines ended by ``\\n``."""
    return CONTROL_CHARACTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text of a name or a title: a line break in it becomes a space."""
    return BLANKS.sub(" ", without_control_characters(text)).strip()


def rfc3339(moment: datetime) -> str:
    """The moment to the second (RFC 3339).

    RFC 3339 has no offsets with seconds, as local times before 1883 had. Those are written in UTC.
    """
    offset = moment.utcoffset() or timedelta()
    if offset % MINUTE:
        moment = moment.astimezone(UTC)
    return moment.replace(microsecond=0).isoformat()


def host_of(address: str) -> str:
    return urlsplit(address).hostname or "localhost"


def tag_uri(address: str) -> str:
    """An identifier that stays when the scheme or port of the address changes (RFC 4151)."""
    path = urlsplit(address)._replace(scheme="", netloc="").geturl()
    return f"tag:{host_of(address)},{TAG_YEAR}:{path}"


class PlainTextWriter:
    """Writes the rows of an export in its language.

    Make it before the first row is read: the export's language may not be active while rows stream.
    """

    def __init__(self, export: Export) -> None:
        self.export = export
        self.language = export.language
        with translation.override(export.language):
            self._condition = _("Condition:")
            self._under_way = _("Under way on %s")
            self._stated = _("Stated in “%(headline)s”, %(day)s, ¶ %(number)s: %(address)s")
            self._corrected = _("Corrected on %s")
            self._plan = _("Outcome of the plan “%s”")
            self._revised = _("First date planned: %(date)s, revised %(times)s.")
            self._no_headline = _("The document has no headline; this one is ours.")
            self._not_named = _("Issuer not named")
            self._colon = pgettext("between a word and what explains it", ": ")

    def label(self, code: str) -> str:
        """What a kind, a standing, an outlook or a settlement is called."""
        return self.export.labels.get(code, code)

    def heading(self) -> str:
        """The company, and what is shown of its record."""
        return one_line(f"{self.export.company}{self._colon}{self.export.heading}")

    def description(self) -> str:
        """What is shown, in sentences."""
        return without_control_characters(" ".join(self.export.sentences))

    def title(self, row: ExportRow) -> str:
        return one_line(row.title[self.language])

    def text(self, row: ExportRow) -> str:
        """The whole text of a row in lines. A milestone's begins with its date."""
        if isinstance(row, CorrectionRow):
            lines = self.correction_lines(row)
        elif isinstance(row, ReleaseRow):
            lines = self.release_lines(row)
        else:
            lines = [self.date(row), *self.milestone_lines(row)]
        return "\n".join(lines)

    def milestone_lines(self, row: MilestoneRow) -> list[str]:
        """What came of it, what it is, who states it. Without its date."""
        lines = [self.status(row), row.summary[self.language]]
        condition = row.condition[self.language]
        if condition:
            lines.append(f"{self._condition} {condition}")
        lines.extend(self.settled_plan(outcome) for outcome in row.settlements)
        lines.append(self.revisions(row))
        lines.extend(self.outcome(outcome) for outcome in row.words)
        lines.extend(self.source(source) for source in row.sources)
        lines.append(self.correction(row))
        return [without_control_characters(line) for line in lines if line]

    def release_lines(self, row: ReleaseRow) -> list[str]:
        lines = [self.issued(row), row.summary[self.language]]
        if row.title_is_ours:
            lines.append(self._no_headline)
        lines.append(self.correction(row))
        return [without_control_characters(line) for line in lines if line]

    def issued(self, row: ReleaseRow) -> str:
        """What a document is and whose: "Article, The Daily"; "" for a release of the company."""
        if row.document_type == "company_release":
            return ""
        return f"{self.label(row.document_type)}, {self.author(row)}"

    def author(self, row: ReleaseRow) -> str:
        """Who issued a document: as printed in it, or as on file where that is not known."""
        name = row.issuer_name
        if not name and row.is_ours:
            name = self.export.company
        elif not name:
            name = row.issuer.name[self.language] if row.issuer else self._not_named
        return one_line(name)

    def correction_lines(self, row: CorrectionRow) -> list[str]:
        lines = list(row.lines)
        lines.append(row.note[self.language])
        return [without_control_characters(line) for line in lines]

    def date(self, row: MilestoneRow) -> str:
        """The date with its basis: "12–16 November 2018 (Year from the dateline)"."""
        text = row.date_text[self.language]
        own, other = row.stated.basis_en, row.stated.basis_fr
        if self.language == "fr":
            own, other = other, own
        basis = own or other
        if basis:
            return f"{text} ({one_line(basis)})"
        return text

    def status(self, row: MilestoneRow) -> str:
        """The standing, and the outlook of a plan: "Planned. Window passed, no outcome …"."""
        status = self.label(row.standing)
        if row.standing == "under_way":  # never without the day of the release
            status = self._under_way % write_day(row.announced_on, self.language)
        if row.outlook and row.outlook != "ahead":
            status = f"{status}. {self.label(row.outlook)}"
        return status

    def outcome(self, outcome: PlanOutcome) -> str:
        """What came of a plan, and the title and address of the milestone that settles it."""
        title = one_line(outcome.milestone.name[self.language])
        return self._colon.join((self.came(outcome), title, outcome.milestone.address))

    def revisions(self, row: MilestoneRow) -> str:
        """Of a plan that was revised, its first date and how often; else ""."""
        promise = row.promise
        if promise is None or not promise.revisions:
            return ""
        with translation.override(self.language):
            times = times_in_words(promise.revisions)
        return self._revised % {"date": promise.first_date[self.language], "times": times}

    def settled_plan(self, outcome: PlanOutcome) -> str:
        """The plan that a milestone settles, what came of it, and its address."""
        plan = self._plan % one_line(outcome.milestone.name[self.language])
        return self._colon.join((plan, self.came(outcome), outcome.milestone.address))

    def came(self, outcome: PlanOutcome) -> str:
        """The settlement, and how late: "Achieved, 3 weeks later than planned"."""
        settlement = self.label(outcome.settlement)
        if outcome.delay is None:
            return settlement
        return f"{settlement}, {write_delay(outcome.delay, self.language)}"

    def source(self, source: CitedParagraph) -> str:
        return self._stated % {
            "headline": one_line(source.headline[self.language]),
            "day": write_day(source.published_on, self.language),
            "number": source.paragraph,
            "address": source.address,
        }

    def correction(self, row: MilestoneRow | ReleaseRow) -> str:
        """The day of the last correction, "" if there is none. The row's page says what changed."""
        if not row.corrected_at:
            return ""
        day = row.corrected_at.astimezone(self.export.zone).date()
        return self._corrected % write_day(day, self.language)

    def published_at(self, row: ExportRow) -> datetime:
        """When the row was first public: of a day, its first moment in the site's time zone."""
        if isinstance(row, CorrectionRow):
            return row.updated_at
        day = row.published_on if isinstance(row, ReleaseRow) else row.announced_on
        return datetime.combine(day, time.min, tzinfo=self.export.zone)
