"""Corrections made in code, and what is known of whether a row was ever public."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from tests.factories import cite, make_announced, make_partner, make_project, make_release
from timeline.models import Correction, Milestone
from timeline.models.correction import AppendOnlyError
from timeline.publishing.correctable_fields import correctable_facts
from timeline.publishing.corrections import record_correction, was_public
from timeline.publishing.fact_changes import fact_changes

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_a_plain_save_makes_no_correction() -> None:
    row = make_announced()
    row.earliest = row.latest = date(2018, 11, 14)
    row.save()

    assert not Correction.objects.exists()


def test_code_that_corrects_says_why() -> None:
    row = make_announced()

    with record_correction(row, note_en="The source was read again") as found:
        found.earliest = found.latest = date(2018, 11, 14)
        found.save()

    assert Correction.objects.get().row == row


def test_code_that_corrects_without_a_note_saves_nothing() -> None:
    row = make_announced()

    def correct() -> None:
        with record_correction(row) as found:
            found.earliest = found.latest = date(2018, 11, 14)
            found.save()

    with pytest.raises(ValidationError):
        correct()

    row.refresh_from_db()
    assert row.earliest == date(2018, 11, 13)


def test_code_that_adds_a_citation_says_why() -> None:
    row = make_announced()

    with record_correction(row, note_en="Stated there too") as found:
        cite(found, make_release())

    assert [line.label for line in Correction.objects.get().lines] == ["stated in"]


def test_name_spaced_otherwise_is_no_correction() -> None:
    row = make_partner(name_en="Scandium  International Mining", status="published")

    were = correctable_facts(row, timezone.now())
    row.name_en = "Scandium International Mining"

    assert fact_changes(were, correctable_facts(row, timezone.now())) == []


def test_loading_the_record_makes_no_correction(record: None) -> None:
    assert not Correction.objects.exists()


def test_a_correction_is_never_changed_or_deleted() -> None:
    row = make_announced()
    with record_correction(row, note_en="Misread") as found:
        found.earliest = found.latest = date(2018, 11, 14)
        found.save()
    kept = Correction.objects.get()
    kept.note_en = "Otherwise"

    with pytest.raises(AppendOnlyError):
        kept.save()
    with pytest.raises(AppendOnlyError):
        kept.delete()
    with pytest.raises(AppendOnlyError):
        Correction.objects.update(note_en="Otherwise")
    with pytest.raises(AppendOnlyError):
        Correction.objects.all().delete()
    with pytest.raises(models.ProtectedError):
        row.delete()
    assert Correction.objects.get().note_en == "Misread"


def test_been_public_knows_the_states_a_row_was_in() -> None:
    now = timezone.now()
    once = make_project(publish_at=now - timedelta(days=1))
    once.status = "draft"
    once.save()
    never = make_project(publish_at=now + timedelta(days=1))
    never.status = "draft"
    never.save()

    assert was_public(once, now)
    assert not was_public(never, now)
    assert not was_public(never, now + timedelta(days=2))


def test_what_somebody_else_saved_while_a_correction_waited_its_turn_is_no_part_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = make_announced(place_en="Québec")
    rows = Milestone.objects.filter(pk=row.pk)
    monkeypatch.setattr(
        "timeline.publishing.corrections.lock_edition", lambda: rows.update(place_en="Montréal")
    )

    with record_correction(row, note_en="The source was read again") as found:
        found.earliest = found.latest = date(2018, 11, 14)
        found.save(update_fields=["earliest", "latest"])

    assert [line.label for line in Correction.objects.get().lines] == ["date"]
