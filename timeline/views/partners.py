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
    """``/partners/``: all of them, by name."""
    at, _today = now()
    rows = Partner.objects.published(at).with_milestones(at).order_by(localized("name"))
    return PublicPage(request, at).render("timeline/partners.html", {"partners": rows})


def partner(request: HttpRequest, slug: str, preview: PreviewMoment | None = None) -> HttpResponse:
    """``/partners/<slug>/``: its milestones, and the stakes it holds and that are held in it."""
    at, today = now(preview)
    row = get_public_or_gone(Partner.objects.with_milestones(at), slug, at)
    milestones = (
        Milestone.objects.published(at).with_partner(row).with_outlook(today, at).with_citations(at)
    )
    owners, holdings = stakes_of(row, at)
    page = PublicPage(request, at)
    corrections = corrections_of([row], at)[row.pk]
    first_page = paginate(milestones, MILESTONE_ORDER, None, None)
    links = []
    if first_page.rows:
        links = export_links(request, MILESTONES, query_string([("partner", slug)]))
    structured_data = json_ld.filed_list(row, page.header, request)
    context = {
        "partner": row,
        "page": first_page,
        "offers": links,
        "owners": owners,
        "holdings": holdings,
        "corrections": corrections,
        "structured": json_ld.correction_article(structured_data, corrections),
    }
    return page.render("timeline/partner.html", context)
