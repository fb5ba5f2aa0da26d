"""One settings file, read from the environment (docs/deployment.md, "Settings").

With nothing set this is a local demo: loopback hosts, a secret key from ``var/``, DEBUG off. Once
``SITE_HOSTS`` names a public host it is production. Half-configured, production refuses to start
and says in one sentence what to set.
"""

from __future__ import annotations

import logging
import os
import re
import secrets
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env, validate

from imperial_site.connection_pool import POSTGRESQL, share_connections

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]

env = Env()
DATA_DIR = Path(env.str("SITE_DATA_DIR", str(BASE_DIR / "var"))).expanduser()
NAMED: list[str] = env.list("SITE_HOSTS", [])
NAMED = [host.strip().lower() for host in NAMED if host.strip()]


def without_port(host: str) -> str:
    name, _, port = host.rpartition(":")
    return name if port.isdecimal() else host


SITE_HOSTS = [without_port(host) for host in NAMED]
PUBLIC_HOSTS = [host for host in NAMED if without_port(host) not in LOOPBACK]
IN_PRODUCTION = bool(PUBLIC_HOSTS)
# The host in every identifier (timeline/http/canonical_host.py). A demo has the one that was asked.
CANONICAL_HOST = PUBLIC_HOSTS[0].lstrip(".") if IN_PRODUCTION else ""
DEBUG = env.bool("SITE_DEBUG", default=False)
ALLOWED_HOSTS = SITE_HOSTS if IN_PRODUCTION else LOOPBACK


def demo_secret() -> str:
    """The key in ``var/secret_key``, made on first use and readable by its owner alone."""
    path = DATA_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()


SECRET_KEY = env.str("SITE_SECRET_KEY", "")
if IN_PRODUCTION:
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
        raise ImproperlyConfigured(
            "SITE_HOSTS names a public host, so set SITE_SECRET_KEY to at least 50 random "
            "characters "
            '(python -c "import secrets; print(secrets.token_urlsafe(64))" prints some).'
        )
    if DEBUG:
        raise ImproperlyConfigured(
            "SITE_HOSTS names a public host, so unset SITE_DEBUG: it would show secrets."
        )
    if "*" in SITE_HOSTS:
        raise ImproperlyConfigured(
            "SITE_HOSTS must name the hosts that this site answers for; * is not one."
        )
SECRET_KEY = SECRET_KEY or demo_secret()

INSTALLED_APPS = [
    "timeline.apps.TimelineConfig",
    "django_filters",
    "simple_history",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
if find_spec("devtools") and not IN_PRODUCTION:  # a checkout has it, an installed package does not
    INSTALLED_APPS.append("devtools")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "timeline.signin.middleware.FirstHostMiddleware",
    "csp.middleware.CSPMiddleware",
    "timeline.http.permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "timeline.http.compression.CompressionMiddleware",
    "timeline.i18n.language.LanguageMiddleware",  # not Django's own: the address chooses, no header
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "timeline.http.waiting_room.WaitingRoomMiddleware",  # what follows may ask the database
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "timeline.signin.middleware.SessionActivityMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "timeline.views.middleware.GoneMiddleware",
    "timeline.signin.middleware.RefusalMiddleware",
    "timeline.signin.middleware.NeverKeptMiddleware",
    "timeline.admin.waiting_form.WaitingFormMiddleware",  # before what leads elsewhere
    "timeline.signin.middleware.SecondFactorMiddleware",
]

ROOT_URLCONF = "imperial_site.urls"
WSGI_APPLICATION = "imperial_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "timeline.i18n.language.other_language_context",
                "timeline.signin.context_processors.record_name",
            ],
        },
    },
]

# Data. SQLite unless DATABASE_URL says otherwise. With SQLite's defaults six writers meet "database
# is locked" half the time. WAL, transactions that take the write lock at once, and a wait that is
# fair make them take turns. FULL: no power cut loses a save that was acknowledged.
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'record.sqlite3'}")}
# Seconds that a save waits for another writer.
LOCK_TIMEOUT = env.int("SITE_LOCK_TIMEOUT", 10, validate=validate.Range(min=1))
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": LOCK_TIMEOUT,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
    # In production a lost file is never replaced by an empty one.
    engine = f"imperial_site.{'kept' if IN_PRODUCTION else 'fair'}_sqlite3"
    DATABASES["default"] |= {"ENGINE": engine, "CONN_MAX_AGE": None, "TEST": {"NAME": ":memory:"}}
elif DATABASES["default"]["ENGINE"] == POSTGRESQL:
    # A server that hangs or is cut off is given up, so that it does not hold every thread. What
    # DATABASE_URL says of these comes first.
    statement_timeout = env.int("SITE_STATEMENT_TIMEOUT", 30)
    lock_timeout = LOCK_TIMEOUT if statement_timeout else 0  # a command waits as long as it takes
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 2,  # seconds, the least that libpq knows
        "tcp_user_timeout": 5000,  # milliseconds until what was sent must be acknowledged
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 2,
        "options": f"-c statement_timeout={statement_timeout}s -c lock_timeout={lock_timeout}s",
        **DATABASES["default"].get("OPTIONS", {}),
    }
# The threads of a process share so many connections to a PostgreSQL server: one for each request
# under way and each download, and one over which the page cache reads the edition. 0: each request
# opens its own.
DATABASE_POOL = env.int("SITE_DATABASE_POOL", 12, validate=validate.Range(min=0))

share_connections(DATABASES["default"], DATABASE_POOL, patience=0.8)

# What people type before the name of a command, in messages.
COMMAND = env.str("SITE_COMMAND", "./run manage")
# Whether ``run`` saw to it, before this process started, that there is a database.
WAS_PREPARED = env.bool("SITE_PREPARED", default=False)

# Replicas, from which anonymous requests may read (timeline/http/replicas.py).
REPLICAS: list[str] = []  # their aliases
REPLICA_URLS: list[str] = env.list("DATABASE_REPLICA_URLS", [])
for url in REPLICA_URLS:
    try:
        replica: dict[str, Any] = dict(dj_database_url.parse(url.strip()))
    except ValueError:
        replica = {"ENGINE": ""}
    if replica["ENGINE"] != DATABASES["default"]["ENGINE"]:
        raise ImproperlyConfigured(
            "DATABASE_REPLICA_URLS names replicas of the database in DATABASE_URL, joined by "
            "commas: give each as a URL of the same kind."
        )
    replica["TEST"] = {"MIRROR": "default"}
    share_connections(replica, DATABASE_POOL, patience=1)  # then the primary answers
    REPLICAS.append(f"replica{len(REPLICAS) + 1}")
    DATABASES[REPLICAS[-1]] = replica
DATABASE_ROUTERS = ["timeline.http.replicas.ReplicaRouter"] if REPLICAS else []
# Seconds that a replica is given to catch up: without the current edition it is not asked before.
REPLICA_LAG = env.float("SITE_REPLICA_LAG", 1.0)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Words and days. Midnight, and so every outlook, is that of the company's own time zone.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [DATA_DIR / "locale"]  # the French catalogue as `manage.py prepare` compiles it
TIME_ZONE = env.str("SITE_TIME_ZONE", "America/Toronto")
try:
    ZoneInfo(TIME_ZONE)
except (ZoneInfoNotFoundError, ValueError, OSError):
    raise ImproperlyConfigured(
        f"SITE_TIME_ZONE names no time zone that this machine knows ({TIME_ZONE}): "
        "use a name such as America/Toronto."
    ) from None
FORMAT_MODULE_PATH = "timeline.i18n.regional"  # days in figures as Québec writes them
USE_I18N = True
USE_TZ = True

# Static files: hashed names, compressed once, served by the application.
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
TESTING = "pytest" in sys.modules
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False  # a missing file must not take the error page down with it
WHITENOISE_USE_FINDERS = DEBUG or TESTING
if DEBUG or TESTING:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# Headers, the admin included. Nothing inline, nothing from third parties (CSP Level 3).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # the admin's stylesheet holds a few icons as data
        "connect-src": ["'self'"],  # the admin's autocomplete and date preview
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "microphone=(), payment=(), usb=()"
)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IN_PRODUCTION

# Browsers keep to HTTPS for so long (RFC 6797): of this host alone, since the site cannot know what
# else a company serves below it. Who preloads a domain leaves plain HTTP for good.
HSTS_SECONDS = env.int("SITE_HSTS_SECONDS", 63_072_000, validate=validate.Range(min=0))  # 2 years
SECURE_HSTS_SECONDS = HSTS_SECONDS if IN_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SITE_HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("SITE_HSTS_PRELOAD", default=False)
if SECURE_HSTS_PRELOAD and not (SECURE_HSTS_INCLUDE_SUBDOMAINS and HSTS_SECONDS >= 31_536_000):
    raise ImproperlyConfigured(
        "SITE_HSTS_PRELOAD needs SITE_HSTS_SUBDOMAINS=true and SITE_HSTS_SECONDS of a year or "
        "more: browsers preload no other domain."
    )
# They ask for subdomains and for preloading, of whoever has not decided on either.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 3600
CSRF_TRUSTED_ORIGINS = [  # a host that begins with a dot stands for all below it
    f"https://*{host}" if host.startswith(".") else f"https://{host}" for host in PUBLIC_HOSTS
]
CSRF_FAILURE_VIEW = "timeline.views.errors.csrf_failure"
# To whom vulnerabilities are reported, in /.well-known/security.txt (RFC 9116 §2.5.3): URIs.
SECURITY_CONTACTS: list[str] = []
CONTACTS: list[str] = env.list("SITE_SECURITY_CONTACT", [])
for contact in CONTACTS:
    uri = contact.strip() if ":" in contact else f"mailto:{contact.strip()}"
    if not re.fullmatch(r"mailto:[^\s@]+@[^\s@]+|https://\S+|tel:[+\d-]+", uri):
        raise ImproperlyConfigured(
            "SITE_SECURITY_CONTACT is where vulnerabilities are reported: an e-mail address, or an "
            "address that begins with https:// or tel:; several are joined by commas."
        )
    SECURITY_CONTACTS.append(uri)

# Which headers name a visitor's address and scheme, as a proxy sets them: "forwarded",
# "x-forwarded", or "" for none (timeline/http/proxy_headers.py).
BEHIND_PROXY = env.str("SITE_BEHIND_PROXY", "").strip().lower()
if BEHIND_PROXY not in {"", "forwarded"}:
    BEHIND_PROXY = "x-forwarded" if env.bool("SITE_BEHIND_PROXY", default=False) else ""

# Caches. Each process keeps whole public pages in memory, as many megabytes as this; 0 keeps none.
# While debugging, files change under a running process.
PAGE_CACHE_MB = 0 if DEBUG else env.int("SITE_PAGE_CACHE_MB", 64)
# On PostgreSQL a process reads the edition at most once in so many seconds.
EDITION_LAG = env.float("SITE_EDITION_LAG", 1.0)
# Whole records that each process writes at once. It has more threads, so pages are answered too.
MOST_DOWNLOADS = env.int("SITE_MOST_DOWNLOADS", 2, validate=validate.Range(min=1))
# Seconds for which a cache in front may show an older page while it asks for the current one.
STALE_WHILE_REVALIDATE = env.int("SITE_STALE_WHILE_REVALIDATE", 0)

# A body is refused by its length before it is read (timeline/http/body_limits.py). These are the
# highest of these for who asks Django without that.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
# With this set, nothing is published that lacks a text in one of the languages.
BOTH_LANGUAGES = env.bool("SITE_BOTH_LANGUAGES", default=False)

# Staff sign in with a name and a password, or with a passkey (timeline/signin/). There is no
# registration, and no mail is sent.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SESSION_ENGINE = "timeline.signin.sessions"
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "admin:index", "account_login"
ACCOUNT_ADAPTER = "timeline.signin.adapter.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # the cookie ends with the browser
# "key" is a name at an address or on a known device, or an account's codes; then a name over all
# addresses (timeline/signin/attempts.py). NIST SP 800-63B §5.2.2 allows 100 in a row at most.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/15m/key,50/15m/ip",
    "login_failed_anywhere": "100/24h/key",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "timeline.signin.second_factor_secrets.EncryptingAdapter"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds: clocks differ
MFA_FORMS = {
    "login_webauthn": "timeline.signin.forms.SignInForm",
    "authenticate_webauthn": "timeline.signin.forms.SecondFactorForm",
    "reauthenticate_webauthn": "timeline.signin.forms.ReauthenticationForm",
    "add_webauthn": "timeline.signin.forms.AddPasskeyForm",
}
SECOND_FACTOR = env.str("SITE_SECOND_FACTOR", "publishers" if IN_PRODUCTION else "off")
if SECOND_FACTOR not in {"off", "publishers", "staff"}:
    raise ImproperlyConfigured(
        "SITE_SECOND_FACTOR is off, publishers or staff: who must have a second factor."
    )
# Failed sign-ins are counted in this cache. It is in the database, so that a limit holds across
# processes and machines. It has room for as many names as can be tried in a quarter of an hour:
# with Django's 300 entries it would forget which accounts are locked.
CACHES = {
    "default": {
        "BACKEND": "timeline.signin.attempts_cache.AttemptsCache",
        "LOCATION": "signin_attempts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
# Redis or Valkey in its place, which then also gives the sessions without asking the database.
CACHE_URL = env.str("CACHE_URL", "")
if CACHE_URL:
    if not CACHE_URL.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(
            "CACHE_URL is the address of a Redis or Valkey server: redis://host:6379/0, or with "
            "rediss:// over TLS."
        )
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": "timeline",
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
    SESSION_ENGINE = "timeline.signin.cached_sessions"

# A line of JSON for each request, without the addresses of visitors unless they are asked for.
REQUEST_LOG = env.bool("SITE_REQUEST_LOG", default=IN_PRODUCTION)
LOG_ADDRESSES = env.bool("SITE_LOG_ADDRESSES", default=False)

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "timeline.http.request_log.NamesRequest"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["request_id"]}},
    # Each sign-in is logged, whatever the level of the rest.
    "loggers": {"timeline.signin": {"level": "INFO"}},
    "root": {"handlers": ["console"], "level": env.log_level("SITE_LOG_LEVEL", logging.WARNING)},
}
