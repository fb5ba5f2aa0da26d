"""The address chooses the language: English at the root, French under ``/fr/``.

No header and no cookie has a say: an address shows everybody the same page, and no cache needs to
vary.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix
from django.utils import translation
from django.utils.translation import get_language_info

from timeline.i18n.bilingual import OTHER, active_language
from timeline.i18n.number_words import capital

# Characters of a query that a page repeats: the query may not have been read.
MOST_REPEATED = 200


@dataclass(frozen=True)
class OtherLanguage:
    """The same page in the other language: ``name`` is that language's, in itself."""

    language: str
    name: str
    address: str


def path_language(path: str) -> str:
    """The language of a path (``request.path_info``): ``/fr/about/`` is ``"fr"``."""
    first = path.partition("?")[0].lstrip("/").split("/", 1)[0]
    if first in OTHER and first != settings.LANGUAGE_CODE:
        return first
    return settings.LANGUAGE_CODE


def localized_path(language: str, path: str) -> str:
    """The same page in that language: ``/about/`` is ``/fr/about/`` in French."""
    own = path_language(path)
    if own != settings.LANGUAGE_CODE:
        path = path.removeprefix(f"/{own}")
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return f"{get_script_prefix().rstrip('/')}{prefix}/{path.lstrip('/')}"


def other_language_page(path: str) -> OtherLanguage:
    """The page at that path (query included) in the language that is not active."""
    other = OTHER[active_language()]
    name = capital(get_language_info(other)["name_local"])
    return OtherLanguage(other, name, localized_path(other, path))


def other_language_context(request: HttpRequest) -> dict[str, OtherLanguage]:
    """Context of every template: the same address in the other language, query included."""
    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    if 0 < len(query) <= MOST_REPEATED:
        path = f"{path}?{query}"
    return {"elsewhere": other_language_page(path)}


class LanguageMiddleware:
    """Answers in the language of the address, named in ``Content-Language`` (RFC 9110 §8.5)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = path_language(request.path_info)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
