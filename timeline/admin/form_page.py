"""What the page of a row's form shows besides its fields: where it is wrong, and its sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets

from timeline.i18n.number_words import capital, explained

GONE_TO_MOST = {"status", "correction_note_en"}  # fields of these sections


@dataclass(frozen=True)
class PageLink:
    """A place on the page, and what its link says. ``says``: what is wrong there, if anything."""

    place: str
    label: str
    says: str = ""


def parts_of_form_page(context: dict[str, Any]) -> dict[str, Any]:
    """What the template of a form is given besides Django's own."""
    errors = list(_errors(context))
    _focus(context["adminform"].form, has_errors=bool(errors))
    return {"error_links": errors, "section_links": list(_sections(context))}


def _focus(form: Any, *, has_errors: bool) -> None:
    """Have the first field that is wrong, else the first one, hold the cursor."""
    fields = [field for field in form.visible_fields() if not field.field.disabled]
    if has_errors:
        fields = [field for field in fields if field.errors]
    if fields:
        fields[0].field.widget.attrs["autofocus"] = True


def _errors(context: dict[str, Any]) -> Iterator[PageLink]:
    """Each refusal beside a field, in the order of the page."""
    yield from _errors_of(context["adminform"].form, "")
    for inline in context["inline_admin_formsets"]:
        for number, form in enumerate(inline.formset.forms, start=1):
            row = f"{capital(str(inline.opts.verbose_name))} {number}"
            yield from _errors_of(form, row)


def _errors_of(form: Any, row: str) -> Iterator[PageLink]:
    if not form.is_bound:
        return
    for name, texts in form.errors.items():
        says = " ".join(texts)
        if name in form.fields:
            field = form[name]
            label = explained(row, str(field.label)) if row else str(field.label)
            yield PageLink(field.id_for_label or field.auto_id, label, says)
        elif row:  # of a row as a whole; Django shows those of the form itself
            yield PageLink(form.prefix, row, says)


def _sections(context: dict[str, Any]) -> Iterator[PageLink]:
    """Publishing and correcting come first: a phone has room for few, and staff go there most."""
    sections = []
    for number, fieldset in enumerate(context["adminform"]):
        if fieldset.name:
            link = PageLink(f"fieldset-0-{number}-heading", str(fieldset.name))
            sections.append((_is_gone_to_most(fieldset), link))
    yield from (link for is_first, link in sections if is_first)
    yield from (link for is_first, link in sections if not is_first)
    for inline in context["inline_admin_formsets"]:
        label = capital(str(inline.opts.verbose_name_plural))
        yield PageLink(f"{inline.formset.prefix}-group", label)


def _is_gone_to_most(fieldset: Any) -> bool:
    names = flatten_fieldsets([(None, {"fields": fieldset.fields})])
    return bool(GONE_TO_MOST & set(names))
