"""What is not public yet, or not any more, is on no page, in no choice, in no count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from tests.addresses import DATA, LOST, SITEMAPS, A
from tests.crawling import crawl
from tests.factories import (
    cite,
    make_contact,
    make_listing,
    make_milestone,
    make_paragraph,
    make_part,
    make_partner,
    make_person,
    make_post,
    make_project,
    make_project_name,
    make_project_state,
    make_release,
    make_stake,
    settle,
)
from tests.markup import Document, Visit
from timeline.models import (
    Milestone,
    Paragraph,
    Partner,
    Person,
    Presence,
    PreviewLink,
    Project,
    Publishing,
    Release,
    Stake,
)

pytestmark = pytest.mark.usefixtures("record")

WORD = "quetzal"
REASON = "It was entered twice."
LONG_AGO, FAR_AWAY = datetime(2020, 1, 1, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)
STATES: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft"},
    "scheduled": {"status": "published", "publish_at": FAR_AWAY},
    "withdrawn": {"status": "withdrawn", "publish_at": LONG_AGO, "withdrawn_reason_en": REASON},
    "withdrawn-before-it-was-public": {"status": "withdrawn", "withdrawn_reason_en": REASON},
}
CHANGED = re.compile(r"(?i)\"?(last-modified|updated|dtstamp|date_modified)[^\n]*\n")
VERSIONS = re.compile(
    r"\"(updated_at|version)\"[^\n]*\n|<updated>[^<]*</updated>|\d{4}-\d\d-\d\d[T ][\d:.+]*Z?,\d+"
)
KINDS = ("milestones", "releases", "projects", "partners", "people")


def named(language: str = "en", **more: Any) -> dict[str, Any]:
    return {
        f"name_{language}": f"The {WORD} name",
        f"summary_{language}": f"A {WORD} summary",
    } | more


def make_hidden(kind: str, state: str, slug: str) -> Publishing:
    """A row of that kind with the word in every text of it."""
    columns = STATES[state] | {"slug": slug}
    if kind == "projects":
        return make_project(**named(), **columns)
    if kind == "partners":
        return make_partner(**named(website=f"https://{WORD}.example/"), **columns)
    if kind == "people":
        return make_person(name=f"The {WORD} name", **columns)
    if kind == "releases":
        texts: dict[str, Any] = {
            "headline_en": f"A {WORD} headline",
            "summary_en": f"A {WORD}",
            "also_printed_en": WORD,
            "wire": WORD,
        }
        return make_release(
            published_on=date(2024, 2, 2), place=WORD, source_name=WORD, **texts, **columns
        )
    texts = {
        "title_en": f"A {WORD} title",
        "summary_en": f"A {WORD} summary",
        "basis_en": WORD,
        "date_words": WORD,
    }
    return make_milestone(
        [Paragraph.objects.get(release__slug=A.split("/")[2], number=1)], **texts, **columns
    )


def slug_in(state: str, name: str) -> str:
    """The slug of a hidden row. It is short: a page repeats 40 characters of a value."""
    return f"{WORD}-{list(STATES).index(state)}-{name}"


def plant(state: str) -> None:
    """Rows of every kind in that state, tied to public ones in every way there is."""
    source = Paragraph.objects.get(release__published_on="2023-07-13", number=3)
    public, plan = Milestone.objects.get(slug="memorandum"), Milestone.objects.get(slug="drilling")
    albecour, alloys = (
        Partner.objects.get(slug="albecour"),
        Project.objects.get(slug="scandium-aluminum-alloys"),
    )
    release = make_hidden("releases", state, slug_in(state, "release"))
    project = make_hidden("projects", state, slug_in(state, "project"))
    partner = make_hidden("partners", state, slug_in(state, "partner"))
    milestone = make_hidden("milestones", state, slug_in(state, "milestone"))
    assert isinstance(release, Release)
    assert isinstance(project, Project)
    assert isinstance(partner, Partner)
    assert isinstance(milestone, Milestone)
    hidden = make_paragraph(release, summary_en=f"A {WORD} paragraph", text=f"The {WORD} text")
    make_contact(release, name=f"Pat {WORD}", organisation="", email=f"{WORD}@example.com")
    symbol = slug_in(state, "").upper().strip("-")
    release.listings.add(make_listing(code=symbol[:12], symbol=symbol[:12]))
    make_project_name(alloys, release, name_en=f"The {WORD} alloys")
    make_project_name(project, source.release, name_en=f"The {WORD} project")
    make_stake(partner, albecour, source, percent=33)
    make_stake(albecour, partner, source, percent=34)
    make_stake(Partner.objects.get(slug="scale"), albecour, hidden, percent=35)
    plant_statements(state, partner, source, hidden)
    public.projects.add(project)
    make_part(public, partner, "adviser")
    cite(public, hidden)
    milestone.projects.add(alloys, project)
    make_part(milestone, albecour)
    make_part(milestone, partner)
    settle(plan, milestone)
    make_milestone(
        [hidden],
        slug=slug_in(state, "of-hidden-release"),
        title_en=f"Only the {WORD} says it",
        status="published",
    )
    work_on(state, release, project, partner, milestone)


def plant_statements(state: str, partner: Partner, source: Paragraph, hidden: Paragraph) -> None:
    """Posts, stakes and states that name a hidden row, or that a hidden release states."""
    person = make_hidden("people", state, slug_in(state, "person"))
    assert isinstance(person, Person)
    cashin = Person.objects.get(slug="peter-cashin")
    make_post(person, source, title_en=f"The {WORD} post")
    make_post(cashin, hidden, title_en=f"The {WORD} post")
    make_post(cashin, source, organisation=partner, title_en=f"The {WORD} post")
    make_project_state(Project.objects.get(slug="crater-lake"), hidden, state="sold")
    Stake.objects.create(owner=partner, percent=36, paragraph=source)
    Stake.objects.create(owned=partner, percent=37, paragraph=source)


def work_on(state: str, *rows: Publishing) -> None:
    """Somebody named after the word has them open, hands out links to them, and follows those, in both
    languages."""
    user, at = User.objects.create_user(f"{WORD}-{state}", is_staff=True), timezone.now()
    for row in rows:
        Presence.note_opened(row, user, at)
        _link, token = PreviewLink.issue(row, user, at, 7, f"For the {WORD}")
        for language in ("", "/fr"):
            assert Client().get(f"{language}/preview/{token}/").status_code in {200, 410}


def counts() -> list[str]:
    """Everything that is counted on the pages with counts."""
    timeline, releases = ask("/"), ask("/releases/")
    counted = [
        timeline.all("option"),
        timeline.all("span", css="note"),
        ask("/outlook/").one("ul", css="tally").all("li"),
        [article.one("p", css="ms-m") for article in releases.all("article")],
        ask("/projects/").main.all("small"),
        ask("/partners/").main.all("small"),
        releases.one("nav", css="rail-year").all("li"),
    ]
    return [element.text for elements in counted for element in elements]


def ask(address: str, status: int = 200) -> Document:
    answer = Client().get(address)
    assert answer.status_code == status, address
    return Document(answer.content.decode())


def data_at(address: str) -> str:
    """What a format says, but for the line that says when anything last changed."""
    answer: Any = Client().get(address)
    assert answer.status_code == 200
    text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
    return CHANGED.sub("", text)


@dataclass
class PublicSite:
    """What an anonymous visitor is told at every public address."""

    pages: dict[str, Document]
    french: dict[str, Document]
    data: dict[str, str]
    counts: list[str]


def all_data() -> dict[str, str]:
    return {address: data_at(address) for address in DATA}


def shows_the_word(texts: dict[str, str]) -> list[str]:
    return [address for address, text in texts.items() if WORD in text.lower()]


@pytest.fixture(scope="module")
def before(
    site: dict[str, Document],
    french_site: dict[str, Document],
    loaded: None,
    django_db_blocker: DjangoDbBlocker,
) -> PublicSite:
    """The site before anything hidden is planted."""
    with django_db_blocker.unblock():
        return PublicSite(site, french_site, all_data(), counts())


@pytest.fixture(scope="class")
def planted(before: PublicSite, django_db_blocker: DjangoDbBlocker) -> Iterator[PublicSite]:
    """The site with hidden rows of every kind in every state, read once for all tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        for state in STATES:
            plant(state)
        yield PublicSite(crawl(), crawl("fr"), all_data(), counts())
        transaction.set_rollback(True)


def read_on(page: Document) -> str:
    """What a visitor reads, but for how to cite it: that has the number of the edition, and each
    save of staff makes one."""
    text = page.main.text
    for panel in page.main.all("details", css="cites"):
        text = text.replace(panel.text, "")
    return text


def without_the_news(found: Mapping[str, Any]) -> dict[str, Any]:
    """By address. What was public and is withdrawn is told of in the news, without its name."""
    return {address: one for address, one in found.items() if "/new" not in address}


@pytest.mark.slow
class TestHiddenRows:
    def test_no_page_changes(self, before: PublicSite, planted: PublicSite) -> None:
        for was, now in ((before.pages, planted.pages), (before.french, planted.french)):
            now_shown, was_shown = without_the_news(now), without_the_news(was)
            assert now_shown.keys() == was_shown.keys()
            for address, page in now_shown.items():
                assert read_on(page) == read_on(was_shown[address]), address

    def test_their_word_is_on_no_page(self, planted: PublicSite) -> None:
        pages = planted.pages | planted.french

        assert shows_the_word({address: page.source for address, page in pages.items()}) == []

    def test_no_format_changes(self, before: PublicSite, planted: PublicSite) -> None:
        for address, now in without_the_news(planted.data).items():
            assert VERSIONS.sub("", now) == VERSIONS.sub("", before.data[address]), address

    def test_their_word_is_in_no_format(self, planted: PublicSite) -> None:
        french = {f"/fr{address}": data_at(f"/fr{address}") for address in DATA}
        sitemaps = {address: data_at(address) for address in SITEMAPS}

        assert shows_the_word(planted.data | french | sitemaps) == []

    def test_no_count_changes(self, before: PublicSite, planted: PublicSite) -> None:
        assert planted.counts == before.counts

    def test_search_for_their_word_finds_nothing(self, planted: PublicSite) -> None:
        assert ask(f"/?q={WORD}").milestones == []
        assert ask(f"/releases/?q={WORD}").all("article") == []

    def test_error_pages_show_nothing_of_them(self, planted: PublicSite) -> None:
        assert WORD not in ask("/?year=x", 400).source
        assert [address for address in LOST if WORD in ask(address, 404).source] == []

    @pytest.mark.parametrize("state", STATES)
    @pytest.mark.parametrize("name", ["project", "partner"])
    def test_filter_by_one_is_answered_as_by_one_that_never_was(
        self, planted: PublicSite, name: str, state: str
    ) -> None:
        hidden, unknown = slug_in(state, name), f"nothing-{name}"

        asked, never = ask(f"/?{name}={hidden}", 400), ask(f"/?{name}={unknown}", 400)

        assert asked.source.replace(hidden, unknown) == never.source


# Their own addresses


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn-before-it-was-public"])
def test_row_that_never_was_public_is_answered_as_nothing(
    client: Client, kind: str, state: str
) -> None:
    make_hidden(kind, state, "hidden")

    hidden, never = client.get(f"/{kind}/hidden/"), client.get(f"/{kind}/nothing/")

    assert hidden.status_code == never.status_code == 404
    assert hidden.content == never.content


@pytest.mark.parametrize("kind", KINDS)
def test_withdrawn_row_is_answered_410_with_its_reason_and_nothing_of_it(
    visit: Visit, kind: str
) -> None:
    make_hidden(kind, "withdrawn", "hidden")

    page = visit(f"/{kind}/hidden/", 410)

    assert f"Reason: {REASON}" in page.main.text
    assert WORD not in page.source


@pytest.mark.parametrize("kind", KINDS)
def test_row_withdrawn_with_a_reason_in_french_only_marks_its_language(
    visit: Visit, kind: str
) -> None:
    row = make_hidden(kind, "withdrawn", "hidden")
    type(row)._default_manager.filter(pk=row.pk).update(
        withdrawn_reason_en="", withdrawn_reason_fr="Saisi deux fois."
    )

    assert visit(f"/{kind}/hidden/", 410).main.one("span", lang="fr").text == "Saisi deux fois."
