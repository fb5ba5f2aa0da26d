from playwright.sync_api import Page, expect
import pytest, time
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("record")]
def test_a(page: Page, settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    from django.contrib.auth.models import User
    User.objects.create_superuser("editor", password="a long word")
    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a long word")
    page.get_by_role("button", name="Log in").click()
    page.goto("/admin/timeline/release/add/")
    print(page.locator("#release_form").aria_snapshot())
    page.screenshot(path="/tmp/r.png", full_page=True)
    page.goto("/admin/timeline/milestone/add/")
    print(page.locator("#milestone_form").aria_snapshot())
    page.screenshot(path="/tmp/m.png", full_page=True)
def test_b(page: Page):
    page.goto("/embed/")
    for w in (720, 760):
        page.set_viewport_size({"width":w,"height":440})
        print(w, page.locator(".ov-w").is_visible(), page.evaluate("document.documentElement.scrollHeight"))
