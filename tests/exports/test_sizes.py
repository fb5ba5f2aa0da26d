"""Every format is valid with no row, with one, and with 2,000."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from xml.etree.ElementTree import fromstring

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator
from pytest_django.plugin import DjangoDbBlocker

from tests.export_rows import make_export, make_milestone_row, make_source
from tests.exports.format_readers import ATOM, body
from tests.exports.format_rules import CHECKS, once_each
from tests.exports.hostile_texts import HOSTILE
from tests.factories import make_announced
from timeline.exports.formats import FORMATS, MILESTONES
from timeline.exports.named_rows import BilingualText
from timeline.exports.rows import MilestoneRow
from timeline.models import Correction, Milestone, Release

SIZES = [0, 1, pytest.param(2_000, marks=pytest.mark.slow)]
RENDERERS = {form.suffix: form.render for form in FORMATS if MILESTONES in form.lists}


def test_every_format_of_milestones_is_checked() -> None:
    assert CHECKS.keys() == RENDERERS.keys()


# -- renderers, given texts that could break what they write --------------------------------------


def hostile_row(number: int) -> MilestoneRow:
    """Every second one has its texts in French alone."""
    text = HOSTILE[number % len(HOSTILE)]
    told = BilingualText(text, text) if number % 2 else BilingualText(fr=text)
    return make_milestone_row(
        f"m{number}",
        title=told,
        summary=told,
        condition=told,
        place=told,
        sources=(make_source(headline=told),),
    )


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("suffix", list(CHECKS))
def test_format_of_hostile_texts_is_valid_and_has_every_row(suffix: str, count: int) -> None:
    export = make_export(map(hostile_row, range(count)), sentences=[HOSTILE[0]])

    written = RENDERERS[suffix](export)

    text = written if isinstance(written, bytes) else b"".join(written)
    assert len(CHECKS[suffix](text)) == count


# -- what the site answers ------------------------------------------------------------------------


def correct(count: int) -> None:
    """That many corrections of one milestone, of texts in English and in French by turns."""
    milestone = Milestone.objects.exclude(public_from=None).earliest("pk")
    rows = []
    for number in range(count):
        language = "en" if number % 2 else "fr"
        text = HOSTILE[number % len(HOSTILE)].replace("\x00", "")
        change = {
            "label": {"en": "summary", "fr": "résumé"},
            "was": {language: text},
            "now": {language: f"now {text}"},
        }
        at = timezone.now() - timedelta(hours=number + 1)
        rows.append(Correction(milestone=milestone, made_at=at, changes=[change], note_en="Wrong."))
    Correction.objects.bulk_create(rows, batch_size=200)


@pytest.fixture(scope="module", params=SIZES)
def size(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[int]:
    """A record of that many public milestones and as many corrections."""
    count: int = request.param
    with django_db_blocker.unblock(), transaction.atomic():
        if count == 1:
            make_announced()
        elif count:
            call_command("make_record", milestones=count, seed=4, stdout=StringIO())
        if count:
            correct(count)
        yield count
        transaction.set_rollback(True)


def next_page(suffix: str, text: bytes) -> str:
    """The address of the next page, "" on the last one and where there are no pages."""
    if suffix == "atom":
        links = fromstring(text).findall(f"{ATOM}link")  # noqa: S314 - our own
        return "".join(link.get("href", "") for link in links if link.get("rel") == "next")
    members = {"jsonfeed": "next_url", "json": "next"}
    if suffix not in members:
        return ""
    return json.loads(text).get(members[suffix]) or ""


def check_schema(suffix: str, text: bytes) -> None:
    """JSON is as the schema says that the site publishes."""
    if suffix == "json":
        schema = Client().get("/schema/milestones.json").json()
        Draft202012Validator(schema).validate(json.loads(text))


def listed(path: str) -> list[str]:
    """The identifiers on all pages of a list, each page checked."""
    suffix = path.rpartition(".")[2].partition("?")[0]
    found, address = [], path
    while address:
        answer = Client().get(address)
        assert answer.status_code == 200
        text = body(answer)
        found += CHECKS[suffix](text)
        check_schema(suffix, text)
        address = next_page(suffix, text)
    once_each(found)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/timeline.atom?limit=500",
        "/fr/timeline.jsonfeed?limit=500",
        "/timeline.json?limit=500",
        "/fr/timeline.csv",
    ],
)
def test_format_of_milestones_is_valid_and_has_each_once(size: int, address: str) -> None:
    public = Milestone.objects.exclude(public_from=None).count()

    assert len(listed(address)) == public >= 0.9 * size


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/timeline.ics", "/fr/timeline.ics"])
def test_calendar_is_valid_and_has_each_that_is_dated_to_the_day(size: int, address: str) -> None:
    public = Milestone.objects.exclude(public_from=None)

    assert len(listed(address)) == public.filter(precision__in=["day", "range"]).count()


@pytest.mark.django_db
def test_timelinejs_is_valid_and_has_each_that_is_dated(size: int) -> None:
    public = Milestone.objects.exclude(public_from=None)

    assert len(listed("/timeline.timelinejs")) == public.exclude(first_year=None).count()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/fr/releases.atom", "/releases.jsonfeed", "/releases.csv"])
def test_format_of_releases_is_valid_and_has_each_once(size: int, address: str) -> None:
    assert len(listed(address)) == Release.objects.exclude(public_from=None).count()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/corrections.atom?limit=500", "/fr/corrections.jsonfeed?limit=500"]
)
def test_feed_of_corrections_is_valid_and_has_each_once(size: int, address: str) -> None:
    assert len(listed(address)) == size
