"""What the site is made of: few direct dependencies, all locked, audited and listed."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]
LOCKED = re.compile(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
SOUND = {"name": "django", "version": "5.2", "vulns": []}
UNKNOWN = {"name": "brotli", "skip_reason": "not found"}
FAULTY = {
    "name": "django",
    "version": "5.2",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["5.2.1"]}, {"id": "PYSEC-2", "fix_versions": []}],
}
Fake = Callable[[str, str], Path]


def direct_dependencies() -> list[str]:
    """Their names, as a lock spells them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = [re.split(r"[\[><=~! ]", line)[0] for line in project["dependencies"]]
    return [name.lower().replace("_", "-") for name in names]


def test_at_most_14_dependencies_are_direct() -> None:
    assert len(direct_dependencies()) <= 14


def test_every_direct_dependency_is_locked() -> None:
    locked = {name for name, _ in LOCKED.findall((ROOT / "requirements/base.txt").read_text())}

    assert sorted(set(direct_dependencies()) - locked) == []


@pytest.mark.parametrize("name", ["base", "postgres", "redis", "dev"])
def test_every_locked_package_has_its_version_and_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())

    loose = [entry for entry in entries if not LOCKED.match(entry) or "--hash=sha256:" not in entry]

    assert loose == []


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Makes a program the only one of its kind; the file that its arguments are written into."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(sys, "executable", str(folder / "python"))

    def make(name: str, script: str) -> Path:
        record = tmp_path / "arguments"
        program = folder / name
        program.write_text(f'#!/bin/sh\necho "$@" > "{record}"\n{script}\n')
        program.chmod(0o755)
        return record

    return make


def audit() -> str:
    said = StringIO()
    call_command("audit", stdout=said)
    return said.getvalue()


def saying(*packages: dict[str, Any]) -> str:
    return f"echo '{json.dumps({'dependencies': packages})}'"


def test_audit_asks_about_every_lock_without_resolving_anything(fake: Fake) -> None:
    record = fake("pip-audit", saying(SOUND))

    audit()

    arguments = record.read_text()
    assert "--disable-pip --require-hashes" in arguments
    for name in ("base", "postgres", "redis", "dev"):
        assert f"requirements/{name}.txt" in arguments


def test_audit_passes_what_is_sound_and_names_what_is_not_known(fake: Fake) -> None:
    fake("pip-audit", saying(SOUND, UNKNOWN))

    assert audit() == (
        "No known vulnerability in 1 of 2 packages.\nNot known to its source: brotli.\n"
    )


def test_audit_fails_with_the_vulnerabilities(fake: Fake) -> None:
    fake("pip-audit", saying(FAULTY, UNKNOWN) + "; exit 1")

    with pytest.raises(CommandError) as failed:
        audit()

    assert str(failed.value) == "django 5.2: PYSEC-1 (fixed in 5.2.1), PYSEC-2"


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'no route' >&2; exit 1", "did not reach its source (no route)"),
        ("exit 1", "did not reach its source (it said nothing)"),
        (saying(UNKNOWN), "knows none of the packages"),
    ],
)
def test_audit_that_cannot_be_made_says_so_and_passes(fake: Fake, script: str, said: str) -> None:
    fake("pip-audit", script)

    assert said in audit()


def test_audit_without_its_tool_says_so_and_passes(fake: Fake) -> None:
    if any(Path(folder, "uvx").exists() for folder in ("/usr/bin", "/bin")):
        pytest.skip("the system has uv")

    assert "Not audited: pip-audit is not here" in audit()


def test_tool_that_is_not_installed_is_fetched_by_uv(fake: Fake) -> None:
    record = fake("uvx", saying(SOUND))

    audit()

    assert record.read_text().startswith("--from pip-audit pip-audit --disable-pip")


def test_bill_of_materials_is_made_from_the_lock(fake: Fake, tmp_path: Path) -> None:
    record = fake("cyclonedx-py", "exit 0")

    call_command("sbom", str(tmp_path / "sbom.json"), requirements="postgres", stdout=StringIO())

    arguments = record.read_text()
    assert arguments.startswith(f"requirements {ROOT}/requirements/postgres.txt --pyproject")
    assert f"--output-file {tmp_path}/sbom.json" in arguments


def test_bill_of_materials_that_cannot_be_made_is_refused_in_one_line(fake: Fake) -> None:
    fake("cyclonedx-py", "echo 'much\nno room' >&2; exit 2")

    with pytest.raises(CommandError, match=r"could not write x\.json \(no room\)"):
        call_command("sbom", "x.json")


@pytest.mark.skipif(not shutil.which("cyclonedx-py"), reason="cyclonedx-bom is not installed")
def test_bill_of_materials_lists_every_locked_package(tmp_path: Path) -> None:
    file = tmp_path / "sbom.json"

    call_command("sbom", str(file), stdout=StringIO())

    bill = json.loads(file.read_text())
    listed = {(component["name"], component["version"]) for component in bill["components"]}
    assert listed == set(LOCKED.findall((ROOT / "requirements/base.txt").read_text()))
    assert bill["bomFormat"] == "CycloneDX"
