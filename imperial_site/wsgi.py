"""The WSGI application that granian serves: Django's, within the page cache and what guards it."""

import os

from django.core.wsgi import get_wsgi_application

os.umask(0o077)  # what it writes is for its own user alone
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imperial_site.settings")

django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - what follows needs the settings
from django.urls import get_resolver  # noqa: E402

from timeline.exports.list_endpoint import names_of_all_lists  # noqa: E402
from timeline.http.body_limits import BodyLimits  # noqa: E402
from timeline.http.canonical_host import CanonicalHost  # noqa: E402
from timeline.http.current_edition import shared_edition  # noqa: E402
from timeline.http.etags import software_digest  # noqa: E402
from timeline.http.health import Health  # noqa: E402
from timeline.http.kept_answers import KeptAnswers  # noqa: E402
from timeline.http.page_cache import Application, PageCache  # noqa: E402
from timeline.http.proxy_headers import ProxyHeaders  # noqa: E402
from timeline.http.request_log import RequestLog  # noqa: E402
from timeline.http.stack_room import with_stack_room  # noqa: E402
from timeline.operations.database_state import reason_not_ready  # noqa: E402
from timeline.operations.silent_servers import give_up_silent_servers  # noqa: E402
from timeline.operations.start_check import refuse_what_cannot_be_served  # noqa: E402

give_up_silent_servers()  # before there is a connection
refuse_what_cannot_be_served()

# Loads every view and makes the digest of the software, so that a worker's first visitor does not
# wait for either.
_ = get_resolver().url_patterns, software_digest()

application: Application = with_stack_room(django_application)
if settings.PAGE_CACHE_MB:
    application = PageCache(
        application,
        shared_edition().key,
        KeptAnswers(settings.PAGE_CACHE_MB * 1024 * 1024),
        parameters=names_of_all_lists(),
    )
if settings.CANONICAL_HOST:
    application = CanonicalHost(application, settings.CANONICAL_HOST)
application = Health(BodyLimits(application), reason_not_ready)
if settings.REQUEST_LOG:
    application = RequestLog(application, with_addresses=settings.LOG_ADDRESSES)
if settings.BEHIND_PROXY:  # the log shows what the proxy names
    application = ProxyHeaders(application, settings.BEHIND_PROXY)
