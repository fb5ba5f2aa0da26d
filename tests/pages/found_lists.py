"""What a page without milestones lists in their place."""

from __future__ import annotations

from tests.markup import Visit


def leads(visit: Visit, address: str, language: str = "en") -> dict[str, list[str]]:
    """The lists of the page: heading -> addresses."""
    found = {}
    for part in visit(address, language=language).all("section", css="elsewhere"):
        links = [link.attrs["href"] for link in part.one("ul").all("a")]
        found[part.one("h3").text] = links
    return found
