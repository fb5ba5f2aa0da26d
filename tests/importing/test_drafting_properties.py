"""What holds of every draft, whatever the document."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importing.releases import LEAD
from timeline.importing.drafting import Draft, draft
from timeline.importing.reading import read_text
from timeline.importing.refusals import UnreadableDocument
from timeline.importing.release_bounds import bounds_of
from timeline.importing.release_json import as_json
from timeline.importing.release_text import as_text
from timeline.importing.spans import Place

WORDS = (
    "May 4, 2021|March|in|by|the end of|from|to|and|last week|Q3 2022|18 to 24 months|winter|fiscal 2023|03/04/2021"
    "|le 1er juin|d’ici|hiver 2024|Tern Hollow Inc.|(“Tern”)|(TSXV: THC)|said|Ada Quist|, President|was signed|will|\n|\n\n"
    "|•|About|Contact:|ada@quist.example|902-555-0133|www.quist.example|forward-looking|risks|differ materially|.|,|;|:|$4 million|—"
)
texts = st.lists(st.sampled_from(WORDS.split("|")) | st.text(max_size=8), max_size=40).map(" ".join)


def places(found: Draft) -> Iterator[Place]:
    for value in (found.headline,):
        if value and value.place:
            yield value.place
    line = found.dateline
    yield from (place for place in (line.day_place, line.place_place, line.wire_place) if place)
    yield from (listing.place for listing in found.listings)
    yield from (address.place for address in found.addresses if address.place)
    yield from (organisation.place for organisation in found.organisations)
    yield from (person.place for person in found.people)
    yield from (figure.place for figure in found.figures)
    for contact in found.contacts:
        yield from contact.places
    for statement in found.statements:
        yield from (statement.place, statement.sentence)
    yield from (undated.sentence for undated in found.undated)


@given(texts, st.booleans())
def test_every_place_lies_in_the_text_and_holds_its_words_and_no_bound_is_inverted(
    text: str, led: bool
) -> None:
    try:
        document = read_text(f"{LEAD}\n\n{text}" if led else text)
    except UnreadableDocument:
        return
    found = draft(document)
    for place in places(found):
        whole = document.paragraph(place.paragraph).text
        assert whole[place.start : place.end] == place.words
        assert place.words.strip() == place.words != ""
    for statement in found.statements:
        bounds = bounds_of(statement, found.context)
        assert bounds.earliest is None or bounds.latest is None or bounds.earliest <= bounds.latest
        stated = statement.stated
        assert stated is None or stated.span is None or stated.span.earliest <= stated.span.latest
    assert as_json(found)["metadata"]["language"] in ("en", "fr")
    assert as_text(found)


@given(st.text(max_size=300))
def test_no_text_makes_a_draft_fail(text: str) -> None:
    with suppress(UnreadableDocument):
        as_json(draft(read_text(text)))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "The contract was signed on April 9, 2021, said Ada Quist, President of Tern Inc. (“Tern”).\n\n",
        "a",
        "A.",
        "1-",
        "A- ",
        "( ",
        "x\n\n",
        "March 3 ",
        "a@",
        '"A" ',
    ],
)
def test_a_megabyte_is_drafted_within_five_seconds(piece: str) -> None:
    text = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
    started = time.process_time()
    as_json(draft(read_text(text)))
    assert time.process_time() - started < 5


def test_what_is_longer_than_a_release_is_left_out_with_a_warning() -> None:
    found = draft(read_text("The adit was opened on April 9, 2021.\n\n" * 5000))
    assert "long" in [warning.code for warning in found.warnings]
