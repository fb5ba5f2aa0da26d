"""What is not public yet, as the public will see it: for staff, and by a secret link. Neither is kept by any cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from timeline.models import Milestone, PreviewLink, PreviewUse, Publishing, Release, Status
from timeline.models.visibility import PreviewMoment, is_public, preview_moment
from timeline.signin.journal import address_of
from timeline.views.milestone import milestone
from timeline.views.page import PublicPage, now
from timeline.views.partners import partner
from timeline.views.projects import project
from timeline.views.releases import release

PAGES: dict[str, Callable[[HttpRequest, str, PreviewMoment], HttpResponse]] = {
    "milestone": milestone,
    "release": release,
    "project": project,
    "partner": partner,
}
Answer = PreviewUse.Answer


def rows_seen_with(row: Publishing) -> dict[str, Iterable[int]]:
    """What is taken for public with a row: the releases a milestone cites, the milestones a release states.

    Nothing that was withdrawn: of that, the public sees that it is gone.
    """
    kept = {str(row._meta.model_name): [row.pk]} if row.status != Status.WITHDRAWN else {}
    if isinstance(row, Milestone):
        cited = Release.objects.filter(paragraphs__citations__milestone=row).exclude(
            status=Status.WITHDRAWN
        )
        return {**kept, "release": cited.values_list("pk", flat=True)}
    if isinstance(row, Release):
        stated = Milestone.objects.stated_by(row).exclude(status=Status.WITHDRAWN)
        return {**kept, "milestone": stated.values_list("pk", flat=True)}
    return dict(kept)


def preview_page(request: HttpRequest, row: Publishing, at: datetime) -> HttpResponse:
    """The row's own page as it will be."""
    return mark_private(
        PAGES[str(row._meta.model_name)](
            request,
            row.slug,
            preview_moment(at, **rows_seen_with(row)),  # type: ignore[attr-defined]
        )
    )


def mark_private(answer: HttpResponse) -> HttpResponse:
    """Kept by no cache (RFC 9111 §5.2.2.5), listed by no search engine, and its address told to no other site."""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def preview_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """``/preview/<token>/``: 404 for a token that never was, 410 for one that is over. Each use is logged."""
    at, _today = now()
    link = PreviewLink.find(token)
    if link is None:
        raise Http404
    row = link.target()
    answer = _answer(link, row, at)
    link.uses.create(at=at, address=address_of(request), answer=answer)
    if row and answer == Answer.SHOWN:
        return preview_page(request, row, at)
    if row and answer == Answer.PUBLIC:
        return mark_private(HttpResponseRedirect(row.get_absolute_url()))  # type: ignore[attr-defined]
    return mark_private(
        PublicPage(request, at).answer("timeline/preview_over.html", {"answer": answer}, status=410)
    )


def _answer(link: PreviewLink, row: Publishing | None, at: datetime) -> PreviewUse.Answer:
    state = link.state(at)
    if state != PreviewLink.State.OPEN:
        return Answer(state.value)
    if row is None or row.status == Status.WITHDRAWN:
        return Answer.GONE
    return Answer.PUBLIC if is_public(row, at) else Answer.SHOWN
