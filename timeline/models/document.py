"""Where a source document stands, and what it has to do with other documents."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from timeline.i18n.bilingual import explained
from timeline.models.base import CheckedModel, depends_on
from timeline.models.release import Release


class DocumentCopyManager(models.Manager["DocumentCopy"]):
    def get_by_natural_key(self, release: str, position: int) -> DocumentCopy:
        return self.get(release__slug=release, position=position)


class DocumentCopy(CheckedModel):
    """A place where a document stands: the copy that was read for this record, or another one."""

    release = models.ForeignKey(
        Release, models.CASCADE, related_name="copies", verbose_name=_("release")
    )
    position = models.PositiveSmallIntegerField(_("position"), validators=[MinValueValidator(1)])
    was_read = models.BooleanField(
        _("read for this record"), default=False, help_text=_("Its paragraphs are the ones here.")
    )
    is_repost = models.BooleanField(
        _("is a re-post"), default=True, help_text=_("By somebody else than the issuer.")
    )
    publisher = models.CharField(
        _("publisher"), max_length=120, blank=True, help_text=_("Left empty if it is not stated.")
    )
    url = models.URLField(_("address"), blank=True)
    printed_date = models.CharField(
        _("date, as printed"), max_length=40, blank=True, help_text=_("As this copy dates itself.")
    )
    read_on = models.DateField(_("read on"), null=True, blank=True)

    objects = DocumentCopyManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("place where it stands")
        verbose_name_plural = _("places where it stands")
        ordering = ["release", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "position"],
                name="document_copy_position_is_unique",
                violation_error_code="position",
                violation_error_message=_("Two places of a document cannot have one position."),
            ),
            models.UniqueConstraint(
                fields=["release"],
                condition=Q(was_read=True),
                name="document_copy_read_is_one",
                violation_error_code="was_read",
                violation_error_message=_("The record was made from one copy of a document."),
            ),
        ]

    def __str__(self) -> str:
        return self.publisher or self.url or self.printed_date or str(self.position)

    @depends_on("timeline.release")
    def natural_key(self) -> tuple[str, int]:
        return self.release.slug, self.position


class DocumentRelationKind(models.TextChoices):
    """What a document does to an earlier one."""

    CORRECTS = "corrects", _("Corrects")
    REPLACES = "replaces", _("Replaces")
    REPEATS = "repeats", _("Repeats")
    TRANSLATES = "translates", _("Translates")


class DocumentRelationManager(models.Manager["DocumentRelation"]):
    def get_by_natural_key(self, release: str, relation: str, other: str) -> DocumentRelation:
        return self.get(release__slug=release, relation=relation, other__slug=other)


class DocumentRelation(CheckedModel):
    """A document corrects, repeats, translates or replaces another one."""

    release = models.ForeignKey(
        Release, models.CASCADE, related_name="relations", verbose_name=_("release")
    )
    relation = models.CharField(_("what it does"), max_length=10, choices=DocumentRelationKind)
    other = models.ForeignKey(
        Release, models.PROTECT, related_name="related_by", verbose_name=_("the other document")
    )

    objects = DocumentRelationManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("relation to another document")
        verbose_name_plural = _("relations to other documents")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "relation", "other"],
                name="document_relation_is_unique",
                violation_error_code="other",
                violation_error_message=_("This is on file already."),
            ),
            models.CheckConstraint(
                name="document_relation_to_another",
                condition=~Q(release=F("other")),
                violation_error_code="other",
                violation_error_message=_(
                    "A document does not correct, repeat, translate or replace itself."
                ),
            ),
        ]

    def __str__(self) -> str:
        return explained(self.get_relation_display(), self.other)

    @depends_on("timeline.release")
    def natural_key(self) -> tuple[str, str, str]:
        return self.release.slug, self.relation, self.other.slug
