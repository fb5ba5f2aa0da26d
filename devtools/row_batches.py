"""Rows of an invented record, held until they are written, with their derived columns, at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db import models

from devtools.plain_links import TABLES, FiledUnder, PartIn, PlainLink, StatedIn
from timeline.models import (
    Contact,
    Listing,
    Milestone,
    Paragraph,
    ProjectName,
    Release,
    Stake,
)
from timeline.models.at_hand import by_owner, put_at_hand
from timeline.models.derived_columns import (
    derive_milestone,
    derive_paragraph,
    derive_release,
    keep_beside,
    public_exchanges,
    public_moment,
)
from timeline.models.milestone_sources import Source
from timeline.models.row_writes import insert_rows, insert_values
from timeline.models.search_text import Exchange
from timeline.models.translation_status import TranslatedModel, complete_behind

RELEASE_LISTING = Release.listings.through
IN_ORDER: Sequence[type[models.Model]] = (  # each refers only to those before it; links come last
    Release,
    RELEASE_LISTING,
    Paragraph,
    Contact,
    ProjectName,
    Stake,
    Milestone,
)


class RowBatch:
    """Rows to be written. What others refer to has its key before it is written.

    ``at``: the moment as of which columns are derived. ``exchanges_used``: by which exchanges the
    texts of each batch are found; a batch is out of date once others are public.
    ``stated_again``: the keys of milestones of earlier batches that a later one states too.
    """

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.rows: dict[type[models.Model | PlainLink], list[Any]] = defaultdict(list)
        self.made: Counter[type[models.Model]] = Counter()
        self.exchanges_used: list[list[Exchange]] = []
        self.stated_again: set[int] = set()

    def add(self, row: models.Model | PlainLink) -> None:
        self.rows[type(row)].append(row)

    def write(self) -> None:
        """Write what is held, in a few queries for each model, and forget it."""
        exchanges = self._exchanges()
        self.exchanges_used.append(exchanges)
        self._derive_releases(exchanges)
        self._derive_milestones(exchanges)
        for model in IN_ORDER:
            rows = self.rows[model]
            complete_behind(row for row in rows if isinstance(row, TranslatedModel))
            insert_rows(model, rows)
            self.made[model] += len(rows)
        for kind, table in TABLES.items():
            links = self.rows[kind]
            insert_values(table.model, table.columns, [link.values() for link in links])
            self.made[table.model] += len(links)
        keep_beside(self.rows[Milestone])
        self.rows.clear()

    def _exchanges(self) -> list[Exchange]:
        """Those that are public once these rows are written. 1 query."""
        exchanges = set(public_exchanges(self.at))
        for link in self.rows[RELEASE_LISTING]:
            listing: Listing = link.listing
            moment = public_moment(link.release)
            if moment and moment <= self.at and listing.exchange != listing.code:
                exchanges.add(Exchange(listing.exchange, listing.code))
        return sorted(exchanges)

    def _derive_releases(self, exchanges: list[Exchange]) -> None:
        paragraphs = by_owner(self.rows[Paragraph], "release")
        contacts = by_owner(self.rows[Contact], "release")
        listings = by_owner(self.rows[RELEASE_LISTING], "release")
        for release in self.rows[Release]:
            put_at_hand(
                release,
                paragraphs=paragraphs[release.pk],
                contacts=contacts[release.pk],
                listings=_linked(listings[release.pk], "listing", order="pk"),
                copies=[],
            )
            derive_release(release, exchanges)
            for paragraph in paragraphs[release.pk]:
                derive_paragraph(paragraph, exchanges)

    def _derive_milestones(self, exchanges: list[Exchange]) -> None:
        citations = by_owner(self.rows[StatedIn], "milestone")
        projects = by_owner(self.rows[FiledUnder], "milestone")
        partners = by_owner(self.rows[PartIn], "milestone")
        for milestone in self.rows[Milestone]:
            stated = citations.pop(milestone.pk, [])
            put_at_hand(
                milestone,
                citations=[Source(citation.paragraph.release) for citation in stated],
                projects=_linked(projects[milestone.pk], "project", order="name_en"),
                partners=_linked(partners[milestone.pk], "partner", order="name_en"),
                figures=[],
                places=[],
            )
            derive_milestone(milestone, self.at, exchanges)
        self.stated_again.update(citations)  # of milestones that are written already


def _linked(links: Iterable[Any], name: str, order: str) -> list[Any]:
    """What the links lead to, in the order in which the database gives it."""
    return sorted((getattr(link, name) for link in links), key=attrgetter(order))
