"""A printed place is proposed as releases on file spell it; its source words stay as printed."""

from __future__ import annotations

import pytest

from tests.factories import make_release
from tests.importing.releases import drafted
from timeline.importing.places_on_file import place_as_on_file

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("printed", "on_file", "proposed"),
    [
        ("Montreal", ["Montréal"], "Montréal"),
        ("Montreal", ["Montréal (Québec)"], "Montréal (Québec)"),
        ("MONTREAL, QC", ["Montréal (Québec)"], "Montréal (Québec)"),
        ("Montreal, Quebec, Canada", ["Montréal (Québec)"], "Montréal (Québec)"),
        ("ROUYN-NORANDA (QUÉBEC) CANADA", ["Rouyn-Noranda, Quebec"], "Rouyn-Noranda, Quebec"),
        ("London, Ontario", ["London, England"], "London, Ontario"),
        ("London, Ontario", ["London"], "London, Ontario"),
        ("London", ["London, England", "London, Ontario"], "London"),
        ("HALIFAX, Nova Scotia", [], "Halifax, Nova Scotia"),
        ("", ["Montréal"], ""),
    ],
)
def test_place_is_proposed_as_on_file(printed: str, on_file: list[str], proposed: str) -> None:
    for place in on_file:
        make_release(place=place)

    assert place_as_on_file(printed) == proposed


def test_source_words_stay_as_printed() -> None:
    make_release(place="Montréal (Québec)")

    found = drafted("An Adit Opens\n\nMONTREAL, May 4, 2021 – The company opened its second adit.")

    assert found.dateline.place == "MONTREAL"
