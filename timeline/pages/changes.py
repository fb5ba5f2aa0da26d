"""What pages and feeds say of a change."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from timeline.queries.changes import CORRECTED, PUBLISHED, SETTLED, WITHDRAWN

KIND_LABELS = {
    PUBLISHED: _("Published"),
    SETTLED: _("What came of plans"),
    CORRECTED: _("Corrected"),
    WITHDRAWN: _("Withdrawn"),
}
ROW_LABELS = {
    "milestone": _("Milestone"),
    "release": _("Release"),
    "project": _("Project"),
    "partner": _("Organization"),
    "person": _("Person"),
    "company": _("Company"),
}
