"""What was public is not changed in silence: the form asks for a public note, and keeps it with what was and is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.list_filters import ReadOnlyAdmin
from timeline.admin.typing import AnyAdmin, ModelForm
from timeline.admin.widgets import is_deleted
from timeline.i18n.bilingual import active_language
from timeline.models import Correction
from timeline.models.correction import KINDS
from timeline.publishing.correctable_fields import (
    PARTS,
    FactChange,
    correctable_facts,
    fact_changes,
)
from timeline.publishing.corrections import keep_correction, was_public

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts as FieldOpts
    from django.utils.functional import _StrPromise as StrPromise

NOTES = ("correction_note_en", "correction_note_fr")
NOTE_FIELDS: tuple[StrPromise, FieldOpts] = (
    _("Correction"),
    {
        "fields": (NOTES,),
        "description": _(
            "Visitors have read this. If you change a date, a figure, a name, a listing, a percentage, the standing or "
            "a citation, say why in one line: they will read it beside what was there before. Wording and translation "
            "need no note."
        ),
    },
)


def _note(label: StrPromise) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class CorrectionNoteForm(ModelForm):
    """A form that refuses to change what was public without a note, and says what would be changed."""

    correction_note_en = _note(_("Public note (English)"))
    correction_note_fr = _note(_("Public note (French)"))

    changes: Sequence[
        FactChange
    ] = ()  # what visitors had read otherwise, once the form was found valid
    edited_with: Sequence[
        forms.BaseInlineFormSet[Any, Any, Any]
    ] = ()  # the rows edited on the same page

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        self.edited_with = vars(self.instance).get("edited_with", ())
        if (
            not self.errors
            and self.instance.pk
            and all(formset.is_valid() for formset in self.edited_with)
        ):
            self.changes = self._changes()
            if self.changes and not self._may_correct():
                self.add_error(
                    None,
                    [
                        gettext("Visitors have read this: only a publisher may correct it."),
                        *_told(self.changes),
                    ],
                )
            elif self.changes and not self.note():
                asked = gettext(
                    "Visitors have read what you change. Say why, in one line that they can read."
                )
                self.add_error(
                    f"correction_note_{active_language()}", [asked, *_told(self.changes)]
                )

    def _may_correct(self) -> bool:
        """Whether it is theirs to change what visitors have read; drafts that were public once included."""
        asked_by = getattr(self, "asked_by", None)
        return asked_by is None or _corrects(asked_by, self.instance)

    def note(self) -> dict[str, str]:
        """The public note, by column; empty where there is none."""
        typed = {
            name.removeprefix("correction_"): self.cleaned_data.get(name, "") for name in NOTES
        }
        return typed if any(typed.values()) else {}

    def _changes(self) -> list[FactChange]:
        """What saving this form would change of what visitors have read."""
        at = timezone.now()
        stored = type(self.instance)._default_manager.filter(pk=self.instance.pk).first()
        if stored is None or not was_public(stored, at):
            return []
        return fact_changes(
            correctable_facts(stored, at), correctable_facts(self.instance, at, self._parts())
        )

    def _parts(self) -> dict[str, list[Any]]:
        """The rows that would belong to this one: those of the formsets, and those chosen in a field."""
        parts = {formset.get_default_prefix(): _kept(formset) for formset in self.edited_with}
        chosen = {
            name: list(self.cleaned_data[name])
            for name in PARTS.get(type(self.instance), {})
            if name in self.fields
        }
        return parts | chosen


def _kept(formset: forms.BaseInlineFormSet[Any, Any, Any]) -> list[Any]:
    rows = []
    for form in formset.forms:
        new = form not in formset.initial_forms
        if not is_deleted(form) and (form.has_changed() or not new):
            rows.append(form.instance)
    return rows


def _corrects(request: HttpRequest, row: models.Model) -> bool:
    return bool(request.user.has_perm(f"{row._meta.app_label}.publish_{row._meta.model_name}"))


def _told(changes: Sequence[FactChange]) -> list[str]:
    """What was read, and what would be."""
    language = active_language()
    lines = []
    for change in changes:
        shown = language if language in change.now else next(iter(change.now))
        values = {
            "label": change.label[language],
            "was": change.was[shown],
            "now": change.now[shown],
        }
        lines.append(gettext("%(label)s: was “%(was)s”, now “%(now)s”.") % values)
    return lines


class CorrectionNoteMixin(AnyAdmin):
    """An admin page whose form is a ``CorrectingForm``."""

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        fieldsets: Any = super().get_fieldsets(request, obj)
        if obj is None or not (
            self.has_change_permission(request, obj) and _corrects(request, obj)
        ):
            return fieldsets
        if "been_public" not in vars(obj):
            vars(obj)["been_public"] = was_public(obj, timezone.now())
        return [*fieldsets, NOTE_FIELDS] if vars(obj)["been_public"] else fieldsets

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:
        """The rows edited on the page, handed to the form too: what they say counts as what the row says."""
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]
        if request.method == "POST" and obj is not None:
            vars(obj)["edited_with"] = formsets
        return formsets, inlines

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        keep_correction(form.instance, form.changes, timezone.now(), by=request.user, **form.note())
        if form.note() and not form.changes:
            said = gettext(
                "The public note was not kept: nothing that visitors take as fact was changed."
            )
            messages.warning(request, said)


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin, admin.ModelAdmin):  # type: ignore[type-arg]
    """To read only: a correction is never changed."""

    list_display = ("made_at", "of", "note", "made_by")
    list_select_related = (*KINDS, "made_by")
    list_per_page = 50
    date_hierarchy = "made_at"
    fields = ("made_at", "made_by", "of", "what", "note_en", "note_fr")
    readonly_fields = ("of", "what")

    @admin.display(description=_("of"))
    def of(self, correction: Correction) -> str:
        return str(correction.row or gettext("company"))

    @admin.display(description=_("note"))
    def note(self, correction: Correction) -> str:
        return correction.note

    @admin.display(description=_("what was corrected"))
    def what(self, correction: Correction) -> str:
        pattern = gettext("%(label)s: was “%(was)s”, now “%(now)s”.")
        return " ".join(
            pattern % {"label": x.label, "was": x.was, "now": x.now} for x in correction.lines
        )
