"""The address chooses the language."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.urls import set_script_prefix
from django.utils import translation

from tests.addresses import PAGES, VIEWS
from tests.markup import Document, Visit
from tests.pages.conftest import loaded, record, visit
from timeline.i18n.language import localized_path, other_language_context, path_language

__all__ = ["loaded", "record", "visit"]

HOST = "http://testserver"


@pytest.mark.parametrize(
    ("path", "language"),
    [
        *(
            ("/", "en"),
            ("/about/", "en"),
            ("/releases/fr/", "en"),
            ("/french/", "en"),
            ("/en/", "en"),
            ("", "en"),
        ),
        *(
            ("/fr", "fr"),
            ("/fr/", "fr"),
            ("/fr/about/", "fr"),
            ("/fr/fr/", "fr"),
            ("/fr-ca/", "en"),
            ("/FR/", "en"),
        ),
    ],
)
def test_language_of_an_address_is_its_first_part(path: str, language: str) -> None:
    assert path_language(path) == language


@pytest.mark.parametrize(
    ("path", "english", "french"),
    [
        ("/", "/", "/fr/"),
        ("/fr/", "/", "/fr/"),
        ("/fr", "/", "/fr/"),
        ("/about/", "/about/", "/fr/about/"),
        ("/fr/about/", "/about/", "/fr/about/"),
        ("/fr/?q=/fr/", "/?q=/fr/", "/fr/?q=/fr/"),
        ("/?q=/fr/", "/?q=/fr/", "/fr/?q=/fr/"),
    ],
)
def test_path_in_a_language_is_the_same_page(path: str, english: str, french: str) -> None:
    assert (localized_path("en", path), localized_path("fr", path)) == (english, french)


def test_path_in_a_language_keeps_what_the_site_is_served_under() -> None:
    set_script_prefix("/record/")
    try:
        assert localized_path("fr", "/about/") == "/record/fr/about/"
    finally:
        set_script_prefix("/")


def test_other_language_of_a_list_in_the_admin_keeps_its_filters(rf: RequestFactory) -> None:
    request = rf.get("/admin/timeline/milestone/?state=draft")

    page = other_language_context(request)["elsewhere"]

    assert page.address == "/fr/admin/timeline/milestone/?state=draft"


@pytest.mark.usefixtures("record")
class TestPages:
    @pytest.mark.parametrize(
        "address", ["/", "/about/", "/milestones/drilling/", "/nothing-here/", "/?year=x"]
    )
    @pytest.mark.parametrize("header", ["fr", "fr-CA,fr;q=0.9,en;q=0.1"])
    def test_page_asked_for_by_a_french_browser_stays_in_the_language_of_its_address(
        self, client: Client, address: str, header: str
    ) -> None:
        answer = client.get(address, headers={"accept-language": header})

        assert answer.status_code in {200, 400, 404}
        assert answer.headers["Content-Language"] == "en"
        assert "Accept-Language" not in answer.headers.get("Vary", "")
        assert Document(answer.content.decode()).one("html").attrs["lang"] == "en-CA"

    def test_page_in_french_leaves_the_next_request_in_english(self, client: Client) -> None:
        client.get("/fr/")

        assert translation.get_language() == "en"
        assert client.get("/").headers["Content-Language"] == "en"

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "address", [*PAGES, *(one for one in VIEWS if not one.startswith("/embed/"))]
    )
    def test_page_links_to_the_same_view_in_the_other_language_and_back(
        self, visit: Visit, address: str
    ) -> None:
        english = visit(address)
        there = english.one("ul", css="lang").one("a").attrs
        french = visit(there["href"])
        back = french.one("ul", css="lang").one("a").attrs

        assert (there["hreflang"], back["hreflang"]) == ("fr", "en")
        assert (english.canonical, french.canonical) == (back["href"], there["href"])
        assert [one.attrs.get("id") for one in english.all("article")] == [
            one.attrs.get("id") for one in french.all("article")
        ]

    @pytest.mark.parametrize("address", PAGES)
    def test_page_names_itself_in_both_languages_alike_from_both(
        self, visit: Visit, address: str
    ) -> None:
        pages = [visit(address), visit(address, language="fr")]
        named = [
            {
                one.attrs["hreflang"]: one.attrs["href"]
                for one in page.all("link")
                if "hreflang" in one.attrs
            }
            for page in pages
        ]

        wanted = {
            "en": f"{HOST}{address}",
            "fr": f"{HOST}/fr{address}",
            "x-default": f"{HOST}{address}",
        }
        assert named == [wanted, wanted]

    @pytest.mark.parametrize(
        ("asked", "there"),
        [
            ("/fr/releases/?year=x", "/releases/"),
            ("/fr/nothing-here/?q=a", "/"),
            ("/?year=x", "/fr/"),
        ],
    )
    def test_page_of_an_error_links_to_the_other_language_without_what_was_wrong(
        self, client: Client, asked: str, there: str
    ) -> None:
        page = Document(client.get(asked).content.decode())

        assert page.one("ul", css="lang").one("a").attrs["href"] == there

    def test_address_without_its_last_slash_is_sent_on_in_its_language(
        self, client: Client
    ) -> None:
        assert client.get("/fr").headers["Location"] == "/fr/"
        assert client.get("/fr/about").headers["Location"] == "/fr/about/"

    def test_every_link_of_a_french_page_but_one_stays_in_french(self, client: Client) -> None:
        page = Document(client.get("/fr/").content.decode())
        away = {one.attrs["href"] for one in page.all("a") if one.attrs["href"].startswith("/")}

        assert [one for one in away if not one.startswith("/fr/")] == ["/"]

    def test_oembed_of_a_french_page_frames_the_french_graphic(self, client: Client) -> None:
        answer = client.get("/oembed", {"url": f"{HOST}/fr/?year=2018"}).json()

        assert f'src="{HOST}/fr/embed/?year=2018"' in answer["html"]
        assert answer["provider_url"] == f"{HOST}/fr/"

    def test_admin_is_served_in_both_languages(self, client: Client) -> None:
        answers = [client.get(address, follow=True) for address in ("/admin/", "/fr/admin/")]

        assert [Document(a.content.decode()).one("html").attrs["lang"][:2] for a in answers] == [
            "en",
            "fr",
        ]
