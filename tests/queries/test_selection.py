"""A selection: which milestones, in what order, with which counts and at which address."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.factories import (
    LONG_AGO,
    make_announced,
    make_paragraph,
    make_part,
    make_partner,
    make_plan,
    make_project,
    make_release,
    on_day,
)
from tests.selecting import select, slugs
from timeline.models import Citation, Milestone, MilestonePartner, Paragraph
from timeline.models.derived_columns import derive_milestones
from timeline.pages.descriptions import describe
from timeline.pages.documents import document_of
from timeline.queries import pagination
from timeline.queries.gaps import Gap
from timeline.queries.pagination import query_string
from timeline.queries.selection import FacetChoice, Selection, YearGroup

pytestmark = pytest.mark.postgresql

IN_2018 = [
    *("scale-symposium", "meetings", "introductions", "discovery"),
    *("brussels", "ceta-dialogue", "search-for-partners"),
]
UNDATED_2018 = ["resource-estimate", "flowsheet"]
UNDATED_2023 = ["evaluation", "commercial-agreement", "plant", "alloy-project"]
OF_2018 = ["drilling", *IN_2018, *UNDATED_2018]
ISSUE = [
    ("", ["memorandum", "drilling", *IN_2018, *UNDATED_2023, *UNDATED_2018]),
    ("project=crater-lake", ["memorandum", *OF_2018]),
    ("project=scandium-aluminum-alloys", ["memorandum", *UNDATED_2023]),
    ("year=2018", IN_2018),
    ("year=2019", ["drilling"]),
    ("year=2023", ["memorandum"]),
    ("year=2025", []),
    ("dated=announced&year=2018", OF_2018),
    ("dated=announced&year=2023", ["memorandum", *UNDATED_2023]),
    ("dated=none", [*UNDATED_2023, *UNDATED_2018]),
    ("as_of=2018-12-31", OF_2018),
    ("as_of=2018-11-13", OF_2018),
    ("as_of=2018-11-12", []),
    ("project=crater-lake&year=2018", IN_2018),
    ("project=scandium-aluminum-alloys&year=2018", []),
    ("year=2018&year=2019", ["drilling", *IN_2018]),
    ("q=forage", ["drilling", "discovery", "resource-estimate"]),
    ("q=drilling", ["drilling", "discovery", "resource-estimate"]),
    ("q=forage&year=2019", ["drilling"]),
    ("q=alloys+aluminium&partner=albecour", ["memorandum", *UNDATED_2023]),
]


def counts(selection: Selection, name: str) -> dict[str, int]:
    return {choice.value: choice.count for choice in selection.choices(name)}


@pytest.mark.usefixtures("record")
class TestTheRecord:
    @pytest.mark.parametrize("language", ["en", "fr"])
    @pytest.mark.parametrize(
        ("query", "expected"), ISSUE, ids=[query or "everything" for query, _ in ISSUE]
    )
    def test_selection_of_the_record_is_what_the_issue_says(
        self, query: str, expected: list[str], language: str
    ) -> None:
        with translation.override(language):
            selection = select(query)

            assert slugs(selection) == expected
            assert selection.total == len(expected)

    @pytest.mark.parametrize(
        ("query", "total"),
        [
            *(
                ("", 15),
                ("project=crater-lake", 11),
                ("year=2018", 7),
                ("year=2019", 1),
                ("year=2023", 1),
            ),
            *(
                ("year=2025", 0),
                ("dated=announced&year=2018", 10),
                ("project=crater-lake&year=2018", 7),
            ),
            *(("as_of=2018-12-31", 10), ("as_of=2018-11-12", 0)),
        ],
    )
    def test_selection_of_the_record_counts_what_the_issue_counts(
        self, query: str, total: int
    ) -> None:
        assert select(query).total == total

    def test_selection_drilling_of_early_2019_is_newer_than_november_2018(self) -> None:
        listed = slugs(select("project=crater-lake"))

        assert listed.index("drilling") < min(listed.index(slug) for slug in IN_2018)

    def test_selection_of_2019_says_it_was_announced_in_2018(self) -> None:
        assert describe(select("year=2019")).sentences == [
            "One milestone dated 2019, announced in 2018."
        ]

    def test_facets_of_a_year_count_what_the_other_filters_leave(self) -> None:
        selection = select("year=2019")

        assert selection.choices("year") == [
            FacetChoice("2023", "2023", 1, chosen=False),
            FacetChoice("2019", "2019", 1, chosen=True),
            FacetChoice("2018", "2018", 7, chosen=False),
        ]
        assert selection.choices("project") == [
            FacetChoice("crater-lake", "Crater Lake", 1, chosen=False)
        ]

    def test_facet_of_the_year_by_announcement_counts_announcements(self) -> None:
        assert counts(select("dated=announced&year=2018"), "year") == {"2023": 5, "2018": 10}

    def test_facets_of_everything_count_everything(self) -> None:
        selection = select()

        assert counts(selection, "year") == {"2023": 1, "2019": 1, "2018": 7}
        assert counts(selection, "project") == {"crater-lake": 11, "scandium-aluminum-alloys": 5}
        assert counts(selection, "standing") == {
            "happened": 3,
            "under_way": 2,
            "planned": 8,
            "conditional": 2,
        }
        assert counts(selection, "outlook") == {"window_passed": 5, "no_date": 5}
        assert counts(selection, "partner") == {"albecour": 5, "european-commission": 1, "scale": 1}

    def test_facet_of_a_chosen_value_that_finds_nothing_is_still_offered(self) -> None:
        assert FacetChoice("2025", "2025", 0, chosen=True) in select("year=2025").choices("year")

    def test_facets_as_of_a_day_offer_nothing_later(self) -> None:
        selection = select("as_of=2018-12-31")

        assert counts(selection, "project") == {"crater-lake": 10}
        assert counts(selection, "outlook") == {"ahead": 1, "window_passed": 4, "no_date": 1}
        assert "albecour" not in counts(selection, "partner")

    def test_facet_labels_are_in_the_language_of_the_page(self) -> None:
        with translation.override("fr"):
            selection = select()

            assert (
                selection.label("project", "scandium-aluminum-alloys")
                == "Alliages scandium-aluminium"
            )

    def test_groups_of_everything_are_years_and_then_the_undated(self) -> None:
        groups = select().groups

        assert [(group.year, len(group.milestones)) for group in groups] == [
            (2023, 1),
            (2019, 1),
            (2018, 7),
            (None, 6),
        ]

    def test_groups_of_everything_show_the_stretch_with_nothing_on_file(self) -> None:
        groups = select().groups

        assert {group.year: group.gaps for group in groups if group.gaps} == {
            2019: [Gap(date(2019, 5, 1), date(2023, 6, 1))]
        }

    @pytest.mark.parametrize(
        "query", ["project=crater-lake", "year=2018", "dated=announced", "q=scandium"]
    )
    def test_gaps_of_a_part_of_the_record_are_not_known(self, query: str) -> None:
        assert select(query).gaps == []

    def test_gaps_on_one_page_of_many_are_not_known(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pagination, "PAGE_SIZE", 14)

        assert select().gaps == []

    @pytest.mark.parametrize(
        ("query", "number"), [("", 2), ("as_of=2018-12-31", 1), ("as_of=2018-11-12", 0)]
    )
    def test_releases_are_those_issued_by_the_day(self, query: str, number: int) -> None:
        assert select(query).releases == number

    @pytest.mark.parametrize(
        ("query", "day"),
        [
            ("", None),
            ("year=2018", date(2018, 11, 13)),
            ("project=crater-lake", date(2023, 7, 13)),
            ("year=2025", None),
            ("as_of=2018-12-31", date(2018, 12, 31)),
            ("as_of=2020-01-01&year=2018", date(2020, 1, 1)),
        ],
    )
    def test_bound_to_is_the_last_day_that_a_page_may_know(
        self, query: str, day: date | None
    ) -> None:
        assert select(query).bound_to == day

    def test_undated_elsewhere_are_those_that_a_year_leaves_out(self) -> None:
        assert select("year=2018").undated_elsewhere == 6
        assert select("year=2018&project=crater-lake").undated_elsewhere == 2

    @pytest.mark.parametrize("query", ["", "dated=announced&year=2018", "project=crater-lake"])
    def test_undated_elsewhere_without_a_year_by_date_are_none(self, query: str) -> None:
        assert select(query).undated_elsewhere == 0

    def test_undated_address_leads_to_as_many_as_the_year_leaves_out(self) -> None:
        selection = select("year=2018&project=crater-lake")

        linked = select(selection.undated_address.removeprefix("?"))

        assert slugs(linked) == UNDATED_2018
        assert linked.total == selection.undated_elsewhere

    @pytest.mark.parametrize("size", [1, 4, 7])
    @pytest.mark.parametrize(
        "query", ["", "project=crater-lake", "outlook=no_date&outlook=window_passed"]
    )
    def test_pages_followed_to_the_end_hold_the_whole_selection(
        self, query: str, size: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = slugs(select(query))
        monkeypatch.setattr(pagination, "PAGE_SIZE", size)
        pages = [select(query)]
        while pages[-1].older:
            pages.append(select(pages[-1].older.removeprefix("?")))

        assert [slug for page in pages for slug in slugs(page)] == whole
        assert {page.total for page in pages} == {len(whole)}


# Facets


@pytest.mark.django_db
def test_facet_milestone_of_two_projects_counts_for_each() -> None:
    first, second = make_project(slug="first"), make_project(slug="second")
    make_announced(projects=[first, second])
    make_announced(projects=[second])

    assert counts(select("project=first"), "project") == {"first": 1, "second": 2}


@pytest.mark.django_db
def test_facet_partner_with_two_parts_counts_once() -> None:
    partner = make_partner(slug="smelter")
    milestone = make_announced(partners=[partner])
    make_part(milestone, partner, "host")

    assert counts(select(), "partner") == {"smelter": 1}


@pytest.mark.django_db
def test_facet_years_count_a_date_in_each_year_that_it_overlaps() -> None:
    make_announced(precision="range", earliest=date(2018, 6, 1), latest=date(2020, 2, 1))

    assert counts(select(), "year") == {"2020": 1, "2019": 1, "2018": 1}


@pytest.mark.django_db
def test_facet_projects_are_offered_by_name_in_the_language_of_the_page() -> None:
    for name_en, name_fr in (("Alpha", "Zoulou"), ("Zulu", "Alpha bis"), ("Mike", "")):
        make_announced(projects=[make_project(name_en=name_en, name_fr=name_fr)])

    with translation.override("en"):
        assert [choice.label for choice in select().choices("project")] == ["Alpha", "Mike", "Zulu"]
    with translation.override("fr"):
        assert [choice.label for choice in select().choices("project")] == [
            "Alpha bis",
            "Mike",
            "Zoulou",
        ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("as_of", "outlook"), [("2020-12-31", "window_passed"), ("2021-01-01", "achieved")]
)
def test_outlook_as_of_a_day_knows_no_later_settlement(as_of: str, outlook: str) -> None:
    plan = make_plan(make_release(published_on=date(2018, 1, 1)), **on_day(date(2019, 1, 1)))
    make_announced(make_release(published_on=date(2021, 1, 1)), settles=plan, settlement="achieved")

    selection = select(f"as_of={as_of}")

    assert {m.slug: m.outlook for m in selection.page.rows}[plan.slug] == outlook
    assert selection.facet_count("outlook", outlook) == 1


@pytest.mark.django_db
def test_groups_of_two_pages_of_one_year_are_one_group_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pagination, "PAGE_SIZE", 1)
    milestones = [make_announced(**on_day(date(2018, month, 1))) for month in (2, 1)]

    first = select()
    second = select(first.older.removeprefix("?"))

    assert [first.groups, second.groups] == [
        [YearGroup(2018, [milestone], [])] for milestone in milestones
    ]


@pytest.mark.django_db
def test_gaps_count_a_release_that_states_no_milestone() -> None:
    make_announced(make_release(published_on=date(2010, 1, 1)), **on_day(date(2010, 1, 1)))
    make_release(published_on=date(2011, 1, 1))
    make_announced(make_release(published_on=date(2012, 1, 1)), **on_day(date(2012, 1, 1)))

    assert select().gaps == []


# Its address


@pytest.mark.parametrize(
    ("pairs", "query"),
    [
        ([], ""),
        ([("q", ""), ("year", []), ("as_of", None)], ""),
        ([("year", [2019, 2018]), ("q", "a&b=c é")], "?year=2018&year=2019&q=a%26b%3Dc+%C3%A9"),
        ([("as_of", date(2018, 12, 31))], "?as_of=2018-12-31"),
        ([("after", (1, date(2018, 11, 13), 7))], "?after=1_2018-11-13_7"),
        ([("after", "1_2018-11-13_7")], "?after=1_2018-11-13_7"),
    ],
)
def test_query_of_pairs_is_their_query_string(pairs: list[tuple[str, Any]], query: str) -> None:
    assert query_string(pairs) == query


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("unknown=1&utm_source=x&page=2", ""),
        ("year=2019&year=2018&q=b&year=2019", "?q=b&year=2018&year=2019"),
        ("q=++two++words+", "?q=two++words"),
        ("year=&q=&as_of=2018-12-31", "?as_of=2018-12-31"),
        ("after=0737060_2018-11-13_07&year=2018", "?year=2018&after=737060_2018-11-13_7"),
        ("before=1_2018-11-13_7", "?before=1_2018-11-13_7"),
    ],
)
def test_canonical_address_is_one_for_all_that_ask_the_same(query: str, canonical: str) -> None:
    assert select(query).canonical == canonical


@pytest.mark.django_db
def test_query_without_a_value_keeps_the_others() -> None:
    selection = select("year=2018&year=2019&standing=planned")

    assert selection.query(without=("year", 2018)) == "?year=2019&standing=planned"
    assert selection.query(without=("standing", "planned")) == "?year=2018&year=2019"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "narrowed"),
    [("", False), ("as_of=2018-12-31", False), ("dated=announced", True), ("q=a", True)],
)
def test_narrowed_is_all_but_the_day_of_the_record(query: str, narrowed: bool) -> None:
    assert select(query).is_filtered is narrowed


# What it costs


def ask_for_all(query: str) -> None:
    """All that a page shows of a selection."""
    selection = select(query)
    describe(selection)
    for name in ("project", "year", "standing", "outlook", "partner", "kind"):
        selection.choices(name)
    for group in selection.groups:
        for milestone in group.milestones:
            assert [document_of(citation.paragraph.release) for citation in milestone.cited]
    assert selection.releases
    assert selection.older is not None


def queries_of(query: str, language: str) -> int:
    with translation.override(language), CaptureQueriesContext(connection) as queries:
        ask_for_all(query)
    return len(queries)


def file_milestones(number: int, paragraph: Paragraph) -> None:
    """Plans of a project and a partner that are new as well, filed all at once."""
    project, partner = make_project(slug=f"project-of-{number}"), make_partner()
    given = {"title_en": "Milestone", "kind": "event", "standing": "planned", "status": "published"}
    rows = [
        Milestone(
            slug=f"m-{number}-{one}",
            publish_at=LONG_AGO,
            **given,
            **on_day(date(2019, 1, 1 + one % 28)),
        )
        for one in range(number)
    ]
    plans = Milestone.objects.bulk_create(rows)
    Citation.objects.bulk_create(Citation(milestone=plan, paragraph=paragraph) for plan in plans)
    MilestonePartner.objects.bulk_create(
        MilestonePartner(milestone=plan, partner=partner, role="host") for plan in plans
    )
    project.milestones.add(*plans)
    derive_milestones(plan.pk for plan in plans)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "standing=planned",
        "year=2019&outlook=window_passed&q=milestone",
        "dated=announced&as_of=2020-01-01",
    ],
)
def test_selection_of_sixty_milestones_asks_as_many_queries_as_of_five(query: str) -> None:
    paragraph = make_paragraph(make_release(published_on=date(2018, 1, 1)))
    file_milestones(5, paragraph)
    small = [queries_of(query, language) for language in ("en", "fr")]

    file_milestones(55, paragraph)

    assert select(query).total == Milestone.objects.count() == 60
    assert [queries_of(query, language) for language in ("en", "fr")] == small
    assert len(set(small)) == 1


@pytest.mark.slow
@pytest.mark.django_db
def test_selection_of_the_whole_record_asks_no_more_queries_as_it_grows() -> None:
    paragraph = make_paragraph(make_release(published_on=date(2018, 1, 1)))
    file_milestones(5, paragraph)
    small = queries_of("", "en")

    file_milestones(20, paragraph)
    full_page = queries_of("", "en")
    file_milestones(10, paragraph)

    assert full_page == small
    assert queries_of("", "en") == small - 1  # of several pages, none looks for gaps
