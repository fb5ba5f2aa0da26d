"""Both languages of a text side by side: which is behind, what changed, and "says the same"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.inlines import DistinctRowsFormSet, is_deleted
from timeline.admin.list_filters import Choices, SingleChoiceFilter
from timeline.admin.permissions import is_text
from timeline.admin.typing import ModelForm
from timeline.models.edition import lock_edition
from timeline.models.translation_status import TranslatedModel, other_column, rows_behind
from timeline.publishing.rules import (
    TRANSLATED_PARTS,
    Refusal,
    language_refusals,
    needs_both_languages,
    one_language_refusals,
    parts_behind,
)

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts as FieldOpts
    from django.utils.functional import _StrPromise as StrPromise

LANGUAGE_FIELDS: tuple[StrPromise, FieldOpts] = (_("English and French"), {"fields": ("agreed",)})
SHOWN_ORDER = ("fr", "en")
BEHIND = {"en": _("English behind"), "fr": _("French behind")}
MISSING = {
    "en": _("There is no English text yet: visitors see the French one."),
    "fr": _("There is no French text yet: visitors see the English one."),
}
CHANGED = {
    "en": _(
        "Behind: the French text was changed after this one. It was “%(was)s”; now it is “%(now)s”"
    ),
    "fr": _(
        "Behind: the English text was changed after this one. It was “%(was)s”; now it is “%(now)s”"
    ),
}


def agreed_field() -> forms.BooleanField:
    """The box that says that both languages of a row say the same."""
    return forms.BooleanField(
        label=_("Both languages say the same"),
        required=False,
        help_text=_(
            "Tick it where a change needs none in the other language. What is missing stays "
            "missing."
        ),
    )


def lags(row: TranslatedModel) -> bool:
    """Whether a text was left as it was when the other language changed. A missing one was not."""
    return any(row.behind.values())


def explain_texts_behind(form: Any) -> None:
    """Say beside each text of a form why it is behind."""
    for column in form.instance.behind:
        if column in form.fields:
            field = form.fields[column]
            why = behind_explanation(form.instance, column)
            field.help_text = format_html("{} {}", field.help_text, why)


def behind_explanation(row: TranslatedModel, column: str) -> SafeString:
    """What an editor is told beside a text that is behind."""
    agreed_with, language = row.behind[column], column[-2:]
    said = str(MISSING[language])
    if agreed_with:
        said = CHANGED[language] % {"was": agreed_with, "now": getattr(row, other_column(column))}
    return format_html('<span class="behind">{}</span>', said)


def mark_agreed(form: Any) -> None:
    """Have the row, which holds what was typed by now, know that both languages say the same."""
    form.instance.texts_agree = bool(form.cleaned_data.get("agreed"))
    if form.instance.texts_agree:
        form.instance._change_reason = gettext("Both languages say the same")


def refuse_one_language(form: Any) -> None:
    """Say beside each empty text of a published row that it is wanted."""
    say_refusals(form, language_refusals(form.instance, parts=()))


def say_refusals(form: Any, refusals: Iterable[Refusal]) -> None:
    """Say each beside its field, or above the form where it has no such field."""
    for refusal in refusals:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, refusal.sentence)


class TranslationInlineForm(ModelForm):
    """The form of a row in both languages that is edited with the one it belongs to."""

    agreed = agreed_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_stored = bool(self.instance.pk and not self.instance._state.adding)
        if not is_stored or not lags(self.instance):
            self.fields["agreed"].widget = forms.HiddenInput()
        if is_stored:
            explain_texts_behind(self)

    def _post_clean(self) -> None:
        super()._post_clean()
        mark_agreed(self)


class TranslationFormSet(DistinctRowsFormSet):
    """Rows that are published with the one they belong to, in both languages where it has to be."""

    def clean(self) -> None:
        super().clean()
        if not needs_both_languages(self.instance):
            return
        for form in self.forms:
            if form.is_valid() and not is_deleted(form):
                say_refusals(form, one_language_refusals([form.instance]))


class TranslationFilter(SingleChoiceFilter):
    title = _("languages")
    parameter_name = "behind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> Choices:
        choices = [(language, str(BEHIND[language])) for language in SHOWN_ORDER]
        choices.append(("none", gettext("In step")))
        return choices

    @classmethod
    def condition(cls, value: str) -> Q:
        if value == "none":
            return Q(behind_en=False, behind_fr=False)
        return Q(**{f"behind_{value}": True})


class TranslationStatus:
    """Which language of the rows of one admin class is behind, their parts counted in."""

    def __init__(self, model_admin: admin.ModelAdmin[Any]) -> None:
        self.admin = model_admin
        self.model = model_admin.model

    def annotated(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows, each with ``behind_en`` and ``behind_fr``. No further query."""
        named: dict[str, Any] = {"behind_en": self._lags("en"), "behind_fr": self._lags("fr")}
        annotated: QuerySet[Any] = rows.annotate(**named)
        return annotated

    def _lags(self, language: str) -> models.ExpressionWrapper[Any]:
        condition = rows_behind(self.model, language)
        for name in TRANSLATED_PARTS.get(self.model, ()):
            relation: Any = self.model._meta.get_field(name)
            of_row = {relation.field.name: OuterRef("pk")}
            parts = relation.related_model._default_manager.filter(**of_row)
            lagging = parts.filter(rows_behind(relation.related_model, language))
            condition |= Q(Exists(lagging.order_by()))
        return models.ExpressionWrapper(condition, output_field=models.BooleanField())

    def summary(self, row: Any) -> str:
        """Which languages of a row of the list are behind."""
        behind = []
        for language in SHOWN_ORDER:
            if getattr(row, f"behind_{language}"):
                behind.append(str(BEHIND[language]))
        return ", ".join(behind) or gettext("In step")

    def warn_of_left_texts(self, request: HttpRequest, form: Any) -> None:
        """Visitors of the other language go on reading what stands there: tell the editor."""
        others = {other_column(name) for name in form.changed_data if is_text(name)}
        names = []
        for column in form.instance.behind:
            if column in others and getattr(form.instance, column):
                field: Any = self.model._meta.get_field(column)
                names.append(str(field.verbose_name))
        if names:
            said = gettext("Left as it was: %s. Look whether it still says the same.")
            self.admin.message_user(request, said % ", ".join(names), messages.WARNING)

    def mark_up_to_date(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Save each chosen row that is behind, and each part of it, as saying the same."""
        marked = refused = lacking = 0
        with transaction.atomic():
            lock_edition()
            chosen = list(queryset.values_list("pk", flat=True))
            locked = self.model._default_manager.select_for_update()
            for row in locked.filter(pk__in=chosen).order_by("pk"):
                if not self.admin.has_change_permission(request, row):
                    refused += 1
                    continue
                parts = parts_behind(row)
                if row.missing or any(part.missing for part in parts):
                    lacking += 1
                lagging = [part for part in parts if lags(part)]
                if lags(row) or lagging:
                    self._agree(request, row, lagging)
                    marked += 1
        self._report(request, marked, lacking, refused)

    def _agree(self, request: HttpRequest, row: Any, parts: list[TranslatedModel]) -> None:
        """Save as saying the same in both languages. What is missing stays missing."""
        saved: list[Any] = [row]
        saved += parts
        for one in saved:
            one.texts_agree = True
            one._change_reason = gettext("From the list: both languages say the same")
            one.save()
        self.admin.log_change(request, row, [{"changed": {"fields": [gettext("languages")]}}])

    def _report(self, request: HttpRequest, marked: int, lacking: int, refused: int) -> None:
        said = ngettext("%d marked as up to date.", "%d marked as up to date.", marked) % marked
        if lacking:
            text = ngettext(
                "%d lacks a text in one language, and stays behind until it is written.",
                "%d lack a text in one language, and stay behind until it is written.",
                lacking,
            )
            said = f"{said} {text % lacking}"
        if refused:
            text = ngettext("%d is not yours to change.", "%d are not yours to change.", refused)
            said = f"{said} {text % refused}"
        level = messages.WARNING if lacking or refused else messages.SUCCESS
        self.admin.message_user(request, said, level)
