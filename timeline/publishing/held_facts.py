"""What visitors take as fact of stakes, of the states of projects and of posts."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.dates.wording import write_day
from timeline.i18n.bilingual import percentage
from timeline.i18n.holding_words import held_in_words
from timeline.i18n.number_words import explained
from timeline.models import Paragraph, Partner, Post, Project, ProjectState, Stake
from timeline.models.cited_statement import DatedStatement
from timeline.models.visibility import is_public
from timeline.publishing.fact_changes import CorrectableFact, Facts, in_both_languages


def where(paragraph: Paragraph, language: str) -> str:
    """The place where something is stated: "13 July 2023, ¶ 12"."""
    return f"{write_day(paragraph.release.published_on, language)}, ¶\u00a0{paragraph.number}"


def _stated_as(said: str, statement: DatedStatement, language: str) -> str:
    """What a paragraph states, from and until when, and where."""
    held = held_in_words(statement.holds_from, statement.holds_until)
    told = ", ".join(filter(None, (said, held)))
    return f"{told} ({where(statement.paragraph, language)})"


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
