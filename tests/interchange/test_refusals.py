"""What ``import_record`` refuses: the whole folder, in words that name the file, the row and the
column."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.factories import AT, make_announced, make_milestone, make_paragraph, make_release
from tests.fixture_files import row_count
from tests.interchange.folders import (
    change,
    copy_of_fixtures,
    every_row,
    export_to,
    fields_of,
    refusal_of,
    take_in,
)
from timeline.interchange import json_reader
from timeline.interchange.json_reader import LONGEST_ROW, MOST_BYTES
from timeline.interchange.parser import ParsedRecord, parse_folder
from timeline.models import Milestone

pytestmark = pytest.mark.slow

Edit = Callable[[Path], object]
SEEN = "visitors have seen this: withdraw it, and say why"


def write(content: str | bytes, name: str = "projects") -> Edit:
    """A file of that content."""
    data = content.encode() if isinstance(content, str) else content
    return lambda folder: (folder / f"{name}.json").write_bytes(data)


def rows(name: str, how: Callable[[list[dict[str, Any]]], object]) -> Edit:
    return lambda folder: change(folder, name, how)


def project(**over: Any) -> Edit:
    """The first project, with these columns."""
    return rows("projects", lambda found: found[0]["fields"].update(over))


def row(**over: Any) -> Edit:
    """The row of the first project, with these parts."""
    return rows("projects", lambda found: found[0].update(over))


def milestone(slug: str, **over: Any) -> Edit:
    return rows("milestones", lambda found: fields_of(found, "milestone", slug=slug).update(over))


def part(name: str, model: str, **over: Any) -> Edit:
    return rows(name, lambda found: fields_of(found, model).update(over))


def settling(**plans: str) -> Edit:
    """Milestones that settle one another, by slug with _ for -."""

    def edit(found: list[dict[str, Any]]) -> None:
        for slug, plan in plans.items():
            row = fields_of(found, "milestone", slug=slug.replace("_", "-"))
            row.update(settles=[plan], settlement="achieved", standing="planned")

    return rows("milestones", edit)


def twice(folder: Path) -> None:
    change(folder, "projects", lambda found: found.append(found[0]))


def big(folder: Path) -> None:
    os.truncate(folder / "projects.json", 1 << 30)  # nothing is written, and nothing is read


def link(folder: Path) -> None:
    (folder / "projects.json").rename(folder.parent / "elsewhere.json")
    (folder / "projects.json").symlink_to("../elsewhere.json")


def pipe(folder: Path) -> None:
    (folder / "projects.json").unlink()
    os.mkfifo(folder / "projects.json")


def folder_for_a_file(folder: Path) -> None:
    (folder / "projects.json").unlink()
    (folder / "projects.json").mkdir()


def uncited(folder: Path) -> None:
    def edit(found: list[dict[str, Any]]) -> None:
        fields_of(found, "milestone", slug="plant").update(slug="new-plant")
        found[:] = [one for one in found if one["fields"].get("milestone") != ["plant"]]

    change(folder, "milestones", edit)


REFUSED: dict[str, tuple[Edit, str]] = {
    "a new row changed in the future": (
        project(slug="new", updated_at="2999-01-01T00:00:00Z"),
        "project new, updated_at: refused: that moment has not come yet",
    ),
    "a row that visitors have seen as a draft": (
        milestone("brussels", status="draft"),
        f"brussels, status: refused: {SEEN}",
    ),
    "a row that visitors have seen put off": (
        milestone("brussels", publish_at="2999-01-01T00:00:00Z"),
        f"brussels, publish_at: refused: {SEEN}",
    ),
    "a release that visitors have seen as a draft": (
        part("releases", "release", status="draft"),
        f"scandium-marketing-update, status: refused: {SEEN}",
    ),
    # The file
    "no JSON": (
        write("hello"),
        "projects.json: refused: it is no JSON list of rows: it does not begin with [",
    ),
    "an empty file": (write(""), "it does not begin with ["),
    "no list": (write("{}"), "it does not begin with ["),
    "a list of numbers": (write("[1]"), "line 1: a row is expected here"),
    "a list cut off": (
        write('[{"model": "timeline.project"'),
        "line 1: it is not JSON (Expecting ',' delimiter)",
    ),
    "a list without its end": (
        write('[{"model": "x"}'),
        "a comma or the end of the list is expected after a row",
    ),
    "a comma too many": (write('[{"model": "x"},]'), "line 1: a row is expected here"),
    "something after the list": (write("[]\n\nx"), "line 3: something follows the list"),
    "an error on a line": (
        write('[\n{\n"model": oops}]'),
        "line 3: it is not JSON (Expecting value)",
    ),
    "not UTF-8": (write(b'[{"model": "\xff"}]'), "it is not UTF-8 text (invalid start byte)"),
    "UTF-16": (write("[]".encode("utf-16")), "it is not UTF-8 text"),
    "UTF-8 cut off": (write(b"[]\xc3"), "it is not UTF-8 text (unexpected end of data)"),
    "1 GB": (
        big,
        f"it has 1,073,741,824 bytes or more, and {MOST_BYTES:,} are the most that is read",
    ),
    "a link": (
        link,
        "projects.json: refused: it is a link, and what it leads to may lie outside the folder",
    ),
    "a pipe": (pipe, "projects.json: refused: it is no plain file"),
    "a folder for a file": (folder_for_a_file, "projects.json: refused: it is no plain file"),
    "another file": (
        write("[]", "users"),
        "“users.json”: refused: it is no file of a record; those are projects.json,",
    ),
    "deep nesting": (write("[" + '{"a":' * 100_000), "line 1: this row is nested too deep"),
    "deep nesting in a list": (
        write('[{"model": ' + "[" * 100_000),
        "line 1: this row is nested too deep",
    ),
    "a row without end": (
        write('[{"model": "' + "x" * (LONGEST_ROW + 70_000)),
        "this row does not end, or is too long",
    ),
    "a huge number": (
        write('[{"model": 1' + "0" * 5000 + "}]"),
        "in this row: a number of more than 18 digits",
    ),
    "a huge negative number": (
        write('[{"pk": -1' + "0" * 18 + "}]"),
        "a number of more than 18 digits",
    ),
    "not a number": (write('[{"pk": NaN}]'), "“NaN”: only whole numbers are read"),
    "infinity": (write('[{"pk": -Infinity}]'), "“-Infinity”: only whole numbers are read"),
    "a fraction": (
        write('[{"pk": 1.0}]'),
        "“1.0”: only whole numbers are read; a share is written as text",
    ),
    "a fraction beyond all": (write('[{"pk": 1e999}]'), "“1e999”: only whole numbers are read"),
    "a key twice": (
        write('[{"model": "a", "model": "b"}]'),
        "line 1, in this row: “model” is given twice",
    ),
    "a column twice": (
        write('[\n{"fields": {"slug": "a", "slug": "b"}}]'),
        "line 2, in this row: “slug” is given twice",
    ),
    # The row
    "a row twice": (
        twice,
        "projects.json, project crater-lake: refused: it is there twice, again on line 1",
    ),
    "accounts": (
        row(model="auth.user"),
        "row 1 (line 1): refused: “auth.user” is no model of this file",
    ),
    "a model of another file": (
        row(model="timeline.release"),
        "“timeline.release” is no model of this file",
    ),
    "the history": (
        row(model="timeline.historicalproject"),
        "“timeline.historicalproject” is no model of this file",
    ),
    "a model that is no text": (
        row(model=["timeline.project"]),
        "is no model of this file; those are timeline.project",
    ),
    "no fields": (row(fields=None), "it has no “fields”, which are the columns and their values"),
    "fields in a list": (row(fields=[["slug", "x"]]), "it has no “fields”"),
    "a number of the database": (
        row(pk=1),
        "row 1 (line 1), project crater-lake, pk: refused: rows are known by",
    ),
    "another company": (
        rows("company", lambda found: found[0].update(pk=2)),
        "the company alone is number 1",
    ),
    "company true": (
        rows("company", lambda found: found[0].update(pk=True)),
        "the company alone is number 1",
    ),
    "something beside": (
        row(extra=1),
        "extra: refused: a row has a model and fields, nothing else",
    ),
    "no name": (
        rows("projects", lambda found: found[0]["fields"].pop("slug")),
        "slug: refused: it is missing",
    ),
    "no owner": (
        part("releases", "paragraph", release=None),
        "release: refused: it cannot be null",
    ),
    # The column
    "an unknown column": (
        project(colour="red"),
        "colour: refused: it is no column of timeline.project",
    ),
    "a derived column": (
        project(public_from=None),
        "public_from: refused: it is no column of timeline.project",
    ),
    "the key": (project(id=1), "id: refused: it is no column of timeline.project"),
    "a column that is a path": (project(**{"../../x": 1}), "../../x: refused: it is no column"),
    "a number for a text": (
        project(name_en=1),
        "crater-lake, name_en: refused: it is text, not “1”",
    ),
    "a list for a text": (project(name_en=["x"]), 'name_en: refused: it is text, not “["x"]”'),
    "nothing for a text": (project(name_en=None), "name_en: refused: it cannot be null"),
    "a NUL": (project(name_en="a\0b"), "name_en: refused: it holds a control character (U+0000)"),
    "an escape": (
        project(name_en="\x1b[2J"),
        "name_en: refused: it holds a control character (U+001B)",
    ),
    "half a character": (
        write('[{"model": "timeline.project", "fields": {"slug": "a", "name_en": "\\ud800"}}]'),
        "projects.json, row 1 (line 1), project a, name_en: refused: it holds half a character (U+D800)",
    ),
    "half a character in a name": (
        write('[{"model": "timeline.project", "fields": {"slug": "a", "\\udfff": "x"}}]'),
        "\\udfff: refused: it is no column",
    ),
    "a text too long": (
        project(name_en="x" * 121),
        "name_en: refused: Ensure this value has at most 120 characters",
    ),
    "a path for an address": (
        project(slug="../../etc/passwd"),
        "slug: refused: Enter a valid “slug”",
    ),
    "an address of another kind": (project(slug="a b"), "slug: refused: Enter a valid “slug”"),
    "no choice": (
        project(status="secret"),
        "status: refused: Value 'secret' is not a valid choice.",
    ),
    "a script for a website": (
        part("partners", "partner", website="javascript:alert(1)"),
        "website: refused: Enter a valid URL.",
    ),
    "a text for a flag": (
        part("releases", "release", headline_is_ours="yes"),
        "it is true or false, not “yes”",
    ),
    "a number for a flag": (
        part("releases", "release", headline_is_ours=1),
        "it is true or false, not “1”",
    ),
    "a text for a number": (
        part("releases", "contact", position="1"),
        "position: refused: it is a number, not “1”",
    ),
    "a flag for a number": (
        part("releases", "paragraph", number=True),
        "number: refused: it is a number, not “true”",
    ),
    "a number out of range": (
        part("releases", "contact", position=10**17),
        "position: refused: it does not lie between 0 and 32767",
    ),
    "a negative number": (
        part("releases", "contact", position=-1),
        "it does not lie between 0 and 32767",
    ),
    "paragraph 0": (
        part("releases", "paragraph", number=0),
        "number: refused: Ensure this value is greater than",
    ),
    "a negative version": (
        project(slug="new", version=-1),
        "version: refused: it does not lie between 0 and",
    ),
    "a text behind no column": (
        project(behind={"slug": "x"}),
        "behind: refused: it is a text for some of name_en",
    ),
    "a text behind that is none": (
        project(behind={"name_en": 1}),
        "behind: refused: it is text, not “1”",
    ),
    "behind in a list": (project(behind=[]), "behind: refused: it is a text for some of"),
    "a share that is a number": (
        part("releases", "stake", percent=50),
        "it is a number written as text, as “6.67”",
    ),
    "a share that is none": (
        part("releases", "stake", percent="NaN"),
        "it is a number written as text",
    ),
    "a share too fine": (
        part("releases", "stake", percent="0.001"),
        "percent: refused: Ensure that there are no more",
    ),
    "more than all": (
        part("releases", "stake", percent="100.01"),
        "percent: refused: A stake is more than 0",
    ),
    "a day that is none": (
        milestone("plant", earliest="2018-02-30"),
        "“2018-02-30” is no day, as 2018-11-13",
    ),
    "a day in other signs": (milestone("plant", earliest="20180230"), "“20180230” is no day"),
    "a day that is a number": (milestone("plant", earliest=20180101), "it is text, not “20180101”"),
    "a day beyond all": (
        milestone("plant", earliest="9999-12-31"),
        "its year does not lie between 1000 and 2999",
    ),
    "a moment that is none": (
        project(publish_at="now"),
        "“now” is no moment, as 2018-11-13T12:00:00Z",
    ),
    "a moment without a zone": (project(publish_at="2018-11-13T12:00:00"), "names no time zone"),
    "a moment beyond all": (
        project(publish_at="0001-01-01T00:00:00+23:00"),
        "its year does not lie between",
    ),
    # What it refers to
    "a reference that is text": (
        part("milestones", "citation", milestone="plant"),
        "it is a list that names a milestone",
    ),
    "a reference too short": (
        part("milestones", "citation", paragraph=["x"]),
        "names a paragraph (release, number)",
    ),
    "a reference of other types": (
        part("milestones", "citation", paragraph=["x", "1"]),
        "it is a number, not “1”",
    ),
    "a reference in depth": (
        part("milestones", "citation", milestone=[["plant"]]),
        'it is text, not “["plant"]”',
    ),
    "a number for a reference": (
        part("milestones", "citation", milestone=1),
        "it is a list that names a milestone",
    ),
    "a reference to nowhere": (
        part("milestones", "citation", milestone=["nowhere"]),
        "milestone: refused: there is no milestone “nowhere”, neither on file nor in the folder so far",
    ),
    "a link to nowhere": (
        milestone("plant", projects=[["nowhere"]]),
        "there is no project “nowhere”",
    ),
    "a link twice": (
        milestone("plant", projects=[["crater-lake"]] * 2),
        "projects: refused: it names a row twice",
    ),
    "links that are none": (
        milestone("plant", projects="crater-lake"),
        "it is a list of references",
    ),
    "links without number": (
        milestone("plant", projects=[["x"]] * 1001),
        "it has 1001 references, and 1000 are the most",
    ),
    # What rows are to each other
    "a milestone that settles itself": (
        settling(plant="plant"),
        "milestones.json, plan: refused: a circle of plans that settle each other: plant → plant",
    ),
    "a circle of three": (
        settling(plant="brussels", brussels="drilling", drilling="plant"),
        "brussels → drilling → plant → brussels",
    ),
    "a plan that is nowhere": (
        settling(plant="nowhere"),
        "plan: refused: there is no milestone “nowhere”",
    ),
    "a plan settled earlier": (
        settling(brussels="plant"),
        "settlements: refused: Only a later release can settle a plan",
    ),
    "a plan that is none": (
        settling(plant="discovery"),
        "settlements: refused: “High-grade scandium found at Crater Lake” is not a plan",
    ),
    "a settlement of nothing": (
        milestone("plant", settlement="achieved"),
        "plan: refused: it cannot be null",
    ),
    "days that do not fit": (
        milestone("plant", earliest="2018-01-01"),
        "precision: refused: These days do not fit",
    ),
    "an end before its start": (
        milestone("brussels", latest="2018-11-01"),
        "latest: refused: The latest day is before",
    ),
    "an inferred year": (
        milestone("brussels", basis_en="", basis_fr=""),
        "basis_en: refused: the words name no year",
    ),
    "no title": (
        milestone("plant", title_en="", title_fr=""),
        "title_en: refused: Give a title in at least one",
    ),
    "a published one that cites nothing": (
        uncited,
        "milestone new-plant, status: refused: it is published, and cites no",
    ),
    "a release before its day": (
        part("releases", "release", publish_at="2018-11-01T12:00:00Z"),
        "publish_at: refused: it would be public before the day in its dateline",
    ),
    "half of itself": (
        part("releases", "stake", owned=["investissement-quebec"]),
        "owned: refused: Nobody owns itself",
    ),
}


@pytest.mark.usefixtures("record")
class TestRefused:
    @pytest.mark.parametrize("what", REFUSED)
    def test_folder_with_a_fault_is_refused_whole_with_the_reason(
        self, what: str, tmp_path: Path
    ) -> None:
        edit, reason = REFUSED[what]
        folder = copy_of_fixtures(tmp_path / "folder")
        change(folder, "company", lambda found: found[0]["fields"].update(name="Changed"))
        edit(folder)
        before = every_row()

        told = refusal_of(folder)

        assert reason in told
        assert "\x1b" not in told
        assert "\0" not in told
        assert every_row() == before

    def test_folder_that_is_nowhere_is_refused(self, tmp_path: Path) -> None:
        assert "it is no folder that can be read (No such file or directory)" in refusal_of(
            tmp_path / "nowhere"
        )

    def test_file_for_a_folder_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        assert "it is no folder that can be read (Not a directory)" in refusal_of(tmp_path / "file")

    def test_folder_without_a_file_is_refused(self, tmp_path: Path) -> None:
        assert "it holds none of projects.json, partners.json" in refusal_of(tmp_path)

    def test_file_that_grows_while_it_is_read_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = copy_of_fixtures(tmp_path / "folder")
        size = (folder / "milestones.json").stat().st_size
        monkeypatch.setattr(json_reader, "_opened", lambda path: path.open("rb"))
        monkeypatch.setattr(json_reader, "MOST_BYTES", size - 1)
        assert "are the most that is read" in refusal_of(folder)


def test_release_moved_before_the_plan_that_its_milestone_settles_is_refused(
    db: None, tmp_path: Path
) -> None:
    plan = make_announced(standing="planned", title_en="The plan")
    later = make_release(slug="later", published_on=date(2019, 5, 1), publish_at=AT)
    make_milestone(
        cites=[make_paragraph(later)], title_en="What came", settles=plan, settlement="achieved"
    )
    export_to(tmp_path / "folder")
    moved = rows(
        "releases",
        lambda found: fields_of(found, "release", slug="later").update(published_on="2017-05-01"),
    )
    moved(tmp_path / "folder")

    told = refusal_of(tmp_path / "folder")

    assert (
        "release later, published_on: refused: “What came” settles “The plan”, and only a later release can"
        in told
    )


@pytest.mark.usefixtures("record")
def test_withdrawn_row_taken_back_as_if_nobody_had_seen_it_is_refused(tmp_path: Path) -> None:
    brussels = Milestone.objects.get(slug="brussels")
    brussels.status, brussels.withdrawn_reason_en = "withdrawn", "Entered twice."
    brussels.save()
    export_to(tmp_path / "folder")
    milestone("brussels", status="draft")(tmp_path / "folder")

    assert f"milestone brussels, status: refused: {SEEN}" in refusal_of(tmp_path / "folder")


@pytest.mark.usefixtures("record")
def test_withdrawn_row_without_the_moment_it_was_public_from_is_refused(tmp_path: Path) -> None:
    folder = copy_of_fixtures(tmp_path / "folder")
    milestone(
        "brussels", status="withdrawn", withdrawn_reason_en="Entered twice.", publish_at=None
    )(folder)

    assert (
        "milestone brussels, publish_at: refused: visitors have seen this: say since when"
        in refusal_of(folder)
    )


@pytest.mark.usefixtures("record")
def test_folder_that_is_written_to_while_it_is_taken_in_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_of_fixtures(tmp_path / "folder")

    def look_through(given: Path) -> ParsedRecord:
        seen = parse_folder(given)
        project(unheard_of="x")(given)
        return seen

    monkeypatch.setattr("timeline.management.commands.import_record.parse_folder", look_through)

    assert "unheard_of" in refusal_of(folder)


# A published milestone whose releases nobody can read

WITHDRAWN = {"status": "withdrawn", "withdrawn_reason_en": "Entered twice."}
UNREADABLE = "status: refused: it is published, and cites only what is not published: publish"


def hidden_release(folder: Path) -> None:
    """The release that states Brussels is a draft that nobody has seen."""

    def edit(found: list[dict[str, Any]]) -> None:
        fields = fields_of(found, "release", slug="2018-11-13-scandium-marketing-update")
        fields.update(status="draft")
        del fields["publish_at"]

    change(folder, "releases", edit)


@pytest.mark.django_db
def test_published_milestone_that_cites_an_unpublished_release_is_refused(tmp_path: Path) -> None:
    folder = copy_of_fixtures(tmp_path / "folder")
    hidden_release(folder)
    before = every_row()

    told = refusal_of(folder)

    assert f"milestones.json, milestone brussels, {UNREADABLE}" in told
    assert every_row() == before


@pytest.mark.usefixtures("record")
def test_draft_on_file_published_while_its_release_is_a_draft_is_refused(tmp_path: Path) -> None:
    make_milestone(
        slug="early", cites=[make_paragraph(make_release(slug="hidden", status="draft"))]
    )
    export_to(tmp_path / "folder")
    milestone("early", status="published", publish_at="2019-01-01T12:00:00Z")(tmp_path / "folder")
    before = every_row()

    told = refusal_of(tmp_path / "folder")

    assert f"milestone early, {UNREADABLE}" in told
    assert every_row() == before


@pytest.mark.django_db
def test_published_milestone_of_a_release_withdrawn_elsewhere_is_added(tmp_path: Path) -> None:
    folder = copy_of_fixtures(tmp_path / "folder")
    part("releases", "release", **WITHDRAWN)(folder)

    assert f"{row_count()} added, 0 changed" in take_in(folder)

    assert take_in(folder).startswith("0 added, 0 changed")
    assert Milestone.objects.get(slug="brussels").status == "published"


@pytest.mark.usefixtures("record")
def test_published_milestone_of_a_withdrawn_release_is_changed_as_before(tmp_path: Path) -> None:
    folder = copy_of_fixtures(tmp_path / "folder")
    part("releases", "release", **WITHDRAWN)(folder)
    note = ("--note-en", "Entered twice.")
    take_in(folder, *note)
    milestone("brussels", title_en="Another title")(folder)

    assert "0 added, 1 changed" in take_in(folder, *note)
