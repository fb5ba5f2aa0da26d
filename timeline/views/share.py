"""The pictures that other sites show of pages: ``share.png`` below the address of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase

from timeline.http.conditional import conditional_response
from timeline.http.data_views import View, data_view
from timeline.http.downloads import Downloads
from timeline.http.negotiation import require_acceptable
from timeline.http.record_summary import record_version
from timeline.models import Milestone, Partner, Person, Project, Release
from timeline.pages.descriptions import describe
from timeline.pages.share_cards import (
    milestone_card,
    partner_card,
    person_card,
    project_card,
    release_card,
    selection_card,
    year_bars,
)
from timeline.pictures.card import ShareCard
from timeline.pictures.drawing import draw
from timeline.queries.filed_under import count_milestones_under
from timeline.queries.lookup import get_public_or_gone
from timeline.queries.pagination import query_string
from timeline.queries.selection import Selection, TimelineQuery
from timeline.views.data import refuse
from timeline.views.public_page import kept_filter_names, kept_header, now

PNG = "image/png"
# Apart from the lists: a picture is drawn at once, and waits for no slow reader of one.
PICTURES = Downloads(settings.MOST_DOWNLOADS)


def picture_view(card_of: Callable[..., ShareCard]) -> View:
    """The view of a picture. ``card_of`` raises 400, 404 and 410 as the page does.

    A picture is drawn again when the record moves. As many are drawn at once as whole lists may be
    sent; who asks for one more is answered 503.
    """

    @data_view
    def view(request: HttpRequest, **arguments: str) -> HttpResponseBase:
        require_acceptable(request, PNG)
        at, today = now()
        version = record_version(at, today)  # before any row is read
        card = card_of(request, at, today, **arguments)

        def drawn() -> HttpResponseBase:
            return PICTURES.answer(lambda: HttpResponse(draw(card), content_type=PNG))

        return conditional_response(request, version, drawn)

    return view


def _of_timeline(request: HttpRequest, at: datetime, today: date) -> ShareCard:
    selection = _selection(request, request.GET, at, today)
    company = kept_header(request, at, selection.bound_to).company
    card = selection_card(selection, describe(selection), company)
    return replace(card, years=year_bars(selection))


def _selection(request: HttpRequest, asked: QueryDict, at: datetime, today: date) -> Selection:
    names = kept_filter_names(request, at)
    query = TimelineQuery(asked, at=at, today=today, names=names)
    refuse(query.problems)
    return Selection(query)


def _of_milestone(request: HttpRequest, at: datetime, today: date, slug: str) -> ShareCard:
    row = get_public_or_gone(Milestone.objects.with_outlook(today, at), slug, at)
    return milestone_card(row, kept_header(request, at, row.announced_on).company)


def _of_release(request: HttpRequest, at: datetime, today: date, slug: str) -> ShareCard:
    row = get_public_or_gone(Release.objects.select_related("issuer"), slug, at)
    return release_card(row, kept_header(request, at, None, row).company, at)


def _of_project(request: HttpRequest, at: datetime, today: date, slug: str) -> ShareCard:
    row = get_public_or_gone(Project.objects.all(), slug, at)
    count_milestones_under([row], at)
    asked = QueryDict(query_string([("project", slug)]).removeprefix("?"))
    years = year_bars(_selection(request, asked, at, today))
    return replace(project_card(row, kept_header(request, at, None).company), years=years)


def _of_partner(request: HttpRequest, at: datetime, today: date, slug: str) -> ShareCard:
    row = get_public_or_gone(Partner.objects.all(), slug, at)
    return partner_card(row, kept_header(request, at, None).company)


def _of_person(request: HttpRequest, at: datetime, today: date, slug: str) -> ShareCard:
    row = get_public_or_gone(Person.objects.all(), slug, at)
    return person_card(row, kept_header(request, at, None).company)


timeline_picture = picture_view(_of_timeline)
milestone_picture = picture_view(_of_milestone)
release_picture = picture_view(_of_release)
project_picture = picture_view(_of_project)
partner_picture = picture_view(_of_partner)
person_picture = picture_view(_of_person)
