"""Who has an answer already is told so, and never when anything has changed (RFC 9110 §13)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import (
    LATER,
    cite,
    make_announced,
    make_milestone,
    make_paragraph,
    make_part,
    make_project,
    make_release,
)
from timeline.http.etags import folder_digest, software_digest
from timeline.http.record_summary import record_summary
from timeline.models import (
    Citation,
    Company,
    Edition,
    Listing,
    Milestone,
    MilestonePartner,
    Paragraph,
    Partner,
    PreviewLink,
    Project,
    Release,
)

pytestmark = [pytest.mark.usefixtures("record"), pytest.mark.postgresql, pytest.mark.slow]

AT = datetime(2026, 11, 22, 17, tzinfo=UTC)
ADDRESSES = (
    *(
        "/timeline.ics",
        "/fr/timeline.ics?year=2018",
        "/timeline.atom",
        "/timeline.jsonfeed",
        "/timeline.timelinejs",
    ),
    *("/releases.atom", "/releases.jsonfeed"),
    *(
        "/timeline.json",
        "/timeline.csv",
        "/releases.json",
        "/releases.csv",
        "/outlook.csv",
        "/milestones/drilling.json",
    ),
    *(
        "/releases/2018-11-13-scandium-marketing-update.json",
        "/schema/milestones.json",
        "/openapi.json",
    ),
    *("/fr/timeline.json", "/timeline.json?year=2018&fields=slug"),
)


def etag(client: Client, address: str = "/timeline.json") -> str:
    return client.get(address).headers["ETag"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_answer_that_the_asker_has_is_304_and_empty(client: Client, address: str) -> None:
    again = client.get(address, headers={"if-none-match": etag(client, address)})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "public, no-cache"
    assert again.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", ["/timeline.json", "/timeline.csv"])
def test_answer_that_the_asker_has_varies_as_the_answer_did(client: Client, address: str) -> None:
    held = client.get(address, headers={"accept-encoding": "gzip"})

    again = client.get(
        address, headers={"accept-encoding": "gzip", "if-none-match": held.headers["ETag"]}
    )

    assert again.status_code == 304
    assert again.headers["Vary"] == held.headers["Vary"] == "Accept, Accept-Encoding"


def test_answer_that_the_asker_has_takes_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    held = etag(client, "/timeline.csv")

    with django_assert_num_queries(1):
        client.get("/timeline.csv", headers={"if-none-match": held})


def test_answer_of_another_address_or_language_has_another_name(client: Client) -> None:
    addresses = ("/timeline.json", "/timeline.json?year=2018", "/fr/timeline.json", "/timeline.csv")

    assert len({etag(client, address) for address in addresses}) == 4


def test_answer_since_which_nothing_changed_is_304(client: Client) -> None:
    Edition.objects.update(moved_at=timezone.now() - timedelta(days=3))
    since = client.get("/timeline.json").headers["Last-Modified"]

    assert client.get("/timeline.json", headers={"if-modified-since": since}).status_code == 304


def test_answer_is_not_dated_within_the_second_of_a_change(client: Client) -> None:
    Edition.objects.update(moved_at=timezone.now() + timedelta(seconds=5))

    assert "Last-Modified" not in client.get("/timeline.json").headers


def test_answer_from_before_a_change_is_given_anew(client: Client) -> None:
    Edition.objects.update(moved_at=timezone.now() - timedelta(days=3))
    since = http_date((timezone.now() - timedelta(hours=30)).timestamp())

    assert client.get("/timeline.json", headers={"if-modified-since": since}).status_code == 200


def unfile() -> None:
    Milestone.objects.get(slug="drilling").projects.clear()


def unlist() -> None:
    Release.objects.earliest("pk").listings.clear()


CHANGES: dict[str, Callable[[], Any]] = {
    "a text": lambda: Milestone.objects.get(slug="drilling").save(),
    "a citation": lambda: Citation.objects.first().delete(),  # type: ignore[union-attr]
    "a part": lambda: MilestonePartner.objects.first().delete(),  # type: ignore[union-attr]
    "a paragraph": lambda: Paragraph.objects.first().save(),  # type: ignore[union-attr]
    "a project of a milestone": unfile,
    "a listing of a release": unlist,
    "a listing": lambda: Listing.objects.first().save(),  # type: ignore[union-attr]
    "the company": lambda: Company.objects.first().save(),  # type: ignore[union-attr]
    "a new row": make_announced,
    "a new project": make_project,
    "rows deleted together": lambda: Citation.objects.all().delete(),
    "fixtures loaded again": lambda: call_command("loaddata", "projects", verbosity=0),
}


@pytest.mark.parametrize("change", CHANGES)
def test_change_of_any_row_changes_the_name_of_an_answer(client: Client, change: str) -> None:
    before = etag(client)

    CHANGES[change]()

    assert etag(client) != before


def publish(draft: Milestone) -> None:
    draft.status, draft.publish_at = "published", AT
    draft.save()


def make_scheduled() -> Milestone:
    return make_announced(make_paragraph(make_release(publish_at=LATER)), publish_at=LATER)


UNSEEN: dict[str, Callable[[], Any]] = {
    "a draft": lambda: make_milestone([make_paragraph(make_release(status="draft"))]),
    "what cites a public release": lambda: make_milestone([Paragraph.objects.earliest("pk")]),
    "a project of a draft": lambda: make_milestone().projects.add(Project.objects.earliest("pk")),
    "a partner of a draft": lambda: make_part(make_milestone(), Partner.objects.earliest("pk")),
    "a draft that is changed": lambda: make_milestone().save(),
    "a draft that is deleted": lambda: make_release(status="draft").delete(),
    "a row that is scheduled": make_scheduled,
    "a scheduled row that is changed": lambda: make_scheduled().save(),
    "a paragraph of a draft": lambda: make_paragraph(make_release(status="draft")).delete(),
    "a secret link": lambda: PreviewLink.issue(
        Release.objects.earliest("pk"), None, timezone.now(), 7
    ),
}


@pytest.mark.parametrize("change", UNSEEN)
def test_work_on_what_nobody_sees_yet_is_not_given_away(client: Client, change: str) -> None:
    before, when = etag(client), Edition.objects.get().moved_at

    UNSEEN[change]()

    assert (etag(client), Edition.objects.get().moved_at) == (before, when)


def test_row_whose_moment_may_come_before_it_is_on_file_changes_the_name_of_an_answer(
    client: Client,
) -> None:
    scheduled = make_announced(
        Paragraph.objects.earliest("pk"), publish_at=timezone.now() + timedelta(seconds=30)
    )
    before = etag(client)

    scheduled.save()

    assert etag(client) != before


def test_part_of_a_row_that_was_published_since_it_was_read_changes_the_name_of_an_answer(
    client: Client,
) -> None:
    first, second = Paragraph.objects.order_by("pk")[:2]
    read = make_milestone([first])
    publish(Milestone.objects.get(pk=read.pk))
    before = etag(client)

    cite(read, second)

    assert etag(client) != before


def test_part_of_a_row_that_is_published_while_it_waits_changes_the_name_of_an_answer(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Paragraph.objects.order_by("pk")[:2]
    draft = make_milestone([first])
    before = etag(client)
    state = {"status": "published", "publish_at": AT, "public_from": AT}

    monkeypatch.setattr(
        "timeline.models.edition.lock_edition",
        lambda: Milestone.objects.filter(pk=draft.pk).update(**state),
    )
    cite(draft, second)

    assert etag(client) != before


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_draft_that_goes_out_changes_the_name_of_an_answer(client: Client, status: str) -> None:
    draft = make_milestone([Paragraph.objects.earliest("pk")], publish_at=AT - timedelta(days=9))
    before = etag(client)

    draft.status, draft.withdrawn_reason_en = status, "An error"
    draft.save()

    assert etag(client) != before


def test_public_row_that_is_a_draft_again_changes_the_name_of_an_answer(client: Client) -> None:
    drilling = Milestone.objects.get(slug="drilling")
    before = etag(client)

    drilling.status = "draft"
    drilling.save()

    assert etag(client) != before


def test_columns_derived_again_change_the_name_of_an_answer(client: Client) -> None:
    Milestone.objects.update(search_text="")
    before = etag(client)

    call_command("derive", verbosity=0)

    assert etag(client) != before


def test_row_whose_moment_comes_changes_the_name_without_a_write() -> None:
    Milestone.objects.filter(slug="drilling").update(publish_at=AT, public_from=AT)
    Edition.objects.update(moved_at=AT - timedelta(days=1))

    before, after = (
        record_summary(at, AT.date()).version for at in (AT - timedelta(seconds=1), AT)
    )

    assert before
    assert after
    assert before.etag() != after.etag()
    assert after.changed_at == AT


def test_moment_of_a_draft_is_not_given_away_when_it_passes() -> None:
    Edition.objects.update(moved_at=AT - timedelta(days=9))
    make_milestone([Paragraph.objects.earliest("pk")], publish_at=AT)

    before, after = (
        record_summary(at, AT.date()).version for at in (AT - timedelta(seconds=1), AT)
    )

    assert before
    assert after
    assert before.etag() == after.etag()
    assert before.changed_at == after.changed_at


def test_name_of_an_answer_changes_when_a_moment_comes_before_that_of_a_clock_ahead() -> None:
    Edition.objects.update(moved_at=AT + timedelta(minutes=5))  # another machine's clock
    Partner.objects.update(status="draft", public_from=None)  # none of a kind is public
    Milestone.objects.filter(slug="drilling").update(publish_at=AT, public_from=AT)

    before, after = (
        record_summary(at, AT.date()).version for at in (AT - timedelta(seconds=1), AT)
    )

    assert before
    assert after
    assert before.etag() != after.etag()


def test_name_of_an_answer_changes_at_midnight() -> None:
    today = AT.date()
    one, other = (
        record_summary(AT, today).version,
        record_summary(AT, today + timedelta(days=1)).version,
    )

    assert one
    assert other
    assert one.etag() != other.etag()


def test_name_of_an_answer_changes_with_the_software(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = etag(client)

    monkeypatch.setattr("timeline.http.etags.software_digest", lambda: f"not {software_digest()}")

    assert etag(client) != before


@pytest.mark.parametrize(
    "name", ["views/data.py", "templates/page.html", "locale/fr/LC_MESSAGES/django.po"]
)
def test_software_differs_with_each_file_that_answers_are_made_with(
    tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    file.write_text("one")
    before = folder_digest(tmp_path)

    file.write_text("another")

    assert folder_digest(tmp_path) != before


def test_name_of_an_answer_changes_with_the_time_zone_that_its_moments_are_in(
    client: Client, settings: Settings
) -> None:
    before = etag(client, "/timeline.atom")

    settings.TIME_ZONE = "America/Montreal"

    assert etag(client, "/timeline.atom") != before


def test_reading_moves_nothing(client: Client) -> None:
    before = Edition.objects.get().number

    client.get("/timeline.json")
    client.get("/timeline.csv")

    assert Edition.objects.get().number == before


def test_answer_without_an_edition_carries_no_name(client: Client) -> None:
    Edition.objects.all().delete()

    assert "ETag" not in client.get("/timeline.json").headers
    Milestone.objects.get(slug="drilling").save()
    assert "ETag" in client.get("/timeline.json").headers
