"""The admin in the site's own look: its name, its icon, the other language."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.admin_pages import text_of
from tests.factories import make_company


def test_admin_is_named_after_the_company(editor: Client) -> None:
    make_company(short_name="Example")

    assert "| Example · The record" in text_of(editor.get("/admin/"))


def test_admin_without_a_company_is_named_all_the_same(editor: Client) -> None:
    assert "| The record" in text_of(editor.get("/admin/"))


def test_admin_has_the_icon_and_the_colours_of_the_site(editor: Client) -> None:
    page = editor.get("/admin/").content.decode()

    assert 'rel="icon" href="/static/timeline/favicon.svg"' in page
    assert 'href="/static/timeline/admin/look.css"' in page


def test_admin_leads_to_the_other_language_and_to_the_site_in_its_own(editor: Client) -> None:
    assert 'href="/fr/admin/timeline/"' in editor.get("/admin/timeline/").content.decode()
    french = editor.get("/fr/admin/timeline/").content.decode()
    assert 'href="/admin/timeline/"' in french
    assert 'href="/fr/"' in french


def test_every_page_of_the_admin_leads_to_the_second_factor(editor: Client) -> None:
    assert 'href="/staff/second-factor/"' in editor.get("/admin/timeline/").content.decode()


def test_form_of_a_new_row_has_no_heading_over_nothing(editor: Client) -> None:
    assert "English and French" not in text_of(editor.get("/admin/timeline/milestone/add/"))


@pytest.mark.parametrize("kind", ["release", "milestone", "project", "partner"])
def test_state_of_a_row_stands_beside_its_name_where_a_narrow_list_still_shows_it(
    editor: Client, kind: str
) -> None:
    answer = editor.get(f"/admin/timeline/{kind}/")

    assert answer.context["cl"].list_display[2] == "state"  # after the box that chooses it
