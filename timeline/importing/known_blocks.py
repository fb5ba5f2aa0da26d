"""Paragraphs of a draft whose text is on file: they bring their kind and their summaries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Max, Q, QuerySet

from timeline.importing.drafting import Draft
from timeline.models import Paragraph, Status
from timeline.models.text_fingerprint import TextFingerprint, fingerprint, likeness

Value = TypeVar("Value")
Fingerprints = Mapping[int, TextFingerprint]  # number of a paragraph -> that of its text
LIKE_ENOUGH = 0.8
KEYS = 500  # in a query, well under SQLite's limit on variables
MOST_LIKE = 2_000  # texts on file with the same facts that are compared
LONG_TEXTS = (
    "text",
    "search_text",
    "release__summary_en",
    "release__summary_fr",
    "release__search_text",
)


@dataclass(frozen=True)
class KnownBlock:
    """A paragraph on file with the same text. ``kind`` is a value of ``ParagraphKind``.

    ``is_same``: no word differs. Else a few do, and no name, figure, day or negation.
    """

    kind: str
    summary_en: str
    summary_fr: str
    paragraph: Paragraph
    is_same: bool = True


def fingerprints_of(draft: Draft) -> Fingerprints:
    """What each paragraph of the draft is known by."""
    paragraphs = draft.document.paragraphs
    return {paragraph.number: fingerprint(paragraph.text) for paragraph in paragraphs}


def known_blocks(fingerprints: Fingerprints) -> Mapping[int, KnownBlock]:
    """Number of a paragraph -> the paragraph on file with the same text, filed last of several.

    At most 3 queries for every 500 paragraphs of the draft, whatever the record.
    """
    same = _newest_of_text({found.text_hash for found in fingerprints.values()})
    keys: dict[int, int] = {}
    others: dict[int, TextFingerprint] = {}
    for number, found in fingerprints.items():
        if found.text_hash in same:
            keys[number] = same[found.text_hash]
        elif found.facts_hash:
            others[number] = found
    alike = _likest_with_the_facts(others)
    rows = _paragraphs({*keys.values(), *alike.values()})
    blocks = {}
    for number in sorted({*keys, *alike}):
        is_same = number in keys
        row = rows[keys[number] if is_same else alike[number]]
        blocks[number] = KnownBlock(row.kind, row.summary_en, row.summary_fr, row, is_same)
    return blocks


def _newest_of_text(hashes: Iterable[str]) -> dict[str, int]:
    """Hash of a text -> the key of the summarised paragraph filed last that has it."""
    found: dict[str, int] = {}
    for batch in batches(hashes):
        rows = _summarised().filter(text_hash__in=batch).values_list("text_hash")
        found.update(rows.annotate(newest=Max("pk")))
    return found


def _likest_with_the_facts(fingerprints: Fingerprints) -> dict[int, int]:
    """Number of a paragraph -> the key of the likest paragraph that states the same facts."""
    with_facts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for batch in batches({found.facts_hash for found in fingerprints.values()}):
        same_facts = _summarised().exclude(facts_hash="").filter(facts_hash__in=batch)
        texts = same_facts.values("facts_hash", "text_hash").annotate(newest=Max("pk"))
        rows = Paragraph.objects.filter(pk__in=texts.values("newest")).order_by("-pk")
        for key, facts, sketch in rows.values_list("pk", "facts_hash", "text_sketch")[:MOST_LIKE]:
            with_facts[facts].append((key, sketch))
    found: dict[int, int] = {}
    for number, mine in fingerprints.items():
        likest = 0.0
        for key, sketch in with_facts[mine.facts_hash]:
            share = likeness(mine.text_sketch, sketch)
            if share >= LIKE_ENOUGH and share > likest:
                likest = share
                found[number] = key
    return found


def _paragraphs(keys: Iterable[int]) -> dict[int, Paragraph]:
    found: dict[int, Paragraph] = {}
    for batch in batches(keys):
        rows = Paragraph.objects.select_related("release").defer(*LONG_TEXTS)
        found.update(rows.in_bulk(batch))
    return found


def _summarised() -> QuerySet[Paragraph]:
    """Paragraphs that bring a summary, of releases that were not withdrawn."""
    paragraphs = Paragraph.objects.order_by().exclude(text_hash="")
    summarised = paragraphs.filter(~Q(summary_en="") | ~Q(summary_fr=""))
    return summarised.exclude(release__status=Status.WITHDRAWN)


def batches(values: Iterable[Value]) -> Iterator[list[Value]]:
    """The values in lists that one query can name."""
    every = list(values)
    for start in range(0, len(every), KEYS):
        yield every[start : start + KEYS]
