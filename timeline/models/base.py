"""What every row that visitors may see has in common: status, moment of publishing, version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

from timeline.i18n.bilingual import Bilingual, active_language
from timeline.models.roles import PERMISSIONS
from timeline.models.sure_constraints import surely_holds
from timeline.models.translation_status import TranslatedModel

NaturalKey = TypeVar("NaturalKey", bound=Callable[..., Any])


@lru_cache(maxsize=10_000)
def _address(page: str, slug: str, language: str, prefix: str) -> str:
    """The address of a row's page. A list asks for hundreds, and each takes long to work out.

    ``reverse`` reads the language and the prefix itself. They are arguments to tell answers apart.
    """
    return reverse(page, args=[slug])


def depends_on(*models_named: str) -> Callable[[NaturalKey], NaturalKey]:
    """Say which models ``dumpdata`` writes first, since a natural key names rows of theirs."""

    def mark(natural_key: NaturalKey) -> NaturalKey:
        natural_key.__dict__["dependencies"] = list(models_named)
        return natural_key

    return mark


class CheckedModel(models.Model):
    """A model whose constraints say beside which field their message belongs.

    The ``violation_error_code`` of a constraint is the name of that field.
    """

    parent_ids_before_save: Sequence[int] = ()  # noted for derived_columns
    saved_with_others = False  # in a transaction that is given up where one of them cannot be saved
    has_history = False  # known to have one: its first state need not be kept

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row, and what is derived from it (``derived_columns``), in one transaction."""
        with transaction.atomic(savepoint=not self.saved_with_others):
            super().save(*args, **kwargs)

    def _get_FIELD_display(self, field: Any) -> Any:  # noqa: N802 - Django's name
        """What ``get_kind_display`` and its like give.

        Django's own translates all choices of a field to name one of them.
        """
        value = getattr(self, field.attname)
        for choice, name in field.flatchoices:
            if choice == value:
                return str(name)
        return value

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[models.BaseConstraint]]]:
        """Those to be validated: all but the ones that surely hold."""
        asked: list[tuple[type[models.Model], Sequence[models.BaseConstraint]]] = []
        for model, constraints in super().get_constraints():
            unsure = [one for one in constraints if not surely_holds(self, one)]
            asked.append((model, unsure))
        return asked

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Raise what the constraints refuse, each message under its field."""
        try:
            super().validate_constraints(exclude=exclude)
        except ValidationError as refused:
            raise ValidationError(self._by_field(refused)) from None

    def _by_field(self, refused: ValidationError) -> dict[str, list[Any]]:
        fields = {field.name for field in self._meta.fields}
        by_field: dict[str, list[Any]] = defaultdict(list)
        for name, errors in refused.error_dict.items():
            for error in errors:
                names_a_field = name == NON_FIELD_ERRORS and error.code in fields
                by_field[str(error.code) if names_a_field else name].append(error)
        return by_field


class VersionedModel(CheckedModel):
    """A row that staff edit on a page of its own.

    The page refuses a save based on an older ``version`` (an optimistic lock).
    """

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and count the version up. A raw save (``loaddata``) does so in ``next_version``."""
        if not self._state.adding:
            self.version += 1
        also_write(kwargs, "version")
        super().save(*args, **kwargs)


def also_write(save_arguments: dict[str, Any], *columns: str) -> None:
    """Have a save that is limited to some fields (``update_or_create``) write these columns too."""
    if save_arguments.get("update_fields"):
        save_arguments["update_fields"] = {*save_arguments["update_fields"], *columns}


def next_version(instance: VersionedModel, raw: bool = False, **_: Any) -> None:
    """Before a raw save over a stored row: never set its version back.

    A form that was opened before would else be taken for new.
    """
    if not raw or not instance.pk:
        return
    stored = type(instance)._default_manager.filter(pk=instance.pk).first()
    if stored is None:
        return
    columns = [field.attname for field in instance._meta.concrete_fields if field.editable]
    changes = any(getattr(stored, name) != getattr(instance, name) for name in columns)
    instance.version = max(instance.version, stored.version + changes)


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Publishing(TranslatedModel, VersionedModel):
    """A row that is public from a moment on, unless it is withdrawn.

    ``public_from`` is derived when the row is saved: ``publish_at`` of a published row, else None.
    Whether a row is public at a moment is asked in one place: ``PublishingQuerySet.published``.
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
            "Not shown before this moment. "
            "Left empty, it is filled in with the moment of publishing."
        ),
    )
    withdrawn_reason_en = models.CharField(
        _("reason for withdrawal (English)"), max_length=250, blank=True
    )
    withdrawn_reason_fr = models.CharField(
        _("reason for withdrawal (French)"), max_length=250, blank=True
    )
    updated_at = models.DateTimeField(_("last change"), auto_now=True)
    # No index: nearly all rows are public.
    public_from = models.DateTimeField(_("public from"), null=True, editable=False)

    withdrawn_reason = Bilingual()

    class Meta:
        abstract = True
        default_permissions = PERMISSIONS
        # On ``publish_at``: it finds the newest moment that has come. An index on ``public_from``
        # would tempt the database to read it for lists of public rows, instead of the index of
        # their order.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["publish_at"], name="%(class)s_publish_at"),
            models.Index(
                fields=["updated_at"], name="%(class)s_withdrawn", condition=Q(status="withdrawn")
            ),
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
        also_write(kwargs, "public_from", "updated_at")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        page = f"timeline:{self._meta.model_name}"
        return _address(page, self.slug, active_language(), get_script_prefix())

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def needs_both_languages(self, text: str) -> bool:
        """A reason for withdrawal is read only while the row is withdrawn."""
        if text == "withdrawn_reason" and self.status != Status.WITHDRAWN:
            return False
        return super().needs_both_languages(text)
