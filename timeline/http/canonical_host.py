"""One host in every identifier, whichever of the site's hosts was asked.

A WSGI application (PEP 3333) around the site's own. Canonical links, ids of feeds, UIDs of
calendars, addresses in data and redirects are made from the host of the request. So a request for
any host that the site answers for is passed on as one for the first of ``SITE_HOSTS``, without the
port. All hosts then share their kept pages too. A request for a foreign host is passed on as it is,
and Django refuses it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from timeline.http.page_cache import Application, Environ, StartResponse

OTHER_HOST = "timeline.other_host"  # in the environ: the host that was asked, if another


class CanonicalHost:
    """The application, asked as one that has the host ``canonical`` alone."""

    def __init__(self, application: Application, canonical: str) -> None:
        self.application = application
        self.canonical = canonical
        self.name = split_domain_port(canonical)[0]

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        asked, _port = split_domain_port(environ.get("HTTP_HOST", ""))
        if asked and validate_host(asked, settings.ALLOWED_HOSTS):
            environ["HTTP_HOST"] = self.canonical  # no copy: the log reads what is noted in it
            if asked != self.name:
                environ[OTHER_HOST] = asked
        return self.application(environ, start_response)
