"""A page, added as the contributing document says: a view, a template and an address."""

from __future__ import annotations

import sys
from copy import deepcopy
from types import ModuleType
from typing import Any

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from pytest_django import Settings

from tests.exports.format_readers import body
from tests.markup import Document
from timeline import urls
from timeline.exports import sitemaps
from timeline.views.public_page import PublicPage, now

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TEMPLATE = """{% extends "timeline/base.html" %}{% load i18n %}
{% block title %}Glossary{% endblock %}
{% block main %}<h1>{% translate "Milestones" %}</h1>{% endblock %}
"""


def glossary(request: HttpRequest) -> HttpResponse:
    at, _today = now()
    return PublicPage(request, at).render("timeline/glossary.html", {})


def with_template(templates: list[Any]) -> list[Any]:
    """The settings of templates, with that of the new page before the files."""
    changed = deepcopy(templates)
    changed[0]["APP_DIRS"] = False
    changed[0]["OPTIONS"]["loaders"] = [
        ("django.template.loaders.locmem.Loader", {"timeline/glossary.html": TEMPLATE}),
        "django.template.loaders.app_directories.Loader",
    ]
    return changed


def root_addresses() -> ModuleType:
    """The addresses of the site, with the new one among those of ``timeline/urls.py``."""
    added = urls.read_only("glossary/", glossary, name="glossary")
    module = ModuleType("root_addresses_with_the_glossary")
    patterns = i18n_patterns(
        path("admin/", admin.site.urls),
        path("staff/", include("timeline.signin.urls")),
        path("", include(([added, *urls.urlpatterns], "timeline"))),
        prefix_default_language=False,
    )
    vars(module)["urlpatterns"] = [path("", include(urls.root_urlpatterns)), *patterns]
    return module


@pytest.fixture(autouse=True)
def added(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    module = root_addresses()
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(sitemaps, "FIXED_PAGES", (*sitemaps.FIXED_PAGES, "glossary"))
    settings.ROOT_URLCONF = module.__name__
    settings.TEMPLATES = with_template(settings.TEMPLATES)


def visit(client: Client, address: str) -> Document:
    answer = client.get(address)
    assert answer.status_code == 200
    return Document(answer.content.decode())


def test_new_page_names_its_own_address(client: Client) -> None:
    assert visit(client, "/glossary/").canonical == "/glossary/"


def test_new_page_is_in_french_under_fr(client: Client) -> None:
    assert visit(client, "/fr/glossary/").one("h1").text == "Jalons"


def test_new_page_takes_no_post(client: Client) -> None:
    assert client.post("/glossary/").status_code == 405


def test_new_page_is_in_the_sitemap(client: Client) -> None:
    assert "/glossary/</loc>" in body(client.get("/sitemap-pages.xml")).decode()
