"""Public addresses. They are a promise: a slug that was published stays."""

from __future__ import annotations

from django.urls import path

from timeline.views.about import about
from timeline.views.embed import embed, oembed
from timeline.views.milestone import milestone
from timeline.views.outlook import outlook
from timeline.views.partners import partner, partners
from timeline.views.projects import project, projects
from timeline.views.releases import release, releases
from timeline.views.timeline import timeline

app_name = "timeline"

urlpatterns = [
    path("", timeline, name="timeline"),
    path("milestones/<slug:slug>/", milestone, name="milestone"),
    path("releases/", releases, name="releases"),
    path("releases/<slug:slug>/", release, name="release"),
    path("projects/", projects, name="projects"),
    path("projects/<slug:slug>/", project, name="project"),
    path("partners/", partners, name="partners"),
    path("partners/<slug:slug>/", partner, name="partner"),
    path("outlook/", outlook, name="outlook"),
    path("about/", about, name="about"),
    path("embed/", embed, name="embed"),
    path("oembed", oembed, name="oembed"),
]
