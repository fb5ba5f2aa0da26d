"""A printed place as releases on file spell it: "Montreal" is "Montréal (Québec)" there."""

from __future__ import annotations

import re

from timeline.importing.dateline import city_of
from timeline.models import Release
from timeline.models.search_text import fold

CAPITALS = re.compile(r"[^\W\d_]{4,}")
# Names and short forms of one province or country, folded.
SAME_REGIONS = (
    {"quebec", "qc", "pq", "que"},
    {"ontario", "on", "ont"},
    {"british columbia", "colombie britannique", "bc", "cb"},
    {"new brunswick", "nouveau brunswick", "nb"},
    {"nova scotia", "nouvelle ecosse", "ns"},
    {"newfoundland and labrador", "terre neuve et labrador", "nl"},
    {"prince edward island", "ile du prince edouard", "pe", "pei"},
)
COUNTRY = "canada"  # of these regions: it may be left out


def place_as_on_file(printed: str) -> str:
    """A place as releases on file spell it; one in capitals with small letters. 1 query.

    The words are the same but for accents. Or the city is, and so is the province, which the
    document may leave out where only one place on file has that city.
    """
    if not printed:
        return ""
    places = Release.objects.exclude(place="").order_by("place")
    on_file = list(places.values_list("place", flat=True).distinct())
    for place in on_file:
        if fold(place) == fold(printed):
            return place
    same_city = [place for place in on_file if _city(place) == _city(printed)]
    regions = _regions(printed)
    same = [place for place in same_city if not regions or _regions(place) == regions]
    if len(same) == 1:
        return same[0]
    return CAPITALS.sub(_with_small_letters, printed)


def _city(place: str) -> str:
    return fold(city_of(place))


def _regions(place: str) -> set[str]:
    """What is named besides the city, each by the first of its names. Canada may be left out."""
    rest = place.strip()[len(city_of(place)) :]
    named = {fold(part) for part in re.split(r"[,()/]|(?<=\))\s", rest)} - {"", COUNTRY}
    regions = set()
    for name in named:
        same = next((names for names in SAME_REGIONS if name in names), {name})
        regions.add(min(same))
    return regions


def _with_small_letters(word: re.Match[str]) -> str:
    return word[0].capitalize() if word[0].isupper() else word[0]
