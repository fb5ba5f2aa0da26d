"""What a review asks of the figures in a milestone's sentence: what each of them is.

A figure that somebody says it of is filed with the milestone. The others are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.forms import fields_for_model
from django.utils.translation import gettext as _

from timeline.importing.accepted import AcceptedFigure
from timeline.importing.drafting import Draft
from timeline.importing.figure_values import FigureValue, figure_value
from timeline.importing.figures import PrintedFigure
from timeline.importing.spans import Place
from timeline.models import Figure

MOST_OF_A_MILESTONE = 5
ASKED = ("what_en", "what_fr", "unit")  # columns of a figure that have a field


@dataclass(frozen=True)
class ProposedFigure:
    """A figure that may be filed with a milestone. ``index``: its number in the draft."""

    index: int
    printed: PrintedFigure
    value: FigureValue

    @property
    def words(self) -> str:
        return self.printed.words

    def field(self, column: str) -> str:
        """The name of the field of the milestone's form that asks for a column."""
        return f"figure_{self.index}_{column}"


def figures_within(draft: Draft, paragraph: int, sentence: Place | None) -> list[ProposedFigure]:
    """The figures of a sentence whose value can be told; of the paragraph where it is None."""
    found = _figures_within(draft, paragraph, sentence)
    return list(islice(found, MOST_OF_A_MILESTONE))


def _figures_within(
    draft: Draft, paragraph: int, sentence: Place | None
) -> Iterator[ProposedFigure]:
    for index, printed in enumerate(draft.figures):
        place = printed.place
        if place.paragraph != paragraph:
            continue
        if sentence and not sentence.start <= place.start < sentence.end:
            continue
        value = figure_value(printed.words, draft.language)
        if value is not None:
            yield ProposedFigure(index, printed, value)


def first_values(figures: Iterable[ProposedFigure]) -> dict[str, str]:
    """What the fields hold at first: the unit, where the words tell it."""
    return {figure.field("unit"): figure.value.unit for figure in figures}


def add_fields(form: Any, figures: Iterable[ProposedFigure]) -> None:
    """Give a milestone's form the three fields of each figure."""
    for figure in figures:
        labels = {
            "what_en": _("what “{}” is (English)"),
            "what_fr": _("what “{}” is (French)"),
            "unit": _("unit or currency of “{}”"),
        }
        for column, field in fields_for_model(Figure, ASKED).items():
            field.label = labels[column].format(figure.words)
            field.required = False
            field.help_text = ""
            form.fields[figure.field(column)] = field


def fields_of(form: Any, figures: Iterable[ProposedFigure]) -> list[tuple[str, list[Any]]]:
    """Each figure as printed, with its fields, for the page."""
    shown = []
    for figure in figures:
        shown.append((figure.words, [form[figure.field(column)] for column in ASKED]))
    return shown


def is_refused(form: Any, figures: Iterable[ProposedFigure]) -> bool:
    """Whether a field of a figure has an error."""
    names = set(form.errors)
    return any(names & {figure.field(column) for column in ASKED} for figure in figures)


def accepted_figures(form: Any, figures: Sequence[ProposedFigure]) -> Iterator[AcceptedFigure]:
    """Those of which somebody says what they are."""
    for figure in figures:
        typed = {column: form.cleaned_data[figure.field(column)] for column in ASKED}
        if typed["what_en"] or typed["what_fr"]:
            values = {**typed, "value": figure.value.value, "as_printed": figure.words}
            fields = {column: figure.field(column) for column in ASKED}
            yield AcceptedFigure(figure.printed.place.paragraph, values, fields)
