"""Which texts lag behind the other language's, kept in the transaction that changes either.

A text *lags* where the other language's was changed after it. One that is missing, the other being there, lags too.
Raw saves (``loaddata``) are followed: what they say lags is kept, and what is missing is added. ``bulk_create`` and
``QuerySet.update`` send no signals: who uses them calls ``complete``, or ``manage.py derive`` afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from functools import cache
from typing import Any, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _

from timeline.i18n.bilingual import OTHER

LANGUAGES = ("en", "fr")
BATCH = 500  # rows held at a time


class TranslatedModel(models.Model):
    """A row with texts in both languages, that knows which of them lag.

    ``behind``: lagging column -> the other language's text that it agreed with last; "" for what is missing.
    """

    behind = models.JSONField(_("texts behind"), default=dict, editable=False)

    texts_agree = False  # set before a save when both texts say the same, whatever changed

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "behind"}
        if "behind" in self.get_deferred_fields():
            self.refresh_from_db(fields=["behind"])  # what was not read is not written
        super().save(*args, **kwargs)

    def needs_both_languages(self, text: str) -> bool:
        """Whether a text that is there in one language is missing in the other one."""
        return True

    @property
    def missing(self) -> list[str]:
        """The columns that are empty though the other language's are not."""
        return [column for column, agreed_with in texts_behind(self).items() if not agreed_with]


Row = TypeVar("Row", bound=TranslatedModel)


@cache
def bilingual_texts(model: type[models.Model]) -> tuple[str, ...]:
    """The names, without their language, of a model's texts in both languages."""
    names = [field.name for field in model._meta.fields]
    return tuple(name[:-3] for name in names if name.endswith("_en") and f"{name[:-3]}_fr" in names)


def other_column(column: str) -> str:
    """``summary_en`` for ``summary_fr``."""
    return f"{column[:-2]}{OTHER[column[-2:]]}"


def same_text(one: str, other: str) -> bool:
    """Whether two texts differ in white space at most: a no-break space, or a browser's line ends, change nothing."""
    return one.split() == other.split()


def outdated_text(
    text: str, before: Mapping[str, str] | None, after: Mapping[str, str], was: Mapping[str, str]
) -> Any:
    """What lags of a text that is there in both languages, as ``behind`` says it.

    ``before`` and ``after`` map languages to texts; ``was`` is ``behind`` as stored. The one that lagged has caught up
    once it is changed, or once the other is back at what it agreed with.
    """
    kept = {
        column: agreed_with
        for column, agreed_with in was.items()
        if column[:-3] == text and agreed_with
    }
    if before is None:
        return kept
    changed = [
        language for language in LANGUAGES if not same_text(before[language], after[language])
    ]
    if not all(before.values()) or len(changed) == len(LANGUAGES):
        return {}
    if not changed:
        return kept
    moved, left = f"{text}_{changed[0]}", f"{text}_{OTHER[changed[0]]}"
    agreed_with = kept.get(left, before[changed[0]])
    return {} if moved in kept or same_text(after[changed[0]], agreed_with) else {left: agreed_with}


def texts_behind(row: TranslatedModel, stored: TranslatedModel | None = None) -> dict[str, str]:
    """``behind`` of a row, as it follows from the stored one; of a new row, from what it says itself."""
    behind: dict[str, str] = {}
    for text in bilingual_texts(type(row)):
        after = _both(row, text)
        if all(after.values()):
            was = {} if row.texts_agree else (stored or row).behind
            before = None if row.texts_agree or stored is None else _both(stored, text)
            behind |= outdated_text(text, before, after, was)
        elif any(after.values()) and row.needs_both_languages(text):
            behind |= {f"{text}_{language}": "" for language in LANGUAGES if not after[language]}
    return behind


def _both(row: models.Model, text: str) -> dict[str, str]:
    return {language: getattr(row, f"{text}_{language}") for language in LANGUAGES}


def complete_behind(rows: Iterable[Row]) -> list[Row]:
    """Have rows say what is missing in them, before ``bulk_create`` or after a change in bulk; those it changed."""
    changed = []
    for row in rows:
        behind = texts_behind(row)
        if behind != row.behind:
            row.behind = behind
            changed.append(row)
    return changed


def complete_all_behind() -> None:
    """The same for every row on file, in batches: 2 queries for every 500."""
    for model in translated_models():
        rows = model._default_manager.order_by("pk")
        last: Any = -1
        while batch := list(rows.filter(pk__gt=last)[:BATCH]):
            model._default_manager.bulk_update(complete_behind(batch), ["behind"], batch_size=100)
            last = batch[-1].pk


def rows_behind(model: type[models.Model], language: str) -> Q:
    """Rows with a text that lags in that language."""
    return Q(behind__has_any_keys=[f"{text}_{language}" for text in bilingual_texts(model)])


def translated_models() -> list[type[TranslatedModel]]:
    return [
        model
        for model in apps.get_app_config("timeline").get_models()
        if issubclass(model, TranslatedModel)
    ]


def _about_to_change(
    sender: type[TranslatedModel],
    instance: TranslatedModel,
    raw: bool,
    using: str | None,
    update_fields: Iterable[str] | None,
    **_: Any,
) -> None:
    """Compare with the stored row. 1 query, none for a new one or a raw save."""
    stored = (
        sender._base_manager.using(using).filter(pk=instance.pk).first()
        if instance.pk and not raw
        else None
    )
    after = instance
    if stored and update_fields is not None:  # what is not among them is not written
        after = copy(stored)
        for name in update_fields:
            setattr(after, name, getattr(instance, name))
        after.texts_agree = instance.texts_agree
    instance.behind = texts_behind(after, stored)
    instance.texts_agree = False


def connect_translation_status() -> None:
    """Have ``behind`` follow what is saved."""
    for model in translated_models():
        pre_save.connect(_about_to_change, sender=model, dispatch_uid=("parity", model.__name__))
