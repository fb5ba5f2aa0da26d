"""What a renderer is given: texts in both languages, and rows with pages of their own."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.i18n.bilingual import OTHER


@dataclass(frozen=True)
class BilingualText:
    """The same text in both languages; "" where there is none."""

    en: str = ""
    fr: str = ""

    def __getitem__(self, language: str) -> str:
        """The text in that language, or in the other one where it is missing, as pages show it."""
        if language == "fr":
            return self.fr or self.en
        return self.en or self.fr

    def language(self, requested: str) -> str:
        """The language of the text that ``[requested]`` gives."""
        own = self.fr if requested == "fr" else self.en
        other = self.en if requested == "fr" else self.fr
        if other and not own:
            return OTHER[requested]
        return requested


@dataclass(frozen=True)
class NamedRow:
    """A row with a page of its own: a project, a partner, a plan.

    Addresses are absolute. ``id`` is the English address, the same in every language; ``address``
    is the page in the language of the export.
    """

    slug: str
    name: BilingualText
    id: str
    address: str
