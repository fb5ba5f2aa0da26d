"""A WSGI application that gives one answer to everything, read once from the file ``BARE_ANSWER``.

Whoever asks with If-None-Match is answered 304, without a body.

No server of pages does less: it is what kept pages are measured against.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_kept: list[Any] = []


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    if not _kept:
        answer = json.loads(Path(os.environ["BARE_ANSWER"]).read_text())
        headers = [(name, value) for name, value in answer["headers"]]
        without_body = [pair for pair in headers if not pair[0].startswith("content-")]
        body = answer["body"].encode("latin-1")
        _kept.extend([answer["status"], headers, body, without_body])
    status, headers, body, without_body = _kept
    if "HTTP_IF_NONE_MATCH" in environ:
        start_response("304 Not Modified", list(without_body))
        return []
    start_response(status, list(headers))
    return [body]
