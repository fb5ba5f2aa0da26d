"""Rows by their address: public, withdrawn, or none of a visitor's business."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from tests.factories import (
    AT,
    LATER,
    LONG_AGO,
    make_announced,
    make_milestone,
    make_partner,
    make_person,
    make_project,
    make_release,
)
from timeline.models import Status
from timeline.queries.lookup import Gone, get_public_or_gone

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

MAKERS = pytest.mark.parametrize(
    "make", [make_project, make_partner, make_person, make_release, make_announced]
)
REASON = {"status": "withdrawn", "withdrawn_reason_en": "An error"}


def look_up(make: Any, **over: Any) -> Any:
    row = make(slug="row", **over)
    return get_public_or_gone(type(row).objects.all(), "row", AT)


@MAKERS
def test_found_public_row_is_given(make: Any) -> None:
    assert look_up(make).slug == "row"


@MAKERS
def test_found_row_that_was_public_and_is_withdrawn_raises_gone_with_its_reason(make: Any) -> None:
    row = make(publish_at=LONG_AGO, **REASON)

    with pytest.raises(Gone, match="An error") as gone:
        get_public_or_gone(type(row).objects.all(), row.slug, AT)
    assert gone.value.row == row


@MAKERS
@pytest.mark.parametrize(
    "over",
    [
        {"status": "draft"},
        {"publish_at": LATER},
        {"publish_at": AT + timedelta(microseconds=1)},
        REASON,
        {**REASON, "publish_at": LATER},
    ],
    ids=[
        "draft",
        "scheduled",
        "an instant later",
        "withdrawn before any moment",
        "withdrawn before its moment",
    ],
)
def test_found_row_that_never_was_public_raises_404(make: Any, over: dict[str, Any]) -> None:
    with pytest.raises(Http404):
        look_up(make, **over)


def test_found_unknown_address_raises_404() -> None:
    with pytest.raises(Http404):
        get_public_or_gone(make_release().__class__.objects.all(), "nowhere", AT)


@pytest.mark.parametrize("release", [{"status": "draft"}, {"publish_at": LATER}])
def test_found_milestone_of_a_release_that_is_not_public_raises_404(
    release: dict[str, Any],
) -> None:
    milestone = make_announced(make_release(**release))

    with pytest.raises(Http404):
        get_public_or_gone(type(milestone).objects.all(), milestone.slug, AT)


def test_found_milestone_without_a_source_raises_404() -> None:
    milestone = make_milestone(status="published")

    with pytest.raises(Http404):
        get_public_or_gone(type(milestone).objects.all(), milestone.slug, AT)


@pytest.mark.parametrize(
    "over", [{"publish_at": LATER}, {"status": "draft"}], ids=["scheduled", "draft"]
)
def test_found_milestone_that_nobody_saw_before_its_release_was_withdrawn_raises_404(
    over: dict[str, Any],
) -> None:
    release = make_release()
    milestone = make_announced(release, **over)
    release.status, release.withdrawn_reason_en = Status.WITHDRAWN, "An error"
    release.save()

    with pytest.raises(Http404):
        get_public_or_gone(type(milestone).objects.all(), milestone.slug, LATER + timedelta(days=1))
