"""The dated statements of a release, each read by the site's own reader of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from timeline.dates.fiscal import UNKNOWN, FiscalCalendar
from timeline.dates.precisions import Precision
from timeline.dates.reading import read
from timeline.dates.refusals import UnreadableDate
from timeline.dates.stated import StatedDate
from timeline.importing.date_phrases import Phrase, phrases_in
from timeline.importing.full_days import FULL_DAY
from timeline.importing.milestone_rules import (
    MOVED,
    PROPOSED,
    SEVERAL_EVENTS,
    SUPERSEDED,
    VAGUE,
    Verdict,
    judge,
)
from timeline.importing.numeric_days import Order, with_iso_days
from timeline.importing.paragraphs import BULLET, COLUMNS, Paragraph
from timeline.importing.sections import Kind
from timeline.importing.sentences import sentences
from timeline.importing.spans import Place, place_in
from timeline.importing.standing_cues import Standing, standing_in

MOST_STATEMENTS = 400
PLANS = ("planned", "conditional")
# Refusals that a person can settle: the words are a date, and which one has to be asked.
ASKED = frozenset(
    (
        "ambiguous",
        "two_readings",
        "fiscal_unknown",
        "fiscal_changed",
        "wrong_weekday",
        "no_year",
        "impossible_day",
    )
)
WITHOUT_DATES = frozenset(
    (Kind.BANNER, Kind.TABLE, Kind.CONTACT, Kind.SOURCE, Kind.HEADING, Kind.SIGNATURE)
)
PLANS_HEADING = re.compile(
    r"\b(?:timeline|calendar|schedule|next steps|upcoming|outlook|catalysts|path to|"
    r"looking ahead|milestones|what's next|road ?map|calendrier|prochaines [ée]tapes|"
    r"[ée]ch[ée]ancier|perspectives|[àa] venir)\b",
    re.IGNORECASE,
)
SOUTHERN_SEASONS = {
    "spring": "autumn",
    "autumn": "spring",
    "fall": "spring",
    "summer": "winter",
    "winter": "summer",
    "printemps": "automne",
    "automne": "printemps",
    "été": "hiver",
    "hiver": "été",
}
SEASON = re.compile("|".join(rf"\b{name}\b" for name in SOUTHERN_SEASONS), re.IGNORECASE)


@dataclass(frozen=True)
class Context:
    """What the document lends to the dates in it."""

    published: date | None
    order: Order = ""
    fiscal_calendar: FiscalCalendar = UNKNOWN
    southern: bool = False


@dataclass(frozen=True)
class DatedStatement:
    """A sentence, the words that date it, and what they say.

    ``stated`` is None where the reader refuses the words: ``refusal`` then is its code, and a
    person is asked. ``reason`` is a key of ``reasons.REASONS``.
    """

    place: Place
    sentence: Place
    stated: StatedDate | None
    standing: Standing
    milestone: bool
    reference: bool
    reason: str
    refusal: str = ""
    southern: bool = False

    @property
    def words(self) -> str:
        return self.place.words


def statements_of(
    paragraphs: Sequence[Paragraph], kinds: Sequence[Kind], start: tuple[int, int], context: Context
) -> tuple[DatedStatement, ...]:
    """The statements in order; ``start`` is the paragraph and the place where the text begins.

    At most MOST_STATEMENTS: a document with more dates is no release.
    """
    reader = Reader(context)
    found: list[DatedStatement] = []
    heading = ""
    for paragraph, kind in zip(paragraphs, kinds, strict=True):
        if kind is Kind.HEADING:
            heading = paragraph.plain
        if (
            kind in WITHOUT_DATES
            or is_stamp(paragraph)
            or (paragraph.number < start[0] and not BULLET.match(paragraph.text))
        ):
            continue
        first = start[1] if paragraph.number == start[0] else 0
        for sentence in _sentences(paragraph, first, kind, heading):
            found.extend(_in_sentence(sentence, reader))
            if len(found) >= MOST_STATEMENTS:
                return tuple(found[:MOST_STATEMENTS])
    return tuple(_without_summaries(found))


def is_stamp(paragraph: Paragraph) -> bool:
    """A line with nothing but the day, its hour or a wire."""
    return len(paragraph.text) < 60 and FULL_DAY.match(paragraph.plain) is not None


class Reader:
    """The reader of dates with what one document lends it. Words are read once."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._read = lru_cache(maxsize=4096)(self._read_anew)

    def read(self, words: str, standing: Standing) -> StatedDate | str:
        """The date the words state, or the code of the refusal."""
        return self._read(words, standing)

    def readable(self, words: str) -> bool:
        found = self.read(words, "")
        return not isinstance(found, str) or found in ASKED

    def _read_anew(self, words: str, standing: Standing) -> StatedDate | str:
        asked = with_iso_days(words, self.context.order)
        if self.context.southern:
            asked = SEASON.sub(lambda match: SOUTHERN_SEASONS[match[0].lower()], asked)
        try:
            stated = read(
                asked,
                stated_on=self.context.published,
                standing=standing,
                fiscal_calendar=self.context.fiscal_calendar,
            )
        except UnreadableDate as refusal:
            return refusal.code
        return replace(stated, words=words)


class Sentence(NamedTuple):
    """A plain sentence, where it stands, and what stands around it."""

    words: str
    paragraph: Paragraph
    start: int
    kind: Kind
    heading: str

    def place(self, phrase: Phrase) -> Place:
        return place_in(self.paragraph, self.start + phrase.start, self.start + phrase.end)

    @property
    def whole(self) -> Place:
        return place_in(self.paragraph, self.start, self.start + len(self.words))


def _sentences(paragraph: Paragraph, first: int, kind: Kind, heading: str) -> Iterator[Sentence]:
    """The sentences from a place on, without the rows of a table."""
    plain = paragraph.plain
    for start, end in sentences(plain):
        begin = max(start, first)
        words = plain[begin:end]
        if end > first and not COLUMNS.search(words):
            yield Sentence(words, paragraph, begin, kind, heading)


def _in_sentence(sentence: Sentence, reader: Reader) -> Iterator[DatedStatement]:
    before: DatedStatement | None = None
    for phrase in phrases_in(sentence.words, reader.readable):
        for statement in _statements(sentence, phrase, reader):
            following = _like(before, statement, sentence.paragraph.plain)
            yield following
            before = following


# "Dated May 1 and June 5": what holds for the first date holds for the second.
LISTED = re.compile(
    r"\s*,?\s*(?:and|et|&|,)\s*(?:on |in |of |dated |the |le |du |en )*", re.IGNORECASE
)


def _like(before: DatedStatement | None, statement: DatedStatement, text: str) -> DatedStatement:
    """The statement, a reference too where it is listed beside one."""
    if before is None or not before.reference or before.reason == "superseded":
        return statement
    if not LISTED.fullmatch(text, before.place.end, statement.place.start):
        return statement
    return replace(statement, milestone=False, reference=True, reason=before.reason)


def _statements(sentence: Sentence, phrase: Phrase, reader: Reader) -> Iterator[DatedStatement]:
    """One statement, or two where a sentence moves one date to another."""
    words = sentence.words
    if moved := _moved(words, phrase):
        former, due = moved
        yield _statement(sentence, former, "planned", SUPERSEDED, reader)
        yield _statement(sentence, due, "planned", PROPOSED, reader)
        return
    standing = standing_in(words, phrase.start, phrase.end)
    if not standing and PLANS_HEADING.search(sentence.heading):
        standing = "planned"
    ahead = _is_ahead(phrase.words, standing, reader)
    verdict = judge(words, phrase.start, phrase.end, sentence.kind, ahead=ahead)
    yield _statement(sentence, phrase, standing, verdict, reader)


def _statement(
    sentence: Sentence, phrase: Phrase, standing: Standing, verdict: Verdict, reader: Reader
) -> DatedStatement:
    place = sentence.place(phrase)
    read_as = reader.read(phrase.words, standing)
    stated, refusal = (None, read_as) if isinstance(read_as, str) else (read_as, "")
    if stated is not None:
        settled = _by_the_day(stated, standing, reader.context.published)
        anew = reader.read(phrase.words, settled)
        stated = stated if isinstance(anew, str) else anew
        standing = settled
        if _is_vague(stated, reader.context.published):
            verdict = VAGUE
    return DatedStatement(
        place,
        sentence.whole,
        stated,
        standing,
        verdict.milestone,
        verdict.reference,
        verdict.reason,
        refusal,
        southern=stated is not None
        and reader.context.southern
        and bool(SEASON.search(place.words)),
    )


def _is_vague(stated: StatedDate, published: date | None) -> bool:
    """ "In the coming months", "recently": only the release's own day bounds them."""
    if stated.precision is Precision.AFTER:
        return stated.earliest == published
    return stated.precision is Precision.BEFORE and stated.latest == published


def _is_ahead(words: str, standing: Standing, reader: Reader) -> bool:
    """Whether the words name days after the release: no document has such a date yet."""
    stated = reader.read(words, standing)
    published = reader.context.published
    if isinstance(stated, str) or published is None:
        return False
    day = stated.earliest or stated.latest
    return day is not None and day > published


def _by_the_day(stated: StatedDate, standing: Standing, published: date | None) -> Standing:
    """The standing, where the days themselves do not contradict it: what is over has happened."""
    if published is None:
        return standing
    earliest, latest = stated.earliest, stated.latest
    if stated.precision is Precision.SINCE:
        return "under_way"
    if latest and latest < published:
        return "happened"
    begun = earliest is None or earliest < published
    to_come = not begun and (latest is None or latest > published)
    if to_come:
        return standing if standing in PLANS else "planned"
    if standing or latest is None:
        return standing
    return "happened" if latest == published == earliest else "planned"


TO = re.compile(r"\s+(?:to|until|au|à|jusqu'au)\s+(?:the |le )?")


def _moved(words: str, phrase: Phrase) -> list[Phrase]:
    """ "Moved … from May 1 to May 5": the date that is superseded, and the one now due."""
    verbs = list(MOVED.finditer(words[: phrase.start]))
    lead = re.match(r"(?:from|du)\s+(?:the |le )?", phrase.words, re.IGNORECASE)
    joint = TO.search(phrase.words)
    if lead is None or joint is None or not verbs or phrase.start - verbs[-1].end() > 120:
        return []
    first = phrase.words[lead.end() : joint.start()]
    second = phrase.words[joint.end() :]
    start = phrase.start + lead.end()
    later = phrase.start + joint.end()
    return [
        Phrase(start, start + len(first), first),
        Phrase(later, later + len(second), second),
    ]


def _without_summaries(found: Sequence[DatedStatement]) -> Iterator[DatedStatement]:
    """ "This month … two conferences" announces what is dated below: it is no event of its own."""
    for statement in found:
        span = statement.stated.span if statement.stated else None
        summary = (
            statement.milestone
            and span is not None
            and span.earliest != span.latest
            and SEVERAL_EVENTS.search(statement.sentence.words)
            and any(
                other.stated is not None
                and other.place != statement.place
                and other.stated.span is not None
                and span.earliest <= other.stated.span.latest
                and other.stated.span.earliest <= span.latest
                for other in found
            )
        )
        yield replace(statement, milestone=False, reason="summary") if summary else statement
