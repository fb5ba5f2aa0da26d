"""What visitors take from a row as fact, and which changes of it are corrections.

A fact is a date, a standing, a citation, a name, a listing, a percentage, or the figures in a
text. Wording and translation are no facts. Kinds of milestone and the projects they are filed under
are our own order, and no facts either. Only what visitors can see counts: a citation of a draft, or
its name, is left out until the draft is public.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.i18n.fiscal_years import fiscal_years_in_words
from timeline.models import (
    Company,
    Listing,
    Milestone,
    Partner,
    Person,
    Post,
    Project,
    Release,
)
from timeline.models.company import fiscal_calendar
from timeline.models.correction import TextByLanguage
from timeline.models.visibility import is_public
from timeline.publishing.fact_changes import (
    CorrectableFact,
    CorrectionRule,
    Facts,
    in_both_languages,
)
from timeline.publishing.fact_texts import (
    PartsByName,
    each_part,
    project_names,
    public_statements,
    same_in_both,
    texts_of,
    told_publicly,
)
from timeline.publishing.milestone_facts import milestone_facts
from timeline.publishing.release_facts import release_facts
from timeline.publishing.statement_facts import (
    listing_period,
    name_over_time,
    post_facts,
    post_is_public,
    stake_facts,
    state_facts,
)


def correctable_facts(row: models.Model, at: datetime, parts: PartsByName | None = None) -> Facts:
    """What a row says to those who see it at that moment.

    ``parts`` stand for the parts on file, named as in ``PARTS``.
    """
    kind: Callable[..., Facts] | None = READERS.get(type(row))
    if kind is None:
        return {}
    return kind(row, parts_of(row) | dict(parts or {}), at)


def parts_of(row: models.Model) -> dict[str, Sequence[Any]]:
    """The rows on file that belong to it. 1 query for each kind of part."""
    parts: dict[str, Sequence[Any]] = {}
    for name, beside in PARTS.get(type(row), {}).items():
        parts[name] = []
        if row.pk is not None:
            parts[name] = list(getattr(row, name).select_related(*beside))
    return parts


STAKE_ENDS = ("owner", "owned", "owned_project", "paragraph__release")
PARTS: dict[type[models.Model], dict[str, tuple[str, ...]]] = {
    Company: {"fiscal_year_starts": (), "names": ("paragraph__release",)},
    Milestone: {
        "citations": ("paragraph__release",),
        "settlements": ("plan",),
        "partner_roles": ("partner",),
        "figures": ("paragraph__release",),
    },
    Release: {
        "listings": (),
        "paragraphs": (),
        "contacts": (),
        "project_names": ("project",),
        "copies": (),
        "relations": ("other",),
    },
    Project: {
        "names": ("release",),
        "states": ("paragraph__release",),
        "owners": STAKE_ENDS,
    },
    Partner: {
        "holdings": STAKE_ENDS,
        "owners": STAKE_ENDS,
        "names": ("paragraph__release",),
    },
    Person: {"posts": ("organisation", "paragraph__release")},
    Listing: {"periods": ("paragraph__release", "listing")},
}


def _project(row: Project, parts: PartsByName, at: datetime) -> Facts:
    facts = texts_of(row, CorrectionRule.NAME, {"name": _("name")})
    facts |= texts_of(row, CorrectionRule.FIGURES, {"summary": _("summary")})
    facts |= project_names("names", parts, at)
    facts |= each_part("states", parts, lambda state: state_facts(state, at))
    facts |= each_part("owners", parts, lambda stake: stake_facts(stake, row, at))
    return facts


def _partner(row: Partner, parts: PartsByName, at: datetime) -> Facts:
    facts = texts_of(row, CorrectionRule.NAME, {"name": _("name")})
    kept_names: set[str] = set()
    for name in told_publicly("names", parts, at):
        kept_names.update((name.name_en, name.name_fr))
    facts["name"] = replace(facts["name"], still_told=frozenset(kept_names))
    facts |= public_statements("names", parts, name_over_time, at)
    facts |= texts_of(row, CorrectionRule.FIGURES, {"summary": _("summary")})
    facts |= each_part("holdings", parts, lambda stake: stake_facts(stake, row, at))
    facts |= each_part("owners", parts, lambda stake: stake_facts(stake, row, at))
    return facts


def _person(row: Person, parts: PartsByName, at: datetime) -> Facts:
    def say(post: Post) -> Facts:
        if not post_is_public(post, at):
            return {}
        return post_facts(post) | texts_of(post, CorrectionRule.NAME, {"title": _("title")})

    facts = {"name": CorrectableFact(_("name"), same_in_both(row.name), CorrectionRule.NAME)}
    return facts | each_part("posts", parts, say)


def _company(row: Company, parts: PartsByName, at: datetime) -> Facts:
    told_names = told_publicly("names", parts, at)
    kept_names = frozenset(name.name_en for name in told_names)
    kept_short_names = frozenset(name.short_name for name in told_names)
    facts = {
        "name": CorrectableFact(
            _("legal name"), same_in_both(row.name), CorrectionRule.NAME, still_told=kept_names
        ),
        "short_name": CorrectableFact(
            _("short name"),
            same_in_both(row.short_name),
            CorrectionRule.NAME,
            still_told=kept_short_names,
        ),
    }
    facts |= public_statements("names", parts, name_over_time, at)
    facts |= texts_of(row, CorrectionRule.FIGURES, {"description": _("description")})
    calendar = fiscal_calendar(parts["fiscal_year_starts"])
    if calendar.starts:
        read = in_both_languages(lambda _language: fiscal_years_in_words(calendar))
        says = calendar.starts
        facts["fiscal_years"] = CorrectableFact(_("fiscal years begin"), read, says=says)
    return facts


def _listing(row: Listing, parts: PartsByName, at: datetime) -> Facts:
    says = (row.exchange, row.code, row.symbol, row.partner_id)
    read = in_both_languages(lambda _language: f"{row} ({row.exchange_name})")
    facts = {"listing": CorrectableFact(_("listing"), read, says=says, closer=_whose(row, at))}
    return facts | public_statements("periods", parts, listing_period, at)


def _whose(listing: Listing, at: datetime) -> TextByLanguage:
    """A listing with the organization that it is of, unless visitors are not told of that."""
    if listing.partner and not is_public(listing.partner, at):
        return {}

    def say(_language: str) -> str:
        name = listing.partner.name if listing.partner else gettext("the company")
        return f"{listing}, {name}"

    return in_both_languages(say)


READERS: dict[type[models.Model], Callable[..., Facts]] = {
    Milestone: milestone_facts,
    Release: release_facts,
    Project: _project,
    Partner: _partner,
    Person: _person,
    Company: _company,
    Listing: _listing,
}
