"""Paragraphs of a draft whose text is on file."""

from __future__ import annotations

import pytest

from tests.importing.filed import filed
from tests.importing.releases import LEAD, with_lead
from timeline.importing.on_file import KnownBlock, compare

pytestmark = pytest.mark.django_db

CAUTION = (
    "Forward-looking statements in this release rest on 3 assumptions that may prove wrong, and "
    "Tern Hollow does not undertake to update them, whatever comes to light after May 4, 2021, "
    "unless securities laws ask for it; readers should not place undue reliance on any of them."
)


def block(text: str, of: str = CAUTION) -> KnownBlock | None:
    """What is known of the last paragraph of a later release, where another one has ``of``."""
    filed(f"Tern Hollow Opens an Adit\n\n{LEAD}\n\n{of}", slug="earlier")
    found = with_lead(text)
    return compare(found).blocks.get(len(found.document.paragraphs))


def test_the_same_text_brings_its_kind_and_both_summaries() -> None:
    found = block(CAUTION)

    assert found
    assert (found.kind, found.summary_en, found.summary_fr) == (
        "caution",
        "Paragraph 3",
        "Paragraphe 3",
    )
    assert found.paragraph.release.slug == "earlier"
    assert found.is_same


@pytest.mark.parametrize(
    "text",
    [
        CAUTION.replace(" in this", "\u00a0in  this"),
        CAUTION.replace("Forward-looking", "FORWARD–LOOKING"),
        CAUTION.replace("; readers", " — readers"),
        CAUTION.replace("that may", "that\nmay"),
    ],
)
def test_spaces_dashes_case_and_line_ends_make_no_difference(text: str) -> None:
    found = block(text)

    assert found
    assert found.is_same


def test_a_text_with_the_same_facts_and_a_few_other_words_is_known() -> None:
    found = block(CAUTION.replace("may prove wrong", "might prove wrong"))

    assert found
    assert not found.is_same


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("3 assumptions", "4 assumptions"),
        ("May 4", "May 5"),
        ("2021", "2022"),
        ("Tern Hollow", "Gull Metals"),
        ("does not undertake", "does undertake"),
    ],
)
def test_another_figure_day_name_or_negation_makes_another_text(words: str, others: str) -> None:
    assert block(CAUTION.replace(words, others)) is None


@pytest.mark.parametrize(("text", "of"), [("Tel: 902 555-0123", "Tel: 902 555-0124"), ("A", "B")])
def test_a_short_text_is_the_same_or_another(text: str, of: str) -> None:
    assert block(text, of) is None


def test_of_several_the_one_filed_last_is_taken() -> None:
    filed(f"One\n\n{LEAD}\n\n{CAUTION}", slug="first")

    found = block(CAUTION)

    assert found
    assert found.paragraph.release.slug == "earlier"


def test_a_withdrawn_release_lends_nothing() -> None:
    filed(f"One\n\n{LEAD}\n\n{CAUTION}", status="withdrawn", withdrawn_reason_en="Filed in error")

    assert 3 not in compare(with_lead(CAUTION)).blocks


def test_a_paragraph_without_a_summary_lends_nothing() -> None:
    release = filed(f"One\n\n{LEAD}\n\n{CAUTION}")
    release.paragraphs.update(summary_en="", summary_fr="")

    assert compare(with_lead(CAUTION)).blocks == {}


def test_a_text_that_is_held_in_full_is_known_without_being_remembered() -> None:
    release = filed(f"One\n\n{LEAD}")
    release.paragraphs.create(number=3, text=CAUTION, summary_en="Caution", kind="caution")

    assert compare(with_lead(CAUTION)).blocks[3].summary_en == "Caution"
