"""What calendars and feeds tell of a row, in lines.

There no page stands around a row. What pages show by place and mark is said in words: the date as
worded, what came of the milestone, who states it.
"""

from __future__ import annotations

from datetime import datetime, time

from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline.dates.delays import write_delay
from timeline.dates.wording import write_day
from timeline.exports.document_rows import ReleaseRow
from timeline.exports.lines import Line, Span, fill, html_paragraphs, plain_line
from timeline.exports.named_rows import BilingualText
from timeline.exports.plain_text import one_line, without_control_characters
from timeline.exports.rows import (
    ChangeRow,
    CitedParagraph,
    Export,
    ExportRow,
    MilestoneRow,
    PlanOutcome,
)
from timeline.i18n.number_words import times_in_words


class RowWriter:
    """Writes the rows of an export in its language, as plain text and as HTML.

    Make it before the first row is read: the export's language may not be active while rows stream.
    """

    def __init__(self, export: Export) -> None:
        self.export = export
        self.language = export.language
        with translation.override(export.language):
            self._condition = _("Condition:")
            self._under_way = _("Under way on %s")
            self._stated = _("Stated in “{headline}”, {day}, ¶ {number}")
            self._corrected = _("Corrected on %s")
            self._plan = _("Outcome of the plan “{plan}”")
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

    def published_at(self, row: ExportRow) -> datetime:
        """When the row was first public: of a day, its first moment in the site's time zone."""
        if isinstance(row, ChangeRow):
            return row.updated_at
        day = row.published_on if isinstance(row, ReleaseRow) else row.announced_on
        return datetime.combine(day, time.min, tzinfo=self.export.zone)

    def author(self, row: ReleaseRow) -> str:
        """Who issued a document: as printed in it, or as on file where that is not known."""
        name = row.issuer_name
        if not name and row.is_ours:
            name = self.export.company
        elif not name:
            name = row.issuer.name[self.language] if row.issuer else self._not_named
        return one_line(name)

    # -- a whole row --

    def text(self, row: ExportRow) -> str:
        """All that is told of a row, in lines of plain text with the addresses written out."""
        lines = self.lines(row)
        return "\n".join(plain_line(line, colon=self._colon, page=row.address) for line in lines)

    def html(self, row: ExportRow) -> str:
        """The same as HTML, a paragraph for each line, with links; "" where nothing is told.

        It says its language itself: in JSON Feed that of an item is the language of its title.
        """
        paragraphs = html_paragraphs(self.lines(row), self.language)
        if not paragraphs:
            return ""
        return format_html('<div lang="{}">{}</div>', self.language, paragraphs)

    def lines(self, row: ExportRow) -> list[Line]:
        """What is told of a row. A milestone's begins with its date."""
        if isinstance(row, ChangeRow):
            return self.change_lines(row)
        if isinstance(row, ReleaseRow):
            return self.release_lines(row)
        return [self.date(row), *self.milestone_lines(row)]

    def milestone_lines(self, row: MilestoneRow) -> list[Line]:
        """What came of it, what it is, who states it. Without its date."""
        lines = [self.status(row), self.words(row.summary)]
        condition = self.words(row.condition)
        if condition:
            lines.append((Span(f"{self._condition} "), *condition))
        lines.extend(self.settled_plan(outcome) for outcome in row.settlements)
        lines.append(self.revisions(row))
        lines.extend(self.outcome(outcome) for outcome in row.words)
        lines.extend(self.source(source) for source in row.sources)
        lines.append(self.correction(row))
        return [line for line in lines if line]

    def release_lines(self, row: ReleaseRow) -> list[Line]:
        lines = [self.issued(row), self.words(row.summary)]
        if row.title_is_ours:
            lines.append((Span(self._no_headline),))
        lines.append(self.correction(row))
        return [line for line in lines if line]

    def change_lines(self, row: ChangeRow) -> list[Line]:
        lines = [*row.lines, self.words(row.note)]
        return [line for line in lines if line]

    # -- spans: texts of the record, which may be in the other language --

    def words(self, text: BilingualText) -> Line:
        """A text as a line, empty where there is none."""
        if not text[self.language]:
            return ()
        return (Span(text[self.language], text.language(self.language)),)

    def link(self, name: BilingualText, address: str) -> Span:
        return Span(one_line(name[self.language]), name.language(self.language), address)

    # -- single lines --

    def date(self, row: MilestoneRow) -> Line:
        """The date with its basis: "12–16 November 2018 (Year from the dateline)"."""
        date = Span(row.date_text[self.language], address=row.address)
        basis = BilingualText(row.stated.basis_en, row.stated.basis_fr)
        if not basis[self.language]:
            return (date,)
        reason = Span(one_line(basis[self.language]), basis.language(self.language))
        return (date, Span(" ("), reason, Span(")"))

    def status(self, row: MilestoneRow) -> Line:
        """The standing, and the outlook of a plan: "Planned. Window passed, no outcome …"."""
        status = self.label(row.standing)
        if row.standing == "under_way":  # never without the day of the release
            status = self._under_way % write_day(row.announced_on, self.language)
        if row.outlook and row.outlook != "ahead":
            status = f"{status}. {self.label(row.outlook)}"
        return (Span(status),)

    def outcome(self, outcome: PlanOutcome) -> Line:
        """What came of a plan, and the milestone that settles it: "Achieved: Holes"."""
        milestone = outcome.milestone
        came = Span(f"{self.came(outcome)}{self._colon}")
        return (came, self.link(milestone.name, milestone.address))

    def settled_plan(self, outcome: PlanOutcome) -> Line:
        """The plan that a milestone settles, and what came of it."""
        plan = self.link(outcome.milestone.name, outcome.milestone.address)
        came = Span(f"{self._colon}{self.came(outcome)}")
        return (*fill(self._plan, plan=plan), came)

    def came(self, outcome: PlanOutcome) -> str:
        """The settlement, and how late: "Achieved, 3 weeks later than planned"."""
        settlement = self.label(outcome.settlement)
        if outcome.delay is None:
            return settlement
        return f"{settlement}, {write_delay(outcome.delay, self.language)}"

    def revisions(self, row: MilestoneRow) -> Line:
        """Of a plan that was revised, its first date and how often."""
        promise = row.promise
        if promise is None or not promise.revisions:
            return ()
        with translation.override(self.language):
            times = times_in_words(promise.revisions)
        first_date = promise.first_date[self.language]
        return (Span(self._revised % {"date": first_date, "times": times}),)

    def source(self, source: CitedParagraph) -> Line:
        """The cited paragraph. Its link is the headline of the document."""
        return fill(
            self._stated,
            headline=self.link(source.headline, source.address),
            day=Span(write_day(source.published_on, self.language)),
            number=Span(str(source.paragraph)),
        )

    def issued(self, row: ReleaseRow) -> Line:
        """What a document is and whose: "Article, The Daily"; of the company's releases nothing."""
        if row.document_type == "company_release":
            return ()
        return (Span(f"{self.label(row.document_type)}, {self.author(row)}"),)

    def correction(self, row: MilestoneRow | ReleaseRow) -> Line:
        """The day of the last correction. The row's page says what changed."""
        if not row.corrected_at:
            return ()
        day = row.corrected_at.astimezone(self.export.zone).date()
        corrected = self._corrected % write_day(day, self.language)
        return (Span(corrected, address=f"{row.address}#corrections"),)
