"""Which of two texts lags behind the other."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import (
    make_company,
    make_contact,
    make_milestone,
    make_paragraph,
    make_partner,
    make_project,
    make_project_name,
    make_release,
)
from timeline.i18n.bilingual import OTHER, Bilingual
from timeline.models import Company, Milestone, Project
from timeline.models.translation_status import (
    bilingual_texts,
    outdated_text,
    rows_behind,
    translated_models,
)

pytestmark = pytest.mark.postgresql

NONE: dict[str, str] = {}


def stored(row: Any) -> Any:
    return type(row)._default_manager.get(pk=row.pk)


def behind(row: Any) -> dict[str, str]:
    """What lags, as the database has it."""
    said: dict[str, str] = stored(row).behind
    return said


def saved(row: Any, **texts: str) -> dict[str, str]:
    """What lags once these texts are saved."""
    row = stored(row)
    for column, text in texts.items():
        setattr(row, column, text)
    row.save()
    return behind(row)


def make_summed_up(summary_en: str = "One", summary_fr: str = "Un") -> Project:
    return make_project(name_fr="Projet", summary_en=summary_en, summary_fr=summary_fr)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "after", "lag"),
    [
        (("One", "Un"), ("One", "Un"), {}),
        (("One", "Un"), ("Two", "Un"), {"summary_fr": "One"}),
        (("One", "Un"), ("One", "Deux"), {"summary_en": "Un"}),
        (("One", "Un"), ("Two", "Deux"), {}),
        (("One", ""), ("One", ""), {"summary_fr": ""}),
        (("One", ""), ("Two", ""), {"summary_fr": ""}),
        (("One", ""), ("One", "Un"), {}),
        (("One", ""), ("", "Un"), {"summary_en": ""}),
        (("", "Un"), ("", "Deux"), {"summary_en": ""}),
        (("", "Un"), ("One", "Un"), {}),
        (("One", "Un"), ("One", ""), {"summary_fr": ""}),
        (("One", "Un"), ("", ""), {}),
        (("", ""), ("One", "Un"), {}),
        (("", ""), ("One", ""), {"summary_fr": ""}),
        (("One  text", "Un"), ("One\xa0text\r\n", "Un"), {}),
    ],
)
def test_text_lags_where_the_other_was_changed_after_it(
    before: tuple[str, str], after: tuple[str, str], lag: dict[str, str]
) -> None:
    row = make_summed_up(*before)

    assert saved(row, summary_en=after[0], summary_fr=after[1]) == lag


@pytest.mark.django_db
def test_text_that_lags_catches_up_once_it_is_changed() -> None:
    row = make_summed_up()

    assert saved(row, summary_en="Two") == {"summary_fr": "One"}
    assert saved(row, summary_fr="Deux") == {}


@pytest.mark.django_db
def test_text_that_lags_keeps_what_it_agreed_with_through_more_changes() -> None:
    row = make_summed_up()

    saved(row, summary_en="Two")

    assert saved(row, summary_en="Three", name_en="Another") == {
        "summary_fr": "One",
        "name_fr": row.name_en,
    }


@pytest.mark.django_db
def test_text_no_longer_lags_once_the_other_is_what_it_was() -> None:
    row = make_summed_up()

    saved(row, summary_en="Two")

    assert saved(row, summary_en="One") == {}


@pytest.mark.django_db
def test_texts_agreed_on_do_not_lag_and_what_is_missing_still_does() -> None:
    row = make_project(name_fr="", summary_en="One", summary_fr="Un")
    saved(row, summary_en="Two")

    row = stored(row)
    row.texts_agree = True
    row.save()

    assert behind(row) == {"name_fr": ""}
    assert saved(row, summary_en="Three") == {"name_fr": "", "summary_fr": "Two"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "lag"), [(["summary_en"], {"summary_fr": "One"}), (["summary_fr"], {})]
)
def test_column_that_is_not_saved_makes_nothing_lag(
    columns: list[str], lag: dict[str, str]
) -> None:
    row = make_summed_up()
    saved(row, summary_en="Two")

    row = stored(row)
    row.summary_en, row.summary_fr = "Three", "Trois"
    row.save(update_fields=columns)

    assert behind(row) == lag


@pytest.mark.django_db
def test_row_read_in_part_is_compared_as_it_is_stored() -> None:
    row = make_summed_up()

    part = Project.objects.only("summary_en").get(pk=row.pk)
    part.summary_en = "Two"
    part.save()

    assert behind(row) == {"summary_fr": "One"}


# What is wanted in both languages


@pytest.mark.django_db
@pytest.mark.parametrize(("ours", "lag"), [(True, {"headline_fr": ""}), (False, {})])
def test_headline_of_a_document_is_not_translated_and_ours_is(
    ours: bool, lag: dict[str, str]
) -> None:
    assert behind(make_release(headline_is_ours=ours)) == lag


@pytest.mark.django_db
def test_short_title_in_one_language_is_enough() -> None:
    row = make_milestone(
        title_en="Title", title_fr="Titre", short_title_en="Short", short_title_fr=""
    )

    assert behind(row) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "lag"), [("withdrawn", {"withdrawn_reason_fr": ""}), ("draft", {})]
)
def test_reason_is_wanted_in_both_while_the_row_is_withdrawn(
    status: str, lag: dict[str, str]
) -> None:
    row = make_project(name_fr="Projet", withdrawn_reason_en="An error", status=status)

    assert behind(row) == lag


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "text"),
    [
        (make_company, "description"),
        (make_project, "name"),
        (make_project_name, "name"),
        (make_partner, "summary"),
        (make_release, "also_printed"),
        (make_paragraph, "summary"),
        (make_contact, "role"),
        (make_milestone, "basis"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_text_of_every_model_lags_in_either_language(make: Any, text: str, language: str) -> None:
    row = make(**{f"{text}_en": "One", f"{text}_fr": "Un"})
    lagged = f"{text}_{OTHER[language]}"

    assert lagged not in behind(row)
    assert lagged in saved(row, **{f"{text}_{language}": "Changed"})
    assert type(row)._default_manager.filter(rows_behind(type(row), OTHER[language])).exists()


def test_texts_are_all_that_the_classes_describe_and_the_short_title() -> None:
    for model in translated_models():
        described = {
            name
            for one in model.__mro__
            for name, value in vars(one).items()
            if isinstance(value, Bilingual)
        }
        assert set(bilingual_texts(model)) == described | (
            {"short_title"} if model is Milestone else set()
        )


# What is not saved one by one


@pytest.mark.django_db
def test_raw_save_keeps_what_it_says_and_adds_what_is_missing() -> None:
    row = make_project(name_fr="", summary_en="Two", summary_fr="Un")
    data = serializers.serialize("python", [row])
    data[0]["fields"]["behind"] = {"summary_fr": "One"}

    for deserialized in serializers.deserialize("python", data):
        deserialized.save()

    assert behind(row) == {"summary_fr": "One", "name_fr": ""}


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
def test_shipped_record_has_nothing_behind() -> None:
    for model in translated_models():
        assert not model._default_manager.exclude(behind={}).exists()


@pytest.mark.django_db
def test_derive_works_out_what_is_missing_after_a_change_in_bulk() -> None:
    whole, lacking = make_summed_up("One", ""), make_summed_up()
    Project.objects.filter(pk=whole.pk).update(summary_fr="Un")
    Project.objects.filter(pk=lacking.pk).update(summary_fr="")

    call_command("derive")

    assert (behind(whole), behind(lacking)) == ({}, {"summary_fr": ""})


@pytest.mark.django_db
def test_saving_asks_one_query_more_for_what_lags() -> None:
    company = make_company()

    with CaptureQueriesContext(connection) as asked:
        company.save()

    read = [query for query in asked.captured_queries if 'FROM "timeline_company"' in query["sql"]]
    assert len(read) == 1
    assert Company.objects.get().behind == {}


# Any sequence of edits

EDITS = st.lists(
    st.tuples(st.sampled_from(["en", "fr"]), st.sampled_from(["", "a", "b", "c"])), max_size=12
)


@given(EDITS)
def test_sequence_of_edits_leaves_at_most_one_language_behind(edits: list[tuple[str, str]]) -> None:
    """And never the one that was written last, unless it was emptied: the other agrees with it, or
    lags."""
    texts, was = {"en": "a", "fr": "a"}, NONE
    for language, text in edits:
        before = dict(texts)
        texts[language] = text
        if not all(texts.values()):
            was = NONE
            continue
        was = outdated_text("title", before, texts, was)
        assert len(was) <= 1
        assert f"title_{language}" not in was or before == texts
        for column, agreed_with in was.items():
            assert column in {"title_en", "title_fr"}
            assert agreed_with != texts[OTHER[column[-2:]]]


@given(EDITS)
def test_editing_the_lagging_text_always_brings_it_up_to_date(edits: list[tuple[str, str]]) -> None:
    texts, was = {"en": "a", "fr": "a"}, NONE
    for language, text in edits:
        before = dict(texts)
        texts[language] = text or "d"
        was = outdated_text("title", before, texts, was)

    for column in was:
        before = dict(texts)
        texts[column[-2:]] += " more"
        assert outdated_text("title", before, texts, was) == {}
