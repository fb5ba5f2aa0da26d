"""The formats of exports: one entry of ``FORMATS`` each.

A format's renderer is pure: it turns an ``Export`` into bytes and reads neither the database nor
the clock. The links to a format, its address, the OpenAPI document, ``/about/data/`` and the static
copy follow from its entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from timeline.exports.renderers import atom, bibtex, csv, ics, json, jsonfeed, ris, timelinejs
from timeline.exports.rows import Export

MILESTONES = "milestones"
RELEASES = "releases"
PLANS = "plans"
CORRECTIONS = "corrections"
CHANGES = "changes"
PARTNERS = "partners"
PEOPLE = "people"
FIGURES = "figures"
STATEMENTS = "statements"
WHOLE_LISTS = (
    PARTNERS,
    PEOPLE,
    FIGURES,
    STATEMENTS,
)  # in an order that no page key tells; never long


class AddressEncoding(StrEnum):
    """How a format writes the addresses in it. A static copy of the site rewrites them."""

    NONE = "none"
    """It names no page of the site."""
    TEXT = "text"
    """As they are, absolute."""
    JSON = "json"
    """In the strings of a JSON document."""
    XML = "xml"
    """In the texts and attributes of an XML document."""
    CALENDAR = "calendar"
    """In the folded lines of iCalendar (RFC 5545 §3.1)."""


@dataclass(frozen=True, kw_only=True)
class Format:
    """A format that lists can be exported in."""

    suffix: str
    """The end of its addresses: ``/timeline.<suffix>``."""
    media_type: str
    label: str
    """Its name on pages."""
    what: str | Promise
    """What it is good for, in a few words."""
    render: Callable[[Export], bytes | Iterator[bytes]]
    lists: tuple[str, ...]
    """The lists that it is offered for."""
    page_size: int = 0
    """Rows of a page unless ``limit`` says otherwise; 0 where one response has all rows."""
    has_total: bool = False
    """Whether it says how many rows there are, which costs a query."""
    columns_selectable: bool = False
    """Whether the parameter ``fields`` selects public columns."""
    for_spreadsheets: bool = False
    """Whether ``bom`` and ``separator`` make it open well in a spreadsheet."""
    strict: bool = False
    """Whether names of parameters that this site does not know are refused. What people subscribe
    to or share ignores them: readers and links add names of their own (``utm_source``)."""
    advertised: bool = False
    """Whether the head of each page names it."""
    scheme: str = ""
    """Scheme of the links to it: "webcal" for a calendar, which is subscribed to."""
    required_date: str = ""
    """Which milestones it can hold: "exact" for those dated to the day or to several days,
    "dated" for those with any date, "" for all."""
    addresses: AddressEncoding = AddressEncoding.TEXT


FORMATS: tuple[Format, ...] = (
    Format(
        suffix="json",
        media_type="application/json",
        label="JSON",
        what=_("for programs"),
        render=json.render,
        lists=(MILESTONES, RELEASES, PARTNERS, PEOPLE, FIGURES, STATEMENTS),
        page_size=100,
        has_total=True,
        columns_selectable=True,
        strict=True,
        advertised=True,
        addresses=AddressEncoding.JSON,
    ),
    Format(
        suffix="csv",
        media_type="text/csv",
        label="CSV",
        what=_("for a spreadsheet"),
        render=csv.render,
        lists=(MILESTONES, RELEASES, PLANS, PARTNERS, PEOPLE, FIGURES, STATEMENTS),
        columns_selectable=True,
        for_spreadsheets=True,
    ),
    Format(
        suffix="ics",
        media_type="text/calendar",
        label="iCalendar",
        what=_("for a calendar: what is dated to the day or days"),
        render=ics.render,
        lists=(MILESTONES,),
        has_total=True,
        advertised=True,
        scheme="webcal",
        required_date="exact",
        addresses=AddressEncoding.CALENDAR,
    ),
    Format(
        suffix="atom",
        media_type=atom.MEDIA_TYPE,
        label="Atom",
        what=_("for a feed reader"),
        render=atom.render,
        lists=(MILESTONES, RELEASES, CORRECTIONS, CHANGES),
        page_size=100,
        has_total=True,
        advertised=True,
        addresses=AddressEncoding.XML,
    ),
    Format(
        suffix="jsonfeed",
        media_type="application/feed+json",
        label="JSON Feed",
        what=_("for a feed reader"),
        render=jsonfeed.render,
        lists=(MILESTONES, RELEASES, CORRECTIONS, CHANGES),
        page_size=100,
        has_total=True,
        advertised=True,
        addresses=AddressEncoding.JSON,
    ),
    Format(
        suffix="timelinejs",
        media_type="application/json",
        label="TimelineJS",
        what=_("for a page that embeds TimelineJS"),
        render=timelinejs.render,
        lists=(MILESTONES,),
        has_total=True,
        required_date="dated",
        addresses=AddressEncoding.JSON,
    ),
    Format(
        suffix="bib",
        media_type="application/x-bibtex",
        label="BibTeX",
        what=_("for references in LaTeX"),
        render=bibtex.render,
        lists=(MILESTONES, RELEASES),
    ),
    Format(
        suffix="ris",
        media_type="application/x-research-info-systems",
        label="RIS",
        what=_("for a reference manager"),
        render=ris.render,
        lists=(MILESTONES, RELEASES),
    ),
)


def formats_for(list_name: str) -> dict[str, Format]:
    """The formats that a list is offered in, by suffix. Some lists are whole in each of them."""
    offered = {}
    for export_format in FORMATS:
        if list_name in export_format.lists:
            offered[export_format.suffix] = export_format
            if list_name in WHOLE_LISTS:
                offered[export_format.suffix] = replace(export_format, page_size=0)
    return offered


def address_encoding(media_type: str) -> AddressEncoding:
    """How responses of a media type write addresses; NONE for what is no format."""
    for export_format in FORMATS:
        if export_format.media_type == media_type:
            return export_format.addresses
    return AddressEncoding.NONE
