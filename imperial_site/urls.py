"""Addresses of the whole site. Public ones are a promise: the tests hold them as literal strings.

Each exists in English and, under ``/fr/``, in French. Those that robots ask for exist once.
"""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from timeline.urls import root_urlpatterns

urlpatterns = [
    path("", include(root_urlpatterns)),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("staff/", include("timeline.signin.urls")),
        path("", include("timeline.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "timeline.views.errors.bad_request"
handler403 = "timeline.views.errors.forbidden"
handler404 = "timeline.views.errors.not_found"
handler429 = "timeline.views.errors.too_many"
handler500 = "timeline.views.errors.server_error"
