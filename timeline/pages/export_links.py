"""The formats that a page can be taken away in, as the page offers them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from timeline.exports.endpoints import LISTS
from timeline.exports.formats import Format, formats_of


@dataclass(frozen=True)
class Offer:
    """``address`` gives the data; ``href`` is what a visitor follows, which may subscribe a calendar to them."""

    address: str
    href: str
    form: Format
    what: str | Promise

    @property
    def media_type(self) -> str:
        return self.form.media_type


def offers(request: HttpRequest, name: str, query: str = "") -> list[Offer]:
    """A list in each of its formats, under the filters that the query says."""
    found = []
    for suffix, form in formats_of(name).items():
        address = reverse(LISTS[name].address, args=[suffix]) + query
        href = f"{form.scheme}://{request.get_host()}{address}" if form.scheme else address
        found.append(Offer(address, href, form, form.what))
    return found


def single(address: str) -> list[Offer]:
    """A row of which that is the page's address: as JSON."""
    form = formats_of("milestones")["json"]
    data = f"{address.rstrip('/')}.json"
    return [Offer(data, data, form, form.what)]
