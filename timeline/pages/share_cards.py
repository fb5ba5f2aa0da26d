"""What the picture of a page says: its own words, its date, how it stands."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.dates.wording import write
from timeline.i18n.bilingual import active_language
from timeline.models import Company, Milestone, Partner, Person, Project, Release
from timeline.models.status_marks import status_mark
from timeline.pages.descriptions import Description
from timeline.pages.documents import document_of, issuer_of
from timeline.pictures.card import ShareCard, YearBar
from timeline.queries.selection import Selection


def timeline_name(company: Company) -> str:
    return _("%(company)s timeline") % {"company": company.short_name}


def site_card(company: Company, below: str = "") -> ShareCard:
    """Of the site itself, and of each page that has no picture of its own."""
    title = _("%(company)s: the timeline you can check") % {"company": company.short_name}
    return ShareCard("", title, below, timeline_name(company))


def selection_card(selection: Selection, described: Description, company: Company) -> ShareCard:
    if not described.heading:
        return site_card(company, described.brief)
    return ShareCard("", described.heading, described.brief, timeline_name(company))


def year_bars(selection: Selection) -> tuple[YearBar, ...]:
    """Each year from the first to the last, as the other filters leave it; none if not counted."""
    counts: Counter[int | None] = selection.counts.of_filter("year") or Counter()
    chosen = set(selection.parameters.get("year", []))
    years = {year for year in counts if year and counts[year]} | chosen
    if not years:
        return ()
    shown = range(min(years), max(years) + 1)
    return tuple(YearBar(year, counts[year], year in chosen) for year in shown)


def milestone_card(milestone: Milestone, company: Company) -> ShareCard:
    """The milestone carries its outlook."""
    mark = status_mark(milestone)
    return ShareCard(
        above=write(milestone.stated, active_language()),
        title=milestone.title,
        below=mark.words,
        foot=timeline_name(company),
        fill=mark.fill,
        sign=mark.sign,
    )


def release_card(release: Release, company: Company, at: datetime) -> ShareCard:
    issuer = "" if release.is_ours else issuer_of(release, company.name, at)
    return ShareCard(document_of(release), release.headline, issuer, timeline_name(company))


def project_card(project: Project, company: Company) -> ShareCard:
    """The project carries its ``milestone_count``."""
    number = project.milestone_count
    counted = ngettext("%(n)s milestone", "%(n)s milestones", number) % {"n": number}
    return ShareCard(_("Project"), project.name, counted, timeline_name(company))


def partner_card(partner: Partner, company: Company) -> ShareCard:
    kind = partner.get_kind_display()
    return ShareCard(kind, partner.name, partner.summary, timeline_name(company))


def person_card(person: Person, company: Company) -> ShareCard:
    return ShareCard(_("People"), person.name, "", timeline_name(company))
