"""What can be done to a row in the admin, and which of the roles may do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import models
from django.test import Client
from django.utils import timezone

from tests.admin_pages import Answer, filled_in
from tests.factories import (
    LATER,
    make_announced,
    make_milestone,
    make_paragraph,
    make_partner,
    make_project,
    make_release,
)
from timeline.models import Status
from timeline.models.roles import CONTRIBUTOR, PUBLISHER, TRANSLATOR

WRITERS = {CONTRIBUTOR, PUBLISHER}
TEXTS = {*WRITERS, TRANSLATOR}
ONE = {PUBLISHER}


def signed_in(role: str) -> Client:
    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def forged(address: str, form_id: str) -> dict[str, list[str]]:
    """What somebody with every right would post from the page."""
    user, _ = User.objects.get_or_create(username="boss", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(user)
    return filled_in(client.get(address), form_id)


def post(client: Client, row: models.Model, **typed: Any) -> Answer:
    """The row's page, changed and sent: as this person's own page has it, or forged where that has
    no fields."""
    kind = row._meta.model_name
    address = f"/admin/timeline/{kind}/{row.pk}/change/"
    own = filled_in(client.get(address), f"{kind}_form")
    has_fields = any(name.endswith(("_en", "symbol", "website")) for name in own)
    return client.post(
        address, {**(own if has_fields else forged(address, f"{kind}_form")), **typed}
    )


def act(client: Client, row: models.Model, action: str) -> Answer:
    chosen = {"action": action, "_selected_action": [row.pk], "post": "yes"}
    return client.post(f"/admin/timeline/{row._meta.model_name}/", chosen, follow=True)


def delete(client: Client, row: models.Model) -> Answer:
    return client.post(f"/admin/timeline/{row._meta.model_name}/{row.pk}/delete/", {"post": "yes"})


def stored(row: models.Model) -> dict[str, Any]:
    """What the database holds of it, {} where it is gone."""
    return type(row)._default_manager.filter(pk=row.pk).values().first() or {}


DRAFTS: dict[str, Callable[..., Any]] = {
    "milestone": lambda: make_milestone(cites=[make_paragraph()], title_en="Before"),
    "release": lambda: make_release(status=Status.DRAFT, headline_en="Before"),
    "project": lambda: make_project(status=Status.DRAFT, name_en="Before"),
    "partner": lambda: make_partner(status=Status.DRAFT, name_en="Before"),
}
PUBLIC: dict[str, Callable[..., Any]] = {
    "milestone": lambda: make_announced(title_en="Before"),
    "release": lambda: make_release(headline_en="Before"),
    "project": lambda: make_project(name_en="Before"),
    "partner": lambda: make_partner(name_en="Before"),
}
SOON: dict[str, Callable[..., Any]] = {
    "milestone": lambda: make_announced(title_en="Before", publish_at=LATER),
    "release": lambda: make_release(headline_en="Before", publish_at=LATER),
    "project": lambda: make_project(name_en="Before", publish_at=LATER),
    "partner": lambda: make_partner(name_en="Before", publish_at=LATER),
}
DATES: dict[str, dict[str, Any]] = {
    "milestone": {
        "date_words": "12 November 2018",
        "earliest": "2018-11-12",
        "latest": "2018-11-12",
    },
    "release": {"wire": "Another wire", "published_on": "2017-11-12"},
    "project": {"name_en": "Another name"},
    "partner": {"country": "CA"},
}
NOTE = {"correction_note_en": "Mended.", "correction_note_fr": "Corrigé."}
WITHDRAWN = {"status": "withdrawn", "withdrawn_reason_en": "It was a mistake."}
TOMORROW = timezone.localtime(LATER)
SCHEDULED = {
    "status": "published",
    "publish_at_0": f"{TOMORROW:%Y-%m-%d}",
    "publish_at_1": "12:00:00",
}


@dataclass(frozen=True)
class Deed:
    """Something that changes a row: on which, how, and whether the row shows that it was done."""

    rows: dict[str, Callable[..., Any]]
    do: Callable[[Client, Any], Answer]
    done: Callable[[dict[str, Any], dict[str, Any]], bool]


def other(name: str) -> Callable[[dict[str, Any], dict[str, Any]], bool]:
    return lambda before, after: bool(before.get(name) != after.get(name))


def changed(before: dict[str, Any], after: dict[str, Any]) -> bool:
    return bool(before["version"] != after["version"])


def revert(client: Client, row: Any) -> Answer:
    """Back to the first state."""
    address = f"/admin/timeline/{row._meta.model_name}/{row.pk}/history/{row.history.last().pk}/"
    return client.post(
        address, {"version": stored(row)["version"], "correction_note_en": "As it was"}
    )


FACTS = {"milestone": "date_words", "release": "wire", "project": "name_en", "partner": "website"}


def twice(rows: dict[str, Callable[..., Any]], name: str = "") -> dict[str, Callable[..., Any]]:
    """Rows of which one column was written twice, one that holds a fact unless another is named."""

    def written(kind: str, make: Callable[..., Any]) -> Any:
        row = make()
        setattr(row, name or FACTS[kind], "written-later")
        row.save()
        return row

    return {kind: partial(written, kind, make) for kind, make in rows.items()}


DEEDS = {
    "edit a draft": Deed(
        DRAFTS, lambda c, row: post(c, row, slug="moved", summary_en="New"), other("slug")
    ),
    "edit the text of a draft": Deed(
        DRAFTS, lambda c, row: post(c, row, summary_fr="Neuf"), other("summary_fr")
    ),
    "edit the text of a public row": Deed(
        PUBLIC, lambda c, row: post(c, row, summary_fr="Neuf"), other("summary_fr")
    ),
    "edit a fact of a public row": Deed(
        PUBLIC, lambda c, row: post(c, row, **DATES[row._meta.model_name], **NOTE), changed
    ),
    "publish in the form": Deed(
        DRAFTS, lambda c, row: post(c, row, status="published"), other("status")
    ),
    "publish from the list": Deed(DRAFTS, lambda c, row: act(c, row, "publish"), other("status")),
    "back to draft from the list": Deed(
        SOON, lambda c, row: act(c, row, "back_to_draft"), other("status")
    ),
    "take back what was public": Deed(
        PUBLIC, lambda c, row: act(c, row, "back_to_draft"), other("status")
    ),
    "take back what was public in the form": Deed(
        PUBLIC, lambda c, row: post(c, row, status="draft"), other("status")
    ),
    "schedule": Deed(DRAFTS, lambda c, row: post(c, row, **SCHEDULED), other("publish_at")),
    "withdraw": Deed(PUBLIC, lambda c, row: post(c, row, **WITHDRAWN, **NOTE), other("status")),
    "delete a draft": Deed(DRAFTS, delete, other("id")),
    "delete a draft from the list": Deed(
        DRAFTS, lambda c, row: act(c, row, "delete_selected"), other("id")
    ),
    "revert the text of a draft": Deed(twice(DRAFTS, "summary_en"), revert, other("summary_en")),
    "revert the text of a public row": Deed(
        twice(PUBLIC, "summary_en"), revert, other("summary_en")
    ),
    "revert a fact of a draft": Deed(twice(DRAFTS, "slug"), revert, other("slug")),
    "revert a fact of a public row": Deed(twice(PUBLIC), revert, changed),
}
MAY = {
    "edit a draft": WRITERS,
    "edit the text of a draft": TEXTS,
    "edit the text of a public row": {TRANSLATOR, PUBLISHER},
    "edit a fact of a public row": ONE,
    "publish in the form": ONE,
    "publish from the list": ONE,
    "back to draft from the list": ONE,
    "take back what was public": set(),
    "take back what was public in the form": set(),
    "schedule": ONE,
    "withdraw": ONE,
    "delete a draft": WRITERS,
    "delete a draft from the list": WRITERS,
    "revert the text of a draft": TEXTS,
    "revert the text of a public row": {TRANSLATOR, PUBLISHER},
    "revert a fact of a draft": WRITERS,
    "revert a fact of a public row": ONE,
}
