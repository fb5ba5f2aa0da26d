"""Fields that point at other rows: searched for, and safe with ids that no row can have.

And a message with a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from django.utils.datastructures import MultiValueDict

LONGEST_ID = 18  # digits: the most that fit a 64-bit integer whatever they are
INPUTS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.URLField: {"assume_scheme": "https"},  # what an address typed without one means
    models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
}
NO_ROW = "0"  # an id that no row ever has


def row_id(text: object) -> int | None:
    """The id that was posted, or None for text that the database would stumble over."""
    digits = str(text)
    if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_ID:
        return int(digits)
    return None


def row_ids(texts: Iterable[object]) -> list[int]:
    """The ids among what was posted."""
    return [number for number in map(row_id, texts) if number is not None]


def set_posted(request: HttpRequest, data: QueryDict) -> None:
    """Have a request hold other data than was posted. Django lets a view replace it."""
    request.POST = data  # type: ignore[assignment] # typed as what cannot be changed


def replace_posted(request: HttpRequest, name: str, values: list[str]) -> None:
    """Have a request hold these values under one name."""
    if values != request.POST.getlist(name):
        data = request.POST.copy()
        data.setlist(name, values)
        set_posted(request, data)


def _possible(value: str) -> str:
    """An id that cannot be one, as the id of no row. Django's widget would ask for it: a 500."""
    return NO_ROW if row_id(value) is None else value


def _possible_options(values: list[str]) -> list[str]:
    return [value for value in values if value == "" or row_id(value) is not None]


class RowSelect(AutocompleteSelect):
    """Has an odd id answered as a choice that does not exist.

    ``first``: the key of a release whose rows come first, if any.
    """

    first: int | None = None

    def get_url(self) -> str:
        address = super().get_url()
        return f"{address}?first={self.first}" if self.first else address

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Any:
        value = super().value_from_datadict(data, files, name)
        return _possible(value) if value else value

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, _possible_options(value), attr)


class RowSelectMultiple(AutocompleteSelectMultiple):
    """Has odd ids answered as choices that do not exist."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Any:
        value = super().value_from_datadict(data, files, name)
        return [_possible(item) for item in value] if isinstance(value, list) else value

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, _possible_options(value), attr)


def search_input(
    model_admin: admin.options.BaseModelAdmin[Any], field: Any, request: HttpRequest
) -> dict[str, Any]:
    """What ``formfield_for_dbfield`` is given for a relation that is searched for, not listed."""
    if field.name not in model_admin.get_autocomplete_fields(request):
        return {}
    if isinstance(field, models.ManyToManyField):
        return {"widget": RowSelectMultiple(field, model_admin.admin_site)}
    rows = field.remote_field.model._default_manager.all()
    if field.remote_field.model._meta.model_name == "paragraph":
        rows = rows.select_related("release")  # a paragraph is labelled with its release
    return {"widget": RowSelect(field, model_admin.admin_site), "queryset": rows}


def without_deletion(field: Any) -> Any:
    """A form field without the link that deletes a row: beside a choice it reads "choose none"."""
    if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget.can_delete_related = False
    return field


def with_list(said: str, lines: Iterable[str]) -> SafeString:
    """One message with a list below it, for what is told of several rows."""
    return format_html(
        "{} <ul>{}</ul>", said, format_html_join("", "<li>{}</li> ", ((line,) for line in lines))
    )
