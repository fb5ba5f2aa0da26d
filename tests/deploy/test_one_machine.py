"""The files of ``deploy/one-machine``: each is started and asked, with Debian's own programs."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path

import pytest

from tests.prepared_site import PreparedSite
from tests.running_site import ROOT, RunningSite, served

FOLDER = ROOT / "deploy" / "one-machine"
HOST = "timeline.example.com"
NGINX = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
CADDY = """
{{
	admin off
	local_certs
	skip_install_trust
	http_port {http}
	https_port {https}
	default_bind 127.0.0.1
}}
"""

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Proxy:
    """A proxy in front of the site, by the ports of loopback that it listens on."""

    http: int
    https: int

    def ask(
        self,
        address: str,
        headers: dict[str, str] | None = None,
        *,
        method: str = "GET",
    ) -> HTTPResponse:
        """An answer over HTTPS, read. Its certificate is nobody's."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = HTTPSConnection(HOST, self.https, timeout=30, context=context)
        connection.sock = self._encrypted(context)
        try:
            connection.request(method, address, None, {"Host": HOST, **(headers or {})})
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        return answer

    def _encrypted(self, context: ssl.SSLContext) -> ssl.SSLSocket:
        raw = socket.create_connection(("127.0.0.1", self.https), 30)
        try:
            return context.wrap_socket(raw, server_hostname=HOST)
        except OSError:
            raw.close()
            raise


def free_ports() -> tuple[int, int]:
    with (
        socket.create_server(("127.0.0.1", 0)) as one,
        socket.create_server(("127.0.0.1", 0)) as two,
    ):
        return int(one.getsockname()[1]), int(two.getsockname()[1])


def program(name: str) -> str:
    """Where Debian has it. Skips where it is not installed."""
    found = shutil.which(name, path="/usr/sbin:/usr/bin")
    if found is None:
        pytest.skip(f"{name} is not installed: apt-get install {name}")
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, new_site: PreparedSite) -> Iterator[RunningSite]:
    """A new site in production, which believes what its proxy says."""
    environment = new_site.copied_to(
        tmp_path_factory.mktemp("site"),
        SITE_HOSTS=HOST,
        SITE_SECRET_KEY="0123456789" * 6,
        SITE_BEHIND_PROXY="forwarded",
        SITE_SECOND_FACTOR="off",
    )
    with served(environment, workers=1) as running:
        yield running


@contextmanager
def running(command: list[str], proxy: Proxy, **environment: str) -> Iterator[Proxy]:
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            for _ in range(100):
                if process.poll() is not None:
                    pytest.fail(f"{command[0]}: {process.stderr.read() if process.stderr else ''}")
                try:
                    proxy.ask("/robots.txt")
                    break
                except OSError:
                    time.sleep(0.1)
            yield proxy
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def nginx_before(port: int, folder: Path) -> Iterator[Proxy]:
    """nginx with the file of the project, of which only places and ports are changed."""
    nginx, openssl = program("nginx"), program("openssl")
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", f"/CN={HOST}", "-keyout", f"{folder}/privkey.pem"]
    command += ["-out", f"{folder}/fullchain.pem"]
    subprocess.run(command, check=True, capture_output=True)
    proxy = Proxy(*free_ports())
    text = (FOLDER / "nginx.conf").read_text()
    text = re.sub(r"listen \[::\]:.*\n", "", text)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{proxy.http};")
    text = text.replace("listen 443 ", f"listen 127.0.0.1:{proxy.https} ")
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{port}")
    text = text.replace(f"/etc/letsencrypt/live/{HOST}", str(folder))
    text = text.replace("/var/cache/company-timeline", f"{folder}/cache")
    user = "user root;" if os.getuid() == 0 else ""  # the folder is open to nobody else
    (folder / "site.conf").write_text(text)
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, user=user))
    with running([nginx, "-p", str(folder), "-c", f"{folder}/nginx.conf"], proxy) as asked:
        yield asked


@contextmanager
def caddy_before(port: int, folder: Path) -> Iterator[Proxy]:
    """Caddy with the file of the project and a certificate of its own."""
    caddy = program("caddy")
    proxy = Proxy(*free_ports())
    text = (FOLDER / "Caddyfile").read_text().replace("127.0.0.1:8000", f"127.0.0.1:{port}")
    settings = CADDY.format(http=proxy.http, https=proxy.https)
    (folder / "Caddyfile").write_text(settings.strip() + "\n\n" + text)
    command = [caddy, "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with running(command, proxy, **home) as asked:
        yield asked


@pytest.fixture(scope="module")
def nginx(site: RunningSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with nginx_before(site.port, tmp_path_factory.mktemp("nginx")) as proxy:
        yield proxy


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def proxy(
    request: pytest.FixtureRequest, site: RunningSite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxy]:
    start = {"nginx": nginx_before, "caddy": caddy_before}[request.param]
    with start(site.port, tmp_path_factory.mktemp(request.param)) as started:
        yield started


def test_page_is_answered_over_https(proxy: Proxy) -> None:
    answer = proxy.ask("/", {"Accept-Encoding": "gzip"})

    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000"


def test_visitor_cannot_say_that_the_request_came_otherwise(proxy: Proxy) -> None:
    """Believed, ``proto=http`` would lead the visitor to HTTPS for ever."""
    forged = {"Forwarded": "for=203.0.113.7;proto=http", "X-Forwarded-Proto": "http"}

    assert proxy.ask("/releases/", forged).status == 200


def test_http_leads_to_https(proxy: Proxy) -> None:
    connection = HTTPConnection("127.0.0.1", proxy.http, timeout=30)
    connection.request("GET", "/about/?x=1", headers={"Host": HOST})
    answer = connection.getresponse()
    connection.close()

    assert answer.status in {301, 308}
    assert re.fullmatch(rf"https://{HOST}(:\d+)?/about/\?x=1", answer.headers["Location"])


def test_nginx_refuses_a_body_that_nobody_needs_before_it_comes(nginx: Proxy) -> None:
    answer = nginx.ask("/staff/sign-in/", {"Content-Length": "13000000"}, method="POST")

    assert answer.status == 413


def test_nginx_keeps_a_public_page_for_a_moment(nginx: Proxy) -> None:
    said = [nginx.ask("/projects/").headers["X-Cache"] for _ in range(3)]

    assert "HIT" in said


def test_nginx_asks_again_soon_whether_a_page_is_current(nginx: Proxy) -> None:
    nginx.ask("/partners/")
    time.sleep(2.1)

    assert nginx.ask("/partners/").headers["X-Cache"] == "REVALIDATED"


def test_nginx_keeps_no_page_of_staff(nginx: Proxy) -> None:
    said = [nginx.ask("/staff/sign-in/").headers["X-Cache"] for _ in range(3)]

    assert said == ["MISS"] * 3


def test_nginx_keeps_nothing_from_whoever_is_signed_in(nginx: Proxy) -> None:
    nginx.ask("/people/")

    assert nginx.ask("/people/", {"Cookie": "sessionid=x"}).headers["X-Cache"] == "BYPASS"


def test_nginx_shows_the_last_page_while_the_site_is_down(
    tmp_path: Path, new_site: PreparedSite
) -> None:
    environment = new_site.copied_to(
        tmp_path, SITE_HOSTS=HOST, SITE_SECRET_KEY="9876543210" * 6, SITE_BEHIND_PROXY="forwarded"
    )
    folder = tmp_path / "nginx"
    folder.mkdir()
    with (
        served(environment, workers=1) as running_site,
        nginx_before(running_site.port, folder) as front,
    ):
        front.ask("/")
        running_site.process.terminate()
        running_site.process.wait(30)
        time.sleep(2.1)

        answer = front.ask("/")

    assert (answer.status, answer.headers["X-Cache"]) == (200, "STALE")


@pytest.mark.parametrize(
    "unit",
    [
        "company-timeline.service",
        "company-timeline-backup.service",
        "company-timeline-backup.timer",
    ],
)
def test_systemd_understands_the_unit(unit: str, tmp_path: Path) -> None:
    """As it lies here: the place of the program is that of this clone."""
    analyze = program("systemd-analyze")
    site = tmp_path / "site"  # a unit names no path with a space
    site.symlink_to(ROOT)
    for file in FOLDER.glob("company-timeline*"):
        text = file.read_text().replace("/opt/company-timeline", str(site))
        (tmp_path / file.name).write_text(text)

    done = subprocess.run(
        [analyze, "verify", str(tmp_path / unit)], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_service_may_do_little(tmp_path: Path) -> None:
    """systemd's own measure, from 0 to 10; 9.6 is a service without any of these lines."""
    analyze = program("systemd-analyze")
    unit = shutil.copy(FOLDER / "company-timeline.service", tmp_path)

    command = [analyze, "security", "--offline=yes", "--threshold=25", str(unit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[-400:]


def path_set_by(file: str) -> str:
    found = re.search(r"^(?:Environment=)?PATH=(\S+)", (FOLDER / file).read_text(), re.MULTILINE)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    "file", ["company-timeline.service", "company-timeline-backup.service", "timeline-manage"]
)
def test_packages_are_installed_for_the_python_that_runs(file: str) -> None:
    """With another one, ./run would look for other packages, where it may not write."""
    assert path_set_by(file) == path_set_by("install")


def test_cache_of_nginx_lies_in_a_folder_that_debian_has() -> None:
    """nginx makes the last folder of the path, and none above it: there is no /var/cache/nginx."""
    found = re.search(r"^proxy_cache_path (\S+)", (FOLDER / "nginx.conf").read_text(), re.MULTILINE)

    assert found is not None
    assert Path(found[1]).parent == Path("/var/cache")


def settings_read(folder: Path, text: str, **before: str) -> dict[str, str]:
    """The variables of a shell that has read this file of settings."""
    file = folder / "site.env"
    file.write_text(text)
    read = ["/bin/sh", "-euc", 'settings=$1; . "$0"; env', str(FOLDER / "read-settings"), str(file)]
    environment = {"PATH": "/usr/bin:/bin", **before}
    done = subprocess.run(read, env=environment, capture_output=True, text=True, check=True)
    return dict(line.split("=", 1) for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("postgres://u:a$b@h/d?sslmode=require&connect_timeout=5",) * 2,
        ("$(id);`id`",) * 2,
        ('"in quotes"', "in quotes"),
        ("'it''s'", "it''s"),
        ("", ""),
    ],
)
def test_setting_is_read_and_not_run(written: str, value: str, tmp_path: Path) -> None:
    assert settings_read(tmp_path, f"# a note\nSITE_X={written}\n")["SITE_X"] == value


def test_setting_in_a_last_line_without_an_end_is_read(tmp_path: Path) -> None:
    assert settings_read(tmp_path, "SITE_X=1\nSITE_Y=2")["SITE_Y"] == "2"


def test_setting_given_before_the_command_goes_first(tmp_path: Path) -> None:
    """So a backup is tried elsewhere, and not in the place of the running site."""
    text = "SITE_DATA_DIR=/var/lib/company-timeline\n"

    assert settings_read(tmp_path, text, SITE_DATA_DIR="/trial")["SITE_DATA_DIR"] == "/trial"


@pytest.mark.parametrize("host", ["", "-x", "Timeline.Example.com", "a b", "x;id", "$(id)"])
def test_install_refuses_what_is_no_host(host: str) -> None:
    command = ["/bin/sh", str(FOLDER / "install"), *([host] if host else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr.startswith("Name the host of the site")


def test_install_touches_nothing_where_the_site_lies_elsewhere() -> None:
    done = subprocess.run(
        ["/bin/sh", str(FOLDER / "install"), HOST], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith(("The site has to lie in", "Only root can"))


@pytest.mark.drill
def test_container_is_built_and_answers() -> None:
    builder = next(filter(None, map(shutil.which, ("podman", "docker"))), None)
    if builder is None:
        pytest.skip("No builder of containers is installed: apt-get install podman")
    build = [builder, "build", "-q", "-f", str(FOLDER / "Containerfile"), str(ROOT)]
    built = subprocess.run(build, capture_output=True, text=True, check=False)
    if built.returncode and re.search("network|registry|cannot clone|permitted", built.stderr):
        pytest.skip(f"This machine cannot build it: {built.stderr.strip().splitlines()[-1]}")
    assert built.returncode == 0, built.stderr
    image = built.stdout.split()[-1]

    command = [builder, "run", "--rm", image, "manage", "version"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)

    assert said.stdout.startswith("5.2"), said.stderr
