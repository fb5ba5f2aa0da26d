"""What tests of more than one module ask for."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import setup_databases, teardown_databases
from hypothesis import settings
from pytest_django.plugin import DjangoDbBlocker
from whitenoise.middleware import WhiteNoiseMiddleware
from xdist.scheduler import LoadFileScheduling

from tests.factories import TODAY
from tests.migrated import migrated_once
from tests.prepared_site import PRODUCTION, PreparedSite, prepared_site
from tests.shipped_record import load_record
from timeline.http import edition_memory
from timeline.http.downloads import Downloads
from timeline.i18n.catalogue import compile_catalogue
from timeline.views import data

settings.register_profile("record", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("record")

CONFIGURED_DATABASE = django_settings.DATABASES["default"]["NAME"]


def pytest_configure(config: pytest.Config) -> None:
    """Compile the French catalogue, once, before the processes that run the tests start."""
    if not hasattr(config, "workerinput"):
        compile_catalogue(Path(django_settings.LOCALE_PATHS[0]))


def cost(item: pytest.Item) -> int:
    """About how long a test takes: in a browser, on the pages, in the admin, elsewhere."""
    room = item.path.relative_to(Path(__file__).parent).parts[0]
    return {"browser": 3, "pages": 2, "admin": 1}.get(room, 0)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Start with what takes longest, so that no process works alone at the end."""
    if hasattr(config, "workerinput"):
        items.sort(key=cost, reverse=True)


class Scheduling(LoadFileScheduling):
    """Hand out tests by files. One process gets all files that read the pages it has kept: those of
    the record that ships, or of an invented one."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        if file.startswith("tests/pages/") or file == "tests/i18n/test_language.py":
            return "pages"
        if file.startswith("tests/records/"):
            return "records"
        return file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduling:
    return Scheduling(config, log)


def pytest_collection_finish() -> None:
    """Leave all that is loaded by now out of the search for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def only_test_databases() -> Iterator[None]:
    """Refuse every connection to the configured database: no test may read or change it."""
    connect = BaseDatabaseWrapper.connect

    def connect_to_test_database(wrapper: BaseDatabaseWrapper) -> None:
        if wrapper.settings_dict["NAME"] == CONFIGURED_DATABASE:
            pytest.fail(f"A test reached for {CONFIGURED_DATABASE}, which is no test database.")
        connect(wrapper)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "connect", connect_to_test_database)
        yield


@pytest.fixture(scope="session", autouse=True)
def static_files_listed_once() -> Iterator[None]:
    """List the static files once in a process.

    Every ``Client`` makes the middleware anew. With each, WhiteNoise would look through all static
    files again, which takes as long as a page.
    """
    list_files = WhiteNoiseMiddleware.add_files_from_finders
    listed: dict[str, Any] = {}

    def reuse(middleware: WhiteNoiseMiddleware) -> None:
        if not listed:
            list_files(middleware)
            listed.update(middleware.files)
        middleware.files.update(listed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", reuse)
        yield


@pytest.fixture(scope="session", autouse=True)
def downloads_without_limit() -> Iterator[None]:
    """Let tests leave a download unread. A server closes it in any case, the test client does not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "DOWNLOADS", Downloads(most=10_000))
        yield


@pytest.fixture(autouse=True)
def nothing_kept_for_an_edition() -> None:
    """Records of two tests may have the same edition, and nothing else in common."""
    edition_memory.memory.forget()


@pytest.fixture(scope="session")
def django_db_setup(  # noqa: PLR0917 - fixtures are asked for by name
    only_test_databases: None,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings: None,
    django_db_use_migrations: bool,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    pytestconfig: pytest.Config,
) -> Iterator[None]:
    """Make the test database, whichever tests are run.

    The fixture of pytest-django makes it only where a selected test is marked or asks for ``db``. A single test that
    reaches the rows through a fixture of ours would then run on the configured database.
    """
    connection.settings_dict["TEST"]["MIGRATE"] = django_db_use_migrations
    keep = django_db_keepdb and not django_db_createdb
    in_memory = connection.vendor == "sqlite" and django_db_use_migrations
    cache = pytestconfig.cache
    before: AbstractContextManager[None] = nullcontext()
    if in_memory and cache:
        before = migrated_once(cache.mkdir("migrated"), anew=django_db_createdb)
    with django_db_blocker.unblock(), before:
        made = setup_databases(0, interactive=False, aliases=None, keepdb=keep)
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(scope="class")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The fixtures, loaded once for the tests of a class, or for one test outside of any, and taken
    back after."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_record()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def record(loaded: None, db: None) -> None:
    """The record that ships with the site. What a test changes is taken back after it."""


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of all processes that run these tests."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def demo_site(shared_folder: Path) -> PreparedSite:
    """A demo as it first starts, with the record that ships."""
    return prepared_site(shared_folder, "demo-site")


@pytest.fixture(scope="session")
def new_site(shared_folder: Path) -> PreparedSite:
    """A company's own site as it first starts: an account, and no record."""
    return prepared_site(shared_folder, "new-site", "--new", **PRODUCTION)


@pytest.fixture
def today() -> date:
    """The day that tests take for today. Nothing reads the clock."""
    return TODAY
