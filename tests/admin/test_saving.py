"""The two forms that staff use most, each opened and saved once: ``./run test --quick`` has both."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.admin_pages import errors, save
from tests.factories import make_milestone, make_paragraph, make_release


@pytest.mark.parametrize(
    ("kind", "column", "text"),
    [("milestone", "title_fr", "Un puits"), ("release", "headline_fr", "Résultats")],
)
def test_form_is_opened_typed_over_and_saved(
    editor: Client, kind: str, column: str, text: str
) -> None:
    release = make_release(status="draft")
    row = {"release": release, "milestone": make_milestone([make_paragraph(release)])}[kind]

    answer = save(
        editor, f"/admin/timeline/{kind}/{row.pk}/change/", f"{kind}_form", **{column: text}
    )

    row.refresh_from_db()
    assert errors(answer) == {}
    assert (getattr(row, column), row.status) == (text, "draft")
    assert answer.redirect_chain == [(f"/admin/timeline/{kind}/", 302)]
