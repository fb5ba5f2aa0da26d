"""Who else is named, and who owns how much of whom."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from timeline.exports.formats import MILESTONES, PARTNERS
from timeline.exports.links import export_links, row_export_links
from timeline.models import Milestone, Partner, Release
from timeline.models.cited_statement import in_order_of_days
from timeline.models.partner import stakes_of_the_company
from timeline.models.visibility import PreviewMoment
from timeline.pages import json_ld
from timeline.pages.people import in_order_of_time
from timeline.pages.share_cards import partner_card
from timeline.publishing.corrections import corrections_of
from timeline.queries.filed_under import count_milestones_under
from timeline.queries.lookup import get_public_or_gone
from timeline.queries.organizations import named_organizations
from timeline.queries.pagination import paginate, query_string
from timeline.queries.selection import MILESTONE_ORDER
from timeline.queries.stakes import NewestStakes, StakeList, StakeListQuery
from timeline.views.public_page import PublicPage, now

MOST_ISSUED = 10  # documents of an organization that its page names


def partners(request: HttpRequest) -> HttpResponse:
    """``/partners/``: all of them, by name, and the stakes in the company and of the company."""
    at, _today = now()
    owners, holdings = stakes_of_the_company(at)
    context = {
        "organizations": named_organizations(at),
        "owners": owners,
        "holdings": holdings,
        "offers": export_links(request, PARTNERS),
    }
    return PublicPage(request, at).render("timeline/partners.html", context)


def partner(request: HttpRequest, slug: str, preview: PreviewMoment | None = None) -> HttpResponse:
    """``/partners/<slug>/``: its milestones, the documents it issued, the newest stakes."""
    at, today = now(preview)
    row = get_public_or_gone(Partner.objects.all(), slug, at)
    count_milestones_under([row], at)
    milestones = Milestone.objects.published(at).with_partner(row).for_cards(today, at)
    stakes = NewestStakes(row, at)
    page = PublicPage(request, at)
    corrections = corrections_of([row], at)[row.pk]
    first_page = paginate(milestones, MILESTONE_ORDER, None, None)
    links = row_export_links(row.get_absolute_url())
    if first_page.rows:
        links = export_links(request, MILESTONES, query_string([("partner", slug)]))
    issued = list(_newest_documents(row, at)[: MOST_ISSUED + 1])
    structured_data = json_ld.about_organization(row, request)
    context = {
        "partner": row,
        "page": first_page,
        "offers": links,
        "names": in_order_of_days(row.names.stated_publicly(at).with_source()),
        "stakes": stakes,
        "owners": stakes.owners,
        "holdings": stakes.holdings,
        "issued": issued[:MOST_ISSUED],
        "is_more_issued": len(issued) > MOST_ISSUED,
        "posts": in_order_of_time(row.posts.public(at).with_names()),
        "corrections": corrections,
        "structured": json_ld.correction_article(structured_data, corrections),
    }
    card = partner_card(row, page.header.company)
    return page.render("timeline/partner.html", context, card=card)


def _newest_documents(issuer: Partner, at: datetime) -> QuerySet[Release]:
    issued: QuerySet[Release] = issuer.issued.published(at).newest_first()
    return issued.select_related("issuer")


def stakes(request: HttpRequest, slug: str) -> HttpResponse:
    """``/partners/<slug>/stakes/``: all stakes, newest first. 400 for a place that is none."""
    at, _today = now()
    row = get_public_or_gone(Partner.objects.all(), slug, at)
    query = StakeListQuery(request.GET)
    if not query.is_valid():
        refusal = {"partner": row, "problems": query.problems}
        return PublicPage(request, at).render("timeline/stakes.html", refusal, status=400)
    listed = StakeList(query, row, at)
    context = {
        "partner": row,
        "listed": listed,
        "owners": listed.shown.owners,
        "holdings": listed.shown.holdings,
    }
    page = PublicPage(request, at, query=listed.canonical)
    return page.render("timeline/stakes.html", context)
