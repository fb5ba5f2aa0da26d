"""Content codings (RFC 9110 §8.4): gzip, and brotli (RFC 7932) for what is public."""

from __future__ import annotations

import re
from functools import lru_cache

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

QUALITY = 5  # as quick as gzip, and a fifth smaller
SHORTEST = 200  # bytes; GZipMiddleware leaves shorter ones alone too
REFUSED = re.compile(r"\s*q\s*=\s*0(\.0*)?\s*")
OFFERED = ("br", "gzip")


LONGEST_REMEMBERED = 500  # characters of a header


def accepted_codings(accept_encoding: str) -> str:
    """Which of our codings an Accept-Encoding header admits: "br, gzip", one of them, or "".

    None for a header that no client of good faith sends.
    """
    if len(accept_encoding) > LONGEST_REMEMBERED:
        return ""
    return _accepted_codings(accept_encoding)


@lru_cache(maxsize=256)
def _accepted_codings(accept_encoding: str) -> str:
    accepted = set()
    for offer in accept_encoding.lower().split(","):
        name, _, weight = offer.partition(";")
        if not REFUSED.fullmatch(weight):
            accepted.add(name.strip())
    return ", ".join(name for name in OFFERED if name in accepted)


class CompressionMiddleware(GZipMiddleware):
    """Compresses what is public with brotli for clients that take it, and all else with gzip.

    Django's gzip adds random bytes to hide the length of a secret on a page (BREACH). Brotli adds
    none, so it is for pages that hold no secret: those that any cache may keep.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not isinstance(response, HttpResponse) or not _suits_brotli(request, response):
            return super().process_response(request, response)
        patch_vary_headers(response, ["Accept-Encoding"])
        response.content = brotli.compress(response.content, quality=QUALITY)
        response["Content-Length"] = str(len(response.content))
        response["Content-Encoding"] = "br"
        etag = response.get("ETag", "")
        if etag.startswith('"'):
            response["ETag"] = f"W/{etag}"  # one tag for several byte sequences (RFC 9110 §8.8.1)
        return response


def _suits_brotli(request: HttpRequest, response: HttpResponse) -> bool:
    if response.has_header("Content-Encoding") or len(response.content) < SHORTEST:
        return False
    if not response.get("Cache-Control", "").startswith("public"):
        return False
    return accepted_codings(request.headers.get("Accept-Encoding", "")).startswith("br")
