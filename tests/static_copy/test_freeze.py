"""``manage.py freeze``: the shipped record as files, of which every link of every file is
followed."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import feedparser
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.factories import make_announced, make_company, make_milestone, make_project, make_release
from tests.markup import Document
from tests.shipped_record import load_record
from timeline.models import Citation, Milestone
from timeline.static_copy.writer import is_static_copy

pytestmark = pytest.mark.slow

BASE = "https://example.org/archive/"
HELD = ("href", "src", "action", "data-copy", "content")  # attributes that hold an address, or may
ADDRESS = re.compile(r"(?:https?|webcal)://[^\s\"'<>\\,;]*[^\s\"'<>\\,;.:!?)]")


def freeze(folder: Path, base: str = BASE) -> str:
    out = StringIO()
    call_command("freeze", str(folder), base_url=base, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def frozen(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The record that ships, with a draft beside it, frozen once for the tests of this file."""
    folder = tmp_path_factory.mktemp("frozen") / "copy"
    with django_db_blocker.unblock(), transaction.atomic():
        load_record()
        make_milestone(title_en="Unbeknownst", title_fr="Unbeknownst", slug="unbeknownst")
        make_project(name_en="Unbeknownst", slug="unbeknownst", status="draft")
        make_release(headline_en="Unbeknownst", slug="unbeknownst", status="draft")
        freeze(folder)
        transaction.set_rollback(True)
    return folder


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def served(folder: Path, address: str) -> Path | None:
    """The file that a static server at ``BASE`` answers an address with; None for an address
    elsewhere."""
    parts = urlsplit(address)
    base = urlsplit(BASE)
    if parts.netloc != base.netloc:
        return None
    assert parts.path.startswith(base.path), address
    assert not parts.query, address
    path = unquote(parts.path.removeprefix(base.path))
    return folder / (path + "index.html" if not path or path.endswith("/") else path)


def links_of(folder: Path, file: Path) -> Iterator[str]:
    """Every address in a file, absolute."""
    here = BASE + str(file.relative_to(folder)).removesuffix("index.html")
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".ics":
        text = text.replace("\n ", "").replace("\\n", "\n")
    if file.suffix != ".html":
        yield from ADDRESS.findall(text)
        return
    for element in Document(text).root:
        for name in HELD:
            value = element.attrs.get(name)
            if value is not None and (name != "content" or "://" in value):
                yield urljoin(here, value)
    yield from ADDRESS.findall(
        text.replace("&quot;", '"').replace("\\u0026", "&").replace("&amp;", "&")
    )


def test_every_link_of_every_file_leads_to_a_file(frozen: Path) -> None:
    lost = []
    followed = 0
    for file in files(frozen):
        if file.suffix in {".css", ".js", ".svg", ".png"} or file.name == "frozen.txt":
            continue
        for address in links_of(frozen, file):
            target = served(frozen, address)
            followed += target is not None
            if target is not None and not target.is_file():
                lost.append((str(file.relative_to(frozen)), address))
    assert lost == []
    assert followed > 5000


def test_every_fragment_is_in_the_page_it_leads_to(frozen: Path) -> None:
    ids = {
        file: set(Document(file.read_text(encoding="utf-8")).ids) for file in frozen.rglob("*.html")
    }
    lost = []
    for file in frozen.rglob("*.html"):
        for address in links_of(frozen, file):
            target, fragment = served(frozen, address), urlsplit(address).fragment
            if target is not None and fragment and target.suffix == ".html":
                lost += [(file.name, address)] * (fragment not in ids[target])
    assert lost == []


@pytest.mark.parametrize(
    "path",
    [
        *("index.html", "fr/index.html", "404.html", "fr/404.html", "robots.txt", "sitemap.xml"),
        *(
            "milestones/brussels/index.html",
            "fr/milestones/brussels/index.html",
            "outlook/index.html",
        ),
        *(
            "project.crater-lake/index.html",
            "year.2018/index.html",
            "fr/year.2023/index.html",
            "dated.none/index.html",
        ),
        *(
            "releases/year.2018/index.html",
            "embed/project.crater-lake/index.html",
            "static/timeline/site.css",
        ),
        *(
            "timeline.json",
            "timeline.csv",
            "timeline.ics",
            "timeline.atom",
            "fr/timeline.jsonfeed",
            "releases.atom",
        ),
        *(
            "partner.albecour/timeline.ics",
            "fr/partner.scale/timeline.json",
            "project.crater-lake/timeline.csv",
            "fr/year.2018/timeline.ics",
            "outlook.csv",
        ),
    ],
)
def test_view_is_kept(frozen: Path, path: str) -> None:
    assert (frozen / path).stat().st_size > 0


def test_nothing_hidden_is_in_it(frozen: Path) -> None:
    assert [file for file in files(frozen) if b"nbeknownst" in file.read_bytes()] == []


def test_no_name_of_a_file_needs_escaping(frozen: Path) -> None:
    names = [str(file.relative_to(frozen)) for file in files(frozen)]
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9._~/-]+", name)] == []
    assert not any(name.startswith(("admin", "fr/admin", "preview")) for name in names)


def test_pages_are_built_as_they_were(frozen: Path) -> None:
    assert {
        str(file): found
        for file in frozen.rglob("*.html")
        if (found := Document(file.read_text()).problems)
    } == {}


def test_page_has_no_form_and_lists_what_is_kept(frozen: Path) -> None:
    pages = [Document(file.read_text(encoding="utf-8")) for file in frozen.rglob("*.html")]
    assert not any(page.all("form") for page in pages)
    choose = Document((frozen / "fr/index.html").read_text(encoding="utf-8")).one(
        "section", css="choose"
    )
    found = {link.attrs["href"]: link.text for link in choose.all("a")}
    assert found["project.crater-lake/"] == "Crater Lake 11"
    assert set(found) >= {"year.2018/", "year.2019/", "year.2023/"}


def test_absolute_addresses_are_those_of_the_base(frozen: Path) -> None:
    page = Document((frozen / "fr/year.2018/index.html").read_text(encoding="utf-8"))
    assert page.one("link", rel="canonical").attrs["href"] == f"{BASE}fr/year.2018/"
    assert page.one("link", rel="alternate", hreflang="en").attrs["href"] == f"{BASE}year.2018/"
    assert page.meta("og:url") == f"{BASE}fr/year.2018/"


def test_page_for_what_is_lost_links_from_the_root(frozen: Path) -> None:
    """It is answered at any depth, where a relative link would lead anywhere."""
    page = Document((frozen / "404.html").read_text(encoding="utf-8"))
    links = [
        link.attrs["href"] for link in page.all("a") if not re.match(r"#|\w+:", link.attrs["href"])
    ]
    assert {link[:9] for link in links} == {"/archive/"}


def test_data_holds_what_the_page_lists(frozen: Path) -> None:
    folder = frozen / "project.crater-lake"
    listed = Document((folder / "index.html").read_text(encoding="utf-8")).milestones
    items = json.loads((folder / "timeline.json").read_text(encoding="utf-8"))["items"]
    assert [item["slug"] for item in items] == listed
    assert len((folder / "timeline.csv").read_text(encoding="utf-8").splitlines()) > len(listed)


def test_feed_says_what_it_said(frozen: Path) -> None:
    feed = feedparser.parse((frozen / "fr/timeline.atom").read_bytes())
    first = feed.entries[0]
    assert (feed.bozo, len(feed.entries)) == (False, 15)
    assert first.title == "Protocole d’entente avec Albecour"
    assert first.link == f"{BASE}fr/milestones/memorandum/"
    assert first.id.startswith("tag:example.org,")


def test_calendar_lines_are_folded(frozen: Path) -> None:
    lines = (frozen / "timeline.ics").read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"UID:brussels@example.org" in lines


# What is refused, and what is replaced


@pytest.fixture
def small(db: None) -> None:
    """A record of one milestone."""
    make_company()
    make_announced(slug="gone-again")


@pytest.mark.usefixtures("small")
def test_freeze_over_an_earlier_one_replaces_it(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    freeze(folder)
    assert (folder / "milestones/gone-again/index.html").is_file()
    Citation.objects.all().delete()
    Milestone.objects.all().delete()
    freeze(folder)
    assert not (folder / "milestones/gone-again").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]


MANIFEST = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}


def refusal(folder: Path, base: str = BASE) -> str:
    with pytest.raises(CommandError) as error:
        freeze(folder, base)
    return str(error.value)


@pytest.mark.parametrize("name", ["CNAME", "about/mine.txt", ".git/HEAD"])
def test_freeze_over_an_earlier_one_with_other_things_is_refused(
    frozen: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(frozen, folder)
    assert is_static_copy(folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("mine")
    assert "holds other things" in refusal(folder)
    assert (folder / name).read_text() == "mine"


@override_settings(STORAGES=MANIFEST)
def test_freeze_before_the_static_files_are_collected_is_refused(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path / "none"):
        assert (
            refusal(tmp_path / "copy")
            == "The static files are not collected: run manage.py prepare first."
        )
    assert list(tmp_path.iterdir()) == []


def test_freeze_into_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert "holds other things (mine.txt)" in refusal(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    "base",
    [
        *(
            "",
            "archive",
            "/archive/",
            "ftp://example.org/",
            "https://",
            "https://example.org/?x=1",
            "javascript:alert(1)",
        ),
        *(
            "https://example.org/#x",
            "https://a@example.org/",
            "https://example.org:x/",
            'https://example.org/">',
            "https://[",
        ),
    ],
)
def test_base_that_is_no_address_is_refused(tmp_path: Path, base: str) -> None:
    assert "is no address to stand at" in refusal(tmp_path / "copy", base)
    assert list(tmp_path.iterdir()) == []
