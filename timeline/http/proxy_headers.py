"""What a proxy in front says of a request: the visitor's address and the scheme that was asked.

A WSGI application (PEP 3333) around the site's own. It puts both where a server puts them that
visitors reach directly, ``REMOTE_ADDR`` and ``wsgi.url_scheme``, so that nothing behind it has to
know of a proxy.

Servers give ``X-Forwarded-For`` and ``X_Forwarded_For`` one name, ``HTTP_X_FORWARDED_FOR``
(PEP 3333, RFC 3875 §4.1.18). Granian gives the value of the last one alone, so a proxy that passes
on names with underscores lets every visitor choose an address. ``Forwarded`` (RFC 7239) has no
hyphen, and so no second spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address

from timeline.http.page_cache import Application, Environ, StartResponse

# A parameter of Forwarded: a token, or text in quotes (RFC 7239 §4).
PARAMETER = re.compile(
    r"""\s*([a-z]+)\s*=\s*(?:"([^"\\]*)"|([^\s";=]+))\s*(?:;|$)""", re.IGNORECASE
)
BRACKETED = re.compile(r"\[([^\]]*)\](?::\d+)?")  # an IPv6 address, with a port or without
WITH_PORT = re.compile(r"([\d.]+):\d+")


class ProxyHeaders:
    """The application, told the visitor's address and scheme as the proxy in front names them.

    ``kind``: "forwarded" for ``Forwarded``, "x-forwarded" for ``X-Forwarded-For`` and
    ``X-Forwarded-Proto``. Of several values the last counts, which that proxy added. A value that
    is no address, or neither http nor https, is ignored: the proxy's own stands.
    """

    def __init__(self, application: Application, kind: str) -> None:
        self.application = application
        self.read = _forwarded if kind == "forwarded" else _x_forwarded

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        address, scheme = self.read(environ)
        named = dict(environ)
        if address_in(address):
            named["REMOTE_ADDR"] = address_in(address)
        if scheme.lower() in {"http", "https"}:
            named["wsgi.url_scheme"] = scheme.lower()
        return self.application(named, start_response)


def address_in(text: str) -> str:
    """The network address in "203.0.113.9", "203.0.113.9:4711" or "[2001:db8::1]:4711", else ""."""
    text = text.strip()
    within = BRACKETED.fullmatch(text) or WITH_PORT.fullmatch(text)
    try:
        address = ip_address(within[1] if within else text)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        if address.scope_id:  # of a network that only the proxy is in; no column can hold it
            return ""
        return str(address.ipv4_mapped or address)
    return str(address)


def _last(values: str) -> str:
    """The last of the values that commas join. Whoever came before cannot reach it with a quote."""
    return values.rpartition(",")[2].strip()


def _x_forwarded(environ: Environ) -> tuple[str, str]:
    return (
        _last(environ.get("HTTP_X_FORWARDED_FOR", "")),
        _last(environ.get("HTTP_X_FORWARDED_PROTO", "")),
    )


def _forwarded(environ: Environ) -> tuple[str, str]:
    named = {}
    for name, quoted, token in PARAMETER.findall(_last(environ.get("HTTP_FORWARDED", ""))):
        named[name.lower()] = quoted or token
    return named.get("for", ""), named.get("proto", "")
