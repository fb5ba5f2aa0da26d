"""The Link header (RFC 8288) of responses that are data."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from timeline.i18n.language import other_language_page


def set_link_header(
    response: HttpResponseBase,
    request: HttpRequest,
    *,
    html: str,
    canonical: str,
    schema: str,
    next_page: str = "",
) -> None:
    """Name the page that shows the same, the other language, the schema and the next page.

    All addresses are absolute. ``schema`` and ``next_page`` are "" where there is none.
    """
    address = urlsplit(canonical)
    query = f"?{address.query}" if address.query else ""
    other = other_language_page(request.path_info + query)
    translation = request.build_absolute_uri(other.address)
    service = request.build_absolute_uri(reverse("timeline:openapi"))
    links = [
        f'<{canonical}>; rel="canonical"',
        f'<{html}>; rel="alternate"; type="text/html"',
        f'<{translation}>; rel="alternate"; hreflang="{other.language}"',
        f'<{service}>; rel="service-desc"; type="application/json"',
    ]
    if schema:
        links.append(f'<{schema}>; rel="describedby"; type="application/json"')
    if next_page:
        links.append(f'<{next_page}>; rel="next"')
    response["Link"] = ", ".join(links)
