"""What ``./run`` does before it serves: French, database, record, static files, a first account.

Cheap where it is done already.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, call_command
from django.core.management.base import CommandParser
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from timeline.i18n.catalogue import compile_catalogue
from timeline.models import Company, Milestone, Release
from timeline.models.renaming import finish_renamings
from timeline.models.search_index import make_indexes
from timeline.operations.database_state import (
    described,
    is_missing,
    missing,
    reason_not_to_serve,
    sqlite_file,
)
from timeline.operations.one_start import one_start_at_a_time
from timeline.operations.sqlite_version import has_wal_reset_defect

# In the order in which they refer back.
FIXTURES = ("projects", "partners", "people", "company", "releases", "milestones")


class Command(BaseCommand):
    help = (
        "Brings the French, the database and the static files up to date with the code. "
        "Changes no record on file. In production it makes a database and a first account only "
        "with --new, and never loads the record that comes with the code."
    )
    requires_system_checks = ()  # ./run check makes them; here they would slow down each start

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--new",
            action="store_true",
            help="the site is new: make its database, without a record, and its first account",
        )
        parser.add_argument(
            "--account",
            default="editor",
            metavar="NAME",
            help="the name of the first account, if one is made (%(default)s)",
        )

    def handle(
        self, *_args: Any, new: bool = False, account: str = "editor", **_options: Any
    ) -> None:
        must_be_a_name(account)
        try:
            with one_start_at_a_time():
                self.prepare(new=new, account=account)
        except OSError as error:
            raise CommandError(
                f"{settings.DATA_DIR} cannot be written ({error.strerror or error}): "
                "name another in SITE_DATA_DIR."
            ) from None
        except OperationalError as error:
            said = " ".join(str(error).split())
            raise CommandError(
                f"The database does not answer ({said}): check DATABASE_URL and var/."
            ) from None

    def prepare(self, *, new: bool, account: str) -> None:
        self.compile_french()
        is_new = new or not settings.IN_PRODUCTION  # a demo is made wherever there is none
        self.check_database(is_new=is_new, is_asked_for=new)
        keep_to_its_user()
        self.migrate()
        make_indexes()
        finish_renamings()
        if not settings.IN_PRODUCTION:
            self.load_record()
        self.collect_static()
        if is_new:
            self.make_first_account(account)
        self.name_defect_of_sqlite()

    def compile_french(self) -> None:
        folder = Path(settings.LOCALE_PATHS[0])
        try:
            compile_catalogue(folder)
        except OSError as error:
            why = error.strerror or error
            raise CommandError(
                f"{folder} cannot be written ({why}): name another in SITE_DATA_DIR."
            ) from None

    def check_database(self, *, is_new: bool, is_asked_for: bool) -> None:
        """Refuse to begin anew where a site is expected, and the other way round."""
        if is_missing():
            if not is_new:
                raise CommandError(missing())
            file = sqlite_file()
            if file:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.touch()  # in production SQLite opens only a file that is there
            return
        if is_asked_for and self.has_accounts():
            raise CommandError(f"{described()} holds a site already: start it without --new.")
        reason = reason_not_to_serve()
        if reason:
            raise CommandError(reason)

    def has_accounts(self) -> bool:
        users = get_user_model()
        is_migrated = users._meta.db_table in connection.introspection.table_names()
        return is_migrated and users._default_manager.exists()

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)

    def load_record(self) -> None:
        """Load the record that comes with the code, unless editors have written one."""
        if not any(model.objects.exists() for model in (Company, Release, Milestone)):
            call_command("loaddata", *FIXTURES, verbosity=0)
            self.stdout.write(f"Loaded {Milestone.objects.count()} milestones from fixtures/.")

    def collect_static(self) -> None:
        """Collect the static files if one changed: hashing and compressing them takes seconds."""
        root = Path(settings.STATIC_ROOT)
        stamp = root.with_name(f"{root.name}.stamp")  # not in the folder, which is served
        fingerprint = static_fingerprint()
        if root.is_dir() and stamp.is_file() and stamp.read_text() == fingerprint:
            return
        stamp.unlink(missing_ok=True)
        # Without ``clear``, a changed file would be left out if its copy is as new as itself.
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(fingerprint)

    def name_defect_of_sqlite(self) -> None:
        if connection.vendor == "sqlite" and has_wal_reset_defect(sqlite3.sqlite_version_info):
            self.stderr.write(
                f"SQLite {sqlite3.sqlite_version} may, very rarely, damage a database that several "
                "processes write (its WAL-reset defect, corrected in 3.51.3, 3.50.7 and 3.44.6): "
                "make backups, and update SQLite when your system offers it."
            )

    def make_first_account(self, name: str) -> None:
        """Make the first account. Its password is printed now and kept nowhere."""
        users = get_user_model().objects
        if not users.exists():
            password = secrets.token_urlsafe(12)
            users.create_superuser(name, password=password)
            self.stdout.write(
                f"Sign in under /admin/ as {name} with the password {password} (shown this once)."
            )
            if settings.SECOND_FACTOR != "off":
                command = f"{settings.COMMAND} enrolment_link {name}"
                self.stdout.write(f"Then set up a second factor: {command}")


def must_be_a_name(name: str) -> None:
    """Refuse what the admin would refuse as the name of an account."""
    field = get_user_model()._meta.get_field("username")
    try:
        field.clean(name, None)
    except ValidationError as refused:
        raise CommandError(f"--account {name}: {' '.join(refused.messages)}") from None


def keep_to_its_user() -> None:
    """Take the rights of others to the database's file, and to the data folder if it is ``var/``.

    An earlier version made them readable by everybody. A folder that the settings name keeps the
    rights that it was given.
    """
    private: list[tuple[Path, int]] = []
    file = sqlite_file()
    if file:
        private.extend((file.with_name(file.name + end), 0o600) for end in ("", "-wal", "-shm"))
    private.append((settings.BASE_DIR / "var", 0o700))
    for path, mode in private:
        if path.exists() and path.stat().st_uid == os.getuid():
            path.chmod(mode)


def static_fingerprint() -> str:
    """A hash of the path, the time and the size of each static file, and of the way of storing."""
    seen = [settings.STORAGES["staticfiles"]["BACKEND"]]
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            seen.append(f"{path} {stat.st_mtime_ns} {stat.st_size}")
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()
