"""The text of a PDF, read in a process of its own: run by ``pdf_text``, never imported by the site.

Reads the document from standard input. Writes JSON: {"pages": […]} or {"refused": code}.
Time, memory, pages and text are capped: a hostile document harms nobody but this process.
"""

import io
import json
import logging
import resource
import sys

MOST_SECONDS = 15
MOST_MEMORY = 768 * 1024 * 1024
MOST_PAGES = 100
MOST_CHARACTERS = 2_000_000


def limit() -> None:
    """Cap the time and the memory of this process."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def pages_of(content: bytes) -> dict[str, object]:
    """The text of each page, laid out with spaces as on paper, or why there is none."""
    from pypdf import PdfReader  # noqa: PLC0415

    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"refused": "encrypted"}
    if len(reader.pages) > MOST_PAGES:
        return {"refused": "too_many_pages"}
    pages: list[str] = []
    characters = 0
    for page in reader.pages:
        text = page_text(page)
        characters += len(text)
        if characters > MOST_CHARACTERS:
            return {"refused": "too_long"}
        pages.append(text)
    if not any(text.strip() for text in pages):
        return {"refused": "image_only"}
    return {"pages": pages}


def page_text(page: object) -> str:
    """The text as it is laid out, or, where that cannot be told, as it is written."""
    try:
        text = page.extract_text(extraction_mode="layout")  # type: ignore[attr-defined]
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 - whatever a damaged page makes of the layout
        text = ""
    return str(text if text.strip() else page.extract_text())  # type: ignore[attr-defined]


def main() -> None:
    limit()
    logging.disable(logging.CRITICAL)
    content = sys.stdin.buffer.read()
    try:
        answer = pages_of(content)
    except (MemoryError, RecursionError):
        answer = {"refused": "too_heavy"}
    except Exception as error:  # noqa: BLE001 - a damaged document raises nearly anything
        limited = "LimitReached" in type(error).__name__
        answer = {"refused": "too_heavy" if limited else "damaged"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
