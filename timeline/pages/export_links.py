"""The formats that a page can be taken away in, as the page offers them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from timeline.exports.endpoints import ENDPOINTS
from timeline.exports.formats import Format, formats_for


@dataclass(frozen=True)
class ExportLink:
    """``address`` gives the data; ``href`` is what a visitor follows, which may subscribe a calendar to them."""

    address: str
    href: str
    form: Format
    what: str | Promise

    @property
    def media_type(self) -> str:
        return self.form.media_type


def export_links(request: HttpRequest, name: str, query: str = "") -> list[ExportLink]:
    """A list in each of its formats, under the filters that the query says."""
    found = []
    for suffix, form in formats_for(name).items():
        address = reverse(ENDPOINTS[name].address, args=[suffix]) + query
        href = f"{form.scheme}://{request.get_host()}{address}" if form.scheme else address
        found.append(ExportLink(address, href, form, form.what))
    return found


def row_export_links(address: str) -> list[ExportLink]:
    """A row of which that is the page's address: as JSON."""
    form = formats_for("milestones")["json"]
    data = f"{address.rstrip('/')}.json"
    return [ExportLink(data, data, form, form.what)]
