"""Parts of pages that are kept for an edition are those that each page would have made itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.wsgi import get_wsgi_application
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override

from tests.addresses import PAGES, VIEWS
from tests.crawling import localized
from tests.factories import cite, make_announced, make_milestone, make_paragraph
from tests.wsgi_asking import ask
from timeline.exports.list_endpoint import names_of_all_lists
from timeline.http.current_edition import CurrentEdition
from timeline.http.edition_memory import ENVIRON_KEY, memory
from timeline.http.kept_answers import KeptAnswers
from timeline.http.page_cache import PageCache
from timeline.models import Milestone, PreviewLink

ADDRESSES = [*PAGES, *VIEWS]
CARD = Template("{% load kept %}{% kept 'timeline/_milestone_title.html' row.pk level=level %}")


@pytest.fixture
def anew(edition: CurrentEdition) -> PageCache:
    """The whole application, which keeps no page."""
    return PageCache(get_wsgi_application(), edition.key, KeptAnswers(0), names_of_all_lists())


@pytest.mark.slow
def test_page_is_the_same_whatever_other_pages_have_kept(anew: PageCache) -> None:
    addresses = [localized(language, each) for each in ADDRESSES for language in ("en", "fr")]
    alone = {}
    for address in addresses:
        memory.forget()
        alone[address] = ask(anew, address).body

    memory.forget()
    beside_others = {address: ask(anew, address).body for address in [*addresses, *addresses]}

    assert beside_others == alone


def test_card_of_a_milestone_that_was_edited_is_made_anew(anew: PageCache) -> None:
    ask(anew, "/")
    milestone = Milestone.objects.get(slug="drilling")
    milestone.title_en = "Drilled to the other side"
    milestone.save()

    assert b"Drilled to the other side" in ask(anew, "/").body


def test_what_a_preview_shows_is_kept_for_nobody(anew: PageCache) -> None:
    paragraph = make_paragraph()
    make_announced(paragraph, slug="public-one")
    draft = make_milestone(slug="draft-one", title_en="Nobody may know", status="draft")
    cite(draft, paragraph)
    token = PreviewLink.issue(draft, None, timezone.now(), 7)[1]

    preview = ask(anew, f"/preview/{token}/")

    assert b"Nobody may know" in preview.body
    assert b"Nobody may know" not in ask(anew, "/milestones/public-one/").body


def shown(milestone: Milestone, edition: object, level: str = "h3") -> str:
    """Its heading as the pages of that edition show it."""
    request = RequestFactory().get("/")
    request.META[ENVIRON_KEY] = edition
    context = {"request": request, "row": milestone, "milestone": milestone, "level": level}
    return CARD.render(Context({**context, "today": date(2026, 1, 1)}))


def renamed(milestone: Milestone) -> Milestone:
    milestone.title_en = "Another title"
    return milestone


@pytest.mark.django_db
def test_part_is_made_once_for_an_edition() -> None:
    milestone, edition = make_announced(), object()
    first = shown(milestone, edition)

    assert shown(renamed(milestone), edition) == first


@pytest.mark.django_db
def test_part_is_made_anew_for_a_request_of_no_edition() -> None:
    milestone = make_announced()
    shown(milestone, None)

    assert "Another title" in shown(renamed(milestone), None)


@pytest.mark.django_db
def test_part_is_kept_in_each_language() -> None:
    milestone, edition = make_announced(title_fr="Forage"), object()
    shown(milestone, edition)

    with override("fr"):
        assert "Forage" in shown(milestone, edition)


@pytest.mark.django_db
def test_part_is_kept_for_each_of_its_values() -> None:
    milestone, edition = make_announced(), object()
    shown(milestone, edition, "h3")

    assert "<h4>" in shown(milestone, edition, "h4")


@pytest.mark.django_db
def test_markup_in_a_title_is_escaped_in_what_is_kept() -> None:
    milestone, edition = make_announced(title_en="<script>"), object()
    made, kept = shown(milestone, edition), shown(milestone, edition)

    assert "&lt;script&gt;" in made
    assert kept == made
