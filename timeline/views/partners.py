"""Who else is named, and who owns how much of whom."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.exports.formats import MILESTONES
from timeline.i18n.bilingual import localized
from timeline.models import Milestone, Partner
from timeline.models.partner import stakes_of
from timeline.models.visibility import Foreseen
from timeline.pages import json_ld
from timeline.pages.export_links import offers
from timeline.publishing.corrections import corrections_of
from timeline.queries.lookup import found
from timeline.queries.pagination import page_of
from timeline.queries.selection import ORDER, query_of
from timeline.views.page import Page, now


def partners(request: HttpRequest) -> HttpResponse:
    at, _ = now()
    rows = Partner.objects.published(at).with_milestones(at).order_by(localized("name"))
    return Page(request, at).answer("timeline/partners.html", {"partners": rows})


def partner(request: HttpRequest, slug: str, foreseen: Foreseen | None = None) -> HttpResponse:
    """A partner: the milestones it has a part in, and its stakes with their direction."""
    at, today = now(foreseen)
    row = found(Partner.objects.with_milestones(at), slug, at)
    milestones = (
        Milestone.objects.published(at).with_partner(row).with_outlook(today, at).with_citations(at)
    )
    owners, holdings = stakes_of(row, at)
    page, corrections = Page(request, at), corrections_of([row], at)[row.pk]
    listed = page_of(milestones, ORDER, None, None)
    context = {
        "partner": row,
        "page": listed,
        "offers": offers(request, MILESTONES, query_of([("partner", slug)])) if listed.rows else [],
        "owners": owners,
        "holdings": holdings,
        "corrections": corrections,
        "structured": json_ld.corrected(json_ld.filed(row, page.masthead, request), corrections),
    }
    return page.answer("timeline/partner.html", context)
