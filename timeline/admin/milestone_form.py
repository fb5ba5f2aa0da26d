"""What an editor may save of a milestone, and what is said beside a field where not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from timeline.admin.optimistic_lock import show_values
from timeline.admin.publishing import PublishingForm
from timeline.admin.stated_date import (
    READ_FIELDS,
    described,
    proposed,
    same_days,
)
from timeline.admin.widgets import row_id
from timeline.dates.checks import contradictions
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.i18n.date_readings import DateReading, reading_of
from timeline.models import Milestone
from timeline.models.company import fiscal_calendar_on_file
from timeline.models.settlement import announcement_day, last_announcement_day
from timeline.publishing.rules import Refusal, refusals

DAYS = ("precision", "earliest", "latest", "start_time", "time_zone")
SEEN = "date_words_seen"  # the words whose reading was shown before
MOST_CITATIONS = 1000  # as many rows as Django's formsets take


def posted_citations(data: Mapping[str, Any], prefix: str = "citations") -> list[int] | None:
    """Ids of the paragraphs that a form's citation rows name; None where it has no such rows."""
    total = row_id(data.get(f"{prefix}-TOTAL_FORMS"))
    if total is None:
        return None
    ids = []
    for number in range(min(total, MOST_CITATIONS)):
        paragraph = row_id(data.get(f"{prefix}-{number}-paragraph"))
        if paragraph is not None and not data.get(f"{prefix}-{number}-DELETE"):
            ids.append(paragraph)
    return ids


class MilestoneForm(PublishingForm):
    overruled = ""  # how the words read, where the editor decided otherwise
    proposal = ""  # how the words were read, where nothing is saved yet

    def prepare_fields(self) -> None:
        super().prepare_fields()
        if "precision" in self.fields:  # not on a page that is only looked at
            self.fields["precision"].required = False
            self.fields["precision"].help_text = _(
                "“Several days” are filled: it lasts from the first to the last. Of “some day "
                "between two days” only one is meant, and the release does not say which."
            )

    def check_input(self) -> None:
        words = self.cleaned_data.get("date_words")
        if words is None or "precision" in self.errors:
            return
        precision = self.cleaned_data.get("precision")
        if precision and words:
            self._compare(self._reading_of(words), Precision(precision))
            self._refuse_contradictions(words, Precision(precision))
        elif not precision and words:
            self._propose(self._reading_of(words))
        elif not precision:
            self.add_error("precision", _("Choose one: “no date” if the release gives none."))

    def refusals(self, row: Milestone, at: datetime) -> Iterator[Refusal]:
        """What forbids saving the row, with the citations that were posted.

        What it says of earlier plans is checked beside those rows (``SettlementFormSet``).
        A basis is not asked for while a reading is proposed, or was refused itself.
        """
        basis_is_open = self.proposal or "basis_en" in self.errors or "basis_fr" in self.errors
        for refusal in refusals(row, self.instance, at, paragraphs=self._cited(), settlements=()):
            if not (refusal.code == "no_basis" and basis_is_open):
                yield refusal

    def _cited(self) -> list[int]:
        """The paragraphs that the form cites; those on file where it has no rows for citations."""
        posted = posted_citations(self.data)
        if posted is None and self.instance.pk:
            return list(self.instance.citations.values_list("paragraph_id", flat=True))
        return posted or []

    def _reading_of(self, words: str) -> DateReading:
        """As a release of the day that the form cites says it, of the standing in the form."""
        return reading_of(
            words,
            stated_on=announcement_day(self._cited()),
            standing=self.cleaned_data.get("standing") or self.instance.standing,
            fiscal_calendar=fiscal_calendar_on_file(),
        )

    def _propose(self, reading: DateReading) -> None:
        """Fill in what the words read to, where the editor left it open.

        Nothing is saved until the editor has seen that.
        """
        if reading.stated is None:
            self.add_error("date_words", reading.refusal)
            return
        empty = {name for name in READ_FIELDS if not self.data.get(self.add_prefix(name))}
        self._offer(reading.stated, empty)

    def _offer(self, reading: StatedDate, names: set[str]) -> None:
        """Show the form again with these fields as the words read.

        ``SEEN`` tells the next time that the editor has seen them.
        """
        self.proposal = described(reading)
        values = proposed(reading)
        show_values(self, {name: values[name] for name in READ_FIELDS if name in names})
        self.fields["date_words"].widget.seen = reading.words
        again = _("Nothing is saved yet: save again to accept this, or correct the fields below.")
        self.add_error("date_words", f"{self.proposal} {again}")

    def _compare(self, reading: DateReading, precision: Precision) -> None:
        if reading.stated is None:
            return
        kept = StatedDate(
            reading.words,
            precision,
            self.cleaned_data.get("earliest"),
            self.cleaned_data.get("latest"),
            start_time=self.cleaned_data.get("start_time"),
            time_zone=self.cleaned_data.get("time_zone") or "",
        )
        if same_days(reading.stated, kept):
            return
        if self._left_the_days_of_other(reading.words):
            self._offer(reading.stated, set(READ_FIELDS) - set(self.changed_data))
        else:
            self.overruled = described(reading.stated)

    def _refuse_contradictions(self, words: str, precision: Precision) -> None:
        """Say beside its field what cannot be true of the date."""
        unchanged = not set(self.changed_data) & {"date_words", "standing", *READ_FIELDS}
        if self.proposal or (self.instance.pk and unchanged):
            return
        found = contradictions(
            StatedDate(
                words,
                precision,
                self.cleaned_data.get("earliest"),
                self.cleaned_data.get("latest"),
                self.cleaned_data.get("basis_en") or "",
                self.cleaned_data.get("basis_fr") or "",
            ),
            stated_on=announcement_day(self._cited()),
            last_stated_on=last_announcement_day(self._cited()),
            standing=self.cleaned_data.get("standing") or self.instance.standing,
            fiscal_calendar=fiscal_calendar_on_file(),
        )
        for contradiction in found:
            self.add_error(contradiction.field, _(contradiction.sentence))

    def _left_the_days_of_other(self, words: str) -> bool:
        """Whether only the words were changed, so that nobody decided on the days."""
        changed = set(self.changed_data)
        seen = self.data.get(self.add_prefix(SEEN)) == words
        return (
            bool(self.instance.pk)
            and "date_words" in changed
            and not changed & set(DAYS)
            and not seen
        )


class WordsInput(forms.TextInput):
    """Typed words, with the addresses that say how they are read and what a cited paragraph says.

    ``seen``: the words that the form proposes a reading of, to be sent back with it.
    """

    seen = ""

    def __init__(self) -> None:
        super().__init__(
            attrs={
                "class": "vTextField",
                "autocomplete": "off",
                "data-read-date": reverse("admin:timeline_milestone_read_date"),
                "data-paragraph-summary": reverse("admin:timeline_paragraph_summary", args=[0]),
            }
        )

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        box = super().render(name, value, attrs, renderer)
        if not self.seen:
            return box
        return format_html('{}<input type="hidden" name="{}" value="{}">', box, SEEN, self.seen)
