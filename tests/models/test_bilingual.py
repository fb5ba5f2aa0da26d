"""Texts in two languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from tests.factories import make_partner, make_project
from timeline.i18n.bilingual import Bilingual, active_language, localized, text_language
from timeline.models import Partner, Project

BOTH, ENGLISH, FRENCH, NEITHER = ("Alloys", "Alliages"), ("Alloys", ""), ("", "Alliages"), ("", "")


@pytest.mark.parametrize(
    ("language", "active"),
    [("en", "en"), ("en-ca", "en"), ("fr", "fr"), ("fr-ca", "fr"), ("de", "en"), (None, "en")],
)
def test_active_language_is_one_of_two(language: str | None, active: str) -> None:
    with translation.override(language):
        assert active_language() == active


@pytest.mark.parametrize(
    ("language", "texts", "text", "written"),
    [
        ("en", BOTH, "Alloys", "en"),
        ("fr", BOTH, "Alliages", "fr"),
        ("en", FRENCH, "Alliages", "fr"),
        ("fr", ENGLISH, "Alloys", "en"),
        ("en", NEITHER, "", "en"),
        ("fr", NEITHER, "", "fr"),
    ],
)
def test_bilingual_text_is_in_the_active_language_or_else_in_the_other(
    language: str, texts: tuple[str, str], text: str, written: str
) -> None:
    row = Project(summary_en=texts[0], summary_fr=texts[1])

    with translation.override(language):
        assert row.summary == text
        assert text_language(row, "summary") == written


def test_bilingual_of_the_class_is_itself() -> None:
    assert isinstance(Project.name, Bilingual)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "names"),
    [("en", ["Alpha", "Mike", "Zulu"]), ("fr", ["Alpha bis", "Mike", "Zoulou"])],
)
def test_localized_orders_by_the_text_that_is_shown(language: str, names: list[str]) -> None:
    for name_en, name_fr in (("Zulu", "Alpha bis"), ("Alpha", "Zoulou"), ("Mike", "")):
        make_partner(name_en=name_en, name_fr=name_fr)

    with translation.override(language):
        assert [partner.name for partner in Partner.objects.order_by(localized("name"))] == names


@pytest.mark.django_db
def test_localized_is_the_text_that_the_row_shows() -> None:
    make_project(name_en="Alloys", name_fr="Alliages", summary_en="", summary_fr="Résumé")

    for language in ("en", "fr"):
        with translation.override(language):
            row = Project.objects.annotate(n=localized("name"), s=localized("summary")).get()
            assert (row.n, row.s) == (row.name, row.summary)
