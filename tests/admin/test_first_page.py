"""The main jobs on the admin's first page, and the search over everything."""

from __future__ import annotations

from datetime import date

from django.test import Client

from tests.admin_pages import text_of
from tests.factories import make_milestone, make_person, make_plan, make_release, on_day
from tests.markup import Document
from tests.role_actions import signed_in
from timeline.models.roles import TRANSLATOR

INDEX = "/admin/"
SEARCH = "/admin/search/"


def jobs(client: Client) -> dict[str, str]:
    nav = Document(client.get(INDEX).content.decode()).one("nav", css="jobs")
    return {link.text: link.attrs["href"] for link in nav.all("a")}


def found(client: Client, words: str) -> dict[str, str]:
    page = Document(client.get(SEARCH, {"q": words}).content.decode())
    links: dict[str, str] = {}
    for section in page.all("section", css="module"):
        links |= {link.text: link.attrs["href"] for link in section.all("a")}
    return links


def test_main_jobs_are_on_the_first_page(editor: Client) -> None:
    assert list(jobs(editor)) == [
        "Add a release from its text",
        "Add a release",
        "Review drafts",
        "Record outcomes",
    ]


def test_main_job_leads_to_the_rows_that_it_is_about(editor: Client) -> None:
    draft = make_milestone()
    passed = make_plan(**on_day(date(2020, 1, 1)))

    review, record = (
        editor.get(jobs(editor)[name]) for name in ("Review drafts", "Record outcomes")
    )

    assert list(review.context["cl"].result_list) == [draft]
    assert list(record.context["cl"].result_list) == [passed]


def test_translator_is_not_offered_what_is_not_theirs(db: None) -> None:
    assert list(jobs(signed_in(TRANSLATOR))) == ["Review drafts"]


def test_accounts_come_last(editor: Client) -> None:
    apps = [app["app_label"] for app in editor.get(INDEX).context["app_list"]]

    assert (apps[0], apps[-1]) == ("timeline", "auth")


def test_search_finds_rows_of_all_kinds(editor: Client) -> None:
    make_milestone(title_en="Drilling of Archer lake")
    make_release(headline_en="Archer lake update")
    person = make_person(name="Ada Archer")

    links = found(editor, "archer")

    assert "Ada Archer" in links
    assert links["Ada Archer"] == f"/admin/timeline/person/{person.pk}/change/"
    assert len(links) == 3


def test_search_leads_to_the_list_where_there_is_more(editor: Client) -> None:
    for _ in range(9):
        make_person(name="Ada Archer")

    assert "/admin/timeline/person/?q=archer" in found(editor, "archer").values()


def test_search_that_finds_nothing_says_so(editor: Client) -> None:
    assert "Nothing was found." in text_of(editor.get(SEARCH, {"q": "zorp"}))


def test_search_shows_nobody_what_they_may_not_see(visitor: Client) -> None:
    make_person(name="Ada Archer")

    assert found(visitor, "archer") == {}


def test_odd_search_is_no_error(editor: Client) -> None:
    assert editor.get(SEARCH, {"q": "\0" + "x " * 500}).status_code == 200
