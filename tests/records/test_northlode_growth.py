"""Pages of the invented record cost the same once every kind of row in it has doubled."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from tests.interchange.folders import Rows, take_in
from tests.records.conftest import NORTHLODE
from timeline.models import Figure, Milestone, Partner, Person, Release, Stake

pytestmark = pytest.mark.slow

ADDRESSES = (
    "/",
    "/?as_of=2020-12-31",
    "/outlook/",
    "/outlook/?as_of=2020-12-31",
    "/milestones/plant-runs/",
    "/milestones/plant-2018/",
    "/milestones/lac-vert-sold/",
    "/releases/",
    "/releases/2020-08-25-pilot-plant-runs/",
    "/releases/2020-08-28-courrier/",
    "/releases/2022-03-01-lac-vert-sold/",
    "/people/",
    "/people/?year=2018",
    "/people/anna-roy/",
    "/partners/",
    "/partners/granite/",
    "/projects/",
    "/projects/lac-vert/",
    "/about/",
    "/corrections/",
    "/timeline.json",
    "/releases.json",
    "/partners.json",
    "/people.json",
    "/figures.json",
    "/outlook.csv",
    "/timeline.atom",
)
ONCE = {"timeline.company", "timeline.companyname", "timeline.listing", "timeline.listingperiod"}
NAMED = {"milestone", "plan", "release", "other", "paragraph", "person", "partner", "issuer"}
STAY = {"milestone", "plan", "release", "person"}  # of a row that its copy is tied to


def copied(row: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """The row again, with ``again-`` before its own name and those of the rows that it names."""
    fields = dict(row["fields"])
    if "slug" in fields:
        fields["slug"] = f"again-{fields['slug']}"
    for name in names & fields.keys():
        first, *rest = fields[name]
        fields[name] = [f"again-{first}", *rest]
    return {"model": row["model"], "fields": fields}


def tied(row: dict[str, Any]) -> dict[str, Any] | None:
    """The row as its copy says it of what is on file: so that one milestone has twice as many
    citations, figures, parts and plans, one person twice as many posts."""
    in_copy = NAMED - STAY & row["fields"].keys()
    stays_the_same = not in_copy & row["fields"].keys()
    if "slug" in row["fields"] or stays_the_same:
        return None
    return copied(row, in_copy)
