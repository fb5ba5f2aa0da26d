"""Two releases side by side."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from timeline.models import Release
from timeline.pages.comparison import comparison
from timeline.queries.lookup import get_public_or_gone
from timeline.queries.releases import neighbouring_releases
from timeline.views.public_page import PublicPage, now


def compare(request: HttpRequest, later: str, earlier: str) -> HttpResponse:
    """``/releases/<later>/since/<earlier>/``: what a release says that another one did not.

    The other way round it leads there; a release is not compared with itself (404).
    """
    at, today = now()
    if later == earlier:
        raise Http404
    after = get_public_or_gone(Release.objects.select_related("issuer"), later, at)
    before = get_public_or_gone(Release.objects.select_related("issuer"), earlier, at)
    if (after.published_on, after.pk) < (before.published_on, before.pk):
        return redirect(reverse("timeline:compare", args=[earlier, later]), permanent=True)
    context = {
        "compared": comparison(before, after, today, at),
        "still_earlier": neighbouring_releases(before, at)[0],
        "still_later": neighbouring_releases(after, at)[1],
    }
    return PublicPage(request, at).render("timeline/comparison.html", context)
