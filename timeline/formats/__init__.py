"""The formats in which a view can be taken away: a line each. A format is pure: ``Taken`` in, bytes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from timeline.formats import csv, json
from timeline.formats.taken import Taken

MILESTONES, RELEASES, PLANS = "milestones", "releases", "plans"


@dataclass(frozen=True)
class Format:
    """A line of the registry.

    ``of``: the lists that it can be had of. ``page``: how many rows it gives at a time unless ``limit`` says another
    number, with the address of what follows; 0 where it gives the whole selection. ``counted``: whether it says how
    many rows there are, which costs a query. ``chosen``: whether ``fields`` chooses among the public columns. ``bom``:
    whether it takes ``bom=1``. ``advertised``: named in the head of each page. ``scheme``: of the address that pages
    offer, "webcal" for what is subscribed to.
    """

    suffix: str
    media_type: str
    label: str
    what: str | Promise  # what it is good for, in a few words
    render: Callable[[Taken], bytes | Iterator[bytes]]
    of: tuple[str, ...]
    page: int = 0
    counted: bool = False
    chosen: bool = False
    bom: bool = False
    advertised: bool = False
    scheme: str = ""


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
)


def formats_of(name: str) -> dict[str, Format]:
    """The formats that a list can be had in, by suffix."""
    return {one.suffix: one for one in FORMATS if name in one.of}
