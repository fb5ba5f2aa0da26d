"""The texts of the record: in both languages, without the documents' slips, and well set."""

from __future__ import annotations

import json
import re

import pytest

from tests.fixture_files import ORDER, path_of, rows_of, texts_in

NBSP = "\u00a0"
A, B = "2018-11-13-scandium-marketing-update", "2023-07-13-albecour-memorandum"


@pytest.mark.parametrize("slip", ["Patrties", "Sept-lles", "Sept-Iles", "Sept-lIes"])
def test_slips_of_the_documents_are_not_carried_over(slip: str) -> None:
    assert slip not in "".join(path_of(name).read_text(encoding="utf-8") for name in ORDER)


def test_every_text_stands_in_both_languages_or_in_neither() -> None:
    rows = [row["fields"] for name in ORDER for row in rows_of(name)]
    texts = [
        (fields, column) for fields in rows for column in fields if column.endswith(("_en", "_fr"))
    ]
    other = {"_en": "_fr", "_fr": "_en"}
    alone = [
        (fields.get("slug"), name)
        for fields, name in texts
        if not fields.get(name[:-3] + other[name[-3:]])
    ]

    assert texts
    assert alone == [(B, "headline_en")]  # printed in English only


@pytest.mark.parametrize(
    ("fault", "pattern"),
    [
        ("straight apostrophe", r"'"),
        ("straight quotation mark", r'"'),
        ("English quotation marks", "[“”]"),
        ("no no-break space before a colon", rf"[^{NBSP}]:"),
        ("no no-break space before a percent sign", rf"[^{NBSP}]%"),
        ("no no-break space inside « »", rf"«[^{NBSP}]|[^{NBSP}]»"),
        ("space before ; ! ?", rf"[\s{NBSP}][;!?]"),
        ("decimal point", r"\d\.\d"),
        ("double space", r"\s{2}"),
        ("aluminum", r"(?i)aluminum"),
        ("a translation in guillemets as words of the document", r"«\xa0(début|En|Récemment)"),
        ("inc. with a capital or a comma", r"\bInc\.|, inc\."),
        ("a market that is no exchange", r"à l’OTCQB"),
    ],
)
def test_french_texts_have_no_fault_of_typography(fault: str, pattern: str) -> None:
    assert not [text for text in texts_in("fr") if re.search(pattern, text)], fault


@pytest.mark.parametrize(
    ("fault", "pattern"),
    [
        ("straight apostrophe", r"'"),
        ("straight quotation mark", r'"'),
        ("French quotation marks", "[«»]"),
        ("no-break space", NBSP),
        ("space before a percent sign", r"\s%"),
        ("double space", r"\s{2}"),
        ("aluminium, but for the name of SCALE", r"(?i)(?<!scandium )aluminium"),
    ],
)
def test_english_texts_have_no_fault_of_typography(fault: str, pattern: str) -> None:
    assert not [text for text in texts_in("en") if re.search(pattern, text)], fault


@pytest.mark.parametrize(
    "context",
    [
        "China",
        "Russia",
        "Chine",
        "Russie",
        "red mud",
        "boues rouges",
        "titan",
        "%",
        "copper",
        "cuivre",
    ],
)
def test_context_of_the_releases_is_no_milestone(context: str) -> None:
    milestones = [
        row["fields"] for row in rows_of("milestones") if row["model"] == "timeline.milestone"
    ]

    assert not [
        fields["slug"] for fields in milestones if context in json.dumps(fields, ensure_ascii=False)
    ]


def test_symbol_of_2023_is_in_no_text_of_2018() -> None:
    every = [row["fields"] for row in rows_of("releases")]
    of_2018 = [fields for fields in every if A in (fields.get("slug"), *fields.get("release", []))]

    assert (
        len(of_2018) == 1 + 16 + 1 + 1
    )  # the release, its paragraphs, its contact, the project's name in it
    assert "IMPNF" not in json.dumps(of_2018)
    assert "OTCQB" not in json.dumps(of_2018)
