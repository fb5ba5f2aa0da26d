"""What ``./run`` does before it serves: French, database, record, static files, a first account.

Cheap where it is done already.
"""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from timeline.i18n.catalogue import compile_catalogue
from timeline.models import Company, Milestone, Release
from timeline.models.renaming import finish_renamings
from timeline.models.search_index import make_indexes

# In the order in which they refer back.
FIXTURES = ("projects", "partners", "people", "company", "releases", "milestones")


class Command(BaseCommand):
    help = (
        "Brings the French, the database and the static files up to date with the code. "
        "Changes no record on file."
    )
    requires_system_checks = ()  # ./run check makes them; here they would slow down each start

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.compile_french()
        try:
            self.migrate()
        except OperationalError as error:
            said = " ".join(str(error).split())
            raise CommandError(
                f"The database does not answer ({said}): check DATABASE_URL and var/."
            ) from None
        make_indexes()
        finish_renamings()
        self.load_record()
        self.collect_static()
        self.make_editor()

    def compile_french(self) -> None:
        folder = Path(settings.LOCALE_PATHS[0])
        try:
            compile_catalogue(folder)
        except OSError as error:
            why = error.strerror or error
            raise CommandError(
                f"{folder} cannot be written ({why}): name another in SITE_DATA_DIR."
            ) from None

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

    def make_editor(self) -> None:
        """Make the first account. Its password is printed now and kept nowhere."""
        users = get_user_model().objects
        if not users.exists():
            password = secrets.token_urlsafe(12)
            users.create_superuser("editor", password=password)
            self.stdout.write(
                f"Sign in under /admin/ as editor with the password {password} (shown this once)."
            )


def static_fingerprint() -> str:
    """A hash of the path, the time and the size of each static file, and of the way of storing."""
    seen = [settings.STORAGES["staticfiles"]["BACKEND"]]
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            seen.append(f"{path} {stat.st_mtime_ns} {stat.st_size}")
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()
