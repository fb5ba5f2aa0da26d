"""What the site is measured beside: a plain Django site over the same rows.

The plain site is what a good Django developer writes on a day: generic views, django-filter, the
middleware of a new project, related rows read ahead, 25 rows a page, counted by the paginator. It
has no graphic, no counts beside its filters, and nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable

import django_filters
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from django.views.generic import DetailView
from django_filters.views import FilterView

from timeline.http.page_cache import Application
from timeline.models import Milestone, Project

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "devtools.plain_site.plain_addresses",
]


class MilestoneFilter(django_filters.FilterSet):
    """Filters by project, year, standing, kind and words of the title."""

    projects = django_filters.ModelMultipleChoiceFilter(queryset=Project.objects.all())
    announced_year = django_filters.NumberFilter()
    title_en = django_filters.CharFilter(lookup_expr="icontains")

    class Meta:
        model = Milestone
        fields = ("standing", "kind")


class PlainList(FilterView):
    """25 milestones, newest first."""

    queryset = (
        Milestone.objects.filter(status="published")
        .prefetch_related("projects", "citations__paragraph__release")
        .order_by("-sort_day")
    )
    filterset_class = MilestoneFilter
    paginate_by = 25
    template_name = "devtools/plain_list.html"


class PlainDetail(DetailView):  # type: ignore[type-arg] # it takes none when it runs
    """One milestone."""

    queryset = Milestone.objects.filter(status="published").prefetch_related(
        "projects", "citations__paragraph__release"
    )
    template_name = "devtools/plain_detail.html"


urlpatterns = [
    path("", PlainList.as_view(), name="list"),
    path("milestones/<slug:slug>/", PlainDetail.as_view(), name="milestone"),
]


def plain_addresses(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that has the request answered by the addresses of this module."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return get_response(request)

    return answer


def plain_site() -> Application:
    """The plain site as a WSGI application, within this process."""
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        application: Application = WSGIHandler()
    return application
