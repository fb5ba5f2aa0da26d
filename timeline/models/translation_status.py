"""Which texts are behind the other language's, kept in the transaction that changes either.

A text is behind where the other language's was changed after it, or where it is missing and the
other is not. Raw saves (``loaddata``) are followed: what they say is behind is kept, and what is
missing is added. ``bulk_create`` and ``QuerySet.update`` send no signals: whoever uses them calls
``complete_behind``, or ``manage.py derive`` afterwards.
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
from timeline.models.row_writes import update_rows

LANGUAGES = ("en", "fr")
BATCH = 500  # rows held at a time


class TranslatedModel(models.Model):
    """A row with texts in both languages, that knows which of them are behind.

    ``behind`` maps each such column to the other language's text that it agreed with last, and a
    column that is missing to "".
    """

    behind = models.JSONField(_("texts behind"), default=dict, editable=False)

    texts_agree = False  # set before a save when both texts say the same, whatever changed
    stored_at_hand: TranslatedModel | None = None  # before a save: the row on file, locked

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
        columns = []
        for column, agreed_with in texts_behind(self).items():
            if not agreed_with:
                columns.append(column)
        return columns


TranslatedRow = TypeVar("TranslatedRow", bound=TranslatedModel)


@cache
def bilingual_texts(model: type[models.Model]) -> tuple[str, ...]:
    """The names, without their language, of a model's texts in both languages."""
    columns = [field.name for field in model._meta.fields]
    names = []
    for column in columns:
        name = column[:-3]
        if column.endswith("_en") and f"{name}_fr" in columns:
            names.append(name)
    return tuple(names)


def other_column(column: str) -> str:
    """``summary_en`` for ``summary_fr``."""
    return f"{column[:-2]}{OTHER[column[-2:]]}"


def same_text(one: str, other: str) -> bool:
    """Whether two texts differ at most in white space, as a browser's line ends do."""
    return one.split() == other.split()


def outdated_text(
    text: str, before: Mapping[str, str] | None, after: Mapping[str, str], was: Mapping[str, str]
) -> dict[str, str]:
    """``behind`` for one text that is there in both languages: at most one column.

    ``before`` and ``after`` map languages to texts; ``was`` is ``behind`` as stored. A text that
    was behind has caught up once it is changed, or once the other is back at what it agreed with.
    """
    kept = {}
    for column, agreed_with in was.items():
        if column[:-3] == text and agreed_with:
            kept[column] = agreed_with
    if before is None:
        return kept
    changed = []
    for language in LANGUAGES:
        if not same_text(before[language], after[language]):
            changed.append(language)
    if not all(before.values()) or len(changed) == len(LANGUAGES):
        return {}
    if not changed:
        return kept
    language = changed[0]
    unchanged_column = f"{text}_{OTHER[language]}"
    agreed_with = kept.get(unchanged_column, before[language])
    has_caught_up = f"{text}_{language}" in kept
    if has_caught_up or same_text(after[language], agreed_with):
        return {}
    return {unchanged_column: agreed_with}


def texts_behind(row: TranslatedModel, stored: TranslatedModel | None = None) -> dict[str, str]:
    """``behind`` of a row, as it follows from the stored row.

    A new row says itself what is behind.
    """
    behind: dict[str, str] = {}
    for text in bilingual_texts(type(row)):
        after = text_by_language(row, text)
        if all(after.values()):
            if not row.texts_agree:
                before = None
                if stored:
                    before = text_by_language(stored, text)
                behind |= outdated_text(text, before, after, (stored or row).behind)
        elif any(after.values()) and row.needs_both_languages(text):
            for language in LANGUAGES:
                if not after[language]:
                    behind[f"{text}_{language}"] = ""
    return behind


def text_by_language(row: models.Model, text: str) -> dict[str, str]:
    """A text of a row in each language. ``text``: its name, as ``summary``."""
    return {language: getattr(row, f"{text}_{language}") for language in LANGUAGES}


def complete_behind(rows: Iterable[TranslatedRow]) -> list[TranslatedRow]:
    """Set ``behind`` of rows that no signal follows. The rows that it changed."""
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
            update_rows(model, complete_behind(batch), ["behind"])
            last = batch[-1].pk


def rows_behind(model: type[models.Model], language: str) -> Q:
    """Rows with a text that is behind in that language."""
    columns = []
    for text in bilingual_texts(model):
        columns.append(f"{text}_{language}")
    return Q(behind__has_any_keys=columns)


def translated_models() -> list[type[TranslatedModel]]:
    models_here = apps.get_app_config("timeline").get_models()
    return [model for model in models_here if issubclass(model, TranslatedModel)]


def _update_behind(
    sender: type[TranslatedModel],
    instance: TranslatedModel,
    raw: bool,
    using: str | None,
    update_fields: Iterable[str] | None,
    **_: Any,
) -> None:
    """Compare with the stored row before a save.

    1 query, none for a new row, a raw save or a row that comes with ``stored_at_hand``.
    """
    stored, instance.stored_at_hand = instance.stored_at_hand, None
    if instance.pk and not raw and stored is None:
        stored = sender._base_manager.using(using).filter(pk=instance.pk).first()
    after = instance
    if stored and update_fields is not None:
        after = _as_written(instance, stored, update_fields)
    instance.behind = texts_behind(after, stored)
    instance.texts_agree = False


def _as_written(
    instance: TranslatedModel, stored: TranslatedModel, update_fields: Iterable[str]
) -> TranslatedModel:
    """The row as it will be stored: what is not among the fields is not written."""
    after = copy(stored)
    for name in update_fields:
        setattr(after, name, getattr(instance, name))
    after.texts_agree = instance.texts_agree
    return after


def connect_translation_status() -> None:
    """Have ``behind`` follow what is saved."""
    for model in translated_models():
        pre_save.connect(_update_behind, sender=model)
