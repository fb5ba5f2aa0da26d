"""What is told of a row in calendars and feeds: in the language of the view, with its own
typography."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.utils import translation

from tests.export_rows import make_export, make_milestone_row
from timeline.exports.named_rows import BilingualText, NamedRow
from timeline.exports.plain_text import one_line, rfc3339
from timeline.exports.renderers import atom, ics, jsonfeed, timelinejs
from timeline.exports.row_writer import RowWriter
from timeline.exports.rows import PlanOutcome

ACHIEVED = PlanOutcome(
    NamedRow(
        "holes",
        BilingualText("Holes", "Trous"),
        "https://example.com/h/",
        "https://example.com/fr/h/",
    ),
    "a",
)


def written(render: Callable[..., Any], **over: Any) -> str:
    """What a format makes of a French view whose rows are read once the language of its request is
    over."""
    with translation.override("fr"):
        body = render(
            make_export(
                [make_milestone_row(settled_by=(ACHIEVED,))],
                language="fr",
                labels={"a": "Réalisé"},
                **over,
            )
        )
    with translation.override("en"):
        text = (body if isinstance(body, bytes) else b"".join(body)).decode()
    return text.replace("\r\n ", "")


@pytest.mark.parametrize("render", [ics.render, jsonfeed.render])
def test_outcome_in_a_french_view_has_a_french_colon_however_late_its_row_is_written(
    render: Any,
) -> None:
    assert "Réalisé\u00a0: Trous\u00a0: https://example.com/fr/h/" in written(render)


@pytest.mark.parametrize("render", [atom.render, jsonfeed.render, timelinejs.render])
def test_outcome_in_html_has_a_french_colon_however_late_its_row_is_written(render: Any) -> None:
    html = unescape(written(render).replace('\\"', '"'))

    assert '<p>Réalisé\u00a0: <a href="https://example.com/fr/h/">Trous</a></p>' in html


@pytest.mark.parametrize("render", [atom.render, ics.render, jsonfeed.render, timelinejs.render])
def test_heading_of_a_french_view_has_a_french_colon(render: Any) -> None:
    assert "Mines inc.\u00a0: Lac, 2018" in written(
        render, company="Mines inc.", heading="Lac, 2018"
    )


def test_title_keeps_its_no_break_spaces_and_no_other_white_space() -> None:
    assert one_line(" 6,67\u00a0% \u2028 of\r\n\tit,\u202f2019\n") == "6,67\u00a0% of it,\u202f2019"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2018, 11, 13), "2018-11-13T00:00:00-05:00"),
        (date(1850, 11, 13), "1850-11-13T05:17:32+00:00"),  # Toronto's clocks followed its own sun
    ],
)
def test_moment_of_any_day_has_an_offset_of_whole_minutes(day: date, said: str) -> None:
    assert (
        rfc3339(RowWriter(make_export()).published_at(make_milestone_row(announced_on=day))) == said
    )


def test_heading_in_english_has_an_english_colon_whatever_language_is_active() -> None:
    with translation.override("fr"):
        assert RowWriter(make_export(company="Mines", heading="Lake")).heading() == "Mines: Lake"


def test_formats_know_neither_the_models_nor_the_views() -> None:
    asked = (
        "import json, sys, timeline.exports.formats; "
        "print(json.dumps([name for name in sys.modules if 'timeline' in name]))"
    )

    known = json.loads(
        subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True).stdout
    )

    assert "timeline.exports.plain_text" in known
    assert [name for name in known if name.startswith(("timeline.models", "timeline.views"))] == []
