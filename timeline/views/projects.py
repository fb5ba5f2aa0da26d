"""What the company works on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.chart.builder import graphic
from timeline.exports.formats import MILESTONES
from timeline.i18n.bilingual import localized
from timeline.models import Milestone, Partner, Project
from timeline.models.visibility import Foreseen, public
from timeline.pages import json_ld
from timeline.pages.export_links import offers
from timeline.publishing.corrections import corrections_of
from timeline.queries.lookup import found
from timeline.queries.pagination import page_of
from timeline.queries.selection import ORDER, query_of
from timeline.views.page import Page, now


def projects(request: HttpRequest) -> HttpResponse:
    at, _ = now()
    rows = Project.objects.published(at).with_milestones(at).order_by(localized("name"))
    return Page(request, at).answer("timeline/projects.html", {"projects": rows})


def project(request: HttpRequest, slug: str, foreseen: Foreseen | None = None) -> HttpResponse:
    """A project: its milestones, newest first, and the names it has been given."""
    at, today = now(foreseen)
    row = found(Project.objects.with_milestones(at), slug, at)
    filed = Milestone.objects.published(at).filter(projects=row)
    milestones = filed.with_outlook(today, at).with_citations(at)
    page, corrections = Page(request, at), corrections_of([row], at)[row.pk]
    context = {
        "graphic": graphic(filed, on=today, today=today, at=at, query=[("project", slug)]),
        "project": row,
        "page": page_of(milestones, ORDER, None, None),
        "offers": offers(request, MILESTONES, query_of([("project", slug)])),
        "names": row.names.filter(public(at, "release", "release__")).select_related("release"),
        "partners": Partner.objects.published(at).in_project(row, at).order_by(localized("name")),
        "corrections": corrections,
        "structured": json_ld.corrected(json_ld.filed(row, page.masthead, request), corrections),
    }
    return page.answer("timeline/project.html", context)
