"""The form of a release costs the same whatever stands in its copies and relations."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_document_copy, make_document_relation, make_release
from timeline.models import Release

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def queries(editor: Client, release: Release) -> int:
    """Of the form, opened a second time: the first one notes who has it open."""
    address = f"/admin/timeline/release/{release.pk}/change/"
    editor.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = editor.get(address)
    assert answer.status_code == 200
    return len(asked)


def test_form_of_a_release_costs_the_same_with_many_copies(editor: Client) -> None:
    release = make_release()
    make_document_copy(release)
    few = queries(editor, release)
    for _ in range(4):
        make_document_copy(release)

    assert queries(editor, release) == few


def test_form_of_a_release_costs_one_query_for_each_relation(editor: Client) -> None:
    """A search input reads the row that it names: as for the parts of a milestone."""
    release = make_release()
    make_document_relation(release)
    few = queries(editor, release)
    for _ in range(4):
        make_document_relation(release)

    assert queries(editor, release) - few <= 8
