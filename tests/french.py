"""Which words of a French page are English: what is not read by the eye but by a list."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Iterator, Set
from functools import cache
from pathlib import Path

import django
from django.apps import apps
from django.db.models import CharField, Model, TextField

from tests.markup import Document, Element
from timeline.i18n.catalogue import read_catalogue

WORD = re.compile(r"[^\W\d_]{2,}")  # the letters of a calendar are days
COMMON = {
    *(
        "a",
        "about",
        "after",
        "against",
        "all",
        "also",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
    ),
    *(
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "done",
        "each",
        "either",
        "every",
        "few",
        "first",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "having",
    ),
    *(
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "if",
        "into",
        "is",
        "it",
        "its",
        "just",
        "last",
        "later",
        "less",
        "may",
        "might",
        "more",
        "most",
        "must",
        "my",
    ),
    *(
        "neither",
        "never",
        "new",
        "next",
        "no",
        "none",
        "nor",
        "not",
        "nothing",
        "now",
        "of",
        "off",
        "often",
        "old",
        "once",
        "only",
        "or",
        "other",
        "our",
        "ours",
        "out",
    ),
    *(
        "over",
        "own",
        "please",
        "same",
        "shall",
        "she",
        "should",
        "since",
        "so",
        "some",
        "somebody",
        "something",
        "still",
        "such",
        "than",
        "that",
        "the",
    ),
    *(
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "too",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
    ),
    *(
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "without",
        "would",
        "yes",
        "yet",
        "you",
        "your",
    ),
}
READ = (
    "alt",
    "aria-label",
    "aria-description",
    "data-done",
    "data-label",
    "label",
    "placeholder",
    "title",
)
UNREAD = {"code", "script", "style", "textarea"}  # what is typed and what programs read
NAMES = {  # the same in both languages: formats, programs, what others call themselves
    *(
        "atom",
        "csp",
        "csv",
        "etag",
        "facebook",
        "feed",
        "globenewswire",
        "http",
        "https",
        "head",
        "if",
        "json",
        "last",
    ),
    *(
        "link",
        "links",
        "match",
        "modified",
        "none",
        "openapi",
        "schema",
        "since",
        "timelinejs",
        "twitter",
        "accept",
    ),
    *("announced", "javascript", "limit", "next", "null", "q", "year", "id", "en", "fr"),
}


def words(texts: Iterable[str]) -> set[str]:
    """Each word in them, in lower case; what stands in for something else and tags aside."""
    return {
        word.lower()
        for text in texts
        for word in WORD.findall(
            re.sub(
                r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>|https?:\S+|\S+@\S+|\S+\.\w{2,}/?", " ", text
            )
        )
    }


@cache
def spoken() -> tuple[set[str], set[str]]:
    """(English, French): the words of this project's messages and of those of what it is built
    on."""
    english, french = set[str](COMMON), set[str]()
    for message in read_catalogue():
        if message.id:
            english |= words([message.id] if isinstance(message.id, str) else message.id)
            french |= words(
                [message.string] if isinstance(message.string, str) else message.string or ()
            )
    for folder in (
        Path(django.__file__).parent / "conf",
        *(Path(app.path) for app in apps.get_app_configs()),
    ):
        compiled = folder / "locale" / "fr" / "LC_MESSAGES" / "django.mo"
        if compiled.is_file():
            with compiled.open("rb") as file:
                found: dict[str | tuple[str, int], str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
            english |= words(
                key.rpartition("\4")[2] if isinstance(key, str) else key[0] for key in found if key
            )
            french |= words(text for key, text in found.items() if key)
    return english, french


def recorded(models: Iterable[type[Model]]) -> set[str]:
    """The words of the record that a French page may show: French texts, and names that are in no
    language."""
    return words(
        str(value)
        for model in models
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField)
        and not field.choices
        and not field.name.endswith("_en")
        if field.name not in {"text", "date_words", "search_text"}
        for value in model._default_manager.values_list(field.name, flat=True)
    )


def read(element: Element) -> Iterator[str]:
    """What people read in it, what its own ``lang`` calls English left out."""
    if element.tag in UNREAD or element.attrs.get("lang", "fr")[:2] == "en":
        return
    yield from (element.attrs[name] for name in READ if name in element.attrs)
    if element.tag == "meta" and {element.attrs.get("name"), element.attrs.get("property")} & {
        *("description", "og:title", "og:description", "og:site_name", "og:image:alt"),
    }:
        yield element.attrs["content"]
    for child in element.children:
        yield from [child] if isinstance(child, str) else read(child)


def english_in(page: Document, known: Set[str] = frozenset()) -> set[str]:
    """The words on it that only English has. ``known``: names. A headline that it marks as English
    may be its title."""
    english, french = spoken()
    quoted = [one.text for one in page.all(lang="en") if one.text]
    texts = [text for one in page.root.children if isinstance(one, Element) for text in read(one)]
    for quotation in quoted:
        texts = [text.replace(quotation, " ") for text in texts]
    return words(texts) & english - french - known - NAMES
