"""Content codings (RFC 9110 §8.4): brotli for what is public, gzip for all else."""

from __future__ import annotations

import brotli
import pytest
from django.test import Client

from timeline.http.compression import accepted_codings


@pytest.mark.parametrize(
    ("header", "codings"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br, gzip"),
        ("BR;q=0.5, GZip ; q=1.0", "br, gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000,gzip;q = 0", ""),
        ("x-brotli", ""),
    ],
)
def test_codings_are_those_that_the_client_admits(header: str, codings: str) -> None:
    assert accepted_codings(header) == codings


@pytest.mark.usefixtures("record")
def test_public_page_is_sent_with_brotli_to_whoever_takes_it(client: Client) -> None:
    plain = client.get("/")

    coded = client.get("/", headers={"accept-encoding": "gzip, br"})

    assert coded.headers["Content-Encoding"] == "br"
    assert brotli.decompress(coded.content) == plain.content
    assert coded.headers["ETag"] == f"W/{plain.headers['ETag']}"


@pytest.mark.django_db
def test_page_with_a_form_is_sent_with_gzip(client: Client) -> None:
    coded = client.get("/staff/sign-in/", headers={"accept-encoding": "gzip, br"})

    assert coded.headers["Content-Encoding"] == "gzip"


@pytest.mark.usefixtures("record")
def test_stream_is_sent_with_gzip(client: Client) -> None:
    coded = client.get("/timeline.csv", headers={"accept-encoding": "gzip, br"})

    assert coded.headers["Content-Encoding"] == "gzip"
