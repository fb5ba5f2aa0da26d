"""The page cache: a WSGI application (PEP 3333) around the site's own.

It keeps whole public answers in the memory of the process, each under what it was made from: the
edition of the record and all that the application may look at. The application is asked with just
that, so one key never has two answers. What it does not call public is passed on as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from threading import Event
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.utils.http import parse_http_date_safe

from timeline.http.compression import accepted_codings
from timeline.http.current_edition import EditionKey, EditionUnreadable
from timeline.http.edition_memory import ENVIRON_KEY
from timeline.http.kept_answers import KeptAnswer, KeptAnswers
from timeline.http.negotiation import ANYTHING, is_acceptable
from timeline.http.request_log import HIT

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Headers = list[tuple[str, str]]
PageKey = tuple[Any, ...]

KEPT = {"200", "304", "400", "404", "410"}
MAY_VARY_BY = {"accept", "accept-encoding"}
LEFT_OUT_OF_304 = {"content-length", "content-type", "content-encoding", "content-disposition"}
# What a key is made of besides the edition. Together no longer than what a kept answer is counted
# with beside its body, so that nobody fills the memory with keys.
KEY_TEXTS = (
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_HOST",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_NONE_MATCH",
)
LONGEST_KEY = 1000  # characters
# RFC 9211: marks a page that was kept, and that nobody could say is still current.
LAST_KNOWN = ("Cache-Status", "timeline; hit; detail=database-unreadable")
PATIENCE = 10.0  # seconds that a request waits for another that makes the same page


@lru_cache(maxsize=1024)
def _in_order(query: str, known: frozenset[str]) -> str:
    """The query with its parameters in a fixed order, "" where one is not known."""
    if not query.isascii():
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    if not all(name in known for name, _ in pairs):
        return ""
    return urlencode(sorted(pairs, key=lambda pair: pair[0]))  # values keep their order


class PublicRequest(NamedTuple):
    """A request whose answer may be kept. ``page``: the key of the page, of that edition.

    ``if_held``: the key of a 304 to this If-None-Match, None for a request without one.
    ``is_current``: whether the edition could be read; else the key is of the last that was.
    """

    edition: EditionKey
    page: PageKey
    if_held: PageKey | None
    query: str
    codings: str
    is_current: bool


class PageCache:
    """The application, with the public answers that it gave last.

    ``edition`` gives the current edition, None where there is none. While it raises
    ``EditionUnreadable``, pages are shown as they were kept last. ``parameters``: the names
    that a query may have. An address with any other is not kept.
    """

    def __init__(
        self,
        application: Application,
        edition: Callable[[], EditionKey | None],
        kept: KeptAnswers,
        parameters: Collection[str],
        patience: float = PATIENCE,
    ) -> None:
        self.application = application
        self.edition = edition
        self.kept = kept
        self.parameters = frozenset(parameters)
        self.patience = patience
        self._under_way: dict[PageKey, Event] = {}
        self._newest: EditionKey | None = None
        # Names of cookies that decide what the application answers.
        self._cookies = (f"{settings.SESSION_COOKIE_NAME}=", "messages=")

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        request = self._public_request(environ)
        if request is None:
            return self.application(environ, start_response)
        environ["QUERY_STRING"] = request.query
        environ["HTTP_ACCEPT_ENCODING"] = request.codings
        environ[ENVIRON_KEY] = request.edition
        answer = self._find(request)
        if not request.is_current:
            return self._last_known(answer, environ, start_response)
        if answer is not None:
            if _admits(environ, answer):
                environ[HIT] = True
                return _send(answer, environ, start_response)
            return self.application(environ, start_response)
        if environ["REQUEST_METHOD"] == "HEAD":
            return self.application(environ, start_response)
        return self._make_once(request, environ, start_response)

    # -- the request --

    def _public_request(self, environ: Environ) -> PublicRequest | None:
        """None if its answer is not to be kept, or not for everybody."""
        if not self._is_plain(environ):
            return None
        query = environ.get("QUERY_STRING", "")
        if query:
            query = _in_order(query, self.parameters)
            if not query:
                return None
        is_current = True
        try:
            edition = self.edition()
        except EditionUnreadable:
            edition, is_current = self._newest, False
        if edition is None:
            return None
        if edition != self._newest:
            self._newest = edition
            self.kept.clear()
        codings = accepted_codings(environ.get("HTTP_ACCEPT_ENCODING", ""))
        page = (
            edition,
            environ["HTTP_HOST"],
            environ["wsgi.url_scheme"],
            environ.get("SCRIPT_NAME", ""),
            environ.get("PATH_INFO", ""),
            query,
            codings,
        )
        if_held = None
        if "HTTP_IF_NONE_MATCH" in environ:
            if_held = (page, environ["HTTP_IF_NONE_MATCH"], environ.get("HTTP_ACCEPT"))
        return PublicRequest(edition, page, if_held, query, codings, is_current)

    def _is_plain(self, environ: Environ) -> bool:
        """Whether a visitor reads, without a session or an unusual condition, in few words."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or "HTTP_HOST" not in environ:
            return False
        if "HTTP_IF_MATCH" in environ or "HTTP_IF_UNMODIFIED_SINCE" in environ:
            return False
        cookies = environ.get("HTTP_COOKIE", "")
        if any(name in cookies for name in self._cookies):
            return False
        in_key = [str(environ.get(name, "")) for name in KEY_TEXTS]
        return sum(map(len, in_key)) <= LONGEST_KEY

    def _find(self, request: PublicRequest) -> KeptAnswer | None:
        """The page, or the 304 that the application once gave to the same condition."""
        answer = self.kept.get(request.page)
        if answer is None and request.if_held:
            answer = self.kept.get(request.if_held)
        return answer

    # -- the answer --

    def _last_known(
        self, answer: KeptAnswer | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """The page as it was kept, marked. Without one the application says what is wrong."""
        if answer is None or not _admits(environ, answer):
            return self.application(environ, start_response)

        def start_marked(status: str, headers: Headers, exc_info: Any = None) -> Any:
            return start_response(status, [*headers, LAST_KNOWN])

        environ[HIT] = True
        return _send(answer, environ, start_marked)

    def _make_once(
        self, request: PublicRequest, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Have the application answer. Whoever asks for the same meanwhile waits for the answer."""
        made = Event()
        key = request.if_held or request.page
        other = self._under_way.setdefault(key, made)
        if other is not made:
            other.wait(self.patience)
            answer = self._find(request)
            if answer is not None and _admits(environ, answer):
                environ[HIT] = True
                return _send(answer, environ, start_response)
            return self.application(environ, start_response)
        try:
            return self._make(request, environ, start_response)
        finally:
            del self._under_way[key]
            made.set()

    def _make(
        self, request: PublicRequest, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        started: list[tuple[str, Headers]] = []

        def note(status: str, headers: Headers, exc_info: Any = None) -> None:
            started.append((status, headers))

        body = self.application(environ, note)
        status, headers = started[-1]  # Django's handler starts before it returns
        if not _may_be_kept(status, headers, body):
            start_response(status, headers)
            return body
        answer = _kept_answer(status, headers, _read(body))
        key = request.if_held if status.startswith("304") else request.page
        if key is not None:  # a 304 to a date is not kept
            self.kept.put(key, answer)
        return _send(answer, environ, start_response)


def _read(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        close = getattr(body, "close", None)
        if close is not None:
            close()


def _may_be_kept(status: str, headers: Headers, body: Iterable[bytes]) -> bool:
    """Whether it is public, whole, sets no cookie and varies by nothing that is not in the key."""
    if status[:3] not in KEPT or getattr(body, "streaming", False):
        return False
    named = {name.lower(): value for name, value in headers}
    varies_by = {name.strip().lower() for name in named.get("vary", "").split(",")} - {""}
    is_public = named.get("cache-control", "").startswith("public")
    return is_public and "set-cookie" not in named and varies_by <= MAY_VARY_BY


def _kept_answer(status: str, headers: Headers, body: bytes) -> KeptAnswer:
    named = {name.lower(): value for name, value in headers}
    varies_by = {name.strip().lower() for name in named.get("vary", "").split(",")}
    return KeptAnswer(
        status=status,
        headers=headers,
        body=body,
        validators=[pair for pair in headers if pair[0].lower() not in LEFT_OUT_OF_304],
        etag=named.get("etag", ""),
        last_modified=parse_http_date_safe(named.get("last-modified", "")),
        negotiated=named.get("content-type", "").partition(";")[0] if "accept" in varies_by else "",
    )


def _admits(environ: Environ, answer: KeptAnswer) -> bool:
    """Whether the application would give that answer, as far as the Accept header has a say.

    An address has one media type: the header decides between it and 406 (``negotiation``). Where it
    is not plain what it decides, the application is asked.
    """
    accept = environ.get("HTTP_ACCEPT", ANYTHING)
    if accept == ANYTHING or not answer.negotiated or answer.status.startswith("304"):
        return True
    return answer.status.startswith("200") and is_acceptable(accept, answer.negotiated)


def _send(answer: KeptAnswer, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    if answer.etag and _is_held(answer, environ):
        start_response("304 Not Modified", answer.validators)
        return []
    start_response(answer.status, answer.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


def _is_held(answer: KeptAnswer, environ: Environ) -> bool:
    """Whether the client has it already (RFC 9110 §13.2.2): by its tag, else by its date."""
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        return tags in {answer.etag, "*"} or _opaque(answer.etag) in map(_opaque, tags.split(","))
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    if since is None or answer.last_modified is None:
        return False
    moment = parse_http_date_safe(since)
    return moment is not None and answer.last_modified <= moment


def _opaque(tag: str) -> str:
    """A tag without its mark of weakness: If-None-Match compares weakly (RFC 9110 §8.8.3.2)."""
    return tag.strip().removeprefix("W/")
