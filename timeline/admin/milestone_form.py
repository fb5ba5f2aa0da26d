"""What an editor may save of a milestone, and what is said beside a field where not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
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
    reading_of,
    reading_refusal,
    same_days,
)
from timeline.admin.widgets import row_id
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.models import Milestone
from timeline.models.settlement import announcement_day
from timeline.publishing.rules import Refusal, refusals

DAYS = ("precision", "earliest", "latest")
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

    def check_input(self) -> None:
        words = self.cleaned_data.get("date_words")
        if words is None or "precision" in self.errors:
            return
        announced_on = announcement_day(self._cited())
        precision = self.cleaned_data.get("precision")
        if precision and words:
            self._compare(words, Precision(precision), announced_on)
        elif not precision and words:
            self._propose(words, announced_on)
        elif not precision:
            self.add_error("precision", _("Choose one: “no date” if the release gives none."))

    def refusals(self, row: Milestone, at: datetime) -> Iterator[Refusal]:
        """What forbids saving the row, with the citations that were posted.

        A basis is not asked for while a reading is proposed, or was refused itself.
        """
        basis_is_open = self.proposal or "basis_en" in self.errors or "basis_fr" in self.errors
        for refusal in refusals(row, self.instance, at, paragraphs=self._cited()):
            if not (refusal.code == "no_basis" and basis_is_open):
                yield refusal

    def _cited(self) -> list[int]:
        """The paragraphs that the form cites; those on file where it has no rows for citations."""
        posted = posted_citations(self.data)
        if posted is None and self.instance.pk:
            return list(self.instance.citations.values_list("paragraph_id", flat=True))
        return posted or []

    def _propose(self, words: str, announced_on: date | None) -> None:
        """Fill in what the words read to, where the editor left it open.

        Nothing is saved until the editor has seen that.
        """
        reading = reading_of(words, announced_on)
        if reading is None:
            self.add_error("date_words", reading_refusal(words, announced_on))
            return
        empty = {name for name in READ_FIELDS if not self.data.get(self.add_prefix(name))}
        self._offer(words, reading, empty)

    def _offer(self, words: str, reading: StatedDate, names: set[str]) -> None:
        """Show the form again with these fields as the words read.

        ``SEEN`` tells the next time that the editor has seen them.
        """
        self.proposal = described(reading)
        values = proposed(reading)
        show_values(self, {name: values[name] for name in READ_FIELDS if name in names})
        self.fields["date_words"].widget.seen = words
        again = _("Nothing is saved yet: save again to accept this, or correct the fields below.")
        self.add_error("date_words", f"{self.proposal} {again}")

    def _compare(self, words: str, precision: Precision, announced_on: date | None) -> None:
        reading = reading_of(words, announced_on)
        kept = StatedDate(
            words, precision, self.cleaned_data.get("earliest"), self.cleaned_data.get("latest")
        )
        if not reading or same_days(reading, kept):
            return
        if self._left_the_days_of_other(words):
            self._offer(words, reading, set(READ_FIELDS) - set(self.changed_data))
        else:
            self.overruled = described(reading)

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
