"""Sitemaps of records large and small, and of the last two days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client

from tests.conftest import loaded
from tests.factories import AT, LATER, TODAY, make_announced, make_company, make_release
from tests.sitemap_reading import HOST, MAP, asked, locations, text_of
from timeline.exports import sitemaps
from timeline.models import Milestone

__all__ = ["loaded"]  # the record for one class or test, not for the whole file

pytestmark = pytest.mark.postgresql

NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SITE = "https://example.com/"


@pytest.mark.django_db
class TestLarge:
    @pytest.fixture(autouse=True)
    def short(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sitemaps, "KEYS_PER_FILE", 3)

    def test_large_record_is_an_index_of_files_with_every_page_once(self, client: Client) -> None:
        release = make_release()
        slugs = [make_announced(release).slug for _ in range(7)]

        index = asked(client, "/sitemap.xml")
        parts = [asked(client, one.removeprefix(HOST)) for one in locations(index)]

        found = [one for part in parts for one in locations(part)]
        assert index.tag == f"{MAP}sitemapindex"
        assert len(found) == len(set(found)) == 2 * (10 + 1 + 7)
        assert {f"{HOST}/milestones/{slug}/" for slug in slugs} < set(found)
        assert max(len(locations(part)) for part in parts) <= 2 * 10

    def test_file_costs_the_same_whatever_is_before_it(
        self, client: Client, django_assert_num_queries: Any
    ) -> None:
        last = [make_announced() for _ in range(7)][-1]

        with django_assert_num_queries(2):  # the edition, the rows
            client.get(f"/sitemap-milestone-{last.pk // 3}.xml")


@pytest.mark.django_db
class TestChanges:
    def test_page_changed_when_its_row_did(self, client: Client) -> None:
        row = make_announced(slug="drilled")
        Milestone.objects.filter(pk=row.pk).update(
            updated_at=datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
        )

        changed = {
            text_of(url, f"{MAP}loc"): text_of(url, f"{MAP}lastmod")
            for url in asked(client, "/sitemap.xml")
        }

        assert changed[f"{HOST}/fr/milestones/drilled/"] == "2024-05-06T07:08:09+00:00"
        assert changed[f"{HOST}/about/"] == ""

    def test_scheduled_page_changed_when_it_became_public(self) -> None:
        row = make_announced(slug="drilled", publish_at=AT)
        Milestone.objects.filter(pk=row.pk).update(updated_at=AT - timedelta(days=3))

        (found,) = sitemaps.row_entries("milestone", row.pk // sitemaps.KEYS_PER_FILE, SITE, AT)

        assert found.changed_at == AT

    def test_row_that_is_not_public_is_in_no_sitemap(self) -> None:
        row = make_announced(publish_at=LATER)

        assert [one for one in sitemaps.sitemap_parts(AT) if one.kind == "milestone"] == []
        assert sitemaps.row_entries("milestone", row.pk // sitemaps.KEYS_PER_FILE, SITE, AT) == []


@pytest.mark.django_db
class TestNews:
    def found(self) -> list[tuple[str, str, str]]:
        """(address, language, title) of each article."""
        written = fromstring(sitemaps.news_sitemap(SITE, "Example", AT, TODAY))  # noqa: S314 - our own
        return [
            (
                text_of(url, f"{MAP}loc"),
                text_of(url, f"{NEWS}language"),
                text_of(url, f"{NEWS}title"),
            )
            for url in written
        ]

    @pytest.mark.parametrize(("days", "listed"), [(0, True), (1, True), (2, False), (-1, False)])
    def test_news_are_of_the_last_two_days_only(self, days: int, listed: bool) -> None:
        make_release(published_on=TODAY - timedelta(days=days))

        assert bool(self.found()) is listed

    def test_news_are_listed_in_the_languages_they_have(self) -> None:
        make_release(
            slug="a", published_on=TODAY, headline_en="Drilled & <found>", headline_fr="Foré"
        )
        make_release(slug="b", published_on=TODAY, headline_en="", headline_fr="Trouvé")

        assert self.found() == [
            (f"{SITE}releases/a/", "en", "Drilled & <found>"),
            (f"{SITE}fr/releases/a/", "fr", "Foré"),
            (f"{SITE}fr/releases/b/", "fr", "Trouvé"),
        ]

    def test_news_not_public_yet_are_not_listed(self) -> None:
        make_release(published_on=TODAY, status="draft")
        make_release(published_on=TODAY, publish_at=LATER)

        assert self.found() == []

    def test_news_sitemap_names_the_company(self, client: Client) -> None:
        make_company(name="Drill & Co.")
        make_release(published_on=date.max - timedelta(days=9))

        assert client.get("/news-sitemap.xml").status_code == 200
        assert b"<urlset" in client.get("/news-sitemap.xml").content
