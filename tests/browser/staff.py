"""Who works in the admin in a browser test."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect


def signed_in(
    context: BrowserContext, base_url: str, name: str, role: str = "", password: str | None = None
) -> Page:
    """A page of somebody with a role, or with every permission."""
    user = User.objects.create_user(name, password=password, is_staff=True, is_superuser=not role)
    if role:
        user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    cookie = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": cookie, "value": client.cookies[cookie].value, "url": base_url}])
    return context.new_page()


def save(desk: Page) -> None:
    desk.get_by_role("button", name="Save", exact=True).first.click()


def is_saved(desk: Page) -> None:
    expect(desk.locator(".messagelist .success").first).to_be_visible()
