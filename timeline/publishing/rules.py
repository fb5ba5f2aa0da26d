"""What forbids a row being saved, or being public, as it is about to be.

The admin's form, its list actions, bulk publishing and the import ask here, and decide nothing
themselves. A model's own validation (``full_clean``) says what a row can say of itself; these
rules compare the row with what is stored, with the time and with other rows.

``row`` is the row in memory, as it would be saved. ``stored`` is the same row as it is on file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.dates.basis import names_a_year
from timeline.i18n.number_words import quoted
from timeline.models import Milestone, Person, Project, Publishing, Release, Status
from timeline.models.cited_statement import DatedStatement, overlapping
from timeline.models.settlement import (
    announcement_day,
    announcement_refusals,
    settlement_refusal,
    settlement_refusal_on,
)
from timeline.models.translation_status import TranslatedModel
from timeline.publishing.corrections import was_public
from timeline.publishing.publish_times import (
    has_passed,
    moment_in_words,
    same_second,
    was_public_from,
)

# The rows that are published with another one, by the name that it has for them.
TRANSLATED_PARTS: dict[type[models.Model], tuple[str, ...]] = {
    Release: ("paragraphs", "contacts", "project_names"),
    Milestone: ("citations", "figures"),
    Project: ("names",),
    Person: ("posts",),
}
WANTED = {
    "en": _("Write the English too: this site publishes nothing in one language only."),
    "fr": _("Write the French too: this site publishes nothing in one language only."),
}


@dataclass(frozen=True)
class Refusal:
    """One reason why a row may not be saved, or be public, as it is about to be."""

    code: str  # names the rule, for callers that word it themselves
    field: str  # the column that the reason belongs beside; "" for the whole row
    sentence: str  # the reason, as it stands beside that field
    clause: str = ""  # the reason as the rest of a sentence that begins with the row's name

    @property
    def of_row(self) -> str:
        """The reason as the rest of a sentence that begins with the row's name."""
        return self.clause or gettext("is not complete: %s") % self.sentence


def refusals(
    row: Publishing,
    stored: Publishing,
    at: datetime,
    *,
    paragraphs: Collection[int] | None = None,
    parts: Iterable[TranslatedModel] | None = None,
) -> Iterator[Refusal]:
    """Everything but ``full_clean`` that forbids saving ``row`` over ``stored`` at a moment.

    ``stored`` is a new row of the same model where none is on file. ``paragraphs`` are the ids
    that a milestone would cite, ``parts`` the rows that would be published with this one; the
    rows on file count where they are not given. At most 12 queries.
    """
    yield from moment_refusals(row, stored, at)
    yield from seen_refusals(row, stored, at)
    if row.status == Status.PUBLISHED:
        yield from publication_refusals(row, stored, paragraphs=paragraphs)
    yield from record_refusals(row, stored, paragraphs=paragraphs)
    yield from language_refusals(row, parts)


def moment_refusals(row: Publishing, stored: Publishing, at: datetime) -> Iterator[Refusal]:
    """Nothing is said to have been public at a moment when it was not. At most 1 query."""
    moment = row.publish_at
    if row.status == Status.WITHDRAWN or moment is None or not has_passed(moment, at):
        return
    if same_second(moment, stored.publish_at) or was_public_from(stored, moment):
        return
    yield Refusal("moment_passed", "publish_at", passed_moment(at))


def passed_moment(at: datetime) -> str:
    """What is said of a moment before ``at`` that was typed."""
    return gettext(
        "This moment has passed, and nobody saw it then. Leave it empty to publish now, or give "
        "a later one: it is %s."
    ) % moment_in_words(at)


def seen_refusals(row: Publishing, stored: Publishing, at: datetime) -> Iterator[Refusal]:
    """What visitors have seen is withdrawn with a reason, and its address stays.

    The cost is that of ``was_public``, and nothing where no such thing is changed.
    """
    if not stored.pk:
        return
    said = gettext("Visitors have seen this: withdraw it, and say why.")
    taken_back = row.status == Status.DRAFT and stored.status != Status.DRAFT
    if taken_back and was_public(stored, at):
        clause = gettext("has been seen by visitors: withdraw it on its own page, and say why")
        yield Refusal("taken_back", "status", said, clause)
    if _is_put_off(row, stored, at):
        yield Refusal("put_off", "publish_at", said)
    loses_moment = stored.publish_at is not None and row.publish_at is None
    if loses_moment and row.status != Status.DRAFT and was_public(stored, at):
        yield Refusal("moment_removed", "publish_at", said)
    moves = _slug(row) != _slug(stored)
    if moves and (stored.status == Status.WITHDRAWN or was_public(stored, at)):
        known = gettext("Visitors, feeds and calendars know this address: it stays.")
        yield Refusal("address_changed", "slug", known)


def _is_put_off(row: Publishing, stored: Publishing, at: datetime) -> bool:
    """Whether what visitors have seen would be hidden until a later moment."""
    if row.publish_at is None or row.publish_at <= at:
        return False
    if row.status == Status.PUBLISHED:
        return stored.public_from is not None and stored.public_from <= at
    return row.status == Status.WITHDRAWN and was_public(stored, at)


def _slug(row: Publishing) -> str:
    return str(getattr(row, "slug", ""))


def publication_refusals(
    row: Publishing, stored: Publishing, *, paragraphs: Collection[int] | None = None
) -> Iterator[Refusal]:
    """What forbids a row being published: nothing public states it, or its day is still to come.

    At most 2 queries.
    """
    if isinstance(row, Milestone):
        yield from _citation_refusals(_cited(row, paragraphs))
    if isinstance(row, Release) and isinstance(stored, Release):
        yield from _dateline_refusals(row, stored)


def _citation_refusals(paragraphs: Collection[int]) -> Iterator[Refusal]:
    code, clause = "uncited", gettext("cites no paragraph")
    if paragraphs:
        releases = Release.objects.filter(paragraphs__in=paragraphs).distinct()
        if any(release.public_from for release in releases):
            return
        names = ", ".join(map(quoted, releases))
        code = "cites_unpublished"
        clause = gettext("cites only what is not published: publish %s first") % names
    sentence = gettext("It cannot be published: it %s.") % clause
    yield Refusal(code, "status", sentence, clause)


def _cited(milestone: Milestone, paragraphs: Collection[int] | None) -> Collection[int]:
    if paragraphs is not None:
        return paragraphs
    if not milestone.pk:
        return []
    return list(milestone.citations.values_list("paragraph_id", flat=True))


def _dateline_refusals(row: Release, stored: Release) -> Iterator[Refusal]:
    """A release is public from the day in its dateline on: the site would speak of the future."""
    changes = (
        row.status != stored.status
        or row.published_on != stored.published_on
        or not same_second(row.publish_at, stored.publish_at)
    )
    day: date | None = row.published_on  # None in a form whose day was refused
    if changes and row.publish_at and day and timezone.localdate(row.publish_at) < day:
        yield Refusal(
            "before_dateline",
            "published_on",
            gettext("It would be public before this day. Publish it from this day on."),
            gettext("would be public before the day in its dateline"),
        )


def record_refusals(
    row: Publishing, stored: Publishing, *, paragraphs: Collection[int] | None = None
) -> Iterator[Refusal]:
    """What the record does not bear, a draft included: it contradicts other rows, or has no basis.

    At most 7 queries.
    """
    if isinstance(row, Milestone):
        cited = _cited(row, paragraphs)
        yield from _basis_refusals(row)
        yield from _settlement_refusals(row, announcement_day(cited))
    if isinstance(row, Release) and isinstance(stored, Release):
        day: date | None = row.published_on  # None in a form whose day was refused
        if row.pk and day and day != stored.published_on:
            for why in settlement_refusal_on(row, day):
                yield Refusal("settles_no_later", "published_on", why, why)


def _basis_refusals(row: Milestone) -> Iterator[Refusal]:
    """A bound that the words do not give was inferred, and visitors are told from what."""
    bounds = [row.earliest, row.latest]
    if not any(bounds) or row.basis_en or row.basis_fr:
        return
    if not names_a_year(row.date_words or "", bounds):
        why = gettext("The words name no year for these days: say in one line what they rest on.")
        yield Refusal("no_basis", "basis_en", why)


def _settlement_refusals(row: Milestone, announced_on: date | None) -> Iterator[Refusal]:
    """Only a later release settles a plan, and only a plan is settled."""
    plan = row.settles
    if plan and plan.pk == row.pk:
        why = gettext("A milestone cannot settle itself.")
        yield Refusal("settles_itself", "settles", why)
    elif plan and (why := settlement_refusal(plan, announced_on)):
        yield Refusal("settles_no_plan", "settles", why, why)
    elif plan and _comes_back(row):
        why = gettext("These plans settle each other in a circle.")
        yield Refusal("settles_in_a_circle", "settles", why)
    if not row.pk:
        return
    for why in announcement_refusals(row, announced_on):
        yield Refusal("settled_no_later", "", why, why)
    settler = row.settled_by.first() if row.standing and not row.is_plan else None
    if settler:
        why = gettext("“%s” settles this as a plan: correct that one first.") % settler
        yield Refusal("settled_as_plan", "standing", why)


def overlap_refusals(
    names: Iterable[DatedStatement],
) -> Iterator[tuple[DatedStatement, Refusal]]:
    """Each name of one organization that begins before the one before it has ended. No query."""
    for earlier, later in overlapping(names):
        why = gettext("“%(later)s” would hold before “%(earlier)s” has ended.") % {
            "later": later,
            "earlier": earlier,
        }
        yield later, Refusal("names_overlap", "holds_from", why)


def _comes_back(milestone: Milestone) -> bool:
    """Whether the plans that it settles, one after the other, lead back to one of them."""
    met: set[int | None] = set()
    plan: Milestone | None = milestone
    while plan is not None and plan.pk not in met:
        met.add(plan.pk)
        plan = plan.settles
    return plan is not None


def needs_both_languages(row: models.Model) -> bool:
    """Whether a row, as it is about to be saved, may lack no text in one language."""
    return bool(settings.BOTH_LANGUAGES) and getattr(row, "status", "") == Status.PUBLISHED


def language_refusals(
    row: models.Model, parts: Iterable[TranslatedModel] | None = None
) -> Iterator[Refusal]:
    """Each text that a published row, or a row published with it, has in one language only.

    1 query for each kind of part where ``parts`` is not given, none where the site may publish
    in one language.
    """
    if isinstance(row, TranslatedModel) and needs_both_languages(row):
        rows = [row]
        rows += parts_behind(row) if parts is None else parts
        yield from one_language_refusals(rows)


def one_language_refusals(rows: Sequence[TranslatedModel]) -> Iterator[Refusal]:
    """Each text that rows have in one language only.

    The first row is the one whose page it is; the field of a text of the others is "".
    """
    missing = []
    for row in rows:
        missing += [(row, column) for column in row.missing]
    labels = dict.fromkeys(_label(row, column) for row, column in missing)
    clause = gettext("is not there in both languages: %s") % ", ".join(labels)
    for row, column in missing:
        field = column if row is rows[0] else ""
        yield Refusal("one_language", field, str(WANTED[column[-2:]]), clause)


def _label(row: models.Model, column: str) -> str:
    field: Any = row._meta.get_field(column)
    return str(field.verbose_name)


def parts_behind(row: TranslatedModel) -> list[TranslatedModel]:
    """The rows on file that are published with it and lag in a language. 1 query for each kind."""
    parts: list[TranslatedModel] = []
    for name in TRANSLATED_PARTS.get(type(row), ()):
        parts.extend(getattr(row, name).exclude(behind={}))
    return parts
