"""What was public is not changed in silence: the form asks for a public note.

The note is kept with what visitors had read and what they read now.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.inlines import kept_rows
from timeline.admin.list_filters import ReadOnlyAdmin
from timeline.admin.permissions import may_publish
from timeline.i18n.bilingual import active_language
from timeline.models import Correction
from timeline.models.correction import KINDS
from timeline.publishing.correctable_fields import PARTS, correctable_facts
from timeline.publishing.corrections import keep_correction, was_public
from timeline.publishing.fact_changes import FactChange, fact_changes

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts as FieldOpts
    from django.utils.functional import _StrPromise as StrPromise

NOTES = ("correction_note_en", "correction_note_fr")
NOTE_FIELDS: tuple[StrPromise, FieldOpts] = (
    _("Correction"),
    {
        "fields": (NOTES,),
        "description": _(
            "Visitors have read this. If you change a date, a figure, a name, a listing, a "
            "percentage, the standing or a citation, say why in one line: they will read it "
            "beside what was there before. Wording and translation need no note."
        ),
    },
)


def note_field(label: StrPromise) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


def corrected_facts(form: Any, formsets: Sequence[Any]) -> list[FactChange]:
    """What saving a valid form, and the rows edited on its page, changes of what visitors read."""
    row = form.instance
    at = timezone.now()
    stored = type(row)._default_manager.filter(pk=row.pk).first()
    if stored is None or not was_public(stored, at):
        return []
    parts = {formset.get_default_prefix(): kept_rows(formset) for formset in formsets}
    for name in PARTS.get(type(row), {}):
        if name in form.fields:
            parts[name] = list(form.cleaned_data[name])
    return fact_changes(correctable_facts(stored, at), correctable_facts(row, at, parts))


def ask_for_note(form: Any, changes: Sequence[FactChange]) -> None:
    """Refuse to change what visitors have read without a public note, and say what it changes."""
    if form.request and not may_publish(form.request, form.instance):
        refused = gettext("Visitors have read this: only a publisher may correct it.")
        form.add_error(None, [refused] + _in_words(changes))
    elif not public_note(form):
        asked = gettext(
            "Visitors have read what you change. Say why, in one line that they can read."
        )
        form.add_error(f"correction_note_{active_language()}", [asked] + _in_words(changes))


def public_note(form: Any) -> dict[str, str]:
    """The note that was typed, by the name of its argument; empty where there is none."""
    note = {
        "note_en": form.cleaned_data.get("correction_note_en", ""),
        "note_fr": form.cleaned_data.get("correction_note_fr", ""),
    }
    return note if any(note.values()) else {}


def keep_note(request: HttpRequest, form: Any) -> None:
    """Record the correction that a form has made, with its note."""
    note = public_note(form)
    keep_correction(form.instance, form.changes, timezone.now(), by=request.user, **note)
    if note and not form.changes:
        said = gettext(
            "The public note was not kept: nothing that visitors take as fact was changed."
        )
        messages.warning(request, said)


def _in_words(changes: Sequence[FactChange]) -> list[str]:
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


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    """To read only: a correction is never changed."""

    list_display = ("made_at", "of", "note", "made_by")
    list_select_related = [*KINDS, "made_by"]
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
        lines = []
        for line in correction.lines:
            lines.append(pattern % {"label": line.label, "was": line.was, "now": line.now})
        return " ".join(lines)
