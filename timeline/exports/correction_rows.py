"""Corrections taken away: each as plain values, in the language of the view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline.exports.rows import BilingualText, CorrectionRow
from timeline.exports.serializers import SerializerContext
from timeline.i18n.bilingual import OTHER
from timeline.i18n.number_words import capital
from timeline.models import Correction
from timeline.models.correction import CorrectionLine

TITLES = {"milestone": "title", "release": "headline", "project": "name", "partner": "name"}


def correction_rows(
    rows: Iterable[Correction], page: dict[str, str], seen: SerializerContext
) -> Iterator[CorrectionRow]:
    """Each correction with the row that it is of. ``page``: the address of ``/corrections/`` by language. No query."""
    for row in rows:
        yield CorrectionRow(
            id=f"{page['en']}#correction-{row.pk}",
            **_of(row, page, seen),
            kind=row.kind,
            lines=tuple(map(_line, row.lines)),
            note=BilingualText(row.note_en, row.note_fr),
            updated_at=row.made_at,
        )


def _of(row: Correction, page: dict[str, str], seen: SerializerContext) -> dict[str, Any]:
    """What it is called and where it is read: on the page of its row; the company's on that of all corrections."""
    language = seen.places.language
    if row.row is None:
        name = pgettext("what a correction is of", "The company")
        return {
            "title": BilingualText(name, name),
            "address": page[language],
            "elsewhere": page[OTHER[language]],
        }
    name = TITLES[row.kind]
    slug: str = row.row.slug
    return {
        "title": BilingualText(getattr(row.row, f"{name}_en"), getattr(row.row, f"{name}_fr")),
        "address": seen.places.of(row.kind, slug)[1],
        "elsewhere": seen.places.elsewhere(row.kind, slug),
    }


def _line(line: CorrectionLine) -> str:
    """One thing, as it was and as it is: "Date: was “early 2019”, now “mid-2019”"."""
    text = _("{label}: was “{was}”, now “{now}”")
    if not line.was:
        text = _("{label}: “{now}” was left out.")
    elif not line.now:
        text = _("{label}: was “{was}”, now left out.")
    return text.format(label=capital(line.label), was=line.was, now=line.now)
