"""Which views are kept, and in which file each is. Pure: addresses in, addresses out.

An address is a path with or without a query, from the root of the site. Two kinds of addresses
with a query are kept: those that give one value of one filter (``FILTERS``; for data, ``PARTNER``
too), and the pages of a list (``after``). Any other leads to the nearest page that is kept. Data
that are not kept lead nowhere: a page says what it shows, and a file with more rows than were asked
for does not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from posixpath import dirname, relpath
from urllib.parse import parse_qsl, urlencode, urlsplit

FILTERS = ("project", "issuer", "year", "dated")
PARTNER = "partner"  # has a page of its own, which offers its data
DATA_FILTERS = ("project", "year", "dated", PARTNER)
PLACE = "after"
SAME_ROWS = {"fields", "bom", "limit", PLACE, "before"}  # parameters of data that take no row away
WHOLE = ("dated", "announced")  # without a year it selects everything
# What stands between slashes, in the name of a file too.
PLAIN = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*", re.ASCII)


Query = list[tuple[str, str]]


def candidates(address: str) -> Iterator[str]:
    """The address itself, if it may be kept, then the nearest ones: a part of what it asks for."""
    parts = urlsplit(address)
    asked = [pair for pair in parse_qsl(parts.query) if pair[1] and pair != WHOLE]
    is_page = parts.path.endswith("/")
    names: tuple[str, ...] = DATA_FILTERS
    if is_page:
        names = FILTERS
    filters = _single_filters(asked, names)
    first = filters[:1]
    if not is_page and _without(asked, SAME_ROWS) != first:
        return
    place = _named(asked, PLACE)[:1]
    if place and sorted(asked) == sorted(first + place):
        yield f"{parts.path}?{urlencode(first + place)}"
    of_timeline = parts.path.count("/") <= 2
    if of_timeline and not filters and len(asked) == 1 and asked[0][0] == PARTNER:
        yield f"{dirname(parts.path).rstrip('/')}/partners/{asked[0][1]}/"
    if filters:
        yield f"{parts.path}?{urlencode(first)}"
    if is_page or not filters:
        yield parts.path


def _named(query: Query, name: str) -> Query:
    return [pair for pair in query if pair[0] == name]


def _without(query: Query, names: Collection[str]) -> Query:
    return [pair for pair in query if pair[0] not in names]


def _single_filters(asked: Query, names: Iterable[str]) -> Query:
    """The filters that were given one value, in the order of the names."""
    filters = []
    for name in names:
        given = _named(asked, name)
        if len(given) == 1:
            filters.append(given[0])
    return filters


def same_list(one: str, other: str) -> bool:
    """Whether two addresses are of the same list, whichever page of it they show."""
    return _without_place(one) == _without_place(other)


def _without_place(address: str) -> tuple[str, Query]:
    parts = urlsplit(address)
    return parts.path, _without(parse_qsl(parts.query), {PLACE, "before"})


def path_of(address: str) -> str:
    """Where a kept view is put: ``/fr/?year=2018`` at ``/fr/year.2018/``.

    A slug holds no dot, so no two views are put in one place. Raises ``ValueError`` for what is no
    plain path.
    """
    parts = urlsplit(address)
    folder, slash, name = parts.path.rpartition("/")
    steps = folder.split("/")[1:]
    for key, value in parse_qsl(parts.query):
        steps.append(f"{key}.{value}")
    if name and not PLAIN.fullmatch(name):
        raise ValueError(address)
    place = ""
    for step in steps:
        if not PLAIN.fullmatch(step):
            raise ValueError(address)
        place += f"/{step}"
    return f"{place}{slash}{name}"


def file_of(path: str) -> str:
    """The file in the folder that a static server answers a path with."""
    if path.endswith("/"):
        path += "index.html"
    return path.lstrip("/")


def between(here: str, there: str) -> str:
    """The relative address of a path, seen from another one: ``../../year.2018/``."""
    folder = dirname(here).rstrip("/")
    way = relpath(there, folder or "/")
    if there.endswith("/"):
        way += "/"
    return way
