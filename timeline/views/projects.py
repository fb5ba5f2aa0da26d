"""What the company works on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.chart.builder import build_chart
from timeline.exports.formats import MILESTONES
from timeline.exports.links import export_links
from timeline.i18n.bilingual import localized
from timeline.models import Milestone, Partner, Project
from timeline.models.visibility import PreviewMoment, public_condition
from timeline.pages import json_ld
from timeline.publishing.corrections import corrections_of
from timeline.queries.lookup import get_public_or_gone
from timeline.queries.pagination import paginate, query_string
from timeline.queries.selection import MILESTONE_ORDER
from timeline.views.public_page import PublicPage, now


def projects(request: HttpRequest) -> HttpResponse:
    at, _ = now()
    rows = Project.objects.published(at).with_milestones(at).order_by(localized("name"))
    return PublicPage(request, at).render("timeline/projects.html", {"projects": rows})


def project(request: HttpRequest, slug: str, foreseen: PreviewMoment | None = None) -> HttpResponse:
    """A project: its milestones, newest first, and the names it has been given."""
    at, today = now(foreseen)
    row = get_public_or_gone(Project.objects.with_milestones(at), slug, at)
    filed = Milestone.objects.published(at).filter(projects=row)
    milestones = filed.with_outlook(today, at).with_citations(at)
    page, corrections = PublicPage(request, at), corrections_of([row], at)[row.pk]
    context = {
        "graphic": build_chart(filed, on=today, today=today, at=at, query=[("project", slug)]),
        "project": row,
        "page": paginate(milestones, MILESTONE_ORDER, None, None),
        "offers": export_links(request, MILESTONES, query_string([("project", slug)])),
        "names": row.names.filter(public_condition(at, "release", "release__")).select_related(
            "release"
        ),
        "partners": Partner.objects.published(at).in_project(row, at).order_by(localized("name")),
        "corrections": corrections,
        "structured": json_ld.correction_article(
            json_ld.filed_list(row, page.masthead, request), corrections
        ),
    }
    return page.render("timeline/project.html", context)
