"""Why a document cannot be read, in sentences for the person who gave it."""

from collections.abc import Mapping

from timeline.dates.translation import gettext_noop

REFUSALS: Mapping[str, str] = {
    "empty": gettext_noop("The document is empty."),
    "too_large": gettext_noop("The document is too large: at most 20 MB are read."),
    "too_long": gettext_noop("The document is too long: at most 2,000,000 characters are read."),
    "binary": gettext_noop("This is no text, HTML or PDF document."),
    "encrypted": gettext_noop("The PDF is protected by a password. Save a copy without one."),
    "truncated": gettext_noop("The PDF ends too early: the file is not complete."),
    "damaged": gettext_noop("The PDF is damaged and cannot be read."),
    "image_only": gettext_noop(
        "The PDF holds no text, only pictures of pages. Paste the text, or recognise it first."
    ),
    "too_many_pages": gettext_noop("The PDF has too many pages: at most 100 are read."),
    "too_heavy": gettext_noop(
        "The PDF asks for more time or memory than a release should. It was not read."
    ),
    "not_found": gettext_noop("There is no such file."),
    "not_readable": gettext_noop("The file cannot be opened."),
}


class UnreadableDocument(ValueError):  # noqa: N818 - named as UnreadableDate is
    """A document that cannot be read. ``code`` is a key of REFUSALS, ``reason`` the sentence."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.reason = REFUSALS[code]
        super().__init__(self.reason)
