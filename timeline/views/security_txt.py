"""``/.well-known/security.txt`` (RFC 9116): to whom a vulnerability is reported."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from timeline.i18n.bilingual import OTHER

GOOD_FOR = timedelta(days=180)  # RFC 9116 §2.5.5 recommends less than a year
CACHE_CONTROL = "public, max-age=86400"  # a day, so what a cache gives is not about to expire


def security_txt(request: HttpRequest) -> HttpResponse:
    """The contacts of ``SITE_SECURITY_CONTACT``; without one there is no such file."""
    if not settings.SECURITY_CONTACTS:
        raise Http404
    expires = timezone.now() + GOOD_FOR
    lines = [f"Contact: {contact}" for contact in settings.SECURITY_CONTACTS]
    lines.append(f"Expires: {expires:%Y-%m-%dT00:00:00Z}")
    lines.append(f"Preferred-Languages: {', '.join(OTHER)}")
    lines.append(f"Canonical: {request.build_absolute_uri(request.path)}")
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = CACHE_CONTROL
    return response
