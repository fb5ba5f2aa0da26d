"""The parameters of an export besides the filters: page size, columns, byte order mark."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from timeline.exports.column import Column
from timeline.exports.formats import Format
from timeline.queries.filter_kinds import MOST_VALUES
from timeline.queries.parameters import quoted_back

MAX_PAGE_SIZE = 500
MAX_QUOTED = 40  # characters of an unknown name that an error message repeats


class LimitField(forms.IntegerField):
    """A page size in plain digits: Django's field would also read "+5" and "5.0"."""

    default_error_messages = {"invalid": _lazy("Give a number from 1 to 500.")}

    def to_python(self, value: Any) -> int | None:
        text = str(value or "")
        if not text:
            return None
        if re.fullmatch("[0-9]{1,8}", text) and 1 <= int(text) <= MAX_PAGE_SIZE:
            return int(text)
        raise forms.ValidationError(self.error_messages["invalid"], "invalid")


class ColumnNamesField(forms.CharField):
    """Names of public columns, joined by commas. Without a value, all columns."""

    def __init__(self, columns: Sequence[Column], **options: Any) -> None:
        super().__init__(required=False, max_length=1000, **options)
        self.columns = {column.name: column for column in columns}

    def clean(self, value: Any) -> tuple[Column, ...]:
        selected = {}
        text = super().clean(value)
        names = text.split(",") if text else []
        for name in map(str.strip, names):
            if name not in self.columns:
                raise forms.ValidationError(
                    _("“%(name)s” is no field. Known: %(known)s."),
                    params={
                        "name": quoted_back(name)[:MAX_QUOTED],
                        "known": ", ".join(self.columns),
                    },
                )
            selected[name] = self.columns[name]
        return tuple(selected.values() or self.columns.values())


class ExportOptionsForm(forms.Form):
    """The options that a format has."""

    def __init__(self, data: Any, export_format: Format, columns: Sequence[Column]) -> None:
        super().__init__(data)
        if export_format.page_size:
            self.fields["limit"] = LimitField(
                required=False, help_text=_lazy("rows of a page, at most 500")
            )
        if export_format.columns_selectable:
            self.fields["fields"] = ColumnNamesField(
                columns, help_text=_lazy("names of the columns wanted, joined by commas")
            )
        if export_format.for_spreadsheets:
            self.fields["bom"] = forms.ChoiceField(
                choices=[("0", "0"), ("1", "1")],
                required=False,
                help_text=_lazy("1 begins the file with a byte order mark, as Excel needs"),
            )
            self.fields["separator"] = forms.ChoiceField(
                choices=[("comma", "comma"), ("semicolon", "semicolon")],
                required=False,
                help_text=_lazy(
                    "comma or semicolon: what stands between two cells. "
                    "Excel in French expects semicolons."
                ),
            )


def misused_parameters(
    data: QueryDict,
    known: Sequence[str],
    multiple: Sequence[str] = (),
    *,
    refused: Collection[str] | None = None,
) -> list[tuple[str, str]]:
    """(parameter, message) of each parameter that is unknown, empty or repeated too often.

    ``multiple``: the parameters that take several values. A page ignores such faults. A program is
    told, since it would otherwise read data that it did not ask for. ``refused``: the unknown names
    that it is told of; without it, all of them.
    """
    problems = []
    for name, values in data.lists():
        if name not in known:
            if refused is not None and name not in refused:
                continue
            problems.append((quoted_back(name)[:MAX_QUOTED], _unknown_parameter(known)))
        elif not all(value.strip() for value in values):
            problems.append((name, _("Give this a value, or leave it out.")))
        elif len(values) > 1 and name not in multiple:
            problems.append((name, _("Give this once.")))
        elif len(values) > MOST_VALUES:
            message = _("At most %(most)s values of one filter can be combined.")
            problems.append((name, message % {"most": MOST_VALUES}))
    return problems


def _unknown_parameter(known: Sequence[str]) -> str:
    refusal = _("There is no such parameter.")
    explanation = _("This address takes none.")
    if known:
        explanation = _("Known: %s.") % ", ".join(known)
    return f"{refusal} {explanation}"
