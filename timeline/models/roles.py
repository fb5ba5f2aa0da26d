"""The four roles, as groups of permissions. Which one may do what is said here, once.

What a role may do to a row also depends on the row (``admin/roles.py``): a contributor writes drafts, and
``publish`` is what it takes to touch one that is out. The groups are made again, exactly as written here, whenever
migrations run; for something else, make a group of your own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.apps import apps as installed

if TYPE_CHECKING:
    from django.apps.registry import Apps

CONTRIBUTOR, TRANSLATOR, PUBLISHER, AUDITOR = ROLES = (
    "contributor",
    "translator",
    "publisher",
    "auditor",
)
PERMISSIONS = (
    "add",
    "change",
    "delete",
    "view",
    "publish",
    "translate",
)  # of a row that visitors may see

_RECORD = ("release", "milestone", "project", "partner")
_WRITING = {
    **dict.fromkeys((*_RECORD, "listing"), ("view", "add", "change", "delete")),
    "paragraph": ("view", "delete"),  # deleting a release asks for it
    "company": ("view",),
    "correction": ("view",),
}
_LOOKING = dict.fromkeys((*_RECORD, "listing", "paragraph", "company", "correction"), ("view",))


def _joined(*parts: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    whole: dict[str, set[str]] = {}
    for part in parts:
        for model, actions in part.items():
            whole.setdefault(model, set()).update(actions)
    return whole


ROLE_PERMISSIONS: dict[str, dict[str, set[str]]] = {
    CONTRIBUTOR: _joined(_WRITING),
    TRANSLATOR: _joined(_LOOKING, dict.fromkeys((*_RECORD, "company"), ("translate",))),
    PUBLISHER: _joined(
        _WRITING,
        dict.fromkeys((*_RECORD, "listing", "company"), ("publish",)),
        {"company": ("change",)},
    ),
    AUDITOR: _joined(_LOOKING, {"signinevent": ("view",)}),
}


def codenames(role: str) -> list[str]:
    """Names of its permissions: "publish_milestone"."""
    return [
        f"{action}_{model}"
        for model, actions in ROLE_PERMISSIONS[role].items()
        for action in sorted(actions)
    ]


def make_roles(apps: Apps = installed, using: str = "default") -> None:
    """Make the groups, or bring them up to date, with those permissions that exist. The same again changes nothing."""
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for role in ROLES:
        group, _made = groups.objects.using(using).get_or_create(name=role)
        known = permissions.objects.using(using).filter(content_type__app_label="timeline")
        group.permissions.set(known.filter(codename__in=codenames(role)))


def after_migrations(app_config: Any, using: str = "default", **kwargs: Any) -> None:
    """Receiver of ``post_migrate``: permissions are made only then, and by a receiver that may come after this one."""
    from django.contrib.auth.management import create_permissions  # noqa: PLC0415 - needs models

    create_permissions(app_config, verbosity=0, using=using)
    make_roles(using=using)
