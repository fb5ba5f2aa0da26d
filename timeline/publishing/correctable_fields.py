"""What visitors take from a row as fact, and which changes of it are corrections.

A fact is a date, a standing, a citation, a name, a listing, a percentage, or the figures in a
text. Wording and translation are no facts. Kinds of milestone and the projects they are filed under
are our own order, and no facts either. Only what visitors can see counts: a citation of a draft, or
its name, is left out until the draft is public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.dates.wording import write, write_day
from timeline.i18n.fiscal_years import fiscal_years_in_words
from timeline.i18n.number_words import explained
from timeline.models import (
    Citation,
    Company,
    Contact,
    DocumentCopy,
    DocumentRelation,
    Listing,
    Milestone,
    MilestonePartner,
    Paragraph,
    Partner,
    Person,
    PlanSettlement,
    Post,
    Project,
    ProjectName,
    Publishing,
    Release,
)
from timeline.models.company import fiscal_calendar
from timeline.models.correction import TextByLanguage
from timeline.models.translation_status import LANGUAGES, text_by_language
from timeline.models.visibility import is_public
from timeline.publishing.fact_changes import (
    CorrectableFact,
    CorrectionRule,
    Facts,
    in_both_languages,
)
from timeline.publishing.held_facts import (
    post_facts,
    post_is_public,
    stake_facts,
    state_facts,
    where,
)
from timeline.publishing.statement_facts import figure, listing_period, name_over_time

PartsByName = Mapping[
    str, Sequence[Any]
]  # the rows that belong to another, by the name it has for them


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


# How each kind of row says what it says


def _same(text: object) -> TextByLanguage:
    """What reads the same in both languages."""
    return dict.fromkeys(LANGUAGES, str(text))


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
        read = text_by_language(row, name)
        facts[name] = CorrectableFact(label, read, rule, new_counts=new_counts, also=also)
    return facts


def _day(day: date) -> TextByLanguage:
    return in_both_languages(lambda language: write_day(day, language))


def _stated(stated: StatedDate) -> CorrectableFact:
    says = (
        stated.words,
        stated.precision,
        stated.earliest,
        stated.latest,
        stated.start_time,
        stated.time_zone,
    )
    read = in_both_languages(lambda language: write(stated, language))
    closer = in_both_languages(lambda language: f"{read[language]} ({_exactly(stated, language)})")
    return CorrectableFact(_("date"), read, says=says, closer=closer)


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
    if stated.start_time:
        found.append(f"{stated.start_time:%H:%M} {stated.time_zone}")
    return "; ".join(found)


def _milestone(row: Milestone, parts: PartsByName, at: datetime) -> Facts:
    texts = {
        "title": _("title"),
        "short_title": _("short title"),
        "summary": _("summary"),
        "basis": _("basis"),
    }
    standing = in_both_languages(lambda _language: str(row.get_standing_display()))
    facts = {
        "date": _stated(row.stated),
        "standing": CorrectableFact(_("standing"), standing, says=row.standing),
    }
    facts |= _texts(row, CorrectionRule.NAME, {"condition": _("condition")}, new_counts=True)
    facts["settlements"] = _settled(parts["settlements"], at)
    facts["citations"] = _cited(parts["citations"], at)
    facts |= _public_statements("citations", parts, _differing, at)
    facts |= _public_statements("figures", parts, figure, at)
    facts["partner_roles"] = _roles(parts["partner_roles"], at)
    facts |= _texts(row, CorrectionRule.NAME, {"place": _("place")})
    facts |= _texts(row, CorrectionRule.FIGURES, texts)
    return facts


def _settled(settlements: Iterable[PlanSettlement], at: datetime) -> CorrectableFact:
    seen = [said for said in settlements if is_public(said.plan, at)]
    seen.sort(key=lambda said: said.plan_id)

    def words(_language: str) -> str:
        return "; ".join(explained(said.get_settlement_display(), said.plan.title) for said in seen)

    says = frozenset((said.plan_id, said.settlement) for said in seen)
    return CorrectableFact(_("settlement"), in_both_languages(words), says=says)


def _cited(citations: Iterable[Citation], at: datetime) -> CorrectableFact:
    paragraphs = []
    for citation in citations:
        if is_public(citation.paragraph.release, at):
            paragraphs.append(citation.paragraph)
    paragraphs.sort(key=lambda paragraph: (paragraph.release.published_on, paragraph.number))

    def places(language: str) -> str:
        return "; ".join(where(paragraph, language) for paragraph in paragraphs)

    says = frozenset(paragraph.pk for paragraph in paragraphs)
    return CorrectableFact(_("stated in"), in_both_languages(places), says=says)


def _differing(citation: Citation) -> Facts:
    """What a document states otherwise than the milestone does."""
    return _texts(citation, CorrectionRule.NAME, {"states": _("stated there")})


def _roles(roles: Iterable[MilestonePartner], at: datetime) -> CorrectableFact:
    seen = []
    says = set()
    for part in roles:
        if is_public(part.partner, at):
            seen.append(part)
            says.add((part.partner_id, part.role))
    read = in_both_languages(lambda _language: "; ".join(sorted(map(str, seen))))
    return CorrectableFact(_("who"), read, says=frozenset(says))


def _release(row: Release, parts: PartsByName, at: datetime) -> Facts:
    texts = {"headline": _("headline"), "summary": _("summary"), "also_printed": _("also printed")}
    listings: Sequence[Listing] = parts["listings"]
    day = _day(row.published_on)
    facts = {
        "published_on": CorrectableFact(_("published on"), day, says=row.published_on),
        "listings": CorrectableFact(
            _("listings"),
            in_both_languages(lambda _language: "; ".join(sorted(map(str, listings)))),
            says=frozenset(listing.pk for listing in listings),
        ),
        "place": CorrectableFact(_("place"), _same(row.place), CorrectionRule.NAME),
        "wire": CorrectableFact(_("wire"), _same(row.wire), CorrectionRule.NAME),
    }
    facts |= _texts(row, CorrectionRule.FIGURES, texts)
    facts |= _each("paragraphs", parts, _paragraph)
    facts |= _each("contacts", parts, _contact)
    facts |= _names("project_names", parts, at)
    facts |= _issued(row, at)
    facts |= _each("copies", parts, _copy)
    facts |= _each("relations", parts, lambda relation: _relation(relation, at))
    return facts


def _issued(row: Release, at: datetime) -> Facts:
    """What sort of document it is, and who issued it: the company, unless it names another."""
    sort = in_both_languages(lambda _language: str(row.get_document_type_display()))
    issuer, says = _same(""), None
    if row.issuer and is_public(row.issuer, at):
        issuer, says = text_by_language(row.issuer, "name"), row.issuer.pk
    elif row.issuer:
        says = 0  # another one, whom visitors are not told of
    else:
        issuer = in_both_languages(lambda _language: gettext("the company"))
    printed = _same(row.issuer_name)
    return {
        "document_type": CorrectableFact(_("document"), sort, says=row.document_type),
        "issuer": CorrectableFact(_("issuer"), issuer, says=says),
        "issuer_name": CorrectableFact(_("issuer, as printed"), printed, CorrectionRule.NAME),
    }


def _copy(copy: DocumentCopy) -> Facts:
    """Who re-posted a document, of each place where it stands."""
    return {"": CorrectableFact(_("publisher"), _same(copy.publisher), CorrectionRule.NAME)}


def _relation(relation: DocumentRelation, at: datetime) -> Facts:
    other = relation.other
    if not is_public(other, at):
        return {}

    def say(language: str) -> str:
        day = write_day(other.published_on, language)
        return explained(str(relation.get_relation_display()), day)

    says = (relation.relation, other.pk)
    return {
        "": CorrectableFact(
            _("what it does to another document"), in_both_languages(say), says=says, also=(other,)
        )
    }


def _each(name: str, parts: PartsByName, say: Callable[[Any], Facts]) -> Facts:
    """The facts of each part that is on file."""
    facts = {}
    for part in parts[name]:
        if part.pk:
            for key, fact in say(part).items():
                facts[f"{name} {part.pk} {key}"] = fact
    return facts


def _public_statements(
    name: str, parts: PartsByName, say: Callable[[Any], Facts], at: datetime
) -> Facts:
    """The facts of each part that a public release states."""

    def say_if_public(statement: Any) -> Facts:
        return say(statement) if is_public(statement.paragraph.release, at) else {}

    return _each(name, parts, say_if_public)


def _paragraph(paragraph: Paragraph) -> Facts:
    label = _numbered(paragraph.number)
    facts = {"number": CorrectableFact(_("paragraph"), _same(label), says=paragraph.number)}
    facts |= _texts(paragraph, CorrectionRule.FIGURES, {"summary": label})
    facts["text"] = CorrectableFact(label, _same(paragraph.text), CorrectionRule.FIGURES)
    return facts


def _numbered(number: int) -> str:
    return f"¶\u00a0{number}"


def _contact(contact: Contact) -> Facts:
    printed = (contact.name, contact.organisation, contact.phone, contact.extension, contact.email)
    return {
        "": CorrectableFact(_("contact"), _same(", ".join(filter(None, printed))), says=printed)
    }


def _names(name: str, parts: PartsByName, at: datetime) -> Facts:
    """The names that releases give to projects, on either one's page."""

    def say(given: ProjectName) -> Facts:
        if not (is_public(given.project, at) and is_public(given.release, at)):
            return {}
        other = given.project if name == "project_names" else given.release
        return _texts(given, CorrectionRule.NAME, {"name": _("project, as named")}, also=(other,))

    return _each(name, parts, say)


def _project(row: Project, parts: PartsByName, at: datetime) -> Facts:
    facts = _texts(row, CorrectionRule.NAME, {"name": _("name")})
    facts |= _texts(row, CorrectionRule.FIGURES, {"summary": _("summary")})
    facts |= _names("names", parts, at)
    facts |= _each("states", parts, lambda state: state_facts(state, at))
    facts |= _each("owners", parts, lambda stake: stake_facts(stake, row, at))
    return facts


def _partner(row: Partner, parts: PartsByName, at: datetime) -> Facts:
    facts = _texts(row, CorrectionRule.NAME, {"name": _("name")})
    kept_names = {name.name_en for name in parts["names"]}
    kept_names.update(name.name_fr for name in parts["names"])
    facts["name"] = replace(facts["name"], still_told=frozenset(kept_names))
    facts |= _public_statements("names", parts, name_over_time, at)
    facts |= _texts(row, CorrectionRule.FIGURES, {"summary": _("summary")})
    facts |= _each("holdings", parts, lambda stake: stake_facts(stake, row, at))
    facts |= _each("owners", parts, lambda stake: stake_facts(stake, row, at))
    return facts


def _person(row: Person, parts: PartsByName, at: datetime) -> Facts:
    def say(post: Post) -> Facts:
        if not post_is_public(post, at):
            return {}
        return post_facts(post) | _texts(post, CorrectionRule.NAME, {"title": _("title")})

    facts = {"name": CorrectableFact(_("name"), _same(row.name), CorrectionRule.NAME)}
    return facts | _each("posts", parts, say)


def _company(row: Company, parts: PartsByName, at: datetime) -> Facts:
    kept_names = frozenset(name.name_en for name in parts["names"])
    kept_short_names = frozenset(name.short_name for name in parts["names"])
    facts = {
        "name": CorrectableFact(
            _("legal name"), _same(row.name), CorrectionRule.NAME, still_told=kept_names
        ),
        "short_name": CorrectableFact(
            _("short name"),
            _same(row.short_name),
            CorrectionRule.NAME,
            still_told=kept_short_names,
        ),
    }
    facts |= _public_statements("names", parts, name_over_time, at)
    facts |= _texts(row, CorrectionRule.FIGURES, {"description": _("description")})
    calendar = fiscal_calendar(parts["fiscal_year_starts"])
    if calendar.starts:
        read = in_both_languages(lambda _language: fiscal_years_in_words(calendar))
        says = calendar.starts
        facts["fiscal_years"] = CorrectableFact(_("fiscal years begin"), read, says=says)
    return facts


def _listing(row: Listing, parts: PartsByName, at: datetime) -> Facts:
    says = (row.exchange, row.code, row.symbol, row.partner_id)
    read = in_both_languages(lambda _language: f"{row} ({row.exchange})")
    facts = {"listing": CorrectableFact(_("listing"), read, says=says, closer=_whose(row, at))}
    return facts | _public_statements("periods", parts, listing_period, at)


def _whose(listing: Listing, at: datetime) -> TextByLanguage:
    """A listing with the organization that it is of, unless visitors are not told of that."""
    if listing.partner and not is_public(listing.partner, at):
        return {}

    def say(_language: str) -> str:
        name = listing.partner.name if listing.partner else gettext("the company")
        return f"{listing}, {name}"

    return in_both_languages(say)


READERS: dict[type[models.Model], Callable[..., Facts]] = {
    Milestone: _milestone,
    Release: _release,
    Project: _project,
    Partner: _partner,
    Person: _person,
    Company: _company,
    Listing: _listing,
}
