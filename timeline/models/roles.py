"""The four roles, as groups of permissions: who may do what is said here, once.

What a role may do also depends on the row (``admin/permissions.py``): a contributor writes drafts,
and only who may ``publish`` touches a row that is out. Every run of the migrations makes the groups
again, exactly as written here: for other permissions, make a group of your own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.apps import apps as installed

if TYPE_CHECKING:
    from django.apps.registry import Apps

Permissions = Mapping[str, tuple[str, ...]]  # model -> actions

CONTRIBUTOR, TRANSLATOR, PUBLISHER, AUDITOR = "contributor", "translator", "publisher", "auditor"
ROLES = (CONTRIBUTOR, TRANSLATOR, PUBLISHER, AUDITOR)
# Of a row that visitors may see.
PERMISSIONS = ("add", "change", "delete", "view", "publish", "translate")

_TRANSLATED = ("release", "milestone", "project", "partner", "person", "company")
_PUBLISHED = ("release", "milestone", "project", "partner", "person", "listing", "company")
_WRITTEN = ("release", "milestone", "project", "partner", "person", "listing")
_VIEWED = (
    "release",
    "milestone",
    "project",
    "partner",
    "person",
    "listing",
    "paragraph",
    "company",
    "correction",
)

_VIEW: Permissions = dict.fromkeys(_VIEWED, ("view",))
_WRITE: Permissions = dict.fromkeys(_WRITTEN, ("view", "add", "change", "delete")) | {
    "paragraph": ("view", "delete"),  # deleting a release asks for it
    "company": ("view",),
    "correction": ("view",),
}


def _merged(*parts: Permissions) -> dict[str, set[str]]:
    merged: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        for model, actions in part.items():
            merged[model].update(actions)
    return merged


ROLE_PERMISSIONS: dict[str, dict[str, set[str]]] = {
    CONTRIBUTOR: _merged(_WRITE),
    TRANSLATOR: _merged(_VIEW, dict.fromkeys(_TRANSLATED, ("translate",))),
    PUBLISHER: _merged(_WRITE, dict.fromkeys(_PUBLISHED, ("publish",)), {"company": ("change",)}),
    AUDITOR: _merged(_VIEW, {"signinevent": ("view",)}),
}


def codenames(role: str) -> list[str]:
    """Names of its permissions: "publish_milestone"."""
    names = []
    for model, actions in ROLE_PERMISSIONS[role].items():
        for action in sorted(actions):
            names.append(f"{action}_{model}")
    return names


def make_roles(apps: Apps = installed, using: str = "default") -> None:
    """Make the groups, or bring them up to date, with those permissions that exist."""
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for role in ROLES:
        group, _ = groups.objects.using(using).get_or_create(name=role)
        known = permissions.objects.using(using).filter(content_type__app_label="timeline")
        group.permissions.set(known.filter(codename__in=codenames(role)))


def after_migrations(app_config: Any, using: str = "default", **kwargs: Any) -> None:
    """Receiver of ``post_migrate``.

    Django makes the permissions in another, which may come later.
    """
    from django.contrib.auth.management import create_permissions  # noqa: PLC0415 - needs models

    create_permissions(app_config, verbosity=0, using=using)
    make_roles(using=using)
