"""Pages written again with other addresses: all else stays as it was."""

from __future__ import annotations

from timeline.static_copy.data_links import in_calendar, in_json, in_xml
from timeline.static_copy.html_links import FormReplacement, LinkRewriting, rewrite_links

SAME = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>A &amp; B &eacute; &#233; &#xe9;</title>
<!-- a < b --><script type="module">if (a < b && c) { "</p>" }</script></head>
<body class='x' hidden><p>1 &lt; 2 “é”<br>x<img alt="" src="a.png"></p>
<svg viewBox="0 0 1 1"><linearGradient id="z"/><use href="#z"/><path d="M0 0"/></svg></body></html>
"""


def put(link: str) -> str | None:
    return {"/lost/": None, "/found/": "../new/?a=1&b=2"}.get(link, link)


def in_text(text: str) -> str:
    return text.replace("https://old/", "https://new/")


WAYS = LinkRewriting(
    link=put,
    text=in_text,
    data=lambda text: in_json(text, in_text),
    form=lambda action: f"[{action}]",
)


def page(source: str) -> str:
    return rewrite_links(source, WAYS)[0]


def test_page_without_our_addresses_stays_as_it_is() -> None:
    assert page(SAME) == SAME


def test_link_is_put_anew_with_its_address_escaped() -> None:
    assert (
        page('<a class="b" href="/found/">x</a>') == '<a class="b" href="../new/?a=1&amp;b=2">x</a>'
    )


def test_link_that_leads_nowhere_is_text() -> None:
    assert page('<a href="/lost/" class="b" rel="next">x <b>y</b></a> <a href="/">z</a>') == (
        '<span class="b">x <b>y</b></span> <a href="/">z</a>'
    )


def test_link_in_a_drawing_that_leads_nowhere_is_a_group() -> None:
    assert page('<svg><a href="/lost/"><path d="M0"/></a></svg><a href="/lost/">x</a>') == (
        '<svg><g><path d="M0"/></g></svg><span>x</span>'
    )


def test_link_in_the_head_that_leads_nowhere_is_left_out() -> None:
    assert (
        page('<link rel="alternate" href="/lost/"><link rel="icon" href="/i.svg">')
        == '<link rel="icon" href="/i.svg">'
    )


def test_absolute_address_in_an_attribute_and_in_a_text_is_put_anew() -> None:
    assert page('<p title="https://old/a">see &lt;https://old/b&gt;</p>') == (
        '<p title="https://new/a">see &lt;https://new/b&gt;</p>'
    )


def test_data_in_a_page_is_put_anew() -> None:
    assert page('<script type="application/ld+json">{"url": "https://old/a"}</script>') == (
        '<script type="application/ld+json">{"url": "https://new/a"}</script>'
    )


def test_form_is_taken_out_and_its_choices_are_known() -> None:
    source = (
        '<div class="finder"><div><form action="/a"><select name="year"><option value="">any</option>'
        '<option value="2018">2018 &amp;</option></select></form></div></div><p>x</p>'
    )
    text, forms = rewrite_links(source, WAYS)
    assert text == "[/a]<p>x</p>"
    assert list(forms) == [FormReplacement("/a", [("year", "2018", "2018 &")])]


def test_two_forms_beside_each_other_are_taken_out_each() -> None:
    assert page('<form action="/a"></form>x<form action="/b"><p>y</p></form>') == "[/a]x[/b]"


def test_note_stands_at_the_end_of_the_foot() -> None:
    ways = LinkRewriting(link=put, text=in_text, data=in_text, form=str, foot="<p>note</p>")
    assert rewrite_links("<footer>x</footer>", ways)[0] == "<footer>x<p>note</p></footer>"


def test_feed_stays_well_formed() -> None:
    source = '<feed xmlns="a" xml:lang="en"><link href="https://old/?a=1&amp;b"/><t>&lt;p&gt; https://old/ &amp;</t></feed>'
    assert in_xml(source, in_text).endswith(
        '<feed xmlns="a" xml:lang="en"><link href="https://new/?a=1&amp;b"/><t>&lt;p&gt; https://new/ &amp;</t></feed>'
    )


def test_address_that_a_calendar_folds_is_put_anew() -> None:
    source = f"URL:{'é' * 30}https:/\r\n /old/x\r\nEND:VCALENDAR\r\n"
    put = in_calendar(source, in_text)
    assert put.replace("\r\n ", "") == f"URL:{'é' * 30}https://new/x\r\nEND:VCALENDAR\r\n"
    assert max(len(line.encode()) for line in put.split("\r\n")) <= 75


def test_link_in_the_head_to_what_needs_a_server_is_left_out() -> None:
    assert page('<link rel="alternate" type="application/json+oembed" href="/found/">x') == "x"
