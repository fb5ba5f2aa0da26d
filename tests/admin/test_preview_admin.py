"""Staff look at a draft as the public will, and hand out secret links to it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from tests.admin_pages import filled_in, text_of, told
from tests.factories import make_milestone
from timeline.models import Milestone, PreviewLink

pytestmark = pytest.mark.slow


@pytest.fixture
def draft(db: None) -> Milestone:
    return make_milestone(title_en="A draft title", title_fr="Un brouillon")


@pytest.fixture
def auditor(db: None) -> Client:
    """Signed in, with the right to look."""
    user = User.objects.create_user("auditor", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_milestone"))
    client = Client()
    client.force_login(user)
    return client


def page_of(row: Milestone, name: str) -> str:
    return f"/admin/timeline/milestone/{row.pk}/{name}/"


def new_link(client: Client, row: Milestone, **typed: str) -> str:
    """Make a link and read its path off the answer, "" where none was made."""
    answer = client.post(page_of(row, "previews"), {"days": "7", "note": "", **typed})
    found = re.search(r'value="http://testserver(/preview/[^"]+)"', answer.content.decode())
    return found[1] if found else ""


def test_form_links_to_the_preview(editor: Client, draft: Milestone) -> None:
    page = editor.get(page_of(draft, "change")).content.decode()

    assert f'href="{page_of(draft, "preview")}"' in page
    assert f'href="{page_of(draft, "previews")}"' in page


def test_staff_see_the_page_as_it_will_be(auditor: Client, draft: Milestone) -> None:
    answer = auditor.get(page_of(draft, "preview"))

    assert "Preview, not public." in text_of(answer)
    assert "<h1>A draft title</h1>" in answer.content.decode()
    assert "private, no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"].startswith("noindex")


def test_staff_see_it_in_french(auditor: Client, draft: Milestone) -> None:
    assert (
        "<h1>Un brouillon</h1>" in auditor.get("/fr" + page_of(draft, "preview")).content.decode()
    )


@pytest.mark.parametrize("name", ["preview", "previews"])
def test_staff_without_the_right_to_look_are_refused(
    visitor: Client, draft: Milestone, name: str
) -> None:
    assert visitor.get(page_of(draft, name)).status_code == 403


@pytest.mark.parametrize("name", ["preview", "previews"])
def test_nobody_signed_in_is_asked_to(client: Client, draft: Milestone, name: str) -> None:
    answer = client.get(page_of(draft, name))

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/admin/login/")


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999"])
def test_preview_of_no_row_is_not_found(editor: Client, db: None, number: str) -> None:
    assert editor.get(f"/admin/timeline/milestone/{number}/preview/").status_code == 404


def test_new_link_opens_without_an_account(
    editor: Client, client: Client, draft: Milestone
) -> None:
    address = new_link(editor, draft, note="Counsel")

    assert "A draft title" in client.get(address).content.decode()
    link = PreviewLink.objects.get()
    assert (str(link.made_by), link.note, link.expires_at - link.made_at) == (
        "editor",
        "Counsel",
        timedelta(days=7),
    )


def test_new_link_is_shown_once(editor: Client, draft: Milestone) -> None:
    address = new_link(editor, draft)

    assert address
    assert address not in editor.get(page_of(draft, "previews")).content.decode()


def test_reload_of_the_page_with_a_new_link_makes_no_second_one(
    editor: Client, draft: Milestone
) -> None:
    page = page_of(draft, "previews")
    sent = {**filled_in(editor.get(page), "preview_form"), "days": "7"}
    editor.post(page, sent)

    answer = editor.post(page, sent, follow=True)

    assert PreviewLink.objects.count() == 1
    assert "The link was made already." in told(answer)


@pytest.mark.parametrize("days", ["", "0", "31", "-1", "x", "1e9", "99999999999999999999"])
def test_odd_number_of_days_makes_no_link_and_says_so(
    editor: Client, draft: Milestone, days: str
) -> None:
    answer = editor.post(page_of(draft, "previews"), {"days": days, "note": ""})

    assert 'class="errorlist"' in answer.content.decode()
    assert not PreviewLink.objects.exists()


def test_link_made_by_who_may_only_look_is_refused(auditor: Client, draft: Milestone) -> None:
    assert auditor.post(page_of(draft, "previews"), {"days": "7"}).status_code == 403
    assert not PreviewLink.objects.exists()


def test_revoked_link_is_over(editor: Client, client: Client, draft: Milestone) -> None:
    address = new_link(editor, draft)

    answer = editor.post(
        page_of(draft, "previews"), {"revoke": PreviewLink.objects.get().pk}, follow=True
    )

    assert "The link is revoked" in told(answer)
    assert "Revoked on" in text_of(answer)
    assert client.get(address).status_code == 410


@pytest.mark.parametrize("number", ["x", "", "999", "-1", "99999999999999999999"])
def test_revoking_no_link_of_this_row_is_said(
    editor: Client, draft: Milestone, number: str
) -> None:
    PreviewLink.issue(make_milestone(), None, timezone.now(), 7)

    answer = editor.post(page_of(draft, "previews"), {"revoke": number}, follow=True)

    assert "There is no such link" in told(answer)
    assert not PreviewLink.objects.exclude(revoked_at=None).exists()


def test_revoking_by_who_may_only_look_is_refused(
    editor: Client, auditor: Client, draft: Milestone
) -> None:
    new_link(editor, draft)

    assert (
        auditor.post(
            page_of(draft, "previews"), {"revoke": PreviewLink.objects.get().pk}
        ).status_code
        == 403
    )
    assert PreviewLink.objects.get().revoked_at is None


def test_uses_are_listed_for_who_may_look(
    editor: Client, auditor: Client, client: Client, draft: Milestone
) -> None:
    client.get(new_link(editor, draft), REMOTE_ADDR="192.0.2.7")

    assert "192.0.2.7: Shown" in text_of(auditor.get(page_of(draft, "previews")))
