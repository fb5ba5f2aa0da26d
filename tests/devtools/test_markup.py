"""Two ways to write a page down, and whether a browser could tell."""

from __future__ import annotations

import pytest

from devtools.site_snapshot.markup import outline


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<a href="/" class="a  b">x</a>', '<a class="a b" href="/">x</a>'),
        ("<input hidden>", '<input hidden="">'),
        ("<ul><li>a</li><li>b</li></ul>", "<ul>\n  <li>\n    a\n  </li>\n  <li>b</li>\n</ul>\n"),
        ("<p>a  b\n c</p>", "<p>a b c</p>"),
        ("<p>a <b>b</b></p>", "<p>\n a <b>b</b>\n</p>"),
        ("<p><b>a</b></p>", "<p><b> a </b></p>"),
        ("<p>a <b> b</b></p>", "<p>a <b>b</b></p>"),
        ("<p>a<!-- said aside -->b</p>", "<p>ab</p>"),
        ("<p>l&#x27;un</p>", "<p>l'un</p>"),
        ("<svg><g><path/></g></svg>", "<svg>\n <g>\n  <path></path>\n </g>\n</svg>"),
        ("<p>a<br>b</p>", "<p>a\n<br/>\nb</p>"),
        ("<button>Go</button>", "<button>\n  Go\n</button>"),
    ],
)
def test_what_a_browser_shows_alike_has_the_same_outline(one: str, other: str) -> None:
    assert outline(one) == outline(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a</p>", "<p>b</p>"),
        ('<a href="/">x</a>', '<a href="/b">x</a>'),
        ("<p><b>a</b> <i>b</i></p>", "<p><b>a</b><i>b</i></p>"),
        ("<p>a <b>b</b></p>", "<p>a<b>b</b></p>"),
        ("<p>a <img></p>", "<p>a<img></p>"),
        ("<p>a\N{NO-BREAK SPACE}b</p>", "<p>a b</p>"),
        ("<pre>a  b</pre>", "<pre>a b</pre>"),
        ("<p>a <svg></svg> b</p>", "<p>a <svg></svg>b</p>"),
        (
            "<text><tspan>a</tspan> <tspan>b</tspan></text>",
            "<text><tspan>a</tspan><tspan>b</tspan></text>",
        ),
        ("<p>a</p><p>b</p>", "<p>a<p>b</p></p>"),
    ],
)
def test_what_a_browser_shows_otherwise_has_another_outline(one: str, other: str) -> None:
    assert outline(one) != outline(other)
