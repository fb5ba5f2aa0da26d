"""Sitemaps, as a search engine reads them."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

from django.test import Client

MAP, LINK = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}link"
HOST = "http://testserver"


def asked(client: Client, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/xml"
    return fromstring(answer.getvalue())  # noqa: S314 - our own


def locations(found: Element) -> list[str]:
    return [one.text or "" for one in found.iter(f"{MAP}loc")]


def text_of(parent: Element, name: str) -> str:
    return parent.findtext(f".//{name}") or ""
