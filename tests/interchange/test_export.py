"""``manage.py export_record``: the shipped record comes out byte for byte; nothing else is
touched."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_announced,
    make_company,
    make_company_name,
    make_document_copy,
    make_document_relation,
    make_figure,
    make_fiscal_start,
    make_listing_period,
    make_milestone,
    make_partner_name,
    make_plan,
    make_post,
    make_project_state,
    make_release,
    make_stake,
)
from tests.interchange.folders import bytes_of, export_to, shipped
from timeline.interchange import exporter
from timeline.interchange.columns import FILES, KEPT, NAMED_BY, PARTS, STAMPS, columns, key_columns
from timeline.interchange.parser import READ
from timeline.models import (
    Company,
    CompanyName,
    FiscalYearStart,
    Milestone,
    Publishing,
    Release,
)
from timeline.models.derived_columns import MILESTONE_COLUMNS

pytestmark = pytest.mark.postgresql

MODELS = [model for kinds in FILES.values() for model in kinds]
DERIVED = {*MILESTONE_COLUMNS, "public_from", "published_year", "search_text", "promise"}


@pytest.mark.usefixtures("record")
def test_export_of_the_shipped_record_is_the_fixtures_byte_for_byte(tmp_path: Path) -> None:
    assert export_to(tmp_path / "out") == shipped()


@pytest.mark.django_db
def test_export_of_an_empty_database_is_six_empty_lists(tmp_path: Path) -> None:
    assert export_to(tmp_path / "out") == dict.fromkeys(shipped(), b"[]\n")


# What is written


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_column_that_is_left_out_is_a_key_or_derived(model: type[models.Model]) -> None:
    every = {field.name for field in [*model._meta.fields, *model._meta.many_to_many]}
    written = {field.name for field in columns(model)}
    rows_of_their_own = {field.name for field in model._meta.many_to_many} - written
    one_company = {"company"} if model in {FiscalYearStart, CompanyName} else set()
    assert every - written - rows_of_their_own - one_company <= {"id", *DERIVED}
    assert rows_of_their_own <= {"partners", "paragraphs"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_column_that_is_written_can_be_read(model: type[models.Model]) -> None:
    readable = (*READ, models.ManyToManyField)
    assert [field.name for field in columns(model) if not isinstance(field, readable)] == []


def test_model_of_the_record_has_a_file() -> None:
    """What has a natural key is written to be read elsewhere; what has none belongs to the site
    (who signed in)."""
    ours = set(apps.get_app_config("timeline").get_models())
    assert [model for model in ours - set(MODELS) if hasattr(model, "natural_key")] == []


def test_model_has_a_name_and_a_place() -> None:
    assert set(NAMED_BY) == set(MODELS)
    assert set(PARTS) < set(MODELS)


def make_one_of_each() -> None:
    """A row of each model of which the shipped record has none."""
    make_fiscal_start(4)
    make_document_relation()
    make_project_state()
    make_company_name()
    make_partner_name()
    make_listing_period()
    make_figure()


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    "model", [model for model in MODELS if model is not Company], ids=lambda model: model.__name__
)
def test_key_columns_are_those_of_the_natural_key(model: Any) -> None:
    make_one_of_each()
    make_milestone(settles=make_plan())
    row = model._default_manager.first()
    flat: list[Any] = []
    for field in key_columns(model):
        value = getattr(row, field.name)
        if field.is_relation:
            flat += value.natural_key() if value else [""]
        else:
            flat.append(value)
    assert tuple(flat) == row.natural_key()


def test_columns_stand_as_declared_and_those_in_common_last() -> None:
    names = [field.name for field in columns(Release)]
    assert names[:3] == ["slug", "document_type", "issuer"]
    assert names[names.index("listings") :][:3] == ["listings", "status", "publish_at"]
    assert names[-3:] == [name for name in KEPT if name in names]


@pytest.mark.django_db
def test_value_that_says_nothing_is_left_out() -> None:
    written = exporter.fields(make_release(wire="", headline_is_ours=False))
    assert (
        not {"wire", "headline_is_ours", "listings", "summary_en", "withdrawn_reason_en", "version"}
        & written.keys()
    )


@pytest.mark.django_db
def test_value_of_zero_is_written() -> None:
    row = make_release()
    row.version = 0
    assert exporter.fields(row)["version"] == 0


@pytest.mark.django_db
def test_draft_is_written_too(tmp_path: Path) -> None:
    make_milestone(slug="hidden")
    assert b'"slug": "hidden"' in export_to(tmp_path / "out")["milestones.json"]


@pytest.mark.django_db
def test_text_is_written_as_it_is_read(tmp_path: Path) -> None:
    make_company(name='Société « Exemple » 😀 \\ "', short_name="a\nb")
    text = export_to(tmp_path / "out")["company.json"].decode()
    assert '"name": "Société « Exemple » 😀 \\\\ \\"",' in text
    assert '"short_name": "a\\nb"' in text
    assert json.loads(text)[0]["fields"]["name"] == 'Société « Exemple » 😀 \\ "'


def make_one_of_each_part() -> None:
    make_document_copy()
    make_document_relation()
    make_project_state()
    make_partner_name()
    make_company_name()
    make_listing_period()
    make_stake()
    make_post()
    make_figure()


@pytest.mark.django_db
def test_rows_in_batches_are_those_in_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for _ in range(5):
        make_announced()
    make_one_of_each_part()
    in_one = export_to(tmp_path / "one")
    monkeypatch.setattr(exporter, "BATCH", 2)
    assert export_to(tmp_path / "two") == in_one
    assert in_one["milestones.json"].count(b"timeline.citation") == 5


@pytest.mark.slow
@pytest.mark.django_db
def test_queries_do_not_grow_with_the_rows_of_a_batch(tmp_path: Path) -> None:
    def asked(folder: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            export_to(tmp_path / folder)
        return len(queries)

    make_company()
    make_announced()
    make_one_of_each_part()
    few = asked("few")
    for _ in range(5):
        make_announced()
        make_one_of_each_part()
    assert asked("many") == few


# Where it is written


@pytest.mark.usefixtures("record")
def test_export_over_an_earlier_one_replaces_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_to(out)
    (out / "company.json").write_text("[]")
    assert export_to(out) == shipped()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def refused(folder: Path) -> str:
    with pytest.raises(CommandError) as error:
        call_command("export_record", str(folder), stdout=StringIO())
    return str(error.value)


@pytest.mark.django_db
def test_export_into_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "company.json", "d.txt"):
        (tmp_path / name).write_text("mine")
    before = bytes_of(tmp_path)
    assert "holds other things (a.txt, b.txt, c.txt and 2 more)" in refused(tmp_path)
    assert bytes_of(tmp_path) == before


@pytest.mark.django_db
def test_export_onto_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    assert "is a file" in refused(tmp_path / "out")
    assert bytes_of(tmp_path) == {"out": b"mine"}


@pytest.mark.django_db
def test_export_into_a_folder_that_is_nowhere_is_refused(tmp_path: Path) -> None:
    assert "is no folder: make it first" in refused(tmp_path / "nowhere" / "out")


@pytest.mark.django_db
def test_export_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    before = export_to(out)
    make_company()

    def full(row: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporter, "fields", full)
    assert "is as it was: No space left on device" in refused(out)
    assert bytes_of(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.django_db
def test_export_is_readable_as_any_new_folder_is(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    export_to(tmp_path / "out")
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.django_db
def test_export_through_a_link_to_a_folder_keeps_the_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    export_to(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert len(list((tmp_path / "real").iterdir())) == 6


def test_publishing_rows_keep_their_version_and_last_change() -> None:
    for model in (one for one in MODELS if issubclass(one, Publishing)):
        assert {"behind", *STAMPS} <= {field.name for field in columns(model)}
    assert Milestone in MODELS
