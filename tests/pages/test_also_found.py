"""A search that milestones answer names beside them who and what else has its words."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_announced,
    make_company,
    make_figure,
    make_paragraph,
    make_partner,
    make_person,
    make_project,
    make_release,
)
from tests.markup import Visit
from timeline.queries.pagination import PAGE_SIZE

pytestmark = pytest.mark.django_db

WORD = "Quorumite"


@pytest.fixture(autouse=True)
def company() -> None:
    make_company()


def line(visit: Visit, address: str, language: str = "en") -> str:
    """The text of the line, "" where there is none."""
    lines = visit(address, language=language).all("p", css="also")
    return lines[0].text if lines else ""


@pytest.mark.parametrize(
    ("language", "before", "named"),
    [
        ("en", "Also found: ", ["Roy (person)", "Metals (organization)", "Hill (project)"]),
        ("fr", "Également trouvé : ", ["Roy (personne)", "Métaux (organisation)", "Mont (projet)"]),
    ],
)
def test_people_organizations_and_projects_are_named(
    visit: Visit, language: str, before: str, named: list[str]
) -> None:
    make_announced(title_en=WORD)
    make_person(name=f"{WORD} Roy")
    make_partner(name_en=f"{WORD} Metals", name_fr=f"{WORD} Métaux")
    make_project(name_en=f"{WORD} Hill", name_fr=f"{WORD} Mont")

    found = line(visit, f"/?q={WORD}", language).replace("\u00a0", " ")

    assert found == before + ", ".join(f"{WORD} {each}" for each in named)


def test_name_leads_to_its_page(visit: Visit) -> None:
    make_announced(title_en=WORD)
    make_person(name=WORD, slug="roy")

    link = visit(f"/?q={WORD}").one("p", css="also").one("a")

    assert link.attrs["href"] == "/people/roy/"


def test_figure_leads_to_the_paragraph_that_states_it(visit: Visit) -> None:
    release = make_release(slug="raised", published_on=date(2020, 5, 5))
    paragraph = make_paragraph(release, number=4)
    make_figure(make_announced(paragraph), paragraph)

    found = visit("/?q=gross+proceeds").one("p", css="also")

    assert found.one("a").attrs["href"] == "/releases/raised/#p4"
    assert found.text == (
        "Also found: gross proceeds: $2.5 million (figure in the release of 5 May 2020)"
    )


@pytest.mark.parametrize("query", ["", "?kind=event", "?q=quorumite", "?q=nothing+has+this"])
def test_no_line_without_a_search_or_where_nothing_else_has_the_words(
    visit: Visit, query: str
) -> None:
    make_announced(title_en=WORD, kind="event")
    make_person(name="Somebody Else")

    assert line(visit, f"/{query}") == ""


def test_only_the_first_page_has_the_line(visit: Visit) -> None:
    make_person(name=WORD)
    for _ in range(PAGE_SIZE + 1):
        make_announced(title_en=WORD)
    first = visit(f"/?q={WORD}")
    older = first.one("a", rel="next").attrs["href"]

    assert len(first.all("p", css="also")) == 1
    assert line(visit, f"/{older}") == ""


def test_at_most_three_of_a_kind_are_named_and_a_sign_says_that_there_are_more(
    visit: Visit,
) -> None:
    make_announced(title_en=WORD)
    for number in range(5):
        make_person(name=f"{WORD} {number}")

    assert line(visit, f"/?q={WORD}") == (
        "Also found: Quorumite 0 (person), Quorumite 1 (person), Quorumite 2 (person)…"
    )


def test_what_is_not_public_is_not_named(visit: Visit) -> None:
    milestone = make_announced(title_en=WORD)
    make_person(name=WORD, status="draft")
    draft = make_paragraph(make_release(status="draft"))
    make_figure(milestone, draft, what_en=WORD)

    assert line(visit, f"/?q={WORD}") == ""


def test_as_of_a_day_no_later_figure_is_named(visit: Visit) -> None:
    earlier = make_paragraph(make_release(published_on=date(2020, 5, 5)))
    later = make_paragraph(make_release(published_on=date(2021, 5, 5)))
    milestone = make_announced(earlier, title_en=WORD)
    make_figure(milestone, later, what_en=WORD)

    assert line(visit, f"/?q={WORD}&as_of=2020-12-31") == ""
    assert "figure" in line(visit, f"/?q={WORD}")


def test_queries_do_not_grow_with_what_is_found(client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/?q={WORD}")
        return len(queries)

    def add(number: int) -> None:
        make_figure(make_announced(title_en=WORD), make_paragraph(make_release()), what_en=WORD)
        make_person(name=f"{WORD} {number}")
        make_partner(name_en=f"{WORD} {number}")
        make_project(name_en=f"{WORD} {number}")

    for number in range(4):
        add(number)
    few = asked()
    for number in range(4, 12):
        add(number)

    assert asked() <= few
