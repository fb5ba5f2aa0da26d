"""Absolute addresses of public rows."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from timeline.exports.named_rows import BilingualText, NamedRow
from timeline.i18n.bilingual import OTHER

KINDS = ("milestone", "release", "project", "partner", "person")


class AbsoluteAddresses:
    """Addresses at a site (``https://example.com/``), for exports in a language."""

    def __init__(self, site: str, language: str) -> None:
        self.site = site.rstrip("/")
        self.language = language
        self._english = self._prefixes("en")
        self._own = self._prefixes(language)
        self._other = self._prefixes(OTHER[language])

    def _prefixes(self, language: str) -> dict[str, str]:
        """By kind, the address of its rows up to the slug."""
        prefixes = {}
        with translation.override(language):
            for kind in KINDS:
                path = reverse(f"timeline:{kind}", args=["x"])
                prefixes[kind] = self.site + path.removesuffix("x/")
        return prefixes

    def identifier(self, kind: str, slug: str) -> str:
        """The English address of a row, by which it is identified in every language."""
        return f"{self._english[kind]}{slug}/"

    def page(self, kind: str, slug: str) -> str:
        """The page of a row in the language of the export."""
        return f"{self._own[kind]}{slug}/"

    def other_language_page(self, kind: str, slug: str) -> str:
        return f"{self._other[kind]}{slug}/"

    def named_row(self, kind: str, slug: str, name: BilingualText) -> NamedRow:
        return NamedRow(slug, name, self.identifier(kind, slug), self.page(kind, slug))
