"""What is new, as rows of a feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from timeline.exports.lines import Line, Span
from timeline.exports.named_rows import BilingualText
from timeline.exports.rows import OTHER, ChangeRow
from timeline.exports.serializer_context import SerializerContext
from timeline.exports.serializers import changed_row, correction_line, title_of
from timeline.i18n.bilingual import explained
from timeline.pages.changes import KIND_LABELS, ROW_LABELS
from timeline.queries.changes import WITHDRAWN, Change

NO_TEXT = BilingualText()


def change_rows(
    changes: Iterable[Change], list_pages: dict[str, str], context: SerializerContext
) -> Iterator[ChangeRow]:
    """The changes. No query. ``list_pages``: the address of ``/new/`` by language."""
    for change in changes:
        correction = change.correction
        note = NO_TEXT
        if correction:
            note = BilingualText(correction.note_en, correction.note_fr)
        elif change.kind == WITHDRAWN:
            note = BilingualText(change.row.withdrawn_reason_en, change.row.withdrawn_reason_fr)
        yield ChangeRow(
            id=f"{list_pages['en']}#{change.name}",
            **_row_of(change, list_pages, context),
            kind=change.of,
            lines=tuple(_lines(change, context)),
            note=note,
            updated_at=change.moment,
        )


def _row_of(
    change: Change, list_pages: dict[str, str], context: SerializerContext
) -> dict[str, Any]:
    """Title and addresses. What was withdrawn has neither any more: it is told of on the list."""
    if change.kind != WITHDRAWN:
        return changed_row(change.of, change.row, list_pages, context)
    language = context.addresses.language
    name = explained(KIND_LABELS[WITHDRAWN], ROW_LABELS[change.of])
    return {
        "title": BilingualText(name, name),
        "address": f"{list_pages[language]}#{change.name}",
        "other_language_address": f"{list_pages[OTHER[language]]}#{change.name}",
    }


def _lines(change: Change, context: SerializerContext) -> Iterator[Line]:
    """What kind of change it is, what it says of earlier plans, what was corrected."""
    yield (Span(explained(KIND_LABELS[change.kind], ROW_LABELS[change.of])),)
    for word in change.words:
        title = title_of("milestone", word.plan)
        language = context.addresses.language
        address = context.addresses.page("milestone", word.plan.slug)
        plan = Span(title[language], title.language(language), address)
        yield (Span(explained(word.get_settlement_display(), "")), plan)
    if change.correction:
        for line in change.correction.lines:
            yield correction_line(line)
