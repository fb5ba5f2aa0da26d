"""The address chooses the language: English at the root, French under ``/fr/``.

No header and no cookie has a say, so an address shows everybody the same page, and no cache needs to vary.
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

MOST_REPEATED = (
    200  # characters of a query that may not have been read; pages are no place to repeat more
)


@dataclass(frozen=True)
class OtherLanguage:
    """The same page in the other language: ``name`` is that language's, in itself."""

    language: str
    name: str
    address: str


def path_language(path: str) -> str:
    """The language of an address below the site's root, as ``request.path_info`` is: ``/fr/about/`` is ``"fr"``."""
    first = path.partition("?")[0].lstrip("/").split("/", 1)[0]
    return first if first in OTHER and first != settings.LANGUAGE_CODE else settings.LANGUAGE_CODE


def localized_path(language: str, path: str) -> str:
    """The address of the same page in that language, from the host's root: ``/about/`` is ``/fr/about/`` in French."""
    own = path_language(path)
    bare = path if own == settings.LANGUAGE_CODE else path.removeprefix(f"/{own}")
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return f"{get_script_prefix().rstrip('/')}{prefix}/{bare.lstrip('/')}"


def other_language_page(path: str) -> OtherLanguage:
    """The page at that address below the site's root, its query included, in the language that is not active."""
    other = OTHER[active_language()]
    return OtherLanguage(
        other, capital(get_language_info(other)["name_local"]), localized_path(other, path)
    )


def other_language_context(request: HttpRequest) -> dict[str, OtherLanguage]:
    """Context of every template: the same address in the other language, all that was asked included."""
    query = request.META.get("QUERY_STRING", "")
    return {
        "elsewhere": other_language_page(
            request.path_info + (f"?{query}" if 0 < len(query) <= MOST_REPEATED else "")
        )
    }


class LanguageMiddleware:
    """Makes the answer in the language of its address, and says so in ``Content-Language`` (RFC 9110 §8.5)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = path_language(request.path_info)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
