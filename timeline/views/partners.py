"""Who else is named, and who owns how much of whom."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.exports.formats import MILESTONES
from timeline.exports.links import export_links
from timeline.i18n.bilingual import localized
from timeline.models import Milestone, Partner
from timeline.models.partner import stakes_of
from timeline.models.visibility import PreviewMoment
from timeline.pages import json_ld
from timeline.publishing.corrections import corrections_of
from timeline.queries.lookup import get_public_or_gone
from timeline.queries.pagination import paginate, query_string
from timeline.queries.selection import MILESTONE_ORDER
from timeline.views.public_page import PublicPage, now


def partners(request: HttpRequest) -> HttpResponse:
    at, _ = now()
    rows = Partner.objects.published(at).with_milestones(at).order_by(localized("name"))
    return PublicPage(request, at).render("timeline/partners.html", {"partners": rows})


def partner(request: HttpRequest, slug: str, foreseen: PreviewMoment | None = None) -> HttpResponse:
    """A partner: the milestones it has a part in, and its stakes with their direction."""
    at, today = now(foreseen)
    row = get_public_or_gone(Partner.objects.with_milestones(at), slug, at)
    milestones = (
        Milestone.objects.published(at).with_partner(row).with_outlook(today, at).with_citations(at)
    )
    owners, holdings = stakes_of(row, at)
    page, corrections = PublicPage(request, at), corrections_of([row], at)[row.pk]
    listed = paginate(milestones, MILESTONE_ORDER, None, None)
    context = {
        "partner": row,
        "page": listed,
        "offers": export_links(request, MILESTONES, query_string([("partner", slug)]))
        if listed.rows
        else [],
        "owners": owners,
        "holdings": holdings,
        "corrections": corrections,
        "structured": json_ld.correction_article(
            json_ld.filed_list(row, page.masthead, request), corrections
        ),
    }
    return page.render("timeline/partner.html", context)
