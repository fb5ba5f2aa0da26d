"""The folder of the invented record is imported without a refusal and comes back as it is, and so
does one in the older form."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.interchange.folders import Rows, bytes_of, change, export_to, take_in
from tests.records.conftest import NORTHLODE
from timeline.models import Correction, Milestone, Partner, PlanSettlement, Release

pytestmark = pytest.mark.django_db

NEW_MODELS = {  # what a folder of before knows nothing of
    "timeline.companyname",
    "timeline.documentcopy",
    "timeline.documentrelation",
    "timeline.figure",
    "timeline.listingperiod",
    "timeline.plansettlement",
    "timeline.post",
    "timeline.projectstate",
    "timeline.stake",
}
NEW_COLUMNS = {
    "described_on",
    "document_type",
    "issuer",
    "issuer_name",
    "partner",
    "states_en",
    "states_fr",
}


def test_folder_holds_twelve_documents_by_five_issuers() -> None:
    take_in(NORTHLODE)

    issuers = Release.objects.values_list("issuer__slug", flat=True)
    assert len(issuers) == 12
    assert set(issuers) == {None, "granite", "courrier", "cedar", "inspectorate"}


def test_folder_imports_without_a_refusal() -> None:
    told = take_in(NORTHLODE)

    assert "0 changed, 0 as on file." in told
    assert Milestone.objects.count() == 13
    assert not Correction.objects.exists()


def test_folder_imported_again_changes_nothing() -> None:
    take_in(NORTHLODE)

    assert "0 added, 0 changed" in take_in(NORTHLODE)


def test_folder_exported_is_the_same_bytes(tmp_path: Path) -> None:
    take_in(NORTHLODE)

    assert export_to(tmp_path / "out") == bytes_of(NORTHLODE)


def older_form(folder: Path) -> Path:
    """The record as a folder of before held it: no issuers, no statements over time, and one plan
    that a milestone settles, in two of its columns."""
    shutil.copytree(NORTHLODE, folder)
    said = [
        row["fields"]
        for row in json.loads((NORTHLODE / "milestones.json").read_text(encoding="utf-8"))
        if row["model"] == "timeline.plansettlement"
    ]

    def without_what_is_new(rows: Rows) -> None:
        rows[:] = [row for row in rows if row["model"] not in NEW_MODELS]
        for row in rows:
            for column in NEW_COLUMNS & row["fields"].keys():
                if row["model"] != "timeline.milestonepartner":  # its partner is not new
                    del row["fields"][column]

    def with_older_settlements(rows: Rows) -> None:
        by_slug = {row["fields"].get("slug"): row["fields"] for row in rows}
        for one in said:
            by_slug[one["milestone"][0]].update(settles=one["plan"], settlement=one["settlement"])

    for name in ("company", "partners", "projects", "releases", "milestones"):
        change(folder, name, without_what_is_new)
    change(folder, "milestones", with_older_settlements)
    (folder / "people.json").unlink()
    return folder


def test_folder_in_the_older_form_imports(tmp_path: Path) -> None:
    take_in(older_form(tmp_path / "older"))

    assert Milestone.objects.count() == 13
    assert Release.objects.count() == 12
    assert set(Release.objects.values_list("document_type", flat=True)) == {"company_release"}
    assert Partner.objects.count() == 5
    last = PlanSettlement.objects.get(plan__slug="rights-planned")
    assert (last.milestone.slug, last.settlement) == ("rights-closed", "partly_achieved")


def test_folder_in_the_older_form_comes_back_in_todays_form(tmp_path: Path) -> None:
    take_in(older_form(tmp_path / "older"))
    first = export_to(tmp_path / "first")

    assert "0 added, 0 changed" in take_in(tmp_path / "first")
    assert export_to(tmp_path / "second") == first
