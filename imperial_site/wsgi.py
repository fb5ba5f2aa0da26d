"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imperial_site.settings")

application = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402 - needs the settings

from timeline.http.etags import software_digest  # noqa: E402 - needs the settings

# Loads every view and makes the digest of the software, so that a worker's first visitor does not
# wait for either.
_ = get_resolver().url_patterns, software_digest()
