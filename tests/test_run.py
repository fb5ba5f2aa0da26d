"""``run``, in a copy of its own: what it installs and starts is a recording, so that nothing is
fetched."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]

# Stands for uv: makes a python that tells how it was started, and keeps a list of what it was asked
# for.
UV = """#!/bin/sh
echo "$1 $2" >> "$RECORD"
echo "$@" | grep -o 'requirements/[a-z]*' >> "$RECORD"
[ "$1" = "$FAIL" ] && echo "error: no route" >&2 && exit 2
[ "$1" = venv ] && for place; do :; done && mkdir -p "$place/bin" && cat > "$place/bin/python" <<'EOF' && \
    chmod +x "$place/bin/python"
#!/bin/sh
echo "$PWD: $@"
[ "$1" = "${BROKEN:-nothing}" ] && exit 7 || exit 0
EOF
exit 0
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The files that ``run`` needs, under a path with a space."""
    folder = tmp_path / "a fresh clone"
    (folder / "requirements").mkdir(parents=True)
    shutil.copy(ROOT / "run", folder)
    for name in ("base", "dev", "postgres", "redis"):
        (folder / "requirements" / f"{name}.txt").write_text(f"{name}==1.0\n")
    return folder


@pytest.fixture
def run(copy: Path, tmp_path: Path) -> Run:
    """Start the copy from another folder."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "uv").write_text(UV)
    (tools / "uv").chmod(0o755)

    def start(*arguments: str, before: str = "", **added: str) -> subprocess.CompletedProcess[str]:
        path = f"{tools}:/usr/bin:/bin"
        env = {
            "PATH": path,
            "RECORD": str(tmp_path / "record"),
            "FAIL": "-",
            "LANG": "C.UTF-8",
            **added,
        }
        code = f"import sys, runpy; {before}; sys.argv[0] = {str(copy / 'run')!r}; "
        code += "runpy.run_path(sys.argv[0], run_name='__main__')"
        command = (
            [sys.executable, "-c", code, *arguments]
            if before
            else [sys.executable, str(copy / "run"), *arguments]
        )
        return subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False, timeout=60
        )

    return start


@pytest.fixture
def record(tmp_path: Path) -> Callable[[], list[str]]:
    """What uv was asked for since the last time this was called."""

    def read() -> list[str]:
        path = tmp_path / "record"
        lines = path.read_text().split("\n")[:-1] if path.exists() else []
        path.unlink(missing_ok=True)
        return lines

    return read


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line on stderr of a start that was refused."""
    assert done.returncode not in {0, None}
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_the_first_line_says_the_address(run: Run, free_port: int) -> None:
    done = run("--port", str(free_port))
    assert done.stdout.splitlines()[0].startswith(f"http://127.0.0.1:{free_port}/ ")


def test_it_prepares_and_then_serves_from_its_own_folder(
    run: Run, copy: Path, free_port: int
) -> None:
    prepared, served = run("--port", str(free_port)).stdout.splitlines()[-2:]
    assert prepared == f"{copy}: manage.py prepare"
    assert served.startswith(f"{copy}: -m granian --interface wsgi ")
    assert f"--host 127.0.0.1 --port {free_port} imperial_site.wsgi:application" in served


def test_nothing_is_served_when_preparing_fails(run: Run, free_port: int) -> None:
    done = run("--port", str(free_port), BROKEN="manage.py")
    assert done.returncode == 7
    assert "granian" not in done.stdout


def test_manage_passes_its_arguments_on(run: Run, copy: Path) -> None:
    assert f"{copy}: manage.py migrate --plan\n" in run("manage", "migrate", "--plan").stdout


def test_test_passes_pytests_arguments_on(run: Run, copy: Path) -> None:
    assert f"{copy}: -m pytest -k dates -x\n" in run("test", "-k", "dates", "-x").stdout


def test_test_passes_pytests_exit_status_on(run: Run) -> None:
    assert run("test", BROKEN="-m").returncode == 7


def test_check_stops_at_the_first_failure(run: Run) -> None:
    done = run("check", BROKEN="manage.py")
    assert done.returncode == 7
    assert [line for line in done.stdout.splitlines() if line.startswith("== ")][-1].startswith(
        "== python manage.py"
    )
    assert "-m pytest" not in done.stdout


def test_check_ends_with_the_tests(run: Run) -> None:
    done = run("check")
    assert done.returncode == 0
    assert "-m pytest" in done.stdout.splitlines()[-1]


def test_the_environment_is_made_once(run: Run, record: Callable[[], list[str]]) -> None:
    run("manage")
    assert record() == ["venv --python", "pip install", "requirements/base"]
    run("manage")
    assert record() == []


def test_the_environment_is_made_again_when_the_requirements_change(
    run: Run, copy: Path, record: Callable[[], list[str]]
) -> None:
    run("manage")
    record()
    (copy / "requirements" / "base.txt").write_text("base==2.0\n")
    run("manage")
    assert record() == ["venv --python", "pip install", "requirements/base"]


def test_an_environment_left_half_made_is_made_again(
    run: Run, record: Callable[[], list[str]]
) -> None:
    assert run("manage", FAIL="pip").returncode == 1
    record()
    assert run("manage").returncode == 0
    assert record()[0] == "venv --python"


def test_a_failed_installation_leaves_the_version_before_as_it_was(
    run: Run, copy: Path, record: Callable[[], list[str]]
) -> None:
    run("manage")
    current = (copy / ".venv").readlink()
    (copy / "requirements" / "base.txt").write_text("base==2.0\n")
    assert run("manage", FAIL="pip").returncode == 1
    assert (copy / ".venv").readlink() == current
    assert (copy / ".venv" / "bin" / "python").exists()

    (copy / "requirements" / "base.txt").write_text("base==1.0\n")
    record()
    assert run("manage", FAIL="pip").returncode == 0
    assert record() == []


def test_the_environment_before_stays_for_the_server_that_runs_from_it(
    run: Run, copy: Path, record: Callable[[], list[str]]
) -> None:
    run("manage")
    before = (copy / ".venv").resolve()
    (copy / "requirements" / "base.txt").write_text("base==2.0\n")
    run("manage")
    assert (copy / ".venv").resolve() != before
    assert (before / "bin" / "python").exists()

    (copy / "requirements" / "base.txt").write_text("base==3.0\n")
    run("manage")
    assert not before.exists()


def test_going_back_to_the_version_before_needs_no_network(
    run: Run, copy: Path, record: Callable[[], list[str]]
) -> None:
    run("manage")
    before = (copy / ".venv").readlink()
    (copy / "requirements" / "base.txt").write_text("base==2.0\n")
    run("manage")
    (copy / "requirements" / "base.txt").write_text("base==1.0\n")
    record()

    run("manage")

    assert record() == []
    assert (copy / ".venv").readlink() == before


def test_the_server_does_not_follow_the_link_to_another_environment(
    run: Run, copy: Path, free_port: int
) -> None:
    run("manage")
    environment = (copy / ".venv").resolve()
    (environment / "bin" / "python").write_text('#!/bin/sh\necho "$0"\n')

    assert run("--port", str(free_port)).stdout.splitlines()[-1] == f"{environment}/bin/python"


def test_an_environment_that_an_earlier_version_made_gives_way(run: Run, copy: Path) -> None:
    (copy / ".venv" / "bin").mkdir(parents=True)

    assert run("manage").returncode == 0
    assert (copy / ".venv").is_symlink()
    assert (copy / ".venv" / "bin" / "python").exists()


def test_the_tests_add_to_the_environment(run: Run, record: Callable[[], list[str]]) -> None:
    run("manage")
    record()
    run("test")
    assert record() == ["pip install", "requirements/base", "requirements/dev"]
    run("manage")
    run("test")
    assert record() == []


def test_a_failed_addition_is_tried_again_by_whoever_needs_it(
    run: Run, record: Callable[[], list[str]]
) -> None:
    run("manage")
    run("test", FAIL="pip")
    record()
    assert run("manage", FAIL="pip").returncode == 0
    assert record() == []
    run("test")
    assert record() == ["pip install", "requirements/base", "requirements/dev"]


def test_quick_tests_leave_out_the_browser_what_is_slow_and_the_migrations(run: Run) -> None:
    started = run("test", "--quick", "tests/dates").stdout.splitlines()[-1]

    assert "-m pytest -m not browser and not slow --no-migrations --reuse-db" in started
    assert started.endswith(" tests/dates")


def test_postgres_brings_its_driver(run: Run, record: Callable[[], list[str]]) -> None:
    run("manage", DATABASE_URL="postgres://127.0.0.1/record")
    assert "requirements/postgres" in record()


def test_cache_brings_its_client(run: Run, record: Callable[[], list[str]]) -> None:
    run("manage", CACHE_URL="redis://127.0.0.1")
    assert "requirements/redis" in record()


def test_an_install_that_fails_is_told_in_one_line(run: Run) -> None:
    done = run("manage", FAIL="pip")
    assert (
        refused(done)
        == "The packages could not be installed (error: no route): check the network, then start again."
    )


def test_an_old_python_is_turned_away(run: Run) -> None:
    done = run("--port", "1", before="sys.version_info = (3, 10, 9); sys.version = '3.10.9 (main)'")
    assert refused(done).startswith("This needs Python 3.11 or newer, not 3.10.9: ")


def test_a_python_that_cannot_make_environments_is_told_what_to_install(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "tools" / "uv").unlink()
    done = run("manage", before="sys.modules['ensurepip'] = None", PATH=str(tmp_path / "tools"))
    assert "apt install python3-venv" in refused(done)


def test_a_taken_port_is_refused(run: Run, taken_port: int) -> None:
    assert refused(run("--port", str(taken_port))).startswith(f"Port {taken_port} is taken: ")


def test_an_address_of_another_machine_is_refused(run: Run) -> None:
    assert refused(run("--host", "192.0.2.1")).startswith("Cannot listen on 192.0.2.1, port 8000: ")


@pytest.mark.parametrize("port", ["0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(run: Run, port: str) -> None:
    done = run("--port", port)
    assert done.returncode == 2
    assert done.stderr.endswith("a port is a number from 1 to 65535\n")


def test_a_data_folder_that_cannot_be_written_to_is_refused(
    run: Run, tmp_path: Path, free_port: int
) -> None:
    (tmp_path / "file").touch()  # where the folder should be: stops root too
    done = run("--port", str(free_port), SITE_DATA_DIR=str(tmp_path / "file"))
    assert re.fullmatch(
        r"Nothing can be written to .*/file \(.+\): .+ or name another in SITE_DATA_DIR\.",
        refused(done),
    )


def test_a_project_folder_that_cannot_be_written_to_is_refused(run: Run, copy: Path) -> None:
    # As on a read-only disk. Taking the right away would not stop root.
    done = run(
        "manage",
        before="import tempfile, errno\ndef no(**_): raise OSError(30, 'Read-only file system')\n"
        "tempfile.TemporaryFile = no",
    )
    assert refused(done).startswith(f"Nothing can be written to {copy} (Read-only file system): ")


def test_an_unknown_command_is_refused(run: Run) -> None:
    done = run("serve")
    assert done.returncode == 2
    assert "unrecognized arguments: serve" in done.stderr


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["dev", "postgres", "redis"])
def test_the_requirements_agree(name: str) -> None:
    base, dev = pins("base"), pins("dev")
    assert base.items() <= pins(name).items()
    assert {
        package: version for package, version in pins(name).items() if package in dev
    }.items() <= dev.items()


@pytest.mark.parametrize("name", ["base", "dev", "postgres", "redis"])
def test_every_requirement_is_held_to_its_hash_and_no_address_is_named(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(pins(name))
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"://|--(?:extra-)?index|--find-links|file:", text)
    assert os.fspath(ROOT) not in text
