"""The form of a row that staff edit: roles, versions, both languages and public notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.correction_notes import ask_for_note, corrected_facts, note_field
from timeline.admin.optimistic_lock import (
    Difference,
    VersionField,
    deleted_meanwhile,
    locked_row,
    refuse_older_version,
)
from timeline.admin.translation_status import (
    agreed_field,
    explain_texts_behind,
    mark_agreed,
    refuse_one_language,
)
from timeline.admin.typing import ModelForm
from timeline.i18n.number_words import quoted
from timeline.models.translation_status import TranslatedModel
from timeline.publishing.fact_changes import FactChange
from timeline.signin import journal


class RecordForm(ModelForm):
    """Refuses what is not this person's to set, an older version, and a silent correction."""

    version = VersionField(required=False)
    agreed = agreed_field()
    correction_note_en = note_field(_("Public note (English)"))
    correction_note_fr = note_field(_("Public note (French)"))

    # Given by the admin class, for each request
    request: HttpRequest | None = None
    withheld: Sequence[str] = ()  # the columns that are not this person's to set

    conflict = False  # whether somebody else saved in between
    differences: Sequence[Difference] = ()  # what is stored and typed differently, after a conflict
    changes: Sequence[FactChange] = ()  # what visitors had read otherwise, once the form is valid

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        is_stored = bool(self.instance.pk and not self.instance._state.adding)
        if not isinstance(self.instance, TranslatedModel):
            del self.fields["agreed"]
        elif is_stored:
            explain_texts_behind(self)
        else:
            self.fields["agreed"].widget = forms.HiddenInput()
        self.prepare_fields()

    def prepare_fields(self) -> None:
        """What one kind of form changes of its fields before it is shown or read."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._refuse_withheld()
        if not self.instance._state.adding:
            self._refuse_older_version()
        return cleaned

    def _refuse_withheld(self) -> None:
        posted = [name for name in sorted(self.withheld) if self._is_posted(name)]
        if not posted:
            return
        labels = []
        for name in posted:
            column: Any = self.instance._meta.get_field(name)
            labels.append(quoted(column.verbose_name))
        refused = gettext("Your role may not set %s. Nothing was saved.") % ", ".join(labels)
        self.add_error(None, refused)
        if self.request:
            journal.record_refusal(self.request, " ".join(posted))

    def _is_posted(self, name: str) -> bool:
        """A moment comes in two parts, "publish_at_0" and "publish_at_1"."""
        key = self.add_prefix(name)
        return key in self.data or f"{key}_0" in self.data or f"{key}_1" in self.data

    def _refuse_older_version(self) -> None:
        stored = locked_row(self)
        if stored is None:
            self.conflict = True
            self.add_error(None, deleted_meanwhile())
            return
        differences = refuse_older_version(self, stored)
        if differences is not None:
            self.conflict, self.differences = True, differences

    def _post_clean(self) -> None:
        """Validate the row, which holds what was typed after Django's part of this."""
        super()._post_clean()
        formsets = edited_formsets(self.request)
        if self.instance.pk and not self.errors and all(one.is_valid() for one in formsets):
            self.changes = corrected_facts(self, formsets)
            if self.changes:
                ask_for_note(self, self.changes)
        if isinstance(self.instance, TranslatedModel):
            mark_agreed(self)
            refuse_one_language(self)


class EditRequest(HttpRequest):
    """A request for a row's page, with the rows that are edited on the same page.

    Django makes the formsets after the form, and checks the form before them.
    """

    edited_formsets: Sequence[Any]


def edited_formsets(request: HttpRequest | None) -> Sequence[Any]:
    """The formsets posted with a form; none where the row is not edited on its page."""
    return getattr(request, "edited_formsets", ())
