"""Previews: the page of a row that is not public yet, for staff and by a secret link.

No cache keeps a preview.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from timeline.http.edition_memory import keep_nothing
from timeline.models import (
    Milestone,
    Person,
    PreviewAnswer,
    PreviewLink,
    PreviewState,
    Publishing,
    Release,
    Status,
)
from timeline.models.visibility import PreviewMoment, is_public, preview_moment
from timeline.signin.journal import address_of
from timeline.views.errors import not_found
from timeline.views.milestone import milestone
from timeline.views.partners import partner
from timeline.views.people import person
from timeline.views.projects import project
from timeline.views.public_page import PublicPage, now
from timeline.views.releases import release

PAGES: dict[str, Callable[[HttpRequest, str, PreviewMoment], HttpResponse]] = {
    "milestone": milestone,
    "release": release,
    "project": project,
    "partner": partner,
    "person": person,
}


def rows_seen_with(row: Publishing) -> dict[str, Iterable[int]]:
    """The ids, by model, of the rows that a preview treats as public.

    These are the row itself, the releases that a milestone cites or that state a person's posts,
    and the milestones that a release states. Withdrawn rows are not among them: the public will
    see those as withdrawn.
    """
    seen: dict[str, Iterable[int]] = {}
    if row.status != Status.WITHDRAWN:
        seen[str(row._meta.model_name)] = [row.pk]
    if isinstance(row, Milestone):
        cited = Release.objects.filter(paragraphs__citations__milestone=row)
        seen["release"] = cited.exclude(status=Status.WITHDRAWN).values_list("pk", flat=True)
    elif isinstance(row, Person):
        stating = Release.objects.filter(paragraphs__posts__person=row)
        seen["release"] = stating.exclude(status=Status.WITHDRAWN).values_list("pk", flat=True)
    elif isinstance(row, Release):
        stated = Milestone.objects.stated_by(row).exclude(status=Status.WITHDRAWN)
        seen["milestone"] = stated.values_list("pk", flat=True)
    return seen


def preview_page(request: HttpRequest, row: Publishing, at: datetime) -> HttpResponse:
    """The row's own page as it will be."""
    keep_nothing(request)
    view = PAGES[str(row._meta.model_name)]
    moment = preview_moment(at, **rows_seen_with(row))
    return mark_private(view(request, row.slug, moment))


def mark_private(response: HttpResponse) -> HttpResponse:
    """Keep the response out of caches (RFC 9111 §5.2.2.5), search engines and Referer headers."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response


def preview_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """``/preview/<token>/``: 404 for an unknown token, 410 for one that is over. Logs each use."""
    at, _today = now()
    link = PreviewLink.find(token)
    if link is None:
        return mark_private(not_found(request, Http404()))
    row = link.target()
    answer = _answer(link, row, at)
    link.uses.create(at=at, address=address_of(request), answer=answer)
    if row and answer == PreviewAnswer.SHOWN:
        return _within_link(preview_page(request, row, at), row, token, at)
    if row and answer == PreviewAnswer.PUBLIC:
        page = row.get_absolute_url()
        return mark_private(HttpResponseRedirect(page))
    context = {"answer": answer}
    page_over = PublicPage(request, at).render("timeline/preview_over.html", context, status=410)
    return mark_private(page_over)


def preview_milestone_by_link(request: HttpRequest, token: str, slug: str) -> HttpResponse:
    """``/preview/<token>/milestones/<slug>/``: a milestone that the release of a link states."""
    at, _today = now()
    link = PreviewLink.find(token)
    row = link.target() if link else None
    if (
        link is None
        or not isinstance(row, Release)
        or _answer(link, row, at) != PreviewAnswer.SHOWN
    ):
        return preview_by_link(request, token)
    if not _hidden_milestones(row, at).filter(slug=slug).exists():
        return mark_private(not_found(request, Http404()))
    link.uses.create(at=at, address=address_of(request), answer=PreviewAnswer.SHOWN)
    keep_nothing(request)
    page = mark_private(milestone(request, slug, preview_moment(at, **rows_seen_with(row))))
    return _within_link(page, row, token, at)


def _hidden_milestones(row: Release, at: datetime) -> QuerySet[Milestone]:
    """What a release states and visitors do not see yet."""
    stated = Milestone.objects.stated_by(row).exclude(status=Status.WITHDRAWN)
    return stated.exclude(public_from__lte=at)


def _within_link(page: HttpResponse, row: Publishing, token: str, at: datetime) -> HttpResponse:
    """The page with its links to the release and its milestones leading to their previews."""
    if not isinstance(row, Release):
        return page
    previews = {row.get_absolute_url(): reverse("timeline:preview", args=[token])}
    for hidden in _hidden_milestones(row, at):
        address = reverse("timeline:preview_milestone", args=[token, hidden.slug])
        previews[hidden.get_absolute_url()] = address
    for address, preview in previews.items():
        page.content = page.content.replace(
            f'href="{address}'.encode(), f'href="{preview}'.encode()
        )
    return page


def _answer(link: PreviewLink, row: Publishing | None, at: datetime) -> PreviewAnswer:
    state = link.state(at)
    if state != PreviewState.OPEN:
        return PreviewAnswer(state.value)
    if row is None or row.status == Status.WITHDRAWN:
        return PreviewAnswer.GONE
    if is_public(row, at):
        return PreviewAnswer.PUBLIC
    return PreviewAnswer.SHOWN
