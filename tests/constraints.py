"""Rows that nobody has looked at yet, and who refuses them: the database, or the checks before a
form saves."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from tests.factories import make_paragraph, make_partner
from timeline.models import Milestone, Partner, Person, Project, Release, Stake


def new_project(**over: Any) -> Project:
    return Project(**{"slug": "new", "name_en": "New", **over})


def new_partner(**over: Any) -> Partner:
    return Partner(**{"slug": "new", "name_en": "New", "kind": "company", **over})


def new_person(**over: Any) -> Person:
    return Person(**{"slug": "new", "name": "New", **over})


def new_release(**over: Any) -> Release:
    return Release(
        **{"slug": "new", "headline_en": "New", "published_on": date(2018, 11, 13), **over}
    )


def new_milestone(**over: Any) -> Milestone:
    given = {
        "slug": "new",
        "title_en": "New",
        "kind": "event",
        "standing": "planned",
        "precision": "none",
    }
    return Milestone(**{**given, **over})


def new_stake(**over: Any) -> Stake:
    given = {
        "owner": make_partner(),
        "owned": make_partner(),
        "paragraph": make_paragraph(),
        "percent": 50,
    }
    return Stake(**{**given, **over})


def refused(row: models.Model) -> str:
    """What the database says to a row that nothing has looked at before, "" where it takes it."""
    try:
        with transaction.atomic():
            row.save_base()
            transaction.set_rollback(True)
    except IntegrityError as error:
        return str(error)
    return ""


def messages(row: models.Model) -> dict[str, list[str]]:
    """What an editor reads, by field."""
    try:
        row.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}
