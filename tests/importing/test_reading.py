"""Documents of every kind, read or refused in a sentence."""

from __future__ import annotations

import time
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importing.pdf_files import encrypted, pdf_of, without_text
from timeline.importing.reading import MOST_BYTES, MOST_CHARACTERS, read_document
from timeline.importing.refusals import UnreadableDocument

LINES = [
    "Tern Hollow Copper Opens Its Second Adit",
    "",
    "Halifax, Nova Scotia, May 4, 2021 - Tern Hollow Copper Inc. has opened its second adit",
    "on the eastern slope.",
]


def paragraphs(content: bytes, name: str = "") -> list[str]:
    return [paragraph.text for paragraph in read_document(content, name).paragraphs]


def refusal(content: bytes, name: str = "") -> str:
    with pytest.raises(UnreadableDocument) as refused:
        read_document(content, name)
    assert refused.value.reason.endswith(".")
    return refused.value.code


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"]
)
def test_a_text_is_read_in_its_encoding(encoding: str) -> None:
    assert paragraphs("L’été à Rivière-du-Tilleul\n\nDéjà vu.".encode(encoding)) == [
        "L’été à Rivière-du-Tilleul",
        "Déjà vu.",
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\n\t", "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"PK\x03\x04" + b"word/document.xml" * 9, "binary"),
        (b"{\\rtf1 text}", "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 90, "binary"),
        (b"<html><body><script>var a = 1;</script></body></html>", "empty"),
        (b"a" * (MOST_BYTES + 1), "too_large"),
        (b"word " * (MOST_CHARACTERS // 5 + 1), "too_long"),
        (b"%PDF-1.7\nnothing more", "truncated"),
        (b"%PDF-1.7\nnothing of use\n%%EOF", "damaged"),
        (without_text(), "image_only"),
        (without_text(101), "too_many_pages"),
        (encrypted(pdf_of([LINES])), "encrypted"),
        (pdf_of([LINES])[:-300], "truncated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert refusal(content, "release.txt") == code


def test_a_pdf_is_read_to_its_paragraphs() -> None:
    assert paragraphs(pdf_of([LINES])) == [
        "Tern Hollow Copper Opens Its Second Adit",
        "Halifax, Nova Scotia, May 4, 2021 - Tern Hollow Copper Inc. has opened its second adit on the eastern slope.",
    ]


def test_heads_and_feet_of_pages_are_left_out_and_a_cut_paragraph_is_whole() -> None:
    first = [
        "TERN HOLLOW   2021-04",
        "",
        *["The crews found ore in the", "lower drift."],
        "",
        "They then moved to the",
        "",
        "Page 1",
    ]
    second = ["TERN HOLLOW   2021-04", "", "upper drift and stayed.", "", "Page 2"]
    assert paragraphs(pdf_of([first, second])) == [
        "The crews found ore in the\nlower drift.",
        "They then moved to the\nupper drift and stayed.",
    ]


def bomb(megabytes: int) -> bytes:
    """A PDF whose one page grows to so many megabytes."""
    stream = zlib.compress(b"BT (a) Tj ET " * (megabytes * 80_000), 9)
    plain = pdf_of([["x"]])
    head, tail = plain.split(b"5 0 obj")[0], plain.split(b"endstream\nendobj\n", 1)[1]
    made = f"5 0 obj\n<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream
    return head + made + b"\nendstream\nendobj\n" + tail


@pytest.mark.slow
def test_a_pdf_that_grows_without_end_is_refused_and_harms_nobody() -> None:
    started = time.monotonic()
    assert refusal(bomb(200)) in ("too_heavy", "damaged", "too_long")
    assert time.monotonic() - started < 25


def test_the_pages_of_a_pdf_may_not_lead_in_a_circle() -> None:
    made = pdf_of([LINES]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    assert refusal(made) in ("damaged", "too_heavy", "image_only")


def test_ten_pages_are_read_within_three_seconds() -> None:
    page = [
        f"Line {number} of the page, on the copper of the eastern slope." for number in range(45)
    ]
    content = pdf_of([page] * 10)
    started = time.monotonic()
    read_document(content)
    assert time.monotonic() - started < 3


HTML = """<!DOCTYPE html><html><head><title>Adit opened | Tern Hollow</title><script>alert("no")</script></head><body>
<nav><a href="/news/">News of May 1, 2020</a></nav><aside>Latest: June 2, 2022</aside>
<main><article><time datetime="2021-05-04">May 4, 2021</time><h1>Tern Hollow Copper Opens Its Second Adit</h1>
<p>Tern Hollow Copper Inc. has opened its second adit on the eastern slope, two years after it bought the ground
from its neighbour. The crews found the ore that the first nine holes had promised, and more.</p>
<ul><li>First item</li><li>Second item</li></ul>
<p>Ask:<br>Ada Quist<br><a href="https://ternhollow.example/ask">the office</a></p></article></main>
<footer>© 2024. All rights reserved.</footer></body></html>"""


def test_of_a_page_only_the_release_is_read() -> None:
    read = read_document(HTML.encode())
    assert [paragraph.text for paragraph in read.paragraphs] == [
        "May 4, 2021",
        "Tern Hollow Copper Opens Its Second Adit",
        (
            "Tern Hollow Copper Inc. has opened its second adit on the eastern slope, two years after it bought the ground "
            "from its neighbour. The crews found the ore that the first nine holes had promised, and more."
        ),
        "• First item\n• Second item",
        "Ask:\nAda Quist\nthe office",
    ]
    assert (read.dated, read.links) == ("2021-05-04", ("https://ternhollow.example/ask",))


def test_a_page_that_nests_without_end_is_read_or_refused() -> None:
    with suppress(UnreadableDocument):
        read_document(b"<html><body>" + b"<div>" * 50_000 + b"text" + b"</div>" * 50_000)


@given(st.binary(max_size=300), st.sampled_from(["", "a.txt", "a.html", "a.pdf"]))
def test_no_bytes_make_reading_fail_otherwise_than_with_a_reason(content: bytes, name: str) -> None:
    with suppress(UnreadableDocument):
        assert read_document(content.replace(b"%PDF-", b""), name).paragraphs
