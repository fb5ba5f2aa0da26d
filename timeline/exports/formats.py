"""The formats in which a view can be taken away: a line each. A format is pure: ``Taken`` in, bytes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from timeline.exports.renderers import atom, csv, ics, json, jsonfeed, timelinejs
from timeline.exports.rows import Export

MILESTONES, RELEASES, PLANS, CORRECTIONS = "milestones", "releases", "plans", "corrections"


@dataclass(frozen=True)
class Format:
    """A line of the registry.

    ``of``: the lists that it can be had of. ``page``: how many rows it gives at a time unless ``limit`` says another
    number, with the address of what follows; 0 where it gives the whole selection. ``counted``: whether it says how
    many rows there are, which costs a query. ``chosen``: whether ``fields`` chooses among the public columns. ``bom``:
    whether it takes ``bom=1``. ``advertised``: named in the head of each page. ``scheme``: of the address that pages
    offer, "webcal" for what is subscribed to. ``holds``: which milestones it can hold: "exact", those dated to the
    day or the days; "dated", those with any date; "" all.
    """

    suffix: str
    media_type: str
    label: str
    what: str | Promise  # what it is good for, in a few words
    render: Callable[[Export], bytes | Iterator[bytes]]
    of: tuple[str, ...]
    page: int = 0
    counted: bool = False
    chosen: bool = False
    bom: bool = False
    advertised: bool = False
    scheme: str = ""
    holds: str = ""


FORMATS: tuple[Format, ...] = (
    Format(
        "json",
        "application/json",
        "JSON",
        _("for programs"),
        json.render,
        (MILESTONES, RELEASES),
        page=100,
        counted=True,
        chosen=True,
        advertised=True,
    ),
    Format(
        "csv",
        "text/csv",
        "CSV",
        _("for a spreadsheet"),
        csv.render,
        (MILESTONES, RELEASES, PLANS),
        chosen=True,
        bom=True,
    ),
    Format(
        "ics",
        "text/calendar",
        "iCalendar",
        _("for a calendar: what is dated to the day"),
        ics.render,
        (MILESTONES,),
        counted=True,
        advertised=True,
        scheme="webcal",
        holds="exact",
    ),
    Format(
        "atom",
        atom.MEDIA_TYPE,
        "Atom",
        _("for a feed reader"),
        atom.render,
        (MILESTONES, RELEASES, CORRECTIONS),
        page=100,
        counted=True,
        advertised=True,
    ),
    Format(
        "jsonfeed",
        "application/feed+json",
        "JSON Feed",
        _("for a feed reader"),
        jsonfeed.render,
        (MILESTONES, RELEASES, CORRECTIONS),
        page=100,
        counted=True,
        advertised=True,
    ),
    Format(
        "timelinejs",
        "application/json",
        "TimelineJS",
        _("for a page that embeds TimelineJS"),
        timelinejs.render,
        (MILESTONES,),
        counted=True,
        holds="dated",
    ),
)


def formats_for(name: str) -> dict[str, Format]:
    """The formats that a list can be had in, by suffix."""
    return {one.suffix: one for one in FORMATS if name in one.of}
