"""People, and the posts that documents state they held."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.exports.formats import PEOPLE
from timeline.exports.links import export_links, row_export_links
from timeline.models import Person
from timeline.models.visibility import PreviewMoment
from timeline.pages import json_ld
from timeline.pages.people import in_order_of_time, posts_over_time, years_of
from timeline.pages.rails import Rail, year_rails
from timeline.pages.share_cards import person_card
from timeline.publishing.corrections import corrections_of
from timeline.queries.lookup import get_public_or_gone
from timeline.queries.people import PeopleQuery
from timeline.views.public_page import PublicPage, now


def people(request: HttpRequest) -> HttpResponse:
    """``/people/``: posts over time, or those of a year. 400 for a bad year."""
    at, _today = now()
    query = PeopleQuery(request.GET, at)
    if not query.is_valid():
        refusal = {"problems": query.problems, "rails": _year_rails(query, [])}
        return PublicPage(request, at).render("timeline/people.html", refusal, status=400)
    context = {
        "organizations": posts_over_time(query.posts, query.years),
        "rails": _year_rails(query, query.years),
        "asked": query.years,
        "offers": export_links(request, PEOPLE, query.canonical),
    }
    return PublicPage(request, at, query=query.canonical).render("timeline/people.html", context)


def _year_rails(query: PeopleQuery, chosen: list[int]) -> list[Rail]:
    years = [(year, None) for year in years_of(query.posts)]
    return year_rails(years, {"year": chosen})


def person(request: HttpRequest, slug: str, preview: PreviewMoment | None = None) -> HttpResponse:
    """``/people/<slug>/``: the posts that documents state of one person."""
    at, _today = now(preview)
    row = get_public_or_gone(Person.objects.all(), slug, at)
    page = PublicPage(request, at)
    corrections = corrections_of([row], at)[row.pk]
    structured_data = json_ld.about_person(row, request)
    context = {
        "person": row,
        "posts": in_order_of_time(row.posts.public(at).with_names()),
        "offers": row_export_links(row.get_absolute_url()),
        "corrections": corrections,
        "structured": json_ld.correction_article(structured_data, corrections),
    }
    card = person_card(row, page.header.company)
    return page.render("timeline/person.html", context, card=card)
