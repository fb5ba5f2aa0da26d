"""What paragraphs state, as rows of a folder: names over time, figures, what sources state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.interchange.folders import (
    change,
    copy_of_fixtures,
    export_to,
    fields_of,
    refusal_of,
    take_in,
)
from timeline.models import Citation, CompanyName, Figure

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

STATED_IN = ["2018-11-13-scandium-marketing-update", 8]


def name(name_en: str, **days: str) -> dict[str, Any]:
    fields = {"paragraph": STATED_IN, "name_en": name_en, "short_name": name_en, **days}
    return {"model": "timeline.companyname", "fields": fields}


def figure(**over: Any) -> dict[str, Any]:
    fields = {
        "paragraph": STATED_IN,
        "milestone": ["discovery"],
        "what_en": "grade",
        "what_fr": "teneur",
        "value": "0.200000",
        "value_to": "0.400000",
        "unit": "%",
        "as_printed": "0.2% to 0.4%",
        **over,
    }
    return {"model": "timeline.figure", "fields": fields}


def folder_with(tmp_path: Path, file: str, how: Callable[[list[dict[str, Any]]], object]) -> Path:
    folder = copy_of_fixtures(tmp_path / "in")
    change(folder, file, how)
    return folder


def test_names_figures_and_what_a_source_states_come_back_as_they_are(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path, "releases", lambda rows: rows.append(name("Old Ltd.", holds_until="2020-05"))
    )
    change(folder, "milestones", lambda rows: rows.append(figure()))
    change(
        folder,
        "milestones",
        lambda rows: fields_of(rows, "citation").update(
            states_en="“in May”", states_fr="« en mai »"
        ),
    )

    take_in(folder)
    first = export_to(tmp_path / "first")
    take_in(tmp_path / "first")

    assert CompanyName.objects.get().holds_until == "2020-05"
    assert Figure.objects.get().as_printed == "0.2% to 0.4%"
    assert Citation.objects.exclude(states_en="").count() == 1
    assert export_to(tmp_path / "second") == first


@pytest.mark.parametrize(
    ("file", "row", "told"),
    [
        ("releases", name("Old Ltd.", holds_from="2020", holds_until="2019"), "It ends before it"),
        ("releases", name("Old Ltd.", holds_from="May 2019"), "is no year, month or day"),
        ("milestones", figure(unit=""), "A figure needs a unit or a currency."),
        ("milestones", figure(value_to="0.100000"), "The end of a range is more than its"),
        ("milestones", figure(value="a lot"), "it is a number written as text"),
    ],
)
def test_statement_that_cannot_be_is_refused_and_nothing_is_changed(
    tmp_path: Path, file: str, row: dict[str, Any], told: str
) -> None:
    folder = folder_with(tmp_path, file, lambda rows: rows.append(row))

    assert told in refusal_of(folder)
    assert not CompanyName.objects.exists()
    assert not Figure.objects.exists()


def test_name_that_begins_before_the_one_before_has_ended_is_refused(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path,
        "releases",
        lambda rows: rows.extend(
            [
                name("First Ltd.", holds_until="2020-05-31"),
                name("Second Ltd.", holds_from="2020-05-01"),
            ]
        ),
    )

    told = refusal_of(folder)

    assert "“Second Ltd.” would hold before “First Ltd.” has ended." in told
    assert not CompanyName.objects.exists()
