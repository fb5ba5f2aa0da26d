"""Answers of the site kept as files, and two folders of them compared."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from devtools.site_snapshot import crawler
from devtools.site_snapshot.answers import KeptAnswer, file_name, masked, read_answer
from devtools.site_snapshot.crawler import QueryBudget
from devtools.site_snapshot.links import linked_addresses

SITE = "http://localhost"
HTML = {"content-type": "text/html; charset=utf-8"}
CSV = {"content-type": "text/csv"}


def kept(body: str, headers: dict[str, str] = HTML, address: str = "/") -> KeptAnswer:
    return masked(address, 200, headers.items(), body.encode())


def compared(tmp_path: Path, before: KeptAnswer, after: KeptAnswer) -> str:
    """What the command prints. Raises CommandError where the answers differ."""
    for name, answer in (("before", before), ("after", after)):
        (tmp_path / name).mkdir()
        answer.write_into(tmp_path / name)
    output = StringIO()
    try:
        call_command("compare_snapshots", tmp_path / "before", tmp_path / "after", stdout=output)
    except CommandError as error:
        raise CommandError(f"{output.getvalue()}{error}") from None
    return output.getvalue()


def test_comparison_forgives_the_order_of_attributes(tmp_path: Path) -> None:
    said = compared(tmp_path, kept('<a id="a" href="/">x</a>'), kept('<a href="/" id="a">x</a>'))
    assert said == "All 1 addresses are answered alike.\n"


def test_comparison_finds_a_changed_word(tmp_path: Path) -> None:
    with pytest.raises(
        CommandError, match=r"(?s)== /\n.*-old word\n\+new word.*1 addresses differ, of 1"
    ):
        compared(tmp_path, kept("<p>old word</p>"), kept("<p>new word</p>"))


def test_comparison_finds_a_changed_header(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"\+vary: Accept"):
        compared(tmp_path, kept(""), kept("", HTML | {"Vary": "Accept"}))


def test_comparison_finds_a_byte_of_data(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="1 addresses differ"):
        compared(tmp_path, kept("a,b\r\n", CSV), kept("a,b\n", CSV))


def test_comparison_finds_an_address_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(
        CommandError, match=r"(?s)== /a\n.*first folder only.*== /b\n.*second folder only"
    ):
        compared(tmp_path, kept("", address="/a"), kept("", address="/b"))


def test_comparison_refuses_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="holds no snapshot"):
        call_command("compare_snapshots", tmp_path, tmp_path)


def test_answer_is_read_as_it_was_written(tmp_path: Path) -> None:
    answer = kept("a\n\nb\r\n", CSV, "/timeline.csv?year=2018")
    answer.write_into(tmp_path)
    assert read_answer(tmp_path / file_name(answer.address)) == answer


def test_what_changes_with_each_run_is_masked() -> None:
    headers = {"ETag": '"a"', "Content-Security-Policy": "b 'nonce-xY9='; a 'self'"}
    answer = masked("/", 200, headers.items(), b'<img src="/static/a/share.0123456789ab.png">')
    assert answer.headers == {"content-security-policy": "a 'self'; b 'nonce-NONCE'"}
    assert answer.body == b'<img src="/static/a/share.HASH.png">'


@pytest.mark.parametrize(
    "answer",
    [
        kept('<a href="next/?a=1&amp;b=2#c">x</a><link href="/static/x"><a href="/admin/">y</a>'),
        kept("<loc>http://localhost/next/?a=1&amp;b=2</loc>", {"content-type": "application/xml"}),
        kept('{"next": "http://localhost/next/?a=1&b=2"}', {"content-type": "application/json"}),
        kept("", CSV | {"link": '<http://localhost/next/?a=1&b=2>; rel="next"'}),
        kept(
            '<a href="webcal://localhost/next/?a=1&amp;b=2">x</a><a href="https://a.example/">y</a>'
        ),
    ],
)
def test_public_addresses_are_found_in_every_kind_of_answer(answer: KeptAnswer) -> None:
    assert linked_addresses(answer, SITE) == {"/next/?a=1&b=2"}


def test_of_many_addresses_with_parameters_some_are_chosen() -> None:
    found = [f"/?year={year}" for year in range(1900, 2000)] + ["/about/"]
    chosen = QueryBudget().choose(found)
    assert chosen == [f"/?year={year}" for year in range(1900, 1920)] + ["/about/"]


@pytest.mark.django_db
def test_snapshot_is_made_at_its_moment_and_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions = apps.get_model("timeline", "Edition")._default_manager
    before = list(editions.values())
    monkeypatch.setattr(crawler, "SEEDS", ("/timeline.ics",))
    monkeypatch.setattr(crawler, "linked_addresses", lambda answer, site: set())

    call_command(
        "snapshot_site", tmp_path, at=datetime(2020, 2, 3, 12, tzinfo=UTC), stdout=StringIO()
    )

    answer = read_answer(tmp_path / file_name("/fr/timeline.ics"))
    assert answer.headers["content-disposition"] == 'inline; filename="milestones-2020-02-03.ics"'
    assert list(editions.values()) == before
