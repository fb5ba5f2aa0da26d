"""What an editor may save of a milestone, and what is said beside a field where not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from timeline.admin.publishing import PublishingForm
from timeline.admin.stated_date import (
    READ_FIELDS,
    described,
    proposed,
    reading_of,
    refusal,
    same_days,
)
from timeline.admin.widgets import row_id
from timeline.dates.basis import names_a_year
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.i18n.number_words import quoted
from timeline.models import Milestone, Release, Status
from timeline.models.settlement import announcement_day, announcement_refusals, settlement_refusal

DAYS = ("precision", "earliest", "latest")
SEEN = "date_words_seen"  # the words whose reading was shown before
MOST_CITATIONS = 1000  # as many rows as Django's formsets take


def posted_citations(data: Mapping[str, Any], prefix: str = "citations") -> list[int] | None:
    """Ids of the paragraphs that the form's citation rows name, or None where it has no such rows."""
    total = row_id(data.get(f"{prefix}-TOTAL_FORMS"))
    if total is None:
        return None
    kept = (n for n in range(min(total, MOST_CITATIONS)) if not data.get(f"{prefix}-{n}-DELETE"))
    ids = (row_id(data.get(f"{prefix}-{n}-paragraph")) for n in kept)
    return [number for number in ids if number is not None]


def why_not_stated(paragraphs: list[int]) -> str:
    """Why a milestone that cites these paragraphs may not be published, as the rest of a sentence, or ""."""
    if not paragraphs:
        return _("cites no paragraph")
    releases = Release.objects.filter(paragraphs__in=paragraphs).distinct()
    if any(release.public_from for release in releases):
        return ""
    names = ", ".join(map(quoted, releases))
    return _("cites only what is not published: publish %s first") % names


class MilestoneForm(PublishingForm):
    overruled = ""  # how the words read, where the editor decided otherwise
    proposal = ""  # how the words were read, where nothing is saved yet

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "precision" in self.fields:  # not on a page that is only looked at
            self.fields["precision"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.conflict:
            return cleaned
        paragraphs = self._cited()
        announced_on = announcement_day(paragraphs)
        self._check_date(announced_on)
        self._check_basis()
        self._check_settlement(announced_on)
        if cleaned.get("status") == Status.PUBLISHED and (why := why_not_stated(paragraphs)):
            self.add_error("status", _("It cannot be published: it %s.") % why)
        return cleaned

    def _cited(self) -> list[int]:
        """Paragraphs cited in this form; those on file where it has no rows for them, as in the history."""
        posted = posted_citations(self.data)
        if posted is None and self.instance.pk:
            return list(self.instance.citations.values_list("paragraph_id", flat=True))
        return posted or []

    def _check_date(self, announced_on: date | None) -> None:
        words = self.cleaned_data.get("date_words")
        if words is None or "precision" in self.errors:
            return
        precision = self.cleaned_data.get("precision")
        if precision and words:
            self._compare(words, Precision(precision), announced_on)
        elif not precision and words:
            self._propose(words, announced_on)
        elif not precision:
            self.add_error("precision", _("Choose one: “no date” if the release gives none."))

    def _propose(self, words: str, announced_on: date | None) -> None:
        """Fill in what the words read to, where the editor left it open, and save nothing until it was seen."""
        reading = reading_of(words, announced_on)
        if reading is None:
            self.add_error("date_words", refusal(words, announced_on))
            return
        self._offer(
            words,
            reading,
            {name for name in READ_FIELDS if not self.data.get(self.add_prefix(name))},
        )

    def _offer(self, words: str, reading: StatedDate, names: set[str]) -> None:
        """Show the form again with these fields as the words read; ``SEEN`` says that its editor has seen that."""
        self.proposal = described(reading)
        self._show({name: text for name, text in proposed(reading).items() if name in names})
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
        """Whether only the words were changed: the days that read otherwise are then nobody's decision."""
        changed = set(self.changed_data)
        seen = self.data.get(self.add_prefix(SEEN)) == words
        return (
            bool(self.instance.pk)
            and "date_words" in changed
            and not changed & set(DAYS)
            and not seen
        )

    def _check_basis(self) -> None:
        """A bound that the words do not give was inferred, and visitors are told from what."""
        cleaned = self.cleaned_data
        bounds = [cleaned.get("earliest"), cleaned.get("latest")]
        if not any(bounds) or self.proposal or cleaned.get("basis_en") or cleaned.get("basis_fr"):
            return
        if "basis_en" in self.errors or "basis_fr" in self.errors:
            return
        if not names_a_year(cleaned.get("date_words") or "", bounds):
            self.add_error(
                "basis_en",
                _("The words name no year for these days: say in one line what they rest on."),
            )

    def _check_settlement(self, announced_on: date | None) -> None:
        plan = self.cleaned_data.get("settles")
        if plan and plan.pk == self.instance.pk:
            self.add_error("settles", _("A milestone cannot settle itself."))
        elif plan and (why := settlement_refusal(plan, announced_on)):
            self.add_error("settles", why)
        for why in announcement_refusals(self.instance, announced_on) if self.instance.pk else ():
            self.add_error(None, why)
        standing = self.cleaned_data.get("standing")
        if self.instance.pk and standing and not Milestone(standing=standing).is_plan:
            settler = self.instance.settled_by.first()
            if settler:
                self.add_error(
                    "standing", _("“%s” settles this as a plan: correct that one first.") % settler
                )


class WordsInput(forms.TextInput):
    """Typed words, with the addresses that say how they are read and what a cited paragraph says.

    ``seen``: the words that the form proposes a reading of, to be sent back with it.
    """

    seen = ""

    def __init__(self) -> None:
        read, summary = (
            reverse("admin:timeline_milestone_read_date"),
            reverse("admin:timeline_paragraph_summary", args=[0]),
        )
        data = {"data-read-date": read, "data-paragraph-summary": summary}
        super().__init__(attrs={"class": "vTextField", "autocomplete": "off", **data})

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        box = super().render(name, value, attrs, renderer)
        if not self.seen:
            return box
        return format_html('{}<input type="hidden" name="{}" value="{}">', box, SEEN, self.seen)
