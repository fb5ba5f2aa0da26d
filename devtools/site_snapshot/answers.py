"""One answer of the site as a file: its address, its status, its headers, a blank line, its body.

Some things change with each run or each release of the software, and no visitor reads them. They
are left out or masked: the headers of ``UNSTABLE_HEADERS``, the hashes in names of static files,
nonces and CSRF tokens. The directives of a content security policy are sorted, since django-csp
writes them in another order with each start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

# The ETag holds a digest of the software, Last-Modified the moment of the last import. The length
# follows the body, in which white space may differ.
UNSTABLE_HEADERS = {"content-length", "date", "etag", "expires", "last-modified", "set-cookie"}
POLICY = "content-security-policy"
MASKS = (
    (re.compile(rb"(/static/[^\"'\s<>]*?\.)[0-9a-f]{12}(\.\w+)"), rb"\1HASH\2"),
    (re.compile(rb"(nonce-|nonce=\")[\w+/=-]+"), rb"\1NONCE"),
    (re.compile(rb"(name=\"csrfmiddlewaretoken\" value=\")\w+"), rb"\1TOKEN"),
)
LONGEST_NAME = 100  # characters of an address that a file's name repeats


@dataclass(frozen=True)
class KeptAnswer:
    """What the site answered at an address, masked. Header names are in lower case."""

    address: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def head(self) -> list[str]:
        """The status and the headers, a line each."""
        lines = [f"status: {self.status}"]
        lines += map(": ".join, sorted(self.headers.items()))
        return lines

    def write_into(self, folder: Path) -> None:
        head = "\n".join([f"address: {self.address}", *self.head])
        path = folder / file_name(self.address)
        path.write_bytes(head.encode() + b"\n\n" + self.body)


def masked(
    address: str, status: int, headers: Iterable[tuple[str, str]], body: bytes
) -> KeptAnswer:
    kept = {}
    for name, value in headers:
        if name.lower() not in UNSTABLE_HEADERS:
            kept[name.lower()] = _mask(value.encode()).decode()
    if POLICY in kept:
        kept[POLICY] = "; ".join(sorted(kept[POLICY].split("; ")))
    return KeptAnswer(address, status, kept, _mask(body))


def read_answer(path: Path) -> KeptAnswer:
    head, _blank, body = path.read_bytes().partition(b"\n\n")
    fields = {}
    for line in head.decode().split("\n"):
        name, _colon, value = line.partition(": ")
        fields[name] = value
    address = fields.pop("address")
    status = int(fields.pop("status"))
    return KeptAnswer(address, status, fields, body)


def file_name(address: str) -> str:
    """A name that is safe on every file system. No two addresses share it."""
    readable = re.sub(r"[^\w.-]+", "_", address, flags=re.ASCII)[:LONGEST_NAME]
    digest = sha256(address.encode()).hexdigest()[:12]
    return f"{readable}-{digest}.txt"


def _mask(text: bytes) -> bytes:
    for pattern, replacement in MASKS:
        text = pattern.sub(replacement, text)
    return text
