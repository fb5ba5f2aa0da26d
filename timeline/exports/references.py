"""References: how the record is cited, as the reference managers of researchers read it.

BibTeX is written as its manual of 1988 describes it (Patashnik, "BibTeXing"), RIS as Research
Information Systems specified it in 2011. Both hold one line for each value, in UTF-8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from timeline.exports.plain_text import one_line

CONTROL_WORDS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
CONTROL_WORDS |= {sign: f"\\{sign}" for sign in "%$#&_"}
LANGUAGES = {"en": "english", "fr": "french"}


@dataclass(frozen=True)
class Reference:
    """What is cited, and the version of the record that was read.

    ``issued_on`` is the day of a document, else that of the edition. ``address`` is permanent.
    ``edition`` is None where nothing was ever saved.
    """

    key: str
    author: str
    title: str
    issued_on: date
    container: str
    """The site: "Imperial Mining Group timeline"."""
    address: str
    edition: int | None
    edition_on: date
    read_on: date
    language: str

    @property
    def version(self) -> str:
        """The edition's number and day: "12 (2026-11-29)"."""
        return f"{self.edition or 0} ({self.edition_on})"


def cited_address(address: str, day: date) -> str:
    """The permanent address of a page: it says what was corrected since that day."""
    return f"{address}?cited={day}"


def bibtex(reference: Reference) -> str:
    """An entry as BibTeX reads it, with a line break at its end."""
    fields = {
        "author": f"{{{_in_bibtex(reference.author)}}}",  # a company has no first name
        "title": f"{{{_in_bibtex(reference.title)}}}",
        "year": str(reference.issued_on.year),
        "month": str(reference.issued_on.month),
        "day": str(reference.issued_on.day),
        "howpublished": _in_bibtex(reference.container),
        "version": reference.version,
        "url": reference.address,
        "urldate": str(reference.read_on),
        "language": LANGUAGES[reference.language],
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items()]
    return f"@misc{{{_key(reference.key)},\n{''.join(lines)}}}\n"


def _key(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]", "-", text)


def _in_bibtex(text: str) -> str:
    return "".join(CONTROL_WORDS.get(sign, sign) for sign in one_line(text))


def ris(reference: Reference) -> str:
    """A record as RIS has it, its lines ended by CR LF."""
    values = [
        ("TY", "ELEC"),
        ("ID", _key(reference.key)),
        ("AU", one_line(reference.author)),
        ("TI", one_line(reference.title)),
        ("T2", one_line(reference.container)),
        ("PY", str(reference.issued_on.year)),
        ("DA", f"{reference.issued_on:%Y/%m/%d}"),
        ("ET", reference.version),
        ("UR", reference.address),
        ("Y2", f"{reference.read_on:%Y/%m/%d}"),
        ("LA", reference.language),
    ]
    lines = [f"{tag}  - {value}\r\n" for tag, value in values]
    return "".join([*lines, "ER  - \r\n"])
