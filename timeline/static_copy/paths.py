"""Which views are kept, and in which file each is. Pure: addresses in, addresses out.

An address is a path with or without a query, from the root of the site. Of the addresses with a query those are kept
that give one value of one filter (``FILTERS``; of data, ``PARTNER`` too), and the pages of a list (``after``); any
other leads to the nearest page that is kept. Data that are not kept lead nowhere: a page says what it shows, and a file
with more rows than were asked for does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, relpath
from urllib.parse import parse_qsl, urlencode, urlsplit

FILTERS = ("project", "year", "dated")
PARTNER = "partner"  # has a page of its own, which offers its data
PLACE = "after"
SAME_ROWS = {"fields", "bom", "limit", PLACE, "before"}  # parameters of data that take no row away
WHOLE = ("dated", "announced")  # without a year it selects everything
PLAIN = re.compile(
    r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*", re.ASCII
)  # what stands between slashes, in a file's name too


def candidates(address: str) -> Iterator[str]:
    """The address itself, if it may be kept, and then what is nearest to it: a part of what it asks for."""
    parts = urlsplit(address)
    asked = [pair for pair in parse_qsl(parts.query) if pair[1] and pair != WHOLE]
    is_page = parts.path.endswith("/")
    names = FILTERS if is_page else (*FILTERS, PARTNER)
    filters = [
        next(pair for pair in asked if pair[0] == name) for name in names if name in dict(asked)
    ]
    filters = [(name, value) for name, value in filters if [n for n, _ in asked].count(name) == 1]
    if not is_page and [pair for pair in asked if pair[0] not in SAME_ROWS] != filters[:1]:
        return
    place = [pair for pair in asked if pair[0] == PLACE]
    if place and sorted(asked) == sorted(filters[:1] + place[:1]):
        yield _address(parts.path, filters[:1] + place[:1])
    if (
        [name for name, _ in asked] == [PARTNER] and not filters and parts.path.count("/") <= 2
    ):  # of the timeline
        yield f"{dirname(parts.path).rstrip('/')}/partners/{asked[0][1]}/"
    if filters:
        yield _address(parts.path, filters[:1])
    if is_page or not filters:
        yield parts.path


def _address(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path


def same_list(one: str, other: str) -> bool:
    """Whether two addresses are of the same list, whichever page of it they show."""
    return _without_place(one) == _without_place(other)


def _without_place(address: str) -> tuple[str, list[tuple[str, str]]]:
    parts = urlsplit(address)
    return parts.path, [pair for pair in parse_qsl(parts.query) if pair[0] not in {PLACE, "before"}]


def path_of(address: str) -> str:
    """Where a kept view is put: ``/fr/?year=2018`` at ``/fr/year.2018/``. A slug holds no dot, so none is in its way.

    Raises ``ValueError`` for what is no plain path.
    """
    parts = urlsplit(address)
    folder, slash, name = parts.path.rpartition("/")
    further = [f"{key}.{value}" for key, value in parse_qsl(parts.query)]
    steps = [*folder.split("/")[1:], *further]
    if not all(PLAIN.fullmatch(one) for one in [*steps, *([name] if name else [])]):
        raise ValueError(address)
    return "".join(f"/{one}" for one in steps) + slash + name


def file_of(path: str) -> str:
    """The file in the folder that a static server answers a path with."""
    return (path + "index.html" if path.endswith("/") else path).lstrip("/")


def between(here: str, there: str) -> str:
    """The relative address of a path, seen from another one: ``../../year.2018/``."""
    start = here if here.endswith("/") else dirname(here)
    way = relpath(there, start.rstrip("/") or "/")
    return f"{way}/" if there.endswith("/") else way
