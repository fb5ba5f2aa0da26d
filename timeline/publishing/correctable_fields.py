"""What visitors take from a row as fact, and which changes of it are corrections.

A fact is a date, a standing, a citation, a name, a listing, a percentage, or the figures in a
text. Wording and translation are no facts. Kinds of milestone and the projects they are filed under
are our own order, and no facts either. Only what visitors can see counts: a citation of a draft, or
its name, is left out until the draft is public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from functools import partial
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.dates.wording import write, write_day
from timeline.i18n.bilingual import percentage
from timeline.i18n.number_words import explained
from timeline.models import (
    Citation,
    Company,
    Contact,
    Listing,
    Milestone,
    MilestonePartner,
    Paragraph,
    Partner,
    Project,
    ProjectName,
    Publishing,
    Release,
    Stake,
)
from timeline.models.translation_status import LANGUAGES
from timeline.models.visibility import is_public
from timeline.publishing.numbers_in_text import numbers_in

Words = dict[str, str]  # language: the text in it
Parts = Mapping[str, Sequence[Any]]  # the rows that belong to another, by the name it has for them


class CorrectionRule(Enum):
    """When a change of a fact is a correction."""

    WHOLE = "whole"  # whenever it differs in what it says
    NAME = "name"  # when a text that was there differs in its language
    FIGURES = "figures"  # when a text that was there has other figures now


@dataclass(frozen=True)
class CorrectableFact:
    """Something a row says, as it is read in both languages.

    ``says`` is what is compared under ``CorrectionRule.WHOLE``.
    """

    label: Any  # translated when it is read
    read: Words
    rule: CorrectionRule = CorrectionRule.WHOLE
    says: Any = None
    closer: Words = field(
        default_factory=dict
    )  # how it is read where two that differ read the same
    new_counts: bool = False  # whether saying it for the first time changes what visitors had read
    also: tuple[Publishing, ...] = ()  # other rows whose pages say it


@dataclass(frozen=True)
class FactChange:
    """One thing that visitors had read otherwise."""

    label: Words
    was: Words
    now: Words
    also: tuple[Publishing, ...] = ()

    def as_json(self) -> dict[str, Words]:
        return {"label": self.label, "was": self.was, "now": self.now}


Facts = dict[str, CorrectableFact]
NOTHING = CorrectableFact("", dict.fromkeys(LANGUAGES, ""))


def correctable_facts(row: models.Model, at: datetime, parts: Parts | None = None) -> Facts:
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


PARTS: dict[type[models.Model], dict[str, tuple[str, ...]]] = {
    Milestone: {"citations": ("paragraph__release",), "partner_roles": ("partner",)},
    Release: {"listings": (), "paragraphs": (), "contacts": (), "project_names": ("project",)},
    Project: {"names": ("release",)},
    Partner: {
        "holdings": ("owned", "paragraph__release"),
        "owners": ("owner", "paragraph__release"),
    },
}


def fact_changes(was: Facts, now: Facts) -> list[FactChange]:
    """What visitors had read and read otherwise now, in the order that a page says it."""
    changes = []
    for key in was | now:
        change = _change(was.get(key), now.get(key))
        if change:
            changes.append(change)
    return changes


def _change(was: CorrectableFact | None, now: CorrectableFact | None) -> FactChange | None:
    fact = was or now
    if fact is None or (was is None and not fact.new_counts):
        return None
    before, after = was or NOTHING, now or NOTHING
    changed = [language for language in LANGUAGES if _differs(fact, before, after, language)]
    if not changed:
        return None
    if before.read == after.read:
        before, after = _closer(before), _closer(after)
    label = _both(lambda _language: str(fact.label))
    was_read = {language: before.read.get(language, "") for language in changed}
    now_read = {language: after.read.get(language, "") for language in changed}
    return FactChange(label, was_read, now_read, fact.also)


def _closer(fact: CorrectableFact) -> CorrectableFact:
    return CorrectableFact(fact.label, fact.closer or fact.read)


def _differs(
    fact: CorrectableFact, was: CorrectableFact, now: CorrectableFact, language: str
) -> bool:
    before, after = was.read.get(language, ""), now.read.get(language, "")
    if fact.rule is CorrectionRule.WHOLE:
        return bool(was.says != now.says)
    if not before:
        return fact.new_counts and bool(after) and not any(was.read.values())
    if fact.rule is CorrectionRule.NAME:
        return " ".join(before.split()) != " ".join(after.split())
    return numbers_in(before) != numbers_in(after)


# How each kind of row says what it says


def _in(language: str, say: Callable[[], str]) -> str:
    with override(language):
        return say()


def _both(say: Callable[[str], str]) -> Words:
    """The words in each language, made with that language active."""
    return {language: _in(language, partial(say, language)) for language in LANGUAGES}


def _same(text: object) -> Words:
    """What reads the same in both languages."""
    return {language: str(text) for language in LANGUAGES}


def _texts(
    row: models.Model,
    rule: CorrectionRule,
    labels: Mapping[str, Any],
    *,
    new_counts: bool = False,
    also: tuple[Publishing, ...] = (),
) -> Facts:
    """The texts that a row has in both languages."""
    facts = {}
    for name, label in labels.items():
        read = {language: getattr(row, f"{name}_{language}") for language in LANGUAGES}
        facts[name] = CorrectableFact(label, read, rule, new_counts=new_counts, also=also)
    return facts


def _day(day: date) -> Words:
    return {language: write_day(day, language) for language in LANGUAGES}


def _where(paragraph: Paragraph, language: str) -> str:
    return f"{write_day(paragraph.release.published_on, language)}, ¶\u00a0{paragraph.number}"


def _stated(stated: StatedDate) -> CorrectableFact:
    read = {language: write(stated, language) for language in LANGUAGES}
    return CorrectableFact(
        _("date"),
        read,
        says=(stated.words, stated.precision, stated.earliest, stated.latest),
        closer={
            language: f"{read[language]} ({_exactly(stated, language)})" for language in LANGUAGES
        },
    )


def _exactly(stated: StatedDate, language: str) -> str:
    """The words of the source and the days it is sorted by.

    They tell two dates apart that read the same.
    """
    found = []
    if stated.words:
        quotes = {"en": "“%s”", "fr": "«\u00a0%s\u00a0»"}
        found.append(quotes[language] % stated.words)
    first, last = stated.earliest or stated.latest, stated.latest or stated.earliest
    if first:
        days = StatedDate("", Precision.RANGE, first, last)
        found.append(write(days, language, inline=True))
    return "; ".join(found)


def _milestone(row: Milestone, parts: Parts, at: datetime) -> Facts:
    texts = {
        "title": _("title"),
        "short_title": _("short title"),
        "summary": _("summary"),
        "basis": _("basis"),
    }
    return {
        "date": _stated(row.stated),
        "standing": CorrectableFact(
            _("standing"),
            _both(lambda _language: str(row.get_standing_display())),
            says=row.standing,
        ),
        **_texts(row, CorrectionRule.NAME, {"condition": _("condition")}, new_counts=True),
        "settles": _settled(row, at),
        "citations": _cited(parts["citations"], at),
        "partner_roles": _roles(parts["partner_roles"], at),
        **_texts(row, CorrectionRule.NAME, {"place": _("place")}),
        **_texts(row, CorrectionRule.FIGURES, texts),
    }


def _settled(row: Milestone, at: datetime) -> CorrectableFact:
    plan = row.settles if row.settles and is_public(row.settles, at) else None
    if plan is None:
        return CorrectableFact(_("settlement"), _same(""))
    read = _both(lambda _language: explained(row.get_settlement_display(), plan.title))
    return CorrectableFact(_("settlement"), read, says=(plan.pk, row.settlement))


def _cited(citations: Iterable[Citation], at: datetime) -> CorrectableFact:
    paragraphs = [c.paragraph for c in citations if is_public(c.paragraph.release, at)]
    paragraphs.sort(key=lambda paragraph: (paragraph.release.published_on, paragraph.number))
    return CorrectableFact(
        _("stated in"),
        _both(lambda language: "; ".join(_where(paragraph, language) for paragraph in paragraphs)),
        says=frozenset(paragraph.pk for paragraph in paragraphs),
    )


def _roles(roles: Iterable[MilestonePartner], at: datetime) -> CorrectableFact:
    seen = [part for part in roles if is_public(part.partner, at)]
    return CorrectableFact(
        _("who"),
        _both(lambda _language: "; ".join(sorted(str(part) for part in seen))),
        says=frozenset((part.partner_id, part.role) for part in seen),
    )


def _release(row: Release, parts: Parts, at: datetime) -> Facts:
    texts = {"headline": _("headline"), "summary": _("summary"), "also_printed": _("also printed")}
    listings: Sequence[Listing] = parts["listings"]
    return {
        "published_on": CorrectableFact(
            _("published on"), _day(row.published_on), says=row.published_on
        ),
        "listings": CorrectableFact(
            _("listings"),
            _both(lambda _language: "; ".join(sorted(map(str, listings)))),
            says=frozenset(listing.pk for listing in listings),
        ),
        "place": CorrectableFact(_("place"), _same(row.place), CorrectionRule.NAME),
        "wire": CorrectableFact(_("wire"), _same(row.wire), CorrectionRule.NAME),
        **_texts(row, CorrectionRule.FIGURES, texts),
        **_each("paragraphs", parts, _paragraph),
        **_each("contacts", parts, _contact),
        **_names("project_names", parts, at),
    }


def _each(name: str, parts: Parts, say: Callable[[Any], Facts]) -> Facts:
    """The facts of each part that is on file."""
    facts = {}
    for part in parts[name]:
        if part.pk:
            for key, fact in say(part).items():
                facts[f"{name} {part.pk} {key}"] = fact
    return facts


def _paragraph(paragraph: Paragraph) -> Facts:
    label = _numbered(paragraph.number)
    return {
        "number": CorrectableFact(_("paragraph"), _same(label), says=paragraph.number),
        **_texts(paragraph, CorrectionRule.FIGURES, {"summary": label}),
        "text": CorrectableFact(label, _same(paragraph.text), CorrectionRule.FIGURES),
    }


def _numbered(number: int) -> str:
    return f"¶\u00a0{number}"


def _contact(contact: Contact) -> Facts:
    printed = (contact.name, contact.organisation, contact.phone, contact.extension, contact.email)
    return {
        "": CorrectableFact(_("contact"), _same(", ".join(filter(None, printed))), says=printed)
    }


def _names(name: str, parts: Parts, at: datetime) -> Facts:
    """The names that releases give to projects, on either one's page."""

    def say(given: ProjectName) -> Facts:
        if not (is_public(given.project, at) and is_public(given.release, at)):
            return {}
        other = given.project if name == "project_names" else given.release
        return _texts(given, CorrectionRule.NAME, {"name": _("project, as named")}, also=(other,))

    return _each(name, parts, say)


def _project(row: Project, parts: Parts, at: datetime) -> Facts:
    return {
        **_texts(row, CorrectionRule.NAME, {"name": _("name")}),
        **_texts(row, CorrectionRule.FIGURES, {"summary": _("summary")}),
        **_names("names", parts, at),
    }


def _partner(row: Partner, parts: Parts, at: datetime) -> Facts:
    def say(stake: Stake) -> Facts:
        other = stake.owned if stake.owner_id == row.pk else stake.owner
        if not (is_public(other, at) and is_public(stake.paragraph.release, at)):
            return {}
        says = (stake.owner_id, stake.owned_id, stake.percent, stake.paragraph_id)
        return {
            "": CorrectableFact(
                _("stake"),
                _both(lambda language: _share(stake, language)),
                says=says,
                also=(other,),
            )
        }

    return {
        **_texts(row, CorrectionRule.NAME, {"name": _("name")}),
        **_texts(row, CorrectionRule.FIGURES, {"summary": _("summary")}),
        **_each("holdings", parts, say),
        **_each("owners", parts, say),
    }


def _share(stake: Stake, language: str) -> str:
    where = _where(stake.paragraph, language)
    return explained(
        f"{stake.owner.name} → {stake.owned.name}", f"{percentage(stake.percent)} ({where})"
    )


def _company(row: Company, parts: Parts, at: datetime) -> Facts:
    return {
        "name": CorrectableFact(_("legal name"), _same(row.name), CorrectionRule.NAME),
        "short_name": CorrectableFact(_("short name"), _same(row.short_name), CorrectionRule.NAME),
        **_texts(row, CorrectionRule.FIGURES, {"description": _("description")}),
    }


def _listing(row: Listing, parts: Parts, at: datetime) -> Facts:
    says = (row.exchange, row.code, row.symbol)
    return {
        "listing": CorrectableFact(
            _("listing"), _both(lambda _language: f"{row} ({row.exchange})"), says=says
        )
    }


READERS: dict[type[models.Model], Callable[..., Facts]] = {
    Milestone: _milestone,
    Release: _release,
    Project: _project,
    Partner: _partner,
    Company: _company,
    Listing: _listing,
}
