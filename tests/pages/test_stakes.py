"""The stakes of an organization: the newest on its page, all of them by page."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client

from tests.factories import (
    AT,
    make_company,
    make_paragraph,
    make_partner,
    make_release,
    make_stake,
)
from tests.markup import Visit
from timeline.models import Partner
from timeline.queries.pagination import PAGE_SIZE
from timeline.queries.stakes import NEWEST, NewestStakes, StakeList, StakeListQuery

pytestmark = pytest.mark.django_db


def make_stakes(owner: Partner, count: int) -> list[int]:
    """As many stakes in other organizations, of a year each; their keys, the newest first."""
    keys = []
    for year in range(2020, 2020 - count, -1):
        paragraph = make_paragraph(make_release(published_on=date(year, 1, 1)))
        keys.append(make_stake(owner, paragraph=paragraph).pk)
    return keys


def test_stakes_are_told_in_both_directions() -> None:
    owner, owned, middle = make_partner(), make_partner(), make_partner()
    above = make_stake(owner, middle, percent=100)
    below = make_stake(middle, owned, percent="6.67")

    newest = NewestStakes(middle, AT)

    assert (newest.owners, newest.holdings, newest.are_all) == ([above], [below], True)


@pytest.mark.parametrize("hidden", ["owner", "owned", "release"])
def test_stake_of_which_something_is_not_public_is_left_out(hidden: str) -> None:
    owner = make_partner(status="draft" if hidden == "owner" else "published")
    owned = make_partner(status="draft" if hidden == "owned" else "published")
    release = make_release(status="draft" if hidden == "release" else "published")
    make_stake(owner, owned, make_paragraph(release))

    assert NewestStakes(owner, AT).holdings == NewestStakes(owned, AT).owners == []


def test_page_of_an_organization_shows_the_newest_and_leads_to_all(visit: Visit) -> None:
    make_company()
    make_stakes(make_partner(slug="holder"), NEWEST + 1)

    page = visit("/partners/holder/")

    assert len([term for term in page.all("dt") if term.text == "Owns"]) == NEWEST
    assert page.one("a", href="/partners/holder/stakes/").text == "All stakes on file"


def test_page_that_shows_all_leads_to_no_list(visit: Visit) -> None:
    make_company()
    make_stakes(make_partner(slug="holder"), 2)

    assert visit("/partners/holder/").all("a", href="/partners/holder/stakes/") == []


def test_pages_have_each_stake_once_and_lead_on_and_back() -> None:
    owner = make_partner()
    keys = make_stakes(owner, 2 * PAGE_SIZE + 3)
    seen: list[int] = []
    address, newer = "", ""
    while True:
        query = StakeListQuery(QueryDict(address.removeprefix("?")))
        assert query.is_valid()
        listed = StakeList(query, owner, AT)
        seen += [stake.pk for stake in listed.page.rows]
        newer = listed.newer
        if not listed.older:
            break
        address = listed.older
    back = StakeListQuery(QueryDict(newer.removeprefix("?")))
    assert back.is_valid()

    assert seen == keys
    assert [stake.pk for stake in StakeList(back, owner, AT).page.rows] == keys[PAGE_SIZE:-3]


def test_place_that_does_not_exist_is_refused_in_words(client: Client) -> None:
    make_company()
    make_partner(slug="holder")

    answer = client.get("/partners/holder/stakes/?after=nowhere")

    assert answer.status_code == 400
    assert "This place in the list does not exist" in answer.content.decode()


def test_organization_without_stakes_says_so(visit: Visit) -> None:
    make_company()
    make_partner(slug="holder")

    assert "No stake on file." in visit("/partners/holder/stakes/").one("main").text
