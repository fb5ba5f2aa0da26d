"""What was public is not deleted: its address would answer as if it had never been. It is withdrawn instead."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from timeline.admin.typing import AnyAdmin
from timeline.models import Listing
from timeline.publishing.corrections import was_public


class DeleteGuardMixin(AnyAdmin):
    """Stands before an admin class: deletion, from the form or the list, is for what was never public."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What would go too, and what stands in the way: Django deletes nothing while something does."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)  # type: ignore[misc]
        at = timezone.now()
        kept = [_why(row) for row in objs if was_public(row, at)]
        for line in kept:
            messages.error(request, line)
        return deleted, counts, missing, [*protected, *kept]


def _why(row: models.Model) -> str:
    if isinstance(row, Listing):
        return (
            gettext("“%s” is printed in a release that has been public: it is not deleted.") % row
        )
    return (
        gettext("“%s” has been public: withdraw it instead, and say why. It is not deleted.") % row
    )
