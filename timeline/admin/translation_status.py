"""Both languages of a text side by side: which one is behind, what changed in the other, and "says the same"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.list_filters import Choices, SingleChoiceFilter
from timeline.admin.permissions import is_text
from timeline.admin.typing import AnyAdmin, ModelForm
from timeline.admin.widgets import DistinctRowsFormSet, is_deleted
from timeline.models import Status
from timeline.models.edition import lock_edition
from timeline.models.translation_status import LANGUAGES, TranslatedModel, other_column, rows_behind

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts as FieldOpts
    from django.utils.functional import _StrPromise as StrPromise

LANGUAGE_FIELDS: tuple[StrPromise, FieldOpts] = (_("English and French"), {"fields": ("agreed",)})
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
WANTED = {
    "en": _("Write the English too: this site publishes nothing in one language only."),
    "fr": _("Write the French too: this site publishes nothing in one language only."),
}


class TranslationForm(ModelForm):
    """A form that says beside each text why it is behind, and asks whether both languages say the same."""

    agreed = forms.BooleanField(
        label=_("Both languages say the same"),
        required=False,
        help_text=_(
            "Tick it where a change needs none in the other language. What is missing stays missing."
        ),
    )

    part_of_a_row = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored, behind = (
            bool(self.instance.pk and not self.instance._state.adding),
            self.instance.behind,
        )
        if not stored or (self.part_of_a_row and not any(behind.values())):
            self.fields["agreed"].widget = forms.HiddenInput()
        for column in behind if stored else ():
            if column in self.fields:
                field = self.fields[column]
                field.help_text = format_html(
                    "{} {}", field.help_text, behind_explanation(self.instance, column)
                )

    def _post_clean(self) -> None:
        """The row holds what was typed by now."""
        super()._post_clean()  # type: ignore[misc]
        self.instance.texts_agree = bool(self.cleaned_data.get("agreed"))
        if self.instance.texts_agree:
            self.instance._change_reason = gettext("Both languages say the same")
        if is_held_to_both(self.instance):
            refuse_one_language(self)


class TranslationInlineForm(TranslationForm):
    """The form of a row that is edited with the one it belongs to."""

    part_of_a_row = True


class TranslationFormSet(DistinctRowsFormSet):
    """Rows that are published with the one they belong to, and so have to be there in both languages where it has."""

    def clean(self) -> None:
        super().clean()
        if is_held_to_both(self.instance):
            for form in self.forms:
                if form.is_valid() and not is_deleted(form):
                    refuse_one_language(form)


def is_held_to_both(row: models.Model) -> bool:
    """Whether a row, as it is about to be saved, may not lack a text in one language."""
    return bool(settings.BOTH_LANGUAGES) and getattr(row, "status", "") == Status.PUBLISHED


def refuse_one_language(form: forms.BaseModelForm[Any]) -> None:
    """Say beside each empty text that it is wanted."""
    for column in form.instance.missing:
        form.add_error(column if column in form.fields else None, WANTED[column[-2:]])


def behind_explanation(row: TranslatedModel, column: str) -> SafeString:
    """What an editor is told beside a text that is behind."""
    agreed_with, language = row.behind[column], column[-2:]
    values = {"was": agreed_with, "now": getattr(row, other_column(column))}
    said = CHANGED[language] % values if agreed_with else str(MISSING[language])
    return format_html('<span class="behind">{}</span>', said)


class TranslationFilter(SingleChoiceFilter):
    title = _("languages")
    parameter_name = "behind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> Choices:
        return [
            *((language, str(BEHIND[language])) for language in ("fr", "en")),
            ("none", gettext("In step")),
        ]

    @classmethod
    def condition(cls, value: str) -> Q:
        if value == "none":
            return Q(behind_en=False, behind_fr=False)
        return Q(**{f"behind_{value}": True})


class TranslationMixin(AnyAdmin):
    """Lists that say which language of a row is behind, its parts counted in."""

    parts_in_both: ClassVar[
        tuple[str, ...]
    ] = ()  # related names of the rows that are edited with it

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows, each with ``behind_en`` and ``behind_fr``. No further query."""
        named = {f"behind_{language}": self._lags(language) for language in LANGUAGES}
        rows: QuerySet[Any] = super().get_queryset(request).annotate(**named)
        return rows

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """Without the question whether both say the same while there is nothing that could."""
        fieldsets: Any = super().get_fieldsets(request, obj)
        return fieldsets if obj else [one for one in fieldsets if one is not LANGUAGE_FIELDS]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Visitors of the other language go on reading what stands there: its editor hears of that at once."""
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        other = {other_column(name) for name in form.changed_data if is_text(name)}
        left = [
            column
            for column in form.instance.behind
            if column in other and getattr(form.instance, column)
        ]
        if left:
            fields: list[Any] = [self.opts.get_field(column) for column in left]
            names = ", ".join(str(field.verbose_name) for field in fields)
            said = gettext("Left as it was: %s. Look whether it still says the same.")
            self.message_user(request, said % names, messages.WARNING)  # type: ignore[attr-defined]

    def _lags(self, language: str) -> models.ExpressionWrapper[Any]:
        condition = rows_behind(self.model, language)
        for name in self.parts_in_both:
            relation: Any = self.model._meta.get_field(name)
            parts = relation.related_model._default_manager.filter(
                **{relation.field.name: OuterRef("pk")}
            )
            condition |= Q(
                Exists(parts.filter(rows_behind(relation.related_model, language)).order_by())
            )
        return models.ExpressionWrapper(condition, output_field=models.BooleanField())

    def _parts(self, row: Any) -> list[TranslatedModel]:
        """The row, and those of its parts that lag. 1 query for each kind of part."""
        return [
            row,
            *(
                part
                for name in self.parts_in_both
                for part in getattr(row, name).exclude(behind={})
            ),
        ]

    @admin.display(description=_("languages"))
    def languages(self, row: Any) -> str:
        behind = [
            str(BEHIND[language]) for language in ("fr", "en") if getattr(row, f"behind_{language}")
        ]
        return ", ".join(behind) or gettext("In step")

    @admin.action(
        description=_("Mark as up to date: both languages say the same"), permissions=["change"]
    )
    def mark_up_to_date(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            lock_edition()
            chosen = list(queryset.values_list("pk", flat=True))
            rows = list(
                self.model._default_manager.select_for_update().filter(pk__in=chosen).order_by("pk")
            )
            found = [self._parts(row) for row in rows if self.has_change_permission(request, row)]
            marked = [parts for parts in found if any(any(part.behind.values()) for part in parts)]
            for parts in marked:
                self._agree(request, parts)
        self._say_marked(request, len(marked), len(rows) - len(found), found)

    def _agree(self, request: HttpRequest, parts: list[Any]) -> None:
        """Save the row, and each part that lags, as saying the same in both languages: what is missing stays so."""
        row = parts[0]
        for part in parts:
            if part is row or any(part.behind.values()):
                part.texts_agree = True
                part._change_reason = gettext("From the list: both languages say the same")
                part.save()
        self.log_change(request, row, [{"changed": {"fields": [gettext("languages")]}}])  # type: ignore[attr-defined]

    def _say_marked(
        self, request: HttpRequest, count: int, refused: int, found: list[list[TranslatedModel]]
    ) -> None:
        said = ngettext("%d marked as up to date.", "%d marked as up to date.", count) % count
        lacking = sum(any(part.missing for part in parts) for parts in found)
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
        self.message_user(request, said, level)  # type: ignore[attr-defined]
