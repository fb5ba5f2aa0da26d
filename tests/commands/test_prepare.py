"""``manage.py prepare``: everything on the first start, nothing on the second."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import OperationalError
from pytest_django import Settings

from timeline.i18n.catalogue import COMPILED
from timeline.management.commands import prepare as command
from timeline.models import Company, Milestone, Release

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.django_db, pytest.mark.postgresql, pytest.mark.slow]


@pytest.fixture(autouse=True)
def collected(settings: Settings, tmp_path: Path) -> Path:
    """The folder that static files are collected in."""
    folder = tmp_path / "static"
    settings.STATIC_ROOT = folder
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    return folder


@pytest.fixture(autouse=True)
def compiled(settings: Settings, tmp_path: Path) -> Path:
    """The folder that the French is compiled into."""
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return tmp_path / "locale" / COMPILED


@pytest.fixture
def own_company() -> None:
    """A company of one's own. The record that ships, which takes a second, is not loaded beside it."""
    Company.objects.create(name="Another Company Ltd.", short_name="Another")


def prepare(**options: str) -> str:
    said = StringIO()
    call_command("prepare", stdout=said, **options)
    return said.getvalue()


def password_in(said: str) -> str | None:
    found = re.search(r"as editor with the password (\S+) ", said)
    return found[1] if found else None


@pytest.mark.usefixtures("own_company")
def test_each_start_compiles_the_french_of_the_code(compiled: Path) -> None:
    prepare()
    compiled.write_bytes(b"of an older version")
    prepare()
    assert "Communiqués".encode() in compiled.read_bytes()


def test_a_start_that_may_not_write_the_french_says_what_to_set(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    settings.LOCALE_PATHS = [tmp_path / "file"]
    with pytest.raises(CommandError, match="SITE_DATA_DIR"):
        prepare()


@pytest.mark.usefixtures("own_company")
def test_the_first_start_makes_an_editor_with_the_password_it_prints() -> None:
    password = password_in(prepare())
    editor = User.objects.get()
    assert password is not None
    assert len(password) >= 16
    assert editor.username == "editor"
    assert editor.check_password(password)
    assert editor.is_superuser


@pytest.mark.usefixtures("own_company")
def test_where_second_factors_are_asked_for_it_says_how_the_first_one_is_set_up(
    settings: Settings,
) -> None:
    settings.SECOND_FACTOR = "publishers"
    assert "./run manage enrolment_link claire" in prepare(account="claire")


@pytest.mark.usefixtures("own_company")
def test_the_first_account_has_the_name_that_is_chosen() -> None:
    said = prepare(account="claire.roy")
    assert User.objects.get().username == "claire.roy"
    assert "as claire.roy with the password" in said


@pytest.mark.parametrize("name", ["", "two words", "x" * 151, "a\nb"])
def test_a_name_that_no_account_may_have_is_refused_before_anything_is_done(
    name: str, compiled: Path
) -> None:
    with pytest.raises(CommandError, match="--account"):
        prepare(account=name)
    assert not compiled.exists()


def test_the_second_start_prints_nothing() -> None:
    prepare()
    assert prepare() == ""


@pytest.mark.usefixtures("own_company")
def test_no_editor_is_made_where_there_is_any_account() -> None:
    User.objects.create_user("someone")
    assert password_in(prepare()) is None
    assert User.objects.count() == 1


def test_the_record_is_loaded_into_an_empty_database() -> None:
    said = prepare()
    assert Company.objects.exists()
    assert Release.objects.exists()
    assert f"Loaded {Milestone.objects.count()} milestones" in said


def test_a_record_that_was_edited_is_left_alone() -> None:
    prepare()
    milestone = Milestone.objects.order_by("pk")[0]
    milestone.title_en = "Edited by hand"
    milestone.save()
    prepare()
    milestone.refresh_from_db()
    assert milestone.title_en == "Edited by hand"


def test_a_milestone_that_was_deleted_stays_deleted() -> None:
    prepare()
    before = Milestone.objects.count()
    Milestone.objects.filter(settlements=None, settled_by=None)[0].delete()
    prepare()
    assert Milestone.objects.count() == before - 1


def test_nothing_is_loaded_beside_a_company_of_ones_own(own_company: None) -> None:
    prepare()
    assert not Milestone.objects.exists()
    assert Company.objects.get().name == "Another Company Ltd."


def test_every_fixture_is_loaded() -> None:
    assert sorted(command.FIXTURES) == sorted(
        path.stem for path in (ROOT / "fixtures").glob("*.json")
    )


@pytest.mark.usefixtures("own_company")
def test_static_files_are_collected_once(collected: Path) -> None:
    prepare()
    sheet = collected / "admin" / "css" / "base.css"
    sheet.unlink()
    prepare()
    assert not sheet.exists()


@pytest.mark.usefixtures("own_company")
def test_static_files_are_collected_again_when_one_changed(
    collected: Path, settings: Settings, tmp_path: Path
) -> None:
    added = tmp_path / "added"
    added.mkdir()
    settings.STATICFILES_DIRS = [added]
    (added / "site.css").write_text("a {}")
    prepare()
    (added / "site.css").write_text("a { color: red }")
    prepare()
    assert (collected / "site.css").read_text() == "a { color: red }"


@pytest.mark.usefixtures("own_company")
def test_static_files_are_collected_again_when_their_folder_is_gone(collected: Path) -> None:
    prepare()
    collected.rename(collected.with_name("elsewhere"))
    prepare()
    assert (collected / "admin" / "css" / "base.css").exists()


@pytest.mark.usefixtures("own_company")
def test_static_files_are_collected_again_after_an_interruption(
    collected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(name: str, **options: object) -> None:
        raise KeyboardInterrupt

    prepare()
    monkeypatch.setattr(command, "static_fingerprint", lambda: "changed")
    with monkeypatch.context() as patch:
        patch.setattr(command, "call_command", interrupted)
        with pytest.raises(KeyboardInterrupt):
            prepare()
    (collected / "admin" / "css" / "base.css").unlink()
    prepare()
    assert (collected / "admin" / "css" / "base.css").exists()


def test_a_database_that_does_not_answer_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(connection: object) -> None:
        raise OperationalError("connection failed:\n  Connection refused")

    monkeypatch.setattr(command, "MigrationExecutor", refuse)
    with pytest.raises(CommandError) as refused:
        prepare()
    assert str(refused.value) == (
        "The database does not answer (connection failed: Connection refused): check DATABASE_URL and var/."
    )
