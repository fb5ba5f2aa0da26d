"""The whole application within its page cache: the same answers, and none from before a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from gzip import decompress

import brotli
import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.addresses import BAD, LISTS, LOST, VIEWS
from tests.factories import make_announced, make_milestone
from tests.http.conftest import MoveClock
from tests.wsgi_asking import WsgiAnswer, ask
from timeline.http.page_cache import PageCache
from timeline.models import Company, Milestone, Paragraph, PreviewLink

DATA = (
    "/timeline.json",
    "/timeline.json?year=2018&fields=slug",
    "/releases.json",
    "/openapi.json",
    "/share.png?year=2018",
)
ROWS = ("/milestones/drilling/", "/fr/milestones/drilling/", "/milestones/drilling.json")
PLAIN: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": decompress}
DRILLING = "/milestones/drilling/"


@pytest.mark.slow
@pytest.mark.parametrize(
    "address", [*LISTS, *ROWS, *VIEWS, *BAD, *LOST, *DATA, "/robots.txt", "/fr/", "/embed/"]
)
def test_kept_answer_is_the_answer_and_asks_the_database_nothing(
    site: PageCache, address: str
) -> None:
    made = ask(site, address)

    with CaptureQueriesContext(connection) as asked:
        kept = ask(site, address)

    assert kept == made
    assert len(asked) == 0


@pytest.mark.parametrize("address", ["/", "/timeline.json"])
@pytest.mark.parametrize("accepted", ["br", "gzip", "gzip, deflate, br, zstd"])
def test_answer_is_the_same_in_every_coding(site: PageCache, address: str, accepted: str) -> None:
    plain = ask(site, address)

    coded = ask(site, address, accept_encoding=accepted)

    assert PLAIN[coded.headers["Content-Encoding"]](coded.body) == plain.body
    assert coded.headers["Content-Length"] == str(len(coded.body))
    assert coded.headers["ETag"] == f"W/{plain.headers['ETag']}"
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.parametrize("address", ["/", DRILLING, "/timeline.json", "/timeline.csv"])
def test_304_asks_the_database_nothing(site: PageCache, address: str) -> None:
    held = ask(site, address).headers["ETag"]
    ask(site, address, if_none_match=held)

    with CaptureQueriesContext(connection) as asked:
        again = ask(site, address, if_none_match=held)

    assert (again.status, again.body) == (304, b"")
    assert len(asked) == 0


def test_embedded_page_may_be_framed_after_a_304(site: PageCache) -> None:
    whole = ask(site, "/embed/")

    again = ask(site, "/embed/", if_none_match=whole.headers["ETag"])

    assert again.status == 304
    assert again.headers["Content-Security-Policy"] == whole.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in again.headers


# Fresh


def rename_by_save() -> None:
    drilling = Milestone.objects.get(slug="drilling")
    drilling.title_en = "Renamed"
    drilling.save()


def rename_company() -> None:
    company = Company.objects.get()
    company.name = "Renamed"
    company.save()


def withdraw() -> None:
    drilling = Milestone.objects.get(slug="drilling")
    drilling.status, drilling.withdrawn_reason_en = "withdrawn", "An error"
    drilling.save()


def delete() -> None:
    Milestone.objects.get(slug="drilling").delete()


def announce() -> None:
    make_announced()


def rename_in_bulk() -> None:
    Milestone.objects.filter(slug="drilling").update(title_en="Renamed")


def rename_by_sql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE timeline_milestone SET title_en = 'Renamed'")
    call_command("derive", verbosity=0)


CHANGES = [
    rename_by_save,
    rename_in_bulk,
    rename_by_sql,
    rename_company,
    withdraw,
    delete,
    announce,
]


@pytest.mark.parametrize("change", CHANGES)
def test_change_is_in_the_next_answer(site: PageCache, change: Callable[[], None]) -> None:
    before = ask(site)
    ask(site)

    change()

    assert ask(site).body != before.body


def test_draft_leaves_the_pages_as_they_are_kept(site: PageCache) -> None:
    ask(site)

    make_milestone()

    with CaptureQueriesContext(connection) as asked:
        ask(site)
    assert len(asked) == 0


def test_scheduled_milestone_appears_when_its_moment_comes(
    site: PageCache, move_clock: MoveClock
) -> None:
    morning = (timezone.now() + timedelta(days=1)).replace(hour=15)  # in UTC: no midnight is near
    move_clock(morning)
    moment = morning + timedelta(hours=5)
    make_announced(
        Paragraph.objects.earliest("pk"), title_en="Foreseen", publish_at=moment, slug="foreseen"
    )
    before = [ask(site).body for _ in range(2)]

    move_clock(moment - timedelta(seconds=1))
    shortly_before = ask(site).body
    move_clock(moment)
    after = ask(site).body

    assert before[0] == before[1] == shortly_before
    assert b"Foreseen" not in before[0]
    assert b"Foreseen" in after


def test_address_of_a_scheduled_row_is_there_when_its_moment_comes(
    site: PageCache, move_clock: MoveClock
) -> None:
    moment = timezone.now() + timedelta(hours=5)
    make_announced(Paragraph.objects.earliest("pk"), publish_at=moment, slug="foreseen")
    before = [ask(site, "/milestones/foreseen/").status for _ in range(2)]

    move_clock(moment)

    assert before == [404, 404]
    assert ask(site, "/milestones/foreseen/").status == 200


def test_outlook_changes_at_midnight(site: PageCache, move_clock: MoveClock) -> None:
    last_day = datetime(2030, 6, 30, tzinfo=UTC).date()
    make_announced(
        Paragraph.objects.earliest("pk"),
        standing="planned",
        date_words="by 30 June 2030",
        precision="before",
        earliest=None,
        latest=last_day,
        slug="by-june",
    )
    midnight = datetime(2030, 7, 1, 4, tzinfo=UTC)  # in Toronto

    move_clock(midnight - timedelta(seconds=1))
    before = [ask(site, "/milestones/by-june/").body for _ in range(2)]
    move_clock(midnight)
    after = ask(site, "/milestones/by-june/").body

    assert before[0] == before[1]
    assert b"Date passed" not in before[0]
    assert b"Date passed" in after


def test_record_that_is_loaded_anew_is_in_the_next_answer(site: PageCache) -> None:
    Milestone.objects.get(slug="drilling").delete()
    assert ask(site, DRILLING).status == 404

    call_command("loaddata", "milestones", verbosity=0)

    assert ask(site, DRILLING).status == 200


# For whom nothing is kept


def test_editor_is_never_given_what_was_kept(site: PageCache) -> None:
    client = Client()
    client.force_login(User.objects.create_user("editor", is_staff=True))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    ask(site)

    with CaptureQueriesContext(connection) as asked:
        ask(site, cookie=cookie)

    assert len(asked) > 0


def preview_address() -> str:
    return f"/preview/{PreviewLink.issue(make_milestone(), None, timezone.now(), 7)[1]}/"


@pytest.mark.parametrize(
    "address_of",
    [preview_address, lambda: "/preview/unknown/", lambda: "/admin/login/", lambda: "/admin/"],
)
def test_page_that_is_not_public_is_not_kept(
    site: PageCache, address_of: Callable[[], str]
) -> None:
    address = address_of()

    ask(site, address)

    assert site.kept.size == 0


def test_whole_list_is_streamed_and_not_kept(site: PageCache) -> None:
    answer: WsgiAnswer = ask(site, "/timeline.csv", accept_encoding="br, gzip")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert site.kept.size == 0
