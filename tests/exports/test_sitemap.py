"""What search engines are told: ``/sitemap.xml`` by the rules of sitemaps.org, the news sitemap,
``/robots.txt``."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client

from tests.addresses import PAGES
from tests.sitemap_reading import HOST, LINK, MAP, asked, locations, text_of
from timeline.models import Milestone

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("record")
class TestRecord:
    def test_sitemap_has_every_page_in_both_languages_once(self, client: Client) -> None:
        found = locations(asked(client, "/sitemap.xml"))

        assert sorted(found) == sorted(
            f"{HOST}{prefix}{page}" for page in {*PAGES, "/corrections/"} for prefix in ("", "/fr")
        )

    def test_every_address_in_the_sitemap_answers(self, client: Client) -> None:
        found = [one.removeprefix(HOST) for one in locations(asked(client, "/sitemap.xml"))]

        assert [one for one in found if client.get(one).status_code != 200] == []

    def test_each_address_names_its_twins_and_itself(self, client: Client) -> None:
        for url in asked(client, "/sitemap.xml").iter(f"{MAP}url"):
            twins = {link.attrib["hreflang"]: link.attrib["href"] for link in url.iter(LINK)}

            assert text_of(url, f"{MAP}loc") in twins.values()
            assert twins["x-default"] == twins["en"]
            assert twins["fr"] == twins["en"].replace(HOST, f"{HOST}/fr")

    def test_sitemap_keeps_the_order_that_the_protocol_has(self, client: Client) -> None:
        for url in asked(client, "/sitemap.xml"):
            names = [one.tag for one in url if one.tag != LINK]

            assert names in ([f"{MAP}loc", f"{MAP}lastmod"], [f"{MAP}loc"])

    def test_robots_are_kept_from_what_is_no_page(self, client: Client) -> None:
        robots = RobotFileParser()
        robots.parse(client.get("/robots.txt").content.decode().splitlines())

        closed = (
            "/admin/",
            "/fr/admin/login/",
            "/fr/preview/x/",
        )
        embeds = ("/embed/?year=2018", "/oembed?url=x")  # asked for by whoever shows a page of ours
        assert [one for one in closed if robots.can_fetch("*", f"{HOST}{one}")] == []
        assert [one for one in embeds if not robots.can_fetch("*", f"{HOST}{one}")] == []
        assert [one for one in PAGES if not robots.can_fetch("*", f"{HOST}{one}")] == []
        assert robots.site_maps() == [f"{HOST}/sitemap.xml", f"{HOST}/news-sitemap.xml"]

    @pytest.mark.parametrize(
        "address", ["/fr/sitemap.xml", "/fr/robots.txt", "/sitemap-milestone-9.xml"]
    )
    def test_address_that_is_none_is_404(self, client: Client, address: str) -> None:
        assert client.get(address).status_code == 404

    @pytest.mark.parametrize("number", ["0", "99999999999999999999999999"])
    def test_stretch_of_another_kind_or_out_of_reach_is_404(
        self, client: Client, number: str
    ) -> None:
        assert client.get(f"/sitemap-company-{number}.xml").status_code == 404
        assert client.get(f"/sitemap-milestone-{number}9.xml").status_code == 404

    @pytest.mark.parametrize(
        "address",
        ["/sitemap.xml", "/sitemap-pages.xml", "/sitemap-project-0.xml", "/news-sitemap.xml"],
    )
    def test_sitemap_that_the_asker_has_is_304(self, client: Client, address: str) -> None:
        held = client.get(address).headers["ETag"]

        again = client.get(address, headers={"if-none-match": held})

        assert (again.status_code, again.content) == (304, b"")

    def test_sitemap_is_given_anew_after_a_change(self, client: Client) -> None:
        held = client.get("/sitemap.xml").headers["ETag"]
        Milestone.objects.get(slug="drilling").save()

        assert client.get("/sitemap.xml", headers={"if-none-match": held}).status_code == 200
