"""A document on file that comes again."""

from __future__ import annotations

import pytest

from tests.importing.filed import filed
from tests.importing.releases import LEAD, drafted
from timeline.importing.on_file import Repost, compare

pytestmark = pytest.mark.django_db

STANDARD = (
    "The technical content of this release was reviewed by Ada Low, P.Geo., a qualified person.\n\n"
    "About Tern Hollow Copper\n\nTern Hollow Copper explores for copper in the hills of Nova Scotia."
)
TEXT = (
    f"Tern Hollow Opens Its Second Adit\n\n{LEAD}\n\n"
    "The adit follows the vein for 240 metres below the old workings, where nobody has mined "
    "since the flood, and ends under the lake that gave the hollow its name.\n\n"
    "Crews will drive it 60 metres further before winter and sample every round of it, so that "
    "the grades can be compared with those of the first adit.\n\n"
    "Water is pumped to the settling pond that was built for the first adit in 2019.\n\n"
    f"{STANDARD}"
)


def reposts(text: str) -> tuple[Repost, ...]:
    return compare(drafted(text)).reposts


def test_the_same_document_again_is_told_so() -> None:
    release = filed(TEXT)

    (found,) = reposts(TEXT.replace("'", "’"))

    assert (found.release, found.is_same, found.likeness) == (release, True, 1.0)
    assert found.why == "It is the same text, word for word."


def test_a_copy_with_another_sites_lines_around_it_is_found() -> None:
    release = filed(TEXT)

    (found,) = reposts(f"Mining Daily\n\n{TEXT}\n\nMore stories\n\nSubscribe to our newsletter")

    assert (found.release, found.is_same) == (release, False)
    assert found.why == "5 paragraphs of its text are here word for word, of 5."


def test_a_copy_cut_into_other_paragraphs_is_found() -> None:
    release = filed(TEXT)
    lead = f"{LEAD} The adit follows"

    (found,) = reposts(
        TEXT.replace(f"{LEAD}\n\nThe adit follows", lead).replace("name.\n\nCrews", "name. Crews")
    )

    assert (found.release, found.is_same) == (release, False)
    assert "of the same day" in found.why


def test_a_corrected_copy_of_another_day_is_found() -> None:
    release = filed(TEXT)

    (found,) = reposts(TEXT.replace("May 4", "May 11"))

    assert found.release == release


def test_the_next_release_with_the_same_boilerplate_is_another_document() -> None:
    filed(TEXT)

    assert (
        reposts(
            "Tern Hollow Closes Its First Adit\n\n"
            f"{LEAD.replace('May 4', 'May 5').replace('opened an', 'closed its first')}\n\n"
            "Nobody has worked there since April, and the portal is walled up.\n\n"
            f"{STANDARD}"
        )
        == ()
    )


def test_the_same_form_with_other_figures_on_another_day_is_another_document() -> None:
    filed(TEXT)

    assert reposts(TEXT.replace("May 4", "June 8").replace("240", "310").replace("60", "75")) == ()


def test_a_withdrawn_release_is_still_named() -> None:
    filed(TEXT, status="withdrawn", withdrawn_reason_en="Filed in error")

    assert len(reposts(TEXT)) == 1
