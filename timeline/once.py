"""Addresses that exist once, whatever the language: at the root of the host."""

from __future__ import annotations

from timeline.urls import read_only
from timeline.views import sitemaps

urlpatterns = [
    read_only("sitemap.xml", sitemaps.whole, name="sitemap"),
    read_only("sitemap-pages.xml", sitemaps.pages, name="sitemap-pages"),
    read_only("sitemap-<str:kind>-<int:number>.xml", sitemaps.rows, name="sitemap-rows"),
    read_only("news-sitemap.xml", sitemaps.news, name="news-sitemap"),
    read_only("robots.txt", sitemaps.robots, name="robots"),
]
