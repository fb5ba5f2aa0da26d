"""``manage.py import_record``: adds and changes what a folder says, with every check, all of it or
nothing."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import transaction
from django.test import Client

from tests.factories import (
    LATER,
    make_announced,
    make_company,
    make_fiscal_start,
    make_milestone,
    make_plan,
    make_project,
    settle,
)
from tests.fixture_files import row_count
from tests.interchange.folders import (
    change,
    copy_of_fixtures,
    every_row,
    export_to,
    fields_of,
    refusal_of,
    shipped,
    take_in,
)
from tests.promises import make_promise_revised_three_times_and_met, released
from timeline.dates.fiscal import FiscalCalendar, FiscalStart
from timeline.interchange.corrections import NEEDS_A_NOTE
from timeline.models import (
    Citation,
    Company,
    Correction,
    FiscalYearStart,
    Milestone,
    PlanSettlement,
    Release,
)
from timeline.models.company import fiscal_calendar_on_file

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

WHY = ("--note-en", "It was misread.")
SHIPPED = row_count()
NOTHING_NEW = f"0 added, 0 changed, {SHIPPED} as on file."


def settle_drilling(rows: Any) -> None:
    """A row of a later milestone, which says of a plan further down that it was achieved."""
    said = {"milestone": ["memorandum"], "plan": ["drilling"], "settlement": "achieved"}
    rows.sort(key=lambda row: row["fields"].get("slug") != "memorandum")
    rows.insert(1, {"model": "timeline.plansettlement", "fields": said})


def settled() -> list[tuple[str, str, str]]:
    said = PlanSettlement.objects.values_list("milestone__slug", "plan__slug", "settlement")
    return list(said)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_fixtures(tmp_path / "folder")


@pytest.mark.usefixtures("record")
class TestIntoTheShippedRecord:
    def test_same_record_changes_nothing(self, folder: Path) -> None:
        before = every_row()
        assert take_in(folder).startswith(NOTHING_NEW)
        assert every_row() == before

    def test_changed_column_is_told_and_saved_with_a_reason(self, folder: Path) -> None:
        change(
            folder,
            "milestones",
            lambda rows: fields_of(rows, "milestone", slug="plant").update(title_en="A mill"),
        )
        was = Milestone.objects.get(slug="plant")
        told = take_in(folder)
        row = Milestone.objects.get(slug="plant")
        assert f"milestones.json: milestone plant: title_en: “{was.title_en}” → “A mill”\n" in told
        assert f"0 added, 1 changed, {SHIPPED - 1} as on file" in told
        assert (row.title_en, row.version) == ("A mill", was.version + 1)
        assert row.history.first().history_change_reason == "Imported from folder"
        assert "mill" in row.search_text

    def test_import_again_changes_nothing_more(self, folder: Path) -> None:
        change(
            folder,
            "milestones",
            lambda rows: fields_of(rows, "milestone", slug="plant").update(title_en="A mill"),
        )
        take_in(folder)
        assert take_in(folder).startswith(NOTHING_NEW)

    def test_dry_run_tells_the_same_and_changes_nothing(self, folder: Path) -> None:
        change(
            folder,
            "projects",
            lambda rows: fields_of(rows, "project", slug="crater-lake").update(name_fr="Le lac"),
        )
        before = every_row()
        told = take_in(folder, "--dry-run", *WHY)
        assert "projects.json: project crater-lake: name_fr: “Crater Lake” → “Le lac”" in told
        assert "0 would be added, 1 would be changed" in told
        assert every_row() == before

    def test_long_text_is_told_from_where_it_differs(self, folder: Path) -> None:
        def edit(rows: Any) -> None:
            fields = fields_of(rows, "milestone", slug="brussels")
            fields["summary_en"] = fields["summary_en"][:-1] + "!"

        change(folder, "milestones", edit)
        told = next(line for line in take_in(folder).splitlines() if "brussels" in line)
        assert told.endswith("!”")
        assert len(told) < 140

    @pytest.mark.parametrize(
        ("file", "model", "slug"),
        [
            ("milestones", "milestone", "brussels"),
            ("releases", "release", "2023-07-13-albecour-memorandum"),
        ],
    )
    def test_row_that_was_withdrawn_elsewhere_is_withdrawn(
        self, folder: Path, file: str, model: str, slug: str
    ) -> None:
        state = {"status": "withdrawn", "withdrawn_reason_en": "Entered twice."}
        change(folder, file, lambda rows: fields_of(rows, model, slug=slug).update(state))

        take_in(folder, *WHY)

        assert Client().get(f"/{file}/{slug}.json").status_code == 410

    def test_column_that_a_row_leaves_out_is_emptied(self, folder: Path) -> None:
        change(
            folder,
            "partners",
            lambda rows: fields_of(rows, "partner", slug="albecour").pop("country"),
        )
        assert "partner albecour: country: “CA” → (empty)" in take_in(folder)

    def test_links_are_compared_whatever_their_order(self, folder: Path) -> None:
        def edit(rows: Any) -> None:
            fields_of(rows, "release", published_on="2023-07-13")["listings"].reverse()

        change(folder, "releases", edit)
        assert take_in(folder).startswith(NOTHING_NEW)

    def test_links_are_changed(self, folder: Path) -> None:
        change(
            folder,
            "milestones",
            lambda rows: fields_of(rows, "milestone", slug="brussels").pop("projects"),
        )
        assert "milestone brussels: projects: crater-lake → (empty)" in take_in(folder)
        assert not Milestone.objects.get(slug="brussels").projects.exists()

    def test_row_that_the_folder_does_not_hold_is_left_alone(self, folder: Path) -> None:
        change(folder, "milestones", lambda rows: rows.__delitem__(slice(None)))
        (folder / "company.json").unlink()
        assert "Rows on file that the folder does not hold are left alone." in take_in(folder)
        assert (Milestone.objects.count(), Company.objects.count()) == (15, 1)

    def test_new_row_is_added_and_derived(self, folder: Path) -> None:
        release = ["2023-07-13-albecour-memorandum", 4]

        def add(rows: Any) -> None:
            new = {**fields_of(rows, "milestone", slug="plant"), "slug": "second-plant"}
            rows.append({"model": "timeline.milestone", "fields": new})
            cited = {"milestone": ["second-plant"], "paragraph": release}
            rows.append({"model": "timeline.citation", "fields": cited})

        change(folder, "milestones", add)
        told = take_in(folder)
        row = Milestone.objects.get(slug="second-plant")
        assert "milestone second-plant: added\nmilestones.json: citation second-plant" in told
        assert row.announced_on is not None
        assert row.public_from is not None

    def test_version_of_the_folder_is_not_taken_for_a_row_on_file(self, folder: Path) -> None:
        change(
            folder,
            "milestones",
            lambda rows: fields_of(rows, "milestone", slug="plant").update(version=7),
        )
        assert take_in(folder).startswith(NOTHING_NEW)

    def test_changed_row_counts_on_from_the_version_on_file(self, folder: Path) -> None:
        changed = {"title_en": "A mill", "version": 7}
        change(
            folder,
            "milestones",
            lambda rows: fields_of(rows, "milestone", slug="plant").update(changed),
        )
        was = Milestone.objects.get(slug="plant")
        take_in(folder)
        assert Milestone.objects.get(slug="plant").version == was.version + 1

    def test_fact_that_visitors_have_read_is_not_changed_without_a_note(self, folder: Path) -> None:
        change(
            folder,
            "milestones",
            lambda rows: fields_of(rows, "milestone", slug="plant").update(standing="under_way"),
        )
        before = every_row()
        assert (
            "milestones.json, milestone plant: refused: visitors have read this: say in --note-en or --note-fr why it "
            "is changed (standing: “Planned” → “Under way”)"
        ) in refusal_of(folder)
        assert every_row() == before

    def test_fact_that_is_changed_with_a_note_is_a_correction(self, folder: Path) -> None:
        change(
            folder,
            "milestones",
            lambda rows: fields_of(rows, "milestone", slug="plant").update(standing="under_way"),
        )
        assert "Corrections, which visitors read with the note: 1." in take_in(folder, *WHY)
        made = Correction.objects.get()
        assert made.milestone is not None
        assert (made.milestone.slug, made.note_en, made.lines[0].now) == (
            "plant",
            "It was misread.",
            "Under way",
        )

    def test_part_that_is_added_to_what_was_read_is_a_correction(self, folder: Path) -> None:
        cited = {"milestone": ["plant"], "paragraph": ["2023-07-13-albecour-memorandum", 8]}
        change(
            folder,
            "milestones",
            lambda rows: rows.append({"model": "timeline.citation", "fields": cited}),
        )
        assert (
            "citation plant 2023-07-13-albecour-memorandum 8: refused: visitors have read"
            in refusal_of(folder)
        )
        take_in(folder, *WHY)
        assert [made.milestone.slug for made in Correction.objects.all() if made.milestone] == [
            "plant"
        ]

    def test_note_that_is_too_long_is_refused(self, folder: Path) -> None:
        change(
            folder,
            "milestones",
            lambda rows: fields_of(rows, "milestone", slug="plant").update(standing="under_way"),
        )
        before = every_row()
        with pytest.raises(
            CommandError, match="The note is refused: Ensure this value has at most 300"
        ):
            take_in(folder, "--note-fr", "x" * 301)
        assert every_row() == before

    def test_draft_is_changed_without_a_note(self, folder: Path, tmp_path: Path) -> None:
        make_milestone(slug="draft")
        out = tmp_path / "out"
        export_to(out)
        change(
            out,
            "milestones",
            lambda rows: fields_of(rows, "milestone", slug="draft").update(standing="planned"),
        )
        assert "0 added, 1 changed" in take_in(out)
        assert not Correction.objects.exists()

    def test_several_refusals_are_all_told_and_nothing_is_changed(self, folder: Path) -> None:
        before = every_row()
        change(
            folder,
            "milestones",
            lambda rows: fields_of(rows, "milestone", slug="plant").update(kind="x"),
        )
        change(
            folder,
            "partners",
            lambda rows: fields_of(rows, "partner", slug="scale").update(country="x"),
        )
        change(folder, "company", lambda rows: fields_of(rows, "company").update(name="Another"))
        told = refusal_of(folder)
        assert "company.json: company 1: name: “Imperial Mining Group Ltd.” → “Another”" in told
        assert "partners.json, partner scale, country: refused: Two capital letters, as CA." in told
        assert (
            "milestones.json, milestone plant, kind: refused: Value 'x' is not a valid choice."
            in told
        )
        assert every_row() == before

    def test_dry_run_of_a_refused_folder_fails_too(self, folder: Path) -> None:
        change(
            folder,
            "milestones",
            lambda rows: fields_of(rows, "milestone", slug="plant").update(kind="x"),
        )
        assert "not a valid choice" in refusal_of(folder, "--dry-run")


@pytest.mark.django_db
class TestIntoAnEmptyDatabase:
    def test_shipped_record_comes_back_byte_for_byte(self, folder: Path, tmp_path: Path) -> None:
        assert (
            take_in(folder)
            .splitlines()[-1]
            .startswith(f"{SHIPPED} added, 0 changed, 0 as on file.")
        )
        assert not Correction.objects.exists()
        assert export_to(tmp_path / "out") == shipped()

    def test_added_rows_keep_their_version_and_last_change(self, folder: Path) -> None:
        changed = {"version": 7, "updated_at": "2020-02-29T10:00:00.123456Z"}
        change(
            folder,
            "milestones",
            lambda rows: fields_of(rows, "milestone", slug="plant").update(changed),
        )
        take_in(folder)
        row = Milestone.objects.get(slug="plant")
        assert (row.version, row.updated_at.isoformat()) == (7, "2020-02-29T10:00:00.123456+00:00")

    def test_added_row_keeps_which_of_its_texts_lag(self, folder: Path, tmp_path: Path) -> None:
        take_in(folder)
        row = Milestone.objects.get(slug="plant")
        row.title_en, agreed = "A mill", row.title_en
        row.save()
        out = export_to(tmp_path / "out")
        Milestone.objects.all().delete()
        take_in(tmp_path / "out")
        assert Milestone.objects.get(slug="plant").behind == {"title_fr": agreed}
        assert export_to(tmp_path / "again") == out

    def test_added_rows_have_a_history(self, folder: Path) -> None:
        take_in(folder)
        assert {row.history_change_reason for row in Release.history.all()} == {
            "Imported from folder"
        }

    def test_plan_further_down_than_what_settles_it_is_found(self, folder: Path) -> None:
        change(folder, "milestones", settle_drilling)
        told = take_in(folder)
        assert told.count("plansettlement memorandum drilling: added") == 1
        assert settled() == [("memorandum", "drilling", "achieved")]

    def test_older_folder_says_what_settles_a_plan_in_columns_of_the_milestone(
        self, folder: Path
    ) -> None:
        def edit(rows: Any) -> None:
            fields_of(rows, "milestone", slug="memorandum").update(
                settles=["drilling"], settlement="achieved", version=3
            )

        change(folder, "milestones", edit)
        take_in(folder)
        assert settled() == [("memorandum", "drilling", "achieved")]
        assert Milestone.objects.get(slug="memorandum").version == 3

    def test_new_plan_further_down_is_settled_by_a_row_on_file(self, folder: Path) -> None:
        take_in(folder)
        Citation.objects.filter(milestone__slug="drilling").delete()
        Milestone.objects.filter(slug="drilling").delete()

        change(folder, "milestones", settle_drilling)
        told = take_in(folder, *WHY)
        assert "plansettlement memorandum drilling: added" in told
        assert settled() == [("memorandum", "drilling", "achieved")]

    def test_fiscal_calendar_comes_back_byte_for_byte(self, tmp_path: Path) -> None:
        make_company()
        make_fiscal_start(1)
        make_fiscal_start(4, date(2022, 4, 1))
        first = export_to(tmp_path / "one")
        Company.objects.all().delete()

        take_in(tmp_path / "one")

        assert export_to(tmp_path / "two") == first
        assert fiscal_calendar_on_file() == FiscalCalendar(
            (FiscalStart(1), FiscalStart(4, date(2022, 4, 1)))
        )
        assert "0 added, 0 changed" in take_in(tmp_path / "one")

    def test_hour_and_zone_of_an_event_come_back(self, tmp_path: Path) -> None:
        make_announced(slug="call", start_time=time(16), time_zone="America/Toronto")
        first = export_to(tmp_path / "one")
        Citation.objects.all().delete()
        Milestone.objects.all().delete()

        take_in(tmp_path / "one")

        assert (
            b'"start_time": "16:00:00",\n      "time_zone": "America/Toronto"'
            in (first["milestones.json"])
        )
        assert export_to(tmp_path / "two") == first

    def test_fiscal_calendar_that_visitors_have_read_is_changed_with_a_note(
        self, tmp_path: Path
    ) -> None:
        make_company()
        row = make_fiscal_start(1)
        export_to(tmp_path / "one")
        FiscalYearStart.objects.filter(pk=row.pk).update(month=4)

        assert NEEDS_A_NOTE in refusal_of(tmp_path / "one")
        take_in(tmp_path / "one", *WHY)

        assert [line.now for line in Correction.objects.get().lines] == ["in January"]

    def test_moment_to_the_microsecond_comes_back(self, tmp_path: Path) -> None:
        make_announced(publish_at="2019-01-01T00:00:00.000001Z")
        first = export_to(tmp_path / "one")
        assert "0 added, 0 changed" in take_in(tmp_path / "one")
        assert b"2019-01-01T00:00:00.000001Z" in first["milestones.json"]

    def test_folder_of_a_part_of_the_files_is_taken(self, folder: Path) -> None:
        for name in ("releases", "milestones"):
            (folder / f"{name}.json").unlink()
        kept = row_count("projects", "partners", "people", "company")

        assert f"{kept} added" in take_in(folder)

    def test_file_with_a_byte_order_mark_is_taken(self, folder: Path) -> None:
        path = folder / "projects.json"
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
        assert f"{SHIPPED} added" in take_in(folder)

    def test_hidden_file_is_left_alone(self, folder: Path) -> None:
        (folder / ".DS_Store").write_bytes(b"\0")
        assert f"{SHIPPED} added" in take_in(folder)

    def test_draft_without_a_citation_is_taken(self, tmp_path: Path) -> None:
        make_milestone(slug="draft")
        export_to(tmp_path / "out")
        Milestone.objects.all().delete()
        assert "1 added" in take_in(tmp_path / "out")


@pytest.mark.django_db
@pytest.mark.parametrize("state", [{"publish_at": "2999-02-01T12:00:00Z"}, {"status": "draft"}])
def test_row_that_nobody_has_seen_yet_is_put_off_or_taken_back(
    tmp_path: Path, state: dict[str, str]
) -> None:
    make_project(slug="to-come", status="published", publish_at=LATER)
    export_to(tmp_path / "folder")
    change(
        tmp_path / "folder",
        "projects",
        lambda rows: fields_of(rows, "project", slug="to-come").update(state),
    )

    assert "0 added, 1 changed" in take_in(tmp_path / "folder")


@pytest.mark.usefixtures("record")
def test_circle_with_what_is_on_file_is_refused_and_nothing_changed(folder: Path) -> None:
    plans = [Milestone.objects.get(slug=slug) for slug in ("plant", "brussels")]
    settle(plans[0], plans[1], "changed")
    said = {"milestone": ["plant"], "plan": ["brussels"], "settlement": "changed"}
    row = {"model": "timeline.plansettlement", "fields": said}
    change(folder, "milestones", lambda rows: rows.append(row))
    before = every_row()

    told = refusal_of(folder, *WHY)

    assert "settlements: refused:" in told
    assert every_row() == before


@pytest.mark.django_db
def test_promises_come_back_with_their_settlements_byte_for_byte(tmp_path: Path) -> None:
    with transaction.atomic():
        make_company()
        plans, met = make_promise_revised_three_times_and_met()
        settle(make_plan(released(date(2018, 1, 1))), met, "partly_achieved")
        first = export_to(tmp_path / "first")
        transaction.set_rollback(True)

    take_in(tmp_path / "first")

    assert export_to(tmp_path / "second") == first
    promises = Milestone.objects.filter(slug__startswith="drilling-").values_list("promise")
    assert len(set(promises)) == 1
    assert len(plans) == len(promises)
