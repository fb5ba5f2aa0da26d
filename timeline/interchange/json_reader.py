"""A JSON file of many rows, read one row at a time. Memory is bounded.

What is no such file is refused in words.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MOST_BYTES = 500_000_000  # of a file: a record of 100,000 milestones has less than half of it
LONGEST_ROW = 2_000_000  # characters
MOST_DIGITS = 18  # of a number: more do not fit into a column of 64 bits
CHUNK = 1 << 16
BLANK = re.compile(r"[ \t\n\r]*")


class UnreadableFile(Exception):  # noqa: N818 - like ``UnreadableDate``
    """Why a file cannot be read, in words."""


def rows_of(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The line on which each row begins, and the row.

    Raises ``UnreadableFile``, if need be after some rows.
    """
    return _Rows(_pieces(path)).all()


def _pieces(path: Path) -> Iterator[str]:
    decode = codecs.getincrementaldecoder("utf-8-sig")("strict").decode
    read = 0
    try:
        with _opened(path) as file:
            while piece := file.read(CHUNK):
                read += len(piece)
                if read > MOST_BYTES:
                    raise UnreadableFile(_too_big(read))
                yield decode(piece)
            yield decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"it is not UTF-8 text ({error.reason})") from None
    except OSError as error:
        raise UnreadableFile(f"it cannot be opened ({error.strerror or error})") from None


def _opened(path: Path) -> Any:
    """The open file. Nothing is read before it is known to be a plain one, no link, and small."""
    # Without O_NONBLOCK, opening a pipe would wait for somebody to write into it.
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    status = os.fstat(handle)
    is_plain = stat.S_ISREG(status.st_mode)
    if is_plain and status.st_size <= MOST_BYTES:
        return os.fdopen(handle, "rb")
    os.close(handle)
    raise UnreadableFile(_too_big(status.st_size) if is_plain else "it is no plain file")


def _too_big(size: int) -> str:
    return f"it has {size:,} bytes or more, and {MOST_BYTES:,} are the most that is read"


class _Rows:
    """What is left to read: ``text`` from ``at`` on, and then further pieces."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self.pieces = pieces
        self.text = ""
        self.at = 0
        self.line = 1
        self.decoder = json.JSONDecoder(
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
        )

    def all(self) -> Iterator[tuple[int, dict[str, Any]]]:
        if self._next() != "[":
            raise UnreadableFile("it is no JSON list of rows: it does not begin with [")
        self._step(1)
        if self._next() == "]":
            self._step(1)
        else:
            yield from self._rows()
        if self._next():
            raise UnreadableFile(f"line {self.line}: something follows the list")

    def _rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        while True:
            if self._next() != "{":
                raise UnreadableFile(
                    f"line {self.line}: a row is expected here, and a row begins with {{"
                )
            yield self.line, self._row()
            mark = self._next()
            if mark not in {",", "]"}:
                raise UnreadableFile(
                    f"line {self.line}: a comma or the end of the list is expected after a row"
                )
            self._step(1)
            if mark == "]":
                return

    def _next(self) -> str:
        """The next character that is no blank, "" at the end of the file."""
        while True:
            blank = BLANK.match(self.text, self.at)
            self._step((blank.end() if blank else self.at) - self.at)
            if self.at < len(self.text):
                return self.text[self.at]
            if not self._more():
                return ""

    def _step(self, characters: int) -> None:
        self.line += self.text.count("\n", self.at, self.at + characters)
        self.at += characters

    def _more(self) -> bool:
        piece = next(self.pieces, None)
        self.text = self.text[self.at :] + (piece or "")
        self.at = 0
        return piece is not None

    def _row(self) -> dict[str, Any]:
        """The row that begins here, for which as much is read as it takes."""
        while True:
            try:
                row, end = self.decoder.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                if len(self.text) - self.at > LONGEST_ROW:
                    raise UnreadableFile(
                        f"line {self.line}: this row does not end, or is too long"
                    ) from None
                if not self._more():
                    wrong = self.line + self.text.count("\n", self.at, error.pos)
                    raise UnreadableFile(f"line {wrong}: it is not JSON ({error.msg})") from None
            except RecursionError:
                raise UnreadableFile(f"line {self.line}: this row is nested too deep") from None
            except UnreadableFile as error:
                raise UnreadableFile(f"line {self.line}, in this row: {error}") from None
            else:
                self._step(end - self.at)
                return row  # type: ignore[no-any-return]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _value in pairs)
        twice = min(name for name in counts if counts[name] > 1)
        raise UnreadableFile(f"{shown(twice)} is given twice")
    return found


def _whole(text: str) -> int:
    if len(text.lstrip("-")) > MOST_DIGITS:
        raise UnreadableFile(f"a number of more than {MOST_DIGITS} digits")
    return int(text)


def _no_fraction(text: str) -> float:
    raise UnreadableFile(f"{shown(text)}: only whole numbers are read; a share is written as text")


def shown(value: Any, most: int = 60) -> str:
    """A value in a message: on one line, not long, without what a terminal would obey."""
    try:
        text = value
        if not isinstance(value, str):
            text = json.dumps(value, ensure_ascii=False, default=str)
    except RecursionError:
        text = "a value nested too deep"
    safe = text[: most + 1]
    if not safe.isprintable():
        safe = "".join(map(_printable, safe))
    return f"“{safe[:most]}…”" if len(safe) > most else f"“{safe}”"


def _printable(character: str) -> str:
    return character if character.isprintable() else f"\\u{ord(character):04x}"
