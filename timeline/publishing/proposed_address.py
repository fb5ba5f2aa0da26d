"""The address that a new row is proposed: short, dated for a document, and not yet taken."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.text import slugify

from timeline.models import Company, Milestone, Publishing, Release

MOST_WORDS = 5
# Words that tell no document from another, in either language, as an address writes them.
SMALL = frozenset(
    (
        *("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or"),
        *("the", "to", "with", "au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et"),
        *("l", "la", "le", "les", "ou", "par", "pour", "sur", "un", "une"),
    )
)
ANNOUNCING = frozenset(
    (
        *("announce", "announced", "announces", "provided", "provides", "reported", "reports"),
        *("annonce", "annoncent", "presente", "publie"),
    )
)


def proposed_address(model: type[Publishing], title: str, day: date | None = None) -> str:
    """An address of the words that say something, after the day; "" where there are none.

    A name of somebody or something is kept whole. Where the address is taken, "-2" follows, or the
    next number. At most 2 queries.
    """
    words = slugify(title).split("-")
    if model in (Release, Milestone):
        words = _telling_words(words)
    address = "-".join(filter(None, words))
    if not address:
        return ""
    if day:
        address = f"{day.isoformat()}-{address}"
    return _free(model, address[: _room(model)].strip("-"))


def _telling_words(words: list[str]) -> list[str]:
    telling = [word for word in words if word and word not in SMALL]
    common = _company_words() | ANNOUNCING
    without_company = [word for word in telling if word not in common]
    if len(without_company) > 1:
        telling = without_company
    return telling[:MOST_WORDS]


def _company_words() -> set[str]:
    company = Company.objects.first()
    if company is None:
        return set()
    return set(slugify(f"{company.short_name} {company.name}").split("-"))


def _room(model: type[Publishing]) -> int:
    """The most characters of an address that leave room for a number."""
    field: Any = model._meta.get_field("slug")
    return int(field.max_length) - 3


def _free(model: type[Publishing], address: str) -> str:
    rows: Any = model._default_manager
    taken = rows.filter(slug__startswith=address)
    taken_addresses = set(taken.values_list("slug", flat=True))
    free, number = address, 1
    while free in taken_addresses:
        number += 1
        free = f"{address}-{number}"
    return free
