"""Earlier states of a row: what was otherwise, and one step back to it; rows that were deleted, and the way back.

Going back is a save as any other: the form is filled in with the earlier state, its parts included, and goes through
the same checks (roles, version, validation, the note on a correction). Whether a row is public, and from when, stays as
it is now: that is no part of what is brought back.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline.admin.correction_notes import NOTES
from timeline.admin.edit_conflict import as_posted, differences, inline_differences
from timeline.admin.history_diff import HistoryDiffMixin
from timeline.admin.permissions import STATE_FIELDS
from timeline.admin.widgets import row_id
from timeline.models import Publishing, Status
from timeline.models.edition import lock_edition
from timeline.publishing.corrections import was_public

MOST_DELETED = 100  # rows listed
ONE_DELETION = timedelta(seconds=2)  # the parts of a row go in its transaction, just before it


class RevertMixin(HistoryDiffMixin):
    """Stands before an admin class: the page of an earlier state, and the list of what was deleted."""

    def get_urls(self) -> list[URLPattern]:
        name = f"timeline_{self.opts.model_name}_deleted"
        return [
            path("deleted/", self.admin_site.admin_view(self.deleted_view), name=name),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """An earlier state beside what is stored now; posted, it is brought back."""
        number, record = row_id(object_id), row_id(version_id)
        row = (
            self.get_object(request, str(number))  # type: ignore[attr-defined]
            if number is not None and record is not None
            else None
        )
        state = (
            self.model.history.filter(pk=record, **{self.opts.pk.attname: number}).first()
            if row
            else None
        )
        if row is None or state is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if request.method == "POST":
            return self._go_back(request, row, state)
        return self._show_state(request, row, state)

    def _go_back(self, request: HttpRequest, row: Any, state: Any) -> HttpResponse:
        posted = self._posted(request, row, state)
        for name in ("version", *NOTES):
            posted[name] = request.POST.get(name, "")
        posted["_save"] = "1"
        request.POST = posted  # type: ignore[assignment]
        change = reverse(f"admin:timeline_{self.opts.model_name}_change", args=[row.pk])
        with transaction.atomic():
            response: HttpResponse = self.changeform_view(request, str(row.pk), change)  # type: ignore[attr-defined]
            if isinstance(response, HttpResponseRedirect):
                entry = self.model.history.filter(**{self.opts.pk.attname: row.pk}).first()
                entry.history_change_reason = _("Back to the state of %s") % _moment(
                    state.history_date
                )
                entry.save(update_fields=["history_change_reason"])
        return response

    def _show_state(self, request: HttpRequest, row: Any, state: Any) -> HttpResponse:
        posted = self._posted(request, row, state)
        form_class = self.get_form(request, row, change=True)  # type: ignore[attr-defined]
        found = differences(form_class(posted, instance=row), row)
        for formset, _inline, prefix in self._kinds(request, row):
            rows = formset(
                data=posted, instance=row, prefix=prefix, queryset=_inline.get_queryset(request)
            )
            rows.is_valid()
            found += inline_differences(rows)
        context = {
            **self.admin_site.each_context(request),
            "title": _("State of %s") % _moment(state.history_date),
            "opts": self.opts,
            "original": row,
            "state": state,
            "differences": found,
            "may_go_back": self.has_change_permission(request, row),
            "asks_for_note": was_public(row, timezone.now()),
        }
        return TemplateResponse(request, "admin/timeline/earlier_state.html", context)

    def _kinds(self, request: HttpRequest, row: Any) -> list[tuple[Any, Any, str]]:
        """Formset class, inline and prefix of each kind of part."""
        pairs = self.get_formsets_with_inlines(request, row)  # type: ignore[attr-defined]
        return [(formset, inline, formset.get_default_prefix()) for formset, inline in pairs]

    def _posted(self, request: HttpRequest, row: Any, state: Any) -> QueryDict:
        """What a browser would send with the row's form, were it filled in with the earlier state."""
        data = QueryDict(mutable=True)
        form_class = self.get_form(request, row, change=True)  # type: ignore[attr-defined]
        then = form_class(instance=state.instance, initial=_relations(state, self.opts))
        now = form_class(instance=row)
        for name in then.fields:
            for key, values in as_posted((now if name in STATE_FIELDS else then)[name]).items():
                data.setlist(key, values)
        for formset, inline, prefix in self._kinds(request, row):
            _post_parts(
                data,
                formset,
                prefix,
                list(inline.get_queryset(request).filter(**{formset.fk.name: row})),
                state,
            )
        return data

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """What was deleted, newest first; posted, a row of it is brought back as a draft."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        states = _deleted(self.model)
        if request.method == "POST":
            chosen = row_id(request.POST.get("state"))
            state = next((one for one in states if one.pk == chosen), None)
            if state is None:
                messages.error(
                    request, _("This is not among what was deleted, or is back already.")
                )
                return HttpResponseRedirect(request.path)
            return self._bring_back(request, state)
        context = {
            **self.admin_site.each_context(request),
            "title": pgettext("a list of rows", "Deleted"),
            "opts": self.opts,
            "states": states,
        }
        return TemplateResponse(request, "admin/timeline/deleted.html", context)

    def _bring_back(self, request: HttpRequest, state: Any) -> HttpResponse:
        try:
            row = bring_back(state)
        except ValidationError as refused:
            said = _("“%(row)s” was not brought back: %(why)s")
            messages.error(
                request, said % {"row": state.instance, "why": " ".join(refused.messages)}
            )
            return HttpResponseRedirect(request.path)
        messages.success(request, _("“%s” is back, as a draft.") % row)
        return HttpResponseRedirect(
            reverse(f"admin:timeline_{self.opts.model_name}_change", args=[row.pk])
        )


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def _relations(state: Any, opts: Any) -> dict[str, list[int]]:
    """The rows that were chosen in its many-to-many fields then."""
    kept = {field.name for field in state._history_m2m_fields}
    return {
        field.name: [
            getattr(one, f"{field.m2m_reverse_field_name()}_id")
            for one in getattr(state, field.name).all()
        ]
        for field in opts.many_to_many
        if field.name in kept
    }


def _post_parts(data: QueryDict, formset: Any, prefix: str, now: list[Any], state: Any) -> None:
    """The rows of one kind as they were: those that came later are ticked for deletion, those that went come anew."""
    then = {part.pk: part for part in _parts_then(formset.model, formset.fk, state)}
    gone = [part for pk, part in then.items() if pk not in {row.pk for row in now}]
    for number, row in enumerate([*now, *gone]):
        key = f"{prefix}-{number}"
        part = then.get(row.pk, row)
        for column in (
            formset.model._meta.fields
        ):  # those that are only shown to somebody are read from the form too
            value = column.value_from_object(part)
            data[f"{key}-{column.name}"] = "" if value is None else str(value)
        for field in formset.form(instance=part):
            for name, values in as_posted(field).items():
                data.setlist(f"{key}-{name}", values)
        stays = row in now
        data[f"{key}-{row._meta.pk.name}"] = str(row.pk) if stays else ""
        data[f"{key}-{formset.fk.name}"] = str(getattr(row, formset.fk.attname))
        if stays and row.pk not in then:
            data[f"{key}-DELETE"] = "on"
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = (
        str(len(now) + len(gone)),
        str(len(now)),
    )


def _parts_then(model: Any, fk: Any, state: Any) -> list[Any]:
    """The rows of one kind that belonged to a row in a state of it: until its next version was saved."""
    later = (
        type(state)
        .objects.filter(id=state.id, version__gt=state.version)
        .order_by("history_date")
        .first()
    )
    kept = model.history.all()
    if later:
        kept = kept.filter(history_date__lt=later.history_date)
    newest: dict[int, Any] = {}
    for one in kept.filter(**{fk.attname: state.id}).order_by("history_date", "history_id"):
        newest[one.id] = one
    known = model.history.filter(**{fk.attname: state.id}).values("id")
    untold = model._default_manager.filter(**{fk.name: state.id}).exclude(
        pk__in=known
    )  # they were always as they are
    return [*untold, *(one.instance for one in newest.values() if one.history_type != "-")]


def _deleted(model: Any) -> list[Any]:
    """The last state of each row that is on file no more, newest deletion first."""
    gone = model.history.filter(history_type="-").exclude(
        id__in=model._default_manager.values("pk")
    )
    newest = {
        one.id: one
        for one in gone.select_related("history_user").order_by("history_date", "history_id")
    }
    return list(reversed(newest.values()))[:MOST_DELETED]


def bring_back(state: Any) -> Any:
    """Put a deleted row back on file under its old id, a draft, with the parts that went with it. All or nothing.

    Raises ``ValidationError`` where that cannot be: its address is taken, or a paragraph that it cited is gone.
    """
    with transaction.atomic():
        lock_edition()  # two who bring it back at once: the second is told that it is there
        row = state.instance
        row.version += 1
        if isinstance(row, Publishing):
            row.status, row.publish_at = Status.DRAFT, None
        before = (
            type(state).objects.filter(id=row.pk).exclude(history_type="-").first()
        )  # the deletion took relations
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
            gone = part.history.filter(
                history_type="-", history_date__range=(at - ONE_DELETION, at)
            )
            found += [
                one.instance
                for one in gone.filter(**{relation.field.attname: row.pk}).order_by("id")
            ]
    return found
