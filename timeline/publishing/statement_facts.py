"""What visitors take as fact from what paragraphs state.

Names over time, listings, figures, stakes, states of projects, and posts. Each is told with its
days and with the place where it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.dates.wording import write_day
from timeline.i18n.bilingual import percentage
from timeline.i18n.holding_words import held_in_words
from timeline.i18n.number_words import explained
from timeline.models import (
    CompanyName,
    Figure,
    ListingPeriod,
    Paragraph,
    Partner,
    PartnerName,
    Post,
    Project,
    ProjectState,
    Stake,
)
from timeline.models.cited_statement import CitedStatement, DatedStatement
from timeline.models.visibility import is_public
from timeline.publishing.fact_changes import CorrectableFact, Facts, in_both_languages


def where(paragraph: Paragraph, language: str) -> str:
    """The place where something is stated: "13 July 2023, ¶ 12"."""
    return f"{write_day(paragraph.release.published_on, language)}, ¶\u00a0{paragraph.number}"


def _stated_as(said: str, statement: CitedStatement, language: str) -> str:
    """What a paragraph states, from and until when, and where."""
    told = said
    if isinstance(statement, DatedStatement):
        held = held_in_words(statement.holds_from, statement.holds_until)
        told = ", ".join(filter(None, (said, held)))
    return f"{told} ({where(statement.paragraph, language)})"


def _statement_fact(
    label: Any, statement: CitedStatement, text: Callable[[], str], *says: Any
) -> CorrectableFact:
    """A fact that is told by ``text``, asked for in either language.

    ``says`` is compared beside the days and the place.
    """
    days: tuple[str, ...] = ()
    if isinstance(statement, DatedStatement):
        days = (statement.holds_from, statement.holds_until)
    read = in_both_languages(lambda language: _stated_as(text(), statement, language))
    return CorrectableFact(label, read, says=(*says, *days, statement.paragraph_id))


def state_facts(state: ProjectState, at: datetime) -> Facts:
    """What became of a project, if the release that states it is public."""
    if not is_public(state.paragraph.release, at):
        return {}
    says = (state.state, state.holds_from, state.holds_until, state.paragraph_id)

    def words(language: str) -> str:
        return _stated_as(str(state.get_state_display()), state, language)

    return {"": CorrectableFact(_("state"), in_both_languages(words), says=says)}


def stake_facts(stake: Stake, row: Partner | Project, at: datetime) -> Facts:
    """A stake, as the page of one of its ends says it. The page of the other end says it too."""
    ends = (stake.owner, stake.owned, stake.owned_project)
    others = tuple(end for end in ends if end is not None and end != row)
    for seen_with in (*others, stake.paragraph.release):
        if not is_public(seen_with, at):
            return {}
    says = (
        stake.owner_id,
        stake.owned_id,
        stake.owned_project_id,
        stake.percent,
        stake.holds_from,
        stake.holds_until,
        stake.paragraph_id,
    )
    read = in_both_languages(lambda language: _share(stake, language))
    return {"": CorrectableFact(_("stake"), read, says=says, also=others)}


def _share(stake: Stake, language: str) -> str:
    owned = stake.owned or stake.owned_project
    ends = f"{_named(stake.owner)} → {_named(owned)}"
    return explained(ends, _stated_as(percentage(stake.percent), stake, language))


def _named(end: Partner | Project | None) -> str:
    return end.name if end else gettext("the company")


def post_is_public(post: Post, at: datetime) -> bool:
    """Whether visitors see a post of a person whom they see."""
    elsewhere = post.organisation
    if elsewhere is not None and not is_public(elsewhere, at):
        return False
    return is_public(post.paragraph.release, at)


def post_facts(post: Post) -> Facts:
    """The post as a whole. Its titles are facts of their own: a translation is no correction."""
    says = (
        post.organisation_id,
        post.office,
        post.holds_from,
        post.holds_until,
        post.paragraph_id,
    )

    def words(language: str) -> str:
        said = f"{_named(post.organisation)}, {post.get_office_display()}"
        return _stated_as(said, post, language)

    return {"": CorrectableFact(_("post"), in_both_languages(words), says=says)}


def name_over_time(name: CompanyName | PartnerName) -> Facts:
    short_name = getattr(name, "short_name", "")
    fact = _statement_fact(
        _("name over time"), name, lambda: name.name, name.name_en, name.name_fr, short_name
    )
    return {"": fact}


def listing_period(period: ListingPeriod) -> Facts:
    return {"": _statement_fact(_("listed"), period, lambda: str(period.listing))}


def figure(stated: Figure) -> Facts:
    fact = _statement_fact(
        _("figure"),
        stated,
        lambda: explained(stated.what, stated.as_printed),
        stated.value,
        stated.value_to,
        stated.unit,
        stated.as_printed,
    )
    return {"": fact}
