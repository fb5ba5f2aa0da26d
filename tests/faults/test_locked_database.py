"""Something else holds the write lock of SQLite for long: an import, a backup tool, a debugger.

``./run test -m drill tests/faults/test_locked_database.py`` holds it for 60 seconds.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.prepared_site import PreparedSite
from tests.running_site import RunningSite, environment_of, served
from tests.staff_browser import SIGN_IN, Page, StaffBrowser, Values, report

pytestmark = pytest.mark.slow

PUBLIC = ("/", "/releases/", "/projects/", "/timeline.json", "/about/", "/fr/", "/?q=scandium")
READ_BY_STAFF = (
    "/admin/",
    "/admin/timeline/milestone/",
    "/admin/timeline/milestone/add/",
    "/admin/timeline/milestone/1/change/",
    "/admin/timeline/milestone/1/history/",
    "/admin/timeline/milestone/1/delete/",
    "/admin/timeline/release/1/change/",
    "/admin/auth/user/1/change/",
    "/staff/second-factor/",
)
CHANGE = "/admin/timeline/milestone/1/change/"
NOTE = {"correction_note_en": ["Said better."], "correction_note_fr": ["Mieux dit."]}
TYPED = 'An hour of work, with "quotes", <tags> & « accents ».'
Account = tuple[str, str]


@contextmanager
def write_lock(file: Path) -> Iterator[None]:
    """Held by this process, which is none of the site's."""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a site."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def account(folder: Path, demo_site: PreparedSite) -> Account:
    """Who may sign in."""
    demo_site.copied_to(folder)
    return demo_site.account


@pytest.fixture(scope="module")
def site(folder: Path, account: Account) -> Iterator[RunningSite]:
    """A save waits a second for the lock."""
    with served(environment_of(folder, SITE_LOCK_TIMEOUT="1"), workers=1) as served_site:
        yield served_site


@pytest.fixture
def staff(site: RunningSite, account: Account) -> StaffBrowser:
    browser = StaffBrowser(site)
    assert browser.sign_in(*account).status == 302
    return browser


def typed_over(page: Page) -> Values:
    """The form of a milestone with a text and a row beneath it changed."""
    values = page.form("milestone_form")
    values["summary_en"] = [TYPED]
    last = int(values["citations-TOTAL_FORMS"][0])
    values["citations-TOTAL_FORMS"] = [str(last + 1)]
    values[f"citations-{last}-paragraph"] = ["1"]
    return {**values, "_continue": ["Save and continue editing"]}


def test_pages_are_read_as_ever(folder: Path, site: RunningSite, staff: StaffBrowser) -> None:
    with write_lock(folder / "record.sqlite3"):
        read = {address: staff.get(address) for address in READ_BY_STAFF}
        public = {address: StaffBrowser(site).get(address) for address in PUBLIC}

    answers = read | public
    assert {name: page.status for name, page in answers.items()} == dict.fromkeys(answers, 200)
    # Each note that may be lost waits a tenth of a second; the rest is a busy machine.
    assert sum(page.seconds for page in answers.values()) < len(answers)


def test_staff_get_their_form_back_with_what_they_typed(folder: Path, staff: StaffBrowser) -> None:
    sent = typed_over(staff.get(CHANGE))
    with write_lock(folder / "record.sqlite3"):
        page = staff.post(CHANGE, sent)
    back = page.form("milestone_form")

    assert page.status == 503
    assert page.headers["retry-after"] == "5"
    assert "This was not saved: try again in a moment." in page.text
    del sent["csrfmiddlewaretoken"], sent["_continue"]
    assert {name: back.get(name) for name in sent} == sent
    assert back["csrfmiddlewaretoken"][0]


def test_form_that_came_back_can_be_saved(folder: Path, staff: StaffBrowser) -> None:
    sent = staff.get(CHANGE).form("milestone_form") | {"summary_en": [TYPED]}
    with write_lock(folder / "record.sqlite3"):
        back = staff.post(CHANGE, sent).form("milestone_form")
    saved = staff.post(CHANGE, {**back, **NOTE, "_continue": ["Save"]})

    assert saved.status == 302
    assert staff.get(CHANGE).form("milestone_form")["summary_en"] == [TYPED]


def test_deletion_can_be_sent_again(folder: Path, staff: StaffBrowser) -> None:
    token = staff.get(CHANGE).form("milestone_form")["csrfmiddlewaretoken"]
    sent = {"csrfmiddlewaretoken": token, "post": ["yes"], "version": ["1"]}
    with write_lock(folder / "record.sqlite3"):
        page = staff.post("/admin/timeline/milestone/1/delete/", sent)

    assert page.status == 503
    assert "This was not saved: try again in a moment." in page.text
    assert '<input type="hidden" name="version" value="1">' in page.text


def test_sign_in_is_503_and_never_too_many_attempts(
    folder: Path, site: RunningSite, account: Account
) -> None:
    with write_lock(folder / "record.sqlite3"):
        page = StaffBrowser(site).sign_in(*account)
    then = StaffBrowser(site).sign_in(*account)

    assert page.status == 503
    assert page.headers["retry-after"] == "5"
    assert account[1] not in page.text
    assert then.status == 302


@pytest.mark.drill
def test_drill_a_minute_with_the_lock_held(
    folder: Path, account: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    with served(environment_of(folder)) as site, ThreadPoolExecutor(8) as people:
        staff = [StaffBrowser(site) for _ in range(3)]
        for one in staff:
            one.sign_in(*account)
        with write_lock(folder / "record.sqlite3"):
            until = time.monotonic() + 60
            reading = [people.submit(_read_until, until, site) for _ in range(3)]
            saving = [people.submit(_save_until, until, one) for one in staff]
            signing = people.submit(_sign_in_until, until, site, account)
            saved = [page for one in saving for page in one.result()]
            signed = signing.result()
            public = [page for one in reading for page in one.result()]
        healed = staff[0].post(CHANGE, saved[0].form("milestone_form") | NOTE | {"_save": ["Save"]})

    with capsys.disabled():
        for name, pages in (("public", public), ("saves", saved), ("sign-ins", signed)):
            report(f"60 s with the write lock held, {name}", pages)
    assert {page.status for page in public} == {200}
    assert {page.status for page in saved + signed} == {503}
    assert all(re.search("An hour of work", page.text) for page in saved)
    assert healed.status == 302


def _read_until(until: float, site: RunningSite) -> list[Page]:
    visitor = StaffBrowser(site)
    pages = []
    while time.monotonic() < until:
        for address in PUBLIC:
            pages.append(visitor.get(address))
            time.sleep(0.05)
    return pages


def _save_until(until: float, staff: StaffBrowser) -> list[Page]:
    pages = []
    while time.monotonic() < until - 12:  # so that the lock is held to the end of each
        pages.append(staff.post(CHANGE, typed_over(staff.get(CHANGE))))
    return pages


def _sign_in_until(until: float, site: RunningSite, account: Account) -> list[Page]:
    pages = []
    while time.monotonic() < until - 12:
        pages.append(StaffBrowser(site).sign_in(*account))
        assert StaffBrowser(site).get(SIGN_IN).status == 200
    return pages
