"""Links from a page to its data in other formats."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from timeline.exports.endpoints import ENDPOINTS
from timeline.exports.formats import MILESTONES, Format, formats_for
from timeline.i18n.bilingual import active_language


@dataclass(frozen=True)
class ExportLink:
    """One format of a page."""

    address: str
    """Where the data are."""
    href: str
    """Where the visitor is led. For a calendar it has the scheme ``webcal``, with which a calendar
    program subscribes."""
    form: Format
    label: str | Promise
    what: str | Promise
    advertised: bool
    """Whether the head of the page names it."""

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
        links.append(_link(address, href, export_format))
        if export_format.for_spreadsheets:
            links.append(_excel_link(address, export_format))
    return links


def row_export_links(address: str) -> list[ExportLink]:
    """One row as JSON. ``address`` is that of the row's page."""
    data = f"{address.rstrip('/')}.json"
    return [_link(data, data, formats_for(MILESTONES)["json"])]


def _link(address: str, href: str, export_format: Format) -> ExportLink:
    return ExportLink(
        address=address,
        href=href,
        form=export_format,
        label=export_format.label,
        what=export_format.what,
        advertised=export_format.advertised,
    )


def _excel_link(address: str, export_format: Format) -> ExportLink:
    """The same as Excel opens it: a mark of its encoding and, in French, semicolons."""
    options = "bom=1"
    if active_language() == "fr":
        options += "&separator=semicolon"
    joined = "&" if "?" in address else "?"
    excel_address = f"{address}{joined}{options}"
    return ExportLink(
        address=excel_address,
        href=excel_address,
        form=export_format,
        label=_("CSV for Excel"),
        what=_("accents and columns open correctly"),
        advertised=False,
    )
