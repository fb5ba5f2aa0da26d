"""A page costs the same whatever the size of the record, and no list has an end that cannot be
reached."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import StringIO
from typing import Any
from urllib.parse import urljoin

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker
from zeal import NPlusOneError, zeal_context
from zeal.constants import initialize_app_registry
from zeal.patch import patch

from tests.factories import (
    make_announced,
    make_company,
    make_contact,
    make_document_copy,
    make_document_relation,
    make_listing,
    make_paragraph,
    make_partner,
    make_person,
    make_plan,
    make_post,
    make_project,
    make_project_name,
    make_project_state,
    make_release,
    make_stake,
)
from tests.markup import Document, Visit
from timeline.models import Milestone, Paragraph, Partner, Person, Project, Release, Stake

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ADDRESSES = (
    *(
        "/",
        "/?year=2020",
        "/?project=grows",
        "/?partner=grows",
        "/?q=grows",
        "/?as_of=2024-12-31",
        "/?kind=event",
    ),
    *("/?dated=announced&year=2020", "/?dated=none", "/?outlook=no_date", "/?q=no+such+words"),
    *("/?q=elsewhere", "/?q=elsewhere&as_of=2024-12-31", "/?q=grows&year=1999"),
    *("/outlook/", "/releases/", "/releases/?year=2020", "/releases/?q=grows", "/releases/grows/"),
    "/releases/grows/?q=elsewhere",
    *("/projects/", "/projects/grows/", "/partners/", "/partners/grows/", "/about/"),
    *("/partners/grows/stakes/", "/new/", "/new/?since=2020-01-01", "/outlook/?project=grows"),
    *("/people/", "/people/?year=2020", "/people/grows/"),
    *("/milestones/grows/", "/milestones/settled/", "/embed/", "/embed/?project=grows", "/?year=x"),
)
ELSEWHERE = {"summary_en": "Elsewhere"}  # in what no milestone is found by
LISTS = ("/", "/?kind=event", "/outlook/", "/releases/", "/projects/", "/partners/", "/people/")


@contextmanager
def taken_back(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rows written for a fixture that outlives a test are taken back before any test begins."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def measured(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> dict[str, tuple[int, int]]:
    """Queries of each page: of a small record, and of one twice as large, on one page still."""
    with taken_back(django_db_blocker):
        seed()
        few = {address: queries(address) for address in ADDRESSES}
        grow(3)
        return {address: (few[address], queries(address)) for address in ADDRESSES}


@pytest.fixture(scope="module")
def counted(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> dict[str, tuple[int, int]]:
    """The same of invented records of which the graphic counts the milestones instead of drawing
    each."""
    with taken_back(django_db_blocker):
        make_record(milestones=400)
        few = {address: queries(address) for address in LISTS}
        make_record(milestones=400, add=True)
        return {address: (few[address], queries(address)) for address in LISTS}


@pytest.fixture(scope="module")
def looped(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, str]:
    """What django-zeal says of each page: "" where no query is hidden in a loop."""
    initialize_app_registry()
    patch()
    with taken_back(django_db_blocker):
        seed()
        return {address: watched(address) for address in ADDRESSES}


def watched(address: str) -> str:
    try:
        with zeal_context():
            Client().get(address)
    except NPlusOneError as found:
        return str(found)
    return ""


def seed() -> None:
    """One of each: a release, a milestone, a plan and what settles it, a project, a partner; and
    some more."""
    make_company()
    project, partner = (
        make_project(slug="grows", name_en="Grows"),
        make_partner(slug="grows", name_en="Grows"),
    )
    release = make_release(slug="grows", headline_en="Grows", published_on=date(2020, 5, 5))
    paragraph = make_paragraph(release)
    make_announced(
        paragraph, slug="grows", title_en="Grows", projects=[project], partners=[partner]
    )
    make_plan(paragraph, slug="settled", projects=[project], partners=[partner])
    make_person(slug="grows", name="Grows")
    grow(2)


def grow(number: int) -> None:
    """More of everything, each tied to the rows of the seed."""
    project, partner = Project.objects.get(slug="grows"), Partner.objects.get(slug="grows")
    release = Release.objects.get(slug="grows")
    first, plan = Milestone.objects.get(slug="grows"), Milestone.objects.get(slug="settled")
    for place in range(number):
        later = make_release(published_on=date(2020, 6, 1) + timedelta(days=300 * place))
        source, there = make_paragraph(later), make_paragraph(release, **ELSEWHERE)
        others = [make_partner(**ELSEWHERE), partner]
        projects = [project, make_project(**ELSEWHERE)]
        shared: dict[str, Any] = {"projects": projects, "partners": others}
        make_announced(source, there, release.paragraphs.earliest("number"), **shared)
        make_announced(source, settles=plan, settlement="changed", **shared)
        make_plan(there, standing="conditional", condition_en="if all goes well", **shared)
        make_announced(there, standing="under_way", **shared)
        first.citations.create(paragraph=source)
        make_stake(partner, others[0], source)
        make_stake(make_partner(), partner, there)
        make_project_name(project, later)
        make_statements(project, partner, source)
        make_contact(release)
        release.listings.add(make_listing(), make_listing(partner=make_partner()))
        article = make_release(document_type="article", issuer=make_partner())
        make_document_copy(release)
        make_document_relation(release, article)
        make_document_relation(article, release)
        first.citations.create(paragraph=make_paragraph(article))


def make_statements(project: Project, partner: Partner, source: Paragraph) -> None:
    """More stakes, states and posts, of the company too."""
    person = Person.objects.get(slug="grows")
    Stake.objects.create(owned_project=project, percent=60, paragraph=source)
    Stake.objects.create(owner=partner, owned_project=project, percent=40, paragraph=source)
    Stake.objects.create(owner=make_partner(), percent=12, paragraph=source)
    Stake.objects.create(owned=partner, percent=25, paragraph=source)
    make_project_state(project, source)
    make_post(person, source)
    make_post(make_person(name="Elsewhere"), source, organisation=partner)
    make_post(person, source, organisation=make_partner())


def queries(address: str) -> int:
    """How many queries the page takes."""
    client = Client()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code in {200, 400}
    return len(asked)


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_takes_as_many_queries_of_a_large_record_as_of_a_small_one(
    measured: dict[str, tuple[int, int]], address: str
) -> None:
    few, many = measured[address]

    assert many == few


@pytest.mark.parametrize("address", LISTS)
def test_page_takes_as_many_queries_where_the_graphic_counts(
    counted: dict[str, tuple[int, int]], address: str
) -> None:
    few, many = counted[address]

    assert many == few


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_hides_no_query_in_a_loop(looped: dict[str, str], address: str) -> None:
    assert looped[address] == ""


def make_record(milestones: int, *, add: bool = False) -> None:
    call_command("make_record", milestones=milestones, seed=7, add=add, stdout=StringIO())


# Pages of a list


def followed(visit: Visit, address: str, rel: str) -> Iterator[Document]:
    """The page at an address and all that follow it in that direction."""
    while True:
        page = visit(address)
        yield page
        links = (
            page.one("nav", css="pager").all("a", rel=rel) if page.all("nav", css="pager") else []
        )
        if not links:
            return
        address = urljoin(address, links[0].attrs["href"])


@pytest.mark.parametrize(
    "query", ["/", "/?dated=none", "/?kind=event&kind=market", "/?standing=planned"]
)
def test_older_links_visit_every_milestone_exactly_once(
    visit: Visit, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_record(milestones=200)
    monkeypatch.setattr("timeline.queries.pagination.PAGE_SIZE", 500)
    every = visit(query).milestones
    monkeypatch.setattr("timeline.queries.pagination.PAGE_SIZE", 7)

    seen = [slug for page in followed(visit, query, "next") for slug in page.milestones]

    assert len(every) > 7
    assert seen == every


def test_timeline_of_60_milestones_comes_in_three_pages(visit: Visit) -> None:
    make_record(milestones=60)

    pages = [len(page.milestones) for page in followed(visit, "/", "next")]

    assert pages == [25, 25, Milestone.objects.exclude(public_from=None).count() - 50]


def test_newer_links_lead_back_over_the_same_pages(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_record(milestones=60)
    monkeypatch.setattr("timeline.queries.pagination.PAGE_SIZE", 7)
    pages = list(followed(visit, "/", "next"))

    back = list(followed(visit, pages[-1].canonical, "prev"))

    assert [page.milestones for page in back] == [page.milestones for page in reversed(pages)]


def test_milestone_that_is_added_shifts_no_page_that_follows(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_record(milestones=60)
    monkeypatch.setattr("timeline.queries.pagination.PAGE_SIZE", 7)
    second = list(followed(visit, "/", "next"))[1]

    make_announced(earliest=date(2030, 1, 1), latest=date(2030, 1, 1))

    assert visit(second.canonical).milestones == second.milestones


def test_milestones_of_one_day_are_each_on_one_page(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make_paragraph()
    slugs = {make_announced(source).slug for _ in range(20)}
    monkeypatch.setattr("timeline.queries.pagination.PAGE_SIZE", 3)

    seen = [slug for page in followed(visit, "/", "next") for slug in page.milestones]

    assert sorted(seen) == sorted(slugs)


def test_older_links_of_the_outlook_visit_every_plan_exactly_once(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make_paragraph()
    plans = {make_plan(source).slug for _ in range(20)}
    monkeypatch.setattr("timeline.queries.pagination.PAGE_SIZE", 3)

    rows = [
        row for page in followed(visit, "/outlook/", "next") for row in page.one("tbody").all("tr")
    ]

    assert sorted(row.one("th").one("a").attrs["href"].split("/")[2] for row in rows) == sorted(
        plans
    )


@pytest.mark.parametrize("query", ["/releases/", "/releases/?year=2020"])
def test_older_links_of_the_releases_visit_every_release_exactly_once(
    visit: Visit, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    slugs = {make_release(published_on=date(2020, 1, 1 + place // 2)).slug for place in range(20)}
    monkeypatch.setattr("timeline.queries.pagination.PAGE_SIZE", 3)

    articles = [
        article for page in followed(visit, query, "next") for article in page.all("article")
    ]

    assert sorted(
        article.one("h3").one("a").attrs["href"].split("/")[2] for article in articles
    ) == sorted(slugs)


@pytest.mark.parametrize("folder", ["projects", "partners"])
def test_page_with_more_milestones_than_it_lists_leads_to_all_of_them(
    visit: Visit, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_company()
    source, project, partner = (
        make_paragraph(),
        make_project(slug="busy"),
        make_partner(slug="busy"),
    )
    for _ in range(12):
        make_announced(source, projects=[project], partners=[partner])
    monkeypatch.setattr("timeline.queries.pagination.PAGE_SIZE", 5)

    page = visit(f"/{folder}/busy/")
    onward = page.main.one("p", css="acts").one("a", css="btn").attrs["href"]

    assert len(page.milestones) == 5
    assert "12 milestones" in page.id("milestones").text
    assert len([slug for one in followed(visit, onward, "next") for slug in one.milestones]) == 12
