"""Parts of pages that are kept as HTML for as long as the edition."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context, Engine
from django.utils.safestring import SafeString

from timeline.http.edition_memory import kept_for_edition
from timeline.i18n.bilingual import active_language

register = template.Library()


@register.simple_tag(takes_context=True)
def kept(context: Context, name: str, *depends_on: Any, **values: Any) -> SafeString:
    """The template of that name, as ``{% include %}`` renders it, made once for each edition.

    ``depends_on`` names all that it shows besides the record, the language, the day and the
    ``values``: a row by its key, a selection by its query. Nothing in it may name the site's host.
    """
    day = context.get("today")  # an error page of a site that cannot be asked knows none
    key = ("html", name, active_language(), day, depends_on, tuple(values.items()))

    def make() -> SafeString:
        with context.push(**values):
            html: SafeString = Engine.get_default().get_template(name).render(context)
        return html

    request = context.get("request")
    return kept_for_edition(request, key, make) if request else make()
