"""What forbids a row being saved, or being public, as it is about to be.

The admin's form, its list actions, bulk publishing and the import ask here, and decide nothing
themselves. A model's own validation (``full_clean``) says what a row can say of itself; these
rules compare the row with what is stored, with the time and with other rows.

``row`` is the row in memory, as it would be saved. ``stored`` is the same row as it is on file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.dates.basis import names_a_year
from timeline.i18n.number_words import quoted
from timeline.models import (
    Citation,
    CompanyName,
    Milestone,
    PartnerName,
    Person,
    PlanSettlement,
    Project,
    Publishing,
    Release,
    Status,
)
from timeline.models.cited_statement import overlapping
from timeline.models.derived_columns import LONG_TEXTS
from timeline.models.plan_settlement import SETTLEMENTS_OF
from timeline.models.settlement import (
    announcement_refusals,
    earliness_refusal,
    leads_back,
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
    settlements: Iterable[PlanSettlement] | None = None,
    parts: Iterable[TranslatedModel] | None = None,
) -> Iterator[Refusal]:
    """Everything but ``full_clean`` that forbids saving ``row`` over ``stored`` at a moment.

    ``stored`` is a new row of the same model where none is on file. ``paragraphs`` are the ids
    that a milestone would cite, ``settlements`` what it would say of earlier plans, ``parts`` the
    rows that would be published with this one; the rows on file count where they are not given.
    At most 8 queries, and those of ``said_refusals`` for each settlement.
    """
    yield from moment_refusals(row, stored, at)
    yield from seen_refusals(row, stored, at)
    if row.status == Status.PUBLISHED:
        yield from publication_refusals(row, stored, paragraphs=paragraphs)
    yield from record_refusals(row, stored, paragraphs=paragraphs, settlements=settlements)
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
        yield from _citation_refusals(_cited_releases(row, paragraphs))
    if isinstance(row, Release) and isinstance(stored, Release):
        yield from _dateline_refusals(row, stored)


def _citation_refusals(releases: Collection[Release]) -> Iterator[Refusal]:
    code, clause = "uncited", gettext("cites no paragraph")
    if any(release.public_from for release in releases):
        return
    if releases:
        names = ", ".join(map(quoted, releases))
        code = "cites_unpublished"
        clause = gettext("cites only what is not published: publish %s first") % names
    sentence = gettext("It cannot be published: it %s.") % clause
    yield Refusal(code, "status", sentence, clause)


def _cited_releases(milestone: Milestone, paragraphs: Collection[int] | None) -> list[Release]:
    """Those that state it, the newest first. 1 query, none where its citations are at hand."""
    if paragraphs is not None:
        return list(Release.objects.filter(paragraphs__in=paragraphs).distinct())
    if not milestone.pk:
        return []
    citations = _at_hand(milestone, "citations")
    if citations is None:
        citing = Release.objects.filter(paragraphs__citations__milestone=milestone)
        return list(citing.distinct())
    releases = {citation.paragraph.release for citation in citations}
    return sorted(releases, key=lambda release: (-release.published_on.toordinal(), release.pk))


def read_for_checks(milestones: Iterable[Milestone]) -> None:
    """Read what the rules ask of milestones for all of them at once. 3 queries.

    It is as of now: releases that are to be published with them are saved before.
    """
    citations = Citation.objects.select_related("paragraph__release").defer(*LONG_TEXTS)
    read = Prefetch("citations", citations)
    prefetch_related_objects(list(milestones), read, "settlements", "settled_by")


def _at_hand(milestone: Milestone, rows: str) -> Iterable[Any] | None:
    """The rows of that name that were prefetched with it; None where they were not."""
    prefetched: dict[str, Iterable[Any]] = vars(milestone).get("_prefetched_objects_cache", {})
    return prefetched.get(rows)


def _are_none(milestone: Milestone, rows: str) -> bool:
    """Whether it is known, without a query, to have no rows of that name."""
    at_hand = _at_hand(milestone, rows)
    return not milestone.pk or (at_hand is not None and not list(at_hand))


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
    row: Publishing,
    stored: Publishing,
    *,
    paragraphs: Collection[int] | None = None,
    settlements: Iterable[PlanSettlement] | None = None,
) -> Iterator[Refusal]:
    """What the record does not bear, a draft included: it contradicts other rows, or has no basis.

    At most 5 queries, and those of ``said_refusals`` for each settlement.
    """
    if isinstance(row, Milestone):
        days = [release.published_on for release in _cited_releases(row, paragraphs)]
        announced_on = min(days, default=None)
        yield from _basis_refusals(row)
        said = _settlements_on_file(row) if settlements is None else settlements
        for one in said:
            for refusal in said_refusals(one, announced_on):
                yield replace(refusal, field="", clause=refusal.sentence)
        yield from _settled_refusals(row, announced_on)
    if isinstance(row, Release) and isinstance(stored, Release):
        day: date | None = row.published_on  # None in a form whose day was refused
        if row.pk and day and day != stored.published_on:
            for why in settlement_refusal_on(row, day):
                yield Refusal("settles_no_later", "published_on", why, why)


def _settlements_on_file(milestone: Milestone) -> Iterable[PlanSettlement]:
    if _are_none(milestone, "settlements"):
        return []
    if milestone.settled_plans is not None:
        return milestone.settlements.all()
    return milestone.settlements.select_related("milestone", "plan")


def _basis_refusals(row: Milestone) -> Iterator[Refusal]:
    """A bound that the words do not give was inferred, and visitors are told from what."""
    bounds = [row.earliest, row.latest]
    if not any(bounds) or row.basis_en or row.basis_fr:
        return
    if not names_a_year(row.date_words or "", bounds):
        why = gettext("The words name no year for these days: say in one line what they rest on.")
        yield Refusal("no_basis", "basis_en", why)


def said_refusals(said: PlanSettlement, announced_on: date | None) -> Iterator[Refusal]:
    """What a milestone announced on that day may not say of an earlier plan: one reason at most.

    Only a later release settles a plan, and only in a way that its standing allows. ``field`` is
    a column of the settlement. 2 queries, and 1 for each step of the plans that the plan settles.
    """
    plan = said.plan
    if said.milestone_id and plan.pk == said.milestone_id:
        why = gettext("A milestone cannot settle itself.")
        yield Refusal("settles_itself", "plan", why)
    elif why := settlement_refusal(plan, said.settlement):
        field = "settlement" if plan.standing in SETTLEMENTS_OF else "plan"
        yield Refusal("settles_no_plan", field, why)
    elif why := earliness_refusal(plan, announced_on):
        yield Refusal("settles_no_plan", "plan", why)
    elif said.milestone_id and leads_back(said.milestone, plan):
        why = gettext("These plans settle each other in a circle.")
        yield Refusal("settles_in_a_circle", "plan", why)


def _settled_refusals(row: Milestone, announced_on: date | None) -> Iterator[Refusal]:
    """What later milestones say of it must stay later, and must fit its standing."""
    if _are_none(row, "settled_by"):
        return
    for why in announcement_refusals(row, announced_on):
        yield Refusal("settled_no_later", "", why, why)
    possible = SETTLEMENTS_OF.get(row.standing, ())
    misfit = _misfit(row, possible)
    if row.standing and misfit:
        why = gettext("“%(later)s” says of this: %(settlement)s. Correct that one first.") % {
            "later": misfit.milestone,
            "settlement": misfit.get_settlement_display(),
        }
        yield Refusal("settled_as_plan", "standing", why)


def _misfit(row: Milestone, possible: Collection[str]) -> PlanSettlement | None:
    """What is said of it that cannot be. No query after ``read_settlements``."""
    if row.settled_plans is None:
        return row.settled_by.exclude(settlement__in=possible).select_related("milestone").first()
    return next((one for one in row.settled_by.all() if one.settlement not in possible), None)


def name_refusals(
    names: Iterable[CompanyName | PartnerName], todays: Collection[str]
) -> Iterator[tuple[CompanyName | PartnerName, Refusal]]:
    """What is wrong with the names over time of one organization. No query.

    ``todays``: the name on its own row, in each language.
    """
    names = list(names)
    for earlier, later in overlapping(names):
        why = gettext("“%(later)s” would hold before “%(earlier)s” has ended.") % {
            "later": later,
            "earlier": earlier,
        }
        yield later, Refusal("names_overlap", "holds_from", why)
    newest = max(names, key=lambda name: name.first_day, default=None)
    if newest and not newest.holds_until and newest.name_en not in todays:
        why = gettext("Say until when it held: today’s name is another.")
        yield newest, Refusal("name_is_not_todays", "holds_until", why)


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
