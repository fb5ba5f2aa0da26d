"""The record that ships with the site, in the database of a test.

``loaddata`` takes about half a second: it parses, validates and saves each row. Each process does
it once. After that it writes the same rows straight into the empty tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction

from timeline.models import Company, Milestone, Release
from timeline.models.search_index import make_indexes

FIXTURES = ("projects", "partners", "people", "company", "releases", "milestones")


class TableRows(NamedTuple):
    """The rows of a table, with the names of their columns."""

    model: type[models.Model]
    columns: list[str]
    rows: Sequence[tuple[Any, ...]]


_loaded: dict[str, list[TableRows]] = {}  # by the name of the database


def load_record() -> None:
    """Load the fixtures. Over rows that exist it is what ``loaddata`` is."""
    database = str(connection.settings_dict["NAME"])
    if any(model._base_manager.exists() for model in (Company, Release, Milestone)):
        call_command("loaddata", *FIXTURES, verbosity=0)
    elif database in _loaded:
        with transaction.atomic():
            write_rows(_loaded[database])
    else:
        call_command("loaddata", *FIXTURES, verbosity=0)
        _loaded[database] = rows_on_file()


def _tables() -> list[type[models.Model]]:
    return list(apps.get_app_config("timeline").get_models(include_auto_created=True))


def _quoted(names: list[str]) -> str:
    return ", ".join(map(connection.ops.quote_name, names))


def rows_on_file() -> list[TableRows]:
    """Every row of our tables that hold any."""
    tables = []
    with connection.cursor() as cursor:
        for model in _tables():
            fields = model._meta.local_concrete_fields
            columns = [str(field.column) for field in fields if not field.generated]
            cursor.execute(f"SELECT {_quoted(columns)} FROM {_quoted([model._meta.db_table])}")  # noqa: S608
            rows = cursor.fetchall()
            if rows:
                tables.append(TableRows(model, columns, rows))
    return tables


def write_rows(tables: list[TableRows]) -> None:
    """Write them into tables that hold nothing else, without validation."""
    with connection.cursor() as cursor:
        for table in tables:  # one is never empty: that of the record's version
            cursor.execute(f"DELETE FROM {_quoted([table.model._meta.db_table])}")  # noqa: S608
        for table in tables:
            into = f"{_quoted([table.model._meta.db_table])} ({_quoted(table.columns)})"
            places = ", ".join(["%s"] * len(table.columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({places})", table.rows)  # noqa: S608
        written = [table.model for table in tables]
        for statement in connection.ops.sequence_reset_sql(no_style(), written):
            cursor.execute(statement)
    make_indexes()
