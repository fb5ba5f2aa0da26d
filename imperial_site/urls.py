"""Addresses of the whole site. Public ones are a promise: the tests hold them as literal strings."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("timeline.urls")),
]

handler400 = "timeline.views.errors.bad_request"
handler403 = "timeline.views.errors.forbidden"
handler404 = "timeline.views.errors.not_found"
handler500 = "timeline.views.errors.server_error"
