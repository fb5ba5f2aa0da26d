"""What a search finds each row by: the texts that make its ``search_text``.

Texts of a row that is not public at the moment ``seen_at`` are left out. Whatever a text comes
from is at hand: nothing here asks the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import chain

from timeline.models.at_hand import parts_of
from timeline.models.milestone import Milestone
from timeline.models.partner import Partner
from timeline.models.person import Person
from timeline.models.project import Project
from timeline.models.release import Paragraph, Release
from timeline.models.search_text import Exchange, searchable
from timeline.models.visibility import is_public

Named = Project | Partner | Person


def milestone_text(
    milestone: Milestone, seen_at: datetime, exchanges: Iterable[Exchange] = ()
) -> str:
    """Its own texts, the names it is filed under, what is cited of it, its figures."""
    texts = [
        milestone.title_en,
        milestone.title_fr,
        milestone.summary_en,
        milestone.summary_fr,
        milestone.place_en,
        milestone.place_fr,
        milestone.condition_en,
        milestone.condition_fr,
        milestone.date_words,
    ]
    filed_under: list[Project | Partner] = list(parts_of(milestone, "projects"))
    filed_under.extend(parts_of(milestone, "partners"))
    for row in filed_under:
        if is_public(row, seen_at):
            texts += [row.name_en, row.name_fr]
    for source in chain(parts_of(milestone, "citations"), parts_of(milestone, "figures")):
        if is_public(source.release, seen_at):
            texts += source.texts
    return searchable("\n".join(texts), exchanges)


def release_text(release: Release, exchanges: Iterable[Exchange] = ()) -> str:
    """Its own texts and those of its parts."""
    texts = [
        release.headline_en,
        release.headline_fr,
        release.summary_en,
        release.summary_fr,
        release.place,
        release.wire,
        release.also_printed_en,
        release.also_printed_fr,
        release.issuer_name,
    ]
    for paragraph in parts_of(release, "paragraphs"):
        texts += _paragraph_texts(paragraph)
    for contact in parts_of(release, "contacts"):
        texts += [contact.name, contact.organisation]
    for copy in parts_of(release, "copies"):
        texts.append(copy.publisher)
    for listing in parts_of(release, "listings"):
        if listing.partner_id is None:  # an organization may be a draft, and is found by its page
            texts += [listing.exchange, listing.code, listing.symbol]
    return searchable("\n".join(texts), exchanges)


def paragraph_text(paragraph: Paragraph, exchanges: Iterable[Exchange] = ()) -> str:
    """Its summary, in both languages, and its own words if they are on file."""
    return searchable("\n".join(_paragraph_texts(paragraph)), exchanges)


def _paragraph_texts(paragraph: Paragraph) -> list[str]:
    return [paragraph.summary_en, paragraph.summary_fr, paragraph.text]


def named_text(row: Named, former_names: Iterable[str] = ()) -> str:
    """The name of a person; names and summary of a project or an organization, former ones too."""
    if isinstance(row, Person):
        return searchable(row.name)
    texts = [row.name_en, row.name_fr, row.summary_en, row.summary_fr, *former_names]
    return searchable("\n".join(texts))
