"""The picture of each page: named by the page, with its own words, never of what is not public."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from tests.addresses import A, B
from tests.factories import TODAY, make_milestone, make_project, make_release
from tests.markup import Visit
from timeline.http.downloads import Downloads
from timeline.models import Company, Milestone, Project, Release
from timeline.pages.share_cards import milestone_card, project_card, release_card
from timeline.views import share

pytestmark = pytest.mark.usefixtures("record")

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOST = "http://testserver"
OWN = {  # a page -> its picture
    "/": "/share.png",
    "/?year=2018": "/share.png?year=2018",
    "/?project=crater-lake&year=2018": "/share.png?project=crater-lake&year=2018",
    "/milestones/drilling/": "/milestones/drilling/share.png",
    A: f"{A}share.png",
    "/projects/crater-lake/": "/projects/crater-lake/share.png",
    "/partners/albecour/": "/partners/albecour/share.png",
    "/people/peter-cashin/": "/people/peter-cashin/share.png",
}
OF_THE_SITE = ("/releases/", "/projects/", "/outlook/", "/about/", "/people/")


@pytest.mark.parametrize("page", OWN)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_names_its_own_picture(visit: Visit, page: str, language: str) -> None:
    prefix = "" if language == "en" else "/fr"

    shown = visit(page, language=language)

    assert shown.meta("og:image") == HOST + prefix + OWN[page]
    assert shown.meta("twitter:image") == HOST + prefix + OWN[page]
    assert shown.meta("twitter:card") == "summary_large_image"


@pytest.mark.parametrize("page", OF_THE_SITE)
def test_page_without_a_picture_names_that_of_the_site(visit: Visit, page: str) -> None:
    assert visit(page).meta("og:image") == f"{HOST}/share.png"
    assert visit(page, language="fr").meta("og:image") == f"{HOST}/fr/share.png"


@pytest.mark.parametrize("address", OWN.values())
@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_picture_has_the_size_that_the_page_says(client: Client, prefix: str, address: str) -> None:
    answer = client.get(prefix + address)

    assert answer.headers["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)


def test_picture_differs_between_the_languages(client: Client) -> None:
    english = client.get("/milestones/drilling/share.png")

    assert client.get("/fr/milestones/drilling/share.png").content != english.content


def test_alternative_text_says_what_the_picture_says(visit: Visit) -> None:
    assert visit("/milestones/drilling/").meta("og:image:alt") == (
        "Early 2019 · Drilling of the high-grade scandium area · "
        "Date passed, no outcome recorded here"
    )
    assert (
        visit(A, language="fr")
        .meta("og:image:alt")
        .startswith("Communiqué du 13\N{NO-BREAK SPACE}novembre 2018 · ")
    )


def test_card_of_a_milestone_has_its_words_its_date_and_its_status() -> None:
    row = Milestone.objects.with_outlook(TODAY, AT).get(slug="drilling")

    card = milestone_card(row, Company.objects.get())

    assert (card.above, card.title) == ("Early 2019", row.title_en)
    assert (card.below, card.fill, card.sign) == ("Date passed, no outcome recorded here", "p", "x")


def test_card_of_a_release_has_its_headline_and_its_day() -> None:
    row = Release.objects.get(slug=B.split("/")[2])

    card = release_card(row, Company.objects.get(), AT)

    assert (card.above, card.title) == ("Release of 13 July 2023", row.headline_en)


def test_card_of_a_project_counts_its_milestones() -> None:
    row = Project.objects.get(slug="crater-lake")
    row.milestone_count = 11

    assert project_card(row, Company.objects.get()).below == "11 milestones"


@pytest.mark.parametrize(
    "address", ["/share.png", "/milestones/drilling/share.png", f"{A}share.png"]
)
def test_picture_is_not_sent_again_to_who_has_it(client: Client, address: str) -> None:
    held = client.get(address).headers["ETag"]

    again = client.get(address, headers={"if-none-match": held})

    assert (again.status_code, again.content) == (304, b"")


def test_picture_is_another_after_a_change(client: Client) -> None:
    before = client.get("/milestones/drilling/share.png")
    drilling = Milestone.objects.get(slug="drilling")
    drilling.title_en = "Drilling of the western zone"
    drilling.save()

    after = client.get(
        "/milestones/drilling/share.png", headers={"if-none-match": before.headers["ETag"]}
    )

    assert after.status_code == 200
    assert after.content != before.content


@pytest.mark.parametrize("rows", ["milestones", "releases", "projects", "partners", "people"])
def test_picture_of_nothing_is_not_found(client: Client, rows: str) -> None:
    assert client.get(f"/{rows}/nothing-here/share.png").status_code == 404


def test_picture_of_a_draft_is_not_found(client: Client) -> None:
    make_milestone(slug="secret", status="draft")
    make_release(slug="secret", status="draft", published_on=date(2026, 1, 5))
    make_project(slug="secret", status="draft")

    for rows in ("milestones", "releases", "projects"):
        for held in ({}, {"if-none-match": "*"}):
            answer = client.get(f"/{rows}/secret/share.png", headers=held)

            assert answer.status_code == 404, rows


def test_picture_of_what_is_scheduled_is_not_found(client: Client) -> None:
    make_release(slug="later", publish_at=datetime(2099, 1, 1, tzinfo=UTC))

    assert client.get("/releases/later/share.png").status_code == 404


def test_picture_of_what_was_withdrawn_is_gone(client: Client) -> None:
    Milestone.objects.filter(slug="drilling").update(
        status="withdrawn", withdrawn_reason_en="Stated by mistake.", public_from=None
    )

    answer = client.get("/milestones/drilling/share.png")

    assert answer.status_code == 410
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("query", ["year=x", "as_of=2018-02-30", "after=x"])
def test_bad_filter_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/share.png?{query}").status_code == 400


def test_picture_is_refused_to_who_takes_none(client: Client) -> None:
    assert client.get("/share.png", headers={"accept": "text/html"}).status_code == 406


def test_no_more_pictures_are_drawn_at_once_than_may_be(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(share, "PICTURES", Downloads(most=0))

    answer = client.get("/share.png")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert answer.headers["Cache-Control"] == "no-store"
