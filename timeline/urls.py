"""Public addresses. They are a promise: a slug that was published stays."""

from __future__ import annotations

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from timeline.exports.formats import (
    CHANGES,
    CORRECTIONS,
    FIGURES,
    MILESTONES,
    PARTNERS,
    PEOPLE,
    PLANS,
    RELEASES,
    STATEMENTS,
)
from timeline.http.conditional import conditional_page
from timeline.http.replicas import from_a_replica
from timeline.views import sitemaps
from timeline.views.about import about
from timeline.views.about_data import about_data
from timeline.views.changes import changes
from timeline.views.comparison import compare
from timeline.views.corrections import corrections
from timeline.views.data import (
    list_data,
    milestone_data,
    milestone_reference,
    openapi,
    partner_data,
    person_data,
    release_data,
    release_reference,
    schema,
)
from timeline.views.embed import embed, oembed
from timeline.views.milestone import milestone
from timeline.views.outlook import outlook
from timeline.views.partners import partner, partners, stakes
from timeline.views.people import people, person
from timeline.views.preview import preview_by_link, preview_milestone_by_link
from timeline.views.projects import project, projects
from timeline.views.releases import release, releases
from timeline.views.security_txt import security_txt
from timeline.views.share import (
    milestone_picture,
    partner_picture,
    person_picture,
    project_picture,
    release_picture,
    timeline_picture,
)
from timeline.views.timeline import timeline

app_name = "timeline"


def read_only(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """An address for GET and HEAD. Other methods are answered 405, with a CSRF token or without."""
    return path(route, csrf_exempt(require_safe(view)), name=name)


def public(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """What is the same for everybody: it may be read from a replica."""
    return read_only(route, from_a_replica(view), name)


def public_page(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """A page that is the same for everybody: any cache may keep it, and asks again each time."""
    return public(route, conditional_page(view), name)


def data(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """Public data. The view answers every method itself."""
    return path(route, from_a_replica(view), name=name)


urlpatterns = [
    public_page("", timeline, name="timeline"),
    public_page("milestones/<slug:slug>/", milestone, name="milestone"),
    public_page("releases/", releases, name="releases"),
    public_page("releases/<slug:slug>/", release, name="release"),
    public_page("releases/<slug:later>/since/<slug:earlier>/", compare, name="compare"),
    public_page("projects/", projects, name="projects"),
    public_page("projects/<slug:slug>/", project, name="project"),
    public_page("partners/", partners, name="partners"),
    public_page("partners/<slug:slug>/", partner, name="partner"),
    public_page("partners/<slug:slug>/stakes/", stakes, name="stakes"),
    public_page("people/", people, name="people"),
    public_page("people/<slug:slug>/", person, name="person"),
    public_page("outlook/", outlook, name="outlook"),
    public_page("corrections/", corrections, name="corrections"),
    public_page("new/", changes, name="changes"),
    public_page("about/", about, name="about"),
    read_only("preview/<str:token>/", preview_by_link, name="preview"),
    read_only(
        "preview/<str:token>/milestones/<slug:slug>/",
        preview_milestone_by_link,
        name="preview_milestone",
    ),
    public("embed/", embed, name="embed"),
    public_page("oembed", oembed, name="oembed"),
    data("timeline.<str:suffix>", list_data(MILESTONES), name="timeline-data"),
    data("releases.<str:suffix>", list_data(RELEASES), name="releases-data"),
    data("outlook.<str:suffix>", list_data(PLANS), name="outlook-data"),
    data("corrections.<str:suffix>", list_data(CORRECTIONS), name="corrections-data"),
    data("new.<str:suffix>", list_data(CHANGES), name="changes-data"),
    data("partners.<str:suffix>", list_data(PARTNERS), name="partners-data"),
    data("people.<str:suffix>", list_data(PEOPLE), name="people-data"),
    data("figures.<str:suffix>", list_data(FIGURES), name="figures-data"),
    data("statements.<str:suffix>", list_data(STATEMENTS), name="statements-data"),
    data("milestones/<str:slug>.json", milestone_data, name="milestone-data"),
    data("releases/<str:slug>.json", release_data, name="release-data"),
    data("partners/<str:slug>.json", partner_data, name="partner-data"),
    data("people/<str:slug>.json", person_data, name="person-data"),
    data("milestones/<str:slug>.<str:suffix>", milestone_reference, name="milestone-reference"),
    data("releases/<str:slug>.<str:suffix>", release_reference, name="release-reference"),
    data("share.png", timeline_picture, name="timeline-picture"),
    data("milestones/<slug:slug>/share.png", milestone_picture, name="milestone-picture"),
    data("releases/<slug:slug>/share.png", release_picture, name="release-picture"),
    data("projects/<slug:slug>/share.png", project_picture, name="project-picture"),
    data("partners/<slug:slug>/share.png", partner_picture, name="partner-picture"),
    data("people/<slug:slug>/share.png", person_picture, name="person-picture"),
    data("schema/<str:name>.json", schema, name="schema"),
    data("openapi.json", openapi, name="openapi"),
    public_page("about/data/", about_data, name="about-data"),
]

root_urlpatterns = [  # at the root of the host, in no language
    public("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    public("sitemap-pages.xml", sitemaps.pages, name="sitemap-pages"),
    public("sitemap-<str:kind>-<int:number>.xml", sitemaps.rows, name="sitemap-rows"),
    public("news-sitemap.xml", sitemaps.news, name="news-sitemap"),
    public_page("robots.txt", sitemaps.robots, name="robots"),
    read_only(".well-known/security.txt", security_txt, name="security-txt"),
]
