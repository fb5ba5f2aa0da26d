"""The releases on file: which, in what order, and what each states."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.factories import (
    AT,
    LATER,
    make_announced,
    make_paragraph,
    make_partner,
    make_plan,
    make_release,
)
from timeline.queries import pagination
from timeline.queries.gaps import Gap
from timeline.queries.releases import ReleaseList, ReleaseListQuery, neighbouring_releases

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.one_of(
    TEXTS,
    st.sampled_from(["2018", "99999", "-1", "٢٠١٩", "2018\0", "a" * 10_000, "%", "2018-11-13_1"]),
)


def ask(query: str = "") -> ReleaseListQuery:
    return ReleaseListQuery(QueryDict(query), at=AT)


def shelf(query: str = "") -> ReleaseList:
    asked = ask(query)
    assert asked.is_valid(), asked.problems
    return ReleaseList(asked, AT)


def slugs(shown: ReleaseList) -> list[str]:
    return [row.release.slug for year in shown.years for row in year.rows]


def file_three() -> None:
    """Of 2018, 2018 and 2023; the second names Sept-Îles."""
    make_release(slug="first", published_on=date(2018, 1, 1))
    make_paragraph(
        make_release(slug="second", published_on=date(2018, 11, 13)), summary_fr="À Sept-Îles"
    )
    make_release(slug="third", published_on=date(2023, 7, 13))


@pytest.mark.parametrize(
    ("query", "kept"),
    [("", ["documents"]), ("year=2018", ["documents"]), ("q=quebec", []), ("as_of=2020-01-01", [])],
)
def test_what_is_counted_of_all_releases_may_have_been_kept(query: str, kept: list[str]) -> None:
    keys: list[Any] = []

    def keep(key: Any, make: Any) -> Any:
        keys.append(key)
        return make()

    file_three()
    asked = ask(query)
    assert asked.is_valid()
    listed = ReleaseList(asked, AT, keep)
    assert (listed.total, listed.year_counts) == (shelf(query).total, shelf(query).year_counts)

    assert keys == kept


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["third", "second", "first"]),
        ("year=2018", ["second", "first"]),
        ("year=2018&year=2023", ["third", "second", "first"]),
        ("year=2020", []),
        ("q=sept+iles", ["second"]),
        ("q=SEPT-ÎLES", ["second"]),
        ("q=nowhere", []),
        ("q=sept&year=2023", []),
        ("q=&year=", ["third", "second", "first"]),
        ("unknown=1", ["third", "second", "first"]),
    ],
)
def test_shelf_holds_the_releases_asked_for_newest_first(query: str, expected: list[str]) -> None:
    file_three()

    assert slugs(shelf(query)) == expected
    assert shelf(query).total == len(expected)


def file_documents_of_others() -> None:
    """Of 2018 and 2020 the daily's, of 2018 the office's and the company's."""
    of_daily = {"issuer": make_partner(slug="daily"), "document_type": "article"}
    make_release(slug="article", published_on=date(2018, 1, 1), **of_daily)
    make_release(slug="interview", published_on=date(2020, 1, 1), **of_daily)
    office = make_partner(slug="office")
    make_release(
        slug="report", issuer=office, document_type="report", published_on=date(2018, 6, 1)
    )
    make_release(slug="news", published_on=date(2018, 7, 1))


@pytest.mark.parametrize(
    ("query", "expected", "years"),
    [
        ("issuer=daily", ["interview", "article"], [(2020, 1), (2018, 1)]),
        ("issuer=daily&year=2018", ["article"], [(2020, 1), (2018, 1)]),
        ("issuer=daily&as_of=2019-01-01", ["article"], [(2018, 1)]),
        ("issuer=office", ["report"], [(2018, 1)]),
    ],
)
def test_shelf_of_an_issuer_holds_and_counts_its_documents_only(
    query: str, expected: list[str], years: list[tuple[int, int]]
) -> None:
    file_documents_of_others()

    shown = shelf(query)
    assert (slugs(shown), shown.total, shown.year_counts) == (expected, len(expected), years)


def test_an_issuer_that_is_not_public_is_not_on_file() -> None:
    make_partner(slug="secret", status="draft")

    assert not ask("issuer=secret").is_valid()


@pytest.mark.parametrize(
    "over",
    [
        {"status": "draft"},
        {"status": "withdrawn", "withdrawn_reason_en": "An error"},
        {"publish_at": LATER},
    ],
)
def test_shelf_leaves_out_releases_that_are_not_public(over: dict[str, Any]) -> None:
    make_release(**over)

    assert slugs(shelf()) == []
    assert shelf().year_counts == []


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("year=soon", ("Year", "“soon” is not a year. Give one from 1000 to 2999, as 2019.")),
        ("issuer=nobody", ("Issued by", "“nobody” is not on file here.")),
        ("issuer=a%00b", ("Issued by", "Null characters are not allowed.")),
        ("year=99999", ("Year", "“99999” is not a year. Give one from 1000 to 2999, as 2019.")),
        ("q=a&q=b", ("Search the releases", "Give this once.")),
        ("after=2", ("", "This place in the list does not exist. Start from the first page.")),
    ],
)
def test_asked_releases_of_an_odd_value_say_what_is_wrong(
    query: str, problem: tuple[str, str]
) -> None:
    asked = ask(query)

    assert not asked.is_valid()
    assert asked.problems == [problem]


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    request=st.dictionaries(
        st.sampled_from(["q", "year", "after", "before"]), st.lists(VALUES, max_size=3)
    )
)
def test_asked_releases_of_any_values_are_valid_or_not_and_never_more(
    request: dict[str, list[str]],
) -> None:
    query = urlencode(request, doseq=True)

    if ask(query).is_valid():
        assert len(slugs(shelf(query))) <= shelf(query).total <= shelf().total
    else:
        assert ask(query).problems


def test_asked_releases_keep_the_words_typed_for_the_form() -> None:
    assert ask(urlencode({"q": f"\0{'é' * 300}"})).words == "\ufffd" + "é" * 199


def test_shelf_years_count_what_each_release_states() -> None:
    release = make_release(published_on=date(2018, 11, 13))
    paragraph = make_paragraph(release)
    make_announced(paragraph, make_paragraph(release))
    make_plan(paragraph)
    make_plan(paragraph, standing="conditional", condition_en="if viable")
    make_plan(paragraph, status="draft")

    ((row,),) = (year.rows for year in shelf().years)

    assert row.stated == {"happened": 1, "planned": 1, "conditional": 1}
    assert (row.milestones, row.plans) == (3, 2)


def test_shelf_release_without_paragraphs_or_milestones_counts_none() -> None:
    make_release()

    ((row,),) = (year.rows for year in shelf().years)

    assert (row.milestones, row.plans, getattr(row.release, "blocks", None)) == (0, 0, 0)


def test_shelf_counts_the_blocks_of_each_release() -> None:
    release = make_release()
    for _ in range(3):
        make_announced(release)

    assert [getattr(row, "blocks", None) for row in shelf().page.rows] == [3]


def test_shelf_years_show_the_stretch_without_a_release() -> None:
    file_three()

    assert [(year.year, len(year.rows), year.gaps) for year in shelf().years] == [
        (2023, 1, []),
        (2018, 2, [Gap(date(2018, 12, 1), date(2023, 6, 1))]),
    ]


@pytest.mark.parametrize("query", ["year=2018&year=2023", "q=release"])
def test_shelf_of_some_releases_knows_no_stretch_without_one(query: str) -> None:
    file_three()

    assert [year.gaps for year in shelf(query).years] == [[], []]


def test_shelf_on_file_counts_all_years_whatever_is_asked() -> None:
    file_three()

    assert shelf("year=2018").year_counts == [(2023, 1), (2018, 2)]


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("year=2023&year=2018&q=+a+", "?q=a&year=2018&year=2023"),
        ("after=2018-11-13_007&x=y", "?after=2018-11-13_7"),
    ],
)
def test_shelf_canonical_address_is_one_for_all_that_ask_the_same(
    query: str, canonical: str
) -> None:
    assert shelf(query).canonical == canonical


def test_shelf_pages_hold_each_release_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagination, "PAGE_SIZE", 2)
    for number, day in enumerate((5, 3, 5, 1, 5)):
        make_release(slug=f"r-{number}", published_on=date(2018, 1, day))
    pages = [shelf("q=release")]
    while pages[-1].older:
        pages.append(shelf(pages[-1].older.removeprefix("?")))

    assert [slug for page in pages for slug in slugs(page)] == ["r-0", "r-2", "r-4", "r-1", "r-3"]
    assert slugs(shelf(pages[-1].newer.removeprefix("?"))) == slugs(pages[1])


def test_beside_walks_the_releases_in_the_order_of_the_list() -> None:
    for number, day in enumerate((5, 3, 5, 1)):
        make_release(slug=f"r-{number}", published_on=date(2018, 1, day))
    make_release(published_on=date(2018, 1, 4), status="draft")
    expected = [row.release for year in shelf().years for row in year.rows]

    neighbours = [neighbouring_releases(release, AT) for release in expected]

    assert [older for older, _ in neighbours] == [*expected[1:], None]
    assert [newer for _, newer in neighbours] == [None, *expected[:-1]]


def test_shelf_asks_as_many_queries_of_many_releases_as_of_few() -> None:
    def queries() -> int:
        for _ in range(3):
            make_announced(make_release(published_on=date(2018, 1, 1)))
        with CaptureQueriesContext(connection) as asked:
            shown = shelf()
            assert (
                shown.total
                == sum(len(year.rows) for year in shown.years)
                == sum(n for _, n in shown.year_counts)
            )
        return len(asked)

    assert queries() == queries() <= 4


@pytest.mark.usefixtures("record")
def test_shelf_of_the_record_holds_two_releases() -> None:
    shown = shelf()

    rows = [(year.year, row.milestones, row.plans) for year in shown.years for row in year.rows]

    assert rows == [(2023, 5, 4), (2018, 10, 6)]
    assert shown.years[1].gaps == [Gap(date(2018, 12, 1), date(2023, 6, 1))]
