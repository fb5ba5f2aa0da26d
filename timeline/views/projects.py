"""What the company works on."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse

from timeline.chart.builder import build_chart
from timeline.exports.formats import MILESTONES
from timeline.exports.links import export_links
from timeline.i18n.bilingual import localized
from timeline.models import Milestone, Project
from timeline.models.partner import owners_of_project
from timeline.models.project import states_today
from timeline.models.visibility import PreviewMoment
from timeline.pages import json_ld
from timeline.pages.share_cards import project_card
from timeline.publishing.corrections import corrections_of
from timeline.queries.filed_under import count_milestones_under, partners_in_project
from timeline.queries.lookup import get_public_or_gone
from timeline.queries.pagination import paginate, query_string
from timeline.queries.project_names import NewestNames
from timeline.queries.selection import MILESTONE_ORDER
from timeline.queries.year_counts import years_of_project
from timeline.views.public_page import PublicPage, now


def projects(request: HttpRequest) -> HttpResponse:
    """``/projects/``: all of them, by name, each with the newest state that is stated of it."""
    at, today = now()
    rows = list(Project.objects.published(at).order_by(localized("name")))
    count_milestones_under(rows, at)
    states = states_today(at, today)
    listed = [(row, states.get(row.pk)) for row in rows]
    return PublicPage(request, at).render("timeline/projects.html", {"projects": listed})


def project(request: HttpRequest, slug: str, preview: PreviewMoment | None = None) -> HttpResponse:
    """``/projects/<slug>/``: its milestones, newest first, and the names it has been given."""
    at, today = now(preview)
    row = get_public_or_gone(Project.objects.all(), slug, at)
    count_milestones_under([row], at)
    milestones = Milestone.objects.published(at).in_project(row)
    listed = milestones.for_cards(today, at)
    partners = partners_in_project(row, at).order_by(localized("name"))
    filters = [("project", slug)]
    page = PublicPage(request, at)
    corrections = corrections_of([row], at)[row.pk]
    structured_data = json_ld.filed_list(row, page.header, request)
    context = {
        "graphic": build_chart(
            milestones,
            on=today,
            today=today,
            at=at,
            query=filters,
            years=partial(years_of_project, row, at),
            total=row.milestone_count,
        ),
        "project": row,
        "page": paginate(listed, MILESTONE_ORDER, None, None),
        "offers": export_links(request, MILESTONES, query_string(filters)),
        "names": NewestNames(row, at),
        "partners": partners,
        "states": row.states.public(at),
        "owners": owners_of_project(row, at),
        "corrections": corrections,
        "structured": json_ld.correction_article(structured_data, corrections),
    }
    card = project_card(row, page.header.company)
    return page.render("timeline/project.html", context, card=card)
