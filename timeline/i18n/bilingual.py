"""Texts kept in both languages, in plain columns: ``title_en`` and ``title_fr``."""

from __future__ import annotations

from decimal import Decimal
from typing import Self, overload

from django.db import models
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language, pgettext

OTHER = {"en": "fr", "fr": "en"}


def active_language() -> str:
    """``"en"`` or ``"fr"``: the language of the page being made."""
    return "fr" if (get_language() or "").startswith("fr") else "en"


def percentage(share: Decimal) -> str:
    """``6.67`` is "6.67%" in English and "6,67 %" with a no-break space in French."""
    figure = f"{Decimal(share).normalize():f}"
    if active_language() == "fr":
        return f"{figure.replace('.', ',')}\u00a0%"
    return f"{figure}%"


def explained(word: object, text: object) -> str:
    """A word and what explains it: "TSXV: IPG"; French has a no-break space before the colon."""
    return f"{word}{pgettext('between a word and what explains it', ': ')}{text}"


class Bilingual:
    """Reads ``<name>_en`` or ``<name>_fr``: the active language's, else the other's."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, row: None, owner: type) -> Self: ...
    @overload
    def __get__(self, row: models.Model, owner: type) -> str: ...
    def __get__(self, row: models.Model | None, owner: type) -> Self | str:
        if row is None:
            return self
        language = active_language()
        own: str = getattr(row, f"{self.name}_{language}")
        other: str = getattr(row, f"{self.name}_{OTHER[language]}")
        return own or other


def text_language(row: models.Model, name: str) -> str:
    """The language of the text that a ``Bilingual`` shows."""
    language = active_language()
    other = OTHER[language]
    only_in_other = getattr(row, f"{name}_{other}") and not getattr(row, f"{name}_{language}")
    return other if only_in_other else language


def localized(name: str) -> Coalesce:
    """The same text as ``Bilingual`` reads, as an expression to order by."""
    language = active_language()
    own, other = f"{name}_{language}", f"{name}_{OTHER[language]}"
    return Coalesce(NullIf(own, models.Value("")), other, output_field=models.TextField())
