"""Releases on file that are the same document as a draft, by their text.

A copy elsewhere may be cut into other paragraphs, have another site's lines around it, and lack
some. From boilerplate nothing is concluded: all releases of a company share it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.importing.drafting import Draft
from timeline.importing.known_blocks import Fingerprints, batches
from timeline.importing.sections import Kind
from timeline.models import Paragraph, ParagraphKind, Release
from timeline.models.text_fingerprint import TextFingerprint, likeness, merged

OWN_KINDS = (Kind.BODY, Kind.TABLE)
MOST_WITH_A_TEXT = 10  # paragraphs: what more of them say is boilerplate
MOST_COMPARED = 50  # releases, of either sort
SHARE_ENOUGH = 0.8  # of its paragraphs are here word for word: it may be of any day
# Of a release of the same day: so many of the groups of words, or fewer and so many paragraphs.
LIKE_ENOUGH = 0.7
RATHER_LIKE = 0.5
SHARE_OF_RATHER_LIKE = 0.6
DAYS_APART = timedelta(days=1)  # a copy may date itself by another time zone


@dataclass(frozen=True)
class Repost:
    """A release on file that is the same document.

    ``is_same``: all its paragraphs are there word for word, in their order, and nothing else.
    ``likeness``: how much of its own text the draft has, from 0 to 1. ``why`` says it in words.
    """

    release: Release
    is_same: bool
    likeness: float
    why: str


@dataclass(frozen=True)
class KnownText:
    """``hashes``: of all paragraphs, in order. ``own``: of those that are no boilerplate."""

    hashes: Sequence[str]
    own: Sequence[TextFingerprint]


def reposts_of(draft: Draft, fingerprints: Fingerprints) -> tuple[Repost, ...]:
    """The releases that are this document, the likest first. 4 queries for a usual draft."""
    own = []
    for paragraph, kind in zip(draft.document.paragraphs, draft.kinds, strict=True):
        if kind in OWN_KINDS:
            own.append(fingerprints[paragraph.number])
    mine = KnownText([found.text_hash for found in fingerprints.values()], own)
    sharing, of_the_day = _sharing(mine), _of_the_day(draft)
    texts = _texts({*sharing, *of_the_day})
    releases = Release.objects.defer("search_text").in_bulk(texts)
    found = []
    for key, theirs in texts.items():
        is_near = key in of_the_day or draft.published is None
        if repost := _compared(releases[key], mine, theirs, is_near=is_near):
            found.append(repost)
    return tuple(sorted(found, key=_likest_first))


def _likest_first(repost: Repost) -> tuple[bool, float, int]:
    return not repost.is_same, -repost.likeness, repost.release.pk


def _sharing(mine: KnownText) -> list[int]:
    """The releases that share most texts with the draft that few releases have."""
    shared: Counter[int] = Counter()
    for batch in batches({found.text_hash for found in mine.own if found.text_sketch}):
        rows = _own_paragraphs().filter(text_hash__in=batch)
        counted = rows.values("text_hash").annotate(n=Count("pk"))
        few = counted.filter(n__lte=MOST_WITH_A_TEXT).values("text_hash")
        shared.update(rows.filter(text_hash__in=few).values_list("release_id", flat=True))
    return [release for release, _times in shared.most_common(MOST_COMPARED)]


def _of_the_day(draft: Draft) -> list[int]:
    if draft.published is None:
        return []
    near = (draft.published - DAYS_APART, draft.published + DAYS_APART)
    releases = Release.objects.filter(published_on__range=near).order_by("-pk")
    return list(releases.values_list("pk", flat=True)[:MOST_COMPARED])


def _own_paragraphs() -> QuerySet[Paragraph]:
    paragraphs = Paragraph.objects.order_by().filter(kind=ParagraphKind.BODY)
    return paragraphs.exclude(text_hash="")


def _texts(releases: set[int]) -> Mapping[int, KnownText]:
    """Of each release whose own text is known: it. 1 query."""
    hashes: dict[int, list[str]] = {release: [] for release in releases}
    own: dict[int, list[TextFingerprint]] = {release: [] for release in releases}
    paragraphs = Paragraph.objects.filter(release__in=releases).order_by("release", "number")
    columns = ("release_id", "kind", *TextFingerprint._fields)
    for release, kind, *values in paragraphs.values_list(*columns):
        found = TextFingerprint(*values)
        hashes[release].append(found.text_hash)
        if kind == ParagraphKind.BODY and found.text_sketch:
            own[release].append(found)
    return {release: KnownText(hashes[release], own[release]) for release in own if own[release]}


def _compared(
    release: Release, mine: KnownText, theirs: KnownText, *, is_near: bool
) -> Repost | None:
    """The release as a repost, or None if it is another document."""
    if list(mine.hashes) == list(theirs.hashes):
        why = _("It is the same text, word for word.")
        return Repost(release, is_same=True, likeness=1.0, why=why)
    my_texts = {found.text_hash for found in mine.own}
    shared = sum(found.text_hash in my_texts for found in theirs.own)
    share = shared / len(theirs.own)
    like = likeness(
        merged(found.text_sketch for found in mine.own),
        merged(found.text_sketch for found in theirs.own),
    )
    is_most_of_it = share >= SHARE_OF_RATHER_LIKE and like >= RATHER_LIKE
    if share >= SHARE_ENOUGH or (is_near and is_most_of_it):
        why = _paragraphs_shared(shared, theirs)
        return Repost(release, is_same=False, likeness=max(share, like), why=why)
    if is_near and like >= LIKE_ENOUGH:
        why = _("About %(percent)d%% of its words are the same, in a release of the same day.")
        return Repost(release, is_same=False, likeness=like, why=why % {"percent": like * 100})
    return None


def _paragraphs_shared(shared: int, theirs: KnownText) -> str:
    sentence = ngettext(
        "%(shared)d paragraph of its text is here word for word, of %(all)d.",
        "%(shared)d paragraphs of its text are here word for word, of %(all)d.",
        shared,
    )
    return sentence % {"shared": shared, "all": len(theirs.own)}
