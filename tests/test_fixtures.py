"""The record that ships with the site: what the two documents state, in both languages, and nothing
besides.

The expected values are written out here by hand from the documents, not read from the fixtures.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models, transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.fixture_files import ORDER, path_of, rows_of
from timeline.dates.precisions import EXACT
from timeline.models import (
    Company,
    Contact,
    Edition,
    Listing,
    Milestone,
    MilestonePartner,
    Paragraph,
    Partner,
    PlanSettlement,
    Project,
    ProjectName,
    Publishing,
    Release,
    Stake,
)
from timeline.models.derived_columns import MILESTONE_COLUMNS

pytestmark = pytest.mark.postgresql

A = "2018-11-13-scandium-marketing-update"
B = "2023-07-13-albecour-memorandum"
RELEASED = {A: date(2018, 11, 13), B: date(2023, 7, 13)}
WRITTEN_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
DERIVED = {"public_from", *MILESTONE_COLUMNS}


class Stated(NamedTuple):
    slug: str
    standing: str
    precision: str
    earliest: str | None
    latest: str | None
    cited: set[str]


MILESTONES = [
    Stated("search-for-partners", "under_way", "since", "2018-01-01", None, {"A2"}),
    Stated("introductions", "happened", "before", None, "2018-11-13", {"A2"}),
    Stated("brussels", "planned", "range", "2018-11-12", "2018-11-16", {"A1", "A4"}),
    Stated("ceta-dialogue", "planned", "within", "2018-11-12", "2018-11-16", {"A4"}),
    Stated("scale-symposium", "planned", "range", "2018-11-26", "2018-11-27", {"A1", "A5"}),
    Stated("meetings", "planned", "about", "2018-11-26", "2018-11-27", {"A5"}),
    Stated("drilling", "planned", "part_of_year", "2019-01-01", "2019-04-30", {"A6"}),
    Stated("resource-estimate", "planned", "none", None, None, {"A6"}),
    Stated("flowsheet", "under_way", "none", None, None, {"A6"}),
    Stated("discovery", "happened", "before", None, "2018-11-13", {"A6"}),
    Stated("memorandum", "happened", "before", None, "2023-07-13", {"B1", "B3"}),
    Stated("evaluation", "planned", "none", None, None, {"B3", "B4"}),
    Stated("commercial-agreement", "conditional", "none", None, None, {"B4"}),
    Stated("plant", "planned", "none", None, None, {"B4"}),
    Stated("alloy-project", "conditional", "duration", None, None, {"B8"}),
]


def every_row() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all our tables, history and many-to-many ones included; not the edition, which
    counts writes."""
    tables = set(apps.get_app_config("timeline").get_models(include_auto_created=True)) - {Edition}
    return {
        table._meta.label: list(table._base_manager.order_by("pk").values_list())
        for table in tables
    }


def numbers_of(milestone: Milestone) -> set[str]:
    letters = {A: "A", B: "B"}
    return {
        f"{letters[c.paragraph.release.slug]}{c.paragraph.number}"
        for c in milestone.citations.all()
    }


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The fixtures, loaded once for all tests of this module, one file at a time, and taken back
    after them."""
    held = transaction.atomic()
    with django_db_blocker.unblock():
        held.__enter__()
        for name in ORDER:
            call_command("loaddata", name, verbosity=0)
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        held.__exit__(None, None, None)


@pytest.fixture
def record(loaded: None, db: None) -> None:
    """The record as it ships. What a test changes is taken back after it."""


# The files


@pytest.mark.parametrize("name", ORDER)
def test_fixture_file_is_plain_text_that_people_can_edit(name: str) -> None:
    text = path_of(name).read_text(encoding="utf-8")

    assert text.endswith("]\n")
    assert "\\u" not in text
    assert not {column for row in rows_of(name) for column in row["fields"]} & DERIVED
    assert {row["model"] for row in rows_of(name) if "pk" in row} <= {"timeline.company"}


def test_fixture_rows_follow_the_documents() -> None:
    slugs = [
        row["fields"]["slug"]
        for row in rows_of("milestones")
        if row["model"] == "timeline.milestone"
    ]
    paragraphs = [
        row["fields"] for row in rows_of("releases") if row["model"] == "timeline.paragraph"
    ]
    blocks = [(fields["release"], fields["number"]) for fields in paragraphs]

    assert slugs == [stated.slug for stated in MILESTONES]
    assert blocks == [*(([A], n) for n in range(1, 17)), *(([B], n) for n in range(1, 18))]


# The record as loaded


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("model", "count"),
    [
        *((Company, 1), (Listing, 2), (Project, 2), (ProjectName, 3), (Partner, 5), (Stake, 2)),
        *((Release, 2), (Paragraph, 33), (Contact, 3), (Milestone, 15)),
    ],
)
def test_record_holds_what_the_documents_hold(model: type[models.Model], count: int) -> None:
    assert model._default_manager.count() == count


@pytest.mark.usefixtures("record")
def test_record_loaded_twice_is_unchanged() -> None:
    before = every_row()

    call_command("loaddata", *ORDER, verbosity=0)

    assert before["timeline.Milestone"]
    assert every_row() == before


@pytest.mark.usefixtures("record")
def test_record_rows_pass_every_validation() -> None:
    for model in apps.get_app_config("timeline").get_models():
        if not model.__name__.startswith("Historical"):
            for row in model._default_manager.all():
                row.full_clean()  # raises for a row that is not valid
                assert row.pk


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("model", [Project, Partner, Release, Milestone])
def test_published_row_is_public_from_noon_of_the_day_that_names_it(
    model: type[Publishing],
) -> None:
    for row in model._default_manager.all():
        assert (row.status, row.version, row.updated_at) == ("published", 1, WRITTEN_AT)
        assert row.public_from == row.publish_at
        assert row.publish_at is not None
        assert row.publish_at.date() in RELEASED.values()
        assert (row.publish_at.hour, row.publish_at.tzinfo) == (12, UTC)


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("model", "named_in_2023"),
    [
        (Project, {"scandium-aluminum-alloys"}),
        (Partner, {"albecour", "investissement-quebec", "aluminerie-alouette"}),
        (Release, {B}),
        (Milestone, {"memorandum", "evaluation", "commercial-agreement", "plant", "alloy-project"}),
    ],
)
def test_row_first_named_in_2023_is_not_public_in_2018(model: Any, named_in_2023: set[str]) -> None:
    public = set(
        model.objects.published(datetime(2018, 12, 31, tzinfo=UTC)).values_list("slug", flat=True)
    )

    assert public == set(model.objects.values_list("slug", flat=True)) - named_in_2023


# Milestones


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("stated", MILESTONES, ids=lambda stated: stated.slug)
def test_milestone_is_dated_and_cited_as_its_source_states(stated: Stated) -> None:
    milestone = Milestone.objects.get(slug=stated.slug)
    bounds = tuple(
        day.isoformat() if day else None for day in (milestone.earliest, milestone.latest)
    )

    assert (milestone.standing, milestone.precision) == (stated.standing, stated.precision)
    assert bounds == (stated.earliest, stated.latest)
    assert numbers_of(milestone) == stated.cited


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("stated", MILESTONES, ids=lambda stated: stated.slug)
def test_milestone_has_its_derived_columns_after_a_plain_load(stated: Stated) -> None:
    milestone = Milestone.objects.get(slug=stated.slug)
    days = [date.fromisoformat(day) for day in (stated.earliest, stated.latest) if day]
    announced = RELEASED[A] if min(stated.cited) < "B" else RELEASED[B]

    assert (milestone.announced_on, milestone.announced_year) == (announced, announced.year)
    assert milestone.sort_day == (days[0].toordinal() if days else 0)
    assert (milestone.first_year, milestone.last_year) == (
        (days[0].year, days[-1].year) if days else (None, None)
    )


@pytest.mark.usefixtures("record")
def test_drilling_of_early_2019_is_found_in_2019_and_was_announced_in_2018() -> None:
    drilling = Milestone.objects.get(slug="drilling")

    assert (drilling.date_words, drilling.sort_day) == ("early 2019", date(2019, 1, 1).toordinal())
    assert (drilling.first_year, drilling.last_year, drilling.announced_year) == (2019, 2019, 2018)
    assert {"scandium", "zone", "teneur", "drilling", "crater", "lake"} <= set(
        drilling.search_text.split()
    )
    assert drilling.search_text == drilling.search_text.lower()


@pytest.mark.usefixtures("record")
def test_milestones_without_a_stated_time_have_no_bounds() -> None:
    undated = Milestone.objects.filter(first_year=None).values_list("slug", flat=True)

    assert set(undated) == {
        *("resource-estimate", "flowsheet", "evaluation"),
        *("commercial-agreement", "plant", "alloy-project"),
    }


@pytest.mark.usefixtures("record")
def test_first_of_january_is_never_an_exact_date() -> None:
    sorted_there = Milestone.objects.filter(earliest__month=1, earliest__day=1)

    assert {m.slug for m in sorted_there} == {"search-for-partners", "drilling"}
    assert not {m.stated.precision for m in sorted_there} & EXACT


@pytest.mark.usefixtures("record")
def test_no_milestone_lies_in_2025() -> None:
    assert not Milestone.objects.filter(first_year__lte=2025, last_year__gte=2025).exists()


@pytest.mark.usefixtures("record")
def test_this_month_announces_two_events_and_no_third() -> None:
    first = Paragraph.objects.get(release__slug=A, number=1)

    assert set(first.milestones.values_list("slug", "kind")) == {
        ("brussels", "event"),
        ("scale-symposium", "event"),
    }


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("search-for-partners", "since the beginning of the year"),
        ("introductions", ""),
        ("brussels", "November 12-16"),
        ("ceta-dialogue", ""),
        ("scale-symposium", "November 26-27"),
        ("meetings", "in parallel"),
        ("drilling", "early 2019"),
        ("resource-estimate", ""),
        ("discovery", "recently"),
        ("memorandum", ""),
        ("alloy-project", "18 to 24 months"),
    ],
)
def test_milestone_keeps_the_date_words_of_its_source(slug: str, words: str) -> None:
    assert Milestone.objects.get(slug=slug).date_words == words


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("stated", MILESTONES, ids=lambda stated: stated.slug)
def test_milestone_says_on_what_its_date_rests(stated: Stated) -> None:
    milestone = Milestone.objects.get(slug=stated.slug)

    assert milestone.basis_en
    assert milestone.basis_fr
    assert (
        bool(milestone.condition_en)
        is bool(milestone.condition_fr)
        is (stated.standing == "conditional")
    )
    assert 0 < len(milestone.short_title_en) <= 28
    assert 0 < len(milestone.short_title_fr) <= 28


@pytest.mark.usefixtures("record")
def test_milestones_of_2018_concern_crater_lake_and_those_of_2023_the_alloys() -> None:
    of_lake = set(
        Milestone.objects.filter(projects__slug="crater-lake").values_list("slug", flat=True)
    )
    of_alloys = set(
        Milestone.objects.filter(projects__slug="scandium-aluminum-alloys").values_list(
            "slug", flat=True
        )
    )

    assert of_lake == {stated.slug for stated in MILESTONES[:11]}
    assert of_alloys == {stated.slug for stated in MILESTONES[10:]}


@pytest.mark.usefixtures("record")
def test_partners_have_the_parts_that_the_releases_give_them() -> None:
    parts = MilestonePartner.objects.values_list("milestone__slug", "partner__slug", "role")

    assert set(parts) == {
        ("brussels", "european-commission", "organiser"),
        ("scale-symposium", "scale", "named"),
        *((stated.slug, "albecour", "counterparty") for stated in MILESTONES[10:]),
    }


@pytest.mark.usefixtures("record")
def test_nothing_on_file_settles_a_plan() -> None:
    assert not PlanSettlement.objects.exists()


# Releases, contacts, stakes


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("slug", "published_on", "headline_is_ours", "wire"),
    [(A, date(2018, 11, 13), True, ""), (B, date(2023, 7, 13), False, "GlobeNewswire")],
)
def test_release_says_what_it_is(
    slug: str, published_on: date, headline_is_ours: bool, wire: str
) -> None:
    release = Release.objects.get(slug=slug)

    assert (release.published_on, release.headline_is_ours, release.wire) == (
        published_on,
        headline_is_ours,
        wire,
    )
    assert bool(release.headline_fr) is headline_is_ours
    assert (release.place, release.language) == ("Montréal", "en")


@pytest.mark.usefixtures("record")
def test_release_lists_only_the_symbols_printed_in_it() -> None:
    printed = {
        r.slug: [str(listing) for listing in r.listings.all()] for r in Release.objects.all()
    }

    assert printed == {A: ["TSXV: IPG"], B: ["TSXV: IPG", "OTCQB: IMPNF"]}


@pytest.mark.usefixtures("record")
def test_paragraphs_are_of_the_kind_they_are() -> None:
    kinds = {r.slug: [p.kind for p in r.paragraphs.all()] for r in Release.objects.all()}
    head, body, about, contact, notice = "heading", "body", "about", "contact", "notice"

    assert kinds == {
        A: [*[body] * 6, head, about, *[contact] * 6, "caution", notice],
        B: [head, *[body] * 5, head, body, head, about, head, about, *[contact] * 4, notice],
    }


@pytest.mark.usefixtures("record")
def test_caution_of_2018_is_not_lent_to_2023() -> None:
    cautions = Paragraph.objects.filter(kind="caution").values_list("release__slug", "number")

    assert list(cautions) == [(A, 15)]


@pytest.mark.usefixtures("record")
def test_paragraphs_are_summed_up_in_both_languages_and_not_copied() -> None:
    for paragraph in Paragraph.objects.all():
        assert paragraph.summary_en
        assert paragraph.summary_fr
        assert paragraph.text == ""


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("typed", ["Sept-Îles", "Sept-Iles", "sept iles"])
def test_release_search_finds_sept_iles_however_typed(typed: str) -> None:
    assert list(Release.objects.matching(typed).values_list("slug", flat=True)) == [B]


@pytest.mark.usefixtures("record")
def test_contacts_keep_their_own_columns() -> None:
    printed = Contact.objects.order_by("release__published_on", "position").values_list(
        "release__slug", "name", "organisation", "phone", "extension", "email"
    )

    assert list(printed) == [
        (A, "Peter J. Cashin", "", "+1 514 360-0571", "", "info@imperialmgp.com"),
        (B, "Alain Bureau", "", "+1 514 944-9544", "", "alain@imperialmgp.com"),
        (B, "Iryna Zheliasko", "CHF Capital Markets", "+1 416 868-1079", "229", "iryna@chfir.com"),
    ]


@pytest.mark.usefixtures("record")
def test_stakes_say_who_owns_whom() -> None:
    columns = ("owner__slug", "percent", "owned__slug")
    where = ("paragraph__release__slug", "paragraph__number")
    stakes = [(*row[:3], row[3:]) for row in Stake.objects.values_list(*columns, *where)]

    assert stakes == [
        ("investissement-quebec", Decimal("100.00"), "albecour", (B, 12)),
        ("albecour", Decimal("6.67"), "aluminerie-alouette", (B, 12)),
    ]


@pytest.mark.usefixtures("record")
def test_project_of_the_2023_release_is_the_alloys_and_never_crater_lake() -> None:
    names = ProjectName.objects.values_list("project__slug", "release__slug", "name_en")

    assert set(names) == {
        ("crater-lake", A, "Crater Lake scandium project"),
        ("crater-lake", B, "Flagship scandium and rare-earth development project"),
        ("scandium-aluminum-alloys", B, "the Project"),
    }
