"""Headline, dateline, wire, language, listings and addresses."""

from __future__ import annotations

from datetime import date

import pytest

from tests.importing.releases import drafted
from timeline.importing.dateline import city_of
from timeline.importing.drafting import draft
from timeline.importing.reading import read_document

TEXT = "Tern Hollow Copper Inc. (TSXV: THC) has opened its second adit on the eastern slope."


@pytest.mark.parametrize(
    ("dateline", "day", "place", "wire"),
    [
        ("HALIFAX, May 04, 2021 (GLOBE NEWSWIRE) -- ", "2021-05-04", "HALIFAX", "GlobeNewswire"),
        (
            "HALIFAX and LUND, Sweden, May 4, 2021 /CNW/ - ",
            "2021-05-04",
            "HALIFAX and LUND, Sweden",
            "CNW",
        ),
        ("HALIFAX, NS / ACCESSWIRE / May 4, 2021 / ", "2021-05-04", "HALIFAX, NS", "Accesswire"),
        (
            "Halifax, Nova Scotia--(Newsfile Corp. - May 4, 2021) - ",
            "2021-05-04",
            "Halifax, Nova Scotia",
            "Newsfile",
        ),
        (
            "Halifax, Nova Scotia – TheNewswire - May 4, 2021 – ",
            "2021-05-04",
            "Halifax, Nova Scotia",
            "TheNewswire",
        ),
        (
            "HALIFAX, NOVA SCOTIA--(Marketwired - May 4, 2021) - ",
            "2021-05-04",
            "HALIFAX, NOVA SCOTIA",
            "Marketwired",
        ),
        ("HALIFAX, le 4 mai 2021 /CNW Telbec/ - ", "2021-05-04", "HALIFAX", "CNW"),
        ("May 4, 2021 – Halifax, Nova Scotia – ", "2021-05-04", "Halifax, Nova Scotia", ""),
        ("Perth, 4 May 2021: ", "2021-05-04", "Perth", ""),
        ("Oslo, Norway (4 May 2021) – ", "2021-05-04", "Oslo, Norway", ""),
        ("MAY 4, 2021, VANCOUVER - ", "2021-05-04", "VANCOUVER", ""),
        ("MAY 4, 2021, VANCOUVER, BC: ", "2021-05-04", "VANCOUVER, BC", ""),
        ("MAY 4, 2021, VANCOUVER\n", "2021-05-04", "VANCOUVER", ""),
        ("May 4, 2021, HALIFAX (GLOBE NEWSWIRE) -- ", "2021-05-04", "HALIFAX", "GlobeNewswire"),
        (
            "Rouyn-Noranda (Québec) Canada, le 4 mai 2021 – ",
            "2021-05-04",
            "Rouyn-Noranda (Québec) Canada",
            "",
        ),
    ],
)
def test_a_dateline_gives_day_place_and_wire(
    dateline: str, day: str, place: str, wire: str
) -> None:
    found = drafted(f"Tern Hollow Opens an Adit\n\n{dateline}{TEXT}").dateline
    assert (str(found.day), found.place, found.wire) == (day, place, wire)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("MAY 4, 2021, VANCOUVER", "VANCOUVER"),
        ("May 4, 2021, Vancouver, Canada", "Vancouver, Canada"),
        ("VANCOUVER, MAY 4, 2021", "VANCOUVER"),
        ("Rouyn-Noranda (Québec) Canada, le 4 mai 2021", "Rouyn-Noranda (Québec) Canada"),
        ("Tern Hollow Copper, May 4, 2021", ""),
        ("NEWS RELEASE, MAY 4, 2021", ""),
        ("May 4, 2021", ""),
    ],
)
def test_a_line_of_its_own_gives_day_and_place(line: str, place: str) -> None:
    found = drafted(f"Tern Hollow Opens an Adit\n\n{line}\n\n{TEXT}").dateline

    assert (found.day, found.place) == (date(2021, 5, 4), place)


@pytest.mark.parametrize("stamp", ["13.07.2023 | GlobeNewswire", "2023-07-13 | GlobeNewswire"])
def test_a_stamp_gives_what_the_dateline_leaves_out(stamp: str) -> None:
    found = drafted(
        f"Tern Hollow Opens an Adit\n\n{stamp}\n\nHALIFAX, Nova Scotia – {TEXT}"
    ).dateline
    assert (found.day, found.place, found.wire) == (
        date(2023, 7, 13),
        "HALIFAX, Nova Scotia",
        "GlobeNewswire",
    )


def test_a_stamp_with_its_hour_is_no_headline() -> None:
    found = drafted(
        f"May 4, 2021 08:00 AM Eastern Time\n\nTern Hollow Opens an Adit\n\nHALIFAX--(BUSINESS WIRE)--{TEXT}"
    )
    assert found.headline is not None
    assert found.headline.value == "Tern Hollow Opens an Adit"
    assert (found.published, found.dateline.wire) == (date(2021, 5, 4), "Business Wire")


def test_the_hyphen_of_a_name_is_no_dateline() -> None:
    assert (
        drafted(
            "Tern-Hollow Copper Inc. has opened its second adit on the eastern slope, and went on."
        ).dateline.place
        == ""
    )


def test_a_headline_may_run_over_lines() -> None:
    found = drafted(
        f"Tern Hollow and Ostrander Strike an\nAgreement to Open an Adit\nin Nova Scotia\n\nHALIFAX, May 4, 2021 - {TEXT}"
    )
    assert found.headline is not None
    assert (
        found.headline.value
        == "Tern Hollow and Ostrander Strike an Agreement to Open an Adit in Nova Scotia"
    )


def test_without_a_headline_there_is_none_and_a_warning() -> None:
    found = drafted(f"HALIFAX, May 4, 2021 - {TEXT}")
    assert found.headline is None
    assert "no_headline" in [warning.code for warning in found.warnings]


@pytest.mark.parametrize(
    "banner",
    [
        "FOR IMMEDIATE RELEASE",
        "NEWS RELEASE          NR 21-07",
        "TERN HOLLOW COPPER INC.",
        "TSXV: THC",
    ],
)
def test_banners_and_a_name_alone_are_no_headline(banner: str) -> None:
    found = drafted(f"{banner}\n\nTern Hollow Opens an Adit\n\nHALIFAX, May 4, 2021 - {TEXT}")
    assert found.headline is not None
    assert found.headline.value == "Tern Hollow Opens an Adit"


def test_a_reprint_writes_its_day_first() -> None:
    assert drafted("Opening of the Adit\n\n05.04.2021\n\nTern Hollow went on.").published == date(
        2021, 4, 5
    )


@pytest.mark.parametrize(
    ("place", "city"),
    [
        ("HALIFAX, NS", "Halifax"),
        ("TORONTO and OSLO, Norway", "Toronto"),
        ("Montréal (Québec)", "Montréal"),
        ("TROIS-RIVIÈRES", "Trois-Rivières"),
    ],
)
def test_the_city_is_the_first_place_named(place: str, city: str) -> None:
    assert city_of(place) == city


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The adit of the mine is open and will be in use.", "en"),
        ("La galerie de la mine est ouverte et sera en service.", "fr"),
    ],
)
def test_the_language_is_told_by_small_words(text: str, language: str) -> None:
    assert drafted(text).language == language


@pytest.mark.parametrize(
    ("printed", "listings"),
    [
        (
            "(TSX VENTURE: THC; OTCQB: THCMF; FSE: 9TH)",
            [("TSXV", "THC"), ("OTCQB", "THCMF"), ("FSE", "9TH")],
        ),
        ("(TSX-V: THC | OTC Pink: THCMF)", [("TSXV", "THC"), ("OTC Pink", "THCMF")]),
        ("(TSX.V:THC)(OTCQX:THCMF)", [("TSXV", "THC"), ("OTCQX", "THCMF")]),
        ("(TSX and NYSE American: THC)", [("TSX", "THC"), ("NYSE American", "THC")]),
        ("(OSE: THC)", [("Oslo Børs", "THC")]),
        ("(TSX CROISSANCE : THC)", [("TSXV", "THC")]),
        ('trades on the TSX Venture Exchange as "THC"', [("TSXV", "THC")]),
        ("(CSE: current)", []),
    ],
)
def test_listings_are_named_one_way(printed: str, listings: list[tuple[str, str]]) -> None:
    found = drafted(
        f"HALIFAX, May 4, 2021 - Tern Hollow Copper Inc. {printed} has opened its second adit."
    )
    assert [(listing.exchange, listing.symbol) for listing in found.listings] == listings


def test_addresses_are_those_printed_once_each_and_no_mail() -> None:
    found = drafted(
        "See https://www.ternhollow.example/adit. Or www.ternhollow.example, ask@ternhollow.example, ternhollow.example"
    )
    assert [address.address for address in found.addresses] == [
        "https://www.ternhollow.example/adit",
        "www.ternhollow.example",
    ]


def test_a_page_without_a_day_in_its_text_has_the_one_of_its_markup() -> None:
    page = f'<html><head><meta property="article:published_time" content="2021-05-04T09:00"></head><body><p>{TEXT}</p></body></html>'
    assert draft(read_document(page.encode())).published == date(2021, 5, 4)
