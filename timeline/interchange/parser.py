"""A folder taken apart, as if by somebody who means harm: what it holds is believed only once it was looked at.

It never sees the database. What the rows themselves say is checked when they are filed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from timeline.dates.phrases import FIRST_YEAR, LAST_YEAR
from timeline.interchange.columns import (
    FILES,
    NAMED_BY,
    Key,
    Model,
    columns,
    key_columns,
    label,
    shape,
)
from timeline.interchange.json_rows import UnreadableFile, rows_of, shown
from timeline.models import Company, Milestone
from timeline.models.translation_status import LANGUAGES, bilingual_texts

DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
ALLOWED = "\t\n\r"  # of the control characters
MOST_LINKS = 1000  # of a row, in one column
COMPANY_KEY: Key = (1,)


class InvalidValue(Exception):  # noqa: N818 - the value is what is wrong
    """Why a value is refused, as the end of a sentence."""


@dataclass(frozen=True)
class RowProblem:
    """Something that is refused: the file, the row where there is one, the column where there is one, and why."""

    file: str
    why: str
    row: str = ""
    column: str = ""

    def __str__(self) -> str:
        return f"{', '.join(part for part in (self.file, self.row, self.column) if part)}: refused: {self.why}"


@dataclass(frozen=True)
class ParsedRow:
    """A row as it was read. ``values``: by column, as Python has them; references as keys. Absent: says nothing."""

    file: str
    line: int
    model: Model
    key: Key
    values: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.model._meta.model_name} {row_name(self.key)}".strip()


@dataclass
class ParsedRecord:
    """What a folder holds: its files, the keys of its rows, and all that is wrong with it."""

    files: list[str] = field(default_factory=list)
    keys: dict[Model, set[Key]] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    settles: dict[Key, Key] = field(default_factory=dict)


def row_name(key: Key) -> str:
    return " ".join(shown(part)[1:-1] for part in key)


def parse_folder(folder: Path) -> ParsedRecord:
    """Read a folder through, once, and keep what is wrong with it."""
    found = ParsedRecord()
    found.files = _files(folder, found.problems)
    for one in rows(folder, found.files):
        if isinstance(one, RowProblem):
            found.problems.append(one)
            continue
        known = found.keys.setdefault(one.model, set())
        if one.key in known:
            found.problems.append(
                RowProblem(one.file, f"it is there twice, again on line {one.line}", str(one))
            )
        known.add(one.key)
        if one.model is Milestone and one.values.get("settles"):
            found.settles[one.key] = one.values["settles"]
    found.problems += [
        RowProblem(
            "milestones.json",
            f"a circle of plans that settle each other: {_circle(circle)}",
            column="settles",
        )
        for circle in circles(found.settles)
    ]
    return found


def _circle(keys: list[Key]) -> str:
    return " → ".join(row_name(key) for key in [*keys, keys[0]])


def circles(settles: Mapping[Key, Key]) -> list[list[Key]]:
    """The circles among milestones that settle one each."""
    done: set[Key] = set()
    found = []
    for start in settles:
        way: dict[Key, None] = {}
        at: Key | None = start
        while at is not None and at not in done and at not in way:
            way[at] = None
            at = settles.get(at)
        if at in way:
            found.append(list(way)[list(way).index(at) :])
        done.update(way)
    return found


def _files(folder: Path, problems: list[RowProblem]) -> list[str]:
    """Its files, without ``.json``, in their order. Hidden ones are left alone; others are no part of it."""
    try:
        held = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        problems.append(
            RowProblem(str(folder), f"it is no folder that can be read ({error.strerror or error})")
        )
        return []
    names = [f"{name}.json" for name in FILES]
    for path in held:
        if path.name not in names:
            problems.append(
                RowProblem(
                    shown(path.name), f"it is no file of a record; those are {', '.join(names)}"
                )
            )
        elif path.is_symlink():
            problems.append(
                RowProblem(
                    path.name, "it is a link, and what it leads to may lie outside the folder"
                )
            )
    present = {path.stem for path in held if path.name in names and not path.is_symlink()}
    if not present and not problems:
        problems.append(RowProblem(str(folder), f"it holds none of {', '.join(names)}"))
    return [name for name in FILES if name in present]


def rows(folder: Path, files: list[str]) -> Iterator[ParsedRow | RowProblem]:
    """Every row of these files, in their order, or what is wrong with it."""
    for name in files:
        file = f"{name}.json"
        models_here = {label(model): model for model in FILES[name]}
        try:
            for number, (line, given) in enumerate(rows_of(folder / file), start=1):
                yield from _read(file, f"row {number} (line {line})", line, given, models_here)
        except UnreadableFile as refused:
            yield RowProblem(file, str(refused))


def _read(
    file: str, place: str, line: int, given: dict[str, Any], here: Mapping[str, Model]
) -> Iterator[ParsedRow | RowProblem]:
    """The row, or each thing that is wrong with it."""
    model = here.get(given["model"]) if isinstance(given.get("model"), str) else None
    if model is None:
        named = shown(given.get("model"))
        yield RowProblem(
            file, f"{named} is no model of this file; those are {', '.join(here)}", place
        )
        return
    if not isinstance(given.get("fields"), dict):
        yield RowProblem(file, "it has no “fields”, which are the columns and their values", place)
        return
    wrong = _odd_parts(given, model)
    values: dict[str, Any] = {}
    known = {column.name: column for column in columns(model)}
    for name, value in given["fields"].items():
        if name not in known:
            wrong.append((name, f"it is no column of {label(model)} that can be read"))
            continue
        try:
            values[name] = _value(known[name], value)
        except InvalidValue as why:
            wrong.append((name, str(why)))
    key = _key(model, values, wrong)
    row = ParsedRow(file, line, model, key, values)
    said = place if wrong and len(key) < len(shape(model)) else f"{place}, {row}"
    yield from (RowProblem(file, why, said, shown(name)[1:-1]) for name, why in wrong)
    if not wrong:
        yield row


def _odd_parts(given: dict[str, Any], model: Model) -> list[tuple[str, str]]:
    """What stands beside the model and the columns. The company alone has a number: 1."""
    odd = [
        (name, "a row has a model and fields, nothing else")
        for name in given.keys() - {"model", "fields", "pk"}
    ]
    if "pk" in given and (
        model is not Company or given["pk"] != 1 or isinstance(given["pk"], bool)
    ):
        odd.append(
            (
                "pk",
                "rows are known by their names, not by numbers of a database; the company alone is number 1",
            )
        )
    return odd


def _key(model: Model, values: Mapping[str, Any], wrong: list[tuple[str, str]]) -> Key:
    """What names the row, as far as it is given."""
    if model is Company:
        return COMPANY_KEY
    parts: list[str | int] = []
    said = {name for name, _ in wrong}
    for name in NAMED_BY[model]:
        value = values.get(name)
        if value in (None, "") and name not in said:
            wrong.append((name, "it is missing, and the row is known by it"))
        elif value is not None:
            parts += value if isinstance(value, tuple) else [value]
    return tuple(parts)


def _value(column: Any, value: Any) -> Any:
    """A value as Python has it: of the type of its column, and nothing that a database or a page would choke on."""
    if isinstance(column, models.ManyToManyField):
        return _links(column, value)
    if value is None:
        if not column.null:
            raise InvalidValue("it cannot be null")
        return None
    for kind, read in READ.items():
        if isinstance(column, kind):
            return read(column, value)
    raise TypeError(f"No way to read a {type(column).__name__}: add one to READ.")


def _text(column: Any, value: Any) -> str:
    if not isinstance(value, str):
        raise InvalidValue(f"it is text, not {shown(value)}")
    for one in value:
        if one < " " and one not in ALLOWED:
            raise InvalidValue(f"it holds a control character (U+{ord(one):04X})")
        if "\ud800" <= one <= "\udfff":
            raise InvalidValue(f"it holds half a character (U+{ord(one):04X})")
    return value


def _texts(column: Any, value: Any) -> dict[str, str]:
    """``behind``: a text for some of the columns that are there in both languages."""
    known = {
        f"{text}_{language}" for text in bilingual_texts(column.model) for language in LANGUAGES
    }
    if not isinstance(value, dict) or value.keys() - known:
        raise InvalidValue(
            f"it is a text for some of {', '.join(sorted(known))}, not {shown(value)}"
        )
    return {name: _text(column, text) for name, text in value.items()}


def _flag(column: Any, value: Any) -> bool:
    if not isinstance(value, bool):
        raise InvalidValue(f"it is true or false, not {shown(value)}")
    return value


def _number(column: Any, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidValue(f"it is a number, not {shown(value)}")
    least, most = BaseDatabaseOperations.integer_field_ranges[
        column.get_internal_type()
    ]  # the same on every database
    if not least <= value <= most:
        raise InvalidValue(f"it does not lie between {least} and {most}")
    return value


def _decimal(column: Any, value: Any) -> Decimal:
    if not isinstance(value, str) or not DECIMAL.fullmatch(value):
        raise InvalidValue(f"it is a number written as text, as “6.67”, not {shown(value)}")
    return Decimal(value)


def _day(column: Any, value: Any) -> date:
    text = _text(column, value)
    try:
        day = date.fromisoformat(text if DAY.fullmatch(text) else "")  # it takes other forms too
    except ValueError:
        raise InvalidValue(f"{shown(value)} is no day, as 2018-11-13") from None
    return _in_range(day)


def _moment(column: Any, value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(column, value))
    except ValueError:
        raise InvalidValue(f"{shown(value)} is no moment, as 2018-11-13T12:00:00Z") from None
    _in_range(moment.date())
    if moment.tzinfo is None:
        raise InvalidValue(f"{shown(value)} names no time zone: end it with Z or as +00:00")
    return moment.astimezone(UTC)


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidValue(f"its year does not lie between {FIRST_YEAR} and {LAST_YEAR}")
    return day


def _reference(column: Any, value: Any) -> Key:
    """The key of a row of the model that the column refers to."""
    wanted = shape(column.related_model)
    if not isinstance(value, list) or len(value) != len(wanted):
        names = ", ".join(one.name for one in key_columns(column.related_model))
        raise InvalidValue(
            f"it is a list that names a {column.related_model._meta.model_name} ({names}), not {shown(value)}"
        )
    return tuple(_value(part, given) for part, given in zip(wanted, value, strict=True))


def _links(column: Any, value: Any) -> tuple[Key, ...]:
    if not isinstance(value, list):
        raise InvalidValue(f"it is a list of references, not {shown(value)}")
    if len(value) > MOST_LINKS:
        raise InvalidValue(
            f"it has {len(value)} references, and {MOST_LINKS} are the most that is read"
        )
    found = tuple(_reference(column, one) for one in value)
    if len(set(found)) < len(found):
        raise InvalidValue("it names a row twice")
    return found


READ = {  # in this order: a moment is a day too, a reference of Django's any kind
    models.ForeignKey: _reference,
    models.CharField: _text,
    models.TextField: _text,
    models.BooleanField: _flag,
    models.DateTimeField: _moment,
    models.DateField: _day,
    models.DecimalField: _decimal,
    models.IntegerField: _number,
    models.JSONField: _texts,
}
