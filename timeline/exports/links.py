"""Links from a page to its data in other formats."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from timeline.exports.endpoints import ENDPOINTS
from timeline.exports.formats import MILESTONES, Format, formats_for


@dataclass(frozen=True)
class ExportLink:
    """One format of a page."""

    address: str
    """Where the data are."""
    href: str
    """Where the visitor is led. For a calendar it has the scheme ``webcal``, with which a calendar
    program subscribes."""
    form: Format

    @property
    def what(self) -> str | Promise:
        return self.form.what

    @property
    def media_type(self) -> str:
        return self.form.media_type


def export_links(request: HttpRequest, name: str, query: str = "") -> list[ExportLink]:
    """The list called ``name`` in each of its formats, under the filters of ``query``."""
    links = []
    for suffix, export_format in formats_for(name).items():
        address = reverse(ENDPOINTS[name].url_name, args=[suffix]) + query
        href = address
        if export_format.scheme:
            href = f"{export_format.scheme}://{request.get_host()}{address}"
        links.append(ExportLink(address, href, export_format))
    return links


def row_export_links(address: str) -> list[ExportLink]:
    """One row as JSON. ``address`` is that of the row's page."""
    export_format = formats_for(MILESTONES)["json"]
    data = f"{address.rstrip('/')}.json"
    return [ExportLink(data, data, export_format)]
