"""A folder taken apart. It may come from somebody who means harm, so nothing in it is trusted.

The parser never sees the database. The rules of the record are checked when the rows are imported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from timeline.dates.reading_context import FIRST_YEAR, LAST_YEAR
from timeline.interchange.circles import circles
from timeline.interchange.columns import (
    FILES,
    Key,
    Model,
    columns,
    key_columns,
    label,
    shape,
)
from timeline.interchange.json_reader import UnreadableFile, rows_of, shown
from timeline.models import Company, Milestone, PlanSettlement
from timeline.models.translation_status import LANGUAGES, bilingual_texts

DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
HOUR = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?", re.ASCII)
REFUSED = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff]")  # no tab, no line end
MOST_LINKS = 1000  # of a row, in one column
COMPANY_KEY: Key = (1,)
OLDER_SETTLEMENT = {"settles", "settlement"}  # columns of milestones in older folders
WrongColumn = tuple[str, str]  # column, why


class InvalidValue(Exception):  # noqa: N818 - the value is what is wrong
    """Why a value is refused, as the end of a sentence."""


@dataclass(frozen=True)
class RowProblem:
    """Something that is refused: the file, perhaps the row and the column, and why."""

    file: str
    why: str
    row: str = ""
    column: str = ""

    def __str__(self) -> str:
        place = ", ".join(filter(None, (self.file, self.row, self.column)))
        return f"{place}: refused: {self.why}"


@dataclass(frozen=True)
class ParsedRow:
    """A row as it was read. ``values``: by column, as Python has them; references as keys."""

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
    settled: dict[Key, list[Key]] = field(default_factory=dict)  # by milestone, its plans


def row_name(key: Key) -> str:
    return " ".join(shown(part)[1:-1] for part in key)


def parse_folder(folder: Path) -> ParsedRecord:
    """Read a folder through, once, and keep what is wrong with it."""
    found = ParsedRecord()
    found.files = _files(folder, found.problems)
    for row in rows(folder, found.files):
        if isinstance(row, RowProblem):
            found.problems.append(row)
            continue
        known = found.keys.setdefault(row.model, set())
        if row.key in known:
            why = f"it is there twice, again on line {row.line}"
            found.problems.append(RowProblem(row.file, why, str(row)))
        known.add(row.key)
        if row.model is PlanSettlement:
            found.settled.setdefault(row.values["milestone"], []).append(row.values["plan"])
    for circle in circles(found.settled):
        names = list(map(row_name, circle))
        names.append(names[0])
        why = f"a circle of plans that settle each other: {' → '.join(names)}"
        found.problems.append(RowProblem("milestones.json", why, column="plan"))
    return found


def _files(folder: Path, problems: list[RowProblem]) -> list[str]:
    """Its files, without ``.json``, in their order. Hidden ones are left alone."""
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        why = f"it is no folder that can be read ({error.strerror or error})"
        problems.append(RowProblem(str(folder), why))
        return []
    names = [f"{name}.json" for name in FILES]
    present = set()
    for path in paths:
        if path.name.startswith("."):
            continue
        if path.name not in names:
            why = f"it is no file of a record; those are {', '.join(names)}"
            problems.append(RowProblem(shown(path.name), why))
        elif path.is_symlink():
            why = "it is a link, and what it leads to may lie outside the folder"
            problems.append(RowProblem(path.name, why))
        else:
            present.add(path.stem)
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
    name = given.get("model")
    model = None
    if isinstance(name, str):
        model = here.get(name)
    if model is None:
        why = f"{shown(name)} is no model of this file; those are {', '.join(here)}"
        yield RowProblem(file, why, place)
        return
    if not isinstance(given.get("fields"), dict):
        yield RowProblem(file, "it has no “fields”, which are the columns and their values", place)
        return
    if model is Milestone and given["fields"].keys() & OLDER_SETTLEMENT:
        said = _older_settlement(given["fields"])
        yield from _read(file, place, line, given, here)
        if said:
            yield from _read(file, place, line, said, here)
        return
    wrong = _other_parts(given, model)
    values = _values(given["fields"], model, wrong)
    key = _key(model, values, wrong)
    row = ParsedRow(file, line, model, key, values)
    if not wrong:
        yield row
        return
    is_named = len(key) >= len(shape(model))
    if is_named:
        place = f"{place}, {row}"
    for column, why in wrong:
        yield RowProblem(file, why, place, shown(column)[1:-1])


def _older_settlement(fields: dict[str, Any]) -> dict[str, Any] | None:
    """What an older folder says of a plan in columns of the milestone, as the row that it is now.

    The columns are taken out. None if they are empty.
    """
    plan, settlement = fields.pop("settles", None), fields.pop("settlement", "")
    if plan is None and not settlement:
        return None
    said = {"milestone": [fields.get("slug")], "plan": plan, "settlement": settlement}
    return {"model": label(PlanSettlement), "fields": said}


def _other_parts(given: dict[str, Any], model: Model) -> list[WrongColumn]:
    """What stands beside the model and the columns. The company alone has a number: 1."""
    wrong = []
    for name in given.keys() - {"model", "fields", "pk"}:
        wrong.append((name, "a row has a model and fields, nothing else"))
    number = given.get("pk", 1)
    is_company = model is Company and number == 1 and not isinstance(number, bool)
    if "pk" in given and not is_company:
        why = (
            "rows are known by their names, not by numbers of a database; "
            "the company alone is number 1"
        )
        wrong.append(("pk", why))
    return wrong


def _values(fields: Mapping[str, Any], model: Model, wrong: list[WrongColumn]) -> Mapping[str, Any]:
    """The values that can be read, by column."""
    known = _columns_by_name(model)
    values: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in known:
            wrong.append((name, f"it is no column of {label(model)} that can be read"))
            continue
        try:
            values[name] = _value(known[name], value)
        except InvalidValue as why:
            wrong.append((name, str(why)))
    return values


@cache
def _columns_by_name(model: Model) -> Mapping[str, Any]:
    return {column.name: column for column in columns(model)}


def _key(model: Model, values: Mapping[str, Any], wrong: list[WrongColumn]) -> Key:
    """What names the row, as far as it is given."""
    if model is Company:
        return COMPANY_KEY
    parts: list[str | int] = []
    refused = dict(wrong)
    for column in key_columns(model):
        name = column.name
        value = values.get(name)
        if value in (None, "") and name not in refused and not column.null:
            wrong.append((name, "it is missing, and the row is known by it"))
        elif value is None and isinstance(column, models.ForeignKey):
            parts.extend([""] * len(shape(column.related_model)))
        elif isinstance(value, date):
            parts.append(value.isoformat())
        elif isinstance(value, tuple):
            parts.extend(value)
        elif value is not None:
            parts.append(value)
    return tuple(parts)


def _value(column: Any, value: Any) -> Any:
    """A value as Python has it, of the type of its column; no database or page chokes on it."""
    if isinstance(column, models.ManyToManyField):
        return _links(column, value)
    if value is None:
        if not column.null:
            raise InvalidValue("it cannot be null")
        return None
    kind: Any = type(column)
    return _reader(kind)(column, value)


@cache
def _reader(column: type) -> Callable[[Any, Any], Any]:
    """What reads the values of columns of that type."""
    for kind, read in READ.items():
        if issubclass(column, kind):
            return read
    raise TypeError(f"No way to read a {column.__name__}: add one to READ.")


def _text(column: Any, value: Any) -> str:
    if not isinstance(value, str):
        raise InvalidValue(f"it is text, not {shown(value)}")
    if found := REFUSED.search(value):
        what = "a control character" if found[0] < " " else "half a character"
        raise InvalidValue(f"it holds {what} (U+{ord(found[0]):04X})")
    return value


def _texts(column: Any, value: Any) -> dict[str, str]:
    """``behind``: a text for some of the columns that are there in both languages."""
    known: set[str] = set()
    for text in bilingual_texts(column.model):
        for language in LANGUAGES:
            known.add(f"{text}_{language}")
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
    ranges = BaseDatabaseOperations.integer_field_ranges  # the same on every database
    least, most = ranges[column.get_internal_type()]
    if not least <= value <= most:
        raise InvalidValue(f"it does not lie between {least} and {most}")
    return value


def _decimal(column: Any, value: Any) -> Decimal:
    if not isinstance(value, str) or not DECIMAL.fullmatch(value):
        raise InvalidValue(f"it is a number written as text, as “6.67”, not {shown(value)}")
    return Decimal(value)


def _day(column: Any, value: Any) -> date:
    text = _text(column, value)
    refusal = InvalidValue(f"{shown(value)} is no day, as 2018-11-13")
    if not DAY.fullmatch(text):  # ``fromisoformat`` takes other forms too
        raise refusal
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise refusal from None
    return _in_range(day)


def _hour(column: Any, value: Any) -> time:
    text = _text(column, value)
    refusal = InvalidValue(f"{shown(value)} is no hour of a day, as 09:30:00")
    if not HOUR.fullmatch(text):
        raise refusal
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise refusal from None


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
        what = f"{column.related_model._meta.model_name} ({names})"
        raise InvalidValue(f"it is a list that names a {what}, not {shown(value)}")
    return tuple(map(_value, wanted, value))


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


# In this order: a moment is a day too, a reference of Django's any kind.
READ: Mapping[type, Callable[[Any, Any], Any]] = {
    models.ForeignKey: _reference,
    models.CharField: _text,
    models.TextField: _text,
    models.BooleanField: _flag,
    models.DateTimeField: _moment,
    models.DateField: _day,
    models.TimeField: _hour,
    models.DecimalField: _decimal,
    models.IntegerField: _number,
    models.JSONField: _texts,
}
