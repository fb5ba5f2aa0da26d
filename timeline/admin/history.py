"""Earlier states of a row, and one step back to them; deleted rows, and the way back.

Going back is a save as any other: the form is filled in with the earlier state, its parts
included, and goes through the same checks (roles, version, validation, the note on a correction).
Whether a row is public, and from when, stays as it is now.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline.admin.optimistic_lock import as_posted, differences, inline_differences
from timeline.admin.permissions import STATE_FIELDS
from timeline.admin.widgets import row_id, set_posted
from timeline.models import Publishing, Status
from timeline.models.edition import lock_edition
from timeline.publishing.corrections import was_public

MOST_DELETED = 100  # rows listed
ONE_DELETION = timedelta(seconds=2)  # the parts of a row go in its transaction, just before it
NOT_OF_A_STATE = ("version", "correction_note_en", "correction_note_fr")  # typed on its page


class EarlierStates:
    """The pages of one admin class that show an earlier state, and what was deleted."""

    def __init__(self, model_admin: admin.ModelAdmin[Any]) -> None:
        self.admin = model_admin
        self.model: Any = model_admin.model
        self.opts = model_admin.opts

    def urls(self) -> list[URLPattern]:
        view = self.admin.admin_site.admin_view(self.deleted_view)
        return [path("deleted/", view, name=f"timeline_{self.opts.model_name}_deleted")]

    def state_view(self, request: HttpRequest, object_id: str, version_id: str) -> HttpResponse:
        """An earlier state beside what is stored now; posted, it is brought back."""
        number, record = row_id(object_id), row_id(version_id)
        if number is None or record is None:
            raise Http404
        row = self.admin.get_object(request, str(number))
        state = self.model.history.filter(pk=record, id=number).first()
        if row is None or state is None:
            raise Http404
        if not self.admin.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if request.method == "POST":
            return self._go_back(request, row, state)
        return self._show_state(request, row, state)

    def _go_back(self, request: HttpRequest, row: Any, state: Any) -> HttpResponse:
        posted = self._posted(request, row, state)
        for name in NOT_OF_A_STATE:
            posted[name] = request.POST.get(name, "")
        posted["_save"] = "1"
        set_posted(request, posted)
        with transaction.atomic():
            address = self._change_address(row)
            response: HttpResponse = self.admin.changeform_view(request, str(row.pk), address)
            if isinstance(response, HttpResponseRedirect):
                entry = self.model.history.filter(id=row.pk).first()
                then = _moment(state.history_date)
                entry.history_change_reason = _("Back to the state of %s") % then
                entry.save(update_fields=["history_change_reason"])
        return response

    def _show_state(self, request: HttpRequest, row: Any, state: Any) -> HttpResponse:
        posted = self._posted(request, row, state)
        form_class = self.admin.get_form(request, row, change=True)
        found = differences(form_class(posted, instance=row), row)
        for formset, inline in self.admin.get_formsets_with_inlines(request, row):
            rows = formset(
                data=posted,
                instance=row,
                prefix=formset.get_default_prefix(),
                queryset=inline.get_queryset(request),
            )
            rows.is_valid()
            found += inline_differences(rows)
        context = self.admin.admin_site.each_context(request)
        context |= {
            "title": _("State of %s") % _moment(state.history_date),
            "opts": self.opts,
            "original": row,
            "state": state,
            "differences": found,
            "may_go_back": self.admin.has_change_permission(request, row),
            "asks_for_note": was_public(row, timezone.now()),
        }
        return TemplateResponse(request, "admin/timeline/earlier_state.html", context)

    def _posted(self, request: HttpRequest, row: Any, state: Any) -> QueryDict:
        """What a browser would send with the row's form, filled in with the earlier state."""
        data = QueryDict(mutable=True)
        form_class: Any = self.admin.get_form(request, row, change=True)
        then = form_class(instance=state.instance, initial=_relations(state, self.opts))
        now = form_class(instance=row)
        for name in then.fields:
            form = now if name in STATE_FIELDS else then
            for key, values in as_posted(form[name]).items():
                data.setlist(key, values)
        for formset, inline in self.admin.get_formsets_with_inlines(request, row):
            parts = inline.get_queryset(request).filter(**{formset.fk.name: row})
            _post_parts(data, formset, list(parts), state)
        return data

    def _change_address(self, row: Any) -> str:
        return reverse(f"admin:timeline_{self.opts.model_name}_change", args=[row.pk])

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """What was deleted, newest first; posted, a row of it is brought back as a draft."""
        if not self.admin.has_add_permission(request):
            raise PermissionDenied
        states = _deleted(self.model)
        if request.method == "POST":
            chosen = row_id(request.POST.get("state"))
            state = next((one for one in states if one.pk == chosen), None)
            if state is None:
                said = _("This is not among what was deleted, or is back already.")
                messages.error(request, said)
                return HttpResponseRedirect(request.path)
            return self._bring_back(request, state)
        context = self.admin.admin_site.each_context(request)
        context |= {
            "title": pgettext("a list of rows", "Deleted"),
            "opts": self.opts,
            "states": states,
        }
        return TemplateResponse(request, "admin/timeline/deleted.html", context)

    def _bring_back(self, request: HttpRequest, state: Any) -> HttpResponse:
        try:
            row = bring_back(state)
        except ValidationError as refused:
            values = {"row": state.instance, "why": " ".join(refused.messages)}
            messages.error(request, _("“%(row)s” was not brought back: %(why)s") % values)
            return HttpResponseRedirect(request.path)
        messages.success(request, _("“%s” is back, as a draft.") % row)
        return HttpResponseRedirect(self._change_address(row))


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def _relations(state: Any, opts: Any) -> dict[str, list[int]]:
    """The rows that were chosen in its many-to-many fields then."""
    kept = {field.name for field in state._history_m2m_fields}
    chosen = {}
    for field in opts.many_to_many:
        if field.name in kept:
            column = f"{field.m2m_reverse_field_name()}_id"
            chosen[field.name] = [getattr(one, column) for one in getattr(state, field.name).all()]
    return chosen


def _post_parts(data: QueryDict, formset: Any, now: list[Any], state: Any) -> None:
    """Post the rows of one kind as they were in a state.

    Rows that came later are ticked for deletion, rows that went since come anew.
    """
    prefix = formset.get_default_prefix()
    then = {}
    for part in _parts_then(formset.model, formset.fk, state):
        then[part.pk] = part
    stored = {row.pk for row in now}
    gone = [part for pk, part in then.items() if pk not in stored]
    for number, row in enumerate(now + gone):
        key = f"{prefix}-{number}"
        _post_columns(data, formset, key, then.get(row.pk, row))
        stays = row.pk in stored
        data[f"{key}-{row._meta.pk.name}"] = str(row.pk) if stays else ""
        data[f"{key}-{formset.fk.name}"] = str(getattr(row, formset.fk.attname))
        if stays and row.pk not in then:
            data[f"{key}-DELETE"] = "on"
    data[f"{prefix}-TOTAL_FORMS"] = str(len(now) + len(gone))
    data[f"{prefix}-INITIAL_FORMS"] = str(len(now))


def _post_columns(data: QueryDict, formset: Any, key: str, part: Any) -> None:
    """The columns of one part: all of them, as those shown to read only are compared too."""
    for column in formset.model._meta.fields:
        value = column.value_from_object(part)
        data[f"{key}-{column.name}"] = "" if value is None else str(value)
    for bound in formset.form(instance=part):
        for name, values in as_posted(bound).items():
            data.setlist(f"{key}-{name}", values)


def _parts_then(model: Any, fk: Any, state: Any) -> list[Any]:
    """The rows of one kind that belonged to a row in a state of it.

    A state lasts until the next version of the row was saved.
    """
    later = type(state).objects.filter(id=state.id, version__gt=state.version)
    next_state = later.order_by("history_date").first()
    kept = model.history.all()
    if next_state:
        kept = kept.filter(history_date__lt=next_state.history_date)
    newest: dict[int, Any] = {}
    for one in kept.filter(**{fk.attname: state.id}).order_by("history_date", "history_id"):
        newest[one.id] = one
    known = model.history.filter(**{fk.attname: state.id}).values("id")
    # A part without a history was never changed since it was loaded.
    unchanged = model._default_manager.filter(**{fk.name: state.id}).exclude(pk__in=known)
    parts = list(unchanged)
    parts += [one.instance for one in newest.values() if one.history_type != "-"]
    return parts


def _deleted(model: Any) -> list[Any]:
    """The last state of each row that is on file no more, newest deletion first."""
    on_file = model._default_manager.values("pk")
    gone = model.history.filter(history_type="-").exclude(id__in=on_file)
    newest: dict[int, Any] = {}
    for one in gone.select_related("history_user").order_by("history_date", "history_id"):
        newest[one.id] = one
    return list(reversed(newest.values()))[:MOST_DELETED]


def bring_back(state: Any) -> Any:
    """Put a deleted row back on file under its old id, a draft, with the parts that went with it.

    All or nothing. Raises ``ValidationError`` where that cannot be: its address is taken, or a
    paragraph that it cited is gone.
    """
    with transaction.atomic():
        lock_edition()  # two who bring it back at once: the second is told that it is there
        row = state.instance
        row.version += 1
        if isinstance(row, Publishing):
            row.status, row.publish_at = Status.DRAFT, None
        # The state before the deletion: the deletion took the relations to several rows.
        before = type(state).objects.filter(id=row.pk).exclude(history_type="-").first()
        relations = _relations(before, row._meta) if before else {}
        _put_back(row)
        for name, ids in relations.items():
            getattr(row, name).set(ids)
        for part in _went_with(row, state.history_date):
            _put_back(part)
    return row


def _put_back(row: models.Model) -> None:
    row._state.adding = True
    row.full_clean()
    row.save(force_insert=True)


def _went_with(row: models.Model, at: datetime) -> list[Any]:
    """The parts that were deleted with it."""
    found = []
    for relation in row._meta.related_objects:
        part: Any = relation.related_model
        if relation.on_delete is models.CASCADE and hasattr(part, "history"):
            deletion = (at - ONE_DELETION, at)
            gone = part.history.filter(history_type="-", history_date__range=deletion)
            gone = gone.filter(**{relation.field.attname: row.pk})
            found += [one.instance for one in gone.order_by("id")]
    return found
