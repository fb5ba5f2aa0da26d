"""Which addresses are kept in a copy, and where."""

from __future__ import annotations

import pytest

from timeline.static_copy.paths import between, candidates, file_of, path_of


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/", ["/"]),
        ("/about/", ["/about/"]),
        ("/?project=x", ["/?project=x", "/"]),
        ("/fr/?year=2018", ["/fr/?year=2018", "/fr/"]),
        ("/?dated=none", ["/?dated=none", "/"]),
        ("/?dated=announced", ["/"]),
        ("/?after=7_2018-11-13_1", ["/?after=7_2018-11-13_1", "/"]),
        ("/?after=7&year=2018", ["/?year=2018&after=7", "/?year=2018", "/"]),
        ("/?before=7&year=2018", ["/?year=2018", "/"]),
        ("/?year=2018&project=x", ["/?project=x", "/"]),
        ("/?year=2018&year=2019", ["/"]),
        ("/?project=x&kind=event&after=7", ["/?project=x", "/"]),
        ("/?partner=albecour", ["/partners/albecour/", "/"]),
        ("/fr/?partner=albecour", ["/fr/partners/albecour/", "/fr/"]),
        ("/releases/?issuer=daily", ["/releases/?issuer=daily", "/releases/"]),
        ("/releases/?issuer=daily&year=2018", ["/releases/?issuer=daily", "/releases/"]),
        ("/timeline.csv?partner=albecour", ["/timeline.csv?partner=albecour"]),
        (
            "/fr/timeline.json?partner=albecour&after=7",
            ["/fr/timeline.json?partner=albecour&after=7", "/fr/timeline.json?partner=albecour"],
        ),
        ("/?q=words", ["/"]),
        ("/?year=", ["/"]),
        ("/timeline.csv?year=2018&bom=1", ["/timeline.csv?year=2018"]),
        ("/timeline.json?limit=5", ["/timeline.json"]),
        ("/timeline.json?as_of=2018-12-31", []),
        ("/timeline.csv?outlook=window_passed&bom=1", []),
        ("/timeline.csv?year=2018&project=x", []),
        ("/releases/?year=2018", ["/releases/?year=2018", "/releases/"]),
    ],
)
def test_address_leads_to_itself_or_to_what_is_nearest(address: str, kept: list[str]) -> None:
    assert list(candidates(address)) == kept


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "/"),
        ("/fr/?year=2018", "/fr/year.2018/"),
        ("/?project=x&after=7_2018-11-13_1", "/project.x/after.7_2018-11-13_1/"),
        ("/fr/timeline.csv?project=x", "/fr/project.x/timeline.csv"),
        ("/milestones/x.json", "/milestones/x.json"),
    ],
)
def test_view_has_a_path_of_its_own(address: str, path: str) -> None:
    assert path_of(address) == path


@pytest.mark.parametrize(
    "address",
    [
        "/../etc/passwd",
        "/?project=../../x",
        "/?project=a/b",
        "/a//b",
        "/?year=%00",
        "/a b/",
        "/.git/config",
        "/%2e%2e/x",
    ],
)
def test_path_that_is_not_plain_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="/"):
        path_of(address)


@pytest.mark.parametrize(
    ("path", "file"), [("/", "index.html"), ("/a/", "a/index.html"), ("/a.csv", "a.csv")]
)
def test_path_is_answered_with_a_file(path: str, file: str) -> None:
    assert file_of(path) == file


@pytest.mark.parametrize(
    ("here", "there", "way"),
    [
        ("/", "/", "./"),
        ("/", "/a/", "a/"),
        ("/a/", "/", "../"),
        ("/a/b/", "/a/c/", "../c/"),
        ("/a/b/", "/a/b/", "./"),
        ("/a/", "/timeline.csv", "../timeline.csv"),
        ("/404.html", "/a/", "a/"),
    ],
)
def test_way_between_two_pages_is_relative(here: str, there: str, way: str) -> None:
    assert between(here, there) == way
