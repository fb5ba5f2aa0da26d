"""What was changed after visitors had read it: before, after and why. Append-only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from timeline.i18n.bilingual import OTHER, Bilingual, active_language, explained
from timeline.models.base import CheckedModel
from timeline.models.milestone import Milestone
from timeline.models.partner import Partner
from timeline.models.person import Person
from timeline.models.project import Project
from timeline.models.release import Release

KINDS = (
    "milestone",
    "release",
    "project",
    "partner",
    "person",
)  # with none of them, it is of the company
TextByLanguage = dict[str, str]


class AppendOnlyError(TypeError):
    """A correction is the record of what was said: it is neither changed nor deleted."""


def _refuse() -> NoReturn:
    raise AppendOnlyError("A correction is never changed or deleted: make another one.")


@dataclass(frozen=True)
class CorrectionLine:
    """One thing that was corrected, in the active language, or in the only one that changed."""

    label: str
    was: str
    now: str
    language: str  # of ``was`` and ``now``


def _of_at_most_one_row() -> Q:
    """The condition that at most one of the rows that a correction may be of is named."""
    condition = Q()
    for named in (None, *KINDS):
        others = {f"{kind}__isnull": kind != named for kind in KINDS}
        condition |= Q(**others)
    return condition


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def public(self, at: datetime) -> Self:
        """Made by that moment, of rows that visitors see then. No query."""
        seen = Q(**{f"{kind}__isnull": True for kind in KINDS})
        for kind in KINDS:
            seen |= Q(**{f"{kind}__public_from__lte": at})
        return self.filter(seen, made_at__lte=at)

    def with_rows(self) -> Self:
        """With the row that each is of. No further query."""
        return self.select_related(*KINDS)

    def update(self, **kwargs: Any) -> NoReturn:
        _refuse()

    def delete(self) -> NoReturn:
        _refuse()


class Correction(CheckedModel):
    """One save that changed what visitors had read.

    ``changes`` has an entry for each thing: its label, how it was read and how it is, by language:
    ``{"label": {"en": "date", "fr": "date"}, "was": {"en": "early 2019"}, "now": {…}}``. A text
    that was changed in one language has only that one.
    """

    milestone = models.ForeignKey(
        Milestone,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("milestone"),
    )
    release = models.ForeignKey(
        Release,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("release"),
    )
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("project"),
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("organization"),
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("person"),
    )
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    changes = models.JSONField(_("changes"))
    note_en = models.CharField(_("public note (English)"), max_length=300, blank=True)
    note_fr = models.CharField(_("public note (French)"), max_length=300, blank=True)

    objects = CorrectionQuerySet.as_manager()
    note = Bilingual()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        indexes = [models.Index(fields=["made_at"], name="corrections_by_moment")]
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="correction_has_a_note",
                condition=~Q(note_en="") | ~Q(note_fr=""),
                violation_error_code="note_en",
                violation_error_message=_(
                    "Say in one line why this is corrected: visitors will read it."
                ),
            ),
            models.CheckConstraint(
                name="correction_of_one_row",
                condition=_of_at_most_one_row(),
                violation_error_message=_("A correction is of one row, or of the company."),
            ),
        ]

    def __str__(self) -> str:
        return explained(self.day, self.row or _("company"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    @property
    def kind(self) -> str:
        """Of what: "milestone", "release", "project", "partner", "person" or "company"."""
        for kind in KINDS:
            if getattr(self, f"{kind}_id"):
                return kind
        return "company"

    @property
    def row(self) -> Milestone | Release | Project | Partner | Person | None:
        """What it is of; None for the company."""
        return None if self.kind == "company" else getattr(self, self.kind)

    @property
    def day(self) -> date:
        return timezone.localdate(self.made_at)

    @property
    def lines(self) -> list[CorrectionLine]:
        """What was corrected, in the active language."""
        return [_line(change, active_language()) for change in self.changes]


def _line(change: Mapping[str, TextByLanguage], active: str) -> CorrectionLine:
    language = active if active in change["now"] else OTHER[active]
    return CorrectionLine(
        change["label"][active], change["was"][language], change["now"][language], language
    )
