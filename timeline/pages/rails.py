"""The filters on the first screen: projects and years as plain links, each with its number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from timeline.queries.pagination import query_string
from timeline.queries.selection import NOT_COUNTED, FacetChoice, Selection

RAILS = ("project", "year")
"""The filters that have a rail. All others stand in the form."""

MOST_AT_ONCE = 10  # projects that stand at once where there are many; the others open
FEW = 14  # projects that all stand at once
NEWEST_YEARS = 20  # that stand at once where there are many; earlier ones open
FEW_YEARS = 26  # years that all stand at once


@dataclass(frozen=True)
class RailLink:
    """One value: ``address`` leads to its view or, where it is chosen, to the view without it.

    ``key`` names the link in the page. ``count`` is None where nothing is counted.
    """

    key: str
    text: str
    count: int | None
    address: str
    chosen: bool


@dataclass(frozen=True)
class Rail:
    """The values of one filter.

    ``links`` stand on the first screen. ``more`` follow when they are asked for. ``whole`` is the
    address of the view that no value narrows, "" where that is the view shown.
    """

    name: str
    label: str
    any_label: str
    whole: str
    links: list[RailLink]
    more: list[RailLink]


def filter_rails(selection: Selection) -> list[Rail]:
    """The rails of a valid selection that have something to choose. No query beyond its counts."""
    rails = [_projects(selection), _years(selection)]
    return [rail for rail in rails if rail.links]


def year_rails(years: Iterable[tuple[int, int | None]], asked: Mapping[str, Any]) -> list[Rail]:
    """Years with their numbers, of a list other than the timeline. ``asked``: its parameters."""
    chosen = asked.get("year", [])
    others = [(name, value) for name, value in asked.items() if name != "year"]
    links = []
    for year, count in years:
        is_chosen = year in chosen
        kept = [each for each in chosen if each != year] if is_chosen else [year]
        address = query_string([*others, ("year", kept)]) or "./"
        links.append(RailLink(f"year-{year}", str(year), count, address, is_chosen))
    if not links:
        return []
    first, more = by_age(links)
    whole = (query_string(others) or "./") if chosen else ""
    return [Rail("year", _("Year"), _("All years"), whole, first, more)]


def chosen_on_rails(selection: Selection) -> list[tuple[str, str]]:
    """(parameter, value) of what the rails have narrowed, which the form sends along."""
    pairs = []
    for name in RAILS:
        for value in selection.parameters.get(name, []):
            pairs.append((name, str(value)))
    return pairs


def _projects(selection: Selection) -> Rail:
    links = [_link(selection, "project", choice) for choice in selection.choices("project")]
    first, more = by_weight(links)
    return _rail(selection, "project", first, more)


def _years(selection: Selection) -> Rail:
    links = [_link(selection, "year", choice) for choice in selection.choices("year")]
    first, more = by_age(links)
    undated = _undated(selection)
    if undated is not None:
        first.append(undated)
    return _rail(selection, "year", first, more)


def _rail(selection: Selection, name: str, links: list[RailLink], more: list[RailLink]) -> Rail:
    declared = selection.filters.filters[name]
    whole = ""
    if any(link.chosen for link in (*links, *more)):
        whole = _address(selection, name, "")
    label = str(selection.filters.form.fields[name].label)
    return Rail(name, label, str(declared.any_label), whole, links, more)


def by_weight(links: list[RailLink]) -> tuple[list[RailLink], list[RailLink]]:
    """The links that stand at once, and the others: what is chosen first, then what finds most."""
    if len(links) <= FEW:
        return links, []
    weighed = sorted(links, key=lambda link: (not link.chosen, -(link.count or 0)))
    at_once = {link.key for link in weighed[:MOST_AT_ONCE]}
    first = [link for link in links if link.key in at_once]
    return first, [link for link in links if link.key not in at_once]


def by_age(links: list[RailLink]) -> tuple[list[RailLink], list[RailLink]]:
    """The years that stand at once, and the others: the newest, and what is chosen."""
    if len(links) <= FEW_YEARS:
        return links, []
    earlier = links[NEWEST_YEARS:]
    first = links[:NEWEST_YEARS] + [link for link in earlier if link.chosen]
    return first, [link for link in earlier if not link.chosen]


def _link(selection: Selection, name: str, choice: FacetChoice) -> RailLink:
    count = None if choice.count == NOT_COUNTED else choice.count
    address = _address(selection, name, choice.value)
    if choice.chosen:
        address = selection.query(without=(name, _typed(name, choice.value))) or "./"
    return RailLink(f"{name}-{choice.value}", choice.label, count, address, choice.chosen)


def _typed(name: str, value: str) -> Any:
    return int(value) if name == "year" else value


def _undated(selection: Selection) -> RailLink | None:
    """What was given no date, which no year lists. None where there is nothing such."""
    chosen = selection.parameters.get("dated") == "none"
    counts = selection.counts.of_filter("year")
    count = None if counts is None else counts[None]
    if not chosen and (not count or selection.filters.by_announcement):
        return None
    address = _address(selection, "year", "")
    if not chosen:
        address = selection.undated_address
    return RailLink("year-none", _("No date"), count, address, chosen)


def _address(selection: Selection, name: str, value: str) -> str:
    """The view that differs by one filter, which has this value alone, or none for ""."""
    pairs = []
    for each, given in selection.parameters.items():
        stays_without_date = each == "dated" and given == "none" and name == "year"
        if each != name and not stays_without_date:
            pairs.append((each, given))
    if value:
        pairs.append((name, value))
    order = list(selection.filters.form.fields)
    pairs.sort(key=lambda pair: order.index(pair[0]))
    return query_string(pairs) or "./"
