"""What every row that visitors may see has in common: its state, its moment, its version."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from timeline.i18n.bilingual import Bilingual
from timeline.models.roles import PERMISSIONS
from timeline.models.translation_status import TranslatedModel

NaturalKey = TypeVar("NaturalKey", bound=Callable[..., Any])


def depends_on(*models_named: str) -> Callable[[NaturalKey], NaturalKey]:
    """Say which models ``dumpdata`` writes first, since a natural key names rows of theirs."""

    def mark(natural_key: NaturalKey) -> NaturalKey:
        natural_key.__dict__["dependencies"] = list(models_named)
        return natural_key

    return mark


class CheckedModel(models.Model):
    """A model whose constraints name, as their error code, the field that their message belongs beside."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and all that follows from it (``derived.py``), in one transaction."""
        with transaction.atomic():
            super().save(*args, **kwargs)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Raise what the constraints refuse, each message under its field."""
        try:
            super().validate_constraints(exclude=exclude)
        except ValidationError as refused:
            fields = {field.name for field in self._meta.fields}
            placed: dict[str, list[Any]] = {}
            for name, errors in refused.error_dict.items():
                for error in errors:
                    beside = (
                        error.code if name == NON_FIELD_ERRORS and error.code in fields else name
                    )
                    placed.setdefault(beside, []).append(error)
            raise ValidationError(placed) from None


class VersionedModel(CheckedModel):
    """A row that staff edit on a page of its own: a save based on an older ``version`` is refused there."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and count the version up. What loads rows as they are (``loaddata``) does so in ``count_up``."""
        if not self._state.adding:
            self.version += 1
        if kwargs.get("update_fields"):  # ``update_or_create`` gives them
            kwargs["update_fields"] = {*kwargs["update_fields"], "version"}
        super().save(*args, **kwargs)


def next_version(instance: VersionedModel, raw: bool = False, **_: Any) -> None:
    """Before a raw save over a stored row: never set its version back, or an older form would be taken for new."""
    stored = (
        type(instance)._default_manager.filter(pk=instance.pk).first()
        if raw and instance.pk
        else None
    )
    if stored:
        columns = [field.attname for field in instance._meta.concrete_fields if field.editable]
        changes = any(getattr(stored, name) != getattr(instance, name) for name in columns)
        instance.version = max(instance.version, stored.version + changes)


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Publishing(TranslatedModel, VersionedModel):
    """A row that is public from a moment on, unless it is withdrawn.

    ``public_from`` is derived when the row is saved: ``publish_at`` of a published row, else nothing. "Published" is a
    question about it and the time, asked in one place: ``PublishingQuerySet.published``.
    """

    slug: models.SlugField[str, str]  # each subclass has one, with a length of its own
    status = models.CharField(
        _("status"),
        max_length=9,
        choices=Status,
        default=Status.DRAFT,
        help_text=_(
            "Visitors see published rows only. A withdrawn one answers “gone”, with its reason."
        ),
    )
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        help_text=_(
            "Not shown before this moment. Left empty, it is filled in with the moment of publishing."
        ),
    )
    withdrawn_reason_en = models.CharField(
        _("reason for withdrawal (English)"), max_length=250, blank=True
    )
    withdrawn_reason_fr = models.CharField(
        _("reason for withdrawal (French)"), max_length=250, blank=True
    )
    updated_at = models.DateTimeField(_("last change"), auto_now=True)
    public_from = models.DateTimeField(
        _("public from"), null=True, editable=False
    )  # no index: nearly all rows are

    withdrawn_reason = Bilingual()

    class Meta:
        abstract = True
        default_permissions = PERMISSIONS
        # Of the moment itself and not of ``public_from``: it finds the newest that has come (edition.py), and no list
        # of public rows is tempted to read it instead of its order.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["publish_at"], name="%(class)s_publish_at")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="%(class)s_published_has_a_moment",
                condition=~Q(status=Status.PUBLISHED) | Q(publish_at__isnull=False),
                violation_error_code="publish_at",
                violation_error_message=_("Say from when it is public."),
            ),
            models.CheckConstraint(
                name="%(class)s_withdrawn_has_a_reason",
                condition=~Q(status=Status.WITHDRAWN)
                | ~Q(withdrawn_reason_en="")
                | ~Q(withdrawn_reason_fr=""),
                violation_error_code="withdrawn_reason_en",
                violation_error_message=_(
                    "Say why it was withdrawn: visitors who follow a link will read this."
                ),
            ),
            models.CheckConstraint(
                name="%(class)s_public_only_if_published",
                condition=Q(public_from__isnull=True)
                | Q(status=Status.PUBLISHED, public_from__gte=F("publish_at")),
                violation_error_code="status",
                violation_error_message=_(
                    "Only a published row is public, and not before its moment."
                ),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and derive when the row is public."""
        self.public_from = self.publish_at if self.status == Status.PUBLISHED else None
        if kwargs.get("update_fields"):  # ``update_or_create`` gives them
            kwargs["update_fields"] = {*kwargs["update_fields"], "public_from", "updated_at"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse(f"timeline:{self._meta.model_name}", args=[self.slug])

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def needs_both_languages(self, text: str) -> bool:
        """A reason is read while the row is withdrawn."""
        return super().needs_both_languages(text) and (
            text != "withdrawn_reason" or self.status == Status.WITHDRAWN
        )
