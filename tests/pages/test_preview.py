"""A draft seen as the public will see it, by a secret link: shown, over, forged; never kept, never
written."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import (
    LATER,
    cite,
    make_announced,
    make_milestone,
    make_paragraph,
    make_partner,
    make_person,
    make_plan,
    make_project,
    make_release,
)
from tests.markup import Document
from timeline.models import Milestone, PreviewLink, Project, Publishing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WORD = "quetzal"


def link_to(row: Publishing, days: int = 7) -> str:
    """The path of a new secret link."""
    return f"/preview/{PreviewLink.issue(row, None, timezone.now(), days)[1]}/"


def make_hidden(kind: str, **state: Any) -> Publishing:
    texts = {
        "milestone": "title_en",
        "release": "headline_en",
        "project": "name_en",
        "partner": "name_en",
        "person": "name",
    }
    make: dict[str, Any] = {
        "milestone": make_milestone,
        "release": make_release,
        "project": make_project,
        "partner": make_partner,
        "person": make_person,
    }
    row: Publishing = make[kind](**{"status": "draft", texts[kind]: f"A {WORD}", **state})
    return row


KINDS = pytest.mark.parametrize("kind", ["milestone", "release", "project", "partner", "person"])


@KINDS
def test_link_to_a_draft_shows_its_page(client: Client, kind: str) -> None:
    answer = client.get(link_to(make_hidden(kind)))

    assert answer.status_code == 200
    assert Document(answer.content.decode()).one("h1").text == f"A {WORD}"


@KINDS
def test_link_to_a_scheduled_row_shows_its_page(client: Client, kind: str) -> None:
    answer = client.get(link_to(make_hidden(kind, status="published", publish_at=LATER)))

    assert Document(answer.content.decode()).one("h1").text == f"A {WORD}"


@KINDS
def test_preview_names_no_data(client: Client, kind: str) -> None:
    row = make_hidden(kind)
    if isinstance(row, Project):
        make_announced().projects.add(row)

    page = Document(client.get(link_to(row)).content.decode())

    assert [link.attrs["href"] for link in page.all("link", rel="alternate")] == []
    assert page.all("section", css="take") == []


def test_preview_says_that_it_is_one(client: Client) -> None:
    page = Document(client.get(link_to(make_hidden("milestone"))).content.decode())

    assert "Preview, not public." in page.one("aside", css="preview").text
    assert page.all("link", rel="canonical") == []
    assert page.all("link", rel="alternate") == []


def test_preview_is_in_french_under_its_french_address(client: Client) -> None:
    address = link_to(make_milestone(title_en="English", title_fr="Français"))

    page = Document(client.get(f"/fr{address}").content.decode())

    assert page.one("h1").text == "Français"
    assert page.one("ul", css="lang").one("a").attrs["href"] == address


def test_preview_is_kept_by_no_cache_and_told_to_nobody(client: Client) -> None:
    answer = client.get(link_to(make_hidden("milestone")))

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "ETag" not in answer.headers


def test_preview_of_a_milestone_shows_the_draft_release_it_cites(client: Client) -> None:
    release = make_release(
        status="draft", headline_en="The draft release", published_on=date(2024, 5, 6)
    )
    milestone = make_milestone([make_paragraph(release)], standing="under_way")

    page = Document(client.get(link_to(milestone)).content.decode())

    assert "The draft release" in page.main.text
    assert "Under way on 6 May 2024" in page.main.text


def test_preview_of_a_release_shows_its_draft_milestones(client: Client) -> None:
    release = make_release(status="draft")
    make_milestone([make_paragraph(release)], title_en="The draft milestone")

    assert "The draft milestone" in client.get(link_to(release)).content.decode()


def test_link_to_a_release_opens_its_milestones(client: Client) -> None:
    release = make_release(status="draft")
    draft = make_milestone([make_paragraph(release)], title_en=f"A {WORD}")
    link = link_to(release)

    of_milestone = f"{link}milestones/{draft.slug}/"
    assert f'href="{of_milestone}"' in client.get(link).content.decode()
    page = client.get(of_milestone)

    assert WORD in page.content.decode()
    assert f'href="{link}' in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"


def test_link_to_a_release_opens_no_other_milestone(client: Client) -> None:
    other = make_milestone([make_paragraph(make_release(status="draft"))])
    link = link_to(make_release(status="draft"))

    assert client.get(f"{link}milestones/{other.slug}/").status_code == 404


def test_link_that_is_over_opens_no_milestone(client: Client) -> None:
    release = make_release(status="draft")
    draft = make_milestone([make_paragraph(release)])
    link = link_to(release)
    PreviewLink.objects.update(revoked_at=timezone.now())

    assert client.get(f"{link}milestones/{draft.slug}/").status_code == 410


def test_preview_of_an_outcome_shows_the_plan_as_settled(client: Client) -> None:
    plan = make_plan(make_release(published_on=date(2020, 1, 1)), title_en="The plan")
    source = make_paragraph(make_release(status="draft", published_on=date(2024, 5, 6)))
    outcome = make_milestone([source], settles=plan, settlement="achieved")

    page = Document(client.get(link_to(outcome)).content.decode())

    assert "Its outcome, in this milestone: Achieved." in page.main.text


def test_preview_shows_nothing_else_that_is_hidden(client: Client) -> None:
    release = make_release(status="draft")
    milestone = make_milestone([make_paragraph(release)])
    milestone.projects.add(make_project(status="draft", name_en=f"The {WORD} project"))
    other = make_milestone(
        [make_paragraph(make_release(status="draft", headline_en=f"Another {WORD}"))]
    )
    cite(other, release.paragraphs.get())
    milestone.projects.add(make_project(name_en="Public"))
    withdrawn = make_release(
        status="withdrawn", withdrawn_reason_en="Why", headline_en=f"Withdrawn {WORD}"
    )
    cite(milestone, withdrawn)

    assert WORD not in client.get(link_to(milestone)).content.decode()


def test_preview_changes_nothing_but_its_log(client: Client) -> None:
    release = make_release(status="draft")
    milestone = make_milestone([make_paragraph(release)])
    before = list(Milestone.objects.values()), list(type(release).objects.values())

    client.get(link_to(milestone))

    assert (list(Milestone.objects.values()), list(type(release).objects.values())) == before
    assert client.get(milestone.get_absolute_url()).status_code == 404
    assert client.get(release.get_absolute_url()).status_code == 404


def test_token_is_stored_nowhere(client: Client) -> None:
    address = link_to(make_hidden("milestone"))
    token = address.split("/")[2]
    client.get(address)

    assert len(token) == 43  # 256 bits
    assert token not in str(
        [*PreviewLink.objects.values(), *PreviewLink.objects.get().uses.values()]
    )


# Over, forged


def over(client: Client, address: str) -> str:
    """The text of a page that is over."""
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (410, "private, no-store")
    assert WORD not in answer.content.decode()
    return Document(answer.content.decode()).main.text


def test_expired_link_says_so_and_shows_nothing(client: Client) -> None:
    address = link_to(make_hidden("milestone"))
    PreviewLink.objects.update(
        made_at=timezone.now() - timedelta(8), expires_at=timezone.now() - timedelta(1)
    )

    assert "The link was good for some days, and they have passed." in over(client, address)


def test_revoked_link_says_so_and_shows_nothing(client: Client) -> None:
    address = link_to(make_hidden("milestone"))
    PreviewLink.objects.update(revoked_at=timezone.now())

    assert "The link was revoked." in over(client, address)


@KINDS
def test_link_to_a_row_withdrawn_since_shows_nothing(client: Client, kind: str) -> None:
    row = make_hidden(kind)
    address = link_to(row)
    row.status, row.withdrawn_reason_en = "withdrawn", "Entered twice."
    row.save()

    assert "There is nothing to preview any more." in over(client, address)


def test_link_to_a_row_deleted_since_shows_nothing(client: Client) -> None:
    row = make_hidden("milestone")
    address = link_to(row)
    row.delete()

    assert "There is nothing to preview any more." in over(client, address)


@pytest.mark.parametrize("token", ["x", "A" * 43, "a" * 5000, "%00", "%FF%FE", "..", "é"])
def test_forged_token_is_answered_as_any_address_that_never_was(client: Client, token: str) -> None:
    make_hidden("milestone")

    answer = client.get(f"/preview/{token}/")

    assert answer.status_code == 404
    assert "preview" not in Document(answer.content.decode()).main.text.lower()


def test_hash_of_a_token_is_no_token(client: Client) -> None:
    link_to(make_hidden("milestone"))

    assert client.get(f"/preview/{PreviewLink.objects.get().token_hash}/").status_code == 404


def test_link_to_a_row_that_is_public_by_now_leads_to_its_page(client: Client) -> None:
    milestone = make_announced()

    answer = client.get(link_to(milestone))

    assert (answer.status_code, answer["Location"]) == (302, milestone.get_absolute_url())


def test_post_to_a_link_is_refused(client: Client) -> None:
    assert client.post(link_to(make_hidden("milestone"))).status_code == 405


# The log


def test_each_use_is_logged_with_its_moment_and_address(client: Client) -> None:
    address = link_to(make_hidden("milestone"))

    client.get(address, REMOTE_ADDR="192.0.2.7")
    client.get(f"/fr{address}", REMOTE_ADDR="2001:db8::7")

    uses = PreviewLink.objects.get().uses.order_by("id")
    assert [(use.address, use.answer) for use in uses] == [
        ("192.0.2.7", "shown"),
        ("2001:db8::7", "shown"),
    ]


def test_use_of_a_revoked_link_is_logged_as_refused(client: Client) -> None:
    address = link_to(make_hidden("milestone"))
    PreviewLink.objects.update(revoked_at=timezone.now())

    client.get(address)

    assert [use.answer for use in PreviewLink.objects.get().uses.all()] == ["revoked"]
