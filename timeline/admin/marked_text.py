"""A paragraph of a draft with what was found in it marked, each mark with a word for what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from timeline.importing.drafting import Draft
from timeline.importing.spans import Place

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

# What is marked: its class in the style sheet -> its label on the page.
LABELS: dict[str, StrPromise] = {
    "headline": _("headline"),
    "date": _("date"),
    "reference": _("date, no milestone"),
    "day": _("day"),
    "place": _("place"),
    "wire": _("wire"),
    "listing": _("listing"),
    "person": _("person"),
    "organization": _("organization"),
    "figure": _("figure"),
}


@dataclass(frozen=True)
class Piece:
    """A part of a text. ``kind`` is a key of LABELS, "" for what is not marked."""

    words: str
    kind: str = ""

    @property
    def label(self) -> str:
        return str(LABELS[self.kind]) if self.kind else ""


@dataclass(frozen=True)
class Mark:
    place: Place
    kind: str


def marks_of(draft: Draft) -> list[Mark]:
    """All that is marked in a document: where two meet, the earlier of this list stays."""
    marks = []
    for statement in draft.statements:
        kind = "date" if statement.milestone else "reference"
        marks.append(Mark(statement.place, kind))
    line = draft.dateline
    for place, kind in (
        (line.day_place, "day"),
        (line.place_place, "place"),
        (line.wire_place, "wire"),
        (draft.headline.place if draft.headline else None, "headline"),
    ):
        if place is not None:
            marks.append(Mark(place, kind))
    for listing in draft.listings:
        marks.append(Mark(listing.place, "listing"))
    for person in draft.people:
        marks.append(Mark(person.place, "person"))
    for organisation in draft.organisations:
        marks.append(Mark(organisation.place, "organization"))
    for figure in draft.figures:
        marks.append(Mark(figure.place, "figure"))
    return marks


def pieces_of(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """The text in pieces, marked and not. Of marks that overlap the first given is kept."""
    kept: list[Mark] = []
    for mark in marks:
        if not any(_overlap(mark.place, other.place) for other in kept):
            kept.append(mark)
    return list(_pieces(text, sorted(kept, key=lambda mark: mark.place.start)))


def marked(pieces: Iterable[Piece]) -> SafeString:
    """The pieces as HTML: each mark is followed by its label, so that it is no colour alone."""
    shown = []
    for piece in pieces:
        words: SafeString | str = conditional_escape(piece.words)
        if piece.kind:
            mark = '<mark class="found-{}">{} <small>{}</small></mark>'
            words = format_html(mark, piece.kind, piece.words, piece.label)
        shown.append(words)
    return mark_safe("".join(shown))  # noqa: S308 - each part is escaped above


def _pieces(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    at = 0
    for mark in marks:
        if mark.place.start > at:
            yield Piece(text[at : mark.place.start])
        yield Piece(text[mark.place.start : mark.place.end], mark.kind)
        at = mark.place.end
    if at < len(text):
        yield Piece(text[at:])


def _overlap(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end
