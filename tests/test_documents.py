"""README.md and docs/ name what there is: files, commands, settings, rooms and names of the code."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]
OF_RUN = {"test", "manage", "check"}
MADE_LATER = {".venv", ".venvs/", "var/"}  # no clone has them
OF_OTHERS = {"America/Toronto", "pg_dump"}  # named, and no part of the tree
BLOCK = re.compile(r"^ *```.*?```", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"(?:\./run manage|manage\.py) ([a-z_]+)([^`\n#]*)")
LINK = re.compile(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)")
PATH = re.compile(r"[\w.-]+(?:/[\w.*-]+)*/?")
FILE_NAME = re.compile(r"[\w.-]+\.(?:py|md|toml|txt|yml|html|css|js|po)")
NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]+(?:\.[A-Za-z_]\w*)*")
SETTING = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def text_of(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def code_blocks(document: Path) -> list[str]:
    return BLOCK.findall(text_of(document))


def prose_of(document: Path) -> str:
    """The text without its blocks of code."""
    return BLOCK.sub("", text_of(document))


def code_spans(document: Path) -> set[str]:
    """What stands between two backticks."""
    return set(re.findall(r"`([^`\n]+)`", prose_of(document))) - OF_OTHERS


def headings(document: Path) -> set[str]:
    """The anchors of its headings."""
    anchors = set()
    for heading in re.findall(r"^#+ (.+)$", text_of(document), re.MULTILINE):
        letters = re.sub(r"[^\w -]", "", heading.lower())
        anchors.add(letters.replace(" ", "-"))
    return anchors


def is_path(span: str) -> bool:
    if not PATH.fullmatch(span):
        return False
    return "/" in span or FILE_NAME.fullmatch(span) is not None


def exists(path: str) -> bool:
    """Whether a path names something, from the root of the tree or from the package."""
    for folder in (ROOT, ROOT / "timeline", ROOT / "timeline" / "templates", ROOT / "fixtures"):
        if (folder / path).exists():
            return True
    return False


@cache
def words_of_the_tree() -> set[str]:
    words: set[str] = set()
    for folder in ("timeline", "imperial_site", "devtools", "tests"):
        for path in (ROOT / folder).rglob("*.py"):
            words |= set(re.findall(r"\w+", text_of(path)))
    for name in ("pyproject.toml", "run", ".ci/run"):
        words |= set(re.findall(r"\w+", text_of(ROOT / name)))
    return words


def test_readme_is_short() -> None:
    assert len(text_of(ROOT / "README.md").splitlines()) <= 200


@each_document
def test_lines_fit_100_columns_but_for_tables(document: Path) -> None:
    lines = text_of(document).splitlines()

    assert [line for line in lines if len(line) > 100 and not line.startswith("|")] == []


@each_document
def test_every_path_exists(document: Path) -> None:
    paths = {span for span in code_spans(document) if is_path(span)} - MADE_LATER

    assert [path for path in sorted(paths) if not exists(path)] == []


@each_document
def test_every_name_is_in_the_code(document: Path) -> None:
    last_parts = set()
    for span in code_spans(document):
        if NAME.fullmatch(span) and not is_path(span):
            last_parts.add(span.rpartition(".")[2])

    assert sorted(last_parts - words_of_the_tree()) == []


@each_document
def test_every_word_of_an_example_is_in_the_code(document: Path) -> None:
    words = set()
    for block in code_blocks(document):
        words |= set(re.findall(r"[A-Za-z_]\w+", re.sub(r"\"[^\"\n]*\"", "", block)))

    assert sorted(words - words_of_the_tree()) == []


@each_document
def test_every_relative_link_leads_to_a_file_and_its_heading(document: Path) -> None:
    for address, anchor in LINK.findall(prose_of(document)):
        target = document.parent / address if address else document
        assert target.exists(), address
        if anchor:
            assert anchor in headings(target), f"{address}#{anchor}"


@each_document
def test_every_first_argument_of_run_is_one(document: Path) -> None:
    arguments = set(re.findall(r"\./run ([a-z]+)", text_of(document)))

    assert arguments <= OF_RUN


@each_document
def test_every_command_exists_and_takes_the_options_named(document: Path) -> None:
    commands = get_commands()
    for name, rest in COMMAND.findall(text_of(document)):
        assert name in commands, name
        app = commands[name]
        command = load_command_class(app, name) if isinstance(app, str) else app
        known = command.create_parser("manage.py", name)._option_string_actions
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in known, f"{name} {option}"


@each_document
def test_every_test_that_is_named_to_be_run_exists(document: Path) -> None:
    for arguments in re.findall(r"\./run test ([^`\n#]*)", text_of(document)):
        for path in re.findall(r"tests/[\w/.]+", arguments):
            assert (ROOT / path).exists(), path


def test_settings_of_the_table_are_those_that_are_read() -> None:
    described = SETTING.findall(text_of(ROOT / "docs" / "deployment.md"))
    code = text_of(ROOT / "imperial_site" / "settings.py")
    read = re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", code)

    assert len(described) == len(set(described))
    assert set(described) == set(read)


def test_every_room_is_in_the_design_document() -> None:
    rooms = set()
    for package in (ROOT / "timeline").rglob("__init__.py"):
        rooms.add(f"{package.parent.relative_to(ROOT)}/")
    expected = {room for room in rooms if not is_part_of_a_room(room)}

    assert sorted(expected - code_spans(ROOT / "docs" / "design.md")) == []


def is_part_of_a_room(folder: str) -> bool:
    """Whether a folder is the package itself, or lies in a room that the document describes."""
    parts = ("timeline/migrations/", "timeline/management/commands/", "timeline/i18n/regional/")
    return folder == "timeline/" or folder.startswith(parts)
