"""Amounts, grades, tonnages and lengths that source documents state of a milestone."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from timeline.i18n.bilingual import Bilingual, explained
from timeline.models.base import depends_on
from timeline.models.cited_statement import CitedStatement, CitedStatementQuerySet
from timeline.models.milestone import Milestone
from timeline.models.translation_status import TranslatedModel


class FigureQuerySet(CitedStatementQuerySet["Figure"]):
    def get_by_natural_key(
        self, milestone: str, what_en: str, as_printed: str, release: str, number: int
    ) -> Figure:
        return self.get(
            milestone__slug=milestone,
            what_en=what_en,
            as_printed=as_printed,
            paragraph__release__slug=release,
            paragraph__number=number,
        )


class Figure(TranslatedModel, CitedStatement):
    """What a paragraph states in figures of a milestone: ``value`` or a range, in a unit.

    No sums are made of figures: two of one unit may mean different things.
    """

    milestone = models.ForeignKey(
        Milestone, models.CASCADE, related_name="figures", verbose_name=_("milestone")
    )
    what_en = models.CharField(
        _("what (English)"), max_length=80, help_text=_("As “gross proceeds” or “indicated grade”.")
    )
    what_fr = models.CharField(_("what (French)"), max_length=80, blank=True)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=6)
    value_to = models.DecimalField(
        _("up to"),
        max_digits=20,
        decimal_places=6,
        null=True,
        blank=True,
        help_text=_("The other end, if a range is stated."),
    )
    unit = models.CharField(
        _("unit or currency"),
        max_length=20,
        help_text=_("As CAD, t, m, g/t, %. The currency by its code (ISO 4217)."),
        error_messages={"blank": _("A figure needs a unit or a currency.")},
    )
    as_printed = models.CharField(
        _("as printed"), max_length=80, help_text=_("As “$2.5 million” or “0.2% to 0.4%”.")
    )

    objects = FigureQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["behind"])
    what = Bilingual()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="figure_has_a_unit",
                condition=~Q(unit=""),
                violation_error_code="unit",
                violation_error_message=_("A figure needs a unit or a currency."),
            ),
            models.CheckConstraint(
                name="figure_range_goes_up",
                condition=Q(value_to__isnull=True) | Q(value_to__gt=F("value")),
                violation_error_code="value_to",
                violation_error_message=_("The end of a range is more than its beginning."),
            ),
            models.UniqueConstraint(
                fields=["milestone", "what_en", "as_printed", "paragraph"],
                name="figure_is_unique",
                violation_error_code="what_en",
                violation_error_message=_("This figure is on file already."),
            ),
        ]

    def __str__(self) -> str:
        return explained(self.what, self.as_printed)

    @depends_on("timeline.milestone", "timeline.paragraph")
    def natural_key(self) -> tuple[str, str, str, str, int]:
        return (
            self.milestone.slug,
            self.what_en,
            self.as_printed,
            *self.paragraph.natural_key(),
        )
