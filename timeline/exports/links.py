"""Links from a page to its data in other formats."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from timeline.exports.endpoints import ENDPOINTS
from timeline.exports.formats import Format, formats_for


@dataclass(frozen=True)
class ExportLink:
    """One format of a page.

    ``address`` gives the data. ``href`` is what a visitor follows: for a calendar it has the
    scheme ``webcal``, with which a calendar program subscribes.
    """

    address: str
    href: str
    form: Format
    what: str | Promise

    @property
    def media_type(self) -> str:
        return self.form.media_type


def export_links(request: HttpRequest, name: str, query: str = "") -> list[ExportLink]:
    """The list called ``name`` in each of its formats, under the filters of ``query``."""
    links = []
    for suffix, form in formats_for(name).items():
        address = reverse(ENDPOINTS[name].address, args=[suffix]) + query
        href = address
        if form.scheme:
            href = f"{form.scheme}://{request.get_host()}{address}"
        links.append(ExportLink(address, href, form, form.what))
    return links


def row_export_links(address: str) -> list[ExportLink]:
    """One row as JSON. ``address`` is that of the row's page."""
    form = formats_for("milestones")["json"]
    data = f"{address.rstrip('/')}.json"
    return [ExportLink(data, data, form, form.what)]
