"""Out and in again: the same bytes; and whatever happens to a file on its way, it is refused or
taken, never a 500."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.fixture_files import ORDER, rows_of
from tests.interchange.folders import copy_of_fixtures, every_row, export_to, shipped, take_in
from timeline.models import Milestone, PlanSettlement

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]


@pytest.mark.django_db
def test_synthetic_record_comes_back_byte_for_byte(tmp_path: Path) -> None:
    with transaction.atomic():
        call_command("make_record", milestones=60, stdout=StringIO())
        first = export_to(tmp_path / "first")
        settled = PlanSettlement.objects.count()
        transaction.set_rollback(True)
    assert Milestone.objects.count() == 0

    take_in(tmp_path / "first")

    assert export_to(tmp_path / "second") == first
    assert PlanSettlement.objects.count() == settled > 0
    assert take_in(tmp_path / "first").startswith("0 added, 0 changed")


# Whatever happens to a file

FILES = shipped()
ODD: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(codec=None), max_size=20),
    st.sampled_from(
        ["2018-11-13", "2018-11-13T12:00:00Z", "9999-12-31", "crater-lake", "plant", "\0", "\ud800"]
    ),
    st.lists(st.text(max_size=5) | st.integers(), max_size=3),
    st.lists(st.lists(st.text(max_size=5), max_size=2), max_size=2),
    st.dictionaries(st.text(max_size=5), st.none(), max_size=2),
)


@st.composite
def with_other_bytes(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file in which a stretch of bytes was replaced by others."""
    name = draw(st.sampled_from(sorted(FILES)))
    data = FILES[name]
    at = draw(st.integers(0, len(data)))
    return name, data[:at] + draw(st.binary(max_size=6)) + data[at + draw(st.integers(0, 6)) :]


@st.composite
def with_another_value(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file in which a value of a row is another, of whatever type, or one of a column of another
    row."""
    name = draw(st.sampled_from(ORDER))
    rows = rows_of(name)
    fields = draw(st.sampled_from(rows))["fields"]
    others = [value for row in rows for value in row["fields"].values()]
    fields[draw(st.sampled_from(sorted(fields)))] = draw(ODD | st.sampled_from(others))
    return f"{name}.json", json.dumps(rows).encode()


@st.composite
def with_rows_elsewhere(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file in which rows were left out, doubled and shuffled."""
    name = draw(st.sampled_from(ORDER))
    return f"{name}.json", json.dumps(
        draw(st.lists(st.sampled_from(rows_of(name)), max_size=12))
    ).encode()


def check(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    try:
        with transaction.atomic():
            before = every_row()
            try:
                told = take_in(folder)
            except CommandError as refused:
                assert "nothing is changed" in str(refused)  # noqa: PT017 - either of two answers is right
                assert every_row() == before
            else:
                assert " as on file. " in told
            transaction.set_rollback(True)
    finally:
        (folder / name).write_bytes(FILES[name])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_fixtures(tmp_path / "folder")


@pytest.mark.usefixtures("record")
class TestWhateverHappensToAFile:
    @pytest.mark.parametrize(
        "mutated", [with_other_bytes(), with_another_value(), with_rows_elsewhere()]
    )
    def test_mutated_file_is_refused_or_taken(self, folder: Path, mutated: Any) -> None:
        @settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))
        @given(mutated)
        def tried(file: tuple[str, bytes]) -> None:
            check(folder, *file)

        tried()
