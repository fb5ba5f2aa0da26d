"""How templates write what was corrected."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline.exports.serializers import TITLE_FIELDS
from timeline.i18n.bilingual import active_language
from timeline.i18n.number_words import capital
from timeline.models import Correction, Person
from timeline.models.correction import CorrectionLine
from timeline.templatetags.record import lang_of, only

register = template.Library()


@register.simple_tag
def corrected_line(line: CorrectionLine) -> SafeString:
    """One thing, as it was and as it is: "Date: was “early 2019”, now “mid-2019”"."""
    lang = SafeString("")
    if line.language != active_language():
        lang = format_html(' lang="{}"', line.language)
    sentence = _("{label}: was “{was}”, now “{now}”")
    if not line.was:
        sentence = _("{label}: “{now}” was left out.")
    elif not line.now:
        sentence = _("{label}: was “{was}”, now left out.")
    written = format_html(
        sentence,
        label=capital(line.label),
        was=format_html("<del{}>{}</del>", lang, line.was),
        now=format_html("<ins{}>{}</ins>", lang, line.now),
    )
    return format_html("{} {}", written, only([line.language]))


@register.simple_tag
def corrected_row(correction: Correction) -> SafeString:
    """A link to the row that was corrected, under its name."""
    return row_link(correction.kind, correction.row)


def row_link(kind: str, row: Any) -> SafeString:
    """A link to a row that has changed, under its name; of None the name of the company's own."""
    if row is None:
        return SafeString(pgettext("what a correction is of", "The company"))
    name = TITLE_FIELDS[kind]
    lang = SafeString("")
    if not isinstance(row, Person):  # the name of a person is of no language
        lang = lang_of(row, name)
    return format_html('<a href="{}"{}>{}</a>', row.get_absolute_url(), lang, getattr(row, name))
