"""Two editors of one row: a save based on an older version is refused, and nothing is lost.

What is stored stands beside what was typed, field by field, in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME as CHOSEN
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from timeline.admin.inlines import is_deleted
from timeline.admin.widgets import replace_posted, row_id, row_ids, with_list
from timeline.i18n.number_words import quoted
from timeline.models.base import VersionedModel
from timeline.models.edition import lock_edition

SHOWN = "version-of-"  # before a row's id: the version of it that a list shows
TAKE = "_take"  # the button that puts what is stored into a field; its value is the field's name


class VersionField(forms.IntegerField):
    """The version that an editor started from.

    Text that is no number is no version: the field is hidden, and so its message would be.
    """

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int | None:
        try:
            number: int | None = super().clean(value)
        except ValidationError:
            return None
        return number


@dataclass(frozen=True)
class Difference:
    """One field, or one row edited with it, on both sides.

    ``posted``: what a browser would send for what is stored. ``untouched``: the editor who typed
    had not changed the field.
    """

    label: str
    stored: str
    typed: str
    name: str = ""  # of the field; "" for a row
    posted: dict[str, list[str]] = field(default_factory=dict)
    untouched: bool = False


def locked_row(form: Any) -> VersionedModel | None:
    """The stored row of a form, held until the transaction ends, or None where it was deleted.

    The admin saves in one transaction, so no second save comes in between.
    """
    lock_edition()
    rows = type(form.instance)._default_manager.select_for_update()
    row: VersionedModel | None = rows.filter(pk=form.instance.pk).first()
    return row


def refuse_older_version(form: Any, stored: VersionedModel) -> list[Difference] | None:
    """Compare the version that a form was opened with with that of the stored row.

    None where they are the same: the form may be saved. Else the form is told why not, and holds
    what is stored where its editor had changed nothing or asks for it; the answer is what
    still differs.
    """
    shows_earlier_state = form.instance.version != stored.version
    opened = form.cleaned_data.get("version")
    form.instance.version = stored.version
    taken = str(form.data.get(TAKE, ""))
    is_current = opened == stored.version
    if is_current and not taken:
        return None
    form.add_error(None, _taken() if is_current else _whose(stored, opened))
    before = None if shows_earlier_state else _opened_row(stored, opened)
    remaining = []
    for difference in differences(form, stored, before):
        if difference.untouched or difference.name == taken:
            show_values(form, difference.posted)
        if difference.name != taken or not taken:
            remaining.append(difference)
    show_values(form, {"version": str(stored.version)})
    return remaining


def show_values(form: Any, values: Mapping[str, Any]) -> None:
    """Have a form, as it is shown again, hold these values instead of those typed."""
    data: Any = copy(form.data)
    for name, value in values.items():
        if isinstance(value, list) and hasattr(data, "setlist"):
            data.setlist(form.add_prefix(name), value)
        else:
            data[form.add_prefix(name)] = value
    form.data = data


def deleted_meanwhile() -> str:
    return gettext("This was deleted after you opened it: there is nothing to save to.")


def _taken() -> str:
    return gettext(
        "Nothing is saved yet. The field holds what is stored now; save to keep the fields as "
        "they are."
    )


def _opened_row(stored: Any, version: int | None) -> models.Model | None:
    """The row as it was when it was opened, if that is on file: to tell what its editor changed."""
    if version is None or not 0 < version < stored.version:
        return None
    earlier = stored.history.filter(version=version).first()
    return earlier.instance if earlier else None


def _whose(stored: Any, opened: int | None) -> str:
    """Who saved in between, and what an editor can do now."""
    if opened is None or not 0 < opened <= stored.version:
        return gettext(
            "This form came back without the version it was opened with, so nothing is saved. "
            "What is stored and what was typed stand side by side: check them, and save again."
        )
    last = stored.history.select_related("history_user").first()
    who, when = gettext("Somebody"), gettext("another page")
    if last:
        who = str(last.history_user or who)
        when = date_format(timezone.localtime(last.history_date), "DATETIME_FORMAT")
    return gettext(
        "%(who)s saved this on %(when)s, after you opened it. Nothing of yours is saved yet. What "
        "is stored and what you typed stand side by side: the fields hold what will be stored if "
        "you save again."
    ) % {"who": who, "when": when}


# What differs between what is stored and what was typed


def differences(
    form: Any, stored: models.Model, opened: models.Model | None = None
) -> list[Difference]:
    """The fields in which a posted form and the stored row differ.

    ``opened`` is the row as its editor had it, where that is known.
    """
    fresh = type(form)(instance=stored)
    before = type(form)(instance=opened) if opened else None
    found = []
    for name, one in form.fields.items():
        is_column = name not in form.declared_fields  # the version and the note are none
        now, typed = fresh.get_initial_for_field(one, name), form[name].data
        if not is_column or one.disabled or not one.has_changed(now, typed):
            continue
        # The history keeps no earlier state of a relation to several rows.
        untouched = False
        if before and not isinstance(one, forms.ModelMultipleChoiceField):
            untouched = not one.has_changed(before.get_initial_for_field(one, name), typed)
        found.append(
            Difference(
                label=str(form[name].label),
                stored=_shown(one, now),
                typed=_shown(one, typed),
                name=name,
                posted=as_posted(fresh[name]),
                untouched=untouched,
            )
        )
    return found


def as_posted(bound: forms.BoundField) -> dict[str, list[str]]:
    """What a browser sends for a field as it is filled in, by input name."""
    # The admin wraps a relation's widget, to put links beside it.
    inner: Any = getattr(bound.field.widget, "widget", bound.field.widget)
    widget = inner.get_context(bound.name, bound.value(), {})["widget"]
    inputs = widget["subwidgets"] if isinstance(inner, forms.MultiWidget) else [widget]
    posted = {}
    for one in inputs:
        value = one["value"]
        if one.get("type") == "checkbox":
            value = ["on"] if one["attrs"].get("checked") else []
        if not isinstance(value, list):
            value = [value or ""]
        posted[one["name"]] = [str(item) for item in value]
    return posted


def inline_differences(formset: Any) -> Iterator[Difference]:
    """The same for the rows edited with it: those changed, added and taken away on either side."""
    kind = str(formset.get_queryset().model._meta.verbose_name).capitalize()
    nothing = gettext("(not there)")
    posted = {form.instance.pk for form in formset.initial_forms}
    for row in formset.get_queryset():
        if row.pk not in posted:
            yield Difference(kind, str(row), nothing)
    for form in formset.forms:
        was_stored = form in formset.initial_forms
        label = f"{kind} {quoted(form.instance)}" if form.instance.pk else kind
        if was_stored and form.instance.pk is None:
            yield Difference(label, nothing, _typed_row(form))
        elif was_stored and is_deleted(form):
            yield Difference(label, str(form.instance), nothing)
        elif was_stored:
            yield from _changed_fields(form, label)
        elif form.has_changed():
            yield Difference(label, nothing, _typed_row(form))


def _changed_fields(form: Any, label: str) -> Iterator[Difference]:
    for name in form.changed_data:
        one = form.fields[name]
        now = _shown(one, form.get_initial_for_field(one, name))
        yield Difference(f"{label}, {form[name].label}", now, _shown(one, form[name].data))


def _typed_row(form: Any) -> str:
    """A row that is not stored, as it was typed."""
    texts = []
    for bound in form:
        if bound.data and not bound.is_hidden and bound.name != "DELETE":
            texts.append(_shown(bound.field, bound.data))
    return "; ".join(texts)


def _shown(form_field: Any, value: Any) -> str:
    """A value as its label says it, not as the database keeps it."""
    if isinstance(form_field, forms.ModelChoiceField):
        text = _chosen_rows(form_field, value)
    elif isinstance(form_field, forms.ChoiceField):
        choices: Any = form_field.choices
        labels = dict(choices)
        text = str(labels.get(value, value or ""))
    elif isinstance(form_field, forms.BooleanField):
        text = gettext("yes") if value else gettext("no")
    elif isinstance(value, datetime):
        text = date_format(timezone.localtime(value), "Y-m-d H:i:s")
    elif isinstance(value, list | tuple):
        text = " ".join(str(part) for part in value if part)
    else:
        text = "" if value is None else str(value)
    return text or gettext("(empty)")


def _chosen_rows(form_field: forms.ModelChoiceField[Any], value: Any) -> str:
    values = value if isinstance(value, list | tuple) else [value]
    ids = row_ids([getattr(one, "pk", one) for one in values])
    if not form_field.queryset:
        return ""
    rows = form_field.queryset.filter(pk__in=ids)
    return ", ".join(form_field.label_from_instance(row) for row in rows)


# Lists and deletions


class OptimisticLock:
    """Has actions and deletions of one admin class leave out rows that were changed meanwhile."""

    def __init__(self, model_admin: admin.ModelAdmin[Any]) -> None:
        self.admin = model_admin
        self.model: Any = model_admin.model

    def checkbox(self, box: SafeString, row: Any) -> SafeString:
        """The box that chooses a row in a list, with the version that its editor sees."""
        shown = '{}<input type="hidden" name="{}{}" value="{}">'
        return format_html(shown, box, SHOWN, row.pk, row.version)

    def leave_out_changed(self, request: HttpRequest) -> HttpResponse | None:
        """Take rows that somebody changed out of what was chosen in a list, and say so.

        Called in the transaction of the action. The answer is given where the action was for
        every row of the list: it is to be looked at again.
        """
        changed = self._changed_since(request)
        if changed:
            said = gettext("Changed since this list was shown, so left as they are: look again.")
            names = [str(row) for row in changed]
            self.admin.message_user(request, with_list(said, names), messages.WARNING)
        if changed and request.POST.get("select_across") == "1":
            return HttpResponseRedirect(request.get_full_path())
        return None

    def _changed_since(self, request: HttpRequest) -> list[VersionedModel]:
        """Chosen rows of another version than the one that came back, or of none.

        An action that is confirmed on a page of its own may come without versions: not every
        such page has them.
        """
        lock_edition()
        chosen = request.POST.getlist(CHOSEN)
        is_confirmed = "post" in request.POST
        changed = []
        rows = self.model._default_manager.select_for_update().filter(pk__in=row_ids(chosen))
        for row in rows.order_by("pk"):
            sent = request.POST.get(f"{SHOWN}{row.pk}")
            is_same = sent == str(row.version) or (sent is None and is_confirmed)
            if not is_same:
                changed.append(row)
        gone = {str(row.pk) for row in changed}
        replace_posted(request, CHOSEN, [one for one in chosen if one not in gone])
        return changed

    def refuse_deletion(self, request: HttpRequest, object_id: str) -> HttpResponse | None:
        """Leave a row that was changed since the page that asks again was shown, and say so.

        Called in the transaction of the deletion. None where the row may be deleted.
        """
        lock_edition()
        rows = self.model._default_manager.select_for_update()
        row = rows.filter(pk=row_id(object_id) or 0).first()
        sent = request.POST.get("version")
        if row is None or sent is None or sent == str(row.version):
            return None
        said = gettext(
            "“%s” was changed since this page was shown. It was not deleted: look at it again."
        )
        self.admin.message_user(request, said % row, messages.WARNING)
        address = reverse(f"admin:timeline_{self.admin.opts.model_name}_change", args=[row.pk])
        return HttpResponseRedirect(address)
