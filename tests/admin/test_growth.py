"""Lists ask as many queries of fifty rows as of five."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_announced,
    make_listing,
    make_paragraph,
    make_partner,
    make_post,
    make_project,
    make_project_name,
    make_release,
    make_stake,
)

pytestmark = pytest.mark.slow


def add_milestone() -> None:
    make_announced(projects=[make_project()], partners=[make_partner()])


def add_release() -> None:
    release = make_paragraph().release
    release.listings.add(make_listing())
    make_project_name(release=release)


ROWS: dict[str, Callable[[], object]] = {
    "milestone": add_milestone,
    "release": add_release,
    "project": lambda: make_project_name(release=make_release()),
    "partner": make_stake,
    "person": make_post,
    "listing": make_listing,
    "paragraph": make_paragraph,
}


def queries(editor: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert editor.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("kind", ROWS)
def test_a_list_costs_the_same_at_any_length(editor: Client, kind: str) -> None:
    for _ in range(5):
        ROWS[kind]()
    queries(editor, f"/admin/timeline/{kind}/")
    few = queries(editor, f"/admin/timeline/{kind}/")
    for _ in range(45):
        ROWS[kind]()

    assert queries(editor, f"/admin/timeline/{kind}/") == few


def test_searching_for_a_paragraph_costs_the_same_at_any_length(editor: Client) -> None:
    address = (
        "/admin/autocomplete/?app_label=timeline&model_name=citation&field_name=paragraph&term=says"
    )
    for _ in range(5):
        make_paragraph()
    queries(editor, address)
    few = queries(editor, address)
    for _ in range(15):
        make_paragraph()

    assert queries(editor, address) == few
