"""The pages of a PDF as text. A child process reads them, with time, memory and pages capped."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from timeline.importing.refusals import REFUSALS, UnreadableDocument

CHILD = Path(__file__).with_name("pdf_child.py")
MOST_SECONDS = 20
END = b"%%EOF"


def pages_of(content: bytes) -> list[str]:
    """The text of each page, laid out as on paper. Raises UnreadableDocument."""
    if END not in content[-2048:]:
        raise UnreadableDocument("truncated")
    try:
        done = subprocess.run(  # noqa: S603 - our own program, with fixed arguments
            [sys.executable, "-I", str(CHILD)],
            input=content,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableDocument("too_heavy") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise UnreadableDocument("too_heavy") from None
    if done.returncode != 0 or "pages" not in answer:
        code = answer.get("refused", "")
        raise UnreadableDocument(code if code in REFUSALS else "damaged")
    return [str(page) for page in answer["pages"]]
