"""Settings, each in a Python of its own with nothing in its environment but what the test says."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
SECRET = "k3y-with-$-signs-" + "abcdefghijklmnopqrstuvwxyz" * 2
PUBLIC = {"SITE_HOSTS": "timeline.example.com", "SITE_SECRET_KEY": SECRET}
SHOW = """
import json, pathlib
from imperial_site import settings
plain = lambda value: str(value) if isinstance(value, pathlib.Path) else repr(type(value))
print(json.dumps({name: value for name, value in vars(settings).items() if name.isupper()}, default=plain))
"""
Start = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def python(tmp_path: Path) -> Start:
    def start(*arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": os.environ["PATH"], "SITE_DATA_DIR": str(tmp_path / "data"), **given}
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60
        )

    return start


@pytest.fixture
def settings_of(python: Start) -> Callable[..., dict[str, Any]]:
    def read(**given: str) -> dict[str, Any]:
        done = python("-c", SHOW, **given)
        assert done.returncode == 0, done.stderr
        values: dict[str, Any] = json.loads(done.stdout)
        return values

    return read


SettingsOf = Callable[..., dict[str, Any]]


def test_with_nothing_set_it_answers_this_machine_alone(settings_of: SettingsOf) -> None:
    values = settings_of()
    assert values["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert values["DEBUG"] is False


def test_with_nothing_set_the_secret_is_made_for_its_owner_alone(
    settings_of: SettingsOf, tmp_path: Path
) -> None:
    values = settings_of()
    path = tmp_path / "data" / "secret_key"
    assert values["SECRET_KEY"] == path.read_text()
    assert len(values["SECRET_KEY"]) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_secret_that_was_made_is_kept(settings_of: SettingsOf) -> None:
    assert settings_of()["SECRET_KEY"] == settings_of()["SECRET_KEY"]


def test_with_nothing_set_the_data_is_a_sqlite_file_in_the_data_folder(
    settings_of: SettingsOf, tmp_path: Path
) -> None:
    database = settings_of()["DATABASES"]["default"]
    assert database["ENGINE"] == "imperial_site.fair_sqlite3"
    assert Path(database["NAME"]) == tmp_path / "data" / "record.sqlite3"


def test_a_local_demo_works_over_plain_http(settings_of: SettingsOf) -> None:
    values = settings_of()
    assert not values["SECURE_SSL_REDIRECT"]
    assert not values["SESSION_COOKIE_SECURE"]
    assert values["SECURE_HSTS_SECONDS"] == 0


@pytest.mark.parametrize("hosts", ["localhost", "127.0.0.1,[::1]", " LocalHost , 127.0.0.1,"])
def test_naming_this_machine_stays_a_demo(settings_of: SettingsOf, hosts: str) -> None:
    values = settings_of(SITE_HOSTS=hosts)
    assert values["IN_PRODUCTION"] is False
    assert values["CSRF_TRUSTED_ORIGINS"] == []


def test_in_production_the_connection_is_kept_to_https(settings_of: SettingsOf) -> None:
    values = settings_of(**PUBLIC)
    assert values["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert values["SECURE_SSL_REDIRECT"] is True
    assert values["SESSION_COOKIE_SECURE"] is True
    assert values["CSRF_COOKIE_SECURE"] is True


@pytest.mark.parametrize(
    ("said", "contacts"),
    [
        ("", []),
        ("security@example.com", ["mailto:security@example.com"]),
        (
            "https://example.com/report, tel:+1-201-555-0123",
            ["https://example.com/report", "tel:+1-201-555-0123"],
        ),
    ],
)
def test_whoever_finds_a_vulnerability_reports_it_to_the_contacts(
    settings_of: SettingsOf, said: str, contacts: list[str]
) -> None:
    assert settings_of(SITE_SECURITY_CONTACT=said)["SECURITY_CONTACTS"] == contacts


def test_https_is_kept_to_by_this_host_alone_unless_told_otherwise(
    settings_of: SettingsOf,
) -> None:
    values = settings_of(**PUBLIC)
    assert values["SECURE_HSTS_SECONDS"] == 2 * 365 * 24 * 3600
    assert values["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is False
    assert values["SECURE_HSTS_PRELOAD"] is False


def test_hosts_below_and_preloading_are_chosen(settings_of: SettingsOf) -> None:
    chosen = {"SITE_HSTS_SUBDOMAINS": "true", "SITE_HSTS_PRELOAD": "true"}
    values = settings_of(**PUBLIC, **chosen, SITE_HSTS_SECONDS="31536000")
    assert values["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600
    assert values["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert values["SECURE_HSTS_PRELOAD"] is True


def test_https_need_not_be_kept_to(settings_of: SettingsOf) -> None:
    assert settings_of(**PUBLIC, SITE_HSTS_SECONDS="0")["SECURE_HSTS_SECONDS"] == 0


def test_in_production_the_named_hosts_alone_are_answered_and_trusted(
    settings_of: SettingsOf,
) -> None:
    values = settings_of(**PUBLIC)
    assert values["ALLOWED_HOSTS"] == ["timeline.example.com"]
    assert values["CSRF_TRUSTED_ORIGINS"] == ["https://timeline.example.com"]


@pytest.mark.parametrize(
    ("hosts", "canonical", "origins"),
    [
        ("localhost,a.example,b.example", "a.example", ["https://a.example", "https://b.example"]),
        ("A.example:8443", "a.example:8443", ["https://a.example:8443"]),
        (".example.com", "example.com", ["https://*.example.com"]),
        ("localhost:8000", "", []),
    ],
)
def test_first_public_host_is_the_canonical_one(
    settings_of: SettingsOf, hosts: str, canonical: str, origins: list[str]
) -> None:
    values = settings_of(**{**PUBLIC, "SITE_HOSTS": hosts})
    assert values["CANONICAL_HOST"] == canonical
    assert values["CSRF_TRUSTED_ORIGINS"] == origins
    assert not any(":" in host for host in values["SITE_HOSTS"])


def test_in_production_the_secret_is_the_one_given_and_none_is_written(
    settings_of: SettingsOf, tmp_path: Path
) -> None:
    assert settings_of(**PUBLIC)["SECRET_KEY"] == SECRET
    assert not (tmp_path / "data" / "secret_key").exists()


@pytest.mark.parametrize(
    ("said", "believed"),
    [("true", "x-forwarded"), ("Forwarded", "forwarded"), ("false", ""), ("", "")],
)
def test_forwarded_address_and_scheme_are_believed_only_behind_a_proxy(
    settings_of: SettingsOf, said: str, believed: str
) -> None:
    assert settings_of(**PUBLIC, SITE_BEHIND_PROXY=said)["BEHIND_PROXY"] == believed


def test_nobody_is_believed_unless_told_so(settings_of: SettingsOf) -> None:
    assert settings_of(**PUBLIC)["BEHIND_PROXY"] == ""


def test_publishers_need_a_second_factor_in_production_and_nobody_in_a_demo(
    settings_of: SettingsOf,
) -> None:
    assert settings_of()["SECOND_FACTOR"] == "off"
    assert settings_of(**PUBLIC)["SECOND_FACTOR"] == "publishers"
    assert settings_of(**PUBLIC, SITE_SECOND_FACTOR="staff")["SECOND_FACTOR"] == "staff"


def test_a_database_url_is_followed(settings_of: SettingsOf) -> None:
    database = settings_of(DATABASE_URL="postgres://reader:p%40ss@db.example.com:6432/record")[
        "DATABASES"
    ]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["PASSWORD"]) == (
        "db.example.com",
        6432,
        "p@ss",
    )


POSTGRES = "postgres://reader:p%40ss@db.example.com:6432/record"


def test_threads_of_a_process_share_connections_to_postgresql(settings_of: SettingsOf) -> None:
    database = settings_of(DATABASE_URL=f"{POSTGRES}?sslmode=require")["DATABASES"]["default"]
    assert database["OPTIONS"]["pool"]["max_size"] == 12
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["CONN_MAX_AGE"] == 0  # Django wants this of a pool


def test_without_a_pool_each_request_opens_its_own_connection(settings_of: SettingsOf) -> None:
    values = settings_of(DATABASE_URL=POSTGRES, SITE_DATABASE_POOL="0")
    assert "pool" not in values["DATABASES"]["default"].get("OPTIONS", {})


def test_replicas_are_databases_of_their_own(settings_of: SettingsOf) -> None:
    urls = "postgres://reader@one.example.com/record, postgres://reader@two.example.com/record"
    values = settings_of(DATABASE_URL=POSTGRES, DATABASE_REPLICA_URLS=urls)
    assert values["REPLICAS"] == ["replica1", "replica2"]
    assert values["DATABASES"]["replica2"]["HOST"] == "two.example.com"
    assert values["DATABASES"]["replica2"]["OPTIONS"]["pool"]["timeout"] == 1
    assert values["DATABASE_ROUTERS"] == ["timeline.http.replicas.ReplicaRouter"]


def test_without_replicas_nothing_routes_queries(settings_of: SettingsOf) -> None:
    values = settings_of()
    assert list(values["DATABASES"]) == ["default"]
    assert values["DATABASE_ROUTERS"] == []


def test_cache_keeps_attempts_and_sessions(settings_of: SettingsOf) -> None:
    values = settings_of(CACHE_URL="redis://cache.example.com:6379/1")
    assert values["CACHES"]["default"]["LOCATION"] == "redis://cache.example.com:6379/1"
    assert values["SESSION_ENGINE"] == "timeline.signin.cached_sessions"


def test_without_a_cache_the_database_keeps_both(settings_of: SettingsOf) -> None:
    values = settings_of()
    assert values["CACHES"]["default"]["LOCATION"] == "signin_attempts"
    assert values["SESSION_ENGINE"] == "timeline.signin.sessions"


def test_pages_are_kept_unless_it_is_debugging_or_told_not_to(settings_of: SettingsOf) -> None:
    assert settings_of()["PAGE_CACHE_MB"] == 64
    assert settings_of(SITE_PAGE_CACHE_MB="0")["PAGE_CACHE_MB"] == 0
    assert settings_of(SITE_DEBUG="true")["PAGE_CACHE_MB"] == 0


@pytest.mark.parametrize(
    ("given", "named"),
    [
        pytest.param({"SITE_HOSTS": "timeline.example.com"}, "SITE_SECRET_KEY", id="no secret"),
        pytest.param(
            {**PUBLIC, "SITE_SECRET_KEY": "short"}, "SITE_SECRET_KEY", id="a short secret"
        ),
        pytest.param(
            {**PUBLIC, "SITE_SECRET_KEY": "a" * 60},
            "SITE_SECRET_KEY",
            id="a secret of one character",
        ),
        pytest.param({**PUBLIC, "SITE_DEBUG": "true"}, "SITE_DEBUG", id="debugging in public"),
        pytest.param({**PUBLIC, "SITE_HOSTS": "*"}, "SITE_HOSTS", id="any host"),
        pytest.param(
            {**PUBLIC, "SITE_HOSTS": "timeline.example.com, *"}, "SITE_HOSTS", id="any host besides"
        ),
        pytest.param({"SITE_BEHIND_PROXY": "nginx"}, "SITE_BEHIND_PROXY", id="not a proxy"),
        pytest.param({"SITE_SECURITY_CONTACT": "us"}, "SITE_SECURITY_CONTACT", id="no contact"),
        pytest.param(
            {"SITE_SECURITY_CONTACT": "mailto:a@example.com\nExpires: 1"},
            "SITE_SECURITY_CONTACT",
            id="a contact of two lines",
        ),
        pytest.param({"SITE_HSTS_SECONDS": "long"}, "SITE_HSTS_SECONDS", id="no seconds"),
        pytest.param({"SITE_HSTS_PRELOAD": "true"}, "SITE_HSTS_SUBDOMAINS", id="preloaded alone"),
        pytest.param(
            {
                "SITE_HSTS_PRELOAD": "true",
                "SITE_HSTS_SUBDOMAINS": "true",
                "SITE_HSTS_SECONDS": "86400",
            },
            "SITE_HSTS_SECONDS",
            id="preloaded for a day",
        ),
        pytest.param({"SITE_DEBUG": "perhaps"}, "SITE_DEBUG", id="neither true nor false"),
        pytest.param({"DATABASE_URL": "nonsense"}, "DATABASE_URL", id="not a database"),
        pytest.param({"SITE_TIME_ZONE": "America/Nowhere"}, "SITE_TIME_ZONE", id="not a time zone"),
        pytest.param({"SITE_PAGE_CACHE_MB": "much"}, "SITE_PAGE_CACHE_MB", id="not megabytes"),
        pytest.param({"SITE_EDITION_LAG": "soon"}, "SITE_EDITION_LAG", id="not seconds"),
        pytest.param({"SITE_REPLICA_LAG": "soon"}, "SITE_REPLICA_LAG", id="not a lag"),
        pytest.param({"SITE_DATABASE_POOL": "-1"}, "SITE_DATABASE_POOL", id="not connections"),
        pytest.param({"SITE_MOST_DOWNLOADS": "0"}, "SITE_MOST_DOWNLOADS", id="no downloads"),
        pytest.param({"CACHE_URL": "memcached://x"}, "CACHE_URL", id="not a cache"),
        pytest.param(
            {"DATABASE_REPLICA_URLS": "nonsense"}, "DATABASE_REPLICA_URLS", id="not a replica"
        ),
        pytest.param(
            {"DATABASE_REPLICA_URLS": POSTGRES},
            "DATABASE_REPLICA_URLS",
            id="a replica of another kind",
        ),
        pytest.param({"SITE_LOG_LEVEL": "LOUD"}, "SITE_LOG_LEVEL", id="not a level"),
        pytest.param(
            {"SITE_SECOND_FACTOR": "some"}, "SITE_SECOND_FACTOR", id="not who must have one"
        ),
    ],
)
def test_half_a_configuration_is_refused_in_one_line_that_names_it(
    python: Start, given: dict[str, str], named: str
) -> None:
    done = python("manage.py", "prepare", **given)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert named in done.stderr
    assert SECRET not in done.stderr


def test_production_passes_djangos_own_deployment_checks(python: Start) -> None:
    done = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PUBLIC)
    assert done.returncode == 0, done.stderr


def test_in_production_sqlite_opens_only_a_file_that_is_there(settings_of: SettingsOf) -> None:
    assert settings_of(**PUBLIC)["DATABASES"]["default"]["ENGINE"] == "imperial_site.kept_sqlite3"


def test_a_save_on_sqlite_is_on_the_disk_before_it_is_acknowledged(
    settings_of: SettingsOf,
) -> None:
    options = settings_of()["DATABASES"]["default"]["OPTIONS"]
    assert "PRAGMA synchronous=FULL" in options["init_command"]


def test_postgresql_is_given_up_after_a_time(settings_of: SettingsOf) -> None:
    options = settings_of(DATABASE_URL="postgres://db.example.com/record")["DATABASES"]["default"][
        "OPTIONS"
    ]
    assert options["connect_timeout"] == 2
    assert options["tcp_user_timeout"] == 5000
    assert options["options"] == "-c statement_timeout=30s -c lock_timeout=10s"


def test_what_the_database_url_says_of_time_outs_comes_first(settings_of: SettingsOf) -> None:
    url = "postgres://db.example.com/record?connect_timeout=7&sslmode=require"
    options = settings_of(DATABASE_URL=url)["DATABASES"]["default"]["OPTIONS"]
    assert str(options["connect_timeout"]) == "7"
    assert options["sslmode"] == "require"
    assert options["keepalives_count"] == 2
